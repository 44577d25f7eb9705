//! Reads `[dossier.design]`, and `[design]` of a `theme.toml`: colours, fonts and lengths
//! that lie over those of the theme. They become a style sheet, so nothing gets in that
//! could end a rule.

use super::Found;
use super::table::Table;
use crate::base::FilePath;
use crate::diag::{Checked, Code};
use crate::model::Design;
use crate::model::scheme::Color;
use toml::de::DeTable;

pub(super) const KEYS: &[&str] = &[
    "accent",
    "accent-dark",
    "link",
    "link-dark",
    "font-text",
    "font-ui",
    "font-code",
    "measure",
    "size",
    "radius",
];

/// The ground of the built-in theme in its two palettes.
const LIGHT: &str = "#fcfbf9";
const DARK: &str = "#14171a";

/// The least contrast of text: WCAG 2.2, 1.4.3.
const CONTRAST: f64 = 4.5;

const UNITS: [&str; 4] = ["rem", "em", "ch", "px"];

/// The table of a dossier.
pub(super) fn read(table: &Table<'_, '_>, found: &mut Found) -> Design {
    let mut design = Design::default();
    table.allow(KEYS, &[], found);
    for key in ["accent", "link"] {
        design.light.extend(color(table, (key, key), LIGHT, found));
    }
    for (key, name) in [("accent-dark", "accent"), ("link-dark", "link")] {
        design.dark.extend(color(table, (key, name), DARK, found));
    }
    for (key, name) in
        [("font-text", "serif"), ("font-ui", "sans"), ("font-code", "mono")]
    {
        design.fonts.extend(fonts(table, (key, name), found));
    }
    // The built-in text family has no bold; one that is chosen has its own.
    let text = design.fonts.get("serif").cloned();
    design.fonts.extend(text.map(|it| ("strong", it)));
    for (key, name) in [("measure", "measure"), ("size", "base"), ("radius", "radius")] {
        design.lengths.extend(length(table, (key, name), found));
    }
    design
}

/// The table `[design]` in the text of a `theme.toml`; whether the rest of it is right, is
/// said elsewhere.
pub(in crate::load) fn of_theme(file: &FilePath, text: &str) -> Checked<Design> {
    let (document, _) = DeTable::parse_recoverable(text);
    let mut findings = Vec::new();
    let root = Table::root(file, document.get_ref());
    let value = read(&root.table("design", &mut findings), &mut findings);
    Checked { value, findings }
}

/// The key in the settings, and the name of the custom property.
type Names = (&'static str, &'static str);
type Token = (&'static str, String);

fn color(
    table: &Table<'_, '_>,
    (key, name): Names,
    ground: &str,
    found: &mut Found,
) -> Option<Token> {
    let text = table.string(key, found)?;
    let Some(color) = Color::read(&text) else {
        let message = format!("`{text}` is not a colour");
        let finding = table.finding(Code::BadSetting, key, message);
        found.push(finding.help("write it with hexadecimal digits: `\"#8c1d18\"`"));
        return None;
    };
    let contrast = color.contrast(Color::read(ground)?);
    if contrast < CONTRAST {
        let message =
            format!("`{key}` in {color} on {ground} has a contrast of {contrast:.1}");
        let finding = table.finding(Code::LowContrast, key, message);
        let way = if ground == LIGHT { "darker" } else { "lighter" };
        found.push(finding.help(format!(
            "text needs {CONTRAST} to be read by most people: take a {way} colour"
        )));
    }
    Some((name, color.to_string()))
}

/// Names of fonts, the last one of which every browser knows.
fn fonts(table: &Table<'_, '_>, (key, name): Names, found: &mut Found) -> Option<Token> {
    let text = table.string(key, found)?;
    let may = |c: char| c.is_alphanumeric() || " ,-_.\"'".contains(c);
    let is_paired = |c: char| text.matches(c).count().is_multiple_of(2);
    let is_list = text.chars().all(may) && is_paired('"') && is_paired('\'');
    if is_list && text.split(',').all(|it| !it.trim().is_empty()) {
        return Some((name, text));
    }
    let message = format!("`{}` is not a list of fonts", text.escape_debug());
    let finding = table.finding(Code::BadSetting, key, message);
    found.push(finding.help("write it as CSS does: `'\"Noto Serif\", Georgia, serif'`"));
    None
}

fn length(table: &Table<'_, '_>, (key, name): Names, found: &mut Found) -> Option<Token> {
    let text = table.string(key, found)?;
    let number = UNITS.into_iter().find_map(|it| text.strip_suffix(it));
    let is_digits = |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit());
    let is_number = |it: &str| match it.split_once('.') {
        Some((whole, part)) => is_digits(whole) && is_digits(part),
        None => is_digits(it),
    };
    if text == "0" || number.is_some_and(is_number) {
        return Some((name, text));
    }
    let message = format!("`{text}` is not a length");
    let finding = table.finding(Code::BadSetting, key, message);
    found.push(
        finding
            .help("write a number and its unit, `rem`, `em`, `ch` or `px`: `\"38rem\"`"),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::settings::testing;

    #[track_caller]
    fn check(line: &str, expect: &[(&str, &str)]) {
        testing::check(&format!("[dossier.design]\n{line}\n"), expect);
    }

    #[test]
    fn what_could_end_a_rule_does_not_get_in() {
        let said = "`x; } body { color: red` is not a list of fonts";
        check(
            "font-ui = 'x; } body { color: red'",
            &[(said, "'x; } body { color: red'")],
        );
        check("font-ui = '\"x'", &[("`\\\"x` is not a list of fonts", "'\"x'")]);
        check("font-ui = 'a,,b'", &[("`a,,b` is not a list of fonts", "'a,,b'")]);
        check("measure = '1rem}'", &[("`1rem}` is not a length", "'1rem}'")]);
        check(
            "measure = 'calc(1rem)'",
            &[("`calc(1rem)` is not a length", "'calc(1rem)'")],
        );
        check("radius = '.5px'", &[("`.5px` is not a length", "'.5px'")]);
        check("accent = 'red'", &[("`red` is not a colour", "'red'")]);
    }

    #[test]
    fn a_colour_that_cannot_be_read_on_its_ground_is_told() {
        let said = "`accent` in #ff9999 on #fcfbf9 has a contrast of 2.0";
        check("accent = '#f99'", &[(said, "'#f99'")]);
        check("accent-dark = '#f99'", &[]);
        let said = "`link-dark` in #0b4a7c on #14171a has a contrast of 2.0";
        check("link-dark = '#0b4a7c'", &[(said, "'#0b4a7c'")]);
    }

    #[test]
    fn a_theme_sets_the_same_keys() {
        let text = "name = \"x\"\n[design]\nmeasure = \"40rem\"\nfont-text = \"Georgia, serif\"\n";
        let read = of_theme(&FilePath::fixed("themes/x/theme.toml"), text);
        assert_eq!(read.findings, []);
        let css = ":root{--serif:Georgia, serif;--strong:Georgia, serif}\n\
            @media screen{\n:root{--measure:40rem}\n}\n";
        assert_eq!(read.value.css(), css);
    }
}
