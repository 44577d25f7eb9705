//! The room as a whole: nodes in, HTML and findings out.

use super::Writer as Html;
use crate::base::{FilePath, SitePath};
use crate::diag::Code;
use crate::link::link;
use crate::model::node::{Align, Goal, Kind, Snippet};
use crate::model::testing::{Writer, page, source, written};
use crate::model::{Attributes, CiteItem, Cluster, Label, Marking, Mode, Name, Node};
use crate::model::{Page, Settings, Theme};
use crate::redact::Edition;
use crate::redact::testing::edition;
use crate::render::media::prepare;
use crate::render::{Attachments, Words};

const PICTURE: &[u8] =
    b"GIF89a\x03\0\x02\0\0\0\0\x2C\0\0\0\0\x03\0\x02\0\0\x02\x02ab\0\x3B";

fn settings(raw_html: bool) -> Settings {
    let src = "content".to_owned();
    Settings { src, is_dossier: true, raw_html, ..Settings::default() }
}

fn world(here: Page, raw_html: bool) -> Edition {
    let mut there = page("content/press/bbc.md", "en");
    there.face_mut().title = "BBC <News>".to_owned();
    let mut bbc = source("bbc-2024");
    bbc.title = "Leak \"found\"".to_owned();
    bbc.authors =
        vec![Name { family: "Ng".to_owned(), given: String::new(), literal: false }];
    bbc.issued = "2024-02-22".parse().ok();
    edition(settings(raw_html), vec![here, there], vec![bbc])
        .with_assets(&["content/map.gif", "content/broken.png"])
}

fn words() -> Words {
    let mut theme = Theme::default();
    let words = [
        ("figure", "Figure"),
        ("table", "Table"),
        ("marked-end", "End of {x}"),
        ("colon", ":"),
    ];
    let words = words.map(|(key, word)| (key.to_owned(), word.into()));
    theme.words.insert("en".to_owned(), words.into());
    Words::of(&theme, "en")
}

