//! What a column of a table holds. Amounts are drawn or told; a column of years, dates,
//! identifiers or words is none of amounts.

use super::{Reading, number};

/// What stands where a number is not known.
const UNKNOWN: [&str; 18] = [
    "",
    "–",
    "-",
    "—",
    "?",
    "…",
    "...",
    "n/a",
    "n.a.",
    "na",
    "none",
    "nil",
    "unknown",
    "unbekannt",
    "k. a.",
    "k.a.",
    "keine",
    "inconnu",
];
/// Heads that stand over years, alone.
const YEARS: [&str; 17] = [
    "built",
    "founded",
    "established",
    "since",
    "born",
    "died",
    "launched",
    "opened",
    "gebaut",
    "gegründet",
    "seit",
    "geboren",
    "gestorben",
    "eröffnet",
    "fondé",
    "fondée",
    "depuis",
];
/// Words for a year, within a head.
const YEAR: [&str; 5] = ["year", "years", "jahr", "année", "anno"];

/// A column of a table.
pub(super) struct Column<'c> {
    pub(super) head: &'c str,
    pub(super) cells: Vec<&'c str>,
    /// Whether it stands at the right, as numbers do.
    pub(super) is_right: bool,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Amounts,
    /// Years, as its head says.
    Years,
    Else,
}

impl Column<'_> {
    pub(super) fn holds(&self, lang: &str) -> Holds {
        if self.has_years() && is_head_of_years(self.head) {
            Holds::Years
        } else if self.has_amounts(lang) {
            Holds::Amounts
        } else {
            Holds::Else
        }
    }

    /// Whether all it has are written as years are.
    pub(super) fn has_years(&self) -> bool {
        let mut written = self.cells.iter().filter(|it| !is_unknown(it)).peekable();
        written.peek().is_some() && written.all(|it| is_year(it))
    }

    /// Whether at least half of what is written are amounts, drawable or not. Where numbers
    /// are meant words do not count.
    fn has_amounts(&self, lang: &str) -> bool {
        let (mut all, mut found) = (0, 0);
        for text in self.cells.iter().filter(|it| !is_unknown(it)) {
            let reading = number::read(text, lang);
            all += usize::from(!(self.is_right && reading == Reading::Nothing));
            found += usize::from(reading.says_amount());
        }
        found > 0 && found * 2 >= all
    }
}

fn is_unknown(text: &str) -> bool {
    UNKNOWN.contains(&&*text.trim().to_lowercase())
}

fn is_year(text: &str) -> bool {
    let text = text.trim();
    let is_plain = text.len() == 4 && text.bytes().all(|it| it.is_ascii_digit());
    is_plain && ("1500"..="2100").contains(&text)
}

fn is_head_of_years(head: &str) -> bool {
    let head = head.trim().to_lowercase();
    let mut words = head.split(|it: char| !it.is_alphabetic());
    YEARS.contains(&&*head) || words.any(|it| YEAR.contains(&it) || it.ends_with("jahr"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, cells: &[&str], holds: Holds) {
        let column = Column { head, cells: cells.to_vec(), is_right: false };
        assert_eq!(column.holds("en"), holds, "{head} {cells:?}");
    }

    #[test]
    fn amounts_that_cannot_be_drawn_are_amounts() {
        check("2024", &["30+", "> 20", "4"], Holds::Amounts);
        check("Victims", &["12 k", "±0 %", "3m"], Holds::Amounts);
        check("Victims", &["3", "n/a", "unknown", "n/a"], Holds::Amounts);
        let right =
            Column { head: "Sum", cells: vec!["5", "many", "few"], is_right: true };
        assert_eq!(right.holds("en"), Holds::Amounts);
    }

    #[test]
    fn words_dates_and_identifiers_are_none() {
        check("Note", &["said", "read", "3 more"], Holds::Else);
        check("Day", &["2024-02-16", "16.02.2024", "Feb 2024"], Holds::Else);
        check("Id", &["CVE-2024-1", "T1059", "10.0.0.1", "3.0.1"], Holds::Else);
        check("Told", &["at Friday 5", "up in Rome 4"], Holds::Else);
    }

    #[test]
    fn years_are_years_where_the_head_says_so() {
        check("Built", &["1999", "–", "2003"], Holds::Years);
        check("Baujahr", &["1999"], Holds::Years);
        check("Victims", &["1999", "2003"], Holds::Amounts);
        check("Year", &["1999", "12"], Holds::Amounts);
    }
}
