//! Names as BibTeX parts them: `von Last, Jr, First`, joined by `and`.

use super::latex;
use crate::export::bibliography::item::{Person, joined};

/// A list of names, and whether the particles belong to the family names.
pub(super) fn list(people: &[Person]) -> (String, bool) {
    let keeps = people.iter().any(|it| !it.non_dropping.is_empty());
    let drops = people.iter().any(|it| !it.dropping.is_empty());
    let form = if keeps && drops { extended } else { classic };
    let names: Vec<String> = people.iter().map(form).collect();
    (names.join(" and "), keeps && !drops)
}

/// `von Last, Jr, First`.
fn classic(person: &Person) -> String {
    if person.is_whole() {
        return format!("{{{}}}", latex::text(&person.literal));
    }
    let particle = joined(&[&person.dropping, &person.non_dropping], " ");
    let family = joined(&[&latex::text(&particle), &family(person)], " ");
    joined(&[&family, &part(&person.suffix), &part(&person.given)], ", ")
}

/// `family=Last, given=First, prefix=von, useprefix=true`: biblatex's own form, for lists in
/// which particles are not all of one kind.
fn extended(person: &Person) -> String {
    if person.is_whole() {
        return format!("{{{}}}", latex::text(&person.literal));
    }
    let keeps = !person.non_dropping.is_empty();
    let particle = joined(&[&person.dropping, &person.non_dropping], " ");
    let parts = [
        ("family", &person.family),
        ("given", &person.given),
        ("suffix", &person.suffix),
        ("prefix", &particle),
    ];
    let parts = parts.into_iter().filter(|(_, it)| !it.is_empty());
    let part = |(key, it): (&str, &String)| format!("{key}={{{}}}", latex::text(it));
    let name = parts.map(part).collect::<Vec<_>>().join(", ");
    if particle.is_empty() { name } else { format!("{name}, useprefix={keeps}") }
}

/// A family name; in braces where it would be parted.
fn family(person: &Person) -> String {
    let alone = person.given.is_empty() && person.suffix.is_empty();
    let family = &person.family;
    let starts_small = family.chars().next().is_some_and(char::is_lowercase);
    if starts_small || alone && family.contains(' ') {
        return format!("{{{}}}", latex::text(family));
    }
    part(family)
}

/// A part of a name; in braces where a comma or an `and` would part it.
fn part(text: &str) -> String {
    let parts = text.contains(',')
        || text.split_whitespace().any(|it| it.eq_ignore_ascii_case("and"));
    let text = latex::text(text);
    if parts { format!("{{{text}}}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(parts: [&str; 5]) -> Person {
        let [family, given, dropping, non_dropping, suffix] = parts.map(str::to_owned);
        Person { literal: String::new(), family, given, dropping, non_dropping, suffix }
    }

    #[track_caller]
    fn check(people: &[Person], expect: &str, keeps: bool) {
        assert_eq!(list(people), (expect.to_owned(), keeps));
    }

    #[test]
    fn names_stay_in_their_parts() {
        check(&[person(["Gogh", "Vincent", "", "van", ""])], "van Gogh, Vincent", true);
        check(&[person(["King", "M. L.", "", "", "Jr."])], "King, Jr., M. L.", false);
        check(&[person(["Plato", "", "", "", ""])], "Plato", false);
        check(
            &[person(["Smith, Jones", "A and B", "", "", ""])],
            "{Smith, Jones}, {A and B}",
            false,
        );
        let whole = Person { literal: "A and {B}".to_owned(), ..Person::default() };
        check(&[whole], "{A and \\{B\\}}", false);
    }

    #[test]
    fn particles_of_both_kinds_are_named() {
        let people = [
            person(["Gogh", "Vincent", "", "van", ""]),
            person(["Beethoven", "Ludwig", "von", "", ""]),
        ];
        let expect = "family={Gogh}, given={Vincent}, prefix={van}, useprefix=true and \
            family={Beethoven}, given={Ludwig}, prefix={von}, useprefix=false";
        check(&people, expect, false);
    }
}
