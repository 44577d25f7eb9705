//! Rewrites start tags: ids become unique, links become fragments, images are put in.

use super::data;
use super::ids::{REFERENCES, each, in_drawing};
use super::names::{Names, Way};
use super::token::Start;
use crate::base::text::escape_into;
use crate::base::{Files, SitePath};
use std::collections::BTreeSet;

/// Rewrites the tags of one page.
pub(super) struct Fitter<'a> {
    files: &'a Files,
    names: &'a Names<'a>,
    page: &'a SitePath,
    /// The files that the page offers to take along.
    pub(super) downloads: BTreeSet<SitePath>,
}

/// What becomes of an attribute.
enum Fate {
    Same,
    Becomes(String),
    Goes,
}

impl<'a> Fitter<'a> {
    /// For the tags of `page`.
    pub(super) fn new(
        files: &'a Files,
        names: &'a Names<'a>,
        page: &'a SitePath,
    ) -> Self {
        Self { files, names, page, downloads: BTreeSet::new() }
    }

    /// Writes a tag under the name `name`.
    pub(super) fn write(&mut self, tag: &Start<'_>, name: &str, out: &mut String) {
        let fates: Vec<Fate> =
            tag.attributes.iter().map(|(key, it)| self.fate(tag, key, it)).collect();
        let is_same = name == tag.name && fates.iter().all(|it| matches!(it, Fate::Same));
        if let Some(raw) = tag.raw.filter(|_| is_same) {
            out.push_str(raw);
            return;
        }
        out.push('<');
        out.push_str(name);
        for ((key, old), fate) in tag.attributes.iter().zip(&fates) {
            match fate {
                Fate::Same => attribute(out, key, old),
                Fate::Becomes(new) => attribute(out, key, new),
                Fate::Goes => {}
            }
        }
        out.push_str(if tag.closes_itself { "/>" } else { ">" });
    }

    fn fate(&mut self, tag: &Start<'_>, key: &str, value: &str) -> Fate {
        let (page, names) = (self.page, self.names);
        let rename = |id: &str| names.place(page, id);
        match key {
            "id" => Fate::Becomes(rename(value)),
            "name" if matches!(tag.name.as_str(), "a" | "map") => {
                Fate::Becomes(rename(value))
            }
            "usemap" => {
                Fate::Becomes(format!("#{}", rename(value.trim_start_matches('#'))))
            }
            "href" | "xlink:href" => self.link(tag, value),
            "src" | "poster" => self.shown(value),
            "srcset" | "sizes" | "integrity" | "ping" => Fate::Goes,
            "download" | "type" if tag.name == "a" && self.is_download(tag) => Fate::Goes,
            _ if REFERENCES.contains(&key) => Fate::Becomes(each(value, rename)),
            _ => in_drawing(value, &rename).map_or(Fate::Same, Fate::Becomes),
        }
    }

    fn link(&mut self, tag: &Start<'_>, url: &str) -> Fate {
        let is_shown = matches!(tag.name.as_str(), "image" | "feimage");
        match self.names.way(self.page, url) {
            Way::Outside => Fate::Same,
            Way::Lost => Fate::Goes,
            Way::Within(fragment) => Fate::Becomes(format!("#{fragment}")),
            Way::File(_) if is_shown => self.shown(url),
            Way::File(path) => {
                let id = self.names.file(&path);
                self.downloads.insert(path);
                Fate::Becomes(format!("#{}", crate::base::path::encode(&id)))
            }
        }
    }

    fn shown(&self, url: &str) -> Fate {
        match self.names.way(self.page, url) {
            Way::File(path) => match self.files.get(&path) {
                Some(bytes) => Fate::Becomes(data::url(&path, bytes)),
                None => Fate::Goes,
            },
            Way::Outside => Fate::Same,
            Way::Within(_) | Way::Lost => Fate::Goes,
        }
    }

    fn is_download(&self, tag: &Start<'_>) -> bool {
        let way = tag.get("href").map(|it| self.names.way(self.page, it));
        matches!(way, Some(Way::File(_)))
    }
}

/// One attribute, escaped, with a blank before it.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    if value.is_empty() && !matches!(name, "alt" | "value" | "content") {
        return;
    }
    out.push_str("=\"");
    escape_into(out, value);
    out.push('"');
}
