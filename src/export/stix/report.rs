//! Pages as reports; a report says when it was published, so a page without a date is a
//! grouping, which says the same and no time.

use super::OfPage;
use super::entity::Entities;
use super::maker::Maker;
use super::object::Object;
use super::reference;
use super::time::Moment;
use crate::model::Face;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What reports can refer to.
pub(super) struct Parts<'a> {
    /// What pages describe.
    pub(super) entities: &'a Entities,
    /// Their relations.
    pub(super) relations: &'a [OfPage],
    /// The claims.
    pub(super) notes: &'a [OfPage],
    /// The disputes.
    pub(super) opinions: &'a [OfPage],
}

/// A report of every page that is listed; of a page in several languages of its original.
pub(super) fn reports(maker: &Maker<'_>, parts: &Parts<'_>) -> Vec<Object> {
    let told = parts.told(maker);
    let pages = 0..maker.edition.pages().len();
    let shown = |it: &usize| {
        let is_told = maker.face(*it).listed || told.contains_key(it);
        is_told && maker.edition.is_original(*it)
    };
    pages.filter(shown).map(|it| report(maker, told.get(&it), it)).collect()
}

/// The id of the report of a page.
pub(super) fn id(maker: &Maker<'_>, page: usize) -> String {
    maker.id(kind(maker.face(page)), maker.links.path(page).as_str())
}

fn kind(face: &Face) -> &'static str {
    if face.date.is_some() { "report" } else { "grouping" }
}

impl Parts<'_> {
    /// What each page tells of: what it describes and names, its relations, claims, disputes.
    fn told(&self, maker: &Maker<'_>) -> BTreeMap<usize, Vec<String>> {
        let mut told: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (page, id) in self.entities.told(maker) {
            told.entry(page).or_default().push(id);
        }
        for (page, object) in
            [self.relations, self.notes, self.opinions].into_iter().flatten()
        {
            told.entry(*page).or_default().push(object.id().to_owned());
        }
        told
    }
}

fn report(maker: &Maker<'_>, told: Option<&Vec<String>>, page: usize) -> Object {
    let face = maker.face(page);
    let path = maker.links.path(page);
    let mut report = maker.object(kind(face), path.as_str(), Some(face));
    report.put("name", Some(face.title.as_str()));
    report.put("description", face.summary.as_deref());
    match &face.date {
        Some(date) => {
            report.list("report_types", vec!["threat-report".into()]);
            report.put("published", Some(Moment::of_date(date).as_str()));
        }
        None => report.put("context", Some("unspecified")),
    }
    report.list("labels", face.tags.iter().map(|it| it.as_str().into()).collect());
    report.list("object_refs", refs(maker, told));
    let keys = maker.references.of_page(page).iter();
    let places = keys.map(|key| {
        let cited = maker.references.cited_by(key).iter().filter(|it| it.page == page);
        let places: BTreeSet<&str> =
            cited.filter_map(|it| it.locator.as_deref()).collect();
        (key.as_str(), places.into_iter().collect::<Vec<_>>().join("; "))
    });
    let (cited, marking) = reference::sources(maker, &face.lang, places);
    let own = std::iter::once(maker.place(page, ""));
    report.list("external_references", own.chain(cited).collect());
    report.mark(face.told_marking().max(marking));
    report
}

/// What a report refers to, each once; whoever made it, where it tells of nothing else: a
/// report refers to something.
fn refs(maker: &Maker<'_>, told: Option<&Vec<String>>) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let told = told.into_iter().flatten().filter(|it| seen.insert(it.as_str()));
    let refs: Vec<Value> = told.map(|it| it.as_str().into()).collect();
    if refs.is_empty() { vec![maker.author_id().into()] } else { refs }
}
