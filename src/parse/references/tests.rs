use crate::base::FilePath;
use crate::model::settings::Edition;
use crate::model::{Marking, Seen, Settings, Source};
use crate::parse::trial::{self, Trial};
use serde_json::json;

#[test]
fn an_item_of_csl_is_read_whole() {
    let trial = library(
        "references:\n- id: bfv\n  type: report\n  title: \"Teil 2\"\n  author: [{family: Gogh, given: Vincent, non-dropping-particle: van}, {literal: BfV}]\n  \
         issued: 2024-08-08\n  accessed: {date-parts: [[2026, 11, 20]]}\n  URL: https://x.de\n  number: 2.10\n  editor: BBC\n  \
         custom: {grade: A2, seen: not-seen, announced: true, marking: \"TLP:GREEN\", outline: [{id: 1, title: T, page: 3-6}]}\n",
        "",
    );
    let source = source(&trial, "bfv");
    assert_eq!(
        (&*source.kind, &*source.title, source.authors.len()),
        ("report", "Teil 2", 2)
    );
    assert_eq!(
        (&*source.authors[0].family, &*source.authors[0].given),
        ("van Gogh", "Vincent")
    );
    assert!(source.authors[1].literal && !source.authors[0].literal);
    assert_eq!(source.issued, "2024-08-08".parse().ok());
    assert_eq!(source.accessed, "2026-11-20".parse().ok());
    let fields: Vec<_> =
        source.fields.iter().map(|(key, value)| format!("{key}={value}")).collect();
    assert_eq!(fields, ["URL=https://x.de", "editor=BBC", "number=2.10"]);
    let evidence = &source.evidence;
    assert_eq!(
        (evidence.grade.as_deref(), evidence.seen),
        (Some("A2"), Some(Seen::NotSeen))
    );
    assert_eq!((evidence.announced, evidence.marking), (true, Some(Marking::GREEN)));
    assert_eq!(evidence.outline, [("1".to_owned(), "T".into(), "3-6".to_owned())]);
    assert_eq!(source.item["issued"], json!({"date-parts": [[2024, 8, 8]]}));
    assert_eq!(source.item["author"][0]["family"], json!("Gogh"));
    assert_eq!(source.item["number"], json!("2.10"));
    assert_eq!(source.item["custom"]["grade"], json!("A2"));
    assert_eq!(source.span.range(), 18..21);
}

#[test]
fn the_title_of_a_section_is_text_or_text_by_language() {
    let trial = library(
        "references:\n- {id: a, title: A, custom: {outline: [{id: 1, title: {de: Eins, en: One}}, {id: 2, title: [x]}]}}\n",
        "bad-value references.yaml:2 «[x]» a title is text, not a list | write `title: …`, or one for each language: `title: {en: …, de: …}`",
    );
    let outline = &source(&trial, "a").evidence.outline;
    let title = |it: usize, lang| outline[it].1.in_language(lang);
    assert_eq!((title(0, "en"), title(0, "de"), title(0, "fr")), ("One", "Eins", "Eins"));
    assert_eq!(title(1, "en"), "");
}

#[test]
fn the_title_of_a_section_has_no_marking_of_its_own() {
    let trial = library(
        "references:\n- {id: a, title: A, custom: {outline: [{id: 1, title: {text: Closed, marking: TLP:RED}}]}}\n",
        "bad-value references.yaml:2 «{text: Closed, marking: TLP:RED}» a title is text, not a mapping | write `title: …`, or one for each language: `title: {en: …, de: …}`",
    );
    assert_eq!(source(&trial, "a").evidence.outline[0].1.text, "");
}

#[test]
fn a_label_in_an_answer_of_crossref_closes_the_source() {
    let trial = library(
        "- {id: a, title: [A], indexed: {x: 1}, tlp: red}\n",
        "not-kept references.yaml:1 «{id: a, title: [A], indexed: {x: 1}, tlp: red}» CSL has no place for `indexed` | they are left out; what matters of them can stand in `note` or below `custom:`\n\
         unknown-field references.yaml:1 «tlp» CSL has no field `tlp` | free data stands below `custom:`\n\
         bad-marking references.yaml:1 «red» a marking stands where it marks nothing | write the label and nothing else as a keyword of the source, in YAML and JSON as `custom: {marking: …}`",
    );
    assert_eq!(source(&trial, "a").evidence.marking, Some(Marking::RED));
}

