//! Compares the words of a theme with the English ones: words that nobody asks for, words
//! without what they have to be filled with, languages without some of the words.

use super::words::Entry;
use crate::base::FilePath;
use crate::base::text::nearest;
use crate::diag::{Code, Diagnostic};
use crate::model::locale::{is_exact, plurals};
use crate::model::{Settings, Theme, Word};
use std::collections::BTreeSet;

/// A word as a file on the disk has it.
pub(super) struct Said {
    pub(super) file: FilePath,
    pub(super) lang: String,
    pub(super) entry: Entry,
}

/// What a word is filled with.
const PLACES: [&str; 3] = ["{n}", "{x}", "{y}"];

/// Words are made of these and names of a dossier: its own kinds, folders, relations.
const OPEN: [&str; 7] =
    ["csl-", "csls-", "folder-", "kind-", "kinds-", "language-", "relation-"];

/// How many words a finding names.
const NAMED: usize = 3;

/// Compares what the theme's files say with the words of the built-in theme.
pub(super) fn compare(builtin: &Theme, theme: &Theme, said: &[Said]) -> Vec<Diagnostic> {
    let mut known: BTreeSet<String> =
        builtin.words.get("en").into_iter().flatten().map(|it| it.0.clone()).collect();
    known.extend(theme.templates.iter().flat_map(|(_, _, text)| asked(text)));
    let english = theme.words.get("en");
    let mut found = Vec::new();
    for said in said {
        let key = said.entry.key.as_str();
        if !known.contains(key) && !OPEN.iter().any(|it| key.starts_with(it)) {
            found.push(unknown(said, &known));
        } else if let Some(word) = english.and_then(|it| it.get(key)) {
            found.extend(faults(said, word).into_iter().map(|it| said.finding(it)));
        }
    }
    found
}

/// Tells which words each language of the dossier lacks.
pub(super) fn missing(settings: &Settings, theme: &Theme) -> Vec<Diagnostic> {
    let langs: BTreeSet<&String> =
        settings.languages.iter().chain([&settings.language]).collect();
    langs.into_iter().filter_map(|lang| lacks(theme, lang)).collect()
}

fn lacks(theme: &Theme, lang: &str) -> Option<Diagnostic> {
    let base = lang.split('-').next().unwrap_or(lang);
    let given = [base, lang].map(|it| theme.words.get(it));
    let english = theme.words.get("en").filter(|_| base != "en")?;
    let has = |key: &str| given.iter().flatten().any(|it| it.contains_key(key));
    let lacking: Vec<&String> = english.keys().filter(|it| !has(it)).collect();
    let (count, all) = (lacking.len(), english.len());
    if count == 0 {
        return None;
    }
    let shown = lacking.iter().take(NAMED).map(|it| format!("`{it}`"));
    let shown = shown.collect::<Vec<_>>().join(", ");
    let rest = count.saturating_sub(NAMED);
    let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    let name = &theme.name;
    let message = format!(
        "the theme `{name}` lacks {count} of {all} words in `{lang}`: {shown}{rest}"
    );
    let help = format!(
        "give them in `themes/{name}/i18n/{lang}.toml`; until then they are English"
    );
    let book = FilePath::fixed("book.toml");
    let finding = Diagnostic::new(Code::MissingWords, message).in_file(&book).help(help);
    Some(finding.names(lacking.into_iter().cloned()))
}

/// The words that a template asks for.
fn asked(text: &str) -> impl Iterator<Item = String> {
    let in_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.split("words.").skip(1).map(move |rest| {
        let name = rest.split(|c| !in_name(c)).next().unwrap_or_default();
        name.replace('_', "-")
    })
}

fn unknown(said: &Said, known: &BTreeSet<String>) -> Diagnostic {
    let key = &said.entry.key;
    let message = format!("nothing asks for the word `{key}`");
    let finding = Diagnostic::new(Code::UnknownWord, message);
    let near = nearest(key, known.iter().map(String::as_str));
    finding.at(&said.file, said.entry.at).did_you_mean(near)
}

