//! A theme: templates, static files, words; already layered over the themes it extends.

use super::{Design, Word};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One theme alone, as its folder holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// The name of its folder below `themes/`; of the built-in one, its own.
    pub name: String,
    /// Whether it is compiled into the program.
    pub built_in: bool,
    /// Its files by path in the folder.
    pub files: BTreeMap<String, Arc<[u8]>>,
}

impl Layer {
    /// The text of a file; `None` if it has no such file, or none that is text.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.files.get(path)?).ok()
    }
}

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
    pub words: BTreeMap<String, BTreeMap<String, Word>>,
    /// `[design]` of every `theme.toml`, upper layers over lower ones.
    pub design: Design,
}

impl Theme {
    /// Whether pages may have scripts, without which nothing can be searched.
    pub fn has_scripts(&self) -> bool {
        let is_script = |it: &String| it.rsplit_once('.').is_some_and(|it| it.1 == "js");
        self.statics.keys().any(is_script)
    }
}
