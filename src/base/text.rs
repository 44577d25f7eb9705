//! Small questions about text: escaping, slugs, anchors, the nearest known word.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Appends `text` with `& < > " '` as character references.
pub fn escape_into(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(reference);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Appends `text` with `& < >` as character references: enough between tags, never inside
/// an attribute.
pub fn escape_text_into(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(reference);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// `text` with `& < > " '` as character references.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// The anchor of a heading as mdBook makes it: lower case, letters, digits, `_` and `-`
/// stay, white space becomes `-`, the rest goes; `section` if nothing is left.
pub fn anchor(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_alphanumeric() || c == '_' || c == '-' {
            out.extend(c.to_lowercase());
        } else if c.is_whitespace() {
            out.push('-');
        }
    }
    if out.is_empty() { "section".to_owned() } else { out }
}

/// A file name for `text`: NFC, lower case, German umlauts written out, anything else
/// than letters and digits as single hyphens.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            c if c.is_alphanumeric() => out.push(c),
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "page".to_owned() } else { out }
}

/// `text` as names are compared: NFC, lower case, single blanks, none around it.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            out.extend(word.chars().map(|it| it.to_ascii_lowercase()));
        } else {
            out.extend(word.nfc().flat_map(char::to_lowercase));
        }
    }
    out
}

/// `text` as part of an HTML id: letters, digits and `-_.:` stay, the rest becomes `-`.
pub fn id_safe(text: &str) -> String {
    let stays = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    text.chars().map(|c| if stays(&c) { c } else { '-' }).collect()
}

/// The known word nearest to `word`, if it is near enough to be meant.
pub fn nearest<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    let rated = known.into_iter().map(|it| (distance(word, it), it));
    rated.filter(|(far, _)| *far <= limit).min().map(|(_, it)| it)
}

/// Whether `near` is what `word` was certainly meant to be: one slip away, or two in a long
/// word, and no other known word as near.
pub fn is_clear<'a>(
    word: &str,
    near: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> bool {
    let far = distance(word, near);
    let limit = 1 + usize::from(word.chars().count() >= 8);
    let mut others = known.into_iter().filter(|it| *it != near);
    far <= limit
        && word.chars().count() > 2
        && others.all(|it| distance(word, it) > far + 1 || far == 0)
}

/// Many known words, so ordered that the one nearest to a word is found without comparing
/// it with each.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: Vec<String>,
    grams: HashMap<[char; 3], Vec<u32>>,
}

impl Lexicon {
    /// How many words that share most letters are compared in full.
    const COMPARED: usize = 24;

    /// The lexicon of these words.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut lexicon = Self::default();
        for word in words {
            let place = u32::try_from(lexicon.words.len()).unwrap_or(u32::MAX);
            for gram in grams(word) {
                let places = lexicon.grams.entry(gram).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
            lexicon.words.push(word.to_owned());
        }
        lexicon
    }

    /// The word nearest to `word`, if it is near enough to be meant.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let mut shared = vec![0_u32; self.words.len()];
        for place in grams(word).filter_map(|it| self.grams.get(&it)).flatten() {
            if let Some(count) = shared.get_mut(*place as usize) {
                *count += 1;
            }
        }
        let mut best: Vec<_> = (0..shared.len())
            .filter(|it| shared[*it] > 0)
            .map(|it| (!shared[it], it))
            .collect();
        if best.len() > Self::COMPARED {
            best.select_nth_unstable(Self::COMPARED);
            best.truncate(Self::COMPARED);
        }
        nearest(word, best.iter().map(|(_, it)| self.words[*it].as_str()))
    }
}

/// Every run of three letters, with one blank before the word and one behind it.
fn grams(word: &str) -> impl Iterator<Item = [char; 3]> {
    let letters = word.chars().flat_map(char::to_lowercase);
    let mut last = [' ', ' '];
    [' '].into_iter().chain(letters).chain([' ']).filter_map(move |c| {
        let gram = [last[0], last[1], c];
        last = [last[1], c];
        (gram[1] != ' ' || gram[0] != ' ').then_some(gram)
    })
}

/// Edits (insert, delete, replace, swap of neighbours) between two words; case is free.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut best =
                (rows[i - 1][j - 1] + same).min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_of_neighbours_is_one_edit() {
        assert_eq!(distance("titel", "title"), 1);
        assert_eq!(nearest("markign", ["marking", "order"]), Some("marking"));
        assert_eq!(nearest("zebra", ["marking", "order"]), None);
    }

    #[test]
    fn what_is_meant_is_clear_where_nothing_else_is_near() {
        let known = ["title", "tags", "kind", "lang"];
        assert!(is_clear("titel", "title", known));
        assert!(is_clear("Title", "title", known));
        assert!(!is_clear("tigs", "tags", ["tags", "tips"]));
        assert!(!is_clear("tie", "title", known));
        assert!(!is_clear("xy", "x", ["x"]));
    }

    #[test]
    fn a_lexicon_finds_what_a_full_comparison_finds() {
        let words: Vec<String> =
            (0..500).map(|it| format!("press/paper-{it}-2024.md")).collect();
        let lexicon = Lexicon::of(words.iter().map(String::as_str));
        for word in ["press/paper-77-2042.md", "pres/paper-123-2024.md", "zebra", "", "p"]
        {
            let full = nearest(word, words.iter().map(String::as_str));
            assert_eq!(lexicon.nearest(word), full, "{word}");
        }
        assert_eq!(Lexicon::of(["Ab", "cd"]).nearest("ab"), Some("Ab"));
    }

    #[test]
    fn names_are_compared_without_case_and_form() {
        assert_eq!(fold("  Büro\u{A0} Ost "), fold("Bu\u{308}ro OST"));
        assert_eq!(id_safe("doi:10/a b"), "doi:10-a-b");
    }

    #[test]
    fn slugs_write_umlauts_out() {
        assert_eq!(slug("Überprüfung — Straße 5"), "ueberpruefung-strasse-5");
        assert_eq!(slug("!!!"), "page");
    }
}
