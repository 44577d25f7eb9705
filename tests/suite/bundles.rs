//! A bundle is the same bytes everywhere, and nothing of it can change unseen.

use crate::scratch::{Scratch, copy, tree};
use dossier::base::SitePath;
use dossier::verify::{Verdict, verify_zip};
use dossier::write::pack::container::{self, Member};
use dossier::write::pack::{Facts, Packed, Stamp};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

/// A key of minisign without a password, and its public half: for tests only.
const SECRET: &str = "tests/suite/keys/test.sec";
const PUBLIC: &str = "tests/suite/keys/test.pub";

/// Lines of shell that bundle `d` into `o`.
const WAYS: &[(&str, &str)] = &[
    ("one thread", "RAYON_NUM_THREADS=1 \"$DOSSIER\" bundle d -d o --sign k"),
    ("sixteen threads", "RAYON_NUM_THREADS=16 \"$DOSSIER\" bundle d -d o --sign k"),
    ("time zone", "TZ=Asia/Kathmandu \"$DOSSIER\" bundle d -d o --sign k"),
    ("locale", "LC_ALL=tr_TR.UTF-8 \"$DOSSIER\" bundle d -d o --sign k"),
    ("umask", "umask 077; \"$DOSSIER\" bundle d -d o --sign k"),
    ("clock", "faketime '2031-12-31 23:59:58' \"$DOSSIER\" bundle d -d o --sign k"),
    (
        "another path",
        "mkdir -p 'a b/ä'; mv d 'a b/ä/d'; cd 'a b/ä/d'; \"$DOSSIER\" bundle -d ../../../o --sign ../../../k",
    ),
    ("twice", "\"$DOSSIER\" bundle d -d o; \"$DOSSIER\" bundle d -d o --sign k"),
];

#[test]
fn a_bundle_is_the_same_everywhere() {
    let expected = bundled("\"$DOSSIER\" bundle d -d o --sign k");
    assert_eq!(expected.len(), 1);
    for (what, line) in WAYS {
        assert!(bundled(line) == expected, "{what}");
    }
}

#[test]
fn the_given_time_is_the_time_of_every_file() {
    let line = "SOURCE_DATE_EPOCH=1709251198 \"$DOSSIER\" bundle d -d o";
    let zip = bundled(line).into_values().next().unwrap();
    assert_eq!(zip[10..14], [0x7d, 0xbf, 0x5d, 0x58], "2024-02-29 23:59:58");
    assert!(verify_zip(&zip, None).unwrap().findings.is_empty());
    let scratch = Scratch::dossier(&[("content/index.md", "# Home\n")]);
    let wrong = "SOURCE_DATE_EPOCH=yesterday \"$DOSSIER\" bundle";
    scratch.shell(wrong).ends_with(2).says("`SOURCE_DATE_EPOCH` is `yesterday`");
    let milliseconds = "SOURCE_DATE_EPOCH=1709251198000 \"$DOSSIER\" export stix";
    scratch.shell(milliseconds).ends_with(2).says("no milliseconds");
}

#[test]
fn what_is_no_bundle_is_never_replaced() {
    let scratch = Scratch::dossier(&[("content/index.md", "# Home\n")]);
    scratch.write("bundles/a-dossier.zip", "mine");
    scratch.run(&["bundle"]).ends_with(2).says("is a file that is no bundle");
    assert_eq!(fs::read(scratch.at("bundles/a-dossier.zip")).unwrap(), b"mine");
    fs::remove_file(scratch.at("bundles/a-dossier.zip")).unwrap();
    scratch.write("bundles/a-dossier.zip/x", "mine");
    scratch.run(&["bundle"]).ends_with(2).says("is a folder");
    assert_eq!(tree(&scratch.at("bundles")).len(), 1, "nothing is left beside it");
}

#[test]
fn editions_are_named_where_there_is_a_choice() {
    let scratch = two_editions();
    scratch
        .run(&["bundle"])
        .ends_with(2)
        .says("add `--edition NAME` or `--all-editions`");
    scratch.run(&["bundle", "--all-editions"]).ends_with(0);
    let names: Vec<_> = tree(&scratch.at("bundles")).into_keys().collect();
    assert_eq!(names, ["a-dossier-inner-TLP-AMBER.zip", "a-dossier-open-TLP-CLEAR.zip"]);
}

