//! Who is not named: what BibTeX calls `and others`, CSL-JSON has no word for. As pandoc
//! does, a last name `{"literal": "others"}` stands for them.

use serde_json::Value;

/// Whether the last of several names stands for those who are not named.
pub fn have_more(names: &Value) -> bool {
    let last = names.as_array().filter(|it| it.len() > 1).and_then(|it| it.last());
    let whole = last.and_then(|it| it.get("literal").unwrap_or(it).as_str());
    whole == Some("others")
}

/// What is written for them.
pub fn and_others(lang: &str) -> &'static str {
    match lang.split(['-', '_']).next() {
        Some("de") => "u. a.",
        Some("nl") => "e.a.",
        _ => "et al.",
    }
}
