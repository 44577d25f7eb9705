//! A word of the interface: a text, or the texts for numbers of things, one for each form
//! that the language tells apart.

use super::locale::plural;
use std::collections::BTreeMap;

/// The forms of the CLDR, in its order.
pub const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A word of the interface. `{n}` stands for a number, `{x}` and `{y}` for something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// The same for every number, or without one.
    Plain(String),
    /// One text for each form that was written; at least one.
    Counted(BTreeMap<String, String>),
}

impl Word {
    /// What is shown where nothing is counted.
    pub fn text(&self) -> &str {
        self.form("other")
    }

    /// What is shown for `n` things in the language of the word.
    pub fn of(&self, n: usize, lang: &str) -> &str {
        self.form(plural(n, lang))
    }

    /// The text of one form; a form that was not written is shown as the most general one
    /// that was.
    pub fn form(&self, name: &str) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Counted(forms) => {
                let general = FORMS.iter().rev().find_map(|it| forms.get(*it));
                forms.get(name).or(general).map_or("", String::as_str)
            }
        }
    }

    /// Every text with its form; of a plain word the form is `other`.
    pub fn texts(&self) -> Vec<(&str, &str)> {
        match self {
            Self::Plain(text) => vec![("other", text)],
            Self::Counted(forms) => {
                forms.iter().map(|(form, text)| (form.as_str(), text.as_str())).collect()
            }
        }
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_was_not_written_is_the_most_general_one() {
        let forms = |all: &[(&str, &str)]| {
            let owned = all.iter().map(|(it, text)| ((*it).into(), (*text).into()));
            Word::Counted(owned.collect())
        };
        let polish = forms(&[("one", "a"), ("few", "b"), ("many", "c")]);
        assert_eq!([1, 3, 5, 22].map(|n| polish.of(n, "pl")), ["a", "b", "c", "b"]);
        assert_eq!(polish.text(), "c");
        let english = forms(&[("one", "a"), ("other", "b")]);
        assert_eq!([0, 1, 2].map(|n| english.of(n, "en")), ["b", "a", "b"]);
        assert_eq!(english.of(3, "ru"), "b");
    }
}
