//! Where the writing of a language, or an emoji, needs a character that nobody sees.

/// Whether the character `c` at byte `at` is needed by what stands beside it.
pub(super) fn is_needed(text: &str, at: usize, c: char) -> bool {
    let before = || before(text, at);
    let after = || text.get(at + c.len_utf8()..).and_then(|it| it.chars().next());
    match c {
        '\u{FEFF}' => at == 0,
        '\u{200E}' | '\u{200F}' | '\u{061C}' => is_beside_rtl(text, at),
        '\u{200C}' => before().is_some_and(joins) && after().is_some_and(joins),
        '\u{200D}' => joiner(text, at, after()),
        '\u{200B}' => {
            before().is_some_and(is_unspaced) && after().is_some_and(is_unspaced)
        }
        '\u{180E}' => before().is_some_and(is_mongolian),
        '\u{FE0E}' | '\u{FE0F}' => before().is_some_and(is_emoji_base),
        '\u{FE00}'..='\u{FE0D}' => before().is_some_and(has_variants),
        '\u{E0100}'..='\u{E01EF}' => before().is_some_and(is_han),
        '\u{E0020}'..='\u{E007F}' => is_in_flag(text, at),
        _ => false,
    }
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// A joiner between letters, behind a virama, or between emoji.
fn joiner(text: &str, at: usize, after: Option<char>) -> bool {
    let before = text.get(..at).unwrap_or_default().chars().rev();
    let mut before = before.skip_while(|it| is_modifier(*it));
    match (before.next(), after) {
        (Some(before), Some(after)) => {
            joins(before) && joins(after) || is_pictograph(before) && is_pictograph(after)
        }
        (Some(before), None) => joins(before),
        _ => false,
    }
}

fn is_modifier(c: char) -> bool {
    matches!(c, '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// Letters of scripts in which neighbours join: Arabic, Syriac, Mongolian, the scripts of
/// India and of Southeast Asia.
fn joins(c: char) -> bool {
    matches!(c,
        '\u{0600}'..='\u{07FF}'
        | '\u{0840}'..='\u{08FF}'
        | '\u{0900}'..='\u{0DFF}'
        | '\u{0F00}'..='\u{0FFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{18AF}'
        | '\u{A840}'..='\u{ABFF}'
        | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{11000}'..='\u{11FFF}')
}

/// Letters of scripts that part words without a blank: Thai, Lao, Tibetan, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

fn is_mongolian(c: char) -> bool {
    matches!(c, '\u{1800}'..='\u{18AF}')
}

/// Whether a direction mark stands in a line with letters written from right to left.
fn is_beside_rtl(text: &str, at: usize) -> bool {
    let start = text.get(..at).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
    let rest = text.get(start..).unwrap_or_default();
    rest.lines().next().unwrap_or_default().chars().any(is_rtl)
}

fn is_rtl(c: char) -> bool {
    matches!(c,
        '\u{0590}'..='\u{05FF}'
        | '\u{0620}'..='\u{08FF}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}

/// What `U+FE0F` shows as an emoji and `U+FE0E` as text: the bases of Unicode's
/// `emoji-variation-sequences.txt`, by their blocks.
fn is_emoji_base(c: char) -> bool {
    matches!(c, '#' | '*' | '0'..='9' | '©' | '®' | '\u{203C}' | '\u{2049}')
        || matches!(c, '\u{2100}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}')
        || matches!(c, '\u{2460}'..='\u{24FF}' | '\u{25A0}'..='\u{27BF}')
        || matches!(c, '\u{2900}'..='\u{297F}' | '\u{2B00}'..='\u{2BFF}')
        || matches!(c, '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}')
        || is_pictograph(c)
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}')
        || matches!(c, '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}')
        || matches!(c, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}')
}

/// Signs of mathematics, Burmese letters and Chinese characters have standard variants.
fn has_variants(c: char) -> bool {
    matches!(c, '\u{2200}'..='\u{2AFF}' | '\u{1000}'..='\u{109F}' | '\u{3000}'..='\u{303F}')
        || matches!(c, '\u{FF01}' | '\u{FF0C}' | '\u{FF0E}' | '\u{FF1A}'..='\u{FF1F}')
        || is_han(c)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a tag character belongs to the flag of a region: `U+1F3F4`, its letters, an end.
fn is_in_flag(text: &str, at: usize) -> bool {
    const LONGEST: usize = 7;
    let is_tag = |c: &char| matches!(c, '\u{E0020}'..='\u{E007E}');
    let mut before = text.get(..at).unwrap_or_default().chars().rev();
    let base = before.by_ref().take(LONGEST).find(|it| !is_tag(it));
    let mut rest = text.get(at..).unwrap_or_default().chars().take(LONGEST);
    base == Some('\u{1F3F4}') && rest.find(|it| !is_tag(it)) == Some('\u{E007F}')
}
