//! Reads bytes from the front; what is not there is an error, never a panic.

/// Bytes that are still to be read.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a>(pub(super) &'a [u8]);

/// What is said of data that ends too early.
pub(super) const CUT: &str = "the file ends too early";

impl<'a> Cursor<'a> {
    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let (head, tail) = self.0.split_at_checked(count).ok_or(CUT)?;
        self.0 = tail;
        Ok(head)
    }

    /// The next `N` bytes as an array.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], String> {
        self.take(N)?.try_into().map_err(|_| CUT.to_owned())
    }

    /// The next byte.
    pub(super) fn byte(&mut self) -> Result<u8, String> {
        self.array::<1>().map(|[it]| it)
    }

    /// What has been read of `before`, which this cursor was a copy of.
    pub(super) fn since(self, before: Self) -> &'a [u8] {
        before.0.get(..before.0.len() - self.0.len()).unwrap_or_default()
    }
}
