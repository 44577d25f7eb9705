//! Tells what is wrong with a link: the finding with its place and the way out.

use super::answer::Fault;
use super::examine::Examined;
use super::suggest::Suggest;
use crate::base::text::fold;
use crate::diag::{Code, Diagnostic, Severity, Span};
use rayon::prelude::*;

/// A link as it was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written<'a> {
    /// The page it stands on.
    pub(super) page: usize,
    /// Where on the page.
    pub(super) span: Span,
    /// The target.
    pub(super) dest: &'a str,
    /// `link` or `image`.
    pub(super) what: &'static str,
}

/// A finding, and what has to be asked for its help.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) finding: Diagnostic,
    pub(super) ask: Option<Ask>,
    /// The target as it was written.
    pub(super) dest: String,
}

/// What is missing, so that something near it can be looked for.
#[derive(Clone, Debug)]
pub(super) enum Ask {
    /// A path, as it stands on a page.
    Path { page: usize, path: String },
    /// An anchor of a page.
    Anchor { page: usize, anchor: String },
    /// A name of a page.
    Name(String),
}

/// The finding for a fault.
pub(super) fn found(suggest: &Suggest<'_>, link: Written<'_>, fault: &Fault) -> Found {
    let face = &suggest.edition().pages()[link.page].face;
    let (code, message) = (code(fault), message(suggest, link, fault));
    let is_plain = suggest.atlas().routes.is_plain;
    let code = if is_plain { Code::LooseLink } else { code };
    let mut finding = Diagnostic::new(code, message).at(&face.file, link.span);
    if is_plain && is_name(fault) && !suggest.edition().settings().is_bare {
        // To mdBook, double brackets are text, and may well be meant as such.
        finding.rate(Severity::Note);
    }
    let finding = match help(suggest, link, fault) {
        Some(help) => finding.help(help),
        None => finding,
    };
    let finding = mended(finding, suggest, link, fault);
    Found { finding, ask: ask(link, fault), dest: link.dest.to_owned() }
}

/// Whether a wiki link names no page, or several.
fn is_name(fault: &Fault) -> bool {
    matches!(fault, Fault::Name(_) | Fault::Names(_))
}

/// Offers the right target where there is no doubt about it.
fn mended(
    finding: Diagnostic,
    suggest: &Suggest<'_>,
    link: Written<'_>,
    fault: &Fault,
) -> Diagnostic {
    let dest = link.dest;
    match fault {
        Fault::Case(right) => {
            let (path, rest) = parts(dest);
            let right = suggest.written(link.page, as_written(dest, right)) + rest;
            if path.starts_with('/') || right.contains([' ', '(', ')', '<', '>']) {
                return finding;
            }
            finding.fix_part(dest, right, true)
        }
        Fault::Backslash => finding.fix_part(dest, dest.replace('\\', "/"), true),
        Fault::Scheme(scheme) if !scheme.ends_with(':') => {
            finding.fix_part(dest, format!("https:{dest}"), false)
        }
        _ => finding,
    }
}

/// What stands at a path, as far as it was written: a folder stays one.
fn as_written<'r>(dest: &str, right: &'r str) -> &'r str {
    let (path, _) = parts(dest);
    if path.to_ascii_lowercase().ends_with("index.html") {
        return right;
    }
    match right.strip_suffix("index.html") {
        Some(folder) if path.ends_with('/') && !folder.is_empty() => folder,
        Some(folder) => folder.strip_suffix('/').unwrap_or(right),
        None => right,
    }
}

/// A target without what stands behind its path, and that.
fn parts(dest: &str) -> (&str, &str) {
    dest.split_at(dest.find(['#', '?']).unwrap_or(dest.len()))
}

