//! Finds the names of entities and terms in running text. Text and names are taken apart
//! into words, and every name is a path in one tree of words, so that a text is read once
//! however many names there are.

mod words;

use crate::diag::Span;
use crate::model::readable::is_language;
use crate::model::{Page, PageId, PageKind};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use words::Words;

/// The first mention of an entity in running text, which becomes a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes within the text of its text node.
    pub range: (usize, usize),
    /// The page of the entity.
    pub page: usize,
}

/// The mentions on one page, in the order of their text nodes.
#[derive(Clone, Debug, Default)]
pub(super) struct Mentions {
    spans: Vec<Span>,
    list: Vec<Mention>,
}

impl Mentions {
    /// The mentions with the spans of the text nodes that hold them.
    pub(super) fn of(mut found: Vec<(Span, Mention)>) -> Self {
        found.sort_by_key(|(span, it)| (*span, it.range));
        let (spans, list) = found.into_iter().unzip();
        Self { spans, list }
    }

    /// Those within one text node.
    pub(super) fn within(&self, text: Span) -> &[Mention] {
        let from = self.spans.partition_point(|it| *it < text);
        let to = self.spans.partition_point(|it| *it <= text);
        self.list.get(from..to).unwrap_or_default()
    }
}

/// A name longer than this many words is not looked for.
const LONGEST: usize = 24;

/// Every name that texts are searched for.
#[derive(Debug)]
pub(super) struct Matcher {
    words: HashMap<String, u32>,
    /// From a state by a word to a state; 0 is the start.
    steps: HashMap<(u32, u32), u32>,
    states: u32,
    ends: HashMap<u32, End>,
    /// Which shapes the first words of names have.
    shapes: Vec<bool>,
}

/// A name that ends in a state.
#[derive(Debug)]
struct End {
    /// `None` if two entities share the name.
    entity: Option<PageId>,
    /// The spelling that alone counts, for short names and capitals.
    strict: Option<String>,
}

impl Matcher {
    /// The titles and aliases of entities and terms.
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut matcher = Self {
            words: HashMap::new(),
            steps: HashMap::new(),
            states: 0,
            ends: HashMap::new(),
            shapes: vec![false; SHAPES],
        };
        let is_named =
            |it: &&Page| it.face.kind.is_entity() || it.face.kind == PageKind::Term;
        for face in pages.iter().filter(is_named).map(|it| &it.face) {
            let aliases = face.aliases.iter().map(|it| it.value.as_str());
            for name in [face.title.as_str()].into_iter().chain(aliases) {
                matcher.add(name, &face.id);
            }
        }
        matcher
    }

    fn add(&mut self, name: &str, entity: &PageId) {
        let name: String = name.nfc().collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let words: Vec<&str> = Words::of(&name).map(|(at, to)| &name[at..to]).collect();
        if !is_telling(&name) || words.len() > LONGEST {
            return;
        }
        self.shapes[words.first().map_or(0, |it| shape(it))] = true;
        let state = words.iter().fold(0, |state, word| self.step(state, word));
        let strict = is_strict(&name, &words).then_some(name);
        let end = End { entity: Some(entity.clone()), strict };
        let Some(known) = self.ends.get_mut(&state) else {
            self.ends.insert(state, end);
            return;
        };
        if known.entity.as_ref() != Some(entity) {
            known.entity = None;
        } else if known.strict != end.strict {
            known.strict = None;
        }
    }

    fn step(&mut self, state: u32, word: &str) -> u32 {
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let mut folded = String::new();
        fold_into(&mut folded, word);
        let word = *self.words.entry(folded).or_insert(next);
        *self.steps.entry((state, word)).or_insert_with(|| {
            self.states += 1;
            self.states
        })
    }

    /// Visits every name in `text`, longest first, none within another. What goes on as
    /// another name is none: `India` in `India Today`.
    pub(super) fn find(
        &self,
        text: &str,
        lang: &str,
        visit: &mut dyn FnMut((usize, usize), &PageId),
    ) {
        let mut folded = String::new();
        let mut words = Words::of(text);
        while let Some((at, to)) = words.next() {
            if !self.shapes[shape(&text[at..to])] {
                continue;
            }
            if let Some((end, entity)) = self.longest(text, at, &mut folded) {
                words.at = end;
                if !goes_on(text, (at, end), lang) {
                    visit((at, end), entity);
                }
            }
        }
    }

    /// The longest name that starts at a word: where it ends, and whose it is.
    fn longest(
        &self,
        text: &str,
        at: usize,
        folded: &mut String,
    ) -> Option<(usize, &PageId)> {
        let (mut state, mut best) = (0, None);
        for (from, to) in (Words { text, at }) {
            folded.clear();
            fold_into(folded, &text[from..to]);
            let word = self.words.get(folded.as_str());
            let Some(next) = word.and_then(|it| self.steps.get(&(state, *it))) else {
                break;
            };
            state = *next;
            let end = self.ends.get(&state).filter(|it| it.fits(&text[at..to]));
            let entity = end.and_then(|it| it.entity.as_ref());
            best = entity.map(|it| (to, it)).or(best);
        }
        best
    }
}

