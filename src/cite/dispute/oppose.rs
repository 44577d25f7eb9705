//! Resolves `contradicts="id …"` of claims, which holds in both directions.

use super::find::Found;
use crate::base::text::Lexicon;
use crate::cite::by_page::ByPage;
use crate::cite::resolve::Read;
use crate::diag::{Code, Diagnostic};
use crate::model::Page;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a claim contradicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opponent {
    /// A claim, by its place in [`References::claims`](crate::cite::References::claims).
    Claim(usize),
    /// A contradiction that it takes a side in, by its place in
    /// [`References::contradictions`](crate::cite::References::contradictions).
    Contradiction(usize),
}

/// The claims and contradictions of one language, by id.
type Ids<'a> = BTreeMap<&'a str, Opponent>;

/// The opponents of each claim, sorted; and the names that nothing has.
pub(in crate::cite) fn oppose<'a>(
    pages: &'a [Page],
    claims: &'a [Read<'a>],
    contradictions: &'a [Found<'a>],
) -> (Vec<BTreeSet<Opponent>>, Vec<Diagnostic>) {
    let ids = ids(pages, claims, contradictions);
    let mut lexicons: BTreeMap<&str, Lexicon> = BTreeMap::new();
    let by_page = ByPage::of(contradictions.iter().map(|it| it.made.page));
    let mut opponents = vec![BTreeSet::new(); claims.len()];
    let mut findings = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let near = by_page.range(claim.page);
        opponents[at].extend(around(claim, contradictions, near));
        let page = &pages[claim.page];
        let known = ids.get(page.face.lang.as_str());
        for name in named(claim) {
            match known.and_then(|it| it.get(name)) {
                Some(Opponent::Claim(other)) if *other == at => {
                    findings.push(fault(page, claim, "a claim contradicts itself"));
                }
                Some(opponent) => {
                    opponents[at].insert(*opponent);
                    if let Opponent::Claim(other) = opponent {
                        opponents[*other].insert(Opponent::Claim(at));
                    }
                }
                None => {
                    let message = format!("no claim and no contradiction is `{name}`");
                    let known = || known.into_iter().flat_map(BTreeMap::keys).copied();
                    let lexicon = lexicons.entry(&page.face.lang);
                    let lexicon = lexicon.or_insert_with(|| Lexicon::of(known()));
                    let near = lexicon.nearest(name);
                    findings.push(fault(page, claim, &message).did_you_mean(near));
                }
            }
        }
    }
    (opponents, findings)
}

fn ids<'a>(
    pages: &'a [Page],
    claims: &'a [Read<'a>],
    contradictions: &'a [Found<'a>],
) -> BTreeMap<&'a str, Ids<'a>> {
    let mut ids: BTreeMap<&str, Ids<'_>> = BTreeMap::new();
    let lang = |page: usize| pages[page].face.lang.as_str();
    for (at, found) in contradictions.iter().enumerate() {
        if let Some(id) = &found.made.id {
            let ids = ids.entry(lang(found.made.page)).or_default();
            ids.entry(id).or_insert(Opponent::Contradiction(at));
        }
    }
    for (at, claim) in claims.iter().enumerate() {
        let ids = ids.entry(lang(claim.page)).or_default();
        ids.entry(&claim.id).or_insert(Opponent::Claim(at));
    }
    ids
}

/// The ids in `contradicts=`; `#` before them and commas between them are free.
fn named<'a>(claim: &Read<'a>) -> impl Iterator<Item = &'a str> {
    let written = claim.node.get("contradicts").unwrap_or_default();
    let names = written.split([' ', ',', ';']).map(|it| it.trim_start_matches('#'));
    names.filter(|it| !it.is_empty())
}

/// The contradiction in which a claim stands.
fn around(
    claim: &Read<'_>,
    contradictions: &[Found<'_>],
    mut near: Range<usize>,
) -> Option<Opponent> {
    let span = claim.node.span;
    let holds = |at: &usize| {
        let around = contradictions[*at].made.span;
        around.start <= span.start && span.end <= around.end
    };
    near.find(holds).map(Opponent::Contradiction)
}

fn fault(page: &Page, claim: &Read<'_>, message: &str) -> Diagnostic {
    let finding = Diagnostic::new(Code::UnknownOpponent, message);
    let finding = finding.at(&page.face.file, claim.node.span);
    finding.help("`contradicts` names claims and contradictions by their ids")
}
