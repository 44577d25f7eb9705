//! `page.html`, and what every other template is given as `page`.

mod lists;
mod ways;

use super::meta::{self, Takeaway};
use super::{DateView, Html, Link};
use crate::base::path::encode;
use crate::cite::Form;
use crate::link::{Branch, newer_original};
use crate::model::{Face, Marking, Page};
use crate::render::label::Label;
use crate::render::pages::folder;
use crate::render::pages::place::Place;
pub(crate) use lists::kinds;
use lists::{Heading, Reference, Shelf, contents, references, shelves};
use serde::Serialize;
use std::borrow::Cow;
use ways::{
    Alternate, Translation, alternates, breadcrumbs, home, home_link, is_announced, tags,
    translations, way,
};

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
    /// Its label, where it is marked by itself.
    pub(crate) summary_marking: Option<Label>,
    /// Its date.
    pub(crate) date: Option<DateView>,
    /// The highest marking of what the edition contains of it; `marking` counts what stands
    /// around that as well.
    pub(crate) marking: Option<Label>,
    /// What restricts passing it on further: free text beside the label.
    pub(crate) restrictions: Vec<&'a str>,
    /// Its other names.
    pub(crate) aliases: Vec<Html>,
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
    /// The original, if the page is a translation that is older.
    pub(crate) older: Option<Link<'a>>,
    /// The page in every language that has it, for `<head>`.
    pub(crate) alternates: Vec<Alternate<'a>>,
    /// The headings of the highest level below the title, with those of the next below them.
    pub(crate) contents: Vec<Heading<'a>>,
    /// The body.
    pub(crate) body: Html,
    /// Whether it shows pictures, which have a stylesheet of their own.
    pub(crate) has_pictures: bool,
    /// The sources that it cites, by their numbers.
    pub(crate) references: Vec<Reference>,
    /// Whether citations name those numbers; other styles cite by names or in notes.
    pub(crate) by_number: bool,
    /// The pages that refer to it, by kind.
    pub(crate) referrers: Vec<Shelf<'a>>,
    /// What it offers to take along.
    pub(crate) takeaway: Takeaway,
    /// What it tells reference managers and search engines, for `<head>`.
    pub(crate) metadata: Html,
    /// The sources that it lists as a whole, for reference managers.
    pub(crate) coins: Html,
    /// The address at which its file is edited, if `[output.html] edit-url-template` says so.
    pub(crate) edit: Option<String>,
    /// `extra:` of the front matter.
    pub(crate) extra: &'a serde_json::Value,
}

