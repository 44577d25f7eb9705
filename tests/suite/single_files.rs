//! A bundle that is one file is the same bytes everywhere, and nothing of it can change
//! unseen.

use crate::scratch::{Outcome, Scratch, copy, tree};
use dossier::write::{Sealed, sealed};
use std::fs;
use std::path::Path;

/// A key of minisign without a password, and its public half: for tests only.
const SECRET: &str = "tests/suite/keys/test.sec";
const PUBLIC: &str = "tests/suite/keys/test.pub";

/// Lines of shell that bundle `d` into `o`, in circumstances that must not matter.
const HERE: &str = "RAYON_NUM_THREADS=16 \"$DOSSIER\" bundle d -d o";
const THERE: &str = "mkdir -p 'a b/ä'; mv d 'a b/ä/d'; cd 'a b/ä/d'; umask 077
    export TZ=Asia/Kathmandu LC_ALL=tr_TR.UTF-8 RAYON_NUM_THREADS=1 HOME=/nonexistent
    faketime '2031-12-31 23:59:58' \"$DOSSIER\" bundle -d ../../../o";

#[test]
fn each_bundle_of_the_sample_is_the_same_everywhere() {
    for form in ["zip", "html"] {
        let [here, there] = [HERE, THERE].map(|line| {
            let scratch = Scratch::new();
            copy(Path::new("content"), &scratch.at("d/content"));
            copy(Path::new("themes"), &scratch.at("d/themes"));
            fs::copy("book.toml", scratch.at("d/book.toml")).unwrap();
            let line = format!("{line} --as {form} --edition internal");
            scratch.shell(&line).ends_with(0);
            tree(&scratch.at("o"))
        });
        assert_eq!(here.len(), 1, "{form}");
        assert!(here == there, "{form}");
    }
}

#[test]
fn one_flipped_bit_of_a_page_is_found_wherever_it_is() {
    let scratch = dossier();
    scratch.run(&["bundle", "--as", "html"]).ends_with(0);
    let page = fs::read(scratch.at("bundles/a-dossier.html")).unwrap();
    assert_eq!(sealed(&page), Sealed::Whole);
    for sample in 0..1000 {
        let mut changed = page.clone();
        changed[sample * page.len() / 1000] ^= 1 << (sample % 8);
        assert_ne!(sealed(&changed), Sealed::Whole, "sample {sample}");
    }
}

#[test]
fn a_page_tells_whether_it_is_whole() {
    let scratch = dossier();
    scratch.run(&["bundle", "--as", "html"]).ends_with(0);
    let verify = || scratch.run(&["verify", "bundles/a-dossier.html"]);
    verify().ends_with(0).says("every byte is as it was made").says("it is not signed");
    let page = fs::read(scratch.at("bundles/a-dossier.html")).unwrap();
    let mut changed = page.clone();
    changed[page.len() / 2] ^= 1;
    scratch.write("bundles/a-dossier.html", &changed);
    verify().ends_with(1).says("verify/changed-file").says("not whole");
    scratch.write("bundles/a-dossier.html", &page[..page.len() / 2]);
    verify().ends_with(1).says("verify/bad-inventory").says("cut short");
    scratch.write("bundles/a-dossier.html", "");
    verify().ends_with(1);
    scratch.write("page", &page);
    scratch.run(&["verify", "page"]).ends_with(0);
}

#[test]
fn the_signature_of_one_file_stands_beside_it() {
    let scratch = dossier();
    let bundle = || scratch.run(&["bundle", "--as", "html", "--sign", "k"]);
    bundle().ends_with(0).says("a-dossier.html.minisig");
    let key = fs::canonicalize(PUBLIC).unwrap();
    let verify = |name: &str| {
        scratch.run(&["verify", name, "--public-key", key.to_str().unwrap()])
    };
    let page = "bundles/a-dossier.html";
    verify(page)
        .ends_with(0)
        .says("its signature holds: dossier bundle a-dossier sha256:");
    scratch.run(&["verify", page]).ends_with(0).says("`--public-key` tells");
    let signature = fs::read(scratch.at("bundles/a-dossier.html.minisig")).unwrap();
    bundle().ends_with(0);
    let again = fs::read(scratch.at("bundles/a-dossier.html.minisig")).unwrap();
    assert_eq!(signature, again);
    // Whoever changes the page can change its last line, but not the signature.
    let text = fs::read_to_string(scratch.at(page)).unwrap();
    scratch.write(page, text.replace("Text", "Next"));
    verify(page).ends_with(1).says("verify/bad-signature").says("does not hold");
    scratch.write("content/index.md", "---\ntitle: Home\n---\nOther words.\n");
    scratch.run(&["bundle", "--as", "html"]).ends_with(0);
    let names: Vec<String> = tree(&scratch.at("bundles")).into_keys().collect();
    assert_eq!(names, ["a-dossier.html"], "a signature of other bytes goes");
    verify(page).ends_with(1).says("is not signed, although a public key was named");
}

