//! A marking scheme: the labels that a dossier uses, lowest first. TLP 2.0 by FIRST unless
//! `book.toml` has another.

use super::Marking;
use crate::base::text::nearest;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};
use unicode_normalization::UnicodeNormalization;

/// The labels of a dossier, lowest first; never empty. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    name: Option<Arc<str>>,
    levels: Arc<[Level]>,
}

/// One label of a scheme and how it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The label.
    pub marking: Marking,
    /// What it is called in full, by language; may be empty.
    pub names: BTreeMap<String, String>,
    /// The colour of its letters.
    pub foreground: Color,
    /// The colour behind them.
    pub background: Color,
}

/// A colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Scheme {
    /// A scheme of one's own; `None` without levels.
    pub fn own(name: Option<&str>, levels: Vec<Level>) -> Option<Self> {
        let name = name.map(Into::into);
        (!levels.is_empty()).then(|| Self { name, levels: levels.into() })
    }

    /// TLP 2.0 as FIRST has it.
    pub fn tlp() -> &'static Self {
        &TLP
    }

    /// Whether it is TLP 2.0 as FIRST has it.
    pub fn is_tlp(&self) -> bool {
        Arc::ptr_eq(&self.levels, &TLP.levels)
    }

    /// What it is called: `TLP 2.0`, or what `book.toml` says.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The labels, lowest first.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// Every marking, lowest first.
    pub fn markings(&self) -> impl DoubleEndedIterator<Item = Marking> + Clone + '_ {
        self.levels.iter().map(|it| it.marking)
    }

    /// The highest label: what counts where a marking cannot be read.
    pub fn highest(&self) -> Marking {
        self.markings().next_back().unwrap_or(Marking::RED)
    }

    /// The level of a marking.
    pub fn level(&self, marking: Marking) -> Option<&Level> {
        self.levels.iter().find(|it| it.marking == marking)
    }

    /// The marking with this label, to the letter; otherwise what to do instead.
    pub fn read(&self, label: &str) -> Result<Marking, String> {
        if let Some(known) = self.markings().find(|it| it.label() == label) {
            return Ok(known);
        }
        let knows_clear = self.markings().any(|it| it == Marking::CLEAR);
        if knows_clear && label.eq_ignore_ascii_case("TLP:WHITE") {
            return Err("TLP 2.0 calls it `TLP:CLEAR`".to_owned());
        }
        if let Some(near) = nearest(label, self.markings().map(Marking::label)) {
            return Err(format!("did you mean `{near}`?"));
        }
        let labels: Vec<String> = self.markings().map(|it| format!("`{it}`")).collect();
        Err(format!("the labels are {}", labels.join(", ")))
    }
}

impl Scheme {
    /// The marking that a text certainly means: a label in other letter case, one of TLP
    /// without `TLP:`, or with another sign in its middle, or the name that TLP 1.0 gave.
    pub fn meant(&self, label: &str) -> Option<Marking> {
        let bare = |it: &str| {
            let it =
                it.trim().chars().map(plain).collect::<String>().to_ascii_uppercase();
            let it = it.strip_prefix("TLP").unwrap_or(&it).to_owned();
            let is_sign = |c: char| matches!(c, ':' | '-' | '_' | '+' | ' ');
            it.chars().filter(|c| !is_sign(*c)).collect::<String>()
        };
        let same = |it: &Marking| it.label().eq_ignore_ascii_case(label.trim());
        let tlp = || {
            let said = bare(label);
            let said = if said == "WHITE" { "CLEAR" } else { &said };
            self.markings().find(|it| it.tlp().is_some() && bare(it.label()) == said)
        };
        self.markings().find(same).or_else(tlp)
    }
}

impl Scheme {
    /// How many bytes at the start of a text are a label, however it is written: in other
    /// letter case, with other signs or none in its middle; of TLP also a colour that it does
    /// not have. The longest one counts.
    pub fn label_at(&self, text: &str) -> Option<usize> {
        let known = self.markings().filter_map(|it| spelt(it.label(), text)).max();
        known.or_else(|| self.knows_tlp().then(|| color_at(text)).flatten())
    }

