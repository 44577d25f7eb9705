//! The stemmers: Snowball 3 for German and English; the client has the same two.

use crate::model::readable::is_language;
use std::borrow::Cow;
use waken_snowball::Algorithm;

/// Whether words with this character are stemmed.
fn is_stemmed(c: char) -> bool {
    !c.is_ascii_digit() && c < '\u{250}'
}

/// How words of a language are stemmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Stem {
    /// As English.
    English,
    /// As German.
    German,
    /// Not at all.
    None,
}

impl Stem {
    /// Every way, in the order of its place in the index.
    pub(crate) const ALL: [Self; 3] = [Self::English, Self::German, Self::None];

    /// How a language is stemmed: a BCP 47 tag.
    pub(crate) fn for_language(tag: &str) -> Self {
        match tag {
            tag if is_language(tag, "en") => Self::English,
            tag if is_language(tag, "de") => Self::German,
            _ => Self::None,
        }
    }

    /// The name by which the client knows it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::None => "",
        }
    }

    /// The stem of a normalised word. Words with digits are their own, and so are those
    /// with letters that are not Latin.
    pub(crate) fn of(self, word: &str) -> Cow<'_, str> {
        match self {
            _ if !word.chars().all(is_stemmed) => Cow::Borrowed(word),
            Self::English => waken_snowball::stem(Algorithm::English, word),
            Self::German => waken_snowball::stem(Algorithm::German, word),
            Self::None => Cow::Borrowed(word),
        }
    }
}
