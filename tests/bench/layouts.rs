//! Writes one corpus in the layout of each generator. The texts are the same everywhere,
//! and so are the files wherever front matter allows it.

use crate::corpus::{self, Layout};
use std::fs;
use std::io;
use std::path::Path;

/// mdBook's time grows with the square of the pages; above this it is not asked.
const MOST_CHAPTERS: usize = 1_000;

/// Writes every layout below `root`, a folder for each.
pub(crate) fn write(root: &Path, pages: usize) -> io::Result<()> {
    corpus::dossier(&root.join("dossier"), pages)?;
    let plain = root.join("plain");
    corpus::files(&plain, pages, Layout::Plain)?;
    for (name, settings) in BOOKS {
        share(&plain, &root.join(name).join("src"))?;
        fs::write(root.join(name).join("book.toml"), settings)?;
    }
    hugo(&plain, &root.join("hugo"))?;
    if pages <= MOST_CHAPTERS { mdbook(&root.join("mdbook"), pages) } else { Ok(()) }
}

/// The plain pages with settings: without the search, and without colours either.
const BOOKS: [(&str, &str); 2] = [
    (
        "no-search",
        "[book]\ntitle = \"A corpus\"\n\n[output.html.search]\nenable = false\n",
    ),
    (
        "no-highlight",
        "[book]\ntitle = \"A corpus\"\n\n[dossier]\nsearch = false\nhighlight = false\n",
    ),
];

fn hugo(plain: &Path, root: &Path) -> io::Result<()> {
    share(plain, &root.join("content"))?;
    // Beside the pages Hugo would not publish them.
    corpus::images(&root.join("static/images"))?;
    fs::create_dir_all(root.join("layouts"))?;
    for (name, text) in [
        ("hugo.toml", include_str!("hugo/hugo.toml")),
        ("no-highlight.toml", include_str!("hugo/no-highlight.toml")),
        ("layouts/baseof.html", include_str!("hugo/layouts/baseof.html")),
        ("layouts/list.html", include_str!("hugo/layouts/list.html")),
        ("layouts/page.html", include_str!("hugo/layouts/page.html")),
    ] {
        fs::write(root.join(name), text)?;
    }
    Ok(())
}

fn mdbook(root: &Path, pages: usize) -> io::Result<()> {
    let content = root.join("src");
    corpus::files(&content, pages, Layout::Bare)?;
    let line =
        |at: usize| format!("- [Page {at} of the corpus]({})\n", Layout::Bare.path(at));
    let summary: String = (0..pages).map(line).collect();
    fs::write(content.join("SUMMARY.md"), format!("# Summary\n\n{summary}"))?;
    fs::write(root.join("book.toml"), "[book]\ntitle = \"A corpus\"\n")
}

/// Gives a folder with the same files: they are linked, not copied.
fn share(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            share(&entry.path(), &target)?;
        } else {
            fs::hard_link(entry.path(), target)?;
        }
    }
    Ok(())
}
