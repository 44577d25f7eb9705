use super::{check, check_in, dossier};
use crate::parse::markdown::{Dialect, Html};

#[test]
fn divs_open_close_and_nest() {
    check("::: {.a #b k=\"v w\"}\nx\n:::", "(div{#b .a k=v w} (paragraph 'x'))");
    check("::: note\nx\n:::", "(div{.note} (paragraph 'x'))");
    check(":::note\nx\n::::::", "(div{.note} (paragraph 'x'))");
    check("::: {.a} ::::\nx\n:::", "(div{.a} (paragraph 'x'))");
    check("::: a {.b}\nx\n:::", "(div{.a .b} (paragraph 'x'))");
    check(
        "::: a\nx\n\n:::: b\ny\n::::\n\nz\n:::\nw",
        "(div{.a} (paragraph 'x') (div{.b} (paragraph 'y')) (paragraph 'z')) \
         (paragraph 'w')",
    );
    check("text\n::: a\nx\n:::", "(paragraph 'text') (div{.a} (paragraph 'x'))");
}

#[test]
fn divs_stand_in_quotes_lists_and_definitions() {
    check(
        "> ::: a\n> x\n> :::\n> y",
        "(quote (div{.a} (paragraph 'x')) (paragraph 'y'))",
    );
    check(
        "- a\n\n  ::: b\n  x\n  :::\n- c",
        "(list (item (paragraph 'a') (div{.b} (paragraph 'x'))) (item (paragraph 'c')))",
    );
    check("* ::: b\n  x\n  :::", "(list (item (div{.b} 'x')))");
    check("1. ::: b\n   x\n   :::", "(list-1 (item (div{.b} 'x')))");
    check("::: a\n- x\n- y\n:::", "(div{.a} (list (item 'x') (item 'y')))");
    check(
        "Term\n: one\n\n::: a\nx\n:::",
        "(definitionlist (term 'Term') (definition 'one')) (div{.a} (paragraph 'x'))",
    );
    check(
        "::: a\n| b |\n|---|\n| c |\n:::",
        "(div{.a} (table (head (cell 'b')) (row (cell 'c'))))",
    );
}

#[test]
fn a_fence_in_code_stays_code() {
    check("```\n::: a\n```", "(pre '' \"::: a\\n\")");
    check("    ::: a", "(pre '' \"::: a\")");
    check("a\n     ::: b c", "(paragraph 'a' / '::: b c')");
    check("::: a\n```\n::: b\n:::\n```\n:::", "(div{.a} (pre '' \"::: b\\n:::\\n\"))");
    check("`a\n     ::: b`", "(paragraph (code 'a      ::: b'))");
    let plain = Dialect { dossier: false, definition_lists: false, ..dossier() };
    check_in(&plain, "::: a\nx\n:::", "(paragraph '::: a' / 'x' / ':::')");
}

#[test]
fn faults_of_fences_are_told_and_lose_no_text() {
    check("::: a\nx", "(div{.a} (paragraph 'x')) parse/unclosed-div");
    check(
        "> ::: a\n> x\n\ny",
        "(quote (div{.a} (paragraph 'x'))) (paragraph 'y') \
        parse/unclosed-div",
    );
    check("x\n\n:::\n", "(paragraph 'x') (paragraph ':::') parse/stray-fence");
    check(
        "- ::: a\n  x\n\n:::",
        "(list (item (div{.a} 'x'))) (paragraph ':::') \
        parse/unclosed-div parse/stray-fence",
    );
    check(
        "::: a b c\nx\n:::",
        "(div{} (paragraph '::: a b c') (paragraph 'x')) \
        parse/bad-fence",
    );
    check(
        "::: {.a b}\nx\n:::",
        "(div{} (paragraph '::: {.a b}') (paragraph 'x')) \
        parse/bad-fence",
    );
}

#[test]
fn a_fence_that_cannot_be_read_never_opens_what_it_should_close() {
    check(
        "::: {marking=TLP:AMBER foo}\nx\n:::",
        "(div{TLP:RED} \
        (paragraph '::: {marking=TLP:AMBER foo}') (paragraph 'x')) parse/bad-fence",
    );
    check(
        "::: {marking=amber}\nx\n:::",
        "(div{TLP:RED} (paragraph 'x')) \
        parse/bad-marking",
    );
}

