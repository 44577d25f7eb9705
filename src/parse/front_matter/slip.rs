//! Front matter that is written so that it is none: a fence that never closes, stands
//! behind an empty line or has a sign too many, TOML, JSON. What it says of the page, a
//! marking too, would be text that everybody reads.

use super::keys;
use std::ops::Range;

/// Keys of other programs with which front matter begins.
const OTHERS: [&str; 12] = [
    "author",
    "authors",
    "categories",
    "id",
    "image",
    "layout",
    "permalink",
    "published",
    "publish",
    "sidebar_position",
    "slug",
    "subtitle",
];

/// Front matter that nobody reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// The line that opens it.
    pub(super) at: Range<usize>,
    /// What is wrong.
    pub(super) message: &'static str,
    /// What to do.
    pub(super) help: &'static str,
    /// Whether it speaks of a marking.
    pub(super) is_marked: bool,
    /// Whether it can be nothing else, also where any line may stand at the top of a page.
    pub(super) is_certain: bool,
}

const UNCLOSED: (&str, &str) = (
    "the front matter has no end, so all of it is text of the page",
    "close it with a line `---`; behind a line across the page leave one empty",
);
const BEHIND: (&str, &str) = (
    "this is no front matter: something stands in front of its `---`",
    "let the file begin with the `---`: no empty line, no comment, no blank before it",
);
const SIGNS: (&str, &str) = (
    "this is no front matter: its lines are not `---`",
    "write exactly three hyphens, `---`, on the line above it and on the line below",
);
const TOML: (&str, &str) = (
    "front matter in TOML is not read here",
    "write it in YAML: `---` instead of `+++`, and `key: value` instead of `key = value`",
);
const JSON: (&str, &str) = (
    "front matter in JSON is not read",
    "put a line `---` above it and one below: YAML reads JSON",
);

/// Finds what the text of a page opens with, if it was meant as front matter.
pub(super) fn find(text: &str) -> Option<Slip> {
    let at = opening(text);
    let line = line_at(text, at);
    let word = line.trim();
    let (words, inside) = match word.chars().next()? {
        '{' | ';' => (JSON, json(text, at, word)?),
        '+' => (TOML, toml(text, at + line.len(), word)?),
        '-' | '–' | '—' => dashes(text, at, line)?,
        _ => return None,
    };
    let said = text.get(inside.range.clone()).unwrap_or_default().to_lowercase();
    Some(Slip {
        at: at..at + word.len(),
        message: words.0,
        help: words.1,
        is_marked: said.contains("marking") || said.contains("tlp"),
        is_certain: inside.is_certain,
    })
}

/// What was meant as keys and values.
struct Inside {
    range: Range<usize>,
    is_certain: bool,
}

/// Where the first line starts that is neither empty nor a comment.
fn opening(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(is_unseen);
        let comment = rest.strip_prefix("<!--").and_then(|it| it.split_once("-->"));
        match comment {
            Some((_, behind)) => rest = behind,
            None => return text.len() - rest.len(),
        }
    }
}

fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
}

fn line_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    rest.split(['\n', '\r']).next().unwrap_or_default()
}

/// The lines from a place on, with the places where they start.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> + Clone {
    let rest = text.get(from..).unwrap_or_default();
    let place = move |it: &str| it.as_ptr().addr() - text.as_ptr().addr();
    let lines = rest
        .split_inclusive('\n')
        .flat_map(|it| it.trim_end_matches(['\n', '\r']).split('\r'));
    lines.map(move |it| (place(it), it))
}

/// Between lines of hyphens: keys follow at once, and another such line or a known key
/// shows what they are.
fn dashes(
    text: &str,
    at: usize,
    line: &str,
) -> Option<((&'static str, &'static str), Inside)> {
    let word = line.trim_end();
    let is_exact = word == "---";
    let is_first = text[..at].trim_start_matches('\u{FEFF}').is_empty()
        && text[..at].chars().count() <= 1;
    is_rule(word).then_some(())?;
    let mut keys = lines(text, at + line.len()).skip(1).skip_while(|it| is_comment(it.1));
    let (start, first) = keys.next()?;
    let end = keys.clone().find(|it| is_rule(it.1.trim()) || it.1.trim() == "...");
    let next = keys.find(|it| !it.1.trim().is_empty()).map_or("", |it| it.1);
    let is_known = |it: &str| key(it).is_some_and(is_known);
    let is_key = key(first).is_some();
    let is_blank = first.trim().is_empty();
    let is_certain = is_known(first) || is_key && end.is_some();
    let is_meant =
        is_certain || is_first && is_exact && (is_key || is_blank && is_known(next));
    is_meant.then_some(())?;
    let range = start..end.map_or(text.len(), |it| it.0);
    let words = match (is_exact, is_first) {
        (false, _) => SIGNS,
        (true, false) => BEHIND,
        (true, true) => UNCLOSED,
    };
    Some((words, Inside { range, is_certain }))
}

/// Whether a line is a row of hyphens, or of what an editor makes of them.
fn is_rule(word: &str) -> bool {
    let bare = word.strip_prefix("---").unwrap_or(word).trim_start();
    let is_named = word.starts_with("---")
        && (matches!(bare, "yaml" | "yml" | "toml" | "json") || bare.starts_with('#'));
    let is_row = word.chars().all(|it| matches!(it, '-' | '–' | '—'));
    is_named || is_row && (word.len() > 1)
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// The key that a line begins with.
fn key(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'']);
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let is_value = value.is_empty() || value.starts_with(char::is_whitespace);
    (is_value && !key.is_empty() && key.chars().all(is_word)).then_some(key)
}

