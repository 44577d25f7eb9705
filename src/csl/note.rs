//! Notes begin with a capital.

use super::Piece;

/// Makes the first letter a capital, as notes of their own begin.
pub fn capital(pieces: &mut [Piece]) {
    let Some(first) = pieces.iter_mut().find(|it| !it.text.trim().is_empty()) else {
        return;
    };
    let mut letters = first.text.chars();
    if let Some(letter) =
        letters.next().filter(|it| it.is_lowercase() && first.url.is_none())
    {
        first.text = letter.to_uppercase().chain(letters).collect();
    }
}
