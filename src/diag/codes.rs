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
    /// The site is published; it could be better.
    Note,
}

impl Severity {
    /// Every severity, worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The printed name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
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
    /// A citation style is no style of CSL 1.0.
    ///
    /// Styles are XML files of the Citation Style Language; thousands are to be had at
    /// <https://citationstyles.org>. Most journals there have *dependent* styles, which only
    /// name another one: take that one.
    BadStyle = Error, "load/bad-style";
    /// A setting is left over from an older mdBook and has no meaning any more.
    ///
    /// Remove it.
    OldSetting = Warning, "load/old-setting";
    /// A stylesheet of `additional-css` does not exist, or a file that it shows is not published.
    ///
    /// Its path counts from the folder of `book.toml`, as in mdBook. It is published in another
    /// folder, without what its `url(…)` names; a theme takes such files along.
    MissingStyle = Warning, "load/missing-style";
    /// A setting or a directive of mdBook's that is read, but changes nothing here.
    ///
    /// The message says why. The line may stay, if mdBook builds the book too.
    NoEffect = Note, "load/no-effect";
    /// A colour of `[dossier.design]`, or those of a label of `[dossier.marking]`, cannot be
    /// read on its ground.
    ///
    /// What is written must be seen by everybody. WCAG 2.2 asks for a contrast of 4.5 between a text
    /// and what is behind it; black and white have 21.
    LowContrast = Warning, "load/low-contrast";
    /// An `{{#include …}}` cannot be carried out.
    ///
    /// The file does not exist, lies outside the dossier, has no such part, or includes
    /// itself. A page of a dossier can stand in another only where neither it nor a folder
    /// above is marked and there are no editions: what is included loses its marking. The
    /// directive stays in the text as it is.
    BadInclude = Error, "load/bad-include";
    /// A file has another extension of Markdown than `.md`, so it is no page.
    ///
    /// `.MD`, `.markdown`, `.mdx` and the like are attachments: nothing of them is read,
    /// checked or found by the search. Rename the file if it is meant as a page.
    UnreadPage = Warning, "load/unread-page";
    /// A folder without `book.toml` has Markdown that is left out: in hidden folders, in
    /// `node_modules` and `target`, or beside a `src/` or `content/` that is laid out as a book,
    /// or where `SUMMARY.md` is the reading order and does not list it; or a `SUMMARY.md` lists
    /// nothing at all.
    ///
    /// The former belong to other programs. Move pages out of them that are meant for readers,
    /// or name the folder of the pages in a `book.toml`.
    LeftOut = Note, "load/left-out";
    /// A level of `book.toml` is not to be had: a guard may not be lowered.
    ///
    /// `[dossier.levels]` rates findings: `"cite/unused-source" = "error"`, or `warning`,
    /// `note`, `allow`. Findings that guard who may read what, the browsers of readers, the
    /// files outside the dossier, or content that would be lost in silence can be rated higher
    /// and not lower. Mend what they tell of.
    GuardedLevel = Error, "load/guarded-level";
    /// The archived text of a source is not there.
    ///
    /// Quotations from it stay unchecked. Such texts belong to their publishers and are often
    /// kept out of version control; fetch the file to have the quotations checked.
    MissingArchive = Warning, "load/missing-archive";
    /// A theme does not exist, extends itself, or its files cannot be understood.
    ///
    /// A theme is a folder `themes/NAME` with `theme.toml`, `templates/`, `static/` and
    /// `i18n/`.
    BadTheme = Error, "load/bad-theme";
    /// The theme has no word in a language of the dossier for something that it says.
    ///
    /// The word is shown in English. All words of a language stand in one file,
    /// `themes/NAME/i18n/LANG.toml`; those that the theme has in English are in
    /// `themes/briefing/i18n/en.toml`, which `dossier theme eject i18n/en.toml` copies. With
    /// `--format json` the finding names every word that is missing.
    MissingWords = Note, "load/missing-words";
    /// A file of words has a word that no template and no page asks for.
    ///
    /// It is a typo, or left over from an older theme. A template of the theme's own that says
    /// `words.own_word` makes `own-word` a word.
    UnknownWord = Warning, "load/unknown-word";
    /// A word lacks what it has to be filled with, or a form of its language.
    ///
    /// `{n}` stands for a number, `{x}` and `{y}` for a name; a translation has the same as the
    /// English word. What is counted is a table with a text for each form that the Unicode CLDR
    /// has for the language: in Polish `{ one = "1 strona", few = "{n} strony", many = "{n}
    /// stron" }`. A form that stands for one number alone may do without `{n}`.
    BadWord = Warning, "load/bad-word";

