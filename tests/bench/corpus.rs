//! Writes a corpus: the same one for the same number of pages, on every machine.
//!
//! A page has about 600 words of German and English, three headings, a table, two blocks of
//! code, five links, three footnotes and an image; all layouts say the same. A dossier has
//! folders, citations and more front matter besides; a plain corpus is one folder with pages
//! whose front matter is `title`, `date` and `tags`.

use crate::words::{CODE, Dice};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const IN_A_FOLDER: usize = 100;
const IMAGES: usize = 8;
const KINDS: [&str; 6] = ["page", "press", "organisation", "person", "term", "event"];

/// How a page is written down.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// With everything that a dossier has.
    Dossier,
    /// With the front matter that every generator reads.
    Plain,
    /// Without front matter, as mdBook wants it.
    Bare,
}

/// Writes a dossier of so many pages below `root`.
pub(crate) fn dossier(root: &Path, pages: usize) -> io::Result<()> {
    let content = root.join("content");
    files(&content, pages, Layout::Dossier)?;
    fs::write(root.join("book.toml"), DOSSIER)?;
    let home = "---\ntitle: A corpus\n---\nMeasured, not read.\n";
    fs::write(content.join("index.md"), home)?;
    fs::write(content.join("references.yaml"), library(sources(pages)))
}

const DOSSIER: &str = "[book]\ntitle = \"A corpus\"\nlanguage = \"en\"\nsrc = \"content\"\n\n[dossier]\nbibliography = [\"references.yaml\"]\n";

/// Writes the pages and images of a corpus into the folder `content`.
pub(crate) fn files(content: &Path, pages: usize, layout: Layout) -> io::Result<()> {
    images(&content.join("images"))?;
    for at in 0..pages {
        let file = content.join(layout.path(at));
        if at % IN_A_FOLDER == 0 {
            fs::create_dir_all(file.parent().unwrap_or(content))?;
        }
        fs::write(file, page(at, pages, layout))?;
    }
    Ok(())
}

/// Writes the images of a corpus into `folder`.
pub(crate) fn images(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    (0..IMAGES).try_for_each(|at| fs::write(folder.join(format!("{at}.svg")), image(at)))
}

impl Layout {
    /// The path of a page.
    pub(crate) fn path(self, at: usize) -> String {
        match self {
            Self::Dossier => format!("folder-{:03}/page-{at:05}.md", at / IN_A_FOLDER),
            Self::Plain | Self::Bare => format!("p-{at:05}.md"),
        }
    }

    /// The way from one page to another file.
    fn way(self, from: usize, to: usize) -> String {
        let path = self.path(to);
        match path.split_once('/') {
            Some((_, name)) if from / IN_A_FOLDER == to / IN_A_FOLDER => name.to_owned(),
            Some(_) => format!("../{path}"),
            None => format!("./{path}"),
        }
    }

    fn to_images(self) -> &'static str {
        if self == Self::Dossier { "../images" } else { "images" }
    }
}

fn sources(pages: usize) -> usize {
    (pages / 10).clamp(20, 500)
}

fn page(at: usize, pages: usize, layout: Layout) -> String {
    let mut dice = Dice::new(at as u64 + 1);
    let mut out = front(at, layout, &mut dice);
    let mut writer = Writer { out: &mut out, dice: &mut dice, at, pages, layout };
    for section in 0..3 {
        writer.section(section);
    }
    for note in 1..=3 {
        writer.footnote(note);
    }
    out
}

fn front(at: usize, layout: Layout, dice: &mut Dice) -> String {
    let kind = KINDS[at % KINDS.len()];
    let date = format!("2024-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28));
    let tags = format!("tags: [tag-{}, tag-{}]", dice.below(40), 40 + dice.below(40));
    let summary = dice.sentence(12).replace(',', "");
    let title = format!("Page {at} of the corpus");
    match layout {
        Layout::Dossier => format!(
            "---\ntitle: {title}\nkind: {kind}\ndate: {date}\nsummary: {summary}\naliases: [\"Name {at}\"]\n{tags}\n---\n"
        ),
        Layout::Plain => format!("---\ntitle: {title}\ndate: {date}\n{tags}\n---\n"),
        Layout::Bare => format!("# {title}\n\n"),
    }
}

/// Writes the body of one page.
struct Writer<'a> {
    out: &'a mut String,
    dice: &'a mut Dice,
    at: usize,
    pages: usize,
    layout: Layout,
}

