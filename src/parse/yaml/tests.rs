use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;

#[test]
fn every_key_and_value_knows_its_bytes() {
    check("a: b", "a=a b=b");
    check(
        "title: The leak # why\npart: 2\n",
        "title=title `The leak`=`The leak` part=part 2=2",
    );
    check("a:\n  - b\n  - c: d\n    e: f\n", "a=a b=b c=c d=d e=e f=f");
    check("a:\n- b\n- - c\n  - d\n", "a=a b=b c=c d=d");
    check("{a: [b, \"c d\", 'e'], f: {g: 1}}", "a=a b=b `c d`=`c d` e=e f=f g=g 1=1");
    check("\"a b\" : 'c'\n? d\n: e\n", "`a b`=`a b` c=c d=d e=e");
    check(
        "- {id: x, page: \"3-6\"}\n- id: y # no\n",
        "id=id x=x page=page 3-6=3-6 id=id y=y",
    );
    check("a: über\nö: ß # ä\nü: é", "a=a über=über ö=ö ß=ß ü=ü é=é");
    check("a: http://x.de/#y\nb: c#d", "a=a http://x.de/#y=http://x.de/#y b=b c#d=c#d");
    check("[a, b: c, d]", "a=a b=b c=c d=d");
    check("{\"a\":1,\"b\":[2,3]}", "a=a 1=1 b=b 2=2 3=3");
}

#[test]
fn scalars_of_several_lines_have_all_their_bytes() {
    check("a: b\n   c\nd: e\n", "a=a `b c`=`b\n   c` d=d e=e");
    check("a: \"b\n  c\" # no\nd: e", "a=a `b c`=`b\n  c` d=d e=e");
    check("a: |\n  b\n  c: d\n\ne: f\n", "a=a `b\nc: d\n`=`b\n  c: d` e=e f=f");
    check(
        "a: >-\n  b\n  c\ne: |2\n    f\n   g\nh: i",
        "a=a `b c`=`b\n  c` e=e `  f\n g\n`=`  f\n   g` h=h i=i",
    );
    check("- |\n b\n- c", "`b\n`=b c=c");
    check("a:\n  - k: |\n      x\n    l: m\nb: n", "a=a k=k `x\n`=x l=l m=m b=b n=n");
    check(
        "a: 'it''s'\nb: \"\\u00e9 \\\"q\\\"\"\nc: d",
        "a=a it's=it''s b=b `é \"q\"`=`\\u00e9 \\\"q\\\"` c=c d=d",
    );
}

#[test]
fn line_ends_of_windows_change_nothing() {
    check(
        "a: b\r\nc:\r\n  - d # x\r\n  - |\r\n    e\r\nf: g\r\n",
        "a=a b=b c=c d=d `e\n`=e f=f g=g",
    );
    check("a: b\r\n   c\r\nd: e\r\n", "a=a `b c`=`b\r\n   c` d=d e=e");
}

#[test]
fn nothing_stands_where_nothing_was_written() {
    check("a:\nb: c\n", "a=a ~= b=b c=c");
    check("a: ~\nnull: c\nd: null # x\ne:", "a=a ~=~ null=null c=c d=d ~=null e=e ~=");
    check("- \n- a\n- ~\n-\n", "~= a=a ~=~ ~=");
    check("{a: , b: ~, c}", "a=a ~= b=b ~=~ c=c ~=");
    check("a: {}\nb: []\nc: d", "a=a b=b c=c d=d");
}

#[test]
fn numbers_keep_how_they_were_written() {
    check(
        "date: 2024.10\nzero: 017\nhex: 0x1F\nlong: 123456789012345678901234567890",
        "date=date 2024.10=2024.10 zero=zero 017=017 hex=hex 0x1F=0x1F long=long 123456789012345678901234567890=123456789012345678901234567890",
    );
}

#[test]
fn an_alias_stands_where_it_is_used() {
    check("a: &x {b: 1}\nc: *x\nd: e", "a=a b=b 1=1 c=c b=*x 1=*x d=d e=e");
    check("a: &x b\nc: [*x, d]", "a=a b=b c=c b=*x d=d");
    check("&k a: &v\n  b: c\n&l d: *v\n", "a=a b=b c=c d=d b=*v c=*v");
}

