//! BibLaTeX. Types, fields and the forms of dates and names are those of the manual of the
//! `biblatex` package, 3.20, sections 2.1 to 2.3; what it has no field for is left out.

mod fields;
mod key;
mod latex;
mod names;

use super::evidence::keywords;
use super::item::{Item, When};
use crate::model::Source;
use fields::Shape;
use std::fmt::Write as _;

/// One entry, with an empty line behind it.
pub(super) fn entry(source: &Source, item: &Item<'_>) -> String {
    let shape = Shape::of(item.kind);
    let mut entry = Entry(format!("@{}{{{},", shape.kind, key::key(item.id)));
    entry.raw("entrysubtype", shape.subtype);
    entry.names(item);
    for (field, name) in shape.texts() {
        entry.text(field, item.text(name));
    }
    entry.dates(item);
    entry.addresses(item);
    entry.raw("langid", item.text("language").map(fields::language));
    entry.keywords(source, item);
    entry.0.push_str("\n}\n\n");
    entry.0
}

/// An entry as it is written.
struct Entry(String);

impl Entry {
    fn raw(&mut self, field: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|it| !it.is_empty()) {
            let _ = write!(self.0, "\n  {field} = {{{value}}},");
        }
    }

    /// A text. Titles and lists keep their letters and their `and` inside braces.
    fn text(&mut self, field: &str, value: Option<&str>) {
        let Some(value) = value.map(latex::text) else { return };
        let kept = fields::TITLES.contains(&field) || fields::LISTS.contains(&field);
        let kept = kept.then(|| format!("{{{value}}}"));
        self.raw(field, Some(&kept.unwrap_or(value)));
    }

    fn names(&mut self, item: &Item<'_>) {
        let mut keeps = false;
        for (field, name) in fields::NAMES {
            let (mut list, particles) = names::list(item.people(name));
            if item.open.contains(&name) {
                list += " and others";
            }
            self.raw(field, Some(&list));
            keeps |= particles;
        }
        self.raw("options", keeps.then_some("useprefix=true"));
    }

    fn dates(&mut self, item: &Item<'_>) {
        for (field, name) in fields::DATES {
            let Some(when) = item.date(name) else { continue };
            if when.points.is_empty() {
                // Words stand where BibTeX has always had them.
                let field = if field == "date" { "year" } else { field };
                self.text(field, Some(&when.literal));
            } else {
                self.raw(field, Some(&date(when)));
            }
        }
    }

    fn addresses(&mut self, item: &Item<'_>) {
        let verbatim = |name: &str| item.text(name).map(latex::verbatim);
        self.raw("doi", verbatim("DOI").as_deref());
        self.raw("url", verbatim("URL").as_deref());
        self.raw("pmid", verbatim("PMID").as_deref());
    }

    fn keywords(&mut self, source: &Source, item: &Item<'_>) {
        let list = item.text("keyword").map(latex::text);
        let evidence = keywords(&source.evidence);
        let all: Vec<String> = list.into_iter().chain(evidence).collect();
        self.raw("keywords", Some(&all.join(", ")));
    }
}

/// A date in the Extended Date/Time Format, as `date` takes it.
fn date(when: &When) -> String {
    let mut points: Vec<String> = when.points.iter().map(|it| point(it)).collect();
    if let (Some(season), Some(first)) = (when.season, points.first_mut()) {
        first.truncate(4);
        let _ = write!(first, "-{}", 20 + season);
    }
    if when.circa {
        for point in &mut points {
            point.push('~');
        }
    }
    points.join("/")
}

fn point(parts: &[i64]) -> String {
    let mut point = String::new();
    for (at, part) in parts.iter().enumerate() {
        let sign = if *part < 0 { "-" } else { "" };
        let (between, width) = if at == 0 { ("", 4) } else { ("-", 2) };
        let _ = write!(point, "{between}{sign}{:0width$}", part.unsigned_abs());
    }
    point
}
