//! Nothing outside the dossier is opened or published, whatever links, paths and files say.

use crate::scratch::{BOOK, DOSSIER, Outcome, Scratch, plain, tree};
use std::fs;
use std::os::unix::fs::symlink;

/// What stands in every file outside; it must not come out anywhere.
const SECRET: &str = "zqvxkwjhgfdb";

/// A dossier in `inside`, secrets in `outside`.
fn with_secrets() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("inside/book.toml", BOOK);
    scratch.write("inside/content/references.yaml", "references: []\n");
    scratch.write("inside/content/index.md", "---\ntitle: Home\n---\nText.\n");
    scratch.write("outside/secret.md", format!("# {SECRET}\n\n{SECRET}\n"));
    scratch.write("outside/secret.css", format!("/* {SECRET} */\n"));
    scratch.write("outside/image.svg", format!("<svg><text>{SECRET}</text></svg>\n"));
    let library = format!("references:\n  - {{id: s, type: book, title: {SECRET}}}\n");
    scratch.write("outside/references.yaml", library);
    scratch.write("outside/theme.toml", format!("name = \"{SECRET}\"\ncontract = 1\n"));
    scratch.write("outside/templates/page.html", SECRET);
    scratch
}

/// Builds `inside` and insists that no secret came out and nothing outside was opened.
#[track_caller]
fn build(scratch: &Scratch) -> Outcome {
    let outcome = scratch.run(&["build", "inside", "-d", "site"]);
    assert!(!outcome.talk.contains(SECRET), "told: {}", outcome.talk);
    for (path, bytes) in tree(&scratch.at("site")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(SECRET) && !path.contains("secret"), "published: {path}");
    }
    assert_eq!(opened_outside(scratch, "inside"), [""; 0], "{}", outcome.talk);
    outcome
}

/// The files that a build opens and that are neither the dossier's nor the system's.
fn opened_outside(scratch: &Scratch, dossier: &str) -> Vec<String> {
    let log = scratch.at("trace");
    let mut strace = plain("strace");
    strace.args(["-f", "-qq", "-y", "-e", "trace=open,openat,openat2", "-o"]).arg(&log);
    strace
        .args([DOSSIER, "build", dossier, "-d", "site", "--no-cache"])
        .current_dir(scratch.path());
    strace.output().expect("strace runs; `make test` installs it");
    let text = fs::read_to_string(&log).unwrap();
    fs::remove_file(log).unwrap();
    assert!(text.contains("book.toml") || dossier != "inside", "nothing was traced");
    let root = fs::canonicalize(scratch.path()).unwrap();
    let (root, home) = (root.to_str().unwrap(), std::env::current_dir().unwrap());
    let ours = |it: &str| {
        let inside = it.strip_prefix(root).map(|it| it.trim_start_matches('/'));
        match inside {
            Some(it) => ["inside", "site", ".site", ""].iter().any(|ok| starts(it, ok)),
            None => !it.starts_with(home.to_str().unwrap()) && is_of_the_system(it),
        }
    };
    // With `-y`, strace prints what a descriptor really is: `= 3</path>`.
    let opened = text.lines().filter_map(|it| it.rsplit_once("= ")?.1.split_once('<'));
    let paths = opened.map(|(_, it)| it.trim_end_matches('>').to_owned());
    paths.filter(|it| !ours(it)).collect()
}

fn starts(path: &str, with: &str) -> bool {
    if with.is_empty() { path.is_empty() } else { path.starts_with(with) }
}

fn is_of_the_system(path: &str) -> bool {
    let known =
        ["/usr/", "/lib", "/etc/ld.so", "/proc/", "/sys/", "/dev/null", "/dev/tty"];
    known.iter().any(|it| path.starts_with(it))
}

#[test]
fn the_audit_sees_a_file_that_is_opened_outside() {
    let scratch = with_secrets();
    scratch.write("outside/book.toml", BOOK);
    scratch.write("outside/content/index.md", "# Home\n");
    assert!(!opened_outside(&scratch, "outside").is_empty());
}

#[test]
fn a_dossier_without_traps_is_built() {
    build(&with_secrets()).ends_with(0);
}

#[test]
fn symbolic_links_are_refused() {
    let scratch = with_secrets();
    let link = |to: &str, at: &str| symlink(to, scratch.at(at)).unwrap();
    link("../../outside/secret.md", "inside/content/file.md");
    link("../../outside", "inside/content/folder");
    link(".", "inside/content/loop");
    link("nowhere.md", "inside/content/dangling.md");
    link("index.md", "inside/content/inner.md");
    link(scratch.at("outside/image.svg").to_str().unwrap(), "inside/content/image.svg");
    let outcome = build(&scratch).ends_with(1);
    for name in ["file.md", "folder", "loop", "dangling.md", "inner.md", "image.svg"] {
        let at = format!("error[load/not-a-file]: `content/{name}`");
        assert!(outcome.talk.contains(&at), "{name}: {}", outcome.talk);
    }
}

