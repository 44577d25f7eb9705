//! Makes the tree from what serde says and where the lexer finds it: serde decides what
//! a value is, the lexer walks beside it and tells the bytes.

mod seed;

use super::budget::DEPTH;
use super::lexer::{Lexer, Token};
use super::value::Entry;
use crate::diag::Span;
use seed::Seed;
use serde::de::Error;
use std::collections::BTreeMap;
use std::ops::Range;

/// What walks beside serde.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    text: &'t str,
    /// Where the text starts in its file.
    from: usize,
    lexer: Lexer<'t>,
    /// How many nodes may still come.
    left: usize,
    depth: usize,
    /// The alias whose target is being read: all of it stands where the alias stands.
    alias: Option<Range<usize>>,
    /// Keys that stand twice in a mapping.
    pub(super) twins: Vec<Twin>,
    /// Why reading stopped, if the reader stopped it.
    pub(super) fault: Option<(Fault, Span)>,
}

/// A key that stands twice in one mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Twin {
    pub(super) key: Box<str>,
    pub(super) first: Span,
    pub(super) second: Span,
}

/// Where a collection starts.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    in_brackets: bool,
}

/// Why the reader stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Nodes,
    Depth,
    Key,
    Tag,
}

/// Where a value stands in its parent, which tells what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seat {
    Root,
    Item,
    Key,
    Value,
}

impl<'t> Reader<'t> {
    /// Starts before `text`, which stands at byte `from` of its file.
    pub(super) fn new(text: &'t str, from: usize, nodes: usize) -> Self {
        Self {
            text,
            from,
            lexer: Lexer::new(text),
            left: nodes,
            depth: 0,
            alias: None,
            twins: Vec::new(),
            fault: None,
        }
    }

    /// The seed that reads one value.
    pub(super) fn seed(&mut self, seat: Seat) -> Seed<'_, 't> {
        Seed { reader: self, seat }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::from(self.from + range.start..self.from + range.end)
    }

    /// Remembers why reading stops; the error only carries it out of serde.
    fn stop<E: Error>(&mut self, fault: Fault) -> E {
        let here = self.lexer.start();
        let here = self.alias.clone().unwrap_or(here..here);
        self.fault = Some((fault, self.span(here)));
        E::custom("stopped")
    }

    /// Goes over what stands between the last value and the one in this seat.
    fn enter(&mut self, seat: Seat) {
        let before: &[Token] = match seat {
            Seat::Root => &[Token::Mark],
            Seat::Item => &[Token::Comma, Token::Dash],
            Seat::Key => &[Token::Comma, Token::Question],
            Seat::Value => &[Token::Colon],
        };
        for token in before {
            while self.lexer.peek().0 == *token {
                self.lexer.next();
                if seat != Seat::Root {
                    break;
                }
            }
        }
        while self.lexer.peek().0 == Token::Anchor && self.belongs(seat) {
            self.lexer.next();
        }
    }

    /// Whether the next token is of the value in this seat, and not of what follows it.
    fn belongs(&mut self, seat: Seat) -> bool {
        matches!(seat, Seat::Root | Seat::Key) || self.lexer.is_inside()
    }

    /// The bytes of the next scalar.
    fn scalar(&mut self) -> Range<usize> {
        if let Some(alias) = &self.alias {
            return alias.clone();
        }
        loop {
            let lexeme = self.lexer.next();
            match lexeme.token {
                Token::Plain | Token::Quoted | Token::Block | Token::End => {
                    return lexeme.range;
                }
                _ => {}
            }
        }
    }

    /// The bytes of nothing: of `~` or `null`, or the place where nothing stands.
    fn nothing(&mut self, seat: Seat) -> Range<usize> {
        if let Some(alias) = &self.alias {
            return alias.clone();
        }
        let behind = self.lexer.end();
        if self.lexer.peek().0 == Token::Plain && self.belongs(seat) {
            let mut ahead = self.lexer.clone();
            let range = ahead.next().range;
            let word = self.text.get(range.clone()).unwrap_or_default();
            if matches!(word, "~" | "null" | "Null" | "NULL") {
                self.lexer = ahead;
                return range;
            }
        }
        behind..behind
    }

    /// Where a text stands that serde took from the text itself: the lexer's word is
    /// checked against it.
    fn borrowed(&mut self, value: &str) -> Range<usize> {
        let said = self.scalar();
        let start = value.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        let end = start.wrapping_add(value.len());
        let known = self.alias.is_none() && self.text.get(start..end) == Some(value);
        if !known || start == said.start {
            return said;
        }
        self.lexer.seek(end);
        start..end
    }

    /// Enters a collection.
    fn open<E: Error>(&mut self, bracket: u8) -> Result<Place, E> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.stop(Fault::Depth));
        }
        if self.alias.is_some() {
            return Ok(Place { start: 0, in_brackets: false });
        }
        let in_brackets = self.lexer.peek() == (Token::Open, bracket);
        let start = self.lexer.start();
        if in_brackets {
            self.lexer.next();
        }
        Ok(Place { start, in_brackets })
    }

    /// Leaves a collection; its bytes.
    fn close(&mut self, place: Place) -> Range<usize> {
        self.depth -= 1;
        if let Some(alias) = &self.alias {
            return alias.clone();
        }
        while place.in_brackets && self.lexer.peek().0 == Token::Comma {
            self.lexer.next();
        }
        if place.in_brackets && self.lexer.peek().0 == Token::Close {
            self.lexer.next();
        }
        place.start..self.lexer.end().max(place.start)
    }

    /// Drops keys that stand twice; the first one stays.
    fn unique(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        let mut twins = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            match first.get(&*entry.key) {
                None => drop(first.insert(&entry.key, entry.key_span)),
                Some(first) => twins.push((at, *first)),
            }
        }
        if twins.is_empty() {
            return entries;
        }
        let mut kept = Vec::with_capacity(entries.len());
        let mut twins = twins.into_iter().peekable();
        for (at, entry) in entries.into_iter().enumerate() {
            match twins.next_if(|(twin, _)| *twin == at) {
                None => kept.push(entry),
                Some(_) if self.alias.is_some() => {}
                Some((_, first)) => {
                    let (key, second) = (entry.key, entry.key_span);
                    self.twins.push(Twin { key, first, second });
                }
            }
        }
        kept
    }
}
