//! A session that works changes in makes the same site as one that has just begun.

use crate::corpus;
use crate::scratch::Scratch;
use crate::words::Dice;
use dossier::base::{Files, Kept, Ledger};
use dossier::build::{Change, Session, Wanted};
use dossier::diag::{Code, Diagnostic};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const PAGES: usize = 12;

/// What one build of a session comes to: the files of each site, and what was found.
struct Outcome {
    sites: Vec<Files>,
    found: Vec<String>,
    is_amended: bool,
}

fn session(root: &Path) -> Session {
    Session::new(Wanted { root: root.to_owned(), ..Wanted::default() })
}

fn outcome(session: &mut Session, change: &Change) -> Outcome {
    let round = session.build(change, &|_| {}).unwrap();
    let (mut sites, mut late) = (Vec::new(), Vec::new());
    for site in &round.sites {
        let kept = Kept::default();
        late.push(site.proof.open(|press| {
            let ledger = Ledger::before(&kept);
            let mut found = press.pages(|_| true, &ledger);
            press.files(&ledger);
            found.extend(site.proof.finish(&ledger));
            found
        }));
        sites.push(kept.files());
    }
    let found = session.finished(late);
    let found = found.iter().map(|it| format!("{it:?}")).collect();
    Outcome { sites, found, is_amended: round.is_amended }
}

#[track_caller]
fn assert_alike(warm: &Outcome, cold: &Outcome, what: &str) {
    assert_eq!(warm.found, cold.found, "{what}");
    assert_eq!(warm.sites.len(), cold.sites.len(), "{what}");
    for (warm, cold) in warm.sites.iter().zip(&cold.sites) {
        let paths = |it: &Files| it.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(warm), paths(cold), "{what}");
        for (path, bytes) in warm {
            assert!(cold[path] == *bytes, "{what}: {path} differs");
        }
    }
}

/// A dossier in two languages: some pages are translated, and take from their originals what
/// they do not say.
fn bilingual(root: &Path) {
    corpus::dossier(root, PAGES).unwrap();
    let book = root.join("book.toml");
    let text = fs::read_to_string(&book).unwrap();
    let with_german =
        text.replace("[dossier]\n", "[dossier]\nlanguages = [\"en\", \"de\"]\n");
    assert_ne!(text, with_german);
    fs::write(&book, with_german).unwrap();
    for at in [3, 4, 5] {
        let text = format!("---\ntitle: Seite {at}\n---\nEin Satz [@source-{at}].\n");
        fs::write(german(root, at), text).unwrap();
    }
}

fn german(root: &Path, at: usize) -> PathBuf {
    root.join(format!("content/folder-000/page-{at:05}.de.md"))
}

/// Changes something; says which files it was.
fn edit(root: &Path, dice: &mut Dice, step: usize) -> BTreeSet<PathBuf> {
    let folder = root.join("content/folder-000");
    let page = |at: usize| folder.join(format!("page-{at:05}.md"));
    let (one, other) = (page(dice.below(PAGES)), page(dice.below(PAGES)));
    let text = fs::read_to_string(&one).unwrap_or_default();
    let write = |text: String| fs::write(&one, text).unwrap();
    let append = |more: &str| write(format!("{text}\n{more}\n"));
    let book = root.join("book.toml");
    match dice.below(20) {
        0 => append("One sentence more."),
        1 => append("Cited [@source-1, p. 3; see @source-7] once more."),
        2 => append("Cited by nobody else [@nowhere]."),
        3 => append(&format!("## A heading of step {step}\n\nText.")),
        4 => append(&format!(
            "See [there]({}#details).",
            other.file_name().unwrap().display()
        )),
        5 => append("## Details {#details}\n\nMore of them."),
        6 => write(text.replace("{#details}", "{#particulars}")),
        7 => append(
            "[It holds]{.claim} [@source-2].\n\n::: {.event date=\"2024-05-01\"}\nIt began.\n:::",
        ),
        8 => append("See [[page-00003]] and [[Name 4]] and [gone](gone.md)."),
        9 => write(text.replace("## ", "### ")),
        10 => write(text.replace("title: Page", "title: Leaf")),
        11 => write(text.replace("tags: [", "tags: [new, ")),
        12 => drop(fs::remove_file(&one)),
        13 => {
            let _moved = fs::rename(&one, &other);
            return [one, other].into();
        }
        14 => {
            let text = fs::read_to_string(&book).unwrap();
            fs::write(&book, text + &format!("# step {step}\n")).unwrap();
            return [book].into();
        }
        15 => write(text.replacen("[@source-", "[source ", 2)),
        16 | 17 => {
            let one = german(root, 3 + dice.below(3));
            let text = fs::read_to_string(&one).unwrap_or_default();
            let more =
                ["Ein Satz mehr.", "Siehe [[page-00004]] und [dort](page-00005.md)."];
            fs::write(&one, format!("{text}\n{}\n", more[dice.below(2)])).unwrap();
            return [one].into();
        }
        18 => {
            let revised = format!("revision: {step}\ntitle: Page");
            write(text.replace("title: Page", &revised));
        }
        19 if step.is_multiple_of(2) => {
            let one = german(root, 3 + dice.below(3));
            let _removed = fs::remove_file(&one);
            return [one].into();
        }
        _ => append(
            "![A drawing](../images/3.svg)\n\n<!-- dossier-allow link/broken-link: so -->\n[gone](gone.md)",
        ),
    }
    [one].into()
}

