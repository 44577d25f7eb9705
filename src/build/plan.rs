//! What an edition would publish, what it withholds and why, and what is new in it. For the
//! editor alone: a plan names what was cut.

use super::cut::Veil;
use super::since::since;
use super::{Cleared, Progress, Read};
use crate::base::FilePath;
use crate::diag::{Failure, Span};
use crate::model::bundle::Since;
use crate::model::{Audience, Kind, Marking, Node, Page};
use crate::redact::Edition;
use crate::verify::Inventory;
use std::collections::BTreeSet;
use std::path::Path;

/// What one edition would publish and withhold.
#[derive(Debug, Default)]
pub struct Plan {
    /// The name of the edition.
    pub edition: Option<String>,
    /// The highest marking that its audience may read.
    pub ceiling: Option<Marking>,
    /// What it publishes.
    pub published: Vec<Planned>,
    /// What it withholds, each with the reason.
    pub withheld: Vec<Planned>,
    /// What changed since an earlier bundle, if one was named.
    pub since: Option<Since>,
}

/// Something that is published or withheld.
#[derive(Clone, Debug)]
pub struct Planned {
    /// `page`, `passage`, `source` or `attachment`.
    pub kind: &'static str,
    /// The title of a page, the key of a source, the path of an attachment.
    pub name: String,
    /// Where it is written.
    pub file: FilePath,
    /// Where in the file.
    pub span: Option<Span>,
    /// Its marking, if it has one.
    pub marking: Option<Marking>,
    /// Why it is withheld.
    pub reason: Option<String>,
}

impl Read {
    /// Plans one edition, or each; says what was found on the way, too.
    pub fn plan(
        &mut self,
        root: &Path,
        edition: Option<&str>,
        old: Option<&Inventory>,
        progress: Progress<'_>,
    ) -> Result<Vec<Plan>, Failure> {
        let mut plans = Vec::new();
        for audience in self.audiences(edition)? {
            let cleared = self.clear(&audience, root, progress).value;
            let since = match old {
                Some(old) => Some(since(old, &cleared, &Self::record(&cleared, root))?),
                None => None,
            };
            plans.push(self.plan_of(&audience, &cleared, since));
        }
        Ok(plans)
    }

    fn plan_of(
        &self,
        audience: &Audience,
        cleared: &Cleared,
        since: Option<Since>,
    ) -> Plan {
        let (whole, all) = self.whole();
        let Cleared { edition, links, veil, .. } = cleared;
        let mut plan = Plan {
            edition: audience.name.clone(),
            ceiling: audience.ceiling,
            since,
            ..Plan::default()
        };
        for at in links.reading_order() {
            plan.published.extend(edition.pages().get(*at).map(page));
        }
        let left: BTreeSet<&FilePath> =
            edition.pages().iter().map(|it| &it.face.file).collect();
        for it in whole.pages() {
            if left.contains(&it.face.file) {
                plan.withheld.extend(self.passages(it, audience, veil));
            } else {
                let reason = Some(reason(it, audience));
                plan.withheld.push(Planned { reason, ..page(it) });
            }
        }
        sources(&mut plan, whole, edition, audience);
        for file in all.attachments() {
            let is_left = links.attachments().contains(file);
            let name = file.to_string();
            let attachment = Planned { kind: "attachment", name, ..planned(file) };
            plan.add(attachment, is_left, || {
                "no page of the edition shows it, or its marking is above the ceiling"
                    .to_owned()
            });
        }
        plan
    }