/// The zip of the small dossier, signed.
fn signed() -> Vec<u8> {
    bundled("\"$DOSSIER\" bundle d -d o --sign k").into_values().next().unwrap()
}

#[test]
fn one_flipped_bit_is_found_wherever_it_is() {
    let zip = signed();
    assert!(is_whole(&zip), "{:?}", verify_zip(&zip, None).unwrap().findings);
    let rounds = std::env::var("DOSSIER_TEST_ROUNDS").ok();
    let samples = rounds.and_then(|it| it.parse().ok()).unwrap_or(1000).max(1000);
    let directory = find(&zip, b"PK\x01\x02");
    // Every byte of the first header, of the first entry and of the end; then all over.
    let frame =
        (0..120).chain(directory..directory + 120).chain(zip.len() - 22..zip.len());
    let list = find(&zip, b"inventory.json.minisig");
    let signature = list..list + 400;
    let spread = (0..samples).map(|it| it * zip.len() / samples);
    let places: Vec<usize> = frame.chain(signature).chain(spread).collect();
    let unseen: Vec<(usize, usize)> = places
        .par_iter()
        .enumerate()
        .map(|(at, place)| (*place, at * 5 % 8))
        .filter(|(place, bit)| {
            let mut zip = zip.clone();
            zip[*place] ^= 1 << bit;
            is_whole(&zip)
        })
        .collect();
    assert_eq!(unseen, [], "of {} bytes", zip.len());
}

#[test]
fn bytes_added_or_lost_are_found() {
    let zip = signed();
    let more = |at: usize| [&zip[..at], b"more", &zip[at..]].concat();
    for at in [0, 30, zip.len() / 2, find(&zip, b"PK\x01\x02"), zip.len()] {
        assert!(!is_whole(&more(at)), "added at {at}");
    }
    for at in [1, 30, zip.len() / 2, zip.len() - 22, zip.len() - 1] {
        assert!(!is_whole(&zip[at..]), "without the first {at}");
        assert!(!is_whole(&zip[..at]), "only the first {at}");
    }
    assert!(!is_whole(b""));
}

