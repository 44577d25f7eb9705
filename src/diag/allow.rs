//! Comments that allow a finding where it stands: `dossier-allow CODE: reason`.

use super::{Code, Diagnostic, Place, Span};
use crate::base::FilePath;
use crate::base::text::nearest;

/// The word that such comments start with.
pub const ALLOW: &str = "dossier-allow";

/// A finding that whoever writes has seen and allows, with a reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Allow {
    /// The file.
    pub file: FilePath,
    /// Where the comment stands.
    pub span: Span,
    /// What goes when the comment is taken out.
    pub goes: Span,
    /// The finding that is allowed.
    pub code: Code,
    /// The ranges of the file in which it is.
    pub scopes: Vec<Span>,
    /// Whether findings about the file as a whole are allowed with it.
    pub is_for_file: bool,
}

impl Allow {
    /// Reads what stands behind [`ALLOW`]; the error is a finding without a place.
    pub fn read(said: &str) -> Result<Code, Box<Diagnostic>> {
        let (name, reason) = said.split_once(':').unwrap_or((said, ""));
        let name = name.trim();
        let code = Code::named(name).ok_or_else(|| Box::new(unknown(name)))?;
        if let Some(guard) = code.guard() {
            let message = format!("`{code}` cannot be allowed: {guard}");
            return Err(Box::new(bad(message).help("mend what it tells of")));
        }
        if reason.trim().is_empty() {
            let message = format!("`{code}` is allowed without a reason");
            let help = format!("write one: `{ALLOW} {code}: the reason`");
            return Err(Box::new(bad(message).help(help)));
        }
        Ok(code)
    }

    /// Whether a finding at `place` with this code is allowed.
    pub fn covers(&self, code: Code, place: &Place) -> bool {
        self.code == code
            && self.file == place.file
            && place.span.map_or(self.is_for_file, |at| self.holds(at))
    }

    fn holds(&self, at: Span) -> bool {
        self.scopes.iter().any(|it| it.start <= at.start && at.start <= it.end)
    }
}

fn bad(message: String) -> Diagnostic {
    Diagnostic::new(Code::BadAllow, message)
}

fn unknown(name: &str) -> Diagnostic {
    if name.is_empty() {
        return bad("nothing is named that is allowed".to_owned())
            .help(format!("write `{ALLOW} CODE: reason`"));
    }
    let near = nearest(name, Code::ALL.iter().map(|it| it.name()));
    let finding = bad(format!("there is no finding `{name}`"));
    match near {
        Some(_) => finding.did_you_mean(near),
        None => finding.help("`dossier explain` lists them all"),
    }
}
