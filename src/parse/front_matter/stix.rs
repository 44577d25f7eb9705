//! Reads `extra: {stix: …}` for what the export would leave out, which is told: a type or a
//! property that it does not have, an indicator without its pattern, a time that is none.

use super::super::form::{Form, list};
use super::super::yaml::{Entry, Value};
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::model::Date;
use crate::model::stix::{self, COMMON, REFERENCE, TIMES};

/// Tells of everything that is left out.
pub(super) fn check(entry: &Entry, form: &mut Form<'_>) {
    let all = entry.value.entries().unwrap_or_default();
    let kind = entry.value.get("type").and_then(|it| Some((it.text()?, it.span)));
    let own = kind.map(|(kind, span)| (stix::of(kind.trim()), span));
    if let Some((None, span)) = own {
        let help = format!("the types are {}", list(stix::types()));
        return warn(
            Code::BadValue,
            span,
            "the export to STIX has no such type",
            &help,
            form,
        );
    }
    let own = own.and_then(|it| it.0);
    // Its marking is heard where everything below `extra` is.
    for entry in all.iter().filter(|it| &*it.key != "marking") {
        property(entry, own.map(|it| it.1), form);
    }
    let needed = own.map_or(&[][..], |it| stix::required(it.0));
    for key in needed.iter().filter(|it| entry.value.get(it).is_none()) {
        let message = format!("an indicator has no `{key}`, so it is none in STIX");
        let help = "write `pattern`, `pattern_type: stix` and `valid_from: 2024-08-15`";
        warn(Code::MissingKey, entry.key_span, &message, help, form);
    }
}

fn property(entry: &Entry, own: Option<&[&str]>, form: &mut Form<'_>) {
    let key = &*entry.key;
    let is_known = |it: &[&str]| it.contains(&key);
    // Without a type the kind of the page tells it, and has its own properties.
    let is_any = || stix::types().filter_map(stix::of).any(|it| is_known(it.1));
    if key == "external_references" {
        references(&entry.value, form);
    } else if !COMMON.contains(&key) && !own.map_or_else(is_any, is_known) {
        let help = format!(
            "there are {}",
            list(own.unwrap_or_default().iter().chain(&COMMON).copied())
        );
        let message = format!("the export to STIX leaves `{key}` out");
        warn(Code::UnknownKey, entry.key_span, &message, &help, form);
    } else if TIMES.contains(&key) && !is_time(&entry.value) {
        let help = "write a date, `2024-08-15`, or a moment, `2024-08-15T10:00:00Z`";
        warn(Code::BadDate, entry.value.span, "this is no time", help, form);
    }
}

fn is_time(value: &Value) -> bool {
    let text = value.text().unwrap_or_default().trim();
    stix::is_moment(text) || text.parse::<Date>().is_ok_and(|it| it.open.is_none())
}

fn references(value: &Value, form: &mut Form<'_>) {
    const HELP: &str =
        "write `- {source_name: mitre-attack, external_id: T1486, url: https://…}`";
    let items = value.items().unwrap_or(std::slice::from_ref(value));
    for item in items {
        let text = |key: &str| item.get(key).and_then(Value::text).is_some();
        let is_whole = text("source_name") && REFERENCE[1..].iter().any(|it| text(it));
        if !is_whole {
            let message = "an external reference is left out of STIX";
            warn(Code::BadValue, item.span, message, HELP, form);
        }
        let all = item.entries().unwrap_or_default();
        for entry in all.iter().filter(|it| !REFERENCE.contains(&&*it.key)) {
            let message = format!("the export to STIX leaves `{}` out", entry.key);
            warn(Code::UnknownKey, entry.key_span, &message, HELP, form);
        }
    }
}

fn warn(code: Code, span: Span, message: &str, help: &str, form: &mut Form<'_>) {
    let mut finding = Diagnostic::new(code, message).at(form.file, span).help(help);
    finding.rate(Severity::Warning);
    form.say(finding);
}
