//! Puts what was read into attributes, and refuses what may not be said.

use super::reader::Item;
use crate::base::text;
use crate::diag::{Code, Diagnostic};
use crate::model::Attributes;
use crate::parse::markdown::source::Source;
use crate::parse::markdown::unheard;
use std::ops::Range;

/// Adds one thing that is said.
pub(super) fn put(
    attributes: &mut Attributes,
    item: Item<'_>,
    source: &Source<'_>,
    range: &Range<usize>,
    findings: &mut Vec<Diagnostic>,
) {
    let scheme = &source.dialect.scheme;
    match item {
        Item::Id(id) if unheard::is_id(source, id) => {
            attributes.marking = Some(unheard::tell(source, range, id, findings));
        }
        Item::Class(class) if unheard::is_class(source, class) => {
            attributes.marking = Some(unheard::tell(source, range, class, findings));
        }
        Item::Id(id) => attributes.id = Some(id.into()),
        Item::Class(class) => attributes.classes.push(class.into()),
        Item::Pair("marking", value) => {
            let marking = scheme.read(&value).unwrap_or_else(|help| {
                let message = format!("`{value}` is not a marking");
                let finding = source.finding(Code::BadMarking, range, message).help(help);
                findings.push(match scheme.meant(&value) {
                    Some(meant) => finding.fix_part(&value, meant.label(), true),
                    None => finding,
                });
                scheme.highest()
            });
            // Said twice, the stricter one holds.
            attributes.marking = attributes.marking.max(Some(marking));
        }
        Item::Pair(key, value)
            if is_nearly_marking(key) || unheard::is_value(source, key, &value) =>
        {
            let message = format!("`{key}` is not a key; it looks like `marking`");
            let finding = source.finding(Code::BadMarking, range, message);
            let highest = scheme.highest();
            let finding = finding.help(format!("write `marking=\"{highest}\"`"));
            findings.push(finding.fix_part(key, "marking", false));
            attributes.marking = Some(scheme.highest());
        }
        Item::Pair(key, _) if is_refused(key) => {
            let message = format!("the attribute `{key}` is not let through");
            let finding = source.finding(Code::RefusedAttribute, range, message);
            findings.push(finding.help(instead_of(key)));
        }
        Item::Pair(key, value) => attributes.pairs.push((key.into(), value.into())),
    }
}

/// Whether a key would let a page run or load what it should not, or says twice what has
/// a sign of its own.
fn is_refused(key: &str) -> bool {
    let on = key.get(..2).is_some_and(|it| it.eq_ignore_ascii_case("on"));
    let names = ["style", "src", "srcset", "srcdoc", "href", "id", "class", "action"];
    on || names.iter().any(|it| key.eq_ignore_ascii_case(it)) || key.contains(':')
}

fn instead_of(key: &str) -> &'static str {
    match key.to_ascii_lowercase().as_str() {
        "id" => "write `#name`",
        "class" => "write `.name`",
        "style" => "give it a class, and the class a look in the theme",
        _ => "leave it out",
    }
}

/// Whether a key is a slip of `marking`: it must never mean that there is none.
fn is_nearly_marking(key: &str) -> bool {
    if !(3..=9).contains(&key.len()) {
        return false;
    }
    let key = key.to_ascii_lowercase();
    key == "tlp" || text::nearest(&key, ["marking"]).is_some()
}