    // ---- parse ----
    /// A front matter key is not known.
    ///
    /// Free data for themes goes below `extra:`.
    UnknownKey = Error, "parse/unknown-key";
    /// Markdown is nested deeper than 64 levels: quotes in lists in quotes.
    ///
    /// What is deeper is kept as plain text. Take some of the nesting away.
    TooDeep = Error, "parse/too-deep";
    /// A page has more Markdown than can be read: 4 MiB of text or a million
    /// pieces of text and markup.
    ///
    /// Split the page into several.
    PageTooLarge = Error, "parse/too-large";
    /// A comment `<!--` has no end, so the rest of the page may have been meant by it.
    ///
    /// Close it with `-->`.
    UnclosedComment = Error, "parse/unclosed-comment";
    /// HTML in Markdown is shown as text: all of it in a dossier, and in a plain book
    /// or folder a tag that no element of HTML has, such as `<T>`. Comments are never
    /// shown. Told once a page.
    ///
    /// Write it as Markdown; put a name in angle brackets between backticks: `` `Vec<T>` ``.
    /// `raw-html = true` under `[dossier]` passes HTML on as it is, scripts included.
    HtmlIsText = Note, "parse/html-is-text";
    /// A plain book or folder has pages that are not published: their front matter says
    /// `draft: true` or `published: false`.
    ///
    /// `--draft` of `build`, `check` and `serve` shows them. Take the line out when a page is
    /// ready.
    KeptBack = Note, "parse/kept-back";
    /// HTML in a plain book or folder is shown, but for what could run something or is only
    /// how it looks: this element, with what is in it, or this attribute is left out. Told
    /// once a page.
    ///
    /// Write it in another way, or take it out. `raw-html = true` under `[dossier]` passes
    /// HTML on as it is, scripts included.
    HtmlLeftOut = Warning, "parse/html-left-out";
    /// YAML, in front matter or in a library of sources, cannot be read.
    ///
    /// The place is where the parser stopped; the fault may stand a little before it.
    /// Text that holds `: `, or starts with one of `@ * & ! % [ {`, needs quotes. Tags
    /// (`!name`) are not read. A page that starts with a line across it and not with front
    /// matter starts with an empty line.
    BadYaml = Error, "parse/bad-yaml";
    /// A page opens with what was meant as front matter and is none.
    ///
    /// Front matter is YAML between two lines `---`, the first of which is the first line of
    /// the file. A fence that never closes, that stands behind an empty line, a comment or a
    /// blank, that has another number of signs, TOML and JSON are text of the page: what they
    /// say, a marking too, would be published and not obeyed. In a plain book, where TOML
    /// between `+++` is read, it is a warning, unless it speaks of a marking. A page that
    /// starts with a line across it has an empty line behind that.
    BadFrontMatter = Error, "parse/bad-front-matter";
    /// A JSON file cannot be read.
    ///
    /// The place is where the parser stopped.
    BadJson = Error, "parse/bad-json";
    /// A character that nobody sees turns the direction of the text.
    ///
    /// What is read then is not what is stored, searched and copied: a name can be turned
    /// round, a comment can hide an instruction ("Trojan Source", CVE-2021-42574). Such
    /// characters come with text that was copied from elsewhere. `--fix` takes them out. In
    /// a line with Arabic or Hebrew letters the marks U+200E, U+200F and U+061C are left
    /// alone; if an embedding or isolate is needed there, allow it with its reason.
    BidiControl = Warning, "parse/bidi-control";
    /// A character that nobody sees stands in the text.
    ///
    /// Zero width spaces and joiners, tags, variation selectors: they part words for the
    /// search, make two names of one, or carry a watermark or a hidden message out. Where
    /// the writing of a language or an emoji needs them they are left alone. `--fix` takes
    /// them out.
    InvisibleCharacter = Warning, "parse/invisible-character";
    /// The host of a link is written with letters that look like others.
    ///
    /// `аррӏе.com` is all Cyrillic. Judged are mixed scripts and whole words that look like
    /// ASCII, by Unicode Technical Standard 39, below domains that are ASCII. Correct the
    /// address, or write it as `xn--…` in text if the dossier speaks of it.
    ConfusableHost = Warning, "parse/confusable-host";
    /// The text of a link shows one host, and the link leads to another.
    ///
    /// The same goes for `https://one.example@other.example/`. Hosts of one house
    /// (`bbc.com`, `www.bbc.com`, `news.bbc.com`) and web archives are left alone.
    MisleadingLink = Warning, "parse/misleading-link";
    /// The text of a link does not say where it leads: "here", "more".
    ///
    /// Screen readers read links without what stands around them, and so do lists of links.
    /// Let the text name what is to be found there.
    VagueLink = Note, "parse/vague-link";
    /// A link or an image has a blank in its address, so that it is shown as text.
    ///
    /// In Markdown an address ends at the first blank. Put it into angle brackets,
    /// `![a chart](<my chart.png>)`, or write `%20` for each blank.
    BlankAddress = Warning, "parse/blank-address";
    /// A formula is opened with `$$` and does not end in its paragraph, so that it is shown
    /// as text.
    ///
    /// A formula has no blank lines in it, and ends with `$$`. Two dollar signs that open no
    /// formula are written `\$\$`.
    OpenFormula = Warning, "parse/open-formula";
    /// The width or height of a picture changes nothing.
    ///
    /// `![alt](x.png){width=300}` counts in pixels, `{width=50%}` is a share of the width of
    /// the text; lengths in `cm`, `mm`, `in`, `pt` and `em` become pixels.
    LostSize = Warning, "parse/lost-size";
    /// A plain book has a formula between `$$`, which stays text there.
    ///
    /// mdBook has no formulas of its own. In a dossier, with a `[dossier]` table in
    /// `book.toml`, `$…$` and `$$…$$` are set.
    FormulaIsText = Note, "parse/formula-is-text";
    /// Markup of another program is shown as text.
    ///
    /// Notes in the line (`^[…]`) and grid tables are pandoc's, `!!! note` is that of MkDocs, `:::note` that of Docusaurus,
    /// `{{< … >}}` that of Hugo; `![[page]]` of Obsidian becomes a link. Write it as the message says; what is meant as text stands
    /// between backticks, or has a backslash in front of it.
    ForeignMarkup = Warning, "parse/foreign-markup";
    /// A picture has no alternative text.
    ///
    /// It is read to those who do not see the picture, and found by the search. Write what
    /// is to be seen: `![A chat between two employees](chat.png)`. A picture that only
    /// decorates says so: `![](line.png){alt=""}`. In a plain book it is a note.
    MissingAlt = Warning, "parse/missing-alt";
    /// A heading skips a level: `####` follows `##`.
    ///
    /// The outline of the page, and who listens to it, misses what stands between. The
    /// title of the page counts as level 1, so its text starts with `##`.
    HeadingJump = Note, "parse/heading-jump";
    /// A source of the web was read long before the others, or before it was published.
    ///
    /// Pages of the web change. There is no clock in a build: what counts is by how many
    /// months `accessed` lies before the newest `accessed` of the dossier, 24 if
    /// `[dossier] accessed-within` says nothing else (0 switches it off). A source with an
    /// archived copy never grows old. A source that was read before the day on which it was
    /// published is a warning.
    StaleAccess = Note, "parse/stale-access";
    /// A comment `dossier-allow` cannot be followed: its code or its reason is missing, the
    /// code is not known, or the finding may not be allowed.
    ///
    /// Write `<!-- dossier-allow cite/vague-word: the source says it so -->` on a line of its
    /// own before the block that is meant, or at the end of the line; in YAML and TOML
    /// `# dossier-allow CODE: reason`. Whoever reads the dossier later wants to know the
    /// reason. Findings that guard who may read what cannot be allowed.
    BadAllow = Error, "parse/bad-allow";
    /// A comment `dossier-allow` allows a finding that there is not.
    ///
    /// What it was written for has been mended or moved. Take it out, so that it does not
    /// hide the next fault. This is looked at when everything is built, not one edition.
    UnusedAllow = Warning, "parse/unused-allow";
    /// Front matter or a library of sources is longer, deeper or fuller than is read.
    ///
    /// Front matter may have 32 KiB and 10,000 keys and values; a library 8 MiB, and
    /// 10,000 keys and values plus one for every 4 bytes. Both may be nested 64 levels deep.
    /// An alias counts as often as it is used.
    YamlLimit = Error, "parse/yaml-limit";
    /// A key stands twice in one mapping.
    ///
    /// The first one is used. Keep the one that is meant.
    DuplicateKey = Error, "parse/duplicate-key";
    /// A value has the wrong type: text where a list belongs, a word where a number belongs.
    ///
    /// The message says what belongs there. The page is read without the value.
    WrongType = Error, "parse/wrong-type";
    /// A value is none that can stand there: a grade, a language, a state of an archived copy.
    ///
    /// The help names what can.
    BadValue = Error, "parse/bad-value";
    /// Something is missing without which the rest means nothing: the `id` of a source, the
    /// `to` of a relation.
    ///
    /// Add it.
    MissingKey = Error, "parse/missing-key";
    /// A date is none of the Extended Date/Time Format.
    ///
    /// Write a year, a month, a day or an interval: `2024`, `2024-08`, `2024-08-15`,
    /// `2024-08-15~` (about then), `2024-08-15?` (perhaps), `2016/2023`, `2019/..`
    /// (since then), `../2019` (until then). Write a season, a quarter or a decade as the
    /// months or years that it has. A source whose date
    /// is words has `issued: {literal: in press}`. An element of class `event` needs a
    /// `date`.
    BadDate = Error, "parse/bad-date";
    /// An event of the timeline cites no source.
    ///
    /// Cite it within the event, so that the timeline shows where the date comes from.
    UnsourcedEvent = Warning, "parse/unsourced-event";
    /// A relation of the front matter cites no source.
    ///
    /// Say what supports it: `source: "[@key, p. 3]"`.
    UnsourcedRelation = Warning, "parse/unsourced-relation";
    /// A class or an attribute is nearly one that makes evidence of a text.
    ///
    /// With a slip in its name `::: {.evnt}` is no event, and `likelyhood=` no likelihood:
    /// it would be missing from the ledger or the timeline. A class that a stylesheet of the
    /// theme or of `additional-css` names is no slip.
    MisspeltName = Error, "parse/misspelt-name";
    /// A marking is none of the dossier's labels.
    ///
    /// Without a scheme of one's own (`[dossier.marking]`) the labels are those of the Traffic
    /// Light Protocol 2.0: `TLP:CLEAR`, `TLP:GREEN`, `TLP:AMBER`, `TLP:AMBER+STRICT` and
    /// `TLP:RED`; they are written whole and never translated. What is marked in the text
    /// counts as the highest label until its marking can be read, also if the key is
    /// misspelt: a slip never publishes.
    BadMarking = Error, "parse/bad-marking";
    /// A page has no marking, though editions are configured.
    ///
    /// A missing marking never means public. Write `marking: TLP:…` in the page's front
    /// matter, or in `cascade:` of the index page of its folder or of a folder above.
    MissingMarking = Error, "parse/missing-marking";
    /// `attachments` names a file that does not exist, so it marks nothing.
    ///
    /// The path counts from the folder of the page, as in a link. Correct it: the file that
    /// was meant would be published without a marking.
    MissingAttachment = Error, "parse/missing-attachment";
    /// Something is marked lower than what it stands in.
    ///
    /// The lower marking opens nothing: who may not read what is around it does not get it
    /// either. Take it out, or lower the marking around it and mark the rest.
    LowerMarking = Warning, "parse/lower-marking";
    /// The kind of a page is not known.
    ///
    /// Name further kinds in `book.toml`: `[dossier] kinds = ["briefing-note"]`.
    UnknownKind = Error, "parse/unknown-kind";
    /// A relation does not say what supports it.
    ///
    /// The `source` of a relation is a citation: `source: "[@key, p. 3]"`.
    BadRelation = Error, "parse/bad-relation";
    /// Two files are the same page in the same language.
    ///
    /// `part-2.md` and `part-2/index.md` are one page, as are `README.md` and `index.md`.
    /// Rename one of them, or give it another language: `part-2.de.md`.
    DuplicatePage = Error, "parse/duplicate-page";
    /// A library of sources named in `book.toml` does not exist.
    ///
    /// The names under `bibliography` are relative to the content folder.
    MissingLibrary = Error, "parse/missing-library";
    /// A library of sources has a format that is not read.
    ///
    /// Libraries are CSL-YAML (`.yaml`, `.yml`), CSL-JSON (`.json`), BibLaTeX (`.bib`),
    /// BibTeX (`.bibtex`) or RIS (`.ris`).
    UnreadLibrary = Error, "parse/unread-library";
    /// A `.bib` file has a fault: a brace, a comma or a key is missing.
    ///
    /// Only the field or the entry at this place is left out; the next entry that starts in
    /// the first column of a line is read again.
    BadBibtex = Error, "parse/bad-bibtex";
    /// A `.bib` file uses a word without braces that no `@string` defines.
    ///
    /// The word itself is taken. Put braces round it, or define it before it is used:
    /// `@string{ndss = {Network and Distributed System Security}}`.
    UnknownMacro = Warning, "parse/unknown-macro";
    /// An entry of a `.bib` file has a type that neither BibTeX nor BibLaTeX knows.
    ///
    /// It is read as `@misc`. The types and what CSL makes of them are in
    /// `docs/references.md`.
    UnknownEntryType = Warning, "parse/unknown-entry-type";
    /// An entry inherits from an entry that is not in its file.
    ///
    /// `crossref` and `xdata` name the key of another entry of the same `.bib` file.
    UnknownParent = Warning, "parse/unknown-parent";
    /// A field of a `.bib` file uses a LaTeX command that is not known.
    ///
    /// Accents, symbols, fonts, quotation marks and links are read. The arguments of other
    /// commands are kept as text, their names are dropped: write the characters themselves.
    UnknownCommand = Warning, "parse/unknown-command";
    /// A line of a RIS file cannot be read, or a record is not closed.
    ///
    /// A line is a tag of two characters, two blanks, a hyphen, a blank and the value:
    /// `TY  - RPRT`. A record starts with `TY` and ends with `ER`. Other records are read.
    BadRis = Error, "parse/bad-ris";
    /// A RIS file has a tag that is not known, or a type of reference that is none.
    ///
    /// The line is left out. It is told once for each tag of a file. The tags that are read
    /// are in `docs/references.md`.
    UnknownTag = Warning, "parse/unknown-tag";
    /// A source has a type that CSL does not have.
    ///
    /// Styles decide by the type what they print. `report`, `webpage`, `article-newspaper`,
    /// `article-journal`, `book`, `chapter`, `dataset`, `post-weblog` are the usual ones;
    /// `document` fits whatever has no type of its own.
    UnknownType = Error, "parse/unknown-type";
    /// A source has a field that CSL does not have.
    ///
    /// The field is kept, but no style prints it. What belongs to the source as evidence, and
    /// free data, stand below `custom:`.
    UnknownField = Warning, "parse/unknown-field";
    /// A library says something of a source that CSL has no place for.
    ///
    /// A second address in RIS, words behind a date, the end of an interval that is open, what
    /// `CrossRef` tells of its own records. The source is read without it. What matters of it
    /// can stand in `note`, or below `custom:`.
    NotKept = Note, "parse/not-kept";
    /// A source says two things of its date.
    ///
    /// In RIS `PY` names one year and `DA` another. `DA` is used, which is the finer one. Look
    /// at the source, and correct the library.
    TwoDates = Warning, "parse/two-dates";
    /// A source was published, or read, in a year that is a slip of the hand: after 2100.
    ///
    /// A build has no clock, so the limit stands still. The date is kept as it is; correct
    /// the year.
    FarDate = Warning, "parse/far-date";
    /// The address of a source leads nowhere on the web.
    ///
    /// `www.example.org` lacks `https://`; `hxxp://example[.]org` was made harmless, which is
    /// fine for a text and no link; a DOI begins with `10.`. The text is kept and no link is
    /// made. What could run something (`javascript:`, `data:`) is left out.
    BadAddress = Warning, "parse/bad-address";
    /// A source is defined twice, and not in the same words.
    ///
    /// Sources belong to the whole dossier. Keep one definition, or give one of them another
    /// `id`. The same words twice are one source.
    DuplicateSource = Error, "parse/duplicate-source";
    /// An archived copy has an address and no date, or a date and no address.
    ///
    /// Without its date nobody knows what the copy shows. Write
    /// `archive: {url: …, date: 2024-08-15}`; web archives carry the date in their addresses.
    HalfArchive = Warning, "parse/half-archive";
    /// A web page is cited, and nothing says when it was read.
    ///
    /// Pages of the web change. Write `accessed: 2024-08-15`. Asked of the types `webpage`,
    /// `post` and `post-weblog` with a `URL`, unless `custom` says `seen: not-seen`.
    NotAccessed = Warning, "parse/not-accessed";
    /// `sources.lock` cannot be read.
    ///
    /// It is written by `dossier sources check` alone. Take it from version control again;
    /// after a conflict take either side, and check again.
    BadLock = Error, "parse/bad-lock";
    /// A source derives from a source that is not listed.
    ///
    /// Add the source, or correct the key in `custom: {derives-from: [...]}`.
    UnknownOrigin = Error, "parse/unknown-origin";
    /// A source derives from itself, through others or at once.
    ///
    /// `derives-from` names what came before: follow the text back to where it was first
    /// published, and take out the key that leads forward again.
    CircularOrigin = Error, "parse/circular-origin";
    /// `SUMMARY.md` is not written as a table of contents.
    ///
    /// It holds links in paragraphs before the numbered chapters, lists of links, `#`
    /// headings for parts, lines between groups, and links in paragraphs at the end.
    BadSummary = Error, "parse/bad-summary";
    /// `SUMMARY.md` names a page twice.
    ///
    /// A page has one place in the reading order. Take one of the lines out.
    DuplicateEntry = Error, "parse/duplicate-entry";
    /// A line of `SUMMARY.md` is left out: it does not lead to a page of the content folder.
    ///
    /// Addresses of other sites and files that are no Markdown cannot stand in the reading
    /// order; link to them from a page.
    SkippedEntry = Warning, "parse/skipped-entry";
    /// `SUMMARY.md` names a page that does not exist.
    ///
    /// The site gets a page with the title and nothing else; no file is written. Write the
    /// page, or leave the target empty: `[Title]()` announces a page.
    MissingPage = Warning, "parse/missing-page";
    /// A fenced div `::: {…}` is still open where the list item, the quote or the page
    /// around it ends.
    ///
    /// It is closed there. Add a line `:::` where it should end.
    UnclosedDiv = Error, "parse/unclosed-div";
    /// A line `:::` closes no div.
    ///
    /// A div closes in the list item or quote in which it opens. Remove the line, or
    /// write attributes behind the colons of the line that should open the div.
    StrayFence = Error, "parse/stray-fence";
    /// What stands behind the colons of a fence cannot be read.
    ///
    /// A div opens with `::: {.class #id key="value"}` or `::: class`. If the line speaks
    /// of a marking, the div counts as `TLP:RED` until it can be read.
    BadFence = Error, "parse/bad-fence";
    /// `{marking=…}` stands where nothing takes it, so it marks nothing.
    ///
    /// Markings stand behind headings, on spans `[text]{marking=…}`, divs, code, images,
    /// links, list items, table rows and table captions. For a paragraph put a div round
    /// it.
    StrayMarking = Error, "parse/stray-marking";
    /// A link definition `[label]: target` stands in a marked block or section.
    ///
    /// Definitions hold for the whole page, so text outside would show where it leads.
    /// Write `[text](target)` where the link is used, or move the definition to where
    /// nothing is marked.
    MarkedDefinition = Error, "parse/marked-definition";
    /// An attribute is not let through: it could run a script or load a file, or says
    /// with a key what has a sign of its own (`#id`, `.class`).
    ///
    /// The attribute is dropped.
    RefusedAttribute = Warning, "parse/refused-attribute";
    /// A bracket looks like a cluster of citations, but a part between its semicolons has
    /// no key, or two that no semicolon parts.
    ///
    /// As in pandoc a bracket with a part without a key is text, and the keys in it are
    /// citations in running text. Write `[@key, see text]` instead of `[@key; see text]`. A
    /// second key in a part is a citation in running text, too: `[@a, @b]` is
    /// `[@a; @b]`.
    CitationSlip = Warning, "parse/citation-slip";
    /// A citation stands in the text of a link, where it cites nothing.
    ///
    /// Links cannot stand in links. Put the citation behind the link.
    CitationInLink = Warning, "parse/citation-in-link";
    /// Attributes stand right behind a citation: `[@key, p. 5]{.class}`.
    ///
    /// As in pandoc that is a span of text with the key in it. Write
    /// `[[@key, p. 5]]{.class}`.
    AttributesOnCitation = Warning, "parse/attributes-on-citation";
    /// `[@key]: …` at the start of a line defines a link; the text behind it is gone and
    /// every `[@key]` on the page becomes a link.
    ///
    /// Put something in front of the citation.
    CitationDefinition = Error, "parse/citation-definition";
    /// A citation key starts with what Quarto keeps for cross-references: `fig-`, `sec-`.
    ///
    /// The page could not be read by Quarto. Choose another key.
    ReservedKey = Warning, "parse/reserved-key";
    /// A footnote is referred to and not defined.
    ///
    /// Write `[^label]: text` on a line of its own.
    UnknownFootnote = Warning, "parse/unknown-footnote";
    /// A footnote is defined, but nothing refers to it.
    ///
    /// Refer to it with `[^label]`, or remove it.
    UnusedFootnote = Warning, "parse/unused-footnote";
    /// A footnote is defined twice on a page; the first one is used.
    ///
    /// Give one of them another label.
    DoubleFootnote = Warning, "parse/double-footnote";
    /// A row of a table has more cells than the table has columns; those behind the last
    /// column are not shown.
    ///
    /// Give the head of the table another column, or write `\\|` for a bar that is text.
    ExtraCell = Warning, "parse/extra-cell";
    /// A row of dashes stands below a row of another number of cells: it makes no table, and
    /// all of it is text.
    ///
    /// Write a cell of dashes for each cell of the head, or `\\|` for a bar that is text.
    BrokenTable = Warning, "parse/broken-table";

