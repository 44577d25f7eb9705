//! Rewrites a WebP with the chunks that make the picture and nothing else (RFC 9649).

use super::cursor::Cursor;

/// Chunks that change what one sees; `ICCP` is not among them, because a profile holds
/// free text.
const KEPT: [&[u8; 4]; 4] = [b"VP8 ", b"VP8L", b"ALPH", b"ANIM"];

/// Whether the bytes start as a WebP does.
pub(super) fn is_webp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

/// The picture without Exif, XMP, profiles, unknown chunks and what follows its end.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut rest = Cursor(bytes);
    rest.take(4)?;
    let length = u32::from_le_bytes(rest.array()?);
    let mut body = Cursor(rest.take(usize::try_from(length).unwrap_or(usize::MAX))?);
    body.take(4)?;
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    let has_picture = copy(body, &mut out)?;
    let length = u32::try_from(out.len() - 8).map_err(|_| "it is too large")?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    if has_picture { Ok(out) } else { Err("it holds no picture".to_owned()) }
}

/// Copies chunks; tells whether there was a picture among them.
fn copy(mut rest: Cursor<'_>, out: &mut Vec<u8>) -> Result<bool, String> {
    let mut has_picture = false;
    while !rest.0.is_empty() {
        let name: [u8; 4] = rest.array()?;
        let length = u32::from_le_bytes(rest.array()?);
        let data = rest.take(usize::try_from(length).unwrap_or(usize::MAX))?;
        if data.len() % 2 == 1 && !rest.0.is_empty() {
            rest.take(1)?;
        }
        match &name {
            b"VP8X" => push(name, &features(data)?, out),
            b"ANMF" => {
                let (head, frame) = data.split_at_checked(16).ok_or("a frame is cut")?;
                let mut kept = head.to_vec();
                has_picture |= copy(Cursor(frame), &mut kept)?;
                push(name, &kept, out);
            }
            kept if KEPT.contains(&kept) => {
                has_picture |= kept.starts_with(b"VP8");
                push(name, data, out);
            }
            _ => {}
        }
    }
    Ok(has_picture)
}

/// The header that lists features, without those that were left out.
fn features(data: &[u8]) -> Result<Vec<u8>, String> {
    const PROFILE_EXIF_XMP: u8 = 0x20 | 0x08 | 0x04;
    let mut features = data.get(..10).ok_or("its header is cut")?.to_vec();
    features[0] &= !PROFILE_EXIF_XMP;
    Ok(features)
}

fn push(name: [u8; 4], data: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&name);
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
        for (name, data) in chunks {
            push(**name, data, &mut out);
        }
        let length = u32::try_from(out.len() - 8).unwrap();
        out[4..8].copy_from_slice(&length.to_le_bytes());
        out
    }

    #[test]
    fn what_programs_say_is_left_out() {
        let header = |flags| [flags, 0, 0, 0, 2, 0, 0, 1, 0, 0];
        let mut bytes = webp(&[
            (b"VP8X", &header(0x3C)),
            (b"ICCP", b"canary"),
            (b"VP8L", b"abc"),
            (b"EXIF", b"canary"),
            (b"XMP ", b"canary"),
        ]);
        bytes.extend_from_slice(b"canary");
        let expect = webp(&[(b"VP8X", &header(0x10)), (b"VP8L", b"abc")]);
        assert_eq!(clean(&bytes).unwrap(), expect);
    }

    #[test]
    fn frames_keep_pictures_only() {
        let mut frame = vec![0; 16];
        let head = frame.clone();
        push(*b"VP8 ", b"ab", &mut frame);
        let kept = frame.clone();
        push(*b"junk", b"canary", &mut frame);
        assert_eq!(
            clean(&webp(&[(b"ANMF", &frame)])).unwrap(),
            webp(&[(b"ANMF", &kept)])
        );
        assert!(clean(&webp(&[(b"ANMF", &head)])).is_err());
    }

    #[test]
    fn a_broken_picture_is_refused_at_every_cut() {
        let whole = webp(&[(b"VP8 ", b"abcd")]);
        for end in 0..whole.len() {
            assert!(clean(&whole[..end]).is_err(), "{end}");
        }
    }
}
