//! What the pages show: generated pages, navigation, themes, faults of templates.

mod a_to_z;
mod beside;
mod directions;
mod folders;
mod generated;
mod languages;
mod german;
mod navigation;
mod theme_docs;
mod themes;
mod wordless;
mod words;

use dossier::base::{Kept, Sink};
use dossier::build;
use dossier::diag::{Diagnostic, Severity};
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use tempfile::TempDir;

/// A site that was built in memory.
struct Site {
    files: BTreeMap<String, String>,
    findings: Vec<Diagnostic>,
}

/// Builds the dossier that consists of these files.
fn site(files: &[(&str, &str)]) -> Site {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let mut read = build::read(folder.path(), &|_| {}).unwrap();
    let kept = Arc::new(Kept::default());
    let mut shelf = |_: Option<&str>| kept.clone() as Arc<dyn Sink>;
    let built = read.lay(folder.path(), None, &|_| {}, &mut shelf).unwrap();
    let files = kept.files();
    let files = files.iter();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Site {
        files: files.map(|(path, bytes)| (path.to_string(), text(bytes))).collect(),
        findings: built.findings,
    }
}

/// A dossier in the folder `content`, without editions.
const BOOK: (&str, &str) =
    ("book.toml", "[book]\ntitle = \"Dossier\"\nsrc = \"content\"\n[dossier]\n");

impl Site {
    #[track_caller]
    fn page(&self, path: &str) -> &str {
        let known = || self.files.keys().cloned().collect::<Vec<_>>().join("\n");
        self.files.get(path).unwrap_or_else(|| panic!("no `{path}` among\n{}", known()))
    }

    fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The findings that are more than notes.
    fn faults(&self) -> Vec<&Diagnostic> {
        let is_fault = |it: &&Diagnostic| it.severity() != Severity::Note;
        self.findings.iter().filter(is_fault).collect()
    }

    /// The findings of one kind, as printed without their place.
    fn found(&self, code: &str) -> Vec<&str> {
        let of_kind = self.findings.iter().filter(|it| it.code.name() == code);
        of_kind.map(|it| it.message.as_str()).collect()
    }
}

/// Asserts that the parts stand in a text in this order.
#[track_caller]
fn in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = text[from..].find(part);
        from += at.unwrap_or_else(|| panic!("no `{part}` in\n{}", &text[from..]));
        from += part.len();
    }
}
