//! Findings as annotations of GitHub's workflows:
//! `::error file=…,line=…,col=…,title=…::message`.
//!
//! The format and its escapes: "Workflow commands for GitHub Actions" in GitHub's
//! documentation, and `command.ts` of `@actions/core`.

use super::place::Places;
use crate::diag::{Diagnostic, Failure, Severity};

/// One command for each finding.
pub(super) fn lines(findings: &[Diagnostic], places: &mut Places<'_>) -> String {
    findings.iter().map(|it| line(it, places)).collect()
}

/// The command that tells why nothing could run.
pub(super) fn failure(failure: &Failure) -> String {
    let text = with_help(&failure.message, failure.help.as_deref());
    format!("::error title=dossier::{}\n", data(&text))
}

fn line(finding: &Diagnostic, places: &mut Places<'_>) -> String {
    let command = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &finding.place {
        properties.push(format!("file={}", property(&places.path(&place.file))));
        if let Some(region) = places.region(place) {
            properties.push(format!("line={}", region.line));
            // Columns of a range over several lines are not taken.
            if region.line == region.end_line {
                properties.push(format!("endLine={}", region.end_line));
                properties.push(format!("col={}", region.column));
                properties.push(format!("endColumn={}", region.end_column));
            }
        }
    }
    properties.push(format!("title={}", property(finding.code.name())));
    let text = data(&with_help(&finding.message, finding.help.as_deref()));
    format!("::{command} {}::{text}\n", properties.join(","))
}

fn with_help(message: &str, help: Option<&str>) -> String {
    help.map_or(message.to_owned(), |help| format!("{message}\nhelp: {help}"))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FilePath;
    use crate::diag::{Code, Span};
    use std::collections::BTreeMap;

    #[test]
    fn what_ends_a_command_is_escaped() {
        let file = FilePath::new("a,b:c%.md").unwrap();
        let texts = BTreeMap::from([(file.clone(), "one\nähm two\n".into())]);
        let mut places = Places::of(&texts, "sub/".to_owned());
        let finding = Diagnostic::new(Code::BrokenLink, "no `x`\n::error::100 %")
            .at(&file, Span { start: 9, end: 12 });
        let line = lines(&[finding.help("write it")], &mut places);
        assert_eq!(
            line,
            "::error file=sub/a%2Cb%3Ac%25.md,line=2,endLine=2,col=5,endColumn=8,\
             title=link/broken-link::no `x`%0A::error::100 %25%0Ahelp: write it\n"
        );
    }
}
