use super::*;
use crate::model::{Attributes, Cluster, Kind};

mod citations;
mod dossier;
mod github;
mod limits;
mod markings;

/// Everything on.
pub(super) fn dossier() -> Dialect {
    Dialect {
        smart: true,
        definition_lists: true,
        alerts: true,
        github: true,
        dossier: true,
        comments: true,
        html: Html::Text,
        scheme: Scheme::default(),
        ..Dialect::commonmark()
    }
}

/// Checks that a paragraph is one text, as it is written.
#[track_caller]
pub(super) fn is_text(text: &str) {
    check(text, &format!("(paragraph '{text}')"));
}

/// Reads with everything on; draws the nodes and the codes of the findings.
#[track_caller]
pub(super) fn check(markdown: &str, expect: &str) {
    check_in(&dossier(), markdown, expect);
}

/// The one place that knows the API.
#[track_caller]
pub(super) fn check_in(dialect: &Dialect, markdown: &str, expect: &str) {
    let checked = read_all(dialect, markdown);
    let codes = checked.findings.iter().map(|it| it.code.name());
    let drawn = draw(&checked.value);
    let all: Vec<&str> = std::iter::once(drawn.as_str()).chain(codes).collect();
    assert_eq!(all.join(" "), expect, "{markdown}");
}

/// Reads behind other text, and holds every span against the text.
#[track_caller]
pub(super) fn read_all(dialect: &Dialect, markdown: &str) -> Checked<Vec<Node>> {
    let file = FilePath::new("a.md").unwrap();
    let text = format!("---\nä\n---\n{markdown}");
    let checked = read(&file, &text, text.len() - markdown.len(), dialect);
    let mut spans: Vec<_> = checked.value.iter().collect();
    while let Some(node) = spans.pop() {
        let slice = text.get(node.span.range());
        assert!(slice.is_some(), "{:?} of {markdown:?}", node.span);
        spans.extend(&node.children);
    }
    for place in checked.findings.iter().filter_map(|it| it.place.as_ref()?.span) {
        assert!(text.get(place.range()).is_some(), "{place:?} of {markdown:?}");
    }
    checked
}

pub(super) fn draw(nodes: &[Node]) -> String {
    let all: Vec<String> = nodes.iter().map(one).collect();
    all.join(" ")
}

fn one(node: &Node) -> String {
    let name = match &node.kind {
        Kind::Text(text) => return format!("'{text}'"),
        Kind::SoftBreak => return "/".to_owned(),
        Kind::HardBreak => return "//".to_owned(),
        Kind::Cite(cluster) => return format!("<{}>", cite(cluster)),
        Kind::Heading(level) => format!("h{level}"),
        Kind::List(None) => "list".to_owned(),
        Kind::List(Some(start)) => format!("list-{start}"),
        Kind::Item(None) => "item".to_owned(),
        Kind::Item(Some(done)) => format!("item-{done}"),
        Kind::Alert(kind) => (*kind).to_owned(),
        Kind::Table(_) => "table".to_owned(),
        Kind::Code(text) => format!("code '{text}'"),
        Kind::CodeBlock(it) => format!("pre '{}' {:?}", it.info, it.text),
        Kind::Html(text) => format!("html {text:?}"),
        Kind::InlineHtml(text) => format!("tag {text:?}"),
        Kind::Link(to) => format!("link {}", to.dest),
        Kind::Image(to) => format!("image {}", to.dest),
        Kind::WikiLink { target } => format!("wiki '{target}'"),
        Kind::Math { display, tex } => format!("math {display} '{tex}'"),
        Kind::FootnoteReference(label) => format!("ref {label}"),
        Kind::FootnoteDefinition(label) => format!("note {label}"),
        other => format!("{other:?}").to_lowercase(),
    };
    let attributes = node.attributes.as_ref().map(|it| braces(it)).unwrap_or_default();
    let children = draw(&node.children);
    let space = if children.is_empty() { "" } else { " " };
    format!("({name}{attributes}{space}{children})")
}

fn braces(attributes: &Attributes) -> String {
    let id = attributes.id.iter().map(|it| format!("#{it}"));
    let classes = attributes.classes.iter().map(|it| format!(".{it}"));
    let pairs = attributes.pairs.iter().map(|(key, value)| format!("{key}={value}"));
    let marking = attributes.marking.iter().map(ToString::to_string);
    let all: Vec<String> = id.chain(classes).chain(pairs).chain(marking).collect();
    format!("{{{}}}", all.join(" "))
}

/// `mode|prefix|key|label|locator|suffix` of every item.
fn cite(cluster: &Cluster) -> String {
    let items = cluster.items.iter().map(|it| {
        let label = it.label.map(|it| format!("{it:?}")).unwrap_or_default();
        let locator = it.locator.as_deref().unwrap_or_default();
        let (prefix, suffix) = (draw(&it.prefix), draw(&it.suffix));
        format!("{:?}|{prefix}|{}|{label}|{locator}|{suffix}", it.mode, it.key)
    });
    items.collect::<Vec<_>>().join("; ")
}

#[test]
fn tight_items_hold_inlines_and_loose_items_paragraphs() {
    let check = |text: &str, expect| check_in(&Dialect::commonmark(), text, expect);
    check("- a\n- b *c*\n", "(list (item 'a') (item 'b ' (emphasis 'c')))");
    check("- a\n\n- b\n", "(list (item (paragraph 'a')) (item (paragraph 'b')))");
    check("- a\n  - b\n", "(list (item 'a' (list (item 'b'))))");
}
