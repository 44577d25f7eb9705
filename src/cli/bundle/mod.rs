//! `dossier bundle`: an edition as one file that a stakeholder opens with a double-click.

mod html;
mod one;
mod pdf;
mod sign;
mod zip;

use super::Which;
use super::report::Report;
use crate::diag::Failure;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `dossier bundle` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    which: Which,
    /// What to make.
    #[arg(long = "as", value_enum, value_name = "FORM", default_value = "zip")]
    form: Form,
    /// A bundle of each edition.
    #[arg(long, conflicts_with = "edition")]
    all_editions: bool,
    /// The folder to put it in; `bundles` in the folder of the dossier otherwise.
    #[arg(long, short, value_name = "OUT")]
    dest_dir: Option<PathBuf>,
    /// Tell what changed since an earlier bundle: its archive, or the folder extracted from it.
    #[arg(long, value_name = "OLD", conflicts_with = "all_editions")]
    since: Option<PathBuf>,
    /// Sign with a secret key of minisign: the inventory of a zip, the file itself otherwise.
    #[arg(long, value_name = "KEY")]
    sign: Option<PathBuf>,
    /// A file with the password of that key; it is asked for otherwise.
    #[arg(long, value_name = "FILE", requires = "sign")]
    password_file: Option<PathBuf>,
}

/// What a bundle is.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// A zip archive: a folder with START-HERE.html, the site, and a list of every file.
    Zip,
    /// One HTML file that holds all pages, with search, images and downloads.
    Html,
    /// A PDF of all pages, printed by an installed Chromium.
    Pdf,
}

/// Makes a bundle of one edition, or of each; with errors the old one stays.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    match args.form {
        Form::Zip => zip::run(args, report),
        Form::Html => html::run(args, report),
        Form::Pdf => pdf::run(args, report),
    }
}

impl Args {
    /// The folder of the dossier.
    pub(super) fn root(&self) -> &Path {
        &self.which.root
    }

    /// The folder that bundles are put in.
    fn destination(&self) -> PathBuf {
        self.dest_dir.clone().unwrap_or_else(|| self.which.root.join("bundles"))
    }

    /// What is handed out is named, where there is a choice.
    fn check_choice(&self, editions: &[String]) -> Result<(), Failure> {
        if editions.len() < 2 || self.all_editions || self.which.edition.is_some() {
            return Ok(());
        }
        let names: Vec<String> = editions.iter().map(|it| format!("`{it}`")).collect();
        Err(Failure::new("the dossier has several editions; name one").help(format!(
            "add `--edition NAME` or `--all-editions`: {}",
            names.join(", ")
        )))
    }
}
