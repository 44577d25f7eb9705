use crate::model::{Date, Marking, PageKind, Settings};
use crate::parse::trial::{self, Trial};

#[test]
fn every_key_of_the_format_is_read() {
    let trial = check(
        "---\ntitle: A title\nkind: report-part\npart: 2\nlang: de\ndate: 2024-08-15~\nannounced: true\n\
         marking: TLP:GREEN\nsummary: One sentence.\naliases: [B, C]\ncovers: \"bfv#2\"\nsource: bbc\n\
         bears-on: [part-3]\ntags:\n- x\n- y\n- x\norder: -2\nsearch: false\nlisted: false\n\
         extra: {a: [1, b]}\nnocite: \"@*, @k\"\n---\nText\n",
        "",
    );
    let page = trial.page("a.md");
    let face = &page.face;
    assert_eq!(
        (&*face.title, &face.kind, face.part),
        ("A title", &PageKind::ReportPart, Some(2))
    );
    assert_eq!(face.date, "2024-08-15~".parse::<Date>().ok());
    assert_eq!(
        (&*face.lang, face.announced, face.marking),
        ("de", true, Some(Marking::GREEN))
    );
    assert_eq!(face.summary.as_deref(), Some("One sentence."));
    assert_eq!(values(&face.aliases), ["B", "C"]);
    assert_eq!(
        (values(&face.covers), values(&face.bears_on)),
        (vec!["bfv#2"], vec!["part-3"])
    );
    assert_eq!(face.source.as_ref().unwrap().value, "bbc");
    assert_eq!((face.tags.join(" "), face.order), ("x y".to_owned(), Some(-2)));
    assert_eq!((face.listed, face.searchable), (false, false));
    assert_eq!(face.extra, serde_json::json!({"a": [1, "b"]}));
    assert_eq!(values(&page.body.nocite), ["*", "k"]);
}

#[test]
fn a_page_without_front_matter_has_its_defaults() {
    let trial = check("Text\n", "");
    let face = &trial.page("a.md").face;
    assert_eq!((&*face.title, &face.kind, &*face.lang), ("A", &PageKind::Page, "en"));
    assert!(face.listed && face.searchable && !face.announced && face.marking.is_none());
}

#[test]
fn a_wrong_value_is_found_where_it_stands_and_the_page_still_comes() {
    check(
        "---\nkind: pres\n---\n",
        "unknown-kind a.md:2 «pres» `pres` is not a `kind` that is known | did you mean `press`?",
    );
    check(
        "---\ndate: \"2024-02-30\"\n---\n",
        "bad-date a.md:2 «2024-02-30» there is no 2024-02-30 in the calendar | write it as year, month and day: `2024-08-15`",
    );
    check(
        "---\ndate: 2024-08-08T10:00:00Z\n---\n",
        "bad-date a.md:2 «2024-08-08T10:00:00Z» `2024-08-08T10:00:00Z` is not a date: write `2024`, `2024-08`, `2024-08-15`, `2024-08-15~` or `2016/2023` | a time of day is not kept, write `2024-08-08`",
    );
    check(
        "---\nmarking: TLP:WHITE\n---\n",
        "bad-marking a.md:2 «TLP:WHITE» `TLP:WHITE` is not a marking | TLP 2.0 calls it `TLP:CLEAR`",
    );
    check(
        "---\nmarking: tlp:amber\n---\n",
        "bad-marking a.md:2 «tlp:amber» `tlp:amber` is not a marking | did you mean `TLP:AMBER`?",
    );
    check(
        "---\nmarking:\n---\n",
        "bad-marking a.md:2 «marking» `marking` is empty | write one, or take the key away so that the folder's holds",
    );
    check(
        "---\r\ntitle: [x]\r\n---\r\n",
        "wrong-type a.md:2 «[x]» `title` must be text, not a list | write one text, without brackets and hyphens: `title: …`",
    );
    check(
        "---\npart: two\norder: 1.5\n---\n",
        "wrong-type a.md:2 «two» `part` must be a whole number, not text | write digits only\nwrong-type a.md:3 «1.5» `order` must be a whole number, not a number | write digits only",
    );
    check(
        "\u{FEFF}---\ntags: [a, {b: c}]\n---\n",
        "wrong-type a.md:2 «{b: c}» `tags` must be text or a list of texts, not a mapping | put quotes around it",
    );
    check(
        "---\nsearch: no\n---\n",
        "wrong-type a.md:2 «no» `search` must be `true` or `false`, not text | write `true` or `false`, without quotes",
    );
    check(
        "---\nlang: deutsch!\n---\n",
        "bad-value a.md:2 «deutsch!» `deutsch!` is not a language | write a tag such as `en`, `de-AT` or `zh-Hans`",
    );
    check(
        "---\nsource: the BBC\n---\n",
        "bad-value a.md:2 «the BBC» `the BBC` is not a citation key | write the `id` of one source",
    );
    check(
        "---\nextra: 1\npart: -1\nnocite: x\n---\n",
        "wrong-type a.md:2 «1» `extra` must be a mapping, not a number | write `key: value` pairs below it\nbad-value a.md:3 «-1» there is no part -1 | parts count from 1\nbad-value a.md:4 «x» `nocite` names no source | write `nocite: \"@key1, @key2\"`, or `\"@*\"` for every source",
    );
}