#[test]
fn what_browsers_take_for_a_script_is_no_address() {
    let trial = library(
        "- {id: a, title: A, custom: {archive: \"java\\tscript:x\"}}\n",
        "bad-address references.yaml:1 «java\\tscript:x» this address would run something | write the address of the page itself; this one is left out",
    );
    assert_eq!(source(&trial, "a").evidence.archive_url, None);
}

#[test]
fn lenient_fields_become_those_of_csl() {
    let trial = library(
        "- {id: 7, author: \"BBC, London\", date: 2024, url: 'https://u.example', publication: P, pages: 1-2}\n",
        "",
    );
    let source = source(&trial, "7");
    assert_eq!(
        (&*source.authors[0].family, source.authors[0].literal),
        ("BBC, London", true)
    );
    assert_eq!(
        source.item,
        json!({"id": "7", "author": [{"literal": "BBC, London"}], "issued": {"date-parts": [[2024]]},
               "URL": "https://u.example", "container-title": "P", "page": "1-2"})
    );
    assert_eq!(
        (source.field("page"), source.field("container-title")),
        (Some("1-2"), Some("P"))
    );
}

#[test]
fn dates_come_in_every_form() {
    for (written, date) in [
        ("2024", "2024"),
        ("2024-08", "2024-08"),
        ("\"2024-08-15~\"", "2024-08-15~"),
        ("2016/2023", "2016/2023"),
        ("2024-08-15T10:00:00Z", "2024-08-15"),
        ("{date-parts: [[2024, 8], [2024, 9]]}", "2024-08/2024-09"),
        ("{date-parts: [[\"2024\", \"8\", \"15\"]], circa: true}", "2024-08-15~"),
        ("{date-parts: [2024, 8]}", "2024-08"),
        ("{raw: 2024-08-15}", "2024-08-15"),
        ("{year: 2024, month: 8}", "2024-08"),
        ("[{year: 2024}, {year: 2025}]", "2024/2025"),
    ] {
        let trial = library(&format!("- id: a\n  issued: {written}\n"), "");
        assert_eq!(source(&trial, "a").issued, date.parse().ok(), "{written}");
    }
    for (written, words) in [
        ("in press", "in press"),
        ("{literal: n. d.}", "n. d."),
        ("{raw: 5 August}", "5 August"),
    ] {
        let trial = library(&format!("- id: a\n  issued: {written}\n"), "");
        let source = source(&trial, "a");
        assert_eq!(
            (source.issued, source.issued_literal.as_deref()),
            (None, Some(words))
        );
    }
}