#[test]
fn a_key_that_stands_twice_shows_both_places() {
    let text = "a: 1\nb:\n  c: 2\n  c: 3\na: 4\n";
    let read = yaml(text, Budget::PAGE);
    let places: Vec<_> = read
        .findings
        .iter()
        .map(|it| {
            (
                it.place.as_ref().unwrap().span.unwrap().start,
                it.related[0].0.span.unwrap().start,
            )
        })
        .collect();
    assert_eq!(places, [(17, 10), (22, 0)]);
    assert_eq!(read.value.unwrap().get("a").unwrap().text(), Some("1"));
}

#[test]
fn the_bombs_cost_no_more_than_their_budget() {
    for (name, text) in bombs() {
        let budget = Budget::library(&text);
        let read = yaml(&text, budget);
        let [finding] = &read.findings[..] else { panic!("{name}: {:?}", read.findings) };
        assert_eq!(finding.code, crate::diag::Code::YamlLimit, "{name}: {finding:?}");
        assert!(read.value.is_none(), "{name}");
    }
}

/// The work is bounded by counting: what the budget refuses, no parser has seen, and what
/// the parser has seen, the reader stops after as many nodes as the budget has.
#[test]
fn an_alias_bomb_is_stopped_at_the_last_node_allowed() {
    let text = quadratic(2_000);
    assert_eq!(budget::survey(&text, Budget::library(&text)), Ok(()));
    let mut reader = Reader::new(&text, 0, 10_000);
    let source = serde_yaml::Deserializer::from_str(&text);
    assert!(reader.seed(Seat::Root).deserialize(source).is_err());
    assert_eq!(reader.fault.map(|(it, _)| it), Some(reader::Fault::Nodes));
}

#[test]
fn a_loop_of_aliases_ends() {
    for text in ["&a [*a]", "a: &a\n  b: *a", "&a {*a : b}"] {
        assert_eq!(yaml(text, Budget::PAGE).findings.len(), 1, "{text}");
    }
}

#[test]
fn wrong_yaml_shows_the_place_and_the_way_out() {
    wrong("a: b: c", "mapping values are not allowed in this context", 4, "quotes");
    wrong(
        "a: @b",
        "found character that cannot start any token, while scanning for the next token",
        3,
        "quotes",
    );
    wrong("a: b\n\tc: d", "", 4, "");
    wrong(
        "a:\n\tb: c",
        "found character that cannot start any token, while scanning for the next token",
        3,
        "tabs",
    );
    wrong(
        "a: \"b",
        "found unexpected end of stream, while scanning a quoted scalar",
        3,
        "quotation mark",
    );
    wrong(
        "a: [b",
        "did not find expected ',' or ']', while parsing a flow sequence",
        5,
        "bracket",
    );
    wrong("a: b\n c: d", "mapping values are not allowed in this context", 7, "quotes");
    wrong("a: !x b", "tags are not read", 3, "quotes");
    wrong("? [a]\n: b", "a key must be a word, not a list or a mapping", 2, "quotes");
    wrong(
        "a: 1\n---\nb: 2",
        "a file holds one YAML document, this one holds more",
        5,
        "---",
    );
    wrong("a: *b", "unknown anchor", 3, "quotes");
}

#[test]
fn a_file_may_start_and_end_with_a_mark() {
    for text in
        ["---\na: b\n", "---\na: b\n...\n", "---\na: b\n---\n", "%YAML 1.2\n---\na: b"]
    {
        check(text, "a=a b=b");
    }
    for text in ["", "# only this\n", "---\n---\n", "~"] {
        let read = yaml(text, Budget::PAGE);
        assert!(read.value.is_none() && read.findings.is_empty(), "{text:?}");
    }
}

