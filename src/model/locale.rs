//! Numbers, plurals and dates as the Unicode CLDR has them for a language, by ICU4X. A
//! language that CLDR does not know gets numbers as English writes them, and no dates.

use super::date::Point;
use icu_calendar::{Date as Day, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter as DateFormatter;
use icu_datetime::fieldsets::{Y, YM, YMD};
use icu_datetime::options::YearStyle;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Integers up to this one show every form that an interface needs; what comes beyond is
/// the form for millions of some languages.
const MOST_FORMS: usize = 1000;

const AUGUST: Point =
    Point { year: 2024, month: Some(8), day: None, approximate: false, uncertain: false };

thread_local! {
    /// What was made for a language; it is asked for at every date of every page.
    static KNOWN: RefCell<BTreeMap<String, Rc<Known>>> = RefCell::default();
}

/// What is known of one language.
struct Known {
    plurals: Option<PluralRules>,
    numbers: Option<DecimalFormatter>,
    days: Option<DateFormatter<Gregorian, YMD>>,
    months: Option<DateFormatter<Gregorian, YM>>,
    years: Option<DateFormatter<Gregorian, Y>>,
}

impl Known {
    fn of(lang: &str) -> Self {
        let locale = locale(lang);
        let full = YearStyle::Full;
        let days = YMD::long().with_year_style(full);
        let months = YM::long().with_year_style(full);
        let years = Y::long().with_year_style(full);
        Self {
            plurals: PluralRules::try_new_cardinal((&locale).into()).ok(),
            numbers: DecimalFormatter::try_new((&locale).into(), <_>::default()).ok(),
            days: DateFormatter::try_new((&locale).into(), days).ok(),
            months: DateFormatter::try_new((&locale).into(), months).ok(),
            years: DateFormatter::try_new((&locale).into(), years).ok(),
        }
    }

    fn date(&self, point: Point) -> Option<String> {
        let (month, day) = (point.month.unwrap_or(1), point.day.unwrap_or(1));
        let date = Day::try_new_gregorian(i32::from(point.year), month, day).ok()?;
        Some(match point {
            Point { day: Some(_), .. } => self.days.as_ref()?.format(&date).to_string(),
            Point { month: Some(_), .. } => {
                self.months.as_ref()?.format(&date).to_string()
            }
            _ => self.years.as_ref()?.format(&date).to_string(),
        })
    }

    /// Whether CLDR has names for the months; a language without is given `M08`.
    fn has_months(&self) -> bool {
        self.date(AUGUST).is_some_and(|it| !it.contains("M08"))
    }
}

/// English without a region is British, as the house writes it.
fn locale(lang: &str) -> Locale {
    let lang = if lang.eq_ignore_ascii_case("en") { "en-GB" } else { lang };
    Locale::try_from_str(lang).unwrap_or(Locale::UNKNOWN)
}

fn known(lang: &str) -> Rc<Known> {
    KNOWN.with_borrow_mut(|all| match all.get(lang) {
        Some(known) => known.clone(),
        None => all.entry(lang.to_owned()).or_insert(Rc::new(Known::of(lang))).clone(),
    })
}

/// A date in words; `None` where the language is not known.
pub(super) fn date(point: Point, lang: &str) -> Option<String> {
    let known = known(lang);
    known.has_months().then(|| known.date(point)).flatten()
}

/// A whole number with the marks of a language between its digits.
pub fn number(n: usize, lang: &str) -> String {
    let number = Decimal::from(n);
    known(lang)
        .numbers
        .as_ref()
        .map_or(n.to_string(), |it| it.format(&number).to_string())
}

/// The marks of a language: between groups of digits, and before decimals.
pub fn marks(lang: &str) -> (char, char) {
    let mut number = Decimal::from(12_345_671_u32);
    number.multiply_pow10(-1);
    let known = known(lang);
    let text = known.numbers.as_ref().map(|it| it.format(&number).to_string());
    let found = text.as_deref().unwrap_or("1,234,567.1").chars();
    let mut found = found.filter(|it| !it.is_numeric());
    let first = found.next().unwrap_or(',');
    (first, found.next_back().unwrap_or('.'))
}

/// The CLDR name of the form that a language takes for a number of things: `one`, `few`.
pub fn plural(n: usize, lang: &str) -> &'static str {
    known(lang).plurals.as_ref().map_or("other", |it| name(it.category_for(n)))
}

/// The forms that a language takes for whole numbers below a million.
pub fn plurals(lang: &str) -> BTreeSet<&'static str> {
    (0..=MOST_FORMS).map(|n| plural(n, lang)).collect()
}

/// Whether a form stands for one number alone, so that the number may be left out of it.
pub fn is_exact(form: &str, lang: &str) -> bool {
    (0..=MOST_FORMS).filter(|n| plural(*n, lang) == form).take(2).count() < 2
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_the_language_groups_them() {
        let shown = |lang| [999, 1234, 1_234_567].map(|it| number(it, lang));
        assert_eq!(shown("en"), ["999", "1,234", "1,234,567"]);
        assert_eq!(shown("de-AT"), ["999", "1\u{a0}234", "1\u{a0}234\u{a0}567"]);
        assert_eq!(shown("de"), ["999", "1.234", "1.234.567"]);
        assert_eq!(shown("fr"), ["999", "1\u{202f}234", "1\u{202f}234\u{202f}567"]);
        assert_eq!(number(1_234_567, "hi"), "12,34,567");
    }

    #[test]
    fn the_marks_of_a_language_are_those_of_its_numbers() {
        let marks = ["en", "de", "fr", "de-CH", "tlh"].map(marks);
        let expect = [(',', '.'), ('.', ','), ('\u{202f}', ','), ('\'', '.'), (',', '.')];
        assert_eq!(marks, expect);
    }

    #[test]
    fn a_number_of_things_takes_the_form_of_its_language() {
        let forms = |lang| [0, 1, 2, 3, 5, 11, 21].map(|it| plural(it, lang));
        let english = ["other", "one", "other", "other", "other", "other", "other"];
        assert_eq!(forms("en"), english);
        assert_eq!(forms("pl"), ["many", "one", "few", "few", "many", "many", "many"]);
        assert_eq!(forms("ru"), ["many", "one", "few", "few", "many", "many", "one"]);
        assert_eq!(forms("ar"), ["zero", "one", "two", "few", "few", "many", "many"]);
        assert_eq!(forms("zh"), ["other"; 7]);
        assert_eq!(plural(0, "fr"), "one");
    }

    #[test]
    fn a_form_of_several_numbers_needs_the_number() {
        let exact = |form, lang| is_exact(form, lang);
        assert!(exact("one", "en") && exact("one", "pl") && exact("two", "ar"));
        assert!(!exact("one", "ru") && !exact("one", "fr") && !exact("other", "en"));
    }

    #[test]
    fn a_language_that_nobody_knows_has_numbers_and_no_dates() {
        let point = Point { day: Some(8), ..AUGUST };
        assert_eq!(number(1234, "tlh"), "1,234");
        assert_eq!(date(point, "tlh"), None);
        assert_eq!(plural(1, "no language"), "other");
        assert_eq!(date(point, "pl").unwrap(), "8 sierpnia 2024");
    }
}
