//! Reads `[dossier] yardstick`: the name of one that is known, or a table with one's own.

use super::Found;
use super::table::Table;
use crate::base::text::{fold, nearest};
use crate::diag::Code;
use crate::model::Yardstick;
use crate::model::readable::is_language_tag;
use crate::model::yardstick::{Range, Term};
use std::collections::{BTreeMap, BTreeSet};

const OWN: &[&str] = &["name", "terms", "keeps-apart"];
pub(super) const TERM: &[&str] = &["term", "low", "high", "words"];
const HELP: &str = "write each as `{term = \"likely\", low = 55, high = 80}`";

/// Reads the yardstick, if one is set.
pub(super) fn read(table: &Table<'_, '_>, found: &mut Found) -> Option<Yardstick> {
    if table.is_table("yardstick") {
        return own(&table.table("yardstick", found), table, found);
    }
    let name = table.string("yardstick", found)?;
    let known = Yardstick::named(&name);
    if known.is_none() {
        let message = format!("there is no yardstick `{name}`");
        let finding = table.finding(Code::BadSetting, "yardstick", message);
        let near = nearest(&name, Yardstick::KNOWN);
        found.push(match near {
            Some(_) => finding.did_you_mean(near),
            None => finding.help(format!(
                "the yardsticks are `{}`; one's own is a table `[dossier.yardstick]`",
                Yardstick::KNOWN.join("`, `")
            )),
        });
    }
    known
}

fn own(
    table: &Table<'_, '_>,
    above: &Table<'_, '_>,
    found: &mut Found,
) -> Option<Yardstick> {
    table.allow(OWN, &[], found);
    let before = found.len();
    let name = table.string("name", found).unwrap_or_else(|| "own".to_owned());
    let items = table.list("terms", found);
    let terms: Vec<Term> = items.iter().filter_map(|it| term(it, found)).collect();
    if terms.is_empty() && found.len() == before {
        let message = "the yardstick has no terms".to_owned();
        found.push(above.finding(Code::BadSetting, "yardstick", message).help(HELP));
    }
    order(table, &terms, found);
    let keeps_apart = table.switch("keeps-apart", true, found);
    (found.len() == before).then_some(Yardstick { name, terms, keeps_apart })
}

fn term(table: &Table<'_, '_>, found: &mut Found) -> Option<Term> {
    table.allow(TERM, &[], found);
    let before = found.len();
    let name = table.string("term", found);
    let (low, high) = (table.percent("low", found), table.percent("high", found));
    let words = words(&table.table("words", found), found);
    let (Some(name), Some(low), Some(high)) = (name, low, high) else {
        if found.len() == before {
            let message = "a term of the yardstick lacks `term`, `low` or `high`";
            let key = TERM.iter().find(|it| table.has(it)).unwrap_or(&"term");
            let finding = table.finding(Code::BadSetting, key, message.to_owned());
            found.push(finding.help(HELP));
        }
        return None;
    };
    if low > high {
        let message = format!("`{name}` ends at {high} %, before it starts at {low} %");
        found.push(table.finding(Code::BadSetting, "high", message).help(HELP));
    }
    let range = Range { low, high, is_below: false };
    Some(Term { name: name.trim().to_owned(), range, row: 0, words })
}

/// `words = {en = ["likely", "probably"], de = ["wahrscheinlich"]}`.
fn words(table: &Table<'_, '_>, found: &mut Found) -> BTreeMap<String, Vec<String>> {
    let mut words = BTreeMap::new();
    for lang in table.keys() {
        if !is_language_tag(&lang) {
            found.push(super::no_language(table, &lang, &lang));
        }
        let list = table.strings(&lang, found).into_iter().map(|it| it.0);
        let list: Vec<String> = list.filter(|it| !it.trim().is_empty()).collect();
        words.insert(lang, list);
    }
    words
}

/// A yardstick runs from the least likely to the most likely, and says nothing twice.
fn order(table: &Table<'_, '_>, terms: &[Term], found: &mut Found) {
    let wrong = |message: String| {
        let finding = table.finding(Code::BadSetting, "terms", message);
        finding.help("list the terms from the least likely to the most likely, each once")
    };
    for pair in terms.windows(2) {
        if let [a, b] = pair
            && (b.range.low, b.range.high) < (a.range.low, a.range.high)
        {
            let message = format!("`{}` stands behind `{}`", b.name, a.name);
            found.push(wrong(message + ", which is more likely"));
        }
    }
    let mut known = BTreeSet::new();
    for term in terms {
        if !known.insert(fold(&term.name)) {
            found.push(wrong(format!("the term `{}` stands twice", term.name)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::base::FilePath;
    use crate::load::settings::{read, testing};

    /// What is said of a yardstick, each finding with the text it points to.
    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let text = format!("[dossier]\n{text}\n");
        testing::check(&text, expect);
    }

    #[test]
    fn a_known_yardstick_is_named() {
        check("yardstick = \"phia\"", &[]);
        let expect = ("there is no yardstick `icd-203`", "\"icd-203\"");
        check("yardstick = \"icd-203\"", &[expect]);
    }

    #[test]
    fn one_s_own_yardstick_is_a_table() {
        let text = "[dossier.yardstick]\nname = \"agency\"\nterms = [\n\
            {term = \"unwahrscheinlich\", low = 0, high = 30},\n\
            {term = \"wahrscheinlich\", low = 60, high = 90, words = {en = \"likely\"}},\n]";
        check(text, &[]);
        let read = read(&FilePath::new("book.toml").unwrap(), text).value.yardstick;
        let term = read.term("likely", "en").unwrap();
        assert_eq!((term.word("en"), term.word("fr")), ("likely", "wahrscheinlich"));
        assert_eq!(term.range.to_string(), "60–90\u{A0}%");
    }

    #[test]
    fn faults_of_one_s_own_yardstick_have_a_place() {
        let terms = |it: &str| format!("[dossier.yardstick]\nterms = [{it}]");
        check(&terms(""), &[("the yardstick has no terms", "[dossier.yardstick]")]);
        check(
            &terms("{term = \"a\", low = 5, high = 101}"),
            &[(
                "`dossier.yardstick.terms.1.high` must be a whole number from 0 to 100, not integer",
                "101",
            )],
        );
        check(
            &terms("{term = \"a\", low = 5}"),
            &[("a term of the yardstick lacks `term`, `low` or `high`", "\"a\"")],
        );
        let two =
            "{term = \"a\", low = 50, high = 60}, {term = \"b\", low = 5, high = 9}";
        check(
            &terms(two),
            &[("`b` stands behind `a`, which is more likely", &format!("[{two}]"))],
        );
    }
}
