//! Reads a body as running text: every paragraph, heading, cell or tight item becomes one
//! [`Passage`], its plain text with the places of everything that refers to something.

use super::node::Kind;
use super::sections::Sections;
use super::{CiteItem, Marking, Mode, Named, Names, Node, Page, Source};
use crate::base::sentence::{self, Sentences};
use std::borrow::Cow;
use std::cell::OnceCell;

/// The inlines of one block as plain text.
#[derive(Clone, Debug, Default)]
pub struct Passage<'a> {
    /// The text without markup, citations and footnote marks.
    pub text: String,
    /// The text of the passage before, if that had any.
    pub before: String,
    /// The nodes that have a place in the text, in order.
    pub marks: Vec<Mark<'a>>,
    /// Where the block stands.
    pub setting: Setting<'a>,
    /// The highest marking of what is quoted from it: of what it stands in, and of what
    /// stands in it.
    pub marking: Option<Marking>,
}

impl Passage<'_> {
    /// With room for an ordinary paragraph, so that few pages have to ask for more.
    fn roomy() -> Self {
        let (text, before) = (String::with_capacity(1000), String::with_capacity(1000));
        Self { text, before, marks: Vec::with_capacity(32), ..Self::default() }
    }
}

/// A link, wiki link, image, citation, footnote mark, piece of raw HTML, claim or piece of
/// text.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// The node.
    pub node: &'a Node,
    /// The byte of the passage's text at which it starts.
    pub at: usize,
    /// The byte at which the text of a claim ends; for everything else the same as `at`.
    pub end: usize,
    /// Whether it stands within a link, an image, a citation, a quotation or a span of
    /// class `nolink`.
    pub within: bool,
}

/// What a passage stands in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting<'a> {
    /// A heading, a table's head or a defined term.
    pub is_head: bool,
    /// A block quote.
    pub is_quoted: bool,
    /// The footnote with this label.
    pub note: Option<&'a str>,
    /// A row of a table.
    pub row: Option<&'a Node>,
    /// The innermost div that is a claim.
    pub claim: Option<&'a Node>,
    /// The highest marking of the blocks around it, and of the section of a heading.
    pub marking: Option<Marking>,
}

/// Words for a node that has none of its own: the title of a page for `[[id]]`, the author
/// for `@key`.
pub type Wording<'w, 'a> = &'w dyn Fn(&'a Node) -> Option<Cow<'a, str>>;

/// What a page of one language says for nodes without words of their own.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The names that pages answer to.
    pub names: &'a Names,
    /// The pages.
    pub pages: &'a [Page],
    /// The sources, in the order of their keys.
    pub sources: &'a [Source],
    /// The language.
    pub lang: &'a str,
}

impl<'a> Words<'a> {
    /// The title of a page for `[[id]]`, the author for `@key`; `None` for other nodes.
    pub fn of(&self, node: &Node) -> Option<Cow<'a, str>> {
        match &node.kind {
            Kind::WikiLink { target } => self.title(target),
            Kind::Cite(cluster) => self.speaker(cluster.items.first()?),
            _ => None,
        }
    }

    /// The marking of what is said for a node without words of its own.
    pub fn marking(&self, node: &Node) -> Option<Marking> {
        match &node.kind {
            Kind::WikiLink { target } if node.children.is_empty() => {
                let name = target.split('#').next().unwrap_or(target).trim();
                match self.names.find(name, self.lang) {
                    Named::One(page) => self.pages.get(page)?.face.title_marking(),
                    _ => self.source(name)?.evidence.marking,
                }
            }
            Kind::Cite(cluster) => {
                let first = cluster.items.first()?;
                self.speaker(first)?;
                self.source(&first.key)?.evidence.marking
            }
            _ => None,
        }
    }

    /// The highest marking of a node, of everything inside it, and of what is said there.
    pub fn highest(&self, node: &Node) -> Option<Marking> {
        let mut highest = None;
        node.walk(&mut |it| {
            highest = highest.max(it.marking()).max(self.marking(it));
            true
        });
        highest
    }

    /// The title where an id was written, otherwise the words that were written.
    fn title(&self, target: &str) -> Option<Cow<'a, str>> {
        let (name, place) = target.split_once('#').unwrap_or((target, ""));
        let name = name.trim();
        if name.is_empty() && !place.trim().is_empty() {
            return Some(place.trim().to_owned().into());
        }
        let Named::One(page) = self.names.find(name, self.lang) else {
            return Some(self.source(name)?.title.as_str().into());
        };
        let face = &self.pages.get(page)?.face;
        let is_id = face.id.as_str() == name || face.id.short() == name;
        Some(if is_id { face.title.as_str().into() } else { name.to_owned().into() })
    }

    fn speaker(&self, item: &CiteItem) -> Option<Cow<'a, str>> {
        if item.mode != Mode::AuthorInText {
            return None;
        }
        Some(self.source(&item.key)?.speaker(self.lang).into())
    }

    fn source(&self, key: &str) -> Option<&'a Source> {
        let at = self.sources.binary_search_by(|it| it.id.as_str().cmp(key)).ok()?;
        self.sources.get(at)
    }
}

