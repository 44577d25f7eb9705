//! Reads the signal in front of a citation: whether the source supports what is said,
//! disputes it, or only adds to it.

use crate::base::text::fold;
use crate::model::CiteItem;
use crate::model::node::text_of;
use crate::model::readable::is_language;

/// How a cited source stands to what is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// It says so: no signal, `see`, `siehe`, `accord`.
    #[default]
    Supports,
    /// It says otherwise: `contra`, `but see`, `a. A.`, `aber`.
    Disputes,
    /// It adds to it: `cf.`, `see also`, `vgl.`, `siehe auch`.
    Context,
}

/// Signals of legal citation (The Bluebook, rule 1.2), and Latin ones that German has too.
const ENGLISH: &[(&str, Stance)] = &[
    ("but see", Stance::Disputes),
    ("but cf.", Stance::Disputes),
    ("but", Stance::Disputes),
    ("contra", Stance::Disputes),
    ("contrast", Stance::Disputes),
    ("disputed by", Stance::Disputes),
    ("denied by", Stance::Disputes),
    ("see also", Stance::Context),
    ("see generally", Stance::Context),
    ("compare", Stance::Context),
    ("cf.", Stance::Context),
    ("cf", Stance::Context),
    ("see", Stance::Supports),
    ("accord", Stance::Supports),
];

/// Signals of German footnotes.
const GERMAN: &[(&str, Stance)] = &[
    ("aber", Stance::Disputes),
    ("siehe aber", Stance::Disputes),
    ("s. aber", Stance::Disputes),
    ("vgl. aber", Stance::Disputes),
    ("a. A.", Stance::Disputes),
    ("a. M.", Stance::Disputes),
    ("anderer Ansicht", Stance::Disputes),
    ("anderer Meinung", Stance::Disputes),
    ("anders", Stance::Disputes),
    ("dagegen", Stance::Disputes),
    ("entgegen", Stance::Disputes),
    ("bestritten von", Stance::Disputes),
    ("vgl.", Stance::Context),
    ("vgl", Stance::Context),
    ("vergleiche", Stance::Context),
    ("siehe auch", Stance::Context),
    ("s. auch", Stance::Context),
    ("siehe", Stance::Supports),
    ("ebenso", Stance::Supports),
];

impl Stance {
    /// Reads the prefix of an item on a page of this language. English signals are known
    /// everywhere; letter case is free; where several fit, the longest counts.
    pub(super) fn of(item: &CiteItem, lang: &str) -> Self {
        if item.prefix.is_empty() {
            return Self::Supports;
        }
        let prefix = close(&text_of(&item.prefix));
        let german: &[_] = if is_language(lang, "de") { GERMAN } else { &[] };
        let known = ENGLISH.iter().chain(german);
        let fits = known.filter_map(|(signal, stance)| {
            let signal = close(signal);
            starts(&prefix, &signal).then_some((signal.len(), *stance))
        });
        fits.max_by_key(|(length, _)| *length).map(|it| it.1).unwrap_or_default()
    }

    /// The word for programs: `supports`, `disputes`, `context`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Disputes => "disputes",
            Self::Context => "context",
        }
    }
}

/// In lower case, without blanks behind full stops: `a. A.` is `a.A.`.
fn close(text: &str) -> String {
    fold(text).replace(". ", ".")
}

fn starts(text: &str, signal: &str) -> bool {
    let Some(rest) = text.strip_prefix(signal) else { return false };
    signal.ends_with('.') || !rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::node::Kind;
    use crate::model::testing::Writer;

    #[track_caller]
    fn check(prefix: &str, lang: &str, expect: Stance) {
        let mut writer = Writer::default();
        let prefix = writer.text(prefix);
        let node = writer.cite("k", "");
        let Kind::Cite(mut cluster) = node.kind else { unreachable!() };
        cluster.items[0].prefix = vec![prefix];
        assert_eq!(Stance::of(&cluster.items[0], lang), expect);
    }

    #[test]
    fn a_signal_says_how_a_source_stands_to_the_statement() {
        check("contra ", "en", Stance::Disputes);
        check("But see, for instance, ", "en", Stance::Disputes);
        check("see ", "en", Stance::Supports);
        check("See also ", "en", Stance::Context);
        check("cf. ", "en", Stance::Context);
        check("as reported by ", "en", Stance::Supports);
    }

    #[test]
    fn german_signals_are_known_on_german_pages_beside_english_ones() {
        check("a.\u{A0}A. ", "de", Stance::Disputes);
        check("a.A. ", "de-AT", Stance::Disputes);
        check("Aber siehe ", "de", Stance::Disputes);
        check("vgl. ", "de", Stance::Context);
        check("vgl. aber ", "de", Stance::Disputes);
        check("siehe auch ", "de", Stance::Context);
        check("siehe ", "de", Stance::Supports);
        check("but see ", "de", Stance::Disputes);
        check("aber ", "en", Stance::Supports);
    }

    #[test]
    fn a_signal_is_a_whole_word() {
        check("contrary to expectations, ", "en", Stance::Supports);
        check("seemingly ", "en", Stance::Supports);
        check("butter ", "en", Stance::Supports);
    }
}
