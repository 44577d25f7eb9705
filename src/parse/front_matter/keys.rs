//! Reads the keys of front matter into what they tell.

use super::super::form::{Form, list};
use super::super::yaml::Entry;
use super::told::{Marked, Told};
use crate::diag::Code;
use crate::model::{PageKind, Settings, Spanned};
use std::collections::BTreeSet;

/// Every key that a dossier's page may have.
pub(super) const KNOWN: [&str; 24] = [
    "title",
    "kind",
    "part",
    "lang",
    "date",
    "announced",
    "marking",
    "summary",
    "aliases",
    "covers",
    "references",
    "citations",
    "source",
    "bears-on",
    "tags",
    "order",
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
const CASCADED: [&str; 13] = [
    "kind",
    "part",
    "lang",
    "date",
    "announced",
    "marking",
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
        "aliases" => told.aliases = aliases(entry, form),
        "covers" => told.covers = Some(form.texts(entry)),
        "source" => told.source = source(entry, form),
        "bears-on" => told.bears_on = Some(form.texts(entry)),
        "tags" => told.tags = Some(tags(entry, form)),
        "order" => told.order = form.number(entry),
        "weight" if form.lenient => told.order = told.order.or(form.number(entry)),
        "listed" => told.listed = form.flag(entry),
        "search" => told.searchable = form.flag(entry),
        "draft" => told.draft = form.flag(entry),
        "extra" => told.extra = extra(entry, form),
        _ => return false,
    }
    true
}

/// Reads `cascade:`.
pub(super) fn cascade(entry: &Entry, form: &mut Form<'_>, settings: &Settings) -> Told {
    let mut told = Told::default();
    for entry in form.mapping(entry).unwrap_or_default() {
        let key = &*entry.key;
        if key == "extra" || CASCADED.contains(&key) {
            take(&mut told, entry, form, settings);
        } else if KNOWN.contains(&key) {
            let message = format!("`{key}` is of one page and cannot be cascaded");
            let help = format!("what can be: {}, `extra`", list(CASCADED.into_iter()));
            form.fault(Code::UnknownKey, entry.key_span, message, help);
        } else {
            unknown(entry, form);
        }
    }
    told
}

/// Says that a key is not known, and which may be meant.
pub(super) fn unknown(entry: &Entry, form: &mut Form<'_>) {
    const OTHERWISE: &str = "free data goes below `extra:`";
    let key = entry.key.to_lowercase();
    let meant = SYNONYMS.iter().find(|(other, _)| *other == key).map(|(_, own)| *own);
    let message = format!("there is no key `{}`", entry.key);
    match (meant, &*key) {
        (Some(own), _) => {
            let help = format!("did you mean `{own}`? {OTHERWISE}");
            form.fault(Code::UnknownKey, entry.key_span, message, help);
        }
        (None, "bibliography" | "csl") => {
            let help = format!(
                "it is a setting of the whole dossier: `[dossier] {key}` in `book.toml`"
            );
            form.fault(Code::UnknownKey, entry.key_span, message, help);
        }
        _ => form.unknown(entry, &KNOWN, OTHERWISE),
    }
}

fn filled(form: &mut Form<'_>, entry: &Entry) -> Option<String> {
    form.text(entry).map(|it| it.value).filter(|it| !it.is_empty())
}

fn kind(entry: &Entry, form: &mut Form<'_>, settings: &Settings) -> Option<PageKind> {
    let own = settings.kinds.iter().map(String::as_str);
    let kinds = PageKind::KNOWN.into_iter().chain(own);
    form.one_of(entry, Code::UnknownKind, kinds).map(|it| PageKind::named(&it.value))
}

fn part(entry: &Entry, form: &mut Form<'_>) -> Option<u32> {
    let number = form.number(entry)?;
    let part = u32::try_from(number).ok();
    if part.is_none() {
        let message = format!("there is no part {number}");
        form.fault(Code::BadValue, entry.value.span, message, "parts count from 1");
    }
    part
}

/// A language: the shape of a BCP 47 tag.
fn lang(entry: &Entry, form: &mut Form<'_>) -> Option<String> {
    let text = form.text(entry)?;
    if is_language(&text.value) {
        return Some(text.value);
    }
    let message = format!("`{}` is not a language", text.value);
    form.fault(
        Code::BadValue,
        text.span,
        message,
        "write a tag such as `en`, `de-AT` or `zh-Hans`",
    );
    None
}

/// Whether a text has the shape of a BCP 47 tag.
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_word = |it: &str, least, most| {
        (least..=most).contains(&it.len())
            && it.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let first = parts.next().unwrap_or_default();
    is_word(first, 2, 3)
        && first.bytes().all(|it| it.is_ascii_alphabetic())
        && parts.all(|it| is_word(it, 1, 8))
}

/// An empty marking is as bad as a wrong one: it must not let a cascade speak.
fn marking(entry: &Entry, form: &mut Form<'_>) -> Marked {
    if entry.value.is_null() {
        let help = "write one, or take the key away so that the folder's holds";
        form.fault(Code::BadMarking, entry.key_span, "`marking` is empty", help);
    }
    form.marking(entry).map_or(Marked::Wrongly, Marked::With)
}

/// Other names. In plain books they are old addresses, which are no names.
fn aliases(entry: &Entry, form: &mut Form<'_>) -> Vec<Spanned<String>> {
    let mut aliases = form.texts(entry);
    let is_address = |it: &str| form.lenient && it.contains('/');
    aliases.retain(|it| !it.value.is_empty() && !is_address(&it.value));
    aliases
}

/// A citation key. In plain books `source` may be anything.
fn source(entry: &Entry, form: &mut Form<'_>) -> Option<Spanned<String>> {
    let mut text = form.text(entry)?;
    if text.value.starts_with('@') && text.value.len() > 1 {
        text.value.remove(0);
    }
    let is_key = !text.value.is_empty() && !text.value.contains(char::is_whitespace);
    if !is_key {
        let message = format!("`{}` is not a citation key", text.value);
        form.fault(Code::BadValue, text.span, message, "write the `id` of one source");
    }
    Some(text).filter(|it| is_key && !(form.lenient && it.value.contains('/')))
}

/// The tags, each once.
fn tags(entry: &Entry, form: &mut Form<'_>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let texts = form.texts(entry).into_iter().map(|it| it.value);
    texts.filter(|it| !it.is_empty() && seen.insert(it.clone())).collect()
}

fn extra(
    entry: &Entry,
    form: &mut Form<'_>,
) -> serde_json::Map<String, serde_json::Value> {
    let entries = form.mapping(entry).unwrap_or_default();
    entries.iter().map(|it| (it.key.to_string(), it.value.json())).collect()
}