/// What a writer gives for an edition, and the codes of its findings.
fn write(
    edition: &Edition,
    ask: impl Fn(&Html<'_>, usize) -> String,
) -> (String, Vec<Code>) {
    let links = link(edition).value;
    let references = crate::cite::cite(edition).value;
    let file = |it| FilePath::new(it).unwrap();
    let mut attachments = Attachments::new();
    attachments.insert(file("content/map.gif"), PICTURE.into());
    attachments.insert(file("content/broken.png"), b"broken".as_slice().into());
    let media = prepare(edition, &links, &attachments).value;
    let words = words();
    let writer = Html::new(edition, &links, &references, &media, &words);
    let place = edition.pages().iter().position(|it| it.face.id.as_str() == "here");
    let html = ask(&writer, place.unwrap());
    let codes = writer.findings().iter().map(|it| it.code).collect();
    (html, codes)
}

fn body_of(
    raw_html: bool,
    make: impl FnOnce(&mut Writer) -> Vec<Node>,
) -> (String, Vec<Code>) {
    let edition = world(written("content/here.md", "en", make), raw_html);
    write(&edition, body)
}

fn body(writer: &Html<'_>, place: usize) -> String {
    writer.body(place)
}

/// The body of a page with these nodes.
#[track_caller]
fn check(make: impl FnOnce(&mut Writer) -> Vec<Node>, expect: &str) {
    assert_eq!(body_of(false, make), (expect.to_owned(), Vec::new()));
}

fn with(mut node: Node, id: &str, classes: &[&str], pairs: &[(&str, &str)]) -> Node {
    node.attributes = Some(Box::new(Attributes {
        id: Some(id).filter(|it| !it.is_empty()).map(Into::into),
        classes: classes.iter().map(|it| (*it).into()).collect(),
        pairs: pairs
            .iter()
            .map(|(key, value)| ((*key).into(), (*value).into()))
            .collect(),
        marking: None,
    }));
    node
}

fn marked(mut node: Node) -> Node {
    let marking = Some(Marking::AMBER_STRICT);
    node.attributes = Some(Box::new(Attributes { marking, ..Attributes::default() }));
    node
}

#[test]
fn text_is_escaped() {
    check(
        |w| vec![w.line("<script>alert('x') && \"y\"</script>")],
        "<p>&lt;script&gt;alert('x') &amp;&amp; \"y\"&lt;/script&gt;</p>\n",
    );
}

#[test]
fn a_heading_links_to_itself() {
    check(
        |w| vec![w.heading(2, "Key Facts")],
        "<h2 id=\"key-facts\">Key Facts<a class=\"anchor\" href=\"#key-facts\" \
         aria-label=\"link-to-section\"></a></h2>\n",
    );
}

#[test]
fn links_lead_where_they_say() {
    check(
        |w| {
            let links = ["press/bbc.md", "https://x.org/?a=1&b=2", "mailto:a@b.org"];
            let links = links.iter().map(|it| w.link(it)).collect();
            vec![w.paragraph(links)]
        },
        "<p><a href=\"press/bbc.html\">press/bbc.md</a>\
         <a href=\"https://x.org/?a=1&amp;b=2\" class=\"outside\" \
         rel=\"noopener noreferrer\">https://x.org/?a=1&amp;b=2</a>\
         <a href=\"mailto:a@b.org\">mailto:a@b.org</a></p>\n",
    );
}

#[test]
fn what_leads_nowhere_or_runs_stays_text() {
    for dest in
        ["javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "no.md"]
    {
        let (html, _) = body_of(false, |w| {
            let text = w.text("here");
            let link = w.node(Kind::Link(Goal::at(dest, "")), vec![text]);
            vec![w.paragraph(vec![link])]
        });
        assert_eq!(html, "<p><span class=\"broken-link\">here</span></p>\n", "{dest}");
    }
}

#[test]
fn a_wiki_link_shows_the_title_of_its_page() {
    check(
        |w| {
            let wiki = w.wiki("bbc");
            vec![w.paragraph(vec![wiki])]
        },
        "<p><a href=\"press/bbc.html\">BBC &lt;News&gt;</a></p>\n",
    );
}

#[test]
fn an_image_alone_is_a_figure_with_a_number() {
    let image = |w: &mut Writer, dest: &str| {
        let text = w.text("A \"map\"");
        w.node(Kind::Image(Goal::at(dest, "")), vec![text])
    };
    let figure = |number: u8, lazy: &str| {
        format!(
            "<figure class=\"image\">\n<img src=\"map.gif\" alt=\"A &quot;map&quot;\" \
             width=\"3\" height=\"2\"{lazy}>\n<figcaption><span class=\"number\">\
             Figure\u{a0}{number}:</span> A \"map\"</figcaption>\n</figure>\n"
        )
    };
    check(
        |w| {
            let images = [image(w, "map.gif"), image(w, "map.gif")];
            images.map(|it| w.paragraph(vec![it])).into()
        },
        &(figure(1, "") + &figure(2, " loading=\"lazy\"")),
    );
}

#[test]
fn images_of_other_sites_are_never_loaded_and_broken_ones_never_shown() {
    let (html, _) = body_of(false, |w| {
        let images = ["https://x.org/a.png", "broken.png", "press/bbc.md"];
        let images = images.map(|it| w.image(it));
        vec![w.paragraph(images.into())]
    });
    assert!(!html.contains("<img"), "{html}");
    assert!(html.contains("<a class=\"outside\" rel=\"noopener noreferrer\""), "{html}");
}

#[test]
fn a_table_has_a_name_a_number_and_heads() {
    check(
        |w| {
            let cells = ["", "Level", "a", "20"].map(|it| {
                let text = if it.is_empty() { Vec::new() } else { vec![w.text(it)] };
                w.node(Kind::Cell, text)
            });
            let [blank, head, name, value] = cells;
            let caption = vec![w.text("Duties")];
            let parts = vec![
                w.node(Kind::Caption, caption),
                w.node(Kind::Head, vec![blank, head]),
                w.node(Kind::Row, vec![name, value]),
            ];
            vec![w.node(Kind::Table([Align::None, Align::Right].into()), parts)]
        },
        "<div tabindex=\"0\" role=\"group\" class=\"table\" \
         aria-label=\"Table 1: Duties\">\n<table>\n<caption><span class=\"number\">\
         Table\u{a0}1:</span> Duties</caption>\n<thead>\n<tr><td></td>\
         <th scope=\"col\" class=\"align-right\">Level</th></tr>\n</thead>\n<tbody>\n\
         <tr><td>a</td><td class=\"align-right\">20</td></tr>\n</tbody>\n</table>\n</div>\n",
    );
}

#[test]
fn attributes_never_become_handlers_or_styles() {
    check(
        |w| {
            let inner = w.line("x");
            let div = w.node(Kind::Div, vec![inner]);
            let pairs = [
                ("onclick", "alert(1)"),
                ("style", "color:red"),
                ("lang", "de\" onload=\"x"),
                ("a b", "1"),
                ("data-n", "\"'<>"),
                ("data-n", "2"),
            ];
            vec![with(div, "", &["a\"b", "c"], &pairs)]
        },
        "<div class=\"a&quot;b c\" data-onclick=\"alert(1)\" data-style=\"color:red\" \
         data-lang=\"de&quot; onload=&quot;x\" \
         data-n=\"&quot;&#39;&lt;&gt;\">\n<p>x</p>\n</div>\n",
    );
}

#[test]
fn markings_stand_before_what_they_mark() {
    check(
        |w| {
            let text = w.text("a");
            let span = marked(w.node(Kind::Span, vec![text]));
            let paragraph = w.paragraph(vec![span]);
            let item = w.node(Kind::Item(None), Vec::new());
            let list = marked(w.node(Kind::List(None), vec![item]));
            vec![marked(w.node(Kind::Div, vec![paragraph])), list]
        },
        "<div class=\"marked\"><p class=\"marking marking-amber-strict\">TLP:AMBER+STRICT</p>\
         \n<p><span class=\"marked\"><span class=\"marking marking-amber-strict\">\
         TLP:AMBER+STRICT</span> a<span class=\"hidden\"> (End of TLP:AMBER+STRICT)</span>\
         </span></p>\n<p class=\"marking-end\">End of \
         <span class=\"marking marking-amber-strict\">TLP:AMBER+STRICT</span></p>\n</div>\n\
         <div class=\"marked\"><p class=\"marking marking-amber-strict\">TLP:AMBER+STRICT</p>\n\
         <ul>\n<li></li>\n</ul>\n<p class=\"marking-end\">End of \
         <span class=\"marking marking-amber-strict\">TLP:AMBER+STRICT</span></p>\n</div>\n",
    );
}

#[test]
fn claims_events_and_contradictions_have_their_own_shape() {
    check(
        |w| {
            let claim = vec![w.text("so")];
            let claim = w.node(Kind::Span, claim);
            let claim = with(claim, "c-1", &["claim"], &[("confidence", "high")]);
            let claim = w.paragraph(vec![claim]);
            let event = w.node(Kind::Div, vec![claim]);
            let pairs = [("date", "2024-08-15~"), ("announced", "true")];
            let dispute = w.node(Kind::Div, Vec::new());
            vec![
                w.heading(3, "A"),
                with(event, "", &["event"], &pairs),
                with(dispute, "k-1", &["contradiction"], &[("topic", "How <many>?")]),
            ]
        },
        "<h3 id=\"a\">A<a class=\"anchor\" href=\"#a\" aria-label=\"link-to-section\"></a>\
         </h3>\n<div class=\"event\">\n<p class=\"event-date\"><time datetime=\"2024-08-15\">\
         ca. 15 August 2024</time> <span class=\"announced\">announced</span></p>\n\
         <p><span id=\"c-1\" class=\"claim\" data-confidence=\"high\">so \
         <a class=\"claim-marks\" href=\"claims.html#ledger.c-1\">\
         <span class=\"hidden\">claim: </span>\
         <span class=\"claim-mark is-confidence\">confidence-high</span></a></span></p>\n\
         </div>\n\
         <section id=\"k-1\" class=\"contradiction\">\n<h4>How &lt;many&gt;?\
         <a class=\"anchor\" href=\"#k-1\" aria-label=\"link-to-section\"></a></h4>\n\
         <p class=\"contradiction-state is-open\">open</p>\n</section>\n",
    );
}

#[test]
fn the_positions_of_a_contradiction_stand_beside_their_sources() {
    let edition = world(
        written("content/here.md", "en", |w| {
            let one = vec![w.text("577 <files>: BBC "), w.cite("bbc-2024", "p. 5")];
            let two = vec![w.text("557: a slip")];
            let items = [one, two].map(|it| w.node(Kind::Item(None), it));
            let list = w.node(Kind::List(None), items.into());
            let reading = w.line("Reading: a transposition.");
            let dispute = w.node(Kind::Div, vec![list, reading]);
            let pairs = [("topic", "How many?"), ("resolved-by", "@bbc-2024")];
            vec![with(dispute, "k-1", &["contradiction"], &pairs)]
        }),
        false,
    );
    let (html, _) = write(&edition, body);
    let position = "<dl class=\"positions\">\n<div><dt>577 &lt;files&gt;: BBC \
        <cite class=\"citation\">[";
    assert!(html.contains(position), "{html}");
    let source = "</dt><dd><span><a href=\"sources/bbc-2024.html\">Ng</a>, \
        p.\u{A0}5\u{A0}· <time datetime=\"2024-02-22\">22 February 2024</time></span></dd></div>\n";
    assert!(html.contains(source), "{html}");
    assert!(html.contains("557: a slip</dt><dd>–</dd></div>"), "{html}");
    assert!(html.contains("is-resolved\">resolved</p>"), "{html}");
    assert!(html.contains("<p>Reading: a transposition.</p>\n<p class=\"contradiction-settled\">resolved-by <a href=\"sources/bbc-2024.html\">"), "{html}");
}

#[test]
fn raw_html_passes_only_where_it_is_wanted() {
    let make = |w: &mut Writer| {
        let inline = w.node(Kind::InlineHtml("<b>".into()), Vec::new());
        vec![w.node(Kind::Html("<hr>\n".into()), Vec::new()), w.paragraph(vec![inline])]
    };
    assert_eq!(body_of(true, make).0, "<hr>\n<p><b></p>\n");
    assert_eq!(body_of(false, make).0, "<p>&lt;hr&gt;</p>\n<p>&lt;b&gt;</p>\n");
}

fn note(w: &mut Writer, label: &str, inside: Vec<Node>) -> Node {
    let inside = w.paragraph(inside);
    w.node(Kind::FootnoteDefinition(label.into()), vec![inside])
}

fn note_mark(w: &mut Writer, label: &str) -> Node {
    w.node(Kind::FootnoteReference(label.into()), Vec::new())
}

#[test]
fn footnotes_are_numbered_by_their_first_reference_and_lead_back() {
    let (html, _) = body_of(false, |w| {
        let marks = vec![note_mark(w, "b"), note_mark(w, "missing"), note_mark(w, "B")];
        let within = vec![w.text("B "), note_mark(w, "a")];
        let text = vec![w.text("A")];
        vec![w.paragraph(marks), note(w, "a", text), note(w, "b", within)]
    });
    let text = html.split("<section").next().unwrap();
    assert_eq!(
        text,
        "<p><sup class=\"footnote-reference\" id=\"fr-b-1\">\
         <a role=\"doc-noteref\" href=\"#footnote-b\">1</a></sup>[^missing]\
         <sup class=\"footnote-reference\" id=\"fr-b-2\">\
         <a role=\"doc-noteref\" href=\"#footnote-b\">1</a></sup></p>\n"
    );
    let notes = html.split_once("<ol>\n").unwrap().1;
    let (first, second) = notes.split_once("</li>\n").unwrap();
    assert!(first.starts_with("<li id=\"footnote-b\">\n<p>B <sup"), "{first}");
    assert!(first.contains("id=\"fr-a-1\"") && first.contains(">2</a></sup>"), "{first}");
    assert!(first.contains("href=\"#fr-b-1\"") && first.contains("href=\"#fr-b-2\""));
    assert!(
        second.starts_with("<li id=\"footnote-a\">\n<p>A <a class=\"footnote-back\"")
    );
}

#[test]
fn footnotes_with_like_labels_have_their_own_ids() {
    let (html, _) = body_of(false, |w| {
        let marks = vec![note_mark(w, "a b"), note_mark(w, "a-b")];
        let texts = [vec![w.text("1")], vec![w.text("2")]];
        let [one, two] = texts;
        vec![w.paragraph(marks), note(w, "a b", one), note(w, "a-b", two)]
    });
    assert!(
        html.contains("id=\"footnote-a-b\"") && html.contains("id=\"footnote-a-b-2\"")
    );
    assert!(html.contains("id=\"fr-a-b-1\"") && html.contains("id=\"fr-a-b-2-1\""));
}

fn cite(w: &mut Writer, mode: Mode, key: &str) -> Node {
    let see = w.text("see ");
    let item = CiteItem {
        key: key.into(),
        span: see.span,
        mode,
        prefix: if mode == Mode::Normal { vec![see] } else { Vec::new() },
        label: Some(Label::Page),
        locator: Some("5-7".into()),
        suffix: vec![w.text(", passim")],
    };
    w.node(Kind::Cite(Box::new(Cluster { items: vec![item] })), Vec::new())
}

#[test]
fn elsewhere_a_citation_shows_names_and_years() {
    let here = written("content/here.md", "en", |w| {
        let cites = vec![
            cite(w, Mode::Normal, "bbc-2024"),
            cite(w, Mode::AuthorInText, "bbc-2024"),
            cite(w, Mode::Normal, "odd<key"),
        ];
        vec![w.paragraph(cites)]
    });
    let edition = world(here, false);
    let at = SitePath::new("lists/all.html").unwrap();
    let (html, _) = write(&edition, |writer, place| {
        writer.fragment(place, &edition.pages()[place].body.nodes, &at)
    });
    assert_eq!(
        html,
        "<p><cite class=\"citation\">[see <a class=\"cite\" href=\"../sources/bbc-2024.html\" \
         title=\"Leak &quot;found&quot;\">Ng 2024, pp.\u{a0}5–7</a>, passim]</cite>\
         Ng <cite class=\"citation\">[<a class=\"cite\" href=\"../sources/bbc-2024.html\" \
         title=\"Leak &quot;found&quot;\">2024, pp.\u{a0}5–7</a>, passim]</cite>\
         <cite class=\"citation\">[see <strong class=\"missing-source\" \
         title=\"missing-source\">odd&lt;key?</strong>, passim]</cite></p>\n"
    );
}

#[test]
fn on_its_own_page_a_citation_shows_the_number_of_its_entry() {
    check(
        |w| {
            let cites = vec![cite(w, Mode::AuthorInText, "bbc-2024")];
            vec![w.paragraph(cites)]
        },
        "<p>Ng <cite class=\"citation\">[<a class=\"cite\" id=\"cite-bbc-2024-1\" href=\"#ref-bbc-2024\" \
         title=\"Leak &quot;found&quot;\">1, pp.\u{a0}5–7</a>, passim]</cite></p>\n",
    );
}

#[test]
fn regions_have_names_of_their_own_and_ids_stand_once() {
    let (html, _) = body_of(false, |w| {
        let tables = [(); 2].map(|()| {
            let cell = vec![w.text("Level")];
            let cell = w.node(Kind::Cell, cell);
            let head = w.node(Kind::Head, vec![cell]);
            let table = w.node(Kind::Table([Align::None].into()), vec![head]);
            with(table, "same", &[], &[])
        });
        tables.into()
    });
    assert!(html.contains("id=\"same\" class=\"table\" aria-label=\"Table: Level\""));
    assert!(html.contains("aria-label=\"Table: Level (2)\""), "{html}");
    assert_eq!(html.matches("id=\"same\"").count(), 1, "{html}");
}

#[test]
fn what_holds_no_text_is_marked_in_front() {
    check(
        |w| {
            let code = marked(w.node(Kind::Code("x".into()), Vec::new()));
            vec![w.paragraph(vec![code])]
        },
        "<p><span class=\"marked\"><span class=\"marking marking-amber-strict\">\
         TLP:AMBER+STRICT</span> <code>x</code>\
         <span class=\"hidden\"> (End of TLP:AMBER+STRICT)</span></span></p>\n",
    );
}

#[test]
fn a_marked_section_ends_before_the_next_heading_of_its_level() {
    let (html, _) = body_of(false, |w| {
        let shut = marked(w.heading(2, "Shut"));
        vec![shut, w.heading(3, "Part"), w.line("a"), w.heading(2, "Open"), w.line("b")]
    });
    let shape: Vec<&str> = ["<div class=\"marked\">", "Shut", "Part", "End of", "Open"]
        .into_iter()
        .filter(|it| html.contains(it))
        .collect();
    let places: Vec<usize> = shape.iter().filter_map(|it| html.find(it)).collect();
    assert_eq!(places.len(), 5, "{html}");
    assert!(places.is_sorted(), "{html}");
    assert!(html.contains("<h2 id=\"shut\"><span class=\"marking"), "{html}");
}

#[test]
fn a_marked_row_is_labelled_in_its_cells() {
    let (html, _) = body_of(false, |w| {
        let cells = ["a", "b"].map(|it| {
            let text = w.text(it);
            w.node(Kind::Cell, vec![text])
        });
        let row = marked(w.node(Kind::Row, cells.into()));
        vec![w.node(Kind::Table(Box::default()), vec![row])]
    });
    assert!(
        html.contains(
            "<tr class=\"marked\"><td><span class=\"marking marking-amber-strict\">\
             TLP:AMBER+STRICT</span> a</td><td>b<span class=\"hidden\"> \
             (End of TLP:AMBER+STRICT)</span></td></tr>"
        ),
        "{html}"
    );
}

#[test]
fn a_bad_formula_and_a_bad_chart_are_told_and_lose_nothing() {
    let (html, codes) = body_of(false, |w| {
        let math = Kind::Math { display: false, tex: "\\frac{<".into() };
        let math = w.node(math, Vec::new());
        let inner = w.line("inside");
        let chart = w.node(Kind::Div, vec![inner]);
        vec![w.paragraph(vec![math]), with(chart, "", &["chart"], &[("type", "pie")])]
    });
    assert_eq!(codes, [Code::BadFormula, Code::BadChart]);
    assert!(html.contains("<code class=\"math-error\">\\frac{&lt;</code>"), "{html}");
    assert!(html.contains("<p>inside</p>"), "{html}");
}

#[test]
fn sources_by_month_are_drawn_from_the_edition() {
    let (html, codes) = body_of(false, |w| {
        let chart = w.node(Kind::Div, Vec::new());
        let pairs = [("type", "sources-by-month"), ("title", "By month")];
        vec![with(chart, "", &["chart"], &pairs)]
    });
    assert_eq!(codes, []);
    assert!(
        html.starts_with("<figure class=\"chart\" data-type=\"sources-by-month\">\n<svg")
    );
    assert!(html.contains("Figure\u{a0}1:</span> By month</figcaption>"), "{html}");
    assert!(
        html.contains("<td>February 2024</td><td class=\"align-right\">1</td>"),
        "{html}"
    );
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn tasks_say_in_words_whether_they_are_done() {
    check(
        |w| {
            let tight = vec![w.text("a")];
            let loose = vec![w.line("b")];
            let items = vec![
                w.node(Kind::Item(Some(true)), tight),
                w.node(Kind::Item(Some(false)), loose),
            ];
            vec![w.node(Kind::List(Some(3)), items)]
        },
        "<ol start=\"3\">\n<li class=\"task\"><span class=\"task-box\" role=\"img\" \
         aria-label=\"task-done\">☑</span> a</li>\n<li class=\"task\"><p>\
         <span class=\"task-box\" role=\"img\" aria-label=\"task-open\">☐</span> b</p>\n\
         </li>\n</ol>\n",
    );
}

#[test]
fn a_language_cannot_leave_its_attribute() {
    check(
        |w| {
            let info = "\"><script>,ignore".into();
            let code =
                Kind::CodeBlock(Box::new(Snippet { info, text: "a < b\n".into() }));
            vec![w.node(code, Vec::new())]
        },
        "<pre tabindex=\"0\"><code class=\"language-&quot;&gt;&lt;script&gt;\">a &lt; b\n\
         </code></pre>\n",
    );
}
