//! No template, script or stylesheet says anything by itself: what readers see comes from
//! the words of the theme.

use std::fs;
use std::path::{Path, PathBuf};

/// Attributes that are read out or shown.
const SPOKEN: [&str; 4] = ["aria-label", "title", "alt", "placeholder"];

/// Texts that are the same in every language: what is typed, names of files.
const NAMES: [&str; 3] = ["DOI", "SHA-256", "TLP"];

#[test]
fn no_template_says_anything_by_itself() {
    let templates = files("templates", "html");
    assert!(templates.len() > 20, "only {templates:?}");
    let mut said = Vec::new();
    for file in templates {
        let html = without_tera(&fs::read_to_string(&file).unwrap());
        said.extend(spoken(&html).into_iter().map(|it| (file.clone(), it)));
    }
    assert!(said.is_empty(), "these texts belong into `i18n/`: {said:#?}");
}

#[test]
fn what_a_template_says_by_itself_is_seen() {
    for (template, text) in [
        ("<p>Read on</p>", "Read on"),
        ("<p title=\"{{ x }}\">{{ x }}: see</p>", ": see"),
        ("<a{% if x %} aria-label=\"Go to {{ x }}\"{% endif %}>→</a>", "Go to"),
        ("<b>{{ x or \"none\" }}</b>", "none"),
        ("<b>{% if x %}yes{% endif %}</b>", "yes"),
    ] {
        assert_eq!(spoken(&without_tera(template)), [text], "{template}");
    }
    let silent = "<a class=\"one two\">{{ words.x }} {# why #} · <code>dossier verify .</code>\
        </a><script src=\"x.js\"></script>";
    assert_eq!(spoken(&without_tera(silent)), [""; 0]);
}

#[test]
fn no_script_says_anything_by_itself() {
    let mut said = Vec::new();
    for file in files("static", "js").into_iter().chain(client()) {
        let script = fs::read_to_string(&file).unwrap();
        let lines = script.lines().filter(|it| !it.trim_start().starts_with("//"));
        // Addresses are appended to as well.
        let lines = lines.filter(|it| !it.contains("asked.append("));
        said.extend(lines.flat_map(told).map(|it| (file.clone(), it)));
    }
    assert!(said.is_empty(), "these texts belong into `i18n/`: {said:#?}");
}

#[test]
fn what_a_script_says_by_itself_is_seen() {
    for line in [
        "button.textContent = \"close\";",
        "make(\"p\", {}, \"Nothing was found\")",
        "it.setAttribute(\"aria-label\", 'results');",
        "box.append(`${n} results`);",
        "it.title = `Page ${n}`;",
    ] {
        assert!(!told(line).is_empty(), "{line}");
    }
    for line in [
        "it.className = \"found-facts wide\";",
        "it.setAttribute(\"role\", \"search\");",
        "if (event.key === \"Escape\") it.textContent = words[\"search-close\"];",
        "all.closest(\"script, style, button, nav\");",
        "  \"use strict\";",
    ] {
        assert_eq!(told(line), [""; 0], "{line}");
    }
}

#[test]
fn no_stylesheet_says_anything_by_itself() {
    let mut said = Vec::new();
    for file in files("static", "css") {
        let css = fs::read_to_string(&file).unwrap();
        let contents =
            css.split("content:").skip(1).filter_map(|it| it.split(';').next());
        let literal = contents.flat_map(|it| it.split('"').skip(1).step_by(2));
        // `\2197` is a character by its number.
        let is_word = |it: &&str| !it.starts_with('\\') && has_word(it);
        said.extend(literal.filter(is_word).map(|it| (file.clone(), it.to_owned())));
    }
    assert!(said.is_empty(), "these texts belong into `i18n/`: {said:#?}");
}

/// The files of one kind of every theme that comes with the program.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let themes = fs::read_dir("themes").unwrap().map(|it| it.unwrap().path());
    let all = themes.filter_map(|it| fs::read_dir(it.join(folder)).ok()).flatten();
    let mut all: Vec<PathBuf> = all.map(|it| it.unwrap().path()).collect();
    all.retain(|it| it.extension().is_some_and(|it| it == extension));
    all.sort();
    all
}

