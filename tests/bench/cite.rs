//! What citing costs by itself: every entry once, and the clusters of each page.

use dossier::csl::{Asked, Engine, Library, Reference, Request, Style};
use dossier::model::{Label, Mode};
use nix::sys::resource::{UsageWho, getrusage};
use serde_json::{Value, json};
use std::io::{Error, Result};

/// Formats `sources` entries, and `clusters` clusters over `pages` pages; a quarter of
/// them cite two sources. Prints the CPU time in milliseconds, style and words included.
pub(crate) fn run([sources, clusters, pages]: [usize; 3], style: &str) -> Result<()> {
    let items: Vec<(String, Value)> = (0..sources).map(item).collect();
    let before = cpu()?;
    let style = Style::named(style).ok_or_else(|| Error::other("no such style"))?;
    let engine = Engine::new(style, "en");
    let read = |(key, item): &(String, Value)| Reference::of_json(key, item, "en");
    let library = Library::of(&engine, items.iter().map(read).collect());
    let entries = cpu()? - before;
    let mut written = 0;
    for page in 0..pages.max(1) {
        written += cite(&engine, &library, page, clusters / pages.max(1), sources);
    }
    let all = cpu()? - before;
    println!("{all} ms: {sources} entries {entries} ms, {written} citations");
    Ok(())
}

fn item(at: usize) -> (String, Value) {
    let kinds = ["article-newspaper", "report", "webpage", "article-journal"];
    let item = json!({
        "type": kinds[at % kinds.len()],
        "title": format!("Findings on subject {at}, with <i>emphasis</i>"),
        "author": [
            { "family": format!("Author{}", at % 97), "given": "Ann" },
            { "family": format!("Second{}", at % 31), "given": "Bob" },
        ],
        "issued": { "date-parts": [[1990 + at % 35, 1 + at % 12, 1 + at % 28]] },
        "container-title": format!("Journal {}", at % 13),
        "URL": format!("https://example.org/{at}"),
    });
    (format!("key-{at}"), item)
}

fn cite(
    engine: &Engine<'_>,
    library: &Library,
    page: usize,
    clusters: usize,
    sources: usize,
) -> usize {
    let place = |at: usize| (page * 7 + at * at) % sources;
    let ask = |at: usize| Asked {
        place: place(at),
        mode: Mode::Normal,
        label: Some(Label::Page),
        locator: at.is_multiple_of(2).then_some("5-7"),
        affixed: false,
    };
    let request = |at: usize| {
        let second = at.is_multiple_of(4).then(|| ask(at + 1));
        let note = engine.style().is_note().then_some(at + 1);
        Request { items: std::iter::once(ask(at)).chain(second).collect(), note }
    };
    let requests: Vec<Request<'_>> = (0..clusters).map(request).collect();
    let mut listed: Vec<usize> = (0..clusters).map(place).collect();
    listed.sort_by_key(|it| (library.rank(*it), *it));
    listed.dedup();
    engine.citations(library, &listed, &requests).len()
}

fn cpu() -> Result<i64> {
    let usage = getrusage(UsageWho::RUSAGE_SELF).map_err(Error::from)?;
    let ms = |it: nix::sys::time::TimeVal| it.tv_sec() * 1000 + it.tv_usec() / 1000;
    Ok(ms(usage.user_time()) + ms(usage.system_time()))
}
