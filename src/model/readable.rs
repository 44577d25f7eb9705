//! Dates and locators as readers of a language write them: dates in every language of the
//! CLDR, locators in English, German and French; other languages get the English short
//! forms.

use super::date::{Date, Open, Point};
use super::{CiteItem, Label, locale};
use std::borrow::Cow;

/// Whether a text has the shape of a BCP 47 tag.
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_word = |it: &str, least, most| {
        (least..=most).contains(&it.len())
            && it.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let first = parts.next().unwrap_or_default();
    is_word(first, 2, 3)
        && first.bytes().all(|it| it.is_ascii_alphabetic())
        && parts.all(|it| is_word(it, 1, 8))
}

/// Whether `lang` is the language `base` or a variety of it: `de-AT` of `de`.
pub fn is_language(lang: &str, base: &str) -> bool {
    let first = lang.split(['-', '_']).next().unwrap_or(lang);
    first.eq_ignore_ascii_case(base)
}

impl Date {
    /// The date in words: `8 August 2024`, `August 2024`, `8.–15. August 2024`, `ca. 2016`.
    pub fn readable(&self, lang: &str) -> String {
        match self.end {
            None => {
                let text = marked(self.start, &words(self.start, lang), lang);
                self.open.map_or(text.clone(), |it| half(it, self.start, &text, lang))
            }
            Some(end) => interval(self.start, end, lang),
        }
    }
}

/// An interval with one end: `since 2019`; in other languages a dash that leads nowhere.
fn half(open: Open, point: Point, text: &str, lang: &str) -> String {
    let is_day = point.day.is_some();
    let before = match open {
        Open::End if is_language(lang, "en") => "since ",
        Open::Start if is_language(lang, "en") => "until ",
        Open::End if is_language(lang, "de") => "seit ",
        Open::Start if is_language(lang, "de") => "bis ",
        Open::End if is_language(lang, "fr") && is_day => "depuis le ",
        Open::End if is_language(lang, "fr") => "depuis ",
        Open::Start if is_language(lang, "fr") && is_day => "jusqu’au ",
        Open::Start if is_language(lang, "fr") => "jusqu’en ",
        Open::End => return format!("{text} – …"),
        Open::Start => "… – ",
    };
    format!("{before}{text}")
}

/// What both ends share at their end is written once, unless one of them is not certain.
fn interval(start: Point, end: Point, lang: &str) -> String {
    let plain = |it: Point| !it.approximate && !it.uncertain;
    let (first, last) = (words(start, lang), words(end, lang));
    let first = if plain(start) && plain(end) && start.year == end.year {
        unshared(&first, &last)
    } else {
        &first
    };
    let is_word = |it: &str| !it.contains([' ', '-']);
    let alike = start.day.is_some() == end.day.is_some();
    let same_year = start.year == end.year && start.month.is_some();
    let (first, last) = (marked(start, first, lang), marked(end, &last, lang));
    let close = is_word(&first) && alike && (same_year || is_word(&last));
    let dash = if close { "–" } else { " – " };
    format!("{first}{dash}{last}")
}

/// `8` of `8 August 2024` in front of `15 August 2024`. Where the year does not stand last,
/// as in `August 8, 2024`, nothing is taken away.
fn unshared<'a>(first: &'a str, last: &str) -> &'a str {
    let blanks = first.match_indices(' ').map(|(at, _)| first.split_at(at));
    let mut shared = blanks.filter(|(_, tail)| last.ends_with(*tail));
    let own = shared.next().map_or(first, |(own, _)| own);
    if own.ends_with([',', '،']) { first } else { own }
}

fn words(point: Point, lang: &str) -> String {
    let known = if point.year == 0 { None } else { locale::date(point, lang) };
    known.unwrap_or_else(|| numbers(point))
}

fn numbers(point: Point) -> String {
    Point { approximate: false, uncertain: false, ..point }.to_string()
}

fn marked(point: Point, text: &str, lang: &str) -> String {
    let about = match point.approximate {
        false => "",
        true if is_language(lang, "fr") => "vers ",
        true if is_language(lang, "zh") => "约",
        true => "ca. ",
    };
    let doubt = if point.uncertain { "?" } else { "" };
    format!("{about}{text}{doubt}")
}