    /// Whether a text is a label and nothing else, however it is written.
    pub fn is_label(&self, text: &str) -> bool {
        let text = text.trim();
        !text.is_empty() && self.label_at(text) == Some(text.len())
    }

    /// Whether a text may hold a label somewhere; cheap.
    pub fn may_stand_in(&self, text: &str) -> bool {
        let is_there = |it: &str| text.contains(it);
        self.knows_tlp() && ["TLP", "tlp", "Tlp"].into_iter().any(is_there)
            || self.markings().any(|it| may_be_spelt(it, text))
            || !text.is_ascii() && text.chars().any(is_styled)
    }

    fn knows_tlp(&self) -> bool {
        self.markings().any(|it| it.tlp().is_some())
    }
}

/// Whether a text may spell a label: of several words, in whatever letters, by the first.
fn may_be_spelt(marking: Marking, text: &str) -> bool {
    let label = marking.label();
    let first = label.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if marking.tlp().is_some() || first == label || first.is_empty() {
        return text.contains(label);
    }
    let mut words = text.as_bytes().windows(first.len());
    words.any(|it| it.eq_ignore_ascii_case(first.as_bytes()))
}

/// How far a text spells a label. A label that is a mere word is spelt to the letter.
pub(super) fn spelt(label: &str, text: &str) -> Option<usize> {
    const MOST: usize = 3;
    let is_sign = |c: char| {
        let c = plain(c);
        ":-_+.‐–—".contains(c) || c.is_whitespace()
    };
    let is_word = label.chars().all(char::is_alphanumeric);
    let mut rest = text;
    for expected in label.chars() {
        if is_sign(expected) {
            let behind = rest.trim_start_matches(is_sign);
            let signs = &rest[..rest.len() - behind.len()];
            rest = if signs.chars().nth(MOST).is_some() { return None } else { behind };
            continue;
        }
        let next = rest.chars().next()?;
        let is_same = plain(next) == expected
            || !is_word && plain(next).eq_ignore_ascii_case(&expected);
        rest = is_same.then(|| &rest[next.len_utf8()..])?;
    }
    let ends = !rest.starts_with(char::is_alphanumeric);
    ends.then_some(text.len() - rest.len())
}

/// `TLP:` and a word.
fn color_at(text: &str) -> Option<usize> {
    let mut rest = text;
    for expected in "TLP:".chars() {
        let next = rest.chars().next()?;
        let is_same = plain(next).eq_ignore_ascii_case(&expected);
        rest = is_same.then(|| &rest[next.len_utf8()..])?;
    }
    let rest = rest.trim_start_matches(' ');
    let ends = |c: char| !plain(c).is_ascii_alphabetic();
    let word = rest.find(ends).unwrap_or(rest.len());
    (word > 0).then_some(text.len() - rest.len() + word)
}

