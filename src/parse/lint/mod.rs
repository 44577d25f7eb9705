//! Looks for prose that misleads or leaks: characters that nobody sees, links that do not
//! lead where they say, pictures that not everybody can see, headings out of order.

mod access;
mod alt;
mod foreign;
mod formula;
mod heading;
mod host;
mod label;
mod misspelt;
mod size;
mod table;
mod unseen;

pub(crate) use access::stale;
pub(crate) use misspelt::Names;
pub(crate) use unseen::unseen;

use crate::base::FilePath;
use crate::diag::Diagnostic;
use crate::model::{Kind, Node};

/// A page whose text was read.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'a> {
    /// Its file.
    pub(crate) file: &'a FilePath,
    /// The text of the file.
    pub(crate) text: &'a str,
    /// Its blocks, with the heading that is its title.
    pub(crate) nodes: &'a [Node],
    /// Whether it belongs to a plain book.
    pub(crate) is_plain: bool,
}

/// Everything that is to be said of the blocks of a page.
pub(crate) fn page(sheet: Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = heading::jumps(sheet);
    let mut visit = |node: &Node| {
        found.extend(foreign::shown(sheet, node));
        match &node.kind {
            Kind::Paragraph => found.extend(table::broken(sheet, node)),
            Kind::Image(_) => {
                found.extend(alt::missing(sheet, node));
                found.extend(size::lost(sheet, node));
            }
            Kind::Link(to) => {
                found.extend(label::vague(sheet, node));
                found.extend(host::faults(sheet, node, &to.dest));
            }
            _ => {}
        }
        true
    };
    sheet.nodes.iter().for_each(|it| it.walk(&mut visit));
    found.extend(formula::open(sheet));
    found
}
