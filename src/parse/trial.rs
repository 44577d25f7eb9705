//! The one place where tests of this room know its API: texts in, a dossier and its
//! findings out, the findings as lines one can read.

use super::{Dossier, parse};
use crate::base::FilePath;
use crate::diag::{Diagnostic, Place};
use crate::load::Inputs;
use crate::model::{Page, Settings, Theme};
use std::collections::BTreeMap;

/// A dossier made of texts.
#[derive(Debug)]
pub(super) struct Trial {
    pub(super) dossier: Dossier,
    findings: Vec<Diagnostic>,
    texts: BTreeMap<FilePath, std::sync::Arc<str>>,
}

/// The settings of a dossier with its content in `content/`.
pub(super) fn dossier() -> Settings {
    Settings { src: "content".to_owned(), is_dossier: true, ..Settings::default() }
}

/// The settings of a plain book with its content in `content/`.
pub(super) fn plain() -> Settings {
    Settings { is_dossier: false, ..dossier() }
}

/// Parses texts by their paths below `content/`.
pub(super) fn read(settings: Settings, texts: &[(&str, &str)]) -> Trial {
    let file = |path: &str| FilePath::new(&format!("content/{path}")).unwrap();
    let texts: BTreeMap<_, _> =
        texts.iter().map(|(path, text)| (file(path), (*text).into())).collect();
    let inputs = Inputs::of(settings, texts.clone(), <_>::default(), Theme::default());
    let parsed = parse(&inputs);
    Trial { dossier: parsed.value, findings: parsed.findings, texts }
}

impl Trial {
    /// The page with this file below `content/`.
    #[track_caller]
    pub(super) fn page(&self, path: &str) -> &Page {
        let file = format!("content/{path}");
        self.dossier.pages.iter().find(|it| it.face.file.as_str() == file).unwrap()
    }

    /// The findings, each as `code file:line «bytes» message | other place | help`.
    pub(super) fn found(&self) -> String {
        self.findings.iter().map(|it| self.line(it) + "\n").collect()
    }

    /// Fails unless the findings are these.
    #[track_caller]
    pub(super) fn finds(&self, expect: &str) {
        let expect: String =
            expect.lines().map(|it| it.trim().to_owned() + "\n").collect();
        assert_eq!(self.found().trim(), expect.trim());
    }

    fn line(&self, finding: &Diagnostic) -> String {
        let mut line = finding.code.name().trim_start_matches("parse/").to_owned();
        line += &finding.place.as_ref().map(|it| self.place(it)).unwrap_or_default();
        line = line + " " + &finding.message;
        for (place, label) in &finding.related {
            line = line + " |" + &self.place(place) + " " + label;
        }
        finding.help.iter().for_each(|it| line = format!("{line} | {it}"));
        line
    }

    fn place(&self, place: &Place) -> String {
        let file = place.file.as_str().trim_start_matches("content/");
        let (Some(text), Some(span)) = (self.texts.get(&place.file), place.span) else {
            return format!(" {file}");
        };
        let line = 1 + text[..span.range().start].matches('\n').count();
        format!(" {file}:{line} «{}»", &text[span.range()])
    }
}
