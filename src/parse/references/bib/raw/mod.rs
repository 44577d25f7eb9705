//! Takes a `.bib` file apart: entries, fields, macros, all with their bytes. A fault costs
//! one field, or at most one entry: reading goes on at the next line that starts one.

mod cursor;
mod trouble;
mod value;

use super::macros::Macros;
use crate::diag::Span;
use crate::model::Spanned;
use crate::parse::form::Form;
use cursor::{is_name, starts_entry};
use std::collections::HashMap;
use std::ops::Range;

/// One entry: `@report{key, name = {value}}`.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The whole of it, from its `@` on.
    pub(super) span: Span,
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
        Reader { text, at: from, macros: Macros::default(), grown: 0, unclosed: 0, form };
    let mut entries = Vec::new();
    while let Some(next) = text.get(reader.at..).and_then(|it| it.find('@')) {
        reader.at += next;
        entries.extend(reader.entry());
    }
    entries
}

/// So many comments may be unclosed before no further one is looked through.
const UNCLOSED: usize = 16;

/// What macros may grow to, in bytes, and how much longer than its text they may make a file.
const GROWN: (usize, usize) = (4 << 20, 16);

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
    /// How many bytes macros have put in place of their names.
    grown: usize,
    /// How many comments were never closed.
    unclosed: usize,
    form: &'f mut Form<'g>,
}

impl Reader<'_, '_, '_> {
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
        let whole = Span::from(start..self.at);
        let result = result.map(|it| it.map(|it| Entry { span: whole, ..it }));
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
        Ok(Entry { span: kind.span, kind, key, fields })
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

    fn close(&mut self, close: char) -> Result<(), Fault> {
        self.blanks();
        if self.eat(close) { Ok(()) } else { Err(self.unclosed(None)) }
    }
}
