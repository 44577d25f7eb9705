//! Sums of money are no formulas: `$20-$30 million`, `US$5 and US$6`. A `$` opens a formula
//! where pandoc says so, and where what lies behind it is not plainly money. The parser
//! knows no such rule, so it gets a copy in which other signs stand for those that open none.

use super::inline::is_range;
use super::veil::VEIL;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// How often is looked again: what one sign no longer closes, another may.
const MAX_TRIES: usize = 8;

/// Small words that stand between sums.
const SMALL: [&str; 20] = [
    "or", "to", "in", "of", "on", "at", "by", "is", "as", "vs", "bn", "mn", "zu", "et",
    "ou", "de", "du", "an", "am", "je",
];

/// The same text, as long as it, without the signs that open no formula; `None` if it has
/// none.
pub(super) fn veil(markdown: &str, options: Options) -> Option<String> {
    let is_twice = |sign: &str| markdown.matches(sign).nth(1).is_some();
    let may_be = options.contains(Options::ENABLE_MATH)
        && (is_twice("$") || ["~€", "~£", "~¥"].into_iter().any(is_twice));
    let mut veiled = None;
    for _ in 0..if may_be { MAX_TRIES } else { 0 } {
        let text = veiled.as_deref().unwrap_or(markdown);
        let Some(next) = veil_once(text, options) else { break };
        veiled = Some(next);
    }
    veiled
}

fn veil_once(text: &str, options: Options) -> Option<String> {
    let events = Parser::new_ext(text, options).into_offset_iter();
    let mut next = String::with_capacity(text.len());
    for (event, range) in events {
        let means_nothing = match event {
            Event::InlineMath(_) => is_sum(text, &range),
            Event::Start(Tag::Strikethrough) => is_about(text, &range),
            _ => false,
        };
        if means_nothing && next.len() <= range.start {
            next.push_str(text.get(next.len()..range.start)?);
            next.push(VEIL);
        }
    }
    if next.is_empty() {
        return None;
    }
    next.push_str(text.get(next.len()..)?);
    Some(next)
}

/// Whether what looks struck out are two sums that are about so: `~$5/~$6`.
fn is_about(body: &str, struck: &Range<usize>) -> bool {
    let seen = |it: char| if it == VEIL { '$' } else { it };
    let inside = body.get(struck.start + 1..struck.end.saturating_sub(1));
    let inside: String = inside.unwrap_or_default().chars().map(seen).collect();
    let before = body.get(..struck.start).and_then(|it| it.chars().next_back());
    let behind = body.get(struck.end..).and_then(|it| it.chars().next()).map(seen);
    is_range(b'~', &inside, (before, behind))
}

/// Whether what looks like a formula, with its two signs, is text about money.
pub(super) fn is_sum(body: &str, formula: &Range<usize>) -> bool {
    let inside = formula.start + 1..formula.end.saturating_sub(1);
    let Some(inside) = body.get(inside) else { return false };
    let before = body.get(..formula.start).unwrap_or_default();
    let behind = body.get(formula.end..).unwrap_or_default();
    is_apart(inside)
        || starts_sum(behind)
        || is_behind_sum(before, inside)
        || ends_country(before) && starts_sum(inside)
        || goes_on_to_sum(inside, behind)
}

/// Blanks that the parser does not know as such, at a sign; and marks that end a phrase.
fn is_apart(inside: &str) -> bool {
    let ends_phrase = inside.starts_with([',', ';', ':', '?', ')', ']', '”', '“', '»']);
    inside.starts_with(char::is_whitespace)
        || inside.ends_with(char::is_whitespace)
        || ends_phrase && inside.contains(char::is_whitespace)
}

fn starts_sum(text: &str) -> bool {
    let text = text.strip_prefix('.').unwrap_or(text);
    text.starts_with(|it: char| it.is_ascii_digit())
}

/// `5$, 6$`, `US$/EUR or C$`: the sign belongs to what stands before it.
fn is_behind_sum(before: &str, inside: &str) -> bool {
    let is_sum = before.ends_with(|it: char| it.is_ascii_digit()) || ends_country(before);
    is_sum && inside.starts_with([',', '.', ';', ':', ')', ']', '/', '-', '–', '—', '”'])
}

/// Whether it ends as `US` of `US$` does.
fn ends_country(text: &str) -> bool {
    let rest = text.trim_end_matches(|it: char| it.is_ascii_uppercase());
    (1..=3).contains(&(text.len() - rest.len()))
        && !rest.ends_with(|it: char| it.is_alphanumeric() || "_^\\{}".contains(it))
}

/// `5 and US`, `1.2bn; A`: from one sum to the next.
fn goes_on_to_sum(inside: &str, behind: &str) -> bool {
    if inside.contains(['\\', '{', '}', '^', '_', '=', '<', '>', '*', '+']) {
        return false;
    }
    let to_country = ends_country(inside);
    let is_next = to_country && starts_sum(behind.trim_start());
    starts_sum(inside) && (is_next || has_words(inside))
        || to_country && has_words(inside)
}

/// Whether words stand between other things: formulas have letters only.
fn has_words(inside: &str) -> bool {
    let mut words: Vec<&str> = inside.split_whitespace().collect();
    words.pop();
    let is_word = |it: &&str| {
        let word = it.trim_matches(|it: char| it.is_ascii_punctuation());
        let is_long = word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
        is_long || SMALL.contains(&word)
    };
    words.iter().any(is_word)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, is_text};

    #[test]
    fn sums_of_money_are_text() {
        is_text("They asked for $20-$30 million, or $500–$1,000/month.");
        is_text("It costs $5/$6, $5+$6=$11 or $5–$.50.");
        is_text("The $5m-$6m range, from $5-a-day to $6-a-day.");
        is_text("Paid US$5 and US$6, and US$5 (or A$ 7).");
        is_text("Paid ($5) or ($6). “$5” and “$6”.");
        is_text("$1.2bn; A$ 3bn");
        is_text("The sums were 5$, 6$ and 7$.");
        is_text("Rates of US$/EUR or C$/EUR, $-denominated and US$-denominated.");
        is_text("In $, or in A$.");
        is_text("5 $\u{a0}et 6\u{a0}$");
        is_text("$1/$2/$3/$4/$5/$6/$7/$8/$9");
    }

    #[test]
    fn what_stands_around_sums_keeps_its_meaning() {
        check(
            "**US$5** and *US$6* `$5-$6`",
            "(paragraph (strong 'US$5') ' and ' (emphasis 'US$6') ' ' (code '$5-$6'))",
        );
        check("$20-$30 and $x$", "(paragraph '$20-$30 and ' (math false 'x'))");
        check("[US$5](a$b) US$6", "(paragraph (link a$b 'US$5') ' US$6')");
        check(
            "$5-$6\n\n::: {.a}\n$7-$8\n:::",
            "(paragraph '$5-$6') (div{.a} (paragraph '$7-$8'))",
        );
    }

    #[test]
    fn formulas_stay_formulas() {
        for tex in
            ["x", "5", "a-b", "-1", "2 abc", "5 + A", "n", "2, 3", "10 \\text{ or } 20"]
        {
            let formula = format!("(paragraph 'a ' (math false '{tex}') '-th.')");
            check(&format!("a ${tex}$-th."), &formula);
        }
        check("CO$_2$", "(paragraph 'CO' (math false '_2'))");
        check("5$\\mu$m", "(paragraph '5' (math false '\\mu') 'm')");
        check(
            "f$(x)$, ($5$)",
            "(paragraph 'f' (math false '(x)') ', (' (math false '5') ')')",
        );
    }
}
