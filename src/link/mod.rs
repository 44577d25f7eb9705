//! Gives every page its path, every heading its anchor, and resolves what pages refer to.
//!
//! A link is resolved the same way when it is checked and when it is rendered: by the
//! `Atlas` that [`link`] makes first.

mod address;
mod amend;
mod anchor;
mod answer;
mod atlas;
mod collide;
mod examine;
mod fault;
mod front;
mod generated;
mod html;
mod library;
mod lost;
mod mention;
mod order;
mod orphan;
mod route;
mod slugs;
mod suggest;
mod title;
mod translation;
mod tree;
#[cfg(test)]
mod tests;

pub use anchor::Anchor;
pub(crate) use anchor::is_reserved;
pub use generated::Generated;
pub use lost::{Linked, lost};
pub use mention::Mention;
pub use order::NavItem;
pub use translation::newer_original;
pub use tree::Branch;

use crate::base::path::encode;
use crate::base::{FilePath, SitePath};
use crate::diag::{Checked, Diagnostic};
use crate::model::{Marking, Node};
use crate::redact::Edition;
use answer::Atlas;
use examine::{Examined, examine};
use mention::Matcher;
use order::Order;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use suggest::Suggest;

/// Where everything stands and who refers to whom. Pages are named by their place in
/// [`Edition::pages`].
#[derive(Clone, Debug, Default)]
pub struct Links {
    atlas: Atlas,
    order: Arc<Order>,
    matcher: Option<Arc<Matcher>>,
    made: Vec<Arc<Examined>>,
    /// How often something near was asked for.
    asked: usize,
    backlinks: Vec<Vec<Arc<Backlink>>>,
    borne_on: Vec<Vec<usize>>,
    attachments: BTreeSet<FilePath>,
    /// What was found about the paths of pages and these attachments.
    collided: Option<(BTreeSet<FilePath>, Arc<Vec<Diagnostic>>)>,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of the edition, or a place on it.
    Page {
        /// Which page.
        page: usize,
        /// The anchor, if one was named.
        anchor: Option<String>,
    },
    /// A page that is generated: sources, timeline, a tag.
    Generated(SitePath),
    /// An attachment.
    Asset(FilePath),
    /// Another site; the scheme is `http`, `https` or `mailto`. In a plain book also a
    /// relative URL that leads out of it, which mdBook leaves as it is.
    Outside(String),
}

/// A page that refers to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// The referring page.
    pub from: usize,
    /// The nearest anchor before the reference, if any.
    pub anchor: Option<String>,
    /// The sentence around the reference, as plain text; the words of a relation.
    pub sentence: String,
    /// The type of the relation, if it is one: `customer-of`.
    pub relation: Option<String>,
    /// The highest marking of the referring page and of the sentence.
    pub marking: Option<Marking>,
}

/// Resolves everything in an edition that refers to a page, a place or a file.
pub fn link(edition: &Edition) -> Checked<Links> {
    let (atlas, placed) = atlas::survey(edition);
    let order = order::order(edition, &atlas.routes).into();
    let matcher = edition.settings().autolinks.then(|| Matcher::of(edition.pages()));
    let matcher = matcher.map(Arc::new);
    let mut links = Links { atlas, order, matcher, ..Links::default() };
    let mut made = links.examine(edition, (0..edition.pages().len()).collect());
    links.asked = made.asked;
    for (page, mut found) in made.pages.iter_mut().zip(placed) {
        found.append(&mut page.told);
        page.told = found;
    }
    links.made = made.pages.into_iter().map(Arc::new).collect();
    links.finish(edition)
}

/// Pages that were examined, and how often something near was asked for.
struct Made {
    pages: Vec<Examined>,
    asked: usize,
}

impl Links {
    /// Examines these pages.
    fn examine(&self, edition: &Edition, places: Vec<usize>) -> Made {
        let atlas = &self.atlas;
        let suggest = Suggest::new(edition, atlas);
        let matcher = self.matcher.as_deref();
        let one = |place| examine(&suggest, &atlas.words(edition, place), matcher, place);
        let mut pages: Vec<Examined> = places.into_par_iter().map(one).collect();
        let asked = fault::answer(&suggest, &mut pages);
        Made { pages, asked }
    }

    /// Turns what each page refers to into what refers to each page, and tells what was
    /// found.
    fn finish(mut self, edition: &Edition) -> Checked<Self> {
        self.gather(edition);
        let told = self.made.iter().flat_map(|it| &it.told);
        let mut findings: Vec<Diagnostic> = told.cloned().collect();
        findings.extend(self.collisions(edition).iter().cloned());
        findings.extend(orphan::find(edition, &self));
        findings.extend(translation::find(edition));
        findings.retain(|it| !it.is_elsewhere());
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        Checked { value: self, findings }
    }

