//! Draws small multiples: a panel for each series, side by side on one scale, the names of
//! the rows above them. So one row compares what the panels have in common.

use super::axis::Names;
use super::svg::{At, Svg, TEXT, WIDTH, lines, width_of};
use super::{Chart, Number, Said, number};

/// Only so many panels stand side by side; further ones follow below.
const ACROSS: usize = 3;

const BAR: f64 = 14.0;
const GAP: f64 = 4.0;
const LINE: f64 = 17.0;

/// Between two panels.
const GUTTER: f64 = 12.0;

/// Half the width of a line, so that the first one is drawn whole.
const EDGE: f64 = 0.5;

pub(super) fn draw(chart: &Chart, said: Said<'_>) -> String {
    let mut plot = Plot::of(chart, said);
    let places: Vec<usize> = (0..chart.series.len()).collect();
    for panels in places.chunks(ACROSS) {
        plot.band(panels);
    }
    let height = plot.y;
    plot.svg.finish(height, said)
}

struct Plot<'a> {
    svg: Svg,
    y: f64,
    chart: &'a Chart,
    said: Said<'a>,
    /// From one panel to the next.
    step: f64,
    /// Where 0 stands in a panel.
    zero: f64,
    /// The width of 1.
    unit: f64,
    names: Names,
}

impl<'a> Plot<'a> {
    fn of(chart: &'a Chart, said: Said<'a>) -> Self {
        let across = chart.series.len().clamp(1, ACROSS);
        let step = WIDTH / f64::from(u32::try_from(across).unwrap_or(1));
        let numbers = chart.groups.iter().flat_map(|(_, it)| it).flatten();
        let (mut least, mut most, mut room) = (0.0_f64, 0.0_f64, 0.0_f64);
        for number in numbers {
            least = least.min(number.value);
            most = most.max(number.value);
            room = room.max(width_of(&number::write(*number, said.lang)) * 1.1);
        }
        let width = (step - GUTTER - GAP - room).max(step / 4.0);
        let unit = if most > least { width / (most - least) } else { 0.0 };
        Self {
            svg: Svg::new(),
            y: 0.0,
            chart,
            said,
            step,
            zero: EDGE - least * unit,
            unit,
            names: Names::default(),
        }
    }

    /// Some panels side by side, with the names of all rows.
    fn band(&mut self, panels: &[usize]) {
        self.heads(panels);
        let top = self.y;
        for (name, numbers) in &self.chart.groups {
            self.row(name, numbers, panels);
        }
        for (column, _) in panels.iter().enumerate() {
            let x = self.left(column) + self.zero;
            self.names.axis(&mut self.svg, x, (top, self.y));
        }
        self.y += LINE;
    }

    fn left(&self, column: usize) -> f64 {
        self.step * f64::from(u32::try_from(column).unwrap_or(0))
    }

    fn heads(&mut self, panels: &[usize]) {
        let top = self.y;
        let mut deepest = top;
        for (column, place) in panels.iter().enumerate() {
            let name = self.chart.series.get(*place).map_or("", String::as_str);
            let mut y = top;
            for line in lines(name, self.step - GUTTER) {
                let at = At { x: self.left(column), y: y + TEXT };
                self.svg.text(at, "chart-head", &line);
                y += LINE;
            }
            deepest = deepest.max(y);
        }
        self.y = deepest + GAP;
    }

    fn row(&mut self, name: &str, numbers: &[Option<Number>], panels: &[usize]) {
        for line in lines(name, WIDTH - GAP) {
            self.svg.text(At { x: GAP, y: self.y + TEXT }, "chart-label", &line);
            self.names.note(GAP, (self.y, self.y + LINE), &line);
            self.y += LINE;
        }
        for (column, place) in panels.iter().enumerate() {
            let number = numbers.get(*place).copied().flatten();
            self.bar((name, *place), column, number);
        }
        self.y += BAR + GAP * 2.0;
    }

    fn bar(&mut self, row: (&str, usize), column: usize, number: Option<Number>) {
        let (name, place) = row;
        let value =
            number.map_or("–".to_owned(), |it| number::write(it, self.said.lang));
        let from = self.left(column) + self.zero;
        let to = from + number.map_or(0.0, |it| it.value) * self.unit;
        if number.is_some() {
            let series = self.chart.series.get(place).map_or("", String::as_str);
            let size = At { x: (to - from).abs(), y: BAR };
            let says = format!("{name}, {series}{} {value}", self.said.colon);
            self.svg.bar(At { x: from.min(to), y: self.y }, size, "series-1", &says);
        }
        let at = At { x: from.max(to) + GAP, y: self.y + TEXT - 1.0 };
        self.svg.text(at, "chart-value", &value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(series: usize, rows: &[(&str, &[Option<f64>])]) -> String {
        let number =
            |it: &Option<f64>| it.map(|value| Number { value, ..Number::default() });
        let rows = rows
            .iter()
            .map(|(name, it)| ((*name).to_owned(), it.iter().map(number).collect()));
        let series = (1..=series).map(|it| format!("Level {it}")).collect();
        let chart = Chart { series, groups: rows.collect() };
        draw(&chart, Said { title: "t", description: "d", lang: "en", colon: ":" })
    }

    /// The values of an attribute of all bars, in order.
    fn of_bars(svg: &str, attribute: &str) -> Vec<f64> {
        let bars = svg.split("<rect ").skip(1);
        let value = |it: &str| {
            let at = it.find(&format!(" {attribute}=\"")).unwrap() + attribute.len() + 3;
            it[at..].split('"').next().unwrap().parse().unwrap()
        };
        bars.map(value).collect()
    }

    #[test]
    fn panels_share_one_scale_and_none_reaches_into_the_next() {
        let svg = chart(3, &[("a", &[Some(20.0), Some(10.0), Some(5.0)])]);
        let (x, width) = (of_bars(&svg, "x"), of_bars(&svg, "width"));
        assert!((width[0] - 2.0 * width[1]).abs() < 0.2, "{width:?}");
        for at in 0..2 {
            assert!(x[at] + width[at] + width_of("20") < x[at + 1], "{x:?} {width:?}");
        }
        assert!(x[2] + width[2] + width_of("5") < WIDTH, "{svg}");
    }

    #[test]
    fn every_value_stands_as_text_and_what_is_missing_is_a_dash() {
        let svg =
            chart(2, &[("a & b", &[Some(3.0), None]), ("c", &[Some(0.0), Some(-2.0)])]);
        for text in [">a &amp; b<", ">Level 2<", ">3<", ">–<", ">0<", ">−2<"] {
            assert!(svg.contains(text), "{text} {svg}");
        }
        assert!(!svg.contains("NaN") && !svg.contains("style="), "{svg}");
        assert_eq!(svg.matches("<rect").count(), 3);
    }

    #[test]
    fn no_axis_strikes_through_a_name() {
        let axes = |name: &str| {
            let svg = chart(3, &[("b", &[Some(2.0); 3]), (name, &[Some(1.0); 3])]);
            svg.matches("<line").count()
        };
        assert_eq!(axes("a"), 3);
        // The second and the third axis go on below the name.
        assert_eq!(axes("a name of a row that is as long as the whole chart is"), 5);
    }

    #[test]
    fn panels_that_do_not_fit_follow_below() {
        let svg = chart(5, &[("a", &[Some(1.0); 5])]);
        assert_eq!(svg.matches(">a<").count(), 2, "{svg}");
        let y = of_bars(&svg, "y");
        assert!(y[2] < y[3] && y[3].to_bits() == y[4].to_bits(), "{y:?}");
    }
}
