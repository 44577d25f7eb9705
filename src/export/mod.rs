//! Files for other programs: site map, feed, inventory.

mod feed;
mod inventory;
mod sitemap;
mod xml;

use crate::base::{Files, SitePath};
use crate::link::Links;
use crate::redact::Edition;
use std::sync::Arc;

pub use inventory::inventory;

/// The site map, where the address of the site is known, and the feed, where pages have
/// dates.
pub fn export(edition: &Edition, links: &Links) -> Files {
    let sitemap = sitemap::sitemap(edition, links).map(|it| ("sitemap.xml", it));
    let feed = feed::feed(edition, links).map(|it| ("feed.xml", it));
    let files = sitemap.into_iter().chain(feed);
    files
        .map(|(name, text)| (SitePath::fixed(name), Arc::from(text.as_bytes())))
        .collect()
}
