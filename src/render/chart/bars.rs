//! Draws horizontal bars: a name above, below it a bar for each series with its number.

use super::axis::Names;
use super::svg::{At, Svg, TEXT, WIDTH, lines, width_of};
use super::{Chart, Number, Said, number};

const BAR: f64 = 14.0;
const GAP: f64 = 4.0;
const LINE: f64 = 17.0;

/// Half the width of a line, so that the first one is drawn whole.
const EDGE: f64 = 0.5;

/// Names of series up to this width stand beside their bars; longer ones get a key.
const SHORT: f64 = 90.0;

/// Only so many series have a class of their own.
const CLASSES: usize = 6;

pub(super) fn draw(chart: &Chart, said: Said<'_>) -> String {
    let scale = Scale::of(chart, said.lang);
    let names = Names::default();
    let mut plot = Plot { svg: Svg::new(), y: 0.0, scale, chart, said, names };
    plot.key();
    for (name, numbers) in &chart.groups {
        plot.group(name, numbers);
    }
    let (height, axis) = (plot.y, plot.scale.zero);
    plot.names.axis(&mut plot.svg, axis, (0.0, height));
    plot.svg.finish(height, said)
}

/// Where numbers stand between the left and the right.
struct Scale {
    zero: f64,
    unit: f64,
}

impl Scale {
    /// Leaves room for the longest label at the right.
    fn of(chart: &Chart, lang: &str) -> Self {
        let all = chart.groups.iter().flat_map(|(_, it)| it).flatten();
        let (mut least, mut most, mut room) = (0.0_f64, 0.0_f64, 0.0_f64);
        for number in all {
            least = least.min(number.value);
            most = most.max(number.value);
            room = room.max(width_of(&number::write(*number, lang)));
        }
        let beside = chart.series.iter().map(|it| width_of(it)).fold(0.0, f64::max);
        let named = if chart.has_key() { width_of(" (9)") } else { beside + TEXT };
        let room = room + if chart.series.len() > 1 { named } else { 0.0 } + TEXT;
        let width = (WIDTH - room).max(WIDTH / 4.0);
        let unit = if most > least { width / (most - least) } else { 0.0 };
        Self { zero: EDGE - least * unit, unit }
    }

    /// Left edge and width of a bar.
    fn bar(&self, value: f64) -> (f64, f64) {
        let end = self.zero + value * self.unit;
        (self.zero.min(end), (end - self.zero).abs())
    }
}

impl Chart {
    /// Whether the names of the series are too long to stand beside every bar.
    fn has_key(&self) -> bool {
        self.series.len() > 1 && self.series.iter().any(|it| width_of(it) > SHORT)
    }
}

struct Plot<'a> {
    svg: Svg,
    y: f64,
    scale: Scale,
    chart: &'a Chart,
    said: Said<'a>,
    names: Names,
}

