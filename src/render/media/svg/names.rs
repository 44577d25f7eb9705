//! The elements and attributes of a drawing that are known to be harmless.

use crate::render::media::xml::Attributes;

/// Elements of SVG 2 and Filter Effects 1 that draw, structure or describe.
const DRAWN: [&str; 66] = [
    "a",
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "foreignObject",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tref",
    "tspan",
    "use",
    "view",
    "hatch",
    "hatchpath",
    "solidcolor",
    "glyphRef",
];

/// Elements of HTML that hold text and load nothing.
const TEXT: [&str; 29] = [
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "body",
    "br",
    "code",
    "div",
    "em",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements of SVG that nobody sees.
const SILENT: [&str; 6] =
    ["script", "metadata", "handler", "listener", "discard", "cursor"];

pub(super) fn is_drawn(name: &str) -> bool {
    DRAWN.contains(&name)
}

pub(super) fn is_text(name: &str) -> bool {
    TEXT.contains(&name)
}

pub(super) fn is_silent(name: &str) -> bool {
    SILENT.contains(&name)
}

/// Attributes without a prefix, but for handlers, data and what calls or fetches.
pub(super) fn is_attribute(name: &str) -> bool {
    let is_word = name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
    let name = name.to_ascii_lowercase();
    let fetches = matches!(
        &*name,
        "xmlns"
            | "src"
            | "srcset"
            | "srcdoc"
            | "ping"
            | "action"
            | "formaction"
            | "data"
            | "background"
            | "poster"
            | "cite"
            | "download"
            | "nonce"
    );
    is_word && !fetches && !name.starts_with("on") && !name.starts_with("data-")
}

/// Whether an animation changes where a link leads, or adds a handler.
pub(super) fn changes_links(attributes: Attributes<'_, '_>) -> bool {
    let target = attributes.iter().find(|(name, _)| *name == "attributeName");
    target.is_some_and(|(_, value)| {
        let local = value.rsplit(':').next().unwrap_or(value).trim().to_ascii_lowercase();
        // A reference could spell any of them.
        local == "href" || local.starts_with("on") || value.contains('&')
    })
}
