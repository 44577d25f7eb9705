//! `dossier new DIR`: a small dossier that works, with comments that teach.

use super::Args;
use super::ask::{ask, title_of};
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::model::readable;
use crate::model::readable::is_language_tag;
use crate::write::create_folder;
use std::path::Path;
use std::process::ExitCode;

/// Where each file goes, and what it holds; `TITLE` and `LANG` are filled in.
type Starter = [(&'static str, &'static str); 8];

macro_rules! starter {
    ($lang:literal) => {
        [
            ("book.toml", include_str!(concat!("starter/", $lang, "/book.toml"))),
            (".gitignore", include_str!("starter/gitignore")),
            ("content/index.md", include_str!(concat!("starter/", $lang, "/index.md"))),
            (
                "content/references.yaml",
                include_str!(concat!("starter/", $lang, "/references.yaml")),
            ),
            (
                "content/report/index.md",
                include_str!(concat!("starter/", $lang, "/report-index.md")),
            ),
            (
                "content/report/part-1.md",
                include_str!(concat!("starter/", $lang, "/part-1.md")),
            ),
            (
                "content/press/2026-01-20-times.md",
                include_str!(concat!("starter/", $lang, "/press.md")),
            ),
            (
                "content/actors/example-agency.md",
                include_str!(concat!("starter/", $lang, "/agency.md")),
            ),
        ]
    };
}

const ENGLISH: Starter = starter!("en");
const GERMAN: Starter = starter!("de");

pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let root = args.root.as_deref().unwrap_or(Path::new("."));
    let language = &args.language;
    if !is_language_tag(language) {
        return Err(Failure::new(format!("`{language}` is not a language"))
            .help("write a tag such as `en`, `de-AT` or `zh-Hans`"));
    }
    let name = root.file_name().map(|it| it.to_string_lossy().into_owned());
    let plain = title_of(&name.unwrap_or_else(|| "A dossier".to_owned()));
    let title = args.title.clone().unwrap_or_else(|| ask("Title", &plain));
    let fill =
        |text: &str| text.replace("LANG", language).replace("TITLE", &quoted(&title));
    // Readers of other languages get English examples.
    let is_german = readable::is_language(language, "de");
    let starter = if is_german { GERMAN } else { ENGLISH };
    let files = starter.map(|(path, text)| (path, fill(text).into_bytes()));
    create_folder(root, &files)?;
    let told = root.display();
    report.line(&format!("a dossier in `{told}`, {} files", files.len()));
    report.line(&format!(
        "next: `dossier build {}`, then open `{told}/book/index.html`",
        shell_word(&told.to_string())
    ));
    Ok(ExitCode::SUCCESS)
}

/// One word of a command line, in quotes if a shell would take it apart.
fn shell_word(text: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || "/._-+,:@".contains(it);
    if !text.is_empty() && text.chars().all(is_plain) && !text.starts_with('-') {
        return text.to_owned();
    }
    let text = if text.starts_with('-') { format!("./{text}") } else { text.to_owned() };
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Ready to stand between double quotes, in TOML and in YAML alike.
fn quoted(title: &str) -> String {
    let plain = |it: char| if it.is_control() { ' ' } else { it };
    title
        .chars()
        .map(plain)
        .collect::<String>()
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::shell_word;

    #[test]
    fn a_path_stays_one_word_of_a_command() {
        assert_eq!(shell_word("a/b-1.d"), "a/b-1.d");
        assert_eq!(shell_word("my leaks"), "'my leaks'");
        assert_eq!(shell_word("it's"), r"'it'\''s'");
        assert_eq!(shell_word("-x"), "'./-x'");
    }
}
