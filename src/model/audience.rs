//! Whom an edition is for: what they may read, and what their site is called.

use super::Marking;

/// Whom an edition is for. Where no editions are configured, it may read everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// The edition's name in `book.toml`; `None` where no editions are configured.
    pub name: Option<String>,
    /// The highest marking it may read; `None` passes everything.
    pub ceiling: Option<Marking>,
    /// The title of its site, if it differs from the book's.
    pub title: Option<String>,
    /// The languages of its pages, the main one first; empty for all.
    pub languages: Vec<String>,
    /// The theme of its site, if it differs from the dossier's.
    pub theme: Option<String>,
    /// The name of its bundles without an extension, if one was given.
    pub file: Option<String>,
    /// What becomes of a link to something that was cut.
    pub links: Withheld,
    /// What its label is accompanied by: free text of whoever has marked it.
    pub restrictions: Option<String>,
}

/// What becomes of a link to something that was cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Withheld {
    /// Its text stays, without a link.
    #[default]
    Text,
    /// [`Self::STUB`] stands in its place.
    Stub,
}

impl Withheld {
    /// What stands in the place of a link: always the same, so that it tells nothing.
    pub const STUB: &'static str = "[withheld]";

    /// The words in `book.toml`.
    pub const NAMES: [&'static str; 2] = ["text", "withheld"];

    /// The policy with this word.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "text" => Some(Self::Text),
            "withheld" => Some(Self::Stub),
            _ => None,
        }
    }
}

impl Audience {
    /// Whether something with this marking may be read. Where a ceiling is set, a missing
    /// marking never means public.
    pub fn may_read(&self, marking: Option<Marking>) -> bool {
        match self.ceiling {
            None => true,
            Some(ceiling) => marking.is_some_and(|it| it <= ceiling),
        }
    }

    /// The same of what is open unless it is marked: a part of a page, a source.
    pub fn may_read_part(&self, marking: Option<Marking>) -> bool {
        marking.is_none() || self.may_read(marking)
    }

    /// Whether it reads pages in a language.
    pub fn reads(&self, lang: &str) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|it| it == lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_marking_is_not_public() {
        let ceiling = Some(Marking::CLEAR);
        let public = Audience { ceiling, ..Audience::default() };
        assert!(!public.may_read(None) && public.may_read_part(None));
        assert!(!public.may_read_part(Some(Marking::GREEN)));
        assert!(Audience::default().may_read(None));
    }
}
