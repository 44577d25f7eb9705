use super::*;

#[test]
fn locators_are_split_as_pandoc_splits_them() {
    for (suffix, expect) in [
        (", p. 5", "Page 5 |"),
        (" p. 5", "Page 5 |"),
        (", 5", "Page 5 |"),
        (", xi", "|, xi"),
        (", p. xi", "Page xi |"),
        (", p.3", "Page 3 |"),
        (", (13", "|, (13"),
        (", p.a", "|, p.a"),
        (", p. a", "|, p. a"),
        (", 123(4)(a)(iv)", "Page 123(4)(a)(iv) |"),
        (", [17]-[18]", "Page [17]-[18] |"),
        (", 33-44, 50", "Page 33-44, 50 |"),
        (", 1.2.3", "Page 1.2.3 |"),
        (", 12:33-44", "Page 12:33-44 |"),
        (", p. 5.", "Page 5 |."),
        (", p. 5 and 6", "Page 5 | and 6"),
        (", p. 5, see also", "Page 5 |, see also"),
        (", {5}", "Page 5 |"),
        (", {p. 5 and more} suffix", "Page 5 and more | suffix"),
        (", {} 5 apples", "  | 5 apples"),
        (", {xi} and", " xi | and"),
        (", {5a}", " 5a |"),
        (", {5, 7 x}", "Page 5, 7 x |"),
        (", {chap. 3 {x} [y]}, z", "Chapter 3 {x} [y] |, z"),
        ("{p. 5}", "Page 5 |"),
        (", § 5", "Law(Sign) 5 |"),
        (", §5", "Law(Sign) 5 |"),
        (", §§ 5, 7", "Law(Signs) 5, 7 |"),
        (", Art. 3", "Law(Art) 3 |"),
        (", art. 3", "ArticleLocator 3 |"),
        (", Section 5", "Section 5 |"),
        (", chapter IV", "Chapter IV |"),
        (", vol. 2, p. 5", "Volume 2 |, p. 5"),
        (", figure 3a", "Figure 3a |"),
        (", s.v. foo", "|, s.v. foo"),
        (", s.v. 5", "SubVerbo 5 |"),
        (", 5 apples", "Page 5 | apples"),
        (", A5", "Page A5 |"),
        (", see 5", "|, see 5"),
        (", p. 5f.", "Page 5f |."),
        (", p. C22, XVII and", "Page C22, XVII | and"),
        (", p. 34A(A)", "Page 34A(A) |"),
        (", p. 591 [84]", "Page 591 [84] |"),
        (", p. (a)", "|, p. (a)"),
        (", p. (iv)", "Page (iv) |"),
        (", p. 5 (emphasis added)", "Page 5 | (emphasis added)"),
        (", p. 5 (1)", "Page 5 (1) |"),
        (",, p. 5", "|,, p. 5"),
        (" , p. 5", "| , p. 5"),
        (", 5%", "Page 5 |%"),
        (", p. 5/7 x", "Page 5 |/7 x"),
        (", p. ii–iv", "Page ii–iv |"),
        (", p. 5 civil x", "Page 5 | civil x"),
        (", 5 i", "Page 5 | i"),
        (", p. 5 [sic]", "Page 5 | [sic]"),
        (", p. 5-", "Page 5- |"),
        ("", "|"),
        (",", "|,"),
    ] {
        check(suffix, "en", expect);
    }
}

#[test]
fn emphasis_is_no_roman_numeral() {
    let suffix = ", p. 5 x 6";
    let ends = |wholes: &[Range<usize>]| find(suffix, wholes, "en").unwrap().end;
    assert_eq!(ends(&[]), suffix.len());
    assert_eq!(ends(&[Range { start: 7, end: 8 }]), 6);
}

#[test]
fn german_pages_know_german_labels_and_english_ones() {
    for (suffix, expect) in [
        (", S. 5", "Page 5 |"),
        (", S.5", "Page 5 |"),
        (", Seiten 5–7", "Page 5–7 |"),
        (", Kap. 3", "Chapter 3 |"),
        (", Abs. 2", "Law(Abs) 2 |"),
        (", Abb. 2", "Figure 2 |"),
        (", Z. 3", "Line 3 |"),
        (", Bd. 3", "Volume 3 |"),
        (", Anm. 3", "Note 3 |"),
        (", s. v. 3", "SubVerbo 3 |"),
        (", p. 5", "Page 5 |"),
    ] {
        check(suffix, "de-DE", expect);
    }
    check(", S. 5", "en-GB", "|, S. 5");
}

#[test]
fn analysts_and_lawyers_have_labels_of_their_own() {
    check(", Rn. 12", "en", "Custom Rn. 12 |");
    check(", Rn. 12 ff.", "de", "Custom Rn. 12 | ff.");
    check(", {Rn. 12 ff.}", "de", "Custom Rn. 12 ff. |");
    check(", Folie 4", "de", "Custom Folie 4 |");
    check(", slides 4-7, then", "en", "Custom slides 4-7 |, then");
    check(", fn. 3", "en", "Note 3 |");
    check(", 00:12:30", "en", "Timestamp 00:12:30 |");
    check(", 00:12:30–00:13:00 x", "en", "Timestamp 00:12:30–00:13:00 | x");
    check(", t=90", "en", "Timestamp 90 |");
    check(", 12:33", "en", "Timestamp 12:33 |");
    check(", 12:7", "en", "Page 12:7 |");
    check(", p. 12:33", "en", "Page 12:33 |");
}

#[track_caller]
fn check(suffix: &str, lang: &str, expect: &str) {
    let found = match find(suffix, &[], lang) {
        Some(it) => {
            let label = it.label.map(|it| format!("{it:?}")).unwrap_or_default();
            format!("{label} {} |{}", it.text, &suffix[it.end..])
        }
        None => format!("|{suffix}"),
    };
    assert_eq!(found, expect, "{suffix}");
}
