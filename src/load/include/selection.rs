//! Which part of a file an include takes: lines or an anchor, as mdBook has them.

/// A part of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Selection<'a> {
    /// Lines, counted from 1, both ends included; anchor lines are left out.
    Lines(usize, usize),
    /// What stands between `ANCHOR: name` and `ANCHOR_END: name`.
    Anchor(&'a str),
}

impl<'a> Selection<'a> {
    /// Splits `path:selection`.
    pub(super) fn split(argument: &'a str) -> (&'a str, Self) {
        let Some((path, rest)) = argument.split_once(':') else {
            return (argument, Self::Lines(1, usize::MAX));
        };
        let (first, last) = rest.split_once(':').unwrap_or((rest, rest));
        let first = if first.is_empty() { Some(1) } else { first.parse().ok() };
        let last = if last.is_empty() { Some(usize::MAX) } else { last.parse().ok() };
        let selection = match (first, last) {
            (Some(first), Some(last)) => Self::Lines(first, last),
            _ => Self::Anchor(rest),
        };
        (path, selection)
    }

    /// The part of `text`; `None` if there is no such anchor.
    pub(super) fn of(&self, text: &str) -> Option<String> {
        let lines: Vec<&str> = match self {
            Self::Lines(first, last) => {
                let count = last.saturating_sub(first.saturating_sub(1));
                let lines = text.lines().skip(first.saturating_sub(1)).take(count);
                lines.filter(|it| !is_anchor(it)).collect()
            }
            Self::Anchor(name) => {
                let start = text.lines().position(|it| names(it, "ANCHOR:", name))?;
                let inside = text.lines().skip(start + 1);
                let inside = inside.take_while(|it| !names(it, "ANCHOR_END:", name));
                inside.filter(|it| !is_anchor(it)).collect()
            }
        };
        Some(lines.join("\n"))
    }
}

fn is_anchor(line: &str) -> bool {
    line.contains("ANCHOR:") || line.contains("ANCHOR_END:")
}

fn names(line: &str, word: &str, name: &str) -> bool {
    let rest = line.split_once(word).map(|(_, rest)| rest.trim_start());
    rest.and_then(|it| it.split_whitespace().next()) == Some(name)
}
