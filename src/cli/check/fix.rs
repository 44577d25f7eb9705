//! `dossier check --fix`: mends in memory until nothing is left that can be mended without
//! looking, shows what changes, and writes each file in one step.

use super::{Args, look};
use crate::base::FilePath;
use crate::build::{AllLaid, Unsaved};
use crate::cli::report::{Report, Texts};
use crate::diag::{Failure, mend};
use crate::write::{Change, amend};
use std::sync::Arc;

/// How often what was mended is looked at again: a fix may uncover the next fault.
const ROUNDS: usize = 16;

/// Mends, and returns what is left.
pub(super) fn run(args: &Args, report: &Report) -> Result<(AllLaid, Texts), Failure> {
    let mut mended = Unsaved::new();
    let (mut built, mut texts) = look(args, report, &mended)?;
    let gone = built.gone.clone();
    let mut before = Texts::new();
    for _ in 0..ROUNDS {
        let round = mend(&texts, &built.findings);
        if round.is_empty() {
            break;
        }
        for file in round.keys().filter(|it| !mended.contains_key(it)) {
            before.extend(texts.get(file).map(|it| (file.clone(), it.clone())));
        }
        mended.extend(round);
        (built, texts) = look(args, report, &mended)?;
    }
    mended.retain(|file, text| before.get(file).is_none_or(|it| it != text));
    let changes = changes(&before, &mended);
    // Whoever looks at one edition may be shown that one only.
    let veil = |texts: &Texts, gone| match &args.which.edition {
        Some(_) => args.which.texts(texts.clone(), gone),
        None => texts.clone(),
    };
    let (old, new) = (veil(&before, &gone), veil(&mended, &built.gone));
    report.changes(&self::changes(&old, &new));
    if !args.dry_run {
        amend(&args.which.root, &changes)?;
    }
    let files = match changes.len() {
        1 => "1 file".to_owned(),
        n => format!("{n} files"),
    };
    let told = if args.dry_run { "would be mended" } else { "mended" };
    report.line(&format!("{files} {told}"));
    Ok((built, texts))
}

fn changes<'a>(before: &'a Texts, mended: &'a Unsaved) -> Vec<Change<'a>> {
    let change = |(file, new): (&'a FilePath, &'a Arc<str>)| {
        Some(Change { file, old: before.get(file)?, new })
    };
    mended.iter().filter_map(change).collect()
}
