//! Which type and which field of BibLaTeX stands for what in CSL.

/// What an entry of one type of CSL looks like.
pub(super) struct Shape<'a> {
    /// The type of BibLaTeX.
    pub(super) kind: &'static str,
    /// `entrysubtype`, where one type stands for several.
    pub(super) subtype: Option<&'a str>,
    /// The field of the container.
    container: &'static str,
    /// What `number` means.
    number: &'static str,
    /// The field of whoever published it.
    publisher: &'static str,
}

/// The types by the types of CSL: type, subtype, container, meaning of `number`.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const JOURNAL: &str = "journaltitle";
const BOOK: &str = "booktitle";

const SHAPES: [Row; 30] = [
    ("article-journal", "article", "", JOURNAL, "issue"),
    ("article-magazine", "article", "magazine", JOURNAL, "issue"),
    ("article-newspaper", "article", "newspaper", JOURNAL, "issue"),
    ("book", "book", "", JOURNAL, "collection-number"),
    ("chapter", "incollection", "", BOOK, "collection-number"),
    ("dataset", "dataset", "", JOURNAL, "number"),
    ("entry", "inreference", "entry", BOOK, "collection-number"),
    ("entry-dictionary", "inreference", "dictionary", BOOK, "collection-number"),
    ("entry-encyclopedia", "inreference", "", BOOK, "collection-number"),
    ("figure", "image", "", JOURNAL, "number"),
    ("graphic", "artwork", "", JOURNAL, "number"),
    ("legal_case", "jurisdiction", "", JOURNAL, "number"),
    ("legislation", "legislation", "", JOURNAL, "number"),
    ("motion_picture", "video", "", JOURNAL, "number"),
    ("pamphlet", "booklet", "", JOURNAL, "number"),
    ("paper-conference", "inproceedings", "", BOOK, "collection-number"),
    ("patent", "patent", "", JOURNAL, "number"),
    ("performance", "performance", "", JOURNAL, "number"),
    ("periodical", "periodical", "", JOURNAL, "issue"),
    ("personal_communication", "letter", "", JOURNAL, "number"),
    ("post", "online", "post", JOURNAL, "number"),
    ("post-weblog", "online", "blog", JOURNAL, "number"),
    ("report", "report", "", JOURNAL, "number"),
    ("review", "review", "", JOURNAL, "issue"),
    ("review-book", "review", "book", JOURNAL, "issue"),
    ("software", "software", "", JOURNAL, "number"),
    ("song", "audio", "", JOURNAL, "number"),
    ("standard", "standard", "", JOURNAL, "number"),
    ("thesis", "thesis", "", JOURNAL, "number"),
    ("webpage", "online", "", JOURNAL, "number"),
];

/// Every other type.
const OTHER: Row = ("", "misc", "", JOURNAL, "number");

/// Fields that mean the same in every type, and their variables of CSL.
const TEXTS: [(&str, &str); 24] = [
    ("title", "title"),
    ("shorttitle", "title-short"),
    ("shortjournal", "container-title-short"),
    ("series", "collection-title"),
    ("type", "genre"),
    ("volume", "volume"),
    ("volumes", "number-of-volumes"),
    ("part", "part"),
    ("chapter", "chapter-number"),
    ("edition", "edition"),
    ("version", "version"),
    ("pages", "page"),
    ("pagetotal", "number-of-pages"),
    ("pubstate", "status"),
    ("eventtitle", "event-title"),
    ("venue", "event-place"),
    ("origtitle", "original-title"),
    ("origpublisher", "original-publisher"),
    ("origlocation", "original-publisher-place"),
    ("library", "call-number"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("abstract", "abstract"),
    ("note", "note"),
];

/// Name fields and their variables of CSL.
pub(super) const NAMES: [(&str, &str); 5] = [
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("bookauthor", "container-author"),
    ("director", "director"),
];

/// Date fields and their variables of CSL.
pub(super) const DATES: [(&str, &str); 4] = [
    ("date", "issued"),
    ("urldate", "accessed"),
    ("eventdate", "event-date"),
    ("origdate", "original-date"),
];

/// Fields whose letters a style may change.
pub(super) const TITLES: [&str; 7] =
    ["title", "shorttitle", JOURNAL, BOOK, "series", "eventtitle", "origtitle"];

/// Fields that are lists, joined by `and`.
pub(super) const LISTS: [&str; 5] =
    ["publisher", "institution", "location", "origpublisher", "origlocation"];

impl<'a> Shape<'a> {
    /// The shape of a type of CSL.
    pub(super) fn of(kind: &'a str) -> Self {
        let row = SHAPES.iter().find(|(it, ..)| *it == kind).unwrap_or(&OTHER);
        let (_, own, subtype, container, number) = *row;
        // What is a miscellany there has its type of CSL for a subtype.
        let other = own == OTHER.1 && kind != "document";
        let subtype = if other { kind } else { subtype };
        let institution = matches!(own, "report" | "thesis");
        Self {
            kind: own,
            subtype: (!subtype.is_empty()).then_some(subtype),
            container,
            number,
            publisher: if institution { "institution" } else { "publisher" },
        }
    }

    /// The text fields and their variables of CSL, in the order in which they are written.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let place =
            if self.kind == "patent" { "jurisdiction" } else { "publisher-place" };
        let own = [
            (self.container, "container-title"),
            ("number", self.number),
            (self.publisher, "publisher"),
            ("location", place),
            ("annotation", "annote"),
        ];
        TEXTS.into_iter().chain(own)
    }
}

/// A language as biblatex calls it; one that it has no name for keeps its tag.
pub(super) fn language(tag: &str) -> &str {
    const NAMES: [(&str, &str); 26] = [
        ("cs", "czech"),
        ("da", "danish"),
        ("de", "german"),
        ("de-AT", "naustrian"),
        ("de-DE", "ngerman"),
        ("el", "greek"),
        ("en", "english"),
        ("en-GB", "british"),
        ("en-US", "american"),
        ("es", "spanish"),
        ("fi", "finnish"),
        ("fr", "french"),
        ("hu", "magyar"),
        ("it", "italian"),
        ("nl", "dutch"),
        ("nb", "norsk"),
        ("nn", "nynorsk"),
        ("pl", "polish"),
        ("pt", "portuguese"),
        ("pt-BR", "brazilian"),
        ("ro", "romanian"),
        ("ru", "russian"),
        ("sk", "slovak"),
        ("sl", "slovene"),
        ("sv", "swedish"),
        ("tr", "turkish"),
    ];
    let named = NAMES.iter().find(|(it, _)| it.eq_ignore_ascii_case(tag));
    let is_tag = |c: char| c.is_ascii_alphanumeric() || c == '-';
    match named {
        Some((_, name)) => name,
        None if tag.chars().all(is_tag) => tag,
        None => "",
    }
}
