//! Canaries: words that stand nowhere else, in everything that an edition may not hold and
//! beside it. Whatever is made for an audience is searched for them, in every form in which
//! they could hide. `docs/leaks.md` tells the rest.

use crate::scratch::{Outcome, Scratch, plain};
use std::fs;

/// The editions of the dossier of canaries, and the level up to which each may hold them.
const EDITIONS: [(&str, &str); 3] =
    [("public", "0"), ("partners", "1"), ("internal", "2")];

/// How many canaries the widest edition shows at least: what the scanner cannot find
/// there, it would not find elsewhere.
const SHOWN: usize = 270;

#[test]
fn the_scanner_of_the_leaks_sees_through_every_way_to_hide_a_word() {
    let outcome = python(&["tests/leaks/controls.py"]).ends_with(0);
    println!("{}", outcome.data.trim());
    assert!(outcome.data.contains("sensitivity "), "{}", outcome.data);
}

#[test]
fn no_edition_leaks_a_canary() {
    let nest = Nest::new();
    nest.run("site", &["build", ".", "--all-editions", "-d", "../../site"]);
    for form in ["zip", "html"] {
        let folder = format!("../../{form}");
        let all = ["bundle", ".", "--as", form, "--all-editions", "-d", &folder];
        nest.run(form, &all);
    }
    for (name, level) in EDITIONS {
        // Over a wider one that stood there.
        nest.run(
            &format!("again-{name}"),
            &["build", ".", "--edition", name, "-d", "../../site"],
        );
        let site = nest.path(&format!("site/{name}"));
        let told = nest.path(&format!("again-{name}.txt"));
        let [zip, html] = ["zip", "html"].map(|it| nest.bundle(it, name));
        let found = nest.scan(level, &[&site, &zip, &html, &told]);
        assert_eq!(found.code, 0, "{name} leaks:\n{}", found.data);
    }
    // What is said of all editions stays with the editor, but holds no text.
    let told = ["site.txt", "zip.txt", "html.txt"].map(|it| nest.path(it));
    let found = nest.scan("2", &told.each_ref().map(String::as_str));
    assert_eq!(found.code, 0, "findings leak:\n{}", found.data);
    let shown = nest.scan("-1", &[&nest.path("site/internal")]).talk;
    let count = shown.split(' ').rev().nth(1).and_then(|it| it.parse().ok());
    assert!(count.is_some_and(|it: usize| it >= SHOWN), "only {shown}");
    println!("the widest edition: {}", shown.trim());
}

/// The dossier of canaries, and what is made of it.
struct Nest {
    scratch: Scratch,
    dossier: String,
    environment: Vec<(String, String)>,
}

impl Nest {
    fn new() -> Self {
        let scratch = Scratch::new();
        let path = scratch.path().to_str().unwrap();
        let made = python(&["tests/leaks/canaries.py", path]).ends_with(0);
        let text = fs::read_to_string(scratch.at("environment")).unwrap();
        let pairs = text.lines().filter_map(|it| it.split_once('='));
        let environment = pairs.map(|(key, value)| (key.into(), value.into())).collect();
        Self { dossier: made.data.trim().to_owned(), environment, scratch }
    }

    fn path(&self, name: &str) -> String {
        self.scratch.at(name).to_str().unwrap().to_owned()
    }

    /// Runs the program in the dossier and keeps what it says as `NAME.txt`.
    fn run(&self, name: &str, args: &[&str]) {
        let mut command = self.scratch.command(args);
        command.current_dir(self.scratch.at(&self.dossier));
        command.envs(self.environment.iter().cloned());
        let said = Outcome::of(&command.output().unwrap()).ends_with(0);
        self.scratch.write(&format!("{name}.txt"), said.talk + &said.data);
    }

    /// The bundle of an edition; its name is made of the titles.
    fn bundle(&self, form: &str, edition: &str) -> String {
        let bundles = fs::read_dir(self.scratch.at(form)).unwrap();
        let mut names = bundles.map(|it| it.unwrap().file_name().into_string().unwrap());
        let name = names.find(|it| it.contains(&format!("-{edition}-"))).unwrap();
        self.path(&format!("{form}/{name}"))
    }

    fn scan(&self, level: &str, paths: &[&str]) -> Outcome {
        let canaries = self.path("canaries.json");
        python(&[&["tests/leaks/scan.py", &canaries, level], paths].concat())
    }
}

fn python(args: &[&str]) -> Outcome {
    let mut python = plain("python3");
    Outcome::of(&python.args(args).output().unwrap())
}
