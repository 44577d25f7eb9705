//! `dossier sources check` against a server of the test: what it asks, what it makes of
//! answers, what it writes; and that nothing else ever opens a socket.

mod server;

use crate::scratch::{DOSSIER, Outcome, Scratch, plain};
use server::Server;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

const ASK: [&str; 6] =
    ["sources", "check", "--allow-private", "--delay", "0s", "--timeout=500ms"];

/// A dossier with a source for each of these addresses; keys are `s0`, `s1`, …
fn dossier(addresses: &[String]) -> Scratch {
    let mut library = "references:\n".to_owned();
    let mut page = "---\ntitle: Home\n---\n".to_owned();
    for (at, url) in addresses.iter().enumerate() {
        writeln!(
            library,
            "  - {{id: s{at}, type: report, title: T{at}, URL: \"{url}\"}}"
        )
        .unwrap();
        writeln!(page, "Said [@s{at}].\n").unwrap();
    }
    Scratch::dossier(&[
        ("content/references.yaml", &library),
        ("content/index.md", &page),
    ])
}

/// The lock by path: state and what else is said, but for digests and days.
fn lock(scratch: &Scratch, server: &Server) -> BTreeMap<String, String> {
    let text = fs::read_to_string(scratch.at("sources.lock")).unwrap();
    let entry = |it: &str| {
        let said: Vec<&str> = it
            .lines()
            .filter(|it| !it.starts_with("url") && !it.starts_with("sha256"))
            .filter(|it| !it.starts_with("checked") && !it.is_empty())
            .map(|it| it.split_once(" = ").unwrap().1.trim_matches('"'))
            .collect();
        let url = it.lines().find_map(|it| it.strip_prefix("url = ")).unwrap();
        let path = url.trim_matches('"').replace(&server.url(""), "");
        (path, said.join("; ").replace(&server.url(""), ""))
    };
    text.split("[[address]]\n").skip(1).map(entry).collect()
}

fn check(scratch: &Scratch, more: &[&str]) -> Outcome {
    let args: Vec<&str> = ASK.iter().chain(more).copied().collect();
    scratch.run(&args)
}

#[test]
fn answers_are_told_apart() {
    let server = Server::start();
    let expected = [
        ("/ok", "live; 200"),
        ("/latin", "live; 200"),
        ("/hop/3", "live; 200; /ok"),
        ("/hop/9", "live; 200; /ok"),
        ("/hop/12", "unreachable; too many redirects"),
        ("/loop", "unreachable; too many redirects"),
        ("/elsewhere", "unreachable; a redirect that leads out of the web"),
        ("/status/401", "unverifiable; 401"),
        ("/status/403", "unverifiable; 403"),
        ("/status/404", "dead; 404"),
        ("/status/410", "dead; 410"),
        ("/status/429", "unverifiable; 429"),
        ("/status/500", "unreachable; 500"),
        ("/status/503", "unreachable; 503"),
        ("/challenge", "unverifiable; 403"),
        ("/captcha", "unverifiable; 200"),
        ("/huge", "live; 200; true"),
        ("/truncated", "unreachable; the content is cut short"),
        ("/longer", "live; 200"),
        ("/garbage", "unreachable; an answer that is not HTTP"),
        ("/slow", "unreachable; timeout"),
        ("/drip", "unreachable; timeout"),
    ];
    let addresses: Vec<String> = expected.iter().map(|(it, _)| server.url(it)).collect();
    let scratch = dossier(&addresses);
    let outcome = check(&scratch, &[]).ends_with(1);
    let expected = expected.map(|(path, said)| (path.to_owned(), said.to_owned()));
    assert_eq!(lock(&scratch, &server), BTreeMap::from(expected), "{}", outcome.talk);
    let told = outcome.says("22 addresses asked: 6 live, 2 dead, 9 unreachable").talk;
    assert_eq!(told.matches("error[visit/dead-address]").count(), 2, "{told}");
    assert_eq!(told.matches("warning[visit/unreachable]").count(), 9, "{told}");
    assert!(!told.contains("status/403"), "a refusal is no finding: {told}");
}

