//! One page of the site as a part of the file: what stands in its `main`, its language, its
//! title, the label that it bears.

use super::names::Names;
use super::tag::Fitter;
use super::token::{Start, Token, plain, tokens};
use crate::base::{Files, SitePath};
use std::collections::BTreeSet;
use std::mem;

/// A page, ready to be put between others.
#[derive(Default)]
pub(super) struct Leaf {
    /// The tag of its language.
    pub(super) lang: String,
    /// From which side it is written, where the page says so.
    pub(super) dir: Option<String>,
    /// The classes of its `body`.
    pub(super) class: String,
    /// Its `title`.
    pub(super) title: String,
    /// What its label holds, where it bears one.
    pub(super) label: Option<String>,
    /// What stands in its `main`.
    pub(super) html: String,
    /// The files that it offers.
    pub(super) downloads: BTreeSet<SitePath>,
}

/// Elements that have no place within a page of the file, with all they hold.
const DROPPED: [&str; 8] =
    ["base", "link", "meta", "noscript", "script", "style", "template", "title"];
/// Elements whose end need not be written.
const OPEN_ENDED: [&str; 12] = [
    "dd", "dt", "li", "optgroup", "option", "p", "tbody", "td", "tfoot", "th", "thead",
    "tr",
];
/// Elements that a screen reader lists by name, where they have one.
const LANDMARKS: [&str; 5] = ["aside", "form", "nav", "search", "section"];

impl Leaf {
    /// The page `path`.
    pub(super) fn of(files: &Files, names: &Names<'_>, path: &SitePath) -> Self {
        let text = files.get(path).and_then(|it| std::str::from_utf8(it).ok());
        let tokens = tokens(text.unwrap_or_default());
        let mut leaf = Self::default();
        leaf.read_frame(&tokens);
        let body = main(&tokens);
        let heading = Heading::of(body);
        let mut writer = Writer {
            fitter: Fitter::new(files, names, path),
            heading: heading.as_ref(),
            is_titled: false,
            open: Vec::new(),
            out: String::new(),
        };
        writer.write(body);
        (leaf.html, leaf.downloads) = (writer.out, writer.fitter.downloads);
        leaf
    }

    /// What stands around `main`.
    fn read_frame(&mut self, tokens: &[Token<'_>]) {
        for (at, token) in tokens.iter().enumerate() {
            let Token::Start(tag) = token else { continue };
            match tag.name.as_str() {
                "html" => {
                    tag.get("lang").unwrap_or_default().clone_into(&mut self.lang);
                    self.dir = tag.get("dir").map(str::to_owned);
                }
                "body" => {
                    tag.get("class").unwrap_or_default().clone_into(&mut self.class);
                }
                "title" if self.title.is_empty() => {
                    self.title = plain(&html_of(inner(&tokens[at..], "title")));
                }
                "main" => return,
                _ if tag.is_of("tlp-top") => {
                    self.label = Some(html_of(inner(&tokens[at..], &tag.name)));
                }
                _ => {}
            }
        }
    }
}

/// What stands in `main`, to its last end.
fn main<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let is_start = |it: &Token<'_>| matches!(it, Token::Start(tag) if tag.name == "main");
    let is_end = |it: &Token<'_>| matches!(it, Token::End { name } if name == "main");
    let Some(start) = tokens.iter().position(is_start) else { return &[] };
    let end = tokens.iter().rposition(is_end).unwrap_or(tokens.len());
    tokens.get(start + 1..end).unwrap_or_default()
}

/// What the element that opens with the first token holds.
fn inner<'t, 'a>(tokens: &'t [Token<'a>], name: &str) -> &'t [Token<'a>] {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Start(tag) if tag.name == name => depth += 1,
            Token::End { name: it } if it == name => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &tokens[1.min(at)..at];
        }
    }
    &[]
}

