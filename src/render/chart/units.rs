//! Draws a square for each of many things, in rows by what they have in common. Every square
//! is a link; what is open to doubt is crossed out, so that colour is not all that tells.

use super::Said;
use super::svg::{Area, At, Svg, TEXT, WIDTH, width_of};

/// From one square to the next.
const STEP: f64 = 24.0;

/// The side of a square.
const SIDE: f64 = 18.0;

const LINE: f64 = 22.0;

/// More things are counted, not drawn one by one.
const MOST: usize = 600;

/// A thing.
#[derive(Clone, Debug)]
pub(in crate::render) struct Unit {
    /// Where it leads.
    pub(in crate::render) href: String,
    /// What it is.
    pub(in crate::render) says: String,
    /// Whether it is crossed out.
    pub(in crate::render) is_crossed: bool,
}

/// A row with its name.
pub(in crate::render) type UnitRow = (String, Vec<Unit>);

/// A degree on a scale from 0 to 100: its name, from where to where it reaches, how many
/// things have it.
pub(in crate::render) type Degree = (String, u8, u8, usize);

/// The rows as SVG; nothing where there are too many things.
pub(in crate::render) fn draw_units(rows: &[UnitRow], said: Said<'_>) -> String {
    let total: usize = rows.iter().map(|(_, it)| it.len()).sum();
    if total == 0 || total > MOST {
        return String::new();
    }
    let (mut svg, mut y) = (Svg::new(), 0.0);
    for (name, units) in rows {
        let label = format!("{name}{} {}", said.colon, units.len());
        svg.text(At { x: 0.0, y: y + TEXT + 1.0 }, "chart-label", &label);
        y += LINE;
        let (mut x, mut is_first) = (0.0, true);
        for unit in units {
            if !is_first && x + STEP > WIDTH {
                (x, y) = (0.0, y + STEP);
            }
            is_first = false;
            square(&mut svg, unit, At { x, y });
            x += STEP;
        }
        y += STEP + 8.0;
    }
    svg.finish(y, said)
}

fn square(svg: &mut Svg, unit: &Unit, At { x, y }: At) {
    svg.link(&unit.href, &unit.says, |svg| {
        let area = Area { left: x, top: y, right: x + STEP, bottom: y + STEP };
        svg.rect(area, "hit");
        let (left, top) = (x + 1.0, y + 3.0);
        let area = Area { left, top, right: left + SIDE, bottom: top + SIDE };
        svg.rect(area, if unit.is_crossed { "unit is-crossed" } else { "unit" });
        if unit.is_crossed {
            let (right, bottom) = (left + SIDE, top + SIDE);
            svg.path(
                &format!("M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}"),
                1.0,
                "cross",
            );
        }
    });
}

/// Degrees of likelihood as bars on one axis from 0 to 100 percent.
pub(in crate::render) fn draw_degrees(degrees: &[Degree], said: Said<'_>) -> String {
    let (mut svg, mut y) = (Svg::new(), 0.0);
    let width = WIDTH - width_of("100 %");
    for (name, low, high, count) in degrees {
        let label = format!("{name}, {low}–{high} %{} {count}", said.colon);
        svg.text(At { x: 0.0, y: y + TEXT + 1.0 }, "chart-label", &label);
        y += LINE;
        let [from, to] = [*low, *high].map(|it| width * f64::from(it) / 100.0);
        svg.line(At { x: 0.0, y: y + 6.0 }, At { x: width, y: y + 6.0 });
        // Ticks beside the bar only: a line as high as the drawing would cross the names.
        for x in [0.5, width / 2.0, width] {
            svg.line(At { x, y }, At { x, y: y + 12.0 });
        }
        svg.bar(At { x: from, y }, At { x: to - from, y: 12.0 }, "series-1", &label);
        y += LINE;
    }
    for (percent, share) in [("0 %", 0.0), ("50 %", 0.5), ("100 %", 1.0)] {
        let x = width * share;
        svg.text(At { x, y: y + TEXT + 2.0 }, "chart-value", percent);
    }
    svg.finish(y + TEXT + 6.0, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: Said<'static> =
        Said { title: "t", description: "d", lang: "en", colon: ":" };

    fn units(count: usize) -> Vec<Unit> {
        let unit = |at: usize| Unit {
            href: format!("#c-{at}"),
            says: format!("claim & {at}"),
            is_crossed: at % 4 == 1,
        };
        (0..count).map(unit).collect()
    }

    #[test]
    fn every_thing_is_a_link_and_what_is_disputed_is_crossed() {
        let svg =
            draw_units(&[("high".into(), units(40)), ("low".into(), units(0))], SAID);
        assert_eq!(svg.matches("<a href").count(), 40, "{svg}");
        assert_eq!(svg.matches("class=\"cross\"").count(), 10, "{svg}");
        assert!(svg.contains(">high: 40<") && svg.contains(">low: 0<"), "{svg}");
        assert!(svg.contains("<title>claim &amp; 7</title>"), "{svg}");
        assert!(svg.contains("role=\"group\"") && !svg.contains("style="), "{svg}");
    }

    #[test]
    fn squares_stay_within_the_drawing_and_do_not_meet() {
        let svg = draw_units(&[("x".into(), units(50))], SAID);
        let places: Vec<(f64, f64)> = svg
            .split("class=\"hit\" x=\"")
            .skip(1)
            .map(|it| {
                let (x, rest) = it.split_once("\" y=\"").unwrap();
                (x.parse().unwrap(), rest.split_once('"').unwrap().0.parse().unwrap())
            })
            .collect();
        for (at, a) in places.iter().enumerate() {
            assert!(a.0 + STEP <= WIDTH + 0.1, "{a:?}");
            let meets =
                |b: &&(f64, f64)| (a.0 - b.0).abs() < STEP && (a.1 - b.1).abs() < STEP;
            assert_eq!(places[..at].iter().filter(meets).count(), 0, "{a:?}");
        }
    }

    #[test]
    fn nothing_and_far_too_much_is_not_drawn() {
        assert_eq!(draw_units(&[("x".into(), units(0))], SAID), "");
        assert_eq!(draw_units(&[("x".into(), units(MOST + 1))], SAID), "");
    }

    #[test]
    fn a_degree_reaches_as_far_as_the_yardstick_says() {
        let svg = draw_degrees(&[("likely".into(), 55, 80, 3)], SAID);
        assert!(svg.contains("likely, 55–80 %: 3"), "{svg}");
        assert!(svg.contains(">100 %<") && !svg.contains("NaN"), "{svg}");
    }
}
