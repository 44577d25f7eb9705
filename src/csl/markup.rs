//! Carries the markup of fields through the engine: tags that CSL allows in text become
//! private characters before, and looks of runs behind it. Private characters survive
//! changes of case; letters that must not change become private ones too.

use super::Piece;
use super::piece::{Look, push};

/// The first of the private characters for tags, three a tag: opening, closing, and one
/// that opens before the letter in front of it. A word must begin with its letter, or the
/// engine would not see where to put a capital.
const TAGS: u32 = 0x10_F700;
/// Where the citation layout's prefix and suffix stand.
pub(super) const OPEN: char = '\u{10F720}';
/// See [`OPEN`].
pub(super) const CLOSE: char = '\u{10F721}';
/// A letter is kept as it is by adding this to its number.
const KEPT: u32 = 0xF_0000;

/// How a private character stands to its tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    OpensBefore,
}

const SIDES: [Side; 3] = [Side::Opens, Side::Closes, Side::OpensBefore];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Italic,
    Bold,
    Superscript,
    Subscript,
    SmallCaps,
    NoCase,
}

/// How many tags there are.
const COUNT: usize = 6;

/// Text for the engine: no control characters, no private ones but ours, tags hidden,
/// letters in `nocase` kept as they are; of titles also words like `i-Soon` and `BfV`.
pub(super) fn hide(text: &str, is_title: bool) -> String {
    let clean = plain(text);
    let mut hider = Hider { is_title, ..Hider::default() };
    let mut rest = clean.as_str();
    while let Some(at) = rest.find('<') {
        hider.write(&rest[..at]);
        rest = &rest[at..];
        let length = if let Some((tag, closes, length)) = tag(rest, &hider.open) {
            hider.tag(tag, closes);
            length
        } else {
            hider.write("<");
            1
        };
        rest = &rest[length..];
    }
    hider.write(rest);
    while let Some(tag) = hider.open.last() {
        hider.tag(*tag, true);
    }
    hider.out
}

/// Text that is being hidden.
#[derive(Default)]
struct Hider {
    out: String,
    open: Vec<Tag>,
    /// Tags that open before the next letter.
    waiting: Vec<Tag>,
    is_title: bool,
}

impl Hider {
    fn tag(&mut self, tag: Tag, closes: bool) {
        if closes {
            self.settle();
            self.open.pop();
            mark(&mut self.out, tag, Side::Closes);
        } else {
            self.open.push(tag);
            self.waiting.push(tag);
        }
    }

    fn settle(&mut self) {
        for tag in std::mem::take(&mut self.waiting) {
            mark(&mut self.out, tag, Side::Opens);
        }
    }

    fn write(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        let mut hidden = String::with_capacity(text.len());
        self.keep_case(&mut hidden, text);
        if !first.is_alphanumeric() {
            self.settle();
        }
        let mut letters = hidden.chars();
        self.out.extend(letters.next());
        for tag in std::mem::take(&mut self.waiting) {
            mark(&mut self.out, tag, Side::OpensBefore);
        }
        self.out.push_str(letters.as_str());
    }

    /// Writes text; keeps letters where the case must not change.
    fn keep_case(&self, out: &mut String, text: &str) {
        let keep = |it: char| if it.is_alphabetic() { keep(it) } else { it };
        let is_fixed = self.open.contains(&Tag::NoCase);
        for word in text.split_inclusive(' ') {
            if is_fixed || self.is_title && is_mixed(word) {
                out.extend(word.chars().map(keep));
            } else {
                dots(out, word);
            }
        }
    }
}

/// Text without control characters and private ones.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter_map(clean).collect()
}

fn clean(c: char) -> Option<char> {
    let number = u32::from(c);
    match c {
        _ if c.is_whitespace() && c != '\u{A0}' && c != '\u{202F}' => Some(' '),
        _ if c.is_control() || number >= KEPT => None,
        // They turn the direction of what follows, also outside the field.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        _ => Some(c),
    }
}

fn mark(out: &mut String, tag: Tag, side: Side) {
    let number = TAGS + (tag as u32) * 3 + side as u32;
    out.extend(char::from_u32(number));
}

/// The tag that `text` starts with, whether it closes, and its length. A closing tag
/// must close what was opened last.
fn tag(text: &str, open: &[Tag]) -> Option<(Tag, bool, usize)> {
    let end = text.get(..60.min(text.len())).unwrap_or(text).find('>')?;
    let inner = &text[1..end];
    if let Some(name) = inner.strip_prefix('/') {
        let last = *open.last()?;
        let fits = matches!(
            (name, last),
            ("i", Tag::Italic)
                | ("b", Tag::Bold)
                | ("sup", Tag::Superscript)
                | ("sub", Tag::Subscript)
                | ("sc", Tag::SmallCaps)
                | ("span", Tag::SmallCaps | Tag::NoCase)
        );
        return fits.then_some((last, true, end + 1));
    }
    let tag = match inner {
        "i" => Tag::Italic,
        "b" => Tag::Bold,
        "sup" => Tag::Superscript,
        "sub" => Tag::Subscript,
        "sc" => Tag::SmallCaps,
        _ => span(inner)?,
    };
    Some((tag, false, end + 1))
}

