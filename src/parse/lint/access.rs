//! Finds sources of the web that were read too long ago, or before they can have been
//! published. There is no clock: what counts as now is when a source was last read.

use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Date, Source};

/// The findings about the sources of a dossier; `months` is how much older than the newest
/// one a reading may be.
pub(crate) fn stale(sources: &[Source], months: u32) -> Vec<Diagnostic> {
    let read = sources.iter().filter_map(|it| it.accessed);
    let newest = read.max_by_key(|it| last(*it).key());
    let one = |source: &Source| early(source).or_else(|| old(source, newest?, months));
    sources.iter().filter_map(one).collect()
}

/// A reading before the day of publication.
fn early(source: &Source) -> Option<Diagnostic> {
    let (read, issued) = (source.accessed?, source.issued?);
    let (day, first) = (last(read).key(), issued.start.key());
    // Of a month or a year nobody knows which day is meant.
    let is_known = |(_, month, day): (u16, u8, u8)| month > 0 && day > 0;
    if !is_known(day) || !is_known(first) || day >= first || issued.start.approximate {
        return None;
    }
    let message = format!(
        "`{}` was read on {read}, before it was published on {issued}",
        source.id
    );
    let mut finding = Diagnostic::new(Code::StaleAccess, message);
    finding.rate(Severity::Warning);
    Some(
        finding
            .at(&source.file, source.span)
            .help("correct `issued` or `accessed`; what was read then was another text"),
    )
}

/// A reading that is much older than the newest one, of a page without an archived copy.
fn old(source: &Source, newest: Date, months: u32) -> Option<Diagnostic> {
    let read = source.accessed?;
    let has_copy = source.evidence.archive_url.is_some();
    let is_web = source.field("URL").is_some();
    let age = count(last(newest)).saturating_sub(count(last(read)));
    if has_copy || !is_web || months == 0 || age <= months {
        return None;
    }
    let message = format!(
        "`{}` was read on {read}, {age} months before the newest source",
        source.id
    );
    let finding = Diagnostic::new(Code::StaleAccess, message);
    Some(finding.at(&source.file, source.span).help(
        "read it again and correct `accessed`, or name an archived copy: \
         `custom: {archive: {url: …, date: …}}`",
    ))
}

fn last(date: Date) -> crate::model::date::Point {
    date.end.unwrap_or(date.start)
}

fn count(point: crate::model::date::Point) -> u32 {
    let (year, month, _) = point.key();
    u32::from(year) * 12 + u32::from(month.max(1)) - 1
}
