//! Checks that a claim rests on something, and on enough for how sure it is.

use super::Case;
use crate::cite::claim::Confidence;
use crate::diag::{Code, Diagnostic};

pub(super) fn faults(case: Case<'_>) -> Vec<Diagnostic> {
    let all = [support(case), corroboration(case), dispute(case)];
    all.into_iter().flatten().collect()
}

fn support(case: Case<'_>) -> Option<Diagnostic> {
    if case.claim.supporting().next().is_some() || case.claim.text.is_empty() {
        return None;
    }
    let id = &case.claim.id;
    // The keys that nobody has are told one by one.
    if case.read.items > case.claim.citations.len() {
        return None;
    }
    let edition = case.edition.audience().name.as_deref();
    match edition.filter(|_| case.edition.is_cut()) {
        Some(name) if case.claim.citations.is_empty() => {
            let message =
                format!("the claim `{id}` has no source in the edition `{name}`");
            Some(case.find(Code::OrphanedClaim, message).help(
                "cite a source that this audience may see, in the same sentence; mark the \
                 claim as high as its source; or lower the marking of the source",
            ))
        }
        Some(name) => {
            let finding = case.find(Code::UnsupportedClaim, unsupported(case));
            Some(finding.help(format!(
                "cite a source behind it, in the same sentence; in the edition `{name}` \
                 what is marked higher supports nothing"
            )))
        }
        None => {
            let finding = case.find(Code::UnsupportedClaim, unsupported(case));
            let help = "cite a source behind it, in the same sentence: `[@key, p. 5]`";
            Some(finding.help(help))
        }
    }
}

fn unsupported(case: Case<'_>) -> String {
    let id = &case.claim.id;
    if case.claim.citations.is_empty() {
        return format!("nothing is cited for the claim `{id}`");
    }
    format!("what is cited for the claim `{id}` disputes it or only adds to it")
}

fn corroboration(case: Case<'_>) -> Option<Diagnostic> {
    let claim = case.claim;
    if claim.credibility != Some(1) || claim.origins.len() > 1 {
        return None;
    }
    let message = format!("the claim `{}` is called confirmed", claim.id);
    let finding = case.find(Code::Uncorroborated, message);
    Some(finding.help(match claim.origins.first() {
        Some(origin) => format!(
            "all that supports it has one origin, `{origin}`: cite an independent source, \
             or write `credibility=2`"
        ),
        None => "confirmed is what two independent sources say".to_owned(),
    }))
}

fn dispute(case: Case<'_>) -> Option<Diagnostic> {
    let claim = case.claim;
    if claim.confidence != Some(Confidence::High) || !claim.is_disputed {
        return None;
    }
    let message =
        format!("confidence in the claim `{}` is high, but a dispute is open", claim.id);
    let help = "lower the confidence, or say what settles the dispute: `resolved-by=\"@key\"` \
        on the claim, a reading in the contradiction";
    let disputing =
        claim.disputing().next().map(|it| format!("`{}` disputes it", it.key));
    let finding = case.find(Code::DisputedConfidence, message).help(help);
    Some(match disputing {
        Some(label) => finding.label(label),
        None => finding,
    })
}
