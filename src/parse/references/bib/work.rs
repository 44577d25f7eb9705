//! One entry with what it inherits, and how its fields are read.

use super::super::lang;
use super::latex::{self, Inline};
use super::raw::Field;
use crate::model::readable::is_language;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Whether old BibTeX is meant (`.bibtex`), or BibLaTeX, which reads both (`.bib`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Variant {
    Bibtex,
    Biblatex,
}

/// An entry whose fields are complete.
pub(super) struct Work<'a> {
    /// The type in lower case.
    pub(super) kind: &'a str,
    pub(super) fields: BTreeMap<&'a str, Cow<'a, Field>>,
    pub(super) variant: Variant,
    /// The language of the dossier.
    pub(super) lang: &'a str,
    /// Commands that were not known.
    pub(super) unknown: RefCell<BTreeSet<String>>,
}

impl Work<'_> {
    /// The text of a field as it was written.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(|it| &*it.text)
    }

    /// The first of several fields that is there.
    pub(super) fn first(&self, names: &[&str]) -> Option<&Field> {
        names.iter().find_map(|it| self.fields.get(*it)).map(|it| &**it)
    }

    /// A field with its markup.
    pub(super) fn latex(&self, name: &str) -> Option<Vec<Inline>> {
        let text = self.raw(name)?;
        let mut unknown = self.unknown.borrow_mut();
        Some(latex::read(text, self.lang, &mut unknown)).filter(|it| !it.is_empty())
    }

    /// A title, in the capitals in which it was written. Styles write only English ones in
    /// capitals; there words in braces are protected.
    pub(super) fn title(&self, name: &str) -> Option<Vec<Inline>> {
        let inlines = self.latex(name)?;
        Some(if self.is_english() { latex::protected(inlines) } else { inlines })
    }

    fn is_english(&self) -> bool {
        let own = self.language();
        is_language(own.as_deref().unwrap_or(self.lang), "en")
    }

    /// The language by its tag, or by a name that is not known. `language` is what Zotero
    /// and `JabRef` write; BibLaTeX allows a list there, of which the first is meant.
    pub(super) fn language(&self) -> Option<String> {
        let field = self.first(&["langid", "hyphenation", "language"])?;
        let name = field.text.split(" and ").next()?;
        let name = name.trim_matches(['{', '}', ' ', '\n', '\t']).to_lowercase();
        let options = self.raw("langidopts").unwrap_or_default();
        let variant = options.trim().to_lowercase();
        let variant = variant.strip_prefix("variant=").map(str::trim);
        let name = match (&*name, variant) {
            ("english", Some("british" | "uk")) => "british",
            ("english", Some("australian")) => "australian",
            ("english", Some("newzealand")) => "newzealand",
            (other, _) => other,
        };
        let babel = lang::of_babel(name).filter(|_| field.name != "language");
        let tag = babel.map(Cow::from).or_else(|| lang::canonical(name));
        Some(tag.map_or_else(|| name.to_owned(), Cow::into_owned))
    }

    pub(super) fn is_event(&self) -> bool {
        self.first(&["eventdate", "eventtitle", "venue"]).is_some()
    }

    /// Whether it is an article or a whole periodical.
    pub(super) fn is_article(&self) -> bool {
        matches!(self.kind, "article" | "periodical" | "suppperiodical" | "review")
    }

    /// Whether it is a part of a book.
    pub(super) fn is_part(&self) -> bool {
        matches!(
            self.kind,
            "inbook"
                | "incollection"
                | "inproceedings"
                | "conference"
                | "inreference"
                | "bookinbook"
        )
    }

    /// An option of the entry: `options = {useprefix=true}`; a bare name means `true`.
    pub(super) fn option(&self, name: &str) -> Option<bool> {
        let options = self.raw("options")?;
        options.split(',').find_map(|it| {
            let (key, value) = it.split_once('=').unwrap_or((it, "true"));
            (key.trim().eq_ignore_ascii_case(name))
                .then(|| value.trim().eq_ignore_ascii_case("true"))
        })
    }
}