/// What is wrong with a word, beside the English one.
fn faults(said: &Said, english: &Word) -> Vec<String> {
    let (key, lang) = (&said.entry.key, said.lang.as_str());
    let mut faults = Vec::new();
    for (form, text) in said.entry.word.texts() {
        let is_counted = matches!(said.entry.word, Word::Counted(_));
        let named = if is_counted { format!("{key}.{form}") } else { key.clone() };
        for place in PLACES {
            let (asked, given) = (english.text().contains(place), text.contains(place));
            let may_lack = place == "{n}" && is_counted && is_exact(form, lang);
            if asked && !given && !may_lack {
                faults.push(format!("`{named}` has no `{place}`"));
            } else if given && !asked {
                faults.push(format!("`{named}` has a `{place}` that nothing fills"));
            }
        }
    }
    if let Word::Counted(forms) = &said.entry.word {
        let lacking = plurals(lang).into_iter().filter(|it| !forms.contains_key(*it));
        faults.extend(lacking.map(|it| format!("`{key}` has no form `{it}`")));
    }
    faults
}

impl Said {
    fn finding(&self, message: String) -> Diagnostic {
        let english = "`{n}` is filled with a number, `{x}` and `{y}` with a name; what is \
            counted has a text for each form of its language";
        Diagnostic::new(Code::BadWord, message)
            .at(&self.file, self.entry.at)
            .help(english)
    }
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    const ENGLISH: &str = "home = \"Home\"\nsince = \"Since {x}\"\nof = \"{n} of {x}\"\n\
        pages = { one = \"1 page\", other = \"{n} pages\" }\n";

    #[test]
    fn a_word_that_nothing_asks_for_is_told_with_the_one_that_is_meant() {
        check(
            "fr",
            "hom = \"x\"\n",
            &["nothing asks for the word `hom`: did you mean `home`?"],
        );
        check("fr", "kind-memo = \"Memo\"\nown-word = \"x\"\n", &[]);
    }

    #[test]
    fn what_is_filled_in_has_its_place() {
        check("fr", "since = \"Depuis\"\n", &["`since` has no `{x}`"]);
        check("fr", "home = \"{x}\"\n", &["`home` has a `{x}` that nothing fills"]);
        check("de", "pages = { one = \"1 Seite\", other = \"{n} Seiten\" }\n", &[]);
        check(
            "fr",
            "pages = { one = \"1 page\", other = \"{n} pages\" }\n",
            &["`pages.one` has no `{n}`"],
        );
        check("zh", "pages = \"{n} 页\"\n", &[]);
    }

    #[test]
    fn every_form_of_the_language_is_there() {
        let polish = "pages = { one = \"1 strona\", other = \"{n} strony\" }\n";
        check("pl", polish, &["`pages` has no form `few`", "`pages` has no form `many`"]);
    }

    #[test]
    fn a_language_tells_once_what_it_lacks() {
        let theme = theme("fr", "home = \"Accueil\"\n").0;
        let mut settings = Settings { language: "en".into(), ..Settings::default() };
        assert!(missing(&settings, &theme).is_empty());
        settings.languages = ["en", "fr-CA", "zh"].map(str::to_owned).into();
        let found = missing(&settings, &theme);
        let said: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            said,
            [
                "the theme `x` lacks 3 of 4 words in `fr-CA`: `of`, `pages`, `since`",
                "the theme `x` lacks 4 of 4 words in `zh`: `home`, `of`, `pages` and 1 more",
            ]
        );
        assert_eq!(found[1].names, ["home", "of", "pages", "since"]);
    }

    #[track_caller]
    fn check(lang: &str, text: &str, expect: &[&str]) {
        let (theme, said) = theme(lang, text);
        let found = compare(&theme, &theme, &said);
        let near = |it: &Diagnostic| match it.help.as_deref() {
            Some(help) if help.starts_with("did") => format!("{}: {help}", it.message),
            _ => it.message.clone(),
        };
        assert_eq!(found.iter().map(near).collect::<Vec<_>>(), expect);
    }

    fn theme(lang: &str, text: &str) -> (Theme, Vec<Said>) {
        let file = FilePath::fixed("themes/x/i18n/xx.toml");
        let read = |text| words::read(&file, text, &mut Vec::new());
        let all = |text| read(text).into_iter().map(|it| (it.key, it.word)).collect();
        let mut theme = Theme { name: "x".into(), ..Theme::default() };
        theme.templates.push((
            "x".into(),
            "a.html".into(),
            "{{ words.own_word }}".into(),
        ));
        theme.words.insert("en".into(), all(ENGLISH));
        theme.words.insert(lang.into(), all(text));
        let said = |entry| Said { file: file.clone(), lang: lang.to_owned(), entry };
        (theme, read(text).into_iter().map(said).collect())
    }
}
