//! What may be written at a place: keys of sources, pages, places on them, files, keys and
//! values of front matter, attributes.

use super::dossier::View;
use super::keys;
use super::settings::{self, SETTINGS};
use super::show;
use crate::cite::Confidence;
use crate::link::Target;
use lsp_types as lsp;

/// What may stand between `{` and `}`.
const WORDS: [(&str, &str); 13] = [
    (".claim", "a claim, which its sources must support"),
    (".contradiction", "positions that contradict each other"),
    (".event", "an event of the timeline; it needs `date=`"),
    (".quote", "a quotation that is checked against the archived text"),
    (".chart", "a chart of the table inside"),
    ("marking=", "how far it may be passed on"),
    ("likelihood=", "how likely the claim is"),
    ("confidence=", "how sure one is of the claim"),
    ("credibility=", "the Admiralty figure of the claim, 1 to 6"),
    ("contradicts=", "the claims that it contradicts"),
    ("resolved-by=", "the source that resolves the contradiction"),
    ("topic=", "what a contradiction is about"),
    ("lang=", "the language of the text"),
];

/// The signs behind which something can be completed.
pub(super) const TRIGGERS: [&str; 8] = ["@", "[", "(", "#", "/", ":", "{", "^"];

/// What may be written at a place.
pub(super) fn items(view: View<'_>) -> Vec<lsp::CompletionItem> {
    let before = view.before();
    if view.file.as_str() == SETTINGS {
        return settings::items(view);
    }
    if view.is_front() {
        return front(view, before);
    }
    if view.page().is_none() {
        return Vec::new();
    }
    let ways = [wiki, target, note, attribute, source];
    ways.iter().find_map(|it| it(view, before)).unwrap_or_default()
}

/// An item that takes the place of what was typed since `start` bytes before the place.
pub(super) fn item(
    view: View<'_>,
    typed: &str,
    (label, detail): (&str, &str),
    kind: lsp::CompletionItemKind,
) -> lsp::CompletionItem {
    let range = view.range_from(view.byte - typed.len());
    let edit = lsp::TextEdit::new(range, label.to_owned());
    lsp::CompletionItem {
        label: label.to_owned(),
        detail: (!detail.is_empty()).then(|| detail.to_owned()),
        kind: Some(kind),
        text_edit: Some(lsp::CompletionTextEdit::Edit(edit)),
        ..lsp::CompletionItem::default()
    }
}

fn front(view: View<'_>, before: &str) -> Vec<lsp::CompletionItem> {
    let Some((key, rest)) = before.split_once(':') else {
        let typed = before.trim_start_matches([' ', '-']);
        if before.trim_start().starts_with('-') {
            return values(view, &list_key(view), typed);
        }
        let kind = lsp::CompletionItemKind::PROPERTY;
        return keys::all().map(|it| item(view, typed, it, kind)).collect();
    };
    let key = key.trim_start_matches([' ', '-', '{']).trim();
    let typed = rest.rsplit([' ', '[', ',', '"', '\'']).next().unwrap_or_default();
    if rest.contains('@') && !matches!(key, "nocite") {
        return source(view, before).unwrap_or_default();
    }
    values(view, key, typed)
}

/// The key of the list in which the place stands.
fn list_key(view: View<'_>) -> String {
    let before = view.text.get(..view.byte).unwrap_or_default();
    let mut lines = before.lines().rev();
    let line = lines.find(|it| it.contains(':') && !it.trim_start().starts_with('-'));
    let key = line.and_then(|it| it.split(':').next());
    key.unwrap_or_default().trim().to_owned()
}

fn values(view: View<'_>, key: &str, typed: &str) -> Vec<lsp::CompletionItem> {
    let kind = lsp::CompletionItemKind::VALUE;
    let values = keys::values(view.known, key);
    values.iter().map(|it| item(view, typed, (it, ""), kind)).collect()
}

/// The key of a source behind `@`.
fn source(view: View<'_>, before: &str) -> Option<Vec<lsp::CompletionItem>> {
    let at = before.rfind('@')?;
    let typed = &before[at + 1..];
    let is_key =
        typed.chars().all(|c| c.is_alphanumeric() || "-_:.#$%&+?<>~/".contains(c));
    let is_mail = before[..at].ends_with(|c: char| c.is_alphanumeric());
    (is_key && !is_mail).then_some(())?;
    let sources = view.known.whole.edition.sources().iter();
    let one = |source: &crate::model::Source| {
        let kind = lsp::CompletionItemKind::REFERENCE;
        let mut item = item(view, typed, (&source.id, &source.title), kind);
        item.filter_text = Some(format!("{} {}", source.id, source.title));
        item.documentation = show::source(view, &source.id).map(|value| {
            let kind = lsp::MarkupKind::Markdown;
            lsp::Documentation::MarkupContent(lsp::MarkupContent { kind, value })
        });
        item
    };
    Some(sources.map(one).collect())
}

