//! What characters are to the search, by tables of its own: the properties of Unicode
//! change with its versions, and every browser has another one.

/// First and last of each run of characters that part words: blanks, punctuation,
/// symbols, emoji, private use. Everything else belongs to words, also what Unicode has
/// not assigned yet.
const PARTING: &[(u32, u32)] = &[
    (0x0, 0x2F),
    (0x3A, 0x40),
    (0x5B, 0x60),
    (0x7B, 0xA9),
    (0xAB, 0xB1),
    (0xB4, 0xB4),
    (0xB6, 0xB8),
    (0xBB, 0xBB),
    (0xBF, 0xBF),
    (0xD7, 0xD7),
    (0xF7, 0xF7),
    (0x2C2, 0x2C5),
    (0x2D2, 0x2DF),
    (0x387, 0x387),
    (0x55A, 0x55F),
    (0x589, 0x58F),
    (0x5BE, 0x5BE),
    (0x5C0, 0x5C0),
    (0x5C3, 0x5C3),
    (0x5C6, 0x5C6),
    (0x5F3, 0x5F4),
    (0x600, 0x60F),
    (0x61B, 0x61F),
    (0x66A, 0x66D),
    (0x6D4, 0x6D4),
    (0x700, 0x70F),
    (0x964, 0x965),
    (0x970, 0x970),
    (0xE3F, 0xE3F),
    (0xE4F, 0xE4F),
    (0xE5A, 0xE5B),
    (0xF04, 0xF14),
    (0x104A, 0x104F),
    (0x10FB, 0x10FB),
    (0x1360, 0x1368),
    (0x1680, 0x1680),
    (0x17D4, 0x17DB),
    (0x1800, 0x180A),
    (0x2000, 0x206F),
    (0x207A, 0x207E),
    (0x208A, 0x208E),
    (0x20A0, 0x20CF),
    (0x2190, 0x2BFF),
    (0x2CF9, 0x2CFF),
    (0x2E00, 0x2E7F),
    (0x2FF0, 0x3004),
    (0x3008, 0x3020),
    (0x3030, 0x3030),
    (0x3036, 0x3037),
    (0x303D, 0x303F),
    (0x30A0, 0x30A0),
    (0x30FB, 0x30FB),
    (0xE000, 0xF8FF),
    (0xFD3E, 0xFD3F),
    (0xFE10, 0xFE6F),
    (0xFFF0, 0xFFFF),
    (0x1F000, 0x1FAFF),
    (0xE0000, 0x0010_FFFF),
];

/// First and last of each run of characters that are written without blanks between
/// words: Han, kana, Hangul, Thai, Lao, Myanmar, Khmer.
const DENSE: &[(u32, u32)] = &[
    (0xE00, 0xEFF),
    (0x1000, 0x109F),
    (0x1100, 0x11FF),
    (0x1780, 0x17FF),
    (0x2E80, 0x2FEF),
    (0x3005, 0x3007),
    (0x3021, 0x302F),
    (0x3031, 0x3035),
    (0x3038, 0x303C),
    (0x3041, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
];

/// How a character takes part in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// It parts words.
    Parting,
    /// It belongs to a word of letters and digits.
    Spaced,
    /// It belongs to a script without blanks between words.
    Dense,
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Class::Spaced } else { Class::Parting };
    }
    let code = u32::from(c);
    match () {
        () if is_in(PARTING, code) => Class::Parting,
        () if code >= 0xE00 && is_in(DENSE, code) => Class::Dense,
        () => Class::Spaced,
    }
}

/// Whether a character leaves no trace: soft hyphen, joiners, direction marks,
/// variation selectors.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(u32::from(c), 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2064
        | 0xFE00..=0xFE0F | 0xFEFF)
}

fn is_in(runs: &[(u32, u32)], code: u32) -> bool {
    let at = runs.partition_point(|(_, last)| *last < code);
    runs.get(at).is_some_and(|(first, _)| *first <= code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runs_are_in_order() {
        for runs in [PARTING, DENSE] {
            assert!(runs.iter().all(|(first, last)| first <= last));
            assert!(runs.windows(2).all(|it| it[0].1 < it[1].0));
        }
    }

    #[test]
    fn characters_are_what_readers_take_them_for() {
        for (c, expect) in [
            ('a', Class::Spaced),
            ('ß', Class::Spaced),
            ('7', Class::Spaced),
            ('Ж', Class::Spaced),
            (' ', Class::Parting),
            ('…', Class::Parting),
            ('。', Class::Parting),
            ('安', Class::Dense),
            ('한', Class::Dense),
            ('ひ', Class::Dense),
            ('😀', Class::Parting),
        ] {
            assert_eq!(class(c), expect, "{c}");
        }
    }
}
