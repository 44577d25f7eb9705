//! Finds links whose text does not say where they lead: "here", "more".

use super::Sheet;
use crate::base::text::fold;
use crate::diag::{Code, Diagnostic};
use crate::model::Node;

/// Texts that say nothing when they are read alone, in a list of links or aloud.
const VAGUE: [&str; 22] = [
    "here",
    "click here",
    "see here",
    "this",
    "this link",
    "this page",
    "link",
    "more",
    "read more",
    "learn more",
    "more information",
    "hier",
    "hier klicken",
    "klicken sie hier",
    "siehe hier",
    "dieser link",
    "diese seite",
    "mehr",
    "mehr lesen",
    "weiterlesen",
    "mehr erfahren",
    "weitere informationen",
];

/// A finding if the text of a link is one of them.
pub(super) fn vague(sheet: Sheet<'_>, link: &Node) -> Option<Diagnostic> {
    let text = link.text();
    let longest = 24;
    if text.len() > longest {
        return None;
    }
    let bare = fold(text.trim_matches(|c: char| !c.is_alphanumeric()));
    VAGUE.contains(&bare.as_str()).then(|| {
        let message = format!(
            "the text of the link, `{}`, does not say where it leads",
            text.trim()
        );
        let finding = Diagnostic::new(Code::VagueLink, message).at(sheet.file, link.span);
        finding.help("let the text name what is to be found there")
    })
}
