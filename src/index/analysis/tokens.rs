//! Cuts normalised text into tokens: words, words with digits, pairs of dense characters,
//! and the joined form of what hyphens, dots and the like hold together.

use super::LONGEST;
use super::chars::{Class, class};

/// What a token is, and so how its term is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// A word; it has a stem.
    Word,
    /// Digits, or a word with digits; it has none.
    Exact,
    /// Two neighbours of a dense script, or one that stands alone.
    Gram,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// Its text, normalised.
    pub(crate) text: &'a str,
    /// What it is.
    pub(crate) kind: Kind,
    /// Whether it stands beside others: `isoon` for `i-soon`, the last character of a
    /// dense run.
    pub(crate) joined: bool,
    /// Its place; a joined token stands where its first part stands.
    pub(crate) place: u32,
}

/// What holds a chain together. The brackets are those of defanged addresses.
const LINKS: [&str; 11] =
    ["[.]", "(.)", "[@]", "-", "\u{2010}", ".", "_", "'", "\u{2019}", "@", "&"];

/// How many parts a chain may have to be joined.
const PARTS: usize = 12;

/// Visits the tokens of a normalised text, and returns the place behind the last one.
pub(crate) fn tokens(text: &str, visit: &mut dyn FnMut(Token<'_>)) -> u32 {
    let mut cutter = Cutter { text, place: 0, joined: String::new(), visit };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at = match class(c) {
            Class::Parting => at + c.len_utf8(),
            Class::Dense => cutter.dense(at),
            Class::Spaced => cutter.chain(at),
        };
    }
    cutter.place
}

struct Cutter<'t, 'v> {
    text: &'t str,
    place: u32,
    joined: String,
    visit: &'v mut dyn FnMut(Token<'_>),
}

impl<'t> Cutter<'t, '_> {
    /// Every two neighbours of a dense run.
    fn dense(&mut self, start: usize) -> usize {
        let end = self.end_of(start, Class::Dense);
        let run = &self.text[start..end];
        let mut ends = run.char_indices().map(|(at, c)| at + c.len_utf8());
        let first = ends.next().unwrap_or(run.len());
        let mut from = 0;
        let mut middle = first;
        for next in ends {
            self.emit(&run[from..next], Kind::Gram, false);
            self.place += 1;
            (from, middle) = (middle, next);
        }
        // The last one begins no pair; alone it must be found all the same.
        self.emit(&run[from..], Kind::Gram, first < run.len());
        self.place += 1;
        end
    }

    /// The parts of a chain, and the chain as one word.
    fn chain(&mut self, start: usize) -> usize {
        let mut parts: Vec<&'t str> = Vec::new();
        let mut at = start;
        let mut link = "";
        loop {
            let end = self.end_of(at, Class::Spaced);
            let part = &self.text[at..end];
            let is_genitive = part == "s" && matches!(link, "'" | "\u{2019}");
            at = end;
            if is_genitive {
                break;
            }
            parts.push(part);
            let rest = &self.text[end..];
            let Some(found) = LINKS.into_iter().find(|it| rest.starts_with(it)) else {
                break;
            };
            let behind = rest[found.len()..].chars().next().map(class);
            if behind != Some(Class::Spaced) {
                break;
            }
            (link, at) = (found, end + found.len());
        }
        self.join(&parts);
        for part in parts {
            self.emit(cut(part), Kind::of(part), false);
            self.place += 1;
        }
        at
    }

    fn join(&mut self, parts: &[&str]) {
        if !(2..=PARTS).contains(&parts.len()) {
            return;
        }
        let mut joined = std::mem::take(&mut self.joined);
        joined.clear();
        for part in parts {
            let digits = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
            if digits(joined.chars().last()) && digits(part.chars().next()) {
                joined.push('.');
            }
            joined.push_str(part);
        }
        if cut(&joined).len() == joined.len() {
            self.emit(&joined, Kind::of(&joined), true);
        }
        self.joined = joined;
    }

    fn emit(&mut self, text: &str, kind: Kind, joined: bool) {
        (self.visit)(Token { text, kind, joined, place: self.place });
    }

    fn end_of(&self, start: usize, wanted: Class) -> usize {
        let rest = &self.text[start..];
        let end = rest.char_indices().find(|(_, c)| class(*c) != wanted);
        end.map_or(self.text.len(), |(at, _)| start + at)
    }
}

impl Kind {
    /// What the token with this text is.
    pub(crate) fn of(text: &str) -> Self {
        match text.chars().next().map(class) {
            Some(Class::Dense) => Self::Gram,
            _ if text.bytes().any(|it| it.is_ascii_digit()) => Self::Exact,
            _ => Self::Word,
        }
    }
}

/// No more than the longest term.
fn cut(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    text.char_indices().nth(LONGEST).map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analysis::normalise;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let mut found = Vec::new();
        tokens(&normalise(text), &mut |it| {
            found.push(format!("{}@{}", it.text, it.place));
        });
        assert_eq!(found.join(" "), expect);
    }

    #[test]
    fn chains_are_parts_and_one_word() {
        check("i-Soon leaks", "isoon@0 i@0 soon@1 leaks@2");
        check("evil[.]com.", "evilcom@0 evil@0 com@1");
        check("CVE-2024-1234", "cve2024.1234@0 cve@0 2024@1 1234@2");
        check("185.99[.]3.4", "185.99.3.4@0 185@0 99@1 3@2 4@3");
        check("China’s don't", "china@0 dont@1 don@1 t@2");
    }

    #[test]
    fn dense_scripts_are_pairs() {
        check(
            "国家安全 部 APT41组织",
            "国家@0 家安@1 安全@2 全@3 部@4 apt41@5 组织@6 织@7",
        );
    }
}
