//! Draws places on maps: one of all of them, and where some stand close together, a map of
//! that region. No name covers another; a place whose name has no room bears a number.
//!
//! Classes for themes: `map-sea` and `map-land`, `spot` on marks, `map-name` on names,
//! `map-number` on numbers, `map-region` on the frames of regions.

mod cluster;
mod draw;
mod frame;
mod label;
mod land;

#[cfg(test)]
mod tests;

use super::Said;
use crate::model::Position;
use crate::render::label::Label;
use frame::Frame;

/// A place to draw.
#[derive(Clone, Debug)]
pub(in crate::render) struct Spot {
    /// Its name.
    pub(in crate::render) name: String,
    /// The relative URL of its page.
    pub(in crate::render) href: String,
    /// Where it is.
    pub(in crate::render) position: Position,
    /// What stands in front of its name.
    pub(in crate::render) label: Option<Label>,
}

/// Places, numbered from 1 in this order.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Map {
    /// The places.
    pub(in crate::render) spots: Vec<Spot>,
}

/// A map that is laid out.
struct Sheet {
    frame: Frame,
    /// The letter of its region.
    letter: Option<char>,
    /// The places on it, each by its place in the list.
    spots: Vec<usize>,
    /// Of these, the ones that stand on a map of a region.
    elsewhere: Vec<usize>,
    /// The regions with maps of their own.
    regions: Vec<(char, Vec<usize>)>,
}

/// So many places close together get a map of their own.
const CROWD: usize = 3;

impl Map {
    /// The maps as SVG, the one of all places first; nothing where there is no place.
    pub(in crate::render) fn draw(&self, said: Said<'_>) -> String {
        let sheets = self.sheets();
        sheets.iter().map(|it| draw::draw(self, it, said)).collect()
    }

    fn sheets(&self) -> Vec<Sheet> {
        let all: Vec<usize> = (0..self.spots.len()).collect();
        let Some(frame) = self.frame(&all) else { return Vec::new() };
        let crowds: Vec<Vec<usize>> = cluster::clusters(self, &all, &frame)
            .into_iter()
            .filter(|it| it.len() >= CROWD)
            .collect();
        // A map of everything and one of the same region would be the same.
        let crowds = if crowds.iter().any(|it| it.len() == all.len()) {
            Vec::new()
        } else {
            crowds
        };
        let regions: Vec<(char, Vec<usize>)> = ('A'..='Z').zip(crowds).collect();
        let elsewhere = regions.iter().flat_map(|(_, it)| it).copied().collect();
        let own = regions.clone().into_iter().filter_map(|(letter, spots)| {
            let frame = self.frame(&spots)?;
            let letter = Some(letter);
            Some(Sheet {
                frame,
                letter,
                spots,
                elsewhere: Vec::new(),
                regions: Vec::new(),
            })
        });
        let own: Vec<Sheet> = own.collect();
        let first = Sheet { frame, letter: None, spots: all, elsewhere, regions };
        std::iter::once(first).chain(own).collect()
    }

    fn frame(&self, spots: &[usize]) -> Option<Frame> {
        let positions = spots.iter().filter_map(|it| self.spots.get(*it));
        Frame::around(&positions.map(|it| it.position).collect::<Vec<_>>())
    }
}
