//! Files for other programs: bibliographies, site map, feed, inventory.

mod bibliography;
mod feed;
mod inventory;
mod record;
mod redirect;
mod sitemap;
mod stix;
mod xml;

use crate::base::{Files, Listing, SitePath};
use crate::cite::References;
use crate::diag::Checked;
use crate::link::{Generated, Links};
use crate::redact::Edition;
use std::sync::Arc;

pub use bibliography::bibliography;
pub use inventory::{Holding, inventory, inventory_of_bundle};
pub use record::record;
pub use stix::stix;

/// The bibliographies; the site map, where the address of the site is known; a feed for each language, where pages have dates;
/// pages for old paths that are not among the files `taken`.
pub fn export(
    edition: &Edition,
    links: &Links,
    references: &References,
    taken: &Listing,
) -> Checked<Files> {
    let mut exported = redirect::redirects(edition, links, taken);
    let mut add = |path: SitePath, text: Option<String>| {
        let bytes = text.map(|it| Arc::from(it.into_bytes()));
        exported.value.extend(bytes.map(|it| (path, it)));
    };
    add(SitePath::fixed("sitemap.xml"), sitemap::sitemap(edition, links));
    for lang in edition.views().langs() {
        let feed = feed::feed(edition, links, lang);
        add(links.generated(&Generated::Feed, lang), feed);
    }
    let libraries = bibliography::publish(edition, links, references);
    for (path, text) in libraries {
        exported.value.insert(path, Arc::from(text.into_bytes()));
    }
    exported
}