impl Label {
    /// The short form in front of a locator: `p.`, `pp.`, `S.`, `Abb.`; empty for times.
    pub fn short(self, lang: &str, plural: bool) -> &'static str {
        let (one, many) = match lang {
            _ if is_language(lang, "de") => self.german(),
            _ if is_language(lang, "fr") => self.french(),
            _ => self.english(),
        };
        if plural { many } else { one }
    }

    fn english(self) -> (&'static str, &'static str) {
        match self {
            Self::Act => ("act", "acts"),
            Self::AppendixLocator => ("app.", "apps."),
            Self::ArticleLocator => ("art.", "arts."),
            Self::Book => ("bk.", "bks."),
            Self::Canon => ("can.", "cann."),
            Self::Chapter => ("chap.", "chaps."),
            Self::Column => ("col.", "cols."),
            Self::Elocation => ("loc.", "locs."),
            Self::Equation => ("eq.", "eqs."),
            Self::Figure => ("fig.", "figs."),
            Self::Folio => ("fol.", "fols."),
            Self::Issue => ("no.", "nos."),
            Self::Line => ("l.", "ll."),
            Self::Note => ("n.", "nn."),
            Self::Opus => ("op.", "opp."),
            Self::Page => ("p.", "pp."),
            Self::Paragraph => ("para.", "paras."),
            Self::Part => ("pt.", "pts."),
            Self::Rule => ("r.", "rr."),
            Self::Scene => ("sc.", "scs."),
            Self::Section => ("sec.", "secs."),
            Self::SubVerbo => ("s.v.", "s.vv."),
            Self::Supplement => ("supp.", "supps."),
            Self::Table => ("tbl.", "tbls."),
            Self::Timestamp | Self::Custom | Self::Law(_) => ("", ""),
            Self::TitleLocator => ("tit.", "tits."),
            Self::Verse => ("v.", "vv."),
            Self::Volume => ("vol.", "vols."),
        }
    }

    fn german(self) -> (&'static str, &'static str) {
        match self {
            Self::Act => ("Akt", "Akte"),
            Self::AppendixLocator => ("Anh.", "Anh."),
            Self::ArticleLocator => ("Art.", "Art."),
            Self::Book => ("Buch", "Bücher"),
            Self::Canon => ("Can.", "Cann."),
            Self::Chapter => ("Kap.", "Kap."),
            Self::Column => ("Sp.", "Sp."),
            Self::Elocation => ("Pos.", "Pos."),
            Self::Equation => ("Gl.", "Gl."),
            Self::Figure => ("Abb.", "Abb."),
            Self::Folio => ("Fol.", "Fol."),
            Self::Issue => ("Nr.", "Nr."),
            Self::Line => ("Z.", "Z."),
            Self::Note => ("Anm.", "Anm."),
            Self::Opus => ("op.", "op."),
            Self::Page => ("S.", "S."),
            Self::Paragraph => ("Abs.", "Abs."),
            Self::Part => ("Teil", "Teile"),
            Self::Rule => ("Regel", "Regeln"),
            Self::Scene => ("Sz.", "Sz."),
            Self::Section => ("Abschn.", "Abschn."),
            Self::SubVerbo => ("s. v.", "s. vv."),
            Self::Supplement => ("Suppl.", "Suppl."),
            Self::Table => ("Tab.", "Tab."),
            Self::Timestamp | Self::Custom | Self::Law(_) => ("", ""),
            Self::TitleLocator => ("Tit.", "Tit."),
            Self::Verse => ("V.", "V."),
            Self::Volume => ("Bd.", "Bde."),
        }
    }

    fn french(self) -> (&'static str, &'static str) {
        match self {
            Self::Act => ("acte", "actes"),
            Self::AppendixLocator => ("app.", "app."),
            Self::ArticleLocator => ("art.", "art."),
            Self::Book => ("livre", "livres"),
            Self::Canon => ("can.", "can."),
            Self::Chapter => ("chap.", "chap."),
            Self::Column => ("col.", "col."),
            Self::Elocation => ("empl.", "empl."),
            Self::Equation => ("éq.", "éq."),
            Self::Figure => ("fig.", "fig."),
            Self::Folio => ("fol.", "fol."),
            Self::Issue => ("nᵒ", "nᵒˢ"),
            Self::Line => ("l.", "l."),
            Self::Note => ("n.", "n."),
            Self::Opus => ("op.", "op."),
            Self::Page => ("p.", "p."),
            Self::Paragraph => ("paragr.", "paragr."),
            Self::Part => ("part.", "part."),
            Self::Rule => ("règle", "règles"),
            Self::Scene => ("sc.", "sc."),
            Self::Section => ("sect.", "sect."),
            Self::SubVerbo => ("s. v.", "s. v."),
            Self::Supplement => ("suppl.", "suppl."),
            Self::Table => ("tabl.", "tabl."),
            Self::Timestamp | Self::Custom | Self::Law(_) => ("", ""),
            Self::TitleLocator => ("tit.", "tit."),
            Self::Verse => ("v.", "v."),
            Self::Volume => ("vol.", "vol."),
        }
    }
}

impl Label {
    /// A locator with the author's own word, which does not part from its number.
    pub fn joined(self, locator: &str) -> Cow<'_, str> {
        match self {
            Self::Custom if locator.starts_with(char::is_alphabetic) => {
                locator.replacen(' ', "\u{A0}", 1).into()
            }
            Self::Law(law) => format!("{}\u{A0}{locator}", law.word()).into(),
            _ => locator.into(),
        }
    }
}

impl CiteItem {
    /// Label and locator as they are shown: `p. 5`, `pp. 5–7`, `S. 5–7`. The blank between
    /// them does not break.
    pub fn pinpoint(&self, lang: &str) -> Option<String> {
        Some(pinpoint(self.label, self.locator.as_deref()?, lang))
    }
}