/// A passage of a page, to be quoted from. Where its sentences end is found when the first
/// quotation asks.
#[derive(Debug)]
pub struct Reading<'p, 'a> {
    /// The passage.
    pub passage: &'p Passage<'a>,
    words: &'p Words<'a>,
    sentences: OnceCell<Sentences>,
    marking: OnceCell<Option<Marking>>,
    row: OnceCell<Option<String>>,
}

impl<'p, 'a> Reading<'p, 'a> {
    /// What a cell must hold to be quoted without its row, in bytes.
    const TELLING: usize = 40;

    /// Begins to quote from a passage.
    pub fn of(passage: &'p Passage<'a>, words: &'p Words<'a>) -> Self {
        let (sentences, marking, row) = <_>::default();
        Self { passage, words, sentences, marking, row }
    }

    /// The highest marking of the passage, and of what is said there for nodes without words
    /// of their own.
    pub fn marking(&self) -> Option<Marking> {
        *self.marking.get_or_init(|| {
            let Passage { marking, marks, setting, .. } = self.passage;
            let said = marks.iter().map(|it| self.words.marking(it.node)).max().flatten();
            let row = setting.row.and_then(|it| self.words.highest(it));
            (*marking).max(said).max(row)
        })
    }

    /// The sentence around a place, for what stands in it; of a short cell the whole row.
    pub fn around(&self, at: usize) -> String {
        let text = &self.passage.text;
        self.row().unwrap_or_else(|| self.sentences().around(text, at))
    }

    /// The sentence that a mark behind it speaks of; where nothing stands before the mark
    /// in its block, the end of the block before.
    pub fn before(&self, at: usize) -> String {
        let Passage { text, before, .. } = self.passage;
        match self.row() {
            Some(row) => row,
            None if text.trim().is_empty() => {
                Sentences::of(before).before(before, before.len())
            }
            None => self.sentences().before(text, at),
        }
    }

    /// Which sentence of the passage a mark behind it speaks of, counted from 0.
    pub fn sentence(&self, at: usize) -> usize {
        self.sentences().place(&self.passage.text, at)
    }

    fn sentences(&self) -> &Sentences {
        self.sentences.get_or_init(|| Sentences::of(&self.passage.text))
    }

    fn row(&self) -> Option<String> {
        self.row.get_or_init(|| self.whole_row()).clone()
    }

    fn whole_row(&self) -> Option<String> {
        let row = self.passage.setting.row?;
        if self.passage.text.len() >= Self::TELLING {
            return None;
        }
        let cells = row.children.iter().map(std::slice::from_ref);
        let cells = cells.map(|it| text(it, &|it| self.words.of(it)));
        let cells: Vec<String> = cells.filter(|it| !it.is_empty()).collect();
        Some(sentence::cut(&cells.join(" · "), 0, sentence::SHOWN))
    }
}

/// Visits every passage of `nodes`, in order. The passage is the reader's own and changes
/// with the next visit.
pub fn read<'a>(
    nodes: &'a [Node],
    wording: Wording<'_, 'a>,
    visit: &mut dyn FnMut(&Passage<'a>),
) {
    let passage = Passage::roomy();
    let mut reader = Reader {
        passage,
        marking_before: None,
        within: 0,
        after_gap: false,
        wording,
        visit,
    };
    reader.blocks(nodes, Setting::default());
}

/// The plain text of inlines, worded as in a passage.
pub fn text<'a>(nodes: &'a [Node], wording: Wording<'_, 'a>) -> String {
    let mut out = String::new();
    read(nodes, wording, &mut |it| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(it.text.trim());
    });
    out
}

