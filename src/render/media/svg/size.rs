//! The size of a drawing in CSS pixels, from its root.

use crate::render::media::xml::Attributes;

/// Larger numbers are not believed.
const LARGEST: f64 = 100_000.0;

/// Width and height: as they are written, or from the box of the view.
pub(super) fn of(attributes: Attributes<'_, '_>) -> Option<(u32, u32)> {
    let get =
        |name: &str| attributes.iter().find(|(it, _)| *it == name).map(|(_, it)| *it);
    let view = get("viewBox").and_then(view);
    let (width, height) = (get("width").and_then(length), get("height").and_then(length));
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (_, _, Some(view)) => view,
        _ => return None,
    };
    Some((whole(width)?, whole(height)?))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number lies between 1 and 100,000"
)]
fn whole(length: f64) -> Option<u32> {
    (length > 0.0 && length <= LARGEST).then(|| length.round().max(1.0) as u32)
}

fn view(text: &str) -> Option<(f64, f64)> {
    let mut numbers = text.split([' ', ',', '\t', '\n']).filter(|it| !it.is_empty());
    let width: f64 = numbers.nth(2)?.parse().ok()?;
    let height: f64 = numbers.next()?.parse().ok()?;
    (width > 0.0 && height > 0.0).then_some((width, height))
}

/// A length in pixels; percentages say nothing.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|it: char| it.is_ascii_alphabetic() && it != 'e' || it == '%');
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let scale = match unit {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        _ => return None,
    };
    let number: f64 = number.trim().parse().ok()?;
    (number > 0.0).then_some(number * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_says_its_size_in_several_ways() {
        assert_eq!(of(&[("width", "20"), ("height", "10.4px")]), Some((20, 10)));
        assert_eq!(of(&[("width", "1in"), ("viewBox", "0 0 2 1")]), Some((96, 48)));
        assert_eq!(
            of(&[("width", "100%"), ("viewBox", "0,0,300,150")]),
            Some((300, 150))
        );
        assert_eq!(of(&[("width", "2em"), ("height", "1em")]), None);
        assert_eq!(of(&[("viewBox", "0 0 NaN inf")]), None);
        assert_eq!(of(&[("width", "1e99"), ("height", "1")]), None);
    }
}
