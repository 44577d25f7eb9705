//! `docs/themes.md` names everything that the contract with themes has.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

#[test]
fn the_contract_names_every_template_block_and_field() {
    let docs = fs::read_to_string("docs/themes.md").unwrap();
    let said = |name: &String| docs.contains(&format!("`{name}`"));
    let mut names = templates();
    names.extend(blocks(&read("themes/briefing/templates/base.html")));
    names.extend(fields());
    assert!(names.len() > 150, "only {}", names.len());
    let unsaid: Vec<&String> = names.iter().filter(|it| !said(it)).collect();
    assert!(unsaid.is_empty(), "docs/themes.md does not name {unsaid:?}");
}

#[test]
fn the_plain_theme_has_every_block_of_the_other() {
    let blocks = |theme| blocks(&read(format!("themes/{theme}/templates/base.html")));
    let (plain, briefing) = (blocks("plain"), blocks("briefing"));
    assert_eq!(briefing.difference(&plain).collect::<Vec<_>>(), Vec::<&String>::new());
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).unwrap()
}

fn templates() -> BTreeSet<String> {
    let all = fs::read_dir("themes/briefing/templates").unwrap().flatten();
    all.map(|it| it.file_name().into_string().unwrap()).collect()
}

fn blocks(text: &str) -> BTreeSet<String> {
    let all = text.split("block ").skip(1);
    let word = |it: &str| it.split([' ', '%']).next().unwrap_or_default().to_owned();
    all.map(|it| word(it.trim_start()))
        .filter(|it| text.contains(&format!("endblock {it}")))
        .collect()
}

/// The fields of everything that is handed to templates.
fn fields() -> BTreeSet<String> {
    let files = WalkDir::new("src/render/pages/contexts").into_iter().flatten();
    let files = files.filter(|it| it.path().extension().is_some_and(|it| it == "rs"));
    files.flat_map(|it| of_structs(&read(it.path()))).collect()
}

fn of_structs(text: &str) -> Vec<String> {
    let mut fields = Vec::new();
    for item in text.split("#[derive(").skip(1) {
        let is_given = item.split(']').next().is_some_and(|it| it.contains("Serialize"));
        let Some((head, body)) = item.split_once(" {\n").filter(|_| is_given) else {
            continue;
        };
        if !head.contains(" struct ") {
            continue;
        }
        let body = body.split("\n}").next().unwrap_or_default();
        let lines = body.lines().filter_map(|it| it.strip_prefix("    pub(crate) "));
        let names = lines.filter_map(|it| Some(it.split_once(": ")?.0));
        let names = names.filter(|it| !it.contains(' '));
        fields.extend(names.map(str::to_owned));
    }
    fields
}
