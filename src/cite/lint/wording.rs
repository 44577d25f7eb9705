//! Checks the words of a claim: its degree of likelihood is said, confidence is told
//! elsewhere, nothing is left vague.

use super::Case;
use super::spoken::{Lexicon, Spoken, words};
use crate::base::sentence::Sentences;
use crate::base::text::fold;
use crate::diag::{Code, Diagnostic};
use crate::model::readable::is_language;

/// Words that say that something may be so, and not how likely it is, or that somebody says
/// so, and not who. `alleged` and `mutmaßlich` are terms of the law and no vague words.
const VAGUE: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "may",
            "might",
            "could",
            "possibly",
            "perhaps",
            "maybe",
            "conceivably",
            "potentially",
            "presumably",
            "apparently",
            "seemingly",
            "arguably",
            "reportedly",
            "supposedly",
            "purportedly",
            "rumoured",
            "rumored",
        ],
    ),
    (
        "de",
        &[
            "möglicherweise",
            "womöglich",
            "vielleicht",
            "eventuell",
            "könnte",
            "könnten",
            "dürfte",
            "dürften",
            "vermutlich",
            "offenbar",
            "anscheinend",
            "scheinbar",
            "angeblich",
            "angebliche",
            "angeblichen",
            "angeblicher",
            "gerüchteweise",
        ],
    ),
];

/// Words for confidence; with one of the degrees before them they tell how sure one is.
const CONFIDENCE: [(&str, &[&str], &[&str]); 2] = [
    ("en", &["high", "moderate", "medium", "low", "strong"], &["confidence"]),
    (
        "de",
        &["hoh", "mittler", "gering", "niedrig", "groß", "mäßig"],
        &["sicherheit", "konfidenz", "vertrauen", "gewissheit", "zuversicht"],
    ),
];

pub(super) fn faults(case: Case<'_>, lexicon: &Lexicon<'_>) -> Vec<Diagnostic> {
    let all = [unspoken(case, lexicon), mixed(case, lexicon), foreign(case, lexicon)];
    all.into_iter().flatten().chain(vague(case)).collect()
}

/// The degree does not stand in the text.
fn unspoken(case: Case<'_>, lexicon: &Lexicon<'_>) -> Option<Diagnostic> {
    let likelihood = case.claim.likelihood.as_ref()?;
    let spoken = lexicon.find(&case.claim.text);
    let says = |it: &Spoken<'_, '_>| it.term.is_some_and(|it| it.name == likelihood.term);
    if spoken.iter().any(|it| says(it) && !it.is_denied) {
        return None;
    }
    let terms = &case.yardstick().terms;
    let term = terms.iter().find(|it| it.name == likelihood.term)?;
    let word = term.word(case.lang());
    let message = format!("the claim `{}` does not say `{word}`", case.claim.id);
    let finding = case.find(Code::UnspokenLikelihood, message);
    Some(finding.help(match spoken.first() {
        Some(it) if says(it) => {
            format!("its text denies `{}`: take the term that says so", it.words)
        }
        Some(other) => format!("its text says `{}`: make the two agree", other.words),
        None => format!("say it in the text, or take `likelihood=` out: `{word}`"),
    }))
}

/// Confidence and likelihood in one sentence.
fn mixed(case: Case<'_>, lexicon: &Lexicon<'_>) -> Option<Diagnostic> {
    if !case.yardstick().keeps_apart {
        return None;
    }
    let text = &case.claim.text;
    let sentences = Sentences::of(text);
    let mut all = sentences.each(text);
    let both = |it: &str| {
        lexicon.find(it).iter().any(|it| it.term.is_some()) && tells_confidence(case, it)
    };
    let said = all.any(both);
    let marked = case.claim.likelihood.is_some() && case.claim.confidence.is_some();
    if !said && (!marked || sentences.each(text).count() > 1) {
        return None;
    }
    let message = format!(
        "the claim `{}` tells likelihood and confidence in one sentence",
        case.claim.id
    );
    let help = "ICD 203 keeps them apart: say how likely it is in one sentence and how sure \
        you are in another, or take one of the attributes out";
    Some(case.find(Code::MixedStatement, message).help(help))
}

fn tells_confidence(case: Case<'_>, sentence: &str) -> bool {
    let words: Vec<String> = words(sentence).iter().map(|it| fold(it.1)).collect();
    let lang = |it: &&(&str, _, _)| is_language(case.lang(), it.0);
    let Some((_, degrees, nouns)) = CONFIDENCE.iter().find(lang) else { return false };
    words.windows(2).any(|pair| {
        let degree = degrees.iter().any(|it| pair[0].starts_with(it));
        degree && nouns.contains(&pair[1].as_str())
    })
}

/// A term of another yardstick, in a claim that keeps to this one.
fn foreign(case: Case<'_>, lexicon: &Lexicon<'_>) -> Option<Diagnostic> {
    case.claim.likelihood.as_ref()?;
    let spoken = lexicon.find(&case.claim.text);
    let other = spoken.iter().find(|it| it.term.is_none())?;
    let message = format!(
        "`{}` is no term of the yardstick `{}`",
        other.words,
        case.yardstick().name
    );
    let help = "keep to the terms of one yardstick, so that a word means one thing";
    Some(case.find(Code::MixedYardsticks, message).help(help))
}

fn vague(case: Case<'_>) -> Option<Diagnostic> {
    let lang = |it: &&(&str, _)| is_language(case.lang(), it.0);
    let (_, list) = VAGUE.iter().find(lang)?;
    let text = unquoted(&case.claim.text);
    // `May` is a month.
    let is_vague = |it: &&(usize, &str)| {
        list.contains(&fold(it.1).as_str()) && !(it.1 == "May" && it.0 > 0)
    };
    let words = words(&text);
    let (_, word) = words.iter().find(is_vague)?;
    let message = format!("the claim `{}` is vague: `{word}`", case.claim.id);
    let help = "say how likely it is in the words of the yardstick, or what is known and \
        what is not";
    Some(case.find(Code::VagueWord, message).help(help))
}

/// A text without what it quotes: the words of others may be vague.
fn unquoted(text: &str) -> String {
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let parts: Vec<&str> = text.split(is_quote).collect();
    // With an odd number of marks the last part is not closed, so not quoted.
    let open = parts.len().is_multiple_of(2);
    let last = parts.len() - 1;
    let kept = parts
        .iter()
        .enumerate()
        .filter(|(at, _)| at.is_multiple_of(2) || open && *at == last);
    kept.map(|(_, it)| *it).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::unquoted;

    #[test]
    fn what_is_quoted_is_left_out() {
        assert_eq!(unquoted("It “may” be"), "It   be");
        assert_eq!(unquoted("5\" may be"), "5  may be");
    }
}
