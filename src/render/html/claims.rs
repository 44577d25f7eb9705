//! Writes claims: the text, and behind it how sure and how likely, as a link to the row of
//! the ledger that tells what it rests on.

use super::sheet::Sheet;
use crate::base::text::escape_text_into;
use crate::cite::{Claim, Confidence};
use crate::model::Node;

impl<'w> Sheet<'w> {
    /// A claim with a visible mark of how sure it is.
    pub(super) fn claim(&mut self, tag: &str, node: &'w Node) {
        let claim = self.writer.references.claim(self.page, node);
        match claim.filter(|_| self.has_ids() && node.id().is_none()) {
            Some(claim) => self.open_with_id(tag, node, "claim", &claim.id),
            None => self.open(tag, node, "claim"),
        }
        self.nodes(&node.children);
        if let Some(claim) = claim {
            let is_block = tag == "div";
            self.out.push_str(if is_block { "<p class=\"claim-line\">" } else { " " });
            self.marks(claim);
            self.out.push_str(if is_block { "</p>\n" } else { "" });
        }
        self.end_inside(node);
        self.close(tag);
        if tag == "div" {
            self.out.push('\n');
        }
    }

    fn marks(&mut self, claim: &Claim) {
        let marks = self.told(claim);
        let linked = self.has_ids() && !self.in_link;
        if linked {
            let href = self.at.href_to(&self.writer.ledger);
            let row = claim.row(&self.face.id);
            self.out.push_str("<a class=\"claim-marks\" href=\"");
            super::url::push(&mut self.out, &href);
            self.out.push('#');
            super::url::push(&mut self.out, &row.replace('%', "%25"));
            self.out.push_str("\"><span class=\"hidden\">");
            self.escaped(self.word("claim"));
            self.escaped(self.word("colon"));
            self.out.push_str(" </span>");
        } else {
            self.out.push_str("<span class=\"claim-marks\">");
        }
        self.out.push_str(&marks);
        self.close(if linked { "a" } else { "span" });
    }

    /// What the marks say: confidence, likelihood with its percentages, an open dispute; or
    /// just that it is a claim.
    fn told(&self, claim: &Claim) -> String {
        let words = self.writer.words;
        let mut out = String::new();
        let mut mark = |class: &str, text: &str| {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str("<span class=\"claim-mark");
            out.push_str(class);
            out.push_str("\">");
            escape_text_into(&mut out, text);
            out.push_str("</span>");
        };
        if let Some(confidence) = claim.confidence {
            mark(" is-confidence", words.get(confidence_word(confidence)));
        }
        if let Some(likelihood) = &claim.likelihood {
            let terms = &self.writer.edition.settings().yardstick.terms;
            let term = terms.iter().find(|it| it.name == likelihood.term);
            let word = term.map_or(&*likelihood.term, |it| it.word(words.lang()));
            mark(" is-likelihood", &format!("{word} ({})", likelihood.range));
        }
        if claim.is_disputed {
            mark(" is-disputed", words.get("disputed"));
        }
        if out.is_empty() { words.get("claim").to_owned() } else { out }
    }
}

/// The key of the word for a level.
pub(crate) fn confidence_word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "confidence-high",
        Confidence::Moderate => "confidence-moderate",
        Confidence::Low => "confidence-low",
    }
}
