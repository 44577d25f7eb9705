//! Writes what became of a quotation behind the citation that closes it.

use super::sheet::Sheet;
use crate::cite::{Rung, Verdict};
use crate::model::Cluster;

impl Sheet<'_> {
    /// A mark with words and a sign, where the citation closes a quotation.
    pub(super) fn verdict(&mut self, cluster: &Cluster) {
        let Some(first) = cluster.items.first().filter(|_| self.has_ids()) else {
            return;
        };
        let verdict = self.writer.references.verdict(self.page, first.span);
        let Some(verdict) = verdict else { return };
        let (name, sign) = name(verdict);
        self.out.push_str(" <span class=\"quote-check ");
        self.out.push_str(name);
        self.out.push('"');
        self.attribute("title", self.word(meaning(verdict)));
        self.out.push_str("><span aria-hidden=\"true\">");
        self.out.push_str(sign);
        self.out.push_str("</span> ");
        self.escaped(self.word(name));
        self.out.push_str("</span>");
    }
}

/// The word of the interface, which is also the class, and a sign.
fn name(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Verified => ("quote-verified", "✓"),
        Verdict::Normalised(_) => ("quote-normalised", "≈"),
        Verdict::WrongPage(_) => ("quote-wrong-page", "✗"),
        Verdict::NotFound => ("quote-not-found", "✗"),
        Verdict::Unchecked => ("quote-unchecked", "○"),
    }
}

fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verified | Verdict::Normalised(Rung::Exact) => "quote-verified-meaning",
        Verdict::Normalised(Rung::Spacing) => "quote-spacing-meaning",
        Verdict::Normalised(Rung::Marks) => "quote-marks-meaning",
        Verdict::Normalised(Rung::Letters) => "quote-letters-meaning",
        Verdict::WrongPage(_) => "quote-wrong-page-meaning",
        Verdict::NotFound => "quote-not-found-meaning",
        Verdict::Unchecked => "quote-unchecked-meaning",
    }
}
