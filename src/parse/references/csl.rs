//! The variables of CSL 1.0.2 that are neither names nor dates (specification 1.0.2,
//! appendix IV, and the schema of CSL-JSON).

/// The variables that hold text or numbers, and the keys around them.
pub(super) const VARIABLES: [&str; 73] = [
    "abstract",
    "annote",
    "archive",
    "archive-place",
    "archive_collection",
    "archive_location",
    "authority",
    "call-number",
    "categories",
    "chapter-number",
    "citation-key",
    "citation-label",
    "citation-number",
    "collection-number",
    "collection-title",
    "collection-title-short",
    "container-title",
    "container-title-short",
    "custom",
    "dimensions",
    "division",
    "DOI",
    "edition",
    "event",
    "event-place",
    "event-title",
    "first-reference-note-number",
    "genre",
    "id",
    "ISBN",
    "ISSN",
    "issue",
    "journalAbbreviation",
    "jurisdiction",
    "keyword",
    "language",
    "locator",
    "medium",
    "note",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "other-ids",
    "page",
    "page-first",
    "part-number",
    "part-title",
    "PMCID",
    "PMID",
    "printing-number",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "section",
    "shortTitle",
    "source",
    "status",
    "supplement-number",
    "title",
    "title-short",
    "type",
    "URL",
    "version",
    "volume",
    "volume-title",
    "volume-title-short",
    "year-suffix",
];

/// Whether a variable is an address or a number of a catalogue: it has no markup.
pub(super) fn is_verbatim(variable: &str) -> bool {
    matches!(
        variable,
        "URL"
            | "DOI"
            | "ISBN"
            | "ISSN"
            | "PMID"
            | "PMCID"
            | "language"
            | "type"
            | "page"
            | "page-first"
            | "citation-key"
            | "call-number"
            | "archive_location"
    )
}