fn is_known(key: &str) -> bool {
    let key = key.to_lowercase();
    keys::means(&key) || OTHERS.contains(&&*key)
}

/// `+++` and a line `key = value` or `[table]`.
fn toml(text: &str, from: usize, word: &str) -> Option<Inside> {
    (word.len() >= 3 && word.bytes().all(|it| it == b'+')).then_some(())?;
    let mut inside = lines(text, from).skip(1);
    let end = inside.clone().find(|it| it.1.trim().starts_with("+++"));
    let says = |it: &str| it.contains('=') || it.trim_start().starts_with('[');
    let first = inside.find(|it| !it.1.trim().is_empty() && !is_comment(it.1));
    (end.is_some() || first.is_some_and(|it| says(it.1))).then_some(())?;
    let range = from..end.map_or(text.len(), |it| it.0);
    Some(Inside { range, is_certain: true })
}

/// A JSON object with keys, alone or between lines `;;;`.
fn json(text: &str, at: usize, word: &str) -> Option<Inside> {
    let bare = text.get(at..)?.trim_start_matches(';').trim_start();
    (word.starts_with('{') || word == ";;;").then_some(())?;
    let inner = bare.strip_prefix('{')?.trim_start();
    let (name, behind) = inner.strip_prefix('"')?.split_once('"')?;
    let is_key = !name.is_empty() && behind.trim_start().starts_with(':');
    is_key.then_some(())?;
    let start = text.len() - bare.len();
    let mut objects =
        serde_json::Deserializer::from_str(bare).into_iter::<serde::de::IgnoredAny>();
    let is_whole = objects.next().is_some_and(|it| it.is_ok());
    let end = if is_whole { objects.byte_offset() } else { bare.len() };
    Some(Inside { range: start..start + end, is_certain: true })
}

/// Whether what stands between the lines of a fence begins as front matter does.
pub(super) fn begins_with_known_key(inside: &str) -> bool {
    let first = lines(inside, 0).find(|it| !is_comment(it.1));
    first.and_then(|it| key(it.1)).is_some_and(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_as_front_matter_is_found() {
        for (text, expect) in [
            ("---\nmarking: TLP:RED\ntext\n", UNCLOSED),
            ("---\nanything: x\n\ntext\n", UNCLOSED),
            ("---\n\nmarking: TLP:RED\n", UNCLOSED),
            ("---\n# a comment\ntitle: x\n", UNCLOSED),
            ("---\rmarking: TLP:RED\r---\rtext", UNCLOSED),
            ("\n---\nmarking: TLP:RED\n---\n", BEHIND),
            ("\r\n\r\n---\r\nmarking: TLP:RED\r\n---\r\n", BEHIND),
            (" ---\nmarking: TLP:RED\n---\n", BEHIND),
            ("\u{FEFF}\u{FEFF}---\nmarking: TLP:RED\n---\n", BEHIND),
            ("\u{200B}---\nany: x\n---\n", BEHIND),
            ("<!-- a\nb -->\n---\nmarking: TLP:RED\n---\n", BEHIND),
            ("<!-- a --> ---\n\"marking\": TLP:RED\n---\n", BEHIND),
            ("----\nmarking: TLP:RED\n----\n", SIGNS),
            ("--\nany: TLP:RED\n--\n", SIGNS),
            ("—\ntitle: x\n—\n", SIGNS),
            ("---yaml\ntitle: x\n---\n", SIGNS),
            ("--- # ours\ntitle: x\n---\n", SIGNS),
            ("+++\nmarking = \"TLP:RED\"\n+++\n", TOML),
            ("\n+++\n[extra]\nmarking = \"TLP:RED\"\n", TOML),
            ("{\"marking\": \"TLP:RED\"}\ntext\n", JSON),
            ("{\n  \"title\" : \"x\",\n", JSON),
            (";;;\n{\"title\": 1}\n;;;\n", JSON),
        ] {
            let found = find(text).map(|it| (it.message, it.help));
            assert_eq!(found, Some(expect), "{text:?}");
        }
    }

    #[test]
    fn a_line_across_the_page_is_none() {
        for text in [
            "",
            "---",
            "---\n\n# Title\n",
            "---\n# Title\n\ntext\n",
            "---\nText.\n\n---\n",
            "---\n\nNote: a word.\n",
            "***\ntitle: x\n***\n",
            "# Title\n\n---\na: b\n---\n",
            "\n---\n\nRemark: x\n",
            "- a: b\n- c\n",
            "-\ntitle: x\n",
            "{#id}\n",
            "{{#title x}}\n",
            "+ a\n+ b\n",
            "---\nhttps://example.org\n\n---\n",
            "{\"quoted\"} words\n",
            "----\nSee also the note.\n----\n",
            "<!-- never closed\n---\na: b\n---\n",
        ] {
            assert_eq!(find(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_marking_in_it_is_told() {
        let is_marked = |text: &str| find(text).map(|it| it.is_marked);
        assert_eq!(is_marked("\n---\nmarking: x\n---\n"), Some(true));
        assert_eq!(is_marked("+++\nTLP = 'RED'\n+++\n"), Some(true));
        assert_eq!(is_marked("\n---\ntitle: x\n---\nmarking\n"), Some(false));
        assert_eq!(is_marked("{\"title\": 1}\nmarking"), Some(false));
    }
}
