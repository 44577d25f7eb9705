//! Writes the formatted text of citations and reference lists: everything escaped, links
//! to `http` and `https` only.

use super::links;
use crate::base::text::escape_text_into;
use crate::cite::{Look, Piece};

/// The pieces of an entry; what is written from another side stands in a `bdi`.
pub(super) fn write_all(out: &mut String, pieces: &[Piece]) {
    for part in pieces.chunk_by(|one, two| one.apart == two.apart) {
        let is_apart = part.first().is_some_and(|it| it.apart.is_some());
        out.push_str(if is_apart { "<bdi>" } else { "" });
        for piece in part {
            write(out, piece);
        }
        out.push_str(if is_apart { "</bdi>" } else { "" });
    }
}

/// A piece, with its link if it has one.
pub(super) fn write(out: &mut String, piece: &Piece) {
    within(out, piece.look, |out| match &piece.url {
        Some(url) => links::outside(out, url, &piece.text),
        None => escape_text_into(out, &piece.text),
    });
}

/// A piece as text, for places where a link is open.
pub(super) fn text(out: &mut String, piece: &Piece) {
    within(out, piece.look, |out| escape_text_into(out, &piece.text));
}

fn within(out: &mut String, look: Look, write: impl FnOnce(&mut String)) {
    let tags = tags(look);
    for (tag, class) in &tags {
        out.push('<');
        out.push_str(tag);
        if !class.is_empty() {
            out.push_str(" class=\"");
            out.push_str(class);
            out.push('"');
        }
        out.push('>');
    }
    write(out);
    for (tag, _) in tags.iter().rev() {
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }
}

/// The tags of a look, outermost first, each with its class.
fn tags(look: Look) -> Vec<(&'static str, &'static str)> {
    let all = [
        (look.italic, ("i", "")),
        (look.bold, ("b", "")),
        (look.small_caps, ("span", "small-caps")),
        (look.underline, ("u", "")),
        (look.superscript, ("sup", "")),
        (look.subscript, ("sub", "")),
    ];
    all.into_iter().filter(|(on, _)| *on).map(|(_, it)| it).collect()
}
