//! The words of the languages. Each is parsed when it is first asked for.

use crate::model::readable::is_language;
use hayagriva::citationberg::{Locale, LocaleCode, LocaleFile};
use std::sync::OnceLock;

struct Bundled {
    code: &'static str,
    xml: &'static str,
    locale: OnceLock<Vec<Locale>>,
}

macro_rules! bundled {
    ($($code:literal),*) => {
        static ALL: [Bundled; [$($code),*].len()] = [$(Bundled {
            code: $code,
            xml: include_str!(concat!("locales/", $code, ".xml")),
            locale: OnceLock::new(),
        }),*];
    };
}

bundled!("en-US", "en-GB", "de-DE", "es-ES", "fr-FR", "nl-NL");

/// The words for pages in `lang`: its own where they are bundled, else American English,
/// as pandoc falls back.
pub(super) fn of(lang: &str) -> (LocaleCode, &'static [Locale]) {
    let found = exact(lang).or_else(|| near(lang)).unwrap_or(&ALL[0]);
    let read = |it: &Bundled| LocaleFile::from_xml(it.xml).map(Locale::from);
    let words = found.locale.get_or_init(|| read(found).into_iter().collect());
    (LocaleCode(found.code.to_owned()), words)
}

fn exact(lang: &str) -> Option<&'static Bundled> {
    ALL.iter().find(|it| it.code.eq_ignore_ascii_case(lang))
}

/// Another variety of the language: of English the American one, which comes first.
fn near(lang: &str) -> Option<&'static Bundled> {
    let language = |it: &Bundled| it.code.split('-').next().unwrap_or(it.code);
    ALL.iter().find(|it| is_language(lang, language(it)))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_language_has_its_own_words_and_else_american_ones() {
        for (lang, code) in [
            ("en", "en-US"),
            ("en-AU", "en-US"),
            ("en-gb", "en-GB"),
            ("de-AT", "de-DE"),
            ("fr", "fr-FR"),
            ("fr-CA", "fr-FR"),
            ("es", "es-ES"),
            ("nl", "nl-NL"),
            ("zh", "en-US"),
            ("", "en-US"),
        ] {
            let (found, words) = of(lang);
            assert_eq!(found.0, code, "{lang}");
            assert_eq!(words.len(), 1, "{lang}");
        }
    }
}
