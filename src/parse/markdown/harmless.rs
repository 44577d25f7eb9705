//! Reads a piece of HTML into the part of it that a page may hold: known elements, known
//! attributes, no comment. How they nest is seen to where they are written.

use super::html::without_comments;
use crate::base::text::{escape_into, escape_text_into};
use crate::model::harmless::{Element, Fate, fate, is_attribute, is_read};
use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token, Tokenizer};
use std::collections::BTreeMap;
use std::ops::Range;

/// How an icon of Font Awesome is named that is left out.
pub(super) const ICON: &str = "<i class=\"fa …\">";

/// What is left of a piece of HTML.
#[derive(Debug, Default)]
pub(super) struct Harmless {
    /// Tags and text.
    pub(super) html: String,
    /// The tags and attributes that are left out, with the first tag that is concerned.
    pub(super) lost: BTreeMap<String, Range<usize>>,
    /// The tags that are text, as no element has their name, with their place.
    pub(super) texts: BTreeMap<String, Range<usize>>,
    /// The tag that is being read.
    tag: Range<usize>,
    /// The element that goes with everything in it, and how deep it stands in itself.
    hidden: Option<(String, usize)>,
}

/// Reads a block of HTML, or one tag.
pub(super) fn read(html: &str) -> Harmless {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What stands in `<script>` is no HTML.
    emitter.naively_switch_states(true);
    let mut left = Harmless::default();
    if without_comments(html).is_none() {
        let at = html.rfind("<!--").unwrap_or_default();
        left.lost.insert("<!--".to_owned(), at..at + 4);
    }
    // Reading a string cannot fail.
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        left.take(html, token);
    }
    left
}

impl Harmless {
    fn take(&mut self, html: &str, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => {
                self.tag = tag.span.start..tag.span.end;
                let written = html.get(tag.span.start..tag.span.end).unwrap_or_default();
                self.start(written, &tag);
            }
            Token::EndTag(tag) => {
                let written = html.get(tag.span.start..tag.span.end).unwrap_or_default();
                self.end(written, &lossy(&tag.name));
            }
            Token::String(text) if self.hidden.is_none() => self.text(&lossy(&text)),
            _ => {}
        }
    }

    fn start(&mut self, written: &str, tag: &StartTag<usize>) {
        let name = lossy(&tag.name);
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(*hidden == name);
            return;
        }
        match fate(&name) {
            Fate::Kept(element) => self.element(&name, element, tag),
            Fate::Unwrapped => {}
            Fate::Refused => self.lose(&format!("<{name}>")),
            Fate::LeftOut => {
                self.lose(&format!("<{name}>"));
                let is_empty = matches!(&*name, "embed" | "frame") || tag.self_closing;
                self.hidden = (!is_empty).then_some((name, 1));
            }
            Fate::Text => {
                self.text(written);
                let name = written.get(1..=name.len()).unwrap_or(&name);
                self.texts.entry(format!("<{name}>")).or_insert(self.tag.clone());
            }
        }
    }

    fn lose(&mut self, name: &str) {
        self.lost.entry(name.to_owned()).or_insert(self.tag.clone());
    }

    fn element(&mut self, name: &str, element: Element, tag: &StartTag<usize>) {
        if name == "i" && tag.attributes.get(b"class".as_slice()).is_some_and(is_icon) {
            self.lose(ICON);
        }
        self.html.push('<');
        self.html.push_str(name);
        for (key, value) in &tag.attributes {
            let value: &Spanned<HtmlString, usize> = value;
            self.attribute(element.tag, &lossy(key), &lossy(&value.value));
        }
        self.html.push('>');
    }

    /// What only looks otherwise is left out silently, but for a `style`, which an author
    /// would look for.
    fn attribute(&mut self, tag: &str, name: &str, value: &str) {
        if is_attribute(tag, name, value) || is_read(tag, name) {
            self.html.extend([" ", name, "=\""]);
            escape_into(&mut self.html, value);
            self.html.push('"');
        } else if name == "style" || name.starts_with("on") {
            self.lose(name);
        }
    }

    fn end(&mut self, written: &str, name: &str) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            if *depth == 0 {
                self.hidden = None;
            }
            return;
        }
        match fate(name) {
            Fate::Kept(_) => self.html.extend(["</", name, ">"]),
            Fate::Text => self.text(written),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        escape_text_into(&mut self.html, text);
    }
}

/// Whether a class is that of an icon of Font Awesome, which mdBook draws.
fn is_icon(class: &Spanned<HtmlString, usize>) -> bool {
    let class = lossy(&class.value);
    let mut words = class.split_whitespace();
    words.any(|it| matches!(it, "fa" | "fas" | "fab" | "far" | "fa-solid" | "fa-brands"))
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_may_hold_is_left() {
        check(
            "<P ALIGN=center onclick=x><IMG src='a.png' width=100%>",
            "<p align=\"center\"><img src=\"a.png\" width=\"100%\">",
        );
        check("a &lt;b <kbd>x</kbd>", "a &lt;b <kbd>x</kbd>");
        check("<!-- secret -->a<!-- b", "a");
        check("<script>alert('<b>')</script>c", "c");
        check("<svg><svg></svg><b>x</b></svg>c", "c");
        check("<form><input>x</form>", "x");
        check("Vec<T> <x-y>", "Vec&lt;T&gt; &lt;x-y&gt;");
        check("<a href=\"javascript:x&quot;\">", "<a href=\"javascript:x&quot;\">");
    }

    #[test]
    fn what_is_lost_is_known() {
        let left = read("<p style=x onclick=y><iframe src=z></iframe><T></p>");
        let all = |it: &BTreeMap<String, _>| it.keys().cloned().collect::<Vec<_>>();
        assert_eq!(all(&left.lost), ["<iframe>", "onclick", "style"]);
        assert_eq!(all(&left.texts), ["<T>"]);
        let left =
            read("<i class='fa fa-eye'></i><i>x</i><picture><source srcset=a></picture>");
        assert_eq!(all(&left.lost), [ICON, "<source>"]);
        assert_eq!(left.lost["<source>"], 42..59);
    }

    #[track_caller]
    fn check(html: &str, expect: &str) {
        assert_eq!(read(html).html, expect);
    }
}