fn span(inner: &str) -> Option<Tag> {
    let attribute = inner.strip_prefix("span ")?.trim();
    let plain: String =
        attribute.chars().filter(|it| !matches!(it, ' ' | '"' | '\'' | ';')).collect();
    match plain.as_str() {
        "class=nocase" => Some(Tag::NoCase),
        "style=font-variant:small-caps" => Some(Tag::SmallCaps),
        _ => None,
    }
}

/// Several full stops in a row are the author's own, not doubled by a style.
fn dots(out: &mut String, word: &str) {
    if !word.contains("..") {
        return out.push_str(word);
    }
    let mut last = None;
    for c in word.chars() {
        let again = c == '.' && last == Some('.');
        out.push(if again { keep(c) } else { c });
        last = Some(c);
    }
}

/// `i-Soon`, `BfV`: small letters, and a capital inside.
fn is_mixed(word: &str) -> bool {
    let word = word.trim_start_matches(|it: char| !it.is_alphanumeric());
    let inside = word.chars().skip(1).any(char::is_uppercase);
    inside && word.chars().any(char::is_lowercase)
}

fn keep(c: char) -> char {
    let number = u32::from(c);
    let kept = (number < 0xFFFE).then(|| char::from_u32(KEPT + number)).flatten();
    kept.unwrap_or(c)
}

/// Turns hidden marks back into looks, over the pieces of one field or entry.
#[derive(Debug, Default)]
pub(super) struct Shower {
    counts: [u8; COUNT],
    /// The name or title that is being added, if it is to be kept apart.
    pub(super) apart: Option<u32>,
    pub(super) pieces: Vec<Piece>,
}

impl Shower {
    /// Adds text that the engine gave a look.
    pub(super) fn push(&mut self, text: &str, look: Look, url: Option<&str>) {
        let mut run = String::with_capacity(text.len());
        for c in text.chars() {
            let Some((place, side)) = mark_of(c) else {
                run.push(c);
                continue;
            };
            let letter = if side == Side::OpensBefore { run.pop() } else { None };
            self.run(&mut run, look, url);
            let count = &mut self.counts[place];
            *count = match side {
                Side::Closes => count.saturating_sub(1),
                _ => count.saturating_add(1),
            };
            run.extend(letter);
        }
        self.run(&mut run, look, url);
    }

    fn run(&mut self, run: &mut String, look: Look, url: Option<&str>) {
        let text = std::mem::take(run);
        let on = |tag: Tag| self.counts[tag as usize] > 0;
        let look = Look {
            // Italics within italics stand upright.
            italic: look.italic != (self.counts[Tag::Italic as usize] % 2 == 1),
            bold: look.bold != (self.counts[Tag::Bold as usize] % 2 == 1),
            small_caps: look.small_caps || on(Tag::SmallCaps),
            superscript: look.superscript || on(Tag::Superscript),
            subscript: look.subscript || on(Tag::Subscript),
            ..look
        };
        let (url, apart) = (url.map(str::to_owned), self.apart);
        push(&mut self.pieces, Piece { text, look, url, apart });
    }
}

/// Text without hidden marks.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|it| mark_of(*it).is_none()).map(shown).collect()
}

fn mark_of(c: char) -> Option<(usize, Side)> {
    let number = usize::try_from(u32::from(c).checked_sub(TAGS)?).ok()?;
    let side = *SIDES.get(number % 3)?;
    (number / 3 < COUNT).then_some((number / 3, side))
}

/// A kept letter as it was written.
pub(super) fn shown(c: char) -> char {
    let number = u32::from(c);
    let kept = (KEPT..KEPT + 0xFFFE).contains(&number);
    let original = kept.then(|| char::from_u32(number - KEPT)).flatten();
    original.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let mut shower = Shower::default();
        shower.push(&hide(text, true), Look::default(), None);
        let mut out = String::new();
        for mut piece in shower.pieces {
            piece.text = piece.text.chars().map(shown).collect();
            let Look { italic, bold, small_caps, superscript, subscript, .. } =
                piece.look;
            let marks = [
                (italic, "i"),
                (bold, "b"),
                (small_caps, "c"),
                (superscript, "^"),
                (subscript, "_"),
            ];
            let marks: String = marks.iter().filter(|it| it.0).map(|it| it.1).collect();
            let text = piece.text;
            out +=
                &if marks.is_empty() { text } else { [&marks, "(", &text, ")"].concat() };
        }
        assert_eq!(out, expect);
    }

    #[test]
    fn tags_of_csl_become_looks_and_others_stay_text() {
        check("a <i>b</i> c", "a i(b) c");
        check("<i>a <i>b</i></i>", "i(a )b");
        check("H<sub>2</sub>O<sup>x</sup>", "H_(2)O^(x)");
        check("<span style=\"font-variant: small-caps;\">a</span>", "c(a)");
        check("<span class=\"nocase\">aB</span>c", "aBc");
        check("<script>x</script> < & <b>", "<script>x</script> < & ");
        check("<i>a</b>", "i(a</b>)");
        check("a\u{0}b\tc\u{10F700}", "ab c");
        check("wait... i-Soon", "wait... i-Soon");
    }
}
