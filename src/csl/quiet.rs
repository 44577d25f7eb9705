//! Belt and braces: what panics inside the engine is no end of the build.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The product of `make`, or `None` if the engine panics. Items are normalised so that
/// it does not; a test with hostile ones counts on this never to be needed.
pub(super) fn quietly<T>(make: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(make)).ok()
}