    /// Paths that two files would share; they are known where no other attachment came in.
    fn collisions(&mut self, edition: &Edition) -> Arc<Vec<Diagnostic>> {
        if let Some((attachments, known)) = &self.collided
            && *attachments == self.attachments
        {
            return Arc::clone(known);
        }
        let mut found = Vec::new();
        collide::check(edition, self, &mut found);
        let found = Arc::new(found);
        self.collided = Some((self.attachments.clone(), Arc::clone(&found)));
        found
    }

    /// What refers to each page, in reading order: of a page in several languages the one that
    /// readers of it see.
    fn gather(&mut self, edition: &Edition) {
        let count = self.made.len();
        let views = edition.views();
        self.backlinks.resize_with(count, Vec::new);
        self.borne_on.resize_with(count, Vec::new);
        for from in self.order.all.iter().copied() {
            let page = &self.made[from];
            for it in &page.references {
                let to = views.original(it.to);
                if to != views.original(from) {
                    self.backlinks[to].push(Arc::clone(&it.shown));
                }
            }
            for part in &page.bears_on {
                self.borne_on[views.original(*part)].push(from);
            }
            self.attachments.extend(page.assets.iter().cloned());
        }
        self.share(edition);
        let settings = edition.settings();
        if !settings.is_dossier && !settings.is_bare {
            self.attachments.clone_from(edition.assets());
        }
    }

    /// Gives every page, of what was noted for its original, what its readers see.
    fn share(&mut self, edition: &Edition) {
        let views = edition.views();
        let lang = |it: usize| edition.pages()[it].face.lang.as_str();
        let pages = 0..edition.pages().len();
        let (translations, originals): (Vec<usize>, Vec<usize>) =
            pages.partition(|it| views.original(*it) != *it);
        for page in translations.into_iter().chain(originals) {
            let original = views.original(page);
            let mut backlinks = self.backlinks[original].clone();
            backlinks.retain(|it| views.shows(it.from, lang(page)));
            self.backlinks[page] = backlinks;
            let mut borne_on = self.borne_on[original].clone();
            borne_on.retain(|it| views.shows(*it, lang(page)));
            borne_on.dedup();
            self.borne_on[page] = borne_on;
        }
    }

    /// The path of a page.
    pub fn path(&self, page: usize) -> &SitePath {
        &self.atlas.routes.pages[page]
    }

    /// Where pages and generated files stand.
    fn made(&self) -> BTreeSet<SitePath> {
        let routes = &self.atlas.routes;
        routes.pages.iter().cloned().chain(routes.generation.paths()).collect()
    }

    /// The page that an author has written at this path, if one has.
    pub fn page_at(&self, path: &SitePath) -> Option<usize> {
        self.atlas.routes.page_at(path)
    }

    /// The path of something that is generated for readers of a language, whether it exists
    /// or not.
    pub fn generated(&self, what: &Generated, lang: &str) -> SitePath {
        self.atlas.routes.generation.path(what, lang)
    }

    /// Whether something is generated for readers of a language: whether it has anything to
    /// show. A page at the same path does not change that; its text introduces what is
    /// generated.
    pub fn exists(&self, what: &Generated, lang: &str) -> bool {
        self.atlas.routes.generation.exists(what, lang)
    }

    /// The path of the page of a source: `sources/KEY.html`.
    pub fn source_path(&self, key: &str, lang: &str) -> Option<&SitePath> {
        self.atlas.routes.generation.source(key, lang)
    }

    /// The path of the page of a tag.
    pub fn tag_path(&self, tag: &str, lang: &str) -> Option<&SitePath> {
        self.atlas.routes.generation.tag(tag, lang)
    }

    /// Whether the page of a tag stands at a path.
    pub fn is_of_tag(&self, path: &SitePath) -> bool {
        self.atlas.routes.generation.is_of_tag(path)
    }

    /// The anchors of a page, in the order of the text.
    pub fn anchors(&self, page: usize) -> &[Anchor] {
        self.atlas.anchors.get(page).map_or(&[], |it| it.list())
    }

    /// The id of a node on its page, if it has one.
    pub fn id_of(&self, page: usize, node: &Node) -> Option<&str> {
        self.atlas.anchors.get(page)?.of(node)
    }

    /// What a Markdown link or image on `page` leads to; `None` if it is broken or refused.
    pub fn target(&self, page: usize, dest: &str) -> Option<Target> {
        self.atlas.target(page, dest).0
    }

    /// What a wiki link on `page` leads to; `None` if it is broken.
    pub fn wiki(&self, page: usize, target: &str) -> Option<Target> {
        self.atlas.wiki(page, target).0
    }

    /// The relative URL of a target as seen from the file `from`.
    pub fn href(&self, from: &SitePath, target: &Target) -> String {
        match target {
            Target::Page { page, anchor } => {
                self.page_href(from, *page, anchor.as_deref())
            }
            Target::Generated(path) => from.href_to(path),
            Target::Asset(file) => from.href_to(&self.atlas.routes.asset(file)),
            Target::Outside(url) => url.clone(),
        }
    }