#[test]
fn a_wrong_value_is_found_where_it_stands() {
    const DATE: &str =
        "write `2024`, `2024-08`, `2024-08-15`, or `{literal: …}` for words";
    const CUSTOM: &str = "`custom` holds what is known of the source as evidence";
    library(
        "- id: a\n  issued: 2024-13-01\n",
        &format!(
            "bad-date references.yaml:2 «2024-13-01» `2024-13-01` is not a date: write `2024`, `2024-08`, `2024-08-15`, `2024-08-15~` or `2016/2023` | {DATE}"
        ),
    );
    library(
        "- id: a\n  issued: {date-parts: [[]]}\n",
        &format!(
            "bad-date references.yaml:2 «{{date-parts: [[]]}}» there is no date in it | {DATE}"
        ),
    );
    library(
        "- id: a\n  custom: {grade: b2}\n",
        "bad-value references.yaml:2 «b2» `b2` is not a grade | write a letter from A to F for the source and a digit from 1 to 6 for the information: `B2`",
    );
    library(
        "- id: a\n  custom: {seen: mirorr, graed: A1}\n",
        &format!(
            "bad-value references.yaml:2 «mirorr» `mirorr` is not a `seen` that is known | did you mean `mirror`?\nunknown-key references.yaml:2 «graed» there is no key `graed` | did you mean `grade`? {CUSTOM}"
        ),
    );
    library(
        "- id: a\n  custom: {marking: TLP:WHITE}\n",
        "bad-marking references.yaml:2 «TLP:WHITE» `TLP:WHITE` is not a marking | TLP 2.0 calls it `TLP:CLEAR`",
    );
    library(
        "- id: a\n  custom:\n    archive: {url: https://u.example, date: 2024, status: gone}\n    sha256: abc\n",
        "bad-value references.yaml:3 «gone» `gone` is not a `status` that is known | write one of `live`, `dead`, `deviated`, `unfit`, `usurped`\nbad-value references.yaml:4 «abc» this is not a SHA-256 digest | write the 64 hexadecimal digits that `sha256sum` prints",
    );
    library(
        "- title: no id\n- 3\n- id:\n",
        "missing-key references.yaml:1 «title: no id» a source has no `id` | every source has a key by which pages cite it: `id: bbc-2024`\nwrong-type references.yaml:2 «3» a source is a mapping, not a number | write `- id: key`, and its `title`, `author`, `issued` below\nmissing-key references.yaml:3 «id:» a source has no `id` | every source has a key by which pages cite it: `id: bbc-2024`",
    );
    library(
        "- id: a\n  author: {given: [x]}\n",
        "wrong-type references.yaml:2 «{given: [x]}» `author` must be a name or a list of names, not a mapping | write `author: Name`, `{family: …, given: …}` or `{literal: …}`",
    );
}

#[test]
fn the_same_words_twice_are_one_source_and_other_words_a_finding() {
    let trial = trial::read(
        trial::dossier(),
        &[
            (
                "references.yaml",
                "- {id: a, title: A, issued: 2024}\n- {id: b, title: B}\n- {id: c}\n",
            ),
            (
                "x.md",
                "---\nreferences:\n- {title: A, id: a, date: \"2024\"}\n- {id: b, title: Other}\n---\n",
            ),
            ("y.md", "---\ncitations: [{id: \"0\"}]\n---\n"),
        ],
    );
    trial.finds("duplicate-source x.md:4 «b» the source `b` is defined twice, in different words | references.yaml:2 «b» first defined here | keep one definition, or give one of them another `id`");
    let ids: Vec<_> = trial.dossier.sources.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["0", "a", "b", "c"]);
}

#[test]
fn a_source_is_as_closed_as_the_page_that_defines_it() {
    let open = Edition::of(Marking::CLEAR);
    let settings =
        Settings { editions: [("p".to_owned(), open)].into(), ..trial::dossier() };
    let page = |marking: &str, sources: &str| {
        format!("---\nmarking: {marking}\nreferences: [{sources}]\n---\n")
    };
    let trial = trial::read(
        settings,
        &[
            (
                "a.md",
                &page(
                    "TLP:RED",
                    "{id: s}, {id: t}, {id: u, custom: {marking: \"TLP:CLEAR\"}}",
                ),
            ),
            (
                "b.md",
                &page("TLP:GREEN", "{id: t}, {id: v, custom: {marking: \"TLP:AMBER\"}}"),
            ),
            ("references.yaml", "- {id: l}\n"),
        ],
    );
    trial.finds("");
    let markings: Vec<_> =
        trial.dossier.sources.iter().map(|it| it.evidence.marking).collect();
    let (green, amber, red) =
        (Some(Marking::GREEN), Some(Marking::AMBER), Some(Marking::RED));
    assert_eq!(markings, [None, red, green, red, amber]);
    assert_eq!(source(&trial, "t").file.as_str(), "content/b.md");
}

