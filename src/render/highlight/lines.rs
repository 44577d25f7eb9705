//! Reads code line by line, and remembers what lines came out as: the same line behind the
//! same state of a grammar is read once. Code repeats itself far more than its blocks do.
//!
//! Each thread has a memory of its own, for the states of the engine cannot be shared.
//! What is remembered is only ever asked by key, so neither its order nor what was read
//! before shows in the result.

use super::Grammars;
use crate::base::Digest;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use syntect::parsing::{
    BasicScopeStackOp, ParseState, Scope, ScopeStack, SyntaxReference,
};

/// More states of one grammar, or more lines of all, are not remembered.
const MOST_STATES: usize = 256;
const MOST_LINES: usize = 1 << 15;

/// A run of text in one class, up to this byte of its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Where it ends.
    pub(super) end: usize,
    /// The class of the innermost scope.
    pub(super) class: &'static str,
}

/// Where a grammar stands between two lines.
pub(super) enum State {
    /// By its number in the memory.
    Known(u32),
    /// Nowhere but here.
    New(Box<Stand>),
}

/// The place in the grammar, and the scopes that are open with their classes.
#[derive(Clone, PartialEq)]
pub(super) struct Stand {
    parser: ParseState,
    scopes: ScopeStack,
    classes: Vec<&'static str>,
}

/// What a line comes out as: its runs, and the number of the state behind it.
type Read = (Rc<[Run]>, u32);

/// The states and lines of every grammar.
#[derive(Default)]
pub(super) struct Memory {
    states: Vec<Stand>,
    of_grammar: HashMap<String, Vec<u32>>,
    lines: HashMap<(u32, Digest), Read>,
}

impl Memory {
    fn with<T>(ask: impl FnOnce(&mut Self) -> T) -> T {
        thread_local! {
            static MEMORY: RefCell<Memory> = RefCell::default();
        }
        MEMORY.with_borrow_mut(ask)
    }

    /// The state before the first line.
    pub(super) fn start(grammar: &SyntaxReference) -> State {
        let parser = ParseState::new(grammar);
        let start = Stand { parser, scopes: ScopeStack::new(), classes: Vec::new() };
        Self::with(|it| it.number(grammar, start))
    }

    fn number(&mut self, grammar: &SyntaxReference, stand: Stand) -> State {
        let known = self.of_grammar.entry(grammar.name.clone()).or_default();
        let found = known.iter().find(|it| self.states[**it as usize] == stand);
        if let Some(number) = found {
            return State::Known(*number);
        }
        match u32::try_from(self.states.len()) {
            Ok(number) if known.len() < MOST_STATES => {
                known.push(number);
                self.states.push(stand);
                State::Known(number)
            }
            _ => State::New(Box::new(stand)),
        }
    }

    fn keep(&mut self, key: (u32, Digest), read: Read) {
        if self.lines.len() < MOST_LINES {
            self.lines.insert(key, read);
        }
    }
}

impl State {
    /// The runs of a line, and the state behind it; `None` where the grammar fails.
    pub(super) fn read(
        self,
        grammar: &SyntaxReference,
        grammars: &Grammars,
        line: &str,
    ) -> Option<(Rc<[Run]>, Self)> {
        let number = match self {
            Self::Known(number) => number,
            Self::New(mut stand) => {
                let runs = stand.read(grammars, line)?;
                return Some((runs, Self::New(stand)));
            }
        };
        let key = (number, Digest::of(line.as_bytes()));
        Memory::with(|memory| {
            if let Some((runs, next)) = memory.lines.get(&key) {
                return Some((runs.clone(), Self::Known(*next)));
            }
            let mut stand = memory.states.get(number as usize)?.clone();
            let runs = stand.read(grammars, line)?;
            let next = memory.number(grammar, stand);
            if let Self::Known(next) = next {
                memory.keep(key, (runs.clone(), next));
            }
            Some((runs, next))
        })
    }
}

impl Stand {
    fn read(&mut self, grammars: &Grammars, line: &str) -> Option<Rc<[Run]>> {
        let mut runs = Vec::new();
        for (at, op) in self.parser.parse_line(line, &grammars.set).ok()? {
            runs.push(Run { end: at, class: self.class() });
            let classes = &mut self.classes;
            let hook = |op, _: &[Scope]| match op {
                BasicScopeStackOp::Push(scope) => push(classes, grammars.class(scope)),
                BasicScopeStackOp::Pop => drop(classes.pop()),
            };
            self.scopes.apply_with_hook(&op, hook).ok()?;
        }
        runs.push(Run { end: line.len(), class: self.class() });
        Some(runs.into())
    }

    fn class(&self) -> &'static str {
        self.classes.last().copied().unwrap_or_default()
    }
}

/// A scope without a class takes that of the scope around it.
fn push(classes: &mut Vec<&'static str>, class: Option<&'static str>) {
    let around = classes.last().copied().unwrap_or_default();
    classes.push(class.unwrap_or(around));
}
