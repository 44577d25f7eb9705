//! Whatever an author writes, only harmless HTML comes out: known elements, known
//! attributes, well nested, no id twice, no address that runs something.

use dossier::base::FilePath;
use dossier::load::Inputs;
use dossier::model::{Settings, Theme};
use dossier::render::{Media, Words, Writer};
use dossier::{cite, link, parse, redact};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const ELEMENTS: &str = "a aside blockquote br caption cite code dd del desc details div dl \
    dt em figcaption figure h1 h2 h3 h4 h5 h6 hr img li line math mfrac mi mn mo mover \
    mroot mrow mspace msqrt msub msubsup msup mtable mtd mtext mtr munder munderover ol p \
    pre rect section semantics span strong sub summary sup svg table tbody td text th \
    thead time title tr ul";

/// What the HTML of a plain book may hold besides: nothing of it runs, loads or floats.
const PLAIN_ELEMENTS: &str = "abbr b bdi bdo dfn i ins kbd mark q rp rt ruby s samp small \
    tfoot u var wbr";

const ATTRIBUTES: &str = "alt aria-label class colspan datetime depth dir display displaystyle \
    font-size height href id lang largeop linethickness loading lspace mathbackground \
    mathcolor mathvariant maxsize minsize movablelimits rel role rspace scope scriptlevel \
    src start stretchy symmetric tabindex title viewBox width x x1 x2 y y1 y2";

const PLAIN_ATTRIBUTES: &str = "open rowspan value";

const VOID: [&str; 4] = ["br", "hr", "img", "wbr"];

/// Scraps that hostile pages are made of.
const SCRAPS: [&str; 108] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "&#106;avascript:alert(1)",
    "data:text/html;base64,PHN2Zz4=",
    "vbscript:x",
    "//evil.example",
    "\\",
    "\"",
    "'",
    "<",
    ">",
    "&",
    "&lt;",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "`",
    "```",
    "~~~",
    "*",
    "**",
    "_",
    "~~",
    "~",
    "^",
    "$",
    "$$",
    "|",
    "|---|",
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "#",
    "## ",
    "- ",
    "1. ",
    "> ",
    "> [!NOTE]\n",
    ": ",
    ":::",
    "::: {.claim #c confidence=high}",
    "::: {.event date=\"2024-02~\"}",
    "::: {.chart type=\"bars\" title=\"<b>\"}\n\n|a|b|\n|-|-|\n|x|1|\n\n:::\n",
    "::: {.contradiction #k topic=\"<i>\"}",
    "[text]{onclick=alert(1) style=\"x\"}",
    "{#id .class onload=\"x\"}",
    "{marking=\"TLP:RED\"}",
    "[@k, p. 5-7; see @other]",
    "@k",
    "[-@k]",
    "[[other|<b>]]",
    "[[here#id]]",
    "[^1]",
    "[^1]: note\n",
    "[^1]: [^1]\n\n",
    "![alt](pic.png)",
    "[link](other.md \"t\")",
    "<https://x.org>",
    "<a@b.org>",
    "\\frac{1}{2}",
    "\\color{red}",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: c {#t}\n",
    "```js\"><script>\nalert(1)\n```\n",
    "日本",
    "<details open=\"\"><summary onclick=x>",
    "</summary>",
    "</details>",
    "<p align=center style=\"position:fixed\">",
    "</p>",
    "<b>",
    "</b>",
    "<a href=\"javascript:alert(1)\" id=c>",
    "<a href='other.md' target=_top>",
    "<a name=c href=\"//evil.example\">",
    "</a>",
    "<ul><li class='\"><script>'>",
    "</ul>",
    "<li>",
    "<table width=1><tr><td colspan=2>",
    "</td>",
    "</table>",
    "<td>",
    "<h1 id=c>",
    "</h1>",
    "<div id=\"a b\">",
    "</div>",
    "<dl><dt>a<dd>b",
    "<blockquote>",
    "<img src=\"https://evil.example/x.png\" alt='<script>' onload=x>",
    "<picture><source srcset=x><img src=pic.png></picture>",
    "<iframe src=x></iframe>",
    "<style>*{}</style>",
    "<form action=x><input>",
    "<template><p>",
    "<br/><hr/><wbr>",
    "<!-- c ",
    "-->",
    "<ruby>x<rt>y</ruby>",
    "<T><x-y></T>",
    "&#60;script&#62;",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_pages_become_harmless_html(
        scraps in proptest::collection::vec(proptest::sample::select(&SCRAPS[..]), 0..60),
    ) {
        check(&scraps.concat(), true);
    }

    #[test]
    fn hostile_pages_of_plain_books_become_harmless_html(
        scraps in proptest::collection::vec(proptest::sample::select(&SCRAPS[..]), 0..60),
    ) {
        check(&scraps.concat(), false);
    }
}

