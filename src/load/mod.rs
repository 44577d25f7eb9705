//! Reads the disk: settings, texts, the theme, the names of the attachments. After this
//! no stage reads the disk, but for [`attachments`], which fetches what is published.

mod bare;
mod desk;
mod disk;
mod footprint;
mod include;
mod labelled;
mod layout;
mod settings;
mod shared;
mod style;
mod theme;

pub use footprint::{Footprint, Moment, written};
pub use theme::theme_layers;

use crate::base::FilePath;
use crate::diag::{Checked, Code, Diagnostic, Edit, Failure, Fix, Span};
use crate::model::{Settings, Theme};
use desk::Desk;
pub use desk::Unsaved;
use disk::Listed;
use include::{Expanded, Fetch, Splice};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// The files that hold sources when `book.toml` names none.
const LIBRARIES: [&str; 3] = ["references.yaml", "references.yml", "references.json"];

/// What the addresses of the sources answered; at the root of the dossier.
pub const LOCK: &str = "sources.lock";

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    settings: Settings,
    texts: BTreeMap<FilePath, Arc<str>>,
    assets: BTreeSet<FilePath>,
    /// By name: that of the dossier, and those of its editions.
    themes: BTreeMap<String, Theme>,
    /// The files of themes that findings show.
    of_themes: BTreeMap<FilePath, Arc<str>>,
    originals: BTreeMap<FilePath, Original>,
    /// The files whose texts were let go.
    forgotten: BTreeSet<FilePath>,
    /// The files that texts include, whether or not they are there.
    included: BTreeSet<FilePath>,
}

/// A text as it was before others were included into it.
#[derive(Clone, Debug)]
struct Original {
    text: Arc<str>,
    splices: Vec<Splice>,
}

/// A text that was read, and what its includes make of it.
struct Text {
    file: FilePath,
    body: Arc<str>,
    expanded: Option<Expanded>,
}

/// Reads the dossier in the folder `root`. What cannot be read is a finding; only where
/// there is neither a `book.toml` nor Markdown there is nothing to do.
pub fn load(root: &Path) -> Result<Checked<Inputs>, Failure> {
    load_with(root, &Unsaved::new())
}

/// The same with texts that have not been saved.
pub fn load_with(root: &Path, unsaved: &Unsaved) -> Result<Checked<Inputs>, Failure> {
    let desk = Desk { root, unsaved };
    let mut found = Vec::new();
    let mut inputs = Inputs::default();
    let bare = bare::folder(root)?;
    match &bare {
        Some(folder) => {
            folder.clone_into(&mut inputs.settings.src);
            inputs.settings.is_bare = true;
            // Neither is known to GitHub and Obsidian, for which such folders are written.
            inputs.settings.smart_punctuation = false;
            inputs.settings.definition_lists = false;
            inputs.settings.title = bare::title(root);
        }
        None => inputs.read_settings(desk, &mut found),
    }
    inputs.lock(desk, &mut found);
    inputs.content(desk, &mut found);
    if bare.is_some() {
        bare::refuse_markings(&inputs.texts)?;
    }
    inputs.themes = theme::load_all(root, &inputs.settings, &mut found);
    inputs.styled();
    inputs.of_themes = theme::shown(root, &found);
    Ok(Checked { value: inputs, findings: found })
}

/// The text of a file of the dossier as it stands on the disk now; `None` if it cannot be
/// read.
pub fn saved(root: &Path, file: &FilePath) -> Option<Arc<str>> {
    disk::read_text(root, file).ok()
}

/// Fetches the bytes of the attachments that are published.
pub fn attachments(
    root: &Path,
    wanted: &BTreeSet<FilePath>,
) -> Checked<BTreeMap<FilePath, Arc<[u8]>>> {
    let wanted: Vec<&FilePath> = wanted.iter().collect();
    let read: Vec<_> = wanted.par_iter().map(|it| (*it, disk::read(root, it))).collect();
    let mut all = Checked::clean(BTreeMap::new());
    for (file, result) in read {
        match result {
            Ok(bytes) => drop(all.value.insert(file.clone(), bytes.into())),
            Err(finding) => all.findings.push(*finding),
        }
    }
    all
}

