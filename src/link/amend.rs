//! Links an edition again after the body of one page has changed: what nobody wrote anew
//! refers to what it referred to before.

use super::examine::Examined;
use super::{Links, fault, generated};
use crate::diag::Checked;
use crate::redact::Edition;
use std::mem::take;
use std::sync::Arc;

impl Links {
    /// The links of `edition`, which differs from the edition `before` of these links in
    /// the body of the page `at` alone: what [`link`](super::link()) would make. `None`
    /// where more than links would have to be followed anew.
    pub fn amended(
        &self,
        before: &Edition,
        edition: &Edition,
        at: usize,
    ) -> Option<Checked<Self>> {
        let given = |it: &Edition| generated::gives(&it.pages()[at]);
        if given(before) != given(edition) {
            return None;
        }
        let mut links = Self {
            atlas: self.atlas.clone(),
            order: Arc::clone(&self.order),
            matcher: self.matcher.clone(),
            made: self.made.clone(),
            collided: self.collided.clone(),
            ..Self::default()
        };
        let (anchors, placed) = self.atlas.named(edition, at);
        let is_moved = !anchors.leads_where(&self.atlas.anchors[at]);
        links.atlas.anchors[at] = anchors;
        let places = if is_moved { self.concerned(at) } else { vec![at] };
        let mut made = links.examine(edition, places.clone());
        // More cannot be told what may have been meant.
        links.asked = self.asked + made.asked;
        if links.asked > fault::ANSWERED {
            return None;
        }
        for (place, mut page) in places.into_iter().zip(take(&mut made.pages)) {
            let mut told =
                if place == at { placed.clone() } else { self.placed(edition, place) };
            told.append(&mut page.told);
            page.told = told;
            links.made[place] = page.into();
        }
        Some(links.finish(edition))
    }

    /// What was found about the places on a page.
    fn placed(&self, edition: &Edition, place: usize) -> Vec<crate::diag::Diagnostic> {
        let is_quiet = self.made[place].told.is_empty();
        if is_quiet { Vec::new() } else { self.atlas.named(edition, place).1 }
    }

    /// The pages whose references may be others once the places on a page are others: those
    /// that lead to it, and those with a fault.
    fn concerned(&self, at: usize) -> Vec<usize> {
        let leads = |it: &Examined| {
            it.references.iter().any(|it| it.to == at) || it.bears_on.contains(&at)
        };
        let all = self.made.iter().enumerate();
        let found =
            all.filter(|(place, it)| *place == at || !it.told.is_empty() || leads(it));
        found.map(|(place, _)| place).collect()
    }
}
