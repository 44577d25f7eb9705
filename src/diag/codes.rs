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
    /// A file or folder of the dossier cannot be read.
    ///
    /// The message carries the reason that the system gave. Check that it exists and that
    /// you may read it.
    Unreadable = Error, "load/unreadable";
    /// A text file is larger than a text can reasonably be: 8 MiB.
    ///
    /// Split it into several files.
    TooLarge = Error, "load/too-large";
    /// A text file is not UTF-8.
    ///
    /// The message names the first wrong byte. Save the file as UTF-8; with or without a
    /// byte order mark.
    NotUtf8 = Error, "load/not-utf8";
    /// `book.toml` or a theme's file is not TOML.
    ///
    /// The message is the TOML parser's own; the rest of the file is read all the same.
    BadToml = Error, "load/bad-toml";
    /// `book.toml` has a key that is not known.
    ///
    /// A typo in a setting may change who can read what, so it is an error. Settings of
    /// mdBook stand where mdBook has them, those of this program below `[dossier]`.
    UnknownSetting = Error, "load/unknown-setting";
    /// A setting has the wrong type, or a value that cannot be meant.
    ///
    /// The help says what it may be.
    BadSetting = Error, "load/bad-setting";
    /// A setting is left over from an older mdBook and has no meaning any more.
    ///
    /// Remove it.
    OldSetting = Warning, "load/old-setting";
    /// An `{{#include …}}` cannot be carried out.
    ///
    /// The file does not exist, lies outside the dossier, has no such part, or includes
    /// itself. The directive stays in the text as it is.
    BadInclude = Error, "load/bad-include";
    /// A theme does not exist, extends itself, or its files cannot be understood.
    ///
    /// A theme is a folder `themes/NAME` with `theme.toml`, `templates/`, `static/` and
    /// `i18n/`.
    BadTheme = Error, "load/bad-theme";

    // ---- parse ----
    /// A front matter key is not known.
    ///
    /// Free data for themes goes below `extra:`.
    UnknownKey = Error, "parse/unknown-key";
    /// Markdown is nested deeper than 64 levels: quotes in lists in quotes.
    ///
    /// What is deeper is kept as plain text. Take some of the nesting away.
    TooDeep = Error, "parse/too-deep";
    /// A page has more Markdown than can be read: 4 MiB of text or 500,000 pieces.
    ///
    /// Split the page into several.
    PageTooLarge = Error, "parse/too-large";
    /// A comment `<!--` has no end, so the rest of the page may have been meant by it.
    ///
    /// Close it with `-->`.
    UnclosedComment = Error, "parse/unclosed-comment";

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
    /// A redirect in `book.toml` cannot be made.
    ///
    /// The old path must not be a page of the site, and must stay inside it; the new one
    /// is an address of the web or a path. Places on pages (`page.html#place`) are not
    /// redirected, for that needs a script.
    BadRedirect = Warning, "export/bad-redirect";

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
