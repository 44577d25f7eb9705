//! Finds the terms of yardsticks in a text: whole words, the longest first, so that
//! “unlikely” and “very likely” are not “likely”.

use crate::base::text::fold;
use crate::model::readable::is_language;
use crate::model::yardstick::{Term, Yardstick};

/// The terms of the dossier's yardstick and of the others, in one language.
#[derive(Debug)]
pub(super) struct Lexicon<'y> {
    forms: Vec<Form<'y>>,
    is_german: bool,
}

#[derive(Debug)]
struct Form<'y> {
    words: Vec<String>,
    /// `None` for terms of other yardsticks.
    term: Option<&'y Term>,
}

/// A term in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken<'y, 't> {
    /// The term; `None` if it belongs to another yardstick.
    pub(super) term: Option<&'y Term>,
    /// The words in the text.
    pub(super) words: &'t str,
    /// Whether it is denied: “not likely”.
    pub(super) is_denied: bool,
}

impl<'y> Lexicon<'y> {
    pub(super) fn of(yardstick: &'y Yardstick, lang: &str) -> Self {
        let mut forms: Vec<Form<'y>> = Vec::new();
        let own = yardstick.terms.iter();
        for (word, term) in own.flat_map(|it| it.words(lang).map(move |word| (word, it)))
        {
            forms.push(Form { words: split(word), term: Some(term) });
        }
        for other in Yardstick::KNOWN.iter().filter_map(|it| Yardstick::named(it)) {
            for word in other.terms.iter().flat_map(|it| it.words(lang)) {
                let words = split(word);
                if !forms.iter().any(|it| it.words == words) {
                    forms.push(Form { words, term: None });
                }
            }
        }
        forms.sort_by_key(|it| std::cmp::Reverse(it.words.len()));
        Self { forms, is_german: is_language(lang, "de") }
    }

    /// The terms in a text, in order.
    pub(super) fn find<'t>(&self, text: &'t str) -> Vec<Spoken<'y, 't>> {
        let words = words(text);
        let folded: Vec<String> = words.iter().map(|(_, it)| fold(it)).collect();
        let (mut found, mut at) = (Vec::new(), 0);
        while at < folded.len() {
            let rest = &folded[at..];
            let form = self.forms.iter().find(|it| self.starts(rest, &it.words));
            if let Some(form) = form {
                let last = at + form.words.len() - 1;
                let (from, to) = (words[at].0, words[last].0 + words[last].1.len());
                let is_denied = is_denied(text.get(..from).unwrap_or_default());
                let words = text.get(from..to).unwrap_or_default();
                found.push(Spoken { term: form.term, words, is_denied });
                at = last;
            }
            at += 1;
        }
        found
    }

    fn starts(&self, text: &[String], form: &[String]) -> bool {
        form.len() <= text.len() && form.iter().zip(text).all(|(a, b)| self.same(a, b))
    }

    /// German adjectives are inflected.
    fn same(&self, word: &str, written: &str) -> bool {
        let ending = written.strip_prefix(word);
        ending.is_some_and(|it| {
            it.is_empty() || self.is_german && ["e", "en", "er", "es", "em"].contains(&it)
        })
    }
}

/// Whether a text ends in a word that denies what follows in its sentence.
fn is_denied(before: &str) -> bool {
    const NOT: [&str; 14] = [
        "not",
        "never",
        "hardly",
        "scarcely",
        "neither",
        "nor",
        "cannot",
        "nicht",
        "kaum",
        "nie",
        "niemals",
        "keineswegs",
        "keinesfalls",
        "weder",
    ];
    const BETWEEN: [&str; 10] = [
        "all",
        "at",
        "so",
        "as",
        "that",
        "really",
        "particularly",
        "ganz",
        "besonders",
        "sehr",
    ];
    let words = words(before);
    let mut end = before.len();
    for (from, word) in words.iter().rev().take(3) {
        let behind = before.get(from + word.len()..end).unwrap_or_default();
        let word = fold(word);
        let is_apart = !behind.chars().all(char::is_whitespace);
        if is_apart || !BETWEEN.contains(&word.as_str()) {
            let is_short = before.get(..*from).is_some_and(ends_in_n);
            return !is_apart
                && (NOT.contains(&word.as_str()) || word == "t" && is_short);
        }
        end = *from;
    }
    false
}

/// Whether `t` makes `n't` of a text.
fn ends_in_n(text: &str) -> bool {
    text.trim_end_matches(['’', '\'']).ends_with('n') && text.ends_with(['’', '\''])
}

/// The words of a text with their places.
pub(super) fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (from, c.is_alphanumeric()) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                words.push((start, &text[start..at]));
                from = None;
            }
            _ => {}
        }
    }
    words
}

fn split(text: &str) -> Vec<String> {
    words(text).into_iter().map(|(_, it)| fold(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lang: &str, text: &str, expect: &[(&str, &str)]) {
        let yardstick = Yardstick::default();
        let lexicon = Lexicon::of(&yardstick, lang);
        let found = lexicon.find(text).into_iter();
        let found =
            found.map(|it| (it.words, it.term.map_or("-", |it| it.name.as_str())));
        assert_eq!(found.collect::<Vec<_>>(), expect);
    }

    #[test]
    fn the_longest_term_counts() {
        check(
            "en",
            "Unlikely, if not very likely; likely.",
            &[
                ("Unlikely", "unlikely"),
                ("very likely", "very likely"),
                ("likely", "likely"),
            ],
        );
        check("en", "It is unlikelyish.", &[]);
    }

    #[test]
    fn what_is_denied_is_told_apart() {
        let yardstick = Yardstick::default();
        let denied = |lang: &str, text: &str| {
            Lexicon::of(&yardstick, lang).find(text).iter().all(|it| it.is_denied)
        };
        for text in
            ["is not likely", "isn’t very likely", "not at all likely", "Hardly likely"]
        {
            assert!(denied("en", text), "{text}");
        }
        for text in ["He did not. Likely he left", "likely, not sure", "not only likely"]
        {
            assert!(!denied("en", text), "{text}");
        }
        assert!(denied("de", "Das ist nicht sehr wahrscheinlich"));
        assert!(!denied("de", "Das ist nicht nur wahrscheinlich"));
    }

    #[test]
    fn terms_of_other_yardsticks_are_told_apart() {
        check("en", "A highly likely case.", &[("highly likely", "-")]);
    }

    #[test]
    fn german_terms_are_inflected() {
        check(
            "de",
            "Der sehr wahrscheinliche Fall ist unwahrscheinlich.",
            &[("sehr wahrscheinliche", "very likely"), ("unwahrscheinlich", "unlikely")],
        );
    }
}
