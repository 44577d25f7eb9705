//! Cuts a dossier down to what one audience may read. What is above the ceiling is gone
//! before anything is derived from it: no title, no link text, no file name, no count.

mod clear;
mod cut;
mod label;

pub use clear::{Clearing, Lost, Traces, clear};

use crate::base::{FilePath, mutant};
use crate::model::lock::{Lock, Visit};
use crate::model::node::Kind;
use crate::model::{
    Audience, Date, Marking, Names, Node, Outline, OutlineItem, Page, PageId, Settings,
    Source, Views,
};
use crate::parse::Dossier;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// What one audience may read. Only [`whole`] and [`Clearing::edition`] make one.
#[derive(Clone, Debug)]
pub struct Edition {
    frame: Arc<Frame>,
    pages: Arc<Vec<Page>>,
    labels: OnceLock<Vec<Option<Marking>>>,
    names: OnceLock<Arc<Names>>,
    views: OnceLock<Arc<Views>>,
}

/// What an edition holds besides pages.
#[derive(Debug)]
struct Frame {
    audience: Audience,
    settings: Settings,
    sources: Vec<Source>,
    outline: Outline,
    assets: BTreeSet<FilePath>,
    attachments: BTreeMap<FilePath, Marking>,
    lock: Lock,
}

/// The edition for somebody who may read everything.
pub fn whole(dossier: &Dossier) -> Edition {
    redact(dossier, &Audience::default(), &|_| false)
}

/// The edition for `audience` of a dossier that was cleared for it, without the redirects
/// that lead to what was cut.
fn redact(
    dossier: &Dossier,
    audience: &Audience,
    is_lost: &dyn Fn(&String) -> bool,
) -> Edition {
    let mut settings = cut::settings(&dossier.settings, audience);
    settings.redirects.retain(|old, _| !is_lost(old));
    let is_cut = is_cut(audience, &settings);
    let is_open = |it: &&Page| is_open(it, audience);
    let pages = if dossier.pages.iter().all(|it| is_open(&it)) {
        Arc::clone(&dossier.pages)
    } else {
        Arc::new(dossier.pages.iter().filter(is_open).cloned().collect())
    };
    let sources = cut::sources(&dossier.sources, &pages, is_cut);
    let frame = Frame {
        lock: cut::lock(&dossier.lock, &sources),
        outline: cut::outline(&dossier.outline, &ids(&pages)),
        assets: cut::assets(&dossier.assets, &pages, audience),
        attachments: dossier.attachments.clone(),
        audience: audience.clone(),
        settings,
        sources,
    };
    let (labels, names, views) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
    Edition { frame: frame.into(), pages, labels, names, views }
}

/// Whether an audience may read a page at all.
fn is_open(page: &Page, audience: &Audience) -> bool {
    let may_read = audience.may_read(page.face.marking) || mutant::is_off("page");
    may_read && audience.reads(&page.face.lang)
}

fn is_cut(audience: &Audience, settings: &Settings) -> bool {
    audience.ceiling.is_some_and(|it| it < settings.marking.highest())
}

impl Edition {
    /// Whom it is for.
    pub fn audience(&self) -> &Audience {
        &self.frame.audience
    }

    /// Whether something may have been cut: its ceiling is not the highest label.
    pub fn is_cut(&self) -> bool {
        is_cut(&self.frame.audience, &self.frame.settings)
    }

    /// The settings that this edition may know.
    pub fn settings(&self) -> &Settings {
        &self.frame.settings
    }

    /// The pages, in the order of their paths.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The pages as readers of each language see them.
    pub fn views(&self) -> &Arc<Views> {
        self.views.get_or_init(|| Views::of(&self.pages, self.settings()).into())
    }

    /// Whether SUMMARY.md is the navigation, as it is in a plain book.
    pub fn is_chaptered(&self) -> bool {
        let is_titled =
            |it: &OutlineItem| matches!(it, OutlineItem::Page { title: Some(_), .. });
        self.outline().iter().any(is_titled)
    }

    /// Whether readers of a language see this page, and no other in its place.
    pub fn shows(&self, page: usize, lang: &str) -> bool {
        self.views().shows(page, lang)
    }

    /// Whether a page is no translation: what is counted is counted here.
    pub fn is_original(&self, page: usize) -> bool {
        self.views().original(page) == page
    }

    /// The main language.
    pub fn language(&self) -> &str {
        &self.settings().language
    }

    /// The same pages, to be kept.
    pub fn shared_pages(&self) -> Arc<Vec<Page>> {
        Arc::clone(&self.pages)
    }

    /// What the pages are called.
    pub fn names(&self) -> &Arc<Names> {
        let made = || Names::of(&self.pages, &self.settings().language).into();
        self.names.get_or_init(made)
    }