#[test]
fn spans_hold_any_inlines() {
    check("[a *b*]{.x #y}", "(paragraph (span{#y .x} 'a ' (emphasis 'b')))");
    check("[a [b](u) c]{.x}", "(paragraph (span{.x} 'a ' (link u 'b') ' c'))");
    check("[a [b]{.y} c]{.x}", "(paragraph (span{.x} 'a ' (span{.y} 'b') ' c'))");
    check("[a\nb]{.x}", "(paragraph (span{.x} 'a' / 'b'))");
    check("[]{#here}", "(paragraph (span{#here}))");
    check("[a]{}", "(paragraph (span{} 'a'))");
    check("*[a]{.x}*", "(paragraph (emphasis (span{.x} 'a')))");
    check(
        "[a]{topic=\"*b* 'c' \\\"d\\\"\"}",
        "(paragraph (span{topic=*b* 'c' \"d\"} 'a'))",
    );
    check("> [a]{.x\n> .y}", "(quote (paragraph (span{.x .y} 'a')))");
    check("[a]{k=\"b\n\nc\"}", "(paragraph '[a]{k=“b') (paragraph 'c”}')");
    check("`a`{k=\"b\n\nc\"}", "(paragraph (code 'a') '{k=“b') (paragraph 'c”}')");
    check("[a]{foo}", "(paragraph '[a]{foo}')");
    check("\\[a]{.x}", "(paragraph '[a]{.x}')");
    check("[a\\]{.x}", "(paragraph '[a]{.x}')");
    check("[a]\\{.x}", "(paragraph '[a]{.x}')");
    check("`[a]{.x}`", "(paragraph (code '[a]{.x}'))");
    check("[你好]{lang=zh}", "(paragraph (span{lang=zh} '你好'))");
}

#[test]
fn attributes_stand_behind_code_links_and_images() {
    check("`a`{.b}", "(paragraph (code 'a'{.b}))");
    check("[a](u){.b} c", "(paragraph (link u{.b} 'a') ' c')");
    check("![a](u){width=50%}", "(paragraph (image u{width=50%} 'a'))");
    check("`a` {.b}", "(paragraph (code 'a') ' {.b}')");
    check("*a*{.b}", "(paragraph (emphasis 'a') '{.b}')");
    check("[a](u){onclick=x}", "(paragraph (link u{} 'a')) parse/refused-attribute");
    check("```sql {#q marking=TLP:GREEN}\nx\n```", "(pre 'sql' \"x\\n\"{#q TLP:GREEN})");
    check("```{.sql .wide}\nx\n```", "(pre 'sql' \"x\\n\"{.wide})");
    check("```rust,editable\nx\n```", "(pre 'rust,editable' \"x\\n\")");
}

#[test]
fn headings_take_attributes_from_their_end() {
    check("## A {#b .c k=\"v w\"}", "(h2{#b .c k=v w} 'A')");
    check("## A {marking=\"TLP:AMBER+STRICT\"}", "(h2{TLP:AMBER+STRICT} 'A')");
    check("A {#b}\n===", "(h1{#b} 'A')");
    check("## A [b]{.c}", "(h2 'A ' (span{.c} 'b'))");
    check("## A `b`{.c} {#d}", "(h2{#d} 'A ' (code 'b'{.c}))");
    check("## The {a} of {b c}", "(h2 'The {a} of {b c}')");
    check("## A \\{#b}", "(h2 'A {#b}')");
    check("## {#b}", "(h2{#b})");
    let github = Dialect { github: true, ..Dialect::commonmark() };
    check_in(&github, "## A {#b .c}", "(h2{#b .c} 'A')");
    check_in(&Dialect::commonmark(), "## A {#b}", "(h2 'A {#b}')");
}

#[test]
fn items_and_rows_take_attributes() {
    check(
        "- a {marking=TLP:GREEN}\n  - b\n- c",
        "(list (item{TLP:GREEN} 'a' (list (item 'b'))) (item 'c'))",
    );
    check("- a {.x}\n\n- b", "(list (item{.x} (paragraph 'a')) (item (paragraph 'b')))");
    check("- {marking=TLP:RED} a", "(list (item{TLP:RED} 'a'))");
    check("- {k=v} a", "(list (item '{k=v} a'))");
    check("- `a`{.x}", "(list (item (code 'a'{.x})))");
    check("- [ ] a {.x}", "(list (item-false{.x} 'a'))");
    let table = "| a | b |\n|---|---|\n";
    let head = "(table (head (cell 'a') (cell 'b')) ";
    for row in [
        "| c | d {marking=TLP:RED} |",
        "| c | d | {marking=TLP:RED} |",
        "| c | d | {marking=TLP:RED}",
        "c | d {marking=TLP:RED}",
    ] {
        let row_drawn = "(row{TLP:RED} (cell 'c') (cell 'd')))";
        check(&format!("{table}{row}"), &format!("{head}{row_drawn}"));
    }
    check(
        &format!("{table}| c | d | e |"),
        &format!("{head}(row (cell 'c') (cell 'd'))) parse/extra-cell"),
    );
}

