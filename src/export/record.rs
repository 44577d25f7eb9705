//! What a bundle remembers of its edition. Everything digested is what its readers see:
//! nothing of how it was written, nothing that moves when something else is cut.

use crate::base::{Digest, FilePath};
use crate::cite::{Claim, Confidence, References};
use crate::link::{Links, Target};
use crate::model::others::and_others;
use crate::model::record::{Item, Record};
use crate::model::{Face, Kind, Marking, Node, Page, Seen, Source};
use crate::redact::Edition;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Tells what an edition holds; `attachments` are those that it publishes.
pub fn record(
    edition: &Edition,
    links: &Links,
    references: &References,
    attachments: &BTreeMap<FilePath, Arc<[u8]>>,
) -> Record {
    let reader = Reader { edition, links, attachments };
    let order = links.reading_order();
    Record {
        pages: order.par_iter().filter_map(|it| reader.page(*it)).collect(),
        claims: references.claims().iter().filter_map(|it| reader.claim(it)).collect(),
        sources: edition.sources().iter().filter_map(|it| reader.source(it)).collect(),
    }
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    edition: &'a Edition,
    links: &'a Links,
    attachments: &'a BTreeMap<FilePath, Arc<[u8]>>,
}

/// The parts of a digest: every one is told from the next.
#[derive(Default)]
struct Parts(Vec<Vec<u8>>);

impl Parts {
    fn add(&mut self, text: &str) {
        self.0.push(text.as_bytes().to_vec());
    }

    fn add_some(&mut self, text: Option<&str>) {
        self.add(if text.is_some() { "1" } else { "0" });
        self.add(text.unwrap_or_default());
    }

    fn digest(&self) -> String {
        let parts: Vec<&[u8]> = self.0.iter().map(Vec::as_slice).collect();
        Digest::of_fields(&parts).to_string()
    }
}

impl Reader<'_> {
    fn page(self, at: usize) -> Option<Item> {
        let Page { face, body } = self.edition.pages().get(at)?;
        let mut parts = Parts::default();
        self.face(face, at, &mut parts);
        let mut text = String::new();
        for node in &body.nodes {
            self.node(node, at, &mut text, &mut parts);
        }
        parts.add(&text);
        // What has no words of its own is told from others by its title alone.
        parts.add(if text.trim().is_empty() { &face.title } else { "" });
        Some(Item {
            key: format!("{} {}", face.id, face.lang),
            title: face.title.clone(),
            language: face.lang.clone(),
            path: self.links.path(at).to_string(),
            sha256: parts.digest(),
        })
    }

    fn face(self, face: &Face, at: usize, parts: &mut Parts) {
        parts.add(face.kind.name());
        parts.add_some(face.summary.as_deref());
        parts.add_some(self.edition.label(at).map(Marking::label));
        let date = self.edition.date(at).map(|it| it.readable("en"));
        parts.add_some(date.as_deref());
        parts.add_some(face.announced.then_some("announced"));
        let aliases = face.aliases.iter().map(|it| &it.value);
        for word in face.tags.iter().chain(aliases) {
            parts.add(word);
        }
        for relation in &face.relations {
            parts.add(&relation.kind);
            parts.add(&relation.to.value);
        }
    }

    /// The words of a node as they are read, and what it leads to.
    fn node(self, node: &Node, at: usize, text: &mut String, parts: &mut Parts) {
        match &node.kind {
            Kind::Text(it) | Kind::Code(it) | Kind::Html(it) | Kind::InlineHtml(it) => {
                text.push_str(it);
            }
            Kind::CodeBlock(it) => text.push_str(&it.text),
            Kind::Math { tex, .. } => text.push_str(tex),
            Kind::SoftBreak | Kind::HardBreak => text.push(' '),
            Kind::WikiLink { target } => parts.add(target),
            Kind::Link(to) | Kind::Image(to) => {
                parts.add(&to.dest);
                parts.add_some(self.attached(at, &to.dest).as_deref());
            }
            Kind::Cite(cluster) => {
                for item in &cluster.items {
                    self.nodes(&item.prefix, at, text, parts);
                    parts.add(&item.key);
                    parts.add_some(item.locator.as_deref());
                    self.nodes(&item.suffix, at, text, parts);
                }
            }
            it if !it.is_inline() => text.push('\n'),
            _ => {}
        }
        self.nodes(&node.children, at, text, parts);
    }

    fn nodes(self, nodes: &[Node], at: usize, text: &mut String, parts: &mut Parts) {
        for node in nodes {
            self.node(node, at, text, parts);
        }
    }

    /// The digest of a picture or an attachment.
    fn attached(self, page: usize, dest: &str) -> Option<String> {
        let Target::Asset(file) = self.links.target(page, dest)? else { return None };
        self.attachments.get(&file).map(|it| Digest::of(it).to_string())
    }

    fn claim(self, claim: &Claim) -> Option<Item> {
        let face = &self.edition.pages().get(claim.page)?.face;
        let mut parts = Parts::default();
        parts.add(&claim.text);
        parts.add_some(claim.marking.map(Marking::label));
        let likelihood = claim.likelihood.as_ref().map(|it| it.term.as_str());
        parts.add_some(likelihood);
        parts.add_some(claim.confidence.map(Confidence::name));
        parts.add_some(claim.credibility.map(|it| it.to_string()).as_deref());
        for cited in &claim.citations {
            parts.add(&cited.key);
            parts.add_some(cited.locator.as_deref());
            parts.add(&format!("{:?}", cited.stance));
        }
        parts.add_some(claim.resolved_by.as_deref());
        parts.add_some(claim.is_disputed.then_some("disputed"));
        Some(Item {
            key: format!("{} {}", claim.row(&face.id), face.lang),
            title: claim.text.clone(),
            language: face.lang.clone(),
            path: format!("{}#{}", self.links.path(claim.page), claim.id),
            sha256: parts.digest(),
        })
    }

    fn source(self, source: &Source) -> Option<Item> {
        let evidence = &source.evidence;
        let mut parts = Parts::default();
        parts.add(&source.title);
        parts.add(&source.kind);
        for name in &source.authors {
            parts.add(&name.family);
            parts.add(&name.given);
        }
        if source.has_more_authors {
            parts.add(and_others("en"));
        }
        for date in [source.issued, source.accessed] {
            parts.add_some(date.map(|it| it.readable("en")).as_deref());
        }
        for (key, value) in &source.fields {
            parts.add(key);
            parts.add(value);
        }
        parts.add_some(evidence.grade.as_deref());
        parts.add_some(evidence.seen.map(Seen::name));
        parts.add_some(evidence.marking.map(Marking::label));
        parts.add_some(evidence.archive_url.as_deref());
        parts.add_some(evidence.archive_status.as_deref());
        evidence.derives_from.iter().for_each(|it| parts.add(it));
        let language =
            source.field("language").unwrap_or(&self.edition.settings().language);
        Some(Item {
            key: source.id.clone(),
            title: source.title.clone(),
            language: language.to_owned(),
            path: self.links.source_path(&source.id, "")?.to_string(),
            sha256: parts.digest(),
        })
    }
}
