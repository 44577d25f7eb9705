//! Finds the sentence around a place in a run of text, in English and German and where
//! Chinese full stops stand. What comes out is short enough for a list.

/// How many characters of a sentence are shown.
pub const SHOWN: usize = 240;

/// Where the sentences of one run of text end: each end is where the next one starts.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    ends: Vec<usize>,
}

/// Words that end in a full stop without ending a sentence, in lower case.
const ABBREVIATIONS: [&str; 68] = [
    "abb", "abs", "abschn", "al", "anm", "app", "apr", "art", "aufl", "aug", "bd", "bzw",
    "ca", "cf", "chap", "co", "col", "corp", "dec", "dez", "dgl", "dr", "ebd", "ed",
    "eds", "eg", "etc", "evtl", "feb", "ff", "fig", "fn", "gem", "ggf", "hrsg", "ie",
    "inc", "inkl", "jan", "jg", "kap", "ltd", "max", "mio", "mr", "mrd", "mrs", "ms",
    "no", "nos", "nov", "nr", "okt", "op", "para", "pp", "prof", "rn", "rz", "sec",
    "sept", "sog", "st", "tab", "usw", "vgl", "vol", "vs",
];

impl Sentences {
    /// Finds the ends in `text`.
    pub fn of(text: &str) -> Self {
        let mut ends = Vec::new();
        for (at, byte) in text.bytes().enumerate() {
            // The marks beyond ASCII start with one of these bytes.
            if !matches!(byte, b'.' | b'!' | b'?' | 0xE2 | 0xE3 | 0xEF) {
                continue;
            }
            let Some(c) = text.get(at..).and_then(|it| it.chars().next()) else {
                continue;
            };
            let behind = at + c.len_utf8();
            match c {
                '。' | '！' | '？' => ends.push(behind_closers(text, behind)),
                '.' | '!' | '?' | '…' => ends.extend(end_at(text, at, behind)),
                _ => {}
            }
        }
        Self { ends }
    }

    /// The sentence that holds the byte `at`, cut to [`SHOWN`] characters around it.
    pub fn around(&self, text: &str, at: usize) -> String {
        let next = self.ends.partition_point(|end| *end <= at);
        self.shown(text, next, at)
    }

    /// The same for a mark that stands behind what it speaks of: behind a full stop it
    /// belongs to the sentence that has just ended.
    pub fn before(&self, text: &str, at: usize) -> String {
        let here = text.get(..at).map_or(0, |it| it.trim_end().len());
        let blank = text.get(..here).is_none_or(str::is_empty);
        if blank {
            return self.around(text, at);
        }
        self.shown(text, self.place(text, at), here - 1)
    }

    /// Which sentence such a mark belongs to, counted from 0.
    pub fn place(&self, text: &str, at: usize) -> usize {
        let here = text.get(..at).map_or(0, |it| it.trim_end().len());
        self.ends.partition_point(|end| {
            text.get(..*end).is_some_and(|it| it.trim_end().len() < here)
        })
    }

    /// Every sentence, in order.
    pub fn each<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let ends = self.ends.iter().copied().chain([text.len()]);
        let each = starts.zip(ends).filter_map(|(from, to)| text.get(from..to));
        each.map(str::trim).filter(|it| !it.is_empty())
    }

    fn shown(&self, text: &str, next: usize, at: usize) -> String {
        let start = next.checked_sub(1).and_then(|it| self.ends.get(it)).copied();
        let start = start.unwrap_or(0);
        let end = self.ends.get(next).copied().unwrap_or(text.len());
        let sentence = text.get(start..end).unwrap_or(text);
        cut(sentence, at.saturating_sub(start), SHOWN)
    }
}

/// `text` without the blanks around it; if it is clearly longer than `limit` characters, the part
/// around the byte `at`, cut at words, with an ellipsis where something is left out.
pub fn cut(text: &str, at: usize, limit: usize) -> String {
    let trimmed = text.trim();
    if trimmed.len() <= limit {
        return trimmed.to_owned();
    }
    if behind(trimmed, 0, limit + limit / 8) == trimmed.len() {
        return trimmed.to_owned();
    }
    let at = at.saturating_sub(text.len() - text.trim_start().len());
    let from = if at < behind(trimmed, 0, limit * 3 / 4) {
        0
    } else {
        before(trimmed, at, limit / 2)
    };
    let from = from.min(before(trimmed, trimmed.len(), limit));
    ellipsis(trimmed, from, behind(trimmed, from, limit))
}

/// The byte `count` characters behind another; no more of the text is read.
fn behind(text: &str, at: usize, count: usize) -> usize {
    let mut starts = text.get(at..).unwrap_or_default().char_indices();
    starts.nth(count).map_or(text.len(), |(it, _)| at + it)
}

