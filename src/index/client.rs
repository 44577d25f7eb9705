//! The client: one classic script without dependencies, put together from its parts.

use super::analysis::PAIRS;
use crate::model::{Settings, Theme};
use std::borrow::Cow;

/// The parts before and behind the table of Han characters.
const BEFORE: [&str; 4] = [
    include_str!("client/head.js"),
    include_str!("client/snowball/base-stemmer.js"),
    include_str!("client/snowball/english-stemmer.js"),
    include_str!("client/snowball/german-stemmer.js"),
];
const BEHIND: [&str; 8] = [
    include_str!("client/analysis.js"),
    include_str!("client/load.js"),
    include_str!("client/query.js"),
    include_str!("client/rank.js"),
    include_str!("client/spell.js"),
    include_str!("client/narrow.js"),
    include_str!("client/snippet.js"),
    include_str!("client/engine.js"),
];

/// The name of the script among the static files of a theme.
const NAME: &str = "dossier-search.js";

/// Whether the site can be searched: it is switched on, and the theme has scripts to ask.
pub fn is_searched(theme: &Theme, settings: &Settings) -> bool {
    settings.search && theme.has_scripts()
}

/// The theme with the script among its static files, where the site can be searched.
pub fn with_client<'a>(theme: &'a Theme, settings: &Settings) -> Cow<'a, Theme> {
    if !is_searched(theme, settings) || theme.statics.contains_key(NAME) {
        return Cow::Borrowed(theme);
    }
    let mut theme = theme.clone();
    theme.statics.insert(NAME.to_owned(), client().into_bytes().into());
    Cow::Owned(theme)
}

/// The script, without comments and indents.
fn client() -> String {
    let han: String = PAIRS.lines().collect();
    let han = format!("var HAN = \"{han}\";\n");
    let parts = BEFORE.into_iter().chain([han.as_str()]).chain(BEHIND);
    let lines = parts.flat_map(str::lines).map(str::trim);
    let lines = lines.filter(|it| !it.is_empty() && !it.starts_with("// "));
    lines.flat_map(|it| [it, "\n"]).collect()
}
