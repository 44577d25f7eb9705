//! `changes.html`: what a bundle has that the one before had not, for the readers of that
//! one. It shows both editions as their readers know them, and nothing else.

use super::page::PageView;
use crate::base::SitePath;
use crate::model::bundle::Since;
use crate::model::record::{Delta, Item};
use crate::render::pages::place::Place;
use serde::Serialize;

/// `changes.html`.
#[derive(Debug, Serialize)]
pub(crate) struct ChangesContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// The name of the bundle that this one is compared with.
    pub(crate) before: &'a str,
    /// The day that was given for it: `2024-08-15`.
    pub(crate) date: Option<String>,
    /// Pages, claims and sources, where something of them changed.
    pub(crate) groups: Vec<Group<'a>>,
}

/// Changes among things of one sort.
#[derive(Debug, Serialize)]
pub(crate) struct Group<'a> {
    /// For ids: `pages`, `claims`, `sources`.
    pub(crate) name: &'static str,
    /// The sort in words.
    pub(crate) title: &'a str,
    /// New, changed, withdrawn, where there are any.
    pub(crate) kinds: Vec<Changed<'a>>,
}

/// Changes of one kind.
#[derive(Debug, Serialize)]
pub(crate) struct Changed<'a> {
    /// For `class`: `new`, `changed`, `withdrawn`.
    pub(crate) name: &'static str,
    /// The kind in words.
    pub(crate) title: &'a str,
    /// What it is about.
    pub(crate) items: Vec<One<'a>>,
}

/// A page, a claim or a source.
#[derive(Debug, Serialize)]
pub(crate) struct One<'a> {
    /// Its title, or what it says.
    pub(crate) title: &'a str,
    /// The language of the title, where that is not the page's.
    pub(crate) lang: Option<&'a str>,
    /// The relative URL; what is withdrawn has none.
    pub(crate) href: Option<String>,
    /// The title that it had, if that changed.
    pub(crate) was: Option<&'a str>,
}

impl<'a> ChangesContext<'a> {
    /// What changed since another bundle.
    pub(crate) fn of(place: Place<'a>, since: &'a Since) -> Self {
        let word = place.word("changes");
        let changes = &since.changes;
        let sorts = [
            ("pages", "changes-pages", &changes.pages),
            ("claims", "claims", &changes.claims),
            ("sources", "sources", &changes.sources),
        ];
        let groups = sorts.into_iter().map(|(name, word, delta)| Group {
            name,
            title: place.word(word),
            kinds: kinds(place, delta),
        });
        Self {
            page: PageView::generated(
                place,
                "changes",
                word,
                place.site().marks().highest(),
            ),
            before: &since.name,
            date: since.date.map(|it| it.to_string()),
            groups: groups.filter(|it| !it.kinds.is_empty()).collect(),
        }
    }
}

fn kinds<'a>(place: Place<'a>, delta: &'a Delta) -> Vec<Changed<'a>> {
    let new = delta.new.iter().map(|it| one(place, it, true));
    let changed = delta
        .changed
        .iter()
        .map(|(it, was)| One { was: was.as_deref(), ..one(place, it, true) });
    let withdrawn = delta.withdrawn.iter().map(|it| one(place, it, false));
    let kinds = [
        ("new", "changes-new", new.collect::<Vec<_>>()),
        ("changed", "changes-changed", changed.collect()),
        ("withdrawn", "changes-withdrawn", withdrawn.collect()),
    ];
    let kinds = kinds.into_iter().filter(|(_, _, items)| !items.is_empty());
    kinds
        .map(|(name, word, items)| Changed { name, title: place.word(word), items })
        .collect()
}

fn one<'a>(place: Place<'a>, item: &'a Item, is_there: bool) -> One<'a> {
    let href = || {
        let (path, anchor) = item.path.split_once('#').unwrap_or((&item.path, ""));
        let href = place.at().href_to(&SitePath::new(path)?);
        let anchor = crate::render::pages::place::fragment(anchor);
        Some(if anchor.is_empty() { href } else { format!("{href}#{anchor}") })
    };
    One {
        title: &item.title,
        lang: Some(&*item.language).filter(|it| *it != place.lang()),
        href: if is_there { href() } else { None },
        was: None,
    }
}
