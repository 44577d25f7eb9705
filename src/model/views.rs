//! The pages as readers of each language see them: of a page in several languages one,
//! theirs if there is one, otherwise the original.

use super::{Page, PageId, Settings};
use std::collections::{BTreeMap, HashMap};

/// Which page stands for which in which language. Pages are named by their places.
#[derive(Clone, Debug, Default)]
pub struct Views {
    /// The languages of readers, the main one first.
    langs: Vec<String>,
    /// The original of each page; of an original itself.
    originals: Vec<usize>,
    /// By language, for originals with translations: the page to show.
    stand_ins: Vec<HashMap<usize, usize>>,
}

impl Views {
    /// The views of these pages. A plain book has one.
    pub fn of(pages: &[Page], settings: &Settings) -> Self {
        let main = std::iter::once(&settings.language);
        let is_written = |it: &&String| {
            settings.is_dossier && pages.iter().any(|page| page.face.lang == **it)
        };
        let others = settings.languages.iter().filter(is_written);
        let mut langs: Vec<String> = Vec::new();
        for lang in main.chain(others) {
            if !langs.contains(lang) {
                langs.push(lang.clone());
            }
        }
        let mut views = Self {
            stand_ins: vec![HashMap::new(); langs.len()],
            originals: (0..pages.len()).collect(),
            langs,
        };
        for group in twins(pages) {
            views.join(&group, pages, settings);
        }
        views
    }

    /// Notes that these are one page in several languages.
    fn join(&mut self, group: &[usize], pages: &[Page], settings: &Settings) {
        let lang = |it: usize| pages[it].face.lang.as_str();
        let original = group.iter().min_by_key(|it| rank(lang(**it), settings));
        let Some(original) = original.copied() else { return };
        for page in group {
            self.originals[*page] = original;
        }
        for (known, stand_ins) in self.langs.iter().zip(&mut self.stand_ins) {
            let own = group.iter().find(|it| lang(**it) == known.as_str());
            stand_ins.insert(original, own.copied().unwrap_or(original));
        }
    }

    /// The languages of readers, the main one first.
    pub fn langs(&self) -> &[String] {
        &self.langs
    }

    /// The language of readers of a language: the main one where nothing is made for it.
    pub fn place(&self, lang: &str) -> usize {
        self.langs.iter().position(|it| it == lang).unwrap_or(0)
    }

    /// The original of a page; the page itself, if it is one.
    pub fn original(&self, page: usize) -> usize {
        self.originals.get(page).copied().unwrap_or(page)
    }

    /// The page that readers of a language see instead of this one.
    pub fn stand_in(&self, page: usize, lang: &str) -> usize {
        let original = self.original(page);
        let stand_ins = self.stand_ins.get(self.place(lang));
        stand_ins.and_then(|it| it.get(&original)).copied().unwrap_or(original)
    }

    /// Whether readers of a language see this page and no other instead.
    pub fn shows(&self, page: usize, lang: &str) -> bool {
        self.stand_in(page, lang) == page
    }
}

/// Which language is rather that of an original.
pub fn rank(lang: &str, settings: &Settings) -> usize {
    let place = settings.languages.iter().position(|it| it == lang);
    let main = (lang == settings.language).then_some(0);
    main.unwrap_or_else(|| place.map_or(usize::MAX, |it| it + 1))
}

/// The places of pages that share an id with others.
fn twins(pages: &[Page]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&PageId, Vec<usize>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        groups.entry(&page.face.id).or_default().push(at);
    }
    groups.into_values().filter(|it| it.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::page;

    #[test]
    fn readers_see_their_own_page_or_else_the_original() {
        let languages = ["en", "de", "fr"].map(str::to_owned).to_vec();
        let settings = Settings { is_dossier: true, languages, ..Settings::default() };
        let pages = [
            page("a.de.md", "de"),
            page("a.md", "en"),
            page("b.md", "en"),
            page("c.de.md", "de"),
            page("c.zh.md", "zh"),
        ];
        let views = Views::of(&pages, &settings);
        assert_eq!(views.langs(), ["en", "de"]);
        let shown = |lang: &str| {
            let pages = 0..pages.len();
            pages.filter(|it| views.shows(*it, lang)).collect::<Vec<_>>()
        };
        assert_eq!(shown("en"), [1, 2, 3]);
        assert_eq!(shown("de"), [0, 2, 3]);
        assert_eq!(shown("zh"), [1, 2, 3]);
        assert_eq!((views.original(0), views.original(4)), (1, 3));
        assert_eq!((views.stand_in(1, "de"), views.stand_in(4, "de")), (0, 3));
    }
}
