//! Finds what leads nowhere in an edition though it leads somewhere in the whole dossier:
//! what it led to was cut.

use super::answer::{Answer, Fault};
use super::route::resolve;
use super::{Links, Target};
use crate::base::FilePath;
use crate::base::path::decode;
use crate::diag::Span;
use crate::model::{Kind, Node, Page};
use crate::redact::{Edition, Lost};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// An edition and its links.
pub type Linked<'a> = (&'a Edition, &'a Links);

/// What an edition has lost of the whole dossier.
pub fn lost(here: Linked<'_>, whole: Linked<'_>) -> Lost {
    let places: HashMap<&FilePath, usize> =
        whole.0.pages().iter().enumerate().map(|(at, it)| (&it.face.file, at)).collect();
    let pages = here.0.pages().par_iter().enumerate().map(|(at, page)| {
        let there = *places.get(&page.face.file)?;
        let on = On { here: (here.1, at), there: (whole.1, there) };
        let (links, names) = (on.links(page), on.names(page));
        (!links.is_empty() || !names.is_empty()).then_some((
            &page.face.file,
            links,
            names,
        ))
    });
    let pages: Vec<_> = pages.flatten().collect();
    let mut lost = Lost { redirects: redirects(here, whole.1), ..Lost::default() };
    for (file, links, names) in pages {
        if !links.is_empty() {
            lost.links.insert(file.clone(), links);
        }
        if !names.is_empty() {
            lost.names.insert(file.clone(), names);
        }
    }
    lost
}

/// One page, in the edition and in the whole dossier.
struct On<'a> {
    here: (&'a Links, usize),
    there: (&'a Links, usize),
}

impl On<'_> {
    fn links(&self, page: &Page) -> BTreeSet<Span> {
        let mut lost = BTreeSet::new();
        let mut visit = |node: &Node| {
            let is_lost = match &node.kind {
                Kind::Link(to) | Kind::Image(to) => self.is_lost(&to.dest, Links::asked),
                Kind::WikiLink { target } => self.is_lost(target, Links::called),
                _ => false,
            };
            if is_lost {
                lost.insert(node.span);
            }
            true
        };
        let heading = page.body.heading.iter();
        heading.chain(&page.body.nodes).for_each(|it| it.walk(&mut visit));
        lost
    }

    fn names(&self, page: &Page) -> BTreeSet<String> {
        let face = &page.face;
        let related = face.relations.iter().map(|it| &it.to);
        let names = face.bears_on.iter().chain(related).map(|it| &it.value);
        let is_lost = |it: &&String| {
            !is_page(&self.here.0.called(self.here.1, it))
                && is_page(&self.there.0.called(self.there.1, it))
        };
        names.filter(is_lost).cloned().collect()
    }

    /// A place that no page has ever had is no loss, but for a page that was cut it is.
    fn is_lost(&self, name: &str, ask: fn(&Links, usize, &str) -> Answer) -> bool {
        let whole = || ask(self.there.0, self.there.1, name);
        match ask(self.here.0, self.here.1, name) {
            (_, Some(Fault::Anchor { .. })) => {
                !matches!(whole(), (None, _) | (_, Some(Fault::Anchor { .. })))
            }
            (Some(_), _) | (_, Some(Fault::Names(_))) => false,
            (None, _) => matches!(whole(), (Some(_), _) | (_, Some(Fault::Names(_)))),
        }
    }
}

/// Whether a name in front matter means a page, or several.
fn is_page(answer: &Answer) -> bool {
    matches!(answer, (Some(Target::Page { .. }), None) | (_, Some(Fault::Names(_))))
}

/// The redirects that lead to what was cut.
fn redirects((edition, links): Linked<'_>, whole: &Links) -> BTreeSet<String> {
    let stands = |links: &Links, path: &str| links.atlas.routes.at(path).is_some();
    let is_lost = |(old, new): &(&String, &String)| {
        let path = new.split(['#', '?']).next().unwrap_or_default();
        let folder = old.trim_start_matches('/').rsplit_once('/').map_or("", |it| it.0);
        let Some(path) = resolve(folder, &decode(path)) else { return false };
        !stands(links, &path) && stands(whole, &path)
    };
    let all = edition.settings().redirects.iter();
    all.filter(is_lost).map(|(old, _)| old.clone()).collect()
}

impl Links {
    fn asked(&self, page: usize, dest: &str) -> Answer {
        self.atlas.target(page, dest)
    }

    fn called(&self, page: usize, target: &str) -> Answer {
        self.atlas.wiki(page, target)
    }
}
