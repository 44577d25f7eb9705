//! The room as a whole: items and requests in, entries and citations out.

use super::*;
use crate::model::{CiteItem, Label, Mode};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// The entries of items and their citations, each alone, in one style and language.
struct Made {
    library: Library,
    citations: Vec<String>,
}

fn make(style: &str, lang: &str, items: &[Json], clusters: &[Vec<Asked<'_>>]) -> Made {
    let style = Style::named(style).unwrap();
    let engine = Engine::new(style, lang);
    let key = |it: &Json| it.get("id").and_then(Json::as_str).unwrap_or("x").to_owned();
    let of = |it: &Json| Reference::of_json(&key(it), it, lang);
    let library = Library::of(&engine, items.iter().map(of).collect());
    let requests: Vec<Request<'_>> = clusters
        .iter()
        .enumerate()
        .map(|(at, it)| Request {
            items: it.clone(),
            note: style.is_note().then_some(at + 1),
        })
        .collect();
    let mut listed: Vec<usize> = (0..items.len()).collect();
    listed.sort_by_key(|it| library.rank(*it));
    let made = engine.citations(&library, &listed, &requests);
    let citations = made.iter().map(told).collect();
    Made { library, citations }
}

/// `AUTHOR | [<item>; <item>]`
fn told(citation: &Citation) -> String {
    let part = |it: &Part| match it {
        Part::Text(it) => it.text.clone(),
        Part::Item(_, it) => format!("<{}>", plain(it)),
    };
    let author = plain(&citation.author);
    let author = if author.is_empty() { author } else { format!("{author} | ") };
    author + &citation.parts.iter().map(part).collect::<String>()
}

fn ask(place: usize, locator: Option<&str>) -> Asked<'_> {
    let label = locator.map(|_| Label::Page);
    Asked { place, mode: Mode::Normal, label, locator, affixed: false }
}

fn article() -> Json {
    json!({
        "id": "a", "type": "article-newspaper", "title": "The i-Soon leak",
        "author": [
            { "family": "Tidy", "given": "Joe" },
            { "family": "Corera", "given": "Gordon" },
        ],
        "issued": { "date-parts": [[2024, 2, 22]] },
        "container-title": "BBC News", "URL": "https://bbc.com/x?a=1&b=2",
    })
}

#[test]
fn every_bundled_style_is_read_and_checked() {
    for name in names() {
        assert!(
            catalogue::text(name).is_some_and(|it| Style::read(it).is_ok()),
            "{name}"
        );
        for lang in ["de", "en", "en-GB"] {
            let made = make(name, lang, &[article()], &[vec![ask(0, None)]]);
            assert!(plain(made.library.entry(0)).contains("i-Soon"), "{name}");
            assert!(!made.citations[0].contains("<>"), "{name}");
        }
    }
}

/// What is written without the engine is what the engine writes.
#[test]
fn the_plain_form_of_the_own_style_is_that_of_the_engine() {
    let items = [article(), json!({ "id": "b", "title": "B" })];
    let labels: Vec<Label> = Label::ALL.to_vec();
    for lang in ["en", "de"] {
        for label in &labels {
            for locator in ["5", "5-7", "5, 7", "IV", "12:30", "a"] {
                let one = Asked { label: Some(*label), ..ask(0, Some(locator)) };
                let made = make(DEFAULT, lang, &items, &[vec![one, ask(1, None)]]);
                let item = CiteItem {
                    key: "a".into(),
                    span: crate::diag::Span::default(),
                    mode: Mode::Normal,
                    prefix: Vec::new(),
                    label: Some(*label),
                    locator: Some(locator.into()),
                    suffix: Vec::new(),
                };
                let pinpoint = item.pinpoint(lang).unwrap();
                let direct = format!("[<1, {pinpoint}>; <2>]");
                assert_eq!(made.citations[0], direct, "{lang} {label:?} {locator}");
            }
        }
    }
}

/// One date, as the own style and APA show it.
#[track_caller]
fn check_date(date: &Json, lang: &str, entry: &str, citation: &str) {
    let item = json!({ "id": "a", "title": "T", "author": "X", "issued": date });
    let made = make(DEFAULT, lang, std::slice::from_ref(&item), &[]);
    assert_eq!(plain(made.library.entry(0)), entry);
    let made = make("apa", lang, &[item], &[vec![ask(0, None)]]);
    assert_eq!(made.citations[0], citation);
}

