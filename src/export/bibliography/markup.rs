//! Reads the markup in the text of fields: the tags of CSL-JSON (the manual of citeproc-js,
//! on markup) as nested pairs. Everything else is text.

/// What a pair of tags does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `<i>`.
    Italic,
    /// `<b>`.
    Bold,
    /// `<sup>`.
    Superscript,
    /// `<sub>`.
    Subscript,
    /// `<sc>` or `<span style="font-variant:small-caps;">`.
    SmallCaps,
    /// `<span class="nocase">`: the case of the letters stays.
    NoCase,
}

/// A piece of marked text. Pairs are complete and nested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run<'a> {
    /// Text as it is.
    Text(&'a str),
    /// A style begins.
    Open(Style),
    /// The style that began last ends.
    Close(Style),
}

/// The pieces of a text. A tag without its partner is text.
pub(super) fn runs(text: &str) -> Vec<Run<'_>> {
    let mut tokens = tokens(text);
    let mut open: Vec<(usize, Element)> = Vec::new();
    for at in 0..tokens.len() {
        match tokens[at].tag {
            Some(Tag::Open(element, _)) => open.push((at, element)),
            Some(Tag::Close(element)) => match open.pop() {
                Some((begin, it)) if it == element => pair(&mut tokens, begin, at),
                _ => open.clear(),
            },
            None => {}
        }
    }
    tokens.into_iter().map(|it| it.run.unwrap_or(Run::Text(it.text))).collect()
}

/// The text without its markup.
pub(super) fn plain(text: &str) -> String {
    let text = runs(text).into_iter().filter_map(|it| match it {
        Run::Text(text) => Some(text),
        Run::Open(_) | Run::Close(_) => None,
    });
    text.collect()
}

/// A tag that may be markup, or the text between two of them.
struct Token<'a> {
    text: &'a str,
    tag: Option<Tag>,
    run: Option<Run<'a>>,
}

#[derive(Clone, Copy)]
enum Tag {
    Open(Element, Style),
    Close(Element),
}

/// What must agree between the tags of a pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    I,
    B,
    Sup,
    Sub,
    Sc,
    Span,
}

fn pair(tokens: &mut [Token<'_>], begin: usize, end: usize) {
    if let Some(Tag::Open(_, style)) = tokens[begin].tag {
        tokens[begin].run = Some(Run::Open(style));
        tokens[end].run = Some(Run::Close(style));
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut plain = |text| tokens.push(Token { text, tag: None, run: None });
    let (mut rest, mut from) = (text, 0);
    let mut tags = Vec::new();
    while let Some(at) = rest[from..].find('<').map(|it| it + from) {
        let end = rest[at..].find('>').map(|it| at + it + 1);
        let found = end.and_then(|end| Some((end, tag(&rest[at..end])?)));
        if let Some((end, tag)) = found {
            plain(&rest[..at]);
            tags.push(tag);
            plain(&rest[at..end]);
            (rest, from) = (&rest[end..], 0);
        } else {
            from = at + 1;
        }
    }
    plain(rest);
    for (at, tag) in tags.into_iter().enumerate() {
        tokens[2 * at + 1].tag = Some(tag);
    }
    tokens
}

fn tag(text: &str) -> Option<Tag> {
    const TAGS: [(&str, Element, Style); 7] = [
        ("i", Element::I, Style::Italic),
        ("b", Element::B, Style::Bold),
        ("sup", Element::Sup, Style::Superscript),
        ("sub", Element::Sub, Style::Subscript),
        ("sc", Element::Sc, Style::SmallCaps),
        ("span class=\"nocase\"", Element::Span, Style::NoCase),
        ("span style=\"font-variant:small-caps;\"", Element::Span, Style::SmallCaps),
    ];
    let inside = text.strip_prefix('<')?.strip_suffix('>')?.replace(": ", ":");
    if let Some(name) = inside.strip_prefix('/') {
        let named =
            |(it, ..): &&(&str, Element, Style)| it.split(' ').next() == Some(name);
        return TAGS.iter().find(named).map(|(_, element, _)| Tag::Close(*element));
    }
    let found = TAGS.iter().find(|(it, ..)| *it == inside);
    found.map(|(_, element, style)| Tag::Open(*element, *style))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(plain(text), expect);
    }

    #[test]
    fn markup_is_left_out_and_nothing_else() {
        check("A <i>b <b>c</b></i> d", "A b c d");
        check("x<sup>2</sup> <span class=\"nocase\">iOS</span>", "x2 iOS");
        check("<span style=\"font-variant: small-caps;\">sc</span>", "sc");
        check("<state> & <i>ndustry", "<state> & <i>ndustry");
        check("a < b > c </i> <b x='1'>", "a < b > c </i> <b x='1'>");
        check("<i>a<b>c</i>", "<i>a<b>c</i>");
        check("<<i>x</i>>", "<x>");
    }

    #[test]
    fn pairs_are_nested() {
        let runs = runs("<i>a</i>");
        let style = Style::Italic;
        let expect = [
            Run::Text(""),
            Run::Open(style),
            Run::Text("a"),
            Run::Close(style),
            Run::Text(""),
        ];
        assert_eq!(runs, expect);
    }
}
