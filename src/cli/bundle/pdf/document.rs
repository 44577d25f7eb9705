//! A printed document: where the pages of the dossier begin, and what it tells of itself.
//! What is named by the clock or by the machine is taken out.

use super::cells;
use crate::base::{Day, SitePath};
use crate::diag::Failure;
use crate::write::Sheets;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// What made the document, as it says itself.
const CREATOR: &str = concat!("dossier ", env!("CARGO_PKG_VERSION"));

/// A printed document.
pub(super) struct Printed {
    document: Document,
}

impl Printed {
    /// Reads what a browser has printed.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Failure> {
        let document = Document::load_mem(bytes)
            .map_err(|it| Failure::new(format!("what was printed is no PDF: {it}")))?;
        Ok(Self { document })
    }

    /// How many sheets it has.
    pub(super) fn len(&self) -> usize {
        self.document.get_pages().len()
    }

    /// On which sheet each page of the dossier begins: its id names a place in the
    /// document, for the contents lead there.
    pub(super) fn sheets(&self) -> Sheets {
        let numbers: BTreeMap<ObjectId, usize> = self
            .document
            .get_pages()
            .into_iter()
            .map(|(number, id)| (id, number as usize))
            .collect();
        let Some(places) = self.places() else { return Sheets::new() };
        let sheet = |(name, place): (&Vec<u8>, &Object)| {
            let id = std::str::from_utf8(name).ok()?;
            let path = SitePath::new(&format!("{id}.html"))?;
            let (_, place) = self.document.dereference(place).ok()?;
            let page = place.as_array().ok()?.first()?.as_reference().ok()?;
            Some((path, *numbers.get(&page)?))
        };
        places.iter().filter_map(sheet).collect()
    }

    fn places(&self) -> Option<&Dictionary> {
        let places = self.document.catalog().ok()?.get(b"Dests").ok()?;
        self.document.dereference(places).ok()?.1.as_dict().ok()
    }

    /// Says what made it and, if a day was given, when.
    pub(super) fn tell(&mut self, date: Option<Day>) {
        let Ok(info) = self.document.trailer.get(b"Info").and_then(Object::as_reference)
        else {
            return;
        };
        let Ok(info) = self.document.get_object_mut(info).and_then(Object::as_dict_mut)
        else {
            return;
        };
        info.set("Creator", Object::string_literal(CREATOR));
        let day = date.map(|it| format!("D:{}000000Z", it.to_string().replace('-', "")));
        for key in ["CreationDate", "ModDate"] {
            info.remove(key.as_bytes());
            if let Some(day) = &day {
                info.set(key, Object::string_literal(day.as_str()));
            }
        }
        if let Ok(catalog) = self.document.catalog_mut() {
            let mut shown = Dictionary::new();
            shown.set("DisplayDocTitle", true);
            catalog.set("ViewerPreferences", shown);
        }
        self.document.trailer.remove(b"ID");
        cells::number(&mut self.document);
    }

    /// The document as bytes.
    pub(super) fn write(mut self) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        self.document
            .save_to(&mut bytes)
            .map_err(|it| Failure::new(format!("cannot write the PDF: {it}")))?;
        Ok(bytes)
    }
}

/// Whether a document says that it was made here.
pub(super) fn is_ours(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"(dossier ").is_some()
}
