//! Renders the pages: those of the dossier, and those that are generated around them.
//! What comes in is an edition with everything that is known of it, what goes out is a
//! file for each page. One page never sees the whole site.

mod assets;
mod contexts;
mod engine;
mod fault;
mod jobs;
mod marks;
mod nav;
mod place;
mod register;
mod show;
mod site;
mod ties;
mod tongue;
mod wording;

use crate::base::{Sink, SitePath};
use crate::cite::References;
use crate::diag::Diagnostic;
use crate::link::{Generated, Links};
use crate::model::{Bundle, Theme};
use crate::redact::Edition;
use crate::render::{Attachments, Media, Words};
use assets::Assets;
use engine::Engine;
use fault::Fault;
use nav::Navigation;
use rayon::prelude::*;
use site::{Products, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What pages are made of.
#[derive(Clone, Copy)]
pub(super) struct Makings<'a> {
    /// What the audience may read.
    pub(super) edition: &'a Edition,
    /// Where everything stands.
    pub(super) links: &'a Links,
    /// What is cited.
    pub(super) references: &'a References,
    /// The theme.
    pub(super) theme: &'a Theme,
    /// The attachments of pages, ready to be shown.
    pub(super) media: &'a Media,
    /// The attachments as they are; stylesheets of `book.toml` are among them.
    pub(super) attachments: &'a Attachments,
    /// The bundle that the pages are made for, if they are.
    pub(super) bundle: Option<&'a Bundle>,
}

/// Renders every page into `sink`, and the static files of the theme.
pub(super) fn pages(makings: Makings<'_>, sink: &dyn Sink) -> Vec<Diagnostic> {
    let Makings { edition, links, references, theme, media, attachments, bundle } =
        makings;
    let settings = edition.settings();
    let words = words(edition, theme);
    let main_words = Words::of(theme, &settings.language);
    let (engine, faults) = Engine::new(theme);
    let is_single = bundle.is_some_and(Bundle::is_single);
    let mut assets = Assets::of(theme, settings, attachments, is_single);
    if links.exists(&Generated::Search, &settings.language) {
        words.values().chain([&main_words]).for_each(|it| assets.add_search_words(it));
    }
    let findings = {
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
        write(&site, &faults, sink)
    };
    assets.into_files().into_iter().for_each(|(at, bytes)| sink.take(at, bytes));
    findings
}

/// The words of every language that a page is written in.
fn words(edition: &Edition, theme: &Theme) -> BTreeMap<String, Words> {
    let langs: BTreeSet<&str> =
        edition.pages().iter().map(|it| it.face.lang.as_str()).collect();
    langs.into_iter().map(|it| (it.to_owned(), Words::of(theme, it))).collect()
}

fn write<'a>(site: &'a Site<'a>, faults: &[Fault], sink: &dyn Sink) -> Vec<Diagnostic> {
    let navigation = Navigation::of(site);
    let jobs = jobs::jobs(site);
    let is_ready = site.engine().has("page.html");
    // Each page goes to its final place at once: the space in which it grew serves the
    // next one.
    let render = |job: &jobs::Job<'a>| match show::show(site, &navigation, job) {
        Ok(page) => {
            sink.take(job.at.clone(), Arc::from(page.as_slice()));
            None
        }
        Err(fault) => Some((job.at.clone(), fault)),
    };
    let broken: Vec<(SitePath, Fault)> =
        jobs.par_iter().filter(|_| is_ready).filter_map(render).collect();
    let broken: Vec<_> = broken.iter().map(|(at, it)| (at, it.clone())).collect();
    let mut findings = fault::findings(faults, &broken);
    findings.extend(site.findings());
    findings
}
