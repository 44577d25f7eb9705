//! `tag.html` is a section; `tags.html` lists all tags.

use super::Link;
use super::page::PageView;
use super::section::SectionContext;
use crate::link::Branch;
use crate::render::pages::place::Place;
use crate::render::pages::ties::Tag;
use serde::Serialize;

/// `tags.html`.
#[derive(Debug, Serialize)]
pub(crate) struct TagsContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// The tags by name.
    pub(crate) tags: Vec<TagCount<'a>>,
}

/// A tag in a list.
#[derive(Debug, Serialize)]
pub(crate) struct TagCount<'a> {
    /// The page of the tag.
    pub(crate) link: Link<'a>,
    /// How many pages have it.
    pub(crate) count: usize,
}

impl<'a> TagsContext<'a> {
    /// The overview of all tags; a page of the dossier may introduce it.
    pub(crate) fn of(place: Place<'a>, page: Option<usize>) -> Self {
        let tags = place.ties().tags();
        let view = match page {
            Some(page) => PageView::with_body(place, page),
            None => PageView::generated(place, "tags", place.word("tags"), None),
        };
        let count = |(path, tag): (&&crate::base::SitePath, &Tag<'a>)| TagCount {
            link: Link {
                marking: place.mark(tag.marking),
                ..Link::plain(tag.name, place.at().href_to(path))
            },
            count: tag.pages.len(),
        };
        let mut tags: Vec<_> = tags.iter().map(count).collect();
        tags.sort_by_cached_key(|it| it.link.title.to_lowercase());
        Self { page: view, tags }
    }
}

/// The page of a tag; a page of the dossier may introduce it.
pub(crate) fn of_tag<'a>(
    place: Place<'a>,
    tag: &Tag<'a>,
    page: Option<usize>,
) -> SectionContext<'a> {
    let view = if let Some(page) = page {
        PageView::with_body(place, page)
    } else {
        let mut view = PageView::generated(place, "tag", tag.name, tag.marking);
        let all = place.generated("tags");
        let link = |it| Link::plain(place.word("tags"), place.at().href_to(it));
        view.breadcrumbs.extend(all.map(link));
        view
    };
    let pages: Vec<Branch> = tag.pages.iter().copied().map(Branch::Page).collect();
    SectionContext::with(place, view, &pages)
}