#[test]
fn what_differs_is_told_with_its_path() {
    let files = files_of(&signed());
    let told = |files: &[(String, Vec<u8>)]| {
        let verdict = verify_zip(&zip_of(files, 0), None).unwrap();
        verdict.findings.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(told(&files), [""; 0], "the test packs as the program does");
    let at = files.iter().position(|it| it.0 == "a-dossier/site/index.html").unwrap();
    let mut missing = files.clone();
    missing.remove(at);
    assert_eq!(told(&missing), ["verify/missing-file a-dossier/site/index.html"]);
    let mut more = files.clone();
    more.insert(at, ("a-dossier/site/index.gif".to_owned(), b"GIF".to_vec()));
    assert_eq!(told(&more), ["verify/additional-file a-dossier/site/index.gif"]);
    let mut changed = files.clone();
    changed[at].1[5] ^= 1;
    assert_eq!(told(&changed), ["verify/changed-file a-dossier/site/index.html"]);
    let mut swapped = files;
    swapped.swap(at, at + 1);
    assert!(told(&swapped)[0].starts_with("verify/bad-archive a-dossier/site/"));
}

fn told(finding: &dossier::diag::Diagnostic) -> String {
    let place = finding.place.as_ref().map_or("", |it| it.file.as_str());
    format!("{} {place}", finding.code.name())
}

#[test]
fn a_hostile_archive_is_told_and_never_followed() {
    let files = files_of(&signed());
    for name in
        ["../../evil", "/etc/evil", "a-dossier/../x", "a\\b", "a-dossier//x", "a/\0"]
    {
        let mut files = files.clone();
        files.insert(0, (name.to_owned(), b"x".to_vec()));
        let verdict = verify_zip(&zip_of(&files, 0), None).unwrap();
        assert!(says(&verdict, "is no path inside"), "{name}: {:?}", verdict.findings);
    }
    let mut twice = files.clone();
    twice.insert(1, twice[0].clone());
    assert!(says(&verify_zip(&zip_of(&twice, 0), None).unwrap(), "holds it twice"));
    let link = 0o120_777 << 16;
    assert!(says(&verify_zip(&zip_of(&files, link), None).unwrap(), "symbolic link"));
    let mut locked = signed();
    let entry = find(&locked, b"PK\x01\x02");
    locked[entry + 8] |= 1;
    assert!(says(&verify_zip(&locked, None).unwrap(), "encrypted"));
    let mut large = signed();
    let end = large.len() - 22;
    large[end + 8..end + 20].fill(0xff);
    assert!(says(&verify_zip(&large, None).unwrap(), "zip64"));
}

#[test]
fn a_bomb_is_defused_in_little_memory() {
    let scratch = Scratch::new();
    let mut files = files_of(&signed());
    let at = files.iter().position(|it| it.0 == "a-dossier/site/index.html").unwrap();
    let zeros = Packed::of(&SitePath::fixed("site/x"), &Arc::from(vec![0; 400 << 20]));
    files.remove(at);
    let bomb = ("a-dossier/site/index.html".to_owned(), zeros);
    let packed = files.iter().map(|(name, it)| (name.clone(), pack(name, it)));
    let mut packed: BTreeMap<String, Packed> = packed.collect();
    packed.extend([bomb.clone()]);
    scratch.write("bomb.zip", write(packed.iter(), 0));
    // The same, but the frame lies about the size, and the list agrees.
    let mut lie = bomb.1;
    lie.facts.full = 10;
    packed.insert(bomb.0, lie);
    scratch.write("lie.zip", write(packed.iter(), 0));
    for name in ["bomb.zip", "lie.zip"] {
        let line = format!("ulimit -v 300000; \"$DOSSIER\" verify {name}");
        scratch.shell(&line).ends_with(1).says("verify/changed-file");
    }
    assert_eq!(tree(scratch.path()).len(), 2, "nothing was extracted");
}

#[test]
fn a_folder_is_verified_where_it_stands() {
    let scratch = Scratch::new();
    for (name, bytes) in files_of(&signed()) {
        scratch.write(&name, bytes);
    }
    let key = fs::canonicalize(PUBLIC).unwrap();
    let key = key.to_str().unwrap();
    let verify = || scratch.run(&["verify", "a-dossier", "--public-key", key]);
    verify().ends_with(0).says("its signature holds: dossier bundle a-dossier");
    for (name, bytes) in tree(&scratch.at("a-dossier")) {
        let mut changed = bytes.clone();
        let at = changed.len() / 2;
        changed[at] ^= 4;
        let name = format!("a-dossier/{name}");
        scratch.write(&name, &changed);
        let outcome = verify().ends_with(1);
        let path = name.strip_prefix("a-dossier/").unwrap();
        assert!(
            outcome.talk.contains(&format!("--> {path}")) || path.contains("inventory")
        );
        scratch.write(&name, &bytes);
    }
    verify().ends_with(0);
    scratch.run(&["verify", "nowhere"]).ends_with(2).says("cannot read `nowhere`");
    scratch.run(&["verify", "."]).ends_with(2).says("inventory.json");
}

#[test]
fn programs_are_told_in_one_object() {
    let scratch = Scratch::new();
    scratch.write("a.zip", signed());
    let outcome = scratch.run(&["verify", "a.zip", "--format", "json"]).ends_with(0);
    let object: serde_json::Value = serde_json::from_str(&outcome.data).unwrap();
    let object = &object["verdict"];
    assert_eq!(object["whole"], true);
    assert_eq!(object["signature"], "unchecked");
    assert_eq!(object["signature-detail"].as_str().unwrap().len(), 16);
}

#[test]
fn the_inventory_follows_its_schema_in_every_shape() {
    let scratch = two_editions();
    scratch.run(&["bundle", "--all-editions"]).ends_with(0);
    for (name, zip) in tree(&scratch.at("bundles")) {
        let files = files_of(&zip);
        let list = files.iter().find(|it| it.0.ends_with("/inventory.json")).unwrap();
        let list: serde_json::Value = serde_json::from_slice(&list.1).unwrap();
        assert_eq!(list["folder"], name.trim_end_matches(".zip"));
        assert_eq!(list["format"], 1);
        let marked = list["files"].as_array().unwrap();
        assert!(
            marked.iter().all(|it| it["marking"].as_str().unwrap().starts_with("TLP:"))
        );
        assert_eq!(marked.len() + 1, files.len());
    }
}

#[test]
fn a_bundle_tells_what_changed_since_another() {
    let scratch = changing();
    scratch.run(&["bundle", "-d", "old"]).ends_with(0);
    scratch.shell("python3 -m zipfile -e old/a-dossier.zip old").ends_with(0);
    let page =
        |name: &str, text: &str| scratch.write(&format!("content/{name}.md"), text);
    page(
        "same",
        "---\ntitle: Same\n---\nOne *text*, in another [[New]] place of its file.\n",
    );
    page("moved/still", "---\ntitle: Still\n---\nStill here.\n");
    page("named", "---\ntitle: Another name\n---\nNamed.\n");
    page("new", "---\ntitle: New\n---\n[Seen twice]{.claim #second} [@s].\n");
    for gone in ["still", "gone"] {
        fs::remove_file(scratch.at(&format!("content/{gone}.md"))).unwrap();
    }
    for old in ["old/a-dossier.zip", "old/a-dossier"] {
        scratch.run(&["bundle", "--since", old, "-d", "new"]).ends_with(0);
        let files: BTreeMap<_, _> =
            files_of(&fs::read(scratch.at("new/a-dossier.zip")).unwrap())
                .into_iter()
                .collect();
        let told = String::from_utf8_lossy(&files["a-dossier/site/changes.html"]);
        let lists = |kind: &str, what: &str| {
            let (_, list) =
                told.split_once(&format!("id=\"d-{kind}\"")).unwrap_or_default();
            let (list, _) = list.split_once("</ul>").unwrap();
            assert!(list.contains(what), "{kind} lacks {what}: {list}");
            list.matches("<li>").count()
        };
        assert_eq!(lists("pages-new", ">New</a>"), 1);
        assert_eq!(lists("pages-changed", "before: Named"), 2, "and Same");
        assert_eq!(lists("pages-withdrawn", "<span>Gone</span>"), 1);
        assert_eq!(lists("claims-new", "href=\"new.html#second\">Seen twice</a>"), 1);
        assert_eq!(lists("claims-withdrawn", "Seen once"), 1);
        assert!(!told.contains("Still") || !told.contains("id=\"d-sources\""), "{told}");
        for page in ["START-HERE.html", "site/index.html"] {
            let text = String::from_utf8_lossy(&files[&format!("a-dossier/{page}")]);
            assert!(text.contains("changes.html\">What changed</a>"), "{page}");
        }
        assert!(is_whole(&fs::read(scratch.at("new/a-dossier.zip")).unwrap()));
    }
    scratch.run(&["bundle", "-d", "plain"]).ends_with(0);
    let plain = fs::read(scratch.at("plain/a-dossier.zip")).unwrap();
    assert!(files_of(&plain).iter().all(|it| !it.0.contains("changes")));
    scratch.run(&["bundle", "--since", "plain/a-dossier.zip"]).ends_with(0);
    let same = files_of(&fs::read(scratch.at("bundles/a-dossier.zip")).unwrap());
    let told = same.iter().find(|it| it.0.ends_with("/changes.html")).unwrap();
    assert!(
        String::from_utf8_lossy(&told.1).contains("Nothing that readers see has changed")
    );
}

#[test]
fn a_bundle_of_others_tells_nothing() {
    let scratch = two_editions();
    scratch.run(&["bundle", "--all-editions", "-d", "old"]).ends_with(0);
    let since = |edition: &str, old: &str| {
        let old = format!("old/a-dossier-{old}.zip");
        scratch.run(&["bundle", "--edition", edition, "--since", &old, "-d", "new"])
    };
    since("open", "inner-TLP-AMBER").ends_with(2).says("for readers up to TLP:AMBER");
    assert!(!scratch.at("new").exists());
    since("open", "open-TLP-CLEAR").ends_with(0);
    since("inner", "open-TLP-CLEAR").ends_with(0);
    let other =
        Scratch::dossier(&[("content/else.md", "---\ntitle: Else\n---\nText.\n")]);
    other.write(
        "book.toml",
        "[book]\ntitle = \"Other\"\nsrc = \"content\"\n\n[dossier]\n",
    );
    fs::copy(scratch.at("old/a-dossier-open-TLP-CLEAR.zip"), other.at("old.zip"))
        .unwrap();
    other
        .run(&["bundle", "--since", "old.zip"])
        .ends_with(2)
        .says("of another dossier: A dossier");
    other.run(&["bundle", "--since", "book.toml"]).ends_with(2).says("no inventory");
}

#[test]
fn what_is_no_earlier_bundle_is_told_with_what_to_name() {
    let scratch =
        Scratch::dossier(&[("content/index.md", "---\ntitle: Home\n---\nText.\n")]);
    scratch.run(&["bundle"]).ends_with(0);
    scratch.run(&["bundle", "--as", "html"]).ends_with(0);
    scratch.run(&["build"]).ends_with(0);
    scratch.write("print.pdf", "%PDF-1.7\n");
    scratch.write("words.txt", "words\n");
    scratch.write("empty/x", "");
    let told = [
        ("bundles/a-dossier.html", "holds the pages alone, no inventory"),
        ("print.pdf", "holds the pages alone, no inventory"),
        ("words.txt", "it holds no inventory as bundles do"),
        ("nowhere.zip", "cannot read `nowhere.zip`"),
        ("empty", "cannot read the inventory in `empty`"),
        ("book", "is a site, which does not tell what was in it"),
    ];
    for (old, words) in told {
        let told = scratch.run(&["bundle", "--since", old, "-d", "new"]).ends_with(2);
        told.says(words).says("name the zip").says("the folder extracted from it");
    }
    assert!(!scratch.at("new").exists());
}

#[test]
fn a_file_of_an_extracted_bundle_leads_to_its_folder() {
    let scratch =
        Scratch::dossier(&[("content/index.md", "---\ntitle: Home\n---\nText.\n")]);
    scratch.run(&["bundle"]).ends_with(0);
    scratch.shell("cd bundles && python3 -m zipfile -e a-dossier.zip .").ends_with(0);
    for name in ["START-HERE.html", "inventory.json"] {
        let file = format!("bundles/a-dossier/{name}");
        let told = scratch.run(&["verify", &file]).ends_with(2);
        told.says("name its folder: `dossier verify bundles/a-dossier`");
    }
    scratch.write("words.txt", "words\n");
    let told = scratch.run(&["verify", "words.txt"]).ends_with(1);
    assert!(!told.talk.contains("it is not signed"), "{}", told.talk);
}

#[test]
fn what_changed_knows_nothing_of_what_is_cut() {
    let changes = |secret: &str| {
        let scratch = two_editions();
        let page = |text: &str| {
            let text = format!("---\ntitle: Home\nmarking: TLP:CLEAR\n---\n{text}\n");
            scratch.write("content/index.md", text);
        };
        page(&format!("[{secret}]{{marking=\"TLP:AMBER\"}} Open."));
        scratch.run(&["bundle", "--edition", "open", "-d", "old"]).ends_with(0);
        page(&format!("[{secret}{secret}]{{marking=\"TLP:AMBER\"}} Open."));
        scratch.write(
            "content/later.md",
            format!("---\ntitle: {secret}\nmarking: TLP:AMBER\n---\n"),
        );
        let old = "old/a-dossier-open-TLP-CLEAR.zip";
        scratch
            .run(&["bundle", "--edition", "open", "--since", old, "-d", "new"])
            .ends_with(0);
        tree(&scratch.at("new"))
    };
    let one = changes("one");
    assert!(one == changes("another, longer secret"));
    let files = files_of(one.values().next().unwrap());
    let told = files.iter().find(|it| it.0.ends_with("/changes.html")).unwrap();
    assert!(
        String::from_utf8_lossy(&told.1).contains("Nothing that readers see has changed")
    );
}

/// A dossier of which some pages will change.
fn changing() -> Scratch {
    let scratch = Scratch::dossier(&[
        ("content/index.md", "---\ntitle: Home\n---\nHome.\n"),
        ("content/same.md", "---\ntitle: Same\n---\nOne text.\n"),
        ("content/still.md", "---\ntitle: Still\n---\nStill here.\n"),
        ("content/named.md", "---\ntitle: Named\n---\nNamed.\n"),
        ("content/gone.md", "---\ntitle: Gone\n---\n[Seen once]{.claim #first} [@s].\n"),
    ]);
    let library = "references:\n  - id: s\n    type: report\n    title: A report\n    issued: 2024\n";
    scratch.write("content/references.yaml", library);
    scratch
}

fn two_editions() -> Scratch {
    let editions = "[book]\ntitle = \"A dossier\"\nsrc = \"content\"\n\n[dossier.editions.open]\nceiling = \"TLP:CLEAR\"\n\n[dossier.editions.inner]\nceiling = \"TLP:AMBER\"\n";
    let scratch = Scratch::new();
    scratch.write("book.toml", editions);
    scratch
        .write("content/index.md", "---\ntitle: Home\nmarking: TLP:CLEAR\n---\nText.\n");
    scratch
        .write("content/more.md", "---\ntitle: More\nmarking: TLP:AMBER\n---\nText.\n");
    scratch
}

/// What a line of shell makes of a small dossier.
fn bundled(line: &str) -> BTreeMap<String, Vec<u8>> {
    let dossier = Scratch::dossier(&[
        (
            "content/index.md",
            "---\ntitle: Home\n---\nThe [figures](figures.csv), and [[One]].\n",
        ),
        (
            "content/one.md",
            "---\ntitle: One\ndate: 2024-02-29\n---\n## Part\n\nText of *one*.\n",
        ),
        (
            "content/zwei.de.md",
            "---\ntitle: Zwei\nlang: de\n---\nÜber die Überwachung.\n",
        ),
        ("content/figures.csv", "year,figure\n2024,1\n"),
    ]);
    let scratch = Scratch::new();
    copy(dossier.path(), &scratch.at("d"));
    fs::copy(SECRET, scratch.at("k")).unwrap();
    scratch.shell(line).ends_with(0);
    tree(&scratch.at("o"))
}

fn is_whole(zip: &[u8]) -> bool {
    verify_zip(zip, None).unwrap().findings.is_empty()
}

fn says(verdict: &Verdict, words: &str) -> bool {
    verdict.findings.iter().any(|it| it.message.contains(words))
}

fn find(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).position(|it| it == part).unwrap()
}