struct Reader<'r, 'a> {
    passage: Passage<'a>,
    marking_before: Option<Marking>,
    within: u32,
    after_gap: bool,
    wording: Wording<'r, 'a>,
    visit: &'r mut dyn FnMut(&Passage<'a>),
}

impl<'a> Reader<'_, 'a> {
    fn blocks(&mut self, nodes: &'a [Node], mut setting: Setting<'a>) {
        let around = setting.marking;
        let mut sections = Sections::default();
        for run in nodes.chunk_by(|a, b| a.kind.is_inline() == b.kind.is_inline()) {
            match run {
                [first, ..] if first.kind.is_inline() => self.passage(run, setting),
                blocks => {
                    for block in blocks {
                        setting.marking = around.max(sections.enter(block));
                        self.block(block, setting);
                    }
                }
            }
        }
    }

    fn block(&mut self, block: &'a Node, mut setting: Setting<'a>) {
        setting.marking = setting.marking.max(block.marking());
        match &block.kind {
            Kind::Heading(_) | Kind::Head | Kind::Term => setting.is_head = true,
            Kind::Quote => setting.is_quoted = true,
            Kind::Row => {
                setting.row = Some(block);
                setting.marking = setting.marking.max(block.highest_marking());
            }
            Kind::Div if block.has_class("claim") => setting.claim = Some(block),
            Kind::FootnoteDefinition(label) => setting.note = Some(label),
            Kind::Html(_) => return self.passage(std::slice::from_ref(block), setting),
            _ => {}
        }
        self.blocks(&block.children, setting);
    }

    fn passage(&mut self, inlines: &'a [Node], setting: Setting<'a>) {
        if !self.passage.text.trim().is_empty() {
            std::mem::swap(&mut self.passage.text, &mut self.passage.before);
            self.marking_before = self.passage.marking;
        }
        self.passage.text.clear();
        self.passage.marks.clear();
        self.passage.setting = setting;
        self.passage.marking = setting.marking;
        self.after_gap = false;
        for inline in inlines {
            self.inline(inline);
        }
        if self.passage.text.trim().is_empty() {
            // What is quoted then is the end of the passage before.
            self.passage.marking = self.passage.marking.max(self.marking_before);
        }
        (self.visit)(&self.passage);
    }

    fn inline(&mut self, node: &'a Node) {
        self.passage.marking = self.passage.marking.max(node.marking());
        match &node.kind {
            Kind::Text(text) => {
                self.gap_before(text);
                self.mark(node);
                self.push(text);
            }
            Kind::Code(text) | Kind::Math { tex: text, .. } => self.push(text),
            Kind::SoftBreak | Kind::HardBreak => self.push(" "),
            Kind::Link(_) | Kind::WikiLink { .. } | Kind::Image(_) => {
                self.mark(node);
                self.inside(node);
            }
            Kind::Cite(_) => self.cite(node),
            Kind::FootnoteReference(_) | Kind::InlineHtml(_) | Kind::Html(_) => {
                self.mark(node);
            }
            Kind::Span if node.has_class("claim") => self.claim(node),
            Kind::Span if ["quote", "nolink"].iter().any(|it| node.has_class(it)) => {
                self.inside(node);
            }
            _ => node.children.iter().for_each(|it| self.inline(it)),
        }
    }

    fn claim(&mut self, node: &'a Node) {
        let own = self.passage.marks.len();
        self.mark(node);
        node.children.iter().for_each(|it| self.inline(it));
        // A blank before a citation at its end may go again.
        let end = self.passage.text.trim_end().len();
        if let Some(mark) = self.passage.marks.get_mut(own) {
            mark.end = end.max(mark.at);
        }
    }

    fn inside(&mut self, node: &'a Node) {
        self.within += 1;
        if node.children.is_empty() {
            self.worded(node);
        }
        node.children.iter().for_each(|it| self.inline(it));
        self.within -= 1;
    }

    /// A citation leaves no text; what its affixes refer to has its place all the same.
    fn cite(&mut self, node: &'a Node) {
        let Kind::Cite(cluster) = &node.kind else { return };
        self.mark(node);
        self.worded(node);
        self.within += 1;
        self.after_gap = false;
        let end = self.passage.text.len();
        for item in &cluster.items {
            item.prefix.iter().chain(&item.suffix).for_each(|it| self.inline(it));
            self.passage.text.truncate(end);
        }
        self.within -= 1;
        for mark in self.passage.marks.iter_mut().rev().take_while(|it| it.at > end) {
            (mark.at, mark.end) = (end, end);
        }
        self.after_gap = true;
    }

    fn worded(&mut self, node: &'a Node) {
        match ((self.wording)(node), &node.kind) {
            (Some(words), _) => self.push(&words),
            (None, Kind::WikiLink { target }) => self.push(target),
            _ => {}
        }
    }

    fn mark(&mut self, node: &'a Node) {
        let at = self.passage.text.len();
        self.passage.marks.push(Mark { node, at, end: at, within: self.within > 0 });
    }

    /// Where a citation was left out, the blank before it goes too.
    fn gap_before(&mut self, text: &str) {
        let out = &mut self.passage.text;
        let closes = text.starts_with(['.', ',', ';', ':', '!', '?', ')', ' ']);
        if self.after_gap && closes && out.ends_with(' ') {
            out.pop();
        }
        self.after_gap = false;
    }

    fn push(&mut self, text: &str) {
        self.gap_before(text);
        self.passage.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;
    use crate::model::testing::{Writer, page, source};

    /// The passages of a tight item; `|` stands where a mark starts.
    #[track_caller]
    fn check(write: impl FnOnce(&mut Writer) -> Vec<Node>, expect: &[&str]) {
        let mut writer = Writer::default();
        let inlines = write(&mut writer);
        let block = writer.node(Kind::Item(None), inlines);
        let mut office = page("content/x.md", "en");
        office.face_mut().title = "The Office".to_owned();
        let pages = [office];
        let names = Names::of(&pages, "en");
        let mut report = source("k");
        report.fields.insert("publisher".to_owned(), "Wu".to_owned());
        report.issued = None::<Date>;
        let words =
            Words { names: &names, pages: &pages, sources: &[report], lang: "en" };
        let mut found = Vec::new();
        read(std::slice::from_ref(&block), &|it| words.of(it), &mut |it| {
            let mut text = it.text.clone();
            for mark in it.marks.iter().rev() {
                text.insert(mark.at, '|');
            }
            found.push(text);
        });
        assert_eq!(found, expect);
    }

    #[test]
    fn a_citation_leaves_neither_text_nor_a_blank() {
        check(
            |w| vec![w.text("It is so "), w.cite("k", "p. 5"), w.text(", and more.")],
            &["|It is so||, and more."],
        );
    }

    #[test]
    fn what_has_no_words_of_its_own_is_worded() {
        check(
            |w| vec![w.cite_in_text("k"), w.text(" of "), w.wiki("x#a"), w.wiki("?")],
            &["|Wu| of |The Office|?"],
        );
    }

    /// What a citation at the end of each passage speaks of.
    #[track_caller]
    fn quoted(write: impl FnOnce(&mut Writer) -> Vec<Node>, expect: &[&str]) {
        let nodes = write(&mut Writer::default());
        let names = Names::default();
        let words = Words { names: &names, pages: &[], sources: &[], lang: "en" };
        let mut found = Vec::new();
        read(&nodes, &|it| words.of(it), &mut |it| {
            found.push(Reading::of(it, &words).before(it.text.len()));
        });
        assert_eq!(found, expect);
    }

    #[test]
    fn a_citation_alone_in_its_block_speaks_of_what_comes_before() {
        quoted(
            |w| {
                let alone = vec![w.cite("k", "")];
                vec![w.line("One. Two."), w.paragraph(alone)]
            },
            &["Two.", "Two."],
        );
        quoted(
            |w| {
                let (year, cite) = (vec![w.text("2020")], vec![w.cite("k", "")]);
                let cells = vec![w.node(Kind::Cell, year), w.node(Kind::Cell, cite)];
                vec![w.node(Kind::Row, cells)]
            },
            &["2020", "2020"],
        );
    }

    #[test]
    fn inlines_and_blocks_in_one_item_are_passages_of_their_own() {
        check(
            |w| {
                let inner = vec![w.text("two")];
                vec![w.text("one"), w.paragraph(inner), w.text("three")]
            },
            &["|one", "|two", "|three"],
        );
    }
}