#[test]
fn requests_name_the_program_and_carry_no_cookie() {
    let server = Server::start();
    let scratch = dossier(&[server.url("/hop/1"), server.url("/ok")]);
    check(&scratch, &[]).ends_with(0);
    let seen = server.seen();
    assert!(!seen.is_empty());
    for request in seen {
        let request = request.to_lowercase();
        assert!(request.starts_with("get /"), "{request}");
        assert!(
            request.contains("user-agent: mozilla/5.0 (compatible; dossier/"),
            "{request}"
        );
        for header in ["cookie:", "referer:", "authorization:"] {
            assert!(!request.contains(header), "{request}");
        }
    }
}

#[test]
fn private_places_are_asked_only_when_allowed() {
    let server = Server::start();
    let scratch = dossier(&[server.url("/ok")]);
    scratch.run(&["sources", "check"]).ends_with(0);
    assert_eq!(server.seen(), [""; 0]);
    let expected = "unverifiable; an address of a private network";
    assert_eq!(lock(&scratch, &server)["/ok"], expected);
}

#[test]
fn the_same_answers_give_the_same_bytes_and_old_ones_are_kept() {
    let server = Server::start();
    let paths: Vec<String> =
        (0..20).map(|it| server.url(&format!("/own/{it}"))).collect();
    let scratch = dossier(&paths);
    let run = |day: &str, more: &[&str]| {
        let args: Vec<&str> = ASK.iter().chain(more).copied().collect();
        let mut command = scratch.command(&args);
        // 1 March 2024, and days behind it.
        command.env("SOURCE_DATE_EPOCH", day);
        Outcome::of(&command.output().unwrap()).ends_with(0);
        fs::read_to_string(scratch.at("sources.lock")).unwrap()
    };
    let first = run("1709251200", &[]);
    assert_eq!(first.matches("checked = \"2024-03-01\"").count(), 20);
    assert_eq!(run("1709251200", &[]), first);
    let asked = server.seen().len();
    assert_eq!(run("1709337600", &["--max-age", "30d"]), first);
    assert_eq!(server.seen().len(), asked, "what is fresh was asked");
    let one = run("1709337600", &["--only", "s3"]);
    assert_eq!(one.matches("checked = \"2024-03-02\"").count(), 1);
    let later = run("1719337600", &["--max-age", "30d"]);
    assert_eq!(later.matches("checked = \"2024-06-25\"").count(), 20);
}

