//! Addresses that stand in a text: whatever signs are in them, they stay as written.

use super::veil::VEIL;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The addresses of a text that hold signs which would mean something, in order.
pub(super) fn find(markdown: &str, options: Options) -> Vec<Range<usize>> {
    let mut found = candidates(markdown);
    if found.is_empty() {
        return found;
    }
    let texts = texts(markdown, options);
    found.retain(|it| {
        let before = texts.partition_point(|text| text.start <= it.start);
        texts[..before].last().is_some_and(|text| it.start < text.end)
    });
    found
}

/// The same text, as long as it, with nothing in these addresses that means something.
pub(super) fn veil(markdown: &str, addresses: &[Range<usize>]) -> Option<String> {
    let mut veiled = String::with_capacity(markdown.len());
    for address in addresses {
        veiled.push_str(markdown.get(veiled.len()..address.start)?);
        let inside = markdown.get(address.clone())?;
        let sign = |at: usize, c: char| if means(inside, at, c) { VEIL } else { c };
        veiled.extend(inside.char_indices().map(|(at, c)| sign(at, c)));
    }
    if veiled.is_empty() {
        return None;
    }
    veiled.push_str(markdown.get(veiled.len()..)?);
    Some(veiled)
}

/// Whether a character would mean something to the parser.
fn means(text: &str, at: usize, c: char) -> bool {
    let is_doubled = || text[..at].ends_with(c) || text[at + 1..].starts_with(c);
    matches!(c, '*' | '_' | '~' | '^' | '$' | '\'')
        || matches!(c, '-' | '.') && is_doubled()
}

fn candidates(markdown: &str) -> Vec<Range<usize>> {
    let (mut found, mut done) = (Vec::new(), 0);
    for (at, _) in markdown.match_indices("://") {
        // An address within another is a part of it.
        let range = if at < done { None } else { around(markdown, at) };
        let Some(range) = range else { continue };
        done = range.end;
        let inside = &markdown[range.clone()];
        let is_marked = |(at, c): (usize, char)| c == '@' || means(inside, at, c);
        if inside.char_indices().any(is_marked) {
            found.push(range);
        }
    }
    found
}

/// The address whose scheme ends at a place.
fn around(markdown: &str, colon: usize) -> Option<Range<usize>> {
    let before = &markdown[..colon];
    let rest = before.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    let scheme = &before[rest.len()..];
    let is_known =
        ["http", "https", "ftp"].iter().any(|it| scheme.eq_ignore_ascii_case(it));
    // The target of a link, the value of an attribute.
    let is_part = ["](", "<", "=", "=\"", "='", "\\"].iter().any(|it| rest.ends_with(it));
    if !is_known || is_part {
        return None;
    }
    let behind = &markdown[colon..];
    let is_end = |it: char| {
        it.is_whitespace() || it.is_control() || "<>\"“”„«»`|[]{}".contains(it)
    };
    let length = behind.find(is_end).unwrap_or(behind.len());
    let length = without_end(&behind[..length]);
    // With backslashes it is already written so that nothing in it means anything.
    let is_bare = length > "://".len() && !behind[..length].contains('\\');
    is_bare.then(|| rest.len()..colon + length)
}

/// How long an address is without the marks of the sentence behind it.
fn without_end(mut text: &str) -> usize {
    let count = |it: char| text.matches(it).count();
    let mut unopened = count(')').saturating_sub(count('('));
    loop {
        let mut cut = text
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '^']);
        if unopened > 0
            && let Some(inner) = cut.strip_suffix(')')
        {
            (cut, unopened) = (inner, unopened - 1);
        }
        if cut.len() == text.len() {
            return cut.len();
        }
        text = cut;
    }
}

/// Where text stands that is no code and stands for more than itself.
fn texts(markdown: &str, options: Options) -> Vec<Range<usize>> {
    let mut texts = Vec::new();
    let mut is_verbatim = false;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        match event {
            Event::Start(
                Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::Link { link_type: LinkType::Autolink, .. },
            ) => is_verbatim = true,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Link) => {
                is_verbatim = false;
            }
            Event::Text(_) if !is_verbatim => texts.push(range),
            _ => {}
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, is_text};

    #[test]
    fn addresses_stay_as_written() {
        is_text("See https://x.org/a_b_c*d*e/~user/x--y/~z?z=1&copy=2#frag, or not.");
        is_text("(https://x.org/_a_(b)^c^) http://x.org/$a$b/it's...more");
        is_text("https://x.social/@user-1/5");
        check(
            "**https://x.org/a--b** and *https://x.org/_c_*",
            "(paragraph (strong 'https://x.org/a--b') ' and ' (emphasis 'https://x.org/_c_'))",
        );
        check("a -- https://x.org/--b...", "(paragraph 'a – https://x.org/--b…')");
    }

    #[test]
    fn addresses_elsewhere_are_what_they_were() {
        check("`https://x.org/a--b`", "(paragraph (code 'https://x.org/a--b'))");
        check(
            "[a](https://x.org/a--b_c_) <https://x.org/a--b>",
            "(paragraph (link https://x.org/a--b_c_ 'a') ' ' (link https://x.org/a--b 'https://x.org/a--b'))",
        );
        check("    https://x.org/a--b\n", "(pre '' \"https://x.org/a--b\\n\")");
        check(
            "[https://x.org/a--b]{.c u=\"https://x.org/a--b\"}",
            "(paragraph (span{.c u=https://x.org/a--b} 'https://x.org/a--b'))",
        );
    }
}
