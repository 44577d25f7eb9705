//! Events in, places and drawings out.

use super::rows::{LANE, Mark, layout};
use super::{KeyWords, Moment, Timeline};
use crate::render::chart::Said;
use crate::render::chart::band::NARROW;

fn moment(at: usize, date: &str) -> Moment {
    Moment {
        date: date.parse().unwrap(),
        announced: at % 9 == 4,
        href: format!("#e-{at}"),
        says: format!("{date}: a & b"),
    }
}

fn moments(dates: &[&str]) -> Vec<Moment> {
    dates.iter().enumerate().map(|(at, date)| moment(at, date)).collect()
}

/// Sixty events in thirty years, a third of them in one of them.
fn sixty() -> Vec<Moment> {
    let mut all = Vec::new();
    for at in 0..40 {
        let (year, month) = (1997 + at * 29 / 40, 1 + at * 7 % 12);
        let date = match at % 5 {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}-{month:02}-{:02}~", 1 + at % 28),
            3 => format!("{year}-{month:02}?"),
            _ => format!("{year}/{}", year + at % 4),
        };
        all.push(moment(at, &date));
    }
    let dense = (0..20).map(|it| moment(40 + it, &format!("2024-02-{:02}", 10 + it % 7)));
    all.into_iter().chain(dense).collect()
}

const SAID: Said<'static> =
    Said { title: "T < U", description: "d", lang: "en", colon: ":" };

const WORDS: KeyWords<'static> = KeyWords {
    day: "day",
    span: "span",
    about: "about",
    unsure: "unsure",
    announced: "announced",
};

#[test]
fn no_mark_meets_another_on_the_narrowest_screen() {
    let layout = layout(&sixty());
    for row in &layout.rows {
        for (at, a) in row.marks.iter().enumerate() {
            let apart = |a: &Mark, b: &Mark| {
                let middle = |it: &Mark| f64::midpoint(it.from, it.to) * NARROW;
                let across = (middle(a) - middle(b)).abs() >= LANE - 0.1;
                let along = a.to <= b.from + 0.001 || b.to <= a.from + 0.001;
                (a.y - b.y).abs() >= LANE - 0.1 || across && along
            };
            let met: Vec<_> = row.marks[..at].iter().filter(|b| !apart(a, b)).collect();
            assert!(met.is_empty(), "{a:?} {met:?}");
            assert!(a.y > row.y && a.y < row.y + row.height, "{a:?}");
            assert!(a.from > 0.1 && a.to <= 1.0001, "{a:?}");
        }
    }
}

#[test]
fn every_event_is_a_link_in_one_of_the_drawings() {
    let drawn = Timeline { moments: sixty() };
    let both = drawn.draw_years(SAID) + &drawn.draw_marks(SAID);
    for at in 0..60 {
        assert_eq!(both.matches(&format!("href=\"#e-{at}\"")).count(), 1, "{at}");
    }
    assert!(both.contains("a &amp; b") && both.contains("T &lt; U"), "{both}");
    assert!(!both.contains("NaN") && !both.contains("style="), "{both}");
    assert_eq!(both, drawn.draw_years(SAID) + &drawn.draw_marks(SAID));
}

#[test]
fn a_year_says_how_many_events_it_has() {
    let drawn = Timeline { moments: moments(&["1997", "2024-02-16", "2024-03", "2024"]) };
    let svg = drawn.draw_years(SAID);
    assert!(svg.contains("<title>2024: 3</title>"), "{svg}");
    assert!(svg.contains("<title>1997: 1</title>"), "{svg}");
}

#[test]
fn centuries_are_counted_by_decades_and_more() {
    let drawn = Timeline { moments: moments(&["0001", "1850-03", "1851", "9999"]) };
    let svg = drawn.draw_years(SAID);
    assert!(svg.contains("<title>1500–1999: 2</title>"), "{svg}");
    assert!(svg.matches("class=\"tick\"").count() < 20, "{svg}");
}

#[test]
fn the_key_explains_the_shapes_that_come_up_and_no_other() {
    let key = |dates: &[&str]| Timeline { moments: moments(dates) }.key(WORDS);
    let days = key(&["2024-02-16", "2024-02-17"]);
    assert!(days.contains(" day<") && !days.contains(" span<"), "{days}");
    let vague = key(&["2024", "2024-02-16~", "2024-02?", "2020", "2020-03-01"]);
    for word in [" day<", " span<", " about<", " unsure<", " announced<"] {
        assert!(vague.contains(word), "{word} {vague}");
    }
}

#[test]
fn nothing_to_draw_draws_nothing() {
    let empty = Timeline::default();
    assert_eq!(empty.draw_years(SAID) + &empty.draw_marks(SAID), "");
    let long = Timeline { moments: moments(&["2016/2023"]) };
    assert!(
        long.draw_years(SAID).contains("2016–2023") && long.draw_marks(SAID).is_empty()
    );
}

#[test]
fn an_open_period_leads_to_the_edge_with_an_arrow() {
    let timeline = Timeline { moments: moments(&["2016", "2019/..", "../2017"]) };
    let years = timeline.draw_years(SAID);
    assert_eq!(years.matches("L0 0L").count(), 2, "{years}");
    assert!(years.contains(">2019–<") && years.contains(">–2017<"), "{years}");
    let rows: Vec<u16> =
        layout(&timeline.moments).rows.iter().map(|it| it.year).collect();
    assert_eq!(rows, [2016], "what is open stands in no year");
}
