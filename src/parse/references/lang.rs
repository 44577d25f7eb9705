//! The language tags of what libraries write: names of babel and polyglossia, names that
//! people and programs write, codes of three letters.

use std::borrow::Cow;

/// The BCP 47 tag of a language's name in lower case, as babel means it.
pub(super) fn of_babel(name: &str) -> Option<&'static str> {
    TAGS.iter().find(|(names, _)| names.contains(&name)).map(|(_, tag)| *tag)
}

/// The BCP 47 tag of a name or a tag in any case: `German`, `deutsch`, `ger`, `de_AT`. A
/// name that names no region gives none.
pub(super) fn canonical(text: &str) -> Option<Cow<'static, str>> {
    let name = text.trim().to_lowercase();
    let name = name.strip_prefix("lang").filter(|it| it.len() > 3).unwrap_or(&name);
    if let Some((_, tag)) = OWN.iter().find(|(names, _)| names.contains(&name)) {
        return Some(Cow::from(*tag));
    }
    match of_babel(name) {
        Some(tag) if REGIONAL.contains(&name) => Some(Cow::from(tag)),
        Some(tag) => tag.split('-').next().map(Cow::from),
        None => well_formed(name).map(Cow::from),
    }
}

/// A tag in lower case with its usual capitals: `de-AT`, `zh-Hant`.
fn well_formed(tag: &str) -> Option<String> {
    let tag = tag.replace('_', "-");
    let mut parts = tag.split('-');
    let mut out = parts.next().filter(|it| matches!(it.len(), 2 | 3))?.to_owned();
    for part in parts {
        if !(1..=8).contains(&part.len()) {
            return None;
        }
        out.push('-');
        match part.len() {
            2 => out.push_str(&part.to_ascii_uppercase()),
            4 if part.as_bytes()[0].is_ascii_lowercase() => {
                out.push_str(&part[..1].to_ascii_uppercase());
                out.push_str(&part[1..]);
            }
            _ => out.push_str(part),
        }
    }
    let is_tag = out.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
    let is_letters =
        out.bytes().take_while(|it| *it != b'-').all(|it| it.is_ascii_alphabetic());
    (is_tag && is_letters).then_some(out)
}

/// Names that name a region, too.
const REGIONAL: [&str; 16] = [
    "usenglish",
    "american",
    "canadian",
    "british",
    "ukenglish",
    "australian",
    "newzealand",
    "austrian",
    "naustrian",
    "swissgerman",
    "nswissgerman",
    "canadien",
    "acadian",
    "brazil",
    "brazilian",
    "portugues",
];

/// What languages call themselves and each other, and their codes of three letters.
const OWN: [(&[&str], &str); 20] = [
    (&["eng", "englisch", "anglais", "inglés"], "en"),
    (&["deutsch", "ger", "deu", "allemand", "alemán"], "de"),
    (&["français", "fre", "fra", "französisch"], "fr"),
    (&["español", "spa", "castellano", "spanisch"], "es"),
    (&["italiano", "ita", "italienisch"], "it"),
    (&["nederlands", "dut", "nld", "niederländisch"], "nl"),
    (&["português", "por", "portugiesisch"], "pt"),
    (&["polski", "pol", "polnisch"], "pl"),
    (&["русский", "rus", "russisch"], "ru"),
    (&["українська", "ukr", "ukrainisch"], "uk"),
    (&["中文", "chi", "zho", "chinesisch", "mandarin"], "zh"),
    (&["日本語", "jpn", "japanisch"], "ja"),
    (&["한국어", "kor", "koreanisch"], "ko"),
    (&["العربية", "ara", "arabisch"], "ar"),
    (&["עברית", "heb", "hebräisch"], "he"),
    (&["فارسی", "per", "fas", "persisch"], "fa"),
    (&["türkçe", "tur", "türkisch"], "tr"),
    (&["svenska", "swe", "schwedisch"], "sv"),
    (&["čeština", "cze", "ces", "tschechisch"], "cs"),
    (&["norwegian", "norwegisch", "nor", "norsk"], "no"),
];

const TAGS: [(&[&str], &str); 46] = [
    (&["english", "usenglish", "american", "canadian"], "en-US"),
    (&["british", "ukenglish", "australian", "newzealand"], "en-GB"),
    (&["german", "germanb", "ngerman"], "de-DE"),
    (&["austrian", "naustrian"], "de-AT"),
    (&["swissgerman", "nswissgerman"], "de-CH"),
    (&["french", "francais"], "fr-FR"),
    (&["canadien", "acadian"], "fr-CA"),
    (&["afrikaans"], "af-ZA"),
    (&["arabic"], "ar"),
    (&["basque"], "eu"),
    (&["bulgarian"], "bg-BG"),
    (&["catalan"], "ca-AD"),
    (&["chinese"], "zh-CN"),
    (&["croatian"], "hr-HR"),
    (&["czech"], "cs-CZ"),
    (&["danish"], "da-DK"),
    (&["dutch"], "nl-NL"),
    (&["estonian"], "et-EE"),
    (&["farsi", "persian"], "fa-IR"),
    (&["finnish"], "fi-FI"),
    (&["greek", "polutonikogreek"], "el-GR"),
    (&["hebrew"], "he-IL"),
    (&["hungarian", "magyar"], "hu-HU"),
    (&["icelandic"], "is-IS"),
    (&["italian"], "it-IT"),
    (&["japanese"], "ja-JP"),
    (&["korean"], "ko-KR"),
    (&["latin"], "la"),
    (&["latvian"], "lv-LV"),
    (&["lithuanian"], "lt-LT"),
    (&["mongolian"], "mn-MN"),
    (&["norsk"], "nb-NO"),
    (&["nynorsk"], "nn-NO"),
    (&["polish"], "pl-PL"),
    (&["brazil", "brazilian"], "pt-BR"),
    (&["portugues", "portuguese"], "pt-PT"),
    (&["romanian"], "ro-RO"),
    (&["russian"], "ru-RU"),
    (&["serbian", "serbianc"], "sr-RS"),
    (&["slovak"], "sk-SK"),
    (&["slovene"], "sl-SL"),
    (&["spanish"], "es-ES"),
    (&["swedish"], "sv-SE"),
    (&["thai"], "th-TH"),
    (&["turkish"], "tr-TR"),
    (&["ukrainian"], "uk-UA"),
];

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn names_and_tags_are_one_tag() {
        for (text, tag) in [
            ("German", "de"),
            ("ngerman", "de"),
            ("langgerman", "de"),
            ("deutsch", "de"),
            ("ger", "de"),
            ("DE", "de"),
            ("de_at", "de-AT"),
            ("naustrian", "de-AT"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("english", "en"),
            ("british", "en-GB"),
            ("Русский", "ru"),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(tag), "{text}");
        }
        for text in ["", "nosuch", "english; german", "12", "de-", "Old English"] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }
}
