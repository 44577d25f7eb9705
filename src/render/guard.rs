//! Keeps a fault of a package that reads strange text from taking the build down.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What `make` gives; `None` if it panicked. Only for calls of other people's parsers on
/// text of the dossier; `make` must not leave half-changed state behind.
pub(super) fn quietly<T>(make: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(make)).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_panic_becomes_nothing() {
        let empty: &[u8] = &[];
        assert_eq!(super::quietly(|| empty[empty.len()]), None);
        assert_eq!(super::quietly(|| 1), Some(1));
    }
}
