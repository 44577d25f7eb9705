//! What stands at a place: what it names, or what is named there.

use super::dossier::View;
use super::keys;
use super::settings;
use super::uses::word;
use crate::diag::Span;
use crate::link::Target;
use crate::model::node::Kind;
use crate::model::{Node, Page};

/// What stands at a place, and which words it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) what: What,
    pub(super) span: Span,
    /// Whether it is the place where it is defined.
    pub(super) is_definition: bool,
}

/// A key, and what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
}

/// What can stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A source, by its key.
    Source(String),
    /// A page, or a place on it.
    Page { page: usize, anchor: Option<String> },
    /// A place with an id that was given to it.
    Place { page: usize, id: String },
    /// A footnote, by its label.
    Note { page: usize, label: String },
    /// A key of front matter or of the settings.
    Key(Key),
}

/// Finds what stands at a place.
pub(super) fn find(view: View<'_>) -> Option<Spot> {
    if view.file.as_str() == settings::SETTINGS {
        return setting(view);
    }
    let defined = source_here(view);
    defined.or_else(|| {
        let place = view.page()?;
        let page = &view.known.whole.edition.pages()[place];
        if view.is_front() {
            return front(view, page, place).or_else(|| key(view));
        }
        body(view, page, place)
    })
}

fn setting(view: View<'_>) -> Option<Spot> {
    let (key, span) = settings::key(view)?;
    let what = What::Key(key);
    holds(span, view.byte).then_some(Spot { what, span, is_definition: false })
}

/// The source that is defined here.
fn source_here(view: View<'_>) -> Option<Spot> {
    let sources = view.known.whole.edition.sources().iter();
    let here = sources.filter(|it| it.file == *view.file);
    let found = here.map(|it| (it, view.known.located(&it.file, it.span)));
    let (source, span) = found.into_iter().find(|(_, span)| holds(*span, view.byte))?;
    Some(Spot { what: What::Source(source.id.clone()), span, is_definition: true })
}

fn holds(span: Span, byte: usize) -> bool {
    span.start as usize <= byte && byte <= span.end as usize
}

fn front(view: View<'_>, page: &Page, place: usize) -> Option<Spot> {
    let face = &page.face;
    let mut keys = face.source.iter().chain(&face.covers).chain(&page.body.nocite);
    let here = |span: Span| holds(view.known.located(view.file, span), view.byte);
    let named = |what, span| {
        let span = view.known.located(view.file, span);
        Some(Spot { what, span, is_definition: false })
    };
    if let Some(it) = keys.find(|it| here(it.span)) {
        let key = it.value.split(['#', ' ']).next().unwrap_or_default();
        let exact = word(view.known, view.file, it.span, ("", key))?;
        let what = What::Source(key.to_owned());
        return Some(Spot { what, span: exact.span, is_definition: false });
    }
    let pages = face.bears_on.iter().chain(face.relations.iter().map(|it| &it.to));
    for it in pages.filter(|it| here(it.span)) {
        let target = view.known.whole.links.wiki(place, &it.value);
        let Some(Target::Page { page, anchor }) = target else { continue };
        return named(What::Page { page, anchor }, it.span);
    }
    let mut cited = face.relations.iter().filter_map(|it| it.source.as_ref());
    cited.find_map(|it| node(view, it, place))
}

/// The key of front matter on this line.
fn key(view: View<'_>) -> Option<Spot> {
    let start = view.byte - view.before().len();
    let line = view.text.get(start..)?.lines().next()?;
    let (key, _) = line.split_once(':')?;
    let bare = key.trim_start_matches([' ', '-']);
    let start = start + key.len() - bare.len();
    let span = Span::from(start..start + bare.len());
    let what = What::Key(keys::find(bare.trim_end())?);
    holds(span, view.byte).then_some(Spot { what, span, is_definition: false })
}

fn body(view: View<'_>, page: &Page, place: usize) -> Option<Spot> {
    let all = page.body.heading.iter().chain(&page.body.nodes);
    let mut found = None;
    let mut visit = |it: &Node| {
        let here = holds(view.known.located(view.file, it.span), view.byte);
        if here {
            // What stands deeper is meant.
            found = node(view, it, place).or(found.take());
        }
        here
    };
    all.for_each(|it| it.walk(&mut visit));
    found
}

/// What a node is, if the place stands on it.
fn node(view: View<'_>, node: &Node, place: usize) -> Option<Spot> {
    let located = |span| view.known.located(view.file, span);
    let links = &view.known.whole.links;
    let spot = |what, span| Some(Spot { what, span, is_definition: false });
    match &node.kind {
        Kind::Cite(cluster) => {
            let item =
                cluster.items.iter().find(|it| holds(located(it.span), view.byte))?;
            let exact = word(view.known, view.file, item.span, ("", &item.key));
            let span = exact.map_or(located(item.span), |it| it.span);
            spot(What::Source(item.key.to_string()), span)
        }
        Kind::Link(to) => match links.target(place, &to.dest)? {
            Target::Page { page, anchor } => {
                spot(What::Page { page, anchor }, located(node.span))
            }
            _ => None,
        },
        Kind::WikiLink { target } => match links.wiki(place, target)? {
            Target::Page { page, anchor } => {
                spot(What::Page { page, anchor }, located(node.span))
            }
            _ => None,
        },
        Kind::FootnoteReference(label) => {
            let what = What::Note { page: place, label: label.to_string() };
            spot(what, located(node.span))
        }
        _ => id(view, node, place).or_else(|| opponent(view, node, place)),
    }
}

/// The id that was given to a node, if the place stands on it; a heading stands for its own.
fn id(view: View<'_>, node: &Node, place: usize) -> Option<Spot> {
    let given = node.id();
    let exact = given.and_then(|id| word(view.known, view.file, node.span, ("#", id)));
    let is_heading = matches!(node.kind, Kind::Heading(_));
    let id = given
        .or_else(|| view.known.whole.links.id_of(place, node).filter(|_| is_heading))?;
    let span = match exact {
        Some(exact) if holds(exact.span, view.byte) || is_heading => exact.span,
        _ if is_heading => view.known.located(view.file, node.span),
        _ => return None,
    };
    let what = What::Place { page: place, id: id.to_owned() };
    Some(Spot { what, span, is_definition: true })
}

/// The claim that `contradicts=` names here.
fn opponent(view: View<'_>, node: &Node, place: usize) -> Option<Spot> {
    let named = node.get("contradicts")?.split_whitespace();
    let lang = &view.known.whole.edition.pages()[place].face.lang;
    for id in named {
        let at = word(view.known, view.file, node.span, ("contradicts", id));
        let Some(at) = at.filter(|it| holds(it.span, view.byte)) else { continue };
        let page = page_of_claim(view, id, lang)?;
        let what = What::Place { page, id: id.to_owned() };
        return Some(Spot { what, span: at.span, is_definition: false });
    }
    None
}

/// The page of a language on which a claim or contradiction with this id stands.
fn page_of_claim(view: View<'_>, id: &str, lang: &str) -> Option<usize> {
    let all = &view.known.whole;
    let is_lang = |page: usize| all.edition.pages()[page].face.lang == lang;
    let claims = all.references.claims().iter().map(|it| (it.id.as_str(), it.page));
    let others = all.references.contradictions().iter();
    let others = others.filter_map(|it| Some((it.id.as_deref()?, it.page)));
    claims.chain(others).find(|(it, page)| *it == id && is_lang(*page)).map(|it| it.1)
}