#[test]
fn origins_must_exist_and_lead_back() {
    library(
        "- {id: a, custom: {derives-from: [bb]}}\n- {id: b, custom: {derives-from: c}}\n- {id: c, custom: {derives-from: [d]}}\n- {id: d, custom: {derives-from: [a, b]}}\n- {id: e, custom: {derives-from: e}}\n",
        "unknown-origin references.yaml:1 «bb» `a` derives from `bb`, which is not listed | did you mean `b`?
         circular-origin references.yaml:4 «b» `b` derives from itself: `b` from `c` from `d` from `b` | follow the text back to where it was first published, and take out the key that leads forward
         circular-origin references.yaml:5 «e» `e` derives from itself: `e` from `e` | follow the text back to where it was first published, and take out the key that leads forward",
    );
}

#[test]
fn a_long_chain_of_origins_needs_no_stack() {
    let item =
        |n: usize| format!("- {{id: s{n}, custom: {{derives-from: s{}}}}}\n", n + 1);
    let text: String = (0..20_000).map(item).collect();
    let trial = trial::read(
        trial::dossier(),
        &[("references.yaml", &format!("{text}- id: s20000\n"))],
    );
    trial.finds("");
    assert_eq!(trial.dossier.sources.len(), 20_001);
}

#[test]
fn libraries_are_those_named_or_those_with_the_usual_names() {
    let named = |names: &[&str]| Settings {
        bibliography: names.iter().map(|it| FilePath::new(it).unwrap()).collect(),
        ..trial::dossier()
    };
    let texts = [
        ("references.yaml", "- id: a"),
        ("references.json", "[{\"id\": \"b\"}]"),
        ("lib/x.yml", "\u{FEFF}references:\n- id: c"),
        ("x.enw", "%0 Book"),
    ];
    let ids = |trial: &Trial| {
        trial.dossier.sources.iter().map(|it| it.id.clone()).collect::<String>()
    };
    let trial = trial::read(trial::dossier(), &texts);
    trial.finds("");
    assert_eq!(ids(&trial), "ab");
    let trial = trial::read(named(&["lib/x.yml", "x.enw", "referencs.json"]), &texts);
    trial.finds(
        "missing-library book.toml there is no library `content/referencs.json` that can be read | did you mean `content/references.json`?
         unread-library x.enw libraries in the format `.enw` are not read | export it as CSL-YAML or CSL-JSON; `pandoc -t csljson` makes one from most formats",
    );
    assert_eq!(ids(&trial), "c");
}

#[test]
fn a_broken_library_is_found_and_the_dossier_still_comes() {
    library(
        "- id: a\n  title: b: c\n",
        "bad-yaml references.yaml:2 «:» mapping values are not allowed in this context | put quotes around a text that holds `: `",
    );
    library(
        "title: x\n",
        "missing-key references.yaml:1 «title: x» this library has no list of sources | write `references:` and the list below it",
    );
    library("# nothing\n", "");
    library("", "");
    let trial = trial::read(
        trial::dossier(),
        &[("references.json", "[{\"id\": \"a\",}]"), ("a.md", "")],
    );
    trial.finds("bad-json references.json:1 «}» trailing comma");
    assert_eq!(trial.dossier.pages.len(), 1);
}

#[track_caller]
fn library(text: &str, findings: &str) -> Trial {
    let trial = trial::read(trial::dossier(), &[("references.yaml", text)]);
    trial.finds(findings);
    trial
}

#[track_caller]
fn source<'a>(trial: &'a Trial, id: &str) -> &'a Source {
    trial.dossier.sources.iter().find(|it| it.id == id).unwrap()
}

#[test]
fn markdown_in_fields_becomes_the_tags_of_csl() {
    let trial = library(
        "- {id: a, title: \"*I* **b** x^2^ H~2~O [S]{.smallcaps} [n]{.nocase} \\\\*l\\\\* a_b <c> & d\", URL: https://x.y/*z*, note: see @b}\n",
        "",
    );
    let source = source(&trial, "a");
    assert_eq!(source.title, "I b x2 H2O S n *l* a_b <c> & d");
    assert_eq!(
        source.item,
        json!({
            "id": "a",
            "title": "<i>I</i> <b>b</b> x<sup>2</sup> H<sub>2</sub>O <sc>S</sc> <span class=\"nocase\">n</span> *l* a_b <c> & d",
            "URL": "https://x.y/*z*",
            "note": "see @b",
        })
    );
}

