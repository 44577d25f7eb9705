//! One style in one language, ready to format.

use super::locale;
use super::style::Style;
use crate::model::Direction;
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Rendered,
};

/// A style and the words of a language.
#[derive(Clone, Debug)]
pub struct Engine<'s> {
    pub(super) style: &'s Style,
    code: LocaleCode,
    pub(super) direction: Direction,
    files: &'static [Locale],
}

impl<'s> Engine<'s> {
    /// The style with the words of `lang`, a BCP 47 tag.
    pub fn new(style: &'s Style, lang: &str) -> Self {
        let (code, files) = locale::of(lang);
        Self { style, code, direction: Direction::of(lang), files }
    }

    /// The style.
    pub fn style(&self) -> &'s Style {
        self.style
    }

    /// Asks for one citation.
    pub(super) fn ask<'a>(
        &'a self,
        driver: &mut BibliographyDriver<'a, Item>,
        style: &'a IndependentStyle,
        items: Vec<CitationItem<'a, Item>>,
        note: Option<usize>,
    ) {
        let code = Some(self.code.clone());
        driver.citation(CitationRequest::new(items, style, code, self.files, note));
    }

    /// Has items cited without showing it, one after the other.
    pub(super) fn cite_hidden<'a>(
        &'a self,
        driver: &mut BibliographyDriver<'a, Item>,
        style: &'a IndependentStyle,
        items: impl Iterator<Item = &'a Item>,
    ) {
        for item in items {
            let hidden = CitationItem::new(item, None, None, true, None);
            self.ask(driver, style, vec![hidden], None);
        }
    }

    /// Formats everything asked for.
    pub(super) fn finish<'a>(
        &'a self,
        driver: BibliographyDriver<'a, Item>,
        style: &'a IndependentStyle,
    ) -> Rendered {
        let code = Some(self.code.clone());
        driver.finish(BibliographyRequest::new(style, code, self.files))
    }
}
