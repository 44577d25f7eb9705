//! Says what is wrong with a `.bib` file, where, and what to do.

use super::cursor::is_name;
use super::{Fault, Field, Reader};
use crate::diag::{Code, Diagnostic, Span};

impl Reader<'_, '_, '_> {
    pub(super) fn twice(&mut self, name: &str, again: Span, first: Span) {
        let message = format!("the key `{name}` stands here twice");
        let finding = Diagnostic::new(Code::DuplicateKey, message)
            .at(self.form.file, again)
            .label("again here")
            .related(self.form.file, first, "first here")
            .help("keep one of them; the first one is used");
        self.form.say(finding);
    }

    /// A value with a field in it has most likely lost its brace.
    pub(super) fn unclosed(&self, last: Option<&Field>) -> Fault {
        if let Some(last) = last.filter(|it| holds_field(&it.text)) {
            let start = last.span.range().start;
            return Fault {
                at: start.saturating_sub(1)..start,
                message: format!("the brace of `{}` is closed too late", last.name),
                help: "close it behind the value of the field",
            };
        }
        Fault {
            at: self.at..self.at,
            message: "the entry is never closed".to_owned(),
            help: "close it with a brace behind its last field",
        }
    }

    pub(super) fn fault(&mut self, fault: Fault) {
        let mut at = fault.at;
        if at.is_empty() {
            // A caret needs something to stand under: the last character that was read.
            let before = self.text[..at.start].trim_end();
            let width = before.chars().next_back().map_or(0, char::len_utf8);
            at = before.len() - width..before.len();
        }
        self.tell(Span::from(at), fault.message, fault.help);
    }

    pub(super) fn tell(&mut self, span: Span, message: String, help: &str) {
        self.form.fault(Code::BadBibtex, span, message, help);
    }

    pub(super) fn unknown(&mut self, word: &str, span: Span) {
        let message = format!("the macro `{word}` is not defined");
        let help = match self.macros.nearest(word) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "define it, `@string{{{word} = {{…}}}}`, or put braces around the word"
            ),
        };
        self.form.fault(Code::UnknownMacro, span, message, help);
    }
}

/// Whether a line of a value looks like a field: `date = {`.
fn holds_field(text: &str) -> bool {
    text.lines().skip(1).any(|line| {
        let (name, value) = line.split_once('=').unwrap_or_default();
        let name = name.trim();
        !name.is_empty()
            && name.chars().all(is_name)
            && value.trim_start().starts_with(['{', '"'])
    })
}