#[test]
fn only_a_signature_vouches_for_a_pdf() {
    let scratch = dossier();
    scratch.run(&["bundle", "--as", "html", "--sign", "k"]).ends_with(0);
    // What is signed are bytes, whatever they say.
    for (from, to) in [("html", "pdf"), ("html.minisig", "pdf.minisig")] {
        let from = scratch.at(&format!("bundles/a-dossier.{from}"));
        fs::copy(from, scratch.at(&format!("bundles/a-dossier.{to}"))).unwrap();
    }
    let pdf = "bundles/a-dossier.pdf";
    let key = fs::canonicalize(PUBLIC).unwrap();
    let verify = || -> Outcome {
        scratch.run(&["verify", pdf, "--public-key", key.to_str().unwrap()])
    };
    scratch.run(&["verify", pdf]).ends_with(2).says("name the key that has signed it");
    verify().ends_with(0).says("every byte is as it was signed");
    let mut bytes = fs::read(scratch.at(pdf)).unwrap();
    bytes[100] ^= 4;
    scratch.write(pdf, bytes);
    verify().ends_with(1).says("verify/bad-signature");
    fs::remove_file(scratch.at("bundles/a-dossier.pdf.minisig")).unwrap();
    verify().ends_with(1).says("is not signed");
}

#[test]
fn one_file_tells_what_changed_since_a_zip() {
    let scratch = dossier();
    scratch.run(&["bundle", "-d", "old"]).ends_with(0);
    scratch.write("content/new.md", "---\ntitle: A new page\n---\nNew.\n");
    let since = ["bundle", "--as", "html", "--since", "old/a-dossier.zip"];
    scratch.run(&since).ends_with(0);
    let page = fs::read_to_string(scratch.at("bundles/a-dossier.html")).unwrap();
    let (_, told) = page.split_once("id=\"changes/d-pages-new\"").unwrap();
    assert!(told.split_once("</ul>").unwrap().0.contains("href=\"#new\">A new page</a>"));
    let one = ["bundle", "--as", "html", "--since", "bundles/a-dossier.html"];
    scratch
        .run(&one)
        .ends_with(2)
        .says("no inventory")
        .says("name the zip of the earlier");
}

#[test]
fn the_contents_have_a_part_for_each_language() {
    let scratch = two_languages();
    scratch.run(&["bundle", "--as", "html"]).ends_with(0);
    let page = fs::read_to_string(scratch.at("bundles/two.html")).unwrap();
    let (_, contents) = page.split_once("id=\"d-contents\"").unwrap();
    let contents = contents.split_once("</nav>").unwrap().0;
    let parts = contents.split("<div lang=").skip(1);
    let parts: Vec<String> =
        parts.map(|it| lines(it.split_once("</div>").unwrap().0)).collect();
    let english =
        "English|Home|1 Report|1.1 Part one|1.2 Part two|Timeline|Claims|Sources";
    // What is above a German page only in English does not count, nor is it listed.
    assert_eq!(parts, [english, "Deutsch|Two|1 Teil eins|Zeitleiste|Aussagen|Quellen"]);
    let leaves: Vec<&str> = page
        .match_indices("<div class=\"leaf leaf-")
        .filter_map(|(at, _)| page[at..].split_once(" lang=\"")?.1.split('"').next())
        .collect();
    assert!(leaves.is_sorted_by_key(|it| *it != "en"), "{leaves:?}");
    let (_, head) = page.split_once("class=\"site-tools\"").unwrap();
    let head = head.split_once("</header>").unwrap().0;
    assert!(head.contains("href=\"#index.de\""), "{head}");
}

#[test]
fn the_list_of_a_folder_stands_before_its_first_page() {
    let page = |title: &str| format!("---\ntitle: {title}\n---\nText.\n");
    let scratch = Scratch::dossier(&[
        ("content/index.md", &page("Home")),
        ("content/a/b/one.md", &page("One")),
        ("content/a/two.md", &page("Two")),
        ("content/c/three.md", &page("Three")),
    ]);
    scratch.run(&["bundle", "--as", "html"]).ends_with(0);
    let file = fs::read_to_string(scratch.at("bundles/a-dossier.html")).unwrap();
    let leaves = file.split("<div class=\"leaf leaf-").skip(1);
    let titles = leaves
        .filter_map(|it| it.split_once(" data-title=\"")?.1.split(['"', '·']).next());
    let titles: Vec<&str> = titles.map(str::trim).take(7).collect();
    assert_eq!(titles, ["A dossier", "A", "B", "One", "Two", "C", "Three"]);
}

/// The words of the contents, a line of it behind the other.
fn lines(html: &str) -> String {
    let (_, mut rest) = html.split_once('>').unwrap();
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').unwrap().1;
    }
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    lines.collect::<Vec<_>>().join("|")
}

fn two_languages() -> Scratch {
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n{text}\n");
    let said = |what: &str| {
        format!(
            "[{what} [@bbc].]{{.claim}}\n\n::: {{.event date=2024-02-16}}\n{what} [@bbc].\n:::"
        )
    };
    let book = "[book]\ntitle = \"Two\"\nlanguage = \"en\"\nsrc = \"content\"\n\n[dossier]\n\
        languages = [\"en\", \"de\"]\nbibliography = [\"references.yaml\"]\n";
    let source = "- id: bbc\n  type: webpage\n  title: A report\n  issued: 2024-02-16\n";
    Scratch::dossier(&[
        ("book.toml", book),
        ("content/references.yaml", source),
        ("content/index.md", &page("Home", "See [[Report]].")),
        ("content/report/index.md", &page("Report", "Text.")),
        ("content/report/part-1.md", &page("Part one", &said("It is so"))),
        ("content/report/part-1.de.md", &page("Teil eins", &said("Es ist so"))),
        ("content/report/part-2.md", &page("Part two", "Text.")),
    ])
}

fn dossier() -> Scratch {
    let scratch = Scratch::dossier(&[
        ("content/index.md", "---\ntitle: Home\n---\nText, and [[One]].\n"),
        ("content/one.md", "---\ntitle: One\n---\n## Part\n\nText of *one*.\n"),
    ]);
    fs::copy(SECRET, scratch.at("k")).unwrap();
    scratch
}
