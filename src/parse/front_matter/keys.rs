//! Reads the keys of front matter into what they tell.

use super::super::form::{Form, list};
use super::super::yaml::{Data, Entry, Value};
use super::told::Told;
use super::values::{
    aliases, attachments, extra, filled, kind, lang, marking, part, position, revision,
    source, tags,
};
use crate::diag::Code;
use crate::model::Settings;

/// Every key that a dossier's page may have.
pub(super) const KNOWN: [&str; 28] = [
    "title",
    "kind",
    "part",
    "lang",
    "date",
    "announced",
    "marking",
    "restrictions",
    "summary",
    "aliases",
    "covers",
    "references",
    "citations",
    "attachments",
    "source",
    "bears-on",
    "tags",
    "at",
    "order",
    "revision",
    "extra",
    "relations",
    "cascade",
    "nocite",
    "draft",
    "search",
    "listed",
    "description",
];

/// The keys that an index page may give to the pages below it.
const CASCADED: [&str; 14] = [
    "kind",
    "part",
    "lang",
    "date",
    "announced",
    "marking",
    "restrictions",
    "covers",
    "source",
    "bears-on",
    "tags",
    "draft",
    "search",
    "listed",
];

/// What other programs, and other habits, call our keys.
const SYNONYMS: [(&str, &str); 12] = [
    ("tlp", "marking"),
    ("classification", "marking"),
    ("language", "lang"),
    ("locale", "lang"),
    ("type", "kind"),
    ("weight", "order"),
    ("keywords", "tags"),
    ("categories", "tags"),
    ("alias", "aliases"),
    ("name", "title"),
    ("abstract", "summary"),
    ("published", "date"),
];

/// Reads one key, if it is one that tells something of the page.
pub(super) fn take(
    told: &mut Told,
    entry: &Entry,
    form: &mut Form<'_>,
    settings: &Settings,
) -> bool {
    match &*entry.key {
        "title" => told.title = filled(form, entry),
        "summary" => told.summary = filled(form, entry),
        "description" => {
            told.summary = told.summary.take().or_else(|| filled(form, entry));
        }
        "kind" => told.kind = kind(entry, form, settings),
        "part" => told.part = part(entry, form),
        "lang" => told.lang = lang(entry, form),
        "date" => told.date = form.date(entry),
        "announced" => told.announced = form.flag(entry),
        "marking" => told.marking = marking(entry, form),
        "restrictions" => told.restrictions = filled(form, entry),
        "aliases" => told.aliases = Some(aliases(entry, form)),
        "attachments" => told.attachments = attachments(entry, form),
        "covers" => told.covers = Some(form.texts(entry)),
        "source" => told.source = source(entry, form),
        "bears-on" => told.bears_on = Some(form.texts(entry)),
        "tags" => told.tags = Some(tags(entry, form)),
        "revision" => told.revision = revision(entry, form),
        "at" => told.at = position(entry, form),
        "order" => told.order = form.number(entry),
        "weight" if form.lenient => told.order = told.order.or(form.number(entry)),
        "listed" => told.listed = form.flag(entry),
        "search" => told.searchable = form.flag(entry),
        "draft" => told.draft = draft(entry, form),
        "publish" | "published" if form.lenient && is_no(&entry.value) => {
            told.draft = Some(true);
        }
        "extra" => told.extra = extra(entry, form),
        _ => return false,
    }
    true
}

/// Whether a key, in lower case, is one of ours or is known to mean one.
pub(super) fn means(key: &str) -> bool {
    KNOWN.contains(&key) || SYNONYMS.iter().any(|(other, _)| *other == key)
}

/// Reads `cascade:`.
pub(super) fn cascade(entry: &Entry, form: &mut Form<'_>, settings: &Settings) -> Told {
    let mut told = Told::default();
    let all = form.mapping(entry).unwrap_or_default();
    for entry in all {
        let key = &*entry.key;
        if key == "extra" || CASCADED.contains(&key) {
            take(&mut told, entry, form, settings);
        } else if KNOWN.contains(&key) {
            let message = format!("`{key}` is of one page and cannot be cascaded");
            let help = format!("what can be: {}, `extra`", list(CASCADED.into_iter()));
            form.fault(Code::UnknownKey, entry.key_span, message, help);
        } else {
            unknown(entry, all, form);
        }
    }
    told
}

/// Whether a page is kept back. In a plain book nobody says what is wrong with another word
/// than `true`, so every one that is no `false` keeps it back.
fn draft(entry: &Entry, form: &mut Form<'_>) -> Option<bool> {
    let is_word = form.lenient && !matches!(entry.value.data, Data::Bool(_));
    if is_word && !entry.value.is_null() {
        return Some(!is_no(&entry.value));
    }
    form.flag(entry)
}

/// `false`, and what other programs take for it.
fn is_no(value: &Value) -> bool {
    let text = value.text().map(str::to_lowercase).unwrap_or_default();
    let is_word = matches!(text.trim(), "false" | "no" | "off" | "0" | "n");
    is_word || value.data == Data::Bool(false)
}

/// Says that a key is not known, and which may be meant.
pub(super) fn unknown(entry: &Entry, all: &[Entry], form: &mut Form<'_>) {
    const OTHERWISE: &str = "free data goes below `extra:`";
    let key = entry.key.to_lowercase();
    let meant = SYNONYMS.iter().find(|(other, _)| *other == key).map(|(_, own)| *own);
    let message = format!("there is no key `{}`", entry.key);
    match (meant, &*key) {
        (_, "publish" | "published") if is_no(&entry.value) => {
            let help = "write `draft: true` to keep the page back";
            form.fault(Code::UnknownKey, entry.key_span, message, help);
        }
        (Some(own), _) => {
            let help = format!("did you mean `{own}`? {OTHERWISE}");
            // What means the same, but for a key that stands there already.
            let is_same = matches!(&*key, "tlp" | "language" | "locale" | "alias");
            let is_safe = is_same && !all.iter().any(|it| &*it.key == own);
            let at = (Code::UnknownKey, entry.key_span);
            form.fault_with(at, message, help, Some((own, is_safe)));
        }
        (None, "bibliography" | "csl") => {
            let help = format!(
                "it is a setting of the whole dossier: `[dossier] {key}` in `book.toml`"
            );
            form.fault(Code::UnknownKey, entry.key_span, message, help);
        }
        _ => form.unknown((entry, all), &KNOWN, OTHERWISE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::FRONT_MATTER;
    use std::collections::BTreeSet;

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let told = |path: &[&str]| -> BTreeSet<&str> {
            FRONT_MATTER.keys(path).iter().map(|it| it.name).collect()
        };
        assert_eq!(told(&[]), KNOWN.into_iter().collect());
        let cascaded = CASCADED.into_iter().chain(["extra"]);
        assert_eq!(told(&["cascade"]), cascaded.collect());
    }
}
