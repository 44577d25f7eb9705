//! The markup in the text of a source's fields: the tags of CSL-JSON, `<i> <b> <sup> <sub>
//! <sc> <span class="nocase">`, and nothing else. Every other `<` is text.

use std::borrow::Cow;

/// Text without its tags, for lists, attributes and comparison.
///
/// # Examples
/// ```
/// assert_eq!(dossier::model::markup::plain("On <i>x</i> < y"), "On x < y");
/// ```
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        out.push_str(before);
        rest = behind;
        if let Some((_, after)) = behind.split_once('>').filter(|(tag, _)| is_tag(tag)) {
            rest = after;
        } else {
            out.push('<');
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether this stands between the brackets of a tag: `i`, `/i`, `span class="nocase"`.
pub fn is_tag(tag: &str) -> bool {
    const PLAIN: [&str; 6] = ["i", "b", "sup", "sub", "sc", "span"];
    let name = tag.strip_prefix('/').unwrap_or(tag);
    PLAIN.contains(&name)
        || tag.strip_prefix("span ").is_some_and(|it| {
            let it = it.trim_start();
            it.starts_with("class=") || it.starts_with("style=")
        })
}
