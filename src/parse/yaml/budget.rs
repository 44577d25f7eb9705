//! Refuses text that would cost more than it can be worth, before any parser sees it.
//! libyaml is quadratic in the depth of `{a: {a: …`, and it keeps every event in memory.

use super::lexer::{Lexer, Token};
use std::ops::Range;

/// How much one text may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Budget {
    /// The longest text, in bytes.
    pub(crate) bytes: usize,
    /// The most keys, values and items, aliases counted as often as they are used.
    pub(crate) nodes: usize,
}

/// How deep collections may be nested.
pub(super) const DEPTH: usize = 64;

impl Budget {
    /// Front matter: 32 KiB and 10,000 nodes.
    pub(crate) const PAGE: Self = Self { bytes: 32 << 10, nodes: 10_000 };

    /// A library of sources: 8 MiB, and 10,000 nodes plus one for every 4 bytes. CSL data
    /// has a node for 6 to 40 bytes.
    pub(crate) fn library(text: &str) -> Self {
        Self { bytes: 8 << 20, nodes: 10_000 + text.len() / 4 }
    }
}

/// Why a text is refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// More bytes than allowed.
    Bytes,
    /// More nodes than allowed.
    Nodes(Range<usize>),
    /// Nested deeper than allowed.
    Depth(Range<usize>),
    /// A tag, which could ask for anything.
    Tag(Range<usize>),
}

/// Goes over the tokens once and stops at the first excess.
pub(super) fn survey(text: &str, budget: Budget) -> Result<(), Excess> {
    if text.len() > budget.bytes {
        return Err(Excess::Bytes);
    }
    let mut lexer = Lexer::new(text);
    let mut nodes = 0;
    let mut dashes = 0;
    loop {
        let lexeme = lexer.next();
        let behind_dash = dashes > 0;
        let nests = matches!(lexeme.token, Token::Dash | Token::Question);
        dashes = if nests { dashes + 1 } else { 0 };
        match lexeme.token {
            Token::End => return Ok(()),
            Token::Tag => return Err(Excess::Tag(lexeme.range)),
            // A dash is the item behind it, which need not be there.
            token => nodes += usize::from(is_node(token) && (nests || !behind_dash)),
        }
        if nodes > budget.nodes {
            return Err(Excess::Nodes(lexeme.range));
        }
        if lexer.flow() > DEPTH || dashes > DEPTH {
            return Err(Excess::Depth(lexeme.range));
        }
    }
}

fn is_node(token: Token) -> bool {
    use Token::{Alias, Block, Dash, Open, Plain, Question, Quoted};
    matches!(token, Plain | Quoted | Block | Alias | Open | Dash | Question)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_refused_before_the_parser_sees_it() {
        for (bomb, times) in [
            ("{a: ", 200_000),
            ("[", 800_000),
            ("- ", 16_000),
            ("? ", 16_000),
            ("? - ", 16_000),
        ] {
            let text = bomb.repeat(times);
            let excess = survey(&text, Budget::library(&text)).unwrap_err();
            let Excess::Depth(range) = excess else { panic!("{bomb}: {excess:?}") };
            assert!(range.end <= bomb.len() * (DEPTH + 1), "{bomb}: {range:?}");
        }
    }

    #[test]
    fn many_nodes_are_refused_at_the_first_that_is_too_much() {
        let text = "[,".replace(',', &"a,".repeat(16_000));
        let Err(Excess::Nodes(range)) = survey(&text, Budget::PAGE) else { panic!() };
        assert!(range.start <= 2 * Budget::PAGE.nodes);
    }

    #[test]
    fn an_item_and_its_dash_are_one_node() {
        let budget = Budget { bytes: 99, nodes: 4 };
        for text in ["- a\n- b: c\n- d", "-\n-\n-\n-", "a: [b, c]", "- *a\n- [b, c]"] {
            assert_eq!(survey(text, budget), Ok(()), "{text}");
            let more = Budget { nodes: 3, ..budget };
            assert!(matches!(survey(text, more), Err(Excess::Nodes(_))), "{text}");
        }
    }

    #[test]
    fn brackets_in_text_are_not_nesting() {
        let brackets = "[".repeat(100);
        for text in [
            format!("a: see {brackets}"),
            format!("a: \"{brackets}\""),
            format!("a: '{brackets}'"),
            format!("a: |\n  {brackets}\nb: c"),
            format!("a: # {brackets}\n  b"),
        ] {
            assert_eq!(survey(&text, Budget::PAGE), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_tag_is_refused_where_it_stands() {
        assert_eq!(survey("a: !!str b", Budget::PAGE), Err(Excess::Tag(3..8)));
        assert_eq!(survey("a: b!c", Budget::PAGE), Ok(()));
    }
}
