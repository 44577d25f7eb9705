//! Lets translations take over what they do not tell themselves: from the page of the same
//! name in the language of the book, otherwise in the first of its languages.

use super::super::front_matter::{FrontMatter, Told, lent};
use super::Sheet;
use super::cascade::{self, Cascades};
use crate::model::views::rank;
use crate::model::{PageId, Settings};
use std::collections::BTreeMap;

/// Tells every translation what its original says itself. Folders speak afterwards.
pub(super) fn tell(sheets: &mut [Sheet<'_>], settings: &Settings, cascades: &Cascades) {
    if !settings.is_dossier {
        return;
    }
    for group in twins(sheets) {
        let langs: Vec<Option<String>> =
            group.iter().map(|it| language(&sheets[*it], settings, cascades)).collect();
        let known = group.iter().zip(&langs);
        let known = known.filter_map(|(at, lang)| Some((*at, lang.as_deref()?)));
        let Some((original, main)) = known.min_by_key(|it| rank(it.1, settings)) else {
            continue;
        };
        for (at, lang) in group.iter().zip(&langs) {
            if lang.as_deref() != Some(main) {
                let mut from = sheets[original].clone();
                from.front.told.lang = Some(main.to_owned());
                inherit(&mut sheets[*at], from);
            }
        }
    }
}

/// The places of sheets that share a name with others.
fn twins(sheets: &[Sheet<'_>]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&PageId, Vec<usize>> = BTreeMap::new();
    for (at, sheet) in sheets.iter().enumerate() {
        groups.entry(&sheet.naming.id).or_default().push(at);
    }
    groups.into_values().filter(|it| it.len() > 1).collect()
}

/// The language of a sheet; none of a draft, which is nobody's original.
fn language(
    sheet: &Sheet<'_>,
    settings: &Settings,
    cascades: &Cascades,
) -> Option<String> {
    let own = &sheet.front.told;
    let mut told = Told { lang: own.lang.clone(), draft: own.draft, ..Told::default() };
    cascade::apply(&mut told, &sheet.naming, cascades);
    let lang = told.lang.unwrap_or_else(|| settings.language.clone());
    (told.draft != Some(true)).then_some(lang)
}

fn inherit<'a>(sheet: &mut Sheet<'a>, original: Sheet<'a>) {
    let FrontMatter { told, nocite, .. } = &mut sheet.front;
    told.inherit(&original.front.told);
    if nocite.is_empty() {
        nocite.extend(original.front.nocite.iter().cloned().map(lent));
    }
    sheet.original = Some(Box::new(original));
}
