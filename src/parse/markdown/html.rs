//! What becomes of raw HTML where it is not passed on: comments go, the rest is text.

/// The text of a piece of HTML without its comments; `None` if one of them has no end.
pub(super) fn without_comments(html: &str) -> Option<String> {
    let mut left = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        left.push_str(before);
        // `<!-->` and `<!--->` are whole comments.
        rest = match comment {
            it if it.starts_with('>') => it.get(1..)?,
            it if it.starts_with("->") => it.get(2..)?,
            it => it.split_once("-->")?.1,
        };
    }
    left.push_str(rest);
    Some(left)
}
