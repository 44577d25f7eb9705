//! Rewrites a JPEG without what cameras and programs say about it (ITU-T T.81, annex B;
//! ITU-T T.871 for JFIF).

use super::cursor::{CUT, Cursor};

/// The first bytes of every JPEG.
pub(super) const SIGNATURE: &[u8] = b"\xFF\xD8\xFF";

/// A cleaned picture, and whether it has lost the note that it must be turned.
pub(super) struct Cleaned {
    pub(super) bytes: Vec<u8>,
    pub(super) is_turned: bool,
}

/// The picture without comments, Exif, XMP, profiles, thumbnails and what follows its end.
pub(super) fn clean(bytes: &[u8]) -> Result<Cleaned, String> {
    let mut rest = Cursor(bytes);
    rest.take(2)?;
    let mut copy = Copy::default();
    copy.out.extend_from_slice(b"\xFF\xD8");
    loop {
        let marker = next_marker(&mut rest)?;
        match marker {
            0xD9 => return copy.finish(),
            0x01 | 0xD0..=0xD8 => {}
            _ => copy.segment(marker, &mut rest)?,
        }
    }
}

fn next_marker(rest: &mut Cursor<'_>) -> Result<u8, String> {
    if rest.byte()? != 0xFF {
        return Err("a segment does not start where it should".to_owned());
    }
    loop {
        let byte = rest.byte()?;
        if byte != 0xFF {
            return Ok(byte);
        }
    }
}

#[derive(Default)]
struct Copy {
    out: Vec<u8>,
    has_frame: bool,
    has_scan: bool,
    is_turned: bool,
}

impl Copy {
    fn segment(&mut self, marker: u8, rest: &mut Cursor<'_>) -> Result<(), String> {
        let length = usize::from(u16::from_be_bytes(rest.array()?));
        let data = rest.take(length.checked_sub(2).ok_or(CUT)?)?;
        match marker {
            0xE0 => self.jfif(data),
            0xE1 => self.is_turned |= orientation(data).is_some_and(|it| it != 1),
            0xEE if data.starts_with(b"Adobe") => {
                self.push(marker, data.get(..12).unwrap_or(data));
            }
            0xE2..=0xEF | 0xFE => {}
            0xDA => {
                self.push(marker, data);
                self.has_scan = true;
                self.scan(rest)?;
            }
            _ => {
                self.has_frame |= matches!(marker, 0xC0..=0xCF)
                    && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
                self.push(marker, data);
            }
        }
        Ok(())
    }

    /// The header of JFIF without a thumbnail.
    fn jfif(&mut self, data: &[u8]) {
        if let Some(head) = data.get(..12).filter(|it| it.starts_with(b"JFIF\0")) {
            self.push(0xE0, &[head, &[0, 0]].concat());
        }
    }

    fn push(&mut self, marker: u8, data: &[u8]) {
        let length = u16::try_from(data.len() + 2).unwrap_or(u16::MAX);
        self.out.extend_from_slice(&[0xFF, marker]);
        self.out.extend_from_slice(&length.to_be_bytes());
        self.out.extend_from_slice(data);
    }

    /// Coded data, up to the next marker that ends it.
    fn scan(&mut self, rest: &mut Cursor<'_>) -> Result<(), String> {
        let ends =
            |it: &[u8]| it[0] == 0xFF && !matches!(it[1], 0x00 | 0xD0..=0xD7 | 0xFF);
        let end = rest.0.windows(2).position(ends).ok_or(CUT)?;
        self.out.extend_from_slice(rest.take(end)?);
        Ok(())
    }

    fn finish(mut self) -> Result<Cleaned, String> {
        if !self.has_frame || !self.has_scan {
            return Err("it holds no picture".to_owned());
        }
        self.out.extend_from_slice(b"\xFF\xD9");
        Ok(Cleaned { bytes: self.out, is_turned: self.is_turned })
    }
}

/// The orientation in Exif data: 1 is upright.
fn orientation(data: &[u8]) -> Option<u16> {
    let tiff = data.strip_prefix(b"Exif\0\0")?;
    let is_little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let offset: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let offset =
        if is_little { u32::from_le_bytes(offset) } else { u32::from_be_bytes(offset) };
    let first = usize::try_from(offset).ok()?;
    let entries =
        (0..usize::from(short(first)?)).map(|it| first.saturating_add(2 + it * 12));
    let found =
        entries.take_while(|it| *it < tiff.len()).find(|it| short(*it) == Some(0x0112));
    short(found?.checked_add(8)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
        let mut copy = Copy::default();
        copy.push(marker, data);
        copy.out
    }

    fn picture(extra: &[Vec<u8>]) -> Vec<u8> {
        let mut out = b"\xFF\xD8".to_vec();
        out.extend(extra.iter().flatten());
        out.extend(segment(0xC0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]));
        out.extend(segment(0xDA, &[1, 1, 0, 0, 63, 0]));
        out.extend_from_slice(b"ab\xFF\x00cd\xFF\xD0ef\xFF\xD9");
        out
    }

    fn exif(orientation: u8) -> Vec<u8> {
        let mut data =
            b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        data.extend_from_slice(&[orientation, 0, 0]);
        segment(0xE1, &data)
    }

    #[test]
    fn what_a_camera_says_is_left_out() {
        let extra = [
            exif(1),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0canary"),
            segment(0xE2, b"ICC_PROFILE canary"),
            segment(0xED, b"Photoshop canary"),
            segment(0xE0, b"JFXX\0canary"),
            segment(0xFE, b"canary"),
        ];
        let mut bytes = picture(&extra);
        bytes.extend_from_slice(b"canary");
        let cleaned = clean(&bytes).unwrap();
        assert_eq!(cleaned.bytes, picture(&[]));
        assert!(!cleaned.is_turned);
    }

    #[test]
    fn a_thumbnail_goes_and_the_colour_note_stays() {
        let jfif = segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01canary");
        let adobe = segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01");
        let kept = segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0");
        let cleaned = clean(&picture(&[jfif, adobe.clone()])).unwrap();
        assert_eq!(cleaned.bytes, picture(&[kept, adobe]));
    }

    #[test]
    fn a_picture_that_must_be_turned_is_told() {
        assert!(clean(&picture(&[exif(6)])).unwrap().is_turned);
    }

    #[test]
    fn a_broken_picture_is_refused_at_every_cut() {
        let whole = picture(&[exif(1)]);
        for end in 2..whole.len() {
            assert!(clean(&whole[..end]).is_err(), "{end}");
        }
    }
}
