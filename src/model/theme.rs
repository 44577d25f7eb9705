//! A theme: templates, static files, words; already layered over the themes it extends.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A theme with everything it inherits.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The name of the folder below `themes/`.
    pub name: String,
    /// Every layer's templates by name, lowest layer first: `(layer, name, text)`. The
    /// lowest layer is the built-in one.
    pub templates: Vec<(String, String, String)>,
    /// Static files by path below `static/`, upper layers already over lower ones.
    pub statics: BTreeMap<String, Arc<[u8]>>,
    /// Words of the interface by language and key, upper layers over lower ones.
    pub words: BTreeMap<String, BTreeMap<String, String>>,
}