impl End {
    fn fits(&self, text: &str) -> bool {
        let same = |it: &str| {
            let name =
                it.split(' ').flat_map(|it| it.chars().map(plain_mark).chain([' ']));
            let words = text.split_whitespace();
            words.flat_map(|it| it.chars().map(plain_mark).chain([' '])).eq(name)
        };
        self.strict.as_deref().is_none_or(same)
    }
}

/// Whether a name goes on behind a range: with a word in capitals where it is in capitals,
/// and with a capital at all where the language writes nouns small.
fn goes_on(text: &str, (at, to): (usize, usize), lang: &str) -> bool {
    let Some(rest) = text[to..].strip_prefix(char::is_whitespace) else { return false };
    let next = rest.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    let has_two = |it: &str| it.chars().filter(|it| it.is_alphabetic()).nth(1).is_some();
    let is_high = |it: &str| has_two(it) && !it.contains(char::is_lowercase);
    let has_high_nouns = ["de", "lb"].iter().any(|it| is_language(lang, it));
    is_high(next) && is_high(&text[at..to])
        || !has_high_nouns && has_two(next) && next.starts_with(char::is_uppercase)
}

/// Appends a word as words are compared: lower case, any blanks as one.
fn fold_into(out: &mut String, word: &str) {
    if word.starts_with(char::is_whitespace) {
        out.push(' ');
    } else if word.is_ascii() {
        out.extend(word.bytes().map(|it| char::from(it.to_ascii_lowercase())));
    } else {
        out.extend(word.chars().map(plain_mark).flat_map(char::to_lowercase));
    }
}

/// The mark of a keyboard for one of typesetters: texts get theirs when they are read, names
/// are as they were written.
fn plain_mark(c: char) -> char {
    match c {
        '’' | '‘' | '‚' | '‛' | 'ʼ' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    }
}

/// How many shapes are told apart.
const SHAPES: usize = 1 << 15;

/// A number for first and last letter and length, so that most words that start no name
/// need not be looked up. Words beyond ASCII share one.
fn shape(word: &str) -> usize {
    let mut mark = [0; 4];
    let first = word.chars().next().filter(|it| plain_mark(*it) != *it);
    let word = first.map_or(word, |it| plain_mark(it).encode_utf8(&mut mark));
    let bytes = word.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if word.is_ascii() => {
            let low = |it: &u8| usize::from(it.to_ascii_lowercase() & 31);
            (low(first) << 10) | (low(last) << 5) | bytes.len().min(31)
        }
        _ => 0,
    }
}

