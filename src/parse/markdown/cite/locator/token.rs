//! The tokens of a suffix: white space, single punctuation marks, words.

use std::ops::Range;

/// Longer suffixes are read this far.
const MAX_TOKENS: usize = 400;

/// A token.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// The punctuation mark, or a space; `None` for a word.
    pub(super) sign: Option<char>,
    /// Whether it is emphasis, code or the like.
    pub(super) whole: bool,
}

impl Token {
    /// Whether it is this punctuation mark.
    pub(super) fn is(&self, sign: char) -> bool {
        self.sign == Some(sign)
    }

    /// Whether it is white space.
    pub(super) fn is_space(&self) -> bool {
        self.is(' ')
    }
}

/// Splits text; each of the `wholes` is one word.
pub(super) fn split(text: &str, wholes: &[Range<usize>]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(16);
    let mut wholes = wholes.iter().filter(|it| !it.is_empty()).peekable();
    let mut whole_until = 0;
    for (at, c) in text.char_indices() {
        if at < whole_until {
            continue;
        }
        if tokens.len() >= MAX_TOKENS {
            break;
        }
        if let Some(whole) = wholes.next_if(|it| it.start <= at) {
            whole_until = whole.end;
            tokens.push(Token { range: whole.clone(), sign: None, whole: true });
            continue;
        }
        let range = at..at + c.len_utf8();
        let sign = match c {
            c if c.is_whitespace() => Some(' '),
            c if is_punctuation(c) => Some(c),
            _ => None,
        };
        let joins = sign.is_none() && at > whole_until || sign == Some(' ');
        match tokens.last_mut() {
            Some(last) if joins && last.sign == sign => last.range.end = range.end,
            _ => tokens.push(Token { range, sign, whole: false }),
        }
    }
    tokens
}

/// Unicode's punctuation without the colon, as far as texts hold it.
fn is_punctuation(c: char) -> bool {
    match c {
        ':' | '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~' => false,
        c if c.is_ascii() => c.is_ascii_punctuation(),
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' => c != '\u{2044}',
        // The last stands for a formula, which is never part of a locator.
        '§'
        | '¶'
        | '¡'
        | '¿'
        | '·'
        | '«'
        | '»'
        | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}'
        | '\u{3014}'..='\u{301F}'
        | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1B}'
        | '\u{FF1F}'
        | '\u{FFFC}' => true,
        _ => false,
    }
}
