//! Reads a page locator as numbers: `5`, `5–7, 9`, `5 f.`, `12 ff.`

use std::ops::RangeInclusive;

/// The pages that a locator names; `None` if it is no list of numbers.
pub(super) fn pages(locator: &str) -> Option<Vec<RangeInclusive<u32>>> {
    let words = locator.replace(" and ", ",").replace(" und ", ",");
    let parts = words.split([',', ';', '&']).map(str::trim).filter(|it| !it.is_empty());
    let pages: Option<Vec<_>> = parts.map(range).collect();
    pages.filter(|it| !it.is_empty())
}

fn range(text: &str) -> Option<RangeInclusive<u32>> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (first, rest) = text.split_at(digits);
    let start: u32 = first.parse().ok()?;
    let rest = rest.trim();
    match rest {
        "" => return Some(start..=start),
        "f" | "f." => return Some(start..=start.saturating_add(1)),
        "ff" | "ff." | "sqq." | "et seq." => return Some(start..=u32::MAX),
        _ => {}
    }
    let last = rest.trim_start_matches(['-', '–', '—']).trim();
    if last.len() == rest.len() || !last.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    // `123–8` is `123–128`.
    let shared = &first[..first.len().saturating_sub(last.len())];
    let end: u32 = format!("{shared}{last}").parse().ok()?;
    (start <= end).then_some(start..=end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_are_read_as_people_write_them() {
        let read = |it| {
            pages(it).map(|it| {
                it.into_iter().map(RangeInclusive::into_inner).collect::<Vec<_>>()
            })
        };
        assert_eq!(read("5"), Some(vec![(5, 5)]));
        assert_eq!(read("5-7, 9"), Some(vec![(5, 7), (9, 9)]));
        assert_eq!(read("123–8"), Some(vec![(123, 128)]));
        assert_eq!(read("9-11"), Some(vec![(9, 11)]));
        assert_eq!(read("5 f."), Some(vec![(5, 6)]));
        assert_eq!(read("5 ff."), Some(vec![(5, u32::MAX)]));
        assert_eq!(read("3 und 5"), Some(vec![(3, 3), (5, 5)]));
        for other in ["", "xi", "5a", "7-5", "cover"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
