//! Decides what an element of a drawing may refer to.

use super::super::{base64, raster};

/// The reference as it is kept; `None` if it leads elsewhere. An error if it holds a
/// picture that cannot be cleaned.
pub(super) fn clean(element: &str, value: &str) -> Result<Option<String>, String> {
    let value = value.trim();
    match element {
        _ if value.starts_with('#') => Ok(Some(value.to_owned())),
        "a" => Ok(Some(value.to_owned()).filter(|it| is_web(it))),
        "image" | "feImage" => match strip(value, "data:") {
            Some(data) => picture(data).map(Some),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

fn is_web(value: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|it| strip(value, it).is_some())
}

fn strip<'a>(value: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, tail) = value.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(tail)
}

/// A picture within the drawing, itself without what it tells.
fn picture(data: &str) -> Result<String, String> {
    let fault = || "it holds a picture that cannot be read".to_owned();
    let (_, text) = data.split_once(";base64,").ok_or_else(fault)?;
    let bytes = base64::decode(text).ok_or_else(fault)?;
    let format = raster::Format::of(&bytes).ok_or_else(fault)?;
    let cleaned = raster::clean(format, &bytes)?;
    Ok(format!("data:{};base64,{}", format.media_type(), base64::encode(&cleaned.bytes)))
}