    /// The passages of a page that are cut, in the order of its text.
    fn passages(&self, page: &Page, audience: &Audience, veil: &Veil) -> Vec<Planned> {
        let file = &page.face.file;
        let marked = self.marked(page, audience);
        let mut passages: Vec<Planned> = Vec::new();
        for span in veil.gone_of(file) {
            let is_here =
                |it: &&(Span, Marking)| it.0.start < span.end && span.start < it.0.end;
            let marking = marked.iter().find(is_here).map(|it| it.1);
            // Blanks between two passages are no third one, nor is what goes with one.
            let goes_with = |it: &&mut Planned| {
                let near =
                    it.span.is_some_and(|it| span.start <= it.end.saturating_add(2));
                near && (marking.is_none() || it.marking == marking)
            };
            let before = passages.last_mut().filter(goes_with);
            if let Some(it) = before.and_then(|it| it.span.as_mut()) {
                it.end = it.end.max(span.end);
                continue;
            }
            let reason = marking.map_or_else(
                || "what it belongs to or refers to is withheld".to_owned(),
                |it| above(it, audience),
            );
            let name = page.face.title.clone();
            let (span, reason) = (Some(*span), Some(reason));
            let passage = Planned { kind: "passage", name, ..planned(file) };
            passages.push(Planned { span, marking, reason, ..passage });
        }
        passages
    }

    /// What of a page is marked above the ceiling; a heading marks its section.
    fn marked(&self, page: &Page, audience: &Audience) -> Vec<(Span, Marking)> {
        let located = |it: &Node| self.inputs.located(&page.face.file, it.span);
        let closed = |it: &Node| {
            let marking = it.attributes.as_ref().and_then(|it| it.marking)?;
            (!audience.may_read(Some(marking))).then_some(marking)
        };
        let fields = page.face.texts.spans.iter().copied();
        let mut found: Vec<(Span, Marking)> =
            fields.filter(|it| !audience.may_read(Some(it.1))).collect();
        let mut section: Option<(u8, Marking)> = None;
        for node in &page.body.nodes {
            if let Kind::Heading(level) = node.kind {
                section = section.filter(|(above, _)| level > *above);
                section = section.or_else(|| closed(node).map(|it| (level, it)));
            }
            found.extend(section.map(|(_, marking)| (located(node), marking)));
            node.walk(&mut |it| {
                let marking = closed(it);
                found.extend(marking.map(|marking| (located(it), marking)));
                marking.is_none()
            });
        }
        found
    }
}

impl Plan {
    fn add(&mut self, it: Planned, is_left: bool, reason: impl FnOnce() -> String) {
        if is_left {
            self.published.push(it);
        } else {
            self.withheld.push(Planned { reason: Some(reason()), ..it });
        }
    }
}

fn planned(file: &FilePath) -> Planned {
    Planned {
        kind: "page",
        name: String::new(),
        file: file.clone(),
        span: None,
        marking: None,
        reason: None,
    }
}

fn page(page: &Page) -> Planned {
    let face = &page.face;
    Planned { name: face.title.clone(), marking: face.marking, ..planned(&face.file) }
}

fn sources(plan: &mut Plan, whole: &Edition, edition: &Edition, audience: &Audience) {
    for source in whole.sources() {
        let marking = source.evidence.marking;
        let place = planned(&source.file);
        let name = source.id.clone();
        let source =
            Planned { kind: "source", name, marking, span: Some(source.span), ..place };
        let is_left = edition.source(&source.name).is_some();
        plan.add(source, is_left, || match marking {
            Some(it) if !audience.may_read(Some(it)) => above(it, audience),
            _ => "only what is withheld cites it".to_owned(),
        });
    }
}

fn reason(page: &Page, audience: &Audience) -> String {
    let face = &page.face;
    match face.marking {
        None => "it has no marking".to_owned(),
        Some(it) if !audience.may_read(Some(it)) => above(it, audience),
        Some(_) if !audience.reads(&face.lang) => {
            format!("the edition has no pages in `{}`", face.lang)
        }
        Some(_) => "nothing of it is left".to_owned(),
    }
}

fn above(marking: Marking, audience: &Audience) -> String {
    let ceiling = audience.ceiling.map(|it| format!(" {it}")).unwrap_or_default();
    format!("{marking} is above the ceiling{ceiling}")
}