#[test]
fn every_shape_of_a_date_is_kept() {
    check_date(
        &json!({ "date-parts": [[2016], [2023]] }),
        "en",
        "X. T. 2016–2023.",
        "(<X, 2016–2023>)",
    );
    let days = json!({ "date-parts": [[2024, 8, 8], [2024, 8, 15]] });
    check_date(&days, "de", "X. T. 8.–15. August 2024.", "(<X, 2024>)");
    check_date(&json!({ "date-parts": [[]] }), "en", "X. T.", "(<X, n.d.>)");
    check_date(
        &json!({ "date-parts": [[2024, 0, 0]] }),
        "en",
        "X. T. 2024.",
        "(<X, 2024>)",
    );
    check_date(
        &json!({ "date-parts": [["2024", "8"]] }),
        "en",
        "X. T. August 2024.",
        "(<X, 2024>)",
    );
    check_date(&json!({ "date-parts": [[40000]] }), "en", "X. T. 40000.", "(<X, 40000>)");
    check_date(
        &json!({ "literal": "im Druck" }),
        "de",
        "X. T. im Druck.",
        "(<X, im Druck>)",
    );
    check_date(
        &json!({ "raw": "5 August 2024" }),
        "en",
        "X. T. 5 August 2024.",
        "(<X, 5 August 2024>)",
    );
    check_date(&json!("2024-08-05"), "en", "X. T. 5 August 2024.", "(<X, 2024>)");
    check_date(&json!(2024), "en", "X. T. 2024.", "(<X, 2024>)");
    check_date(
        &json!({ "date-parts": [[2024, 8]], "circa": true }),
        "en",
        "X. T. ca. August 2024.",
        "(<X, ca. 2024>)",
    );
}

#[test]
fn a_season_stands_in_the_entry_once_and_in_no_citation() {
    let season = |it: Json| json!({ "date-parts": [[2024]], "season": it });
    check_date(&season(json!(2)), "en", "X. T. Summer 2024.", "(<X, 2024>)");
    check_date(&season(json!("Herbst")), "de", "X. T. Herbst 2024.", "(<X, 2024>)");
    check_date(
        &json!({ "date-parts": [[2024, 24]] }),
        "fr",
        "X. T. hiver 2024.",
        "(<X, 2024>)",
    );
    let item = |id: &str, issued: Json| {
        json!({ "id": id, "type": "article-journal", "title": id, "author": "X", "container-title": "J",
            "issued": issued })
    };
    let items =
        [item("a", season(json!(3))), item("b", json!({ "date-parts": [[2024]] }))];
    let clusters = [vec![ask(0, None)], vec![ask(1, None)]];
    let made = make("chicago-author-date", "en", &items, &clusters);
    assert_eq!(made.citations, ["(<X 2024a>)", "(<X 2024b>)"]);
    assert_eq!(plain(made.library.entry(0)), "X. Autumn 2024a. “A.” J.");
    let page = json!({ "id": "p", "type": "webpage", "title": "t", "author": "X", "URL": "https://x.y",
        "issued": season(json!(2)), "accessed": { "date-parts": [[2024, 10, 2]] } });
    let made = make("harvard-cite-them-right", "en", &[page], &[]);
    let entry = plain(made.library.entry(0));
    assert!(
        entry.contains("Summer 2024") && entry.contains("October 2, 2024"),
        "{entry}"
    );
}

#[test]
fn every_shape_of_a_name_is_kept() {
    for (author, expect) in [
        (json!("BBC News, London"), "BBC News, London. T."),
        (json!([{ "given": "Plato" }]), "Plato. T."),
        (json!({ "family": "Wu", "given": "Li" }), "Li Wu. T."),
        (json!(["A", { "literal": "B" }, 3]), "A, B and 3. T."),
        (json!([{ "name": "Odd" }]), "Odd. T."),
        (
            json!([{ "family": "Berg", "given": "Piet", "non-dropping-particle": "van der" }]),
            "Piet van der Berg. T.",
        ),
    ] {
        let item = json!({ "id": "a", "title": "T", "author": author });
        let made = make(DEFAULT, "en", &[item], &[]);
        assert_eq!(plain(made.library.entry(0)), expect);
    }
}

#[test]
fn fields_of_every_type_are_shown() {
    for (title, expect) in [
        (json!(true), "true."),
        (json!(1.5), "1.5."),
        (json!(["a", ["b", { "x": "c" }]]), "a, b, c."),
        (json!(null), "a"),
        (json!("Who?"), "Who?"),
        (json!("To be continued..."), "To be continued..."),
        (json!("<b>x</b> < y & <script>"), "x < y & <script>."),
    ] {
        let item =
            json!({ "id": "a", "title": title, "custom": {}, "categories": ["x"] });
        let made = make(DEFAULT, "en", &[item], &[]);
        assert_eq!(plain(made.library.entry(0)), expect);
    }
}

