//! Reads Markdown into a tree of nodes: CommonMark, the GitHub extensions, and pandoc's
//! divs, spans, citations, super- and subscripts. Never fails and never loses text: what
//! it could not read stays text, with a finding.

mod address;
mod attributes;
mod cite;
mod comment;
mod definition;
mod fence;
mod github;
mod harmless;
mod html;
mod inline;
mod marking;
mod money;
mod piece;
mod quote;
mod run;
mod source;
mod tree;
mod unheard;
mod veil;

use crate::base::FilePath;
use crate::diag::{Checked, Code, Diagnostic, Severity};
use crate::model::{Node, Scheme};
use fence::Fence;
use pulldown_cmark::{Options, Parser};
use source::Source;
use tree::{Grown, Tree};
use veil::Veiled;

/// The most bytes of Markdown in one page.
const MAX_BYTES: usize = 4 << 20;

/// How many findings of each severity are told of one page or library.
const MAX_FINDINGS: usize = 500;

/// How often fences in code are put back.
const MAX_TRIES: usize = 8;

/// Which extensions are on.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an extension that is on or off"
)]
#[derive(Clone, Debug)]
pub struct Dialect {
    /// The language of the page, for typographic quotes and locator labels.
    pub lang: String,
    /// Typographic quotes, dashes and dots.
    pub smart: bool,
    /// Definition lists.
    pub definition_lists: bool,
    /// GitHub alerts.
    pub alerts: bool,
    /// Tables, footnotes, strikethrough, task lists, heading attributes.
    pub github: bool,
    /// Divs, spans, citations, wiki links, mathematics, super- and subscripts.
    pub dossier: bool,
    /// Comments of Obsidian's, `%%…%%`.
    pub comments: bool,
    /// A folder without settings, as GitHub and Obsidian show it.
    pub bare: bool,
    /// What becomes of HTML.
    pub html: Html,
    /// The labels that may stand in `marking`.
    pub scheme: Scheme,
}

/// What becomes of HTML in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Html {
    /// It is text, and comments are dropped.
    Text,
    /// What cannot run anything is passed on, but for comments.
    Harmless,
    /// It is passed on, but for comments.
    Passed,
    /// It is passed on as it is.
    Whole,
}

impl Dialect {
    /// CommonMark 0.31.2 and nothing else.
    pub fn commonmark() -> Self {
        Self {
            lang: "en".to_owned(),
            smart: false,
            definition_lists: false,
            alerts: false,
            github: false,
            dossier: false,
            comments: false,
            bare: false,
            html: Html::Whole,
            scheme: Scheme::default(),
        }
    }

    pub(crate) fn options(&self) -> Options {
        let mut options = Options::empty();
        options.set(Options::ENABLE_TABLES, self.github);
        options.set(Options::ENABLE_FOOTNOTES, self.github);
        options.set(Options::ENABLE_STRIKETHROUGH, self.github);
        options.set(Options::ENABLE_TASKLISTS, self.github);
        options.set(Options::ENABLE_SMART_PUNCTUATION, self.smart);
        options.set(Options::ENABLE_DEFINITION_LIST, self.definition_lists);
        options.set(Options::ENABLE_GFM, self.alerts);
        options.set(Options::ENABLE_MATH, self.dossier);
        options
    }
}

/// Reads the Markdown in `text` from byte `from` on. Spans count from the start of `text`.
/// Footnote definitions stand at the end of the nodes.
pub fn read(
    file: &FilePath,
    text: &str,
    from: usize,
    dialect: &Dialect,
) -> Checked<Vec<Node>> {
    // A byte order mark is not text.
    let mark = if from == 0 && text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let from = from.max(mark);
    let body = text.get(from..).unwrap_or_default();
    if body.len() > MAX_BYTES {
        return too_large(file, body.len());
    }
    let Some(veiled) = comment::veil(body, dialect) else {
        return build_all(&Source::new(file, body, from, dialect));
    };
    let source = Source::new(file, &veiled.text, from, dialect).without(&veiled.tags);
    let mut read = build_all(&source);
    let told = veiled.labels.iter().map(|it| marking::stray(&source, it));
    read.findings.extend(told);
    read
}

