//! Asks whoever sits at the terminal, and nobody else.

use std::io::{IsTerminal, Write, stderr, stdin};

/// The answer to a question, or `default`; that is also the answer of a run that nobody
/// watches.
pub(super) fn ask(question: &str, default: &str) -> String {
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return default.to_owned();
    }
    drop(write!(stderr(), "{question} [{default}]: ").and_then(|()| stderr().flush()));
    let mut answer = String::new();
    match stdin().read_line(&mut answer) {
        Ok(_) if !answer.trim().is_empty() => answer.trim().to_owned(),
        _ => default.to_owned(),
    }
}

/// Words for a title, from the name of a file: `part-two` becomes `Part two`.
pub(super) fn title_of(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
