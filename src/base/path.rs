//! Paths inside a dossier and inside a site: relative, normalised, with forward
//! slashes on every system. A path that leaves its root cannot be made.

use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// A file of the dossier, relative to its root: `content/press/bbc-2024.md`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

/// A file of the site, relative to the folder that is published: `press/bbc-2024.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

/// Files of a site by path, in the order in which they are written.
pub type Files = BTreeMap<SitePath, Arc<[u8]>>;

macro_rules! path_type {
    ($name:ident) => {
        impl $name {
            /// Normalises `path`; `None` if it is absolute, empty or leaves the root.
            pub fn new(path: &str) -> Option<Self> {
                normalise("", path).map(|it| Self(it.into()))
            }

            /// A path that the program itself names.
            pub fn fixed(path: &'static str) -> Self {
                debug_assert_eq!(normalise("", path).as_deref(), Some(path));
                Self(path.into())
            }

            /// The path `relative` as seen from the folder of this file.
            pub fn join(&self, relative: &str) -> Option<Self> {
                normalise(self.folder(), relative).map(|it| Self(it.into()))
            }

            /// The folder of this file, without a slash at the end; empty at the root.
            pub fn folder(&self) -> &str {
                self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
            }

            /// The last part: `bbc-2024.md`.
            pub fn name(&self) -> &str {
                self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
            }

            /// The last part without its last extension: `bbc-2024`.
            pub fn stem(&self) -> &str {
                let name = self.name();
                name.rsplit_once('.').map_or(name, |(stem, _)| stem)
            }

            /// The last extension as it is written, or an empty string.
            pub fn extension(&self) -> &str {
                self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
            }

            /// The path with another last extension.
            pub fn with_extension(&self, extension: &str) -> Self {
                let own = self.extension().len();
                let stem = &self.0[..self.0.len() - own];
                let stem = stem.strip_suffix('.').unwrap_or(stem);
                Self(format!("{stem}.{extension}").into())
            }

            /// The whole path.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

path_type!(FilePath);
path_type!(SitePath);

impl SitePath {
    /// `path` without whatever would leave the root, in NFC: a path for any text.
    pub fn contained(path: &str) -> Self {
        let nfc: String = path.nfc().filter(|c| !matches!(c, '\\' | '\0')).collect();
        let parts = nfc.split('/').filter(|it| !matches!(*it, "" | "." | ".."));
        let path = parts.collect::<Vec<_>>().join("/");
        Self(if path.is_empty() { "unnamed".into() } else { path.into() })
    }

    /// The same file in a language: `claims.de.html` of `claims.html`.
    #[must_use]
    pub fn in_language(&self, lang: &str) -> Self {
        self.with_extension(&format!("{lang}.{}", self.extension()))
    }

    /// The relative URL of `target` as seen from this file, percent-encoded.
    pub fn href_to(&self, target: &Self) -> String {
        let from: Vec<&str> =
            self.folder().split('/').filter(|it| !it.is_empty()).collect();
        let to: Vec<&str> = target.0.split('/').collect();
        let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b);
        let shared = shared.count();
        let mut parts = vec![".."; from.len() - shared];
        parts.extend(&to[shared..]);
        encode(&parts.join("/"))
    }

    /// `../` as often as needed to come from this file to the root; empty at the root.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

/// Percent-encodes what a relative URL path must not hold as it is.
pub fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'/'
            | b'-'
            | b'_'
            | b'.'
            | b'~'
            | b'+'
            | b','
            | b'@'
            | b'!'
            | b'('
            | b')' => out.push(char::from(byte)),
            _ => {
                out.push('%');
                out.push(hex_digit(byte >> 4));
                out.push(hex_digit(byte & 15));
            }
        }
    }
    out
}

fn hex_digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or('0').to_ascii_uppercase()
}

/// Undoes percent-encoding; what is not valid UTF-8 afterwards stays as it was.
pub fn decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| path.get(at + 1..at + 3)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}

fn normalise(folder: &str, relative: &str) -> Option<String> {
    if relative.starts_with('/') || relative.contains(['\\', '\0']) {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_the_root_cannot_be_made() {
        for path in ["../x", "/etc/passwd", "a/../../x", "", ".", "a\\b", "a\0b"] {
            assert_eq!(FilePath::new(path), None, "{path}");
        }
        assert_eq!(SitePath::contained("/a/../../x\\y\0").as_str(), "a/xy");
        assert_eq!(SitePath::contained("../").as_str(), "unnamed");
    }

    #[test]
    fn an_href_goes_up_only_as_far_as_it_must() {
        let href = |from: &str, to: &str| {
            SitePath::new(from).unwrap().href_to(&SitePath::new(to).unwrap())
        };
        assert_eq!(href("a/b/c.html", "a/b/d.html"), "d.html");
        assert_eq!(href("a/b/c.html", "a/e/d.html"), "../e/d.html");
        assert_eq!(href("index.html", "a b/ä.html"), "a%20b/%C3%A4.html");
        assert_eq!(href("a/c.html", "index.html"), "../index.html");
    }
}
