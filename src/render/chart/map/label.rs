//! Finds room for the names of places: beside, above or below the mark, where nothing else
//! stands; else for a number.

use crate::render::chart::svg::{Area, TEXT, WIDTH, width_of};

/// Half the size of a mark with some air.
pub(super) const MARK: f64 = 6.0;

/// Capitals are wider than other letters.
const CAUTION: f64 = 1.1;

/// The height of a line of text.
const LINE: f64 = TEXT + 4.0;

impl Area {
    pub(super) fn around((x, y): (f64, f64), half: f64) -> Self {
        Self { left: x - half, top: y - half, right: x + half, bottom: y + half }
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn is_within(&self, height: f64) -> bool {
        self.left >= 1.0
            && self.right <= WIDTH - 1.0
            && self.top >= 1.0
            && self.bottom <= height - 1.0
    }
}

/// What stands beside a mark.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) is_number: bool,
    pub(super) area: Area,
}

/// A label for each mark in the order of the marks; `None` where not even its number has
/// room. Marks with little room around them choose first.
pub(super) fn labels(
    marks: &[((f64, f64), String, usize)],
    taken: &[Area],
    height: f64,
) -> Vec<Option<Label>> {
    let mut taken: Vec<Area> = taken.to_vec();
    taken.extend(marks.iter().map(|(at, _, _)| Area::around(*at, MARK)));
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|it| std::cmp::Reverse(neighbours(marks, *it)));
    let mut labels: Vec<Option<Label>> = vec![None; marks.len()];
    for at in order {
        let Some((place, name, number)) = marks.get(at) else { continue };
        let name = (name.clone(), false);
        let texts = [name, (number.to_string(), true)];
        let found = texts.into_iter().find_map(|(text, is_number)| {
            let area = room(*place, &text, &taken, height)?;
            Some(Label { text, is_number, area })
        });
        taken.extend(found.as_ref().map(|it| it.area));
        if let Some(slot) = labels.get_mut(at) {
            *slot = found;
        }
    }
    labels
}

fn neighbours(marks: &[((f64, f64), String, usize)], at: usize) -> usize {
    let Some(((x, y), _, _)) = marks.get(at) else { return 0 };
    let near = |((a, b), _, _): &&((f64, f64), String, usize)| {
        (a - x).abs() < 60.0 && (b - y).abs() < 2.0 * LINE
    };
    marks.iter().filter(near).count()
}

fn room((x, y): (f64, f64), text: &str, taken: &[Area], height: f64) -> Option<Area> {
    let width = width_of(text) * CAUTION;
    let half = LINE / 2.0;
    let area = |left: f64, middle: f64| Area {
        left,
        top: middle - half,
        right: left + width,
        bottom: middle + half,
    };
    let (right, left, centre) = (x + MARK, x - MARK - width, x - width / 2.0);
    let (above, below) = (y - MARK - half, y + MARK + half);
    let areas = [
        area(right, y),
        area(left, y),
        area(centre, above),
        area(centre, below),
        area(right - 3.0, above + 3.0),
        area(right - 3.0, below - 3.0),
        area(left + 3.0, above + 3.0),
        area(left + 3.0, below - 3.0),
    ];
    let is_free =
        |it: &Area| it.is_within(height) && !taken.iter().any(|other| it.meets(other));
    areas.into_iter().find(is_free)
}
