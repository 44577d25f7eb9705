//! Finds the tokens of YAML and JSON by position. It does not understand them: serde does.
//! It follows libyaml's scanner in where a token starts and ends, goes over the text once,
//! and never fails; on text that is no YAML its tokens mean nothing.

mod scalar;

use std::ops::Range;

/// The kinds of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A plain scalar.
    Plain,
    /// A scalar in quotes; its range lies between them.
    Quoted,
    /// A block scalar; its range is the text without the header.
    Block,
    /// `[` or `{`.
    Open,
    /// `]` or `}`.
    Close,
    /// `- `
    Dash,
    /// `? `
    Question,
    /// `:` between key and value.
    Colon,
    /// `,`
    Comma,
    /// `&name`
    Anchor,
    /// `*name`
    Alias,
    /// `!tag`
    Tag,
    /// `---`, `...` or a directive.
    Mark,
    /// The end of the text.
    End,
}

/// A token and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) token: Token,
    pub(super) range: Range<usize>,
}

/// A place between two tokens.
#[derive(Clone, Debug)]
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// Where the last token ended.
    end: usize,
    /// Where the line of `at` starts.
    line: usize,
    /// How many `[` and `{` are open.
    flow: usize,
    /// The column of the key or dash that a value would belong to.
    parent: Option<usize>,
    /// The column of the last scalar, which `:` makes a key.
    last: usize,
    /// The line and column of an anchor or tag that stands before a scalar.
    property: Option<(usize, usize)>,
}

impl<'t> Lexer<'t> {
    /// Starts before the first token of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        let (at, end, line, flow, last) = (0, 0, 0, 0, 0);
        Self { text, at, end, line, flow, parent: None, last, property: None }
    }

    /// How many `[` and `{` are open.
    pub(super) fn flow(&self) -> usize {
        self.flow
    }

    /// Where the last token ended.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Where the next token starts.
    pub(super) fn start(&mut self) -> usize {
        self.skip_blank();
        self.at
    }

    /// Goes to a place that is known better, on the same line or below.
    pub(super) fn seek(&mut self, at: usize) {
        if at < self.at {
            return;
        }
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        if let Some(last) = passed.iter().rposition(|it| *it == b'\n' || *it == b'\r') {
            self.line = self.at + last + 1;
        }
        self.at = at;
        self.end = at;
    }

    /// The kind of the next token and its first byte.
    pub(super) fn peek(&mut self) -> (Token, u8) {
        self.skip_blank();
        (self.kind(), self.byte(self.at).unwrap_or_default())
    }

    /// Whether the next token can belong to the key or dash before it.
    pub(super) fn is_inside(&mut self) -> bool {
        self.skip_blank();
        self.flow > 0 || self.parent.is_none_or(|it| self.column() > it)
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Lexeme {
        let (token, _) = self.peek();
        let start = self.at;
        let column = self.column();
        let range = match token {
            Token::Plain => self.plain(),
            Token::Quoted => self.quoted(),
            Token::Block => self.block(),
            Token::Anchor | Token::Alias | Token::Tag => self.word(),
            Token::Mark => self.rest_of_line(),
            Token::End => start..start,
            _ => {
                self.at += 1;
                start..start + 1
            }
        };
        self.end = self.at;
        self.place(token, column);
        Lexeme { token, range }
    }

    /// Remembers what the token says of the columns that follow.
    fn place(&mut self, token: Token, column: usize) {
        match token {
            Token::Open => self.flow += 1,
            Token::Close => self.flow = self.flow.saturating_sub(1),
            Token::Anchor | Token::Tag if self.property.is_none() => {
                self.property = Some((self.line, column));
            }
            Token::Plain | Token::Quoted | Token::Alias => {
                let before = self.property.take().filter(|(line, _)| *line == self.line);
                self.last = before.map_or(column, |(_, column)| column);
            }
            Token::Dash | Token::Question if self.flow == 0 => self.parent = Some(column),
            Token::Colon if self.flow == 0 => self.parent = Some(self.last.min(column)),
            Token::Mark => self.parent = None,
            _ => {}
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn column(&self) -> usize {
        self.at - self.line
    }

    /// Whether a token may end before `at`: a blank, a break, the end.
    fn is_blank(&self, at: usize) -> bool {
        matches!(self.byte(at), None | Some(b' ' | b'\t' | 0)) || self.breaks(at) > 0
    }

    /// The bytes of the line break at `at`; 0 if there is none.
    fn breaks(&self, at: usize) -> usize {
        let next = |far: usize| self.byte(at + far);
        match self.byte(at) {
            Some(b'\r') if next(1) == Some(b'\n') => 2,
            Some(b'\r' | b'\n') => 1,
            Some(0xC2) if next(1) == Some(0x85) => 2,
            Some(0xE2)
                if next(1) == Some(0x80) && matches!(next(2), Some(0xA8 | 0xA9)) =>
            {
                3
            }
            _ => 0,
        }
    }

    /// Goes over one line break, if there is one.
    fn skip_break(&mut self) -> bool {
        let far = self.breaks(self.at);
        self.at += far;
        if far > 0 {
            self.line = self.at;
        }
        far > 0
    }

    fn skip_line(&mut self) {
        while self.at < self.text.len() && self.breaks(self.at) == 0 {
            self.at += 1;
        }
    }

    fn skip_blank(&mut self) {
        loop {
            while matches!(self.byte(self.at), Some(b' ' | b'\t')) {
                self.at += 1;
            }
            if self.byte(self.at) == Some(b'#') {
                self.skip_line();
            }
            if !self.skip_break() {
                return;
            }
        }
    }

    fn kind(&self) -> Token {
        let Some(byte) = self.byte(self.at) else { return Token::End };
        if self.is_mark() || (byte == b'%' && self.column() == 0 && self.flow == 0) {
            return Token::Mark;
        }
        let free = self.is_blank(self.at + 1);
        match byte {
            b'[' | b'{' => Token::Open,
            b']' | b'}' => Token::Close,
            b',' => Token::Comma,
            b'-' if free => Token::Dash,
            b'?' if free || self.flow > 0 => Token::Question,
            b':' if free || self.flow > 0 => Token::Colon,
            b'*' => Token::Alias,
            b'&' => Token::Anchor,
            b'!' => Token::Tag,
            b'|' | b'>' if self.flow == 0 => Token::Block,
            b'"' | b'\'' => Token::Quoted,
            _ => Token::Plain,
        }
    }

    fn is_mark(&self) -> bool {
        let bytes = self.text.as_bytes();
        self.column() == 0
            && matches!(bytes.get(self.at..self.at + 3), Some(b"---" | b"..."))
            && self.is_blank(self.at + 3)
    }

    fn word(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += 1;
        let ends = |it: u8| matches!(it, b',' | b'[' | b']' | b'{' | b'}');
        while !self.is_blank(self.at) && !self.byte(self.at).is_some_and(ends) {
            self.at += 1;
        }
        start..self.at
    }

    fn rest_of_line(&mut self) -> Range<usize> {
        let start = self.at;
        let is_directive = self.byte(start) == Some(b'%');
        self.at += 3;
        if is_directive {
            self.skip_line();
        }
        self.at = self.at.min(self.text.len());
        start..self.at
    }
}
