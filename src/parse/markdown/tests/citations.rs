use super::check;

/// Checks one paragraph.
#[track_caller]
fn line(markdown: &str, expect: &str) {
    let (nodes, codes) = expect.split_once(" !").unwrap_or((expect, ""));
    let space = if codes.is_empty() { "" } else { " " };
    check(markdown, &format!("(paragraph {nodes}){space}{codes}"));
}

#[test]
fn a_bare_key_is_a_citation_where_pandoc_sees_one() {
    line("me@host.org", "'me@host.org'");
    line("1@key", "'1@key'");
    line("x.@key", "'x.@key'");
    line("中文@key", "'中文@key'");
    line("x,@key", "'x,' <AuthorInText||key|||>");
    line("(@key)", "'(' <AuthorInText||key|||> ')'");
    line("\"@key\"", "'“' <AuthorInText||key|||> '”'");
    line("word-@key", "'word-' <AuthorInText||key|||>");
    line("word -@key", "'word ' <SuppressAuthor||key|||>");
    line("word--@key", "'word–' <AuthorInText||key|||>");
    line("a/-@key", "'a/' <SuppressAuthor||key|||>");
    line("x...@key", "'x…' <AuthorInText||key|||>");
    line("**x**@key", "(strong 'x') '@key'");
    line("@c@d-@e", "<AuthorInText||c|||> <AuthorInText||d|||> <SuppressAuthor||e|||>");
    line("`x`@key", "(code 'x') <AuthorInText||key|||>");
    line("&amp;@key", "'&' <AuthorInText||key|||>");
    line("\\@key", "'@key'");
    line("\\\\@key", "'\\' <AuthorInText||key|||>");
    line("\\-@key", "'-' <AuthorInText||key|||>");
    line("`@key` and $@key$", "(code '@key') ' and ' (math false '@key')");
    line("@; @ x", "'@; @ x'");
    line("@{a b}", "'@{a b}'");
    line("@{https://x.y/z?a=b}.", "<AuthorInText||https://x.y/z?a=b|||> '.'");
    line(
        "see @a_b_c, @k&l and @k.",
        "'see ' <AuthorInText||a_b_c|||> ', ' \
        <AuthorInText||k&l|||> ' and ' <AuthorInText||k|||> '.'",
    );
    line("@Foo_bar--baz", "<AuthorInText||Foo_bar|||> '–baz'");
    line("@user@host.org", "<AuthorInText||user|||> <AuthorInText||host.org|||>");
}

#[test]
fn brackets_behind_a_bare_key_belong_to_it() {
    line("@k [p. 5] x", "<AuthorInText||k|Page|5|> ' x'");
    line("@k[p. 5]", "<AuthorInText||k|Page|5|>");
    line("@k\n[p. 5]", "<AuthorInText||k|Page|5|>");
    line("@k [see text]", "<AuthorInText||k|||'see text'>");
    line("@k [p. 5; @j]", "<AuthorInText||k|Page|5|; Normal||j|||>");
    line("@k [see; @j]", "<AuthorInText||k|||'see'; Normal||j|||>");
    line("@k [@j]", "<AuthorInText||k|||; Normal||j|||>");
    line("@k [-@j; @l]", "<AuthorInText||k|||; SuppressAuthor||j|||; Normal||l|||>");
    line("@k [see @j]", "<AuthorInText||k|||; Normal|'see'|j|||>");
    line("-@k [p. 5]", "<SuppressAuthor||k|Page|5|>");
    line(
        "@k [p. 5; @j; see -@l] more",
        "<AuthorInText||k|Page|5|; Normal||j|||; SuppressAuthor|'see'|l|||> ' more'",
    );
    line("@k [a [b] c]", "<AuthorInText||k|||'a [b] c'>");
    line("@k [text](url)", "<AuthorInText||k|||> ' ' (link url 'text')");
    line("@k [text][ref]", "<AuthorInText||k|||> ' [text][ref]'");
    line("@k [text]{.x}", "<AuthorInText||k|||> ' ' (span{.x} 'text')");
    line("@k [[page]]", "<AuthorInText||k|||> ' ' (wiki 'page')");
    line("@k []", "<AuthorInText||k|||> ' []'");
    line("@k [; @j]", "<AuthorInText||k|||; Normal||j|||>");
    line("@k [a; b]", "<AuthorInText||k|||> ' [a; b]'");
    line("@k x [p. 5]", "<AuthorInText||k|||> ' x [p. 5]'");
}