#[test]
fn json_has_places_too() {
    let text = "[{\"id\": \"a\\u00e9\",\t\"n\": [1, null, true]}]\n";
    let read = read_json(&FilePath::fixed("a.json"), text, 0, Budget::library(text));
    assert_eq!(
        shown(text, &read.value.unwrap()),
        "id=id aé=a\\u00e9 n=n 1=1 ~=null true=true"
    );
    let text = "{\"a\": [1,\n2,,]}";
    let read = read_json(&FilePath::fixed("a.json"), text, 0, Budget::library(text));
    let span = read.findings[0].place.clone().unwrap().span.unwrap();
    assert_eq!((&*read.findings[0].message, span.start), ("expected value", 12));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_reader_panic(text in "([a-z:\\-?,&*!|>'\"%@`{}\\[\\]# \t\r\n.~0-9äß]|: |- |\n  |\n    |---|null|&a |\\*a){0,60}") {
        let read = yaml(&text, Budget::PAGE);
        for finding in &read.findings {
            let span = finding.place.clone().unwrap().span.unwrap();
            prop_assert!(text.get(span.range()).is_some(), "{:?}", finding);
        }
        if let Some(value) = read.value {
            prop_assert!(spans(&value).iter().all(|it| text.get(it.range()).is_some()));
        }
    }

    #[test]
    fn what_a_span_covers_reads_as_the_value(tree in tree(), seed in any::<u64>()) {
        let mut text = String::from("top:");
        write(&tree, 0, &mut Choice(seed), &mut text);
        text.push_str("\nend: here\n");
        let read = yaml(&text, Budget::PAGE);
        prop_assert!(read.findings.is_empty(), "{text}\n{:?}", read.findings);
        let value = read.value.unwrap();
        prop_assert_eq!(&value.get("top").unwrap().json(), &tree, "{}", text);
        let mut scalars = Vec::new();
        leaves(&value, &mut scalars);
        for (said, span) in scalars {
            let written = &text[span.range()];
            let words = |it: &str| it.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert!(words(&unescaped(written)) == words(&said), "{said:?} {written:?}\n{text}");
        }
    }
}

fn yaml(text: &str, budget: Budget) -> Checked<Option<Value>> {
    read(&FilePath::fixed("a.md"), text, 0..text.len(), budget)
}

/// The one place that knows how a tree is shown: `value=bytes`, in the order of the text.
#[track_caller]
fn check(text: &str, expect: &str) {
    let read = yaml(text, Budget::PAGE);
    assert_eq!(read.findings, [], "{text}");
    assert_eq!(shown(text, &read.value.unwrap()), expect, "{text}");
    let before = format!("\u{FEFF}---\n{text}");
    let from = before.len() - text.len();
    let moved =
        super::read(&FilePath::fixed("a.md"), &before, from..before.len(), Budget::PAGE);
    assert_eq!(shown(&before, &moved.value.unwrap()), expect, "{before}");
}

#[track_caller]
fn wrong(text: &str, message: &str, at: u32, help: &str) {
    let read = yaml(text, Budget::PAGE);
    let [finding] = &read.findings[..] else { panic!("{text}: {:?}", read.findings) };
    if !message.is_empty() {
        assert_eq!(finding.message, message, "{text}");
        let span = finding.place.as_ref().unwrap().span.unwrap();
        assert_eq!(span.start, at, "{text}: {finding:?}");
    }
    assert!(
        finding.help.clone().unwrap_or_default().contains(help),
        "{text}: {finding:?}"
    );
}

fn shown(text: &str, value: &Value) -> String {
    let mut scalars = Vec::new();
    leaves(value, &mut scalars);
    let tick = |it: &str| {
        if it.contains([' ', '\n']) { format!("`{it}`") } else { it.to_owned() }
    };
    let pairs = scalars
        .iter()
        .map(|(said, span)| format!("{}={}", tick(said), tick(&text[span.range()])));
    pairs.collect::<Vec<_>>().join(" ")
}

fn leaves(value: &Value, out: &mut Vec<(String, crate::diag::Span)>) {
    match &value.data {
        Data::List(items) => items.iter().for_each(|it| leaves(it, out)),
        Data::Map(entries) => {
            for entry in entries {
                out.push((entry.key.to_string(), entry.key_span));
                leaves(&entry.value, out);
            }
        }
        Data::Null => out.push(("~".to_owned(), value.span)),
        Data::Bool(it) => out.push((it.to_string(), value.span)),
        Data::Text(it) | Data::Number(_, it) => out.push((it.to_string(), value.span)),
    }
}

fn spans(value: &Value) -> Vec<crate::diag::Span> {
    let mut scalars = Vec::new();
    leaves(value, &mut scalars);
    scalars.into_iter().map(|(_, span)| span).chain([value.span]).collect()
}

