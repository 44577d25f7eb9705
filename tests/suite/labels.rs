//! A label is never lower than what stands below it: whatever holds a word that is marked
//! TLP:RED says so itself, on every page and in everything that other programs read.

use crate::scratch::{Scratch, tree};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

const RED: &str = "TLP:RED";

const BOOK: &str = "[book]\ntitle = \"Labels\"\nlanguage = \"en\"\nsrc = \"content\"\n\n\
    [dossier]\nlanguages = [\"en\", \"de\"]\nbibliography = [\"references.yaml\"]\n\
    base-url = \"https://dossier.example/\"\nautolinks = true\nside-by-side = true\n\n\
    [output.html.redirect]\n\"old.html\" = \"secret.html\"\n\n\
    [dossier.editions.public]\nceiling = \"TLP:CLEAR\"\n\n\
    [dossier.editions.internal]\nceiling = \"TLP:RED\"\n";

/// A dossier with something red in every place that can be marked; each `§` becomes a word
/// that stands nowhere else.
const FILES: &[(&str, &str)] = &[
    (
        "content/references.yaml",
        "- {id: s, type: report, title: Open, author: [{literal: Openers}], issued: \"2024\"}\n\
        - {id: t, type: report, title: Open too, issued: \"2024\"}\n\
        - {id: r, type: report, title: §, author: [{literal: §}], issued: \"2024\", custom: {marking: TLP:RED}}\n\
        - {id: q, type: report, title: §, issued: \"2024\", custom: {marking: TLP:RED, derives-from: s}}\n",
    ),
    (
        "content/index.md",
        "---\ntitle: Labels\nmarking: TLP:CLEAR\nextra: {paths: [{minutes: 5, pages: [\"parts#second\", titled]}]}\n---\nHi.\n",
    ),
    (
        "content/secret.md",
        "---\ntitle: §\nmarking: TLP:RED\nkind: organisation\naliases: [§]\ntags: [§, shared]\nsummary: §\ndate: 2024-05-09\n---\n§ [[fields]] § [@s].\n",
    ),
    (
        "content/fields.md",
        "---\ntitle: Fields\nmarking: TLP:CLEAR\nkind: organisation\nsummary: {text: §, marking: TLP:RED}\n\
        aliases: [Open name, {text: §, marking: TLP:RED}]\ntags: [shared, {text: §, marking: TLP:RED}]\n\
        extra: {stix: {sectors: [{text: §, marking: TLP:RED}]}}\ndate: 2024-05-01\n---\nOpen name.\n",
    ),
    (
        "content/titled.md",
        "---\ntitle: {text: §, marking: TLP:RED}\nmarking: TLP:CLEAR\nkind: person\ndate: 2024-05-02\n---\nSee [[fields]] and [@s].\n",
    ),
    (
        "content/heading.md",
        "---\nmarking: TLP:CLEAR\n---\n# Heading [§]{marking=\"TLP:RED\"}\n\nText.\n",
    ),
    (
        "content/mention.md",
        "---\ntitle: Mention\nmarking: TLP:CLEAR\n---\nIt leads to [[secret]] only, and to [[child]].\n",
    ),
    (
        "content/source.md",
        "---\ntitle: Names a source\nmarking: TLP:CLEAR\n---\nIt names [[r]].\n",
    ),
    (
        "content/speaker.md",
        "---\ntitle: Speaker\nmarking: TLP:CLEAR\n---\n@r says so of [[term]].\n",
    ),
    ("content/cites.md", "---\ntitle: Cites\nmarking: TLP:CLEAR\n---\nIt is so [@q].\n"),
    (
        "content/link.md",
        "---\ntitle: Only a link\nmarking: TLP:CLEAR\n---\nIt leads to [a text](secret.md) only.\n",
    ),
    (
        "content/parts.md",
        "---\ntitle: Parts\nmarking: TLP:CLEAR\n---\n\
        [A claim of [§]{marking=\"TLP:RED\"} words.]{.claim #one confidence=low} [@s]\n\n\
        [A claim of [[secret]].]{.claim #two contradicts=one} [@t]\n\n\
        [A third of [§]{marking=\"TLP:RED\"} words.]{.claim} [@s]\n\n\
        ::: {.contradiction #k topic=\"Since when?\"}\n- 2019: X [@s].\n- 2020: Y [@t].\n- §: § [@r]. {marking=\"TLP:RED\"}\n:::\n\n\
        ::: {.event date=2024-05-05}\nAn event of [§]{marking=\"TLP:RED\"} words [@s].\n:::\n\n\
        ::: {.event date=2024-05-06}\nAn event of [[secret]] [@s].\n:::\n\n\
        ## First [§]{marking=\"TLP:RED\"}\n\nBelow the first one: [[place]], [@s].\n\n\
        ## Second [§]{marking=\"TLP:RED\"} {#second}\n\nBelow [[titled]].\n\n\
        ## Third § {marking=\"TLP:RED\"}\n\n§ [[place]] § [@s].\n\n\
        ## Fourth\n\n- an item\n- § [[term]] [@t] {marking=\"TLP:RED\"}\n\n\
        | a | b |\n|---|---|\n| c | d |\n| § | [[fields]] [@t] | {marking=\"TLP:RED\"}\n\n\
        Open term\n: A definition\n: § {marking=\"TLP:RED\"}\n",
    ),
    (
        "content/term.md",
        "---\ntitle: Term\nkind: term\nmarking: TLP:CLEAR\nsummary: {text: §, marking: TLP:RED}\n---\nx\n",
    ),
    (
        "content/place.md",
        "---\ntitle: {text: §, marking: TLP:RED}\nkind: place\nmarking: TLP:CLEAR\nat: [31.2, 121.4]\n---\nx\n",
    ),
    (
        "content/event.md",
        "---\ntitle: {text: §, marking: TLP:RED}\nkind: event\nmarking: TLP:CLEAR\ndate: 2024-05-07\nsummary: {text: §, marking: TLP:RED}\n---\nx\n",
    ),
    (
        "content/event.de.md",
        "---\ntitle: Ereignis\nkind: event\nmarking: TLP:CLEAR\ndate: 2024-05-07\nsummary: {text: §, marking: TLP:RED}\n---\nx\n",
    ),
    (
        "content/index.de.md",
        "---\ntitle: {text: §, marking: TLP:RED}\nmarking: TLP:CLEAR\n---\nHallo.\n",
    ),
    (
        "content/related.md",
        "---\ntitle: Related\nkind: organisation\nmarking: TLP:CLEAR\nrelations:\n  - {type: uses, to: fields, source: \"[@r]\"}\n  - {type: §, to: titled, source: \"[@s]\", marking: TLP:RED}\n---\nx\n",
    ),
    (
        "content/part.md",
        "---\ntitle: {text: §, marking: TLP:RED}\nkind: report-part\npart: 1\nmarking: TLP:CLEAR\nsummary: {text: §, marking: TLP:RED}\ncovers: [s, {text: q, marking: TLP:RED}]\ndate: 2024-05-03\n---\nIt covers [@s] and [@t].\n",
    ),
    (
        "content/press.md",
        "---\ntitle: {text: §, marking: TLP:RED}\nkind: press\nsource: s\nmarking: TLP:CLEAR\nbears-on: [part, {text: secret, marking: TLP:RED}]\n---\nIt reads [@s].\n",
    ),
    (
        "content/sec/index.md",
        "---\ntitle: Section\nmarking: TLP:CLEAR\ncascade: {tags: [{text: §, marking: TLP:RED}], extra: {key: {text: §, marking: TLP:RED}}}\n---\nx\n",
    ),
    (
        "content/sec/child.md",
        "---\ntitle: {text: §, marking: TLP:RED}\nmarking: TLP:CLEAR\n---\nx\n",
    ),
    (
        "content/sec/child2.md",
        "---\ntitle: Child\nmarking: TLP:CLEAR\nsummary: {text: §, marking: TLP:RED}\ntags: [open]\n---\nx\n",
    ),
    (
        "content/bare/one.md",
        "---\ntitle: One\nmarking: TLP:CLEAR\nsummary: {text: §, marking: TLP:RED}\n---\nx\n",
    ),
];

