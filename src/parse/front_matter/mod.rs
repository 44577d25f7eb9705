//! Splits front matter from a page and reads it. Only what is fenced in by `---`, closes,
//! and is a YAML mapping is front matter, in plain books also TOML between `+++`; anything
//! else is text of the page, and told of if it was meant as front matter.

mod fence;
mod keys;
mod marked;
mod slip;
mod stix;
mod told;
mod toml;
mod unheard;
mod values;

#[cfg(test)]
mod tests;

pub(crate) use told::{Marked, Told, lent};

use super::form::Form;
use super::references::{self, Found};
use super::yaml::{self, Budget, Entry};
use crate::base::FilePath;
use crate::diag::{Checked, Code, Diagnostic, Severity, Span};
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
    let plain = !settings.is_dossier;
    let Some(fence) = fence::find(text) else {
        let toml = fence::find_toml(text).filter(|_| plain);
        let read = toml.and_then(|it| Some((toml::entries(text, &it)?, it)));
        return match read {
            Some((entries, fence)) => {
                let form = Form::of(file, settings, ceiling);
                filled(&fence, &entries, form, settings)
            }
            None => slipped(file, none, slip::find(text), plain),
        };
    };
    let opening = Span::from(fence.opening.clone());
    let read = yaml::read(file, text, fence.inside.clone(), Budget::PAGE);
    let entries = read.value.as_ref().and_then(|it| it.entries());
    if plain && entries.is_none() {
        let fault = read.findings.first().and_then(|it| it.place.as_ref()?.span);
        return slipped(file, none, unread(text, &fence, fault), plain);
    }
    let mut form = Form::of(file, settings, ceiling);
    read.findings.into_iter().for_each(|it| form.say(it));
    if let (Some(value), None) = (&read.value, entries) {
        form.say(no_mapping(file, opening, value.what()));
    }
    let is_lost = read.value.is_none() && !form.findings.is_empty();
    let mut read = filled(&fence, entries.unwrap_or_default(), form, settings);
    if is_lost {
        // Nobody knows what it tells, so no cascade may make the page public.
        read.value.told.marking = Marked::Wrongly;
    }
    read
}

fn filled(
    fence: &fence::Fence,
    entries: &[Entry],
    mut form: Form<'_>,
    settings: &Settings,
) -> Checked<FrontMatter> {
    let opening = Span::from(fence.opening.clone());
    let (inside, body) = (fence.inside.clone(), fence.body);
    let front = FrontMatter { opening, inside, body, ..FrontMatter::default() };
    let value = fill(front, entries, &mut form, settings);
    Checked { value, findings: form.findings }
}

/// A page without front matter, and what was meant as such. In a dossier nobody knows then
/// what the page would say of itself, so no cascade may make it public; in a plain book a
/// line across the page is one.
fn slipped(
    file: &FilePath,
    mut none: FrontMatter,
    slip: Option<slip::Slip>,
    plain: bool,
) -> Checked<FrontMatter> {
    let Some(slip) = slip.filter(|it| !plain || it.is_certain) else {
        return Checked::clean(none);
    };
    let finding = Diagnostic::new(Code::BadFrontMatter, slip.message);
    let mut finding = finding.at(file, slip.at.into()).help(slip.help);
    if plain && !slip.is_marked {
        finding.rate(Severity::Warning);
    }
    none.told.marking = Marked::Wrongly;
    Checked { value: none, findings: vec![finding] }
}

const QUOTES: &str =
    "text that holds `: `, or starts with one of `@ * & ! % [ {`, needs quotes";
const TAB: &str = "a line may not begin with a tab; write blanks";

/// What stands between two lines `---` of a plain book and is no YAML, though it begins as
/// front matter.
fn unread(text: &str, fence: &fence::Fence, fault: Option<Span>) -> Option<slip::Slip> {
    let inside = text.get(fence.inside.clone())?;
    let at = fault.map_or(fence.opening.clone(), Span::range);
    let has_tab = inside.lines().any(|it| {
        it.starts_with([' ', '\t']) && it.trim_start_matches(' ').starts_with('\t')
    });
    let said = inside.to_lowercase();
    slip::begins_with_known_key(inside).then(|| slip::Slip {
        at,
        message: "the front matter cannot be read, so all of it is text of the page",
        help: if has_tab { TAB } else { QUOTES },
        is_marked: said.contains("marking") || said.contains("tlp"),
        is_certain: true,
    })
}

fn fill(
    mut front: FrontMatter,
    entries: &[Entry],
    form: &mut Form<'_>,
    settings: &Settings,
) -> FrontMatter {
    let mut left = marked::Left::default();
    let entries = marked::open(entries, &mut left, form);
    unheard::find(&entries, form);
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
    front.told.texts = left.texts;
    if let Some(told) = &mut front.cascade {
        told.texts = left.below;
    }
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