/// Whether a name tells anything: not a lone letter, not a number.
fn is_telling(name: &str) -> bool {
    name.chars().filter(|it| it.is_alphanumeric()).nth(1).is_some()
        && name.contains(char::is_alphabetic)
}

/// Whether letter case counts: in one short word, and where all is written in capitals.
fn is_strict(name: &str, words: &[&str]) -> bool {
    let short = words.len() == 1 && name.chars().count() < 4;
    short || !name.contains(char::is_lowercase) && name.contains(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{page, spanned};

    /// Every name found, in brackets.
    #[track_caller]
    fn check(text: &str, expect: &str) {
        check_in("en", text, expect);
    }

    #[track_caller]
    fn check_in(lang: &str, text: &str, expect: &str) {
        let entity = |file: &str, title: &str, aliases: &[&str]| {
            let mut page = page(file, "en");
            page.face_mut().kind = PageKind::Organisation;
            page.face_mut().title = title.to_owned();
            page.face_mut().aliases = aliases.iter().map(|it| spanned(it)).collect();
            page
        };
        let matcher = Matcher::of(&[
            entity("c/isoon.md", "i-Soon", &["Anxun", "Anxun Information", "安洵"]),
            entity(
                "c/mps.md",
                "Ministry of Public Security",
                &["MPS", "公安部", "Shared", "x"],
            ),
            entity("c/us.md", "United States", &["US", "U.S.", "shared", "2024"]),
            entity("c/noe.md", "Österreich", &["it"]),
            entity("c/oneil.md", "O'Neil", &["\"Sandworm\"", "APT-1", "L’Oréal"]),
        ]);
        let mut out = text.to_owned();
        let mut found = Vec::new();
        matcher.find(text, lang, &mut |range, _| found.push(range));
        for (at, to) in found.into_iter().rev() {
            out.insert(to, ']');
            out.insert(at, '[');
        }
        assert_eq!(out, expect);
    }

    #[test]
    fn names_are_whole_words_and_the_longest_wins() {
        check(
            "Anxun Information, Anxun infos, Anxuns",
            "[Anxun Information], [Anxun] infos, Anxuns",
        );
        check(
            "the ministry of\u{A0}public  security's",
            "the [ministry of\u{A0}public  security]'s",
        );
        check("I-SOON and i Soon", "[I-SOON] and i Soon");
        check(
            "ÖSTERREICHS, Österreich, ÖSTERREICH",
            "ÖSTERREICHS, [Österreich], [ÖSTERREICH]",
        );
    }

    #[test]
    fn what_goes_on_as_another_name_is_left_alone() {
        check("US TODAY and Anxun Today", "US TODAY and Anxun Today");
        check("the US, Today; the US A", "the [US], Today; the [US] A");
        check_in("de", "US TODAY; Anxun Heute", "US TODAY; [Anxun] Heute");
        check_in("de", "die US Army", "die [US] Army");
    }

    #[test]
    fn marks_of_a_keyboard_and_of_typesetters_are_alike() {
        check("O’Neil, O'Neil, O Neil", "[O’Neil], [O'Neil], O Neil");
        check(
            "the “Sandworm” \"sandworm\" ‘Sandworm’",
            "the [“Sandworm”] [\"sandworm\"] ‘Sandworm’",
        );
        check("APT‑1, APT-1, APT–1, apt‑1", "[APT‑1], [APT-1], APT–1, apt‑1");
        check("L'Oréal", "[L'Oréal]");
    }

    #[test]
    fn chinese_names_need_no_blanks() {
        check("四川安洵与公安部合作", "四川[安洵]与[公安部]合作");
    }

    #[test]
    fn short_names_and_capitals_count_as_they_are_written() {
        check("US us U.S. mps MPS, It it", "[US] us [U.S.] mps [MPS], It [it]");
    }

    #[test]
    fn names_of_two_entities_letters_and_numbers_are_left_alone() {
        check("shared Shared x 2024", "shared Shared x 2024");
    }
}
