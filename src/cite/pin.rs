//! The whole pinpoint of a citation. Pandoc's locator ends at the number; authors go on
//! behind it: `S. 12 f.`, `S. 3 und 14`, `pp. 3-5 and 9`, `14 bis 16`, `12/13`. Of an
//! item without a locator it is the section of the outline that the suffix names: `sec. A`.

use crate::model::node::text_of;
use crate::model::{CiteItem, Label, Source, readable};

/// Label and locator as they were written.
pub(super) type Pin = (Label, Box<str>);

/// What joins a further number.
const JOINTS: [&str; 12] =
    ["und", "and", "bis", "to", "sowie", "u.", "&", "/", "–", "—", "-", ","];

/// What may stand between the digits of one number, or of a range.
const WITHIN: [char; 6] = ['-', '–', '—', '.', ':', '/'];

/// The pinpoint of an item.
pub(super) fn of(item: &CiteItem, source: &Source, lang: &str) -> Option<Pin> {
    let section = || section(&text_of(&item.suffix), source, lang);
    written(item, lang).or_else(section)
}

/// Label and locator as they are shown: `S. 12 f.`
pub(super) fn shown((label, locator): &Pin, lang: &str) -> String {
    readable::pinpoint(Some(*label), locator, lang)
}

/// The locator of an item with what goes on behind it.
pub(super) fn written(item: &CiteItem, lang: &str) -> Option<Pin> {
    let locator = item.locator.as_ref()?;
    let suffix = text_of(&item.suffix);
    let label = item.label.unwrap_or(Label::Page);
    let goes_on = Suffix { text: &suffix, label, lang };
    let more = &suffix[..goes_on.length(locator)];
    Some((label, format!("{locator}{more}").into()))
}

/// What stands behind a locator.
struct Suffix<'a> {
    text: &'a str,
    label: Label,
    lang: &'a str,
}

impl Suffix<'_> {
    /// How much of it belongs to the locator. A number that counts what is behind it does
    /// not: `5 and 3 more`.
    fn length(&self, locator: &str) -> usize {
        let is_short = locator.ends_with('f') && self.text.starts_with('.');
        let (mut at, mut end) = (usize::from(is_short), usize::from(is_short));
        loop {
            let rest = self.text.get(at..).unwrap_or_default();
            if let Some(length) = following(rest) {
                at += length;
                end = at;
            } else if let Some(length) = self.number(rest) {
                at += length;
                end = if is_end(&self.text[at..]) { at } else { end };
            } else {
                return end;
            }
        }
    }

    /// The length of a further number with what joins it, and its own label.
    fn number(&self, rest: &str) -> Option<usize> {
        let behind = JOINTS.iter().find_map(|it| joint(rest, it))?;
        let number = self.without_label(behind);
        let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let behind =
            if behind.len() < number.len() { past(behind) } else { return None };
        Some(rest.len() - behind.len())
    }

    /// `p. 6` without `p.`, behind another page.
    fn without_label<'t>(&self, text: &'t str) -> &'t str {
        let end = text.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
        let same = Label::read(text[..end].trim(), self.lang) == Some(self.label);
        if same { &text[end..] } else { text }
    }
}

/// What stands behind a word that joins, and blanks.
fn joint<'t>(rest: &'t str, word: &str) -> Option<&'t str> {
    let behind = rest.trim_start().strip_prefix(word)?;
    let is_apart = rest.starts_with(char::is_whitespace)
        && behind.starts_with(char::is_whitespace)
        || !word.starts_with(char::is_alphabetic);
    is_apart.then(|| behind.trim_start())
}

/// What stands behind further digits of the same number or range.
fn past(mut behind: &str) -> &str {
    loop {
        let next = behind.trim_start_matches(WITHIN);
        let rest = next.trim_start_matches(|c: char| c.is_ascii_digit());
        if next.len() == behind.len() || rest.len() == next.len() {
            return behind;
        }
        behind = rest;
    }
}

