//! The yardsticks of two intelligence communities. The English terms and the figures are
//! theirs; neither has official German terms, so those are our own.

use super::{Range, Term, Yardstick};

/// Low, high, row, English words, German words; the first English word is the name.
type Row = (u8, u8, u8, &'static [&'static str], &'static [&'static str]);

/// Intelligence Community Directive 203, *Analytic Standards*, Office of the Director of
/// National Intelligence, 2 January 2015, with the technical amendment of 21 December 2022,
/// section D.6.e(2)(a): two rows of terms, which are not to be mixed.
const ICD203: [Row; 14] = [
    (1, 5, 1, &["almost no chance"], &["so gut wie ausgeschlossen"]),
    (1, 5, 2, &["remote"], &["kaum denkbar"]),
    (5, 20, 1, &["very unlikely"], &["sehr unwahrscheinlich"]),
    (5, 20, 2, &["highly improbable"], &["höchst unwahrscheinlich"]),
    (20, 45, 1, &["unlikely"], &["unwahrscheinlich"]),
    (20, 45, 2, &["improbable", "improbably"], &["wenig wahrscheinlich"]),
    (45, 55, 1, &["roughly even chance"], &["etwa gleich wahrscheinlich"]),
    (45, 55, 2, &["roughly even odds"], &["etwa gleiche Aussichten"]),
    (55, 80, 1, &["likely"], &["wahrscheinlich"]),
    (55, 80, 2, &["probable", "probably"], &["voraussichtlich"]),
    (80, 95, 1, &["very likely"], &["sehr wahrscheinlich"]),
    (80, 95, 2, &["highly probable"], &["höchst wahrscheinlich", "höchstwahrscheinlich"]),
    (95, 99, 1, &["almost certain", "almost certainly"], &["fast sicher"]),
    (95, 99, 2, &["nearly certain"], &["nahezu sicher"]),
];

/// The Probability Yardstick of the Professional Head of Intelligence Assessment, Cabinet
/// Office, London, in use since 2018. Its degrees leave gaps on purpose: nobody should
/// argue over a border.
const PHIA: [Row; 8] = [
    (0, 5, 0, &["remote chance"], &["kaum denkbar"]),
    (10, 20, 0, &["highly unlikely"], &["höchst unwahrscheinlich"]),
    (25, 35, 0, &["unlikely"], &["unwahrscheinlich"]),
    (40, 50, 0, &["realistic possibility"], &["durchaus möglich"]),
    (55, 75, 0, &["likely"], &["wahrscheinlich"]),
    (55, 75, 0, &["probable", "probably"], &["voraussichtlich"]),
    (
        80,
        90,
        0,
        &["highly likely"],
        &["höchst wahrscheinlich", "höchstwahrscheinlich", "sehr wahrscheinlich"],
    ),
    (95, 100, 0, &["almost certain", "almost certainly"], &["fast sicher"]),
];

/// The yardstick of ICD 203.
pub(super) fn icd203() -> Yardstick {
    of("icd203", &ICD203)
}

/// The PHIA yardstick.
pub(super) fn phia() -> Yardstick {
    of("phia", &PHIA)
}

fn of(name: &str, rows: &[Row]) -> Yardstick {
    let terms = rows.iter().map(term).collect();
    Yardstick { name: name.to_owned(), terms, keeps_apart: true }
}

fn term(&(low, high, row, english, german): &Row) -> Term {
    let owned = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect();
    // The degree below even is given as `40 – <50`.
    let is_below = high == 50;
    Term {
        name: english.first().copied().unwrap_or_default().to_owned(),
        range: Range { low, high, is_below },
        row,
        words: [("en", english), ("de", german)]
            .map(|(lang, words)| (lang.to_owned(), owned(words)))
            .into(),
    }
}
