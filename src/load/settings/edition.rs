//! Reads `[dossier.editions.NAME]`: what one audience may read, and what it gets.

use super::table::Table;
use super::{Found, no_language};
use crate::base::portable;
use crate::base::text::nearest;
use crate::diag::Code;
use crate::model::readable::is_language_tag;
use crate::model::settings::Edition;
use crate::model::{Marking, Settings, Withheld};
use std::collections::BTreeMap;

pub(super) const KEYS: &[&str] =
    &["ceiling", "title", "languages", "theme", "file", "links", "restrictions"];

/// The most bytes of a file name; with an extension it still fits everywhere.
const MAX_FILE: usize = 100;

/// Reads the editions. An edition without a ceiling is none.
pub(super) fn read(
    table: &Table<'_, '_>,
    settings: &Settings,
    found: &mut Found,
) -> BTreeMap<String, Edition> {
    let mut editions = BTreeMap::new();
    for (name, own) in table.tables(found) {
        if !is_folder_name(&name) {
            let message = format!("`{name}` cannot be the name of a folder");
            let finding = table.finding(Code::BadSetting, &name, message);
            found.push(finding.help("use lower-case letters, digits and hyphens"));
        }
        own.allow(KEYS, &[], found);
        let Some(ceiling) = ceiling(table, &name, (&own, settings), found) else {
            continue;
        };
        let edition = Edition {
            title: own.string("title", found),
            languages: languages(&own, settings, found),
            theme: own.string("theme", found),
            file: file(&own, found),
            links: links(&own, found),
            restrictions: own.string("restrictions", found).filter(|it| !it.is_empty()),
            ..Edition::of(ceiling)
        };
        editions.insert(name, edition);
    }
    one_file_each(table, &editions, found);
    editions
}

fn ceiling(
    table: &Table<'_, '_>,
    name: &str,
    (own, settings): (&Table<'_, '_>, &Settings),
    found: &mut Found,
) -> Option<Marking> {
    let Some(label) = own.string("ceiling", found) else {
        if !own.has("ceiling") {
            let lowest = settings.marking.markings().next().unwrap_or(Marking::CLEAR);
            let message = format!("the edition `{name}` has no ceiling");
            let finding = table.finding(Code::BadSetting, name, message);
            found.push(
                finding.help(format!("say how far it may go: `ceiling = \"{lowest}\"`")),
            );
        }
        return None;
    };
    let reading = settings.marking.read(&label).map_err(|help| {
        let message = format!("`{label}` is not a marking");
        found.push(own.finding(Code::BadSetting, "ceiling", message).help(help));
    });
    reading.ok()
}

