//! What a stage found: a code, a place, a message and a way out. Stages never stop at
//! the first finding; they return [`Checked`].

mod allow;
mod codes;
mod draw;
mod fix;
mod guard;
mod lines;

pub use allow::{ALLOW, Allow};
pub use codes::{Code, Severity};
pub use draw::{Style, draw, printable};
pub use fix::{Edit, Fix, mend};
pub use lines::{Lines, Position, Unit};

use crate::base::FilePath;
use std::ops::Range;

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

impl Span {
    /// The span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same place of another file, from where something was taken over: it is like no
    /// place of this one.
    #[must_use]
    pub fn elsewhere(self) -> Self {
        Self { start: self.start | ELSEWHERE, end: self.end | ELSEWHERE }
    }

    /// Whether it is a place of another file.
    pub fn is_elsewhere(self) -> bool {
        self.start & ELSEWHERE != 0
    }
}

/// Sources are at most 8 MiB: no place in them is that far behind.
const ELSEWHERE: u32 = 1 << 31;

impl From<Range<usize>> for Span {
    /// Sources are at most 8 MiB, so positions fit; larger ones are cut at the end.
    fn from(range: Range<usize>) -> Self {
        let narrow = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: narrow(range.start), end: narrow(range.end) }
    }
}

/// A place in a file of the dossier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the root of the dossier.
    pub file: FilePath,
    /// The bytes meant; `None` speaks of the file as a whole.
    pub span: Option<Span>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where; `None` speaks of the dossier as a whole.
    pub place: Option<Place>,
    /// Which kind of finding.
    pub code: Code,
    /// What is wrong: lower case, names in backticks, no full stop.
    pub message: String,
    /// The part of the place that is meant, where whoever found it does not know the text of
    /// the file. [`narrow`](Self::narrow) finds it.
    pub part: Option<String>,
    /// A word at the caret.
    pub label: Option<String>,
    /// Other places that belong to it, each with a label.
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub help: Option<String>,
    /// Everything that it counts, where the message names only some.
    pub names: Vec<String>,
    /// A change of the files that does it.
    pub fix: Option<Fix>,
    /// How bad it is here; the dossier may rate a code as it likes.
    severity: Severity,
}

impl Diagnostic {
    /// A finding about the dossier as a whole.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            place: None,
            code,
            message,
            part: None,
            label: None,
            related: Vec::new(),
            help: None,
            names: Vec::new(),
            fix: None,
            severity: code.severity(),
        }
    }

    /// Says in which file.
    pub fn in_file(mut self, file: &FilePath) -> Self {
        self.place = Some(Place { file: file.clone(), span: None });
        self
    }

    /// Says where in which file.
    pub fn at(mut self, file: &FilePath, span: Span) -> Self {
        self.place = Some(Place { file: file.clone(), span: Some(span) });
        self
    }

    /// Leads the finding to the part of its place that is meant, if that stands there.
    pub fn narrow(&mut self, text: &str) {
        let span = self.place.as_mut().and_then(|it| it.span.as_mut());
        let (Some(part), Some(span)) = (self.part.take(), span) else { return };
        let inside = text.get(span.range()).unwrap_or_default();
        if let Some(at) = inside.find(&part).filter(|_| !part.is_empty()) {
            let start = span.start as usize + at;
            *span = Span::from(start..start + part.len());
        }
    }

    /// Whether it is about what was taken over from another file, where it is told, too.
    pub fn is_elsewhere(&self) -> bool {
        let span = self.place.as_ref().and_then(|it| it.span);
        span.is_some_and(Span::is_elsewhere)
    }

    /// Puts a word at the caret.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Names another place that belongs to the finding.
    pub fn related(
        mut self,
        file: &FilePath,
        span: Span,
        label: impl Into<String>,
    ) -> Self {
        let place = Place { file: file.clone(), span: Some(span) };
        self.related.push((place, label.into()));
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names everything that it counts.
    pub fn names(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.names = names.into_iter().collect();
        self
    }

    /// Says which known word may be meant, if one is near.
    pub fn did_you_mean(self, near: Option<&str>) -> Self {
        match near {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Offers a change of what the finding points at; without a place there is none.
    /// `is_safe` says that it is what anybody would write, so that nobody has to look.
    pub fn fix(
        mut self,
        title: impl Into<String>,
        text: impl Into<String>,
        is_safe: bool,
    ) -> Self {
        let place = self.place.as_ref();
        let place = place.and_then(|it| Some((it.file.clone(), it.span?)));
        self.fix = place.map(|(file, span)| {
            let edit = Edit { file, span, part: None, text: text.into() };
            Fix { title: title.into(), edits: vec![edit], is_safe }
        });
        self
    }

    /// Offers to write `text` for a part of what the finding points at: the last one that
    /// reads `part`. For stages that do not know the text of the file.
    pub fn fix_part(self, part: &str, text: impl Into<String>, is_safe: bool) -> Self {
        let text = text.into();
        let mut finding = self.fix(format!("write `{text}`"), text, is_safe);
        for edit in finding.fix.iter_mut().flat_map(|it| &mut it.edits) {
            edit.part = Some(part.to_owned());
        }
        finding
    }

    /// Offers to write `text` for what the finding points at.
    pub fn write(self, text: &str, is_safe: bool) -> Self {
        self.fix(format!("write `{text}`"), text, is_safe)
    }

    /// Offers a change, if there is one.
    pub fn with_fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix.or(self.fix);
        self
    }

    /// Every place that it points at.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.place.iter().chain(self.related.iter().map(|(it, _)| it))
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Rates it otherwise than its code is rated.
    pub fn rate(&mut self, severity: Severity) {
        self.severity = severity;
    }

    /// Makes it a finding of another kind, with the severity of that.
    pub fn recode(&mut self, code: Code) {
        self.code = code;
        self.severity = code.severity();
    }
}

/// A product, and what was found while making it.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// The product: complete except for what the findings tell.
    pub value: T,
    /// The findings, in the order of the text.
    pub findings: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A product without findings.
    pub fn clean(value: T) -> Self {
        Self { value, findings: Vec::new() }
    }

    /// Hands the findings over and keeps the product.
    pub fn into_value(self, findings: &mut Vec<Diagnostic>) -> T {
        findings.extend(self.findings);
        self.value
    }
}

/// Why the command could not run at all: exit code 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Failure {
    /// A failure without a way out of its own.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
