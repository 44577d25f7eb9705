//! The design of a site as far as settings may change it: colours, fonts, lengths, each a
//! custom property of the theme's style sheets.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Values by the name of their custom property, without `--`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Design {
    /// What holds in both palettes, and on paper: fonts.
    pub fonts: BTreeMap<&'static str, String>,
    /// What holds in both palettes on screens: lengths.
    pub lengths: BTreeMap<&'static str, String>,
    /// Colours of the light palette.
    pub light: BTreeMap<&'static str, String>,
    /// Colours of the dark palette.
    pub dark: BTreeMap<&'static str, String>,
}

impl Design {
    /// Lays a design over this one.
    pub fn extend(&mut self, upper: &Self) {
        let more = |lower: &mut BTreeMap<_, _>,
                    upper: &BTreeMap<&'static str, String>| {
            lower.extend(upper.iter().map(|(key, value)| (*key, value.clone())));
        };
        more(&mut self.fonts, &upper.fonts);
        more(&mut self.lengths, &upper.lengths);
        more(&mut self.light, &upper.light);
        more(&mut self.dark, &upper.dark);
    }

    /// The style sheet that changes them; empty where nothing was set. Paper keeps black.
    pub fn css(&self) -> String {
        let mut css = String::new();
        rule(&mut css, ":root", &self.fonts);
        let mut screen = String::new();
        rule(&mut screen, ":root", &self.lengths);
        rule(&mut screen, ":root", &self.light);
        let mut dark = String::new();
        rule(&mut dark, ":root:not([data-scheme=\"light\"])", &self.dark);
        around(&mut screen, "(prefers-color-scheme: dark)", &dark);
        rule(&mut screen, ":root[data-scheme=\"dark\"]", &self.dark);
        around(&mut css, "screen", &screen);
        css
    }
}

fn rule(css: &mut String, selector: &str, values: &BTreeMap<&'static str, String>) {
    if values.is_empty() {
        return;
    }
    let values = values.iter().map(|(key, value)| format!("--{key}:{value}"));
    let values: Vec<String> = values.collect();
    writeln!(css, "{selector}{{{}}}", values.join(";")).unwrap_or(());
}

fn around(css: &mut String, medium: &str, rules: &str) {
    if !rules.is_empty() {
        write!(css, "@media {medium}{{\n{rules}}}\n").unwrap_or(());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_set_has_no_rule() {
        assert_eq!(Design::default().css(), "");
    }

    #[test]
    fn colours_stand_in_their_palette_and_not_on_paper() {
        let mut design = Design::default();
        design.light.insert("accent", "#005ea2".to_owned());
        design.dark.insert("accent", "#9cc9ee".to_owned());
        design.fonts.insert("serif", "Georgia, serif".to_owned());
        assert_eq!(
            design.css(),
            ":root{--serif:Georgia, serif}\n@media screen{\n:root{--accent:#005ea2}\n\
             @media (prefers-color-scheme: dark){\n\
             :root:not([data-scheme=\"light\"]){--accent:#9cc9ee}\n}\n\
             :root[data-scheme=\"dark\"]{--accent:#9cc9ee}\n}\n"
        );
    }

    #[test]
    fn the_upper_design_wins_key_by_key() {
        let mut lower = Design::default();
        lower.lengths.insert("measure", "40rem".to_owned());
        lower.lengths.insert("radius", "0".to_owned());
        let mut upper = Design::default();
        upper.lengths.insert("radius", "4px".to_owned());
        lower.extend(&upper);
        assert_eq!(
            lower.css(),
            "@media screen{\n:root{--measure:40rem;--radius:4px}\n}\n"
        );
    }
}
