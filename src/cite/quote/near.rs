//! Finds the passage of a text that is nearest to a quotation, and says what differs.

use std::collections::HashMap;

/// The passage nearest to a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Near {
    /// The passage as it stands in the text.
    pub(super) passage: String,
    /// Its page, if the text has pages.
    pub(super) page: Option<u32>,
    /// What differs.
    pub(super) differences: Vec<Difference>,
}

/// Words of the quotation, and those of the text in their place.
pub(super) type Difference = (String, String);

/// The words of a text.
pub(super) struct Words {
    /// Start and end of each word.
    spans: Vec<(u32, u32)>,
    /// The number of each word's form.
    forms: Vec<u32>,
    known: HashMap<String, u32>,
}

/// How many words of a quotation are compared.
const MOST: usize = 300;

/// How many differences are told.
const TOLD: usize = 3;

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words =
            Self { spans: Vec::new(), forms: Vec::new(), known: HashMap::new() };
        let mut at = 0;
        for word in text.split(' ') {
            let end = at + word.len();
            let next = u32::try_from(words.known.len()).unwrap_or(u32::MAX);
            let form = *words.known.entry(form(word)).or_insert(next);
            words.spans.push((narrow(at), narrow(end)));
            words.forms.push(form);
            at = end + 1;
        }
        words
    }

    /// The window of as many words that has most of these in common with them.
    fn window(&self, quoted: &[Option<u32>]) -> Option<(usize, usize)> {
        let mut needed = vec![0_u16; self.known.len()];
        for form in quoted.iter().flatten() {
            needed[*form as usize] += 1;
        }
        let length = quoted.len().min(self.forms.len());
        let mut having = vec![0_u16; self.known.len()];
        let (mut common, mut best, mut place) = (0, 0, 0);
        for (at, form) in self.forms.iter().enumerate() {
            let form = *form as usize;
            having[form] = having[form].saturating_add(1);
            common += usize::from(having[form] <= needed[form]);
            if let Some(gone) = at.checked_sub(length) {
                let gone = self.forms[gone] as usize;
                having[gone] -= 1;
                common -= usize::from(having[gone] < needed[gone]);
            }
            // Among equals the one that starts alike.
            let start = (at + 1).saturating_sub(length);
            let starts = quoted.first() == Some(&self.forms.get(start).copied());
            let score = 2 * common + usize::from(starts && at + 1 >= length);
            if score > best {
                (best, place) = (score, start);
            }
        }
        (best >= quoted.len() && best >= 4).then_some((place, place + length))
    }
}

/// Start and end of the nearest passage, and what differs; `None` if less than half of the
/// words are anywhere together.
pub(super) fn near(
    words: &Words,
    text: &str,
    parts: &[String],
) -> Option<(usize, usize, Vec<Difference>)> {
    let quoted: Vec<&str> =
        parts.iter().flat_map(|it| it.split(' ')).take(MOST).collect();
    let forms: Vec<Option<u32>> =
        quoted.iter().map(|it| words.known.get(&form(it)).copied()).collect();
    let (from, to) = words.window(&forms)?;
    let spans = &words.spans[from..to];
    let passage: Vec<&str> =
        spans.iter().filter_map(|(a, b)| text.get(*a as usize..*b as usize)).collect();
    let (start, end) = (spans.first()?.0 as usize, spans.last()?.1 as usize);
    Some((start, end, differences(&quoted, &passage)))
}

/// A word without the marks around it, in small letters.
fn form(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The runs of words that differ, by their longest common subsequence.
fn differences(quoted: &[&str], text: &[&str]) -> Vec<Difference> {
    let mut common = vec![vec![0_u16; text.len() + 1]; quoted.len() + 1];
    for (a, one) in quoted.iter().enumerate().rev() {
        for (b, other) in text.iter().enumerate().rev() {
            common[a][b] = if one == other {
                common[a + 1][b + 1] + 1
            } else {
                common[a + 1][b].max(common[a][b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut found = Vec::new();
    while (a < quoted.len() || b < text.len()) && found.len() < TOLD {
        let (from_a, from_b) = (a, b);
        while a < quoted.len() && b < text.len() && quoted[a] != text[b] {
            if common[a + 1][b] >= common[a][b + 1] { a += 1 } else { b += 1 }
        }
        if a == quoted.len() || b == text.len() {
            (a, b) = (quoted.len(), text.len());
        }
        if (a, b) != (from_a, from_b) {
            found.push((quoted[from_a..a].join(" "), text[from_b..b].join(" ")));
        }
        (a, b) = (a + 1, b + 1);
    }
    found
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