/// The word that the `n`th `§` becomes.
fn word(n: usize) -> String {
    format!("Zqr{n:03}x")
}

/// Whether a text holds one of the words, in whatever case.
fn is_red(text: &str) -> bool {
    let lower = text.to_lowercase();
    let found = lower.match_indices("zqr").map(|(at, _)| &lower.as_bytes()[at + 3..]);
    found
        .into_iter()
        .any(|it| it.len() > 3 && it[..3].iter().all(u8::is_ascii_digit) && it[3] == b'x')
}

/// The dossier, and how many words there are.
fn dossier() -> (Scratch, usize) {
    let (scratch, mut count) = (Scratch::new(), 0);
    scratch.write("book.toml", BOOK);
    for (path, text) in FILES {
        let mut made = String::new();
        for (at, piece) in text.split('§').enumerate() {
            if at > 0 {
                count += 1;
                made.push_str(&word(count));
            }
            made.push_str(piece);
        }
        scratch.write(path, made);
    }
    (scratch, count)
}

/// A page without what leads the way: there labels stand beside titles and do not count.
fn without_ways(page: &str) -> String {
    let mut left = String::new();
    for (at, piece) in page.split("<nav").enumerate() {
        let behind = piece.split_once("</nav>").map_or("", |it| it.1);
        left.push_str(if at == 0 { piece } else { behind });
    }
    left
}

