//! Publishing is one step: whatever happens to a build, the folder holds the old site or
//! the new one, whole.

mod faults;
mod kills;
mod places;

use crate::scratch::{BOOK, Outcome, Scratch, tree};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

/// Every file of a site by path.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Two dossiers, `a` and `b`, that are published to one folder, `site`.
pub(crate) struct Twins {
    pub(crate) scratch: Scratch,
    a: Tree,
    b: Tree,
}

impl Twins {
    /// Writes both, and builds each once elsewhere to know what is whole.
    pub(crate) fn new() -> Self {
        let scratch = Scratch::new();
        write(&scratch, "a", 24);
        write(&scratch, "b", 30);
        scratch.run(&["build", "a", "-d", "whole-a"]).ends_with(0);
        scratch.run(&["build", "b", "-d", "whole-b"]).ends_with(0);
        let (a, b) = (tree(&scratch.at("whole-a")), tree(&scratch.at("whole-b")));
        assert!(a.len() > 24 && b.len() > a.len(), "{} and {} files", a.len(), b.len());
        Self { scratch, a, b }
    }

    /// The command that publishes one of them.
    pub(crate) fn publish(&self, which: &str) -> Command {
        self.scratch.command(&["build", which, "-d", "site", "--quiet"])
    }

    /// Publishes one of them.
    pub(crate) fn published(&self, which: &str) -> Outcome {
        Outcome::of(&self.publish(which).output().unwrap())
    }

    /// Which site the folder holds; a torn one fails the test.
    #[track_caller]
    pub(crate) fn shows(&self, when: &str) -> &'static str {
        let now = tree(&self.scratch.at("site"));
        if now == self.a {
            return "a";
        }
        let missing: Vec<_> = self.b.keys().filter(|it| !now.contains_key(*it)).collect();
        assert!(now == self.b, "{when}: torn; of b it lacks {missing:?}");
        "b"
    }

    /// Insists that nothing but the site is left beside it.
    #[track_caller]
    pub(crate) fn is_tidy(&self) {
        let names = std::fs::read_dir(self.scratch.path()).unwrap();
        let mut names: Vec<_> = names.map(|it| it.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["a", "b", "site", "whole-a", "whole-b"]);
    }
}

/// A dossier whose every page names it.
fn write(scratch: &Scratch, name: &str, pages: usize) {
    scratch.write(&format!("{name}/book.toml"), BOOK);
    scratch.write(&format!("{name}/content/references.yaml"), "references: []\n");
    let mut home = format!("---\ntitle: Home of {name}\n---\n");
    for at in 0..pages {
        let text = format!("---\ntitle: Page {at} of {name}\n---\nText of {name}.\n");
        scratch.write(&format!("{name}/content/part-{}/page-{at}.md", at % 3), text);
        writeln!(home, "- [Page {at}](part-{}/page-{at}.md)", at % 3).unwrap();
    }
    scratch.write(&format!("{name}/content/index.md"), home);
}
