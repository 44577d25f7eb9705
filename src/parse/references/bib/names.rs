//! Reads lists of names as BibLaTeX does: `First von Last`, `von Last, First`,
//! `von Last, Jr, First`, `{An Institution}`, `family=…, given=…`.

use super::super::make;
use super::latex::{Inline, plain};
use super::work::Work;
use crate::diag::Span;
use crate::parse::yaml::Value;

/// The names of a field as CSL has them; `None` if there are none.
pub(super) fn read(work: &Work<'_>, field: &str) -> Option<Value> {
    let span = work.first(&[field])?.span;
    let inlines = work.latex(field)?;
    let names = split(&inlines, |it| matches!(it, Inline::Word(word) if word == "and"));
    let names: Vec<Value> = names.filter_map(|it| name(it, work, span)).collect();
    (!names.is_empty()).then(|| make::list(names, span))
}

/// The parts between separators that stand alone between blanks.
pub(super) fn split(
    inlines: &[Inline],
    is_separator: impl Fn(&Inline) -> bool,
) -> impl Iterator<Item = &[Inline]> {
    let blank = |at: usize| inlines.get(at) == Some(&Inline::Space);
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for (at, inline) in inlines.iter().enumerate() {
        if is_separator(inline) && at > 0 && blank(at - 1) && blank(at + 1) {
            cuts.push((from, at));
            from = at + 1;
        }
    }
    cuts.push((from, inlines.len()));
    cuts.into_iter().map(|(from, to)| trim(&inlines[from..to]))
}

fn trim(mut part: &[Inline]) -> &[Inline] {
    while let [Inline::Space, rest @ ..] = part {
        part = rest;
    }
    while let [rest @ .., Inline::Space] = part {
        part = rest;
    }
    part
}

fn name(part: &[Inline], work: &Work<'_>, span: Span) -> Option<Value> {
    let pairs = match part {
        [] => return None,
        [Inline::Word(word)] if word == "others" => vec![("literal", word.clone())],
        [Inline::Group(inside)] => vec![("literal", plain(inside))],
        [Inline::Word(word), ..] if word.contains('=') => labelled(part, work),
        _ => parted(part, work),
    };
    let pairs: Vec<_> = pairs.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    (!pairs.is_empty()).then(|| {
        make::map(
            pairs.into_iter().map(|(key, text)| (key, make::text(text, span))),
            span,
        )
    })
}

/// BibLaTeX's own form: `family=Berg, given=Piet, prefix=van den, useprefix=true`.
fn labelled(part: &[Inline], work: &Work<'_>) -> Vec<(&'static str, String)> {
    let text = plain(part);
    let mut pairs: Vec<(&'static str, String)> = Vec::new();
    let mut used = work.option("useprefix").unwrap_or_default();
    for piece in text.split(',') {
        let Some((key, value)) = piece.split_once('=') else { continue };
        let value = value.trim().to_owned();
        match key.trim() {
            "given" => match pairs.iter_mut().find(|it| it.0 == "given") {
                Some((_, given)) => *given = format!("{given} {value}"),
                None => pairs.push(("given", value)),
            },
            "family" => pairs.push(("family", value)),
            "prefix" => pairs.push(("dropping-particle", value)),
            "suffix" => pairs.push(("suffix", value)),
            "useprefix" => used = value == "true",
            _ => {}
        }
    }
    for (key, _) in &mut pairs {
        if used && *key == "dropping-particle" {
            *key = "non-dropping-particle";
        }
    }
    pairs
}

/// A word of a name: what stands between blanks.
type Word = Vec<Inline>;

fn parted(part: &[Inline], work: &Work<'_>) -> Vec<(&'static str, String)> {
    let parts = at_commas(part);
    let (first, von_last, junior) = match parts.as_slice() {
        [] => Default::default(),
        [all] => without_commas(all),
        [von_last, first] => (first.clone(), von_last.clone(), Vec::new()),
        [von_last, junior, first, ..] => {
            (first.clone(), von_last.clone(), junior.clone())
        }
    };
    let at = particles(&von_last);
    let (von, last) = von_last.split_at(at);
    let particle = if work.option("useprefix").unwrap_or_default() {
        "non-dropping-particle"
    } else {
        "dropping-particle"
    };
    vec![
        ("family", joined(last)),
        ("given", joined(&first)),
        (particle, joined(von)),
        ("suffix", joined(&junior)),
    ]
}

/// The longest run of capitalised words that is not the whole name is the given name.
fn without_commas(all: &[Word]) -> (Vec<Word>, Vec<Word>, Vec<Word>) {
    let capitals = all.iter().take_while(|it| is_capital(it)).count();
    let given = if capitals == all.len() { capitals - 1 } else { capitals };
    (all[..given].to_vec(), all[given..].to_vec(), Vec::new())
}

/// How many of the words are particles: the last word is a name in any case.
fn particles(von_last: &[Word]) -> usize {
    let count = von_last.iter().take_while(|it| !is_capital(it)).count();
    count.min(von_last.len().saturating_sub(1))
}

/// Whether a word starts with a capital; what is in braces or marked always does.
fn is_capital(word: &Word) -> bool {
    for inline in word {
        if let Inline::Word(text) = inline {
            let first = text.chars().find(|it| !it.is_numeric());
            return first.is_some_and(char::is_uppercase);
        }
    }
    true
}

/// The words between commas; commas in braces part nothing.
fn at_commas(part: &[Inline]) -> Vec<Vec<Word>> {
    let mut parts = vec![vec![Word::new()]];
    for inline in part {
        match inline {
            Inline::Space => start_word(&mut parts),
            Inline::Word(text) => {
                for (at, piece) in text.split(',').enumerate() {
                    if at > 0 {
                        parts.push(vec![Word::new()]);
                    }
                    for (at, piece) in piece.split('\u{A0}').enumerate() {
                        if at > 0 {
                            start_word(&mut parts);
                        }
                        initials(piece, &mut parts);
                    }
                }
            }
            other => add(&mut parts, other.clone()),
        }
    }
    for words in &mut parts {
        words.retain(|it| !it.is_empty());
    }
    parts.retain(|it| !it.is_empty());
    parts
}

/// `J.R.R.` is `J. R. R.`.
fn initials(piece: &str, parts: &mut [Vec<Word>]) {
    let letters: Vec<char> = piece.chars().collect();
    let capital = |at: usize| letters.get(at).is_some_and(|it| it.is_uppercase());
    let edge = |at: usize| letters.get(at).is_none_or(|it| *it == '.');
    let mut word = String::new();
    for (at, letter) in letters.iter().enumerate() {
        word.push(*letter);
        let single = at > 0 && capital(at - 1) && (at == 1 || letters[at - 2] == '.');
        if *letter == '.' && single && capital(at + 1) && edge(at + 2) {
            add(parts, Inline::Word(std::mem::take(&mut word)));
            start_word(parts);
        }
    }
    if !word.is_empty() {
        add(parts, Inline::Word(word));
    }
}

fn start_word(parts: &mut [Vec<Word>]) {
    if let Some(words) = parts.last_mut() {
        words.push(Word::new());
    }
}

fn add(parts: &mut [Vec<Word>], inline: Inline) {
    if let Some(word) = parts.last_mut().and_then(|it| it.last_mut()) {
        word.push(inline);
    }
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|it| plain(it)).collect::<Vec<_>>().join(" ")
}
