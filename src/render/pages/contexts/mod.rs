//! What templates are given: one documented struct for each template, and the small
//! pieces that they share. This is contract 1 between the program and its themes.
//!
//! Every template has, besides its own struct: `site` ([`SiteView`]), `words` (the words
//! of the interface in the language of the page; `words.back_to_text` is the key
//! `back-to-text`) and `nav` (the navigation around
//! the page, ready-made HTML), and `marking`: the label ([`Label`]) of the page, the highest
//! of everything that it shows, or nothing where nothing is marked. HTML arrives marked as safe; everything else is escaped.

pub(crate) mod a_to_z;
pub(crate) mod beside;
pub(crate) mod changes;
pub(crate) mod coverage;
pub(crate) mod entity;
pub(crate) mod evidence;
pub(crate) mod home;
pub(crate) mod meta;
pub(crate) mod ledger;
pub(crate) mod missing;
pub(crate) mod outlets;
pub(crate) mod page;
pub(crate) mod part;
pub(crate) mod press;
pub(crate) mod questions;
pub(crate) mod relations;
pub(crate) mod search;
pub(crate) mod section;
pub(crate) mod source;
pub(crate) mod sources;
pub(crate) mod start;
pub(crate) mod tag;
pub(crate) mod timeline;
pub(crate) mod whole;

use crate::base::sentence::is_han;
use crate::model::Date;
use crate::render::label::Label;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::Value;

/// HTML that is escaped already.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Html(Value);

impl Html {
    /// Marks text as HTML; only for what the writer or this room has escaped.
    pub(crate) fn new(text: &str) -> Self {
        Self(Value::safe_string(text))
    }

    /// Plain text as HTML.
    pub(crate) fn of_text(text: &str) -> Self {
        Self::new(&crate::base::text::escape(text))
    }

    /// A name as HTML: what is written in Chinese characters says so, unless the page around
    /// it is in a language that is written with them.
    pub(crate) fn of_name(name: &str, lang: &str) -> Self {
        let mut html = String::with_capacity(name.len());
        for run in runs(name, lang) {
            let text = crate::base::text::escape(run.0);
            match run.1 {
                Some(lang) => {
                    html.extend(["<span lang=\"", lang, "\">", &text, "</span>"]);
                }
                None => html.push_str(&text),
            }
        }
        Self::new(&html)
    }

    /// The same behind a label, if there is one.
    pub(crate) fn behind(self, label: Option<Label>) -> Self {
        let Some(label) = label else { return self };
        let mut html = String::new();
        label.write(&mut html);
        html.extend(self.0.as_str());
        Self::new(&html)
    }
}

/// The parts of a name, and the language of those that are written in Chinese characters.
fn runs<'n>(name: &'n str, lang: &str) -> Vec<(&'n str, Option<&'static str>)> {
    let is_known = ["zh", "ja"].iter().any(|it| lang.starts_with(it));
    let mut found = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let is_own = is_han(first);
        let end = rest.find(|c| is_han(c) != is_own).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        let has_kana = run.contains(|c| matches!(c, '\u{3040}'..='\u{30FF}'));
        let said = if has_kana { "ja" } else { "zh" };
        found.push((run, (is_own && !is_known).then_some(said)));
        rest = behind;
    }
    found
}

/// Which language a name is in that is written in Chinese characters, if another one is told.
pub(crate) fn spoken<'a>(name: &str, lang: &'a str) -> &'a str {
    let is_chinese = name.chars().any(is_han);
    let is_told = ["zh", "ja"].iter().any(|it| lang.starts_with(it));
    if is_chinese && !is_told { "zh" } else { lang }
}

/// `site`: what is the same on all pages of one language.
#[derive(Debug, Serialize)]
pub(crate) struct SiteView<'a> {
    /// The title of the dossier.
    pub(crate) title: &'a str,
    /// `[book] description`.
    pub(crate) description: Option<&'a str>,
    /// `[book] authors`.
    pub(crate) authors: &'a [String],
    /// `[dossier] base-url`.
    pub(crate) base_url: Option<&'a str>,
    /// `[output.html] git-repository-url`.
    pub(crate) repository: Option<&'a str>,
    /// Static files of the theme by name, as paths from the root of the site.
    pub(crate) assets: &'a BTreeMap<String, String>,
    /// Further stylesheets, as paths from the root of the site.
    pub(crate) styles: &'a [String],
    /// Whether it is a dossier, not a plain book.
    pub(crate) is_dossier: bool,
    /// The feed of this language, if there is one, as a path from the root of the site.
    pub(crate) feed: Option<String>,
    /// The words of the search as a script, as a path from the root of the site; `None`
    /// where there is no search.
    pub(crate) search_words: Option<&'a str>,
    /// Whether the pages are made for a bundle: one opened inside the archive tells what to do.
    pub(crate) is_bundle: bool,
    /// All overviews there are, also those that a page introduces, by the same names and as
    /// such paths.
    pub(crate) overviews: &'a BTreeMap<&'static str, String>,
    /// The overviews that are generated and so stand in no list of pages: `sources`,
    /// `tags`, `timeline`, `claims`, `coverage`, `relations`, `glossary`, `a-z`, `search`; as paths
    /// from the root of the site.
    pub(crate) generated: &'a BTreeMap<&'static str, String>,
}

/// A link inside the site.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Link<'a> {
    /// What is shown.
    pub(crate) title: Cow<'a, str>,
    /// The relative URL.
    pub(crate) href: String,
    /// The language of the title, where it is another than that of the page.
    pub(crate) lang: Option<&'a str>,
    /// The label of what it tells of its target, where the edition holds several markings.
    pub(crate) marking: Option<Label>,
}

impl<'a> Link<'a> {
    /// A link that tells nothing that is marked.
    pub(crate) fn plain(title: impl Into<Cow<'a, str>>, href: String) -> Self {
        Self { title: title.into(), href, lang: None, marking: None }
    }
}

/// A date.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DateView {
    /// For `datetime`: `2024-08-08`, of an interval its start; empty where HTML has no such
    /// date.
    pub(crate) iso: String,
    /// In words.
    pub(crate) text: String,
    /// The year.
    pub(crate) year: String,
    /// Whether it is only announced.
    pub(crate) announced: bool,
}

impl DateView {
    /// Words a date in a language.
    pub(crate) fn of(date: &Date, announced: bool, lang: &str) -> Self {
        let (year, month, day) = date.start.key();
        let iso = match (month, day) {
            // HTML has no year 0.
            _ if year == 0 => String::new(),
            (0, _) => format!("{year:04}"),
            (month, 0) => format!("{year:04}-{month:02}"),
            (month, day) => format!("{year:04}-{month:02}-{day:02}"),
        };
        let text = date.readable(lang);
        Self { iso, text, year: date.start.year.to_string(), announced }
    }
}

/// Something counted.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Count {
    /// What was counted.
    pub(crate) name: String,
    /// How many.
    pub(crate) count: usize,
}
