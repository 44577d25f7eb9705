//! `a-z.html`: the index of names from A to Z, and the parts of a long one.

use super::page::PageView;
use super::{Link, spoken};
use crate::base::SitePath;
use crate::render::pages::place::Place;
use crate::render::pages::register::{Letter, Name, Register, Spot};
use serde::Serialize;
use std::borrow::Cow;

/// `a-z.html`.
#[derive(Debug, Serialize)]
pub(crate) struct AToZContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// The letters that have names, each with its place on this page or its own page.
    pub(crate) ways: Vec<Way<'a>>,
    /// The letters that this page holds.
    pub(crate) letters: Vec<LetterView<'a>>,
    /// How many names there are in all.
    pub(crate) total: usize,
}

/// The way to a letter.
#[derive(Debug, Serialize)]
pub(crate) struct Way<'a> {
    /// The letter.
    pub(crate) name: Cow<'a, str>,
    /// The first and the last name, where a letter has several pages.
    pub(crate) range: Option<(&'a str, &'a str)>,
    /// Where it is.
    pub(crate) href: String,
    /// Whether this page holds it and no other.
    pub(crate) is_here: bool,
    /// How many names it has.
    pub(crate) count: usize,
}

/// A letter and its names.
#[derive(Debug, Serialize)]
pub(crate) struct LetterView<'a> {
    /// For `id`.
    pub(crate) id: String,
    /// The letter.
    pub(crate) name: Cow<'a, str>,
    /// Its names.
    pub(crate) names: Vec<NameView<'a>>,
}

/// A name. With one place it is the link itself.
#[derive(Debug, Serialize)]
pub(crate) struct NameView<'a> {
    /// The name.
    pub(crate) text: &'a str,
    /// Its language, where it is not that of the index.
    pub(crate) lang: Option<&'a str>,
    /// Where it leads.
    pub(crate) spots: Vec<SpotView<'a>>,
}

/// A place that a name leads to.
#[derive(Debug, Serialize)]
pub(crate) struct SpotView<'a> {
    /// Its URL, and the title of its page.
    pub(crate) link: Link<'a>,
    /// The language of the title, where it is not that of the index.
    pub(crate) lang: Option<&'a str>,
    /// What it is, in words: a kind of page, `section`, `source`.
    pub(crate) kind: &'a str,
    /// Whether the title is the name itself, or nearly.
    pub(crate) is_name: bool,
}

impl<'a> AToZContext<'a> {
    /// The index, or its part `run`; a page of the dossier may introduce the whole.
    pub(crate) fn of(place: Place<'a>, run: Option<usize>, page: Option<usize>) -> Self {
        let register = place.site().register(place.lang());
        let here = run.and_then(|it| register.runs().get(it));
        let names = match here {
            Some(run) => register.names().get(run.names.clone()).unwrap_or_default(),
            None if register.runs().is_empty() => register.names(),
            None => &[],
        };
        Self {
            page: view(place, here.map(|it| &it.path), names, page),
            ways: ways(place, register, run),
            letters: letters(place, names),
            total: register.names().len(),
        }
    }
}

fn view<'a>(
    place: Place<'a>,
    run: Option<&'a SitePath>,
    names: &[Name<'a>],
    page: Option<usize>,
) -> PageView<'a> {
    if let Some(page) = page {
        return PageView::with_body(place, page);
    }
    let marking = place.site().marks().highest();
    let word = place.word("a-z");
    let (Some(_), Some(first)) = (run, names.first()) else {
        return PageView::generated(place, "a-z", word, marking);
    };
    let letter = letter(place, &first.letter);
    let title = format!("{word}{} {letter}", place.word("colon"));
    let mut view = PageView::generated(place, "a-z", title, marking);
    view.breadcrumbs.extend(
        place.generated("a-z").map(|it| Link::plain(word, place.at().href_to(it))),
    );
    view
}

fn ways<'a>(
    place: Place<'a>,
    register: &'a Register<'a>,
    here: Option<usize>,
) -> Vec<Way<'a>> {
    let names = register.names();
    if register.runs().is_empty() {
        let letters = names.chunk_by(|a, b| a.letter == b.letter);
        return letters
            .map(|it| Way {
                name: letter(place, &it[0].letter),
                range: None,
                href: format!("#{}", id(&it[0].letter)),
                is_here: false,
                count: it.len(),
            })
            .collect();
    }
    let runs = register.runs().iter().enumerate();
    let way = |(at, run): (usize, &crate::render::pages::register::Run)| {
        let names = names.get(run.names.clone())?;
        let (first, last) = (names.first()?, names.last()?);
        Some(Way {
            name: letter(place, &first.letter),
            range: (run.number > 0).then_some((first.text, last.text)),
            href: place.at().href_to(&run.path),
            is_here: here == Some(at),
            count: names.len(),
        })
    };
    runs.filter_map(way).collect()
}

fn letters<'a>(place: Place<'a>, names: &'a [Name<'a>]) -> Vec<LetterView<'a>> {
    let letters = names.chunk_by(|a, b| a.letter == b.letter);
    letters
        .map(|names| LetterView {
            id: id(&names[0].letter),
            name: letter(place, &names[0].letter),
            names: names.iter().map(|it| name(place, it)).collect(),
        })
        .collect()
}

fn name<'a>(place: Place<'a>, name: &'a Name<'a>) -> NameView<'a> {
    NameView {
        text: name.text,
        lang: other(place, spoken(name.text, name.lang)),
        spots: name.spots.iter().map(|it| spot(place, *it)).collect(),
    }
}

fn spot<'a>(place: Place<'a>, spot: Spot<'a>) -> SpotView<'a> {
    let (link, lang, kind) = match spot {
        Spot::Title(page) => {
            let face = place.face(page);
            (place.link(page), &*face.lang, place.kind(face.kind.name()))
        }
        Spot::Alias(page, marking) => {
            let face = place.face(page);
            let link = place.link_marked(page, None, marking);
            (link, &*face.lang, place.kind(face.kind.name()))
        }
        Spot::Term(page, anchor) | Spot::Section(page, anchor) => {
            let face = place.face(page);
            let link = place.link_marked(page, Some(&anchor.id), anchor.marking);
            let is_term = matches!(spot, Spot::Term(..));
            let word = if is_term { "kind-term" } else { "section" };
            (link, &*face.lang, place.word(word))
        }
        Spot::Source(source) => {
            let title = source.title.as_str().into();
            let marking = place.mark(source.evidence.marking);
            let href = place.source_href(&source.id);
            let link = Link { title, href, lang: None, marking };
            let lang = source.field("language").unwrap_or(place.lang());
            (link, lang, place.word("source"))
        }
    };
    let is_name = matches!(spot, Spot::Title(_) | Spot::Source(_));
    SpotView { link, lang: other(place, lang), kind, is_name }
}

fn other<'a>(place: Place<'_>, lang: &'a str) -> Option<&'a str> {
    (lang != place.lang()).then_some(lang)
}

fn letter<'a>(place: Place<'a>, letter: &Letter) -> Cow<'a, str> {
    match letter {
        Letter::Sign => place.word("script-signs").into(),
        Letter::Digit => "0–9".into(),
        Letter::Alphabet(c) => c.to_uppercase().collect::<String>().into(),
        Letter::Script(word) => place.word(word).into(),
    }
}

fn id(letter: &Letter) -> String {
    format!("d-{}", letter.slug())
}
