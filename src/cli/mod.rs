//! The command line: one file a command. Standard output is data, standard error is talk;
//! exit code 0 means clean, 1 findings, 2 could not run.

mod build;
mod bundle;
mod check;
mod clean;
mod clock;
mod completions;
mod explain;
mod export;
mod lsp;
mod man;
mod new;
mod rebuild;
mod report;
mod schema;
mod serve;
mod sources;
mod theme;
mod timings;
mod verify;

use crate::build::{Gone, veiled};
use crate::diag::Failure;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{ColorChoice, Parser, Subcommand};
use report::Report;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A compiler for briefings: Markdown, citations and evidence become an offline site.
///
/// An editor writes Markdown with YAML front matter and citations. `dossier` checks links,
/// citations and markings as a compiler checks types, and publishes one static site that
/// opens with a double-click and stands behind any web server.
#[derive(Parser)]
#[command(name = "dossier", version, arg_required_else_help = true)]
#[command(after_help = "\
Start here:
  dossier new my-dossier   make a small dossier to begin with
  dossier build            build the dossier in this folder into `book/`
  dossier bundle           make a zip of it that opens with a double-click
  dossier check            look for findings, publish nothing
  dossier explain CODE     say what a finding means and what to do

Exit codes: 0 clean, 1 findings, 2 could not run.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    talk: Talk,
}

/// How the program talks; the same for every command.
#[derive(clap::Args)]
struct Talk {
    /// How findings are printed.
    #[arg(long, global = true, default_value = "human", value_name = "FORMAT")]
    #[arg(value_parser = PossibleValuesParser::new(["human", "json", "sarif", "github"]).map(|it| Format::named(&it)))]
    format: Format,
    /// Show every finding, also many of one kind.
    #[arg(long, global = true)]
    all: bool,
    /// Which findings forbid publishing besides errors.
    #[arg(long, global = true, value_enum, value_name = "LEVEL")]
    deny: Option<Deny>,
    /// Print findings only.
    #[arg(long, short, global = true)]
    quiet: bool,
    /// When to use colour; `NO_COLOR` is honoured.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

/// What `--format` names: the shape of printed findings, or what a command exports. One
/// type, for the command line knows the option once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    /// Findings for people: the line, a caret, the way out.
    Human,
    /// Findings for programs: one JSON object a line.
    Json,
    /// Findings for code hosts: SARIF 2.1.0.
    Sarif,
    /// Findings as annotations of GitHub's workflows.
    Github,
    /// A bibliography in BibLaTeX.
    Bib,
    /// A bibliography in CSL-JSON.
    CslJson,
    /// A bibliography in RIS.
    Ris,
    /// Documents for a search engine, one JSON object a line.
    Ndjson,
    /// Documents for `OpenSearch` and Elasticsearch.
    Opensearch,
    /// Documents for Meilisearch.
    Meilisearch,
}

impl Format {
    fn named(name: &str) -> Self {
        match name {
            "json" => Self::Json,
            "sarif" => Self::Sarif,
            "github" => Self::Github,
            "bib" => Self::Bib,
            "csl-json" => Self::CslJson,
            "ris" => Self::Ris,
            "ndjson" => Self::Ndjson,
            "opensearch" => Self::Opensearch,
            "meilisearch" => Self::Meilisearch,
            _ => Self::Human,
        }
    }

    /// What findings look like beside such an export.
    fn of_findings(self) -> Self {
        match self {
            Self::Json | Self::Sarif | Self::Github => self,
            _ => Self::Human,
        }
    }
}

