//! RIS, the exchange format of reference managers. Types and tags are those of the format's
//! description by Research Information Systems (2011); where it leaves a choice, as for the
//! number of a report, the tag is the one that `Zotero` and `EndNote` read.

use super::evidence::keywords;
use super::item::{Item, Person, When, joined};
use super::markup;
use crate::model::Source;
use std::fmt::Write as _;

/// The types by the types of CSL; `GEN` for every other.
const TYPES: [(&str, &str); 31] = [
    ("article", "UNPB"),
    ("article-journal", "JOUR"),
    ("article-magazine", "MGZN"),
    ("article-newspaper", "NEWS"),
    ("bill", "BILL"),
    ("book", "BOOK"),
    ("broadcast", "MPCT"),
    ("chapter", "CHAP"),
    ("dataset", "DATA"),
    ("entry-dictionary", "DICT"),
    ("entry-encyclopedia", "ENCYC"),
    ("figure", "FIGURE"),
    ("graphic", "ART"),
    ("hearing", "HEAR"),
    ("legal_case", "CASE"),
    ("legislation", "STAT"),
    ("manuscript", "MANSCPT"),
    ("map", "MAP"),
    ("motion_picture", "VIDEO"),
    ("musical_score", "MUSIC"),
    ("pamphlet", "PAMP"),
    ("paper-conference", "CPAPER"),
    ("patent", "PAT"),
    ("personal_communication", "PCOMM"),
    ("post", "BLOG"),
    ("post-weblog", "BLOG"),
    ("report", "RPRT"),
    ("software", "COMP"),
    ("song", "SOUND"),
    ("standard", "STAND"),
    ("thesis", "THES"),
];
/// Names and their tags.
const NAMES: [(&str, &str); 4] = [
    ("author", "AU"),
    ("editor", "A2"),
    ("collection-editor", "A3"),
    ("translator", "A4"),
];
/// Text variables and their tags.
const TEXTS: [(&str, &str); 19] = [
    ("title", "TI"),
    ("title-short", "ST"),
    ("container-title-short", "J2"),
    ("genre", "M3"),
    ("volume", "VL"),
    ("number-of-volumes", "NV"),
    ("issue", "IS"),
    ("section", "SE"),
    ("edition", "ET"),
    ("publisher", "PB"),
    ("publisher-place", "CY"),
    ("archive", "DB"),
    ("archive_location", "AN"),
    ("call-number", "CN"),
    ("language", "LA"),
    ("DOI", "DO"),
    ("URL", "UR"),
    ("abstract", "AB"),
    ("note", "N1"),
];

/// One record, with an empty line behind it.
pub(super) fn record(source: &Source, item: &Item<'_>) -> String {
    let mut record = Record::default();
    let kind = TYPES.iter().find(|(it, _)| *it == item.kind);
    let web = if item.kind == "webpage" { "ELEC" } else { "GEN" };
    record.line("TY", kind.map_or(web, |(_, it)| it));
    record.line("ID", item.id);
    for (name, tag) in NAMES {
        item.people(name).iter().for_each(|it| record.line(tag, &person(it)));
    }
    record.dates(item);
    for (name, tag) in TEXTS {
        record.text(tag, item.text(name));
    }
    record.containers(item);
    record.pages(item);
    record.text(
        "SN",
        item.text("ISBN").or_else(|| item.text("ISSN")).or_else(|| number(item)),
    );
    let list = item.text("keyword").unwrap_or_default();
    let list = list.split([',', ';']).map(str::trim).map(str::to_owned);
    list.chain(keywords(&source.evidence)).for_each(|it| record.line("KW", &it));
    record.0.push_str("ER  - \r\n\r\n");
    record.0
}

#[derive(Default)]
struct Record(String);

impl Record {
    /// A line; a value without anything in it is none.
    fn line(&mut self, tag: &str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            self.0.extend([tag, "  - ", &value, "\r\n"]);
        }
    }

    fn text(&mut self, tag: &str, value: Option<&str>) {
        self.line(tag, &markup::plain(value.unwrap_or_default()));
    }

    /// The year, the whole date, and when a copy was consulted.
    fn dates(&mut self, item: &Item<'_>) {
        if let Some(issued) = item.date("issued") {
            let year = issued.start().first().map(|it| format!("{it:04}"));
            self.line("PY", &year.unwrap_or_default());
            self.line("DA", &date(issued));
        }
        self.line("Y2", &item.date("accessed").map(date).unwrap_or_default());
    }

    /// Where it appeared: the container, else the series; both if there are both.
    fn containers(&mut self, item: &Item<'_>) {
        let (container, series) =
            (item.text("container-title"), item.text("collection-title"));
        self.text("T2", container.or(series));
        self.text("T3", series.filter(|_| container.is_some()));
    }

    fn pages(&mut self, item: &Item<'_>) {
        // Of a whole work the tag tells how many pages it has.
        let whole = matches!(item.kind, "book" | "thesis" | "manuscript");
        let count = item.text("number-of-pages").filter(|_| whole);
        let Some(pages) = item.text("page").or(count) else { return };
        let pages = pages.replace("--", "-").replace('–', "-");
        match pages.split_once('-') {
            Some((first, last)) if !pages.contains(',') => {
                self.line("SP", first);
                self.line("EP", last);
            }
            _ => self.line("SP", &pages),
        }
    }
}

fn number<'a>(item: &'a Item<'_>) -> Option<&'a str> {
    item.text("number").or_else(|| item.text("collection-number"))
}

/// `Family, Given, Suffix`; a whole name as it is.
fn person(person: &Person) -> String {
    if person.is_whole() {
        return person.literal.clone();
    }
    let family = joined(&[&person.non_dropping, &person.family], " ");
    let given = joined(&[&person.given, &person.dropping], " ");
    joined(&[&family, &given, &person.suffix], ", ")
}

/// `YYYY/MM/DD/words`; what is not known stays empty.
fn date(when: &When) -> String {
    let mut parts = [String::new(), String::new(), String::new()];
    for (at, (part, value)) in parts.iter_mut().zip(when.start()).enumerate() {
        let width = if at == 0 { 4 } else { 2 };
        let _ = write!(part, "{value:0width$}");
    }
    let [year, month, day] = parts;
    let words = match when.points.get(1) {
        Some(end) => {
            end.iter().map(|it| format!("{it:02}")).collect::<Vec<_>>().join("-")
        }
        None => when.literal.clone(),
    };
    match (year.as_str(), words.as_str()) {
        ("", words) => words.to_owned(),
        (_, "") => joined(&[&year, &month, &day], "/"),
        _ => format!("{year}/{month}/{day}/{words}"),
    }
}
