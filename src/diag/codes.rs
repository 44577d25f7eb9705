//! The one table of findings: name, severity, and the long text that
//! `dossier explain CODE` prints.

use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published; `--deny warnings` turns it into an error.
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $severity:ident, $text:literal;)+) => {
        /// A kind of finding. The first word is the stage that finds it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code, in the order of the road.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// The printed name: `stage/what-is-wrong`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// The long explanation.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc, "\n",)+),)+ }
            }
        }
    };
}

codes! {
    // ---- load ----
    /// A path of the dossier cannot be read as a file: a symbolic link, a pipe, a device.
    ///
    /// Nothing outside the dossier's folder is ever read or published, so links are
    /// refused. Copy the file into the dossier instead.
    NotAFile = Error, "load/not-a-file";

    // ---- parse ----
    /// A front matter key is not known.
    ///
    /// Free data for themes goes below `extra:`.
    UnknownKey = Error, "parse/unknown-key";

    // ---- redact ----

    // ---- link ----
    /// A link leads to a page, section, image or file that does not exist.
    ///
    /// Correct the target; the help names the nearest one.
    BrokenLink = Error, "link/broken-link";

    // ---- cite ----
    /// A citation names a source that the dossier does not list.
    ///
    /// Add the source to a bibliography file or to `references:`, or correct the key.
    UnknownSource = Error, "cite/unknown-source";
    /// A source is listed, but nothing cites it.
    ///
    /// Cite it, or remove it from the bibliography.
    UnusedSource = Warning, "cite/unused-source";

    // ---- render ----
    /// A template cannot be rendered.
    ///
    /// The message names the template, the line and the page being rendered.
    BadTemplate = Error, "render/bad-template";

    // ---- export ----

    // ---- write ----
}

impl Code {
    /// The code with this printed name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
