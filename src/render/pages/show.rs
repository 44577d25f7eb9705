//! Chooses the template of a page, gives it what it shows, and renders it.

use super::contexts::Html;
use super::contexts::a_to_z::AToZContext;
use super::contexts::beside::BesideContext;
use super::contexts::changes::ChangesContext;
use super::contexts::coverage::CoverageContext;
use super::contexts::entity::EntityContext;
use super::contexts::home::HomeContext;
use super::contexts::ledger::LedgerContext;
use super::contexts::missing::MissingContext;
use super::contexts::page::{PageContext, PageView};
use super::contexts::part::PartContext;
use super::contexts::press::PressContext;
use super::contexts::relations::RelationsContext;
use super::contexts::search::SearchContext;
use super::contexts::section::SectionContext;
use super::contexts::source::SourceContext;
use super::contexts::sources::SourcesContext;
use super::contexts::start::StartContext;
use super::contexts::tag::{self, TagsContext};
use super::contexts::timeline::TimelineContext;
use super::contexts::whole::WholeContext;
use super::fault::Fault;
use super::jobs::{self, Job, What};
use super::marks::Noted;
use super::nav::Navigation;
use super::place::Place;
use super::site::Site;
use super::unbroken;
use crate::link::Branch;
use crate::model::{Face, PageKind};
use crate::render::label::Label;
use serde::Serialize;
use std::borrow::Cow;
use std::string::FromUtf8Error;
use tera::Context;

/// Templates that are not named after a kind, and so are none of a custom kind.
const RESERVED: [&str; 21] = [
    "404",
    "a-z",
    "base",
    "beside",
    "changes",
    "claims",
    "coverage",
    "entity",
    "glossary",
    "home",
    "parts",
    "relations",
    "search",
    "section",
    "source",
    "sources",
    "start-here",
    "tag",
    "tags",
    "timeline",
    "whole",
];

/// Renders one file.
pub(super) fn show<'a>(
    site: &'a Site<'a>,
    navigation: &Navigation<'a>,
    job: &'a Job<'a>,
) -> Result<Vec<u8>, Fault> {
    let place = Place::new(site, job.lang, &job.at);
    let place = place.noting(&job.shown).beside(&job.twins);
    let nav = match job.what {
        What::Page(page) => navigation.of_page(place, page),
        What::Folder(folder) => navigation.of_folder(place, folder),
        _ => navigation.of_generated(place),
    };
    Show { place, nav, shown: &job.shown }.what(job.what)
}

struct Show<'a> {
    place: Place<'a>,
    nav: String,
    shown: &'a Noted,
}

impl<'a> Show<'a> {
    fn what(&self, what: What<'a>) -> Result<Vec<u8>, Fault> {
        let place = self.place;
        match what {
            What::Page(page) => self.page(page),
            What::Home => self.with("home.html", &HomeContext::of(place, None)),
            What::Sources => self.with("sources.html", &SourcesContext::of(place, None)),
            What::Source(it) => {
                self.with("source.html", &SourceContext::of(place, it, None))
            }
            What::Tags => self.with("tags.html", &TagsContext::of(place, None)),
            What::Tag(it) => self.with("tag.html", &tag::of_tag(place, it, None)),
            What::Timeline => {
                self.with("timeline.html", &TimelineContext::of(place, None))
            }
            What::AToZ(run) => self.with("a-z.html", &AToZContext::of(place, run, None)),
            What::Search => self.with("search.html", &SearchContext::of(place, None)),
            What::Relations => {
                self.with("relations.html", &RelationsContext::of(place, None))
            }
            What::Claims => self.with("claims.html", &LedgerContext::of(place, None)),
            What::Coverage => {
                self.with("coverage.html", &CoverageContext::of(place, None))
            }
            What::Glossary => {
                self.with("glossary.html", &SectionContext::glossary(place, None))
            }
            What::Folder(it) => {
                self.with("section.html", &SectionContext::of_folder(place, it))
            }
            What::Missing => self.with("404.html", &MissingContext::of(place, None)),
            What::Changes(since) => {
                self.with("changes.html", &ChangesContext::of(place, since))
            }
            What::Beside(pages) => {
                self.with("beside.html", &BesideContext::of(place, pages))
            }
            What::Start => self.with("start-here.html", &StartContext::of(place)),
            What::Whole => {
                let shown = jobs::jobs(place.site());
                self.with("whole.html", &WholeContext::of(place, &shown))
            }
        }
    }

