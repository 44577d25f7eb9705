//! Labels as texts say them where nothing is marked: alone, in front of a text, behind a
//! key. Somebody may think that they mark, so whoever reads texts asks for them.

use super::scheme::{plain, spelt};
use super::{Marking, Scheme};

/// What may open a mark in front of a text, as in `(TLP:RED)`.
const OPENERS: &[char] = &['(', '[', '!', ':', '%', '/', '|', '<', '-', '*', '_', '='];

/// What may part a mark from the text behind it, as in `TLP:RED - text`.
const PARTING: &[char] = &['-', '–', '—', ':', '|', '·', '•', '.', '!'];

/// What parts a label from its caveats: `SECRET//NOFORN`.
const CAVEAT: &str = "//";

/// Keys that say a marking without the name of its protocol: `tlp: red`.
const KEYS: [&str; 2] = ["tlp", "marking"];

impl Scheme {
    /// The marking that a text names and nothing else: its label in other letters, with
    /// other signs in its middle or with blanks.
    pub fn named(&self, text: &str) -> Option<Marking> {
        let text = text.trim();
        let is_meant = |it: &Marking| {
            let label = it.label();
            label.eq_ignore_ascii_case(text) || spelt(label, text) == Some(text.len())
        };
        self.markings().find(is_meant)
    }

    /// The label in front of a text, if signs open it or part it from what follows:
    /// `(TLP:RED) text`, `TLP:RED - text`.
    pub fn in_front<'t>(&self, text: &'t str) -> Option<&'t str> {
        let start = text.trim_start();
        let bare = opened(start);
        let (label, behind) = bare.split_at(self.label_at(bare)?);
        (bare.len() < start.len() || is_parted(behind)).then_some(label)
    }

    /// The label that a text begins with, whatever follows; of labels that are mere words
    /// only where it can be nothing else.
    pub fn begins<'t>(&self, text: &'t str) -> Option<&'t str> {
        let bare = opened(text.trim_start());
        let label = &bare[..self.label_at(bare)?];
        let is_word = label.chars().all(char::is_alphanumeric);
        let is_meant = !is_word || self.is_label(text) || self.in_front(text).is_some();
        is_meant.then_some(label)
    }

    /// Whether a label stands anywhere in a short text, as a word of its own.
    pub fn stands_in(&self, text: &str) -> bool {
        const LONGEST: usize = 512;
        let starts = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
        text.len() <= LONGEST
            && text.char_indices().any(|(at, c)| {
                c.is_alphanumeric() && starts(at) && self.label_at(&text[at..]).is_some()
            })
    }

    /// The label behind a `marking:` or `marking=` in a text.
    pub fn behind_key<'t>(&self, text: &'t str) -> Option<&'t str> {
        behind_keys(text).find_map(|it| Some(&it[..self.label_at(it)?]))
    }

    /// Whether the value of a key says a label: any key whose value is one, `tlp` also with
    /// the colour alone.
    pub fn is_said(&self, key: &str, value: &str) -> bool {
        let is_key = KEYS.iter().any(|it| it.eq_ignore_ascii_case(key));
        self.is_label(value) || is_key && self.meant(value).is_some()
    }

    /// Whether a line of the value of a field begins with a label, or says it behind a key.
    pub fn is_said_in(&self, key: &str, value: &str) -> bool {
        let is_line =
            |it: &str| self.begins(it).is_some() || self.behind_key(it).is_some();
        self.is_said(key, value) || value.lines().any(is_line)
    }
}

/// A text without what opens a mark in front of it: signs, pictures, bullets, tags.
fn opened(text: &str) -> &str {
    let is_picture = |it: char| it >= '\u{2190}' && !it.is_alphanumeric();
    let is_sign = |it: char| OPENERS.contains(&plain(it)) || is_picture(it);
    let mut rest = text.trim_start();
    while let Some(behind) = behind_tag(rest) {
        rest = behind.trim_start();
    }
    rest.trim_start_matches(is_sign).trim_start()
}

