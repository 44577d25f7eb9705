use crate::model::OutlineItem;
use crate::parse::trial::{self, Trial};

#[test]
fn chapters_parts_lines_and_drafts_have_their_places() {
    let summary = "<!-- x -->\n# Summary\n\n[Intro](intro.md)\n\n---\n\n# One\n\n- [A](a.md)\n    - [B](b/b.md)\n        - [C]()\n    - [D](d.md)\n\n<!-- split -->\n- [E](e.md)\n\n## Not a part\n\n# Two *parts*\n1. [F `code`](f%20f.md)\n\n-----\n\n[End](end.md)\n[Last](last.md)\n";
    let trial = plain(
        summary,
        &[
            "intro.md",
            "a.md",
            "b/b.md",
            "d.md",
            "e.md",
            "f f.md",
            "end.md",
            "last.md",
            "unlisted.md",
        ],
    );
    trial.finds("");
    assert_eq!(
        shown(&trial),
        "intro | --- | # One | 1 a | 1 . b/b | 1 . . (C) | 1 . d | 1 e | # Two parts | 1 f f | --- | end | last"
    );
    assert_eq!(trial.dossier.pages.len(), 8);
}

#[test]
fn a_byte_order_mark_and_windows_lines_change_nothing() {
    let trial =
        plain("\u{FEFF}# Summary\r\n\r\n- [A](a.md)\r\n  - [B](x.md)\r\n", &["a.md"]);
    trial.finds("missing-page SUMMARY.md:4 «[B](x.md)» `content/x.md` does not exist; the site gets an empty page for it | did you mean `content/a.md`?");
    assert_eq!(shown(&trial), "1 a | 1 . x");
}

#[test]
fn a_page_that_does_not_exist_is_made_in_memory() {
    let trial = plain("- [Not *there* yet](sub/later-on.md)\n", &["other.md"]);
    trial.finds("missing-page SUMMARY.md:1 «[Not *there* yet](sub/later-on.md)» `content/sub/later-on.md` does not exist; the site gets an empty page for it | write the page, or announce it with an empty target: `[Title]()`");
    let page = trial.page("sub/later-on.md");
    assert_eq!(
        (&*page.face.title, page.face.id.as_str()),
        ("Not there yet", "sub/later-on")
    );
}

#[test]
fn what_is_no_table_of_contents_is_found_and_the_rest_is_read() {
    let trial = plain(
        "[P](p.md)\n\n- [A](a.md)\n- text\n    - [B](b.md)\n- [C](c.md) and [D](d.md)\n\n[S](s.md)\n\n# Late\n\n- [E](e.md)\n",
        &["p.md", "a.md", "b.md", "c.md", "d.md", "e.md", "s.md"],
    );
    trial.finds(
        "bad-summary SUMMARY.md:4 «- text» an item of the list does not start with a link | write `- [Title](page.md)`, or `- [Title]()` to announce it
         skipped-entry SUMMARY.md:6 «[D](d.md)» the link `D` is left out: an item has one link | give it an item of its own
         bad-summary SUMMARY.md:10 «# Late» a part cannot stand behind the chapters at the end | move it up, in front of the first paragraph behind a list
         bad-summary SUMMARY.md:12 «- [E](e.md)» a list cannot stand behind the chapters at the end | move it up, in front of the first paragraph behind a list"
            ,
    );
    assert_eq!(shown(&trial), "p | 1 a | 1 . b | 1 c | s | 1 e");
}

