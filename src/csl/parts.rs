//! Takes the engine's tree apart: nested elements become flat pieces.

use super::dates::Told;
use super::markup::{CLOSE, OPEN, Shower, shown as letter};
use super::piece::Look;
use super::tidy::tidy;
use super::{Piece, flat, others};
use crate::model::Direction;
use hayagriva::citationberg::{
    self, FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign,
};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatted, Formatting};

/// How stand-in dates are told: in a citation or in an entry.
#[derive(Clone, Copy)]
pub(super) enum Telling {
    Short,
    Long,
}

/// The look of the engine's formatting.
pub(super) fn look(base: Formatting, over: citationberg::Formatting) -> Look {
    shown(Formatting {
        font_style: over.font_style.unwrap_or(base.font_style),
        font_variant: over.font_variant.unwrap_or(base.font_variant),
        font_weight: over.font_weight.unwrap_or(base.font_weight),
        text_decoration: over.text_decoration.unwrap_or(base.text_decoration),
        vertical_align: over.vertical_align.unwrap_or(base.vertical_align),
    })
}

pub(super) fn shown(it: Formatting) -> Look {
    Look {
        italic: it.font_style == FontStyle::Italic,
        bold: it.font_weight == FontWeight::Bold,
        small_caps: it.font_variant == FontVariant::SmallCaps,
        underline: it.text_decoration == TextDecoration::Underline,
        superscript: it.vertical_align == VerticalAlign::Sup,
        subscript: it.vertical_align == VerticalAlign::Sub,
    }
}

/// The pieces of a part of the tree.
pub(super) fn pieces(tree: &ElemChildren, told: &[Told], telling: Telling) -> Vec<Piece> {
    finish(Flattening::new(told, telling, None), tree)
}

/// The pieces of an entry, names and titles kept apart that are written from another side
/// than what is `around` them: the order of an entry is that of its parts.
pub(super) fn entry(tree: &ElemChildren, told: &[Told], around: Direction) -> Vec<Piece> {
    finish(Flattening::new(told, Telling::Long, Some(around)), tree)
}

fn finish(mut flattening: Flattening<'_>, tree: &ElemChildren) -> Vec<Piece> {
    flattening.children(tree, false);
    let mut pieces = flattening.shower.pieces;
    others::settle(&mut pieces);
    tidy(&mut pieces);
    for piece in &mut pieces {
        piece.text = piece.text.chars().map(letter).collect();
    }
    pieces
}

/// A tree that becomes pieces.
struct Flattening<'a> {
    told: &'a [Told],
    telling: Telling,
    /// From which side the entry is written, where parts are kept apart.
    around: Option<Direction>,
    shower: Shower,
    /// Whether what is told once was told.
    is_told: bool,
}

impl<'a> Flattening<'a> {
    fn new(told: &'a [Told], telling: Telling, around: Option<Direction>) -> Self {
        Self { told, telling, around, shower: Shower::default(), is_told: false }
    }

