//! Gives the pages below an index page what its `cascade:` tells; the nearest folder
//! speaks first.

use super::super::front_matter::Told;
use super::{Naming, Sheet};
use crate::base::mutant;
use std::collections::BTreeMap;

/// The cascades by folder and by language suffix of the index page.
pub(super) type Cascades = BTreeMap<(String, Option<String>), Told>;

/// What folders tell of the pages below them.
#[derive(Clone, Debug, Default)]
pub struct Folders(Cascades);

impl Folders {
    pub(super) fn of(cascades: Cascades) -> Self {
        Self(cascades)
    }

    pub(super) fn cascades(&self) -> &Cascades {
        &self.0
    }
}

/// Collects the cascades of all index pages; of those that are cut what still holds.
pub(super) fn collect(sheets: &[Sheet<'_>], before: &Folders) -> Cascades {
    let mut cascades = Cascades::new();
    for sheet in sheets.iter().filter(|it| it.naming.is_index) {
        if let Some(told) = &sheet.front.cascade {
            let key = (sheet.naming.folder.clone(), sheet.naming.lang.clone());
            cascades.entry(key).or_insert_with(|| told.clone());
        }
    }
    for (key, told) in &before.0 {
        if !cascades.contains_key(key) {
            let told = if mutant::is_off("cascade") { told.clone() } else { told.bare() };
            cascades.insert(key.clone(), told);
        }
    }
    cascades
}

/// Fills in what the page does not tell itself. In each folder the index page in the same
/// language speaks before the one without a language suffix. Of which kind the pages below
/// an index page are says nothing about the index page.
pub(super) fn apply(told: &mut Told, naming: &Naming, cascades: &Cascades) {
    if cascades.is_empty() {
        return;
    }
    let Naming { folder: own, lang, is_index, .. } = naming;
    let langs = [lang.as_ref(), None];
    let langs = || langs.into_iter().skip(usize::from(lang.is_none()));
    for folder in upwards(own) {
        for lang in langs() {
            let key = (folder.to_owned(), lang.cloned());
            let Some(above) = cascades.get(&key) else { continue };
            let kind = told.kind.take();
            told.fill(above);
            let is_own = *is_index && folder == own;
            told.kind = kind.or_else(|| above.kind.clone().filter(|_| !is_own));
        }
    }
}

/// A folder and those it lies in, the content folder last.
fn upwards(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |here| match here.rsplit_once('/') {
        Some((above, _)) => Some(above),
        None => (!here.is_empty()).then_some(""),
    })
}