    /// The relative URL of what a Markdown link on `page` leads to, with the fragment that
    /// an attachment or a generated page was asked for: `report.pdf#page=3`.
    pub fn url(&self, page: usize, from: &SitePath, dest: &str) -> Option<String> {
        let target = self.target(page, dest)?;
        let mut url = self.href(from, &target);
        if let (Target::Asset(_) | Target::Generated(_), Some((_, fragment))) =
            (&target, dest.split_once('#'))
        {
            url.push('#');
            url.push_str(fragment);
        }
        Some(url)
    }

    fn page_href(&self, from: &SitePath, page: usize, anchor: Option<&str>) -> String {
        let path = self.path(page);
        let fragment = anchor.map(|it| format!("#{}", encode(it)));
        match fragment {
            Some(fragment) if path == from => fragment,
            fragment => from.href_to(path) + &fragment.unwrap_or_default(),
        }
    }

    /// The mentions of entities within one text node of a page.
    pub fn mentions(&self, page: usize, text: &Node) -> &[Mention] {
        self.made.get(page).map_or(&[], |it| it.mentions.within(text.span))
    }

    /// Who refers to a page, in reading order.
    pub fn backlinks(&self, page: usize) -> &[Arc<Backlink>] {
        self.backlinks.get(page).map_or(&[], Vec::as_slice)
    }

    /// The pages that a page says it bears on, in the order of its front matter.
    pub fn bears_on(&self, page: usize) -> &[usize] {
        self.made.get(page).map_or(&[], |it| it.bears_on.as_slice())
    }

    /// The pages that say they bear on a page, in reading order.
    pub fn borne_on_by(&self, page: usize) -> &[usize] {
        self.borne_on.get(page).map_or(&[], Vec::as_slice)
    }

    /// Every page in reading order: the main language first, then the others by tag.
    pub fn reading_order(&self) -> &[usize] {
        &self.order.all
    }

    /// The pages that readers of a language see, in reading order.
    pub fn order(&self, lang: &str) -> &[usize] {
        &self.order.lane(lang).pages
    }

    /// The same with its parts, drafts and numbers.
    pub fn navigation(&self, lang: &str) -> &[NavItem] {
        &self.order.lane(lang).navigation
    }

    /// The page before this one in reading order.
    pub fn previous(&self, page: usize) -> Option<usize> {
        self.order.previous.get(page).copied().flatten()
    }

    /// The page after this one in reading order.
    pub fn next(&self, page: usize) -> Option<usize> {
        self.order.next.get(page).copied().flatten()
    }

    /// What stands above this page, from the home page down, without the page itself.
    pub fn above(&self, page: usize) -> &[Branch] {
        self.order.above.get(page).map_or(&[], Vec::as_slice)
    }

    /// What stands directly below something that readers of a language see, in reading
    /// order.
    pub fn below(&self, branch: Branch, lang: &str) -> &[Branch] {
        self.order.lane(lang).tree.below(branch)
    }

    /// How many pages stand below something that readers of a language see, at any depth.
    pub fn count_below(&self, branch: Branch, lang: &str) -> usize {
        self.order.lane(lang).tree.count(branch)
    }

    /// What readers of a language see and what has nothing above it, in reading order.
    pub fn tops(&self, lang: &str) -> &[Branch] {
        &self.order.lane(lang).tree.tops
    }

    /// The folders without an index page, in the order of their paths. One that a page of the
    /// same name stands for is no branch, but its overview is there.
    pub fn folders(&self) -> &[String] {
        &self.order.folders
    }

    /// What stands above a folder without an index page, from the home page down.
    pub fn above_folder(&self, folder: usize, lang: &str) -> &[Branch] {
        self.order.lane(lang).tree.way(folder)
    }

    /// How what the name of a folder tells is marked: as the most open page below it.
    pub fn folder_marking(&self, folder: usize, lang: &str) -> Option<Marking> {
        self.order.lane(lang).tree.marking(folder)
    }

    /// What readers of a language see in the place of a folder that has an overview: the
    /// page of the same name, or the folder itself.
    pub fn folder(&self, path: &str, lang: &str) -> Option<Branch> {
        let place = self.order.folders.binary_search_by(|it| it.as_str().cmp(path));
        place.ok().map(|it| self.order.lane(lang).tree.folder(it))
    }

    /// The same page in other languages, in the order of their tags.
    pub fn translations(&self, page: usize) -> &[usize] {
        self.atlas.others.get(page).map_or(&[], Vec::as_slice)
    }

    /// The home page of a language, if the dossier has written one.
    pub fn home(&self, lang: &str) -> Option<usize> {
        let home = self.atlas.names.page("index", lang)?;
        (self.atlas.lang(home) == lang).then_some(home)
    }

    /// The attachments to publish: what pages of the edition show or link to. A plain book
    /// with a `book.toml` publishes all, as mdBook does.
    pub fn attachments(&self) -> &BTreeSet<FilePath> {
        &self.attachments
    }

    /// Where an attachment is published.
    pub fn asset_path(&self, file: &FilePath) -> Option<SitePath> {
        self.attachments.contains(file).then(|| self.atlas.routes.asset(file))
    }
}