fn ask(link: Written<'_>, fault: &Fault) -> Option<Ask> {
    let page = link.page;
    match fault {
        Fault::Path(path) => Some(Ask::Path { page, path: path.clone() }),
        Fault::Anchor { page, anchor } => {
            Some(Ask::Anchor { page: *page, anchor: anchor.clone() })
        }
        Fault::Name(name) => Some(Ask::Name(name.clone())),
        Fault::File(name) => Some(Ask::Path { page, path: name.clone() }),
        _ => None,
    }
}

impl Found {
    /// Asks what may have been meant.
    fn answer(self, suggest: &Suggest<'_>) -> Diagnostic {
        let Some(ask) = &self.ask else { return self.finding };
        let near = match ask {
            Ask::Path { page, path } => suggest.path(*page, path),
            Ask::Anchor { page, anchor } => {
                suggest.anchor(*page, anchor).map(|it| format!("#{it}"))
            }
            Ask::Name(name) => suggest.name(name).map(str::to_owned),
        };
        let finding = self.finding.did_you_mean(near.as_deref());
        match near {
            Some(near) => instead(finding, ask, &self.dest, &near),
            None => finding,
        }
    }
}

/// Offers to write what may have been meant. It certainly is where a link names the page as
/// it is published, or a place in other letter case.
fn instead(finding: Diagnostic, ask: &Ask, dest: &str, near: &str) -> Diagnostic {
    let is_embedded = dest.starts_with("[[");
    let is_odd = near.contains([' ', '(', ')', '<', '>']) && !matches!(ask, Ask::Name(_));
    if is_embedded || is_odd {
        return finding;
    }
    let (path, rest) = parts(dest);
    match ask {
        Ask::Path { .. } => {
            let source = path.strip_suffix(".html").map(|it| format!("{it}.md"));
            let is_safe = source.is_some_and(|it| it == near);
            finding.fix_part(dest, format!("{near}{rest}"), is_safe)
        }
        Ask::Anchor { anchor, .. } => {
            let is_safe = near.get(1..).is_some_and(|it| fold(it) == fold(anchor));
            finding.fix_part(dest, format!("{path}{near}"), is_safe)
        }
        Ask::Name(name) => finding.fix_part(name, near, false),
    }
}

/// How many findings are told what may have been meant. Nobody reads more at once, and a
/// library that was moved would have to be searched for every link in it.
pub(super) const ANSWERED: usize = 500;

/// Completes the findings of pages, the first of them with what may have been meant; says
/// how many asked for it.
pub(super) fn answer(suggest: &Suggest<'_>, pages: &mut [Examined]) -> usize {
    let found = pages.iter_mut().flat_map(|it| &mut it.findings);
    let mut asked = 0;
    for it in found.filter(|it| it.ask.is_some()) {
        asked += 1;
        if asked > ANSWERED {
            it.ask = None;
        }
    }
    pages.par_iter_mut().for_each(|page| {
        let found = std::mem::take(&mut page.findings);
        page.told.extend(found.into_iter().map(|it| it.answer(suggest)));
    });
    asked
}

fn code(fault: &Fault) -> Code {
    match fault {
        Fault::Scheme(_) => Code::RefusedScheme,
        Fault::Case(_) => Code::WrongCase,
        Fault::Anchor { .. } => Code::BrokenAnchor,
        Fault::Names(_) | Fault::Files(_) => Code::Ambiguous,
        _ => Code::BrokenLink,
    }
}

