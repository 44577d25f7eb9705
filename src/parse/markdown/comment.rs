//! Comments as Obsidian writes them: `%%…%%` within a paragraph, or from the start of a line
//! on, over any lines. They go before anything is read, and no place moves: blanks stand
//! where nothing else is on the line, otherwise a tag that is left out.

use super::Dialect;
use super::money;
use super::unheard;
use crate::model::Scheme;
use pulldown_cmark::{Event, Parser, Tag};
use std::ops::Range;

const MARK: &str = "%%";

/// A text without its comments.
#[derive(Debug, Default)]
pub(super) struct Veiled {
    /// The text with blanks and tags in their places; as long as it was.
    pub(super) text: String,
    /// Where tags stand for comments.
    pub(super) tags: Vec<Range<usize>>,
    /// Comments that say a label and not much else.
    pub(super) labels: Vec<Range<usize>>,
}

/// Veils the comments of a text; `None` if it has none.
pub(super) fn veil(body: &str, dialect: &Dialect) -> Option<Veiled> {
    // Most texts have no such sign, or one.
    let is_there =
        dialect.comments && body.contains('%') && body.matches(MARK).nth(1).is_some();
    let Set { codes, html } = is_there.then(|| Set::of(body, dialect))?;
    let found = find(body, &codes);
    let mut veiled = Veiled::default();
    for comment in &found {
        let said = &body[comment.start + MARK.len()..comment.end - MARK.len()];
        if dialect.dossier && says_label(said, &dialect.scheme) {
            veiled.labels.push(comment.clone());
        }
        // Within a block of HTML a tag would be shown.
        let is_html = html.iter().any(|it| it.contains(&comment.start));
        veiled.put(body, comment, is_html);
    }
    veiled.text.push_str(&body[veiled.text.len()..]);
    (!found.is_empty()).then_some(veiled)
}

fn says_label(said: &str, scheme: &Scheme) -> bool {
    unheard::is_short(said) && scheme.stands_in(said) || scheme.behind_key(said).is_some()
}

impl Veiled {
    fn put(&mut self, body: &str, comment: &Range<usize>, is_html: bool) {
        let is_blank = |it: char| matches!(it, ' ' | '\t');
        let before = &body[self.text.len()..comment.start];
        let behind = &body[comment.end..];
        let (kept, rest) =
            (before.trim_end_matches(is_blank), behind.trim_start_matches(is_blank));
        let is_end = rest.is_empty() || rest.starts_with(['\n', '\r']);
        let is_start = starts_line(body, comment.start);
        if is_html || is_end && is_start {
            self.text.push_str(before);
            return self.fill(comment.len(), ["", ""]);
        }
        // Blanks go as they go with marked words.
        let is_apart = is_start || kept.len() < before.len();
        let start = if is_end { kept } else { before };
        self.text.push_str(start);
        let blanks = if is_apart && !is_end { behind.len() - rest.len() } else { 0 };
        let range = self.text.len()..comment.end + blanks;
        self.tags.push(range.clone());
        self.fill(range.len(), ["<c", ">"]);
    }

    fn fill(&mut self, length: usize, [open, close]: [&str; 2]) {
        self.text.push_str(open);
        self.text.extend(std::iter::repeat_n(' ', length - open.len() - close.len()));
        self.text.push_str(close);
    }
}

/// Whether nothing but the marks of quotes, lists and headings stands in front on the line.
fn starts_line(body: &str, at: usize) -> bool {
    let is_mark = |it: char| it.is_ascii_digit() || " \t>-*+.)#".contains(it);
    let is_end = |it: &str| it.is_empty() || it.ends_with(['\n', '\r']);
    let before = &body[..at];
    let is_apart = is_end(before) || before.ends_with([' ', '\t', '>']);
    is_apart && is_end(before.trim_end_matches(is_mark))
}

/// The comments, in order. What starts within a line ends in its paragraph.
fn find(body: &str, codes: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_sign = |at: usize| {
        let before = codes.partition_point(|it| it.start <= at);
        let is_code = codes[..before].last().is_some_and(|it| at < it.end);
        !is_code && !body[..at].ends_with('\\')
    };
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in body.match_indices(MARK).filter(|(at, _)| is_sign(*at)) {
        let near =
            |from: usize| starts_line(body, from) || !has_empty_line(&body[from..at]);
        match open.take().filter(|it| near(*it)) {
            Some(from) => found.push(from..at + MARK.len()),
            None => open = Some(at),
        }
    }
    found
}

fn has_empty_line(text: &str) -> bool {
    let mut lines = text.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        let is_empty = line.trim_matches(['>', ' ', '\t', '\r']).is_empty();
        if is_empty && lines.peek().is_some() {
            return true;
        }
    }
    false
}

/// Where text is set otherwise, in order.
#[derive(Default)]
struct Set {
    /// Code and formulas.
    codes: Vec<Range<usize>>,
    /// Blocks of HTML.
    html: Vec<Range<usize>>,
}

impl Set {
    fn of(body: &str, dialect: &Dialect) -> Self {
        let mut set = Self::default();
        for (event, range) in Parser::new_ext(body, dialect.options()).into_offset_iter()
        {
            match event {
                Event::InlineMath(_) if money::is_sum(body, &range) => {}
                Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Start(Tag::CodeBlock(_)) => set.codes.push(range),
                Event::Start(Tag::HtmlBlock) => set.html.push(range),
                _ => {}
            }
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_in, dossier};
    use super::*;

    #[test]
    fn comments_within_a_line_go_with_their_blanks() {
        check("a %%x%% b", "(paragraph 'a b')");
        check("a %%x *y* `z`%%", "(paragraph 'a')");
        check("%%x%% a *b*", "(paragraph 'a ' (emphasis 'b'))");
        check("- %%x%% a\n- b", "(list (item 'a') (item 'b'))");
        check("a%%x\ny%%b", "(paragraph 'ab')");
    }

    #[test]
    fn comments_over_lines_go_whole() {
        check("a\n\n%%\nx\n\n- y\n%%\n\nb", "(paragraph 'a') (paragraph 'b')");
        check("> a\n>\n> %%\n> x\n> %%", "(quote (paragraph 'a'))");
        check("a\n\n%%x%%\n\nb", "(paragraph 'a') (paragraph 'b')");
    }

    #[test]
    fn what_is_no_comment_stays() {
        check("5%% more", "(paragraph '5%% more')");
        check("5%% more\n\nor 6%%", "(paragraph '5%% more') (paragraph 'or 6%%')");
        check("a \\%%x%%", "(paragraph 'a %%x%%')");
        check("US$5 %%x%% US$6", "(paragraph 'US$5 US$6')");
        check("`%%` and `%%`", "(paragraph (code '%%') ' and ' (code '%%'))");
        let book = Dialect { comments: false, ..dossier() };
        check_in(&book, "a %%x%%", "(paragraph 'a %%x%%')");
    }

    #[test]
    fn comments_in_blocks_of_html_leave_no_tag() {
        let html = "<div>\na %%secret%% b\n</div>";
        let veiled = veil(html, &dossier()).unwrap();
        assert_eq!(veiled.text, "<div>\na            b\n</div>");
        assert!(veiled.tags.is_empty());
    }

    #[test]
    fn a_label_in_a_comment_is_told() {
        check("%%TLP:RED%%\n\na", "(paragraph 'a') parse/stray-marking");
        check("a %%marking: TLP:RED%%", "(paragraph 'a') parse/stray-marking");
    }
}