/// Fetches archived texts. One that is not there is a warning: such texts belong to their
/// publishers, and are often kept out of version control.
pub fn archived(
    root: &Path,
    wanted: &BTreeSet<FilePath>,
) -> Checked<BTreeMap<FilePath, Arc<str>>> {
    let mut all = Checked::clean(BTreeMap::new());
    for file in wanted {
        if !disk::is_there(&root.join(file.as_str())) {
            let message = format!("the archived text `{file}` does not exist");
            let help = "quotations from it stay unchecked; fetch it to have them checked";
            let finding = Diagnostic::new(Code::MissingArchive, message).in_file(file);
            all.findings.push(finding.help(help));
            continue;
        }
        match disk::read_named(root, file) {
            Ok(text) => drop(all.value.insert(file.clone(), text)),
            Err(finding) => all.findings.push(*finding),
        }
    }
    all
}

impl Inputs {
    /// What could have been read: texts and attachments by path from the root. Tests of
    /// later stages start here.
    pub fn of(
        settings: Settings,
        texts: BTreeMap<FilePath, Arc<str>>,
        assets: BTreeSet<FilePath>,
        theme: Theme,
    ) -> Self {
        let themes = BTreeMap::from([(settings.theme.clone(), theme)]);
        Self { settings, texts, assets, themes, ..Self::default() }
    }

    /// The same, with the pages that say `draft: true`.
    #[must_use]
    pub fn with_drafts(mut self, shows_drafts: bool) -> Self {
        self.settings.shows_drafts = shows_drafts;
        self
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The files that texts include, from wherever in the dossier.
    pub fn included(&self) -> &BTreeSet<FilePath> {
        &self.included
    }

    /// Leaves out pages and attachments that an audience may not read.
    pub fn leave_out<'a>(
        &mut self,
        pages: &BTreeSet<FilePath>,
        attachments: impl Iterator<Item = &'a FilePath>,
    ) {
        self.texts.retain(|file, _| !pages.contains(file));
        for file in attachments {
            self.assets.remove(file);
        }
    }

    /// Whether a path of the content folder is, and was, nothing: an editor has left and
    /// taken away a file there while it saved another.
    pub fn is_nothing(&self, root: &Path, file: &FilePath) -> bool {
        let below = format!("{file}/");
        let is_known = |it: &FilePath| it == file || it.as_str().starts_with(&below);
        let known = self.texts.keys().chain(&self.assets).chain(&self.included);
        is_below(file, &self.settings.src)
            && !disk::is_there(&root.join(file.as_str()))
            && !known.into_iter().any(is_known)
    }

    /// Puts a text in the place of another.
    pub fn put(&mut self, file: &FilePath, text: Arc<str>) {
        self.texts.insert(file.clone(), text);
    }

    /// Whether a text can take the place of that of the file, and nothing else that was read
    /// is another then: no text includes it, and it includes none.
    pub fn takes(&self, file: &FilePath, text: &str) -> bool {
        let is_alone = !self.originals.contains_key(file)
            && !self.included.contains(file)
            && !include::includes(text);
        let book = FilePath::fixed("book.toml");
        // Without settings, a text that is marked is refused.
        let is_open = self.texts.contains_key(&book) || !bare::is_refused(file, text);
        self.texts.contains_key(file) && is_alone && is_open
    }

    /// The `SUMMARY.md` that is the reading order, if there is one. In a folder without
    /// settings it may be a page like others.
    pub fn summary(&self) -> Option<(&FilePath, &Arc<str>)> {
        let file = FilePath::new(&format!("./{}/SUMMARY.md", self.settings.src))?;
        let (file, text) = self.texts.get_key_value(&file)?;
        let is_order = !self.settings.is_bare || layout::is_navigation(text);
        is_order.then_some((file, text))
    }

    /// Lets go of the texts of pages, but for those of the files `kept`.
    pub fn forget(&mut self, kept: &BTreeSet<&FilePath>) {
        let is_kept = |file: &FilePath| {
            let is_page = file.extension() == "md";
            !is_page || kept.contains(file) || self.originals.contains_key(file)
        };
        let (left, gone) =
            take(&mut self.texts).into_iter().partition(|(file, _)| is_kept(file));
        self.texts = left;
        self.forgotten = BTreeMap::into_keys(gone).collect();
    }

