//! Keeps the letters of a title as they are for styles that write titles in capitals:
//! what braces protect becomes `nocase`. No capital is taken away here. BibTeX's styles do
//! that to every title, whatever its language; it made `North korea's lazarus group`.

use super::tree::{Inline, Mark};

/// The title, its groups with small first letters marked as words whose case stays.
pub(in super::super) fn protected(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let mut in_word = false;
    for inline in &mut inlines {
        go(inline, &mut in_word);
    }
    inlines
}

/// `in_word` tells whether a letter or a digit stands right before.
fn go(inline: &mut Inline, in_word: &mut bool) {
    match inline {
        Inline::Marked(
            Mark::Italic | Mark::Bold | Mark::Double | Mark::Single,
            inside,
        ) => {
            for it in inside {
                go(it, in_word);
            }
        }
        Inline::Marked(Mark::Formula, _) => {}
        Inline::Group(inside) => {
            let is_apart = !*in_word && inside.iter().any(starts_small);
            step(inside, in_word);
            let mark = if is_apart { Mark::NoCase } else { Mark::Plain };
            *inline = Inline::Marked(mark, std::mem::take(inside));
        }
        other => step(std::slice::from_ref(other), in_word),
    }
}

/// Goes on behind these.
fn step(inlines: &[Inline], in_word: &mut bool) {
    for inline in inlines {
        match inline {
            Inline::Word(text) => {
                *in_word = text.ends_with(char::is_alphanumeric);
            }
            Inline::Space => *in_word = false,
            Inline::Group(inside) | Inline::Marked(_, inside) => step(inside, in_word),
        }
    }
}

/// Whether a word in it starts with a small letter: only then styles must be told.
fn starts_small(inline: &Inline) -> bool {
    let Inline::Word(text) = inline else { return false };
    let mut parts =
        text.split(|it: char| it.is_ascii_punctuation() || "–—’‘“”".contains(it));
    parts.any(|it| it.starts_with(char::is_lowercase))
}
