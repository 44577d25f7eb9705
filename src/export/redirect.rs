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
    let site = Site { edition, links, taken };
    let mut tell = |message, old: &str| {
        let finding = Diagnostic::new(Code::BadRedirect, message);
        let finding = edition.settings().point_at(finding, old);
        made.findings.push(finding.help("correct `[output.html.redirect]`"));
    };
    for (old, new) in &edition.settings().redirects {
        match site.redirect(old, new) {
            Ok((path, page)) => {
                if site.is_lost(&path, new) {
                    tell(format!("`{old}` leads to `{new}`, which is not there"), old);
                }
                made.value.insert(path, Arc::from(page.into_bytes()));
            }
            Err(message) => tell(message, old),
        }
    }
    made
}

/// Where redirects lead.
struct Site<'a> {
    edition: &'a Edition,
    links: &'a Links,
    taken: &'a Listing,
}

impl Site<'_> {
    fn redirect(&self, old: &str, new: &str) -> Result<(SitePath, String), String> {
        if old.contains('#') {
            return Err(format!(
                "`{old}` names a place on a page; only whole pages are redirected"
            ));
        }
        let path = SitePath::new(old.trim_start_matches('/'));
        let path =
            path.ok_or_else(|| format!("`{old}` is not a path inside the site"))?;
        if self.has(&path) {
            return Err(format!("`{old}` is a page of the site"));
        }
        if !is_safe(new) {
            return Err(format!("`{new}` is neither a web address nor a path"));
        }
        let href = self.relative(&path, new);
        let page = page(&href, label(self.edition, self.links, new));
        Ok((path, page))
    }

    fn has(&self, path: &SitePath) -> bool {
        let mut pages = 0..self.edition.pages().len();
        self.taken.contains_key(path) || pages.any(|it| self.links.path(it) == path)
    }

    /// An address from the root of a server that names a file of the site, as seen from a
    /// page: so it leads there from a folder and below a path, too.
    fn relative(&self, from: &SitePath, new: &str) -> String {
        let (bare, rest) = new.split_at(new.find(['?', '#']).unwrap_or(new.len()));
        let file = bare.strip_prefix('/').and_then(SitePath::new);
        match file.filter(|it| self.has(it)) {
            Some(file) => from.href_to(&file) + rest,
            None => new.to_owned(),
        }
    }

    /// Whether a relative address leads to no file of the site and no other redirect.
    fn is_lost(&self, from: &SitePath, new: &str) -> bool {
        let bare = new.split(['?', '#']).next().unwrap_or(new);
        if bare.is_empty() || bare.starts_with('/') || bare.contains(':') {
            return false;
        }
        let folder = bare.ends_with('/') || bare.ends_with("..") || bare == ".";
        let index = if folder { format!("{bare}/index.html") } else { bare.to_owned() };
        let is_old = |it: &SitePath| {
            let redirects = self.edition.settings().redirects.keys();
            redirects.map(|it| it.trim_start_matches('/')).any(|old| old == it.as_str())
        };
        from.join(&index).is_none_or(|it| !self.has(&it) && !is_old(&it))
    }
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
