//! Folds what the same words may look like in two texts: white space, hyphens at the ends
//! of lines, quotation marks and dashes, ligatures.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How much is folded; each step folds what the steps before it fold, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// Runs of blanks and line breaks, which Markdown does not tell apart either.
    Exact,
    /// Other white space, invisible characters, hyphens at the ends of lines.
    Spacing,
    /// Quotation marks and dashes.
    Marks,
    /// Ligatures and other compatibility characters (Unicode's NFKC).
    Letters,
}

impl Rung {
    /// Every rung, the strictest first.
    pub const ALL: [Self; 4] = [Self::Exact, Self::Spacing, Self::Marks, Self::Letters];
}

/// A folded text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folded {
    /// The text, without hyphens inside words and, from [`Rung::Marks`], without dashes.
    pub(super) text: String,
    /// For each byte of `text` the byte of the original it comes from.
    pub(super) origin: Vec<u32>,
    /// Where hyphens and dashes were taken out.
    pub(super) hyphens: Vec<Hyphen>,
    /// Where pages start in `text`, behind each form feed.
    pub(super) breaks: Vec<u32>,
}

/// A hyphen or dash that was taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hyphen {
    /// The byte of the folded text before which it stood.
    pub(super) at: u32,
    /// Whether it stood at the end of a line, where it may only divide a word.
    pub(super) divides: bool,
}

/// Folds a text. Texts have 8 MiB at most, so positions fit.
pub(super) fn fold(text: &str, rung: Rung) -> Folded {
    let mut folder = Folder { text, rung, out: Folded::default() };
    folder.out.text.reserve(text.len());
    folder.out.origin.reserve(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at = folder.take(c, at);
    }
    while folder.out.text.ends_with(' ') {
        folder.pop();
    }
    folder.out
}

struct Folder<'a> {
    text: &'a str,
    rung: Rung,
    out: Folded,
}

impl Folder<'_> {
    /// Takes the character at a place, and says where the next one stands.
    fn take(&mut self, c: char, at: usize) -> usize {
        let next = at + c.len_utf8();
        if self.rung == Rung::Letters && self.is_combined(next) {
            return self.compatible(at);
        }
        if c.is_ascii_alphanumeric() {
            self.push(c, at);
        } else if self.is_blank(c) {
            self.blank(c, at);
        } else if self.rung >= Rung::Spacing && is_invisible(c) {
        } else if self.rung >= Rung::Spacing && is_hyphen(c) && self.follows_letter() {
            return self.hyphen(c, at, next);
        } else if self.rung >= Rung::Marks && (is_dash(c) || is_hyphen(c)) {
            return self.dash(next);
        } else if self.rung >= Rung::Marks && is_quote(c) {
            if !self.out.text.ends_with('\'') {
                self.push('\'', at);
            }
        } else if self.rung == Rung::Letters && !c.is_ascii() {
            return self.compatible(at);
        } else {
            self.push(c, at);
        }
        next
    }

    /// Whether what stands next combines with what is taken.
    fn is_combined(&self, next: usize) -> bool {
        let is_ascii = self.text.as_bytes().get(next).is_none_or(u8::is_ascii);
        !is_ascii && self.text[next..].starts_with(is_combining_mark)
    }

    fn is_blank(&self, c: char) -> bool {
        c.is_ascii_whitespace() || (self.rung >= Rung::Spacing && c.is_whitespace())
    }

    fn blank(&mut self, c: char, at: usize) {
        if c == '\u{C}' {
            self.out.breaks.push(position(self.out.text.len()));
        }
        if !self.out.text.is_empty() && !self.out.text.ends_with(' ') {
            self.push(' ', at);
        }
    }

    /// A hyphen behind a letter or digit: inside a word, at the end of a line, or a dash.
    fn hyphen(&mut self, c: char, at: usize, next: usize) -> usize {
        let behind = &self.text[next..];
        let rest = behind.trim_start_matches(|it: char| it.is_whitespace());
        let gap = &behind[..behind.len() - rest.len()];
        let joins = rest.starts_with(char::is_alphanumeric);
        if joins && (gap.is_empty() || gap.contains(['\n', '\u{C}'])) {
            self.cut(!gap.is_empty());
            for _ in gap.matches('\u{C}') {
                self.out.breaks.push(position(self.out.text.len()));
            }
            return next + gap.len();
        }
        if self.rung >= Rung::Marks {
            return self.dash(next);
        }
        self.push(c, at);
        next
    }

    /// A dash with the blanks around it.
    fn dash(&mut self, next: usize) -> usize {
        if self.out.text.ends_with(' ') {
            self.pop();
        }
        self.cut(false);
        let behind = &self.text[next..];
        let rest = behind.trim_start_matches(|it: char| {
            it != '\u{C}' && (it.is_whitespace() || is_dash(it) || is_hyphen(it))
        });
        next + behind.len() - rest.len()
    }

    fn cut(&mut self, divides: bool) {
        let at = position(self.out.text.len());
        if self.out.hyphens.last().is_none_or(|it| it.at != at) {
            self.out.hyphens.push(Hyphen { at, divides });
        }
    }

    /// A character with the marks that combine with it, as NFKC writes them.
    fn compatible(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let marks = rest.char_indices().skip(1).find(|(_, it)| !is_combining_mark(*it));
        let end = marks.map_or(rest.len(), |(end, _)| end);
        for c in rest[..end].nfkc() {
            if c.is_whitespace() {
                self.blank(c, at);
            } else if is_quote(c) {
                self.push('\'', at);
            } else {
                self.push(c, at);
            }
        }
        at + end
    }

    fn push(&mut self, c: char, at: usize) {
        // Chinese and Japanese have no blanks; where one stands, a line ended.
        if self.rung >= Rung::Spacing && is_ideograph(c) && self.out.text.ends_with(' ') {
            let before = self.out.text.trim_end().chars().next_back();
            if before.is_some_and(is_ideograph) {
                self.pop();
            }
        }
        self.out.text.push(c);
        self.out.origin.resize(self.out.text.len(), position(at));
    }

    fn pop(&mut self) {
        self.out.text.pop();
        self.out.origin.truncate(self.out.text.len());
    }

    fn follows_letter(&self) -> bool {
        self.out.text.ends_with(char::is_alphanumeric)
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '\u{2012}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

/// Whether it is a quotation mark or an apostrophe.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '\u{B4}' | '«' | '»' | '\u{2018}'..='\u{201F}' | '‹' | '›'
            | '\u{2032}' | '\u{2033}' | '\u{2BC}' | '「' | '」' | '『' | '』' | '\u{301D}'..='\u{301F}'
            | '\u{FF02}' | '\u{FF07}'
    )
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF65}' | '\u{20000}'..='\u{3FFFF}')
}

