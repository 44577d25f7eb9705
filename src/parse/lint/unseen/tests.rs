//! What is told of characters that nobody sees, and what is not.

use super::*;

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let found = unseen(&FilePath::fixed("a.md"), text);
    let found: Vec<String> = found
        .iter()
        .map(|it| {
            let run = &text[it.place.as_ref().unwrap().span.unwrap().range()];
            let run: Vec<_> =
                run.chars().map(|c| format!("{:X}", u32::from(c))).collect();
            format!("{} {}", it.code.name().trim_start_matches("parse/"), run.join("+"))
        })
        .collect();
    assert_eq!(found, expect, "{text:?}");
}

#[test]
fn every_character_of_the_list_is_told_in_latin_text() {
    let bidi = ['\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}'];
    let bidi = bidi.into_iter().chain(['\u{2067}', '\u{2068}', '\u{2069}']);
    for c in bidi.chain(['\u{200E}', '\u{200F}', '\u{061C}']) {
        check(&format!("ab{c}cd"), &[&format!("bidi-control {:X}", u32::from(c))]);
    }
    let hidden = ['\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}'];
    let ranges = [0xE0000..=0xE007F, 0xFE00..=0xFE0F, 0xE0100..=0xE01EF, 0xFFF9..=0xFFFB];
    let ranges = ranges.into_iter().flatten().filter_map(char::from_u32);
    for c in hidden.into_iter().chain(ranges) {
        check(&format!("ab{c}cd"), &[&format!("invisible-character {:X}", u32::from(c))]);
    }
}

#[test]
fn prose_of_many_languages_is_left_alone() {
    check("Größe, „Anführung“ – Straße… \u{A0}§ 5 \u{AD} 10 %", &[]);
    check("安洵信息 的 \u{8FBB}\u{E0100} \u{FF0C}\u{FE00}", &[]);
    check("مرحبا بالعالم \u{200F}(2024) و می\u{200C}خواهم", &[]);
    check("שלום \u{200F}עולם! \u{200E}", &[]);
    check("क्\u{200D}ष और क्\u{200C}ष", &[]);
    check("ภาษา\u{200B}ไทย", &[]);
    check("\u{FEFF}# A page", &[]);
}

#[test]
fn emoji_are_left_alone() {
    check("❤\u{FE0F} 1\u{FE0F}\u{20E3} ©\u{FE0F}", &[]);
    check(
        "👩\u{200D}👩\u{200D}👧 👩🏽\u{200D}💻 🏳\u{FE0F}\u{200D}🌈 ❤\u{FE0F}\u{200D}🔥",
        &[],
    );
    check("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", &[]);
}

#[test]
fn what_hides_behind_such_sequences_is_told() {
    check("🙂\u{E0068}\u{E0069}", &["invisible-character E0068+E0069"]);
    check("❤\u{FE0F}\u{FE01}\u{FE02}", &["invisible-character FE01+FE02"]);
    check("a\u{200D}b", &["invisible-character 200D"]);
    check("x \u{FEFF}", &["invisible-character FEFF"]);
    check(
        "if access\u{202E}\u{2066}// admin\u{2069}\u{2066}",
        &["bidi-control 202E+2066", "bidi-control 2069+2066"],
    );
}
