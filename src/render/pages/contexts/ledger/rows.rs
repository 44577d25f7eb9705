//! One row of the ledger: a claim with everything that speaks for it and against it.

use crate::cite::{CitedItem, Claim, Confidence, Opponent, Stance};
use crate::render::html::confidence_word;
use crate::render::label::Label;
use crate::render::pages::contexts::Link;
use crate::render::pages::contexts::evidence::source_links;
use crate::render::pages::place::{Place, fragment};
use serde::Serialize;
use std::borrow::Cow;

/// A claim.
#[derive(Debug, Serialize)]
pub(crate) struct Row<'a> {
    /// The id of the row.
    pub(crate) anchor: String,
    /// The relative URL of the very claim.
    pub(crate) href: String,
    /// The id of the claim, if its author gave one.
    pub(crate) id: Option<&'a str>,
    /// What it says.
    pub(crate) text: &'a str,
    /// The language of the text, if that is not the ledger's.
    pub(crate) lang: Option<&'a str>,
    /// Its label, where the edition holds several markings.
    pub(crate) marking: Option<Label>,
    /// The level of confidence, in words.
    pub(crate) confidence: Option<&'a str>,
    /// For `class`: `high`.
    pub(crate) level: Option<&'static str>,
    /// The degree of likelihood in the language of the ledger.
    pub(crate) likelihood: Option<&'a str>,
    /// What the yardstick says of it: `55–80 %`.
    pub(crate) range: Option<String>,
    /// The Admiralty grade.
    pub(crate) grade: Option<String>,
    /// For `class`: `grade-b`.
    pub(crate) grade_class: Option<String>,
    /// Its own credibility, in words.
    pub(crate) credibility: Option<&'a str>,
    /// What supports it.
    pub(crate) supports: Vec<Cited<'a>>,
    /// What disputes it.
    pub(crate) disputes: Vec<Cited<'a>>,
    /// What only adds to it.
    pub(crate) context: Vec<Cited<'a>>,
    /// In how many sources its support has its origin.
    pub(crate) origins: usize,
    /// Those sources, if they are not just the ones that are cited.
    pub(crate) roots: Vec<Link<'a>>,
    /// The claims and contradictions that it is at odds with.
    pub(crate) opponents: Vec<Link<'a>>,
    /// The source that settles the dispute.
    pub(crate) resolved_by: Option<Link<'a>>,
    /// Whether a dispute is open.
    pub(crate) is_disputed: bool,
}

/// A source in a row.
#[derive(Debug, Serialize)]
pub(crate) struct Cited<'a> {
    /// The title.
    pub(crate) title: &'a str,
    /// The language of the title, where it is known.
    pub(crate) title_lang: Option<&'a str>,
    /// Who published it.
    pub(crate) outlet: Option<Cow<'a, str>>,
    /// The page of the source.
    pub(crate) href: String,
    /// Label and locator.
    pub(crate) locator: Option<&'a str>,
    /// The relative URL of the very citation.
    pub(crate) at: String,
    /// The grade of the source.
    pub(crate) grade: Option<&'a str>,
    /// Its label, where the edition holds several markings.
    pub(crate) marking: Option<Label>,
}

/// The row of a claim.
pub(super) fn row<'a>(place: Place<'a>, claim: &'a Claim) -> Row<'a> {
    let face = place.face(claim.page);
    let with = |stance: Stance| {
        let all = claim.citations.iter().filter(move |it| it.stance == stance);
        all.filter_map(|it| cited(place, claim.page, it)).collect::<Vec<_>>()
    };
    let grade = claim.grade();
    Row {
        anchor: claim.row(&face.id),
        href: place.href_at(claim.page, Some(&claim.id)),
        id: Some(claim.id.as_str()).filter(|_| !claim.is_unnamed()),
        text: &claim.text,
        lang: Some(face.lang.as_str()).filter(|it| *it != place.lang()),
        marking: place.mark_statement(claim.marking),
        confidence: claim.confidence.map(|it| place.word(confidence_word(it))),
        level: claim.confidence.map(Confidence::name),
        likelihood: likelihood(place, claim),
        range: claim.likelihood.as_ref().map(|it| it.range.to_string()),
        grade_class: grade.as_deref().map(class),
        grade,
        credibility: claim.credibility.and_then(|it| credibility(place, it)),
        supports: with(Stance::Supports),
        disputes: with(Stance::Disputes),
        context: with(Stance::Context),
        origins: claim.origins.len(),
        roots: roots(place, claim),
        opponents: claim.opponents.iter().filter_map(|it| opponent(place, *it)).collect(),
        resolved_by: resolved_by(place, claim),
        is_disputed: claim.is_disputed,
    }
}

fn roots<'a>(place: Place<'a>, claim: &'a Claim) -> Vec<Link<'a>> {
    let cited = |key: &String| claim.supporting().any(|it| it.key == *key);
    let derived = |it: &CitedItem| !claim.origins.contains(&it.key);
    if claim.origins.iter().all(cited) && !claim.supporting().any(derived) {
        return Vec::new();
    }
    source_links(claim.origins.iter().map(String::as_str), place)
}

fn likelihood<'a>(place: Place<'a>, claim: &'a Claim) -> Option<&'a str> {
    let said = claim.likelihood.as_ref()?;
    let terms = &place.site().edition().settings().yardstick.terms;
    let term = terms.iter().find(|it| it.name == said.term);
    Some(term.map_or(said.term.as_str(), |it| it.word(place.lang())))
}

fn cited<'a>(place: Place<'a>, page: usize, cited: &'a CitedItem) -> Option<Cited<'a>> {
    let source = place.site().edition().source(&cited.key)?;
    let title = Some(source.title.as_str()).filter(|it| !it.trim().is_empty());
    Some(Cited {
        title: title.unwrap_or(&source.id),
        title_lang: source.field("language"),
        outlet: source.outlet(),
        href: place.source_href(&cited.key),
        locator: cited.locator.as_deref(),
        at: format!("{}#{}", place.href(page), fragment(&cited.anchor)),
        grade: cited.grade.as_deref(),
        marking: place.mark(source.evidence.marking),
    })
}

fn opponent(place: Place<'_>, opponent: Opponent) -> Option<Link<'_>> {
    let references = place.site().references();
    match opponent {
        Opponent::Claim(at) => {
            let claim = references.claims().get(at)?;
            let href = place.href_at(claim.page, Some(&claim.id));
            let marking = place.mark(claim.marking);
            let lang = place.other_lang(claim.page);
            Some(Link { title: claim.text.as_str().into(), href, lang, marking })
        }
        Opponent::Contradiction(at) => {
            let made = references.contradictions().get(at)?;
            let href = place.href_at(made.page, made.id.as_deref());
            let marking = place.mark(made.marking);
            let lang = place.other_lang(made.page);
            Some(Link { title: made.topic.as_str().into(), href, lang, marking })
        }
    }
}

fn resolved_by<'a>(place: Place<'a>, claim: &'a Claim) -> Option<Link<'a>> {
    let key = claim.resolved_by.as_deref()?;
    place.site().edition().source(key)?;
    source_links([key].into_iter(), place).pop()
}

fn class(grade: &str) -> String {
    format!("grade-{}", grade.chars().take(1).collect::<String>().to_lowercase())
}

fn credibility(place: Place<'_>, figure: u8) -> Option<&str> {
    let words = &super::super::evidence::CREDIBILITY;
    let word = words.get(usize::from(figure).checked_sub(1)?)?;
    Some(place.word(word))
}
