//! What may leave a drawing, and what may not.

use super::super::base64;
use super::super::png::tests::{chunk, picture};
use super::clean;

const OPEN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" \
    xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

/// Cleans a drawing with this inside.
#[track_caller]
fn inside(body: &str) -> String {
    let text = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' \
         xmlns:inkscape='http://www.inkscape.org/'>{body}</svg>"
    );
    let cleaned = clean(text.as_bytes()).unwrap();
    let cleaned = String::from_utf8(cleaned.bytes).unwrap();
    let rest = cleaned.trim_end().strip_prefix(OPEN).unwrap();
    match rest.strip_prefix("/>") {
        Some(rest) => rest.to_owned(),
        None => {
            rest.strip_prefix('>').unwrap().strip_suffix("</svg>").unwrap().to_owned()
        }
    }
}

#[test]
fn a_drawing_stays_a_drawing() {
    let body = "<defs><linearGradient id=\"a\"><stop offset=\"0\"/></linearGradient></defs>\
                <g fill=\"url(#a)\" class=\"b\"><path d=\"M0 0\"/><text>a &amp; b</text></g>";
    assert_eq!(inside(body), body);
    assert_eq!(inside("<use x:href='#a'/>"), "<use xlink:href=\"#a\"/>");
    let nested = "<g><g id=\"a\"/></g><g><g/></g>";
    assert_eq!(inside(nested), nested);
    assert_eq!(inside("<text><![CDATA[a<b]]></text>"), "<text>a&lt;b</text>");
}

#[test]
fn nothing_that_runs_is_left() {
    for body in [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<x:script>alert(1)</x:script>",
        "<handler type='x'>alert(1)</handler>",
        "<foo:script xmlns:foo='http://www.w3.org/2000/svg'>alert(1)</foo:script>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='onload' to='alert(1)'/>",
        "<set attributeName='&#111;nload' to='alert(1)'/>",
        "<iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:alert(1)'/>",
    ] {
        assert_eq!(inside(body), "", "{body}");
    }
    assert_eq!(inside("<g onload='alert(1)' ONCLICK='x' data-x='canary'/>"), "<g/>");
    assert_eq!(inside("<a href='java&#10;script:alert(1)'/>"), "<a/>");
    assert_eq!(inside("<a href='https://x.org/'/>"), "<a href=\"https://x.org/\"/>");
}

#[test]
fn nothing_that_tells_is_left() {
    let body = "<!-- canary --><metadata>canary</metadata><?canary?>\
                <inkscape:page a='canary'/><g inkscape:label='canary' xml:base='canary'/>";
    assert_eq!(inside(body), "<g/>");
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    assert_eq!(inside("<image href='https://x.org/a.png'/>"), "<image/>");
    assert_eq!(inside("<use x:href='other.svg#a'/>"), "<use/>");
    assert_eq!(inside("<g fill='url(https://x.org/#a)'/>"), "<g fill=\"none\"/>");
    assert_eq!(
        inside("<style>/*c*/@import url(https://x); a{fill:URL( 'https://x' )}</style>"),
        "<style>  a{fill:none}</style>"
    );
    for hidden in [
        "ur<!-- -->l(https://x)",
        "ur<![CDATA[l(https://x)]]>",
        "ur<g/>l(https://x)",
        "@imp<?x?>ort url(https://x);",
    ] {
        assert!(
            !inside(&format!("<style>{hidden}</style>")).contains("https"),
            "{hidden}"
        );
    }
    let twice = "<use x:href='#a' y:href='#b' xmlns:y='http://www.w3.org/1999/xlink'/>";
    assert_eq!(inside(twice), "<use xlink:href=\"#a\"/>");
    assert_eq!(inside("<style>a{fill:\\75rl(https://x)}</style>"), "<style/>");
    assert_eq!(inside("<g style='fill:u\\72l(https://x)'/>"), "<g style=\"\"/>");
}

#[test]
fn a_picture_in_a_drawing_is_cleaned_too() {
    let data = |bytes: &[u8]| format!("data:image/png;base64,{}", base64::encode(bytes));
    let told = data(&picture(&[chunk(*b"tEXt", b"canary")]));
    let kept = data(&picture(&[]));
    assert_eq!(
        inside(&format!("<image href='{told}'/>")),
        format!("<image href=\"{kept}\"/>")
    );
    let nested = "<svg><image href='data:image/svg+xml;base64,PHN2Zy8+'/></svg>";
    assert!(clean(nested.as_bytes()).is_err());
}

#[test]
fn text_in_a_foreign_object_stays() {
    let body = "<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'><b>a</b><img \
                src='https://x'/></div></foreignObject>";
    let kept = "<foreignObject><div xmlns=\"http://www.w3.org/1999/xhtml\"><b>a</b></div>\
                </foreignObject>";
    assert_eq!(inside(body), kept);
    assert_eq!(inside("<div xmlns='http://www.w3.org/1999/xhtml'>a</div>"), "");
}

#[test]
fn what_is_no_drawing_is_refused() {
    for text in [
        "",
        "text",
        "<svg>",
        "<svg></g>",
        "<svg/><svg/>",
        "<html/>",
        "<svg>&x;</svg>",
        "<svg xmlns='urn:x'/>",
        "<svg/>text",
        "<x:svg/>",
    ] {
        assert!(clean(text.as_bytes()).is_err(), "{text}");
    }
    assert!(clean(b"<svg>\xFF</svg>").is_err());
    assert!(clean("<svg>".repeat(300).as_bytes()).is_err());
}

#[test]
fn cleaning_twice_changes_nothing() {
    let text =
        "<svg viewBox='0 0 4 3'><style>a{b:url(#c)}</style><g><text>x</text></g></svg>";
    let once = clean(text.as_bytes()).unwrap();
    assert_eq!(once.size, Some((4, 3)));
    assert_eq!(clean(&once.bytes).unwrap().bytes, once.bytes);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        failure_persistence: None,
        ..Default::default()
    })]

    /// What comes out is read again without a loss, and holds nothing that runs or loads.
    #[test]
    fn what_comes_out_is_harmless(scraps in proptest::collection::vec(
        proptest::sample::select(&[
            "<g>", "</g>", "<g/>", "<style>", "</style>", "<script>", "</script>",
            "<a href='javascript:alert(1)'>", "</a>", "<!-- -->", "<![CDATA[", "]]>",
            "url(https://x)", "ur", "l(https://x)", "@import", " onload='x'", "<text ",
            ">", "/>", "&lt;", "&#x3c;script", "'", "<use href='https://x#a'/>", "\\",
            "<foreignObject>", "</foreignObject>", "<p xmlns='http://www.w3.org/1999/xhtml'>",
            "</p>", "<text>", "</text>", "style='fill:url(https://x)'",
        ][..]),
        0..24,
    )) {
        let text = format!("<svg>{}</svg>", scraps.concat());
        if let Ok(cleaned) = clean(text.as_bytes()) {
            let again = clean(&cleaned.bytes).unwrap();
            proptest::prop_assert_eq!(&again.bytes, &cleaned.bytes);
            let out = String::from_utf8(cleaned.bytes).unwrap();
            proptest::prop_assert!(!out.contains("<script") && !out.contains("onload=\""));
            let style = out.split("<style>").nth(1).and_then(|it| it.split('<').next());
            proptest::prop_assert!(!style.is_some_and(|it| it.contains("url(h") || it.contains("@import")), "{out}");
        }
    }
}
