//! Takes the capitals of an English title back. BibTeX titles are written in title case,
//! which its styles undo; CSL wants them as a sentence. Braces keep what is in them.
//! The rules are those of pandoc's citation processor, which the oracle compares.

use super::tree::{Inline, Mark};

/// What stands before a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Sentence,
    WordEnd,
    WordChar,
    FullStop,
    Other,
    LastWord,
}

/// The title as a sentence. Groups become words whose case stays.
pub(in super::super) fn sentence(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let mut place = Place::Start;
    let last = inlines.len().saturating_sub(1);
    for (at, inline) in inlines.iter_mut().enumerate() {
        let is_last = at == last && last > 0;
        let ends = matches!(inline, Inline::Word(text) if !text.contains(breaks));
        let before = [Place::WordEnd, Place::Sentence, Place::Start];
        if is_last && ends && before.contains(&place) {
            place = Place::LastWord;
        }
        go(inline, &mut place);
    }
    inlines
}

fn go(inline: &mut Inline, place: &mut Place) {
    match inline {
        Inline::Word(text) => *text = word(text, place),
        Inline::Space => step(" ", place),
        Inline::Marked(Mark::Formula, _) => {}
        Inline::Marked(
            Mark::SmallCaps | Mark::Superscript | Mark::Subscript | Mark::NoCase,
            inside,
        ) => step(&words(inside), place),
        Inline::Marked(_, inside) => inside.iter_mut().for_each(|it| go(it, place)),
        Inline::Group(inside) => {
            let joined = *place == Place::WordChar;
            step(&words(inside), place);
            let mark = if !joined && inside.iter().any(lower) {
                Mark::NoCase
            } else {
                Mark::Plain
            };
            *inline = Inline::Marked(mark, std::mem::take(inside));
        }
    }
}

/// The words in a group, as far as they tell what stands at its end.
fn words(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Word(text) => out.push_str(text),
            Inline::Space => {}
            Inline::Group(inside) | Inline::Marked(_, inside) => out += &words(inside),
        }
    }
    out
}

/// Whether a word in it starts with a small letter: only then styles must be told.
fn lower(inline: &Inline) -> bool {
    let Inline::Word(text) = inline else { return false };
    let mut parts =
        text.split(|it: char| it.is_ascii_punctuation() || "–—’‘“”".contains(it));
    parts.any(|it| it.starts_with(char::is_lowercase))
}

fn word(text: &str, place: &mut Place) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_alphanumeric() {
            rest.find(|it: char| !it.is_alphanumeric()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (chunk, behind) = rest.split_at(end);
        out.push_str(&recased(chunk, *place));
        step(chunk, place);
        rest = behind;
    }
    out
}

fn recased(chunk: &str, place: Place) -> String {
    let mut letters = chunk.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let capital = first && letters.all(char::is_lowercase);
    let starts = matches!(place, Place::Start | Place::Sentence);
    let small = chunk.chars().all(char::is_lowercase);
    if capital && !starts {
        chunk.to_lowercase()
    } else if small && starts {
        let mut letters = chunk.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters.as_str().chars()).collect()
    } else {
        chunk.to_owned()
    }
}

fn step(chunk: &str, place: &mut Place) {
    let Some(last) = chunk.chars().next_back() else { return };
    *place = match last {
        '"' => *place,
        '.' | '?' | '!' | ':' => Place::FullStop,
        it if it.is_alphanumeric() => Place::WordChar,
        it if it.is_whitespace() && *place == Place::FullStop => Place::Sentence,
        it if breaks(it) => Place::WordEnd,
        _ => Place::Other,
    };
}

fn breaks(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '/' | '–' | '—')
}
