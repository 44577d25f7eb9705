//! Fetches one short text and what it says of itself, for somebody who adds a source.

use super::{Manners, ask};
use html5gum::{Token, Tokenizer};
use std::collections::BTreeMap;

/// An answer that was read as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The whole text, at most a mebibyte of it.
    pub text: String,
    /// The title of an HTML page.
    pub title: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// Names (or properties) and contents of its `meta` elements, names in lower case.
    pub metas: Vec<(String, String)>,
}

/// Fetches `address` in the form `accept`; the error says why it could not.
pub fn fetch(address: &str, accept: &str, manners: &Manners) -> Result<Page, String> {
    let text = ask::text(&ask::agent(manners), address, accept)?;
    let mut page = if accept == "text/html" { described(&text) } else { Page::default() };
    page.text = text;
    Ok(page)
}

/// What the head of an HTML page says.
fn described(text: &str) -> Page {
    let mut page = Page::default();
    let mut in_title = false;
    for token in Tokenizer::new(text).flatten() {
        match token {
            Token::StartTag(tag) => {
                let named = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
                let attributes: BTreeMap<String, String> = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (named(name), named(value)))
                    .collect();
                in_title = tag.name.as_slice() == b"title" && page.title.is_none();
                match tag.name.as_slice() {
                    b"html" => page.lang = attributes.get("lang").cloned(),
                    b"meta" => page.metas.extend(meta(&attributes)),
                    b"body" => break,
                    _ => {}
                }
            }
            Token::String(text) if in_title => {
                let text = String::from_utf8_lossy(&text).trim().to_owned();
                page.title = Some(text).filter(|it| !it.is_empty());
            }
            Token::EndTag(_) => in_title = false,
            _ => {}
        }
    }
    page
}

fn meta(attributes: &BTreeMap<String, String>) -> Option<(String, String)> {
    let name = attributes.get("name").or_else(|| attributes.get("property"))?;
    let content = attributes.get("content")?.trim();
    (!content.is_empty()).then(|| (name.to_lowercase(), content.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_it_is() {
        let page = described(
            "<!doctype html><html lang=de><head><title> A &amp; B </title>\
             <meta property=og:title content='The title'><meta name=Author content=X>\
             <meta name=empty content=''></head><body><title>no</title>",
        );
        assert_eq!(page.title.as_deref(), Some("A & B"));
        assert_eq!(page.lang.as_deref(), Some("de"));
        let metas = [("og:title", "The title"), ("author", "X")];
        assert_eq!(page.metas, metas.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }
}