/// The plain form of a letter or sign of another width or style, as NFKC has it: `T` for
/// `Ｔ` and `𝐓`.
pub(super) fn plain(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let mut forms = std::iter::once(c).nfkc();
    match (forms.next(), forms.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Whether it is a letter of another width or style: fullwidth, mathematical, in a circle.
const fn is_styled(c: char) -> bool {
    matches!(c, '\u{FF21}'..='\u{FF5A}' | '\u{1D400}'..='\u{1D7FF}' | '\u{24B6}'..='\u{24E9}')
}

impl Default for Scheme {
    fn default() -> Self {
        TLP.clone()
    }
}

/// FIRST's colours, on black.
static TLP: LazyLock<Scheme> = LazyLock::new(|| {
    let colors = [0xFF_FF_FF, 0x33_FF_00, 0xFF_C0_00, 0xFF_C0_00, 0xFF_2B_2B];
    let level = |(marking, color)| Level {
        marking,
        names: BTreeMap::new(),
        foreground: Color::of(color),
        background: Color::of(0),
    };
    let levels = Marking::TLP.into_iter().zip(colors).map(level).collect();
    Scheme { name: Some("TLP 2.0".into()), levels }
});

impl Color {
    /// Black.
    pub const BLACK: Self = Self { red: 0, green: 0, blue: 0 };
    /// White.
    pub const WHITE: Self = Self { red: 255, green: 255, blue: 255 };

    fn of(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self { red, green, blue }
    }

    /// Reads `#RRGGBB` or `#RGB`.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
            return None;
        }
        let whole = match digits.len() {
            6 => digits.to_owned(),
            3 => digits.chars().flat_map(|it| [it, it]).collect(),
            _ => return None,
        };
        u32::from_str_radix(&whole, 16).ok().map(Self::of)
    }

    /// The contrast between two colours, from 1 to 21, as WCAG 2.2 measures it.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The relative luminance of WCAG 2.2.
    fn luminance(self) -> f64 {
        let linear = |it: u8| {
            let it = f64::from(it) / 255.0;
            if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
        };
        0.0722f64.mul_add(
            linear(self.blue),
            0.2126f64.mul_add(linear(self.red), 0.7152 * linear(self.green)),
        )
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_label_was_meant_to_be_is_known_or_not() {
        let meant = |it: &str| TLP.meant(it).map(Marking::label);
        for label in ["TLP:WHITE", "white", "tlp:clear", "TLP CLEAR", "clear"] {
            assert_eq!(meant(label), Some("TLP:CLEAR"), "{label}");
        }
        for label in ["TLP:AMBER-STRICT", "amber strict", "tlp:amber+strict"] {
            assert_eq!(meant(label), Some("TLP:AMBER+STRICT"), "{label}");
        }
        for label in ["TLP:GREAN", "secret", "", "TLP:"] {
            assert_eq!(meant(label), None, "{label}");
        }
    }

    #[test]
    fn white_is_refused_with_the_new_name() {
        let tlp = Scheme::default();
        assert!(tlp.read("TLP:WHITE").unwrap_err().contains("TLP:CLEAR"));
        assert_eq!(tlp.read("TLP:AMBER+STRICT"), Ok(Marking::AMBER_STRICT));
        assert_eq!(tlp.read("tlp:amber").unwrap_err(), "did you mean `TLP:AMBER`?");
        assert!(
            tlp.read("secret").unwrap_err().starts_with("the labels are `TLP:CLEAR`")
        );
        assert!(tlp.is_tlp() && tlp.highest() == Marking::RED);
    }

    #[test]
    fn a_scheme_of_one_s_own_knows_its_labels_only() {
        let level = |(rank, label)| Level {
            marking: Marking::at(rank, label).unwrap(),
            names: BTreeMap::new(),
            foreground: Color::BLACK,
            background: Color::WHITE,
        };
        let levels = ["OPEN", "CLOSED"].into_iter().enumerate().map(level).collect();
        let own = Scheme::own(None, levels).unwrap();
        assert_eq!(own.read("CLOSED").unwrap(), own.highest());
        assert_eq!(own.read("OPEM").unwrap_err(), "did you mean `OPEN`?");
        assert_eq!(own.read("TLP:WHITE").unwrap_err(), "the labels are `OPEN`, `CLOSED`");
        assert!(!own.is_tlp());
    }

    #[test]
    fn colours_are_read_and_compared() {
        let color = Color::read("#fC0").unwrap();
        assert_eq!(color.to_string(), "#ffcc00");
        for wrong in ["ffcc00", "#ffcc0", "#ggg", "", "#", "red"] {
            assert_eq!(Color::read(wrong), None, "{wrong}");
        }
        let most = Color::BLACK.contrast(Color::WHITE);
        assert!((most - 21.0).abs() < 1e-9, "{most}");
        // From the tables of WCAG's own checkers.
        let grey = Color::read("#767676").unwrap().contrast(Color::WHITE);
        assert!((grey - 4.54).abs() < 0.01, "{grey}");
    }
}
