//! Renders the pages: those of the dossier, and those that are generated around them.
//! What comes in is an edition with everything that is known of it, what goes out is a
//! file for each page. One page never sees the whole site.

mod assets;
mod contexts;
mod engine;
mod fault;
mod folder;
mod jobs;
mod marks;
mod nav;
mod packed;
mod place;
mod register;
mod show;
mod site;
mod ties;
mod tongue;
mod unbroken;
mod wording;

use crate::base::{Sink, SitePath};
use crate::diag::Diagnostic;
use crate::link::Generated;
use crate::model::{Bundle, Marking, Theme};
use crate::redact::Edition;
use crate::render::{Input, Media, Words, label};
use assets::Assets;
use engine::Engine;
use fault::Fault;
use jobs::Job;
use nav::Navigation;
use rayon::prelude::*;
use site::{Products, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// Makes the pages of one edition.
pub struct Press<'a> {
    site: &'a Site<'a>,
    assets: &'a Assets,
    media: &'a Media,
    faults: Vec<Fault>,
    navigation: &'a OnceLock<Navigation<'a>>,
    written: &'a OnceLock<Vec<Job<'a>>>,
    jobs: &'a OnceLock<Vec<Job<'a>>>,
}

/// Makes what all pages share, and hands the press over to `work`.
pub(super) fn open<T>(input: Input<'_>, work: impl FnOnce(&Press<'_>) -> T) -> T {
    let Input { edition, links, references, theme, media, bundle } = input;
    let settings = edition.settings();
    let words = words(edition, theme);
    let main_words = Words::of(theme, &settings.language);
    let (engine, faults) = Engine::new(theme);
    let is_single = bundle.is_some_and(Bundle::is_single);
    let mut assets = Assets::of(theme, settings, is_single);
    let is_searched = links.exists(&Generated::Search, &settings.language);
    if is_searched && theme.has_scripts() {
        let markings = label::script(&settings.marking, edition.audience().ceiling);
        let all = words.values().chain([&main_words]);
        all.for_each(|it| assets.add_search_words(it, &markings));
    }
    let site = Site::of(Products {
        edition,
        links,
        references,
        media,
        engine: &engine,
        assets: &assets,
        words: &words,
        main_words: &main_words,
        bundle,
    });
    let navigation = OnceLock::new();
    let (written, jobs) = (OnceLock::new(), OnceLock::new());
    work(&Press {
        site: &site,
        assets: &assets,
        media,
        faults,
        navigation: &navigation,
        written: &written,
        jobs: &jobs,
    })
}

/// The words of every language that a page is written in.
fn words(edition: &Edition, theme: &Theme) -> BTreeMap<String, Words> {
    let langs: BTreeSet<&str> =
        edition.pages().iter().map(|it| it.face.lang.as_str()).collect();
    langs.into_iter().map(|it| (it.to_owned(), Words::of(theme, it))).collect()
}

impl<'a> Press<'a> {
    /// Hands the static files of the theme and the attachments to `sink`.
    pub fn files(&self, sink: &dyn Sink) {
        let assets = self.assets.files().iter();
        assets.for_each(|(path, bytes)| sink.take(path.clone(), bytes.clone()));
        let media = self.media.items();
        media.for_each(|it| sink.take(it.path.clone(), it.bytes.clone()));
    }

    /// The page at a path, if one stands there and can be rendered. For a page of the dossier
    /// nothing is made that only others need.
    pub fn page(&self, path: &SitePath) -> Option<Vec<u8>> {
        let written = self.written.get_or_init(|| jobs::written(self.site));
        let written = written.iter().find(|it| it.at == *path);
        let job = written.or_else(|| self.jobs().iter().find(|it| it.at == *path))?;
        let navigation = Navigation::by_page(self.site);
        let navigation = self.navigation.get().unwrap_or(&navigation);
        self.show(job, navigation)?.ok()
    }

    /// Renders every page that is `wanted` into `sink`, and tells what was found.
    pub fn pages(
        &self,
        wanted: impl Fn(&SitePath) -> bool + Sync,
        sink: &dyn Sink,
    ) -> Vec<Diagnostic> {
        // Each page goes to its final place at once: the space in which it grew serves the
        // next one.
        let navigation = self.navigation.get_or_init(|| Navigation::of(self.site));
        let render = |job: &'a Job<'a>| match self.show(job, navigation)? {
            Ok(page) => {
                // Everything was noted when the page was made.
                let label = self.site.marks().label(&job.shown).map(Marking::label);
                sink.take_labelled(job.at.clone(), Arc::from(page.as_slice()), label);
                None
            }
            Err(fault) => Some((&job.at, fault)),
        };
        let jobs = self.jobs().par_iter().filter(|it| wanted(&it.at));
        let broken: Vec<(&SitePath, Fault)> = jobs.filter_map(render).collect();
        let mut findings = fault::findings(&self.faults, &broken);
        findings.extend(self.site.findings());
        findings
    }

    fn jobs(&self) -> &'a [Job<'a>] {
        self.jobs.get_or_init(|| jobs::jobs(self.site))
    }

    /// Renders one page; `None` where the templates are so broken that there can be none.
    fn show(
        &self,
        job: &'a Job<'a>,
        navigation: &Navigation<'a>,
    ) -> Option<Result<Vec<u8>, Fault>> {
        let is_ready = self.site.engine().has("page.html");
        is_ready.then(|| show::show(self.site, navigation, job))
    }
}
