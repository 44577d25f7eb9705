//! Reads `[dossier.marking]`: the labels of a scheme of one's own, lowest first.

use super::table::Table;
use super::{Found, no_language};
use crate::diag::Code;
use crate::model::readable::is_language_tag;
use crate::model::scheme::{Color, Level};
use crate::model::{Marking, Scheme};
use std::collections::BTreeMap;

pub(super) const KEYS: &[&str] = &["name", "levels"];
pub(super) const LEVEL: &[&str] = &["label", "foreground", "background", "name"];
const HELP: &str = "write each as `{label = \"RESTRICTED\", foreground = \"#ffffff\", \
    background = \"#00008b\"}`";

/// The least contrast of text: WCAG 2.2, 1.4.3.
const CONTRAST: f64 = 4.5;

/// The most bytes of a label: it stands in titles and tables.
const MAX_LABEL: usize = 64;

/// Reads the scheme, if there is one without a fault in its labels.
pub(super) fn read(table: &Table<'_, '_>, found: &mut Found) -> Option<Scheme> {
    if !table.exists() {
        return None;
    }
    table.allow(KEYS, &[], found);
    let before = found.len();
    let name = table.string("name", found);
    let items = table.list("levels", found);
    if items.is_empty() && found.len() == before {
        let message = "the marking scheme has no levels".to_owned();
        let key = if table.has("levels") { "levels" } else { "name" };
        found.push(table.finding(Code::BadSetting, key, message).help(HELP));
    }
    if items.len() > Marking::MAX_LEVELS {
        let most = Marking::MAX_LEVELS;
        let message = format!("the marking scheme has more than {most} levels");
        let finding = table.finding(Code::BadSetting, "levels", message);
        found.push(finding.help("leave some out"));
    }
    let items = items.iter().take(Marking::MAX_LEVELS).enumerate();
    let levels: Vec<Level> =
        items.filter_map(|(rank, it)| level(rank, it, found)).collect();
    once(table, &levels, found);
    Scheme::own(name.as_deref(), levels)
}

fn level(rank: usize, table: &Table<'_, '_>, found: &mut Found) -> Option<Level> {
    table.allow(LEVEL, &[], found);
    let foreground = color(table, "foreground", Color::WHITE, found);
    let background = color(table, "background", Color::BLACK, found);
    let names = names(&table.table("name", found), found);
    let label = table.string("label", found);
    let Some(label) = label else {
        if !table.has("label") {
            let message = "a level of the marking scheme has no `label`".to_owned();
            let key = LEVEL.iter().find(|it| table.has(it)).unwrap_or(&"label");
            found.push(table.finding(Code::BadSetting, key, message).help(HELP));
        }
        return None;
    };
    if let Some(fault) = fault(&label) {
        found.push(table.finding(Code::BadSetting, "label", fault).help(
            "a label is one line of letters, digits, blanks and `:+-_/.()`, as it shall \
             stand on the page",
        ));
        return None;
    }
    contrast(table, &label, (foreground, background), found);
    let marking = Marking::at(rank, &label)?;
    Some(Level { marking, names, foreground, background })
}

/// What keeps a text from being a label.
fn fault(label: &str) -> Option<String> {
    let may = |c: char| c.is_alphanumeric() || " :+-_/.()".contains(c);
    if label.trim().is_empty() {
        return Some("a label is empty".to_owned());
    }
    if label.trim() != label || !label.chars().all(may) {
        return Some(format!("`{}` cannot be a label", label.escape_debug()));
    }
    (label.len() > MAX_LABEL)
        .then(|| format!("the label `{label}` is longer than {MAX_LABEL} bytes"))
}

fn color(table: &Table<'_, '_>, key: &str, default: Color, found: &mut Found) -> Color {
    let Some(text) = table.string(key, found) else { return default };
    Color::read(&text).unwrap_or_else(|| {
        let message = format!("`{text}` is not a colour");
        let finding = table.finding(Code::BadSetting, key, message);
        found.push(finding.help("write it with hexadecimal digits: `\"#ffc000\"`"));
        default
    })
}

fn contrast(
    table: &Table<'_, '_>,
    label: &str,
    (foreground, background): (Color, Color),
    found: &mut Found,
) {
    let contrast = foreground.contrast(background);
    if contrast < CONTRAST {
        let message = format!(
            "`{label}` in {foreground} on {background} has a contrast of {contrast:.1}"
        );
        let finding = table.finding(Code::LowContrast, "label", message);
        found.push(finding.help(format!(
            "text needs {CONTRAST} to be read by most people: take a lighter and a darker \
             colour"
        )));
    }
}

/// `name = {de = "Nur für den Dienstgebrauch"}`.
fn names(table: &Table<'_, '_>, found: &mut Found) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (lang, name) in table.pairs(found) {
        if is_language_tag(&lang) {
            names.insert(lang, name);
        } else {
            found.push(no_language(table, &lang, &lang));
        }
    }
    names
}

/// A label that stands twice has no rank.
fn once(table: &Table<'_, '_>, levels: &[Level], found: &mut Found) {
    for (at, level) in levels.iter().enumerate() {
        let label = level.marking.label();
        let same = |it: &Level| it.marking.label().eq_ignore_ascii_case(label);
        if levels[..at].iter().any(same) {
            let message = format!("the label `{label}` stands twice");
            let finding = table.finding(Code::BadSetting, "levels", message);
            found.push(finding.help("list every label once, the most open one first"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::base::FilePath;
    use crate::load::settings::{read, testing};

    /// What is said of a scheme, each finding with the text it points to.
    #[track_caller]
    fn check(levels: &str, expect: &[(&str, &str)]) {
        let text = format!("[dossier.marking]\nlevels = [{levels}]\n");
        testing::check(&text, expect);
    }

    #[test]
    fn a_scheme_is_a_list_of_labels() {
        let text = "[dossier.marking]\nname = \"agency\"\nlevels = [\n\
            {label = \"OFFEN\"},\n\
            {label = \"VS-NfD\", foreground = \"#fff\", background = \"#00008B\", \
            name = {de = \"Nur für den Dienstgebrauch\"}},\n]\n\
            [dossier.editions.a]\nceiling = \"OFFEN\"\n";
        let read = read(&FilePath::new("book.toml").unwrap(), text);
        assert_eq!(read.findings, []);
        let scheme = read.value.marking;
        assert_eq!((scheme.name(), scheme.levels().len()), (Some("agency"), 2));
        let level = &scheme.levels()[1];
        assert_eq!(level.marking, scheme.highest());
        assert_eq!(level.background.to_string(), "#00008b");
        assert_eq!(level.names["de"], "Nur für den Dienstgebrauch");
        let ceiling = read.value.editions["a"].ceiling;
        assert!(ceiling < scheme.highest());
    }

    #[test]
    fn faults_of_a_scheme_have_a_place() {
        check("", &[("the marking scheme has no levels", "[]")]);
        check(
            "{label = \"A\"}, {label = \"a\"}",
            &[("the label `a` stands twice", "[{label = \"A\"}, {label = \"a\"}]")],
        );
        check(
            "{foreground = \"#fff\"}",
            &[("a level of the marking scheme has no `label`", "\"#fff\"")],
        );
        check(
            "{label = \"A\", foreground = \"red\"}",
            &[("`red` is not a colour", "\"red\"")],
        );
        check("{label = \"<b>\"}", &[("`<b>` cannot be a label", "\"<b>\"")]);
        check(
            "{label = \"A\", foreground = \"#777\", background = \"#888\"}",
            &[("`A` in #777777 on #888888 has a contrast of 1.3", "\"A\"")],
        );
    }
}
