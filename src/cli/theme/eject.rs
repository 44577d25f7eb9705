//! `dossier theme eject`.

use super::WhichTheme;
use crate::base::FilePath;
use crate::base::text::nearest;
use crate::build::theme_layers;
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::model::Layer;
use crate::write::create;
use std::io::Write as _;
use std::process::ExitCode;

/// What `dossier theme eject` takes.
#[derive(clap::Args)]
pub(super) struct Eject {
    /// The file, such as `page.html`, `style.css` or `i18n/de.toml`; a list of all
    /// otherwise.
    #[arg(value_name = "FILE")]
    file: Option<String>,
    #[command(flatten)]
    which: WhichTheme,
}

/// Copies the file, and never over one that is there.
pub(super) fn run(args: &Eject, report: &Report) -> Result<ExitCode, Failure> {
    let (theme, _) = args.which.find()?;
    let builtin = builtin(theme_layers(&args.which.root, &theme).value);
    let Some(wanted) = &args.file else { return list(&builtin) };
    let path = find(&builtin, wanted)?;
    let file = FilePath::new(&format!("themes/{theme}/{path}"))
        .filter(|it| it.as_str().split('/').count() > 2 && !theme.contains(['/', '\\']))
        .ok_or_else(|| {
            Failure::new(format!("`{theme}` cannot be the name of a theme"))
        })?;
    let bytes = builtin.files.get(path).cloned().unwrap_or_default();
    let made = create(&args.which.root, &file, &bytes)?;
    report.line(&format!("created `{}`; change it there", made.display()));
    report.line(
        "what it does not need to repeat can be left to the built-in one: \
        a template may begin with `{% extends \"builtin/…\" %}` and fill single blocks",
    );
    Ok(ExitCode::SUCCESS)
}

/// What comes with the program of the theme, upper layers over lower ones.
fn builtin(layers: Vec<Layer>) -> Layer {
    let mut all = Layer::default();
    for layer in layers.into_iter().filter(|it| it.built_in) {
        all.files.extend(layer.files);
    }
    all
}

/// The file with this path, or with this name in one of the folders.
fn find<'a>(builtin: &'a Layer, wanted: &str) -> Result<&'a str, Failure> {
    let folders = ["", "templates/", "static/", "i18n/"];
    let mut paths = folders.iter().map(|it| format!("{it}{wanted}"));
    let known =
        |it: String| builtin.files.get_key_value(&it).map(|(path, _)| path.as_str());
    paths.find_map(known).ok_or_else(|| {
        let failure = Failure::new(format!("the built-in theme has no file `{wanted}`"));
        let names = builtin.files.keys().map(|it| it.rsplit('/').next().unwrap_or(it));
        match nearest(wanted, names) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure.help("`dossier theme eject` lists them all"),
        }
    })
}

fn list(builtin: &Layer) -> Result<ExitCode, Failure> {
    let paths: Vec<&str> = builtin.files.keys().map(String::as_str).collect();
    let text = paths.join("\n") + "\n";
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|it| Failure::new(format!("cannot print: {it}")))?;
    Ok(ExitCode::SUCCESS)
}
