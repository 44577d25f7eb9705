//! What the dossier is called by readers of each language.

use super::Links;
use crate::redact::Edition;

impl Links {
    /// The title of the dossier in a language: that of its settings, or what a translated
    /// home page says instead, where the original one has the title of the settings.
    ///
    /// A page may show it whatever its own marking; so it is taken only from a home page
    /// whose title everybody may read.
    pub fn site_title<'a>(&self, edition: &'a Edition, lang: &str) -> Option<&'a str> {
        let settings = edition.settings();
        let own = settings.title.as_deref()?;
        let lowest = settings.marking.markings().next();
        let home = |lang: &str| {
            let face = &edition.pages().get(self.home(lang)?)?.face;
            let marking = face.title_marking();
            let is_open = marking.is_none() || marking == lowest;
            (face.lang == lang && is_open).then_some(face.title.as_str())
        };
        let translated = || home(lang).filter(|_| home(&settings.language) == Some(own));
        translated().or(Some(own))
    }
}
