//! `COinS`: a context object of `OpenURL` (ANSI/NISO Z39.88-2004) in the title of a span. On a
//! page with several, Zotero lets a reader choose.

use super::{address, date, kinds};
use crate::base::text::escape_into;
use crate::model::{Name, Source};
use std::fmt::Write as _;

/// The span of a source.
pub(super) fn span(source: &Source) -> String {
    let mut object = Object::new();
    match source.kind.as_str() {
        "article-journal" => journal(source, &mut object),
        "book" | "chapter" | "report" => book(source, &mut object),
        _ => any(source, &mut object),
    }
    object.date(source);
    object.field("rft.language", source, "language");
    let mut span = "<span class=\"Z3988\" title=\"".to_owned();
    escape_into(&mut span, &object.0);
    span + "\"></span>\n"
}

fn journal(source: &Source, object: &mut Object) {
    object.format("journal", "article");
    object.text("rft.atitle", &source.title);
    object.field("rft.jtitle", source, "container-title");
    object.field("rft.volume", source, "volume");
    object.field("rft.issue", source, "issue");
    object.field("rft.pages", source, "page");
    object.field("rft.issn", source, "ISSN");
    object.names("rft.au", source);
    object.places(source);
}

fn book(source: &Source, object: &mut Object) {
    let genre = match source.kind.as_str() {
        "chapter" => "bookitem",
        "report" => "report",
        _ => "book",
    };
    object.format("book", genre);
    let (own, around) = if genre == "bookitem" {
        ("rft.atitle", "rft.btitle")
    } else {
        ("rft.btitle", "rft.series")
    };
    object.text(own, &source.title);
    object.field(around, source, "container-title");
    object.field("rft.series", source, "collection-title");
    object.field("rft.pub", source, "publisher");
    object.field("rft.place", source, "publisher-place");
    object.field("rft.edition", source, "edition");
    object.field("rft.pages", source, "page");
    object.field("rft.isbn", source, "ISBN");
    object.names("rft.au", source);
    object.places(source);
}

/// Dublin Core, with the item type of Zotero.
fn any(source: &Source, object: &mut Object) {
    object.pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc");
    object.pair("rft.type", kinds::zotero(&source.kind));
    object.text("rft.title", &source.title);
    object.field("rft.source", source, "container-title");
    object.field("rft.publisher", source, "publisher");
    object.names("rft.creator", source);
    let doi = source.field("DOI").map(|it| format!("urn:doi:{it}"));
    for place in address(source).into_iter().chain(doi.as_deref()) {
        object.pair("rft.identifier", place);
    }
}

struct Object(String);

impl Object {
    fn new() -> Self {
        Self("ctx_ver=Z39.88-2004".to_owned())
    }

    fn format(&mut self, format: &str, genre: &str) {
        self.pair("rft_val_fmt", &format!("info:ofi/fmt:kev:mtx:{format}"));
        self.pair("rft.genre", genre);
    }

    /// A pair; the value in the encoding of forms, where a blank is `%20`.
    fn pair(&mut self, key: &str, value: &str) {
        self.0.extend(["&", key, "="]);
        for byte in value.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                    self.0.push(char::from(byte));
                }
                _ => drop(write!(self.0, "%{byte:02X}")),
            }
        }
    }

    fn text(&mut self, key: &str, value: &str) {
        if !value.trim().is_empty() {
            self.pair(key, value.trim());
        }
    }

    fn field(&mut self, key: &str, source: &Source, field: &str) {
        self.text(key, source.field(field).unwrap_or_default());
    }

    fn names(&mut self, key: &str, source: &Source) {
        let name = |it: &Name| match it.given.as_str() {
            "" => it.family.clone(),
            given => format!("{}, {given}", it.family),
        };
        source.authors.iter().for_each(|it| self.text(key, &name(it)));
    }

    fn places(&mut self, source: &Source) {
        if let Some(doi) = source.field("DOI") {
            self.pair("rft_id", &format!("info:doi/{doi}"));
        }
        if let Some(url) = address(source) {
            self.pair("rft_id", url);
        }
    }

    fn date(&mut self, source: &Source) {
        let date = source.issued.map(|it| date(&it, "-"));
        self.text("rft.date", &date.unwrap_or_default());
    }
}
