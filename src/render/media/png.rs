//! Rewrites a PNG with the chunks that make the picture and nothing else (Portable Network
//! Graphics Specification, third edition, 2025).

use super::cursor::Cursor;

/// The first bytes of every PNG.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that change what one sees; `iCCP` is not among them, because a profile holds
/// free text.
const KEPT: [&[u8; 4]; 13] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP",
    b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// The picture without texts, times, profiles and what follows its end.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut rest = Cursor(bytes);
    rest.take(SIGNATURE.len())?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(SIGNATURE);
    let (mut is_first, mut has_data) = (true, false);
    loop {
        let chunk = Chunk::read(&mut rest)?;
        if is_first && (&chunk.name != b"IHDR" || chunk.data.len() != 13) {
            return Err("it does not start with a header".to_owned());
        }
        is_first = false;
        has_data |= &chunk.name == b"IDAT";
        chunk.copy(&mut out)?;
        if &chunk.name == b"IEND" {
            return if has_data {
                Ok(out)
            } else {
                Err("it holds no picture".to_owned())
            };
        }
    }
}

struct Chunk<'a> {
    name: [u8; 4],
    data: &'a [u8],
    sum: [u8; 4],
    whole: &'a [u8],
}

impl<'a> Chunk<'a> {
    fn read(rest: &mut Cursor<'a>) -> Result<Self, String> {
        let before = *rest;
        let length = u32::from_be_bytes(rest.array()?);
        let name = rest.array()?;
        let data = rest.take(usize::try_from(length).unwrap_or(usize::MAX))?;
        let sum = rest.array()?;
        Ok(Self { name, data, sum, whole: rest.since(before) })
    }

    /// Copies the chunk if it is one of those that are kept.
    fn copy(&self, out: &mut Vec<u8>) -> Result<(), String> {
        let name = String::from_utf8_lossy(&self.name);
        if !KEPT.contains(&&self.name) {
            // A capital letter says that the picture cannot be shown without the chunk.
            let needed = self.name[0].is_ascii_uppercase();
            let fault = format!("it needs the unknown chunk `{}`", name.escape_default());
            return if needed { Err(fault) } else { Ok(()) };
        }
        let summed = self.whole.get(4..self.whole.len() - 4).unwrap_or_default();
        if crc(summed) != u32::from_be_bytes(self.sum) {
            return Err(format!("the checksum of its chunk `{name}` is wrong"));
        }
        out.extend_from_slice(self.whole);
        Ok(())
    }
}

const TABLE: [u32; 256] = table();

#[expect(clippy::cast_possible_truncation, reason = "the index is below 256")]
const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut value = at as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { 0xEDB8_8320 ^ (value >> 1) } else { value >> 1 };
            bit += 1;
        }
        table[at] = value;
        at += 1;
    }
    table
}

/// The checksum of annex D.
pub(super) fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        TABLE[usize::from(sum.to_le_bytes()[0] ^ byte)] ^ (sum >> 8)
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// One chunk with its checksum.
    pub(in crate::render::media) fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
        let mut out = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
        out.extend_from_slice(&name);
        out.extend_from_slice(data);
        out.extend_from_slice(&crc(&out[4..]).to_be_bytes());
        out
    }

    /// A picture of 3 × 2 with `extra` chunks behind the header.
    pub(in crate::render::media) fn picture(extra: &[Vec<u8>]) -> Vec<u8> {
        let header = [0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0];
        let mut out = [SIGNATURE, &chunk(*b"IHDR", &header)].concat();
        out.extend(extra.iter().flatten());
        out.extend(chunk(*b"IDAT", b"data"));
        out.extend(chunk(*b"IEND", b""));
        out
    }

    #[test]
    fn texts_times_profiles_and_trailers_are_left_out() {
        let extra = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"iCCP", b"prVt"]
            .map(|it| chunk(*it, b"canary"));
        let mut bytes = picture(&extra);
        bytes.extend_from_slice(b"canary");
        assert_eq!(clean(&bytes).unwrap(), picture(&[]));
    }

    #[test]
    fn what_makes_the_picture_stays() {
        let kept = [chunk(*b"gAMA", &[0, 0, 0, 1]), chunk(*b"tRNS", &[1, 2])];
        assert_eq!(clean(&picture(&kept)).unwrap(), picture(&kept));
    }

    #[test]
    fn a_broken_picture_is_refused_at_every_cut() {
        let whole = picture(&[]);
        for end in 0..whole.len() {
            assert!(clean(&whole[..end]).is_err(), "{end}");
        }
        for at in SIGNATURE.len()..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            assert!(clean(&bytes).is_err(), "{at}");
        }
    }
}