/// Label and locator as they are shown: `p. 5`, `pp. 5–7`, `S. 5–7`. The blank between them
/// does not break.
pub fn pinpoint(label: Option<Label>, locator: &str, lang: &str) -> String {
    let locator = label.map_or(Cow::from(locator), |it| it.joined(locator));
    let locator = dashed(&locator);
    let label = label.map_or("", |it| it.short(lang, is_several(&locator)));
    let blank = if label.is_empty() { "" } else { "\u{A0}" };
    format!("{label}{blank}{locator}")
}

/// A hyphen between numbers is a dash.
fn dashed(locator: &str) -> String {
    let mut out = String::with_capacity(locator.len() + 2);
    let mut rest = locator.trim().chars().peekable();
    while let Some(c) = rest.next() {
        let between = out.ends_with(|it: char| it.is_ascii_digit())
            && rest.peek().is_some_and(char::is_ascii_digit);
        out.push(if c == '-' && between { '–' } else { c });
    }
    out
}

fn is_several(locator: &str) -> bool {
    let is_joint = |it: &str| matches!(it, "and" | "to" | "und" | "bis");
    let parts = locator.split(['–', ',', ';', '&', '/']);
    let several = parts.filter(|it| it.contains(char::is_alphanumeric)).nth(1).is_some();
    several || locator.split_whitespace().any(is_joint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;
    use crate::model::Mode;
    use crate::model::citation::Law;

    #[track_caller]
    fn check(edtf: &str, english: &str, german: &str) {
        let date: Date = edtf.parse().unwrap();
        assert_eq!(date.readable("en"), english);
        assert_eq!(date.readable("de-AT"), german);
    }

    #[test]
    fn a_date_shows_its_own_precision() {
        check("2024", "2024", "2024");
        check("2024-08", "August 2024", "August 2024");
        check("2024-08-08", "8 August 2024", "8. August 2024");
        check("2024-08-15~", "ca. 15 August 2024", "ca. 15. August 2024");
        check("1997?", "1997?", "1997?");
    }

    #[test]
    fn an_interval_says_once_what_both_ends_share() {
        check("2016/2023", "2016–2023", "2016–2023");
        check("2024-08/2024-09", "August–September 2024", "August–September 2024");
        check("2024-08-08/2024-08-15", "8–15 August 2024", "8.–15. August 2024");
        check(
            "2024-08-08/2024-09-01",
            "8 August – 1 September 2024",
            "8. August – 1. September 2024",
        );
        check("2024/2025-03", "2024 – March 2025", "2024 – März 2025");
        check("2016~/2023", "ca. 2016 – 2023", "ca. 2016 – 2023");
    }

    #[test]
    fn an_interval_with_one_end_says_since_or_until() {
        check("2019/..", "since 2019", "seit 2019");
        check("2024-08-08/..", "since 8 August 2024", "seit 8. August 2024");
        check("../2019", "until 2019", "bis 2019");
        let shown = |edtf: &str, lang| edtf.parse::<Date>().unwrap().readable(lang);
        assert_eq!(shown("2024-08/..", "fr"), "depuis août 2024");
        assert_eq!(shown("../2024-08-08", "fr"), "jusqu’au 8 août 2024");
        assert_eq!(shown("2019/..", "pl"), "2019 – …");
    }

    #[test]
    fn every_language_has_its_own_words_and_order() {
        let shown = |edtf: &str, lang| edtf.parse::<Date>().unwrap().readable(lang);
        let days = "2024-08-08/2024-08-15";
        assert_eq!(shown("2024-08-08", "fr"), "8 août 2024");
        assert_eq!(shown("2016~", "fr"), "vers 2016");
        assert_eq!(shown(days, "fr"), "8–15 août 2024");
        assert_eq!(shown("2024-08/2024-09", "es"), "agosto–septiembre de 2024");
        assert_eq!(shown(days, "en-US"), "August 8, 2024 – August 15, 2024");
        assert_eq!(shown("2024-08-08", "zh"), "2024年8月8日");
        assert_eq!(shown("2024-08-08/2024-08-15~", "tlh"), "2024-08-08 – ca. 2024-08-15");
    }

    #[test]
    fn a_pinpoint_speaks_the_language_of_the_page() {
        let item = |label, locator: &str| CiteItem {
            key: "k".into(),
            span: Span::default(),
            mode: Mode::Normal,
            prefix: Vec::new(),
            label: Some(label),
            locator: Some(locator.into()),
            suffix: Vec::new(),
        };
        let shown = |label, locator, lang| item(label, locator).pinpoint(lang).unwrap();
        assert_eq!(shown(Label::Page, "5-7", "en"), "pp.\u{A0}5–7");
        assert_eq!(shown(Label::Page, "5", "en"), "p.\u{A0}5");
        assert_eq!(shown(Label::Page, "5–7", "de"), "S.\u{A0}5–7");
        assert_eq!(shown(Label::Section, "1.2.3", "en"), "sec.\u{A0}1.2.3");
        assert_eq!(shown(Label::Timestamp, "00:12:30", "en"), "00:12:30");
        assert_eq!(shown(Label::Page, "3 und 14", "en"), "pp.\u{A0}3 und 14");
        assert_eq!(shown(Label::Law(Law::Signs), "5-7", "en"), "§§\u{A0}5–7");
    }
}