/// A page behind `[[`, a place on it behind `#`.
fn wiki(view: View<'_>, before: &str) -> Option<Vec<lsp::CompletionItem>> {
    let typed = &before[before.rfind("[[")? + 2..];
    if typed.contains(']') || typed.contains('|') {
        return None;
    }
    let here = view.page()?;
    let all = &view.known.whole;
    if let Some((name, typed)) = typed.split_once('#') {
        let page = match all.links.wiki(here, name) {
            Some(Target::Page { page, .. }) => page,
            _ if name.is_empty() => here,
            _ => return Some(Vec::new()),
        };
        return Some(places(view, page, typed));
    }
    let lang = &all.edition.pages()[here].face.lang;
    let pages = all.edition.pages().iter().map(|it| &it.face);
    let mut items = Vec::new();
    for face in pages.filter(|it| it.lang == *lang) {
        let kind = lsp::CompletionItemKind::FILE;
        items.push(item(view, typed, (face.id.as_str(), &face.title), kind));
        let kind = lsp::CompletionItemKind::TEXT;
        let names = face.aliases.iter().map(|it| it.value.as_str()).chain([&*face.title]);
        items.extend(names.map(|it| item(view, typed, (it, face.id.as_str()), kind)));
    }
    Some(items)
}

/// A path behind `](`, a place on a page behind `#`.
fn target(view: View<'_>, before: &str) -> Option<Vec<lsp::CompletionItem>> {
    let typed = &before[before.rfind("](")? + 2..];
    if typed.contains([')', ' ']) || typed.contains("://") {
        return None;
    }
    let here = view.page()?;
    let all = &view.known.whole;
    if let Some((path, typed)) = typed.split_once('#') {
        let page = match all.links.target(here, path) {
            Some(Target::Page { page, .. }) => page,
            _ if path.is_empty() => here,
            _ => return Some(Vec::new()),
        };
        return Some(places(view, page, typed));
    }
    let pages =
        all.edition.pages().iter().map(|it| (&it.face.file, it.face.title.as_str()));
    let assets = all.edition.assets().iter().map(|it| (it, ""));
    let kind = lsp::CompletionItemKind::FILE;
    let others = pages.chain(assets).filter(|(it, _)| *it != view.file);
    let way = |(file, title): (&crate::base::FilePath, &str)| {
        let path = super::rename::way(view.file, file);
        item(view, typed, (&path, title), kind)
    };
    Some(others.map(way).collect())
}

/// The places of a page.
fn places(view: View<'_>, page: usize, typed: &str) -> Vec<lsp::CompletionItem> {
    let anchors = view.known.whole.links.anchors(page).iter();
    let kind = lsp::CompletionItemKind::REFERENCE;
    anchors.map(|it| item(view, typed, (&it.id, &it.text), kind)).collect()
}

/// The label of a footnote behind `[^`.
fn note(view: View<'_>, before: &str) -> Option<Vec<lsp::CompletionItem>> {
    use crate::model::node::Kind;
    let typed = &before[before.rfind("[^")? + 2..];
    (!typed.contains([']', ' '])).then_some(())?;
    let page = &view.known.whole.edition.pages()[view.page()?];
    let kind = lsp::CompletionItemKind::REFERENCE;
    let note = |it: &crate::model::Node| match &it.kind {
        Kind::FootnoteDefinition(label) => {
            Some(item(view, typed, (label, it.text().trim()), kind))
        }
        _ => None,
    };
    Some(page.body.nodes.iter().filter_map(note).collect())
}

/// A class, a key or a value between `{` and `}`.
fn attribute(view: View<'_>, before: &str) -> Option<Vec<lsp::CompletionItem>> {
    let inside = &before[before.rfind('{')? + 1..];
    (!inside.contains('}')).then_some(())?;
    let word = inside.rsplit(' ').next().unwrap_or_default();
    if let Some((key, value)) = word.split_once('=') {
        let typed = value.trim_start_matches('"');
        let kind = lsp::CompletionItemKind::VALUE;
        let values = attribute_values(view, key);
        return Some(values.iter().map(|it| item(view, typed, (it, ""), kind)).collect());
    }
    let kind = lsp::CompletionItemKind::KEYWORD;
    Some(WORDS.iter().map(|it| item(view, word, *it, kind)).collect())
}

fn attribute_values(view: View<'_>, key: &str) -> Vec<String> {
    let all = &view.known.whole;
    match key {
        "marking" | "lang" => keys::values(view.known, key),
        "likelihood" => {
            let terms = view.known.settings().yardstick.terms.iter();
            terms.map(|it| it.name.replace(' ', "-")).collect()
        }
        "confidence" => Confidence::ALL.map(|it| it.name().to_owned()).to_vec(),
        "credibility" => ('1'..='6').map(String::from).collect(),
        "contradicts" => all.references.claims().iter().map(|it| it.id.clone()).collect(),
        "resolved-by" => keys::values(view.known, "nocite"),
        _ => Vec::new(),
    }
}