fn build_all(source: &Source<'_>) -> Checked<Vec<Node>> {
    if source.dialect.dossier && source.body.contains(":::") {
        return build_with_fences(source);
    }
    let mut built = build(source, source.body, &[]).nodes;
    if source.dialect.bare {
        built.value = github::read(source, built.value);
    }
    built
}

/// Reads one line of inline Markdown, such as a citation in front matter. Its spans count
/// from `from`, the place of its first byte in the file.
pub fn read_inline(
    file: &FilePath,
    line: &str,
    from: usize,
    dialect: &Dialect,
) -> Checked<Vec<Node>> {
    if line.len() > MAX_BYTES {
        return too_large(file, line.len());
    }
    // Behind a word, nothing in the line can start a block.
    let body = format!("{}{}", source::PREFIX, line.replace(['\n', '\r'], " "));
    let source = Source::new(file, &body, from, dialect).behind_prefix();
    let checked = build(&source, &body, &[]).nodes;
    let mut value: Vec<Node> =
        checked.value.into_iter().flat_map(|it| it.children).collect();
    source::take_prefix(&mut value);
    Checked { value, findings: checked.findings }
}

/// Lines that look like fences may stand in code; only the parser knows. What it did not
/// meet as a fence is put back, until it meets them all.
fn build_with_fences(source: &Source<'_>) -> Checked<Vec<Node>> {
    let mut fences = fence::find(source);
    for _ in 0..MAX_TRIES {
        if fences.is_empty() {
            break;
        }
        let masked = fence::mask(source.body, &fences);
        let grown = build(source, &masked, &fences);
        if grown.met.iter().all(|it| *it) {
            return grown.nodes;
        }
        let mut met = grown.met.into_iter();
        fences.retain(|_| met.next().unwrap_or_default());
    }
    build(source, source.body, &[]).nodes
}

fn build(source: &Source<'_>, markdown: &str, fences: &[Fence]) -> Grown {
    let veiled = veil::veil(markdown, source.dialect);
    let is_veiled = veiled.is_some();
    let Veiled { text, addresses } = veiled.unwrap_or_default();
    let markdown = if is_veiled { &text } else { markdown };
    let options = source.dialect.options();
    let mut events = Parser::new_ext(markdown, options).into_offset_iter();
    let mut tree = Tree::new(source, fences).with(&addresses);
    for (event, range) in events.by_ref() {
        let event = if is_veiled { veil::unveil(source, event, &range) } else { event };
        if !tree.take(event, range) {
            break;
        }
    }
    let mut grown = tree.finish();
    let definitions = events.reference_definitions();
    let Checked { value, findings } = &mut grown.nodes;
    definition::find_citations(source, definitions, findings);
    if source.has_markings {
        marking::find_stray(source, value, findings);
        unheard::find(source, value, findings);
        marking::find_definitions(source, value, definitions, findings);
    }
    // The parser keeps definitions in no order.
    findings.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
    keep_first(findings);
    grown
}

/// Keeps as many findings as somebody may want to read: of each severity apart, so that no
/// warning crowds an error out.
pub(crate) fn keep_first(findings: &mut Vec<Diagnostic>) {
    let mut counts = [0; Severity::ALL.len()];
    findings.retain(|it| {
        let count = &mut counts[it.severity() as usize];
        *count += 1;
        *count <= MAX_FINDINGS
    });
}

fn too_large(file: &FilePath, bytes: usize) -> Checked<Vec<Node>> {
    let message =
        format!("the page has {bytes} bytes of text, more than {MAX_BYTES} are not read");
    let finding = Diagnostic::new(Code::PageTooLarge, message)
        .in_file(file)
        .help("split the page into several");
    Checked { value: Vec::new(), findings: vec![finding] }
}

#[cfg(test)]
mod tests;