#[test]
fn a_content_folder_or_theme_behind_a_link_is_refused() {
    for (setting, at, to) in [
        ("src = \"link\"", "link", "../outside"),
        ("src = \"link/outside\"", "link", ".."),
        ("src = \"link/../../outside\"", "link", "."),
    ] {
        let scratch = with_secrets();
        symlink(to, scratch.at("inside").join(at)).unwrap();
        scratch.write("inside/book.toml", BOOK.replace("src = \"content\"", setting));
        assert_eq!(build(&scratch).code, 1, "{setting}");
    }
    for (at, to) in [("themes", "../outside"), ("themes/mine", "../../outside")] {
        let scratch = with_secrets();
        fs::create_dir_all(scratch.at("inside").join(at).parent().unwrap()).unwrap();
        fs::create_dir_all(scratch.at("outside/mine")).unwrap();
        scratch.write("outside/mine/theme.toml", format!("name = \"{SECRET}\"\n"));
        symlink(to, scratch.at("inside").join(at)).unwrap();
        scratch.write("inside/book.toml", format!("{BOOK}theme = \"mine\"\n"));
        assert_eq!(build(&scratch).code, 1, "{at}");
    }
}

#[test]
fn pipes_sockets_and_devices_are_refused_without_waiting() {
    let scratch = with_secrets();
    let line = "mkfifo inside/content/pipe.md inside/content/pipe.svg
        if [ \"$(id -u)\" = 0 ]; then mknod inside/content/zero.md c 1 5; fi";
    scratch.shell(line).ends_with(0);
    let outcome = build(&scratch).ends_with(1).says("`content/pipe.md`");
    let refused =
        outcome.says("`content/pipe.svg`").talk.matches("error[load/not-a-file]").count();
    let devices = usize::from(scratch.at("inside/content/zero.md").exists());
    assert_eq!(refused, 2 + devices);
}

#[test]
fn paths_in_texts_do_not_leave_the_dossier() {
    let outside = fs::canonicalize(std::env::temp_dir()).unwrap();
    let absolute = format!("{}/secret.md", outside.display());
    let targets = [
        "../../outside/secret.md",
        "../../outside/image.svg",
        "folder/../../../outside/secret.md",
        "%2e%2e/%2e%2e/outside/secret.md",
        "..%2f..%2foutside/secret.md",
        "/etc/passwd",
        absolute.as_str(),
        "file:///etc/passwd",
    ];
    for target in targets {
        for text in [
            format!("A [link]({target})."),
            format!("![An image]({target})"),
            format!("A [link][x].\n\n[x]: <{target}>"),
            format!("[[{target}]]"),
        ] {
            let scratch = with_secrets();
            let page = format!("---\ntitle: Home\n---\n{text}\n");
            scratch.write("inside/content/index.md", page);
            let outcome = build(&scratch);
            assert_eq!(outcome.code, 1, "{text}: {}", outcome.talk);
            assert!(outcome.talk.contains("content/index.md:4:"), "{}", outcome.talk);
        }
    }
}

#[test]
fn includes_do_not_leave_the_dossier() {
    for target in
        ["../../outside/secret.md", "/etc/passwd", "../.hidden", "link/secret.md"]
    {
        let scratch = with_secrets();
        let page = format!("# Home\n\n{{{{#include {target}}}}}\n");
        scratch.write("inside/content/index.md", page);
        scratch.write("inside/.hidden", SECRET);
        symlink("../../outside", scratch.at("inside/content/link")).unwrap();
        build(&scratch).ends_with(1).says("load/bad-include");
    }
}

#[test]
fn paths_in_settings_do_not_leave_the_dossier() {
    for (from, to) in [
        ("src = \"content\"", "src = \"../outside\""),
        ("src = \"content\"", "src = \"/etc\""),
        ("[\"references.yaml\"]", "[\"../../outside/references.yaml\"]"),
        ("[\"references.yaml\"]", "[\"/etc/passwd\"]"),
        ("[dossier]", "[dossier]\ntheme = \"../../outside\""),
        ("[dossier]", "[dossier]\ntheme = \"/etc\""),
        (
            "[dossier]",
            "[output.html]\nadditional-css = [\"../outside/secret.css\"]\n\n[dossier]",
        ),
    ] {
        let scratch = with_secrets();
        fs::create_dir(scratch.at("inside/themes")).unwrap();
        scratch.write("inside/book.toml", BOOK.replace(from, to));
        let outcome = build(&scratch);
        assert_eq!(outcome.code, 1, "{to}: {}", outcome.talk);
        assert!(outcome.talk.contains("book.toml"), "{to}: {}", outcome.talk);
    }
}

#[test]
fn what_nothing_refers_to_is_not_published() {
    let scratch = with_secrets();
    for name in [
        ".env",
        ".git/config",
        ".index.md.swp",
        "index.md~",
        "index.md.orig",
        "#index.md#",
        "notes.txt",
        "draft.docx",
        "image.svg",
        "folder/.DS_Store",
        ".hidden.md",
        ".hidden/page.md",
    ] {
        scratch.write(&format!("inside/content/{name}"), SECRET);
    }
    build(&scratch).ends_with(0);
}

#[test]
fn hidden_files_cannot_be_linked_to() {
    for target in [".env", ".git/config", "folder/.secret.svg", ".hidden.md"] {
        let scratch = with_secrets();
        scratch.write(&format!("inside/content/{target}"), SECRET);
        let page = format!("---\ntitle: Home\n---\nA [link]({target}).\n");
        scratch.write("inside/content/index.md", page);
        build(&scratch).ends_with(1).says("link/broken-link");
    }
}

/// A dossier in `inside` that quotes an archived text.
fn quoting(text: &str) -> Scratch {
    let scratch = with_secrets();
    let library = format!(
        "references:\n  - {{id: s, type: report, title: S, custom: {{archive: {{text: '{text}'}}}}}}\n"
    );
    scratch.write("inside/content/references.yaml", library);
    let page = "---\ntitle: Home\n---\n> the words of it [@s]\n";
    scratch.write("inside/content/index.md", page);
    scratch
}

#[test]
fn archived_texts_are_read_and_never_published() {
    for at in ["archive/s.txt", "content/s.txt"] {
        let scratch = quoting(at);
        scratch.write(
            &format!("inside/{at}"),
            format!("These are the words of it. {SECRET}\n"),
        );
        build(&scratch).ends_with(0);
        let home = fs::read_to_string(scratch.at("site/index.html")).unwrap();
        assert!(home.contains("quotation verified"), "{home}");
    }
    // Not even where a page links to it.
    let scratch = quoting("content/s.txt");
    scratch.write("inside/content/s.txt", format!("the words of it {SECRET}\n"));
    scratch.write("inside/content/page.md", "---\ntitle: P\n---\n[The text](s.txt)\n");
    build(&scratch).ends_with(1).says("link/broken-link");
}

#[test]
fn archived_texts_stand_inside_the_dossier() {
    for text in ["../outside/secret.md", "/etc/passwd", "archive/../../outside/secret.md"]
    {
        build(&quoting(text)).ends_with(1).says("parse/bad-value");
    }
    for (link, to, text) in [
        ("inside/s.txt", "../outside/secret.md", "s.txt"),
        ("inside/archive", "../outside", "archive/secret.md"),
    ] {
        let scratch = quoting(text);
        symlink(to, scratch.at(link)).unwrap();
        build(&scratch).ends_with(1).says("load/not-a-file");
    }
    let scratch = quoting(".hidden/s.txt");
    scratch.write("inside/.hidden/s.txt", SECRET);
    build(&scratch).ends_with(1).says("a hidden file");
    build(&quoting("content/index.md"))
        .ends_with(1)
        .says("is a file of the dossier itself");
}

#[test]
fn what_is_archived_of_a_cut_source_is_neither_read_nor_told() {
    let scratch = quoting("archive/s.txt");
    let library = "references:\n  - {id: open, type: report, title: O}\n  - {id: s, type: report, title: S, custom: {marking: TLP:RED, archive: {url: 'https://example.org/zqvxkwjhgfdb', date: 2024, text: archive/zqvxkwjhgfdb.txt, sha256: '0000000000000000000000000000000000000000000000000000000000000000'}}}\n";
    scratch.write("inside/content/references.yaml", library);
    let page = "---\ntitle: Home\nmarking: TLP:CLEAR\n---\nOpen [@open].\n\n::: {marking=\"TLP:RED\"}\n> none of the words [@s]\n:::\n";
    scratch.write("inside/content/index.md", page);
    scratch.write("inside/archive/zqvxkwjhgfdb.txt", "Text.\n");
    let lock = "version = 1\n[[address]]\nurl = \"https://example.org/zqvxkwjhgfdb\"\nstate = \"dead\"\nchecked = \"2024-01-01\"\n";
    scratch.write("inside/sources.lock", lock);
    let book = format!("{BOOK}\n[dossier.editions.public]\nceiling = \"TLP:CLEAR\"\n");
    scratch.write("inside/book.toml", book);
    let outcome = build(&scratch).ends_with(0);
    assert!(!outcome.talk.contains("cite/"), "{}", outcome.talk);
    let home = fs::read_to_string(scratch.at("site/public/index.html")).unwrap();
    assert!(!home.contains("quote-check"), "{home}");
}
