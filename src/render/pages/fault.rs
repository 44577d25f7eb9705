//! What went wrong in a template: turned from Tera's errors into places, and from many
//! pages with the same fault into one finding.

use crate::base::text::nearest;
use crate::base::{FilePath, SitePath};
use crate::diag::{Code, Diagnostic, Span};
use std::collections::BTreeMap;
use tera::{Error, ErrorKind};

/// A fault of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    /// The template with the prefix of its layer: `builtin/page.html`; may be empty.
    pub(crate) template: String,
    /// Line and column, both from 1.
    pub(crate) at: Option<(usize, usize)>,
    /// The bytes meant, where Tera says so.
    pub(crate) span: Option<Span>,
    /// What is wrong.
    pub(crate) message: String,
    /// The way out, where Tera says what there is instead.
    pub(crate) help: Option<String>,
    /// Whether the page grew above its limit.
    pub(crate) is_too_large: bool,
}

impl Fault {
    /// The page grew above its limit while this template was rendered.
    pub(crate) fn too_large(template: &str) -> Self {
        let message = "the page grows above 16 MiB".to_owned();
        Self {
            template: template.to_owned(),
            message,
            is_too_large: true,
            ..Self::default()
        }
    }

    /// What a template should have been given cannot be given.
    pub(crate) fn of_context(template: &str, error: &Error) -> Self {
        plain(template, lowered(&error.to_string()))
    }

    fn finding(&self, pages: Option<(&SitePath, usize)>) -> Diagnostic {
        let place = match self.at {
            Some((line, column)) => format!("{}:{line}:{column}", self.template),
            None => self.template.clone(),
        };
        let page = match pages {
            Some((page, 1)) => format!(", while rendering `{page}`"),
            Some((page, n)) => {
                format!(", while rendering `{page}` and {} more pages", n - 1)
            }
            None => String::new(),
        };
        let code =
            if self.is_too_large { Code::OutputTooLarge } else { Code::BadTemplate };
        let message = format!("{}{page}", self.message);
        let finding = match (file(&self.template), self.span) {
            (Some(file), Some(span)) => Diagnostic::new(code, message).at(&file, span),
            (file, _) => {
                let finding = Diagnostic::new(code, format!("`{place}`: {message}"));
                file.iter().fold(finding, Diagnostic::in_file)
            }
        };
        match &self.help {
            Some(help) => finding.help(help.clone()),
            None => finding,
        }
    }

    /// Finds the bytes meant in the text of the template, where only line and column are told.
    pub(crate) fn locate(&mut self, text: &str) {
        let Some((line, column)) = self.at.filter(|_| self.span.is_none()) else {
            return;
        };
        let mut lines = text.split_inclusive('\n');
        let before: usize = lines.by_ref().take(line - 1).map(str::len).sum();
        let line = lines.next().unwrap_or_default().trim_end();
        let column = line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
        self.span = Some((before + column..before + line.len()).into());
    }
}

/// Where a template of a theme on disk lies; the built-in ones have no file.
fn file(template: &str) -> Option<FilePath> {
    let (layer, name) = template.split_once('/')?;
    let on_disk = layer != "builtin" && !layer.starts_with("builtin-");
    on_disk.then(|| FilePath::new(&format!("themes/{layer}/templates/{name}")))?
}

/// The findings for faults: each fault once, with the first page it struck.
pub(crate) fn findings(
    building: &[Fault],
    rendering: &[(&SitePath, Fault)],
) -> Vec<Diagnostic> {
    let mut distinct: BTreeMap<&Fault, (&SitePath, usize)> = BTreeMap::new();
    for (page, fault) in rendering {
        let seen = distinct.entry(fault).or_insert((page, 0));
        seen.0 = seen.0.min(page);
        seen.1 += 1;
    }
    let building = building.iter().map(|it| it.finding(None));
    building
        .chain(distinct.into_iter().map(|(it, pages)| it.finding(Some(pages))))
        .collect()
}

/// The faults that an error tells of; at least one.
pub(crate) fn of(error: &Error) -> Vec<Fault> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            vec![Fault {
                template: report.filename().to_owned(),
                at: Some((span.start_line, span.start_col + 1)),
                span: Some(span.range.clone().into()),
                message: lowered(report.message()),
                help: instead(report.message()),
                is_too_large: false,
            }]
        }
        ErrorKind::MissingParent { current, parent } => {
            vec![plain(current, format!("it extends `{parent}`, which does not exist"))]
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            let advice =
                "it extends itself; name the layer below, such as `builtin/base.html`";
            vec![plain(tpl, advice.to_owned())]
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            vec![plain(tpl, "it includes itself".to_owned())]
        }
        ErrorKind::TemplateNotFound(name) => {
            vec![plain(name, "there is no such template".to_owned())]
        }
        other => reports(&other.to_string()),
    }
}

/// Reads the reports that Tera gives as one text: `error: MESSAGE`, then ` --> PLACE`.
fn reports(text: &str) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for part in text.split("\n\n") {
        let message = part.lines().next().unwrap_or_default();
        let message = message.strip_prefix("error: ").unwrap_or(message);
        let place = part.lines().find_map(|it| it.trim_start().strip_prefix("--> "));
        faults.push(match place.and_then(placed) {
            Some((template, at)) => {
                Fault { at: Some(at), ..plain(template, lowered(message)) }
            }
            None => plain("", lowered(message)),
        });
    }
    faults
}

/// `page.html:3:10` in its parts.
fn placed(place: &str) -> Option<(&str, (usize, usize))> {
    let (rest, column) = place.trim().rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    let count = |it: &str| it.parse().ok().filter(|it| *it > 0);
    Some((template, (count(line)?, count(column)?)))
}

fn plain(template: &str, message: String) -> Fault {
    Fault { template: template.to_owned(), message, ..Fault::default() }
}

/// What stands in front of all the names that there are.
const AVAILABLE: [&str; 2] = [". Available variables: ", ". Available fields: "];

/// Up to this many names are listed.
const MOST: usize = 12;

/// What may be meant by a name that is not defined: the nearest of those that are, and how
/// many they are; all of them if they are few.
fn instead(message: &str) -> Option<String> {
    let (said, names) = AVAILABLE.iter().find_map(|it| message.split_once(it))?;
    let name = said.split('`').nth(1)?;
    let names: Vec<&str> = names.trim_end_matches('.').split(", ").collect();
    let count = names.len();
    Some(match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? It is one of {count}"),
        None if count <= MOST => format!("there is `{}`", names.join("`, `")),
        None => format!("none of the {count} that there are is near it"),
    })
}

/// Tera's words in the manner of our own: lower case, no full stop, one line.
fn lowered(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let line =
        AVAILABLE.iter().find_map(|it| line.split_once(it)).map_or(line, |it| it.0);
    let mut letters = line.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "it cannot be rendered".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_names_the_nearest_is_told() {
        let names: Vec<String> = (0..600).map(|it| format!("word_{it}")).collect();
        let told = |name: &str, names: &[String]| {
            let all = names.join(", ");
            let message =
                format!("Field `{name}` is not defined. Available fields: {all}");
            (lowered(&message), instead(&message).unwrap_or_default())
        };
        let (message, help) = told("wrd_77", &names);
        assert_eq!(message, "field `wrd_77` is not defined");
        assert_eq!(help, "did you mean `word_77`? It is one of 600");
        assert_eq!(told("nope", &names).1, "none of the 600 that there are is near it");
        assert_eq!(told("nope", &names[..2]).1, "there is `word_0`, `word_1`");
    }
}
