//! Brings text to the form in which it is compared.

use super::chars::is_unseen;
use super::han::simplified;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// NFKC, lower case, every sigma alike, nothing unseen, Han characters simplified.
pub(crate) fn normalise(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => text.chars().for_each(|it| push(it, &mut out)),
        _ => text.nfkc().for_each(|it| push(it, &mut out)),
    }
    out
}

fn push(c: char, out: &mut String) {
    match c {
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        'ς' => out.push('σ'),
        c if is_unseen(c) => {}
        c if u32::from(c) >= 0x3400 => out.extend(simplified(c).to_lowercase()),
        c => out.extend(c.to_lowercase().map(|it| if it == 'ς' { 'σ' } else { it })),
    }
}

/// A normalised word without the marks over its letters: `ü` is `u`, `ß` is `ss`.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfd().filter(|it| !is_mark(*it)).nfc() {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'ı' => out.push('i'),
            'þ' => out.push_str("th"),
            c => out.push(c),
        }
    }
    out
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c) && is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one() {
        assert_eq!(normalise("ＡＰＴ４１ Überwachung"), "apt41 überwachung");
        assert_eq!(normalise("Da\u{AD}ten ΟΔΟΣ οδος"), "daten οδοσ οδοσ");
        assert_eq!(normalise("國家安全部"), "国家安全部");
        assert_eq!(fold("überwachung"), "uberwachung");
        assert_eq!(fold("straße"), "strasse");
        assert_eq!(fold("łódź"), "lodz");
    }
}