    /// The text of a file that was let go, or of one of a theme, as it stands on the disk now.
    pub fn again(&self, root: &Path, file: &FilePath) -> Option<Arc<str>> {
        if file.as_str().starts_with("themes/") {
            return disk::read_named(root, file).ok();
        }
        self.forgotten.get(file).and_then(|it| disk::read_text(root, it).ok())
    }

    /// Every text as it stands on the disk, for drawing findings.
    pub fn originals(&self) -> BTreeMap<FilePath, Arc<str>> {
        let mut texts = self.texts.clone();
        texts.extend(self.of_themes.clone());
        texts.extend(
            self.originals.iter().map(|(file, it)| (file.clone(), it.text.clone())),
        );
        texts
    }

    /// Leads the places of later stages' findings from the expanded texts back to the
    /// disk's.
    pub fn locate(&self, findings: &mut [Diagnostic]) {
        for finding in findings {
            self.locate_one(finding);
        }
    }

    fn locate_one(&self, finding: &mut Diagnostic) {
        let text = finding.place.as_ref().and_then(|it| self.texts.get(&it.file));
        if let Some(text) = text.cloned().filter(|_| finding.part.is_some()) {
            finding.narrow(&text);
        }
        let related = finding.related.iter_mut().map(|(place, _)| place);
        for place in finding.place.iter_mut().chain(related) {
            place.span = place.span.map(|it| self.located(&place.file, it));
        }
        let stands = |fix: &mut Fix| fix.edits.iter_mut().all(|it| self.locate_edit(it));
        if finding.fix.as_mut().is_some_and(|it| !stands(it)) {
            finding.fix = None;
        }
    }

    /// The place on the disk of a place in an expanded text.
    pub fn located(&self, file: &FilePath, span: Span) -> Span {
        let original = self.originals.get(file);
        original.map_or(span, |it| include::origin(&it.splices, span))
    }

    /// Whether an edit can be made on the disk: the text is there, and what was included
    /// stands elsewhere.
    fn locate_edit(&self, edit: &mut Edit) -> bool {
        let text = self.texts.get(&edit.file);
        if !text.is_some_and(|it| edit.narrow(it)) {
            return false;
        }
        let Some(original) = self.originals.get(&edit.file) else { return true };
        let expanded =
            self.texts.get(&edit.file).and_then(|it| it.get(edit.span.range()));
        edit.span = include::origin(&original.splices, edit.span);
        expanded.is_some() && original.text.get(edit.span.range()) == expanded
    }

    /// Every text file: Markdown with its includes, bibliographies, `book.toml`; by path
    /// from the root.
    pub fn texts(&self) -> &BTreeMap<FilePath, Arc<str>> {
        &self.texts
    }

    /// The files of the content folder that are no pages and no bibliographies.
    pub fn assets(&self) -> &BTreeSet<FilePath> {
        &self.assets
    }

    /// A theme that the dossier or one of its editions names.
    pub fn theme(&self, name: &str) -> &Theme {
        static NONE: LazyLock<Theme> = LazyLock::new(Theme::default);
        self.themes.get(name).unwrap_or(&NONE)
    }

    fn read_settings(&mut self, desk: Desk<'_>, found: &mut Vec<Diagnostic>) {
        let book = FilePath::fixed("book.toml");
        match desk.read_text(&book) {
            Ok(text) => {
                self.settings = settings::read(&book, &text).into_value(found);
                found.extend(style::untaken_theme(desk.root, found));
                self.style(desk.root, found);
                self.styles(desk.root, &text, found);
                self.texts.insert(book, text);
            }
            Err(finding) => found.push(*finding),
        }
    }

    /// Reads what the addresses of the sources answered, if somebody has asked them.
    fn lock(&mut self, desk: Desk<'_>, found: &mut Vec<Diagnostic>) {
        let file = FilePath::fixed(LOCK);
        if !desk.has(&file) {
            return;
        }
        match desk.read_text(&file) {
            Ok(text) => drop(self.texts.insert(file, text)),
            Err(finding) => found.push(*finding),
        }
    }

