//! Where the files of a site go as they are made: into memory, into a folder, nowhere.

use super::{Digest, Files, SitePath};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Takes the files of a site in any order and from any thread. Of two with one path the
/// last one counts.
pub trait Sink: Sync {
    /// Takes one file.
    fn take(&self, path: SitePath, bytes: Arc<[u8]>);

    /// Takes a page that shows this label.
    fn take_labelled(
        &self,
        path: SitePath,
        bytes: Arc<[u8]>,
        _label: Option<&'static str>,
    ) {
        self.take(path, bytes);
    }

    /// Takes several files.
    fn take_all(&self, files: Files) {
        for (path, bytes) in files {
            self.take(path, bytes);
        }
    }
}

/// What is known of a file whose bytes are elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// How many bytes it has.
    pub size: usize,
    /// Their digest.
    pub digest: Digest,
    /// The label that it shows, if it is a page that shows one.
    pub label: Option<&'static str>,
}

impl Sealed {
    /// What is known of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len(), digest: Digest::of(bytes), label: None }
    }
}

/// The files of a site by path, without their bytes.
pub type Listing = BTreeMap<SitePath, Sealed>;

/// Keeps the files in memory.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Files>);

impl Kept {
    /// The files taken so far; afterwards there are none.
    pub fn files(&self) -> Files {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Sink for Kept {
    fn take(&self, path: SitePath, bytes: Arc<[u8]>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes);
    }
}

/// Takes files that nobody wants: a check looks for findings only.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn take(&self, _: SitePath, _: Arc<[u8]>) {}
}

/// Hands files on, and notes what they were.
pub struct Ledger<'s> {
    sink: &'s dyn Sink,
    listing: Mutex<Listing>,
}

impl<'s> Ledger<'s> {
    /// An empty ledger before `sink`.
    pub fn before(sink: &'s dyn Sink) -> Self {
        Self { sink, listing: Mutex::default() }
    }

    /// What was taken so far.
    pub fn listing(&self) -> Listing {
        self.listing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Sink for Ledger<'_> {
    fn take(&self, path: SitePath, bytes: Arc<[u8]>) {
        self.take_labelled(path, bytes, None);
    }

    fn take_labelled(
        &self,
        path: SitePath,
        bytes: Arc<[u8]>,
        label: Option<&'static str>,
    ) {
        let sealed = Sealed { label, ..Sealed::of(&bytes) };
        let mut listing = self.listing.lock().unwrap_or_else(PoisonError::into_inner);
        listing.insert(path.clone(), sealed);
        drop(listing);
        self.sink.take_labelled(path, bytes, label);
    }
}
