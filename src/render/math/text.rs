//! Text within a formula, `\text{R\&D}`: LaTeX reads its signs there as well, the parser
//! passes them on as they are.

use pulldown_latex::event::{Content, Dimension, DimensionUnit, Event};

/// How the parser says a blank that does not break.
const BLANK: &str = "&nbsp;";

/// The width of a blank of LaTeX, in `em`.
const WIDTH: f32 = 0.333;

/// The texts of a formula as LaTeX reads them; why it does not: lower case, no full stop.
pub(super) fn read_all(events: &[Event<'_>]) -> Result<Vec<String>, String> {
    let text = |event: &Event<'_>| match event {
        Event::Content(Content::Text(BLANK)) => Some(Ok(String::new())),
        Event::Content(Content::Text(text)) => Some(read(text)),
        _ => None,
    };
    events.iter().filter_map(text).collect()
}

/// The events with the texts in their places.
pub(super) fn put<'a>(
    events: Vec<Event<'a>>,
    texts: &'a [String],
) -> impl Iterator<Item = Event<'a>> {
    let mut texts = texts.iter();
    events.into_iter().map(move |event| match event {
        Event::Content(Content::Text(_)) => {
            let text = texts.next().map_or("", String::as_str);
            if text.trim().is_empty() {
                blank()
            } else {
                Event::Content(Content::Text(text))
            }
        }
        other => other,
    })
}

fn blank() -> Event<'static> {
    let width = Some(Dimension::new(WIDTH, DimensionUnit::Em));
    Event::Space { width, height: None, depth: None }
}

fn read(text: &str) -> Result<String, String> {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '~', '{', '}', '$', '-']) {
        let (before, sign) = rest.split_at(at);
        read.push_str(before);
        let (said, length) = sign_of(sign)?;
        read.push_str(said);
        rest = &sign[length..];
    }
    read.push_str(rest);
    Ok(read)
}

/// What a sign at the start of a text says, and how long it is.
fn sign_of(text: &str) -> Result<(&'static str, usize), String> {
    const SIGNS: [(&str, &str); 18] = [
        ("\\&", "&"),
        ("\\%", "%"),
        ("\\$", "$"),
        ("\\#", "#"),
        ("\\_", "_"),
        ("\\{", "{"),
        ("\\}", "}"),
        ("\\ ", "\u{a0}"),
        ("\\,", "\u{202f}"),
        ("\\;", "\u{a0}"),
        ("\\:", "\u{a0}"),
        ("\\!", ""),
        ("~", "\u{a0}"),
        ("---", "—"),
        ("--", "–"),
        ("-", "-"),
        ("{", ""),
        ("}", ""),
    ];
    let found = SIGNS.iter().find(|(sign, _)| text.starts_with(sign));
    found.map(|(sign, said)| (*said, sign.len())).ok_or_else(|| {
        let name = text[1..].chars();
        let name: String = name.take_while(char::is_ascii_alphabetic).collect();
        let first = text.chars().take(if name.is_empty() { 2 } else { 1 });
        format!("text in it knows no `{}{name}`", first.collect::<String>())
    })
}