#[test]
fn a_cluster_is_read_as_pandoc_reads_it() {
    line("a [@k, p. 5].", "'a ' <Normal||k|Page|5|> '.'");
    line("word[@key]", "'word' <Normal||key|||>");
    line("[ @k ]", "<Normal||k|||>");
    line("[-@k, p. 5]", "<SuppressAuthor||k|Page|5|>");
    line("[see -@k]", "<SuppressAuthor|'see'|k|||>");
    line("[see-@k]", "<Normal|'see-'|k|||>");
    line("[@a, S. 3; vgl. @b]", "<Normal||a|||', S. 3'; Normal|'vgl.'|b|||>");
    line("[*see* @k, **32** and]", "<Normal|(emphasis 'see')|k|Page|32|' and'>");
    line("[see\n@k,\np. 5]", "<Normal|'see'|k|Page|5|>");
    line("[@k\nsee there]", "<Normal||k|||' ' 'see there'>");
    line("[@k, p. 5 [sic]]", "<Normal||k|Page|5|' [sic]'>");
    line("[see [a] @k]", "<Normal|'see [a]'|k|||>");
    line("[@k @j]", "<Normal||k|||' ' <AuthorInText||j|||>> !parse/citation-slip");
    line("[@k see @j; @l]", "<Normal||k|||' see ' <AuthorInText||j|||>; Normal||l|||>");
    line("[see [@j] @k]", "<Normal|'see ' <Normal||j|||>|k|||>");
    line("[see [@k]]", "'[see ' <Normal||k|||> ']'");
    line("[[@k]]", "'[' <Normal||k|||> ']'");
    line("[@k][@j]", "<Normal||k|||> <Normal||j|||>");
    line("[@k](url", "<Normal||k|||> '(url'");
    line("[*@k*]", "'[' (emphasis <AuthorInText||k|||>) ']'");
    line("[a@k]", "'[a@k]'");
    line("[\\@k]", "'[@k]'");
    line("[@k\\]", "'[' <AuthorInText||k|||> ']'");
    line("[@*]", "<Normal||*|||>");
    line("[@{odd key]", "'[@{odd key]'");
    line("[@{https://x.y/a;b}, p. 5]", "<Normal||https://x.y/a;b|Page|5|>");
    line("[@k {p. 5}x]", "<Normal||k|Page|5|'x'>");
    line("[@k, {} 5 apples]", "<Normal||k|||' 5 apples'>");
    line("[@k, pp. 5--7, 9]", "<Normal||k|Page|5–7, 9|>");
    line("[@k, p. `5`]", "<Normal||k|Page|5|>");
    line("[@k, $5$]", "<Normal||k|||', ' (math false '5')>");
    line("[@k, xi; @j, p. xi]", "<Normal||k|||', xi'; Normal||j|Page|xi|>");
}

#[test]
fn semicolons_in_brackets_quotes_and_markup_do_not_part_a_cluster() {
    line("[@k, see [a; b]]", "<Normal||k|||', see [a; b]'>");
    line("[see \"a; b\" @k]", "<Normal|'see “a; b”'|k|||>");
    line("[see *a; b* @k]", "<Normal|'see ' (emphasis 'a; b')|k|||>");
    line("[@k, `a;b`]", "<Normal||k|||', ' (code 'a;b')>");
    line("[@k, a\\;b]", "<Normal||k|||', a;b'>");
    line("[@k, a&semi;b]", "<Normal||k|||', a;b'>");
}

#[test]
fn a_part_without_a_key_makes_the_bracket_text_and_is_told() {
    line("[@k; see text]", "'[' <AuthorInText||k|||> '; see text]' !parse/citation-slip");
    line("[text; @k]", "'[text; ' <AuthorInText||k|||> ']' !parse/citation-slip");
    line("[@k;]", "'[' <AuthorInText||k|||> ';]' !parse/citation-slip");
    line("[a; b]", "'[a; b]'");
    line("[mail; me@host.org]", "'[mail; me@host.org]'");
}