    // ---- redact ----
    /// Open text rests only on sources that an edition does not hold.
    ///
    /// A source above the ceiling leaves every citation that names it. Where nothing else is
    /// cited, the reader would get a statement, a relation or a page about a source without
    /// what it rests on. There are three ways out: cite a source that this audience may see
    /// as well, mark the statement as high as its source, or lower the marking of the source
    /// (`custom: {marking: …}`) if that is right.
    LostSource = Error, "redact/lost-source";

    // ---- link ----
    /// A link leads to a page, image or file that does not exist.
    ///
    /// Correct the target; the help names the nearest one. Links are relative to the page
    /// they stand on, `/x.md` counts from the content folder, `[[name]]` asks for a page by
    /// id, title or alias.
    BrokenLink = Error, "link/broken-link";
    /// A link leads to a place on a page that does not exist.
    ///
    /// Headings have ids made of their text (`## Key facts` is `#key-facts`); blocks and
    /// spans have those given as `{#id}`. The help names the nearest one.
    BrokenAnchor = Error, "link/broken-anchor";
    /// A link would be broken in a dossier, but stands in a plain book.
    ///
    /// mdBook does not check links, so a book without a `[dossier]` table is built all the
    /// same. With the table, links are checked as strictly as citations. `[[name]]` that is
    /// no name of a page stays text; where there is a `book.toml`, that is a note.
    LooseLink = Warning, "link/loose-link";
    /// A link is written in other letter case than its target.
    ///
    /// It works on a Mac or on Windows and breaks on a web server; write it as the file is
    /// written.
    WrongCase = Error, "link/wrong-case";
    /// A link has a scheme that is refused, or names a host without a scheme.
    ///
    /// Only `http:`, `https:`, `mailto:` and links within the dossier are published:
    /// others can run programs or carry whole documents.
    RefusedScheme = Error, "link/refused-scheme";
    /// An image stands on another site.
    ///
    /// A published dossier makes no request to any other host, so the image is shown as a
    /// link. Save it beside the page to show it.
    RemoteImage = Warning, "link/remote-image";
    /// A `[[name]]` is the name of several pages.
    ///
    /// Write the whole id of the page that is meant.
    Ambiguous = Error, "link/ambiguous";
    /// The front matter names a page that does not exist.
    ///
    /// `relations` and `bears-on` name pages by id, last part of the id, title or alias.
    UnknownPage = Error, "link/unknown-page";
    /// A page has a relation to itself.
    ///
    /// A relation leads from what a page describes to what another one describes. Name the
    /// other page, or take the relation out: it is shown nowhere.
    SelfRelation = Warning, "link/self-relation";
    /// No page links to a page.
    ///
    /// Readers come to it by the menu and the search only. Link to it from a page that they
    /// read. Left alone are home pages, what the index page of a folder lists, what `bears-on`
    /// or the page of a source leads to, and chapters of SUMMARY.md.
    Orphan = Note, "link/orphan";
    /// A translation is older than its original.
    ///
    /// Whoever writes a page anew counts its `revision:` up, from 1; whoever translates it
    /// writes the same number into the translation. Readers are told on the page itself.
    StaleTranslation = Warning, "link/stale-translation";
    /// Pages are not translated into one of the `languages`.
    ///
    /// Told once for each language. Readers of it see the original, with its language named.
    MissingTranslation = Note, "link/missing-translation";
    /// Two places on one page have the same id.
    ///
    /// A link can lead to one of them only; rename the other.
    DuplicateId = Error, "link/duplicate-id";
    /// An id starts with a word that is kept for citations and footnotes.
    ///
    /// Ids that start with `cite-`, `ref-`, `footnote-` or `fr-` are made by the build.
    ReservedId = Error, "link/reserved-id";
    /// Two files would be published at the same path.
    ///
    /// Paths that differ only in letter case count as the same: Windows and macOS cannot
    /// hold both. Rename one of them.
    PathCollision = Error, "link/path-collision";
    /// A path cannot exist on Windows, so the site could not be unpacked there.
    ///
    /// Refused are the names of devices (`con`, `nul`, `com1`), the characters
    /// `<>:"|?*\\`, and a full stop or blank at the end of a name. Rename the file.
    BadPath = Error, "link/bad-path";

