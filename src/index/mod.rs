//! Units of text for search.
