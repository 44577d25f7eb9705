//! The trees of a source: what it relays, down to the origins, and what relays it.

use crate::model::Source;
use crate::render::pages::contexts::Html;
use crate::render::pages::contexts::evidence::SourceAt;
use crate::render::pages::place::Place;
use serde::Serialize;
use std::collections::BTreeSet;

/// How deep lists are nested; what lies deeper stands at this level.
const DEEPEST: usize = 24;

/// A tree as a nested list: its branches in the order in which they are written.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Tree {
    /// The branches.
    pub(crate) branches: Vec<Branch>,
    /// The tags that close the list.
    pub(crate) close: Option<Html>,
    /// How many sources in it are origins.
    pub(crate) roots: usize,
}

/// One source in a tree.
#[derive(Debug, Serialize)]
pub(crate) struct Branch {
    /// The tags before it: `<ul><li>`, `</li><li>`, `</li></ul></li><li>`.
    pub(crate) open: Html,
    /// The source.
    pub(crate) at: SourceAt,
    /// Whether it relays nothing itself.
    pub(crate) is_root: bool,
    /// Whether it stands further up already; what is below it is not shown twice.
    pub(crate) again: bool,
}

/// What a source relays, reprints or rewrites, and what that relays in turn.
pub(super) fn above<'a>(place: Place<'a>, source: &'a Source) -> Tree {
    let site = place.site();
    let below = |key: &str| -> Vec<&'a str> {
        let origins = site.edition().source(key).map(|it| &it.evidence.derives_from);
        origins.into_iter().flatten().map(String::as_str).collect()
    };
    grow(place, &source.id, &below)
}

/// What relays, reprints or rewrites a source, and what that is relayed by in turn.
pub(super) fn below<'a>(place: Place<'a>, source: &'a Source) -> Tree {
    grow(place, &source.id, &|key| place.ties().derived(key).to_vec())
}

/// Every source is followed once, so that a net of sources is no larger than the library.
fn grow<'a>(
    place: Place<'a>,
    trunk: &'a str,
    next: &dyn Fn(&str) -> Vec<&'a str>,
) -> Tree {
    let mut tree = Tree::default();
    let mut known = BTreeSet::from([trunk]);
    let mut level = 0;
    let mut open: Vec<(&str, usize)> = Vec::new();
    let push = |open: &mut Vec<_>, key: &str, depth| {
        open.extend(next(key).into_iter().rev().map(|it| (it, depth)));
    };
    push(&mut open, trunk, 1);
    while let Some((key, depth)) = open.pop() {
        let depth = depth.min(DEEPEST);
        let Some(at) = place.source_at(key) else { continue };
        let again = !known.insert(key);
        let is_root = is_root(place, key);
        tree.roots += usize::from(is_root && !again);
        tree.branches.push(Branch { open: tags(level, depth), at, is_root, again });
        level = depth;
        if !again {
            push(&mut open, key, depth + 1);
        }
    }
    tree.close = (level > 0).then(|| Html::new(&"</li></ul>".repeat(level)));
    tree
}

fn is_root(place: Place<'_>, key: &str) -> bool {
    let source = place.site().edition().source(key);
    source.is_some_and(|it| it.evidence.derives_from.is_empty())
}

/// The tags between two branches of a nested list.
fn tags(from: usize, to: usize) -> Html {
    Html::new(&match from.checked_sub(to) {
        None => "<ul><li>".repeat(to - from),
        Some(up) => format!("{}</li><li>", "</li></ul>".repeat(up)),
    })
}