fn html_of(tokens: &[Token<'_>]) -> String {
    let mut out = String::new();
    for token in tokens {
        match token {
            Token::Start(tag) => out.push_str(tag.raw.unwrap_or_default()),
            Token::End { name } => end(&mut out, name),
            Token::Other(text) => out.push_str(text),
        }
    }
    out
}

fn end(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// The title of a page as it stands on it.
struct Heading {
    /// Its id on the page.
    id: String,
    /// Its text.
    text: String,
    /// Whether it had an id before.
    is_named: bool,
}

impl Heading {
    fn of(body: &[Token<'_>]) -> Option<Self> {
        let (at, tag) = body.iter().enumerate().find_map(|(at, it)| match it {
            Token::Start(tag) if tag.name == "h1" => Some((at, tag)),
            _ => None,
        })?;
        let id = tag.get("id").filter(|it| !it.is_empty());
        Some(Self {
            id: id.unwrap_or("d-title").to_owned(),
            text: plain(&html_of(inner(&body[at..], "h1"))),
            is_named: id.is_some(),
        })
    }
}

struct Writer<'a, 'h> {
    fitter: Fitter<'a>,
    heading: Option<&'h Heading>,
    /// Whether the title was written.
    is_titled: bool,
    /// The elements that are open.
    open: Vec<String>,
    out: String,
}

impl Writer<'_, '_> {
    fn write(&mut self, body: &[Token<'_>]) {
        let mut at = 0;
        while let Some(token) = body.get(at) {
            at += 1;
            match token {
                Token::Start(tag)
                    if DROPPED.contains(&tag.name.as_str()) && !self.draws() =>
                {
                    at += dropped(tag, &body[at..]);
                }
                Token::Start(tag) => self.start(tag),
                Token::End { name } => self.end(name),
                Token::Other(text) => self.out.push_str(text),
            }
        }
        // What raw HTML left open must not swallow the pages behind it.
        while let Some(name) = self.open.pop() {
            if !OPEN_ENDED.contains(&name.as_str()) {
                end(&mut self.out, demoted(&name));
            }
        }
    }

    /// Whether the place is within a drawing: it may have a title of its own.
    fn draws(&self) -> bool {
        self.open.iter().any(|it| it == "svg" || it == "math")
    }

    fn start(&mut self, tag: &Start<'_>) {
        let named = self.named(tag);
        let tag = named.as_ref().unwrap_or(tag);
        self.fitter.write(tag, demoted(&tag.name), &mut self.out);
        if !tag.is_void() {
            self.open.push(tag.name.clone());
        }
    }

    /// Closes an element, if it is open: no page can close what holds it.
    fn end(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|it| it == name) else { return };
        self.open.truncate(at);
        end(&mut self.out, demoted(name));
    }

    /// The title gets an id, and landmarks get its text, for hundreds of pages have the
    /// same ones.
    fn named<'t>(&mut self, tag: &Start<'t>) -> Option<Start<'t>> {
        let heading = self.heading?;
        if tag.name == "h1"
            && !heading.is_named
            && !mem::replace(&mut self.is_titled, true)
        {
            return Some(tag.with("id", heading.id.clone()));
        }
        if !LANDMARKS.contains(&tag.name.as_str()) {
            return None;
        }
        match (tag.get("aria-label"), tag.get("aria-labelledby")) {
            (Some(label), _) => {
                Some(tag.with("aria-label", format!("{label} · {}", heading.text)))
            }
            (None, Some(ids)) => {
                Some(tag.with("aria-labelledby", format!("{ids} {}", heading.id)))
            }
            (None, None) => None,
        }
    }
}

/// How many tokens a dropped element holds, with its end.
fn dropped(tag: &Start<'_>, rest: &[Token<'_>]) -> usize {
    if tag.is_void() {
        return 0;
    }
    let is_end = |it: &Token<'_>| matches!(it, Token::End { name } if *name == tag.name);
    rest.iter().position(is_end).map_or(0, |it| it + 1)
}

/// A heading goes down by one level; the sixth has nowhere to go.
fn demoted(name: &str) -> &str {
    match name {
        "h1" => "h2",
        "h2" => "h3",
        "h3" => "h4",
        "h4" => "h5",
        "h5" => "h6",
        _ => name,
    }
}
