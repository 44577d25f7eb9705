//! Writes citations: in the style of the dossier on the page that lists them, names and
//! years elsewhere.

use super::sheet::Sheet;
use super::{pieces, url};
use crate::cite::{Citation, Form, Part, Piece};
use crate::model::{CiteItem, Cluster, Kind, Mode, Node, Source};
use std::fmt::Write as _;

/// The id of a source in the reference list of a page: `ref-KEY`.
pub fn reference_id(key: &str) -> String {
    let key = key.split_whitespace().collect::<Vec<_>>().join("-");
    format!("ref-{key}")
}

impl<'w> Sheet<'w> {
    pub(super) fn cite(&mut self, cluster: &'w Cluster) {
        let Some(first) = cluster.items.first() else { return };
        let citation = self.writer.references.citation(self.page, first.span);
        match (citation, self.writer.references.form()) {
            (Some(citation), Form::Note) if self.has_ids() => {
                self.noted(cluster, citation);
            }
            // Numbers and notes lead to lists that other pages do not have; names and
            // years stand for themselves.
            (Some(citation), form) if self.has_ids() || form == Form::Named => {
                self.formatted(cluster, citation);
            }
            (_, Form::Note) => self.short_form(cluster, ['(', ')']),
            _ => self.short_form(cluster, ['[', ']']),
        }
        self.verdict(cluster);
    }

    /// The mark of a note; within a footnote of the author the citation itself, in
    /// brackets.
    fn noted(&mut self, cluster: &'w Cluster, citation: &'w Citation) {
        self.named(cluster, citation);
        self.out.push_str("<cite class=\"citation\">");
        let start = self.out.len();
        if self.cite_mark(cluster) {
            self.out.truncate(self.out.len());
            let mark = self.out.split_off(start);
            // The name is followed by the mark without a blank.
            let opening = "<cite class=\"citation\">";
            let before = self.out.len() - opening.len();
            if self.out[..before].ends_with(' ') && self.speaker(cluster).is_some() {
                self.out.remove(before - 1);
            }
            for item in &cluster.items {
                self.empty_anchor(item);
            }
            self.out.push_str(&mark);
        } else {
            self.out.push('(');
            let all = citation.parts.len();
            let ends = matches!(citation.parts.last(), Some(Part::Text(_)));
            self.parts(cluster, &citation.parts[..all - usize::from(ends)]);
            self.out.push(')');
        }
        self.out.push_str("</cite>");
    }

    /// An empty element with the id of an item.
    fn empty_anchor(&mut self, item: &CiteItem) {
        let id = self.writer.references.anchor(self.page, item.span);
        if let Some(id) = id {
            self.out.push_str("<span");
            self.id(Some(id));
            self.out.push_str("></span>");
        }
    }

    /// The text of a citation that is a note, beginning with a capital.
    pub(super) fn cited_note(&mut self, cluster: &'w Cluster) {
        let Some(first) = cluster.items.first() else { return };
        let citation = self.writer.references.citation(self.page, first.span);
        let Some(citation) = citation else { return };
        self.in_note = true;
        self.out.push_str("<p>");
        let start = self.out.len();
        self.parts(cluster, &citation.parts);
        capital(&mut self.out, start);
        self.out.push_str("</p>\n");
        self.in_note = false;
    }

    /// Puts punctuation that follows a citation before it where the citation becomes a
    /// note, as pandoc does, and takes away the blank.
    /// A narrative citation stays with the name.
    pub(super) fn punctuation_before(&mut self, cluster: &Cluster, next: Option<&Node>) {
        let Some(first) = cluster.items.first() else { return };
        let is_narrative = first.mode == Mode::AuthorInText;
        if is_narrative || !self.has_ids() || !self.is_noted(first) {
            return;
        }
        let blank = self.out.trim_end_matches([' ', '\n', '\u{A0}']).len();
        let is_block = self.out[..blank].ends_with('>');
        if !is_block {
            self.out.truncate(blank);
        }
        let Some(Kind::Text(text)) = next.map(|it| &it.kind) else { return };
        let marks =
            text.len() - text.trim_start_matches(['.', ',', ';', ':', '!', '?']).len();
        self.out.push_str(&text[..marks]);
        self.skip = marks;
    }

    /// The plain form: `[1, p. 5; 2]`, or names and years on other pages, which styles of
    /// notes put into round brackets.
    fn short_form(&mut self, cluster: &'w Cluster, brackets: [char; 2]) {
        if let Some(speaker) = self.speaker(cluster) {
            self.escaped(&speaker);
            self.out.push(' ');
        }
        self.out.push_str("<cite class=\"citation\">");
        self.out.push(brackets[0]);
        for (place, item) in cluster.items.iter().enumerate() {
            self.out.push_str(if place == 0 { "" } else { "; " });
            self.affixed(item, |sheet| sheet.cited(item));
        }
        self.out.push(brackets[1]);
        self.out.push_str("</cite>");
    }

    /// As the style of the dossier has it.
    fn formatted(&mut self, cluster: &'w Cluster, citation: &'w Citation) {
        self.named(cluster, citation);
        self.out.push_str("<cite class=\"citation\">");
        self.collapsed(cluster, citation);
        self.parts(cluster, &citation.parts);
        self.out.push_str("</cite>");
    }

    /// Who is named before a narrative citation, and a blank.
    fn named(&mut self, cluster: &'w Cluster, citation: &'w Citation) {
        let Some(speaker) = self.speaker(cluster) else { return };
        if citation.author.is_empty() {
            self.escaped(&speaker);
        }
        for piece in &citation.author {
            pieces::text(&mut self.out, piece);
        }
        self.out.push(' ');
    }

