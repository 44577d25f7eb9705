//! Takes a `.bib` file apart: entries, fields, macros, all with their bytes. A fault costs
//! one field, or at most one entry: reading goes on at the next line that starts one.

use super::macros::Macros;
use crate::diag::{Code, Span};
use crate::model::Spanned;
use crate::parse::form::Form;
use std::collections::HashMap;
use std::ops::Range;

/// One entry: `@report{key, name = {value}}`.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The type in lower case.
    pub(super) kind: Spanned<String>,
    /// The key.
    pub(super) key: Spanned<String>,
    /// The fields in the order of the text; a name stands once.
    pub(super) fields: Vec<Field>,
}

/// One field with its macros expanded.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// The name in lower case.
    pub(super) name: String,
    /// Where the name stands.
    pub(super) name_span: Span,
    /// The value, LaTeX.
    pub(super) text: String,
    /// Where the value stands, without its braces.
    pub(super) span: Span,
}

/// Reads every entry. Spans count from the start of `text`.
pub(super) fn read(text: &str, from: usize, form: &mut Form<'_>) -> Vec<Entry> {
    let mut reader =
        Reader { text, at: from, macros: Macros::default(), unclosed: 0, form };
    let mut entries = Vec::new();
    while let Some(next) = text.get(reader.at..).and_then(|it| it.find('@')) {
        reader.at += next;
        entries.extend(reader.entry());
    }
    entries
}

/// So many comments may be unclosed before no further one is looked through.
const UNCLOSED: usize = 16;

/// Where reading stopped, and what to do about it.
struct Fault {
    at: Range<usize>,
    message: String,
    help: &'static str,
}

struct Reader<'a, 'f, 'g> {
    text: &'a str,
    at: usize,
    macros: Macros,
    /// How many comments were never closed.
    unclosed: usize,
    form: &'f mut Form<'g>,
}

impl<'a> Reader<'a, '_, '_> {
    /// What `@` starts: an entry, a macro, a comment, or nothing, as in `me@host`.
    fn entry(&mut self) -> Option<Entry> {
        let start = self.at;
        self.at += 1;
        let kind = self.take(|it| it.is_alphanumeric() || it == '_' || it == '-');
        let kind = Spanned {
            value: kind.to_ascii_lowercase(),
            span: Span::from(start + 1..self.at),
        };
        self.blanks();
        let close = match self.peek() {
            Some('{') => '}',
            Some('(') => ')',
            _ => return None,
        };
        if kind.value.is_empty() {
            return None;
        }
        let open = self.at;
        self.at += 1;
        let result = match &*kind.value {
            "comment" => {
                self.comment(open);
                return None;
            }
            "preamble" => self.preamble(close).map(|()| None),
            "string" => {
                self.strings(close);
                return None;
            }
            _ => self.body(kind, close).map(Some),
        };
        result.unwrap_or_else(|fault| {
            self.fault(fault);
            self.resume(open + 1);
            None
        })
    }

