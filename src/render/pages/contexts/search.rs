//! `search.html`: the page of the search. What is found stands in no template: the
//! scripts of the theme show it.

use super::page::PageView;
use crate::render::pages::place::Place;
use serde::Serialize;

/// `search.html`.
#[derive(Debug, Serialize)]
pub(crate) struct SearchContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
}

impl<'a> SearchContext<'a> {
    /// The search; a page of the dossier may introduce it. It can show everything, and so
    /// carries the highest marking.
    pub(crate) fn of(place: Place<'a>, page: Option<usize>) -> Self {
        let (word, highest) = (place.word("search"), place.site().marks().highest());
        place.mark(highest);
        let view = match page {
            Some(page) => PageView::with_body(place, page),
            None => PageView::generated(place, "search", word, highest),
        };
        Self { page: view }
    }
}
