//! Texts of front matter that are marked by themselves, `{text: …, marking: …}`: what each
//! of them is marked, for whoever shows it.

use super::{Face, Marking};
use crate::diag::Span;
use std::collections::BTreeMap;

/// The markings of single texts of front matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextMarkings {
    /// Of the title.
    pub title: Option<Marking>,
    /// Of the summary.
    pub summary: Option<Marking>,
    /// Of other names.
    pub aliases: BTreeMap<String, Marking>,
    /// Of tags.
    pub tags: BTreeMap<String, Marking>,
    /// The highest of what stands below `extra`.
    pub extra: Option<Marking>,
    /// The highest of all other keys.
    pub rest: Option<Marking>,
    /// Where each of them stands.
    pub spans: Vec<(Span, Marking)>,
}

impl TextMarkings {
    /// Notes that the text of a key is marked.
    pub fn note(&mut self, key: &str, text: &str, marking: Marking) {
        match key {
            "title" => self.title = self.title.max(Some(marking)),
            "summary" | "description" => self.summary = self.summary.max(Some(marking)),
            "aliases" => raise(&mut self.aliases, text, marking),
            // Tags without a list stand between commas.
            "tags" => {
                for tag in text.split(',').chain([text]) {
                    raise(&mut self.tags, tag, marking);
                }
            }
            "extra" => self.extra = self.extra.max(Some(marking)),
            _ => self.rest = self.rest.max(Some(marking)),
        }
    }

    /// The highest of all.
    pub fn highest(&self) -> Option<Marking> {
        let words = self.aliases.values().chain(self.tags.values()).copied().max();
        self.title.max(self.summary).max(words).max(self.extra).max(self.rest)
    }
}

fn raise(words: &mut BTreeMap<String, Marking>, text: &str, marking: Marking) {
    let known = words.entry(text.trim().to_owned()).or_insert(marking);
    *known = marking.max(*known);
}

/// What whoever shows a text of a page must carry.
impl Face {
    /// The marking of the title.
    pub fn title_marking(&self) -> Option<Marking> {
        self.marking.max(self.texts.title)
    }

    /// The marking of the summary, if there is one.
    pub fn summary_marking(&self) -> Option<Marking> {
        let own = self.marking.max(self.texts.summary);
        own.filter(|_| self.summary.is_some())
    }

    /// The marking of one of the other names.
    pub fn alias_marking(&self, alias: &str) -> Option<Marking> {
        self.marking.max(self.texts.aliases.get(alias.trim()).copied())
    }

    /// The marking of one of the tags.
    pub fn tag_marking(&self, tag: &str) -> Option<Marking> {
        self.marking.max(self.texts.tags.get(tag.trim()).copied())
    }

    /// The highest marking of title, summary and tags: of what lists tell of a page.
    pub fn told_marking(&self) -> Option<Marking> {
        let tags = self.tags.iter().map(|it| self.tag_marking(it)).max().flatten();
        self.title_marking().max(self.summary_marking()).max(tags)
    }

    /// The same with other names and free data: of everything that describes it.
    pub fn described_marking(&self) -> Option<Marking> {
        let aliases = self.aliases.iter().map(|it| self.alias_marking(&it.value));
        self.told_marking().max(aliases.max().flatten()).max(self.texts.extra)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_between_commas_are_marked_each() {
        let mut texts = TextMarkings::default();
        texts.note("tags", "a, b", Marking::RED);
        assert_eq!(texts.tags.get("a"), Some(&Marking::RED));
        assert_eq!(texts.tags.get("b"), Some(&Marking::RED));
    }
}
