//! A citation style, read and taken apart for its uses: citations, entries, order.

use super::container::in_sight;
use super::markup::{CLOSE, OPEN};
use super::piece::Look;
use super::{catalogue, check, parts, xml};
use crate::diag::Span;
use hayagriva::citationberg::taxonomy::{NumberVariable, Variable};
use hayagriva::citationberg::{
    CitationFormat, IndependentStyle, SortKey, Style as Csl, StyleCategory, StyleClass,
    ToFormatting,
};

/// A style, ready for use.
#[derive(Clone, Debug)]
pub struct Style {
    pub(super) is_own: bool,
    pub(super) format: Format,
    /// Whether the list has an order of its own; otherwise it is that of the citations.
    pub(super) sorts: bool,
    /// Whether citations that look alike are told apart.
    pub(super) parts_twins: bool,
    /// What stands around a citation, and its look.
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) look: Look,
    /// For citations: no list, marks in place of prefix and suffix.
    pub(super) cites: IndependentStyle,
    /// The same for clusters whose items must stay apart.
    pub(super) apart: IndependentStyle,
    /// The same for clusters whose items must also stay in their order.
    pub(super) fixed: IndependentStyle,
    /// The same for finding citations that look alike.
    pub(super) alike: IndependentStyle,
    /// For the entries of the list.
    pub(super) entries: IndependentStyle,
    /// For the order of the list.
    pub(super) order: IndependentStyle,
}

/// What a citation in the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Numeric,
    Named,
    Note,
}

/// What is wrong with a style, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// Where, if that is known.
    pub span: Option<Span>,
}

impl Style {
    /// The largest style that is read, in bytes; the largest in use has 250 KiB.
    pub const LARGEST: usize = 1 << 20;

    /// Reads a style from the text of a `.csl` file. A dependent style must name a bundled
    /// one as its parent.
    pub fn read(text: &str) -> Result<Self, Fault> {
        if text.len() > Self::LARGEST {
            return Err(fault("the file is larger than a style can be"));
        }
        xml::examine(text).map_err(|it| Fault {
            message: it.message,
            span: Some((it.at..it.at + 1).into()),
        })?;
        let style = Csl::from_xml(&in_sight(text)).map_err(|error| {
            let message = error.source.to_string();
            let path = error.path.map(|it| it.to_string()).unwrap_or_default();
            let at = if path.is_empty() { path } else { format!(" (in `{path}`)") };
            fault(&format!("it is not a style of CSL 1.0: {message}{at}"))
        })?;
        match style {
            Csl::Independent(style) => Self::checked(style, text),
            Csl::Dependent(style) => {
                let href = style.parent_link.href;
                let name = href.trim_end_matches('/').rsplit('/').next().unwrap_or(&href);
                Self::named(name).cloned().ok_or_else(|| Fault {
                    message: format!(
                        "it depends on the style `{name}`, which is not there"
                    ),
                    span: find(text, &href),
                })
            }
        }
    }

    /// The bundled style with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        catalogue::named(name)
    }

    /// Whether citations are notes at the foot of the page.
    pub fn is_note(&self) -> bool {
        self.format == Format::Note
    }

    /// Whether citations are the numbers of the list.
    pub fn is_numeric(&self) -> bool {
        self.format == Format::Numeric
    }

    /// Whether it is the dossier's own style: citations are `[1, p. 5; 2]`, and can be
    /// written without the engine.
    pub fn is_own(&self) -> bool {
        self.is_own
    }

    fn checked(style: IndependentStyle, text: &str) -> Result<Self, Fault> {
        check::macros(&style).map_err(|(message, name)| {
            let span = find(text, &format!("macro=\"{name}\""));
            Fault { message, span }
        })?;
        Ok(Self::of(style))
    }

    pub(super) fn of(style: IndependentStyle) -> Self {
        let style = by_years(style);
        let layout = &style.citation.layout;
        let (prefix, suffix) = (layout.prefix.clone(), layout.suffix.clone());
        let look = parts::look(hayagriva::Formatting::default(), layout.to_formatting());
        let citation = &style.citation;
        let parts_twins = citation.disambiguate_add_names
            || citation.disambiguate_add_givenname
            || citation.disambiguate_add_year_suffix;
        let cites = cites(&style);
        Self {
            is_own: style.info.id.ends_with("/dossier-numeric"),
            format: format(&style),
            sorts: sorts(&style),
            parts_twins,
            prefix: prefix.unwrap_or_default(),
            suffix: suffix.unwrap_or_default(),
            look,
            apart: apart(cites.clone()),
            fixed: fixed(apart(cites.clone())),
            alike: alike(fixed(apart(cites.clone()))),
            order: order(&style),
            entries: entries(style),
            cites,
        }
    }
}

/// Has namesakes told apart by letters behind the year rather than by given names. The
/// engine cannot do it by names where a source is cited twice, and drops given names from
/// the list.
fn by_years(mut style: IndependentStyle) -> IndependentStyle {
    if style.citation.disambiguate_add_year_suffix {
        style.citation.disambiguate_add_names = false;
        style.citation.disambiguate_add_givenname = false;
    }
    style
}

fn fault(message: &str) -> Fault {
    Fault { message: message.to_owned(), span: None }
}

fn find(text: &str, words: &str) -> Option<Span> {
    let at = text.find(words)?;
    Some((at..at + words.len()).into())
}

fn format(style: &IndependentStyle) -> Format {
    let of = |it: &StyleCategory| match it {
        StyleCategory::CitationFormat { format } => Some(*format),
        StyleCategory::Field { .. } => None,
    };
    match style.info.category.iter().find_map(of) {
        _ if style.settings.class == StyleClass::Note => Format::Note,
        Some(CitationFormat::Numeric | CitationFormat::Label) => Format::Numeric,
        _ => Format::Named,
    }
}

fn sorts(style: &IndependentStyle) -> bool {
    let number = Variable::Number(NumberVariable::CitationNumber);
    let by_number = |it: &SortKey| match it {
        SortKey::Variable { variable, .. } => *variable == number,
        SortKey::MacroName { .. } => false,
    };
    let sort = style.bibliography.as_ref().and_then(|it| it.sort.as_ref());
    sort.and_then(|it| it.keys.first()).is_some_and(|it| !by_number(it))
}

fn cites(style: &IndependentStyle) -> IndependentStyle {
    let mut style = style.clone();
    style.bibliography = None;
    style.citation.layout.prefix = Some(OPEN.to_string());
    style.citation.layout.suffix = Some(CLOSE.to_string());
    style
}

fn apart(mut style: IndependentStyle) -> IndependentStyle {
    style.citation.collapse = None;
    style.citation.cite_group_delimiter = None;
    style
}

fn fixed(mut style: IndependentStyle) -> IndependentStyle {
    style.citation.sort = None;
    style
}

fn alike(mut style: IndependentStyle) -> IndependentStyle {
    style.citation.disambiguate_add_names = false;
    style.citation.disambiguate_add_givenname = false;
    style.citation.disambiguate_add_year_suffix = false;
    style
}

fn order(style: &IndependentStyle) -> IndependentStyle {
    let mut style = alike(fixed(apart(style.clone())));
    style.citation.layout.elements.clear();
    if let Some(list) = &mut style.bibliography {
        list.layout.elements.clear();
    }
    style
}

/// Entries are formatted once for every page, so none may depend on the one before it.
fn entries(mut style: IndependentStyle) -> IndependentStyle {
    if let Some(list) = &mut style.bibliography {
        list.subsequent_author_substitute = None;
        list.sort = None;
    }
    style
}