    // ---- cite ----
    /// A citation names a source that the dossier does not list.
    ///
    /// Add the source to a bibliography file or to `references:`, or correct the key. An `@`
    /// in front of a word cites; where the name of an account is meant, a backslash keeps it
    /// text: `\\@vxunderground`.
    UnknownSource = Error, "cite/unknown-source";
    /// A citation names pages that the source does not have.
    ///
    /// `number-of-pages` of the source, or its `page`, says which it has; an article may be
    /// cited by the pages of its journal (`233`) and by its own (`3`). A range has to begin
    /// before it ends. Correct the pinpoint, or the source.
    ImpossiblePage = Warning, "cite/impossible-page";
    /// A draft shows a gap where a citation names a source that the dossier does not list.
    ///
    /// `build --draft` builds all the same, and shows the key with a question mark. Add the
    /// source before you publish: without `--draft` it is an error.
    Gap = Warning, "cite/gap";
    /// A source is listed, but nothing cites it.
    ///
    /// Cite it, or remove it from the bibliography.
    UnusedSource = Warning, "cite/unused-source";
    /// A page covers a section that its source does not have.
    ///
    /// The sections of a report are listed in its `custom: outline:`.
    UnknownSection = Error, "cite/unknown-section";
    /// A section of a report is cited and covered by no page.
    ///
    /// The sections stand in `custom: outline:` of the report. A section is covered by every
    /// citation whose pages lie in it (`[@key, p. 6-8]`), by a citation of the section itself
    /// (`[@key, sec. 3]`), and by `covers: ["key#3"]` or `covers: ["key p. 6-8"]` in the front
    /// matter of a page. Citations of the report as a whole cover no section. The matrix of
    /// all sections is the page `coverage.html`.
    UncoveredSection = Warning, "cite/uncovered-section";
    /// A press page stands apart: no part of the report series cites its source, and it bears
    /// on no page.
    ///
    /// Say in `bears-on:` which pages it confirms, adds to or disputes, or cite its source in
    /// a part. This is looked at where a source has an outline and the dossier has parts.
    UnplacedPress = Warning, "cite/unplaced-press";
    /// A claim is not written as one: it says nothing, or stands in another claim.
    ///
    /// A claim is a span `[text]{.claim #id}` or a block `::: {.claim #id}`. Claims do not
    /// nest: what is cited for one would count for the other.
    BadClaim = Error, "cite/bad-claim";
    /// A claim has no id.
    ///
    /// It gets one made of its first words, which changes when they do, and links to it
    /// break. Give it one that stays: `{.claim #c-price}`.
    NamelessClaim = Warning, "cite/nameless-claim";
    /// Two pages of one language have claims or contradictions with the same id.
    ///
    /// The ledger, `contradicts=` and exports name them by their ids alone. Rename one of
    /// them. A translation of the page may use the same ids.
    DuplicateClaim = Error, "cite/duplicate-claim";
    /// Nothing that is cited supports a claim.
    ///
    /// What counts is cited inside the claim, or behind it in the same sentence, or names
    /// the author before it (`@key says that …`). A claim in a table may be cited in its
    /// row; a footnote counts as if it stood in the text. Citations with a signal such as
    /// `contra` or `cf.` dispute the claim or add to it, and do not support it.
    UnsupportedClaim = Error, "cite/unsupported-claim";
    /// In an edition a claim has no source: all that are cited for it are marked higher than
    /// its audience may read, or stand in text that is.
    ///
    /// A claim that nobody can check is not published. Mark the claim as high as its
    /// source, cite a source that this audience may see, or lower the marking of the
    /// source.
    OrphanedClaim = Error, "cite/orphaned-claim";
    /// `likelihood=` holds a term that the yardstick does not have.
    ///
    /// The yardstick is set in `book.toml`: `[dossier] yardstick = "icd203"` or `"phia"`, or
    /// a table with one's own terms. On a page in another language the word for the term in
    /// that language may be written as well.
    UnknownLikelihood = Error, "cite/unknown-likelihood";
    /// `confidence=` or `credibility=` holds a value that it cannot have.
    ///
    /// Confidence is `high`, `moderate` or `low`. Credibility is a figure of the Admiralty
    /// scale: 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful,
    /// 5 improbable, 6 truth cannot be judged.
    UnknownDegree = Error, "cite/unknown-degree";
    /// A claim has a degree of likelihood that its text does not say.
    ///
    /// The reader sees the text first: the term must stand in it, in the language of the
    /// page, so that the text and the ledger cannot drift apart.
    UnspokenLikelihood = Error, "cite/unspoken-likelihood";
    /// A claim tells how likely something is and how sure one is of it in one sentence.
    ///
    /// ICD 203 forbids it (section D.6.e(2)(b)), because readers take one for the other.
    /// Say them in two sentences. A claim of one sentence has `likelihood=` or
    /// `confidence=`, not both. A yardstick of one's own may allow it: `keeps-apart = false`.
    MixedStatement = Error, "cite/mixed-statement";
    /// Claims use terms of two yardsticks, or of two rows of one.
    ///
    /// ICD 203 has two rows of terms for the same degrees (`likely`, `probable`) and asks
    /// not to mix them. A word of another yardstick means other figures.
    MixedYardsticks = Warning, "cite/mixed-yardsticks";
    /// A claim holds a word that says that something may be so, and not how likely it is
    /// (`might`, `möglicherweise`), or that somebody says so, and not who (`reportedly`,
    /// `angeblich`).
    ///
    /// Use a term of the yardstick, say who says so, or say what is known. What a source is
    /// quoted with, between quotation marks, is not looked at. `alleged` and `mutmaßlich` are
    /// terms of the law and are left alone. The lists are in `docs/findings.md`; `[dossier.levels]`
    /// switches the finding off.
    VagueWord = Warning, "cite/vague-word";
    /// A claim is called confirmed, but its support has one origin.
    ///
    /// `credibility=1` means confirmed by other sources: at least two that do not come from
    /// one, by `derives-from`. Ten papers that print one agency are one voice. Cite an
    /// independent source, or write `credibility=2`.
    Uncorroborated = Error, "cite/uncorroborated";
    /// Confidence in a claim is high although a dispute about it is open.
    ///
    /// A citation disputes it (`[contra @key]`), another claim contradicts it, or it stands
    /// in an open contradiction. Lower the confidence, or say what settles the dispute.
    DisputedConfidence = Warning, "cite/disputed-confidence";
    /// `contradicts=` names something that is neither a claim nor a contradiction.
    ///
    /// It holds ids of claims and contradictions on pages of the same language, with blanks
    /// between them.
    UnknownOpponent = Error, "cite/unknown-opponent";
    /// A contradiction is not complete.
    ///
    /// `::: {.contradiction #id topic="…"}` holds a list with at least two positions, each
    /// with its own citation. A paragraph `Reading: …` or `resolved-by="@key"` resolves it,
    /// unless `status=open` says that it stays open.
    BadContradiction = Error, "cite/bad-contradiction";

