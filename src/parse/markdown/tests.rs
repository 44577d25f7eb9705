use super::*;

#[test]
fn tight_items_hold_inlines_and_loose_items_paragraphs() {
    check("- a\n- b *c*\n", "(list (item 'a') (item 'b ' (emphasis 'c')))");
    check("- a\n\n- b\n", "(list (item (paragraph 'a')) (item (paragraph 'b')))");
    check("- a\n  - b\n", "(list (item 'a' (list (item 'b'))))");
}

/// The one place in this file that knows the API.
#[track_caller]
fn check(markdown: &str, expect: &str) {
    let file = FilePath::new("a.md").unwrap();
    let nodes = read(&file, markdown, 0, &Dialect::commonmark()).value;
    assert_eq!(draw(&nodes), expect, "{markdown}");
}

fn draw(nodes: &[Node]) -> String {
    let all: Vec<String> = nodes.iter().map(one).collect();
    all.join(" ")
}

fn one(node: &Node) -> String {
    let name = match &node.kind {
        Kind::Text(text) => return format!("'{text}'"),
        Kind::Heading(level) => format!("h{level}"),
        Kind::List(_) => "list".to_owned(),
        Kind::Item(_) => "item".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    };
    if node.children.is_empty() {
        return format!("({name})");
    }
    format!("({name} {})", draw(&node.children))
}
