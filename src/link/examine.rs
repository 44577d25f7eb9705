//! Follows everything that one page refers to: what is broken becomes a finding, what leads
//! to a page a reference with its sentence, what leads to a file an attachment.

use super::answer::{Answer, Fault};
use super::fault::{self, Found, Written};
use super::front;
use super::html::{self, Destination};
use super::mention::{Matcher, Mention, Mentions};
use super::suggest::Suggest;
use super::{Anchor, Backlink, Target};
use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::node::Kind;
use crate::model::prose::{self, Mark, Passage, Reading, Words};
use crate::model::{Page, PageId};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What a page refers to.
#[derive(Clone, Debug, Default)]
pub(super) struct Examined {
    pub(super) references: Vec<Reference>,
    pub(super) assets: BTreeSet<FilePath>,
    pub(super) mentions: Mentions,
    /// The pages that `bears-on` names.
    pub(super) bears_on: Vec<usize>,
    pub(super) findings: Vec<Found>,
    /// The findings once they are told what may have been meant.
    pub(super) told: Vec<Diagnostic>,
}

/// A page that is referred to.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) to: usize,
    pub(super) shown: Arc<Backlink>,
}

/// Examines one page.
pub(super) fn examine<'a>(
    suggest: &'a Suggest<'a>,
    words: &Words<'a>,
    matcher: Option<&'a Matcher>,
    place: usize,
) -> Examined {
    let page = &suggest.edition().pages()[place];
    let mut made = Examined::default();
    front::follow(suggest, place, &mut made);
    let mut examiner = Examiner {
        suggest,
        matcher,
        place,
        page,
        made,
        seen: HashSet::new(),
        linked: HashSet::new(),
        mentioned: HashMap::new(),
        notes: HashMap::new(),
    };
    for nodes in [page.body.heading.as_slice(), &page.body.nodes] {
        prose::read(nodes, &|it| words.of(it), &mut |it| examiner.passage(it, words));
    }
    examiner.finish()
}

struct Examiner<'a> {
    suggest: &'a Suggest<'a>,
    matcher: Option<&'a Matcher>,
    place: usize,
    page: &'a Page,
    made: Examined,
    /// Page and anchor of the references made.
    seen: HashSet<(usize, Option<&'a str>)>,
    /// Pages that the page links to by itself.
    linked: HashSet<usize>,
    /// The first mention of each entity that has one, with its reference.
    mentioned: HashMap<usize, (Span, Mention, Reference)>,
    /// Where each footnote is first referred to.
    notes: HashMap<&'a str, Span>,
}

impl<'a> Examiner<'a> {
    fn passage(&mut self, passage: &Passage<'a>, words: &Words<'a>) {
        let reading = Reading::of(passage, words);
        let atlas = self.suggest.atlas();
        for mark in &passage.marks {
            match &mark.node.kind {
                Kind::Link(to) => {
                    let found = atlas.target(self.place, &to.dest);
                    self.follow(&reading, mark, &to.dest, found);
                }
                Kind::WikiLink { target } => {
                    self.follow(&reading, mark, target, atlas.wiki(self.place, target));
                }
                Kind::Image(to) => self.image(mark, &to.dest),
                Kind::Text(text) => self.text(&reading, mark, text),
                Kind::FootnoteReference(label) => {
                    self.notes.entry(label).or_insert(mark.node.span);
                }
                Kind::Html(text) | Kind::InlineHtml(text) => {
                    self.html(&reading, mark, text);
                }
                _ => {}
            }
        }
    }

    fn follow(
        &mut self,
        reading: &Reading<'_, 'a>,
        mark: &Mark<'a>,
        dest: &str,
        (target, fault): Answer,
    ) {
        self.note(mark.node.span, "link", dest, fault.as_ref());
        match target {
            Some(Target::Page { page, .. }) => self.refer(reading, mark, page),
            Some(Target::Asset(file)) => drop(self.made.assets.insert(file)),
            _ => {}
        }
    }

    /// Adds a reference, unless the page has made the same one already.
    fn refer(&mut self, reading: &Reading<'_, 'a>, mark: &Mark<'a>, to: usize) {
        self.linked.insert(to);
        let anchor = self.anchor(reading.passage, mark.node.span);
        if to != self.place && self.seen.insert((to, anchor.map(|it| &*it.id))) {
            let reference = self.reference(reading, to, (anchor, mark.at));
            self.made.references.push(reference);
        }
    }

    /// A reference from a place of a passage.
    fn reference(
        &self,
        reading: &Reading<'_, 'a>,
        to: usize,
        (anchor, at): (Option<&Anchor>, usize),
    ) -> Reference {
        // An anchor is made of the words of its heading.
        let own = self.page.face.marking.max(anchor.and_then(|it| it.marking));
        let shown = Backlink {
            from: self.place,
            anchor: anchor.map(|it| it.id.clone()),
            sentence: reading.around(at),
            relation: None,
            marking: own.max(reading.marking()),
        };
        Reference { to, shown: shown.into() }
    }

