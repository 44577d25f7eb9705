//! Replays what fuzzing starts from, and what it has found: `tests/fuzz/corpus/TARGET/`.

#[path = "../fuzz/checks.rs"]
mod checks;

use std::fs;

type Check = fn(&[u8]);

#[test]
fn the_corpus_of_every_target_holds() {
    let targets: [(&str, Check); 5] = [
        ("front_matter", checks::front_matter),
        ("csl_json", checks::csl_json),
        ("bibtex", checks::bibtex),
        ("ris", checks::ris),
        ("citations", checks::citations),
    ];
    for (target, check) in targets {
        let folder = format!("tests/fuzz/corpus/{target}");
        let mut count = 0;
        for entry in fs::read_dir(&folder).unwrap() {
            check(&fs::read(entry.unwrap().path()).unwrap());
            count += 1;
        }
        assert!(count > 0, "{folder} is empty");
    }
}
