//! Fractions that are one character: `½`, as in `3½`.

/// The fraction that a text starts with, and what is left behind it.
pub(super) fn read(text: &str) -> Option<(f64, &str)> {
    let first = text.chars().next()?;
    Some((value(first)?, text.get(first.len_utf8()..)?))
}

/// Whether a character is one.
pub(super) fn is(c: char) -> bool {
    value(c).is_some()
}

fn value(c: char) -> Option<f64> {
    let (above, below) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some(f64::from(above) / f64::from(below))
}