    /// A quotation is not in the archived text of its source.
    ///
    /// White space, hyphens at the ends of lines, kinds of quotation marks and dashes, and
    /// ligatures do not count; letters, words and punctuation do. Leave out with `[…]`, put in
    /// or change with `[word]`. The help shows the nearest passage and what differs. A
    /// translation names what it translates: `[“…”]{.quote orig="…"}`.
    QuoteNotFound = Error, "cite/quote-not-found";
    /// A quotation stands on another page of its source than the citation says.
    ///
    /// Pages of the archived text are parted by form feeds, as `pdftotext` writes them. If
    /// the printed numbers do not begin with 1, say so: `archive: {first-page: 417}`.
    WrongPage = Error, "cite/wrong-page";
    /// The archived text of a source is not the one of which the digest was taken.
    ///
    /// Its quotations stay unchecked. Restore the file, or read the text again and correct
    /// `sha256` (or `text-sha256`) in `custom: archive:`.
    ChangedArchive = Error, "cite/changed-archive";

    // ---- render ----
    /// A template cannot be rendered.
    ///
    /// The message names the template, the line and the page being rendered.
    BadTemplate = Error, "render/bad-template";
    /// A formula is not LaTeX that can be turned into MathML.
    ///
    /// The page shows its source instead. Correct it; a dollar sign that is meant as such
    /// is written as `\\$`.
    BadFormula = Error, "render/bad-formula";
    /// A chart cannot be drawn.
    ///
    /// `::: {.chart type="bars" title="…"}` stands around a table: names in the first
    /// column, numbers in the second; `grouped-bars` takes every column that holds numbers,
    /// and so does `multiples`, which gives each a panel; `sources-by-month` needs no
    /// table. `::: {.map}` needs a page of the kind `place` with `at: [LAT, LON]` below its folder. Numbers may have separators of thousands, units
    /// and words around them; a range counts as its middle; a column keeps to one unit.
    BadChart = Error, "render/bad-chart";
    /// The data of an image is broken, or of another kind than its name says.
    ///
    /// It is not published. Open it in an image editor and save it anew. An SVG must be
    /// well-formed XML in UTF-8.
    BadImage = Error, "render/bad-image";
    /// A picture carries a note that it must be turned before it is shown.
    ///
    /// Everything that a camera says about a picture is left out, because it can tell more
    /// than is meant to be published; the note goes with it. Turn the picture in an image
    /// editor and save it.
    TurnedImage = Warning, "render/turned-image";
    /// An attachment is of a kind in which browsers run scripts.
    ///
    /// It is published as it is, without the content security policy that every page has.
    /// Publish it as a PDF or an image. `[dossier] raw-html = true` says that whoever
    /// writes the dossier is trusted, and silences the warning.
    ActiveAttachment = Warning, "render/active-attachment";
    /// A drawing refers to something outside itself, or holds what is no drawing.
    ///
    /// Nothing is loaded from elsewhere, and scripts and foreign elements are left out, so
    /// the drawing may look different from what was meant. Embed pictures and fonts, and
    /// turn what is not plain SVG into paths.
    StrippedImage = Warning, "render/stripped-image";
    /// A rendered page grows above 16 MiB.
    ///
    /// No browser shows such a page well. Look for a loop in the named template, or split
    /// the page.
    OutputTooLarge = Error, "render/output-too-large";