    fn parts(&mut self, cluster: &'w Cluster, parts: &'w [Part]) {
        for part in parts {
            match part {
                Part::Text(piece) if self.ends_already(&piece.text) => {}
                Part::Text(piece) => pieces::text(&mut self.out, piece),
                Part::Item(place, words) => {
                    let Some(item) = cluster.items.get(*place) else { continue };
                    self.affixed(item, |sheet| sheet.worded(item, words));
                }
            }
        }
    }

    /// Whether a full stop would stand twice.
    fn ends_already(&self, text: &str) -> bool {
        text.starts_with('.') && self.out.ends_with(['.', '?', '!'])
    }

    /// The anchors of items that a range such as `1–3` does not show.
    fn collapsed(&mut self, cluster: &'w Cluster, citation: &'w Citation) {
        let shown = |place: usize| {
            citation
                .parts
                .iter()
                .any(|it| matches!(it, Part::Item(at, _) if *at == place))
        };
        for (place, item) in cluster.items.iter().enumerate() {
            if self.has_ids() && !shown(place) {
                self.empty_anchor(item);
            }
        }
    }

    /// An item with the author's own words before and behind it.
    fn affixed(&mut self, item: &'w CiteItem, write: impl FnOnce(&mut Self)) {
        self.nodes(&item.prefix);
        if !item.prefix.is_empty() && !self.out.ends_with([' ', '\u{a0}', '\n']) {
            self.out.push(' ');
        }
        write(self);
        self.nodes(&item.suffix);
    }

    /// An item in the words of the style: one link to the list, up to the first link of
    /// its own.
    fn worded(&mut self, item: &'w CiteItem, words: &'w [Piece]) {
        let Some(source) = self.source(item) else { return self.missing(item) };
        let own = words.iter().position(|it| it.url.is_some()).unwrap_or(words.len());
        let (linked, rest) = words.split_at(own);
        let is_open = self.link_to(item, source);
        for piece in linked {
            pieces::text(&mut self.out, piece);
        }
        if is_open {
            self.out.push_str("</a>");
        }
        for piece in rest {
            if self.in_link {
                pieces::text(&mut self.out, piece);
            } else {
                pieces::write(&mut self.out, piece);
            }
        }
    }

    /// Who is named in the text: `@key` at the start of a cluster.
    pub(super) fn speaker(&self, cluster: &Cluster) -> Option<String> {
        let first = cluster.items.first().filter(|it| it.mode == Mode::AuthorInText)?;
        Some(self.source(first)?.speaker(&self.face.lang))
    }

    fn source(&self, item: &CiteItem) -> Option<&'w Source> {
        self.writer.edition.source(&item.key)
    }

    /// One item: its number or short name and its pinpoint.
    fn cited(&mut self, item: &'w CiteItem) {
        let Some(source) = self.source(item) else { return self.missing(item) };
        let linked = self.link_to(item, source);
        if self.has_ids() {
            match self.writer.references.number(self.page, &item.key) {
                Some(number) => write!(self.out, "{number}").unwrap_or(()),
                None => self.escaped(&item.key),
            }
        } else {
            let short = self.short(source, item.mode);
            self.escaped(&short);
        }
        if let Some(pinpoint) = item.pinpoint(&self.face.lang) {
            self.out.push_str(", ");
            self.escaped(&pinpoint);
        }
        if linked {
            self.out.push_str("</a>");
        }
    }

    /// Opens the link of an item: to the list of its own page, or to the page of the source.
    fn link_to(&mut self, item: &CiteItem, source: &Source) -> bool {
        if self.in_link {
            return false;
        }
        if self.has_ids() {
            self.out.push_str("<a class=\"cite\"");
            let id = self.writer.references.anchor(self.page, item.span);
            self.id(id.filter(|_| !self.in_note));
            self.out.push_str(" href=\"#");
            url::push(&mut self.out, &reference_id(&item.key).replace('%', "%25"));
        } else {
            let path = self.writer.links.source_path(&item.key, self.writer.words.lang());
            let Some(path) = path else { return false };
            self.out.push_str("<a class=\"cite\" href=\"");
            url::push(&mut self.out, &self.at.href_to(path));
        }
        self.out.push('"');
        if !source.title.is_empty() {
            self.attribute("title", &source.title);
        }
        self.out.push('>');
        true
    }

    fn missing(&mut self, item: &CiteItem) {
        self.out.push_str("<strong class=\"missing-source\"");
        self.attribute("title", self.word("missing-source"));
        self.out.push('>');
        self.escaped(&item.key);
        self.out.push_str("?</strong>");
    }

    /// `BfV 2024`; only the year where the name stands in the text.
    fn short(&self, source: &Source, mode: Mode) -> String {
        let year = source.issued.map(|it| it.start.year.to_string());
        let name = || source.speaker(&self.face.lang);
        match (mode, year) {
            (Mode::AuthorInText, Some(year)) => year,
            (_, Some(year)) => format!("{} {year}", name()),
            (_, None) => name(),
        }
    }
}

/// Makes a capital of the first letter behind `start`, unless it begins an address.
fn capital(out: &mut String, start: usize) {
    let mut in_tag = false;
    let first = out[start..].char_indices().find(|(_, c)| match c {
        '<' => {
            in_tag = true;
            false
        }
        '>' => !std::mem::replace(&mut in_tag, false),
        _ => !in_tag,
    });
    let Some((at, letter)) = first.map(|(at, it)| (start + at, it)) else { return };
    if letter.is_lowercase() && !out[at..].starts_with("http") {
        let upper: String = letter.to_uppercase().collect();
        out.replace_range(at..at + letter.len_utf8(), &upper);
    }
}
