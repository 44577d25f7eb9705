//! Finds sections that nothing covers, and press pages that stand apart.

use super::Report;
use crate::cite::References;
use crate::diag::{Code, Diagnostic};
use crate::model::{Face, PageKind, Source};
use crate::redact::Edition;

/// What the coverage lacks. An edition that something was cut from says nothing: what covers
/// a section may be among it.
pub(in crate::cite) fn lacking(
    edition: &Edition,
    references: &References,
) -> Vec<Diagnostic> {
    let is_cut = edition.is_cut();
    if is_cut || references.coverage.is_empty() {
        return Vec::new();
    }
    let reports = references.coverage.reports.iter();
    // Of a report that nothing uses at all, another finding tells.
    let reports = reports.filter(|it| references.used.contains(&it.key));
    let sections = reports.flat_map(|it| uncovered(edition, it));
    sections.chain(unplaced(edition, references)).collect()
}

fn uncovered<'a>(
    edition: &'a Edition,
    report: &'a Report,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let source = edition.source(&report.key);
    let sections = source.into_iter().flat_map(|it| {
        let rows = it.evidence.outline.iter().zip(&report.sections);
        rows.filter(|(_, row)| !row.is_covered()).map(move |(section, _)| (it, section))
    });
    sections.map(|(source, (id, title, pages))| section(source, id, &title.text, pages))
}

fn section(source: &Source, id: &str, title: &str, pages: &str) -> Diagnostic {
    let key = &source.id;
    let title = if title.is_empty() { String::new() } else { format!(", “{title}”") };
    let message = format!("nothing covers section `{id}` of `{key}`{title}");
    let help = match pages {
        "" => format!(
            "cite it, `[@{key}, sec. {id}]`, or write `covers: [\"{key}#{id}\"]` on the page that covers it"
        ),
        _ => format!(
            "cite its pages, `[@{key}, p. {pages}]`, or write `covers: [\"{key}#{id}\"]` on the page that covers it"
        ),
    };
    Diagnostic::new(Code::UncoveredSection, message)
        .at(&source.file, source.span)
        .help(help)
}

fn unplaced(edition: &Edition, references: &References) -> Vec<Diagnostic> {
    let faces = || edition.pages().iter().map(|it| &*it.face);
    if !faces().any(|it| it.kind == PageKind::ReportPart) {
        return Vec::new();
    }
    let apart = faces()
        .filter(|it| it.kind == PageKind::Press && it.bears_on.is_empty())
        .filter(|it| !is_cited(edition, references, it));
    apart.map(press).collect()
}

/// Whether a part cites the source that a press page reads.
fn is_cited(edition: &Edition, references: &References, face: &Face) -> bool {
    let key = face.source.as_ref().map(|it| it.value.as_str());
    let places = key.map_or(&[][..], |it| references.cited_by(it));
    let kind = |it: usize| edition.pages().get(it).map(|it| &it.face.kind);
    places.iter().any(|it| kind(it.page) == Some(&PageKind::ReportPart))
}

fn press(face: &Face) -> Diagnostic {
    let finding = |message: String| Diagnostic::new(Code::UnplacedPress, message);
    let finding = if let Some(source) = &face.source {
        let key = &source.value;
        let message = format!("no part cites `{key}`, and its page bears on nothing");
        finding(message).at(&face.file, source.span)
    } else {
        let id = &face.id;
        let message = format!("no part cites what `{id}` reads, and it bears on nothing");
        finding(message).in_file(&face.file)
    };
    finding.help("write `bears-on:` with the pages that it confirms, adds to or disputes, or cite it in a part")
}
