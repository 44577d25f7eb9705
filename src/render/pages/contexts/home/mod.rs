//! `home.html`: the page that a reader opens first.

mod news;
mod paths;
mod press;

use super::page::PageView;
use super::part::{EvidenceView, evidence};
use super::questions::{Question, question, questions};
use super::{DateView, Link};
use crate::link::{Branch, Generated};
use crate::model::PageKind;
use crate::render::label::Label;
use crate::render::pages::place::Place;
use news::{News, news};
use paths::{Path, paths};
use press::{PressCount, press};
use serde::Serialize;

/// How many report parts and sections stand on the home page.
const SHOWN: usize = 60;

/// How many open contradictions stand there.
const QUESTIONS: usize = 8;

/// `home.html`.
#[derive(Debug, Serialize)]
pub(crate) struct HomeContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// The parts of the report series.
    pub(crate) parts: Vec<PartCard<'a>>,
    /// What happened or appeared last, the latest first.
    pub(crate) news: Vec<News<'a>>,
    /// The press coverage over time.
    pub(crate) press: Option<PressCount>,
    /// The contradictions that are open.
    pub(crate) open: Vec<Question<'a>>,
    /// What to read with how much time.
    pub(crate) paths: Vec<Path<'a>>,
    /// What it claims, if it does.
    pub(crate) statements: Option<Statements>,
    /// The pages directly below the home page, and the folders that have no page.
    pub(crate) sections: Vec<SectionCard<'a>>,
    /// How many more of them there are.
    pub(crate) more: usize,
}

/// A part of the report series.
#[derive(Debug, Serialize)]
pub(crate) struct PartCard<'a> {
    /// The page.
    pub(crate) link: Link<'a>,
    /// Its number.
    pub(crate) number: Option<u32>,
    /// One sentence.
    pub(crate) summary: Option<&'a str>,
    /// Its label, where it is marked by itself.
    pub(crate) summary_marking: Option<Label>,
    /// Its date.
    pub(crate) date: Option<DateView>,
    /// The state of its evidence.
    pub(crate) evidence: Option<EvidenceView<'a>>,
}

/// A page directly below the home page, or a folder.
#[derive(Debug, Serialize)]
pub(crate) struct SectionCard<'a> {
    /// The page, or the overview of the folder.
    pub(crate) link: Link<'a>,
    /// One sentence.
    pub(crate) summary: Option<&'a str>,
    /// Its label, where it is marked by itself.
    pub(crate) summary_marking: Option<Label>,
    /// How many pages stand below it, at any depth.
    pub(crate) below: usize,
}

/// How many claims and contradictions the dossier has.
#[derive(Debug, Serialize)]
pub(crate) struct Statements {
    /// The ledger.
    pub(crate) href: String,
    /// How many claims.
    pub(crate) claims: usize,
    /// How many of them are disputed.
    pub(crate) disputed: usize,
    /// How many contradictions.
    pub(crate) contradictions: usize,
    /// How many of them are open.
    pub(crate) open: usize,
}

impl<'a> HomeContext<'a> {
    /// The home page, written or generated.
    pub(crate) fn of(place: Place<'a>, page: Option<usize>) -> Self {
        let links = place.site().links();
        let view = match page {
            Some(page) => PageView::with_body(place, page),
            None => generated(place),
        };
        let order = links.order(place.lang()).iter();
        let is_part = |it: &&usize| place.face(**it).kind == PageKind::ReportPart;
        let parts = order.filter(is_part).take(SHOWN).map(|it| part(place, *it));
        let (sections, more) = sections(place);
        Self {
            page: view,
            parts: parts.collect(),
            news: news(place),
            press: press(place),
            open: open(place),
            paths: page.map(|it| paths(place, it)).unwrap_or_default(),
            statements: statements(place),
            sections,
            more,
        }
    }
}

/// What the home page leads to, and how much of it has no room there.
fn sections(place: Place<'_>) -> (Vec<SectionCard<'_>>, usize) {
    // The menu of a book shows them all, or where there are too many the way to the page.
    if place.site().edition().is_chaptered() {
        return (Vec::new(), 0);
    }
    let is_listed = |it: &&Branch| it.page().is_none_or(|it| place.face(it).listed);
    let listed: Vec<&Branch> = place.ties().top().iter().filter(is_listed).collect();
    let cards = listed.iter().take(SHOWN).map(|it| section(place, **it));
    (cards.collect(), listed.len().saturating_sub(SHOWN))
}

fn open(place: Place<'_>) -> Vec<Question<'_>> {
    let open = questions(place).into_iter().filter(|it| it.is_open).take(QUESTIONS);
    open.map(|it| question(place, it, |_| false)).collect()
}

fn generated(place: Place<'_>) -> PageView<'_> {
    let settings = place.site().edition().settings();
    let title = settings.title.as_deref().unwrap_or(place.word("untitled"));
    let summary = settings.description.as_deref().map(Into::into);
    let page = PageView::generated(place, "home", title, None);
    PageView { summary, is_home: true, ..page }
}

/// Counted as readers of this language see them.
fn statements(place: Place<'_>) -> Option<Statements> {
    let site = place.site();
    let path = place.writer().ledger();
    site.links().exists(&Generated::Claims, place.lang()).then(|| {
        let is_own = |page: usize| place.shows(page);
        let claims = site.references().claims().iter().filter(|it| is_own(it.page));
        let disputes = questions(place);
        Statements {
            href: place.at().href_to(path),
            claims: claims.clone().count(),
            disputed: claims.filter(|it| it.is_disputed).count(),
            contradictions: disputes.len(),
            open: disputes.iter().filter(|it| it.is_open).count(),
        }
    })
}

fn part(place: Place<'_>, page: usize) -> PartCard<'_> {
    let face = place.face(page);
    let date = place.site().edition().date(page);
    let (summary, summary_marking) = place.summary(page);
    PartCard {
        link: place.link(page),
        number: face.part,
        summary,
        summary_marking,
        date: date.map(|it| DateView::of(&it, face.announced, place.lang())),
        evidence: evidence(place, page),
    }
}

fn section(place: Place<'_>, branch: Branch) -> SectionCard<'_> {
    let (summary, summary_marking) =
        branch.page().map(|it| place.summary(it)).unwrap_or_default();
    let below = place.site().links().count_below(branch, place.lang());
    SectionCard { link: place.link_to(branch), summary, summary_marking, below }
}