#[test]
fn an_unknown_key_says_which_may_be_meant_and_where_free_data_goes() {
    check(
        "---\ntilte: x\n---\n",
        "unknown-key a.md:2 «tilte» there is no key `tilte` | did you mean `title`? free data goes below `extra:`",
    );
    check(
        "---\ntlp: x\n---\n",
        "unknown-key a.md:2 «tlp» there is no key `tlp` | did you mean `marking`? free data goes below `extra:`",
    );
    check(
        "---\n\"colour\": x\n---\n",
        "unknown-key a.md:2 «colour» there is no key `colour` | free data goes below `extra:`",
    );
    check(
        "---\ncsl: x\n---\n",
        "unknown-key a.md:2 «csl» there is no key `csl` | it is a setting of the whole dossier: `[dossier] csl` in `book.toml`",
    );
}

#[test]
fn front_matter_that_does_not_parse_shows_the_place_and_the_text_stays() {
    let trial = check(
        "---\ntitle: Part 2: the leak\n---\nText\n",
        "bad-yaml a.md:2 «:» mapping values are not allowed in this context | put quotes around a text that holds `: `",
    );
    assert_eq!(
        crate::model::node::text_of(&trial.page("a.md").body.nodes).trim(),
        "Text"
    );
    check(
        "---\n- a\n---\n",
        "bad-yaml a.md:1 «---» the front matter is a list, not keys with values | write `title: …`; a page that starts with a line across starts with an empty line",
    );
    check(
        "---\nq: 1\nextra:\n  b: 2\n  b: 3\n---\n",
        "unknown-key a.md:2 «q» there is no key `q` | free data goes below `extra:`\nduplicate-key a.md:5 «b» the key `b` stands here twice | a.md:4 «b» first here | keep one of them; the first one is used",
    );
    check("---\n# nothing\n---\nText\n", "");
    let long = format!("---\ntitle: {}\n---\n", "x".repeat(40_000));
    check(
        &long,
        "yaml-limit a.md:2 «» this is longer than 32 KiB | split it, or move sources into a library file",
    );
}

#[test]
fn in_a_plain_book_only_a_mapping_is_front_matter() {
    for text in [
        "---\nText\n---\n",
        "---\n- a\n---\n",
        "---\na: b: c\n---\nText",
        "---\n---\nText",
        "---\nText",
    ] {
        let trial = plain(text);
        let start = trial.page("a.md").body.nodes.first().map(|it| it.span.start);
        assert_eq!(start, Some(0), "{text}");
    }
    assert_eq!(plain("---\na: b\n---\n").page("a.md").body.nodes[..], []);
}

#[test]
fn tags_in_one_text_stand_between_commas() {
    let tags = |text: &str| plain(text).page("a.md").face.tags.join("|");
    assert_eq!(tags("---\ntags: foo, bar baz,, foo\n---\n"), "foo|bar baz");
    assert_eq!(tags("---\ntags: [\"a, b\"]\n---\n"), "a, b");
}