#[test]
fn the_way_out_of_a_slip_joins_the_parts() {
    let help = |text: &str| {
        let found = super::read_all(&super::dossier(), text).findings;
        found.first().and_then(|it| it.help.clone()).unwrap_or_default()
    };
    assert_eq!(help("[@k; see text]"), "write `[@k, see text]`");
    assert_eq!(help("[text; @k]"), "write `[text @k]`");
    assert_eq!(help("[@k; see text; @j]"), "write `[@k, see text; @j]`");
    assert_eq!(help("[@k;]"), "write `[@k]`");
    assert_eq!(help("[@k, S. 3; 14]"), "write `[@k, S. 3, 14]`");
    assert_eq!(
        help("[@k, p. 12 f.; b1, pp. 12ff.]"),
        "write `[@k, p. 12 f.; @b1, pp. 12ff.]` if `b1` is a source, else `[@k, p. 12 f., b1, pp. 12ff.]`"
    );
    assert_eq!(
        help("[@k; doe, p. 3; bbc-2024]"),
        "write `[@k; @doe, p. 3; @bbc-2024]` if `doe`, `bbc-2024` are sources, else `[@k, doe, p. 3, bbc-2024]`"
    );
}

#[test]
fn a_comma_between_keys_is_told() {
    let help = |text: &str| {
        let found = super::read_all(&super::dossier(), text).findings;
        found.first().and_then(|it| it.help.clone()).unwrap_or_default()
    };
    assert_eq!(help("[@k,@j]"), "write `[@k; @j]`");
    assert_eq!(help("[@k, @j, p. 3, -@l; @m]"), "write `[@k; @j, p. 3; -@l; @m]`");
    assert_eq!(help("[see @k, p. 5 and @j]"), "write `[see @k, p. 5; @j]`");
    assert_eq!(help("[@k, see @j]"), "");
    assert_eq!(help("[@k; @j]"), "");
}

#[test]
fn nothing_is_cited_in_the_text_of_a_link() {
    line("[@k](url)", "(link url '@k') !parse/citation-in-link");
    line("[see [@k, p. 5]](url)", "(link url 'see [@k, p. 5]') !parse/citation-in-link");
    line("[*@k*](url)", "(link url (emphasis '@k')) !parse/citation-in-link");
    line("[me@host.org](url)", "(link url 'me@host.org')");
    line("<https://x.org/@k>", "(link https://x.org/@k 'https://x.org/@k')");
    line("![@k](x.png)", "(image x.png <AuthorInText||k|||>)");
}

#[test]
fn attributes_behind_a_citation_are_told() {
    line(
        "[@k, p. 5]{.x}",
        "(span{.x} <AuthorInText||k|||> ', p. 5') !parse/attributes-on-citation",
    );
    line("[[@k, p. 5]]{.x}", "(span{.x} <Normal||k|Page|5|>)");
    line("[@k says so]{.x}", "(span{.x} <AuthorInText||k|||> ' says so')");
    line("[a [@k, p. 5].]{.x}", "(span{.x} 'a ' <Normal||k|Page|5|> '.')");
}

#[test]
fn a_link_definition_in_place_of_a_citation_is_told() {
    check(
        "[@k]: http://x\n\na [@k]",
        "(paragraph 'a ' (link http://x '@k')) \
        parse/citation-definition parse/citation-in-link",
    );
    check("[@k]: is a source", "(paragraph <Normal||k|||> ': is a source')");
}

#[test]
fn quartos_prefixes_are_told() {
    line("@fig-x", "<AuthorInText||fig-x|||> !parse/reserved-key");
    line("[@sec-x]", "<Normal||sec-x|||> !parse/reserved-key");
    line("@figure", "<AuthorInText||figure|||>");
}

#[test]
fn citations_stand_in_every_kind_of_block() {
    check("# A [@k]", "(h1 'A ' <Normal||k|||>)");
    check("- a [@k]\n- b", "(list (item 'a ' <Normal||k|||>) (item 'b'))");
    check("> a [@k,\n> p. 5]", "(quote (paragraph 'a ' <Normal||k|Page|5|>))");
    check(
        "| a |\n|---|\n| b [@k] |",
        "(table (head (cell 'a')) (row (cell 'b ' <Normal||k|||>)))",
    );
    check(
        "a[^1]\n\n[^1]: b [@k]",
        "(paragraph 'a' (ref 1)) \
        (note 1 (paragraph 'b ' <Normal||k|||>))",
    );
    check("    [@k]", "(pre '' \"[@k]\")");
}