#[test]
fn years_are_told_apart_in_the_order_of_the_list() {
    let item = |id: &str, title: &str| {
        let issued = json!({ "date-parts": [[2024]] });
        json!({ "id": id, "title": title, "author": "X", "issued": issued })
    };
    let items = [item("a", "Zeta"), item("b", "Alpha")];
    let clusters = [vec![ask(0, None)], vec![ask(1, Some("3"))]];
    let made = make("apa", "en", &items, &clusters);
    assert_eq!(made.citations, ["(<X, 2024b>)", "(<X, 2024a, p. 3>)"]);
    assert_eq!(plain(made.library.entry(1)), "X. (2024a). Alpha.");
    // Also where only one of them is cited on a page.
    let made = make("apa", "en", &items, &[vec![ask(1, None)]]);
    assert_eq!(made.citations, ["(<X, 2024a>)"]);
}

/// The three modes of one item.
#[track_caller]
fn check_modes(style: &str, lang: &str, expect: [&str; 3]) {
    let modes = [Mode::Normal, Mode::SuppressAuthor, Mode::AuthorInText];
    let expect = expect.map(str::to_owned);
    for (mode, expect) in modes.into_iter().zip(expect) {
        let cluster = vec![Asked { mode, ..ask(0, Some("5")) }];
        let made = make(style, lang, &[article()], &[cluster]);
        assert_eq!(made.citations[0], expect, "{style}");
    }
}

#[test]
fn authors_can_be_left_out_or_stand_in_the_text() {
    check_modes(
        "apa",
        "en",
        [
            "(<Tidy & Corera, 2024, p. 5>)",
            "(<2024, p. 5>)",
            "Tidy & Corera | (<2024, p. 5>)",
        ],
    );
    check_modes(
        "apa",
        "de",
        [
            "(<Tidy & Corera, 2024, S. 5>)",
            "(<2024, S. 5>)",
            "Tidy & Corera | (<2024, S. 5>)",
        ],
    );
    check_modes(DEFAULT, "en", ["[<1, p.\u{A0}5>]"; 3]);
    check_modes("ieee", "en", ["<[1, p. 5]>"; 3]);
    check_modes(
        "chicago-notes-bibliography",
        "en",
        [
            "<Joe Tidy and Gordon Corera, “The i-Soon Leak,” BBC News, February 22, 2024, 5, https://bbc.com/x?a=1&b=2>.",
            "<“The i-Soon Leak,” BBC News, February 22, 2024, 5, https://bbc.com/x?a=1&b=2>.",
            "Joe Tidy and Gordon Corera | <“The i-Soon Leak,” BBC News, February 22, 2024, 5, https://bbc.com/x?a=1&b=2>.",
        ],
    );
}

#[test]
fn items_with_words_around_them_stay_apart() {
    let items: Vec<Json> =
        ["a", "b", "c"].map(|it| json!({ "id": it, "title": it })).into();
    let cluster = || (0..3).map(|it| ask(it, None)).collect::<Vec<_>>();
    let mut apart = cluster();
    apart[1].affixed = true;
    let made = make("iso690-numeric-en", "en", &items, &[cluster(), apart]);
    assert_eq!(made.citations, ["(<1>–<3>)", "(<1>, <2>, <3>)"]);
}

#[test]
fn markup_of_titles_becomes_looks_also_where_titles_are_recased() {
    let item = json!({ "id": "a", "type": "article-journal", "title": "the <i>homo sapiens</i> of <span class=\"nocase\">eBPF tools</span>" });
    let made = make("chicago-author-date", "en", &[item], &[]);
    let italic: Vec<&str> = made
        .library
        .entry(0)
        .iter()
        .filter(|it| it.look.italic)
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(plain(made.library.entry(0)), "The Homo Sapiens of eBPF tools. n.d.");
    // The title is in italics, so what the author put in italics stands upright.
    assert_eq!(italic, ["The ", " of eBPF tools"]);
}

#[test]
fn links_lead_to_the_web_only() {
    for url in ["javascript:alert(1)", "https:///x", "http://a b", "data:text/html,x"] {
        let item = json!({ "id": "a", "title": "T", "URL": url });
        let made = make(DEFAULT, "en", &[item], &[]);
        assert!(made.library.entry(0).iter().all(|it| it.url.is_none()), "{url}");
    }
}

