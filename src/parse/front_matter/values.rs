//! Reads the values of the keys of front matter, each with what it may be.

use super::super::form::Form;
use super::super::yaml::{Entry, Value};
use super::stix;
use super::told::Marked;
use crate::diag::Code;
use crate::model::readable::is_language_tag;
use crate::model::{Marking, PageKind, Position, Settings, Spanned};
use std::collections::BTreeSet;

pub(super) fn filled(form: &mut Form<'_>, entry: &Entry) -> Option<String> {
    form.text(entry).map(|it| it.value).filter(|it| !it.is_empty())
}

pub(super) fn kind(
    entry: &Entry,
    form: &mut Form<'_>,
    settings: &Settings,
) -> Option<PageKind> {
    let own = settings.kinds.iter().map(String::as_str);
    let kinds = PageKind::KNOWN.into_iter().chain(own);
    form.one_of(entry, Code::UnknownKind, kinds).map(|it| PageKind::named(&it.value))
}

pub(super) fn part(entry: &Entry, form: &mut Form<'_>) -> Option<u32> {
    let number = form.number(entry)?;
    let part = u32::try_from(number).ok().filter(|it| *it > 0);
    if part.is_none() {
        let message = format!("there is no part {number}");
        form.fault(Code::BadValue, entry.value.span, message, "parts count from 1");
    }
    part
}

/// Which writing of a page this is; a page that does not say is the first.
pub(super) fn revision(entry: &Entry, form: &mut Form<'_>) -> Option<u32> {
    let number = form.number(entry)?;
    let revision = u32::try_from(number).ok().filter(|it| *it > 0);
    if revision.is_none() {
        let message = format!("there is no revision {number}");
        form.fault(Code::BadValue, entry.value.span, message, "revisions count from 1");
    }
    revision
}

/// A language: the shape of a BCP 47 tag.
pub(super) fn lang(entry: &Entry, form: &mut Form<'_>) -> Option<String> {
    let text = form.text(entry)?;
    if is_language_tag(&text.value) {
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

/// An empty marking is as bad as a wrong one: it must not let a cascade speak.
pub(super) fn marking(entry: &Entry, form: &mut Form<'_>) -> Marked {
    if entry.value.is_null() {
        let help = "write one, or take the key away so that the folder's holds";
        form.fault(Code::BadMarking, entry.key_span, "`marking` is empty", help);
    }
    form.marking(entry).map_or(Marked::Wrongly, Marked::With)
}

/// Other names. In plain books they are old addresses, which are no names.
pub(super) fn aliases(entry: &Entry, form: &mut Form<'_>) -> Vec<Spanned<String>> {
    let mut aliases = form.texts(entry);
    let is_address = |it: &str| form.lenient && it.contains('/');
    aliases.retain(|it| !it.value.is_empty() && !is_address(&it.value));
    aliases
}

/// Files beside the page, each with its marking.
pub(super) fn attachments(
    entry: &Entry,
    form: &mut Form<'_>,
) -> Vec<(Spanned<String>, Option<Marking>)> {
    const HELP: &str = "write `- {path: annex.pdf, marking: TLP:AMBER}`";
    let Some(items) = entry.value.items() else {
        form.wrong(entry, &entry.value, "a list of attachments", HELP);
        return Vec::new();
    };
    let mut attachments = Vec::with_capacity(items.len());
    for item in items {
        let (mut path, mut marking) = (None, None);
        let all = item.entries().unwrap_or_default();
        for entry in all {
            match &*entry.key {
                "path" => path = form.text(entry),
                // One that cannot be read must not make the file public.
                "marking" => {
                    let read = form.marking(entry);
                    marking = read.or_else(|| Some(form.scheme.highest()));
                }
                _ => form.unknown((entry, all), &["path", "marking"], HELP),
            }
        }
        match path {
            Some(path) => attachments.push((path, marking)),
            None => form.fault(
                Code::MissingKey,
                item.span,
                "an attachment has no `path`",
                HELP,
            ),
        }
    }
    attachments
}

/// A citation key. In plain books `source` may be anything.
pub(super) fn source(entry: &Entry, form: &mut Form<'_>) -> Option<Spanned<String>> {
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

/// A place on the earth: `[latitude, longitude]`.
pub(super) fn position(entry: &Entry, form: &mut Form<'_>) -> Option<Position> {
    const HELP: &str = "write latitude and longitude in degrees: `at: [31.23, 121.47]`";
    let degrees = |it: &Value| it.text()?.trim().parse::<f64>().ok();
    let pair = match entry.value.items() {
        Some([lat, lon]) => degrees(lat).zip(degrees(lon)),
        _ => None,
    };
    let Some((lat, lon)) = pair else {
        form.wrong(entry, &entry.value, "a list of two numbers", HELP);
        return None;
    };
    let position = Position::new(lat, lon);
    if position.is_none() {
        let message = format!("there is no place at latitude {lat}, longitude {lon}");
        form.fault(Code::BadValue, entry.value.span, message, HELP);
    }
    position
}

/// The tags, each once. Without a list they stand between commas, as other programs have it.
pub(super) fn tags(entry: &Entry, form: &mut Form<'_>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let is_list = entry.value.items().is_some();
    let parted = |it: String| {
        if is_list {
            return vec![it];
        }
        it.split(',').map(|it| it.trim().to_owned()).collect()
    };
    let texts = form.texts(entry).into_iter().flat_map(|it| parted(it.value));
    texts.filter(|it| !it.is_empty() && seen.insert(it.clone())).collect()
}

pub(super) fn extra(
    entry: &Entry,
    form: &mut Form<'_>,
) -> serde_json::Map<String, serde_json::Value> {
    let entries = form.mapping(entry).unwrap_or_default();
    entries.iter().filter(|it| &*it.key == "stix").for_each(|it| stix::check(it, form));
    entries.iter().map(|it| (it.key.to_string(), it.value.json())).collect()
}
