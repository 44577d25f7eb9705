//! Finds translations that are older than their originals, and tells how many pages a
//! language lacks.

use crate::diag::{Code, Diagnostic, Span};
use crate::model::Face;
use crate::redact::Edition;

/// What there is to say of the translations of an edition.
pub(super) fn find(edition: &Edition) -> Vec<Diagnostic> {
    let pages = 0..edition.pages().len();
    let stale = pages.filter_map(|it| stale(edition, it));
    let langs = edition.views().langs().iter();
    stale.chain(langs.filter_map(|it| missing(edition, it))).collect()
}

/// The original of a page, if it has been written anew since the page was translated.
pub fn newer_original(edition: &Edition, page: usize) -> Option<usize> {
    let original = edition.views().original(page);
    let revision = |it: usize| edition.pages()[it].face.revision.unwrap_or(1);
    (revision(original) > revision(page)).then_some(original)
}

fn stale(edition: &Edition, page: usize) -> Option<Diagnostic> {
    let original = newer_original(edition, page)?;
    let face = |it: usize| &edition.pages()[it].face;
    let revision = |it: &Face| it.revision.unwrap_or(1);
    let (own, its) = (face(page), face(original));
    let message = format!(
        "`{}` translates revision {} of `{}`, which is at revision {}",
        own.file,
        revision(own),
        its.file,
        revision(its)
    );
    let finding = Diagnostic::new(Code::StaleTranslation, message).in_file(&own.file);
    let finding = finding.related(&its.file, Span::default(), "the original");
    let help =
        format!("translate what has changed, and write `revision: {}`", revision(its));
    Some(finding.help(help))
}

/// How many pages a language lacks: one note, not one for each.
fn missing(edition: &Edition, lang: &str) -> Option<Diagnostic> {
    // Where no languages are named, a page in another one is no translation of anything.
    if edition.settings().languages.is_empty() {
        return None;
    }
    let pages = edition.pages().iter().enumerate();
    let others: Vec<&str> = pages
        .filter(|(at, it)| edition.shows(*at, lang) && it.face.lang != lang)
        .map(|(_, it)| it.face.id.as_str())
        .collect();
    let first = others.first()?;
    // Editions lack different numbers of pages: without its name none could be told.
    let name = edition.audience().name.as_ref();
    let within = name.map_or(String::new(), |it| format!(" in the edition `{it}`"));
    let message = match others.len() {
        1 => format!("`{first}` is not there in `{lang}`{within}"),
        count => format!(
            "{count} pages are not there in `{lang}`{within}, `{first}` among them"
        ),
    };
    let finding = Diagnostic::new(Code::MissingTranslation, message);
    Some(finding.help(format!(
        "write `NAME.{lang}.md` beside each, or take the language out of `languages`; \
         readers see the original instead"
    )))
}
