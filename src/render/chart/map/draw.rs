//! Writes a map that is laid out: sea, land, regions, marks, names.

use super::label::{MARK, labels};
use super::{Map, Sheet, land};
use crate::render::chart::Said;
use crate::render::chart::svg::{Area, At, Svg, TEXT, WIDTH, width_of};

/// The radius of a mark.
const DOT: f64 = 4.0;

/// Room between the marks of a region and its frame.
const AIR: f64 = 9.0;

/// The side of the box around a letter.
const BOX: f64 = 18.0;

pub(super) fn draw(map: &Map, sheet: &Sheet, said: Said<'_>) -> String {
    let height = sheet.frame.height();
    let mut svg = Svg::new();
    svg.rect(whole(height), "map-sea");
    svg.path(&land::path(&sheet.frame), 1.0 / land::FINE, "map-land");
    let mut taken = regions(&mut svg, map, sheet);
    if let Some(letter) = sheet.letter {
        let corner = Area { left: 0.0, top: 0.0, right: BOX, bottom: BOX };
        svg.rect(corner, "map-letter");
        svg.text(At { x: 5.0, y: 14.0 }, "map-name", &letter.to_string());
        taken.push(corner);
    }
    let elsewhere = sheet.spots.iter().filter(|it| sheet.elsewhere.contains(it));
    for spot in elsewhere.filter_map(|it| map.spots.get(*it)) {
        let (x, y) = sheet.frame.spot(spot.position);
        svg.dot(At { x, y }, DOT - 1.0, "spot is-elsewhere");
        taken.push(Area::around((x, y), DOT));
    }
    spots(&mut svg, map, sheet, &taken);
    let title = match sheet.letter {
        Some(letter) => format!("{}{} {letter}", said.title, said.colon),
        None => said.title.to_owned(),
    };
    svg.finish(height, Said { title: &title, ..said })
}

fn whole(height: f64) -> Area {
    Area { left: 0.0, top: 0.0, right: WIDTH, bottom: height }
}

/// Frames with letters around the regions that have maps of their own; returns what they
/// take.
fn regions(svg: &mut Svg, map: &Map, sheet: &Sheet) -> Vec<Area> {
    let mut taken = Vec::new();
    for (letter, spots) in &sheet.regions {
        let places = spots.iter().filter_map(|it| map.spots.get(*it));
        let places = places.map(|it| sheet.frame.spot(it.position));
        let area = places.fold(None, |area: Option<Area>, it| {
            let own = Area::around(it, AIR);
            Some(area.map_or(own, |area| joined(area, own)))
        });
        let Some(area) = area else { continue };
        svg.rect(area, "map-region");
        // Above the frame, or where there is no room, below it.
        let y =
            if area.top > TEXT + 4.0 { area.top - 4.0 } else { area.bottom + TEXT + 1.0 };
        let letter = letter.to_string();
        svg.text(At { x: area.left, y }, "map-name", &letter);
        taken.push(area);
        taken.push(Area {
            left: area.left,
            top: y - TEXT,
            right: area.left + width_of(&letter) + 4.0,
            bottom: y + 2.0,
        });
    }
    taken
}

fn joined(one: Area, other: Area) -> Area {
    Area {
        left: one.left.min(other.left),
        top: one.top.min(other.top),
        right: one.right.max(other.right),
        bottom: one.bottom.max(other.bottom),
    }
}

/// The places that stand on this map and on no other, each a link.
fn spots(svg: &mut Svg, map: &Map, sheet: &Sheet, taken: &[Area]) {
    let own = sheet.spots.iter().filter(|it| !sheet.elsewhere.contains(it));
    let own = own.filter_map(|it| Some((*it, map.spots.get(*it)?)));
    let own: Vec<_> = own.collect();
    let marks = own
        .iter()
        .map(|(at, it)| (sheet.frame.spot(it.position), it.name.clone(), at + 1));
    let marks: Vec<_> = marks.collect();
    let labels = labels(&marks, taken, sheet.frame.height());
    for (((at, spot), label), (place, _, _)) in own.iter().zip(labels).zip(&marks) {
        let marking = spot.label.as_ref().map(|it| format!("{} ", it.label));
        let says = format!("{}{} ({})", marking.unwrap_or_default(), spot.name, at + 1);
        svg.link(&spot.href, &says, |svg| {
            let (x, y) = *place;
            svg.rect(Area::around(*place, MARK * 2.0), "hit");
            svg.dot(At { x, y }, DOT, "spot");
            if let Some(label) = label {
                let class = if label.is_number { "map-number" } else { "map-name" };
                let y = label.area.bottom - 5.0;
                // A name on the left ends at its mark, however wide its letters are.
                if label.area.right <= x {
                    svg.text_to(At { x: label.area.right, y }, class, &label.text);
                } else {
                    svg.text(At { x: label.area.left + 1.0, y }, class, &label.text);
                }
            }
        });
    }
}
