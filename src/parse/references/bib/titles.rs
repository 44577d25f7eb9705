//! Puts titles together: which field is the title, the container, the volume, depends on
//! the type of the entry and on whether there is a main title.

use super::latex::{Inline, Mark, tagged};
use super::work::Work;

/// `title: subtitle. addition`.
pub(super) fn title(work: &Work<'_>) -> Option<String> {
    let main = has_main(work) && !work.is_part();
    let issue = work.kind == "periodical";
    let parts = match () {
        () if issue && work.raw("issuetitle").is_some() => {
            let own = work.raw("issuesubtitle").is_some();
            ["issuetitle", if own { "issuesubtitle" } else { "subtitle" }, "titleaddon"]
        }
        () if main => ["maintitle", "mainsubtitle", "maintitleaddon"],
        () => ["title", "subtitle", "titleaddon"],
    };
    whole(work, parts)
}

/// The title of the volume where there is a main title.
pub(super) fn volume(work: &Work<'_>) -> Option<String> {
    if !has_main(work) {
        return None;
    }
    let parts = if work.is_part() {
        ["booktitle", "booksubtitle", "booktitleaddon"]
    } else {
        ["title", "subtitle", "titleaddon"]
    };
    whole(work, parts)
}

/// What the work appeared in.
pub(super) fn container(work: &Work<'_>) -> Option<String> {
    if work.kind == "periodical" {
        // A periodical's name keeps its capitals.
        let name = work.latex("title")?;
        let name = with(name, ':', work.latex("subtitle"));
        return Some(tagged(&with(name, '.', work.latex("titleaddon"))));
    }
    if work.is_part() {
        let main = ["maintitle", "mainsubtitle", "maintitleaddon"];
        let book = ["booktitle", "booksubtitle", "booktitleaddon"];
        let found = whole(work, main).or_else(|| whole(work, book));
        if found.is_some() {
            return found;
        }
    }
    let name = work.latex("journaltitle").or_else(|| work.latex("journal"))?;
    Some(tagged(&with(name, ':', work.latex("journalsubtitle"))))
}

/// The short form of the container's title.
pub(super) fn container_short(work: &Work<'_>) -> Option<String> {
    let own =
        (work.kind == "periodical" && !has_main(work)).then(|| work.latex("shorttitle"));
    own.flatten().or_else(|| work.latex("shortjournal")).map(|it| tagged(&it))
}

/// The short title: what is said, or the title up to its colon.
pub(super) fn short(work: &Work<'_>) -> Option<String> {
    if (!has_main(work) || work.is_part())
        && let Some(short) = work.title("shorttitle")
    {
        return Some(tagged(&short));
    }
    let title = work.title("title")?;
    let has_more = !has_main(work) && work.first(&["subtitle", "titleaddon"]).is_some();
    up_to_colon(&title).or_else(|| has_more.then(|| tagged(&title)))
}

fn up_to_colon(title: &[Inline]) -> Option<String> {
    let colon = title
        .iter()
        .position(|it| matches!(it, Inline::Word(text) if text.contains(':')))?;
    let mut kept = title[..colon].to_vec();
    if let Inline::Word(text) = &title[colon] {
        let before = text.split(':').next().unwrap_or_default();
        kept.push(Inline::Word(before.to_owned()));
    }
    Some(tagged(&kept))
}

fn has_main(work: &Work<'_>) -> bool {
    work.raw("maintitle").is_some()
}

fn whole(work: &Work<'_>, [title, subtitle, addition]: [&str; 3]) -> Option<String> {
    let title = work.title(title)?;
    let title = with(title, ':', work.title(subtitle));
    Some(tagged(&with(title, '.', work.title(addition))))
}

/// Two texts with a mark between them, unless the first one ends with one.
pub(super) fn with(
    mut first: Vec<Inline>,
    mark: char,
    second: Option<Vec<Inline>>,
) -> Vec<Inline> {
    let Some(second) = second else { return first };
    if first.is_empty() {
        return second;
    }
    let ended = matches!(first.last(), Some(Inline::Word(text)) if text.ends_with(['!', '?', '.', ',', ':', ';']));
    if !ended {
        first.push(Inline::Marked(Mark::Plain, vec![Inline::Word(mark.to_string())]));
    }
    first.push(Inline::Space);
    first.extend(second);
    first
}
