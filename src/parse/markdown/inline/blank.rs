//! Finds links and images that stay text because of a blank in their address.

use super::{Brackets, Inlines};
use crate::diag::Code;
use std::ops::Range;

/// How many bytes an address may have; keeps the search for its end short.
const LONGEST: usize = 512;

impl Inlines<'_, '_, '_> {
    /// Tells of an address with a blank behind brackets. It is certainly one behind `![…]`;
    /// `[sic](as he put it)` is none.
    pub(super) fn find_blank_address(&mut self, pair: &Brackets) {
        let dialect = self.source.dialect;
        let is_image = self.source.char_before(pair.from.at) == Some('!');
        let Some(range) = self.address(pair) else { return };
        let address = self.source.slice(range.clone());
        let is_meant = is_image || is_path(address);
        if !is_meant || !(dialect.github || dialect.dossier) {
            return;
        }
        let what = if is_image { "image" } else { "link" };
        let message = format!(
            "the address `{address}` has a blank in it, so the {what} is shown as text"
        );
        let right = if address.contains(['<', '>']) {
            address.replace(' ', "%20")
        } else {
            format!("<{address}>")
        };
        let finding = self.source.finding(Code::BlankAddress, &range, message);
        let finding = finding.help(format!("write `({right})`"));
        self.findings.push(finding.write(&right, is_image));
    }

    /// The address in round brackets right behind, without a title, if it has a blank.
    fn address(&self, pair: &Brackets) -> Option<Range<usize>> {
        let rest = self.source.body.get(pair.to.at..)?.strip_prefix('(')?;
        let inside = rest.get(..closing(rest)?)?;
        let address = without_title(inside.trim());
        let from = pair.to.at + 1 + (inside.len() - inside.trim_start().len());
        let is_blank = address.contains(' ') && !address.starts_with('<');
        is_blank.then_some(from..from + address.len())
    }
}

/// Where the round bracket closes that is open in front of a text: on its line, and not far.
fn closing(text: &str) -> Option<usize> {
    let mut open = 1;
    let line = text.bytes().take(LONGEST).take_while(|it| *it != b'\n');
    line.enumerate().find_map(|(at, it)| {
        open += i32::from(it == b'(') - i32::from(it == b')');
        (open == 0).then_some(at)
    })
}

fn without_title(inside: &str) -> &str {
    let quote = inside.chars().next_back().filter(|it| matches!(it, '"' | '\''));
    let start = quote.and_then(|it| inside.find(&format!(" {it}")));
    start.map_or(inside, |it| inside[..it].trim_end())
}

/// Whether the last word ends as the name of a file does.
fn is_path(address: &str) -> bool {
    let path = address.split(['#', '?']).next().unwrap_or(address);
    let name = path.rsplit(['/', ' ']).next().unwrap_or(path);
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    let is_short = (1..=5).contains(&extension.len());
    let is_word = extension.bytes().all(|it| it.is_ascii_alphanumeric());
    let has_letter = extension.bytes().any(|it| it.is_ascii_alphabetic());
    !stem.is_empty() && is_short && is_word && has_letter
}