    /// A page of the dossier: one that introduces an overview, else one of its kind.
    fn page(&self, page: usize) -> Result<Vec<u8>, Fault> {
        let place = self.place;
        let site = place.site();
        let face = place.face(page);
        let id = face.id.as_str();
        let source = id.strip_prefix("sources/").and_then(|it| site.edition().source(it));
        let tag = place.ties().tag_at(site.links().path(page));
        let is_overview = place.generated(id).is_some();
        match id {
            _ if site.links().home(&face.lang) == Some(page) => {
                self.with("home.html", &HomeContext::of(place, Some(page)))
            }
            "sources" if is_overview => {
                self.with("sources.html", &SourcesContext::of(place, Some(page)))
            }
            "tags" if is_overview => {
                self.with("tags.html", &TagsContext::of(place, Some(page)))
            }
            "timeline" if is_overview => {
                self.with("timeline.html", &TimelineContext::of(place, Some(page)))
            }
            "a-z" if is_overview => {
                self.with("a-z.html", &AToZContext::of(place, None, Some(page)))
            }
            "search" if is_overview => {
                self.with("search.html", &SearchContext::of(place, Some(page)))
            }
            "glossary" if is_overview => {
                self.with("glossary.html", &SectionContext::glossary(place, Some(page)))
            }
            "relations" if is_overview => {
                self.with("relations.html", &RelationsContext::of(place, Some(page)))
            }
            "claims" if is_overview => {
                self.with("claims.html", &LedgerContext::of(place, Some(page)))
            }
            "coverage" if is_overview => {
                self.with("coverage.html", &CoverageContext::of(place, Some(page)))
            }
            "404" => self.with("404.html", &MissingContext::of(place, Some(page))),
            _ => match (source, tag) {
                (Some(it), _) => {
                    self.with("source.html", &SourceContext::of(place, it, Some(page)))
                }
                (_, Some(it)) => {
                    self.with("tag.html", &tag::of_tag(place, it, Some(page)))
                }
                _ => self.kind(page, face),
            },
        }
    }

    fn kind(&self, page: usize, face: &Face) -> Result<Vec<u8>, Fault> {
        let place = self.place;
        let own = |default: &'static str| self.template(face.kind.name(), default);
        let below = place.site().links().below(Branch::Page(page), place.lang());
        match &face.kind {
            PageKind::ReportPart => {
                self.with(&own("report-part.html"), &PartContext::of(place, page))
            }
            PageKind::Press | PageKind::Analysis => {
                self.with(&own("press.html"), &PressContext::of(place, page))
            }
            it if it.is_entity() || *it == PageKind::Term => {
                self.with(&own("entity.html"), &EntityContext::of(place, page))
            }
            PageKind::Page if !below.is_empty() => {
                self.with("section.html", &SectionContext::of(place, page))
            }
            _ => {
                let page = PageView::with_body(place, page);
                self.with(&own("page.html"), &PageContext { page })
            }
        }
    }

    /// The theme's template for a kind, or the one that serves it otherwise.
    fn template(&self, kind: &str, default: &'static str) -> Cow<'static, str> {
        let own = format!("{kind}.html");
        let is_own = own != default
            && !RESERVED.contains(&kind)
            && self.place.site().engine().has(&own);
        if is_own { own.into() } else { default.into() }
    }

    fn with(&self, template: &str, context: &impl Serialize) -> Result<Vec<u8>, Fault> {
        let tongue = self.place.tongue();
        let mut context = Context::from_serialize(context)
            .map_err(|it| Fault::of_context(template, &it))?;
        context.insert_value("site", tongue.site().clone());
        context.insert_value("words", tongue.all_words().clone());
        context.insert("nav", &Html::new(&self.nav));
        // Everything was noted when the context was made.
        let marking = self.place.site().marks().label(self.shown);
        context.insert("marking", &marking.map(Label::of));
        let page = self.place.site().engine().render(template, &context)?;
        let marked = String::from_utf8(page).map(|it| unbroken::marked(&it).into_bytes());
        Ok(marked.unwrap_or_else(FromUtf8Error::into_bytes))
    }
}
