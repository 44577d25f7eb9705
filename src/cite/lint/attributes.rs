//! Checks what is written between the braces of a claim.

use super::Case;
use crate::base::text::nearest;
use crate::cite::claim::Confidence;
use crate::diag::{Code, Diagnostic};

pub(super) fn faults(case: Case<'_>) -> Vec<Diagnostic> {
    let all = [shape(case), name(case), likelihood(case), confidence(case)];
    all.into_iter().flatten().chain(credibility(case)).collect()
}

fn shape(case: Case<'_>) -> Option<Diagnostic> {
    if case.read.is_nested {
        let finding = case.find(Code::BadClaim, "a claim stands in another claim");
        return Some(
            finding.help("claims do not nest: let one end before the other starts"),
        );
    }
    case.claim.text.is_empty().then(|| {
        let finding = case.find(Code::BadClaim, "a claim says nothing");
        finding.help("write what is claimed between the brackets")
    })
}

fn name(case: Case<'_>) -> Option<Diagnostic> {
    if case.read.node.id().is_some() || case.claim.text.is_empty() {
        return None;
    }
    let made = case.claim.id.trim_start_matches("claim.");
    let finding = case.find(Code::NamelessClaim, "a claim has no id");
    let finding =
        finding.help(format!("write one behind `.claim`: `{{.claim #c-{made}}}`"));
    Some(finding.fix_part(".claim", format!(".claim #c-{made}"), false))
}

fn likelihood(case: Case<'_>) -> Option<Diagnostic> {
    let said = case.said("likelihood").filter(|_| case.claim.likelihood.is_none())?;
    let yardstick = case.yardstick();
    let message = format!("the yardstick `{}` has no term `{said}`", yardstick.name);
    let finding = case.find(Code::UnknownLikelihood, message);
    let words = yardstick.terms.iter().flat_map(|it| it.words(case.lang()));
    let names = yardstick.terms.iter().map(|it| it.name.as_str());
    let spaced = said.replace(['-', '_'], " ");
    let near = nearest(&spaced, names.clone().chain(words));
    if near.is_some() {
        let term = near.unwrap_or_default().replace(' ', "-");
        return Some(finding.did_you_mean(near).fix_part(said, term, false));
    }
    let all = names.map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
    Some(finding.help(format!("the terms are {all}")))
}

fn confidence(case: Case<'_>) -> Option<Diagnostic> {
    let said = case.said("confidence").filter(|_| case.claim.confidence.is_none())?;
    let message = format!("`{said}` is not a level of confidence");
    let finding = case.find(Code::UnknownDegree, message);
    let near = nearest(said, Confidence::ALL.map(Confidence::name));
    Some(match near {
        Some(it) => finding.did_you_mean(near).fix_part(said, it, false),
        None => finding.help("the levels are `high`, `moderate` and `low`"),
    })
}

fn credibility(case: Case<'_>) -> Option<Diagnostic> {
    let said = case.said("credibility").filter(|_| case.claim.credibility.is_none())?;
    let message = format!("`{said}` is not a credibility");
    let help = "write a figure of the Admiralty scale, from 1 (confirmed by other sources) \
        to 6 (truth cannot be judged)";
    Some(case.find(Code::UnknownDegree, message).help(help))
}