/// A part of the dossier's languages, in the order in which they are written.
fn languages(own: &Table<'_, '_>, settings: &Settings, found: &mut Found) -> Vec<String> {
    let mut languages = Vec::new();
    let all = [&settings.language].into_iter().chain(&settings.languages);
    for (language, _) in own.strings("languages", found) {
        if !is_language_tag(&language) {
            found.push(no_language(own, "languages", &language));
        } else if !all.clone().any(|it| *it == language) {
            let message = format!("the dossier has no language `{language}`");
            let finding = own.finding(Code::BadSetting, "languages", message);
            let known: Vec<String> = all.clone().map(|it| format!("`{it}`")).collect();
            let help = format!("it has {}", known.join(", "));
            found.push(finding.help(help));
        } else if !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages
}

/// A name that every system can hold.
fn file(own: &Table<'_, '_>, found: &mut Found) -> Option<String> {
    let file = own.string("file", found)?;
    let fault = if file.is_empty() || file.starts_with('.') || file.contains('/') {
        Some(format!("`{file}` is not the name of a file"))
    } else if file.len() > MAX_FILE {
        Some(format!("`{file}` is longer than {MAX_FILE} bytes"))
    } else {
        portable::fault(&file)
    };
    let Some(fault) = fault else { return Some(file) };
    let finding = own.finding(Code::BadSetting, "file", fault);
    found.push(finding.help(
        "write a name that every system can hold, without folder and extension: \
         `file = \"leaks-public\"`",
    ));
    None
}

fn links(own: &Table<'_, '_>, found: &mut Found) -> Withheld {
    let Some(word) = own.string("links", found) else { return Withheld::default() };
    Withheld::named(&word).unwrap_or_else(|| {
        let message = format!("`{word}` does not say what becomes of links");
        let finding = own.finding(Code::BadSetting, "links", message);
        let near = nearest(&word, Withheld::NAMES);
        found.push(match near {
            Some(_) => finding.did_you_mean(near),
            None => finding.help(
                "write `text` to keep the text of a link, or `withheld` for `[withheld]`",
            ),
        });
        Withheld::default()
    })
}

/// Two editions in files of one name would be taken for each other.
fn one_file_each(
    table: &Table<'_, '_>,
    editions: &BTreeMap<String, Edition>,
    found: &mut Found,
) {
    let mut known: BTreeMap<String, &String> = BTreeMap::new();
    for (name, edition) in editions {
        let Some(file) = &edition.file else { continue };
        if let Some(other) = known.insert(file.to_lowercase(), name) {
            let message =
                format!("the editions `{other}` and `{name}` have the same `file`");
            let finding = table.finding(Code::BadSetting, name, message);
            found.push(finding.help("give each edition a name of its own"));
        }
    }
}

/// Whether an edition can have a folder of this name on every system.
fn is_folder_name(text: &str) -> bool {
    let allowed =
        |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    let is_word = !text.is_empty() && text.len() <= 64 && text.bytes().all(allowed);
    is_word && portable::fault(text).is_none()
}

#[cfg(test)]
mod tests {
    use crate::base::FilePath;
    use crate::load::settings::read;
    use crate::model::{Marking, Withheld};

    #[test]
    fn an_edition_is_read_whole() {
        let text = "[book]\ntitle = \"The Leaks\"\nlanguage = \"en\"\n[dossier]\n\
            languages = [\"en\", \"de\"]\n[dossier.editions.a]\nceiling = \"TLP:GREEN\"\n\
            title = \"T\"\nlanguages = [\"de\"]\ntheme = \"x\"\nlinks = \"withheld\"\n\
            restrictions = \"R\"\n[dossier.editions.b]\nceiling = \"TLP:CLEAR\"\n\
            file = \"leaks\"\n";
        let read = read(&FilePath::new("book.toml").unwrap(), text);
        assert_eq!(read.findings, []);
        let settings = read.value;
        let [a, b] = settings.audiences().try_into().unwrap();
        assert_eq!(a.ceiling, Some(Marking::GREEN));
        assert_eq!((a.title.as_deref(), a.theme.as_deref()), (Some("T"), Some("x")));
        assert_eq!((a.links, a.restrictions.as_deref()), (Withheld::Stub, Some("R")));
        assert!(a.reads("de") && !a.reads("en") && b.reads("en"));
        let names = [settings.file_name(&a), settings.file_name(&b)];
        assert_eq!(names, ["the-leaks-a", "leaks"]);
    }

    #[test]
    fn faults_of_an_edition_have_a_place() {
        let ceiling = "ceiling = \"TLP:CLEAR\"\n";
        check("", "[dossier.editions.a]", "the edition `a` has no ceiling");
        check("ceiling = \"TLP:WHITE\"", "\"TLP:WHITE\"", "`TLP:WHITE` is not a marking");
        let all = [
            ("file = \"a/b\"", "`a/b` is not the name of a file"),
            ("file = \"nul.zip\"", "`nul.zip` is the name of a device"),
            ("file = \"a?\"", "`a?` holds `?`"),
            ("languages = [\"fr\"]", "the dossier has no language `fr`"),
            ("languages = [\"no language\"]", "`no language` is not a language tag"),
            ("links = \"witheld\"", "`witheld` does not say what becomes of links"),
        ];
        for (line, message) in all {
            let at = line.split_once(" = ").unwrap().1;
            check(&format!("{ceiling}{line}"), at, message);
        }
    }

    #[track_caller]
    fn check(own: &str, at: &str, message: &str) {
        let text = format!("[dossier.editions.a]\n{own}\n");
        let found = read(&FilePath::new("book.toml").unwrap(), &text).findings;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].message, message);
        assert!(found[0].help.is_some());
        let span = found[0].place.as_ref().and_then(|it| it.span).unwrap();
        assert_eq!(&text[span.range()], at);
    }
}
