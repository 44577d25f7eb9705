//! The order of names, as German dictionaries have it (DIN 5007-1): ä as a, ß as ss, case
//! and accents do not count, hyphens and blanks inside a name neither; numbers by value.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a name is sorted and compared by; names that differ only in case, accents or
/// punctuation have the same key.
pub(super) fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    let mut number = String::new();
    let plain = name.nfkd().filter(|it| !is_combining_mark(*it));
    for c in plain.flat_map(char::to_lowercase) {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        flush(&mut number, &mut out);
        match written_out(c) {
            Some(letters) => out.push_str(letters),
            None if c.is_alphanumeric() => out.push(c),
            None => {}
        }
    }
    flush(&mut number, &mut out);
    if out.is_empty() { name.trim().to_owned() } else { out }
}

/// Appends a number so that it sorts by value: a number with more digits is the larger one.
fn flush(number: &mut String, out: &mut String) {
    if number.is_empty() {
        return;
    }
    let digits = number.trim_start_matches('0');
    let length = u32::try_from(digits.len()).unwrap_or(u32::MAX);
    // One digit for the length: numbers of more than nine digits sort as text.
    out.extend(char::from_digit(length.min(9), 10));
    out.push_str(digits);
    number.clear();
}

/// Letters that no decomposition takes apart.
fn written_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        _ => return None,
    })
}

/// Under which heading a name stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Letter {
    /// No letter and no digit.
    Sign,
    /// A digit.
    Digit,
    /// A letter of an alphabet, in lower case.
    Alphabet(char),
    /// A script with too many letters for headings: the key of its word in the theme.
    Script(&'static str),
}

impl Letter {
    /// The heading of a key.
    pub(super) fn of(key: &str) -> Self {
        match key.chars().next() {
            Some(c) if c.is_ascii_digit() => Self::Digit,
            Some(c) if c.is_alphabetic() => {
                script(c).map_or(Self::Alphabet(c), Self::Script)
            }
            _ => Self::Sign,
        }
    }

    /// For ids and file names: `a`, `0-9`, `han`.
    pub(crate) fn slug(&self) -> Cow<'static, str> {
        match self {
            Self::Sign => "signs".into(),
            Self::Digit => "0-9".into(),
            Self::Alphabet(c) => c.to_string().into(),
            Self::Script(word) => word.trim_start_matches("script-").into(),
        }
    }
}

fn script(c: char) -> Option<&'static str> {
    match u32::from(c) {
        0x2E80..=0x2FDF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF => {
            Some("script-han")
        }
        0x2_0000..=0x3_FFFF | 0x3005..=0x3007 => Some("script-han"),
        0x3040..=0x30FF | 0x31F0..=0x31FF => Some("script-kana"),
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7FF => Some("script-hangul"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn sorted(expect: &[&str]) {
        let mut names = expect.to_vec();
        names.reverse();
        names.sort_by_cached_key(|it| key(it));
        assert_eq!(names, expect);
    }

    #[test]
    fn umlauts_sort_as_their_letters_and_numbers_by_value() {
        sorted(&["Aachen", "Ähre", "Akten", "Azur", "Öl", "Ost"]);
        sorted(&["Strasbourg", "Straße", "Strassen", "Strauß"]);
        sorted(&["APT 4", "APT27", "APT41", "APT 100"]);
        sorted(&["48-hour rule", "404", "Abel", "Émile", "Żubr", "Жук", "安洵"]);
    }

    #[test]
    fn spellings_of_one_name_have_one_key() {
        assert_eq!(key("i-Soon"), key("ISOON"));
        assert_eq!(key("Müller"), key("Mu\u{308}ller"));
        assert_ne!(key("I-S00N"), key("i-Soon"));
        assert_eq!(key("!!!"), "!!!");
    }

    #[test]
    fn each_script_has_its_place() {
        let letter = |name| Letter::of(&key(name)).slug();
        assert_eq!(letter("„Übung“"), "u");
        assert_eq!(letter("48 hours"), "0-9");
        assert_eq!(letter("安洵"), "han");
        assert_eq!(letter("アンシュン"), "kana");
        assert_eq!(letter("Жук"), "ж");
        assert_eq!(letter("!!!"), "signs");
    }
}
