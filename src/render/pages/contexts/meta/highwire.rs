//! Highwire tags, `citation_*`, which Zotero and Google Scholar read. A title alone would
//! make an article of a journal; the institution of a technical report makes a report.

use super::{absolute, address, date, kinds, title};
use crate::base::text::escape_into;
use crate::model::{Name, Source};
use crate::render::pages::place::Place;

/// A page of the dossier as a report, which the dossier publishes.
pub(super) fn of_page(place: Place<'_>, page: usize) -> String {
    let face = place.face(page);
    let settings = place.site().edition().settings();
    let mut tags = Tags::default();
    tags.add("title", &face.title);
    settings.authors.iter().for_each(|it| tags.add("author", it));
    tags.add("technical_report_institution", title(place));
    tags.maybe("publication_date", face.date.map(|it| date(&it, "/")).as_deref());
    tags.add("language", &face.lang);
    tags.maybe("public_url", absolute(place, place.at()).as_deref());
    tags.maybe("abstract", face.summary.as_deref());
    face.tags.iter().for_each(|it| tags.add("keywords", it));
    tags.0
}

/// A source as what it is.
pub(super) fn of_source(source: &Source) -> String {
    let mut tags = Tags::default();
    tags.meta("z:itemType", kinds::zotero(&source.kind));
    tags.add("title", &source.title);
    source.authors.iter().for_each(|it| tags.add("author", &name(it)));
    tags.maybe("publication_date", source.issued.map(|it| date(&it, "/")).as_deref());
    let (container, publisher) = match source.kind.as_str() {
        "report" => ("series_title", "technical_report_institution"),
        "thesis" => ("series_title", "dissertation_institution"),
        "chapter" | "entry-encyclopedia" | "entry-dictionary" | "entry" => {
            ("book_title", "publisher")
        }
        "paper-conference" => ("conference_title", "publisher"),
        _ => ("journal_title", "publisher"),
    };
    tags.field(container, source, "container-title");
    tags.field("series_title", source, "collection-title");
    tags.field(publisher, source, "publisher");
    let number =
        if source.kind == "report" { "technical_report_number" } else { "number" };
    for (tag, field) in [
        (number, "number"),
        ("volume", "volume"),
        ("issue", "issue"),
        ("isbn", "ISBN"),
        ("issn", "ISSN"),
        ("doi", "DOI"),
        ("pmid", "PMID"),
        ("language", "language"),
        ("abstract", "abstract"),
    ] {
        tags.field(tag, source, field);
    }
    tags.pages(source.field("page").unwrap_or_default());
    tags.maybe("public_url", address(source));
    tags.0
}

/// `Family, Given`; an institution as it is.
fn name(name: &Name) -> String {
    match name.given.as_str() {
        "" => name.family.clone(),
        given => format!("{}, {given}", name.family),
    }
}

#[derive(Default)]
struct Tags(String);

impl Tags {
    fn meta(&mut self, name: &str, content: &str) {
        self.0.extend(["\n<meta name=\"", name, "\" content=\""]);
        escape_into(&mut self.0, content);
        self.0.push_str("\">");
    }

    fn add(&mut self, name: &str, content: &str) {
        if !content.trim().is_empty() {
            self.meta(&format!("citation_{name}"), content.trim());
        }
    }

    fn maybe(&mut self, name: &str, content: Option<&str>) {
        self.add(name, content.unwrap_or_default());
    }

    fn field(&mut self, name: &str, source: &Source, field: &str) {
        self.add(name, source.field(field).unwrap_or_default());
    }

    fn pages(&mut self, pages: &str) {
        let pages = pages.replace("--", "-").replace('–', "-");
        let (first, last) = pages.split_once('-').unwrap_or((&pages, ""));
        self.add("firstpage", first);
        self.add("lastpage", last);
    }
}
