//! Everything that refers to a source, a page, or a place on a page.

use crate::base::FilePath;
use crate::build::Known;
use crate::diag::Span;
use crate::link::Target;
use crate::model::node::Kind;
use crate::model::{Node, Page};

/// A place that names something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    pub(super) file: FilePath,
    /// The words that name it, and nothing else.
    pub(super) span: Span,
}

/// A link to a page.
#[derive(Clone, Debug)]
pub(super) struct LinkUse {
    pub(super) at: Use,
    /// The page that it leads to.
    pub(super) to: usize,
    /// The place on it.
    pub(super) anchor: Option<String>,
    /// What is written.
    pub(super) written: String,
    pub(super) is_wiki: bool,
}

/// Where a word stands in a part of a file, behind another word and by itself.
pub(super) fn word(
    known: &Known,
    file: &FilePath,
    span: Span,
    (behind, word): (&str, &str),
) -> Option<Use> {
    let part = known.located(file, span);
    let text = known.texts.get(file)?.get(part.range())?;
    let from = text.find(behind)? + behind.len();
    let at = from + whole_word(text.get(from..)?, word)?;
    let start = part.start as usize + at;
    Some(Use { file: file.clone(), span: (start..start + word.len()).into() })
}

/// Where a word stands that is no part of a longer one.
fn whole_word(text: &str, word: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '/');
    let stands = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    };
    text.match_indices(word).map(|it| it.0).find(stands)
}

/// Visits every node of a page, with its heading.
fn nodes<'a>(page: &'a Page, visit: &mut dyn FnMut(&'a Node)) {
    let all = page.body.heading.iter().chain(&page.body.nodes);
    let relations = page.face.relations.iter().filter_map(|it| it.source.as_ref());
    let mut each = |node: &'a Node| {
        visit(node);
        true
    };
    all.chain(relations).for_each(|it| it.walk(&mut each));
}

/// Every place that names a source by its key, without the place where it is defined.
pub(super) fn of_source(known: &Known, key: &str) -> Vec<Use> {
    let mut uses = Vec::new();
    for page in known.whole.edition.pages() {
        let file = &page.face.file;
        let named = page.face.source.iter().chain(&page.face.covers);
        for it in named.chain(&page.body.nocite) {
            let first = it.value.split(['#', ' ']).next();
            if first == Some(key) {
                uses.extend(word(known, file, it.span, ("", key)));
            }
        }
        nodes(page, &mut |node| {
            if let Kind::Cite(cluster) = &node.kind {
                let items = cluster.items.iter().filter(|it| &*it.key == key);
                uses.extend(items.filter_map(|it| word(known, file, it.span, ("", key))));
            }
            if node.get("resolved-by").is_some_and(|it| it.trim_start_matches('@') == key)
            {
                uses.extend(word(known, file, node.span, ("resolved-by", key)));
            }
        });
    }
    uses.extend(origins(known, key));
    uses.sort();
    uses.dedup();
    uses
}

/// The sources that derive from it.
fn origins(known: &Known, key: &str) -> Vec<Use> {
    let derived = known.whole.edition.sources().iter();
    let derived =
        derived.filter(|it| it.evidence.derives_from.iter().any(|it| it == key));
    let place = |source: &crate::model::Source| {
        let text = known.texts.get(&source.file)?;
        let start = source.span.start;
        let rest = text.get(start as usize..)?;
        let end = start as usize + rest.len();
        word(known, &source.file, (start as usize..end).into(), ("derives-from", key))
    };
    derived.filter_map(place).collect()
}

/// Every link to one of these pages, and every name of them in front matter.
pub(super) fn of_pages(known: &Known, pages: &[usize]) -> Vec<LinkUse> {
    let all = &known.whole;
    let mut uses = Vec::new();
    for (from, page) in all.edition.pages().iter().enumerate() {
        let file = &page.face.file;
        nodes(page, &mut |node| {
            let (written, is_wiki) = match &node.kind {
                Kind::Link(to) => (&*to.dest, false),
                Kind::WikiLink { target } => (&**target, true),
                _ => return,
            };
            let target = if is_wiki {
                all.links.wiki(from, written)
            } else {
                all.links.target(from, written)
            };
            let Some(Target::Page { page: to, anchor }) = target else { return };
            if pages.contains(&to) {
                let at = last(known, file, node.span, written);
                let written = written.to_owned();
                uses.extend(at.map(|at| LinkUse { at, to, anchor, written, is_wiki }));
            }
        });
        let related = page.face.relations.iter().map(|it| &it.to);
        for name in page.face.bears_on.iter().chain(related) {
            let Some(Target::Page { page: to, .. }) = all.links.wiki(from, &name.value)
            else {
                continue;
            };
            if pages.contains(&to) {
                let at = word(known, file, name.span, ("", &name.value));
                let written = name.value.clone();
                let (anchor, is_wiki) = (None, true);
                uses.extend(at.map(|at| LinkUse { at, to, anchor, written, is_wiki }));
            }
        }
    }
    uses
}

/// Where the target of a link stands: it comes last.
fn last(known: &Known, file: &FilePath, span: Span, dest: &str) -> Option<Use> {
    let part = known.located(file, span);
    let text = known.texts.get(file)?.get(part.range())?;
    let start = part.start as usize + text.rfind(dest)?;
    Some(Use { file: file.clone(), span: (start..start + dest.len()).into() })
}

/// Every `contradicts=` that names an id, on pages of a language.
pub(super) fn of_claim(known: &Known, id: &str, lang: &str) -> Vec<Use> {
    let mut uses = Vec::new();
    let pages = known.whole.edition.pages().iter();
    for page in pages.filter(|it| it.face.lang == lang) {
        nodes(page, &mut |node| {
            let named = node.get("contradicts").unwrap_or_default();
            if named.split_whitespace().any(|it| it == id) {
                uses.extend(word(known, &page.face.file, node.span, ("contradicts", id)));
            }
        });
    }
    uses
}