#[test]
fn a_changed_content_is_told_until_it_is_accepted() {
    let server = Server::start();
    let scratch = dossier(&[server.url("/ok")]);
    check(&scratch, &[]).ends_with(0);
    let path = scratch.at("sources.lock");
    let text = fs::read_to_string(&path).unwrap();
    let at = text.find("sha256 = \"").unwrap() + 10;
    fs::write(&path, format!("{}{}{}", &text[..at], "0".repeat(64), &text[at + 64..]))
        .unwrap();
    for _ in 0..2 {
        check(&scratch, &[]).ends_with(0).says("warning[visit/deviated]");
    }
    let outcome = check(&scratch, &["--accept"]).ends_with(0);
    assert!(!outcome.talk.contains("visit/deviated"), "{}", outcome.talk);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_broken_lock_stays_and_nobody_is_asked() {
    let server = Server::start();
    let scratch = dossier(&[server.url("/ok")]);
    scratch.write("sources.lock", "version = 9\n");
    check(&scratch, &[]).ends_with(1).says("error[parse/bad-lock]");
    assert_eq!(fs::read_to_string(scratch.at("sources.lock")).unwrap(), "version = 9\n");
    assert_eq!(server.seen(), [""; 0]);
}

#[test]
fn an_unknown_key_could_not_run() {
    let scratch = dossier(&["https://example.org/".to_owned()]);
    check(&scratch, &["--only", "s1"]).ends_with(2).says("did you mean `s0`?");
}

#[test]
fn a_lock_behind_a_link_is_refused() {
    let scratch = dossier(&[]);
    scratch.write("elsewhere", "version = 1\n");
    std::os::unix::fs::symlink("elsewhere", scratch.at("sources.lock")).unwrap();
    scratch.run(&["build"]).ends_with(1).says("sources.lock");
}

#[test]
fn sites_show_what_the_lock_says_and_the_editor_has_the_last_word() {
    let scratch = Scratch::dossier(&[
        ("content/index.md", "---\ntitle: Home\n---\nSaid [@gone; @said; @fine].\n"),
        (
            "content/references.yaml",
            "references:\n\
             - {id: gone, type: report, title: G, URL: 'https://example.org/g', custom: {archive: {url: 'https://a.example.org/g', date: '2024-01-02'}}}\n\
             - {id: said, type: report, title: S, URL: 'https://example.org/s', custom: {archive: {url: 'https://a.example.org/s', date: '2024-01-02', status: usurped}}}\n\
             - {id: fine, type: report, title: F, URL: 'https://example.org/f'}\n",
        ),
        (
            "sources.lock",
            "version = 1\n\
             [[address]]\nurl = \"https://example.org/g\"\nstate = \"dead\"\ncode = 404\nchecked = \"2024-05-06\"\n\
             [[address]]\nurl = \"https://example.org/s\"\nstate = \"live\"\ncode = 200\nchecked = \"2024-05-06\"\n\
             [[address]]\nurl = \"https://example.org/f\"\nstate = \"live\"\ncode = 200\nchecked = \"2024-05-06\"\n",
        ),
    ]);
    scratch.run(&["build"]).ends_with(0);
    let page = |it: &str| {
        fs::read_to_string(scratch.at(&format!("book/sources/{it}.html"))).unwrap()
    };
    let gone = page("gone");
    let facts = gone.split("<dl class=\"facts full\">").nth(1).unwrap();
    let place =
        |it: &str| facts.find(it).unwrap_or_else(|| panic!("no `{it}` in {facts}"));
    assert!(place("https://a.example.org/g") < place("\"https://example.org/g\""));
    assert!(place("state-dead\">Gone") < place("6 May 2024"));
    let said = page("said");
    assert!(said.contains("state-usurped\">Taken over</span>"), "{said}");
    assert!(said.contains("as the editors state"), "{said}");
    assert!(said.contains("Last check: <span class=\"state state-live\">"), "{said}");
    let facts = said.split("<dl class=\"facts full\">").nth(1).unwrap();
    assert!(facts.contains("<code>https://example.org/s</code>"), "{facts}");
    assert!(page("index").contains("data-state=\"Gone\""));
}

/// The calls to the network that a command makes.
fn network(scratch: &Scratch, args: &[&str]) -> String {
    let log = scratch.at("trace");
    let mut strace = plain("strace");
    strace.args(["-f", "-qq", "-e", "trace=network", "-o"]).arg(&log);
    strace.arg(DOSSIER).args(args).current_dir(scratch.path());
    strace.output().expect("strace runs; `make test` installs it");
    // A thread that ends with the program is let go of in no call at all: `???(`.
    let is_call = |it: &&str| !it.ends_with(" ???( <detached ...>");
    let text = fs::read_to_string(log).unwrap();
    text.lines().filter(is_call).map(|it| it.to_owned() + "\n").collect()
}

#[test]
fn no_other_command_opens_a_socket() {
    let server = Server::start();
    let scratch = dossier(&[server.url("/ok")]);
    scratch
        .write("content/page.md", "---\ntitle: P\n---\n![x](http://127.0.0.1/x.png)\n");
    let asked = network(&scratch, &ASK);
    assert!(asked.contains("socket(") && asked.contains("connect("), "{asked}");
    for command in ["build", "check", "clean"] {
        assert_eq!(network(&scratch, &[command]), "", "{command}");
    }
    assert_eq!(network(&scratch, &["sources", "check", "--offline"]), "");
}

#[test]
fn a_doi_and_a_page_say_what_they_are() {
    let (server, scratch) = (Server::start(), Scratch::dossier(&[]));
    let own = ["new", "source", "--online", "--allow-private"];
    let resolver = format!("--resolver={}", server.url("/"));
    let doi = [&own[..], &[&resolver, "--doi", "https://doi.org/10.1000/182"]].concat();
    scratch.run(&doi).ends_with(0).says("`[@doe-2024]`");
    let url = server.url("/article");
    let page = [&own[..], &["--url", &url]].concat();
    scratch.run(&page).ends_with(0).says("`[@die-zeitung-2024]`");
    let library = fs::read_to_string(scratch.at("content/references.yaml")).unwrap();
    let all = [
        "title: The DOI Handbook",
        "title: Ein \"Leck\"",
        "article-newspaper",
        "accessed:",
    ];
    assert!(all.iter().all(|it| library.contains(it)), "{library}");
    let asked = &server.seen()[0];
    assert!(asked.contains("accept: application/vnd.citationstyles.csl+json"), "{asked}");
    let missing = server.url("/nothing");
    let missing = [&own[..], &["--url", &missing]].concat();
    scratch.run(&missing).ends_with(2).says("it answers 404");
}
