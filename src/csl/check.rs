//! Checks what the engine takes on trust: macros exist, and none runs in a circle.

use hayagriva::citationberg::IndependentStyle;
use serde_json::{Value as Json, to_value};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with the macros of a style: a message, and the name of the macro.
pub(super) fn macros(style: &IndependentStyle) -> Result<(), (String, String)> {
    let mut calls: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for it in &style.macros {
        calls
            .entry(&it.name)
            .or_default()
            .extend(called(&to_value(it).unwrap_or_default()));
    }
    let layouts = [to_value(&style.citation), to_value(&style.bibliography)];
    let from_layouts = layouts.iter().flatten().flat_map(called);
    let all = calls.values().flatten().cloned().chain(from_layouts);
    for name in all.collect::<BTreeSet<String>>() {
        if !calls.contains_key(name.as_str()) {
            return Err((format!("there is no macro `{name}`"), name));
        }
    }
    let mut safe = BTreeSet::new();
    for name in calls.keys() {
        let mut path = Vec::new();
        visit(name, &calls, &mut path, &mut safe)?;
    }
    Ok(())
}

fn visit<'a>(
    name: &'a str,
    calls: &'a BTreeMap<&str, BTreeSet<String>>,
    path: &mut Vec<&'a str>,
    safe: &mut BTreeSet<&'a str>,
) -> Result<(), (String, String)> {
    const LONGEST: usize = 200;
    if safe.contains(name) {
        return Ok(());
    }
    if path.contains(&name) || path.len() == LONGEST {
        return Err((format!("the macro `{name}` calls itself"), name.to_owned()));
    }
    path.push(name);
    for next in calls.get(name).into_iter().flatten() {
        visit(next, calls, path, safe)?;
    }
    path.pop();
    safe.insert(name);
    Ok(())
}

/// The macros that are called anywhere in a part of a style.
fn called(part: &Json) -> Vec<String> {
    let mut names = Vec::new();
    collect(part, &mut names);
    names
}

fn collect(part: &Json, names: &mut Vec<String>) {
    match part {
        Json::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Json::String(name) if key == "@macro" => names.push(name.clone()),
                    other => collect(other, names),
                }
            }
        }
        Json::Array(items) => items.iter().for_each(|it| collect(it, names)),
        _ => {}
    }
}
