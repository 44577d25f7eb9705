//! `beside.html`: a page and its translation, block by block beside each other.

mod align;

use super::Html;
use super::page::PageView;
use crate::base::SitePath;
use crate::model::{Kind, Node};
use crate::render::label::Label;
use crate::render::pages::place::{Place, highest};
use crate::render::pages::site::Site;
use align::{Shape, align};
use serde::Serialize;

/// `beside.html`: a page in two languages.
#[derive(Debug, Serialize)]
pub(crate) struct BesideContext<'a> {
    /// The page, in the first of the languages.
    pub(crate) page: PageView<'a>,
    /// The two pages.
    pub(crate) columns: [Column<'a>; 2],
    /// Their blocks, in order.
    pub(crate) rows: Vec<Row>,
}

/// One of the two pages.
#[derive(Debug, Serialize)]
pub(crate) struct Column<'a> {
    /// The BCP 47 tag of its language.
    pub(crate) lang: &'a str,
    /// The language in its own words.
    pub(crate) name: &'a str,
    /// The title with its markup.
    pub(crate) title: Html,
    /// The relative URL of the page.
    pub(crate) href: String,
    /// One sentence.
    pub(crate) summary: Option<&'a str>,
    /// Its label, where it is marked by itself.
    pub(crate) summary_marking: Option<Label>,
}

/// A block of each page; one of them may have no counterpart.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    /// The block of the first page.
    pub(crate) one: Option<Html>,
    /// That of the second.
    pub(crate) two: Option<Html>,
}

impl<'a> BesideContext<'a> {
    /// Two pages that are one in two languages.
    pub(crate) fn of(place: Place<'a>, pages: [usize; 2]) -> Self {
        let [one, two] = pages;
        let edition = place.site().edition();
        let marking = highest(pages.iter().map(|it| edition.label(*it)));
        Self {
            page: PageView::beside(place, pages, marking),
            columns: pages.map(|it| column(place, it)),
            rows: rows(place, one, two),
        }
    }
}

/// The page that a page and its translation stand on beside each other, if the dossier has
/// such pages. The main language comes first.
pub(crate) fn path(site: &Site<'_>, pages: [usize; 2]) -> Option<SitePath> {
    let settings = site.edition().settings();
    let is_whole = site.bundle().is_some_and(crate::model::Bundle::is_single);
    if !settings.side_by_side || is_whole {
        return None;
    }
    let [one, two] = ordered(site, pages);
    let lang = &site.edition().pages().get(two)?.face.lang;
    let path = site.links().path(one).as_str();
    SitePath::new(&format!("{}.both-{lang}.html", path.strip_suffix(".html")?))
}

/// The page of the main language first, then by the tags.
pub(crate) fn ordered(site: &Site<'_>, mut pages: [usize; 2]) -> [usize; 2] {
    let lang = |page: usize| site.edition().pages().get(page).map(|it| &*it.face.lang);
    pages.sort_by_key(|it| (lang(*it) != Some(site.main_lang()), lang(*it), *it));
    pages
}

fn column(place: Place<'_>, page: usize) -> Column<'_> {
    let face = place.face(page);
    let there = Place::new(place.site(), &face.lang, place.at());
    let (summary, summary_marking) = place.summary(page);
    Column {
        lang: &face.lang,
        name: there.language(&face.lang),
        title: Html::new(&there.writer().title(page))
            .behind(face.texts.title.map(Label::of)),
        href: place.href(page),
        summary,
        summary_marking,
    }
}

fn rows(place: Place<'_>, one: usize, two: usize) -> Vec<Row> {
    let blocks = [one, two].map(|it| blocks(place, it));
    let shapes = blocks.each_ref().map(|it| it.iter().map(|it| Shape::of(it)).collect());
    let [first, second]: [Vec<Shape<'_>>; 2] = shapes;
    let write = |page: usize, blocks: &[&Node]| {
        let there = Place::new(place.site(), &place.face(page).lang, place.at());
        there.writer().fragments(page, blocks, place.at())
    };
    let written = [write(one, &blocks[0]), write(two, &blocks[1])];
    let html = |side: usize, at: Option<usize>| {
        at.and_then(|it| written[side].get(it)).map(|it| Html::new(it))
    };
    let pairs = align(&first, &second).into_iter();
    pairs.map(|(one, two)| Row { one: html(0, one), two: html(1, two) }).collect()
}

/// The blocks of a page; what footnotes stand for is read on the page itself.
fn blocks(place: Place<'_>, page: usize) -> Vec<&Node> {
    let nodes = place.site().edition().pages().get(page).map(|it| &it.body.nodes);
    let is_note = |it: &Node| matches!(it.kind, Kind::FootnoteDefinition(_));
    nodes.into_iter().flatten().filter(|it| !is_note(it)).collect()
}
