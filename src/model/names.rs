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
    /// By id, by last part, by title, by alias: an earlier one wins.
    tiers: [HashMap<String, Vec<usize>>; 4],
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
            names.add(0, face.id.as_str(), place);
            names.add(1, face.id.short(), place);
            names.add(2, &face.title, place);
            face.aliases.iter().for_each(|it| names.add(3, &it.value, place));
        }
        names.sort();
        names
    }

    /// The page that somebody who writes in `lang` means by `name`.
    pub fn find(&self, name: &str, lang: &str) -> Named {
        let name = fold(name);
        let found = self.tiers.iter().find_map(|it| it.get(&name));
        found.map_or(Named::Nothing, |it| self.choose(it, lang))
    }

    /// The page with this id, rather in `lang` than in another language.
    pub fn page(&self, id: &str, lang: &str) -> Option<usize> {
        match self.choose(self.tiers[0].get(&fold(id))?, lang) {
            Named::One(page) => Some(page),
            Named::Several(pages) => pages.first().copied(),
            Named::Nothing => None,
        }
    }

    /// Every page with this id, in the order of their paths.
    pub fn all(&self, id: &PageId) -> impl Iterator<Item = usize> {
        let found = self.tiers[0].get(&fold(id.as_str())).into_iter().flatten();
        found.copied().filter(move |it| self.pages[*it].0 == *id)
    }

    fn add(&mut self, tier: usize, name: &str, place: usize) {
        let name = fold(name);
        let places = self.tiers[tier].entry(name).or_default();
        if places.last() != Some(&place) {
            places.push(place);
        }
    }

    /// Places with one id stand side by side.
    fn sort(&mut self) {
        let Self { pages, tiers, .. } = self;
        let several =
            tiers.iter_mut().flat_map(HashMap::values_mut).filter(|it| it.len() > 1);
        several.for_each(|it| it.sort_by_key(|place| (&pages[*place].0, *place)));
    }

    /// Of each id the page in the nearest language; several only if more than one of them
    /// is in the language asked for, or none is.
    fn choose(&self, places: &[usize], lang: &str) -> Named {
        let (mut best, mut own) = (Vec::new(), Vec::new());
        for group in places.chunk_by(|a, b| self.pages[*a].0 == self.pages[*b].0) {
            let rank = group.iter().map(|it| self.rank(*it, lang)).min().unwrap_or(0);
            let chosen = group.iter().filter(|it| self.rank(**it, lang) == rank);
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
        pages[1].face.title = "The  Office".to_owned();
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
    fn a_name_of_two_pages_is_told_apart_by_language_or_not_at_all() {
        check("bfv", "de", &["content/a/bfv.de.md"]);
        check("bfv", "en", &["content/a/bfv.md", "content/b/bfv.md"]);
    }
}