/// The byte `count` characters in front of another.
fn before(text: &str, at: usize, count: usize) -> usize {
    let at = (at..text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(text.len());
    let mut starts = text.get(..at).unwrap_or(text).char_indices().rev();
    count.checked_sub(1).map_or(at, |it| starts.nth(it).map_or(0, |(it, _)| it))
}

/// The words wholly between two bytes; text without blanks is cut where it stands.
fn ellipsis(text: &str, from: usize, to: usize) -> String {
    let window = text.get(from..to).unwrap_or(text);
    let near = window.len() / 3;
    let open = from > 0 && !text.get(..from).is_some_and(|it| it.ends_with(' '));
    let first = if open { window.find(' ').filter(|it| *it < near) } else { None };
    let window = window.get(first.unwrap_or(0)..).unwrap_or(window);
    let closed = to == text.len() || text.get(to..).is_some_and(|it| it.starts_with(' '));
    let last = if closed { None } else { window.rfind(' ').filter(|it| *it > near) };
    let window = window.get(..last.unwrap_or(window.len())).unwrap_or(window).trim();
    let head = if from > 0 { "… " } else { "" };
    let tail = if to < text.len() { " …" } else { "" };
    format!("{head}{}{tail}", window.trim_end_matches([',', ';', ':']))
}

/// The end of a sentence whose mark stands at `at`, if it is one.
fn end_at(text: &str, at: usize, behind: usize) -> Option<usize> {
    let end = behind_closers(text, behind);
    let rest = text.get(end..)?;
    let next = rest.split_whitespace().next();
    let apart = rest.starts_with(char::is_whitespace);
    let ends = match next {
        None => true,
        Some(next) => {
            apart
                && may_start(next)
                && !(text.get(at..)?.starts_with('.') && is_short(text.get(..at)?, rest))
        }
    };
    ends.then(|| end + rest.len() - rest.trim_start().len())
}

/// Whether a word can be the first of a sentence: `i-Soon` can, `soon` cannot.
fn may_start(word: &str) -> bool {
    !word.starts_with(char::is_lowercase) || word.contains(char::is_uppercase)
}

fn behind_closers(text: &str, at: usize) -> usize {
    let closers =
        ['"', '\'', '”', '’', '“', '‘', '»', '«', ')', ']', '」', '』', '）', '.', '…'];
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches(closers).len()
}

/// Whether the full stop behind `before` belongs to a short form or to a German day.
fn is_short(before: &str, rest: &str) -> bool {
    let from = before.rfind(|c: char| !c.is_alphanumeric());
    let word = from.map_or(before, |at| &before[at..]);
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    if word.len() <= 2 && !word.is_empty() && word.bytes().all(|it| it.is_ascii_digit()) {
        return is_month(rest.trim_start());
    }
    let mut letters = word.chars();
    let single =
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    single && !word.chars().all(is_han) || is_abbreviation(word)
}

fn is_abbreviation(word: &str) -> bool {
    let mut low = [0; 6];
    let Some(low) = low.get_mut(..word.len()) else { return false };
    low.copy_from_slice(word.as_bytes());
    low.make_ascii_lowercase();
    ABBREVIATIONS.binary_search_by(|it| it.as_bytes().cmp(low)).is_ok()
}

fn is_month(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    MONTHS.iter().any(|it| text.starts_with(it))
}

/// Whether a letter belongs to a script that is written without blanks between words.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let sentences = Sentences::of(text);
        let mut starts = vec![0];
        starts.extend(sentences.ends.iter().copied().filter(|it| *it < text.len()));
        let found: Vec<_> = starts.iter().map(|it| sentences.around(text, *it)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        check("See p. 5 and Mr. Wu. He left.", &["See p. 5 and Mr. Wu.", "He left."]);
        check(
            "Das gilt z. B. Für alle, vgl. Nr. 3. Dann nicht.",
            &["Das gilt z. B. Für alle, vgl. Nr. 3.", "Dann nicht."],
        );
        check(
            "Am 8. August 2024 erschien er. Ende.",
            &["Am 8. August 2024 erschien er.", "Ende."],
        );
        check(
            "The highest. i-Soon said so, i.e. then.",
            &["The highest.", "i-Soon said so, i.e. then."],
        );
        check("It fell by 15. The rest held.", &["It fell by 15.", "The rest held."]);
    }

    #[test]
    fn quotes_close_their_sentence() {
        check("“Really?” She asked twice.", &["“Really?”", "She asked twice."]);
        check("He said „Nein.“ Dann ging er.", &["He said „Nein.“", "Dann ging er."]);
        check("公安部。公司！End.", &["公安部。", "公司！", "End."]);
    }

    #[test]
    fn a_mark_behind_a_full_stop_belongs_to_what_it_follows() {
        let text = "One holds. Two holds.";
        let sentences = Sentences::of(text);
        assert_eq!(sentences.before(text, 11), "One holds.");
        assert_eq!(sentences.before(text, 9), "One holds.");
        assert_eq!(sentences.before(text, text.len()), "Two holds.");
        assert_eq!(sentences.before(text, 0), "One holds.");
        assert_eq!(sentences.before("", 0), "");
    }

    #[test]
    fn a_long_sentence_is_cut_at_words_around_the_place() {
        let text = "word ".repeat(200);
        let shown = cut(&text, 500, 40);
        assert!(shown.starts_with("… word") && shown.ends_with("word …"), "{shown}");
        assert!(shown.chars().count() <= 44);
        assert!(cut(&"漢".repeat(900), 1500, 40).chars().count() <= 44);
        assert!(cut(&text, 0, 40).starts_with("word"));
    }

    #[test]
    fn the_abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }
}
