//! Ground that knows nothing of dossiers: paths, text, digests.

pub mod day;
pub mod hash;
pub mod mutant;
pub mod name;
pub mod path;
pub mod portable;
pub mod sentence;
pub mod sink;
pub mod text;

pub use day::Day;
pub use hash::{Digest, Digester};
pub use path::{FilePath, Files, SitePath};
pub use sink::{Kept, Ledger, Listing, Nowhere, Sealed, Sink};