#[test]
fn a_plain_book_may_carry_the_front_matter_of_other_programs() {
    let trial = plain(
        "---\ntitle: X\ndate: 2024-08-08T10:00:00+02:00\nweight: 3\ndescription: D\nlayout: post\nkind: blog\n\
         aliases: [/old/]\nsource: https://x.de\ntags: one\npart: first\ncascade: [{_target: x}]\n---\n",
    );
    let face = &trial.page("a.md").face;
    assert_eq!(
        (&*face.title, face.order, face.summary.as_deref()),
        ("X", Some(3), Some("D"))
    );
    assert_eq!(face.date, "2024-08-08".parse::<Date>().ok());
    assert_eq!((face.tags.len(), face.aliases.len(), &face.source), (1, 0, &None));
    assert_eq!(
        plain("---\ndate: 2024\n---\n").page("a.md").face.date,
        "2024".parse().ok()
    );
}

#[test]
fn kinds_may_be_named_in_the_settings() {
    let settings = Settings { kinds: vec!["note".to_owned()], ..trial::dossier() };
    let trial = trial::read(settings, &[("a.md", "---\nkind: note\n---\n")]);
    trial.finds("");
    assert_eq!(trial.page("a.md").face.kind, PageKind::Custom("note".to_owned()));
}

#[track_caller]
fn check(text: &str, findings: &str) -> Trial {
    let trial = trial::read(trial::dossier(), &[("a.md", text)]);
    trial.finds(findings);
    trial
}

#[track_caller]
fn plain(text: &str) -> Trial {
    let trial = trial::read(trial::plain(), &[("a.md", text)]);
    trial.finds("");
    trial
}

fn values(list: &[crate::model::Spanned<String>]) -> Vec<&str> {
    list.iter().map(|it| &*it.value).collect()
}

#[test]
fn what_was_meant_as_front_matter_is_an_error_and_no_cascade_opens_the_page() {
    let home = "---\nmarking: TLP:CLEAR\ncascade: {marking: TLP:CLEAR}\n---\n";
    for text in [
        "---\nmarking: TLP:RED\n",
        "\n---\nmarking: TLP:RED\n---\n",
        "----\nmarking: TLP:RED\n----\n",
        "+++\nmarking = \"TLP:RED\"\n+++\n",
        "{\"marking\": \"TLP:RED\"}\n",
    ] {
        let trial = trial::read(trial::dossier(), &[("index.md", home), ("a.md", text)]);
        assert!(trial.found().contains("bad-front-matter a.md"), "{text:?}");
        assert_eq!(trial.page("a.md").face.marking, None, "{text:?}");
    }
}

#[test]
fn a_plain_book_reads_toml_and_takes_lines_across_the_page_for_what_they_are() {
    let plain =
        |text: &str| trial::read(trial::plain(), &[("a.md", text), ("b.md", "x")]);
    let trial = plain(
        "+++\ntitle = \"T\"\ndate = 2024-08-15T10:00:00Z\nweight = 3\nmarking = \"TLP:RED\"\n\
         [taxonomies]\ntags = [\"x\", \"y\"]\n[extra]\na = 1\n+++\nText\n",
    );
    trial.finds("");
    let face = &trial.page("a.md").face;
    assert_eq!((&*face.title, face.order), ("T", Some(3)));
    assert_eq!(face.date, "2024-08-15".parse::<Date>().ok());
    assert_eq!(
        (face.tags.join(" "), face.marking),
        ("x y".to_owned(), Some(Marking::RED))
    );
    assert_eq!(face.extra, serde_json::json!({"a": 1}));
    plain("---\nRemark: a word.\n\nText.\n").finds("");
    plain("---\n\n# Title\n\n---\n").finds("");
    let found = |text: &str| plain(text).found().lines().count();
    for text in [
        "---\ntitle: x\n\ntext",
        "\n---\ntitle: x\n---\n",
        "+++\na = \n+++\n",
        "---\ntitle: [\n---\n",
    ] {
        assert_eq!(found(text), 1, "{text:?}");
    }
}

#[test]
fn a_plain_book_keeps_drafts_back_however_other_programs_say_so() {
    let is_there = |text: &str| {
        let trial = trial::read(trial::plain(), &[("a.md", text), ("b.md", "x")]);
        trial.dossier.pages.len() == 2
    };
    for draft in
        ["draft: true", "draft: yes", "draft: maybe", "published: false", "publish: no"]
    {
        assert!(!is_there(&format!("---\n{draft}\n---\n")), "{draft}");
    }
    assert!(!is_there("+++\ndraft = true\n+++\n"));
    for page in [
        "draft: false",
        "draft: no",
        "draft:",
        "published: true",
        "published: 2024-01-01",
    ] {
        assert!(is_there(&format!("---\n{page}\n---\n")), "{page}");
    }
}