#[test]
fn a_marking_within_a_title_closes_the_source() {
    let trial = library(
        "- {id: a, title: 'Open [closed]{marking=TLP:RED}', custom: {marking: TLP:GREEN}}\n",
        "",
    );
    assert_eq!(source(&trial, "a").evidence.marking, Some(Marking::RED));
}

#[test]
fn values_of_other_kinds_are_kept_or_told() {
    let trial = library(
        "- {id: a, page: true, keyword: [x, y], categories: [p, q], volume: 3, version: 1.0, note: {a: b}, title: [{c: d}]}\n",
        "wrong-type references.yaml:1 «{a: b}» `note` must be text, not a mapping | put quotes around it
         wrong-type references.yaml:1 «[{c: d}]» `title` must be text, not a list | put quotes around it",
    );
    assert_eq!(
        source(&trial, "a").item,
        json!({"id": "a", "page": "true", "keyword": "x, y", "categories": ["p", "q"], "volume": 3, "version": "1.0"})
    );
}

#[test]
fn years_out_of_reach_and_seasons_are_kept() {
    for (written, json, date, words) in [
        (
            "{date-parts: [[-44, 3]]}",
            json!({"date-parts": [[-44, 3]]}),
            None,
            Some("-44-3"),
        ),
        ("2001-21", json!({"date-parts": [[2001]], "season": 1}), Some("2001"), None),
        (
            "{date-parts: [[2001]], season: 4}",
            json!({"date-parts": [[2001]], "season": 4}),
            Some("2001"),
            None,
        ),
        (
            "{date-parts: [[2001]], season: Summer}",
            json!({"date-parts": [[2001]], "season": 2}),
            Some("2001"),
            None,
        ),
    ] {
        let trial = library(&format!("- id: a\n  issued: {written}\n"), "");
        let source = source(&trial, "a");
        assert_eq!(source.item["issued"], json, "{written}");
        assert_eq!(source.issued, date.and_then(|it| it.parse().ok()), "{written}");
        assert_eq!(source.issued_literal.as_deref(), words, "{written}");
    }
}

#[test]
fn a_season_that_nobody_can_read_is_told() {
    let trial = library(
        "- {id: a, issued: {year: 2001, season: Q3}}\n",
        "unknown-field references.yaml:1 «Q3» `Q3` is no season, and left out | write `spring`, `summer`, `autumn` or `winter`, or a number from 1 to 4",
    );
    assert_eq!(source(&trial, "a").item["issued"], json!({"date-parts": [[2001]]}));
}

#[test]
fn further_keys_lead_to_their_source() {
    let trial = trial::read(
        trial::dossier(),
        &[
            (
                "references.yaml",
                "- {id: a, other-ids: [old, older]}\n- {id: b, other-ids: \"a, old\", custom: {derives-from: older}}\n",
            ),
            (
                "x.md",
                "---\nsource: old\nnocite: '@older'\n---\nSee [vgl. @old, S. 3] and @a.\n",
            ),
        ],
    );
    trial.finds(
        "duplicate-source references.yaml:2 «a, old» the further key `a` of `b` is taken | references.yaml:1 «a» `a` has it | take it out of one of them
         duplicate-source references.yaml:2 «a, old» the further key `old` of `b` is taken | references.yaml:1 «old» `a` has it | take it out of one of them",
    );
    let page = trial.page("x.md");
    assert_eq!(page.face.source.as_ref().map(|it| &*it.value), Some("a"));
    assert_eq!(page.body.nocite[0].value, "a");
    assert!(format!("{:?}", page.body.nodes).contains("key: \"a\""));
    assert!(!format!("{:?}", page.body.nodes).contains("key: \"old\""));
    assert_eq!(source(&trial, "b").evidence.derives_from, ["a"]);
}
