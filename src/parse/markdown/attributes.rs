//! Reads `{#id .class key=value key="two words" marking=TLP:GREEN}`. What looks like
//! attributes but is not stays text; what may not be said is dropped, with a finding.

use super::source::Source;
use crate::diag::{Code, Diagnostic};
use crate::model::{Attributes, Marking};
use std::ops::Range;

/// Longer braces are not attributes. Keeps the search for their end short.
const MAX_BYTES: usize = 4096;

/// Attributes that were read, and the byte behind their `}`.
pub(super) struct Braced {
    /// What stands in the braces.
    pub(super) attributes: Attributes,
    /// The byte behind the closing brace.
    pub(super) end: usize,
}

/// Reads the attributes whose `{` is the byte `at`; `None` if they are not attributes.
pub(super) fn read(
    source: &Source<'_>,
    at: usize,
    findings: &mut Vec<Diagnostic>,
) -> Option<Braced> {
    let text = source.body.get(at..)?;
    let mut reader = Reader { text, at: 1, items: Vec::new() };
    text.starts_with('{').then_some(())?;
    let end = at + reader.items_end()?;
    let mut attributes = Attributes::default();
    for (item, range) in reader.items {
        let range = at + range.start..at + range.end;
        put(&mut attributes, item, source, &range, findings);
    }
    Some(Braced { attributes, end })
}

/// Where the attributes end whose `{` is the byte `at`, if they are some.
pub(super) fn end(source: &Source<'_>, at: usize) -> Option<usize> {
    let text = source.body.get(at..)?;
    text.starts_with('{').then_some(())?;
    Some(at + Reader { text, at: 1, items: Vec::new() }.items_end()?)
}

/// The place of the `{` whose attributes end where `range` ends. They stand behind white
/// space or at the start of `range`; braces right behind `]` or `` ` `` belong to that.
pub(super) fn trailing(source: &Source<'_>, range: Range<usize>) -> Option<usize> {
    let text = source.body.get(range.clone())?;
    text.ends_with('}').then_some(())?;
    let braces = text.rmatch_indices('{').take(4);
    let mut starts = braces.map(|(at, _)| range.start + at);
    starts.find(|at| {
        let text = source.body.get(*at..).unwrap_or_default();
        let end = Reader { text, at: 1, items: Vec::new() }.items_end();
        let before = source.char_before(*at);
        let apart = *at == range.start || before.is_some_and(char::is_whitespace);
        apart && end == Some(range.end - at)
    })
}

enum Item<'a> {
    Id(&'a str),
    Class(&'a str),
    Pair(&'a str, String),
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    items: Vec<(Item<'a>, Range<usize>)>,
}

impl<'a> Reader<'a> {
    /// Reads to the closing brace and returns the byte behind it.
    fn items_end(&mut self) -> Option<usize> {
        loop {
            let space = self.skip_space();
            if self.at > MAX_BYTES {
                return None;
            }
            if self.peek()? == b'}' {
                return Some(self.at + 1);
            }
            if !space && !self.items.is_empty() {
                return None;
            }
            let from = self.at;
            let item = self.item()?;
            self.items.push((item, from..self.at));
        }
    }

    fn item(&mut self) -> Option<Item<'a>> {
        match self.peek()? {
            b'#' => self.name().map(Item::Id),
            b'.' => self.name().map(Item::Class),
            // pandoc's word for `.unnumbered`.
            b'-' => {
                self.at += 1;
                Some(Item::Class("unnumbered"))
            }
            _ => self.pair(),
        }
    }

    /// The name behind `#` or `.`.
    fn name(&mut self) -> Option<&'a str> {
        self.at += 1;
        let name = self.take_while(|c| {
            !c.is_whitespace() && !c.is_control() && !"{}\"'<>,=`\\".contains(c)
        });
        (!name.is_empty()).then_some(name)
    }

    fn pair(&mut self) -> Option<Item<'a>> {
        let key = self.take_while(|c| c.is_alphanumeric() || "-_:.".contains(c));
        let starts_well = key.starts_with(|c: char| c.is_alphabetic() || c == '_');
        (starts_well && self.peek()? == b'=').then_some(())?;
        self.at += 1;
        let value = if let quote @ (b'"' | b'\'') = self.peek()? {
            self.quoted(quote)?
        } else {
            let bare = |c: char| !c.is_whitespace() && !"{}\"'".contains(c);
            self.take_while(bare).to_owned()
        };
        Some(Item::Pair(key, value))
    }

    fn quoted(&mut self, quote: u8) -> Option<String> {
        self.at += 1;
        let rest = self.text.get(self.at..)?;
        let mut value = String::new();
        let mut escaped = false;
        for (at, c) in rest.char_indices().take(MAX_BYTES) {
            match c {
                '\\' if !escaped => {
                    escaped = true;
                    continue;
                }
                c if !escaped && c == char::from(quote) => {
                    self.at += at + 1;
                    return Some(value);
                }
                '\n' | '\r' if !value.ends_with(' ') => value.push(' '),
                '\n' | '\r' => {}
                c => {
                    // Only quotes and backslashes need a backslash.
                    if escaped && !matches!(c, '"' | '\'' | '\\') {
                        value.push('\\');
                    }
                    value.push(c);
                }
            }
            escaped = false;
        }
        None
    }

    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let taken = rest.find(|c| !fits(c)).map_or(rest, |end| &rest[..end]);
        self.at += taken.len();
        taken
    }

    /// Skips white space, and the `>` of a quote at the start of a line.
    fn skip_space(&mut self) -> bool {
        let from = self.at;
        let mut at_line_start = false;
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' | b'\r' => at_line_start = true,
                b' ' | b'\t' => {}
                b'>' if at_line_start => {}
                _ => break,
            }
            self.at += 1;
        }
        self.at > from
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

