//! Rewrites a GIF without comments and unknown extensions (`GIF89a` of 1990).

use super::cursor::Cursor;

/// The first bytes of every GIF.
pub(super) const SIGNATURES: [&[u8]; 2] = [b"GIF87a", b"GIF89a"];

/// Applications whose data loops an animation.
const LOOPS: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];

/// The picture without comments, texts, applications' data and what follows its end.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let start = Cursor(bytes);
    let mut rest = start;
    let head = rest.take(13)?;
    skip_colours(&mut rest, head[10])?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(rest.since(start));
    let mut has_picture = false;
    loop {
        let before = rest;
        let is_kept = match rest.byte()? {
            0x21 => extension(&mut rest)?,
            0x2C => {
                has_picture = true;
                picture(&mut rest)?
            }
            0x3B => break,
            _ => return Err("a block does not start where it should".to_owned()),
        };
        if is_kept {
            out.extend_from_slice(rest.since(before));
        }
    }
    out.push(0x3B);
    if has_picture { Ok(out) } else { Err("it holds no picture".to_owned()) }
}

fn skip_colours(rest: &mut Cursor<'_>, flags: u8) -> Result<(), String> {
    if flags & 0x80 != 0 {
        rest.take(3 << ((flags & 7) + 1))?;
    }
    Ok(())
}

/// Reads an extension; tells whether it is kept.
fn extension(rest: &mut Cursor<'_>) -> Result<bool, String> {
    let label = rest.byte()?;
    let data = rest.0;
    skip_blocks(rest)?;
    let application = data.get(1..12).unwrap_or_default();
    Ok(label == 0xF9 || label == 0xFF && LOOPS.contains(&application))
}

fn picture(rest: &mut Cursor<'_>) -> Result<bool, String> {
    let head = rest.take(9)?;
    skip_colours(rest, head[8])?;
    rest.byte()?;
    skip_blocks(rest)?;
    Ok(true)
}

fn skip_blocks(rest: &mut Cursor<'_>) -> Result<(), String> {
    loop {
        match rest.byte()? {
            0 => return Ok(()),
            length => drop(rest.take(usize::from(length))?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gif(extra: &[u8]) -> Vec<u8> {
        let mut out = b"GIF89a\x03\0\x02\0\x80\0\0\0\0\0\xFF\xFF\xFF".to_vec();
        out.extend_from_slice(extra);
        out.extend_from_slice(b"\x21\xF9\x04\0\0\0\0\0");
        out.extend_from_slice(b"\x2C\0\0\0\0\x03\0\x02\0\0\x02\x02ab\0\x3B");
        out
    }

    #[test]
    fn comments_and_trailers_are_left_out() {
        let mut bytes = gif(b"\x21\xFE\x06canary\0\x21\xFF\x0BXMP DataXMP\x06canary\0");
        bytes.extend_from_slice(b"canary");
        assert_eq!(clean(&bytes).unwrap(), gif(b""));
    }

    #[test]
    fn a_loop_stays() {
        let looped = gif(b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0");
        assert_eq!(clean(&looped).unwrap(), looped);
    }

    #[test]
    fn a_broken_picture_is_refused_at_every_cut() {
        let whole = gif(b"");
        for end in 0..whole.len() {
            assert!(clean(&whole[..end]).is_err(), "{end}");
        }
    }
}
