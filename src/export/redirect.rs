//! Pages that send a reader on: mdBook's `[output.html.redirect]`.

use crate::base::{Files, Listing, SitePath, text};
use crate::diag::{Checked, Code, Diagnostic};
use crate::link::Links;
use crate::model::Marking;
use crate::redact::Edition;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page for each old path.
pub(super) fn redirects(
    edition: &Edition,
    links: &Links,
    taken: &Listing,
) -> Checked<Files> {
    let mut made = Checked::clean(Files::new());
    for (old, new) in &edition.settings().redirects {
        match redirect(edition, links, taken, (old, new)) {
            Ok((path, page)) => {
                made.value.insert(path, Arc::from(page.into_bytes()));
            }
            Err(message) => {
                let finding = Diagnostic::new(Code::BadRedirect, message);
                let finding = edition.settings().point_at(finding, old);
                made.findings.push(finding.help("correct `[output.html.redirect]`"));
            }
        }
    }
    made
}

fn redirect(
    edition: &Edition,
    links: &Links,
    taken: &Listing,
    (old, new): (&str, &str),
) -> Result<(SitePath, String), String> {
    if old.contains('#') {
        return Err(format!(
            "`{old}` names a place on a page; only whole pages are redirected"
        ));
    }
    let path = SitePath::new(old.trim_start_matches('/'));
    let path = path.ok_or_else(|| format!("`{old}` is not a path inside the site"))?;
    let pages = 0..edition.pages().len();
    if taken.contains_key(&path) || pages.into_iter().any(|it| *links.path(it) == path) {
        return Err(format!("`{old}` is a page of the site"));
    }
    if !is_safe(new) {
        return Err(format!("`{new}` is neither a web address nor a path"));
    }
    Ok((path, page(new, label(edition, links, new))))
}

/// The markings of the pages that send a reader on.
pub(super) fn labels(
    edition: &Edition,
    links: &Links,
) -> BTreeMap<SitePath, Option<Marking>> {
    let all = edition.settings().redirects.iter();
    let labelled = all.filter_map(|(old, new)| {
        Some((SitePath::new(old.trim_start_matches('/'))?, label(edition, links, new)))
    });
    labelled.collect()
}

/// Whether a reader may be sent there: the web, or a path without a scheme.
fn is_safe(url: &str) -> bool {
    let scheme = url.split(['/', '?', '#']).next().unwrap_or_default();
    let web = url.starts_with("https://") || url.starts_with("http://");
    web || !scheme.contains(':')
        && !url.starts_with("//")
        && !url.contains(char::is_control)
}

/// The marking of the page that a reader is sent to; of all pages the highest, where that
/// is not known.
fn label(edition: &Edition, links: &Links, new: &str) -> Option<Marking> {
    let to = new.split(['?', '#']).next().unwrap_or(new).trim_start_matches('/');
    let found = (0..edition.pages().len()).find(|it| links.path(*it).as_str() == to);
    found.map_or_else(|| edition.highest(), |it| edition.label(it))
}

fn page(url: &str, marking: Option<Marking>) -> String {
    let url = text::escape(url);
    let title = marking.map(|it| format!("{it} · ")).unwrap_or_default();
    let label = marking.map(|it| format!("<p><strong>{it}</strong></p>\n"));
    let label = label.unwrap_or_default();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={url}\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}{url}</title>\n</head>\n\
         <body>\n{label}<p><a href=\"{url}\">{url}</a></p>\n{label}</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_are_sent_to_the_web_or_to_paths_only() {
        for url in ["https://a.example/x", "../new.html", "new.html#a:b", "/abs"] {
            assert!(is_safe(url), "{url}");
        }
        for url in ["javascript:alert(1)", "data:text/html,x", "//evil.example", "a\nb"] {
            assert!(!is_safe(url), "{url}");
        }
    }
}