    fn children(&mut self, tree: &ElemChildren, in_date: bool) {
        for child in &tree.0 {
            match child {
                ElemChild::Text(it) if in_date => {
                    let text = self.tell(&it.text);
                    self.shower.push(&text, shown(it.formatting), None);
                }
                ElemChild::Text(it) => {
                    self.shower.push(&it.text, shown(it.formatting), None);
                }
                ElemChild::Elem(it) => self.element(it, in_date),
                ElemChild::Link { text, url } => {
                    let url = flat::followed(url);
                    self.shower.push(&text.text, shown(text.formatting), url.as_deref());
                }
                ElemChild::Markup(text) => {
                    self.shower.push(text, Look::default(), None);
                }
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    /// Puts words where stand-in years are.
    fn tell(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        for it in self.told {
            let words = match self.telling {
                Telling::Short => &it.short,
                Telling::Long => &it.long,
            };
            if !it.once {
                text = text.replace(&it.year, words);
            } else if !self.is_told && text.contains(&it.year) {
                text = text.replacen(&it.year, words, 1);
                self.is_told = true;
            }
        }
        text
    }

    fn element(&mut self, elem: &Elem, in_date: bool) {
        let in_date = in_date || elem.meta == Some(ElemMeta::Date);
        if self.stands_apart(elem) {
            let number = self.shower.pieces.iter().filter_map(|it| it.apart).max();
            self.shower.apart = Some(number.map_or(0, |it| it + 1));
            self.children(&elem.children, in_date);
            self.shower.apart = None;
        } else {
            self.children(&elem.children, in_date);
        }
    }

    /// Whether an element is a name or a text of one variable, and holds letters of another
    /// direction than the entry.
    fn stands_apart(&self, elem: &Elem) -> bool {
        let Some(around) = self.around.filter(|_| self.shower.apart.is_none()) else {
            return false;
        };
        let is_leaf = match elem.meta {
            Some(ElemMeta::Name(..)) => true,
            Some(ElemMeta::Text) => !holds_elements(&elem.children),
            _ => false,
        };
        is_leaf && turns(&elem.children, around)
    }
}

fn holds_elements(tree: &ElemChildren) -> bool {
    let is_told = |it: &ElemChild| match it {
        ElemChild::Elem(it) => it.meta.is_some() || holds_elements(&it.children),
        _ => false,
    };
    tree.0.iter().any(is_told)
}

/// Whether a part of the tree holds letters of another direction.
fn turns(tree: &ElemChildren, around: Direction) -> bool {
    let other =
        |it: char| Direction::of_letter(letter(it)).is_some_and(|it| it != around);
    tree.0.iter().any(|it| match it {
        ElemChild::Text(it) => it.text.contains(other),
        ElemChild::Elem(it) => turns(&it.children, around),
        ElemChild::Link { text, .. } => text.text.contains(other),
        ElemChild::Markup(text) => text.contains(other),
        ElemChild::Transparent { .. } => false,
    })
}

/// Whether a part of the tree holds names that are shown.
pub(super) fn first_names(tree: &ElemChildren) -> Option<&ElemChildren> {
    tree.find_names().map(|it| &it.children)
}

/// Leaves out the number of an entry and what stands around it: lists have numbers of
/// their own.
pub(super) fn without_number(tree: &mut ElemChildren) {
    let is_number =
        |it: &ElemChild| matches!(it, ElemChild::Elem(it) if holds_number(it));
    let Some(at) = tree.0.iter().position(is_number) else { return };
    tree.0.drain(..=at);
    if let Some(ElemChild::Text(first)) = tree.0.first_mut() {
        let rest =
            first.text.trim_start_matches([']', ')', '.', ':', ' ', '\u{A0}', '\t']);
        first.text = rest.to_owned();
    }
}

fn holds_number(elem: &Elem) -> bool {
    elem.meta == Some(ElemMeta::CitationNumber)
        || elem.children.find_meta(&ElemMeta::CitationNumber).is_some()
            && plain_length(&elem.children) < 16
}

fn plain_length(tree: &ElemChildren) -> usize {
    let text = pieces(tree, &[], Telling::Long);
    text.iter().map(|it| it.text.len()).sum()
}

/// What stands before and between the marks of prefix and suffix; `None` without marks.
pub(super) fn inner(tree: &ElemChildren) -> Option<(ElemChildren, ElemChildren)> {
    let (mut before, mut inside) = (Vec::new(), Vec::new());
    let mut is_open = false;
    part(&tree.0, &mut is_open, &mut before, &mut inside);
    is_open.then_some((ElemChildren(before), ElemChildren(inside)))
}

fn part(
    children: &[ElemChild],
    is_open: &mut bool,
    before: &mut Vec<ElemChild>,
    inside: &mut Vec<ElemChild>,
) {
    for child in children {
        match child {
            ElemChild::Text(it) if !*is_open && it.text.contains(OPEN) => {
                let (head, tail) = it.text.split_once(OPEN).unwrap_or_default();
                *is_open = true;
                before.push(text(it, head.trim_end()));
                inside.push(text(it, &tail.replace([OPEN, CLOSE], "")));
            }
            ElemChild::Text(it) if *is_open => {
                inside.push(text(it, &it.text.replace([OPEN, CLOSE], "")));
            }
            ElemChild::Elem(it) if !*is_open && holds_mark(&it.children) => {
                part(&it.children.0, is_open, before, inside);
            }
            other if *is_open => inside.push(other.clone()),
            other => before.push(other.clone()),
        }
    }
}

fn holds_mark(tree: &ElemChildren) -> bool {
    tree.0.iter().any(|it| match it {
        ElemChild::Text(it) => it.text.contains(OPEN),
        ElemChild::Elem(it) => holds_mark(&it.children),
        _ => false,
    })
}

fn text(like: &Formatted, text: &str) -> ElemChild {
    ElemChild::Text(Formatted { text: text.to_owned(), formatting: like.formatting })
}

/// The pieces behind the words that they begin with.
pub(super) fn behind(mut pieces: Vec<Piece>, words: &str) -> Vec<Piece> {
    let mut left = words.trim().len();
    for piece in &mut pieces {
        let cut = left.min(piece.text.len());
        if !piece.text.is_char_boundary(cut) {
            break;
        }
        piece.text.drain(..cut);
        left -= cut;
        if left == 0 {
            break;
        }
    }
    tidy(&mut pieces);
    pieces
}
