//! Numbers and words as bytes of a shard.

/// Appends a number, seven bits a byte, the lowest first (LEB128).
pub(super) fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// Appends a length.
pub(super) fn put_len(out: &mut Vec<u8>, length: usize) {
    put(out, u32::try_from(length).unwrap_or(u32::MAX));
}

/// Appends a word as what it shares with the word before it, in bytes, and the rest.
pub(super) fn put_word(out: &mut Vec<u8>, before: &str, word: &str) {
    let same = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    let shared = (0..=same).rev().find(|it| word.is_char_boundary(*it)).unwrap_or(0);
    put_len(out, shared);
    put_len(out, word.len() - shared);
    out.extend(&word.as_bytes()[shared..]);
}
