//! The list of a bundle as it is read back.

use crate::base::SitePath;
use crate::model::record::Record;
use crate::write::pack::MOST_BYTES;
use serde::Deserialize;

/// Where the list stands.
pub(super) const NAME: &str = "inventory.json";
/// Where its signature stands.
pub(super) const SIGNATURE: &str = "inventory.json.minisig";
/// The most bytes that a list may have.
pub(super) const LONGEST: u64 = 64 << 20;
/// The version of the format that is understood.
const FORMAT: u32 = 1;

/// The list of a bundle.
#[derive(Clone, Debug, Deserialize)]
pub struct Inventory {
    /// The version of the format.
    pub format: u32,
    /// The program that made the bundle.
    pub generator: String,
    /// The title of the dossier.
    pub title: Option<String>,
    /// The name of the edition.
    pub edition: Option<String>,
    /// The highest marking that its audience may read.
    pub ceiling: Option<String>,
    /// The highest marking of what is inside.
    pub marking: Option<String>,
    /// The folder of the bundle; a site has none.
    pub folder: Option<String>,
    /// The Unix time that its files carry.
    pub epoch: Option<i64>,
    /// What it remembers of its edition; a site remembers nothing.
    pub contents: Option<Record>,
    /// Its files.
    pub files: Vec<Listed>,
}

/// A file of the list.
#[derive(Clone, Debug, Deserialize)]
pub struct Listed {
    /// Where it stands below the folder of the bundle.
    pub path: String,
    /// How many bytes it has.
    pub size: u64,
    /// The digest of its bytes.
    pub sha256: String,
    /// The digest of its deflated bytes, where the zip holds it deflated.
    pub deflated: Option<String>,
}

/// Reads a list; what is wrong with it otherwise.
pub(super) fn read(bytes: &[u8]) -> Result<Inventory, String> {
    let list: Inventory = serde_json::from_slice(bytes).map_err(|it| it.to_string())?;
    if list.format != FORMAT {
        return Err(format!(
            "its format is {}, this program reads {FORMAT}",
            list.format
        ));
    }
    let bytes = list.files.iter().fold(0, |sum: u64, it| sum.saturating_add(it.size));
    if bytes > MOST_BYTES {
        return Err(format!("it lists {bytes} bytes, more than a bundle holds"));
    }
    match list.files.iter().find(|it| !is_plain(&it.path)) {
        Some(it) => Err(format!("it lists the path `{}`", it.path.escape_debug())),
        None => Ok(list),
    }
}

/// Whether a path stays where it is and is written in the one way there is.
pub(super) fn is_plain(path: &str) -> bool {
    SitePath::new(path).is_some_and(|it| it.as_str() == path)
}
