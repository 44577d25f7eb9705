//! Changes of files that mend what was found.

use super::{Diagnostic, Span};
use crate::base::FilePath;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A change that mends what was found: all of its edits, or none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What it does, as an order: "write `TLP:CLEAR`".
    pub title: String,
    /// What changes where.
    pub edits: Vec<Edit>,
    /// Whether it is certainly meant. What is not is shown and never made by itself.
    pub is_safe: bool,
}

/// One change of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The file, relative to the root of the dossier.
    pub file: FilePath,
    /// The bytes that go.
    pub span: Span,
    /// Which part of them goes, where whoever found it does not know the text of the file:
    /// the last one that reads so. [`narrow`](Self::narrow) finds it.
    pub part: Option<String>,
    /// What comes in their place.
    pub text: String,
}

impl Edit {
    /// Leads the edit to the part that goes; `false` if it does not stand there, or if
    /// nobody knows which one is meant.
    pub fn narrow(&mut self, text: &str) -> bool {
        let Some(part) = self.part.take() else { return true };
        let inside = text.get(self.span.range()).unwrap_or_default();
        let places: Vec<usize> = inside.match_indices(&part).map(|it| it.0).collect();
        let (Some(at), true) = (places.last(), !part.is_empty()) else { return false };
        let start = self.span.start as usize + at;
        self.span = Span::from(start..start + part.len());
        true
    }
}

/// Makes the safe fixes among some findings, of fixes that touch each other the first.
/// Returns the new texts of the files that change.
pub fn mend(
    texts: &BTreeMap<FilePath, Arc<str>>,
    findings: &[Diagnostic],
) -> BTreeMap<FilePath, Arc<str>> {
    let safe = findings.iter().filter_map(|it| it.fix.as_ref()).filter(|it| it.is_safe);
    let mut chosen: BTreeMap<&FilePath, BTreeMap<Span, &str>> = BTreeMap::new();
    for fix in safe {
        let fits = |it: &Edit| {
            let is_there = texts.get(&it.file).is_some_and(|text| it.fits(text));
            is_there && chosen.get(&it.file).is_none_or(|all| is_free(all, it.span))
        };
        if fix.edits.iter().all(fits) {
            for edit in &fix.edits {
                chosen.entry(&edit.file).or_default().insert(edit.span, &edit.text);
            }
        }
    }
    let changed =
        |(file, edits)| Some((FilePath::clone(file), apply(texts.get(file)?, &edits)));
    chosen.into_iter().filter_map(changed).collect()
}

impl Edit {
    fn fits(&self, text: &str) -> bool {
        self.part.is_none() && text.get(self.span.range()).is_some()
    }
}

/// Whether nothing else changes at a place, nor right beside it.
fn is_free(chosen: &BTreeMap<Span, &str>, span: Span) -> bool {
    let before = chosen.range(..=Span { start: span.end, end: u32::MAX }).next_back();
    before.is_none_or(|(it, _)| it.end < span.start)
}

fn apply(text: &str, edits: &BTreeMap<Span, &str>) -> Arc<str> {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (span, new) in edits {
        let range = span.range();
        out.push_str(text.get(done..range.start).unwrap_or_default());
        out.push_str(new);
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    fn fix(at: std::ops::Range<usize>, text: &str, is_safe: bool) -> Diagnostic {
        let finding = Diagnostic::new(Code::UnknownKey, "x");
        finding.at(&FilePath::fixed("a.md"), at.into()).fix("x", text, is_safe)
    }

    #[track_caller]
    fn check(text: &str, findings: &[Diagnostic], expect: &str) {
        let file = FilePath::fixed("a.md");
        let texts = BTreeMap::from([(file.clone(), text.into())]);
        let mended = mend(&texts, findings);
        assert_eq!(mended.get(&file).map_or(text, |it| &**it), expect);
    }

    #[test]
    fn safe_fixes_are_made_and_others_are_not() {
        check("ab cd", &[fix(0..2, "x", true), fix(3..5, "y", false)], "x cd");
        check("ab cd", &[fix(3..5, "yy", true), fix(0..2, "", true)], " yy");
    }

    #[test]
    fn of_fixes_that_touch_the_first_is_made() {
        check("abcd", &[fix(1..3, "x", true), fix(2..4, "y", true)], "axd");
        check("abcd", &[fix(2..4, "y", true), fix(0..2, "x", true)], "aby");
        check("abcd", &[fix(1..1, "x", true), fix(1..1, "y", true)], "axbcd");
    }

    #[test]
    fn a_fix_is_made_whole_or_not_at_all() {
        let mut both = fix(0..1, "x", true);
        if let Some(fix) = &mut both.fix {
            let more = Edit { span: Span { start: 90, end: 91 }, ..fix.edits[0].clone() };
            fix.edits.push(more);
        }
        check("abcd", &[both], "abcd");
        check("äb", &[fix(1..2, "x", true)], "äb");
    }

    #[test]
    fn a_part_is_looked_for_from_behind() {
        let mut edit = Edit {
            file: FilePath::fixed("a.md"),
            span: Span { start: 1, end: 14 },
            part: Some("a.md".to_owned()),
            text: String::new(),
        };
        assert!(edit.narrow("x[a.md](a.md)."));
        assert_eq!(edit.span, Span { start: 8, end: 12 });
        edit.part = Some("b.md".to_owned());
        assert!(!edit.narrow("x[a.md](a.md)."));
    }
}