    // ---- export ----
    /// A redirect in `book.toml` cannot be made.
    ///
    /// The old path must not be a page of the site, and must stay inside it; the new one
    /// is an address of the web or a path. Places on pages (`page.html#place`) are not
    /// redirected, for that needs a script.
    BadRedirect = Warning, "export/bad-redirect";

    // ---- write ----
    /// A path is longer than a bundle carries.
    ///
    /// Bundles are extracted on Windows, whose Explorer refuses paths of more than 260
    /// characters, the reader's own folders among them. A path in a bundle has at most 150
    /// bytes, the bundle's folder among them. Shorten the names of folders and files, or
    /// give the edition a shorter `file` name.
    LongPath = Error, "write/long-path";
    /// A file of a bundle has a name that not every system can hold.
    ///
    /// Windows refuses `< > : " | ? * \`, control characters, a full stop or a blank at the
    /// end of a name, and the names of devices, such as `CON` and `AUX`, whatever their
    /// extension. Names that are not in Unicode's composed form (NFC) become others on some
    /// systems, so that links to them break.
    NotPortable = Error, "write/not-portable";
    /// Two files of a bundle have one name where letter case does not count.
    ///
    /// Windows and macOS keep only one of them when the bundle is extracted.
    SameName = Error, "write/same-name";
    /// The output folder holds an edition that `book.toml` does not name any more.
    ///
    /// Builds write the editions that are configured and touch nothing else, so what was
    /// published of a former edition would stand there for ever. Remove it with
    /// `dossier clean --edition NAME`, which removes nothing that no build has written; or
    /// give the edition its table back.
    StaleEdition = Warning, "write/stale-edition";