    /// The same edition where the page at this place is another one. Only its body may be
    /// other than it was, and only where nothing is cut.
    pub fn amended(&self, at: usize, page: Page) -> Self {
        let mut pages = self.pages.to_vec();
        pages[at] = page;
        let (names, views) = (self.names.clone(), self.views.clone());
        let (frame, pages) = (Arc::clone(&self.frame), Arc::new(pages));
        let amended = Self { frame, pages, labels: OnceLock::new(), names, views };
        if let Some(mut labels) = self.labels.get().cloned() {
            labels[at] = label::one(&amended, &amended.pages[at]);
            drop(amended.labels.set(labels));
        }
        amended
    }

    /// Lets go of what only these pages themselves show, where nobody else needs it.
    pub fn drop_bodies(&mut self, some: Range<usize>) {
        let pages = Arc::get_mut(&mut self.pages).and_then(|it| it.get_mut(some));
        pages.unwrap_or_default().par_iter_mut().for_each(|it| it.body = Arc::default());
    }

    /// The sources, in the order of their keys.
    pub fn sources(&self) -> &[Source] {
        &self.frame.sources
    }

    /// The source with this key.
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.sources().get(self.place_of(key)?)
    }

    /// The place of the source with this key.
    pub fn place_of(&self, key: &str) -> Option<usize> {
        self.sources().binary_search_by(|it| it.id.as_str().cmp(key)).ok()
    }

    /// What an address answered when it was last asked.
    pub fn visit(&self, address: &str) -> Option<&Visit> {
        self.frame.lock.visits.get(address)
    }

    /// The archived texts of its sources.
    pub fn archived(&self) -> BTreeSet<FilePath> {
        let texts =
            self.sources().iter().filter_map(|it| it.evidence.archive_text.as_ref());
        texts.map(|it| it.file.clone()).collect()
    }

    /// The date of a page: its own, or that of the source which it reads.
    pub fn date(&self, page: usize) -> Option<Date> {
        let face = &self.pages.get(page)?.face;
        face.date.or_else(|| self.source(&face.source.as_ref()?.value)?.issued)
    }

    /// The highest marking of any page or source: what the edition as a whole carries.
    pub fn highest(&self) -> Option<Marking> {
        let pages = self.labels().iter().copied().flatten();
        pages.chain(self.frame.sources.iter().filter_map(|it| it.evidence.marking)).max()
    }

    /// The label of a page: the highest marking of what the edition contains of it.
    pub fn label(&self, page: usize) -> Option<Marking> {
        self.labels().get(page).copied().flatten()
    }

    /// The highest marking of nodes that stand on a page, and of what they cite and show; not
    /// of the page, nor of what the nodes stand in.
    pub fn marking_of<'a>(
        &self,
        page: usize,
        nodes: impl IntoIterator<Item = &'a Node>,
    ) -> Option<Marking> {
        label::passage(self, &self.pages.get(page)?.face, nodes)
    }

    fn labels(&self) -> &[Option<Marking>] {
        self.labels.get_or_init(|| label::all(self))
    }

    /// What stands beside the label of a page: what the edition says, then the page.
    pub fn restrictions(&self, page: usize) -> Vec<&str> {
        let own = self.pages.get(page).and_then(|it| it.face.restrictions.as_deref());
        let all = self.frame.settings.restrictions.as_deref();
        let own = own.filter(|it| Some(*it) != all);
        all.into_iter().chain(own).collect()
    }

    /// The reading order.
    pub fn outline(&self) -> &[OutlineItem] {
        &self.frame.outline
    }

    /// The marking of an attachment.
    pub fn attachment(&self, file: &FilePath) -> Option<Marking> {
        self.frame.attachments.get(file).copied()
    }

    /// The attachments that this edition may know.
    pub fn assets(&self) -> &BTreeSet<FilePath> {
        &self.frame.assets
    }
}

fn ids(pages: &[Page]) -> BTreeSet<&PageId> {
    pages.iter().map(|it| &it.face.id).collect()
}

/// What a node links to or shows, as it was written.
fn destination(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Link(to) | Kind::Image(to) => Some(&to.dest),
        _ => None,
    }
}

/// Editions for the tests of later stages.
#[cfg(test)]
pub mod testing {
    use super::*;

    /// The edition for everybody, with every page in the outline at depth 0 unless
    /// `outline` says otherwise.
    pub fn edition(
        settings: Settings,
        mut pages: Vec<Page>,
        sources: Vec<Source>,
    ) -> Edition {
        pages.sort_by(|a, b| a.face.file.cmp(&b.face.file));
        let mut outline = Outline::new();
        for page in &pages {
            let (id, depth) = (page.face.id.clone(), 0);
            let item = OutlineItem::Page { id, depth, numbered: false, title: None };
            if !outline.contains(&item) {
                outline.push(item);
            }
        }
        let dossier = Dossier {
            settings,
            pages: Arc::new(pages),
            sources,
            outline,
            ..Dossier::default()
        };
        whole(&dossier)
    }

