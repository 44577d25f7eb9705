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
    for text in ["{foo}", "{.a, .b}", "{.a", "{=html}", "{a=\"}", "{.}", "{ä", "{a=b"] {
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
