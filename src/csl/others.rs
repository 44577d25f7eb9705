//! Writes `et al.` where a library says `and others`. The engine knows no such name: it
//! travels as a name that begins with a private character, and what a style put in front
//! of it as in front of the last name is taken away behind the engine.

use super::Piece;
use crate::model::others::and_others;

/// The name that stands for the others begins with it.
const MARK: char = '\u{10F722}';
/// What styles write before the last of several names.
const BEFORE: [&str; 9] = ["and", "und", "et", "y", "e", "en", "&", "u.", "sowie"];

/// The name that stands for the others, as the engine takes it.
pub(super) fn name(lang: &str) -> String {
    format!("{MARK}{}", and_others(lang))
}

/// Takes the marks away, with the `and` in front of them.
pub(super) fn settle(pieces: &mut [Piece]) {
    while let Some(at) = pieces.iter().position(|it| it.text.contains(MARK)) {
        let (before, behind) = pieces.split_at_mut(at);
        let Some(piece) = behind.first_mut() else { return };
        let (head, tail) = piece.text.split_once(MARK).unwrap_or_default();
        let own = shortened(head).to_owned();
        if own.is_empty()
            && let Some(last) = before.last_mut()
        {
            let kept = shortened(&last.text).len();
            last.text.truncate(kept);
        }
        piece.text = format!("{own} {tail}");
    }
}

/// Text without the marks and the word that part the last name from those before.
fn shortened(text: &str) -> &str {
    let end = |it: &str| it.trim_end_matches([',', ';', '/', ' ', '\u{A0}']).len();
    let text = &text[..end(text)];
    let without = BEFORE.iter().find_map(|it| {
        let rest = text.strip_suffix(it)?;
        (rest.is_empty() || rest.ends_with([' ', '\u{A0}', ','])).then_some(rest)
    });
    without.map_or(text, |it| &it[..end(it)])
}