impl Writer<'_> {
    fn section(&mut self, section: usize) {
        let heading = self.dice.sentence(5);
        let heading = heading.trim_end_matches('.');
        self.line(&format!("## {heading} {section}\n"));
        for paragraph in 0..3 {
            self.paragraph(section, paragraph);
        }
        match section {
            0 => self.table(),
            1 => {
                let (folder, image) = (self.layout.to_images(), self.at % IMAGES);
                self.line(&format!("![A drawing]({folder}/{image}.svg)\n"));
            }
            _ => {}
        }
        if section < 2 {
            let (language, code) = CODE[self.dice.below(CODE.len())];
            let code = code.replace("NAME", &format!("name_{}_{section}", self.at));
            self.line(&format!("```{language}\n{code}\n```\n"));
        }
    }

    fn paragraph(&mut self, section: usize, paragraph: usize) {
        let mut text: Vec<String> = (0..5).map(|_| self.dice.sentence(13)).collect();
        if (3 * section + paragraph).is_multiple_of(2) {
            text[1] = self.with_link(&text[1]);
        }
        let citation = self.citation();
        if self.layout == Layout::Dossier {
            let cited = text[2].trim_end_matches('.').to_owned();
            text[2] = format!("{cited} {citation}.");
        }
        if paragraph == 0 {
            let noted = text[3].clone();
            text[3] = format!("{noted}[^n{}]", section + 1);
        }
        self.line(&(text.join("\n") + "\n"));
    }

    fn with_link(&mut self, sentence: &str) -> String {
        let other = self.dice.below(self.pages);
        let way = self.layout.way(self.at, other);
        format!("{sentence} See [page {other}]({way}).")
    }

    fn citation(&mut self) -> String {
        let sources = sources(self.pages);
        let (one, two) = (self.dice.below(sources), self.dice.below(sources));
        let page = 1 + self.dice.below(90);
        match self.dice.below(3) {
            0 => format!("[@source-{one}, p. {page}]"),
            1 => format!("[@source-{one}; see @source-{two}, p. {page}]"),
            _ => format!("[@source-{one}]"),
        }
    }

    fn table(&mut self) {
        self.line("| Name | Count | Remark |\n|---|---:|---|");
        for row in 0..6 {
            let (count, remark) = (self.dice.below(1000), self.dice.sentence(4));
            self.line(&format!("| Row {row} | {count} | {remark} |"));
        }
        self.line("");
    }

    fn footnote(&mut self, note: usize) {
        let text = self.dice.sentence(14);
        self.line(&format!("[^n{note}]: {text}\n"));
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }
}

fn image(at: usize) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"120\" viewBox=\"0 0 320 120\"><rect width=\"{}\" height=\"120\"/></svg>\n",
        40 * (at + 1)
    )
}

fn library(sources: usize) -> String {
    let mut out = String::from("references:\n");
    for at in 0..sources {
        let mut dice = Dice::new(1_000_000 + at as u64);
        let title = dice.sentence(7);
        let (month, day) = (1 + dice.below(12), 1 + dice.below(28));
        write!(
            out,
            "  - id: source-{at}\n    type: article-newspaper\n    title: \"{title}\"\n    author:\n      - {{family: \"Name{at}\", given: \"Given\"}}\n    container-title: \"Outlet {}\"\n    issued: \"2024-{month:02}-{day:02}\"\n    URL: \"https://example.org/{at}\"\n    custom: {{seen: primary, grade: B2}}\n",
            at % 30
        )
        .unwrap_or_default();
    }
    out
}