fn put(
    attributes: &mut Attributes,
    item: Item<'_>,
    source: &Source<'_>,
    range: &Range<usize>,
    findings: &mut Vec<Diagnostic>,
) {
    match item {
        Item::Id(id) => attributes.id = Some(id.into()),
        Item::Class(class) => attributes.classes.push(class.into()),
        Item::Pair("marking", value) => {
            let marking = value.parse().unwrap_or_else(|help: String| {
                let message = format!("`{value}` is not a marking");
                let finding = source.finding(Code::BadMarking, range, message);
                findings.push(finding.help(help));
                Marking::Red
            });
            // Said twice, the stricter one holds.
            attributes.marking = attributes.marking.max(Some(marking));
        }
        Item::Pair(key, _) if is_nearly_marking(key) => {
            let message = format!("`{key}` is not a key; it looks like `marking`");
            let finding = source.finding(Code::BadMarking, range, message);
            findings.push(finding.help("write `marking=\"TLP:GREEN\"`"));
            attributes.marking = Some(Marking::Red);
        }
        Item::Pair(key, _) if is_refused(key) => {
            let message = format!("the attribute `{key}` is not let through");
            let finding = source.finding(Code::RefusedAttribute, range, message);
            findings.push(finding.help(instead_of(key)));
        }
        Item::Pair(key, value) => attributes.pairs.push((key.into(), value.into())),
    }
}

/// Whether a key would let a page run or load what it should not, or says twice what has
/// a sign of its own.
fn is_refused(key: &str) -> bool {
    let on = key.get(..2).is_some_and(|it| it.eq_ignore_ascii_case("on"));
    let names = ["style", "src", "srcset", "srcdoc", "href", "id", "class", "action"];
    on || names.iter().any(|it| key.eq_ignore_ascii_case(it)) || key.contains(':')
}

fn instead_of(key: &str) -> &'static str {
    match key.to_ascii_lowercase().as_str() {
        "id" => "write `#name`",
        "class" => "write `.name`",
        "style" => "give it a class, and the class a look in the theme",
        _ => "leave it out",
    }
}

/// Whether a key is a slip of `marking`: it must never mean that there is none.
fn is_nearly_marking(key: &str) -> bool {
    if !(3..=9).contains(&key.len()) {
        return false;
    }
    let key = key.to_ascii_lowercase();
    key == "tlp" || crate::base::text::nearest(&key, ["marking"]).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FilePath;
    use crate::parse::markdown::Dialect;

    #[test]
    fn ids_classes_and_pairs_are_read_in_any_order() {
        check("{#i .a k=v .b m=\"v w\" n='q'}", "#i .a .b k=v m=v w n=q");
        check("{ .a }", ".a");
        check("{}", "");
        check("{-}", ".unnumbered");
        check("{.a\n> #b}", "#b .a");
        check(r#"{k="a\"b\\c\d"}"#, r#"k=a"b\c\d"#);
        check("{date=2016/2023}", "date=2016/2023");
    }

    #[test]
    fn what_is_not_attributes_stays_text() {
        for text in ["{foo}", "{.a, .b}", "{.a", "{=html}", "{a=\"}", "{.}", "{ä", "{a=b"]
        {
            check(text, "text");
        }
    }

    #[test]
    fn a_marking_that_cannot_be_read_is_red() {
        check("{marking=TLP:GREEN}", "TLP:GREEN");
        check("{marking=\"TLP:AMBER+STRICT\"}", "TLP:AMBER+STRICT");
        check("{marking=AMBER}", "TLP:RED parse/bad-marking");
        check("{makring=TLP:GREEN}", "TLP:RED parse/bad-marking");
        check("{tlp=green}", "TLP:RED parse/bad-marking");
        check("{marking=TLP:RED marking=TLP:GREEN}", "TLP:RED");
    }

    #[test]
    fn what_could_harm_is_dropped() {
        for key in ["onclick", "ONload", "style", "src", "href", "id", "class", "a:b"] {
            check(&format!("{{{key}=x lang=de}}"), "lang=de parse/refused-attribute");
        }
    }

    #[test]
    fn trailing_attributes_may_hold_braces_in_quotes() {
        let file = FilePath::new("a.md").unwrap();
        let dialect = Dialect::commonmark();
        let body = "a {k=\"{x}\"}";
        let source = Source::new(&file, body, 0, &dialect);
        assert_eq!(trailing(&source, 0..body.len()), Some(2));
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let file = FilePath::new("a.md").unwrap();
        let dialect = Dialect::commonmark();
        let source = Source::new(&file, text, 0, &dialect);
        let mut findings = Vec::new();
        let found = match read(&source, 0, &mut findings) {
            Some(braced) => {
                assert_eq!(braced.end, text.len());
                let it = braced.attributes;
                let id = it.id.iter().map(|it| format!("#{it}"));
                let classes = it.classes.iter().map(|it| format!(".{it}"));
                let pairs = it.pairs.iter().map(|(key, value)| format!("{key}={value}"));
                let marking = it.marking.iter().map(ToString::to_string);
                let codes = findings.iter().map(|it| it.code.to_string());
                let all = id.chain(classes).chain(pairs).chain(marking).chain(codes);
                all.collect::<Vec<_>>().join(" ")
            }
            None => "text".to_owned(),
        };
        assert_eq!(found, expect, "{text}");
    }
}