    fn image(&mut self, mark: &Mark<'a>, dest: &str) {
        let (target, mut fault) = self.suggest.atlas().target(self.place, dest);
        match target {
            Some(Target::Asset(file)) => drop(self.made.assets.insert(file)),
            Some(Target::Outside(_)) if fault.is_none() => {
                self.remote(mark.node.span, dest);
            }
            Some(Target::Page { .. } | Target::Generated(_)) => {
                fault = fault.or(Some(Fault::NoImage));
            }
            _ => {}
        }
        self.note(mark.node.span, "image", dest, fault.as_ref());
    }

    fn remote(&mut self, span: Span, dest: &str) {
        let message = format!("the image `{dest}` stands on another site");
        let finding = Diagnostic::new(Code::RemoteImage, message);
        let finding = finding.at(&self.page.face.file, span);
        let finding = finding.help("save it beside the page");
        self.made.findings.push(Found { finding, ask: None, dest: dest.to_owned() });
    }

    /// What HTML shows is published, and checked where it is shown as Markdown is: raw HTML
    /// is not.
    fn html(&mut self, reading: &Reading<'_, 'a>, mark: &Mark<'a>, html: &str) {
        let atlas = self.suggest.atlas();
        if !self.suggest.edition().settings().raw_html {
            for (what, dest) in html::destinations(html) {
                let before = self.made.findings.len();
                match what {
                    Destination::Image => self.image(mark, &dest),
                    Destination::Link => {
                        let answer = atlas.target(self.place, &dest);
                        self.follow(reading, mark, &dest, answer);
                    }
                }
                // A block of HTML has many lines.
                let told = self.made.findings.iter_mut().skip(before);
                told.for_each(|it| it.finding.part = Some(dest.clone()));
            }
            return;
        }
        for dest in html::addresses(html) {
            if let (Some(Target::Asset(file)), _) = atlas.target(self.place, &dest) {
                self.made.assets.insert(file);
            }
        }
    }

    fn text(&mut self, reading: &Reading<'_, 'a>, mark: &Mark<'a>, text: &str) {
        let setting = reading.passage.setting;
        let Some(matcher) = self.matcher else { return };
        if mark.within || setting.is_head || setting.is_quoted {
            return;
        }
        matcher.find(text, &self.page.face.lang, &mut |range, id| {
            let Some(to) = self.entity(id) else { return };
            if !self.mentioned.contains_key(&to) {
                let anchor = self.anchor(reading.passage, mark.node.span);
                let at = (anchor, mark.at + range.0);
                let reference = self.reference(reading, to, at);
                let mention = Mention { range, page: to };
                self.mentioned.insert(to, (mark.node.span, mention, reference));
            }
        });
    }

    /// The page of an entity in the language of this page; not the page itself.
    fn entity(&self, id: &PageId) -> Option<usize> {
        let face = &self.page.face;
        let names = &self.suggest.atlas().names;
        (*id != face.id).then(|| names.page(id.as_str(), &face.lang)).flatten()
    }

    /// The nearest anchor before a place; in a footnote the one before its first mark.
    fn anchor(&self, passage: &Passage<'a>, span: Span) -> Option<&'a Anchor> {
        let mark = passage.setting.note.and_then(|it| self.notes.get(it));
        self.suggest.atlas().anchors.get(self.place)?.before(*mark.unwrap_or(&span))
    }

    fn note(
        &mut self,
        span: Span,
        what: &'static str,
        dest: &str,
        fault: Option<&Fault>,
    ) {
        let link = Written { page: self.place, span, dest, what };
        // In double brackets may stand anything, such as the number of a book in a list.
        let is_number = |it: &&Fault| matches!(it, Fault::Name(name) if !name.contains(char::is_alphabetic));
        let is_bare = self.suggest.edition().settings().is_bare;
        let fault = fault.filter(|it| !(is_bare && is_number(it)));
        let found = fault.map(|it| fault::found(self.suggest, link, it));
        self.made.findings.extend(found);
    }

    /// Mentions count only of what the page does not link to by itself.
    fn finish(mut self) -> Examined {
        let linked = &self.linked;
        let mentioned = self.mentioned.into_iter().filter(|it| !linked.contains(&it.0));
        let mut mentioned: Vec<_> = mentioned.map(|(_, it)| it).collect();
        mentioned.sort_by_key(|(span, mention, _)| (*span, mention.range));
        let mut found = Vec::with_capacity(mentioned.len());
        for (span, mention, reference) in mentioned {
            self.made.references.push(reference);
            found.push((span, mention));
        }
        self.made.mentions = Mentions::of(found);
        self.made.findings.sort_by(|a, b| a.finding.place.cmp(&b.finding.place));
        self.made
    }
}
