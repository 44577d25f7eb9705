//! A site map by the sitemaps.org protocol 0.9; it needs absolute addresses.

use super::xml;
use crate::base::{SitePath, path, text};
use crate::link::Links;
use crate::redact::Edition;

/// A file, and the same in every language.
type Place = (SitePath, Vec<(String, SitePath)>);

/// The site map; `None` without `[dossier] base-url`.
pub(super) fn sitemap(edition: &Edition, links: &Links) -> Option<String> {
    let base = edition.settings().base_url.as_deref()?;
    let mut places: Vec<Place> = Vec::new();
    for at in 0..edition.pages().len() {
        let mut all = vec![at];
        all.extend(links.translations(at));
        let lang = |it: usize| edition.pages()[it].face.lang.clone();
        let all = all.into_iter().map(|it| (lang(it), links.path(it).clone())).collect();
        places.push((links.path(at).clone(), all));
    }
    for source in edition.sources() {
        let path =
            |it: &String| Some((it.clone(), links.source_path(&source.id, it)?.clone()));
        let all: Vec<_> = edition.views().langs().iter().filter_map(path).collect();
        places.extend(all.iter().map(|(_, it)| (it.clone(), all.clone())));
    }
    places.sort();
    let main = edition.language();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"",
    );
    if places.iter().any(|(_, others)| others.len() > 1) {
        out.push_str(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"");
    }
    out.push_str(">\n");
    let address = |it: &SitePath| format!("{base}{}", path::encode(it.as_str()));
    for (site_path, mut others) in places {
        out.push_str("<url>\n");
        xml::element(&mut out, "loc", &address(&site_path));
        others.sort_by_key(|(lang, _)| (lang != main, lang.clone()));
        for (lang, there) in others.iter().filter(|_| others.len() > 1) {
            alternate(&mut out, lang, &address(there));
        }
        let first = others.first().filter(|it| it.0 == main && others.len() > 1);
        if let Some((_, there)) = first {
            alternate(&mut out, "x-default", &address(there));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    Some(out)
}

fn alternate(out: &mut String, lang: &str, address: &str) {
    out.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
    text::escape_into(out, lang);
    out.push_str("\" href=\"");
    text::escape_into(out, address);
    out.push_str("\"/>\n");
}