    impl Edition {
        /// The same with these attachments.
        pub fn with_assets(mut self, assets: &[&str]) -> Self {
            Arc::get_mut(&mut self.frame).unwrap().assets =
                assets.iter().filter_map(|it| FilePath::new(it)).collect();
            self
        }

        /// The same in this reading order.
        pub fn with_outline(mut self, outline: Outline) -> Self {
            Arc::get_mut(&mut self.frame).unwrap().outline = outline;
            self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Inputs;
    use crate::model::Theme;

    const PAGE: &str = "---\ntitle: T\nmarking: TLP:CLEAR\n---\n\
        open [shut]{marking=\"TLP:RED\"} open\n\n\
        ## Shut {marking=\"TLP:AMBER\"}\n\nshut[^1]\n\n### Shut\n\nshut\n\n\
        ## Open\n\n::: {marking=\"TLP:GREEN\"}\nshut\n:::\n\n[^1]: shut\n";

    #[test]
    fn nothing_above_the_ceiling_is_left() {
        let edition = cut(PAGE, Some(Marking::CLEAR));
        let left = format!("{:?}", edition.pages());
        assert!(left.contains("Open") && left.contains("open"), "{left}");
        assert!(!left.to_lowercase().contains("shut"), "{left}");
    }

    #[test]
    fn a_heading_that_is_the_title_is_cut_too() {
        let text =
            "---\nmarking: TLP:CLEAR\n---\n# Open [shut]{marking=\"TLP:RED\"}\n\nx\n";
        let edition = cut(text, Some(Marking::CLEAR));
        let left = format!("{:?}", edition.pages());
        assert!(left.contains("Open") && !left.contains("shut"), "{left}");
    }

    #[test]
    fn a_higher_ceiling_leaves_at_least_as_much() {
        let words = |ceiling| {
            let edition = cut(PAGE, Some(ceiling));
            let nodes = edition.pages().iter().flat_map(|it| &it.body.nodes);
            nodes.map(|it| it.text().split_whitespace().count()).sum::<usize>()
        };
        let counts = Marking::TLP.map(words);
        assert!(counts.is_sorted(), "{counts:?}");
        assert!(counts[0] < counts[4]);
    }

    #[test]
    fn a_source_forgets_the_origins_that_are_cut() {
        let library = "- {id: open, custom: {marking: TLP:CLEAR, derives-from: [shut, base]}}\n\
            - {id: one, custom: {marking: TLP:CLEAR, derives-from: shut}}\n\
            - {id: base}\n- {id: shut, custom: {marking: TLP:RED}}\n";
        let texts =
            BTreeMap::from([(FilePath::fixed("src/references.yaml"), library.into())]);
        let settings = Settings { is_dossier: true, ..Settings::default() };
        let inputs = Inputs::of(settings, texts, BTreeSet::new(), Theme::default());
        let dossier = crate::parse::parse(&inputs).value;
        assert_eq!(dossier.sources.len(), 4);
        let ceiling = Some(Marking::CLEAR);
        let audience = Audience { ceiling, ..Audience::default() };
        let edition = clear(&inputs, &dossier, &audience).edition();
        let left = format!("{:?}", edition.sources());
        assert!(left.contains("base") && !left.contains("shut"), "{left}");
    }

    #[test]
    fn a_page_without_a_marking_is_in_no_edition() {
        let text = "---\ntitle: T\n---\nx\n";
        assert_eq!(cut(text, Some(Marking::RED)).pages().len(), 0);
        assert_eq!(cut(text, None).pages().len(), 1);
    }

    #[test]
    fn parts_of_the_reading_order_go_with_their_last_page() {
        let page = |id: &str| OutlineItem::Page {
            id: PageId::new(id),
            depth: 0,
            numbered: true,
            title: None,
        };
        let part = |title: &str| OutlineItem::Part(title.to_owned());
        let outline = vec![part("a"), page("x"), part("b"), page("y")];
        let left = cut::outline(&outline, &BTreeSet::from([&PageId::new("y")]));
        assert_eq!(left, [part("b"), page("y")]);
    }

    fn cut(page: &str, ceiling: Option<Marking>) -> Edition {
        let file = FilePath::fixed("src/page.md");
        let settings = Settings { is_dossier: true, ..Settings::default() };
        let texts = BTreeMap::from([(file, page.into())]);
        let inputs = Inputs::of(settings, texts, BTreeSet::new(), Theme::default());
        let dossier = crate::parse::parse(&inputs).value;
        let audience = Audience { ceiling, ..Audience::default() };
        clear(&inputs, &dossier, &audience).edition()
    }
}
