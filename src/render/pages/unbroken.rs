//! Keeps words such as `i-Soon` and `E-Mail` on one line: a browser may break any word behind
//! its hyphen, and a single letter at the end of a line reads as a slip. The words stand in a
//! span of the class `unbroken`; their letters stay as they were, for search and copying.

/// Elements whose content is no running text.
const OTHERS: [&str; 9] =
    ["title", "script", "style", "svg", "math", "textarea", "option", "pre", "code"];

/// A longer word might stick out of a narrow screen.
const LONGEST: usize = 16;

/// How far it is looked back for a tag; what is longer is found out from the start.
const LONGEST_VALUE: usize = 200;

/// The page, its words with a single letter before a hyphen marked. Hyphens are few and tags
/// are many: tags are looked at only as far as a word asks where it stands.
pub(super) fn marked(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 32);
    let mut texts = Texts { html, text: 0, markup: 0 };
    let mut done = 0;
    for (at, _) in html.match_indices('-') {
        let Some((start, end)) = word(html, at) else { continue };
        if start < done || is_inside_tag(html, start) || !texts.hold(start) {
            continue;
        }
        out.push_str(&html[done..start]);
        out.push_str("<span class=\"unbroken\">");
        out.push_str(&html[start..end]);
        out.push_str("</span>");
        done = end;
    }
    out.push_str(&html[done..]);
    out
}

/// Whether the next bracket before a place opens a tag, as in most addresses. One that closes
/// a tag proves nothing: it may stand in a value.
fn is_inside_tag(html: &str, at: usize) -> bool {
    let mut before = html.as_bytes()[..at].iter().rev().take(LONGEST_VALUE);
    before.find(|it| matches!(it, b'<' | b'>')) == Some(&b'<')
}

/// The running texts of a page, one after the other.
struct Texts<'a> {
    html: &'a str,
    /// Where the text begins.
    text: usize,
    /// Where it ends, if that is known already.
    markup: usize,
}

impl Texts<'_> {
    /// Whether a place, behind those asked for before, is in running text.
    fn hold(&mut self, place: usize) -> bool {
        while self.markup <= place {
            let rest = &self.html[self.markup..];
            self.text = self.markup + if rest.starts_with('<') { end(rest) } else { 0 };
            let next = self.html[self.text..].find('<');
            self.markup = next.map_or(self.html.len(), |it| self.text + it);
        }
        self.text <= place
    }
}

/// Where a tag ends, and with it what is no running text.
fn end(markup: &str) -> usize {
    if markup.starts_with("<!--") {
        return markup.find("-->").map_or(markup.len(), |it| it + 3);
    }
    let tag = tag_end(markup);
    let name = markup[1..].split(|it: char| !it.is_ascii_alphanumeric()).next();
    let Some(name) = name.filter(|it| OTHERS.contains(it)) else { return tag };
    let close = format!("</{name}");
    markup[tag..].find(&close).map_or(markup.len(), |it| tag + it)
}

/// Where a tag ends; a value in quotes may hold a `>`.
fn tag_end(markup: &str) -> usize {
    let mut quote = None;
    for (at, it) in markup.bytes().enumerate() {
        match (quote, it) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(it),
            (Some(open), it) if open == it => quote = None,
            _ => {}
        }
    }
    markup.len()
}

/// From where to where the word reaches that has this hyphen, if a single letter stands
/// before it.
fn word(text: &str, hyphen: usize) -> Option<(usize, usize)> {
    let mut before = text[..hyphen].char_indices().rev();
    let (start, letter) = before.next()?;
    let is_alone = before.next().is_none_or(|(_, it)| !it.is_alphanumeric() && it != '&');
    let after = &text[hyphen + 1..];
    let length = after.find(|it: char| !it.is_alphanumeric()).unwrap_or(after.len());
    let is_word = after.starts_with(char::is_alphanumeric) && length <= LONGEST;
    let is_cased = letter.is_lowercase() || letter.is_uppercase();
    (is_cased && is_alone && is_word).then_some((start, hyphen + 1 + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let shown =
            expected.replace('[', "<span class=\"unbroken\">").replace(']', "</span>");
        assert_eq!(marked(html), shown);
    }

    #[test]
    fn a_single_letter_before_a_hyphen_keeps_its_word() {
        check("<p>The i-Soon leaks</p>", "<p>The [i-Soon] leaks</p>");
        check("<h1>I-S00N</h1>", "<h1>[I-S00N]</h1>");
        check("Die i-Soon-Leaks, E-Mails", "Die [i-Soon]-Leaks, [E-Mails]");
        check("(x-Ünlü)", "([x-Ünlü])");
    }

    #[test]
    fn other_hyphens_may_break() {
        check(
            "call-log files, APT-41, - a, a - b, a-",
            "call-log files, APT-41, - a, a - b, a-",
        );
        check("E-Verwaltungsgerichtshof", "E-Verwaltungsgerichtshof");
        check("R&amp;D-Abteilung", "R&amp;[D-Abteilung]");
    }

    #[test]
    fn what_is_no_running_text_stays_as_it_is() {
        for html in [
            "<title>i-Soon</title>",
            "<a href=\"i-soon.html\" title=\"a > i-Soon\">x</a>",
            "<svg><text>i-Soon</text></svg>",
            "<!-- i-Soon > i-Soon --><code>i-Soon</code>",
            "a < i-Soon",
        ] {
            assert_eq!(marked(html), html);
        }
        check("<pre>i-Soon</pre>i-Soon", "<pre>i-Soon</pre>[i-Soon]");
        let long = "x ".repeat(LONGEST_VALUE);
        check(
            &format!("<a title=\"{long}i-Soon\">{long}i-Soon</a>"),
            &format!("<a title=\"{long}i-Soon\">{long}[i-Soon]</a>"),
        );
    }
}
