//! An Atom feed (RFC 4287) of the newest dated pages.

use super::xml;
use crate::base::{Digest, SitePath, path, text};
use crate::link::{Generated, Links};
use crate::model::Marking;
use crate::model::date::Point;
use crate::redact::Edition;
use std::cmp::Reverse;

/// How many entries a feed has at the most.
const LONGEST: usize = 30;

/// The feed for readers of a language; `None` if no page that they see has a date.
pub(super) fn feed(edition: &Edition, links: &Links, lang: &str) -> Option<String> {
    let pages = edition.pages().iter().enumerate();
    let pages = pages.filter(|(at, it)| it.face.listed && edition.shows(*at, lang));
    let mut dated: Vec<_> =
        pages.filter_map(|(at, _)| Some((edition.date(at)?.start, at))).collect();
    dated.sort_by_key(|(date, at)| (Reverse(date.key()), *at));
    dated.truncate(LONGEST);
    let newest = dated.first()?.0;
    let settings = edition.settings();
    let base = settings.base_url.as_deref().unwrap_or_default();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    text::escape_into(&mut out, lang);
    out.push_str("\">\n");
    let marking = dated.iter().map(|(_, at)| edition.label(*at));
    let title = links.site_title(edition, lang).unwrap_or("Dossier");
    xml::element(&mut out, "title", &labelled(marking.max().flatten(), title));
    let own = links.generated(&Generated::Feed, lang);
    let is_main = lang == edition.language();
    xml::element(&mut out, "id", &id(edition, if is_main { "" } else { own.as_str() }));
    xml::element(&mut out, "updated", &moment(newest));
    link(&mut out, "self", &format!("{base}{own}"));
    link(&mut out, "alternate", &format!("{base}{}", home(links, lang)));
    author(&mut out, edition);
    for (date, at) in dated {
        entry(&mut out, edition, links, (date, at, lang));
    }
    out.push_str("</feed>\n");
    Some(out)
}

fn home(links: &Links, lang: &str) -> SitePath {
    let written = links.home(lang).map(|it| links.path(it).clone());
    written.unwrap_or_else(|| links.generated(&Generated::Home, lang))
}

fn entry(
    out: &mut String,
    edition: &Edition,
    links: &Links,
    (date, at, lang): (Point, usize, &str),
) {
    let face = &edition.pages()[at].face;
    let base = edition.settings().base_url.as_deref().unwrap_or_default();
    let address = path::encode(links.path(at).as_str());
    out.push_str("<entry");
    if face.lang != lang {
        out.push_str(" xml:lang=\"");
        text::escape_into(out, &face.lang);
        out.push('"');
    }
    out.push_str(">\n");
    xml::element(out, "title", &labelled(edition.label(at), &face.title));
    xml::element(out, "id", &id(edition, &address));
    xml::element(out, "updated", &moment(date));
    link(out, "alternate", &format!("{base}{address}"));
    xml::element(out, "summary", face.summary.as_deref().unwrap_or(&face.title));
    out.push_str("</entry>\n");
}

/// A title with its marking before it, as in the subject of a message.
fn labelled(marking: Option<Marking>, title: &str) -> String {
    let label = marking.map(|it| format!("[{it}] ")).unwrap_or_default();
    label + title
}

fn author(out: &mut String, edition: &Edition) {
    let settings = edition.settings();
    let names = settings.authors.iter().map(String::as_str);
    let fallback = settings.title.as_deref().unwrap_or("Dossier");
    let names: Vec<&str> = names.collect();
    for name in if names.is_empty() { vec![fallback] } else { names } {
        out.push_str("<author>\n");
        xml::element(out, "name", name);
        out.push_str("</author>\n");
    }
}

fn link(out: &mut String, rel: &str, href: &str) {
    let href = text::escape(href);
    out.extend(["<link rel=\"", rel, "\" href=\"", &href, "\"/>\n"]);
}

/// A name that stays the same wherever the site stands: its address where it is known, a
/// UUID of version 8 (RFC 9562) made of title and path otherwise.
fn id(edition: &Edition, address: &str) -> String {
    let settings = edition.settings();
    if let Some(base) = &settings.base_url {
        return format!("{base}{address}");
    }
    let title = settings.title.as_deref().unwrap_or_default();
    let hex = Digest::of_fields(&[title.as_bytes(), address.as_bytes()]).to_string();
    let (a, b, c) = (&hex[..8], &hex[8..12], &hex[13..16]);
    format!("urn:uuid:{a}-{b}-8{c}-a{}-{}", &hex[17..20], &hex[20..32])
}

/// The first moment of a date, as RFC 3339 has it.
fn moment(date: Point) -> String {
    let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
    format!("{:04}-{month:02}-{day:02}T00:00:00Z", date.year)
}