impl<'a> PageView<'a> {
    /// A page of the dossier.
    pub(crate) fn of(place: Place<'a>, page: usize) -> Self {
        let face = place.face(page);
        let links = place.site().links();
        let edition = place.site().edition();
        let heading = edition.pages().get(page).and_then(|it| it.body.heading.as_ref());
        let heading_id = heading.and_then(|it| links.id_of(page, it));
        let date = edition.date(page);
        let announced = face.announced || is_announced(place, face);
        let (summary, summary_marking) = place.summary(page);
        Self {
            id: face.id.as_str(),
            title: face.title.as_str().into(),
            heading: Html::new(&place.writer().title(page))
                .behind(face.texts.title.map(Label::of)),
            heading_id,
            lang: &face.lang,
            kind: face.kind.name(),
            kind_name: place.kind(face.kind.name()),
            part: face.part,
            is_home: links.home(&face.lang) == Some(page),
            summary: summary.map(Cow::from),
            summary_marking,
            date: date.map(|it| DateView::of(&it, announced, place.lang())),
            marking: shown(place, edition.label(page)),
            restrictions: edition.restrictions(page),
            aliases: place.aliases(page),
            tags: tags(place, face),
            breadcrumbs: breadcrumbs(place, page),
            older: newer_original(edition, page).map(|it| place.way(it)),
            previous: links.previous(page).map(|it| place.way(it)),
            next: links.next(page).map(|it| place.way(it)),
            contents: contents(links.anchors(page), heading_id),
            references: references(place, page),
            by_number: place.site().references().form() == Form::Numeric,
            referrers: shelves(place, links.backlinks(page)),
            has_pictures: edition.pages().get(page).is_some_and(has_pictures),
            takeaway: Takeaway::of_page(place, page),
            metadata: meta::of_page(place, page),
            edit: edit(place, face),
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

    /// The overview of a folder without an index page.
    pub(crate) fn of_folder(place: Place<'a>, path: &'a str) -> Self {
        let links = place.site().links();
        let lang = place.lang();
        let (above, marking) = match links.folder(path, lang) {
            Some(Branch::Folder(it)) => {
                (links.above_folder(it, lang), links.folder_marking(it, lang))
            }
            Some(Branch::Page(it)) => (links.above(it), place.face(it).marking),
            None => (&[][..], None),
        };
        let page = Self::bare(place, "section", folder::title(place, path), marking);
        Self { breadcrumbs: way(place, above), ..page }
    }

    /// A page and its translation beside each other; the ways are those of the page.
    pub(crate) fn beside(
        place: Place<'a>,
        pages: [usize; 2],
        marking: Option<Marking>,
    ) -> Self {
        let edition = place.site().edition();
        let [page, _] = pages;
        let title = Cow::from(place.title(page));
        let mut breadcrumbs = breadcrumbs(place, page);
        breadcrumbs.push(place.way(page));
        let mut restrictions = Vec::new();
        for said in pages.iter().flat_map(|it| edition.restrictions(*it)) {
            if !restrictions.contains(&said) {
                restrictions.push(said);
            }
        }
        Self {
            heading: Html::new(&place.writer().title(page)),
            breadcrumbs,
            restrictions,
            has_pictures: pages.iter().any(|it| has_pictures(&edition.pages()[*it])),
            // It is no page of its own for search engines.
            alternates: Vec::new(),
            ..Self::bare(place, "beside", title, marking)
        }
    }

    /// The same page with a picture that its context draws.
    pub(crate) fn with_pictures(self) -> Self {
        Self { has_pictures: true, ..self }
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
            summary_marking: None,
            date: None,
            marking: shown(place, marking),
            restrictions: place
                .site()
                .edition()
                .settings()
                .restrictions
                .as_deref()
                .into_iter()
                .collect(),
            aliases: Vec::new(),
            tags: Vec::new(),
            breadcrumbs: Vec::new(),
            previous: None,
            next: None,
            translations: translations(place),
            alternates: alternates(place),
            older: None,
            contents: Vec::new(),
            body: Html::new(""),
            has_pictures: false,
            references: Vec::new(),
            by_number: true,
            referrers: Vec::new(),
            takeaway: Takeaway::default(),
            metadata: Html::new(""),
            coins: Html::new(""),
            edit: None,
            extra: &serde_json::Value::Null,
        }
    }
}

/// The label of something that the page shows.
fn shown(place: Place<'_>, marking: Option<Marking>) -> Option<Label> {
    place.mark(marking);
    marking.map(Label::of)
}

/// Where the file of a page is edited. Its path tells no more than that of the page does.
fn edit(place: Place<'_>, face: &Face) -> Option<String> {
    let template = place.site().edition().settings().edit_url.as_deref()?;
    Some(template.replace("{path}", &encode(face.file.as_str())))
}

/// Whether something in the text is drawn.
fn has_pictures(page: &Page) -> bool {
    has_div(page, &["chart", "map"])
}

/// Whether a map stands in the text.
pub(crate) fn has_map(page: &Page) -> bool {
    has_div(page, &["map"])
}

fn has_div(page: &Page, classes: &[&str]) -> bool {
    let mut has = false;
    for node in &page.body.nodes {
        node.walk(&mut |it| {
            has |= classes.iter().any(|class| it.has_class(class));
            !has && !it.kind.is_inline()
        });
    }
    has
}
