//! `dossier export citations`: how citations were read, one JSON object a cluster, so that
//! the reading can be compared from outside.

use crate::base::FilePath;
use crate::build::read;
use crate::cli::report::Report;
use crate::diag::{Failure, Span};
use crate::model::node::{Kind, text_of};
use crate::model::{CiteItem, Cluster, Label, Mode, Node};
use crate::parse::read_alone;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What `dossier export citations` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder of a dossier, or Markdown files.
    #[arg(value_name = "DIR or FILES", default_value = ".")]
    paths: Vec<PathBuf>,
    /// The language of files whose front matter names none.
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
}

/// One cluster and where it stands.
#[derive(Serialize)]
struct Located<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    key: &'a str,
    mode: &'static str,
    prefix: String,
    suffix: String,
    label: Option<&'static str>,
    locator: Option<&'a str>,
}

/// The citations, one JSON object a line.
pub(super) fn citations(args: &Args, report: &Report) -> Result<String, Failure> {
    let mut out = String::new();
    for path in &args.paths {
        if path.is_dir() {
            of_dossier(path, report, &mut out)?;
        } else {
            of_file(path, args.lang.as_deref(), &mut out)?;
        }
    }
    Ok(out)
}

fn of_dossier(root: &Path, report: &Report, out: &mut String) -> Result<(), Failure> {
    let spinner = report.spinner();
    let read = read(root, &|stage| spinner.tell(stage))?;
    let texts = read.texts();
    for page in read.pages() {
        let face = &page.face;
        let text = texts.get(&face.file).map_or("", |it: &Arc<str>| &**it);
        let relations = face.relations.iter().filter_map(|it| it.source.as_ref());
        let nodes = page.body.heading.iter().chain(&page.body.nodes).chain(relations);
        Lines::new(face.file.as_str(), text).write(nodes, out);
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the file stands alone: there is no dossier that load could read"
)]
fn of_file(path: &Path, lang: Option<&str>, out: &mut String) -> Result<(), Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path)
        .map_err(|it| Failure::new(format!("cannot read `{name}`: {it}")))?;
    let text = String::from_utf8(bytes).map_err(|it| {
        let at = it.utf8_error().valid_up_to();
        Failure::new(format!("`{name}` is not UTF-8 at byte {at}"))
    })?;
    let nodes = read_alone(&FilePath::fixed("input.md"), &text, lang).value;
    Lines::new(&name, &text).write(nodes.iter(), out);
    Ok(())
}

/// The lines of a file.
struct Lines<'a> {
    file: &'a str,
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(file: &'a str, text: &'a str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let first = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        Self { file, text, starts: std::iter::once(first).chain(breaks).collect() }
    }

    fn write<'n>(&self, nodes: impl Iterator<Item = &'n Node>, out: &mut String) {
        for node in nodes {
            node.walk(&mut |it| {
                if let Kind::Cite(cluster) = &it.kind {
                    let line = self.line(cluster, it.span);
                    // Strings and numbers always have a JSON form.
                    out.push_str(&serde_json::to_string(&line).unwrap_or_default());
                    out.push('\n');
                }
                true
            });
        }
    }

    fn line<'c>(&'c self, cluster: &'c Cluster, span: Span) -> Located<'c> {
        let at = span.range().start;
        let line = self.starts.partition_point(|it| *it <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let before = self.text.get(start..at).unwrap_or_default();
        let items = cluster.items.iter().map(item).collect();
        Located { file: self.file, line, column: before.chars().count() + 1, items }
    }
}

fn item(item: &CiteItem) -> Item<'_> {
    Item {
        key: &item.key,
        mode: Mode::name(item.mode),
        prefix: text_of(&item.prefix),
        suffix: text_of(&item.suffix),
        label: item.label.map(Label::term),
        locator: item.locator.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_place_and_items() {
        let text = "---\nlang: de\n---\nä [vgl. @a, S. 5; -@b] @c\n";
        let nodes = read_alone(&FilePath::fixed("input.md"), text, None).value;
        let mut out = String::new();
        Lines::new("x.md", text).write(nodes.iter(), &mut out);
        let expect = concat!(
            r#"{"file":"x.md","line":4,"column":3,"items":[{"key":"a","mode":"normal","#,
            r#""prefix":"vgl.","suffix":"","label":"page","locator":"5"},"#,
            r#"{"key":"b","mode":"suppress-author","prefix":"","suffix":"","#,
            r#""label":null,"locator":null}]}"#,
            "\n",
            r#"{"file":"x.md","line":4,"column":24,"items":[{"key":"c","mode":"author-in-text","#,
            r#""prefix":"","suffix":"","label":null,"locator":null}]}"#,
            "\n",
        );
        assert_eq!(out, expect);
    }
}