/// The length of ` f.` or `ff.`
fn following(rest: &str) -> Option<usize> {
    let word = rest.trim_start();
    let behind = word.strip_prefix("ff").or_else(|| word.strip_prefix('f'))?;
    let behind = behind.strip_prefix('.').unwrap_or(behind);
    let ends = !behind.starts_with(char::is_alphanumeric);
    ends.then(|| rest.len() - behind.len())
}

/// Whether nothing is counted by the number in front.
fn is_end(rest: &str) -> bool {
    let next = rest.trim_start();
    let goes_on = JOINTS.iter().any(|it| joint(rest, it).is_some());
    goes_on || next.starts_with("passim") || !next.starts_with(char::is_alphanumeric)
}

/// The section of the outline that a suffix starts with: `, sec. A`, `, Abschn. A.1`.
fn section(suffix: &str, source: &Source, lang: &str) -> Option<Pin> {
    let text = suffix.trim_start_matches([',', ' ', '\u{A0}']);
    let in_term = |c: char| c.is_alphabetic() || c == '§';
    let end = text.find(|c| !in_term(c)).unwrap_or(text.len());
    let end = end + usize::from(text[end..].starts_with('.'));
    let label = Label::read(&text[..end], lang).filter(|it| it.counts_sections())?;
    let id = text[end..].trim_start();
    let id = id.split([' ', '\u{A0}', ',', ';', ')']).next()?.trim_end_matches('.');
    let outline = &source.evidence.outline;
    let is_known = outline.iter().any(|(known, ..)| {
        let below = id.strip_prefix(known.as_str());
        below.is_some_and(|it| it.is_empty() || it.starts_with('.'))
    });
    (is_known && !id.is_empty()).then(|| (label, id.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;
    use crate::model::{Kind, Mode, Node, testing};

    #[track_caller]
    fn check(locator: &str, suffix: &str, lang: &str, expect: Option<&str>) {
        let mut source = testing::source("s");
        let sections = ["1", "A"].map(|it| (it.to_owned(), "".into(), String::new()));
        source.evidence.outline = sections.into();
        let text = Node::new(Kind::Text(suffix.into()), Span::default(), Vec::new());
        let item = CiteItem {
            key: "s".into(),
            span: Span::default(),
            mode: Mode::Normal,
            prefix: Vec::new(),
            label: None,
            locator: (!locator.is_empty()).then(|| locator.into()),
            suffix: vec![text],
        };
        let pin = of(&item, &source, lang).map(|(_, it)| it);
        assert_eq!(pin.as_deref(), expect, "{locator}|{suffix}");
    }

    #[test]
    fn a_pinpoint_goes_on_behind_the_number() {
        for (suffix, expect) in [
            (" f.", "12 f."),
            (" ff., with more", "12 ff."),
            ("\u{A0}f", "12\u{A0}f"),
            (" f., 14 ff.", "12 f., 14 ff."),
            (" und 14", "12 und 14"),
            (" und S. 14", "12 und S. 14"),
            (", 15–17 and 20, see also", "12, 15–17 and 20"),
            (" bis 16 (Tabelle 2)", "12 bis 16"),
            (" to 16 and passim", "12 to 16"),
            ("/13", "12/13"),
            (" – 14.", "12 – 14"),
            (" — 14 f., passim", "12 — 14 f."),
        ] {
            check("12", suffix, "de", Some(expect));
        }
        check("12f", ".", "de", Some("12f."));
        check("12", ".", "de", Some("12"));
        let long = " und 1".to_owned() + &"-1".repeat(100_000);
        check("12", &long, "de", Some(&format!("12{long}")));
    }

    #[test]
    fn what_counts_something_else_is_no_pinpoint() {
        for suffix in [
            " for all",
            " fig",
            " und 3 weitere",
            " und Anm. 3",
            ", note 3",
            " und so weiter",
            " und14",
            "",
        ] {
            check("12", suffix, "de", Some("12"));
        }
    }

    #[test]
    fn a_suffix_may_name_a_section_of_the_outline() {
        check("", ", sec. A", "en", Some("A"));
        check("", ", Abschnitt A.2, Ende", "de", Some("A.2"));
        check("", ", § A", "en", Some("A"));
        check("", ", sec. B", "en", None);
        check("", ", p. A", "en", None);
        check("", ", a section A", "en", None);
    }
}
