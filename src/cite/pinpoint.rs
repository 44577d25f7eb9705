//! Compares the pages that citations name with those that the source says it has.

use super::pin::Pin;
use crate::diag::{Code, Diagnostic};
use crate::model::{Extent, Label, Source};

/// What is wrong with the pages that a citation names; without a place.
pub(super) fn fault(source: &Source, pin: Option<&Pin>) -> Option<Diagnostic> {
    let (label, pages) = pin?;
    if *label != Label::Page {
        return None;
    }
    if Extent::is_backwards(pages) {
        let message = format!("the pages `{pages}` end before they begin");
        return Some(finding(message, "turn them round, or correct one of them"));
    }
    let named = Extent::read(pages)?;
    let told = told(source, &named)?;
    let message = format!("`{}` has no page `{pages}`: {told}", source.id);
    Some(finding(message, "correct the pinpoint, or what the source says of its pages"))
}

fn finding(message: String, help: &str) -> Diagnostic {
    Diagnostic::new(Code::ImpossiblePage, message).help(help)
}

/// What the source says of its pages, if the named ones are none of them. The pages of an
/// article are counted as in its journal, or from 1.
fn told(source: &Source, named: &Extent) -> Option<String> {
    let first = named.first_number()?;
    if first == 0 {
        return Some("pages are counted from 1".to_owned());
    }
    if let Some(range) = source.field("page") {
        let whole = Extent::read(range)?;
        let count = whole.length()?;
        let is_within = whole.meets(named) || first <= count;
        return (!is_within).then(|| format!("it has the pages {range}"));
    }
    let count = source.field("number-of-pages")?;
    let numbers = count.split(|it: char| !it.is_ascii_digit());
    let most = numbers.filter_map(|it| it.parse::<u32>().ok()).max()?;
    (first > most).then(|| format!("it has {most} pages"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;

    #[track_caller]
    fn check(fields: &[(&str, &str)], pages: &str, expect: Option<&str>) {
        let mut source = testing::source("s");
        let fields = fields.iter().map(|(key, it)| ((*key).to_owned(), (*it).to_owned()));
        source.fields.extend(fields);
        let found =
            fault(&source, Some(&(Label::Page, pages.into()))).map(|it| it.message);
        assert_eq!(
            found.as_deref(),
            expect,
            "{fields:?} {pages}",
            fields = source.fields
        );
    }

    #[test]
    fn pages_that_a_source_has_not_are_told() {
        let report = [("number-of-pages", "xii, 12")];
        check(&report, "12", None);
        check(&report, "xi", None);
        check(&report, "99", Some("`s` has no page `99`: it has 12 pages"));
        check(&report, "0", Some("`s` has no page `0`: pages are counted from 1"));
        check(&[], "99", None);
        check(&[], "9-3", Some("the pages `9-3` end before they begin"));
        check(&[], "123-5", None);
        check(&[], "14 bis 3", Some("the pages `14 bis 3` end before they begin"));
    }

    #[test]
    fn an_article_has_the_pages_of_its_journal_and_its_own() {
        let article = [("page", "233-240"), ("number-of-pages", "8")];
        for pages in ["233", "235-236", "240 f.", "3", "8"] {
            check(&article, pages, None);
        }
        check(&article, "41", Some("`s` has no page `41`: it has the pages 233-240"));
        check(&[("page", "A1, B7")], "41", None);
        check(&[("page", "41")], "3", Some("`s` has no page `3`: it has the pages 41"));
    }
}
