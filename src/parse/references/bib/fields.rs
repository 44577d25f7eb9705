//! Makes an item of CSL of a complete entry.

use super::super::make;
use super::latex::{self, Inline, plain, tagged};
use super::macros::term;
use super::titles::{self, with};
use super::work::{Variant, Work};
use super::{dates, kind, names};
use crate::diag::Span;
use crate::model::Spanned;
use crate::parse::form::Form;
use crate::parse::yaml::{Data, Entry, Value};

/// The item with the spans of its fields.
pub(super) fn item(work: &Work<'_>, key: &Spanned<String>, form: &mut Form<'_>) -> Value {
    let mut item = Item { work, entries: Vec::new(), start: key.span };
    item.put("id", &[], Some(make::text(&*key.value, key.span)));
    let start = key.span;
    item.put("type", &[], kind::kind(work).map(|it| make::text(it, start)));
    item.text("genre", &["type"], genre(work));
    item.people();
    item.when(form);
    item.titles();
    item.places();
    item.numbers();
    item.addresses();
    item.notes();
    Value { data: Data::Map(item.entries), span: key.span }
}

fn genre(work: &Work<'_>) -> Option<String> {
    kind::genre(work).or_else(|| work.latex("type").map(|it| tagged(&it)))
}

struct Item<'a, 'w> {
    work: &'a Work<'w>,
    entries: Vec<Entry>,
    start: Span,
}

impl Item<'_, '_> {
    fn put(&mut self, key: &str, fields: &[&str], value: Option<Value>) {
        if let Some(value) = value {
            let key_span = self.work.first(fields).map_or(self.start, |it| it.name_span);
            self.entries.push(Entry { key: key.into(), key_span, value });
        }
    }

    fn text(&mut self, key: &str, fields: &[&str], text: Option<String>) {
        let span = self.work.first(fields).map_or(self.start, |it| it.span);
        let value = text.filter(|it| !it.is_empty()).map(|it| make::text(it, span));
        self.put(key, fields, value);
    }

    /// A field with its markup, under another name.
    fn field(&mut self, key: &str, name: &str) {
        let text = self.work.latex(name).map(|it| tagged(&it));
        self.text(key, &[name], text);
    }

    /// A field as it was written: addresses and numbers of catalogues.
    fn verbatim(&mut self, key: &str, name: &str) {
        let text = self.work.raw(name).map(latex::verbatim);
        self.text(key, &[name], text);
    }

    fn people(&mut self) {
        let directs =
            self.work.raw("editortype").is_some_and(|it| it.trim() == "director");
        let editor = if directs { "director" } else { "editor" };
        let all = [
            ("author", "author"),
            ("bookauthor", "container-author"),
            ("editor", editor),
            ("translator", "translator"),
            ("director", "director"),
        ];
        for (field, key) in all {
            if self.entries.iter().all(|it| &*it.key != key) {
                self.put(key, &[field], names::read(self.work, field));
            }
        }
    }

    fn when(&mut self, form: &mut Form<'_>) {
        let all = [
            ("issued", ""),
            ("event-date", "event"),
            ("original-date", "orig"),
            ("accessed", "url"),
        ];
        for (key, prefix) in all {
            let fields = [format!("{prefix}date"), format!("{prefix}year")];
            let value = dates::read(self.work, prefix, form);
            self.put(key, &[&fields[0], &fields[1]], value);
        }
    }

    fn titles(&mut self) {
        let work = self.work;
        self.text("title", &["title", "maintitle"], titles::title(work));
        self.text("title-short", &["shorttitle", "title"], titles::short(work));
        self.text("volume-title", &["booktitle", "title"], titles::volume(work));
        let container = ["journaltitle", "journal", "maintitle", "booktitle", "title"];
        self.text("container-title", &container, titles::container(work));
        let short = titles::container_short(work);
        self.text("container-title-short", &["shortjournal", "shorttitle"], short);
        self.text("collection-title", &["series"], series(work));
        for (key, name) in
            [("event-title", "eventtitle"), ("original-title", "origtitle")]
        {
            self.text(key, &[name], work.title(name).map(|it| tagged(&it)));
        }
    }

    fn places(&mut self) {
        let work = self.work;
        let publishers =
            ["school", "institution", "organization", "howpublished", "publisher"];
        let mut all = Vec::new();
        for name in publishers {
            all = with(all, ';', literal_list(work, name));
        }
        self.text("publisher", &publishers, Some(tagged(&all)));
        let place = literal_list(work, "address").or_else(|| {
            let usual = work.variant == Variant::Biblatex && work.kind != "patent";
            usual.then(|| literal_list(work, "location")).flatten()
        });
        self.text(
            "publisher-place",
            &["address", "location"],
            place.map(|it| tagged(&it)),
        );
        if work.kind == "patent" {
            self.text("jurisdiction", &["location"], jurisdiction(work));
        }
        self.field("event-place", "venue");
        self.field("original-publisher", "origpublisher");
        let place = literal_list(work, "origlocation").map(|it| tagged(&it));
        self.text("original-publisher-place", &["origlocation"], place);
    }

    fn numbers(&mut self) {
        let pages = self.work.latex("pages").map(|it| tagged(&it).replace('–', "-"));
        self.text("page", &["pages"], pages);
        self.field("number-of-pages", "pagetotal");
        let parts =
            ["volume", "part"].map(|it| self.work.latex(it).map(|it| tagged(&it)));
        let volume = parts.into_iter().flatten().collect::<Vec<_>>().join(".");
        self.text("volume", &["volume", "part"], Some(volume));
        self.field("number-of-volumes", "volumes");
        self.field("chapter-number", "chapter");
        self.field("edition", "edition");
        self.field("version", "version");
        let (key, text) = number(self.work);
        self.text(key, &["number", "issue"], text);
    }

