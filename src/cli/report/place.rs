//! Where findings stand, as programs want it: file, line and column from 1, columns in
//! characters.

use super::Texts;
use crate::base::FilePath;
use crate::diag::{Lines, Place, Span, Unit};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// The texts of a dossier, and the lines of those that were asked for.
pub(super) struct Places<'a> {
    texts: &'a Texts,
    lines: BTreeMap<FilePath, Lines<'a>>,
    /// What stands in front of the path of every file: the way to the dossier.
    way: String,
}

/// A range of a text; lines and columns count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl<'a> Places<'a> {
    /// The places of a dossier that is reached by `way` from where the program runs.
    pub(super) fn of(texts: &'a Texts, way: String) -> Self {
        Self { texts, lines: BTreeMap::new(), way }
    }

    /// The region of a place; `None` if it speaks of a whole file, or of one not known.
    pub(super) fn region(&mut self, place: &Place) -> Option<Region> {
        self.range(&place.file, place.span?)
    }

    /// The region of a range of bytes.
    pub(super) fn range(&mut self, file: &FilePath, span: Span) -> Option<Region> {
        let lines = self.lines(file)?;
        let at = |byte| lines.position(byte as usize, Unit::Char);
        let (from, to) = (at(span.start), at(span.end.max(span.start)));
        let (line, column) = (from.line + 1, from.column + 1);
        Some(Region { line, column, end_line: to.line + 1, end_column: to.column + 1 })
    }

    /// The line on which a place starts.
    pub(super) fn line(&mut self, place: &Place) -> &'a str {
        let line = self.region(place).map(|it| it.line - 1);
        let found = line.and_then(|it| Some(self.lines(&place.file)?.line(it)));
        found.unwrap_or_default()
    }

    /// The path of a file as seen from where the program runs.
    pub(super) fn path(&self, file: &FilePath) -> String {
        format!("{}{file}", self.way)
    }

    fn lines(&mut self, file: &FilePath) -> Option<&Lines<'a>> {
        if !self.lines.contains_key(file) {
            let text = self.texts.get(file)?;
            self.lines.insert(file.clone(), Lines::of(text));
        }
        self.lines.get(file)
    }
}

/// The way from where the program runs to the folder of a dossier, with a slash at its end;
/// empty where it is the same folder or lies elsewhere.
pub(super) fn way(root: &Path, here: &Path) -> String {
    let inside = if root.is_absolute() { root.strip_prefix(here) } else { Ok(root) };
    let mut way = String::new();
    for part in inside.unwrap_or(Path::new("")).components() {
        match part {
            Component::CurDir => {}
            Component::Normal(name) => way = way + &name.to_string_lossy() + "/",
            _ => return String::new(),
        }
    }
    way
}

#[cfg(test)]
mod tests {
    use super::way;
    use std::path::Path;

    #[test]
    fn paths_count_from_where_the_program_runs() {
        let way = |root: &str| way(Path::new(root), Path::new("/home/me"));
        assert_eq!(way("."), "");
        assert_eq!(way("./a/b"), "a/b/");
        assert_eq!(way("/home/me/a"), "a/");
        assert_eq!(way("/elsewhere/a"), "");
        assert_eq!(way("../a"), "");
    }
}
