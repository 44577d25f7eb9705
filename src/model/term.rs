//! The words in front of a locator: `p.`, `Kap.`, `§§`. CSL's English terms everywhere,
//! its German ones on German pages, and what analysts and lawyers write besides.

use super::Label;
use super::citation::Law;

/// The longest term, in bytes.
const MAX_BYTES: usize = 16;

impl Label {
    /// The label that a term stands for; case is free, except for the words of laws.
    pub fn read(term: &str, lang: &str) -> Option<Self> {
        if term.len() > MAX_BYTES {
            return None;
        }
        if let Some(law) = of_law(term, lang) {
            return Some(Self::Law(law));
        }
        let mut small = [0; MAX_BYTES];
        let small = small.get_mut(..term.len())?;
        small.copy_from_slice(term.as_bytes());
        small.make_ascii_lowercase();
        match std::str::from_utf8(small) {
            Ok(term) if term.is_ascii() => of_lower(term, lang),
            _ => of_lower(&term.to_lowercase(), lang),
        }
    }
}

fn is_german(lang: &str) -> bool {
    lang.get(..2).is_some_and(|it| it.eq_ignore_ascii_case("de"))
}

/// What laws are counted by.
fn of_law(term: &str, lang: &str) -> Option<Law> {
    Some(match term {
        "§" => Law::Sign,
        "§§" => Law::Signs,
        "Art." => Law::Art,
        "Abs." if is_german(lang) => Law::Abs,
        _ => return None,
    })
}

fn of_lower(term: &str, lang: &str) -> Option<Label> {
    let german = is_german(lang);
    let found = if german { of_german(term) } else { None };
    found.or_else(|| of_english(term)).or_else(|| of_any(term))
}

fn of_english(term: &str) -> Option<Label> {
    Some(match term {
        "act" | "acts" => Label::Act,
        "appendix" | "appendices" | "app." | "apps." => Label::AppendixLocator,
        "article" | "articles" | "art." | "arts." => Label::ArticleLocator,
        "book" | "books" | "bk." | "bks." => Label::Book,
        "canon" | "canons" => Label::Canon,
        "chapter" | "chapters" | "chap." | "chaps." | "ch." | "chs." => Label::Chapter,
        "column" | "columns" | "col." | "cols." => Label::Column,
        "location" | "locations" | "loc." | "locs." => Label::Elocation,
        "equation" | "equations" | "eq." | "eqs." => Label::Equation,
        "figure" | "figures" | "fig." | "figs." => Label::Figure,
        "folio" | "folios" | "fol." | "fols." => Label::Folio,
        "issue" | "issues" | "number" | "numbers" | "no." | "nos." => Label::Issue,
        "line" | "lines" | "l." | "ll." => Label::Line,
        "note" | "notes" | "n." | "nn." => Label::Note,
        "opus" | "opera" | "op." | "opp." => Label::Opus,
        "page" | "pages" | "p." | "pp." => Label::Page,
        "paragraph" | "paragraphs" | "para." | "paras." | "¶" | "¶¶" => {
            Label::Paragraph
        }
        "part" | "parts" | "pt." | "pts." => Label::Part,
        "rule" | "rules" | "r." | "rr." => Label::Rule,
        "scene" | "scenes" | "sc." | "scs." => Label::Scene,
        "section" | "sections" | "sec." | "secs." => Label::Section,
        "sub verbo" | "sub verbis" | "s.v." | "s.vv." => Label::SubVerbo,
        "supplement" | "supplements" | "supp." | "supps." => Label::Supplement,
        "table" | "tables" | "tbl." | "tbls." => Label::Table,
        "timestamp" | "timestamps" => Label::Timestamp,
        "title" | "titles" | "tit." | "tits." => Label::TitleLocator,
        "verse" | "verses" | "v." | "vv." => Label::Verse,
        "volume" | "volumes" | "vol." | "vols." => Label::Volume,
        _ => return None,
    })
}

fn of_german(term: &str) -> Option<Label> {
    Some(match term {
        "akt" | "akte" => Label::Act,
        "anhang" | "anhänge" | "anh." => Label::AppendixLocator,
        "artikel" | "art." => Label::ArticleLocator,
        "buch" | "bücher" | "b." => Label::Book,
        "kanon" | "kanones" => Label::Canon,
        "kapitel" | "kap." => Label::Chapter,
        "spalte" | "spalten" | "sp." => Label::Column,
        "position" | "positionen" | "pos." => Label::Elocation,
        "gleichung" | "gleichungen" | "gl." => Label::Equation,
        "abbildung" | "abbildungen" | "abb." => Label::Figure,
        "blatt" | "blätter" | "bl." => Label::Folio,
        "nummer" | "nummern" | "heft" | "hefte" | "nr." | "nrn." => Label::Issue,
        "zeile" | "zeilen" | "z." => Label::Line,
        "anmerkung" | "anmerkungen" | "notiz" | "notizen" | "anm." => Label::Note,
        "seite" | "seiten" | "s." => Label::Page,
        "absatz" | "absätze" | "abs." => Label::Paragraph,
        "teil" | "teile" => Label::Part,
        "regel" | "regeln" => Label::Rule,
        "szene" | "szenen" | "sz." => Label::Scene,
        "abschnitt" | "abschnitte" | "abschn." => Label::Section,
        "s. v." | "s. vv." => Label::SubVerbo,
        "ergänzung" | "ergänzungen" | "suppl." => Label::Supplement,
        "tabelle" | "tabellen" | "tab." => Label::Table,
        "zeitstempel" | "zeitmarke" | "zeitmarken" => Label::Timestamp,
        "titel" => Label::TitleLocator,
        "vers" | "verse" => Label::Verse,
        "band" | "bände" | "bd." | "bde." => Label::Volume,
        _ => return None,
    })
}

/// What CSL has no word for, in any language: shown in the author's words.
fn of_any(term: &str) -> Option<Label> {
    Some(match term {
        "rn." | "rnr." | "rdn." | "rdnr." | "rz." | "randnummer" | "randnummern"
        | "randziffer" | "randziffern" | "slide" | "slides" | "folie" | "folien" => {
            Label::Custom
        }
        "footnote" | "footnotes" | "fußnote" | "fußnoten" | "fn." => Label::Note,
        _ => return None,
    })
}
