//! Reads a file of words: `i18n/LANG.toml`. A word is a text, or a table of texts for
//! numbers of things, by the forms of the CLDR: `{ one = "1 page", other = "{n} pages" }`.

use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::Word;
use crate::model::word::FORMS;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A word as a file has it.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its key.
    pub(super) key: String,
    /// Where the key stands.
    pub(super) at: Span,
    /// What it is.
    pub(super) word: Word,
}

/// The words of a file, in its order; what is no word is a finding.
pub(super) fn read(
    file: &FilePath,
    text: &str,
    found: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let (document, errors) = DeTable::parse_recoverable(text);
    found.extend(errors.iter().map(|error| {
        let message =
            format!("the words of the theme cannot be read: {}", error.message());
        let span = error.span().map(Span::from).unwrap_or_default();
        Diagnostic::new(Code::BadTheme, message).at(file, span)
    }));
    let mut entries = Vec::new();
    for (key, value) in document.get_ref() {
        let name = key.get_ref().to_string();
        match word(value) {
            Ok(word) => entries.push(Entry { key: name, at: key.span().into(), word }),
            Err(span) => found.push(no_word(&name).at(file, span)),
        }
    }
    entries.sort_by_key(|it| it.at);
    entries
}

fn word(value: &Spanned<DeValue<'_>>) -> Result<Word, Span> {
    if let Some(text) = value.get_ref().as_str() {
        return Ok(Word::Plain(text.to_owned()));
    }
    let table = value.get_ref().as_table().filter(|it| !it.is_empty());
    let mut forms = BTreeMap::new();
    for (form, text) in table.ok_or(value.span())? {
        let is_form = FORMS.contains(&form.get_ref().as_ref());
        let text = text.get_ref().as_str().filter(|_| is_form).ok_or(form.span())?;
        forms.insert(form.get_ref().to_string(), text.to_owned());
    }
    Ok(Word::Counted(forms))
}

fn no_word(key: &str) -> Diagnostic {
    let message = format!("`{key}` is neither a text nor a table of texts by number");
    Diagnostic::new(Code::BadTheme, message)
        .help("write `\"…\"`, or `{ one = \"…\", other = \"…\" }`; the forms are those of the CLDR: `zero`, `one`, `two`, `few`, `many`, `other`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_a_text_or_texts_by_number() {
        let (words, found) = check(
            "home = \"Home\"\nn = { one = \"1\", other = \"{n}\" }\n[m]\nfew = \"x\"\n",
        );
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(words.len(), 3);
        assert_eq!(words[1].word.texts(), [("one", "1"), ("other", "{n}")]);
        assert_eq!(words[2].word.text(), "x");
    }

    #[test]
    fn what_is_no_word_has_a_place_and_the_rest_is_read() {
        let (words, found) =
            check("a = 1\nb = { several = \"x\" }\nc = {}\nd = \"D\"\ne = { one = 1 }\n");
        assert_eq!(words.iter().map(|it| it.key.as_str()).collect::<Vec<_>>(), ["d"]);
        let starts = found.iter().filter_map(|it| it.place.as_ref()?.span);
        assert_eq!(starts.map(|it| it.start).collect::<Vec<_>>(), [4, 12, 32, 49]);
    }

    #[test]
    fn toml_that_is_none_is_told() {
        let (words, found) = check("a = \"x\nb = \"y\"\n");
        assert!(words.iter().any(|it| it.key == "b"), "{words:?}");
        assert_eq!(found[0].code, Code::BadTheme);
    }

    fn check(text: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let words = read(&FilePath::fixed("themes/x/i18n/fr.toml"), text, &mut found);
        (words, found)
    }
}
