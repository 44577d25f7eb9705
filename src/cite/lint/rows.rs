//! Finds terms of two rows of one yardstick in the claims of a dossier.

use super::Case;
use super::spoken::Lexicon;
use crate::diag::{Code, Diagnostic};
use crate::model::yardstick::Term;
use std::collections::BTreeMap;

/// A use of a term that belongs to one row only.
#[derive(Clone, Copy)]
struct Use<'a> {
    case: Case<'a>,
    term: &'a Term,
}

/// A warning for each claim with a term of the row that is used less.
pub(super) fn mixed<'a>(
    cases: &[Case<'a>],
    lexicons: &BTreeMap<&str, Lexicon<'a>>,
) -> Vec<Diagnostic> {
    let mut rows: BTreeMap<u8, Vec<Use<'a>>> = BTreeMap::new();
    for case in cases.iter().filter(|it| it.claim.likelihood.is_some()) {
        let Some(lexicon) = lexicons.get(case.lang()) else { continue };
        for term in lexicon.find(&case.claim.text).iter().filter_map(|it| it.term) {
            rows.entry(term.row).or_default().push(Use { case: *case, term });
        }
    }
    rows.remove(&0);
    // The row used most is kept; of two the earlier one.
    let most = rows.iter().max_by_key(|(row, uses)| (uses.len(), u8::MAX - **row));
    let Some((kept, first)) = most.and_then(|(row, it)| Some((*row, *it.first()?)))
    else {
        return Vec::new();
    };
    let others = rows.into_iter().filter(|(row, _)| *row != kept);
    others.flat_map(|(_, it)| it).map(|it| warn(it, first)).collect()
}

fn warn(wrong: Use<'_>, first: Use<'_>) -> Diagnostic {
    let message = format!(
        "`{}` and `{}` belong to different rows of the yardstick `{}`",
        wrong.term.name,
        first.term.name,
        wrong.case.yardstick().name
    );
    let (file, span) = (&first.case.page.face.file, first.case.claim.span);
    let label = format!("`{}` here", first.term.name);
    let finding = wrong.case.find(Code::MixedYardsticks, message);
    let finding = finding.related(file, span, label);
    finding.help("keep to one row; the other has a term for the same degree")
}
