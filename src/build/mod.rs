//! The whole road on one page.
