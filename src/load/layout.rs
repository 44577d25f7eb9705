//! Which part of a folder without `book.toml` holds the pages: a summary, a site of ours or
//! a `src/` of a program in it is told from the parts of a book.

use super::disk;
use crate::diag::{Code, Diagnostic};
use std::path::{Path, PathBuf};

/// How deep the pages of a home folder are looked for before it is taken for a book: nobody
/// builds one because a page was found deep in it.
pub(super) const CLOSE: usize = 2;

/// How deep those of any other folder are.
pub(super) const DEEP: usize = 8;

/// What lies in the home folder of a person.
const AT_HOME: [&str; 5] = [".bashrc", ".cache", ".config", ".profile", ".ssh"];

/// Folders of other programs, which hold pages that are nobody's own.
pub(super) const OTHERS: [&str; 2] = ["node_modules", "target"];

/// What a dossier has in its `content/`.
const OF_A_DOSSIER: [&str; 3] = ["index.md", "references.yaml", "references.yml"];

/// The folder that holds the pages: one of those of a book, if it is laid out as one or
/// no page stands elsewhere.
pub(super) fn place(root: &Path) -> Option<&'static str> {
    let is_place = |it: &&str| {
        let folder = root.join(it);
        disk::first_markdown(&folder, DEEP, &OTHERS).is_some()
            && (is_layout(&folder) || beside(root, it).is_none())
    };
    let all = || disk::first_markdown(root, depth(root), &OTHERS).map(|_| "");
    ["content", "src"].into_iter().find(is_place).or_else(all)
}

/// Whether a folder holds what a book or a dossier has there, and no folder of a program.
fn is_layout(folder: &Path) -> bool {
    let summary = disk::text_at(&folder.join("SUMMARY.md"));
    let has = |it: &str| disk::is_file(&folder.join(it));
    summary.is_some_and(|it| is_navigation(&it))
        || folder.ends_with("content") && OF_A_DOSSIER.iter().any(|it| has(it))
}

/// A page that stands beside the folder which holds the pages.
fn beside(root: &Path, folder: &str) -> Option<PathBuf> {
    let is_other = |it: &PathBuf| {
        !it.ends_with(folder) && !OTHERS.iter().any(|name| it.ends_with(name))
    };
    let deep = |it: PathBuf| disk::first_markdown(&it, depth(root) - 1, &OTHERS);
    let below = || disk::folders(root).into_iter().filter(is_other).find_map(deep);
    disk::first_markdown(root, 1, &[]).or_else(below)
}

/// Whether a folder is that of a person or of the whole machine.
fn is_at_home(root: &Path) -> bool {
    let is_whole = std::path::absolute(root).is_ok_and(|it| it.parent().is_none());
    is_whole || AT_HOME.iter().any(|it| disk::is_there(&root.join(it)))
}

fn depth(root: &Path) -> usize {
    if is_at_home(root) { CLOSE } else { DEEP }
}

/// Tells of pages beside the folder that holds those of the book.
pub(super) fn left_beside(root: &Path, folder: &str) -> Option<Diagnostic> {
    let page = beside(root, folder).filter(|_| !folder.is_empty())?;
    let page = page.strip_prefix(root).unwrap_or(&page).display();
    let message = format!(
        "the pages are those in `{folder}`, and the Markdown beside it is left out, such as \
         `{page}`"
    );
    let help = format!(
        "move what belongs to the book into `{folder}`, or write a `book.toml` that names \
         another folder: `[book] src = \".\"`"
    );
    Some(Diagnostic::new(Code::LeftOut, message).help(help))
}

/// Whether the text of a `SUMMARY.md` is a reading order and no summary: most items of its
/// lists are a link to a page and nothing else.
pub(super) fn is_navigation(text: &str) -> bool {
    let items: Vec<&str> = text.lines().filter_map(item).collect();
    let leads = items.iter().filter(|it| is_lead(it)).count();
    let is_draft = |it: &&&str| it.starts_with('[') && it.ends_with("]()");
    leads > 0 && 2 * (leads + items.iter().filter(is_draft).count()) > items.len()
}

/// What an item of a list says.
fn item(line: &str) -> Option<&str> {
    let line = line.trim();
    let number = line.trim_start_matches(|it: char| it.is_ascii_digit());
    let bullet = line.strip_prefix(['-', '*', '+']);
    let rest = bullet.or_else(|| number.strip_prefix(['.', ')']))?;
    rest.starts_with([' ', '\t']).then(|| rest.trim())
}

fn is_lead(item: &str) -> bool {
    let target = item.strip_prefix('[').and_then(|it| it.split_once("]("));
    let target = target.and_then(|(_, it)| it.strip_suffix(')'));
    target.is_some_and(|it| it.contains(".md") && !it.contains("://"))
}

/// Whether a folder holds a site that a build has written.
pub(super) fn is_site(folder: &Path) -> bool {
    let list = disk::text_at(&folder.join("inventory.json"));
    list.is_some_and(|it| it.contains("\"generator\": \"dossier "))
}

#[cfg(test)]
mod tests {
    use super::is_navigation;

    #[test]
    fn a_summary_in_words_is_no_reading_order() {
        for text in [
            "# Summary\n\n* [One](one.md)\n  * [Two](a/two.md)\n* [Later]()\n",
            "1. [One](one.md)\n",
        ] {
            assert!(is_navigation(text), "{text}");
        }
        for text in [
            "# Executive summary\n\nAll is well.\n",
            "- Fixed the parser\n- [One](one.md), which is new\n",
            "- [News](https://example.org/a.md)\n",
            "- Fixed\n- Mended\n- [One](one.md)\n",
        ] {
            assert!(!is_navigation(text), "{text}");
        }
    }
}
