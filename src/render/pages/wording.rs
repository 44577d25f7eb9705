//! What the theme has words for: kinds, types, languages, numbers. What it has none for is
//! shown as it was written.

use crate::render::Words;

/// A kind of page in words.
pub(crate) fn kind<'a>(words: &'a Words, name: &'a str) -> &'a str {
    words.find(&format!("kind-{name}")).unwrap_or(name)
}

/// A CSL type in words.
pub(crate) fn source_kind<'a>(words: &'a Words, name: &'a str) -> &'a str {
    words.find(&format!("csl-{name}")).unwrap_or(name)
}

/// A language in words.
pub(crate) fn language<'a>(words: &'a Words, tag: &'a str) -> &'a str {
    let base = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    words.find(&format!("language-{base}")).unwrap_or(tag)
}

/// A number with a mark between thousands.
pub(crate) fn number(n: usize, mark: &str) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        let shown = |n| number(n, ",");
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(shown),
            ["0", "999", "1,000", "1,234,567"]
        );
    }

    #[test]
    fn what_has_no_word_is_shown_as_it_is() {
        let words = Words::default();
        assert_eq!(kind(&words, "memo"), "memo");
        assert_eq!(language(&words, "tlh-Latn"), "tlh-Latn");
    }
}
