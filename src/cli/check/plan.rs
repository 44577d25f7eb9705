//! `dossier check --plan`: what is published, what is withheld and why, what is new.

use super::Args;
use crate::base::FilePath;
use crate::build::{Plan, Planned, read};
use crate::cli::report::{Report, Texts};
use crate::diag::Failure;
use crate::model::Marking;
use crate::model::record::{Changes, Delta};
use crate::verify::inventory;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;

/// Prints the plan of one edition, or of each, on standard output.
pub(super) fn print(args: &Args, report: &Report) -> Result<(), Failure> {
    let spinner = report.spinner();
    let progress = |stage| spinner.tell(stage);
    let mut read = read(args.root(), &progress)?;
    let old = args.since.as_deref().map(inventory).transpose()?;
    let edition = args.which.edition.as_deref();
    let texts = &read.texts();
    for plan in read.plan(args.root(), edition, old.as_ref(), &progress)? {
        if report.is_for_people() {
            let written = std::io::stdout().write_all(text(&plan, texts).as_bytes());
            written.map_err(|it| Failure::new(format!("cannot print: {it}")))?;
        } else {
            report.object(&object(&plan, texts));
        }
    }
    Ok(())
}

fn text(plan: &Plan, texts: &Texts) -> String {
    let mut out = String::new();
    let name = plan.edition.as_deref().unwrap_or("the whole dossier");
    let ceiling = plan.ceiling.map(|it| format!(", up to {it}")).unwrap_or_default();
    push(&mut out, format_args!("# {name}{ceiling}\n"));
    push(&mut out, format_args!("\n## Published: {}\n", counts(&plan.published)));
    for it in &plan.published {
        push(&mut out, format_args!("{}\n", line(it, texts)));
    }
    push(&mut out, format_args!("\n## Withheld: {}\n", counts(&plan.withheld)));
    for it in &plan.withheld {
        let reason = it.reason.as_deref().unwrap_or_default();
        push(&mut out, format_args!("{}: {reason}\n", line(it, texts)));
    }
    if let Some(since) = &plan.since {
        push(&mut out, format_args!("\n## Since {}\n", since.name));
        changes(&mut out, &since.changes);
    }
    out.push('\n');
    out
}

/// Writing to memory does not fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).unwrap_or(());
}

fn counts(all: &[Planned]) -> String {
    let kinds = ["page", "passage", "source", "attachment"];
    let count = |kind: &&str| match all.iter().filter(|it| it.kind == *kind).count() {
        0 => None,
        1 => Some(format!("1 {kind}")),
        n => Some(format!("{n} {kind}s")),
    };
    let counts: Vec<String> = kinds.iter().filter_map(count).collect();
    if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") }
}

fn line(it: &Planned, texts: &Texts) -> String {
    let marking = it.marking.map(|it| format!(" [{it}]")).unwrap_or_default();
    let place = it.span.map(|span| {
        let (first, last) = lines(&it.file, span.start, span.end, texts);
        if first == last { format!(":{first}") } else { format!(":{first}-{last}") }
    });
    let (kind, file, place) = (it.kind, &it.file, place.unwrap_or_default());
    format!("{kind} {}{marking}  {file}{place}", it.name)
        .replace(char::is_control, "\u{FFFD}")
}

/// The first and the last line of a place, from 1.
fn lines(file: &FilePath, start: u32, end: u32, texts: &Texts) -> (usize, usize) {
    let text = texts.get(file).map_or("", |it| &**it);
    let line =
        |at: u32| text.get(..at as usize).unwrap_or(text).matches('\n').count() + 1;
    (line(start), line(end.saturating_sub(1).max(start)))
}

fn changes(out: &mut String, changes: &Changes) {
    if changes.count() == 0 {
        out.push_str("nothing that readers see has changed\n");
    }
    let sorts = [
        ("page", &changes.pages),
        ("claim", &changes.claims),
        ("source", &changes.sources),
    ];
    for (kind, delta) in sorts {
        for (word, title, was) in told(delta) {
            let was = was.map(|it| format!(" (before: {it})")).unwrap_or_default();
            let title = format!("{title}{was}").replace(char::is_control, "\u{FFFD}");
            push(out, format_args!("{word} {kind} {title}\n"));
        }
    }
}

/// What changed, in words: the kind of change, the title, the title before.
fn told(delta: &Delta) -> Vec<(&'static str, &str, Option<&str>)> {
    let new = delta.new.iter().map(|it| ("new", &*it.title, None));
    let changed = delta.changed.iter();
    let changed = changed.map(|(it, was)| ("changed", &*it.title, was.as_deref()));
    let withdrawn = delta.withdrawn.iter().map(|it| ("withdrawn", &*it.title, None));
    new.chain(changed).chain(withdrawn).collect()
}

fn object(plan: &Plan, texts: &Texts) -> Value {
    let list =
        |all: &[Planned]| all.iter().map(|it| planned(it, texts)).collect::<Vec<_>>();
    let since = plan.since.as_ref().map(|it| {
        let delta = |delta: &Delta| {
            let told = told(delta).into_iter();
            told.map(|(change, title, was)| json!({"change": change, "title": title, "was": was}))
                .collect::<Vec<_>>()
        };
        json!({
            "bundle": it.name,
            "pages": delta(&it.changes.pages),
            "claims": delta(&it.changes.claims),
            "sources": delta(&it.changes.sources),
        })
    });
    json!({ "plan": {
        "edition": plan.edition,
        "ceiling": plan.ceiling.map(Marking::label),
        "published": list(&plan.published),
        "withheld": list(&plan.withheld),
        "since": since,
    } })
}

fn planned(it: &Planned, texts: &Texts) -> Value {
    let lines = it.span.map(|span| lines(&it.file, span.start, span.end, texts));
    json!({
        "kind": it.kind,
        "name": it.name,
        "file": it.file.as_str(),
        "line": lines.map(|it| it.0),
        "endLine": lines.map(|it| it.1),
        "marking": it.marking.map(Marking::label),
        "reason": it.reason,
    })
}