#[test]
fn html_of_plain_books_nests_whatever_was_written() {
    for (text, expect) in [
        (
            "<details><summary>**a** *b*</summary>\n\nText *c*\n\n</details>\n",
            "<details><summary>**a** *b*</summary>\n<p>Text <em>c</em></p>\n</details>\n",
        ),
        ("a <kbd>b</kbd><br>c", "<p>a <kbd>b</kbd><br>c</p>\n"),
        ("a <b>b *c</b> d*", "<p>a <b>b <em>c d</em></b></p>\n"),
        ("a <div>b</div>", "<p>a b</p>\n"),
        (
            "<details><summary><a href=\"https://x.example/\">b\n\n# c",
            "<details><summary><a href=\"https://x.example/\" class=\"outside\" rel=\"noopener noreferrer\">b\n<h1 id=\"c\">c</h1>\n</a></summary></details>",
        ),
        ("<p align=\"center\">a\n\nb", "<p class=\"align-center\">a\n</p><p>b</p>\n"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("a<!-- b --> c\n\n<!-- d\n\ne -->", "<p>a c</p>\n"),
        (
            "<a name=\"x\"></a>\n\n[b](#x)",
            "<p><span id=\"x\"></span></p>\n<p><a href=\"#x\">b</a></p>\n",
        ),
        ("<script>a</script>\n\nb", "<p>b</p>\n"),
        ("a <script>b</script>", "<p>a b</p>\n"),
        ("A Vec<T> b", "<p>A Vec&lt;T&gt; b</p>\n"),
        (
            "<img src=\"https://x.org/a.png\" alt=\"b\">",
            "<a class=\"outside\" rel=\"noopener noreferrer\" href=\"https://x.org/a.png\">b</a>",
        ),
    ] {
        assert_eq!(body(text, false), expect, "{text}");
    }
}

#[test]
fn the_check_sees_what_is_not_harmless() {
    for html in [
        "<script>x</script>",
        "<p onclick=\"x\">a</p>",
        "<p style=\"x\">a</p>",
        "<a href=\"javascript:x\">a</a>",
        "<a href=\" JAVA\tscript:x\">a</a>",
        "<p>a",
        "<p><em>a</p></em>",
        "<p id=\"a\"></p><p id=\"a\"></p>",
        "<p class=\"a\"b\">x</p>",
        "<a href=\"x\"><a href=\"y\">a</a></a>",
        "a < b",
    ] {
        assert!(faults(html, true).is_err(), "{html}");
    }
    assert_eq!(faults("<p id=\"a\">a<br>&lt;</p>", true), Ok(()));
}

#[track_caller]
fn check(text: &str, is_dossier: bool) {
    let html = body(text, is_dossier);
    if let Err(fault) = faults(&html, is_dossier) {
        panic!("{fault}\n--- from ---\n{text}\n--- came ---\n{html}");
    }
}

/// The body of a page with this text.
fn body(text: &str, is_dossier: bool) -> String {
    let file = |it: &str| FilePath::new(it).unwrap();
    let settings = Settings {
        src: "content".to_owned(),
        is_dossier,
        autolinks: true,
        bibliography: vec![file("references.yaml")],
        ..Settings::default()
    };
    let mut texts = BTreeMap::new();
    let library = "references:\n- id: k\n  title: A <b> \"K\"\n  issued: 2024-02\n";
    texts.insert(file("content/references.yaml"), library.into());
    texts.insert(file("content/other.md"), "---\ntitle: Other\n---\n".into());
    let text = format!("---\ntitle: Here\n---\n\n{text}");
    texts.insert(file("content/here.md"), text.as_str().into());
    let inputs = Inputs::of(settings, texts, BTreeSet::new(), Theme::default());
    let dossier = parse::parse(&inputs).value;
    let edition = redact::whole(&dossier);
    let links = link::link(&edition).value;
    let references = cite::cite(&edition).value;
    let (media, words) = (Media::default(), Words::default());
    let writer = Writer::new(&edition, &links, &references, &media, &words);
    let is_here = |it: &dossier::model::Page| it.face.id.as_str() == "here";
    let place = edition.pages().iter().position(is_here).unwrap();
    writer.body(place)
}

/// What is wrong with some HTML, if anything is.
fn faults(html: &str, is_dossier: bool) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (tag, after) = rest[at + 1..].split_once('>').ok_or("a tag has no end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(it) if it == name => {}
                it => return Err(format!("`</{name}>` closes {it:?}")),
            }
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap_or(tag);
        let more = if is_dossier { ["", ""] } else { [PLAIN_ELEMENTS, PLAIN_ATTRIBUTES] };
        let elements = ELEMENTS.split_whitespace().chain(more[0].split_whitespace());
        if !elements.into_iter().any(|it| it == name) {
            return Err(format!("`<{name}>` is not known"));
        }
        if name == "a" && open.contains(&"a") {
            return Err("a link stands in a link".to_owned());
        }
        attributes(tag[name.len()..].trim_end_matches('/'), more[1], &mut ids)?;
        if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.last().map_or(Ok(()), |it| Err(format!("`<{it}>` is not closed")))
}

fn attributes<'a>(
    mut rest: &'a str,
    more: &str,
    ids: &mut BTreeSet<&'a str>,
) -> Result<(), String> {
    while !rest.trim().is_empty() {
        let broken = || format!("attributes are broken: {rest}");
        let (name, after) = rest.split_once("=\"").ok_or_else(broken)?;
        let (value, after) = after.split_once('"').ok_or_else(broken)?;
        let name = name.strip_prefix(' ').ok_or_else(broken)?;
        let known = ATTRIBUTES.split_whitespace().chain(more.split_whitespace());
        let known = known.into_iter().any(|it| it == name);
        if !known && !name.starts_with("data-") {
            return Err(format!("`{name}` is not known"));
        }
        if name == "id" && !ids.insert(value) {
            return Err(format!("the id `{value}` stands twice"));
        }
        if matches!(name, "href" | "src") && runs(value) {
            return Err(format!("`{value}` runs something"));
        }
        rest = after;
    }
    Ok(())
}

/// Whether an address has another scheme than those of links, as a browser reads it.
fn runs(address: &str) -> bool {
    let plain: String =
        address.chars().filter(|it| !it.is_whitespace() && !it.is_control()).collect();
    let plain = plain.to_lowercase().replace("&amp;", "&");
    let end = plain.find([':', '/', '?', '#']).unwrap_or(plain.len());
    plain[end..].starts_with(':') && !["http", "https", "mailto"].contains(&&plain[..end])
}
