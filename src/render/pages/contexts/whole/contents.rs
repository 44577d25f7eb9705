//! The contents of the one file: a part for each language, its pages numbered, its
//! overviews behind them. Each page stands once, in the part of its own language.

use super::super::Link;
use crate::link::Branch;
use crate::render::pages::jobs::{Job, What};
use crate::render::pages::place::Place;
use crate::render::pages::wording;
use serde::Serialize;
use std::collections::BTreeSet;

/// The pages of one language.
#[derive(Debug, Serialize)]
pub(crate) struct Part<'a> {
    /// The tag of the language.
    pub(crate) lang: &'a str,
    /// The name that the language has in itself.
    pub(crate) language: &'a str,
    /// Its pages, in reading order.
    pub(crate) entries: Vec<Entry<'a>>,
    /// Its overviews that no author has written.
    pub(crate) overviews: Vec<Link<'a>>,
}

/// A line of the contents.
#[derive(Debug, Serialize)]
pub(crate) struct Entry<'a> {
    /// The page, or the overview of a folder.
    pub(crate) link: Link<'a>,
    /// Its number among its siblings and those of the pages above: `2.1`; empty for the
    /// home page.
    pub(crate) number: String,
    /// How many pages of the part stand above it.
    pub(crate) level: usize,
}

/// The languages in the order in which their pages are read.
pub(super) fn langs(place: Place<'_>) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let order = place.site().links().reading_order().iter();
    let langs = order.map(|it| place.face(*it).lang.as_str());
    langs.filter(|it| seen.insert(*it)).collect()
}

impl<'a> Part<'a> {
    /// The part of a language.
    pub(super) fn of(place: Place<'a>, lang: &'a str, shown: &[Job<'a>]) -> Self {
        let own = || shown.iter().filter(move |it| it.lang == lang);
        let language = wording::language(place.site().tongue(lang).words(), lang);
        let mut entries: Vec<_> =
            own().find_map(|it| home(place, it)).into_iter().collect();
        entries.extend(numbered(place, lang));
        let mut overviews: Vec<_> = own().collect();
        overviews.sort_by_key(|it| super::kind(&it.what).map(|(_, order)| order));
        let overviews = overviews.into_iter().filter_map(|it| overview(place, it));
        let overviews = overviews.collect();
        Self { lang, language, entries, overviews }
    }
}

/// The home page, where no author has written one.
fn home<'a>(place: Place<'a>, job: &Job<'a>) -> Option<Entry<'a>> {
    let title = place.site().links().site_title(place.site().edition(), job.lang);
    let title = title.unwrap_or(place.site().tongue(job.lang).words().get("untitled"));
    let is_home = matches!(job.what, What::Home);
    is_home.then(|| Entry {
        link: link(place, job, title),
        number: String::new(),
        level: 0,
    })
}

/// The pages of a language with their numbers, and the overviews of folders above them.
/// What stands above a page counts where it stands in the same part: a page above may be
/// there in another language only.
fn numbered<'a>(place: Place<'a>, lang: &'a str) -> Vec<Entry<'a>> {
    let links = place.site().links();
    let there = Place::new(place.site(), lang, place.at());
    let home = links.home(lang);
    let (mut numbers, mut entries) = (Vec::new(), Vec::new());
    let mut listed = BTreeSet::new();
    let own = links.reading_order().iter().copied();
    let own = own.filter(|it| place.face(*it).lang == lang);
    for page in own.filter(|it| Some(*it) == home || place.face(*it).listed) {
        let mut level = usize::from(Some(page) != home);
        let above: &[Branch] = if level > 0 { links.above(page) } else { &[] };
        for branch in above {
            if branch.page().is_none() && listed.insert(*branch) {
                let (link, number) = (there.link_to(*branch), next(&mut numbers, level));
                entries.push(Entry { link, number, level });
            }
            level += usize::from(listed.contains(branch));
        }
        if level > 0 {
            listed.insert(Branch::Page(page));
        }
        let number = next(&mut numbers, level);
        entries.push(Entry { link: place.link(page), number, level });
    }
    entries
}

/// The number that follows on this level.
fn next(numbers: &mut Vec<usize>, level: usize) -> String {
    numbers.resize(level, 0);
    if let Some(last) = numbers.last_mut() {
        *last += 1;
    }
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(".")
}

/// The overviews on which a reader of paper reads, too, in the words of their readers.
fn overview<'a>(place: Place<'a>, job: &Job<'a>) -> Option<Link<'a>> {
    let word = match job.what {
        What::Timeline => "timeline",
        What::Claims => "claims",
        What::Relations => "relations",
        What::Coverage => "coverage-matrix",
        What::Glossary => "glossary",
        What::Sources => "sources",
        What::Changes(_) => "changes",
        _ => return None,
    };
    Some(link(place, job, place.site().tongue(job.lang).words().get(word)))
}

fn link<'a>(place: Place<'a>, job: &Job<'a>, title: &'a str) -> Link<'a> {
    let href = place.at().href_to(&job.at);
    Link { title: title.into(), href, lang: None, marking: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_on_within_what_stands_above() {
        let mut numbers = Vec::new();
        let told = [0, 1, 2, 2, 3, 1, 2].map(|it| next(&mut numbers, it));
        assert_eq!(told, ["", "1", "1.1", "1.2", "1.2.1", "2", "2.1"]);
    }
}
