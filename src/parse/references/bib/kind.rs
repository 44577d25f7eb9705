//! The CSL type and genre of an entry. BibTeX's and BibLaTeX's types, and those of
//! biblatex-apa and of `JabRef`'s users (BibLaTeX manual 3.19, section 2.1).

use super::macros::term;
use super::work::Work;

/// The CSL type; `None` for `@misc` and what is not known.
pub(super) fn kind(work: &Work<'_>) -> Option<&'static str> {
    Some(match work.kind {
        "article" | "periodical" | "suppperiodical" => article(work),
        "book" | "collection" | "commentary" | "manual" | "mvbook" | "mvcollection"
        | "mvproceedings" | "mvreference" | "proceedings" | "reference" => "book",
        "booklet" => "pamphlet",
        "bookinbook" | "inbook" | "incollection" | "suppbook" | "suppcollection" => {
            "chapter"
        }
        "data" | "dataset" => "dataset",
        "electronic" | "online" | "www" | "webpage" => "webpage",
        "inreference" => "entry-encyclopedia",
        "inproceedings" | "conference" => "paper-conference",
        "mastersthesis" | "phdthesis" | "thesis" => "thesis",
        "patent" => "patent",
        "report" | "techreport" => "report",
        "software" => "software",
        "unpublished" if work.is_event() => "speech",
        "unpublished" => "manuscript",
        "artwork" | "image" => "graphic",
        "audio" | "music" => "song",
        "jurisdiction" => "legal_case",
        "legislation" => "legislation",
        "legal" => "treaty",
        "letter" | "letters" => "personal_communication",
        "movie" | "video" => "motion_picture",
        "newsarticle" => "article-newspaper",
        "performance" => "performance",
        "review" => "review",
        "standard" => "standard",
        _ => return None,
    })
}

fn article(work: &Work<'_>) -> &'static str {
    match work.raw("entrysubtype").unwrap_or_default() {
        "magazine" => "article-magazine",
        "newspaper" => "article-newspaper",
        _ => "article-journal",
    }
}

/// What `type` says, or what the type of a thesis means.
pub(super) fn genre(work: &Work<'_>) -> Option<String> {
    let said = work.raw("type").map(str::trim).filter(|it| !it.is_empty());
    match (said, work.kind) {
        (Some(said), _) if term(said, work.lang) != said => {
            Some(term(said, work.lang).to_owned())
        }
        (None, "mastersthesis") => Some(term("mathesis", work.lang).to_owned()),
        (None, "phdthesis") => Some(term("phdthesis", work.lang).to_owned()),
        _ => None,
    }
}

/// Whether entries of this type are known; `@set` and `@xdata` are no sources.
pub(super) fn is_known(kind: &str) -> bool {
    KNOWN.contains(&kind)
}

/// Every type, for suggestions.
pub(super) const KNOWN: [&str; 57] = [
    "article",
    "artwork",
    "audio",
    "book",
    "bookinbook",
    "booklet",
    "collection",
    "commentary",
    "conference",
    "customa",
    "customb",
    "customc",
    "data",
    "dataset",
    "electronic",
    "image",
    "inbook",
    "incollection",
    "inproceedings",
    "inreference",
    "jurisdiction",
    "legal",
    "legislation",
    "letter",
    "letters",
    "manual",
    "mastersthesis",
    "misc",
    "movie",
    "music",
    "mvbook",
    "mvcollection",
    "mvproceedings",
    "mvreference",
    "newsarticle",
    "online",
    "patent",
    "performance",
    "periodical",
    "phdthesis",
    "proceedings",
    "reference",
    "report",
    "review",
    "set",
    "software",
    "standard",
    "suppbook",
    "suppcollection",
    "suppperiodical",
    "techreport",
    "thesis",
    "unpublished",
    "video",
    "webpage",
    "www",
    "xdata",
];
