//! Splits front matter from a page and reads it. Only what is fenced in by `---`, closes,
//! and is a YAML mapping is front matter; anything else is text of the page.

mod fence;
mod keys;
mod marked;
mod told;
mod values;

#[cfg(test)]
mod tests;

pub(crate) use told::{Marked, Told, lent};
pub(crate) use values::is_language;

use super::form::Form;
use super::references::{self, Found};
use super::yaml::{self, Budget, Entry};
use crate::base::FilePath;
use crate::diag::{Checked, Code, Diagnostic, Span};
use crate::model::{Marking, Settings, Spanned};
use std::ops::Range;

/// The front matter of one page.
#[derive(Clone, Debug, Default)]
pub(crate) struct FrontMatter {
    /// What it tells of the page.
    pub(crate) told: Told,
    /// What it tells of the pages below.
    pub(crate) cascade: Option<Told>,
    /// `relations:`, to be read when the page's language is known.
    pub(crate) relations: Option<Entry>,
    /// The sources it defines.
    pub(crate) references: Vec<Found>,
    /// The keys of `nocite:`.
    pub(crate) nocite: Vec<Spanned<String>>,
    /// Where something was kept out for an audience.
    pub(crate) withheld: Vec<Span>,
    /// The line that opens it, or the start of the page.
    pub(crate) opening: Span,
    /// What stands between the lines that fence it in.
    pub(crate) inside: Range<usize>,
    /// Where the text of the page starts.
    pub(crate) body: usize,
}

/// Where the text starts: behind the byte order mark, if there is one.
pub(crate) fn start(text: &str) -> usize {
    fence::start(text)
}

/// Reads the front matter of a page.
pub(crate) fn read(
    file: &FilePath,
    text: &str,
    settings: &Settings,
    ceiling: Option<Marking>,
) -> Checked<FrontMatter> {
    let start = fence::start(text);
    let opening = Span::from(start..start);
    let none = FrontMatter { opening, body: start, ..FrontMatter::default() };
    let Some(fence) = fence::find(text) else { return Checked::clean(none) };
    let opening = Span::from(fence.opening.clone());
    let plain = !settings.is_dossier;
    let read = yaml::read(file, text, fence.inside.clone(), Budget::PAGE);
    let entries = read.value.as_ref().and_then(|it| it.entries());
    if plain && entries.is_none() {
        return Checked::clean(none);
    }
    let mut form = Form::of(file, settings, ceiling);
    read.findings.into_iter().for_each(|it| form.say(it));
    if let (Some(value), None) = (&read.value, entries) {
        form.say(no_mapping(file, opening, value.what()));
    }
    let (inside, body) = (fence.inside, fence.body);
    let mut front = FrontMatter { opening, inside, body, ..FrontMatter::default() };
    if read.value.is_none() && !form.findings.is_empty() {
        // Nobody knows what it tells, so no cascade may make the page public.
        front.told.marking = Marked::Wrongly;
    }
    let value = fill(front, entries.unwrap_or_default(), &mut form, settings);
    Checked { value, findings: form.findings }
}

fn fill(
    mut front: FrontMatter,
    entries: &[Entry],
    form: &mut Form<'_>,
    settings: &Settings,
) -> FrontMatter {
    let mut left = marked::Left::default();
    let entries = marked::open(entries, &mut left, form);
    for entry in entries.iter() {
        match &*entry.key {
            "references" | "citations" => {
                front.references.extend(references::read_list(&entry.value, form));
            }
            "cascade" => front.cascade = Some(keys::cascade(entry, form, settings)),
            "relations" => front.relations = Some(entry.clone()),
            "nocite" => front.nocite = nocite(entry, form),
            _ if keys::take(&mut front.told, entry, form, settings) => {}
            _ => keys::unknown(entry, &entries, form),
        }
    }
    front.told.highest = left.highest;
    front.withheld = left.withheld;
    front.withheld.append(&mut form.withheld);
    front
}

fn no_mapping(file: &FilePath, opening: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::BadYaml, format!("the front matter is {what}, not keys with values"))
        .at(file, opening)
        .help("write `title: …`; a page that starts with a line across starts with an empty line")
}

/// The keys of `nocite: "@a, @b"`, `[@a, @b]` or `"@*"`.
fn nocite(entry: &Entry, form: &mut Form<'_>) -> Vec<Spanned<String>> {
    let mut keys = Vec::new();
    for text in form.texts(entry) {
        let found = keys.len();
        for (at, word) in words(&text.value) {
            let start = text.span.start as usize + at;
            let span = Span::from(start..start + word.len());
            let key = word.trim_start_matches('@').trim_matches(['{', '}']);
            if word.starts_with('@') && !key.is_empty() {
                keys.push(Spanned { value: key.to_owned(), span });
            }
        }
        if keys.len() == found && !text.value.is_empty() {
            let help = "write `nocite: \"@key1, @key2\"`, or `\"@*\"` for every source";
            form.fault(Code::BadValue, text.span, "`nocite` names no source", help);
        }
    }
    keys
}

/// The words between blanks, commas, semicolons and brackets, and where they start.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']');
    text.split(between).map(|it| (it.as_ptr().addr() - text.as_ptr().addr(), it))
}
