use crate::model::settings::Edition;
use crate::model::{Face, Kind, Marking, Node, Settings};
use crate::parse::trial::{self, Trial};

const GREEN: &str = "---\nmarking: TLP:GREEN\n---\n";

#[test]
fn the_nearest_folder_tells_and_the_page_itself_tells_last() {
    let trial = read(&[
        (
            "index.md",
            "---\ncascade: {lang: en, kind: term, tags: [x], extra: {a: 1, b: 1}}\n---\n",
        ),
        ("a/index.md", "---\ncascade:\n  lang: fr\n  extra: {b: 2}\n---\n"),
        ("a/b/c.md", "---\nextra: {c: 3}\ntags: [y]\n---\n"),
        ("a/b/d.md", "---\nlang: de\nkind: page\n---\n"),
        ("ab/e.md", ""),
    ]);
    trial.finds("");
    let told = |path: &str| {
        let face = &trial.page(path).face;
        format!(
            "{} {} {} {}",
            face.lang,
            face.kind.name(),
            face.tags.join(","),
            face.extra
        )
    };
    assert_eq!(told("index.md"), r#"en page x {"a":1,"b":1}"#);
    assert_eq!(told("a/index.md"), r#"fr term x {"b":2,"a":1}"#);
    assert_eq!(told("a/b/c.md"), r#"fr term y {"c":3,"b":2,"a":1}"#);
    assert_eq!(told("a/b/d.md"), r#"de page x {"b":2,"a":1}"#);
    assert_eq!(told("ab/e.md"), r#"en term x {"a":1,"b":1}"#);
}

#[test]
fn an_index_page_of_the_same_language_tells_first() {
    let trial = trial::read(
        german(),
        &[
            ("a/index.md", "---\ncascade: {kind: term, part: 1}\n---\n"),
            ("a/index.de.md", "---\ncascade: {kind: event}\n---\n"),
            ("a/b.md", ""),
            ("a/b.de.md", ""),
        ],
    );
    let told = |path: &str| {
        let face = &trial.page(path).face;
        (face.lang.clone(), face.kind.name().to_owned(), face.part)
    };
    assert_eq!(told("a/b.md"), ("en".to_owned(), "term".to_owned(), Some(1)));
    assert_eq!(told("a/b.de.md"), ("de".to_owned(), "event".to_owned(), Some(1)));
    // Of which kind the pages below are says nothing about the index page.
    assert_eq!(told("a/index.md"), ("en".to_owned(), "page".to_owned(), Some(1)));
    assert_eq!(told("a/index.de.md"), ("de".to_owned(), "page".to_owned(), Some(1)));
}

#[test]
fn a_translation_takes_from_its_original_what_it_does_not_tell_itself() {
    let trial = trial::read(
        german(),
        &[
            ("index.md", "---\ncascade: {date: 2023, part: 7, kind: page}\n---\n"),
            (
                "a.md",
                "---\ntitle: A\nsummary: S\nkind: organisation\npart: 1\nmarking: TLP:AMBER\n\
                 restrictions: R\naliases: [B]\ncovers: \"s#2\"\nsource: s\nbears-on: [index]\n\
                 tags: [t]\norder: 3\nlisted: false\nsearch: false\nextra: {x: 1, y: 1}\n\
                 nocite: \"@s\"\nrelations: [{type: of, to: index, source: \"[@s, p. 3]\"}]\n---\n",
            ),
            ("a.de.md", "---\ntitle: Ä\npart: 2\nextra: {y: 2}\n---\n"),
            (
                "b.md",
                "---\ndate: 2024\nrelations: [{type: of, to: a, source: \"[@s]\"}]\n---\n",
            ),
            ("b.de.md", "---\nkind: term\nrelations: []\naliases: []\n---\n"),
            ("c.de.md", "---\nkind: term\n---\n"),
            ("c.fr.md", ""),
            ("d.md", "---\ndraft: true\nkind: term\n---\n"),
            ("d.de.md", ""),
        ],
    );
    trial.finds("");
    let face = &trial.page("a.de.md").face;
    let original = &trial.page("a.md").face;
    assert_eq!((&*face.title, &face.summary, &*face.lang), ("Ä", &None, "de"));
    assert_eq!((face.part, face.order, face.date), (Some(2), Some(3), original.date));
    assert_eq!((face.marking, &face.restrictions), (original.marking, &Some("R".into())));
    assert_eq!((&face.kind, &face.tags), (&original.kind, &original.tags));
    assert_eq!((face.listed, face.searchable), (false, false));
    assert_eq!(face.extra.to_string(), r#"{"y":2,"x":1}"#);
    let told = |face: &Face| {
        let texts = face.aliases.iter().chain(&face.covers).chain(&face.source);
        let texts = texts.chain(&face.bears_on).map(|it| it.value.clone());
        let related = face.relations.iter().map(|it| it.to.value.clone());
        texts.chain(related).collect::<Vec<_>>()
    };
    assert_eq!(told(face), told(original));
    assert_eq!(told(face), ["B", "s#2", "s", "index", "index"]);
    let nocite = &trial.page("a.de.md").body.nocite;
    assert_eq!(nocite.iter().map(|it| &*it.value).collect::<Vec<_>>(), ["s"]);
    let of = |path: &str| {
        let face = &trial.page(path).face;
        (face.kind.name().to_owned(), face.part, face.relations.len())
    };
    assert_eq!(of("b.de.md"), ("term".to_owned(), Some(7), 0));
    assert_eq!(of("c.fr.md"), ("term".to_owned(), Some(7), 0));
    assert_eq!(of("d.de.md"), ("page".to_owned(), Some(7), 0));
}

#[test]
fn a_translation_is_as_closed_as_its_original_and_folders_open_it_no_more() {
    let trial = trial::read(
        Settings { languages: vec!["en".into(), "de".into()], ..editions() },
        &[
            ("index.md", "---\nmarking: TLP:CLEAR\ncascade: {marking: TLP:CLEAR}\n---\n"),
            ("index.de.md", "---\ncascade: {marking: TLP:GREEN}\n---\n"),
            ("a.md", "---\nmarking: TLP:RED\n---\n"),
            ("a.de.md", ""),
            ("b.md", ""),
            ("b.de.md", ""),
            ("c.md", "---\nmarking: nonsense\n---\n"),
            ("c.de.md", ""),
        ],
    );
    let marking = |path: &str| trial.page(path).face.marking;
    assert_eq!(marking("a.de.md"), Some(Marking::RED));
    assert_eq!(marking("b.de.md"), Some(Marking::GREEN));
    assert_eq!(marking("index.de.md"), Some(Marking::CLEAR));
    assert_eq!(marking("c.de.md"), None);
    assert_eq!(trial.found().lines().count(), 1);
}

#[test]
fn what_is_of_one_page_cannot_be_cascaded() {
    read(&[("index.md", "---\ncascade: {title: x, markign: y}\n---\n")]).finds(
        "unknown-key index.md:2 «title» `title` is of one page and cannot be cascaded | what can be: `kind`, `part`, `lang`, `date`, `announced`, `marking`, `restrictions`, `covers`, `source`, `bears-on`, `tags`, `draft`, `search`, `listed`, `extra`
         unknown-key index.md:2 «markign» there is no key `markign` | did you mean `marking`? free data goes below `extra:`",
    );
}

const UNMARKED: &str = "write `marking: TLP:…` in its front matter, or in `cascade:` of a folder's index page";

#[test]
fn with_editions_a_page_without_a_marking_is_an_error() {
    let trial = trial::read(
        editions(),
        &[
            ("index.md", "---\ntitle: x\n---\n"),
            ("a/index.md", "---\ncascade: {marking: \"TLP:AMBER\"}\n---\n"),
            ("a/b.md", ""),
            ("c.md", "Text"),
            ("d.md", GREEN),
            ("e.md", "---\ndraft: true\n---\n"),
        ],
    );
    trial.finds(&format!(
        "missing-marking c.md:1 «» the page has no marking | {UNMARKED}\nmissing-marking index.md:1 «---» the page has no marking | {UNMARKED}"
    ));
    assert_eq!(trial.page("a/b.md").face.marking, Some(Marking::AMBER));
    assert_eq!(trial.page("a/index.md").face.marking, Some(Marking::AMBER));
}

/// A cascade must not make a page public whose own marking nobody could read.
#[test]
fn front_matter_that_cannot_be_read_leaves_the_page_unmarked() {
    let trial = trial::read(
        editions(),
        &[
            (
                "index.md",
                "---\nmarking: TLP:CLEAR\ncascade: {marking: \"TLP:CLEAR\"}\n---\n",
            ),
            ("a.md", "---\nmarking: TLP:RED\ntitle: a: b\n---\n"),
        ],
    );
    assert_eq!(trial.page("a.md").face.marking, None);
    assert_eq!(trial.found().lines().count(), 1);
}

#[test]
fn a_marking_that_cannot_be_read_is_not_replaced_by_a_lower_one() {
    let trial = trial::read(
        editions(),
        &[
            (
                "index.md",
                "---\nmarking: TLP:CLEAR\ncascade: {marking: \"TLP:CLEAR\"}\n---\n",
            ),
            ("a.md", "---\nmarking: TLP:REDD\n---\n"),
        ],
    );
    assert_eq!(trial.page("a.md").face.marking, None);
    trial.finds("bad-marking a.md:2 «TLP:REDD» `TLP:REDD` is not a marking | did you mean `TLP:RED`?");
}

#[test]
fn the_title_is_told_by_front_matter_then_heading_then_summary_then_file() {
    let trial = trial::read(
        trial::plain(),
        &[
            (
                "SUMMARY.md",
                "- [S *one*](a.md)\n- [Two](b.md)\n- [Three](c.md)\n- [](my-01-page.md)\n",
            ),
            ("a.md", "---\ntitle: F\n---\n# H\n"),
            ("b.md", "Text\n\n# H `x` *y*\n\n# Second\n"),
            ("c.md", "## Not this\n"),
            ("my-01-page.md", ""),
        ],
    );
    let titles: Vec<_> = trial.dossier.pages.iter().map(|it| &*it.face.title).collect();
    assert_eq!(titles, ["F", "H x y", "Three", "My 01 page"]);
    assert_eq!(shape(&trial, "a.md"), "- | H");
    assert_eq!(shape(&trial, "b.md"), "H x y | Text | Second");
    assert_eq!(shape(&trial, "c.md"), "- | Not this");
}

#[test]
fn a_heading_that_repeats_the_title_is_taken_out() {
    let trial = read(&[
        (
            "a.md",
            "---\ntitle: \"The leak's  \\\"story\\\"...\"\n---\n# The leak's \"story\"...\nText\n",
        ),
        ("b.md", "---\ntitle: X\n---\nText\n\n# X\n"),
    ]);
    assert_eq!(shape(&trial, "a.md"), "The leak’s “story”… | Text");
    assert_eq!(shape(&trial, "b.md"), "- | Text | X");
}

#[test]
fn two_files_that_are_one_page_are_named_both() {
    let trial = trial::read(
        german(),
        &[
            ("a.md", ""),
            ("a/README.md", ""),
            ("a/index.de.md", "Text"),
            ("b.md", "---\nlang: de\n---\n"),
            ("b.de.md", ""),
        ],
    );
    trial.finds(
        "duplicate-page a/README.md:1 «» `content/a/README.md` and `content/a.md` are the same page, `a` in `en` | a.md:1 «» the page is already here | rename one of them, or give it a language of its own
         duplicate-page b.md:1 «---» `content/b.md` and `content/b.de.md` are the same page, `b` in `de` | b.de.md:1 «» the page is already here | rename one of them, or give it a language of its own",
    );
    let files: Vec<_> =
        trial.dossier.pages.iter().map(|it| it.face.file.as_str()).collect();
    assert_eq!(files, ["content/a.md", "content/a/index.de.md", "content/b.de.md"]);
}

#[test]
fn a_plain_book_may_have_a_page_beside_a_folder_of_its_name() {
    let trial = trial::read(trial::plain(), &[("a.md", ""), ("a/index.md", "")]);
    trial.finds("");
    let ids: Vec<_> = trial.dossier.pages.iter().map(|it| it.face.id.as_str()).collect();
    assert_eq!(ids, ["a", "a/index"]);
}

#[test]
fn a_draft_is_left_out_without_a_word_and_its_sources_with_it() {
    let trial = read(&[
        ("a.md", "---\ndraft: true\nreferences: [{id: s}]\n---\n"),
        ("b/index.md", "---\ncascade: {draft: true}\n---\n"),
        ("b/c.md", "---\ndraft: false\n---\n"),
    ]);
    trial.finds("");
    assert_eq!(trial.dossier.pages.len(), 1);
    assert!(trial.dossier.sources.is_empty() && trial.dossier.outline.len() == 1);
}

#[test]
fn a_relation_that_cannot_be_read_says_how_one_is_written() {
    const HELP: &str =
        "write `- {type: customer-of, to: org-mps, source: \"[@key, p. 3]\"}`";
    let trial = read(&[(
        "a.md",
        "---\nrelations:\n- {type: x}\n- y\n- {type: x, to: z, sorce: s}\n- {type: x, to: z, marking: RED, source: \"[@s]\"}\n- {type: x, to: z, source: \"BBC\"}\n---\n",
    )]);
    trial.finds(&format!(
        "missing-key a.md:3 «{{type: x}}» a relation has no `to` | {HELP}
         wrong-type a.md:4 «y» a relation is a mapping, not text | {HELP}
         unknown-key a.md:5 «sorce» there is no key `sorce` | did you mean `source`? a relation has `type`, `to`, `source`, `marking`
         bad-marking a.md:6 «RED» `RED` is not a marking | the labels are `TLP:CLEAR`, `TLP:GREEN`, `TLP:AMBER`, `TLP:AMBER+STRICT`, `TLP:RED`
         bad-relation a.md:7 «BBC» `BBC` is not a citation | write the citation as in a text: `source: \"[@key, p. 3]\"`"
    ));
    let relations = &trial.page("a.md").face.relations;
    let kept: Vec<_> = relations.iter().map(|it| (&*it.kind, &*it.to.value)).collect();
    assert_eq!(kept, [("x", "z"), ("x", "z")]);
}

#[test]
fn the_citation_of_a_relation_knows_its_places() {
    let key = |source: &str| {
        let text =
            format!("---\nrelations: [{{type: x, to: y, source: {source}}}]\n---\n");
        let trial = read(&[("a.md", &text)]);
        trial.finds("");
        let relation = trial.page("a.md").face.relations[0].clone();
        let Some(Kind::Cite(cluster)) = relation.source.map(|it| it.kind) else {
            panic!()
        };
        let item = &cluster.items[0];
        (item.key.to_string(), text[item.span.range()].to_owned(), item.locator.clone())
    };
    let page = |it: &str| Some(it.into());
    assert_eq!(key("\"[@bfv-2, p. 3]\""), ("bfv-2".into(), "@bfv-2".into(), page("3")));
    assert_eq!(key("'[vgl. @é_1, pp. 5–7]'"), ("é_1".into(), "@é_1".into(), page("5–7")));
    let whole = "[@b, p. 3; \\\"x\\\" @c]";
    assert_eq!(key(&format!("\"{whole}\"")), ("b".into(), whole.into(), page("3")));
}

#[test]
fn an_event_without_a_date_is_found_where_it_stands() {
    const HELP: &str = "write it so: `::: {.event date=2024-02-16}`";
    let trial = read(&[(
        "a.md",
        "::: {.event date=2024-02-16}\nx [@k]\n:::\n\n> ::: {.event date=\"2024-02-31\"}\n> x [@k]\n> :::\n\n[y]{.event date=soon} [z]{.event}\n",
    )]);
    trial.finds(&format!(
        "bad-date a.md:5 «2024-02-31» there is no 2024-02-31 in the calendar | {HELP}
         bad-date a.md:9 «soon» `soon` is not a date: write `2024`, `2024-08`, `2024-08-15`, `2024-08-15~` or `2016/2023` | {HELP}
         bad-date a.md:9 «[z]{{.event}}» an event needs a `date` | {HELP}"
    ));
}

#[test]
fn what_is_marked_in_a_heading_is_no_part_of_the_title() {
    let trial = read(&[
        ("a.md", "# The [secret]{marking=\"TLP:RED\"} plan\n\nText\n"),
        ("b.md", "# Secret {marking=\"TLP:RED\"}\n\nText\n\n# Open\n\nRest\n"),
        ("c.md", "# Secret {marking=\"TLP:RED\"}\n"),
    ]);
    let titles: Vec<_> = trial.dossier.pages.iter().map(|it| &*it.face.title).collect();
    assert_eq!(titles, ["The plan", "Open", "C"]);
    assert_eq!(shape(&trial, "b.md"), "Open | Secret Text | Rest");
}

/// Taking a heading out must not let the marked section before it go on.
#[test]
fn a_page_cut_is_the_page_without_what_was_cut() {
    let red = "{marking=\"TLP:RED\"}";
    for (front, whole, cut) in [
        ("", format!("# S {red}\n\nx\n\n# Open\n\nText\n"), "# Open\n\nText\n"),
        ("", format!("## S {red}\n\nx\n\n# Open\n\nText\n"), "# Open\n\nText\n"),
        (
            "",
            format!("a\n\n## S {red}\n\nx\n\n### T\n\n# Open\n\nText\n"),
            "a\n\n# Open\n\nText\n",
        ),
        (
            "title: Open\n",
            format!("# S {red}\n\nx\n\n# Open\n\nText\n"),
            "# Open\n\nText\n",
        ),
        (
            "title: Open\n",
            format!("::: {red}\nx\n:::\n\n# Open\n\nText\n"),
            "# Open\n\nText\n",
        ),
        (
            "",
            format!("## S {red}\n\nx\n\n## T\n\ny\n\n# Open\n\nText\n"),
            "## T\n\ny\n\n# Open\n\nText\n",
        ),
    ] {
        let shape = |body: &str| {
            let text = format!("---\nmarking: TLP:CLEAR\n{front}---\n{body}");
            let trial = trial::read(editions(), &[("a.md", &text)]);
            trial.finds("");
            let page = trial.page("a.md");
            let blocks = uncut(&page.body.nodes);
            (page.face.title.clone(), page.body.heading.as_ref().map(Node::text), blocks)
        };
        assert_eq!(shape(&whole), shape(cut), "{whole}");
    }
}

/// The texts of the blocks that are neither marked nor in a marked section.
fn uncut(nodes: &[Node]) -> Vec<String> {
    let mut closed = None;
    let mut left = Vec::new();
    for node in nodes {
        let is_marked = node.attributes.as_ref().is_some_and(|it| it.marking.is_some());
        if let Kind::Heading(level) = node.kind
            && closed.is_none_or(|it| level <= it)
        {
            closed = is_marked.then_some(level);
        }
        if closed.is_none() && !is_marked {
            left.push(node.text());
        }
    }
    left
}

#[test]
fn the_content_folder_may_be_the_root() {
    for src in [".", "", "./"] {
        let settings = Settings { src: src.to_owned(), ..trial::dossier() };
        let trial = trial::read(settings, &[("a.md", "")]);
        assert_eq!(trial.page("a.md").face.id.as_str(), "content/a", "{src:?}");
    }
}

#[track_caller]
fn read(texts: &[(&str, &str)]) -> Trial {
    trial::read(trial::dossier(), texts)
}

fn german() -> Settings {
    Settings { languages: vec!["en".to_owned(), "de".to_owned()], ..trial::dossier() }
}

fn editions() -> Settings {
    let open = Edition::of(Marking::CLEAR);
    Settings { editions: [("public".to_owned(), open)].into(), ..trial::dossier() }
}

/// The heading of a page and its blocks, as text.
fn shape(trial: &Trial, path: &str) -> String {
    let body = &trial.page(path).body;
    let heading = body.heading.as_ref().map_or("-".to_owned(), Node::text);
    let blocks = body.nodes.iter().map(Node::text);
    std::iter::once(heading).chain(blocks).collect::<Vec<_>>().join(" | ")
}
