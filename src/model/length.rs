//! How wide or high an author wants a picture: `300`, `300px`, `5cm`, `50%`.

/// A width or height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// In pixels of CSS.
    Pixels(u16),
    /// A share of the width of the text, in percent; one of [`SHARES`].
    Share(u8),
}

/// The shares for which themes have a class, `width-50`: a page has no styles of its own.
pub const SHARES: [u8; 12] = [10, 20, 25, 33, 40, 50, 60, 67, 75, 80, 90, 100];

/// Units of CSS and how many pixels they are; no unit stands for pixels.
const UNITS: [(&str, f64); 9] = [
    ("", 1.0),
    ("px", 1.0),
    ("in", 96.0),
    ("cm", 96.0 / 2.54),
    ("mm", 96.0 / 25.4),
    ("pt", 96.0 / 72.0),
    ("pc", 16.0),
    ("em", 16.0),
    ("rem", 16.0),
];

impl Length {
    /// Reads what an author wrote; `None` if it is no length. Shares become the nearest one
    /// that there is.
    ///
    /// # Examples
    /// ```
    /// use dossier::model::Length;
    /// assert_eq!(Length::read("300px"), Some(Length::Pixels(300)));
    /// assert_eq!(Length::read("48%"), Some(Length::Share(50)));
    /// assert_eq!(Length::read("auto"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_number = |it: char| it.is_ascii_digit() || it == '.';
        let (number, unit) =
            text.split_at(text.find(|it| !is_number(it)).unwrap_or(text.len()));
        let number: f64 = number.parse().ok()?;
        let unit = unit.trim().to_ascii_lowercase();
        if unit == "%" {
            return (number > 0.0).then(|| Self::Share(nearest(number)));
        }
        let (_, pixels) = UNITS.into_iter().find(|it| it.0 == unit)?;
        whole(number * pixels).map(Self::Pixels)
    }

    /// The pixels, if it has as many wherever it stands.
    pub fn pixels(self) -> Option<u16> {
        match self {
            Self::Pixels(it) => Some(it),
            Self::Share(_) => None,
        }
    }

    /// The class of a share.
    pub fn class(self) -> Option<String> {
        match self {
            Self::Pixels(_) => None,
            Self::Share(it) => Some(format!("width-{it}")),
        }
    }
}

/// At least one pixel, and no more than anybody would show.
fn whole(pixels: f64) -> Option<u16> {
    const MOST: f64 = 9999.0;
    let is_shown = (1.0..=MOST).contains(&pixels.round());
    // No cast: it would have to be argued for.
    is_shown.then(|| format!("{pixels:.0}").parse().ok()).flatten()
}

fn nearest(percent: f64) -> u8 {
    let away = |it: &u8| (f64::from(*it) - percent).abs();
    let all = SHARES.into_iter();
    all.min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_they_are_written_elsewhere() {
        let pixels = |it| Some(Length::Pixels(it));
        for (text, expect) in [
            ("300", pixels(300)),
            (" 300 PX", pixels(300)),
            ("2.54cm", pixels(96)),
            ("1in", pixels(96)),
            ("1%", Some(Length::Share(10))),
            ("34.9%", Some(Length::Share(33))),
            ("250%", Some(Length::Share(100))),
            ("0", None),
            ("0%", None),
            ("99999", None),
            ("50vw", None),
            ("1.2.3", None),
            ("auto", None),
            ("-3", None),
            ("", None),
        ] {
            assert_eq!(Length::read(text), expect, "{text}");
        }
        assert_eq!(Length::Share(50).class().as_deref(), Some("width-50"));
    }

    #[test]
    fn both_themes_have_a_class_for_each_share() {
        for style in [
            include_str!("../../themes/briefing/static/style.css"),
            include_str!("../../themes/plain/static/style.css"),
        ] {
            for share in SHARES {
                assert!(style.contains(&format!(".width-{share} {{")), "{share}");
            }
        }
    }
}