/// The label in `<title>`, and the ones that stand first and last.
fn labels(page: &str) -> [Option<&str>; 3] {
    let between = |open: &str, close: &str| {
        let behind = page.split_once(open)?.1;
        Some(behind.split_once(close)?.0)
    };
    let line = |class: &str| {
        let line = between(class, "</section>")?;
        line.split_once("<strong")?.1.split_once('>')?.1.split('<').next()
    };
    let title = between("<title>", " · ");
    let (first, last) = (line("tlp-line tlp-top"), line("tlp-line tlp-bottom"));
    [title, first.or(title), last.or(title)]
}

#[test]
fn everything_that_holds_a_red_word_says_so() {
    let (scratch, words) = dossier();
    scratch.run(&["build", "--edition", "internal", "-d", "site"]).ends_with(0);
    let site = tree(&scratch.at("site/internal"));
    let read = |path: &str| String::from_utf8_lossy(&site[path]).into_owned();
    let list: Value = serde_json::from_str(&read("inventory.json")).unwrap();
    let mut faults = Vec::new();
    let mut shown = String::new();
    for file in list["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let listed = file["marking"].as_str();
        let text = read(path);
        if Path::new(path).extension().is_none_or(|it| it != "html") {
            if is_red(&text) && listed != Some(RED) {
                faults.push(format!("{path} is listed as {listed:?}"));
            }
            continue;
        }
        shown.push_str(&text);
        let labels = labels(&text);
        if is_red(&without_ways(&text)) && labels != [Some(RED); 3] {
            let at = text.to_lowercase();
            let at = at.find("zqr").unwrap_or_default();
            let around: String =
                text.chars().skip(at.saturating_sub(150)).take(220).collect();
            faults.push(format!("{path} shows {labels:?}: …{around}…"));
        }
        if listed != labels[0] {
            faults.push(format!("{path} shows {labels:?} and is listed as {listed:?}"));
        }
    }
    faults.extend(in_exports(&scratch, &site));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    let lower = shown.to_lowercase();
    let unseen: Vec<usize> =
        (1..=words).filter(|it| !lower.contains(&word(*it).to_lowercase())).collect();
    // Free data, which no theme shows: for STIX, and handed down.
    assert_eq!(unseen, [13, 40], "words that no page shows prove nothing");
}