    // ---- verify ----
    /// A file that the inventory lists is not in the bundle.
    ///
    /// Somebody has removed or renamed it, or the bundle was not copied whole. Ask for the
    /// bundle again.
    MissingFile = Error, "verify/missing-file";
    /// A file is in the bundle that the inventory does not list.
    ///
    /// `dossier` has not put it there. Some systems leave files of their own in a folder,
    /// such as `Thumbs.db` and `.DS_Store`; anything else is reason for doubt.
    AdditionalFile = Error, "verify/additional-file";
    /// A file has another size or other bytes than the inventory says.
    ///
    /// The bundle was damaged or changed. Ask for it again.
    ChangedFile = Error, "verify/changed-file";
    /// The zip archive is not one that `dossier` writes.
    ///
    /// Its names, order, times, attributes and sizes are fixed, and nothing stands between,
    /// before or behind the files. What differs was changed on the way, or is no bundle at
    /// all; some programs write an archive anew when they only look into it. Nothing is
    /// ever extracted while verifying.
    BadArchive = Error, "verify/bad-archive";
    /// The inventory cannot be read, or it tells of another bundle.
    BadInventory = Error, "verify/bad-inventory";
    /// The signature of the inventory does not hold.
    ///
    /// It is missing, broken, made with another key than the one that `--public-key` names,
    /// or the inventory was changed behind it. Make sure that the public key came from the
    /// sender by a way that nobody else controls.
    BadSignature = Error, "verify/bad-signature";

    // ---- visit ----
    /// The address of a source answers that nothing is there (404 or 410), and no archived
    /// copy is named; or the archived copy itself is gone.
    ///
    /// Look for a copy in a web archive, and name it:
    /// `custom: {archive: {url: …, date: …, status: dead}}`.
    DeadAddress = Error, "visit/dead-address";
    /// The content at an address is another than when it was first asked.
    ///
    /// Pages change for many reasons, an advertisement is enough; it is a hint to read the
    /// source again. `dossier sources check --accept` takes the content as it is now.
    Deviated = Warning, "visit/deviated";
    /// An address does not answer, or with an error of its own (5xx, timeout).
    ///
    /// That may pass: try again later, or with a longer `--timeout`. Addresses of private
    /// networks are asked with `--allow-private` only.
    Unreachable = Warning, "visit/unreachable";
    /// An address is not in `sources.lock`.
    ///
    /// `dossier sources check` asks it. Found with `--offline` only.
    NotChecked = Warning, "visit/not-checked";
    /// An address was asked longer ago than `--max-age` says.
    ///
    /// `dossier sources check --max-age 90d` asks it again. Found with `--offline` only.
    StaleCheck = Warning, "visit/stale-check";
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
