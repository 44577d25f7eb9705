//! Writes traditional Han characters as simplified ones, so that a name is found in both
//! scripts. Not a conversion of text: one character for one, and only common ones.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Pairs of a traditional character and its simplified form; the client reads the same
/// file.
pub(crate) const PAIRS: &str = include_str!("../client/han.txt");

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let mut characters = PAIRS.chars().filter(|it| !it.is_whitespace());
    std::iter::from_fn(|| Some((characters.next()?, characters.next()?))).collect()
});

/// The simplified form of a character, or the character itself.
pub(crate) fn simplified(c: char) -> char {
    SIMPLIFIED.get(&c).copied().unwrap_or(c)
}
