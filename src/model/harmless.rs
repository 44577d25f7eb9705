//! The HTML that a page may hold without `raw-html`: elements that cannot run anything, and
//! how they stand in each other. What is not listed here never reaches a page.

use super::Length;

/// An element that a page may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// What is written for it: `<center>` becomes `<div>`.
    pub tag: &'static str,
    /// What may stand in it.
    pub form: Form,
    /// Only in these it may stand; empty if it does not matter.
    pub parents: &'static [&'static str],
}

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Nothing; it stands within a line.
    Void,
    /// Nothing; it stands between blocks.
    Rule,
    /// Text; it stands within a line.
    Inline,
    /// Text; a block in it ends it, as with `<p>`.
    Line,
    /// Blocks.
    Block,
    /// Only elements that name it as their parent, as with `<ul>`.
    Frame,
}

/// What becomes of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The page holds it.
    Kept(Element),
    /// Only what stands in it is kept, and nothing is lost by that.
    Unwrapped,
    /// Only what stands in it is kept: a form that leads nowhere.
    Refused,
    /// It goes with everything in it.
    LeftOut,
    /// No element of HTML has this name: the author meant the text.
    Text,
}

/// What becomes of the tags with a name, which is in lower case.
pub fn fate(name: &str) -> Fate {
    if let Some(element) = element(name) {
        return Fate::Kept(element);
    }
    match name {
        "picture" | "font" | "big" | "tt" | "nobr" | "colgroup" | "col" => {
            Fate::Unwrapped
        }
        "form" | "fieldset" | "legend" | "label" | "input" | "button" | "option"
        | "html" | "body" | "meta" | "link" | "base" | "dialog" | "marquee" | "slot"
        | "map" | "area" | "source" => Fate::Refused,
        "script" | "style" | "iframe" | "object" | "embed" | "applet" | "template"
        | "noscript" | "noembed" | "noframes" | "frameset" | "frame" | "xmp"
        | "plaintext" | "svg" | "math" | "canvas" | "audio" | "video" | "select"
        | "textarea" | "title" | "head" | "portal" => Fate::LeftOut,
        _ => Fate::Text,
    }
}

fn element(name: &str) -> Option<Element> {
    const INLINE: [&str; 30] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins",
        "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong",
        "sub", "sup", "time", "u", "var", "strike", "acronym",
    ];
    const OTHERS: [(&str, Form, &[&str]); 36] = [
        ("br", Form::Void, &[]),
        ("wbr", Form::Void, &[]),
        ("img", Form::Void, &[]),
        ("hr", Form::Rule, &[]),
        ("p", Form::Line, &[]),
        ("h1", Form::Line, &[]),
        ("h2", Form::Line, &[]),
        ("h3", Form::Line, &[]),
        ("h4", Form::Line, &[]),
        ("h5", Form::Line, &[]),
        ("h6", Form::Line, &[]),
        ("pre", Form::Line, &[]),
        ("div", Form::Block, &[]),
        ("center", Form::Block, &[]),
        ("section", Form::Block, &[]),
        ("article", Form::Block, &[]),
        ("header", Form::Block, &[]),
        ("footer", Form::Block, &[]),
        ("blockquote", Form::Block, &[]),
        ("figure", Form::Block, &[]),
        ("figcaption", Form::Block, &["figure"]),
        ("details", Form::Block, &[]),
        ("summary", Form::Block, &["details"]),
        ("ul", Form::Frame, &[]),
        ("ol", Form::Frame, &[]),
        ("li", Form::Block, &["ul", "ol"]),
        ("dl", Form::Frame, &[]),
        ("dt", Form::Block, &["dl"]),
        ("dd", Form::Block, &["dl"]),
        ("table", Form::Frame, &[]),
        ("caption", Form::Block, &["table"]),
        ("thead", Form::Frame, &["table"]),
        ("tbody", Form::Frame, &["table"]),
        ("tfoot", Form::Frame, &["table"]),
        ("tr", Form::Frame, &["table", "thead", "tbody", "tfoot"]),
        ("td", Form::Block, &["tr"]),
    ];
    if let Some(tag) = INLINE.iter().find(|it| **it == name) {
        let tag = match *tag {
            "strike" => "s",
            "acronym" => "abbr",
            tag => tag,
        };
        return Some(Element { tag, form: Form::Inline, parents: &[] });
    }
    if name == "th" {
        return Some(Element { tag: "th", form: Form::Block, parents: &["tr"] });
    }
    let (tag, form, parents) = OTHERS.into_iter().find(|it| it.0 == name)?;
    let tag = match tag {
        // Boxes without a meaning: landmarks within a text would mislead.
        "center" | "section" | "article" | "header" | "footer" => "div",
        tag => tag,
    };
    Some(Element { tag, form, parents })
}

/// Whether an attribute of an element may stand on a page as it was written. Addresses,
/// ids and `align` are not among them: they are read, and written in another way.
pub fn is_attribute(tag: &str, name: &str, value: &str) -> bool {
    let number = || (1..=4).contains(&value.len()) && is_number(value);
    match name {
        "class" | "title" => true,
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "lang" => !value.is_empty() && value.split('-').all(is_word),
        "open" => tag == "details",
        "start" => tag == "ol" && number(),
        "value" => tag == "li" && number(),
        "colspan" | "rowspan" => matches!(tag, "td" | "th") && number(),
        "scope" => {
            tag == "th" && matches!(value, "col" | "row" | "colgroup" | "rowgroup")
        }
        "width" => tag == "img" && Length::read(value).is_some(),
        "height" => {
            tag == "img" && Length::read(value).and_then(Length::pixels).is_some()
        }
        _ => false,
    }
}

/// Attributes that are read and written in another way.
pub fn is_read(tag: &str, name: &str) -> bool {
    match name {
        "id" | "align" => true,
        "href" | "name" => tag == "a",
        "src" | "alt" => tag == "img",
        _ => false,
    }
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_digit())
}

fn is_word(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_is_an_element_of_a_page() {
        for name in ["script", "style", "iframe", "object", "svg", "math", "template"] {
            assert_eq!(fate(name), Fate::LeftOut, "{name}");
        }
        assert_eq!(fate("form"), Fate::Refused);
        assert_eq!(fate("t"), Fate::Text);
        assert_eq!([fate("map"), fate("area")], [Fate::Refused; 2]);
        assert!(matches!(fate("center"), Fate::Kept(it) if it.tag == "div"));
    }

    #[test]
    fn attributes_are_what_they_seem() {
        assert!(is_attribute("img", "width", "200"));
        assert!(is_attribute("img", "width", "100%"));
        assert!(!is_attribute("img", "height", "100%"));
        assert!(!is_attribute("img", "width", "auto"));
        assert!(!is_attribute("p", "onclick", "x"));
        assert!(!is_attribute("p", "style", "x"));
        assert!(!is_attribute("a", "href", "javascript:x"));
    }
}