fn message(suggest: &Suggest<'_>, link: Written<'_>, fault: &Fault) -> String {
    let Written { dest, what, .. } = link;
    match fault {
        Fault::Empty => format!("the {what} has no target"),
        Fault::Scheme(scheme) if scheme.ends_with(':') => {
            format!("the scheme `{scheme}` is refused")
        }
        Fault::Scheme(_) => format!("`{dest}` names a host without a scheme"),
        Fault::NoHost => format!("`{dest}` starts like an address and names no host"),
        Fault::Backslash => format!("the path `{dest}` is written with backslashes"),
        Fault::Outside => format!("`{dest}` leads out of the content folder"),
        Fault::Path(path) => format!("nothing stands at `{path}`"),
        Fault::Unlisted(path) => {
            format!("`{path}` is no page of the book: `SUMMARY.md` does not list it")
        }
        Fault::Folder(path) => format!("the folder `{path}` has no page of its own"),
        Fault::Case(right) => {
            let right = as_written(dest, right);
            format!("`{dest}` differs in letter case from `{right}`")
        }
        Fault::Anchor { page, anchor } if *page == link.page => {
            format!("this page has no place `#{anchor}`")
        }
        Fault::Anchor { page, anchor } => {
            let file = &suggest.edition().pages()[*page].face.file;
            format!("`{file}` has no place `#{anchor}`")
        }
        Fault::Name(name) => format!("no page is called `{name}`"),
        Fault::Names(_) => format!("several pages are called `{dest}`"),
        Fault::File(name) => format!("no file is called `{name}`"),
        Fault::Files(all) => {
            let first = all.first().map_or("", String::as_str);
            format!("several files are called `{dest}`; `{first}` is shown")
        }
        Fault::NoImage => format!("`{dest}` is a page and cannot be shown as an image"),
    }
}

fn help(suggest: &Suggest<'_>, link: Written<'_>, fault: &Fault) -> Option<String> {
    match fault {
        Fault::Empty => Some("write where it leads".to_owned()),
        Fault::Scheme(scheme) if scheme.ends_with(':') => Some(
            "write `http:`, `https:` or `mailto:`, or a path within the dossier"
                .to_owned(),
        ),
        Fault::Scheme(_) => Some("write `https:` in front of it".to_owned()),
        Fault::NoHost => Some("write it as `https://host/path`".to_owned()),
        Fault::Backslash => Some(format!("write `{}`", link.dest.replace('\\', "/"))),
        Fault::Outside if suggest.atlas().routes.is_plain && link.what == "link" => Some(
            "write its address on the web, or copy the file into the folder".to_owned(),
        ),
        Fault::Outside => Some("copy the file into the content folder".to_owned()),
        Fault::Name(name) if suggest.atlas().routes.is_plain => Some(format!(
            "name a page by its title or file name; or write `\\[[{name}]]` if this is no link"
        )),
        Fault::Path(_) | Fault::Anchor { .. } | Fault::Name(_) | Fault::File(_) => None,
        Fault::Files(all) => {
            let choices = all.iter().take(4).map(|it| format!("`![[{it}]]`"));
            Some(format!("write {}", choices.collect::<Vec<_>>().join(" or ")))
        }
        Fault::Unlisted(path) => {
            Some(format!("add it there: `- [Title]({path})`, or link to another page"))
        }
        Fault::Folder(_) if link.what == "image" => {
            Some("name a picture in it".to_owned())
        }
        Fault::Folder(path) => {
            Some(format!("link to a file in it, or write `{path}/index.md`"))
        }
        Fault::Case(right) => {
            let right = suggest.written(link.page, as_written(link.dest, right));
            Some(format!("write `{right}`"))
        }
        Fault::Names(pages) => Some(choices(suggest, pages)),
        Fault::NoImage => Some("leave out the `!` to link to it".to_owned()),
    }
}

/// The ids of pages to choose from; their files where the ids are the same.
fn choices(suggest: &Suggest<'_>, pages: &[usize]) -> String {
    let face = |it: &usize| &suggest.edition().pages()[*it].face;
    let mut ids: Vec<String> = pages.iter().map(|it| face(it).id.to_string()).collect();
    ids.dedup();
    if ids.len() == 1 {
        let files = pages.iter().map(|it| format!("`{}`", face(it).file));
        let files = files.collect::<Vec<_>>().join(" and ");
        return format!("rename one of {files}, or link by path");
    }
    let ids = ids.iter().map(|it| format!("`[[{it}]]`")).collect::<Vec<_>>();
    format!("write {}", ids.join(" or "))
}