/// What `--deny` takes.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Deny {
    /// Warnings count as errors.
    Warnings,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site, and publish it in one step.
    Build(build::Args),
    /// Make one file of an edition, to hand it on.
    Bundle(bundle::Args),
    /// Look for findings; publish nothing.
    Check(check::Args),
    /// Remove the site that a build has written.
    Clean(clean::Args),
    /// Say what a finding means and what to do.
    Explain(explain::Args),
    /// Start a dossier, a page, a source.
    New(Box<new::Args>),
    /// Print parts of a dossier for other programs.
    Export(export::Args),
    /// Show the dossier in a browser while it is written.
    Serve(serve::Args),
    /// Look after the sources.
    Sources(sources::Args),
    /// Compare a bundle, or a site, with its own inventory, byte by byte.
    Verify(verify::Args),
    /// Help with a theme of one's own.
    Theme(theme::Args),
    /// Serve an editor: the Language Server Protocol over standard input and output.
    Lsp(lsp::Args),
    /// Print the JSON Schema of settings, front matter, findings or an inventory.
    Schema(schema::Args),
    /// Print a script that completes commands in a shell.
    Completions(completions::Args),
    /// Print the manual page.
    Man(man::Args),
}

impl Command {
    /// The folder of the dossier that findings are about.
    fn root(&self) -> Option<&Path> {
        match self {
            Self::Build(args) => Some(args.root()),
            Self::Bundle(args) => Some(args.root()),
            Self::Check(args) => Some(args.root()),
            Self::Serve(args) => Some(args.root()),
            Self::Sources(args) => Some(args.root()),
            _ => None,
        }
    }

    /// Whether standard output is for something else than findings.
    fn prints_data(&self) -> bool {
        matches!(
            self,
            Self::Export(_)
                | Self::Explain(_)
                | Self::Theme(_)
                | Self::Schema(_)
                | Self::Completions(_)
                | Self::Man(_)
        )
    }

    /// Whether somebody wants to know also what is only worth a note.
    fn shows_notes(&self) -> bool {
        matches!(self, Self::Check(_) | Self::New(_))
    }
}

/// The dossier that a command works on.
#[derive(clap::Args)]
struct Which {
    /// The folder of the dossier: the one that holds `book.toml`.
    #[arg(value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// One edition only.
    #[arg(long, value_name = "NAME")]
    edition: Option<String>,
    /// Quote lines whole in findings, also what an edition must not have.
    #[arg(long)]
    show_withheld: bool,
}

impl Which {
    /// The texts that findings may quote.
    fn texts(&self, texts: report::Texts, gone: &Gone) -> report::Texts {
        if self.show_withheld { texts } else { veiled(texts, gone) }
    }
}

/// Runs the command and returns its exit code.
pub fn run() -> ExitCode {
    #[cfg(feature = "leak-mutants")]
    turn_filter_off();
    let cli = Cli::parse();
    let report = Report::new(&cli.talk, &cli.command);
    let outcome = match cli.command {
        Command::Build(args) => build::run(&args, &report),
        Command::Bundle(args) => bundle::run(&args, &report),
        Command::Check(args) => check::run(&args, &report),
        Command::Clean(args) => clean::run(&args, &report),
        Command::Explain(args) => explain::run(&args),
        Command::New(args) => new::run(&args, &report),
        Command::Export(args) => export::run(&args, &report),
        Command::Serve(args) => serve::run(&args, &report),
        Command::Sources(args) => sources::run(&args, &report),
        Command::Verify(args) => verify::run(&args, &report),
        Command::Theme(args) => theme::run(&args, &report),
        Command::Completions(args) => completions::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Lsp(args) => lsp::run(&args),
        Command::Man(args) => man::run(&args),
    };
    outcome.unwrap_or_else(|failure: Failure| {
        report.failure(&failure);
        ExitCode::from(2)
    })
}

/// Turns the filter off that a test names.
#[cfg(feature = "leak-mutants")]
#[expect(
    clippy::disallowed_methods,
    reason = "cli is the room that reads the environment"
)]
fn turn_filter_off() {
    let name = std::env::var("DOSSIER_MUTANT").unwrap_or_default();
    if !name.is_empty() {
        crate::base::mutant::turn_off(name);
    }
}
