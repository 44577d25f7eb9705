//! An installed Chromium, asked to print. It gets a profile of its own that is thrown away,
//! and no network.

use crate::diag::Failure;
use std::fs;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Under which names it is installed.
const NAMES: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// How long printing may take: a dossier of hundreds of pages takes about a minute.
const PATIENCE: Duration = Duration::from_secs(1200);

/// A Chromium.
pub(super) struct Browser {
    program: PathBuf,
}

/// A folder that goes with the value.
struct Scratch(PathBuf);

impl Browser {
    /// The one that `CHROME_PATH` names, or the first that is installed.
    #[expect(
        clippy::disallowed_methods,
        reason = "cli is the room that reads the environment"
    )]
    pub(super) fn find() -> Result<Self, Failure> {
        let folders = std::env::var("PATH").unwrap_or_default();
        let installed = |name: &str| {
            let mut places = std::env::split_paths(&folders).map(|it| it.join(name));
            places.find(|it| it.is_file())
        };
        let named = std::env::var("CHROME_PATH").ok().filter(|it| !it.is_empty());
        let program = match &named {
            Some(path) if Path::new(path).is_file() => Some(PathBuf::from(path)),
            Some(name) => installed(name),
            None => NAMES.into_iter().find_map(installed),
        };
        program.map(|program| Self { program }).ok_or_else(|| {
            let told = match named {
                Some(name) => {
                    format!("`CHROME_PATH` names `{name}`, which is no program")
                }
                None => "no Chromium is installed that could print the PDF".to_owned(),
            };
            Failure::new(told).help(
                "install Chromium or Chrome, or let `CHROME_PATH` name it; \
                 `--as html` needs none, and every browser prints that file",
            )
        })
    }

    /// The HTML file `page` as a PDF.
    #[expect(clippy::disallowed_methods, reason = "cli hands files to a program")]
    pub(super) fn print(&self, page: &[u8]) -> Result<Vec<u8>, Failure> {
        let scratch = Scratch::new()?;
        let (input, output) = (scratch.0.join("page.html"), scratch.0.join("page.pdf"));
        let failed = |it: &std::io::Error| {
            Failure::new(format!("cannot print with `{}`: {it}", self.program.display()))
        };
        fs::write(&input, page).map_err(|it| failed(&it))?;
        let child = self.command(&scratch.0, &input, &output).spawn();
        let mut child = child.map_err(|it| failed(&it))?;
        self.wait(&mut child)?;
        fs::read(&output).map_err(|_| {
            let program = self.program.display();
            Failure::new(format!("`{program}` ended without printing"))
                .help("try it by hand: `--headless --print-to-pdf=x.pdf file:///…`")
        })
    }

    fn command(&self, scratch: &Path, input: &Path, output: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args([
                "--headless",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--no-pdf-header-footer",
                "--generate-pdf-document-outline",
            ])
            .arg(format!("--user-data-dir={}", scratch.join("profile").display()))
            .arg(format!("--print-to-pdf={}", output.display()))
            // The zone of time stands in the document otherwise.
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // Chromium refuses to run in its sandbox for root, as in containers.
        if rustix::process::geteuid().is_root() {
            command.arg("--no-sandbox");
        }
        command.arg(format!("file://{}", input.display()));
        command
    }

    #[expect(clippy::disallowed_methods, reason = "cli measures time")]
    fn wait(&self, child: &mut Child) -> Result<(), Failure> {
        let program = self.program.display();
        let start = Instant::now();
        loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) => {
                    return Err(Failure::new(format!("`{program}` failed: {status}"))
                        .help("see whether it runs: `chromium --headless --version`"));
                }
                Ok(None) if start.elapsed() < PATIENCE => {
                    thread::sleep(Duration::from_millis(50));
                }
                Ok(None) | Err(_) => {
                    drop(child.kill());
                    drop(child.wait());
                    let seconds = PATIENCE.as_secs();
                    return Err(Failure::new(format!(
                        "`{program}` did not print within {seconds} seconds"
                    ))
                    .help("bundle `--as html` and print that file by hand"));
                }
            }
        }
    }
}

impl Scratch {
    /// A new folder that nobody else can read.
    fn new() -> Result<Self, Failure> {
        let place = std::env::temp_dir();
        let mut builder = fs::DirBuilder::new();
        builder.mode(0o700);
        for at in 0..1000 {
            let folder = place.join(format!("dossier-{}-{at}", std::process::id()));
            match builder.create(&folder) {
                Ok(()) => return Ok(Self(folder)),
                Err(it) if it.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(it) => {
                    let place = place.display();
                    return Err(Failure::new(format!("cannot write to `{place}`: {it}")));
                }
            }
        }
        Err(Failure::new(format!("cannot make a folder in `{}`", place.display())))
    }
}

impl Drop for Scratch {
    #[expect(clippy::disallowed_methods, reason = "cli removes what it has made")]
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}
