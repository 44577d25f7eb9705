//! The reading order of folders: by `order`, `part`, number prefix, then by title; the
//! index page of a folder comes before what is in the folder.

use crate::base::name::{number_prefix, readable};
use crate::model::{Outline, OutlineItem, Page, PageId, Settings};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The names in a folder, with what is below each.
#[derive(Debug, Default)]
struct Folder<'a> {
    page: Option<&'a Page>,
    inside: BTreeMap<&'a str, Self>,
}

/// The reading order of all pages.
pub(super) fn order(pages: &[Page], settings: &Settings) -> Outline {
    let mut root = Folder::default();
    let mut home = None;
    for page in pages {
        let id = page.face.id.as_str();
        let place = if id == "index" { &mut home } else { &mut root.at(id).page };
        let is_main = page.face.lang == settings.language;
        if place.is_none() || is_main {
            *place = Some(page);
        }
    }
    let mut outline = Outline::new();
    outline.extend(home.map(|it| item(it, 0)));
    root.walk(&mut outline);
    outline
}

impl<'a> Folder<'a> {
    fn at(&mut self, id: &'a str) -> &mut Self {
        let mut here = self;
        for name in id.split('/') {
            here = here.inside.entry(name).or_default();
        }
        here
    }

    /// Goes through the folders without recursion: paths may be deep.
    fn walk(&self, outline: &mut Outline) {
        let mut open: Vec<(u32, &Self)> = self.sorted().map(|it| (0, it)).collect();
        while let Some((depth, folder)) = open.pop() {
            outline.extend(folder.page.map(|it| item(it, depth)));
            open.extend(folder.sorted().map(|it| (depth + 1, it)));
        }
    }

    /// What is inside, last first.
    fn sorted(&self) -> impl Iterator<Item = &Self> {
        let mut inside: Vec<(Key<'_>, &Self)> =
            self.inside.iter().map(|(name, it)| (Key::of(name, it.page), it)).collect();
        inside.sort_by(|(a, _), (b, _)| b.compare(a));
        inside.into_iter().map(|(_, it)| it)
    }
}

/// What siblings are sorted by.
#[derive(Debug)]
struct Key<'a> {
    order: Option<i64>,
    part: Option<u32>,
    prefix: Vec<u64>,
    title: Cow<'a, str>,
    name: &'a str,
}

impl<'a> Key<'a> {
    fn of(name: &'a str, page: Option<&'a Page>) -> Self {
        let title = page.map(|it| Cow::from(it.face.title.as_str()));
        let title = title.unwrap_or_else(|| readable(name).into());
        let order = page.and_then(|it| it.face.order);
        let part = page.and_then(|it| it.face.part);
        Self { order, part, prefix: number_prefix(name).0, title, name }
    }

    /// What has an `order`, a `part` or a prefix comes before what has none.
    fn compare(&self, other: &Self) -> Ordering {
        let none = |it: &Self| (it.order.is_none(), it.order);
        let whole = |it: &Self| (it.part.is_none(), it.part);
        let bare = |it: &Self| it.prefix.is_empty();
        none(self)
            .cmp(&none(other))
            .then_with(|| whole(self).cmp(&whole(other)))
            .then_with(|| bare(self).cmp(&bare(other)))
            .then_with(|| self.prefix.cmp(&other.prefix))
            .then_with(|| natural(&self.title, &other.title))
            .then_with(|| self.name.cmp(other.name))
    }
}

fn item(page: &Page, depth: u32) -> OutlineItem {
    let id: PageId = page.face.id.clone();
    OutlineItem::Page { id, depth, numbered: false, title: None }
}

/// Compares as people do: numbers by value, letters without their case.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a.chars().peekable(), b.chars().peekable());
    loop {
        let order = match (a.peek().copied(), b.peek().copied()) {
            (None, None) => return Ordering::Equal,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                digits(&mut a).cmp(&digits(&mut b))
            }
            _ => {
                let lower =
                    |c: Option<char>| c.map(|c| c.to_lowercase().collect::<String>());
                lower(a.next()).cmp(&lower(b.next()))
            }
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// A run of digits as its length without leading zeros, and the digits.
fn digits(text: &mut std::iter::Peekable<std::str::Chars<'_>>) -> (usize, String) {
    let mut run = String::new();
    while let Some(digit) = text.next_if(char::is_ascii_digit) {
        if digit != '0' || !run.is_empty() {
            run.push(digit);
        }
    }
    (run.len(), run)
}
