//! `dossier new page`: a Markdown file with valid front matter.

use super::ask::{ask, title_of};
use super::front::Front;
use crate::base::text::nearest;
use crate::base::{FilePath, portable};
use crate::build::{Read, read};
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::model::{Date, PageKind, Settings};
use crate::write::create;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `dossier new page` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Where it goes below the content folder: `report/part-2`, with or without `.md`.
    #[arg(value_name = "PATH")]
    path: String,
    #[command(flatten)]
    about: About,
    /// Its kind: `report-part`, `organisation`, `person`, `event`, …
    #[arg(long)]
    kind: Option<String>,
    /// The part of the report series that it is about.
    #[arg(long, value_name = "N")]
    part: Option<u32>,
}

/// What every new page takes.
#[derive(clap::Args)]
pub(super) struct About {
    /// The folder of the dossier: the one that holds `book.toml`.
    #[arg(long = "dossier", short = 'C', value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Its title; made from the name of the file otherwise.
    #[arg(long)]
    pub(super) title: Option<String>,
    /// How far it may be passed on: `TLP:GREEN`, or a label of the dossier's own.
    #[arg(long, value_name = "LABEL")]
    pub(super) marking: Option<String>,
    /// Its date, as precise as is known: `2024`, `2024-08`, `2024-08-15~`.
    #[arg(long)]
    pub(super) date: Option<String>,
    /// One sentence for lists and search results.
    #[arg(long)]
    pub(super) summary: Option<String>,
    /// Its tags, with commas between them.
    #[arg(long, value_delimiter = ',')]
    pub(super) tags: Vec<String>,
}

pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let read = read(&args.about.root, &|_| {})?;
    let settings = read.settings();
    let file = file(settings, &args.path)?;
    let kind = args.kind.as_deref().map(|it| kind(settings, it)).transpose()?;
    let front = args
        .about
        .front(&read, &title_of(stem(&file)))?
        .text("kind", kind)
        .number("part", args.part);
    write(&args.about, &file, &front, report)
}

/// Creates the page and says where it is.
pub(super) fn write(
    about: &About,
    file: &FilePath,
    front: &Front,
    report: &Report,
) -> Result<ExitCode, Failure> {
    let path = create(&about.root, file, front.page("").as_bytes())?;
    report.line(&format!("created `{}`", path.display()));
    Ok(ExitCode::SUCCESS)
}

impl About {
    /// The keys that every page has, each checked as a build would.
    pub(super) fn front(&self, read: &Read, plain: &str) -> Result<Front, Failure> {
        let title = self.title.clone().unwrap_or_else(|| ask("Title", plain));
        if let Some(date) = &self.date {
            date.parse::<Date>().map_err(|fault| {
                Failure::new(fault).help("write it as year, month and day: `2024-08-15`")
            })?;
        }
        Ok(Front::default()
            .text("title", Some(&title))
            .text("date", self.date.as_deref())
            .text("marking", self.label(read.settings())?.as_deref())
            .text("summary", self.summary.as_deref())
            .list("tags", &self.tags))
    }

    /// The marking. Where editions are configured and nobody says one, it is the highest:
    /// a page must not be public because somebody was in a hurry.
    fn label(&self, settings: &Settings) -> Result<Option<String>, Failure> {
        let scheme = &settings.marking;
        let highest = scheme.markings().last().map(|it| it.label().to_owned());
        let label = match (&self.marking, highest) {
            (Some(label), _) => label.clone(),
            (None, Some(highest)) if !settings.editions.is_empty() => {
                ask("Marking", &highest)
            }
            _ => return Ok(None),
        };
        let fault = |help| Failure::new(format!("`{label}` is not a marking")).help(help);
        scheme.read(&label).map_err(fault)?;
        Ok(Some(label))
    }
}

/// The file of a page: below the content folder, with a name that every system can hold.
pub(super) fn file(settings: &Settings, path: &str) -> Result<FilePath, Failure> {
    let content = format!("{}/", settings.src);
    let below = path.strip_prefix(&content).unwrap_or(path).trim_end_matches(".md");
    let refused = |why: String| {
        Failure::new(why).help("name it below the content folder: `report/part-2`")
    };
    let file = FilePath::new(&format!("{content}{below}.md"))
        .filter(|it| it.as_str().starts_with(&content) && !below.is_empty())
        .filter(|_| !path.starts_with('/'))
        .ok_or_else(|| refused(format!("`{path}` leads out of the content folder")))?;
    match file.as_str().split('/').find_map(portable::fault) {
        Some(fault) => Err(refused(fault)),
        None if below.split('/').any(|it| it.starts_with('.')) => {
            Err(refused(format!("`{path}` would be a hidden file, which is never read")))
        }
        None => Ok(file),
    }
}

fn stem(file: &FilePath) -> &str {
    let path = file.as_str().trim_end_matches(".md").trim_end_matches("/index");
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

fn kind<'a>(settings: &Settings, kind: &'a str) -> Result<&'a str, Failure> {
    let own = settings.kinds.iter().map(String::as_str);
    let kinds = PageKind::KNOWN.into_iter().chain(own);
    if kinds.clone().any(|it| it == kind) {
        return Ok(kind);
    }
    let failure = Failure::new(format!("there is no kind `{kind}`"));
    if let Some(near) = nearest(kind, kinds.clone()) {
        return Err(failure.help(format!("did you mean `{near}`?")));
    }
    let all: Vec<String> = kinds.map(|it| format!("`{it}`")).collect();
    Err(failure.help(format!("the kinds are {}", all.join(", "))))
}
