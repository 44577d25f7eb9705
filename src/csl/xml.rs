//! Looks over the XML of a style before the parser does: whether tags close, and how deep
//! they nest. The parser recurses, and tells no places.

/// How deep a style may nest; those in use stay below 20.
const DEPTH: usize = 64;

/// What is wrong with XML, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) at: usize,
    pub(super) message: String,
}

/// Checks that every tag is closed by its own, and not too deep.
pub(super) fn examine(text: &str) -> Result<(), Broken> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('<').map(|it| it + from) {
        let rest = &text[at..];
        let end = length(rest).ok_or_else(|| broken(at, "this tag does not end"))?;
        from = at + end;
        let tag = &rest[1..end - 1];
        if let Some(name) = tag.strip_prefix('/') {
            close(&mut open, name.trim(), at)?;
        } else if !tag.starts_with(['!', '?']) && !tag.ends_with('/') {
            if tag.is_empty() || open.len() == DEPTH {
                return Err(broken(at, "this is nested too deeply, or has no name"));
            }
            let name = tag.split(|it: char| it.is_whitespace()).next().unwrap_or(tag);
            open.push((name, at));
        }
    }
    match open.last() {
        Some((name, at)) => Err(broken(*at, &format!("`<{name}>` is not closed"))),
        None => Ok(()),
    }
}

fn close(open: &mut Vec<(&str, usize)>, name: &str, at: usize) -> Result<(), Broken> {
    match open.pop() {
        Some((last, _)) if last == name => Ok(()),
        Some((last, _)) => Err(broken(at, &format!("`</{name}>` closes `<{last}>`"))),
        None => Err(broken(at, &format!("`</{name}>` closes nothing"))),
    }
}

fn broken(at: usize, message: &str) -> Broken {
    Broken { at, message: message.to_owned() }
}

/// The length of the tag or comment that `text` starts with.
fn length(text: &str) -> Option<usize> {
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if text.starts_with(start) {
            return Some(text.find(end)? + end.len());
        }
    }
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(it), _) if it == c => quote = None,
            (None, '>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_close_what_is_open() {
        assert_eq!(examine("<a x='>'><!-- < --><b/></a>"), Ok(()));
        for (text, at) in [("<a><b></a>", 6), ("<a>", 0), ("</a>", 0), ("<a><b", 3)] {
            assert_eq!(examine(text).map_err(|it| it.at), Err(at), "{text}");
        }
        assert!(examine(&"<a>".repeat(100_000)).is_err());
    }
}