impl Folded {
    /// Whether the hyphens inside a stretch of this text are those of a quotation: one that
    /// divides a word may be missing, any other must be there.
    pub(super) fn hyphens_match(&self, from: usize, quoted: &Self) -> bool {
        let end = from + quoted.text.len();
        let first = self.hyphens.partition_point(|it| it.at as usize <= from);
        let own = self.hyphens[first..].iter().take_while(|it| (it.at as usize) < end);
        let mut own = own.map(|it| (it.at as usize - from, it.divides)).peekable();
        let inner = |it: &&Hyphen| it.at > 0 && (it.at as usize) < quoted.text.len();
        for hyphen in quoted.hyphens.iter().filter(inner) {
            let at = hyphen.at as usize;
            while own.next_if(|(it, divides)| *it < at && *divides).is_some() {}
            if own.next_if(|(it, _)| *it == at).is_none() && !hyphen.divides {
                return false;
            }
        }
        own.all(|(_, divides)| divides)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, rung: Rung, expect: &str) {
        assert_eq!(fold(text, rung).text, expect, "{rung:?}");
    }

    #[test]
    fn each_rung_folds_a_little_more() {
        let text = " A\u{A0}b  c\nd \u{201E}e\u{201C} e\u{FB03}x\u{AD}y ";
        check(text, Rung::Exact, "A\u{A0}b c d \u{201E}e\u{201C} e\u{FB03}x\u{AD}y");
        check(text, Rung::Spacing, "A b c d \u{201E}e\u{201C} e\u{FB03}xy");
        check(text, Rung::Marks, "A b c d 'e' e\u{FB03}xy");
        check(text, Rung::Letters, "A b c d 'e' effixy");
    }

    #[test]
    fn combining_marks_join_their_letters() {
        check("Ko\u{308}ln", Rung::Letters, "Köln");
        check("Ko\u{308}ln", Rung::Marks, "Ko\u{308}ln");
    }

    #[test]
    fn lines_of_chinese_are_joined() {
        check("安洵\n信息", Rung::Spacing, "安洵信息");
        check("安洵 i-Soon", Rung::Marks, "安洵 iSoon");
    }

    #[track_caller]
    fn same(text: &str, quoted: &str, rung: Rung, expect: bool) {
        let (text, quoted) = (fold(text, rung), fold(quoted, rung));
        let at = text.text.find(&quoted.text);
        let found = at.is_some_and(|it| text.hyphens_match(it, &quoted));
        assert_eq!(found, expect, "{text:?} {quoted:?}");
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_line_may_divide_or_belong() {
        same("the infor-\n  mation is", "information is", Rung::Spacing, true);
        same("a state-\nsponsored unit", "state-sponsored unit", Rung::Spacing, true);
        same("a state-sponsored unit", "statesponsored unit", Rung::Spacing, false);
        same("a statesponsored unit", "state-sponsored unit", Rung::Spacing, false);
        same(
            "infor-\nmation on a co-\nop",
            "information on a co-op",
            Rung::Spacing,
            true,
        );
    }

    #[test]
    fn dashes_are_alike_with_and_without_blanks() {
        same("one \u{2014} two", "one\u{2013}two", Rung::Marks, true);
        same("2016\u{2013}2023", "2016-2023", Rung::Marks, true);
        same("one two", "one \u{2013} two", Rung::Marks, false);
        same("one \u{2014} two", "one\u{2013}two", Rung::Spacing, false);
    }

    #[test]
    fn every_byte_knows_where_it_comes_from() {
        let text = "x \u{FB01} \u{C}y";
        let folded = fold(text, Rung::Letters);
        assert_eq!((folded.text.as_str(), &*folded.breaks), ("x fi y", &[5][..]));
        assert_eq!(folded.origin, [0, 1, 2, 2, 5, 7]);
    }
}