/// An anchor of `n` items, used `n` times: n² nodes from 4n bytes.
fn quadratic(n: usize) -> String {
    format!("a: &a [{}]\nb: [{}]\n", "x,".repeat(n), "*a,".repeat(n))
}

/// Each key one column deeper than the one before.
fn staircase(n: usize) -> String {
    let mut text = String::new();
    (0..n).for_each(|n| text.extend([&*" ".repeat(n), "a:\n"]));
    text
}

fn bombs() -> Vec<(&'static str, String)> {
    let level = |n: usize| {
        let items = vec![format!("*a{}", n - 1); 9].join(",");
        format!("a{n}: &a{n} [{items}]\n")
    };
    let laughs: String = (1..10).map(level).collect();
    vec![
        ("quadratic alias", quadratic(40_000)),
        ("billion laughs", format!("a0: &a0 [x,x,x,x,x,x,x,x,x]\n{laughs}")),
        ("nested mappings", "{a: ".repeat(200_000)),
        ("nested lists", "[".repeat(800_000)),
        ("nested dashes", "- ".repeat(400_000)),
        ("nested keys", staircase(2_000)),
        ("many items", format!("[{}", "a,".repeat(2_000_000))),
        ("many dashes", "-\n".repeat(2_000_000)),
        ("too long", "a".repeat(9 << 20)),
    ]
}

/// A tree of words, lists and mappings, as JSON.
fn tree() -> impl Strategy<Value = serde_json::Value> {
    let words = "[a-zäß]{1,5}( [a-z0-9]{1,4}){0,4}";
    let leaf = words.prop_map(serde_json::Value::from);
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map("[a-z]{1,6}", inner, 0..4)
                .prop_map(|it| serde_json::Value::Object(it.into_iter().collect())),
        ]
    })
}

/// Decides between ways of writing.
struct Choice(u64);

impl Choice {
    fn of(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Writes a value behind its key or dash, in block style at a column, in any style.
fn write(
    value: &serde_json::Value,
    column: usize,
    choice: &mut Choice,
    out: &mut String,
) {
    use serde_json::Value as Json;
    let pad = " ".repeat(column + 2);
    let comment = ["", "\n", "\n# y: z"];
    match value {
        Json::Array(items) if items.is_empty() || choice.of(3) == 0 => {
            flow(value, choice, out);
        }
        Json::Object(map) if map.is_empty() || choice.of(3) == 0 => {
            flow(value, choice, out);
        }
        Json::Array(items) => {
            for item in items {
                out.push_str(comment[usize::try_from(choice.of(3)).unwrap()]);
                let _ = write!(out, "\n{pad}-");
                write(item, column + 2, choice, out);
            }
        }
        Json::Object(map) => {
            for (key, item) in map {
                out.push_str(comment[usize::try_from(choice.of(3)).unwrap()]);
                let _ = write!(out, "\n{pad}{key}:");
                write(item, column + 2, choice, out);
            }
        }
        leaf => {
            let text = leaf.as_str().unwrap();
            let broken = text.replace(' ', &format!("\n{pad}"));
            let written = match choice.of(7) {
                0 => format!(" {text} # [x: {{"),
                1 => format!(" '{text}' # 'x"),
                2 => format!(" \"{text}\""),
                3 => format!(" {broken} # end"),
                4 => format!(" \"{broken}\""),
                5 => format!(" >-\n{pad}{broken}"),
                _ => format!("\n{pad}{text}"),
            };
            out.push_str(&written);
        }
    }
}

fn flow(value: &serde_json::Value, choice: &mut Choice, out: &mut String) {
    use serde_json::Value as Json;
    let gap = [" ", "  ", "\n            "][usize::try_from(choice.of(3)).unwrap()];
    out.push_str(gap);
    match value {
        Json::Array(items) => {
            out.push('[');
            for item in items {
                flow(item, choice, out);
                out.push(',');
            }
            out.push(']');
        }
        Json::Object(map) => {
            out.push('{');
            for (at, (key, item)) in map.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                let _ = write!(out, "\"{key}\":");
                flow(item, choice, out);
            }
            out.push('}');
        }
        leaf if choice.of(2) == 0 => {
            let _ = write!(out, "'{}'", leaf.as_str().unwrap());
        }
        leaf => out.push_str(leaf.as_str().unwrap()),
    }
}

fn unescaped(written: &str) -> String {
    written.replace("''", "'")
}