#[test]
fn a_caption_belongs_to_the_table_before_it() {
    let table = "| a |\n|---|\n| b |\n\n";
    let body = "(head (cell 'a')) (row (cell 'b')))";
    check(
        &format!("{table}Table: What *is* {{#t1 .wide}}"),
        &format!("(table{{#t1 .wide}} (caption 'What ' (emphasis 'is')) {body}"),
    );
    check(&format!("{table}: What"), &format!("(table (caption 'What') {body}"));
    check("Table: none", "(paragraph 'Table: none')");
    check(
        &format!("{table}Table: A\n\nTable: B"),
        &format!("(table (caption 'A') {body} (paragraph 'Table: B')"),
    );
}

#[test]
fn a_marking_that_marks_nothing_is_told() {
    check("a {marking=TLP:RED}", "(paragraph 'a {marking=TLP:RED}') parse/stray-marking");
    check("`{marking=TLP:RED}`", "(paragraph (code '{marking=TLP:RED}'))");
    check(
        "| a |\n|---|\n| b | {marking=TLP:RED x} |",
        "(table (head (cell 'a')) (row (cell 'b'))) parse/stray-marking",
    );
    check(
        "```{.x marking=TLP:RED x}\n```",
        "(pre '{.x marking=TLP:RED x}' \"\") parse/stray-marking",
    );
    check(
        "<div>\n::: {marking=TLP:RED}\n</div>",
        "(paragraph '<div>\n::: {marking=TLP:RED}\n</div>') parse/html-is-text \
        parse/stray-marking",
    );
    check(
        "a {marking: TLP:RED}",
        "(paragraph 'a {marking: TLP:RED}') parse/stray-marking",
    );
    check("[a]{marking = x}", "(paragraph '[a]{marking = x}') parse/stray-marking");
    check(
        "the {b} marking= and {c} {the marking}",
        "(paragraph 'the {b} marking= and \
        {c} {the marking}')",
    );
    check("the word marking= and {b}", "(paragraph 'the word marking= and {b}')");
    check(
        "![a](u)\n{marking=TLP:RED}",
        "(paragraph (image u 'a') / '{marking=TLP:RED}') parse/stray-marking",
    );
}

#[test]
fn a_link_definition_below_a_marking_is_told() {
    let div = "(div{TLP:RED} (paragraph (link u 'a')))";
    check(
        "::: {marking=TLP:RED}\n[a]\n\n[a]: u\n:::",
        &format!("{div} parse/marked-definition"),
    );
    check("::: {marking=TLP:RED}\n[a]\n:::\n\n[a]: u", div);
    check(
        "# B {marking=TLP:RED}\n\n[a]: u\n\n# C\n\n[a]",
        "(h1{TLP:RED} 'B') (h1 'C') (paragraph (link u 'a')) parse/marked-definition",
    );
    check(
        "# B {marking=TLP:RED}\n\n# C\n\n[a]: u\n\n[a]",
        "(h1{TLP:RED} 'B') (h1 'C') (paragraph (link u 'a'))",
    );
}

#[test]
fn wiki_links_have_a_target_and_perhaps_a_text() {
    check("[[a-b]]", "(paragraph (wiki 'a-b'))");
    check(
        "[[A b#c|the *text*]].",
        "(paragraph (wiki 'A b#c' 'the ' (emphasis 'text')) '.')",
    );
    check("[[a]]{.x}", "(paragraph (wiki 'a'{.x}))");
    check("[[Alice's page]]", "(paragraph (wiki 'Alice's page'))");
    check("[see [[a]]](u)", "(paragraph (link u 'see [[a]]'))");
    check("[[]]", "(paragraph '[[]]')");
    check("\\[[a]]", "(paragraph '[[a]]')");
    check("[a [[b]] c]{.x}", "(paragraph (span{.x} 'a ' (wiki 'b') ' c'))");
    check(
        "| [[a\\|b]] |\n|---|\n| [[c]] |",
        "(table (head (cell (wiki 'a' 'b'))) (row (cell (wiki 'c'))))",
    );
}

