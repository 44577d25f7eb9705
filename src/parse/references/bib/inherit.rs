//! Hands the fields of parents down: `crossref` as BibLaTeX maps it (manual 3.19, appendix
//! B), and `xdata`. What an entry says itself stays.

use super::raw::{Entry, Field};
use super::work::Variant;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The most entries that one entry inherits from, through others too.
const PARENTS: usize = 64;

/// Entries by their keys; the first of several counts.
pub(super) type Index<'a> = BTreeMap<&'a str, &'a Entry>;

/// The fields of an entry with those it inherits. Keys of parents that do not exist go to
/// `missing`.
pub(super) fn fields<'a>(
    entry: &'a Entry,
    index: &Index<'a>,
    variant: Variant,
    missing: &mut Vec<(&'a Field, &'a str)>,
) -> BTreeMap<&'a str, Cow<'a, Field>> {
    let mut fields: BTreeMap<&str, Cow<'_, Field>> = BTreeMap::new();
    for field in &entry.fields {
        fields.entry(alias(&field.name)).or_insert(Cow::Borrowed(field));
    }
    let is_unknown = |it: &(&Field, &str)| !index.contains_key(it.1);
    missing.extend(parents(entry).filter(is_unknown));
    for parent in ancestors(entry, index) {
        for field in &parent.fields {
            hand_down(field, parent, entry, variant, &mut fields);
        }
    }
    fields
}

/// The entries from which one inherits, through others too, in the order in which they
/// count.
pub(super) fn ancestors<'a>(entry: &'a Entry, index: &Index<'a>) -> Vec<&'a Entry> {
    let mut seen = vec![&*entry.key.value];
    let mut waiting = vec![entry];
    let mut found = Vec::new();
    while let Some(child) = waiting.pop() {
        for (_, key) in parents(child) {
            let Some(parent) = index.get(key) else { continue };
            if seen.contains(&key) || seen.len() > PARENTS {
                continue;
            }
            seen.push(key);
            waiting.push(parent);
            found.push(*parent);
        }
    }
    found
}

/// BibTeX's names for BibLaTeX's fields of e-prints.
pub(super) fn alias(name: &str) -> &str {
    match name {
        "archiveprefix" => "eprinttype",
        "primaryclass" => "eprintclass",
        other => other,
    }
}

fn parents(entry: &Entry) -> impl Iterator<Item = (&Field, &str)> {
    let fields =
        entry.fields.iter().filter(|it| matches!(&*it.name, "crossref" | "xdata"));
    fields.flat_map(|field| {
        let keys = field.text.split(|it: char| it == ',' || it.is_whitespace());
        keys.filter(|it| !it.is_empty()).map(move |key| (field, key))
    })
}

fn hand_down<'a>(
    field: &'a Field,
    parent: &Entry,
    entry: &Entry,
    variant: Variant,
    fields: &mut BTreeMap<&'a str, Cow<'a, Field>>,
) {
    let name = alias(&field.name);
    if matches!(name, "crossref" | "xdata" | "ids") {
        return;
    }
    let names: &[&str] = match variant {
        Variant::Bibtex => &[name],
        Variant::Biblatex => &mapped(&parent.kind.value, &entry.kind.value, name),
    };
    for new in names {
        let known = NAMES.iter().find(|it| *it == new).copied();
        let key = if *new == name { alias(&field.name) } else { known.unwrap_or(name) };
        fields.entry(key).or_insert(Cow::Borrowed(field));
    }
}

/// Names that fields get when they are handed down.
const NAMES: [&str; 9] = [
    "bookauthor",
    "maintitle",
    "mainsubtitle",
    "maintitleaddon",
    "booktitle",
    "booksubtitle",
    "booktitleaddon",
    "journaltitle",
    "journalsubtitle",
];

/// What never passes to a child.
const OWN: [&str; 16] = [
    "ids",
    "crossref",
    "xref",
    "entryset",
    "entrysubtype",
    "execute",
    "label",
    "options",
    "presort",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "shorthand",
    "shorthandintro",
    "sortkey",
];

fn mapped<'n>(parent: &str, child: &str, name: &'n str) -> Vec<&'n str> {
    const PARTS: [&str; 4] = ["book", "inbook", "bookinbook", "suppbook"];
    if OWN.contains(&name) {
        return Vec::new();
    }
    let part_of = |of: &[&str]| of.contains(&child);
    let by_author = name == "author"
        && (matches!(parent, "mvbook" | "book") && part_of(&PARTS[1..])
            || parent == "mvbook" && child == "book");
    if by_author {
        return vec!["bookauthor", "author"];
    }
    let collected =
        ["collection", "reference", "incollection", "inreference", "suppcollection"];
    let prefix = match parent {
        "mvbook" if part_of(&PARTS) => "main",
        "mvcollection" | "mvreference" if part_of(&collected) => "main",
        "mvproceedings" if part_of(&["proceedings", "inproceedings", "conference"]) => {
            "main"
        }
        "book" if part_of(&PARTS[1..]) => "book",
        "collection" | "reference" if part_of(&collected[2..]) => "book",
        "proceedings" if part_of(&["inproceedings", "conference"]) => "book",
        "periodical" if part_of(&["article", "suppperiodical"]) => "journal",
        _ => return vec![name],
    };
    match (prefix, name) {
        ("main", "title") => vec!["maintitle"],
        ("main", "subtitle") => vec!["mainsubtitle"],
        ("main", "titleaddon") => vec!["maintitleaddon"],
        ("book", "title") => vec!["booktitle"],
        ("book", "subtitle") => vec!["booksubtitle"],
        ("book", "titleaddon") => vec!["booktitleaddon"],
        ("journal", "title") => vec!["journaltitle"],
        ("journal", "subtitle") => vec!["journalsubtitle"],
        (_, "shorttitle" | "sorttitle" | "indextitle" | "indexsorttitle") => Vec::new(),
        _ => vec![name],
    }
}