#[test]
fn a_style_that_cannot_be_used_says_where() {
    let bad = "<style xmlns=\"x\"><info></style>";
    assert_eq!(Style::read(bad).unwrap_err().message, "`</style>` closes `<info>`");
    let dependent = |parent: &str| {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\"><info>\
             <title>X</title><id>x</id><link href=\"http://www.zotero.org/styles/{parent}\" \
             rel=\"independent-parent\"/><updated>2020-01-01T00:00:00+00:00</updated></info></style>"
        )
    };
    assert!(Style::read(&dependent("apa")).is_ok());
    let fault = Style::read(&dependent("nature")).unwrap_err();
    assert_eq!(fault.message, "it depends on the style `nature`, which is not there");
    assert!(fault.span.is_some());
}

#[test]
fn the_words_of_a_style_are_those_of_the_page() {
    let made = make("harvard-cite-them-right", "de", &[article()], &[]);
    let entry = plain(made.library.entry(0));
    assert!(
        entry.contains("„The i-Soon leak“") && entry.contains("Verfügbar unter"),
        "{entry}"
    );
}

/// A second citation in a row is `ibid.` for some styles, which must not change years.
#[test]
fn years_in_the_text_are_those_of_the_list_in_every_style() {
    let item = |id: &str| {
        let issued = json!({ "date-parts": [[2024]] });
        json!({ "id": id, "type": "report", "title": id, "author": "X", "issued": issued })
    };
    let items = ["a", "b", "c", "d"].map(item);
    let order = [2, 2, 0, 0, 3, 3, 1, 1];
    let clusters: Vec<_> = order.iter().map(|it| vec![ask(*it, None)]).collect();
    for style in ["apa", "deutsche-sprache", "din-1505-2", "iso690-author-date-en"] {
        let made = make(style, "en", &items, &clusters);
        for (place, citation) in order.iter().zip(&made.citations) {
            let suffix = ["2024a", "2024b", "2024c", "2024d"][*place];
            let entry = plain(made.library.entry(*place));
            assert!(entry.contains(suffix), "{style}: {entry}");
            assert!(citation.contains(suffix), "{style}: {citation}, {suffix}");
        }
    }
}

/// Any JSON, also where CSL wants something else.
fn anything() -> impl Strategy<Value = Json> {
    let text = prop_oneof![
        Just("<state> & industry".to_owned()),
        Just("<script>alert(1)</script>".to_owned()),
        Just("<i>a <b>b</i> </b>".to_owned()),
        Just("2024-02-30".to_owned()),
        Just("a.. b.; \u{0}\u{7}\u{202E}\u{10F700}\u{10F720}".to_owned()),
        ".{0,12}",
        "[0-9a-z&,–-]{0,8}",
    ];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (-3_000_i64..40_000).prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        text.prop_map(Json::from),
    ];
    let keys = prop::sample::select(vec![
        "date-parts",
        "literal",
        "raw",
        "circa",
        "season",
        "family",
        "given",
        "suffix",
        "non-dropping-particle",
        "dropping-particle",
        "comma-suffix",
        "x",
    ]);
    leaf.prop_recursive(3, 16, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::vec((keys.clone(), inner), 0..4).prop_map(|it| {
                it.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
            }),
        ]
    })
}