    fn addresses(&mut self) {
        let named = [
            ("DOI", "doi"),
            ("ISBN", "isbn"),
            ("ISSN", "issn"),
            ("PMID", "pmid"),
            ("PMCID", "pmcid"),
            ("call-number", "library"),
        ];
        for (key, name) in named {
            if name != "doi" || self.work.option("doi") != Some(false) {
                self.verbatim(key, name);
            }
        }
        let shown = self.work.kind == "online" || self.work.option("url") != Some(false);
        let url = self.work.raw("url").filter(|_| shown).map(latex::verbatim);
        let url = url.filter(|it| !it.is_empty()).or_else(|| eprint(self.work));
        self.text("URL", &["url", "eprint"], url);
        self.text(
            "language",
            &["langid", "hyphenation", "language"],
            self.work.language(),
        );
        let ids = self.work.raw("ids").map(str::trim).map(str::to_owned);
        self.text("other-ids", &["ids"], ids);
    }

    fn notes(&mut self) {
        let work = self.work;
        let note = work.latex("note").filter(|_| work.kind != "periodical");
        let addendum =
            work.latex("addendum").filter(|_| work.variant == Variant::Biblatex);
        let note = with(note.unwrap_or_default(), '.', addendum);
        self.text("note", &["note", "addendum"], Some(tagged(&note)));
        let annotation = work.latex("annotation").or_else(|| work.latex("annote"));
        self.text("annote", &["annotation", "annote"], annotation.map(|it| tagged(&it)));
        self.field("abstract", "abstract");
        self.field("keyword", "keywords");
        let status = work.latex("pubstate").map(|it| tagged(&it));
        let status = status.map(|it| term(&it, work.lang).to_owned());
        let awaited = || {
            let year = work.raw("year").or_else(|| work.raw("date"))?;
            (year.trim() == "forthcoming").then(|| "forthcoming".to_owned())
        };
        self.text("status", &["pubstate"], status.or_else(awaited));
    }
}

/// What `number` counts depends on the type: a book in its series, an issue, a report.
fn number(work: &Work<'_>) -> (&'static str, Option<String>) {
    const IN_SERIES: [&str; 15] = [
        "book",
        "collection",
        "proceedings",
        "reference",
        "mvbook",
        "mvcollection",
        "mvproceedings",
        "mvreference",
        "bookinbook",
        "inbook",
        "incollection",
        "inproceedings",
        "inreference",
        "suppbook",
        "suppcollection",
    ];
    let number = work.latex("number");
    let issue = work.latex("issue");
    if work.is_article() {
        let both = with(number.unwrap_or_default(), ',', issue);
        return ("issue", Some(tagged(&both)));
    }
    let text = number.map(|it| tagged(&it));
    if IN_SERIES.contains(&work.kind) || work.kind == "conference" {
        ("collection-number", text)
    } else {
        ("number", text)
    }
}

/// A series that is only a number is meant as one: `3rd series`.
fn series(work: &Work<'_>) -> Option<String> {
    let series = work.title("series")?;
    let text = tagged(&series);
    if let Ok(number) = text.parse::<u32>() {
        let words = term("jourser", work.lang);
        return Some(format!("{} {words}", ordinal(number, work.lang)));
    }
    let words = term(&text, work.lang);
    let is_term = words != text;
    Some(if is_term { capital(words) } else { text })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().chars()).collect()
}

fn ordinal(number: u32, lang: &str) -> String {
    if !crate::model::readable::is_language(lang, "en") {
        return format!("{number}.");
    }
    let ending = match (number % 10, number % 100) {
        (1, last) if last != 11 => "st",
        (2, last) if last != 12 => "nd",
        (3, last) if last != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// BibLaTeX's lists of publishers and places have `and` between their items.
fn literal_list(work: &Work<'_>, name: &str) -> Option<Vec<Inline>> {
    let inlines = work.latex(name)?;
    if work.variant == Variant::Bibtex || name == "howpublished" {
        return Some(inlines);
    }
    let is_and = |it: &Inline| matches!(it, Inline::Word(word) if word == "and");
    let mut joined = Vec::new();
    for (at, part) in names::split(&inlines, is_and).enumerate() {
        if at > 0 {
            joined.push(Inline::Word(";".to_owned()));
            joined.push(Inline::Space);
        }
        joined.extend_from_slice(part);
    }
    Some(joined)
}

fn jurisdiction(work: &Work<'_>) -> Option<String> {
    let inlines = work.latex("location")?;
    let is_and = |it: &Inline| matches!(it, Inline::Word(word) if word == "and");
    let parts = names::split(&inlines, is_and).map(plain);
    let parts: Vec<_> = parts.map(|it| term(&it, work.lang).to_owned()).collect();
    Some(parts.join("; "))
}

/// The address of an e-print whose archive is known.
fn eprint(work: &Work<'_>) -> Option<String> {
    let eprint = latex::verbatim(work.raw("eprint")?);
    let base = match &*work.raw("eprinttype")?.trim().to_lowercase() {
        "arxiv" => "https://arxiv.org/abs/",
        "jstor" => "https://www.jstor.org/stable/",
        "pubmed" => "https://www.ncbi.nlm.nih.gov/pubmed/",
        "googlebooks" => "https://books.google.com?id=",
        _ => return None,
    };
    Some(format!("{base}{eprint}"))
}