    /// A comment in braces may hold entries; without its closing brace it is one word. Each
    /// search for a brace may go to the end of the file, so there are only so many.
    fn comment(&mut self, open: usize) {
        let mut depth = 0_usize;
        let sought = if self.unclosed < UNCLOSED { &self.text[open..] } else { "" };
        let end = sought.find(|it| {
            match it {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        self.unclosed += usize::from(end.is_none());
        self.at = open + end.unwrap_or_default() + 1;
    }

    fn preamble(&mut self, close: char) -> Result<(), Fault> {
        let mut ignored = Vec::new();
        self.value(&mut ignored)?;
        self.close(close)
    }

    fn strings(&mut self, close: char) {
        for field in self.fields(close) {
            self.macros.define(field.name, field.text);
        }
    }

    fn body(&mut self, kind: Spanned<String>, close: char) -> Result<Entry, Fault> {
        self.blanks();
        let start = self.at;
        let key = self.take(|it| {
            !it.is_whitespace() && !matches!(it, ',' | '{' | '}' | '=' | '"' | '#')
        });
        let key = key.trim_end_matches(close);
        self.at = start + key.len();
        let key = Spanned { value: key.to_owned(), span: Span::from(start..self.at) };
        self.blanks();
        let is_next = starts_entry(self.text, start);
        if key.value.is_empty() || is_next || self.peek() == Some('=') {
            self.at = start;
            let help =
                "every entry has a key by which pages cite it: `@report{bfv-2024,`";
            let at = kind.span.range();
            return Err(Fault { at, message: "an entry has no key".to_owned(), help });
        }
        if self.peek() != Some(close) && !self.eat(',') {
            let message = format!("a comma is missing behind the key `{}`", key.value);
            self.tell(key.span, message, "write a comma behind the key");
        }
        let fields = self.fields(close);
        Ok(Entry { kind, key, fields })
    }

    /// The fields up to the bracket that closes the entry. A field that cannot be read is
    /// left out; what stands before a missing bracket is kept.
    fn fields(&mut self, close: char) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        let mut known: HashMap<String, Span> = HashMap::new();
        loop {
            self.blanks();
            while self.eat(',') {
                self.blanks();
            }
            if self.eat(close) {
                return fields;
            }
            let open = if self.peek().is_none() || self.starts_entry() {
                Err(self.unclosed(fields.last()))
            } else {
                self.field(close)
            };
            let field = match open {
                Ok(field) => field,
                Err(fault) => {
                    self.fault(fault);
                    self.resume(self.at);
                    return fields;
                }
            };
            let Some(field) = field else { continue };
            if let Some(first) = known.get(&field.name) {
                self.twice(&field.name, field.name_span, *first);
            } else {
                known.insert(field.name.clone(), field.name_span);
                fields.push(field);
            }
        }
    }

    fn twice(&mut self, name: &str, again: Span, first: Span) {
        let message = format!("the key `{name}` stands here twice");
        let finding = crate::diag::Diagnostic::new(Code::DuplicateKey, message)
            .at(self.form.file, again)
            .label("again here")
            .related(self.form.file, first, "first here")
            .help("keep one of them; the first one is used");
        self.form.say(finding);
    }

    fn field(&mut self, close: char) -> Result<Option<Field>, Fault> {
        let start = self.at;
        let name = self.take(is_name);
        let name_span = Span::from(start..self.at);
        let name = name.to_lowercase();
        self.blanks();
        if name.is_empty() || !self.eat('=') {
            self.stray(start, close);
            return Ok(None);
        }
        self.blanks();
        let mut unknown = Vec::new();
        let (text, span) = self.value(&mut unknown)?;
        for (word, span) in unknown {
            self.unknown(&word, span);
        }
        self.blanks();
        let is_end = self.peek().is_none() || self.starts_entry();
        if !is_end && !matches!(self.peek(), Some(it) if it == ',' || it == close) {
            let message = format!("a comma is missing behind the field `{name}`");
            self.tell(name_span, message, "write a comma behind its value");
        }
        Ok(Some(Field { name, name_span, text, span }))
    }

    /// What is no field: left out up to the next comma.
    fn stray(&mut self, start: usize, close: char) {
        self.at = start;
        while let Some(next) = self.peek() {
            match next {
                ',' => break,
                it if it == close => break,
                '{' => self.skip_group(),
                '@' if self.starts_entry() => break,
                it => self.at += it.len_utf8(),
            }
        }
        // A step must be made, or the loop around this one has no end.
        if self.at == start {
            self.at += self.peek().map_or(0, char::len_utf8);
        }
        let text = self.text[start..self.at].trim_end();
        let shown: String = text.chars().take(24).collect();
        let message = format!("`{}` is no field", shown.trim());
        let span = Span::from(start..start + text.len());
        self.tell(span, message, "a field is `name = {value}`, with a comma behind it");
    }

    /// `{text}`, `"text"`, `2024`, `macro`, joined by `#`.
    fn value(
        &mut self,
        unknown: &mut Vec<(String, Span)>,
    ) -> Result<(String, Span), Fault> {
        let start = self.at;
        let mut text = String::new();
        let mut parts = 0;
        let mut inner = start..start;
        loop {
            inner = self.part(&mut text, unknown)?;
            parts += 1;
            let end = self.at;
            self.blanks();
            if !self.eat('#') {
                self.at = end;
                break;
            }
            self.blanks();
        }
        let span = if parts == 1 { inner } else { start..self.at };
        Ok((text, Span::from(span)))
    }

    fn part(
        &mut self,
        text: &mut String,
        unknown: &mut Vec<(String, Span)>,
    ) -> Result<Range<usize>, Fault> {
        let start = self.at;
        let range = match self.peek() {
            Some('{') => {
                self.skip_group();
                self.inside(start, '}')?
            }
            Some('"') => {
                self.skip_quotes();
                self.inside(start, '"')?
            }
            _ => {
                let word = self.take(is_name);
                if word.is_empty() {
                    let at = start..start;
                    let help = "put the value in braces: `name = {value}`";
                    return Err(Fault { at, message: "a value is missing".into(), help });
                }
                let is_number = word.bytes().all(|it| it.is_ascii_digit());
                match self.macros.value(&word.to_lowercase()) {
                    Some(value) if !is_number => text.push_str(value),
                    known => {
                        if known.is_none()
                            && !word.starts_with(|c: char| c.is_ascii_digit())
                        {
                            unknown.push((word.to_owned(), Span::from(start..self.at)));
                        }
                        text.push_str(word);
                    }
                }
                return Ok(start..self.at);
            }
        };
        text.push_str(&self.text[range.clone()]);
        Ok(range)
    }

    /// The bytes between brackets that were just passed.
    fn inside(&mut self, start: usize, close: char) -> Result<Range<usize>, Fault> {
        if self.at > start + 1 && self.text[..self.at].ends_with(close) {
            return Ok(start + 1..self.at - 1);
        }
        let message = match close {
            '"' => "a quotation mark is never closed",
            _ => "a brace is never closed",
        };
        let help = "close it behind the value; the entry is left out until then";
        Err(Fault { at: start..start + 1, message: message.to_owned(), help })
    }

    /// Passes `{…}`; ends behind the closing brace, or where the next entry starts in the
    /// first column of a line, or at the end.
    fn skip_group(&mut self) {
        let mut depth = 0_usize;
        while let Some(next) = self.peek() {
            match next {
                '{' => depth += 1,
                '}' if depth == 1 => {
                    self.at += 1;
                    return;
                }
                '}' => depth -= 1,
                '\\' => self.at += self.escaped(),
                '@' if self.starts_entry() => return,
                _ => {}
            }
            self.at += next.len_utf8();
        }
    }

    fn skip_quotes(&mut self) {
        self.at += 1;
        let mut depth = 0_usize;
        while let Some(next) = self.peek() {
            self.at += next.len_utf8();
            match next {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                '"' if depth == 0 => return,
                '\\' => self.at += self.peek().map_or(0, char::len_utf8),
                '\n' if self.starts_entry() => return,
                _ => {}
            }
        }
    }

    /// The bytes of a brace behind a backslash, which opens and closes nothing.
    fn escaped(&self) -> usize {
        usize::from(matches!(self.text.as_bytes().get(self.at + 1), Some(b'{' | b'}')))
    }

    fn starts_entry(&self) -> bool {
        starts_entry(self.text, self.at)
    }

    fn close(&mut self, close: char) -> Result<(), Fault> {
        self.blanks();
        if self.eat(close) { Ok(()) } else { Err(self.unclosed(None)) }
    }

    /// A value with a field in it has most likely lost its brace.
    fn unclosed(&self, last: Option<&Field>) -> Fault {
        if let Some(last) = last.filter(|it| holds_field(&it.text)) {
            let start = last.span.range().start;
            return Fault {
                at: start.saturating_sub(1)..start,
                message: format!("the brace of `{}` is closed too late", last.name),
                help: "close it behind the value of the field",
            };
        }
        Fault {
            at: self.at..self.at,
            message: "the entry is never closed".to_owned(),
            help: "close it with a brace behind its last field",
        }
    }

    /// Goes on at the next entry that starts a line.
    fn resume(&mut self, from: usize) {
        let at = from.max(self.at);
        let breaks = self.text[at..].match_indices('\n').map(|(next, _)| at + next + 1);
        let mut starts = std::iter::once(at).chain(breaks);
        let next = starts.find(|it| starts_entry(self.text, *it));
        self.at = next.unwrap_or(self.text.len());
    }

    fn fault(&mut self, fault: Fault) {
        let mut at = fault.at;
        if at.is_empty() {
            // A caret needs something to stand under: the last character that was read.
            let before = self.text[..at.start].trim_end();
            let width = before.chars().next_back().map_or(0, char::len_utf8);
            at = before.len() - width..before.len();
        }
        self.tell(Span::from(at), fault.message, fault.help);
    }

    fn tell(&mut self, span: Span, message: String, help: &str) {
        self.form.fault(Code::BadBibtex, span, message, help);
    }

    fn unknown(&mut self, word: &str, span: Span) {
        let message = format!("the macro `{word}` is not defined");
        let help = match self.macros.nearest(word) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "define it, `@string{{{word} = {{…}}}}`, or put braces around the word"
            ),
        };
        self.form.fault(Code::UnknownMacro, span, message, help);
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let is_here = self.peek() == Some(wanted);
        self.at += if is_here { wanted.len_utf8() } else { 0 };
        is_here
    }

    fn take(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(|it| !belongs(it)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// White space, and comments from `%` to the end of the line.
    fn blanks(&mut self) {
        loop {
            self.take(char::is_whitespace);
            if self.peek() != Some('%') {
                return;
            }
            self.take(|it| it != '\n');
        }
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '+' | '.' | '/' | '*' | '\'')
}

/// Whether a line of a value looks like a field: `date = {`.
fn holds_field(text: &str) -> bool {
    text.lines().skip(1).any(|line| {
        let (name, value) = line.split_once('=').unwrap_or_default();
        let name = name.trim();
        !name.is_empty()
            && name.chars().all(is_name)
            && value.trim_start().starts_with(['{', '"'])
    })
}

/// Whether an entry starts here, in the first column of a line.
fn starts_entry(text: &str, at: usize) -> bool {
    let is_start = at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
    let rest = text.get(at..).filter(|_| is_start).and_then(|it| it.strip_prefix('@'));
    rest.is_some_and(|rest| {
        let behind = rest.trim_start_matches(|it: char| it.is_ascii_alphabetic());
        behind.len() < rest.len() && behind.trim_start().starts_with(['{', '('])
    })
}