/// What stands behind `<b>`.
fn behind_tag(text: &str) -> Option<&str> {
    let (name, behind) = text.strip_prefix('<')?.split_once('>')?;
    name.chars().all(char::is_alphanumeric).then_some(behind)
}

/// What stands behind each `marking:` and `marking=`.
pub fn behind_keys(text: &str) -> impl Iterator<Item = &str> {
    const BLANK: &[char] = &['"', '\'', '“', '„', '‘', '«', '”', ' ', '{'];
    const WORD: &str = "marking";
    let is_word = |at: &usize| {
        let word = text.get(*at..*at + WORD.len());
        word.is_some_and(|it| it.eq_ignore_ascii_case(WORD))
    };
    let starts = text.match_indices(['m', 'M']).map(|(at, _)| at).filter(is_word);
    starts.filter_map(|at| {
        let behind = text[at + WORD.len()..].trim_start_matches(BLANK);
        Some(behind.strip_prefix([':', '='])?.trim_start_matches(BLANK))
    })
}

/// Whether signs part what stands behind a label from it.
fn is_parted(behind: &str) -> bool {
    let sign = behind.trim_start();
    let rest = sign.trim_start_matches(|it: char| PARTING.contains(&plain(it)));
    let is_sign = rest.is_empty() || rest.starts_with(char::is_whitespace);
    behind.starts_with(CAVEAT) || rest.len() < sign.len() && is_sign
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_named_however_it_is_spelt() {
        let tlp = Scheme::default();
        let named = |it: &str| tlp.named(it).map(Marking::label);
        for text in ["TLP:RED", "tlp:red", " TLP: RED ", "TLP-RED", "tlp red"] {
            assert_eq!(named(text), Some("TLP:RED"), "{text}");
        }
        assert_eq!(named("TLP:AMBER-STRICT"), Some("TLP:AMBER+STRICT"));
        for text in ["TLP:WHITE", "TLP:RED only", "red", "TLP", ""] {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_text_begins_with_is_known() {
        let tlp = Scheme::default();
        for text in [
            "TLP:RED//NOFORN x",
            "(TLP:RED) x",
            "TLP:RED - x",
            "TLP:RED: x",
            "[!TLP:RED] x",
        ] {
            assert_eq!(tlp.in_front(text), Some("TLP:RED"), "{text}");
        }
        for text in
            ["ＴＬＰ：ＲＥＤ - x", "（ＴＬＰ:ＲＥＤ） x", "𝐓𝐋𝐏:𝐑𝐄𝐃 – x", "TLP – RED: x"]
        {
            assert!(tlp.in_front(text).is_some(), "{text}");
        }
        assert_eq!(tlp.named("ＴＬＰ：ＲＥＤ").map(Marking::label), Some("TLP:RED"));
        assert!(tlp.may_stand_in("ＴＬＰ：ＲＥＤ") && tlp.is_label("ＴＬＰ：ＰＩＮＫ"));
        for text in ["TLP:RED is a label", "TLP:RED, TLP:AMBER", "“TLP:RED” - x", "x"]
        {
            assert_eq!(tlp.in_front(text), None, "{text}");
        }
        assert_eq!(tlp.begins("TLP:RED victims"), Some("TLP:RED"));
        let nested = "<b>".repeat(100_000) + "TLP:RED";
        assert_eq!(tlp.begins(&nested), Some("TLP:RED"));
        assert_eq!(tlp.begins("The TLP:RED label"), None);
    }

    #[test]
    fn a_field_says_a_label_at_the_start_of_a_line_or_behind_a_key() {
        let tlp = Scheme::default();
        let said = |key, value| tlp.is_said_in(key, value);
        assert!(said("note", "Zotero\nTLP:RED do not share"));
        assert!(said("note", "marking: TLP:RED") && said("TLP", "red"));
        assert!(!said("title", "What TLP:RED means") && !said("color", "red"));
    }
}
