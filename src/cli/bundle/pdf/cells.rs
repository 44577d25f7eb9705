//! The ids of table cells in a printed document. By them cells name their headers
//! (ISO 32000-1, 14.7.2 and 14.8.5.7); Chromium takes them from a counter whose start
//! differs from run to run. Here they are numbered anew, in the same order.

use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;

/// Each id, and the one it gets.
type Ids = BTreeMap<Vec<u8>, Vec<u8>>;

/// Gives every cell an id that depends on the document alone.
pub(super) fn number(document: &mut Document) {
    let mut ids = Ids::new();
    for object in document.objects.values() {
        each(object, &mut |it| {
            if let Some(id) = id_of(it) {
                ids.insert(id.to_vec(), Vec::new());
            }
        });
    }
    for (number, new) in ids.values_mut().enumerate() {
        // As wide as the old ones: the tree of ids is sorted by bytes.
        *new = format!("node{number:08}").into_bytes();
    }
    for object in document.objects.values_mut() {
        rename(object, &ids);
    }
}

/// The id of an element of the structure.
fn id_of(element: &Dictionary) -> Option<&[u8]> {
    element.get(b"S").ok()?;
    element.get(b"ID").ok()?.as_str().ok()
}

/// Every dictionary in an object.
fn each<'a>(object: &'a Object, see: &mut impl FnMut(&'a Dictionary)) {
    match object {
        Object::Array(items) => items.iter().for_each(|it| each(it, see)),
        Object::Dictionary(it) => {
            see(it);
            it.iter().for_each(|(_, value)| each(value, see));
        }
        _ => {}
    }
}

/// Ids stand in elements, in the lists of headers, and in the tree of ids.
fn rename(object: &mut Object, ids: &Ids) {
    match object {
        Object::Array(items) => items.iter_mut().for_each(|it| rename(it, ids)),
        Object::Dictionary(it) => {
            for (key, value) in it.iter_mut() {
                match key.as_slice() {
                    b"ID" | b"Headers" | b"Names" | b"Limits" => replace(value, ids),
                    _ => rename(value, ids),
                }
            }
        }
        _ => {}
    }
}

fn replace(value: &mut Object, ids: &Ids) {
    match value {
        Object::String(id, _) => {
            if let Some(new) = ids.get(id) {
                id.clone_from(new);
            }
        }
        Object::Array(items) => items.iter_mut().for_each(|it| replace(it, ids)),
        other => rename(other, ids),
    }
}

#[cfg(test)]
mod tests {
    use super::number;
    use lopdf::{Document, Object, dictionary};

    fn printed(first: usize) -> Document {
        let id = |it: usize| Object::string_literal(format!("node{:08}", first + it));
        let mut document = Document::with_version("1.4");
        document.add_object(dictionary! { "S" => "TH", "ID" => id(0) });
        let headers = dictionary! { "O" => "Table", "Headers" => vec![id(0)] };
        let cell =
            dictionary! { "S" => "TD", "ID" => id(9), "A" => vec![headers.into()] };
        document.add_object(cell);
        let names =
            vec![id(0), Object::Reference((1, 0)), id(9), Object::Reference((2, 0))];
        let limits = vec![id(0), id(9)];
        document.add_object(dictionary! { "Names" => names, "Limits" => limits });
        document
    }

    #[test]
    fn ids_do_not_tell_where_the_browser_began_to_count() {
        let [mut one, mut other] = [printed(7), printed(99)];
        number(&mut one);
        number(&mut other);
        assert_eq!(one.objects, other.objects);
    }

    #[test]
    fn a_cell_still_names_its_header() {
        let mut document = printed(7);
        number(&mut document);
        let told = format!("{:?}", document.objects);
        assert_eq!(told.matches("node00000000").count(), 4, "{told}");
        assert_eq!(told.matches("node00000001").count(), 3, "{told}");
        assert!(!told.contains("node00000007"), "{told}");
    }

    #[test]
    fn a_text_that_looks_like_an_id_stays() {
        let mut document = printed(7);
        let title = Object::string_literal("node00000007");
        let place = document.add_object(dictionary! { "Title" => title.clone() });
        number(&mut document);
        let told = document.get_dictionary(place).and_then(|it| it.get(b"Title"));
        assert_eq!(told.ok(), Some(&title));
    }
}