impl Plot<'_> {
    /// The names of the series with their numbers, which stand behind the values.
    fn key(&mut self) {
        if !self.chart.has_key() {
            return;
        }
        for (place, name) in self.chart.series.iter().enumerate() {
            let at = At { x: 0.0, y: self.y + 2.0 };
            self.svg.bar(at, At { x: BAR, y: BAR }, &class(place), name);
            for line in lines(&format!("({}) {name}", place + 1), WIDTH - BAR - GAP) {
                let at = At { x: BAR + GAP, y: self.y + TEXT };
                self.svg.text(at, "chart-label", &line);
                self.y += LINE;
            }
        }
        self.y += GAP;
    }

    fn group(&mut self, name: &str, numbers: &[Option<Number>]) {
        for line in lines(name, WIDTH) {
            self.svg.text(At { x: 0.0, y: self.y + TEXT }, "chart-label", &line);
            self.names.note(0.0, (self.y, self.y + LINE), &line);
            self.y += LINE;
        }
        for (place, number) in numbers.iter().enumerate() {
            self.bar(name, place, *number);
        }
        self.y += GAP * 2.0;
    }

    fn bar(&mut self, name: &str, place: usize, number: Option<Number>) {
        let (left, width) = self.scale.bar(number.map_or(0.0, |it| it.value));
        let value =
            number.map_or("–".to_owned(), |it| number::write(it, self.said.lang));
        let series = self.chart.series.get(place).map_or("", String::as_str);
        let label = match self.chart.series.len() {
            0 | 1 => value.clone(),
            _ if self.chart.has_key() => format!("{value} ({})", place + 1),
            _ => format!("{value}  {series}"),
        };
        let colon = self.said.colon;
        let says = match series {
            "" => format!("{name}{colon} {value}"),
            series => format!("{name}, {series}{colon} {value}"),
        };
        if number.is_some() {
            let at = At { x: left, y: self.y };
            self.svg.bar(at, At { x: width, y: BAR }, &class(place), &says);
        }
        let x = left.max(self.scale.zero - width) + width + GAP;
        self.svg.text(At { x, y: self.y + TEXT - 1.0 }, "chart-value", &label);
        self.y += BAR + GAP;
    }
}

fn class(place: usize) -> String {
    format!("series-{}", place % CLASSES + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(series: &[&str], groups: &[(&str, &[Option<f64>])]) -> String {
        let number =
            |it: &Option<f64>| it.map(|value| Number { value, ..Number::default() });
        let groups = groups
            .iter()
            .map(|(name, it)| ((*name).to_owned(), it.iter().map(number).collect()));
        let chart = Chart {
            series: series.iter().map(|it| (*it).to_owned()).collect(),
            groups: groups.collect(),
        };
        chart.draw(Said { title: "a < b", description: "c", lang: "en", colon: ":" })
    }

    #[test]
    fn the_longest_bar_leaves_room_for_its_number() {
        let svg = chart(&[""], &[("x", &[Some(1500.0)]), ("y", &[Some(750.0)])]);
        assert!(svg.contains("<title>a &lt; b</title>"), "{svg}");
        let bars: Vec<f64> = svg
            .split(" width=\"")
            .skip(1)
            .map(|it| it.split('"').next().unwrap().parse().unwrap())
            .collect();
        assert!((bars[0] - bars[1] * 2.0).abs() < 0.2, "{bars:?}");
        assert!(bars[0] + width_of("1,500") < WIDTH, "{bars:?}");
    }

    #[test]
    fn series_are_told_apart_by_words() {
        let short = chart(&["low", "high"], &[("x", &[Some(1.0), None])]);
        assert!(short.contains(">1  low<") && short.contains(">–  high<"), "{short}");
        let long = "a name that is far too long to stand beside a bar";
        let keyed = chart(&[long, "b"], &[("x", &[Some(1.0), Some(2.0)])]);
        assert!(keyed.contains(">1 (1)<") && keyed.contains(">(2) b<"), "{keyed}");
    }

    #[test]
    fn negative_numbers_go_to_the_left_and_zero_draws_nothing_wrong() {
        let svg = chart(&[""], &[("x", &[Some(-5.0)]), ("y", &[Some(5.0)])]);
        assert!(
            svg.contains("−5") && !svg.contains("NaN") && !svg.contains("=\"-"),
            "{svg}"
        );
        let name = "word ".repeat(9);
        let long = chart(&[""], &[("y", &[Some(5.0)]), (&name, &[Some(-5.0)])]);
        assert!(long.matches("<line").count() > svg.matches("<line").count(), "{long}");
        let svg = chart(&[""], &[("x", &[Some(0.0)])]);
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }

    #[test]
    fn a_drawing_has_no_inline_style() {
        let svg = chart(&["a", "b"], &[("\"><script>", &[Some(1.0), Some(2.0)])]);
        assert!(!svg.contains("style=") && !svg.contains("<script"), "{svg}");
    }
}
