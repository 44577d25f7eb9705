//! The number-like words of a locator: `33`, `xvii`, `33–44`, `34A(A)(iv)`, `1.2.3`,
//! `[17]-[18]`. A full stop at the end is not part of one.

use super::token::Token;

/// A word that was read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// How many tokens it takes.
    pub(super) length: usize,
    /// Whether it has a digit or a Roman numeral.
    pub(super) numeral: bool,
    /// Whether it has a digit.
    pub(super) digits: bool,
}

impl Word {
    fn then(self, next: Self) -> Self {
        Self {
            length: self.length + next.length,
            numeral: self.numeral || next.numeral,
            digits: self.digits || next.digits,
        }
    }

    fn signs(length: usize) -> Self {
        Self { length, ..Self::default() }
    }
}

/// Reads the next word. The first one stands alone, the others behind a comma, a
/// semicolon or a space.
pub(super) fn read(text: &str, tokens: &[Token], first: bool) -> Option<Word> {
    let mut before = 0;
    if !first && tokens.first().is_some_and(|it| it.is(',') || it.is(';')) {
        before += 1;
    }
    if tokens.get(before).is_some_and(Token::is_space) {
        before += 1;
    }
    let mut word = Word::signs(before);
    while let Some(next) = part(text, tokens.get(word.length..)?) {
        word = word.then(next);
    }
    (word.length > before).then_some(word)
}

/// A page, or one in brackets.
fn part(text: &str, tokens: &[Token]) -> Option<Word> {
    let closing = match tokens.first()?.sign {
        Some('(') => ')',
        Some('[') => ']',
        Some('{') => '}',
        Some(')' | ']' | '}') => return None,
        _ => return pages(text, tokens),
    };
    let inside = pages(text, tokens.get(1..)?).unwrap_or_default();
    let closes = tokens.get(1 + inside.length)?.is(closing);
    closes.then(|| Word::signs(2).then(inside))
}

/// `1`, `1.2`, `.2`
fn pages(text: &str, tokens: &[Token]) -> Option<Word> {
    let mut word = unit(text, tokens).or_else(|| behind_dot(text, tokens))?;
    while let Some(next) = behind_dot(text, tokens.get(word.length..)?) {
        word = word.then(next);
    }
    Some(word)
}

fn behind_dot(text: &str, tokens: &[Token]) -> Option<Word> {
    tokens.first()?.is('.').then_some(())?;
    Some(Word::signs(1).then(unit(text, tokens.get(1..)?)?))
}

/// A Roman numeral, or tokens up to white space or punctuation; hyphens and dashes are
/// part of it.
fn unit(text: &str, tokens: &[Token]) -> Option<Word> {
    let of = |it: &Token| text.get(it.range.clone()).unwrap_or_default();
    let first = tokens.first()?;
    if first.sign.is_none() && !first.whole && is_roman(of(first)) {
        return Some(Word { length: 1, numeral: true, digits: false });
    }
    let joins = |it: &&Token| matches!(it.sign, None | Some('-' | '–'));
    let joined = tokens.iter().take_while(joins);
    let mut word = Word::default();
    for token in joined {
        let digits = of(token).contains(|c: char| c.is_ascii_digit());
        word = word.then(Word { length: 1, numeral: digits, digits });
    }
    (word.length > 0).then_some(word)
}

/// Whether this is a well-formed Roman numeral, in either case.
fn is_roman(text: &str) -> bool {
    if text.is_empty() || text.len() > 16 || !text.is_ascii() {
        return false;
    }
    let upper = text.to_ascii_uppercase();
    let mut rest = upper.as_str();
    let take = |rest: &mut &str, sign: &str, most: usize| {
        let mut count = 0;
        while count < most
            && let Some(behind) = rest.strip_prefix(sign)
        {
            *rest = behind;
            count += 1;
        }
    };
    take(&mut rest, "M", 16);
    for (nine, five, four, one) in
        [("CM", "D", "CD", "C"), ("XC", "L", "XL", "X"), ("IX", "V", "IV", "I")]
    {
        if let Some(behind) = rest.strip_prefix(nine).or_else(|| rest.strip_prefix(four))
        {
            rest = behind;
        } else {
            take(&mut rest, five, 1);
            take(&mut rest, one, 4);
        }
    }
    rest.is_empty()
}
