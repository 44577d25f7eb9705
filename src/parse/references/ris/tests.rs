use super::read;
use crate::base::FilePath;
use crate::parse::form::Form;
use crate::parse::yaml::Value;

#[test]
fn a_record_without_its_end_and_lines_that_are_none_cost_nothing_else() {
    let (ids, found) = ids(
        "\u{FEFF}nonsense\r\nTY  - RPRT\r\nID  - a\r\nAB  - wrapped\r\n  over lines\r\nTY  - BOOK\r\nID  - b\r\nER  -\r\n\r\n",
    );
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(found, ["this is no line of RIS", "the record is never closed"]);
}

#[test]
fn keys_are_made_of_authors_and_year_and_made_once() {
    let record = |id: &str, year: &str| {
        format!("TY  - NEWS\n{id}AU  - Doe, Jane\nAU  - Roe\nPY  - {year}\nER  - \n")
    };
    let text = [
        record("", "2024"),
        record("", "2024/05/06/"),
        record("ID  - Doe_Roe_2024b\n", "2024"),
        record("", "2024"),
        "TY  - WEB\nTI  - A Page: Two\nER  - \nTY  - WEB\nER  - \nTY  - WEB\nER  - \n"
            .to_owned(),
    ];
    let (ids, _) = ids(&text.concat());
    assert_eq!(
        ids,
        [
            "Doe_Roe_2024",
            "Doe_Roe_2024a",
            "Doe_Roe_2024b",
            "Doe_Roe_2024c",
            "a-page-two",
            "untitled",
            "untitleda"
        ]
    );
}

#[test]
fn an_unknown_tag_is_told_once() {
    let (_, found) =
        ids("TY  - WEB\nXX  - a\nXX  - b\nYY  - c\nER  - \nTY  - WEB\nXX  - d\nER  - \n");
    assert_eq!(found, ["the tag `XX` is not known", "the tag `YY` is not known"]);
}

#[test]
fn a_made_key_can_be_cited() {
    let (ids, _) = ids(
        "TY  - ELEC\nTI  - No key, no author\nPY  - n.d.\nER  - \nTY  - RPRT\nAU  - O'Brien, Pat\nPY  - 2024\nER  - \n",
    );
    assert_eq!(ids, ["no-key-no-author", "OBrien_2024"]);
}

#[test]
fn what_is_not_kept_is_told() {
    let (_, found) = ids(
        "TY  - RPRT\nID  - a\nY1  - 2024/04//Special Report\nUR  - https://a.example\nUR  - https://b.example\nUR  - https://a.example\nPY  - 2023\nER  - \n",
    );
    assert_eq!(
        found,
        [
            "the words `Special Report` behind a date are not kept",
            "`UR` is a second `URL`, which is not kept",
            "this date is of 2023, and another says 2024",
        ]
    );
}

fn ids(text: &str) -> (Vec<String>, Vec<String>) {
    let file = FilePath::fixed("x.ris");
    let mut form = Form::new(&file, false);
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let items = read(text, start, &mut form);
    let id = |it: &Value| it.get("id").and_then(Value::text).map(str::to_owned);
    let found = form.findings.iter().map(|it| it.message.clone());
    (items.iter().filter_map(id).collect(), found.collect())
}
