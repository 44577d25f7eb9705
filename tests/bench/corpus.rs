//! Writes a corpus: the same one for the same number of pages, on every machine.
//!
//! A page has about 600 words of German and English, three headings, a table, two blocks of
//! code, five links, three footnotes and an image; in a dossier also front matter, tags and
//! citations. A plain corpus is a book that mdBook builds as well.

use crate::words::{CODE, Dice};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const IN_A_FOLDER: usize = 100;
const IMAGES: usize = 8;
const KINDS: [&str; 6] = ["page", "press", "organisation", "person", "term", "event"];

/// Writes `pages` pages below `root`.
pub(crate) fn write(root: &Path, pages: usize, plain: bool) -> io::Result<()> {
    let content = root.join(if plain { "src" } else { "content" });
    for at in 0..pages {
        let file = content.join(path(at));
        fs::create_dir_all(file.parent().unwrap_or(&content))?;
        fs::write(file, page(at, pages, plain))?;
    }
    fs::create_dir_all(content.join("images"))?;
    for at in 0..IMAGES {
        fs::write(content.join(format!("images/{at}.svg")), image(at))?;
    }
    let settings = if plain { PLAIN } else { DOSSIER };
    fs::write(root.join("book.toml"), settings)?;
    if plain {
        return fs::write(content.join("SUMMARY.md"), summary(pages));
    }
    fs::write(
        content.join("index.md"),
        "---\ntitle: A corpus\n---\nMeasured, not read.\n",
    )?;
    fs::write(content.join("references.yaml"), library(sources(pages)))
}

const PLAIN: &str = "[book]\ntitle = \"A corpus\"\nlanguage = \"en\"\n";
const DOSSIER: &str = "[book]\ntitle = \"A corpus\"\nlanguage = \"en\"\nsrc = \"content\"\n\n[dossier]\nbibliography = [\"references.yaml\"]\n";

fn path(at: usize) -> String {
    format!("folder-{:03}/page-{at:05}.md", at / IN_A_FOLDER)
}

fn sources(pages: usize) -> usize {
    (pages / 10).clamp(20, 500)
}

fn page(at: usize, pages: usize, plain: bool) -> String {
    let mut dice = Dice::new(at as u64 + 1);
    let mut out = if plain { format!("# Page {at}\n\n") } else { front(at, &mut dice) };
    let mut writer = Writer { out: &mut out, dice: &mut dice, at, pages, plain };
    for section in 0..3 {
        writer.section(section);
    }
    for note in 1..=3 {
        writer.footnote(note);
    }
    out
}

fn front(at: usize, dice: &mut Dice) -> String {
    let kind = KINDS[at % KINDS.len()];
    let (month, day) = (1 + dice.below(12), 1 + dice.below(28));
    let tags = [dice.below(40), 40 + dice.below(40)];
    format!(
        "---\ntitle: Page {at} of the corpus\nkind: {kind}\ndate: 2024-{month:02}-{day:02}\nsummary: {}\naliases: [\"Name {at}\"]\ntags: [tag-{}, tag-{}]\n---\n",
        dice.sentence(12).replace(',', ""),
        tags[0],
        tags[1]
    )
}

/// Writes the body of one page.
struct Writer<'a> {
    out: &'a mut String,
    dice: &'a mut Dice,
    at: usize,
    pages: usize,
    plain: bool,
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
                self.line(&format!("![A drawing](../images/{}.svg)\n", self.at % IMAGES));
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
        if section + paragraph < 4 {
            text[1] = self.with_link(&text[1]);
        }
        if !self.plain {
            let cited = text[2].trim_end_matches('.').to_owned();
            text[2] = format!("{cited} {}.", self.citation());
        }
        if paragraph == 0 {
            let noted = text[3].clone();
            text[3] = format!("{noted}[^n{}]", section + 1);
        }
        self.line(&(text.join("\n") + "\n"));
    }

    fn with_link(&mut self, sentence: &str) -> String {
        let other = self.dice.below(self.pages);
        let folder =
            if other / IN_A_FOLDER == self.at / IN_A_FOLDER { "" } else { "../" };
        let target = if folder.is_empty() {
            path(other).split_once('/').map_or(String::new(), |(_, name)| name.to_owned())
        } else {
            path(other)
        };
        format!("{sentence} See [page {other}]({folder}{target}).")
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

fn summary(pages: usize) -> String {
    let mut out = String::from("# Summary\n\n");
    for at in 0..pages {
        // Writing to a string cannot fail.
        writeln!(out, "- [Page {at}]({})", path(at)).unwrap_or_default();
    }
    out
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
