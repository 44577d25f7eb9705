//! A site map by the sitemaps.org protocol 0.9; it needs absolute addresses.

use super::xml;
use crate::base::{SitePath, path};
use crate::link::Links;
use crate::redact::Edition;

/// The site map; `None` without `[dossier] base-url`.
pub(super) fn sitemap(edition: &Edition, links: &Links) -> Option<String> {
    let base = edition.settings().base_url.as_deref()?;
    let mut paths: Vec<&SitePath> =
        (0..edition.pages().len()).map(|it| links.path(it)).collect();
    paths.extend(edition.sources().iter().filter_map(|it| links.source_path(&it.id)));
    paths.sort();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for site_path in paths {
        out.push_str("<url>\n");
        xml::element(
            &mut out,
            "loc",
            &format!("{base}{}", path::encode(site_path.as_str())),
        );
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    Some(out)
}
