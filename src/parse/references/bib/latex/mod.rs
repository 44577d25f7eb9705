//! Reads the LaTeX of a field: accents, symbols, markup, quotation marks and dashes, as far
//! as bibliographies use them. What is not known keeps its text, and its name is told.

mod commands;
mod math;
mod protect;
mod symbols;
mod tree;

pub(super) use protect::protected;
pub(super) use tree::{Inline, Mark, plain, tagged};

use std::collections::BTreeSet;
use tree::push;

/// Groups and arguments are read this deep; further braces are passed over.
const DEPTH: usize = 32;
/// So many quotations and font switches may be open in one group.
const OPEN: usize = 8;

/// Reads a field. The names of commands that are not known go to `unknown`.
pub(super) fn read(
    text: &str,
    lang: &str,
    unknown: &mut BTreeSet<String>,
) -> Vec<Inline> {
    let mut reader = Reader { text, at: 0, depth: 0, lang, unknown };
    let mut inlines = Vec::new();
    while reader.at < text.len() {
        inlines.extend(reader.run('}'));
    }
    while inlines.first() == Some(&Inline::Space) {
        inlines.remove(0);
    }
    while inlines.last() == Some(&Inline::Space) {
        inlines.pop();
    }
    inlines
}

/// The text of a URL or a number: only the backslashes of `\_ \% \& \#` go.
pub(super) fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim().chars().peekable();
    while let Some(c) = rest.next() {
        let is_break = matches!(c, '\n' | '\r');
        let is_mark = |it: &char| "_%&#~${}".contains(*it);
        let is_escape = c == '\\' && rest.peek().is_some_and(is_mark);
        if !is_break && !is_escape {
            out.push(c);
        }
    }
    out
}

struct Reader<'a, 'u> {
    text: &'a str,
    at: usize,
    depth: usize,
    lang: &'a str,
    unknown: &'u mut BTreeSet<String>,
}

/// What is open within one group, and what came before it.
struct Frame {
    mark: Mark,
    is_switch: bool,
    before: Vec<Inline>,
}

/// One group while it is read.
#[derive(Default)]
struct Open {
    out: Vec<Inline>,
    frames: Vec<Frame>,
}

impl Open {
    fn open(&mut self, mark: Mark, is_switch: bool) -> bool {
        let fits = self.frames.len() < OPEN;
        if fits {
            let before = std::mem::take(&mut self.out);
            self.frames.push(Frame { mark, is_switch, before });
        }
        fits
    }

    fn close(&mut self, mark: Mark) -> bool {
        let top = self.frames.pop_if(|it| it.mark == mark && !it.is_switch);
        let Some(frame) = top else { return false };
        let inside = std::mem::replace(&mut self.out, frame.before);
        self.out.push(Inline::Marked(mark, inside));
        true
    }

    /// Switches reach to the end of their group; quotations without an end are only marks.
    fn finish(mut self) -> Vec<Inline> {
        while let Some(frame) = self.frames.pop() {
            let inside = std::mem::replace(&mut self.out, frame.before);
            if frame.is_switch {
                self.out.push(Inline::Marked(frame.mark, inside));
            } else {
                push(&mut self.out, if frame.mark == Mark::Double { "“" } else { "‘" });
                self.out.extend(inside);
            }
        }
        self.out
    }
}

impl<'a> Reader<'a, '_> {
    /// Reads up to a closing bracket, which is passed, or to the end.
    fn run(&mut self, end: char) -> Vec<Inline> {
        let mut open = Open::default();
        while let Some(next) = self.peek() {
            if next == end {
                self.at += end.len_utf8();
                break;
            }
            self.step(next, &mut open);
        }
        open.finish()
    }

    fn step(&mut self, next: char, open: &mut Open) {
        match next {
            '{' => self.group(open),
            '}' => self.at += 1,
            '\\' => self.command(open),
            '$' => self.formula(&mut open.out),
            '~' => self.put(1, "\u{A0}", open),
            '-' => self.dashes(open),
            '`' | '\'' => self.quote(next, open),
            it if it.is_whitespace() => {
                self.blanks();
                open.out.push(Inline::Space);
            }
            _ => {
                let text = self.take(|it| {
                    !it.is_whitespace()
                        && !matches!(
                            it,
                            '{' | '}' | '\\' | '$' | '~' | '-' | '`' | '\'' | ']'
                        )
                });
                if text.is_empty() {
                    self.at += next.len_utf8();
                    push(&mut open.out, next.encode_utf8(&mut [0; 4]));
                } else {
                    push(&mut open.out, text);
                }
            }
        }
    }

    fn put(&mut self, width: usize, text: &str, open: &mut Open) {
        self.at += width;
        push(&mut open.out, text);
    }

    fn group(&mut self, open: &mut Open) {
        self.at += 1;
        if self.depth >= DEPTH {
            return;
        }
        self.depth += 1;
        let inside = self.run('}');
        self.depth -= 1;
        open.out.push(Inline::Group(inside));
    }

    fn dashes(&mut self, open: &mut Open) {
        let count = self.take(|it| it == '-').len();
        match count {
            2 => push(&mut open.out, "–"),
            3 => push(&mut open.out, "—"),
            _ => push(&mut open.out, &"-".repeat(count)),
        }
    }

    fn quote(&mut self, mark: char, open: &mut Open) {
        let doubled = self.text[self.at + 1..].starts_with(mark);
        match (mark, doubled) {
            ('`', true) if open.open(Mark::Double, false) => self.at += 2,
            ('`', false) if open.open(Mark::Single, false) => self.at += 1,
            ('\'', true) if open.close(Mark::Double) => self.at += 2,
            ('`', true) => self.put(2, "“", open),
            ('`', false) => self.put(1, "‘", open),
            (_, true) => self.put(2, "”", open),
            (_, false) => {
                let behind = self.text[self.at + 1..].chars().next();
                let ends = !behind.is_some_and(char::is_alphanumeric);
                if ends && open.close(Mark::Single) {
                    self.at += 1;
                } else {
                    self.put(1, "’", open);
                }
            }
        }
    }

    /// `$…$`, `$$…$$`.
    fn formula(&mut self, out: &mut Vec<Inline>) {
        let rest = &self.text[self.at..];
        let fence = if rest.starts_with("$$") { "$$" } else { "$" };
        let inside = &rest[fence.len()..];
        let Some(end) = inside.find(fence).filter(|it| *it > 0) else {
            self.at += fence.len();
            return push(out, fence);
        };
        self.at += 2 * fence.len() + end;
        out.push(math::read(&inside[..end]));
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(|it| !belongs(it)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn blanks(&mut self) {
        self.take(char::is_whitespace);
    }
}
