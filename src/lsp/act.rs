//! What is told of a file, and what mends it.

use super::dossier::Dossier;
use super::place::{range, uri};
use crate::base::FilePath;
use crate::build::Known;
use crate::diag::{ALLOW, Diagnostic, Edit, Lines, Severity, Span};
use lsp_types as lsp;
use std::collections::BTreeMap;
use std::path::Path;

/// The findings of every file that has some, and of those that have none any more.
pub(super) fn told(dossier: &mut Dossier) -> Vec<lsp::PublishDiagnosticsParams> {
    let root = dossier.root.clone();
    let mut before = std::mem::take(&mut dossier.told);
    let Ok(known) = dossier.known() else {
        dossier.told = before;
        return Vec::new();
    };
    let book = FilePath::fixed("book.toml");
    let mut by_file: BTreeMap<&FilePath, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in &known.findings {
        let file = finding.place.as_ref().map_or(&book, |it| &it.file);
        by_file.entry(file).or_default().push(finding);
    }
    let mut all = Vec::new();
    for (file, findings) in &by_file {
        let told = findings.iter().map(|it| diagnostic(&root, known, file, it)).collect();
        all.extend(published(&root, file, told));
    }
    let now = by_file.into_keys().cloned().collect();
    before.retain(|it| !std::collections::BTreeSet::contains(&now, it));
    all.extend(before.iter().filter_map(|it| published(&root, it, Vec::new())));
    dossier.told = now;
    all
}

fn published(
    root: &Path,
    file: &FilePath,
    diagnostics: Vec<lsp::Diagnostic>,
) -> Option<lsp::PublishDiagnosticsParams> {
    let uri = uri(&root.join(file.as_str()))?;
    Some(lsp::PublishDiagnosticsParams { uri, diagnostics, version: None })
}

fn diagnostic(
    root: &Path,
    known: &Known,
    file: &FilePath,
    finding: &Diagnostic,
) -> lsp::Diagnostic {
    let text = known.texts.get(file).map_or("", |it| &**it);
    let span = finding.place.as_ref().and_then(|it| it.span);
    let help = finding.help.as_ref().map(|it| format!("\nhelp: {it}"));
    let related = finding.related.iter().filter_map(|(place, label)| {
        let span = place.span.unwrap_or_default();
        let location = super::place::location(root, known, &place.file, span)?;
        Some(lsp::DiagnosticRelatedInformation { location, message: label.clone() })
    });
    let related: Vec<_> = related.collect();
    lsp::Diagnostic {
        range: range(&Lines::of(text), span.unwrap_or_else(|| first_line(text))),
        severity: Some(match finding.severity() {
            Severity::Error => lsp::DiagnosticSeverity::ERROR,
            Severity::Warning => lsp::DiagnosticSeverity::WARNING,
            Severity::Note => lsp::DiagnosticSeverity::INFORMATION,
        }),
        code: Some(lsp::NumberOrString::String(finding.code.name().to_owned())),
        source: Some("dossier".to_owned()),
        message: finding.message.clone() + &help.unwrap_or_default(),
        related_information: (!related.is_empty()).then_some(related),
        ..lsp::Diagnostic::default()
    }
}

fn first_line(text: &str) -> Span {
    Span::from(0..text.find(['\r', '\n']).unwrap_or(text.len()))
}

/// The changes that mend what is found in a part of a file, or allow it.
pub(super) fn actions(
    root: &Path,
    known: &Known,
    file: &FilePath,
    part: Span,
) -> Vec<lsp::CodeActionOrCommand> {
    let mut actions = Vec::new();
    let here = |it: &&Diagnostic| {
        let place = it.place.as_ref().filter(|it| it.file == *file);
        let span = place.map(|it| it.span.unwrap_or_default());
        span.is_some_and(|it| it.start <= part.end && part.start <= it.end)
    };
    for finding in known.findings.iter().filter(here) {
        let told = vec![diagnostic(root, known, file, finding)];
        if let Some(fix) = &finding.fix {
            let edit = workspace(root, known, &fix.edits);
            let (title, kind) = (fix.title.clone(), lsp::CodeActionKind::QUICKFIX);
            actions.push(lsp::CodeAction {
                title,
                kind: Some(kind),
                diagnostics: Some(told.clone()),
                edit,
                is_preferred: Some(fix.is_safe),
                ..lsp::CodeAction::default()
            });
        }
        actions.extend(allow(root, known, finding, told));
    }
    actions.extend(all(root, known, file));
    actions.into_iter().map(lsp::CodeActionOrCommand::CodeAction).collect()
}

