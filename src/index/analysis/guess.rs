//! Guesses from its small words whether a text is German or English, where it may not be
//! in the language that its page declares: a book says `en` unless told otherwise.

use super::{Stem, term};

const ENGLISH: &[&str] = &[
    "and", "are", "by", "for", "from", "has", "have", "is", "it", "of", "on", "that",
    "the", "this", "to", "was", "were", "which", "with",
];
const GERMAN: &[&str] = &[
    "auch", "auf", "aus", "bei", "das", "dem", "den", "der", "des", "die", "ein", "eine",
    "für", "im", "ist", "mit", "nicht", "sich", "sind", "und", "von", "wird", "zu",
    "zum", "zur",
];

/// Further small words, which do not tell one language from the other.
const FURTHER: &[&str] = &[
    "a", "about", "als", "am", "an", "as", "at", "be", "been", "but", "can", "could",
    "did", "do", "does", "durch", "einem", "einen", "einer", "eines", "er", "es", "had",
    "hat", "he", "her", "his", "how", "i", "ich", "if", "in", "into", "its", "kann",
    "man", "may", "more", "nach", "no", "not", "oder", "or", "she", "sie", "than",
    "their", "them", "there", "these", "they", "um", "vor", "wann", "war", "warum",
    "was", "we", "welche", "werden", "what", "when", "where", "who", "why", "wie",
    "will", "wir", "wo", "wurde", "would", "you", "über",
];

/// The terms of all small words.
pub(crate) fn small_words() -> Vec<String> {
    let words = [ENGLISH, GERMAN, FURTHER].concat();
    words.iter().flat_map(|it| Stem::ALL.map(|stem| term(it, stem))).collect()
}

/// How many small words there must be, and which share of all words.
const LEAST: usize = 6;
const SHARE: usize = 8;

/// Counts small words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    words: usize,
    english: usize,
    german: usize,
}

impl Count {
    /// Counts a word.
    pub(crate) fn add(&mut self, word: &str) {
        self.words += 1;
        if (2..=5).contains(&word.len()) {
            self.english += usize::from(ENGLISH.binary_search(&word).is_ok());
            self.german += usize::from(GERMAN.binary_search(&word).is_ok());
        }
    }
}

/// How to stem a text: as declared, unless its small words clearly say otherwise.
pub(crate) fn guess(declared: Stem, count: Count) -> Stem {
    let Count { words, english, german } = count;
    let (most, least, found) = if english > german {
        (english, german, Stem::English)
    } else {
        (german, english, Stem::German)
    };
    let is_clear = most >= LEAST && most > 3 * least && most * SHARE >= words;
    if is_clear { found } else { declared }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_in_order() {
        assert!(ENGLISH.is_sorted() && GERMAN.is_sorted());
    }

    #[test]
    fn a_clear_text_overrules_its_declaration() {
        let check = |text: &str, expect| {
            let mut count = Count::default();
            text.split(' ').for_each(|it| count.add(it));
            assert_eq!(guess(Stem::English, count), expect);
        };
        check(
            "der dienst hat die daten von der firma und ist mit dem amt im bund",
            Stem::German,
        );
        check("the service has data of the firm and die daten", Stem::English);
        check("daten dienst", Stem::English);
    }
}
