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

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        failure_persistence: None,
        ..proptest::prelude::ProptestConfig::default()
    })]

    /// Whatever the texts are: a dossier comes out, and every finding can be shown.
    #[test]
    fn parse_never_panics(
        front in "((title|date|marking|tags|relations|references|cascade|nocite|source|extra|x): ?([a-zä@0-9.:-]{0,9}|\\[[@a, ]{0,5}\\]|\\{type: x, to: y, source: \"\\[@ä, p\\. 3\\]\"\\})|- (id: [ab]|x)|  custom: \\{derives-from: [ab], grade: [A-Z][0-9]\\}| |\t|---|\r){0,12}",
        body in "(# [a-zß]{0,4}|::: \\{\\.event date=[0-9-]{0,10}\\}|:::|\\[x\\]\\{marking=\"TLP:(RED|X)\"\\}|- \\[a\\]\\([a-c]\\.md\\)|\\[é\\]\\(a\\.md\\)|---|  |[a-z<>`*@\\[\\]]{0,8}|\n){0,20}",
        sources in "(- id: [a-c]|  (issued|author|custom|URL): [\\[{a-z0-9:,-]{0,12}|references:|\n){0,12}",
    ) {
        let page = format!("---\n{}\n---\n{body}", front.replace("- ", "\n- "));
        let summary = body.replace("- [", "\n- [");
        let texts = [
            ("SUMMARY.md", &*summary),
            ("a.md", &*page),
            ("b/index.md", &*page.replace(": ", ":\n  ")),
            ("references.yaml", &*sources.replace("- ", "\n- ").replace("  ", "\n  ")),
        ];
        for settings in [dossier(), plain()] {
            read(settings, &texts).found();
        }
    }
}