/// What other programs read.
fn in_exports(scratch: &Scratch, site: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut faults = Vec::new();
    let told = scratch.run(&["export", "search", "--edition", "internal"]).ends_with(0);
    for unit in told.data.lines().filter(|it| is_red(it)) {
        let read: Value = serde_json::from_str(unit).unwrap();
        if read["marking"] != RED {
            faults.push(format!("a unit of the search: {unit}"));
        }
    }
    assert!(is_red(&told.data));
    let stix = scratch.run(&["export", "stix", "--edition", "internal"]).ends_with(0);
    let bundle: Value = serde_json::from_str(&stix.data).unwrap();
    let objects = bundle["objects"].as_array().unwrap();
    let red =
        objects.iter().find(|it| it["type"] == "marking-definition" && it["name"] == RED);
    let red = &red.unwrap()["id"];
    for object in objects.iter().filter(|it| is_red(&it.to_string())) {
        if !object["object_marking_refs"].as_array().is_some_and(|it| it.contains(red)) {
            faults.push(format!("an object of STIX: {object}"));
        }
    }
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with("feed.xml")) {
        let feed = String::from_utf8_lossy(bytes);
        for entry in feed.split("<entry").skip(1).filter(|it| is_red(it)) {
            if !entry.contains("<title>[TLP:RED] ") {
                faults.push(format!("{path}: {entry}"));
            }
        }
    }
    let sources = scratch.run(&[
        "export",
        "bibliography",
        "--edition",
        "internal",
        "--format",
        "csl-json",
    ]);
    let sources: Value = serde_json::from_str(&sources.ends_with(0).data).unwrap();
    for source in sources.as_array().unwrap().iter().filter(|it| is_red(&it.to_string()))
    {
        if !source.to_string().contains(RED) {
            faults.push(format!("a source: {source}"));
        }
    }
    faults
}

#[test]
fn what_is_marked_in_front_matter_has_its_label_beside_it() {
    let (scratch, _) = dossier();
    scratch.run(&["build", "--edition", "internal", "-d", "site"]).ends_with(0);
    let site = tree(&scratch.at("site/internal"));
    let check = |path: &str, behind: &str| {
        let page = String::from_utf8_lossy(&site[path]).into_owned();
        let (_, body) = page.split_once("<main").unwrap();
        let mut text = String::new();
        for piece in body.split('<') {
            text.push_str(piece.split_once('>').map_or(piece, |it| it.1));
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!(words.join(" ").contains(behind), "{path}: {behind}");
    };
    let page = FILES.iter().take_while(|it| it.0 != "content/fields.md");
    let n = page.map(|it| it.1.matches('§').count()).sum::<usize>();
    let [summary, alias, tag, _, title] = [1, 2, 3, 4, 5].map(|it| word(n + it));
    check("fields.html", &format!("{RED} {summary}"));
    check("fields.html", &format!("{RED} {alias}"));
    check("fields.html", &format!("{RED} {tag}"));
    check("titled.html", &format!("{RED} {title}"));
    check("index.html", &format!("{RED} {summary}"));
    check("index.html", &format!("{RED} {title}"));
    check("a-z.html", &format!("{RED} {alias}"));
    check("tags/index.html", &format!("{RED} {tag}"));
    check("mention.html", "It leads to TLP:RED Zqr");
}

#[test]
fn a_plan_names_the_marking_of_a_text_of_front_matter_and_a_line_once() {
    let (scratch, _) = dossier();
    let told = scratch.run(&["check", "--plan", "--edition", "public"]).data;
    let line =
        |place: &str| told.lines().filter(|it| it.contains(place)).collect::<Vec<_>>();
    for at in ["fields.md:5:", "titled.md:2:", "event.md:6:", "parts.md:5:"] {
        let found = line(&format!("content/{at}"));
        assert_eq!(found.len(), 1, "{at} {told}");
        assert!(
            found[0].ends_with(": TLP:RED is above the ceiling TLP:CLEAR"),
            "{}",
            found[0]
        );
    }
}
