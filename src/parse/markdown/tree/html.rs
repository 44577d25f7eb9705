//! What becomes of HTML in Markdown: it is shown, or the text of it, and never a comment.

use super::Tree;
use crate::base::mutant;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Kind, Node};
use crate::parse::allow;
use crate::parse::markdown::Html;
use crate::parse::markdown::harmless::{self, Harmless};
use crate::parse::markdown::html::without_comments;
use crate::parse::markdown::piece::Piece;
use crate::parse::markdown::run::clean;
use crate::parse::markdown::{marking, unheard};
use pulldown_cmark::CowStr;
use std::ops::Range;

impl<'a> Tree<'_, 'a> {
    /// A block of HTML.
    pub(super) fn html_block(&mut self, text: &str, range: &Range<usize>) {
        let allowed = allow::without(text);
        let text = allowed.as_deref().unwrap_or(text);
        self.hear_comments(text, range);
        match self.source.dialect.html {
            Html::Text => self.html_as_text(text, range),
            Html::Harmless => {
                let left = harmless::read(text);
                self.tell(text, &left, range);
                self.kept_block(&left.html, range);
            }
            // What stands in these is no HTML.
            Html::Passed if is_verbatim(text) => self.kept_block(text, range),
            Html::Passed => {
                let left = self.commented(text, range);
                self.kept_block(&left, range);
            }
            Html::Whole => self.kept_block(text, range),
        }
    }

    fn kept_block(&mut self, html: &str, range: &Range<usize>) {
        if html.trim().is_empty() {
            self.flush();
        } else {
            self.block(Kind::Html(clean(html)), range);
        }
    }

    /// A tag in a line, or a comment.
    pub(super) fn inline_html(&mut self, text: CowStr<'a>, range: Range<usize>) {
        if allow::without(&text).is_some() || self.source.is_comment(&range) {
            return;
        }
        self.hear_comments(&text, &range);
        let is_comment = text.starts_with("<!--") && !mutant::is_off("comment");
        match self.source.dialect.html {
            Html::Whole => self.kept_tag(&text, range),
            _ if is_comment => {}
            Html::Passed => self.kept_tag(&text, range),
            Html::Harmless => {
                let left = harmless::read(&text);
                self.tell(&text, &left, &range);
                if left.texts.is_empty() && !is_text(&left, &text) {
                    self.kept_tag(&left.html, range);
                } else {
                    self.pieces.push(Piece::literal(text, range));
                }
            }
            Html::Text => {
                self.tell_text(tag_of(&text), &range);
                self.pieces.push(Piece::literal(text, range));
            }
        }
    }

    /// A comment is not published, and marks nothing.
    fn hear_comments(&mut self, html: &str, range: &Range<usize>) {
        if unheard::in_comments(self.source, html) {
            self.findings.push(marking::stray(self.source, range));
        }
    }

    fn kept_tag(&mut self, html: &str, range: Range<usize>) {
        if html.is_empty() {
            return;
        }
        let kind = Kind::InlineHtml(clean(html));
        let node = Node::new(kind, self.source.span(&range), Vec::new());
        self.pieces.push(Piece::node(node, range));
    }

    fn html_as_text(&mut self, text: &str, range: &Range<usize>) {
        let left = self.commented(text, range);
        let left = left.trim();
        if left.is_empty() {
            self.flush();
        } else {
            if left.contains('<') && !left.starts_with("<!--") {
                self.tell_text(tag_of(left), range);
            }
            self.paragraph_of(left, range);
        }
    }

    /// A text without its comments; as it is if one of them has no end, which is told.
    fn commented(&mut self, text: &str, range: &Range<usize>) -> String {
        without_comments(text).unwrap_or_else(|| {
            let code = Code::UnclosedComment;
            let finding = self.source.finding(code, range, "a comment has no end");
            self.findings.push(finding.help("close it with `-->`"));
            text.to_owned()
        })
    }

    /// Tells what is left out and what is text, each once a page.
    fn tell(&mut self, html: &str, left: &Harmless, range: &Range<usize>) {
        for (name, tag) in &left.lost {
            if self.told.insert(name.clone()) {
                let message = format!("`{name}` is left out of the page");
                let finding = Diagnostic::new(Code::HtmlLeftOut, message);
                let finding = finding.at(self.source.file, self.tag(html, tag, range));
                self.findings.push(finding.help(way_out(name)));
            }
        }
        for (name, tag) in &left.texts {
            if self.told.insert(name.clone()) {
                let message =
                    format!("`{name}` is shown as text: HTML has no such element");
                let finding = Diagnostic::new(Code::HtmlIsText, message);
                let finding = finding.at(self.source.file, self.tag(html, tag, range));
                self.findings.push(finding.help("put it between backticks"));
            }
        }
    }

    /// Where a tag stands in the file, which may have marks of quotes and lists in between.
    fn tag(&self, html: &str, tag: &Range<usize>, block: &Range<usize>) -> Span {
        let written = html.get(tag.clone()).unwrap_or_default();
        let line = written.lines().next().unwrap_or_default();
        self.source.place(line, self.source.span(block), tag.start)
    }

    /// Tells once a page that HTML is text.
    fn tell_text(&mut self, tag: &str, range: &Range<usize>) {
        if self.told.insert(String::new()) {
            let message = format!("HTML is shown as text: `{tag}`");
            let finding: Diagnostic =
                self.source.finding(Code::HtmlIsText, range, message);
            self.findings.push(finding.help(
                "write it as Markdown, or set `raw-html = true` under `[dossier]`",
            ));
        }
    }
}

/// What to do about something that is left out.
fn way_out(name: &str) -> &'static str {
    match name {
        "<source>" => {
            "of `<picture>` only its `<img>` is shown; let that show what is meant"
        }
        "<map>" | "<area>" => "write the places it leads to as a list of links",
        harmless::ICON => "icons of Font Awesome are not drawn; write a word or a sign",
        _ => "take it out; what could run something, and `style`, is never shown",
    }
}

/// Whether a tag of no element is the end of one: it has no finding of its own.
fn is_text(left: &Harmless, written: &str) -> bool {
    left.html.starts_with("&lt;") && written.starts_with('<')
}

/// The first tag of a text, if it has an end.
fn tag_of(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find('>').map_or(text.len(), |it| it + 1);
    text.get(..end).unwrap_or(text).lines().next().unwrap_or_default()
}

/// Whether a block holds something whose inside is no HTML, as CommonMark has it.
fn is_verbatim(text: &str) -> bool {
    let starts = |name: &str| {
        let tag = text.trim_start().get(1..=name.len());
        tag.is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    ["script", "style", "pre", "textarea"].into_iter().any(starts)
}
