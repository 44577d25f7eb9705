//! `page.html`, and what every other template is given as `page`.

use super::evidence::SourceAt;
use super::{DateView, Html, Link, MarkingView};
use crate::link::{Anchor, Backlink};
use crate::model::{Face, Marking};
use crate::render::pages::jobs::bare_folder;
use crate::render::pages::place::{Place, fragment};
use serde::Serialize;
use std::borrow::Cow;
use tera::Value;

/// How many sentences of one referring page are shown.
const SENTENCES: usize = 3;

/// `page.html`: any page without a template of its own.
#[derive(Debug, Serialize)]
pub(crate) struct PageContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
}

/// `page`: what every template shows of the page it renders.
#[derive(Debug, Serialize)]
pub(crate) struct PageView<'a> {
    /// The id of the page, or the name of a generated one.
    pub(crate) id: &'a str,
    /// The title as plain text.
    pub(crate) title: Cow<'a, str>,
    /// The title with its markup.
    pub(crate) heading: Html,
    /// The id of the title, if a heading of the text is the title.
    pub(crate) heading_id: Option<&'a str>,
    /// The BCP 47 tag of its language.
    pub(crate) lang: &'a str,
    /// The kind as front matter names it, or the name of a generated page.
    pub(crate) kind: &'a str,
    /// The kind in words.
    pub(crate) kind_name: &'a str,
    /// Which part of the report series it is about.
    pub(crate) part: Option<u32>,
    /// The way to the root of the site: `../` as often as needed.
    pub(crate) root: String,
    /// The relative URL of the home page of its language.
    pub(crate) home: String,
    /// Whether it is the home page.
    pub(crate) is_home: bool,
    /// One sentence.
    pub(crate) summary: Option<Cow<'a, str>>,
    /// Its date.
    pub(crate) date: Option<DateView>,
    /// Its marking.
    pub(crate) marking: Option<MarkingView>,
    /// Its other names.
    pub(crate) aliases: Vec<&'a str>,
    /// Its tags.
    pub(crate) tags: Vec<Link<'a>>,
    /// The pages above it, from the home page down.
    pub(crate) breadcrumbs: Vec<Link<'a>>,
    /// The page before it in reading order.
    pub(crate) previous: Option<Link<'a>>,
    /// The page after it in reading order.
    pub(crate) next: Option<Link<'a>>,
    /// The same page in other languages.
    pub(crate) translations: Vec<Translation<'a>>,
    /// The headings of the second level, with those of the third below them.
    pub(crate) contents: Vec<Heading<'a>>,
    /// The body.
    pub(crate) body: Html,
    /// The sources that it cites, by their numbers.
    pub(crate) references: Vec<Reference>,
    /// The pages that refer to it.
    pub(crate) referrers: Vec<Referrer<'a>>,
    /// `extra:` of the front matter.
    pub(crate) extra: &'a serde_json::Value,
}

/// A page in another language.
#[derive(Debug, Serialize)]
pub(crate) struct Translation<'a> {
    /// The BCP 47 tag.
    pub(crate) lang: &'a str,
    /// The language in its own words.
    pub(crate) name: &'a str,
    /// The relative URL.
    pub(crate) href: String,
}

/// A line of the table of contents.
#[derive(Debug, Serialize)]
pub(crate) struct Heading<'a> {
    /// The anchor for `href`, without `#`.
    pub(crate) anchor: String,
    /// The text.
    pub(crate) text: &'a str,
    /// The headings of the next level.
    pub(crate) below: Vec<Self>,
}

/// A numbered entry of the list of references.
#[derive(Debug, Serialize)]
pub(crate) struct Reference {
    /// The number.
    pub(crate) number: usize,
    /// The id of the entry.
    pub(crate) id: String,
    /// The page of the source.
    pub(crate) href: String,
    /// The source: a [`SourceView`](super::evidence::SourceView).
    pub(crate) source: Value,
    /// The anchors of the citations on this page.
    pub(crate) anchors: Vec<String>,
}