#[test]
fn a_session_makes_what_a_new_one_makes_after_any_change() {
    let mut amended = 0;
    for seed in 1..=3 {
        let scratch = Scratch::new();
        let root = scratch.at("d");
        bilingual(&root);
        let (mut dice, mut warm) = (Dice::new(seed), session(&root));
        outcome(&mut warm, &Change::Anything);
        for step in 0..25 {
            let files = edit(&root, &mut dice, step);
            let warm = outcome(&mut warm, &Change::Files(files.clone()));
            let cold = outcome(&mut session(&root), &Change::Anything);
            assert_alike(&warm, &cold, &format!("seed {seed}, step {step}, {files:?}"));
            amended += usize::from(warm.is_amended);
        }
    }
    assert!(amended > 18, "only {amended} changes were worked in");
}

#[test]
fn a_comment_may_allow_what_only_pages_show() {
    let scratch = Scratch::new();
    let root = scratch.at("d");
    corpus::dossier(&root, PAGES).unwrap();
    let page = root.join("content/folder-000/page-00001.md");
    let text = fs::read_to_string(&page).unwrap();
    let allow = |it: &str| {
        let more = format!("<!-- dossier-allow {it}: so -->\n$\\nosuchcommand{{x}}$");
        fs::write(&page, format!("{text}\n{more}\n")).unwrap();
        let mut session = session(&root);
        let round = session.build(&Change::Anything, &|_| {}).unwrap();
        let is_idle = |it: &Diagnostic| it.code == Code::UnusedAllow;
        let early = round.findings.iter().any(is_idle);
        drop(round);
        (early, outcome(&mut session, &Change::Anything).found.join("\n"))
    };
    let (early, late) = allow("render/bad-formula");
    assert!(
        !early && !late.contains("UnusedAllow") && !late.contains("BadFormula"),
        "{late}"
    );
    let (early, late) = allow("link/broken-link");
    assert!(early && late.contains("UnusedAllow"), "{late}");
}

#[test]
fn a_changed_sentence_is_worked_in_and_a_changed_title_is_not() {
    let scratch = Scratch::new();
    let root = scratch.at("d");
    corpus::dossier(&root, PAGES).unwrap();
    let mut session = session(&root);
    outcome(&mut session, &Change::Anything);
    let page = root.join("content/folder-000/page-00001.md");
    let text = fs::read_to_string(&page).unwrap();
    // An editor has left a file and taken it away.
    let passing = root.join("content/folder-000/4913");
    let mut change = |text: &str| {
        fs::write(&page, text).unwrap();
        let files = [page.clone(), passing.clone()].into();
        outcome(&mut session, &Change::Files(files)).is_amended
    };
    assert!(change(&format!("{text}\nOne sentence more.\n")));
    assert!(!change(&text.replace("title: Page", "title: Leaf")));
    assert!(change(&format!("{}\nMore.\n", text.replace("title: Page", "title: Leaf"))));
}

#[test]
fn each_page_by_itself_is_what_it_is_among_all() {
    let scratch = Scratch::new();
    let root = scratch.at("d");
    corpus::dossier(&root, PAGES).unwrap();
    let round = session(&root).build(&Change::Anything, &|_| {}).unwrap();
    let (kept, proof) = (Kept::default(), &round.sites[0].proof);
    proof.open(|press| drop(press.pages(|_| true, &kept)));
    let all = kept.files();
    assert!(all.len() > PAGES);
    for (path, bytes) in &all {
        let page = proof.open(|press| press.page(path));
        assert_eq!(page.as_deref(), Some(&**bytes), "{path}");
    }
}