/// Allows a finding with a comment, whose reason is still to be written.
fn allow(
    root: &Path,
    known: &Known,
    finding: &Diagnostic,
    told: Vec<lsp::Diagnostic>,
) -> Option<lsp::CodeAction> {
    let place = finding.place.as_ref().filter(|_| finding.code.guard().is_none())?;
    let (text, at) = (known.texts.get(&place.file)?, place.span?.start as usize);
    let before = text.get(..at)?;
    let line = before.rfind('\n').map_or(0, |it| it + 1);
    let is_hash = matches!(place.file.extension(), "yaml" | "yml" | "toml")
        || before.trim_start_matches('\u{FEFF}').starts_with("---")
            && !before.contains("\n---");
    let indent: String = text[line..].chars().take_while(|it| *it == ' ').collect();
    let comment = if is_hash {
        format!("{indent}# {ALLOW} {}: \n", finding.code)
    } else {
        format!("{indent}<!-- {ALLOW} {}:  -->\n\n", finding.code)
    };
    let (file, span) = (place.file.clone(), Span::from(line..line));
    let edit = Edit { file, span, part: None, text: comment };
    Some(lsp::CodeAction {
        title: format!("allow `{}` here, with a reason", finding.code),
        kind: Some(lsp::CodeActionKind::QUICKFIX),
        diagnostics: Some(told),
        edit: workspace(root, known, &[edit]),
        ..lsp::CodeAction::default()
    })
}

/// All safe fixes of a file at once.
fn all(root: &Path, known: &Known, file: &FilePath) -> Option<lsp::CodeAction> {
    let fixes = known.findings.iter().filter_map(|it| it.fix.as_ref());
    let safe =
        fixes.filter(|it| it.is_safe && it.edits.iter().all(|it| it.file == *file));
    let mut edits: Vec<Edit> = safe.flat_map(|it| it.edits.clone()).collect();
    edits.sort_by_key(|it| it.span);
    edits.dedup_by(|next, last| next.span.start <= last.span.end);
    (!edits.is_empty()).then(|| lsp::CodeAction {
        title: "make all fixes that are certain".to_owned(),
        kind: Some(lsp::CodeActionKind::new("source.fixAll.dossier")),
        edit: workspace(root, known, &edits),
        ..lsp::CodeAction::default()
    })
}

/// Edits of files as the protocol has them.
pub(super) fn workspace(
    root: &Path,
    known: &Known,
    edits: &[Edit],
) -> Option<lsp::WorkspaceEdit> {
    let mut by_file: BTreeMap<&FilePath, Vec<&Edit>> = BTreeMap::new();
    for edit in edits {
        by_file.entry(&edit.file).or_default().push(edit);
    }
    let mut changes = Vec::new();
    for (file, edits) in by_file {
        let lines = Lines::of(known.texts.get(file)?);
        let text =
            |it: &&Edit| lsp::TextEdit::new(range(&lines, it.span), it.text.clone());
        let edits = edits.iter().map(|it| lsp::OneOf::Left(text(it))).collect();
        let uri = uri(&root.join(file.as_str()))?;
        let text_document =
            lsp::OptionalVersionedTextDocumentIdentifier { uri, version: None };
        changes.push(lsp::TextDocumentEdit { text_document, edits });
    }
    Some(lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(changes)),
        ..lsp::WorkspaceEdit::default()
    })
}