/// A page that refers to this one.
#[derive(Debug, Serialize)]
pub(crate) struct Referrer<'a> {
    /// The page.
    pub(crate) link: Link<'a>,
    /// Its kind in words.
    pub(crate) kind_name: &'a str,
    /// The sentences that refer, each with its place.
    pub(crate) sentences: Vec<Sentence<'a>>,
    /// How many sentences are not shown.
    pub(crate) more: usize,
}

/// A sentence that refers to something.
#[derive(Debug, Serialize)]
pub(crate) struct Sentence<'a> {
    /// The relative URL of the place.
    pub(crate) href: String,
    /// The sentence as plain text.
    pub(crate) text: &'a str,
}

impl<'a> PageView<'a> {
    /// A page of the dossier.
    pub(crate) fn of(place: Place<'a>, page: usize) -> Self {
        let face = place.face(page);
        let links = place.site().links();
        let edition = place.site().edition();
        let heading = edition.pages().get(page).and_then(|it| it.body.heading.as_ref());
        let date = edition.date(page);
        let announced = face.announced || is_announced(place, face);
        Self {
            id: face.id.as_str(),
            title: face.title.as_str().into(),
            heading: Html::new(&place.writer().title(page)),
            heading_id: heading.and_then(|it| links.id_of(page, it)),
            lang: &face.lang,
            kind: face.kind.name(),
            kind_name: place.kind(face.kind.name()),
            part: face.part,
            is_home: links.home(&face.lang) == Some(page),
            summary: face.summary.as_deref().map(Cow::from),
            date: date.map(|it| DateView::of(&it, announced, place.lang())),
            marking: face.marking.map(MarkingView::of),
            aliases: face.aliases.iter().map(|it| it.value.as_str()).collect(),
            tags: tags(place, &face.tags),
            breadcrumbs: breadcrumbs(place, page),
            previous: links.previous(page).map(|it| place.link(it)),
            next: links.next(page).map(|it| place.link(it)),
            translations: translations(place, page),
            contents: contents(links.anchors(page)),
            references: references(place, page),
            referrers: referrers(place, links.backlinks(page)),
            extra: &face.extra,
            ..Self::bare(place, "page", Cow::default(), None)
        }
    }

    /// A page of the dossier with its whole body.
    pub(crate) fn with_body(place: Place<'a>, page: usize) -> Self {
        let own = place.site().links().path(page);
        let writer = place.writer();
        let body = if own == place.at() {
            writer.body(page)
        } else {
            writer.body_at(page, place.at())
        };
        Self { body: Html::new(&body), ..Self::of(place, page) }
    }

    /// A generated page.
    pub(crate) fn generated(
        place: Place<'a>,
        name: &'a str,
        title: impl Into<Cow<'a, str>>,
        marking: Option<Marking>,
    ) -> Self {
        let mut page = Self::bare(place, name, title.into(), marking);
        page.breadcrumbs.extend(home_link(place));
        page
    }

    fn bare(
        place: Place<'a>,
        name: &'a str,
        title: Cow<'a, str>,
        marking: Option<Marking>,
    ) -> Self {
        Self {
            id: name,
            heading: Html::of_text(&title),
            heading_id: None,
            title,
            lang: place.lang(),
            kind: name,
            kind_name: place.kind(name),
            part: None,
            root: place.at().to_root(),
            home: home(place),
            is_home: false,
            summary: None,
            date: None,
            marking: marking.map(MarkingView::of),
            aliases: Vec::new(),
            tags: Vec::new(),
            breadcrumbs: Vec::new(),
            previous: None,
            next: None,
            translations: Vec::new(),
            contents: Vec::new(),
            body: Html::new(""),
            references: Vec::new(),
            referrers: Vec::new(),
            extra: &serde_json::Value::Null,
        }
    }
}

/// The relative URL of the home page of a language.
fn home(place: Place<'_>) -> String {
    match place.site().links().home(place.lang()) {
        Some(page) => place.href(page),
        None => format!("{}index.html", place.at().to_root()),
    }
}

