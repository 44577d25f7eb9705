//! From which side a language is written, as the Unicode CLDR has it.

use icu_locale::{LanguageIdentifier, LocaleDirectionality};

/// From which side text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the left, as Latin is.
    Ltr,
    /// From the right, as Arabic and Hebrew are.
    Rtl,
}

/// The code points that Unicode keeps for scripts written from the right:
/// `DerivedBidiClass.txt`, the defaults of `R` and `AL`.
const RTL: [(char, char); 5] = [
    ('\u{590}', '\u{8FF}'),
    ('\u{FB1D}', '\u{FDFF}'),
    ('\u{FE70}', '\u{FEFF}'),
    ('\u{10800}', '\u{10FFF}'),
    ('\u{1E800}', '\u{1EFFF}'),
];

impl Direction {
    /// The direction of a language, by its script; of one that is not known, from the left.
    pub fn of(lang: &str) -> Self {
        let is_rtl = LanguageIdentifier::try_from_str(lang)
            .is_ok_and(|it| LocaleDirectionality::new_extended().is_right_to_left(&it));
        if is_rtl { Self::Rtl } else { Self::Ltr }
    }

    /// The direction of a letter; `None` of what stands between letters.
    pub fn of_letter(letter: char) -> Option<Self> {
        let is_rtl = RTL.iter().any(|(first, last)| (*first..=*last).contains(&letter));
        letter.is_alphabetic().then_some(if is_rtl { Self::Rtl } else { Self::Ltr })
    }

    /// The direction that HTML and mdBook know by this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Ltr, Self::Rtl].into_iter().find(|it| it.name() == name)
    }

    /// Its name in HTML and in mdBook.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }

    /// What an element says behind its `lang` where it is written from another side than
    /// what stands around it; it is kept apart from that, then.
    pub fn turn(self, lang: &str) -> &'static str {
        match Self::of(lang) {
            it if it == self => "",
            Self::Ltr => " dir=\"ltr\"",
            Self::Rtl => " dir=\"rtl\"",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_written_as_its_script_is() {
        let rtl = ["ar", "ar-EG", "he", "fa", "ur", "yi", "ps", "ckb", "sd", "ug", "dv"];
        let script = ["az-Arab", "ks", "pa-Arab", "pa-PK"];
        for lang in rtl.into_iter().chain(script) {
            assert_eq!(Direction::of(lang), Direction::Rtl, "{lang}");
        }
        for lang in ["en", "de-AT", "zh-Hant", "az", "ku", "he-Latn", "tlh", "no tag", ""]
        {
            assert_eq!(Direction::of(lang), Direction::Ltr, "{lang}");
        }
    }

    #[test]
    fn only_what_is_written_from_the_other_side_says_so() {
        let (ltr, rtl) = (Direction::Ltr, Direction::Rtl);
        assert_eq!([ltr.turn("de"), ltr.turn("he")], ["", " dir=\"rtl\""]);
        assert_eq!([rtl.turn("ar"), rtl.turn("en")], ["", " dir=\"ltr\""]);
    }
}
