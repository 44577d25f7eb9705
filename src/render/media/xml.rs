//! Splits XML into its pieces, strictly: what is not well-formed is an error. No entity is
//! ever expanded, so a document cannot grow.

/// No drawing needs more in one tag, and each is compared with all before it.
const MOST_ATTRIBUTES: usize = 256;

/// The attributes of a tag: names and values as they were written.
pub(super) type Attributes<'r, 'a> = &'r [(&'a str, &'a str)];

/// A piece of a document.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'a> {
    /// A start tag; `is_empty` if it ends with `/>`.
    Start { name: &'a str, attributes: Vec<(&'a str, &'a str)>, is_empty: bool },
    /// An end tag.
    End(&'a str),
    /// Text with its references as they were written.
    Text(&'a str),
    /// The text of a CDATA section.
    Data(&'a str),
    /// Comments, processing instructions, the document type: nothing that is shown.
    Silent,
}

/// A document that is still to be read.
pub(super) struct Pieces<'a>(pub(super) &'a str);

impl<'a> Pieces<'a> {
    /// The next piece; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, String> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let piece = match self.0.strip_prefix('<') {
            None => self.text(),
            Some(rest) if rest.starts_with("!--") => self.silent("<!--", "-->")?,
            Some(rest) if rest.starts_with("![CDATA[") => {
                Piece::Data(self.between("<![CDATA[", "]]>")?)
            }
            Some(rest) if rest.starts_with("!DOCTYPE") => self.doctype()?,
            Some(rest) if rest.starts_with('?') => self.silent("<?", "?>")?,
            Some(rest) if rest.starts_with('/') => {
                Piece::End(self.between("</", ">")?.trim_end())
            }
            Some(rest) => self.start(rest)?,
        };
        Ok(Some(piece))
    }

    fn text(&mut self) -> Piece<'a> {
        let end = self.0.find('<').unwrap_or(self.0.len());
        let (text, rest) = self.0.split_at(end);
        self.0 = rest;
        Piece::Text(text)
    }

    fn between(&mut self, open: &str, close: &str) -> Result<&'a str, String> {
        let rest = self.0.strip_prefix(open).unwrap_or(self.0);
        let (inside, rest) =
            rest.split_once(close).ok_or_else(|| format!("`{open}` has no `{close}`"))?;
        self.0 = rest;
        Ok(inside)
    }

    fn silent(&mut self, open: &str, close: &str) -> Result<Piece<'a>, String> {
        self.between(open, close).map(|_| Piece::Silent)
    }

    /// The document type with its own declarations, none of which is used.
    fn doctype(&mut self) -> Result<Piece<'a>, String> {
        let (mut quote, mut depth) = (None, 0_usize);
        for (at, byte) in self.0.bytes().enumerate() {
            match (quote, byte) {
                (Some(open), _) if open == byte => quote = None,
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'[') => depth += 1,
                (None, b']') => depth = depth.saturating_sub(1),
                (None, b'>') if depth == 0 => {
                    self.0 = &self.0[at + 1..];
                    return Ok(Piece::Silent);
                }
                _ => {}
            }
        }
        Err("`<!DOCTYPE` has no end".to_owned())
    }

    fn start(&mut self, rest: &'a str) -> Result<Piece<'a>, String> {
        let (name, mut rest) = take_name(rest)?;
        let mut attributes = Vec::new();
        loop {
            let trimmed = rest.trim_start();
            if let Some(after) = trimmed.strip_prefix("/>") {
                self.0 = after;
                return Ok(Piece::Start { name, attributes, is_empty: true });
            }
            if let Some(after) = trimmed.strip_prefix('>') {
                self.0 = after;
                return Ok(Piece::Start { name, attributes, is_empty: false });
            }
            if trimmed.len() == rest.len() {
                return Err(format!("the tag `<{name}` is not well-formed"));
            }
            let (attribute, after) = take_attribute(trimmed)?;
            if attributes.iter().any(|(it, _)| *it == attribute.0) {
                return Err(format!("the tag `<{name}` has `{}` twice", attribute.0));
            }
            if attributes.len() == MOST_ATTRIBUTES {
                return Err(format!(
                    "`<{name}` has more than {MOST_ATTRIBUTES} attributes"
                ));
            }
            attributes.push(attribute);
            rest = after;
        }
    }
}

fn take_name(text: &str) -> Result<(&str, &str), String> {
    let is_name = |it: char| it.is_alphanumeric() || matches!(it, ':' | '_' | '-' | '.');
    let end = text.find(|it| !is_name(it)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if !name.starts_with(|it: char| it.is_alphabetic() || it == '_') {
        return Err("a `<` or `&` stands alone".to_owned());
    }
    Ok((name, rest))
}

type Attribute<'a> = ((&'a str, &'a str), &'a str);

fn take_attribute(text: &str) -> Result<Attribute<'_>, String> {
    let (name, rest) = take_name(text)?;
    let fault = || format!("the attribute `{name}` is not well-formed");
    let rest = rest.trim_start().strip_prefix('=').ok_or_else(fault)?.trim_start();
    let quote =
        rest.chars().next().filter(|it| matches!(it, '"' | '\'')).ok_or_else(fault)?;
    let (value, rest) = rest[1..].split_once(quote).ok_or_else(fault)?;
    if value.contains('<') {
        return Err(fault());
    }
    Ok(((name, value), rest))
}

/// Text with its references resolved: the five of XML, and numbers.
pub(super) fn resolve(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = after.split_once(';').ok_or("a `<` or `&` stands alone")?;
        out.push(character(name).ok_or_else(|| {
            format!("the entity `&{};` is not known", name.escape_debug())
        })?);
        rest = after;
    }
    out.push_str(rest);
    match out.chars().find(|it| it.is_control() && !matches!(it, '\t' | '\n' | '\r')) {
        Some(control) => Err(format!("it holds {}", control.escape_unicode())),
        None => Ok(out),
    }
}

fn character(name: &str) -> Option<char> {
    let number = |it: &str| match it.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => it.parse().ok(),
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => char::from_u32(number(name.strip_prefix('#')?)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Result<usize, String> {
        let mut pieces = Pieces(text);
        let mut count = 0;
        while pieces.next()?.is_some() {
            count += 1;
        }
        Ok(count)
    }

    #[test]
    fn a_document_falls_into_pieces() {
        let text = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x \"]>\">]><!-- > -->\
                    <a b = 'c>d'><![CDATA[<]]>e</a >";
        assert_eq!(count(text), Ok(7));
    }

    #[test]
    fn what_is_not_well_formed_is_an_error() {
        for text in [
            "<",
            "<a",
            "<a b>",
            "<a b=c>",
            "<a b='",
            "<a b='1'c='2'>",
            "<a b='1' b='2'>",
            "<!--",
            "<!DOCTYPE",
            "<![CDATA[",
            "<?x",
            "</a",
            "< a>",
            "<a b='<'>",
            "<a/ >",
        ] {
            assert!(count(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_the_references_of_xml_are_known() {
        assert_eq!(resolve("a&lt;&#65;&#x42;&amp;amp;").unwrap(), "a<AB&amp;");
        for text in ["&nbsp;", "&x", "&#0;", "&#xD800;", "&;", "\u{1b}"] {
            assert!(resolve(text).is_err(), "{text}");
        }
    }
}
