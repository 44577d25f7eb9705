//! The names that pages answer to: ids, last parts of ids, titles, aliases. A name is
//! looked up without regard to case, and in the language of whoever asks first.

use super::{Page, PageId};
use crate::base::text::fold;
use std::collections::HashMap;

/// The names of all pages of an edition; pages are named by their places.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pages: Vec<(PageId, String)>,
    main: String,
    /// Who has a name, and as what.
    known: HashMap<String, Vec<(Tier, usize)>>,
}

/// What a name is of a page; an earlier one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Id,
    Short,
    Title,
    Alias,
    /// The file of an index page, which its id does not name: `guide/README`.
    File,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// No page has this name.
    Nothing,
    /// One page has it.
    One(usize),
    /// Several pages have it with equal right.
    Several(Vec<usize>),
}

impl Names {
    /// How many pages with one name are told apart at most.
    const NAMED: usize = 8;

    /// The names of `pages`; `main` is the language to fall back to.
    pub fn of(pages: &[Page], main: &str) -> Self {
        let mut names = Self { main: main.to_owned(), ..Self::default() };
        for (place, page) in pages.iter().enumerate() {
            let face = &page.face;
            names.pages.push((face.id.clone(), face.lang.clone()));
            names.add(Tier::Id, face.id.as_str(), place);
            names.add(Tier::Short, face.id.short(), place);
            names.add(Tier::Title, &face.title, place);
            face.aliases.iter().for_each(|it| names.add(Tier::Alias, &it.value, place));
            names.add_file(&face.id, face.file.stem(), place);
        }
        names.sort();
        names
    }

    /// The page that somebody who writes in `lang` means by `name`.
    /// A file is named with or without its extension, from the folder or from the page.
    pub fn find(&self, name: &str, lang: &str) -> Named {
        let file = name.strip_prefix("./").unwrap_or(name);
        let file = file.strip_suffix(".md").unwrap_or(file);
        match self.named(name, lang) {
            Named::Nothing if file != name => self.named(file, lang),
            found => found,
        }
    }

    fn named(&self, name: &str, lang: &str) -> Named {
        let found =
            self.known.get(&fold(name)).and_then(|it| it.chunk_by(same_tier).next());
        found.map_or(Named::Nothing, |it| self.choose(it, lang))
    }

    /// The page with this id, rather in `lang` than in another language.
    pub fn page(&self, id: &str, lang: &str) -> Option<usize> {
        match self.choose(self.with_id(id), lang) {
            Named::One(page) => Some(page),
            Named::Several(pages) => pages.first().copied(),
            Named::Nothing => None,
        }
    }

    /// Every page with this id, in the order of their paths.
    pub fn all(&self, id: &PageId) -> impl Iterator<Item = usize> {
        let found = self.with_id(id.as_str()).iter().map(|(_, it)| *it);
        found.filter(move |it| self.pages[*it].0 == *id)
    }

    fn with_id(&self, id: &str) -> &[(Tier, usize)] {
        let first =
            self.known.get(&fold(id)).and_then(|it| it.chunk_by(same_tier).next());
        first
            .filter(|it| it.iter().all(|(tier, _)| *tier == Tier::Id))
            .unwrap_or_default()
    }

    fn add_file(&mut self, id: &PageId, stem: &str, place: usize) {
        let name = stem.split('.').next().unwrap_or(stem);
        if name.eq_ignore_ascii_case("readme") {
            self.add(Tier::File, name, place);
            self.add(Tier::File, &format!("{id}/{name}"), place);
        }
    }

    fn add(&mut self, tier: Tier, name: &str, place: usize) {
        let places = self.known.entry(fold(name)).or_default();
        if places.last().is_none_or(|(_, last)| *last != place) {
            places.push((tier, place));
        }
    }

    /// Best tier first; within it, places with one id stand side by side.
    fn sort(&mut self) {
        let Self { pages, known, .. } = self;
        let several = known.values_mut().filter(|it| it.len() > 1);
        several.for_each(|it| it.sort_by_key(|(tier, at)| (*tier, &pages[*at].0, *at)));
    }

    /// Of each id the page in the nearest language; several only if more than one of them
    /// is in the language asked for, or none is.
    fn choose(&self, places: &[(Tier, usize)], lang: &str) -> Named {
        if let [(_, one)] = places {
            return Named::One(*one);
        }
        let (mut best, mut own) = (Vec::new(), Vec::new());
        for group in
            places.chunk_by(|(_, a), (_, b)| self.pages[*a].0 == self.pages[*b].0)
        {
            let group = group.iter().map(|(_, it)| it);
            let rank = group.clone().map(|it| self.rank(*it, lang)).min().unwrap_or(0);
            let chosen = group.filter(|it| self.rank(**it, lang) == rank);
            let list = if rank == 0 { &mut own } else { &mut best };
            list.extend(chosen.copied().take(Self::NAMED - list.len().min(Self::NAMED)));
            if own.len() > 1 {
                break;
            }
        }
        let found = if own.is_empty() { best } else { own };
        match found.as_slice() {
            [] => Named::Nothing,
            [one] => Named::One(*one),
            _ => Named::Several(found),
        }
    }

    fn rank(&self, place: usize, lang: &str) -> u8 {
        let own = self.pages[place].1.as_str();
        if own == lang { 0 } else { 1 + u8::from(own != self.main) }
    }
}

fn same_tier(a: &(Tier, usize), b: &(Tier, usize)) -> bool {
    a.0 == b.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::page;

    #[track_caller]
    fn check(name: &str, lang: &str, expect: &[&str]) {
        let mut pages = vec![
            page("content/a/bfv.de.md", "de"),
            page("content/a/bfv.md", "en"),
            page("content/b/bfv.md", "en"),
            page("content/c/only.de.md", "de"),
        ];
        pages[1].face_mut().title = "The  Office".to_owned();
        let names = Names::of(&pages, "en");
        let found = match names.find(name, lang) {
            Named::Nothing => Vec::new(),
            Named::One(one) => vec![one],
            Named::Several(several) => several,
        };
        let found: Vec<_> =
            found.iter().map(|it| pages[*it].face.file.as_str()).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn the_own_language_comes_first() {
        check("a/bfv", "de", &["content/a/bfv.de.md"]);
        check("a/bfv", "en", &["content/a/bfv.md"]);
        check("a/bfv", "fr", &["content/a/bfv.md"]);
        check("ONLY", "en", &["content/c/only.de.md"]);
        check("the office ", "en", &["content/a/bfv.md"]);
        check("nobody", "en", &[]);
    }

    #[test]
    fn a_page_answers_to_its_file() {
        let pages = [page("content/g/README.md", "en"), page("content/a.md", "en")];
        let names = Names::of(&pages, "en");
        for (name, at) in [("README", 0), ("g/readme.md", 0), ("./a", 1), ("a.md", 1)] {
            assert_eq!(names.find(name, "en"), Named::One(at), "{name}");
        }
        assert_eq!(names.find("./b.md", "en"), Named::Nothing);
    }

    #[test]
    fn a_name_of_two_pages_is_told_apart_by_language_or_not_at_all() {
        check("bfv", "de", &["content/a/bfv.de.md"]);
        check("bfv", "en", &["content/a/bfv.md", "content/b/bfv.md"]);
    }
}
