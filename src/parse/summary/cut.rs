//! Takes the lines of pages that are cut out of `SUMMARY.md`: lines below move up, what is
//! only announced below goes along, and so does a part without lines.

use super::Line;
use crate::base::{FilePath, mutant};
use std::collections::BTreeSet;

/// The lines without those of the pages `cut`.
pub(super) fn without(lines: Vec<Line>, cut: &BTreeSet<FilePath>) -> Vec<Line> {
    let mut left = Vec::with_capacity(lines.len());
    // The depths of the lines above the next one, and whether each is cut.
    let mut above: Vec<(u32, bool)> = Vec::new();
    // Where the last part stands among what is left, and whether it lost a line.
    let mut part = None;
    for line in lines {
        let Line::Chapter { title, file, depth, numbered } = line else {
            above.clear();
            if matches!(line, Line::Part(_)) {
                drop_empty(&mut left, part);
                part = Some((left.len(), false));
            }
            left.push(line);
            continue;
        };
        above.retain(|(it, _)| *it < depth);
        let is_cut = match &file {
            Some(file) => cut.contains(file) && !mutant::is_off("summary"),
            None => above.last().is_some_and(|(_, is_cut)| *is_cut),
        };
        let lifted = above.iter().filter(|(_, is_cut)| *is_cut).count();
        above.push((depth, is_cut));
        if is_cut {
            part = part.map(|(at, _)| (at, true));
        } else {
            let depth = depth - u32::try_from(lifted).unwrap_or_default();
            left.push(Line::Chapter { title, file, depth, numbered });
        }
    }
    drop_empty(&mut left, part);
    left
}

/// Takes the last part out if it has lost its lines.
fn drop_empty(left: &mut Vec<Line>, part: Option<(usize, bool)>) {
    let Some((at, true)) = part else { return };
    let is_chapter = |it: &Line| matches!(it, Line::Chapter { .. });
    if !left[at + 1..].iter().any(is_chapter) {
        left.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_cut_page_goes_with_it() {
        let line = |name: &str, depth| Line::Chapter {
            title: name.to_owned(),
            file: FilePath::new(&format!("{name}.md")).filter(|_| name != "draft"),
            depth,
            numbered: true,
        };
        let part = |it: &str| Line::Part(it.to_owned());
        let lines = vec![
            part("A"),
            line("a", 0),
            line("draft", 1),
            line("b", 1),
            line("c", 2),
            part("B"),
            line("d", 0),
            Line::Separator,
            part("C"),
            line("draft", 0),
        ];
        let cut = ["a.md", "d.md"].map(|it| FilePath::new(it).unwrap());
        let left = without(lines, &BTreeSet::from(cut));
        let expect = [
            part("A"),
            line("b", 0),
            line("c", 1),
            Line::Separator,
            part("C"),
            line("draft", 0),
        ];
        assert_eq!(left, expect);
    }
}
