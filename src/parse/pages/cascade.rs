//! Gives the pages below an index page what its `cascade:` tells; the nearest folder
//! speaks first.

use super::super::front_matter::Told;
use super::Sheet;
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
/// language speaks before the one without a language suffix.
pub(super) fn apply(
    told: &mut Told,
    folder: &str,
    lang: Option<&str>,
    cascades: &Cascades,
) {
    if cascades.is_empty() {
        return;
    }
    let mut folder = Some(folder);
    while let Some(here) = folder {
        for lang in [lang, None].iter().take(if lang.is_some() { 2 } else { 1 }) {
            let key = (here.to_owned(), lang.map(str::to_owned));
            if let Some(above) = cascades.get(&key) {
                told.fill(above);
            }
        }
        folder = match here.rsplit_once('/') {
            Some((above, _)) => Some(above),
            None => (!here.is_empty()).then_some(""),
        };
    }
}
