//! Belt and braces: what panics inside the engine is no end of the build.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The product of `make`, or `None` if the engine panics. Items are normalised so that
/// it does not; a test with hostile ones counts on this never to be needed.
pub(super) fn quietly<T>(make: impl FnOnce() -> T) -> Option<T> {
    let made = catch_unwind(AssertUnwindSafe(make)).ok();
    #[cfg(test)]
    if made.is_none() {
        PANICS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
    made
}

#[cfg(test)]
static PANICS: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

/// How often the engine has panicked.
#[cfg(test)]
pub(super) fn panics() -> usize {
    PANICS.load(std::sync::atomic::Ordering::Relaxed)
}
