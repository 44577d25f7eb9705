//! Reads `covers`: the key of a source, a section of it, or pages.

use crate::base::text;
use crate::diag::{Code, Diagnostic};
use crate::model::Source;
use crate::redact::Edition;

/// What of a source a page covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The key of the source.
    pub key: String,
    /// The section by its id in the source's outline: `2` of `bfv-ci-2-de#2`.
    pub section: Option<String>,
    /// The pages as they were written, without their label: `3-6` of `bfv-ci-2-de p. 3-6`.
    pub pages: Option<String>,
}

/// Reads one entry of `covers`, and finds its source. A key may hold `#` itself.
pub(super) fn read<'a>(text: &str, edition: &'a Edition) -> (Cover, Option<&'a Source>) {
    let text = text.trim();
    if let Some(source) = edition.source(text) {
        return (whole(text), Some(source));
    }
    if let Some((key, pages)) = text.split_once(char::is_whitespace) {
        let pages = pages.trim_start_matches(|c: char| !c.is_numeric()).trim();
        let pages = Some(pages).filter(|it| !it.is_empty()).map(str::to_owned);
        let (cover, source) = read_section(key.trim_end_matches(','), edition);
        return (Cover { pages, ..cover }, source);
    }
    read_section(text, edition)
}

fn read_section<'a>(text: &str, edition: &'a Edition) -> (Cover, Option<&'a Source>) {
    let (key, section) = match text.rsplit_once('#') {
        Some((key, section)) if edition.source(text).is_none() => (key, Some(section)),
        _ => (text, None),
    };
    let section = section.map(str::to_owned);
    (Cover { section, ..whole(key) }, edition.source(key))
}

fn whole(key: &str) -> Cover {
    Cover { key: key.to_owned(), section: None, pages: None }
}

impl Cover {
    /// A finding without a place, if the source's outline lacks the section.
    pub(super) fn fault(&self, source: &Source) -> Option<Diagnostic> {
        let section = self.section.as_ref()?;
        let sections = source.evidence.outline.iter().map(|(id, ..)| id.as_str());
        let sections: Vec<&str> = sections.collect();
        if sections.contains(&section.as_str()) {
            return None;
        }
        let message = format!("the source `{}` has no section `{section}`", self.key);
        let finding = Diagnostic::new(Code::UnknownSection, message);
        let near = text::nearest(section, sections.iter().copied());
        Some(match (near, sections.as_slice()) {
            (Some(_), _) => finding.did_you_mean(near),
            (None, []) => finding.help("list its sections in `custom: outline:`"),
            (None, all) => finding.help(format!("it has `{}`", all.join("`, `"))),
        })
    }
}
