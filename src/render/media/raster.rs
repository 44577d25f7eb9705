//! Pictures made of pixels: which format, how large, and without what they tell.

use super::{gif, jpeg, png, webp};
use crate::render::guard;

/// The formats that every browser shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Png,
    Jpeg,
    Gif,
    Webp,
}

/// A picture without what it told.
pub(super) struct Cleaned {
    pub(super) bytes: Vec<u8>,
    /// Whether it has lost the note that it must be turned.
    pub(super) is_turned: bool,
}

impl Format {
    /// The format of some bytes, by how they start.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            _ if bytes.starts_with(png::SIGNATURE) => Some(Self::Png),
            _ if bytes.starts_with(jpeg::SIGNATURE) => Some(Self::Jpeg),
            _ if gif::SIGNATURES.iter().any(|it| bytes.starts_with(it)) => {
                Some(Self::Gif)
            }
            _ if webp::is_webp(bytes) => Some(Self::Webp),
            _ => None,
        }
    }

    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }
}

/// The picture without what it tells; an error if its data is broken.
pub(super) fn clean(format: Format, bytes: &[u8]) -> Result<Cleaned, String> {
    let plain = |bytes| Cleaned { bytes, is_turned: false };
    match format {
        Format::Png => png::clean(bytes).map(plain),
        Format::Gif => gif::clean(bytes).map(plain),
        Format::Webp => webp::clean(bytes).map(plain),
        Format::Jpeg => {
            let jpeg::Cleaned { bytes, is_turned } = jpeg::clean(bytes)?;
            Ok(Cleaned { bytes, is_turned })
        }
    }
}

/// Width and height in pixels.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = guard::quietly(|| imagesize::blob_size(bytes))?.ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}