#[test]
fn a_line_that_leads_to_no_page_is_left_out() {
    let trial = plain(
        "- [A](https://x.de/a.md)\n- [B](b.md#c)\n- [C](../c.md)\n- [D](/d.md)\n- [E](e.pdf)\n- [F](f.md)\n- [F2](f.md)\n- [F3](./f.md)\n",
        &["f.md"],
    );
    let place = "so it has no place in the reading order";
    let other = "name a Markdown file; link to other sites and to sections from a page";
    let below = "name a file below the content folder, relative to `SUMMARY.md`";
    trial.finds(&format!(
        "skipped-entry SUMMARY.md:1 «[A](https://x.de/a.md)» `https://x.de/a.md` is not a page, {place} | {other}
         skipped-entry SUMMARY.md:2 «[B](b.md#c)» `b.md#c` is not a page, {place} | {other}
         bad-summary SUMMARY.md:3 «[C](../c.md)» `../c.md` leads out of the content folder | {below}
         bad-summary SUMMARY.md:4 «[D](/d.md)» `/d.md` leads out of the content folder | {below}
         skipped-entry SUMMARY.md:5 «[E](e.pdf)» `e.pdf` is not a Markdown file, {place} | link to it from a page
         duplicate-entry SUMMARY.md:7 «[F2](f.md)» `content/f.md` already has a place in the reading order | SUMMARY.md:6 «[F](f.md)» its place is here | take one of the two lines out
         skipped-entry SUMMARY.md:8 «[F3](./f.md)» `content/f.md` already has a place in the reading order | SUMMARY.md:6 «[F](f.md)» its place is here | take one of the two lines out"
    ));
    assert_eq!(shown(&trial), "1 f");
}

#[test]
fn a_dossier_appends_the_pages_that_are_not_listed() {
    let mut texts = vec![
        ("SUMMARY.md", "- [B](b.md)\n- [Draft](x/draft.md)\n"),
        ("SUMMARY.de.md", ""),
        ("b.md", ""),
        ("x/draft.md", "---\ndraft: true\n---\n"),
    ];
    texts.extend([("x/index.md", ""), ("x/y.md", ""), ("a.md", "")]);
    let trial = trial::read(trial::dossier(), &texts);
    trial.finds("");
    assert_eq!(shown(&trial), "1 b | a | x | . x/y");
}

#[test]
fn folders_are_ordered_by_order_then_number_then_title() {
    let trial = trial::read(
        trial::dossier(),
        &[
            ("index.md", ""),
            ("zoo.md", "---\norder: 1\n---\n"),
            ("10-ten.md", ""),
            ("2-two.md", ""),
            ("part-10.md", ""),
            ("part-9/index.md", ""),
            ("part-9/deep/er.md", ""),
            ("part-9/a.md", ""),
            ("b.md", "---\ntitle: aardvark\n---\n"),
            ("c.md", "---\ntitle: Zebra\n---\n"),
            ("neg.md", "---\norder: -5\n---\n"),
        ],
    );
    assert_eq!(
        shown(&trial),
        "index | neg | zoo | 2-two | 10-ten | b | part-9 | . part-9/a | . . part-9/deep/er | part-10 | c"
    );
}

#[test]
fn a_page_in_two_languages_has_one_place() {
    let settings = crate::model::Settings {
        languages: vec!["en".to_owned(), "de".to_owned()],
        ..trial::dossier()
    };
    let trial = trial::read(
        settings,
        &[("a.md", "# Z"), ("a.de.md", "# A"), ("b.md", "# M"), ("c.de.md", "# N")],
    );
    assert_eq!(shown(&trial), "b | c | a");
}

#[test]
fn no_summary_however_odd_makes_the_reader_panic() {
    for text in [
        "[",
        "- ",
        "- [",
        "- [a](",
        "# ",
        "---",
        "- -\n- -",
        "> - [a](a.md)",
        "- ![x](y.png)",
        "[[a](b.md)](c.md)",
        "<a>\n- [x](x.md)",
        "- [a\nb](<a b.md>)",
    ] {
        plain(text, &["a.md"]).found();
    }
}

/// A plain book with a `SUMMARY.md` and empty pages.
fn plain(summary: &str, pages: &[&str]) -> Trial {
    let mut texts = vec![("SUMMARY.md", summary)];
    texts.extend(pages.iter().map(|it| (*it, "")));
    trial::read(trial::plain(), &texts)
}

/// The reading order: `1` for numbered, a dot for every level.
fn shown(trial: &Trial) -> String {
    let line = |it: &OutlineItem| match it {
        OutlineItem::Part(title) => format!("# {title}"),
        OutlineItem::Separator => "---".to_owned(),
        OutlineItem::Draft { title, depth, numbered } => {
            place(*depth, *numbered) + &format!("({title})")
        }
        OutlineItem::Page { id, depth, numbered, .. } => {
            place(*depth, *numbered) + id.as_str()
        }
    };
    trial.dossier.outline.iter().map(line).collect::<Vec<_>>().join(" | ")
}

fn place(depth: u32, numbered: bool) -> String {
    let number = if numbered { "1 " } else { "" };
    number.to_owned() + &". ".repeat(depth as usize)
}
