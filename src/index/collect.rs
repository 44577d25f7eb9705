//! Collects the tokens of all units: each spelling once, each occurrence as a number.

use super::Unit;
use super::analysis::{Count, Stem, guess, normalise, tokens};
use rayon::prelude::*;
use std::collections::HashMap;

/// Which part of a unit a token stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Field {
    /// The title of the page, on its first unit.
    Title,
    /// The heading of the section.
    Heading,
    /// The text.
    Body,
    /// The summary.
    Summary,
    /// Other names.
    Aliases,
    /// Keys and titles of the sources cited.
    Sources,
}

impl Field {
    /// How many there are.
    pub(super) const COUNT: usize = Self::ALL.len();

    /// All, in their order.
    const ALL: [Self; 6] = [
        Self::Title,
        Self::Heading,
        Self::Body,
        Self::Summary,
        Self::Aliases,
        Self::Sources,
    ];

    /// Whether it names the page.
    pub(super) fn is_title(self) -> bool {
        matches!(self, Self::Title | Self::Aliases)
    }
}

/// One occurrence. There are as many as words: each is as small as it can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    /// The spelling, by its place among [`Collected::spellings`].
    pub(super) spelling: u32,
    /// The place in the unit, and in the lowest three bits the field.
    spot: u32,
}

impl Occurrence {
    fn new(spelling: u32, place: u32, field: Field) -> Self {
        Self { spelling, spot: place << 3 | field as u32 }
    }

    /// The place in the unit.
    pub(super) fn place(self) -> u32 {
        self.spot >> 3
    }

    /// The field.
    pub(super) fn field(self) -> Field {
        Field::ALL[(self.spot & 7) as usize]
    }
}

/// Everything that was said in one unit.
#[derive(Debug)]
pub(super) struct Said {
    /// How its words are stemmed.
    pub(super) stem: Stem,
    /// The occurrences in the order of the text.
    pub(super) tokens: Box<[Occurrence]>,
    /// How many tokens each field has.
    pub(super) lengths: [u32; Field::COUNT],
}

/// The tokens of all units.
#[derive(Debug)]
pub(super) struct Collected {
    /// Every spelling, normalised, in byte order.
    pub(super) spellings: Vec<Box<str>>,
    /// The units, in their order.
    pub(super) units: Vec<Said>,
}

/// How many pages one thread reads at a time, and the room between fields in which no
/// phrase is found.
const AT_A_TIME: usize = 256;
const GAP: u32 = 16;

/// Titles of sources, by key.
pub(super) type Titles<'a> = HashMap<&'a str, &'a str>;

/// Collects the tokens of units; `pages` are the runs of units of one page each.
pub(super) fn collect(
    units: &[Unit],
    pages: &[&[Unit]],
    titles: &Titles<'_>,
) -> Collected {
    let chunks: Vec<Chunk> =
        pages.par_chunks(AT_A_TIME).map(|it| Chunk::of(it, titles)).collect();
    let mut spellings: Vec<&str> =
        chunks.iter().flat_map(|it| &it.spellings).map(|it| &**it).collect();
    spellings.par_sort_unstable();
    spellings.dedup();
    let spellings: Vec<Box<str>> = spellings.into_iter().map(Box::from).collect();
    let mut all = Vec::with_capacity(units.len());
    let renamed: Vec<Vec<Said>> =
        chunks.into_par_iter().map(|it| it.renamed(&spellings)).collect();
    all.extend(renamed.into_iter().flatten());
    Collected { spellings, units: all }
}

/// What one thread has collected, with numbers of its own.
#[derive(Default)]
struct Chunk {
    numbers: HashMap<Box<str>, u32>,
    spellings: Vec<Box<str>>,
    units: Vec<Said>,
    /// The occurrences of the unit that is read.
    tokens: Vec<Occurrence>,
}

impl Chunk {
    fn of(pages: &[&[Unit]], titles: &Titles<'_>) -> Self {
        let mut chunk = Self::default();
        for page in pages {
            chunk.page(page, titles);
        }
        chunk
    }

    fn page(&mut self, page: &[Unit], titles: &Titles<'_>) {
        let mut count = Count::default();
        let from = self.units.len();
        for (at, unit) in page.iter().enumerate() {
            self.unit(unit, at == 0, titles, &mut count);
        }
        let declared = Stem::for_language(page.first().map_or("", |it| &it.language));
        let stem = guess(declared, count);
        self.units[from..].iter_mut().for_each(|it| it.stem = stem);
    }

    fn unit(
        &mut self,
        unit: &Unit,
        is_first: bool,
        titles: &Titles<'_>,
        count: &mut Count,
    ) {
        let lengths = [0; Field::COUNT];
        let mut reader = Reader { chunk: self, lengths, place: 0, count };
        if is_first {
            reader.field(Field::Title, &unit.title);
        }
        unit.aliases.iter().for_each(|it| reader.field(Field::Aliases, it));
        unit.heading.iter().for_each(|it| reader.field(Field::Heading, it));
        unit.summary.iter().for_each(|it| reader.field(Field::Summary, it));
        unit.text.lines().for_each(|it| reader.field(Field::Body, it));
        for key in &unit.sources {
            reader.field(Field::Sources, key);
            titles
                .get(key.as_str())
                .iter()
                .for_each(|it| reader.field(Field::Sources, it));
        }
        let lengths = reader.lengths;
        let tokens = self.tokens.as_slice().into();
        self.tokens.clear();
        self.units.push(Said { stem: Stem::None, tokens, lengths });
    }

    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.spellings.len()).unwrap_or(u32::MAX);
        self.numbers.insert(text.into(), number);
        self.spellings.push(text.into());
        number
    }

    /// The units with the numbers that all chunks share.
    fn renamed(self, all: &[Box<str>]) -> Vec<Said> {
        let number = |it: &str| {
            u32::try_from(all.partition_point(|other| **other < *it)).unwrap_or(u32::MAX)
        };
        let numbers: Vec<u32> = self.spellings.iter().map(|it| number(it)).collect();
        let mut units = self.units;
        for token in units.iter_mut().flat_map(|it| &mut it.tokens) {
            token.spelling = numbers[token.spelling as usize];
        }
        units
    }
}

struct Reader<'c, 'n> {
    chunk: &'c mut Chunk,
    lengths: [u32; Field::COUNT],
    place: u32,
    count: &'n mut Count,
}

impl Reader<'_, '_> {
    fn field(&mut self, field: Field, text: &str) {
        let from = self.place;
        let (chunk, count) = (&mut *self.chunk, &mut *self.count);
        let length = &mut self.lengths[field as usize];
        let used = tokens(&normalise(text), &mut |token| {
            let spelling = chunk.number(token.text);
            chunk.tokens.push(Occurrence::new(spelling, from + token.place, field));
            if !token.joined {
                *length += 1;
                count.add(token.text);
            }
        });
        if used > 0 {
            self.place += used + GAP;
        }
    }
}
