//! What the LaTeX of a field becomes: words, blanks, and groups with or without markup.

/// A piece of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Inline {
    /// Text without a blank that could be broken.
    Word(String),
    /// White space.
    Space,
    /// Text in braces: its case is meant, and as a name it is an institution.
    Group(Vec<Self>),
    /// Marked text.
    Marked(Mark, Vec<Self>),
}

/// The markup of CSL, and what is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Mark {
    Italic,
    Bold,
    Superscript,
    Subscript,
    SmallCaps,
    NoCase,
    /// Nothing to see: the argument of a command.
    Plain,
    Double,
    Single,
    /// A formula: no words, so without case.
    Formula,
}

impl Mark {
    fn tags(self) -> (&'static str, &'static str) {
        match self {
            Self::Italic => ("<i>", "</i>"),
            Self::Bold => ("<b>", "</b>"),
            Self::Superscript => ("<sup>", "</sup>"),
            Self::Subscript => ("<sub>", "</sub>"),
            Self::SmallCaps => ("<sc>", "</sc>"),
            Self::NoCase => ("<span class=\"nocase\">", "</span>"),
            Self::Plain | Self::Formula => ("", ""),
            Self::Double => ("“", "”"),
            Self::Single => ("‘", "’"),
        }
    }
}

/// The text with the tags of CSL.
pub(in super::super) fn tagged(inlines: &[Inline]) -> String {
    let mut out = String::new();
    write(inlines, true, &mut out);
    out.trim_matches(' ').to_owned()
}

/// The text alone.
pub(in super::super) fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    write(inlines, false, &mut out);
    out.trim_matches(' ').to_owned()
}

fn write(inlines: &[Inline], with_tags: bool, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Word(text) => out.push_str(text),
            Inline::Space if out.ends_with(' ') => {}
            Inline::Space => out.push(' '),
            Inline::Group(inside) => write(inside, with_tags, out),
            Inline::Marked(mark, inside) => {
                let quotes = matches!(mark, Mark::Double | Mark::Single);
                let (open, close) =
                    if with_tags || quotes { mark.tags() } else { ("", "") };
                out.push_str(open);
                write(inside, with_tags, out);
                out.push_str(close);
            }
        }
    }
}

/// Appends text, joined to the word before it.
pub(super) fn push(out: &mut Vec<Inline>, text: &str) {
    if let Some(Inline::Word(word)) = out.last_mut() {
        word.push_str(text);
    } else if !text.is_empty() {
        out.push(Inline::Word(text.to_owned()));
    }
}
