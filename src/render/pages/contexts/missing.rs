//! `404.html`: shown by a web server for what is not there. It may be shown at any
//! depth, so it refers to nothing by a relative path.

use super::page::PageView;
use crate::render::pages::place::Place;
use serde::Serialize;

/// `404.html`.
#[derive(Debug, Serialize)]
pub(crate) struct MissingContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
}

impl<'a> MissingContext<'a> {
    /// The page for what is not there; a page of the dossier may give its text.
    pub(crate) fn of(place: Place<'a>, page: Option<usize>) -> Self {
        let highest = place.site().marks().highest();
        place.mark(highest);
        let made = || PageView::generated(place, "missing", place.word("missing"), None);
        let page = page.map_or_else(made, |it| PageView::with_body(place, it));
        Self { page }
    }
}
