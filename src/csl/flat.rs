//! Which links may be followed.

use crate::base::path::encode;

/// The URL of a link that may be followed: `http` or `https`, and a host; whoever writes it
/// encodes blanks. A DOI may hold anything, so it is encoded.
pub(super) fn followed(url: &str) -> Option<String> {
    const DOI: &str = "https://doi.org/";
    let url = url.trim();
    if let Some(doi) = url.strip_prefix(DOI) {
        return doi.starts_with("10.").then(|| format!("{DOI}{}", encode(doi)));
    }
    let lower = url.to_ascii_lowercase();
    let host = ["http://", "https://"].iter().find_map(|it| lower.strip_prefix(it))?;
    let end = host.find(['/', '?', '#']).unwrap_or(host.len());
    let named = host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
        && !host[..end].contains(char::is_whitespace);
    let clean = !url.contains(char::is_control);
    (named && clean).then(|| url.to_owned())
}
