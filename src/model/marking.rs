//! Markings of the Traffic Light Protocol 2.0 by FIRST, and the audiences they make.

use std::fmt;
use std::str::FromStr;

/// A TLP 2.0 label, lowest first. A label tells how far something may be passed on; it is
/// not access control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Marking {
    /// No limit.
    Clear,
    /// The community.
    Green,
    /// The organisation and its clients.
    Amber,
    /// The organisation only.
    AmberStrict,
    /// The recipients only.
    Red,
}

impl Marking {
    /// Every label, lowest first.
    pub const ALL: [Self; 5] =
        [Self::Clear, Self::Green, Self::Amber, Self::AmberStrict, Self::Red];

    /// The whole label, never translated.
    pub fn label(self) -> &'static str {
        match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        }
    }
}

impl fmt::Display for Marking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

impl FromStr for Marking {
    /// What to do instead.
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(label) = Self::ALL.into_iter().find(|it| it.label() == text) {
            return Ok(label);
        }
        if text.eq_ignore_ascii_case("TLP:WHITE") {
            return Err("TLP 2.0 calls it `TLP:CLEAR`".to_owned());
        }
        let labels = Self::ALL.map(|it| format!("`{it}`")).join(", ");
        Err(format!("the labels are {labels}"))
    }
}

/// Whom an edition is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// The edition's name in `book.toml`; `None` where no editions are configured.
    pub name: Option<String>,
    /// The highest marking it may read; `None` passes everything.
    pub ceiling: Option<Marking>,
}

impl Audience {
    /// Whether something with this marking may be read. Where a ceiling is set, a missing
    /// marking never means public.
    pub fn may_read(&self, marking: Option<Marking>) -> bool {
        match self.ceiling {
            None => true,
            Some(ceiling) => marking.is_some_and(|it| it <= ceiling),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_refused_with_the_new_name() {
        assert!("TLP:WHITE".parse::<Marking>().unwrap_err().contains("TLP:CLEAR"));
        assert_eq!("TLP:AMBER+STRICT".parse(), Ok(Marking::AmberStrict));
        assert!("tlp:amber".parse::<Marking>().is_err());
    }

    #[test]
    fn a_missing_marking_is_not_public() {
        let public = Audience { name: None, ceiling: Some(Marking::Clear) };
        assert!(!public.may_read(None));
        assert!(Audience::default().may_read(None));
    }
}
