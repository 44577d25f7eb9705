//! Reads the values of a mapping by type. What has the wrong type becomes a finding with
//! the place of the value; what is missing or `~` is simply not there.

use super::yaml::{Data, Entry, Value};
use crate::base::FilePath;
use crate::base::text::{is_clear, nearest};
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Date, Marking, Scheme, Settings, Spanned};

/// Reads the values of one file.
#[derive(Debug)]
pub(crate) struct Form<'a> {
    /// The file.
    pub(crate) file: &'a FilePath,
    /// Whether faults are passed over in silence: plain books have front matter of other
    /// programs.
    pub(crate) lenient: bool,
    /// The labels of the dossier.
    pub(crate) scheme: Scheme,
    /// The highest marking that may be read.
    pub(crate) ceiling: Option<Marking>,
    /// What was kept out because of it.
    pub(crate) withheld: Vec<Span>,
    /// What was found so far.
    pub(crate) findings: Vec<Diagnostic>,
}

impl<'a> Form<'a> {
    /// Starts without findings.
    pub(crate) fn new(file: &'a FilePath, lenient: bool) -> Self {
        Self {
            file,
            lenient,
            scheme: Scheme::default(),
            ceiling: None,
            withheld: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The form of a file of a dossier, or of a plain book.
    pub(crate) fn of(
        file: &'a FilePath,
        settings: &Settings,
        ceiling: Option<Marking>,
    ) -> Self {
        let scheme = settings.marking.clone();
        Self { scheme, ceiling, ..Self::new(file, !settings.is_dossier) }
    }

    /// Whether what carries this marking may be read; what carries none may.
    pub(crate) fn may_read(&self, marking: Option<Marking>) -> bool {
        self.ceiling.is_none_or(|ceiling| marking.is_none_or(|it| it <= ceiling))
    }

    /// Notes a finding, unless faults are passed over.
    pub(crate) fn say(&mut self, finding: Diagnostic) {
        if !self.lenient {
            self.findings.push(finding);
        }
    }

    /// Notes a finding at a place of this file.
    pub(crate) fn fault(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.say(Diagnostic::new(code, message).at(self.file, span).help(help));
    }

    /// Notes a finding at a place of this file that somebody can mend by writing another
    /// word there; whether that is certainly meant is told with it.
    pub(crate) fn fault_with(
        &mut self,
        (code, span): (Code, Span),
        message: impl Into<String>,
        help: impl Into<String>,
        fix: Option<(&str, bool)>,
    ) {
        let finding = Diagnostic::new(code, message).at(self.file, span).help(help);
        self.say(match fix {
            Some((text, is_safe)) => finding.write(text, is_safe),
            None => finding,
        });
    }

    /// Text; a number is taken as it was written.
    pub(crate) fn text(&mut self, entry: &Entry) -> Option<Spanned<String>> {
        let value = &entry.value;
        if let Some(text) = value.text() {
            return Some(Spanned { value: text.trim().to_owned(), span: value.span });
        }
        self.wrong(entry, value, "text", &as_text(entry, value));
        None
    }

    /// One text or a list of texts.
    pub(crate) fn texts(&mut self, entry: &Entry) -> Vec<Spanned<String>> {
        let one = std::slice::from_ref(&entry.value);
        let items = entry.value.items().unwrap_or(one);
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match item.text() {
                Some(text) => {
                    texts
                        .push(Spanned { value: text.trim().to_owned(), span: item.span });
                }
                None => self.wrong(
                    entry,
                    item,
                    "text or a list of texts",
                    "put quotes around it",
                ),
            }
        }
        texts
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, entry: &Entry) -> Option<bool> {
        if let Data::Bool(flag) = entry.value.data {
            return Some(flag);
        }
        self.wrong(
            entry,
            &entry.value,
            "`true` or `false`",
            "write `true` or `false`, without quotes",
        );
        None
    }

    /// A whole number.
    pub(crate) fn number(&mut self, entry: &Entry) -> Option<i64> {
        let number = entry.value.text().and_then(|it| it.trim().parse().ok());
        if number.is_none() {
            self.wrong(entry, &entry.value, "a whole number", "write digits only");
        }
        number
    }

    /// A mapping.
    pub(crate) fn mapping<'v>(&mut self, entry: &'v Entry) -> Option<&'v [Entry]> {
        let entries = entry.value.entries();
        if entries.is_none() {
            self.wrong(
                entry,
                &entry.value,
                "a mapping",
                "write `key: value` pairs below it",
            );
        }
        entries
    }

    /// A date; in plain books a time of day is dropped.
    pub(crate) fn date(&mut self, entry: &Entry) -> Option<Date> {
        let text = self.text(entry)?;
        let day = text.value.get(..10).filter(|_| is_timestamp(&text.value));
        let date = match day.filter(|_| self.lenient) {
            Some(day) => day.parse(),
            None => text.value.parse(),
        };
        let help = match day {
            Some(day) => format!("a time of day is not kept, write `{day}`"),
            None => "write it as year, month and day: `2024-08-15`".to_owned(),
        };
        let fix = day.filter(|it| it.parse::<Date>().is_ok()).map(|it| (it, true));
        let at = (Code::BadDate, text.span);
        date.map_err(|wrong| self.fault_with(at, wrong, help, fix)).ok()
    }

    /// A label of the dossier's scheme.
    pub(crate) fn marking(&mut self, entry: &Entry) -> Option<Marking> {
        let text = self.text(entry)?;
        let message = format!("`{}` is not a marking", text.value);
        let read = self.scheme.read(&text.value);
        let meant = self.scheme.meant(&text.value).map(|it| (it.label(), true));
        let at = (Code::BadMarking, text.span);
        read.map_err(|help| self.fault_with(at, message, help, meant)).ok()
    }

    /// One of several words.
    pub(crate) fn one_of<'w>(
        &mut self,
        entry: &Entry,
        code: Code,
        words: impl Iterator<Item = &'w str> + Clone,
    ) -> Option<Spanned<String>> {
        let text = self.text(entry)?;
        if words.clone().any(|it| it == text.value) {
            return Some(text);
        }
        let message = format!("`{}` is not a `{}` that is known", text.value, entry.key);
        let near = nearest(&text.value, words.clone());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", list(words.clone())),
        };
        let fix = near.map(|it| (it, is_clear(&text.value, it, words)));
        self.fault_with((code, text.span), message, help, fix);
        None
    }

    /// A key that is not known, among others of its mapping.
    pub(crate) fn unknown(
        &mut self,
        (entry, all): (&Entry, &[Entry]),
        known: &[&str],
        otherwise: &str,
    ) {
        let near = nearest(&entry.key, known.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`? {otherwise}"),
            None => otherwise.to_owned(),
        };
        let message = format!("there is no key `{}`", entry.key);
        let is_safe = |it: &str| {
            is_clear(&entry.key, it, known.iter().copied())
                && !all.iter().any(|e| &*e.key == it)
        };
        let fix = near.map(|it| (it, is_safe(it)));
        self.fault_with((Code::UnknownKey, entry.key_span), message, help, fix);
    }

    /// A value of the wrong type; `~` is no value at all.
    pub(crate) fn wrong(
        &mut self,
        entry: &Entry,
        value: &Value,
        wanted: &str,
        help: &str,
    ) {
        if !value.is_null() {
            let message =
                format!("`{}` must be {wanted}, not {}", entry.key, value.what());
            self.fault(Code::WrongType, value.span, message, help);
        }
    }
}

/// How to write a text in the place of what is none.
fn as_text(entry: &Entry, value: &Value) -> String {
    let key = &entry.key;
    match &value.data {
        Data::List(_) => {
            format!("write one text, without brackets and hyphens: `{key}: …`")
        }
        Data::Map(_) => format!(
            "write one text, in quotes if a `:` or a brace stands in it: `{key}: \"…\"`"
        ),
        _ => "put quotes around it".to_owned(),
    }
}

/// Words in backticks, with commas.
pub(crate) fn list<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

/// Whether it starts as a day with a time behind it: `2024-08-08T10:00:00Z`.
fn is_timestamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 10
        && matches!(bytes[10], b'T' | b't' | b' ')
        && bytes[..10].iter().all(|it| it.is_ascii_digit() || *it == b'-')
}