/// The files of a zip by their whole names, as Python reads them.
fn files_of(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let scratch = Scratch::new();
    scratch.write("a.zip", zip);
    scratch.shell("python3 -m zipfile -e a.zip out").ends_with(0);
    tree(&scratch.at("out")).into_iter().collect()
}

fn pack(name: &str, bytes: &[u8]) -> Packed {
    let (_, path) = name.split_once('/').unwrap_or(("", name));
    Packed::of(&SitePath::contained(path), &Arc::from(bytes))
}

fn zip_of(files: &[(String, Vec<u8>)], attributes: u32) -> Vec<u8> {
    let packed: Vec<_> =
        files.iter().map(|(name, bytes)| (name.clone(), pack(name, bytes))).collect();
    write(packed.iter().map(|(name, it)| (name, it)), attributes)
}

/// A zip of any names in any order; `attributes` other than 0 are those of the first file.
fn write<'a>(
    files: impl Iterator<Item = (&'a String, &'a Packed)>,
    attributes: u32,
) -> Vec<u8> {
    let (mut out, mut directory, mut count) = (Vec::new(), Vec::new(), 0);
    for (name, packed) in files {
        let (name, offset) = (name.as_bytes(), u32::try_from(out.len()).unwrap());
        let facts: Facts = packed.facts;
        let member = Member { name, facts, offset, stamp: Stamp::FIRST };
        out.extend(member.local());
        out.extend_from_slice(&packed.bytes);
        let mut entry = member.central();
        if attributes != 0 && count == 0 {
            entry[38..42].copy_from_slice(&attributes.to_le_bytes());
        }
        directory.extend(entry);
        count += 1;
    }
    let end = container::end(count, directory.len(), out.len());
    [out, directory, end].concat()
}