fn hostile_item() -> impl Strategy<Value = Json> {
    let keys: Vec<&'static str> = item::ORDINARY
        .iter()
        .chain(&crate::model::csl::DATES)
        .chain(&crate::model::csl::NAMES)
        .copied()
        .chain(["type", "custom"])
        .collect();
    let fields = prop::collection::vec((prop::sample::select(keys), anything()), 0..8);
    let kinds = prop::sample::select(vec![
        "book",
        "report",
        "webpage",
        "article-journal",
        "chapter",
        "thesis",
        "legal_case",
    ]);
    (fields, kinds).prop_map(|(fields, kind)| {
        let mut item = json!({ "type": kind });
        for (key, value) in fields {
            item[key] = value;
        }
        item
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Nothing panics inside the engine, and every source is named by something.
    #[test]
    fn hostile_items_are_formatted_in_every_style(
        mut items in prop::collection::vec(hostile_item(), 1..4),
        locator in ".{0,8}",
    ) {
        for (at, item) in items.iter_mut().enumerate() {
            item["id"] = format!("k{at}").into();
        }
        for style in names() {
            for lang in ["de", "en"] {
                let whole: Vec<_> = (0..items.len()).map(|it| ask(it, Some(&locator))).collect();
                let narrative = Asked { mode: Mode::AuthorInText, ..ask(0, None) };
                let silent = Asked { mode: Mode::SuppressAuthor, ..ask(0, None) };
                let made = make(style, lang, &items, &[whole, vec![narrative], vec![silent]]);
                prop_assert_eq!(quiet::panics(), 0, "{} {}", style, lang);
                for at in 0..items.len() {
                    let entry = plain(made.library.entry(at));
                    prop_assert!(!entry.trim().is_empty());
                    prop_assert!(!entry.contains(|c: char| c.is_control() || u32::from(c) >= 0xF_0000));
                }
            }
        }
    }
}

/// The forms are those of pandoc 3.9 with the same style.
#[test]
fn a_family_name_keeps_its_particle() {
    let one = |family: &str, given: &str, particle: Option<&str>| {
        let mut name = json!({ "family": family, "given": given });
        if let Some(particle) = particle {
            name["non-dropping-particle"] = particle.into();
        }
        let item = json!({ "id": "a", "title": "T", "author": [name], "issued": { "date-parts": [[2024]] } });
        let made = make("apa", "en", std::slice::from_ref(&item), &[vec![ask(0, None)]]);
        (
            made.citations[0].replace('\u{A0}', " "),
            plain(made.library.entry(0)).replace('\u{A0}', " "),
        )
    };
    for (family, given, particle, cited, listed) in [
        (
            "von der Leyen",
            "Ursula",
            None,
            "(<von der Leyen, 2024>)",
            "von der Leyen, U. (2024)",
        ),
        (
            "van der Meer",
            "Jan",
            None,
            "(<van der Meer, 2024>)",
            "van der Meer, J. (2024)",
        ),
        (
            "Meer",
            "Jan",
            Some("van der"),
            "(<van der Meer, 2024>)",
            "van der Meer, J. (2024)",
        ),
        ("al-Zawahiri", "Ayman", None, "(<al-Zawahiri, 2024>)", "al-Zawahiri, A. (2024)"),
        ("De Niro", "Robert", None, "(<De Niro, 2024>)", "De Niro, R. (2024)"),
        ("Amt für Ruhe", "X", None, "(<Amt für Ruhe, 2024>)", "Amt für Ruhe, X. (2024)"),
    ] {
        let (citation, entry) = one(family, given, particle);
        assert_eq!(citation, cited, "{family}");
        assert!(entry.starts_with(listed), "{entry}");
    }
    let niro = json!({ "id": "a", "title": "T", "author": [{ "family": "De Niro", "given": "Robert" }] });
    let made = make("chicago-author-date", "en", &[niro], &[]);
    assert!(
        plain(made.library.entry(0)).starts_with("De\u{A0}Niro, Robert"),
        "{}",
        plain(made.library.entry(0))
    );
}

#[test]
fn others_are_nobody_of_that_name() {
    for (style, lang, named, entry) in [
        (DEFAULT, "en", 1, "Joe Tidy et al."),
        (DEFAULT, "en", 2, "Joe Tidy, Gordon Corera et al."),
        (DEFAULT, "de", 1, "Joe Tidy u. a."),
        ("apa", "en", 1, "Tidy, J. et al. (2024"),
        ("apa", "en", 2, "Tidy, J., Corera, G. et al. (2024"),
        ("ieee", "en", 1, "J. Tidy et al."),
        ("din-1505-2", "de", 1, "Tidy, Joe u. a."),
        ("deutsche-sprache", "de", 2, "Tidy, Joe/Corera, Gordon u. a."),
        ("chicago-author-date", "en", 1, "Tidy, Joe et al."),
    ] {
        let mut item = article();
        let names = item["author"].as_array_mut().unwrap();
        names.truncate(named);
        names.push(json!({ "literal": "others" }));
        let made = make(style, lang, &[item], &[vec![ask(0, None)]]);
        let told = plain(made.library.entry(0)).replace('\u{A0}', " ");
        assert!(told.starts_with(entry), "{style} {lang} {named}: {told}");
        assert!(!made.citations[0].contains("others"), "{}", made.citations[0]);
    }
}

/// As pandoc has it: one short form of an unsigned article, in quotation marks.
#[test]
fn an_unsigned_article_keeps_its_quotation_marks_behind_its_newspaper() {
    let mut item = article();
    item.as_object_mut().unwrap().remove("author");
    let clusters = [vec![ask(0, None)], vec![ask(0, Some("3"))]];
    let other = json!({ "id": "b", "title": "B" });
    let clusters = [clusters[0].clone(), vec![ask(1, None)], clusters[1].clone()];
    let made = make("chicago-notes", "en", &[item, other], &clusters);
    assert_eq!(made.citations[2], "<BBC News, “The i-Soon Leak,” 3>.");
    assert!(plain(made.library.entry(0)).starts_with("BBC News. “The i-Soon Leak.”"));
}
