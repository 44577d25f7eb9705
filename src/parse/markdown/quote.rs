//! Typographic quotes by language. The parser tells opening from closing marks; this
//! knows what they look like, and tells closing single quotes from apostrophes.

use super::Dialect;
use super::source::Source;
use std::ops::Range;

/// Opening and closing double quotes, then single ones.
type Marks = [&'static str; 4];

/// The quotes of one page.
pub(super) struct Quotes {
    /// `None` if quotes stay straight.
    marks: Option<Marks>,
    /// Whether a single quote is open.
    open: bool,
}

impl Quotes {
    /// The quotes of a dialect's language.
    pub(super) fn of(dialect: &Dialect) -> Self {
        Self { marks: dialect.smart.then(|| marks(&dialect.lang)), open: false }
    }

    /// Starts a new block: no quote is open.
    pub(super) fn reset(&mut self) {
        self.open = false;
    }

    /// The mark of this language for a mark that the parser made.
    pub(super) fn replace(
        &mut self,
        source: &Source<'_>,
        text: &str,
        range: &Range<usize>,
    ) -> Option<&'static str> {
        if range.len() != 1 || text.len() != 3 {
            return None;
        }
        let [open, close, inner_open, inner_close] = self.marks?;
        match text {
            // What does not close opens, for the parser, even in `19" wide`.
            "“" if source.char_before(range.start).is_some_and(char::is_alphanumeric) => {
                Some(close)
            }
            "“" => Some(open),
            "”" => Some(close),
            "‘" => {
                self.open = true;
                Some(inner_open)
            }
            "’" if self.open && may_close(source, range) => {
                self.open = false;
                Some(inner_close)
            }
            _ => None,
        }
    }
}

/// The parser's own rule: a closing quote stands behind text and in front of none.
fn may_close(source: &Source<'_>, range: &Range<usize>) -> bool {
    let before = source.char_before(range.start);
    let behind = source.char_at(range.end);
    before.is_some_and(|c| !c.is_whitespace())
        && behind.is_none_or(|c| !c.is_alphanumeric())
}

/// The marks of a language, by the habits of its printers. In French a narrow space that
/// does not break stands inside them.
fn marks(lang: &str) -> Marks {
    let lang = lang.to_ascii_lowercase();
    let base = lang.split(['-', '_']).next().unwrap_or_default();
    let swiss = lang.split(['-', '_']).any(|it| it == "ch" || it == "li");
    match base {
        "de" | "fr" | "it" | "rm" if swiss => ["«", "»", "‹", "›"],
        "de" | "cs" | "sk" | "sl" | "is" | "lt" | "et" => ["„", "“", "‚", "‘"],
        "fr" => ["«\u{202F}", "\u{202F}»", "“", "”"],
        "es" | "it" | "pt" | "ca" | "el" => ["«", "»", "“", "”"],
        "ru" | "uk" | "be" | "bg" => ["«", "»", "„", "“"],
        "no" | "nb" | "nn" => ["«", "»", "‘", "’"],
        "pl" | "hu" | "ro" => ["„", "”", "«", "»"],
        "da" => ["»", "«", "›", "‹"],
        "sv" | "fi" => ["”", "”", "’", "’"],
        "ja" => ["「", "」", "『", "』"],
        _ => ["“", "”", "‘", "’"],
    }
}
