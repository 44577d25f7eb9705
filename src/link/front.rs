//! Follows what the front matter of a page names: the pages it bears on, its relations.

use super::answer::Fault;
use super::examine::{Examined, Reference};
use super::fault::{self, Ask, Found, Written};
use super::suggest::Suggest;
use super::{Backlink, Target};
use crate::diag::{Code, Diagnostic, Span};

/// Follows the front matter of one page.
pub(super) fn follow(suggest: &Suggest<'_>, place: usize, made: &mut Examined) {
    let face = &suggest.edition().pages()[place].face;
    for name in &face.bears_on {
        let page = named(suggest, place, (&name.value, name.span), made);
        made.bears_on.extend(page);
    }
    for relation in &face.relations {
        let to = (&*relation.to.value, relation.to.span);
        let Some(to) = named(suggest, place, to, made) else { continue };
        if to == place {
            made.findings.push(to_itself(suggest, place, relation.to.span));
            continue;
        }
        let sentence = relation.kind.replace('-', " ");
        let (kind, marking) = (Some(relation.kind.clone()), relation.marking);
        let marking = face.marking.max(marking);
        let shown =
            Backlink { from: place, anchor: None, sentence, relation: kind, marking };
        made.references.push(Reference { to, shown: shown.into() });
    }
}

/// A relation that leads back to its own page says nothing of anybody.
fn to_itself(suggest: &Suggest<'_>, place: usize, span: Span) -> Found {
    let face = &suggest.edition().pages()[place].face;
    let finding = Diagnostic::new(Code::SelfRelation, "the page is related to itself")
        .at(&face.file, span)
        .help("name the other page, or take the relation out; it is shown nowhere");
    Found { finding, ask: None, dest: String::new() }
}

/// The page with this name; otherwise a finding.
fn named(
    suggest: &Suggest<'_>,
    place: usize,
    (name, span): (&str, Span),
    made: &mut Examined,
) -> Option<usize> {
    let found = match suggest.atlas().wiki(place, name) {
        (Some(Target::Page { page, .. }), None) => return Some(page),
        (_, Some(it @ (Fault::Names(_) | Fault::Anchor { .. }))) => {
            let link = Written { page: place, span, dest: name, what: "link" };
            fault::found(suggest, link, &it)
        }
        _ => {
            let unknown = format!("no page is called `{name}`");
            let file = &suggest.edition().pages()[place].face.file;
            let finding = Diagnostic::new(Code::UnknownPage, unknown).at(file, span);
            Found {
                finding,
                ask: Some(Ask::Name(name.to_owned())),
                dest: name.to_owned(),
            }
        }
    };
    made.findings.push(found);
    None
}
