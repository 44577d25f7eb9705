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

bundled!("en-US", "en-GB", "de-DE");

/// The words for pages in `lang`: German, British or, for every other language,
/// American English, as pandoc falls back.
pub(super) fn of(lang: &str) -> (LocaleCode, &'static [Locale]) {
    let code = match lang {
        _ if is_language(lang, "de") => "de-DE",
        _ if lang.eq_ignore_ascii_case("en-GB") => "en-GB",
        _ => "en-US",
    };
    let bundled = ALL.iter().find(|it| it.code == code);
    let read = |it: &Bundled| LocaleFile::from_xml(it.xml).map(Locale::from);
    let locales =
        bundled.map(|it| it.locale.get_or_init(|| read(it).into_iter().collect()));
    (LocaleCode(code.to_owned()), locales.map_or(&[], Vec::as_slice))
}
