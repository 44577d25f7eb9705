//! Reads `[dossier.levels]`: how bad each kind of finding is in this dossier.

use super::table::Table;
use crate::base::text::nearest;
use crate::diag::{Code, Diagnostic, Severity};
use std::collections::BTreeMap;

/// How bad findings are; `None` stands for not at all.
pub(super) type Levels = BTreeMap<Code, Option<Severity>>;

const ALLOW: &str = "allow";

/// Reads the table; what guards something may be rated higher and never lower.
pub(super) fn read(table: &Table<'_, '_>, found: &mut Vec<Diagnostic>) -> Levels {
    let mut levels = Levels::new();
    for (name, level) in table.pairs(found) {
        let rated = code(table, &name).and_then(|code| {
            let level = severity(table, &name, &level)?;
            allowed(table, code, level)
        });
        match rated {
            Ok((code, level)) => drop(levels.insert(code, level)),
            Err(finding) => found.push(*finding),
        }
    }
    levels
}

type Outcome<T> = Result<T, Box<Diagnostic>>;

fn code(table: &Table<'_, '_>, name: &str) -> Outcome<Code> {
    Code::named(name).ok_or_else(|| {
        let message = format!("there is no finding `{name}`");
        let finding = table.at_key(Code::UnknownSetting, name, message);
        let near = nearest(name, Code::ALL.iter().map(|it| it.name()));
        Box::new(match near {
            Some(_) => finding.did_you_mean(near),
            None => finding.help("`dossier explain` lists them all"),
        })
    })
}

fn severity(table: &Table<'_, '_>, name: &str, level: &str) -> Outcome<Option<Severity>> {
    if level == ALLOW {
        return Ok(None);
    }
    let known = Severity::ALL.into_iter().find(|it| it.name() == level);
    known.map(Some).ok_or_else(|| {
        let message = format!("`{level}` is not a level");
        let finding = table.finding(Code::BadSetting, name, message);
        Box::new(finding.help("the levels are `error`, `warning`, `note` and `allow`"))
    })
}

fn allowed(
    table: &Table<'_, '_>,
    code: Code,
    level: Option<Severity>,
) -> Outcome<(Code, Option<Severity>)> {
    match code.guard() {
        Some(guard) if !code.may_be(level) => {
            let message = format!("`{code}` cannot be lowered: {guard}");
            let finding = table.finding(Code::GuardedLevel, code.name(), message);
            Err(Box::new(finding.help("take the line out, and mend what it tells of")))
        }
        _ => Ok((code, level)),
    }
}
