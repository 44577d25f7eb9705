//! Writes maps: a figure of the places below a folder, and the places as a list.

use super::Writer;
use super::sheet::Sheet;
use crate::base::SitePath;
use crate::base::text::{escape_into, escape_text_into};
use crate::diag::Code;
use crate::model::locale::marks;
use crate::model::{Face, Node, PageKind};
use crate::render::chart::{Map, Said, Spot};
use crate::render::label::Label;
use std::fmt::Write as _;

impl<'w> Sheet<'w> {
    /// The places below the folder of this page that may be shown on it.
    pub(super) fn map(&mut self, node: &'w Node) {
        let places = self.writer.places_below(self.page);
        let title = node.get("title").unwrap_or_else(|| self.word("map"));
        if let Some(map) = self.writer.map(&places, self.at, title, &|_| None) {
            self.boxed(node, |it| {
                it.out.push_str(&map);
                it.nodes(&node.children);
            });
        } else {
            const HELP: &str =
                "write `at: [LATITUDE, LONGITUDE]` on pages of the kind `place`";
            let message = "no place below this folder says where it is";
            self.find(Code::BadChart, node.span, message.to_owned(), HELP);
            self.container("div", node, "");
        }
    }
}

impl Writer<'_> {
    /// The places on a map, drawn and as a list, seen from the file `at`, each with its
    /// label; `None` if none of these pages says where it is.
    pub(crate) fn map(
        &self,
        pages: &[usize],
        at: &SitePath,
        title: &str,
        mark: &dyn Fn(usize) -> Option<Label>,
    ) -> Option<String> {
        let spot = |page: &usize| self.spot(*page, at, mark);
        let mut spots: Vec<Spot> = pages.iter().filter_map(spot).collect();
        spots.sort_by_cached_key(|it| it.name.to_lowercase());
        let map = Map { spots };
        let lang = self.words.lang();
        let colon = self.words.get("colon");
        let said = Said { title, description: self.words.get("map-listed"), lang, colon };
        let drawn = map.draw(said);
        (!drawn.is_empty()).then(|| self.figure(&map, &drawn, title))
    }

    fn spot(
        &self,
        page: usize,
        at: &SitePath,
        mark: &dyn Fn(usize) -> Option<Label>,
    ) -> Option<Spot> {
        let face = &self.edition.pages().get(page)?.face;
        let position = face.at.filter(|_| face.kind == PageKind::Place)?;
        let href = at.href_to(self.links.path(page));
        let label = mark(page);
        Some(Spot { name: face.title.clone(), href, position, label })
    }

    fn figure(&self, map: &Map, drawn: &str, title: &str) -> String {
        let mut out =
            String::from("<figure class=\"chart map\">\n<div class=\"maps\">\n");
        out.push_str(drawn);
        out.push_str("</div>\n<figcaption>");
        escape_text_into(&mut out, title);
        out.push_str(
            "</figcaption>\n</figure>\n<details class=\"chart-data\">\n<summary>",
        );
        escape_text_into(&mut out, self.words.get("map-list"));
        out.push_str("</summary>\n<ol class=\"map-list\">\n");
        let (_, point) = marks(self.words.lang());
        let sides = (self.words.get("map-east"), self.words.get("map-west"));
        for spot in &map.spots {
            let place = spot.position.readable(sides, point);
            out.push_str("<li>");
            if let Some(label) = &spot.label {
                label.write(&mut out);
            }
            out.push_str("<a href=\"");
            escape_into(&mut out, &spot.href);
            out.push_str("\">");
            escape_text_into(&mut out, &spot.name);
            writeln!(out, "</a> <span class=\"meta\">{place}</span></li>").unwrap_or(());
        }
        out.push_str("</ol>\n</details>\n");
        out
    }

    /// The places below the folder of a page that are marked no higher than the page.
    fn places_below(&self, page: usize) -> Vec<usize> {
        let pages = self.edition.pages();
        let Some(own) = pages.get(page).map(|it| &it.face) else { return Vec::new() };
        let folder = own.file.folder();
        let is_below = |it: &Face| {
            let inside = it.file.as_str().strip_prefix(folder);
            inside.is_some_and(|it| it.starts_with('/')) && it.listed
        };
        let faces = pages.iter().map(|it| &it.face).enumerate();
        let places = faces.filter(|(at, it)| {
            let is_shown = self.edition.shows(*at, &own.lang) && is_below(it);
            is_shown && it.title_marking() <= self.edition.label(page)
        });
        places.map(|(at, _)| at).collect()
    }
}