    fn content(&mut self, desk: Desk<'_>, found: &mut Vec<Diagnostic>) {
        let folder = self.settings.src.clone();
        if !disk::is_folder(&desk.root.join(&folder)) {
            let message = format!("the content folder `{folder}` does not exist");
            let finding = Diagnostic::new(Code::Unreadable, message)
                .in_file(&FilePath::fixed("book.toml"));
            found.push(
                finding.help("make it, or name another one: `[book] src = \"content\"`"),
            );
            return;
        }
        let libraries = self.libraries();
        let output = &self.settings.build_dir;
        // Without settings nobody said that a folder of this name is made anew.
        let is_made = !self.settings.is_bare || layout::is_site(&desk.root.join(output));
        let own = |it: &FilePath| !is_made || !is_below(it, output);
        let others: &[&str] = if self.settings.is_bare { &layout::OTHERS } else { &[] };
        let Listed { files, left_out } = desk.list(&folder, others, found);
        if self.settings.is_bare {
            found.extend(bare::left_out(desk.root, &left_out));
            found.extend(layout::left_beside(desk.root, &folder));
        }
        let files = files.into_iter().filter(own);
        let is_text = |it: &FilePath| it.extension() == "md" || libraries.contains(it);
        let (texts, assets): (Vec<_>, Vec<_>) = files.partition(is_text);
        found.extend(assets.iter().filter_map(unread_page));
        self.assets = assets.into_iter().collect();
        let pages = shared::Pages { desk, settings: &self.settings, texts: &texts };
        let included = Mutex::new(BTreeSet::new());
        let fetch = |file: &FilePath| {
            included.lock().unwrap_or_else(PoisonError::into_inner).insert(file.clone());
            if self.settings.is_dossier && is_text(file) {
                return pages.text(file);
            }
            desk.read_named(file)
        };
        let read: Vec<_> =
            texts.par_iter().map(|it| read(desk, it.clone(), &fetch)).collect();
        self.included = included.into_inner().unwrap_or_else(PoisonError::into_inner);
        for text in read {
            match text {
                Ok(text) => self.keep(text, found),
                Err(finding) => found.push(*finding),
            }
        }
    }

    fn keep(&mut self, read: Text, found: &mut Vec<Diagnostic>) {
        match read.expanded {
            Some(expanded) => {
                found.extend(expanded.findings);
                self.texts.insert(read.file.clone(), expanded.text.into());
                let original = Original { text: read.body, splices: expanded.splices };
                self.originals.insert(read.file, original);
            }
            None => drop(self.texts.insert(read.file, read.body)),
        }
    }

    fn libraries(&self) -> BTreeSet<FilePath> {
        let named = self.settings.bibliography.iter().map(FilePath::as_str);
        let usual =
            LIBRARIES.into_iter().filter(|_| self.settings.bibliography.is_empty());
        let folder = &self.settings.src;
        let below = |it: &str| FilePath::new(&format!("./{folder}/{it}"));
        named.chain(usual).filter_map(below).collect()
    }
}

fn read(
    desk: Desk<'_>,
    file: FilePath,
    fetch: &Fetch<'_>,
) -> Result<Text, Box<Diagnostic>> {
    let text = desk.read_text(&file)?;
    let is_page = file.extension() == "md";
    let expanded = is_page.then(|| include::expand(&file, &text, fetch)).flatten();
    Ok(Text { file, body: text, expanded })
}

/// Says that a file with another extension of Markdown is no page.
fn unread_page(file: &FilePath) -> Option<Diagnostic> {
    const OTHER: [&str; 8] =
        ["md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "mdx", "qmd"];
    let extension = file.extension().to_ascii_lowercase();
    OTHER.contains(&&*extension).then(|| {
        let message = format!("`{file}` is no page: the names of pages end in `.md`");
        let name = file.with_extension("md");
        Diagnostic::new(Code::UnreadPage, message)
            .in_file(file)
            .help(format!("call it `{}`", name.name()))
    })
}

/// Whether `file` stands below `folder`; an output folder may lie inside the content.
fn is_below(file: &FilePath, folder: &str) -> bool {
    let folder = folder.trim_start_matches("./").trim_end_matches('/');
    file.as_str().strip_prefix(folder).is_some_and(|it| it.starts_with('/'))
}