fn client() -> Vec<PathBuf> {
    let all = fs::read_dir(Path::new("src/index/client")).unwrap();
    let all = all.map(|it| it.unwrap().path());
    all.filter(|it| it.extension().is_some_and(|it| it == "js")).collect()
}

/// The template as text: of expressions only the texts remain that they may show.
fn without_tera(template: &str) -> String {
    let mut html = String::new();
    let mut rest = template;
    while let Some((before, inside)) = rest.split_once('{') {
        html.push_str(before);
        let (close, is_shown) = match inside.chars().next() {
            Some('{') => ("}}", true),
            Some('%') => ("%}", false),
            Some('#') => ("#}", false),
            _ => {
                html.push('{');
                rest = inside;
                continue;
            }
        };
        let (expression, after) = inside.split_once(close).unwrap();
        if let Some((_, text)) = expression.split_once(" or \"").filter(|_| is_shown) {
            html.push_str(text.split('"').next().unwrap());
        }
        // What stands in this block is a class.
        let is_class = expression.contains(" block template ");
        rest =
            if is_class { after.find('{').map_or("", |it| &after[it..]) } else { after };
    }
    html + rest
}

/// The texts and spoken attributes of a page that have words; what is typed is none.
fn spoken(html: &str) -> Vec<String> {
    let mut said = Vec::new();
    let mut is_code = false;
    for part in html.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name {
            "code" | "script" | "style" => is_code = true,
            "/code" | "/script" | "/style" => is_code = false,
            _ => {}
        }
        said.extend(SPOKEN.iter().filter_map(|it| attribute(tag, it)));
        said.extend((!is_code).then(|| text.trim().to_owned()));
    }
    said.retain(|it| has_word(it) && !NAMES.contains(&it.as_str()));
    said.iter().map(|it| it.trim().to_owned()).collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    Some(value.split('"').next()?.to_owned())
}

/// The literal texts of a line of a script that are shown: what is given to an element as
/// its text, and what reads like a sentence.
fn told(line: &str) -> Vec<String> {
    let shows = [
        ".textContent = ",
        ".innerText = ",
        ".title = ",
        ".placeholder = ",
        ".append(",
        "createTextNode(",
        "setAttribute(\"aria-label\", ",
        "setAttribute(\"title\", ",
        "setAttribute(\"alt\", ",
        "setAttribute(\"placeholder\", ",
        "new Option(",
    ];
    let given = shows.iter().flat_map(|it| line.split(it).skip(1));
    let given = given.filter_map(literal).filter(|it| has_word(&static_part(it)));
    let all = line.split(['"', '\'', '`']).skip(1).step_by(2).map(static_part);
    let sentences = all.filter(|it| is_sentence(it));
    given.chain(sentences).collect()
}

/// The literal that a text begins with.
fn literal(text: &str) -> Option<String> {
    let quote = text.chars().next().filter(|it| "\"'`".contains(*it))?;
    Some(text[1..].split(quote).next()?.to_owned())
}

/// A template literal without what is filled in.
fn static_part(text: impl AsRef<str>) -> String {
    let mut out = String::new();
    let mut rest = text.as_ref();
    while let Some((before, inside)) = rest.split_once("${") {
        out.push_str(before);
        rest = inside.split_once('}').map_or("", |it| it.1);
    }
    out + rest
}

/// `Nothing was found`: a capital, and several words of letters alone.
fn is_sentence(text: &str) -> bool {
    let is_plain =
        |it: &str| it.chars().all(|c| c.is_alphabetic() || ",.:!?’'".contains(c));
    text.starts_with(|it: char| it.is_uppercase())
        && text.split_whitespace().count() > 1
        && text.split_whitespace().all(is_plain)
}

fn has_word(text: &str) -> bool {
    let text = text.replace("&nbsp;", "").replace("&amp;", "");
    text.split(|it: char| !it.is_alphabetic()).any(|it| it.chars().count() > 1)
}