#[test]
fn scripts_hold_no_white_space() {
    check("H~2~O x^2^", "(paragraph 'H' (subscript '2') 'O x' (superscript '2'))");
    check("~a~ ~~b c~~", "(paragraph (subscript 'a') ' ' (strikethrough 'b c'))");
    check("x^a b^ y", "(paragraph 'x^a b^ y')");
    check("^*a*^", "(paragraph (superscript (emphasis 'a')))");
    check("~/a and ~/b", "(paragraph '~/a and ~/b')");
    check("a^^b^^", "(paragraph 'a^^b^^')");
    check("a\\^2^", "(paragraph 'a^2^')");
    for text in [
        "~10-~20 ships, ~5/~6, (~5)/(~6), ~10/~20/~30",
        "~$5/~$6, ~€5/~€6, ~$7-~$8, ~$9/~$10",
    ] {
        check(text, &format!("(paragraph '{text}')"));
    }
    check("10^6/10^7, 2^10-2^12", "(paragraph '10^6/10^7, 2^10-2^12')");
    check("10^-3-10^-2", "(paragraph '10^-3-10^-2')");
    check(
        "SO~4~^2-^ 10^6^/10^7^",
        "(paragraph 'SO' (subscript '4') (superscript '2-') ' 10' (superscript '6') '/10' (superscript '7'))",
    );
    let github = Dialect { github: true, ..Dialect::commonmark() };
    check_in(&github, "H~2~O x^2^ $a$", "(paragraph 'H~2~O x^2^ $a$')");
}

#[test]
fn mathematics_is_passed_on() {
    check("$a^2$ costs $5 and $6", "(paragraph (math false 'a^2') ' costs $5 and $6')");
    check("$$\na @k\n$$", "(paragraph (math true '\na @k\n'))");
}

#[test]
fn quotes_follow_the_language() {
    let text = "\"a 'b' c's\" -- d...";
    for (lang, expect) in [
        ("en", "“a ‘b’ c’s” – d…"),
        ("de", "„a ‚b‘ c’s“ – d…"),
        ("de-CH", "«a ‹b› c’s» – d…"),
        ("fr", "«\u{202F}a “b” c’s\u{202F}» – d…"),
        ("en-GB", "“a ‘b’ c’s” – d…"),
        ("zh", "“a ‘b’ c’s” – d…"),
    ] {
        let dialect = Dialect { lang: lang.to_owned(), ..dossier() };
        check_in(&dialect, text, &format!("(paragraph '{expect}')"));
    }
    check("a 19\" rack \"b\"", "(paragraph 'a 19” rack “b”')");
    let german = Dialect { lang: "de".to_owned(), ..dossier() };
    check_in(
        &german,
        "`\"a\"` [\"b\"]{k=\"c d\"}",
        "(paragraph (code '\"a\"') ' ' \
        (span{k=c d} '„b“'))",
    );
    check_in(&german, "*\"a\n'b*'\"", "(paragraph (emphasis '„a' / '‚b') '‘“')");
}

#[test]
fn raw_html_is_text_and_comments_go() {
    check("a <b>c</b>", "(paragraph 'a <b>c</b>') parse/html-is-text");
    check(
        "<div onclick=x>\n@k\n</div>",
        "(paragraph '<div onclick=x>\n@k\n</div>') parse/html-is-text",
    );
    check("a<!-- b -->c", "(paragraph 'ac')");
    check("<!-- a\n\nb -->\n\nc", "(paragraph 'c')");
    check("<!-- a --> b", "(paragraph 'b')");
    check("<!-- a\n\nb", "(paragraph '<!-- a\n\nb') parse/unclosed-comment");
    check("- a\n  <!-- b -->\n  c", "(list (item 'a' / 'c'))");
    let raw = Dialect { html: Html::Passed, ..dossier() };
    check_in(&raw, "a <b>c</b>", "(paragraph 'a ' (tag \"<b>\") 'c' (tag \"</b>\"))");
    check_in(&raw, "<div>\n*a*\n</div>", "(html \"<div>\\n*a*\\n</div>\")");
}
