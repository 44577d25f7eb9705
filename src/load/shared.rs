//! Pages of a dossier that other pages include. A page may be marked, by itself or by the
//! index page of a folder above; what is included loses that. So only a page of which it is
//! plain that nobody marked it is given away.

use super::bare::is_marked;
use super::desk::Desk;
use crate::base::FilePath;
use crate::diag::{Code, Diagnostic};
use crate::model::Settings;
use std::sync::Arc;

/// The pages and libraries of a dossier that is being read.
#[derive(Clone, Copy)]
pub(super) struct Pages<'a> {
    pub(super) desk: Desk<'a>,
    pub(super) settings: &'a Settings,
    pub(super) texts: &'a [FilePath],
}

type Outcome = Result<Arc<str>, Box<Diagnostic>>;

impl Pages<'_> {
    /// The text of a page without its front matter, if it may stand in another.
    pub(super) fn text(&self, file: &FilePath) -> Outcome {
        let text = self.desk.read_named(file)?;
        if file.extension() != "md" {
            let reason = "is a library of sources";
            return Err(refused(file, reason, "cite its sources: `[@key]`"));
        }
        if !self.settings.editions.is_empty() {
            let reason = "is a page, and an edition may hold one page without the other";
            return Err(refused(file, reason, &elsewhere(file)));
        }
        if is_marked(&text) {
            return Err(refused(file, "carries markings of its own", &elsewhere(file)));
        }
        if let Some(index) = self.marked_above(file) {
            let reason = format!("may be marked by `{index}`");
            return Err(refused(file, &reason, &elsewhere(file)));
        }
        Ok(without_front_matter(&text).into())
    }

    /// The index page of a folder above that speaks of markings.
    fn marked_above(&self, file: &FilePath) -> Option<&FilePath> {
        let is_index = |it: &&FilePath| {
            let name = it.name().split('.').next().unwrap_or_default();
            name == "index" || name.eq_ignore_ascii_case("readme")
        };
        let is_above = |it: &&FilePath| {
            let folder = it.folder();
            let rest = file.as_str().strip_prefix(folder);
            rest.is_some_and(|it| folder.is_empty() || it.starts_with('/'))
        };
        let speaks =
            |it: &&FilePath| self.desk.read_text(it).is_ok_and(|text| is_marked(&text));
        self.texts.iter().filter(is_index).filter(is_above).find(speaks)
    }
}

fn refused(file: &FilePath, reason: &str, help: &str) -> Box<Diagnostic> {
    let message = format!("`{file}` {reason}");
    Box::new(Diagnostic::new(Code::BadInclude, message).help(help))
}

fn elsewhere(file: &FilePath) -> String {
    let other = file.with_extension("txt");
    let (name, other) = (file.name(), other.name());
    format!(
        "put what both share into a file that is no page, such as `{other}`, and include \
         that; or link to `{name}`"
    )
}

/// Front matter becomes empty lines, so that the numbers of lines stay.
fn without_front_matter(text: &str) -> String {
    let bare = text.trim_start_matches('\u{FEFF}');
    let mut lines = bare.split_inclusive('\n');
    let is_fence = |it: &str| matches!(it.trim_end(), "---" | "...");
    if lines.next().is_none_or(|it| it.trim_end() != "---") {
        return bare.to_owned();
    }
    let Some(end) = lines.position(is_fence) else { return bare.to_owned() };
    let rest: String = lines.collect();
    "\n".repeat(end + 2) + &rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_not_included_and_lines_keep_their_numbers() {
        let check = |text, expect| assert_eq!(without_front_matter(text), expect);
        check("---\ntitle: T\n---\nText.\n", "\n\n\nText.\n");
        check("\u{FEFF}---\r\n...\r\nText.", "\n\nText.");
        check("Text.\n---\n", "Text.\n---\n");
        check("---\nText.\n", "---\nText.\n");
    }
}