fn home_link(place: Place<'_>) -> Option<Link<'_>> {
    let is_home = place.at().as_str() == "index.html";
    let link = || Link { title: place.word("home").into(), href: home(place) };
    (!is_home).then(link)
}

/// Whether the date of a press page is that of a source which only announces it.
fn is_announced(place: Place<'_>, face: &Face) -> bool {
    let source = face.source.as_ref().filter(|_| face.date.is_none());
    let source = source.and_then(|it| place.site().edition().source(&it.value));
    source.is_some_and(|it| it.evidence.announced)
}

fn tags<'a>(place: Place<'a>, tags: &'a [String]) -> Vec<Link<'a>> {
    let links = place.site().links();
    let link = |tag: &'a String| {
        let path = links.tag_path(tag)?;
        Some(Link { title: tag.as_str().into(), href: place.at().href_to(path) })
    };
    tags.iter().filter_map(link).collect()
}

/// The pages above a page; the overview of its folder is among them, also if generated.
fn breadcrumbs(place: Place<'_>, page: usize) -> Vec<Link<'_>> {
    let links = place.site().links();
    let above = links.ancestors(page);
    let mut crumbs = place.links(above);
    if above.is_empty() && links.home(place.lang()) != Some(page) {
        crumbs.extend(home_link(place));
    } else if let Some(first) = crumbs.first_mut().filter(|_| !above.is_empty()) {
        first.title = place.word("home").into();
    }
    let path = links.path(page);
    if let Some(folder) = bare_folder(place.site(), path) {
        let title = super::section::folder_title(place, folder);
        let index = crate::base::SitePath::new(&format!("{folder}/index.html"));
        let href = index.map_or_else(|| "#".to_owned(), |it| place.at().href_to(&it));
        crumbs.push(Link { title, href });
    }
    crumbs
}

fn translations(place: Place<'_>, page: usize) -> Vec<Translation<'_>> {
    let others = place.site().links().translations(page).iter();
    let other = |page: &usize| {
        let lang = place.face(*page).lang.as_str();
        let there = Place::new(place.site(), lang, place.at());
        Translation { lang, name: there.language(lang), href: place.href(*page) }
    };
    others.filter(|it| **it != page).map(other).collect()
}

fn contents(anchors: &[Anchor]) -> Vec<Heading<'_>> {
    let mut headings: Vec<Heading<'_>> = Vec::new();
    for anchor in anchors.iter().filter(|it| matches!(it.level, 2 | 3)) {
        let heading = Heading {
            anchor: fragment(&anchor.id),
            text: &anchor.text,
            below: Vec::new(),
        };
        match headings.last_mut() {
            Some(above) if anchor.level == 3 => above.below.push(heading),
            _ => headings.push(heading),
        }
    }
    headings
}

fn references(place: Place<'_>, page: usize) -> Vec<Reference> {
    let site = place.site();
    let keys = site.references().of_page(page).iter().enumerate();
    let reference = |(at, key): (usize, &String)| {
        let SourceAt { href, source } = place.source_at(key)?;
        let anchors = site.ties().anchors(page, key).iter();
        let anchors = anchors.map(|it| fragment(it)).collect();
        let id = crate::render::reference_id(key);
        Some(Reference { number: at + 1, id, href, source, anchors })
    };
    keys.filter_map(reference).collect()
}

/// The pages behind backlinks, each once, in the order of the backlinks.
fn referrers<'a>(place: Place<'a>, backlinks: &'a [Backlink]) -> Vec<Referrer<'a>> {
    let mut referrers: Vec<Referrer<'a>> = Vec::new();
    let mut last = None;
    for backlink in backlinks {
        if last != Some(backlink.from) {
            last = Some(backlink.from);
            referrers.push(Referrer {
                link: place.link(backlink.from),
                kind_name: place.kind(place.face(backlink.from).kind.name()),
                sentences: Vec::new(),
                more: 0,
            });
        }
        let Some(referrer) = referrers.last_mut() else { continue };
        if backlink.sentence.is_empty() {
            continue;
        }
        if referrer.sentences.len() == SENTENCES {
            referrer.more += 1;
            continue;
        }
        let href = place.href_at(backlink.from, backlink.anchor.as_deref());
        referrer.sentences.push(Sentence { href, text: &backlink.sentence });
    }
    referrers
}
