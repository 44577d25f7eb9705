//! Places in, maps out.

use super::frame::Frame;
use super::label::{MARK, labels};
use super::{Map, Spot};
use crate::model::Position;
use crate::render::chart::Said;
use crate::render::chart::svg::{Area, WIDTH};

fn map(places: &[(&str, f64, f64)]) -> Map {
    let spot = |(name, lat, lon): &(&str, f64, f64)| Spot {
        name: (*name).to_owned(),
        href: format!("{}.html", name.len()),
        position: Position::new(*lat, *lon).unwrap(),
        label: None,
    };
    Map { spots: places.iter().map(spot).collect() }
}

const EUROPE: [(&str, f64, f64); 4] = [
    ("Paris", 48.9, 2.4),
    ("Bonn & Köln", 50.9, 7.0),
    ("Berlin", 52.5, 13.4),
    ("Budapest", 47.5, 19.0),
];

const FAR: [(&str, f64, f64); 2] =
    [("Washington", 38.9, -77.0), ("Canberra", -35.3, 149.1)];

const SAID: Said<'static> =
    Said { title: "Places", description: "below", lang: "en", colon: ":" };

#[test]
fn places_that_stand_close_together_get_a_map_of_their_own() {
    let all: Vec<_> = EUROPE.into_iter().chain(FAR).collect();
    let sheets = map(&all).sheets();
    assert_eq!(sheets.len(), 2);
    assert_eq!((sheets[0].elsewhere.len(), sheets[1].spots.len()), (4, 4));
    assert_eq!(sheets[1].letter, Some('A'));
    assert_eq!(map(&EUROPE).sheets().len(), 1, "all of them are one region");
}

#[test]
fn every_place_is_one_link_and_says_its_name() {
    let all: Vec<_> = EUROPE.into_iter().chain(FAR).collect();
    let svg = map(&all).draw(SAID);
    for (at, (name, ..)) in all.iter().enumerate() {
        let says = format!("<title>{} ({})</title>", name.replace('&', "&amp;"), at + 1);
        assert_eq!(svg.matches(&says).count(), 1, "{says}");
    }
    assert_eq!(svg.matches("<a href").count(), 6);
    assert!(svg.contains("aria-label=\"Places: A\""), "{svg}");
    assert!(!svg.contains("style=") && !svg.contains("NaN"), "{svg}");
    assert_eq!(svg, map(&all).draw(SAID));
    assert_eq!(Map::default().draw(SAID), "");
}

#[test]
fn no_name_covers_another_or_a_mark_or_leaves_the_map() {
    let mut marks = Vec::new();
    for at in 0..24_u16 {
        let (x, y) =
            (f64::from(at * 13 % 24) * 13.5 + 12.0, f64::from(at * 7 % 24) * 7.5 + 9.0);
        marks.push(((x, y), format!("Place {at}"), usize::from(at)));
    }
    let placed = labels(&marks, &[], 200.0);
    let named = placed.iter().flatten().filter(|it| !it.is_number).count();
    assert!(named > 0 && placed.iter().flatten().any(|it| it.is_number), "{named}");
    let areas: Vec<Area> = placed.iter().flatten().map(|it| it.area).collect();
    for (at, a) in areas.iter().enumerate() {
        assert!(!areas[..at].iter().any(|b| a.meets(b)), "{a:?}");
        assert!(a.left >= 0.0 && a.right <= WIDTH && a.top >= 0.0 && a.bottom <= 200.0);
        let covers =
            |it: &&((f64, f64), String, usize)| a.meets(&Area::around(it.0, MARK));
        assert_eq!(marks.iter().filter(covers).count(), 0, "{a:?}");
    }
}

#[test]
fn a_map_across_the_antimeridian_takes_the_shorter_way() {
    let places = [(-17.8, 178.0), (-13.8, -171.8)];
    let places = places.map(|(lat, lon)| Position::new(lat, lon).unwrap());
    let frame = Frame::around(&places).unwrap();
    assert!(frame.east - frame.west < 40.0, "{frame:?}");
    let [fiji, samoa] = places.map(|it| frame.spot(it).0);
    assert!(0.0 < fiji && fiji < samoa && samoa < WIDTH, "{fiji} {samoa}");
}

#[test]
fn a_map_of_one_place_or_of_the_poles_is_still_a_map() {
    for place in [(0.0, 0.0), (90.0, 0.0), (-90.0, 180.0), (84.0, -180.0)] {
        let frame = Frame::around(&[Position::new(place.0, place.1).unwrap()]).unwrap();
        let (x, y) = frame.spot(Position::new(place.0, place.1).unwrap());
        assert!((0.0..=WIDTH).contains(&x), "{frame:?} {x}");
        assert!((0.0..=frame.height()).contains(&y), "{frame:?} {y}");
        assert!(frame.height() > 100.0 && frame.height() < 800.0, "{frame:?}");
    }
}

#[test]
fn land_is_drawn_where_there_is_some_and_within_the_map() {
    let svg = map(&EUROPE).draw(SAID);
    let path = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(path.starts_with('M') && path.len() > 200 && path.len() < 20_000, "{path}");
    let pacific = map(&[("Sea", -40.0, -130.0)]).draw(SAID);
    assert!(pacific.contains(" d=\"\""), "{pacific}");
}
