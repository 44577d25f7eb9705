//! Tags and what stands between them, as a browser reads them.

use html5gum::{DefaultEmitter, Span, Tokenizer};
use std::ops::Range;

/// A piece of HTML.
pub(super) enum Token<'a> {
    /// A start tag.
    Start(Start<'a>),
    /// An end tag.
    End {
        /// What is closed, in lower case.
        name: String,
    },
    /// Text, comments and the doctype, as written.
    Other(&'a str),
}

/// A start tag.
#[derive(Clone)]
pub(super) struct Start<'a> {
    /// As written; `None` where its attributes are others now.
    pub(super) raw: Option<&'a str>,
    /// In lower case.
    pub(super) name: String,
    /// Names in lower case and values without escapes, in the order of the text.
    pub(super) attributes: Vec<(String, String)>,
    /// Whether it ends with `/>`.
    pub(super) closes_itself: bool,
}

impl Start<'_> {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|it| it.0 == name);
        found.map(|it| it.1.as_str())
    }

    /// The tag with another value for an attribute, or with one more attribute.
    pub(super) fn with(&self, name: &str, value: String) -> Self {
        let mut tag = Self { raw: None, ..self.clone() };
        match tag.attributes.iter_mut().find(|it| it.0 == name) {
            Some(known) => known.1 = value,
            None => tag.attributes.push((name.to_owned(), value)),
        }
        tag
    }

    /// Whether it is of a class.
    pub(super) fn is_of(&self, class: &str) -> bool {
        self.get("class")
            .is_some_and(|it| it.split_ascii_whitespace().any(|it| it == class))
    }

    /// Whether nothing can stand within: nobody closes it.
    pub(super) fn is_void(&self) -> bool {
        const VOID: [&str; 14] = [
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
            "source", "track", "wbr", "param",
        ];
        self.closes_itself || VOID.contains(&self.name.as_str())
    }
}

/// The pieces of a text; together they are the text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut tokens = Vec::new();
    let mut at = 0;
    // Reading a string cannot fail.
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        let (token, span) = match token {
            html5gum::Token::StartTag(it) => {
                let span = range(it.span);
                (Token::Start(start(text, it)), span)
            }
            html5gum::Token::EndTag(it) => {
                (Token::End { name: lossy(&it.name) }, range(it.span))
            }
            _ => continue,
        };
        let before = text.get(at..span.start).unwrap_or_default();
        if !before.is_empty() {
            tokens.push(Token::Other(before));
        }
        at = span.end;
        tokens.push(token);
    }
    let rest = text.get(at..).unwrap_or_default();
    if !rest.is_empty() {
        tokens.push(Token::Other(rest));
    }
    tokens
}

/// The text of some HTML, without escapes, blanks as one.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::new();
    for token in Tokenizer::new(html).flatten() {
        if let html5gum::Token::String(it) = token {
            text.push_str(&lossy(&it));
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn start(text: &str, tag: html5gum::StartTag<usize>) -> Start<'_> {
    let mut attributes: Vec<_> = tag.attributes.into_iter().collect();
    attributes.sort_by_key(|(_, value)| value.span.start);
    let plain = |(name, value): (html5gum::HtmlString, _)| {
        let value: html5gum::Spanned<html5gum::HtmlString, usize> = value;
        (lossy(&name), lossy(&value.value))
    };
    Start {
        raw: text.get(range(tag.span)),
        name: lossy(&tag.name),
        attributes: attributes.into_iter().map(plain).collect(),
        closes_itself: tag.self_closing,
    }
}

fn range(span: Span<usize>) -> Range<usize> {
    span.start..span.end
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
