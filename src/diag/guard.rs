//! The findings that no dossier may silence or make milder, each with the reason.

use super::{Code, Severity};

const READERS: &str = "it guards who may read what";
const OUTSIDE: &str = "it guards what lies outside the dossier";
const LOST: &str = "without it content would be lost in silence";
const SCRIPTS: &str = "it guards the readers' browsers";

impl Code {
    /// Why the code may be neither allowed nor rated lower; `None` if it may.
    pub fn guard(self) -> Option<&'static str> {
        match self {
            // A misspelt key may have been `marking`, a misspelt setting `ceiling`.
            Self::UnknownKey
            | Self::UnknownSetting
            | Self::BadSetting
            | Self::GuardedLevel
            | Self::BadMarking
            | Self::BadFrontMatter
            | Self::MissingMarking
            | Self::StrayMarking
            | Self::MarkedDefinition
            | Self::MissingAttachment
            | Self::BadFence
            | Self::UnclosedDiv
            | Self::StrayFence
            | Self::OrphanedClaim
            | Self::PathCollision => Some(READERS),
            Self::NotAFile | Self::BadInclude => Some(OUTSIDE),
            Self::Unreadable
            | Self::TooLarge
            | Self::NotUtf8
            | Self::BadToml
            | Self::BadYaml
            | Self::BadJson
            | Self::YamlLimit
            | Self::TooDeep
            | Self::PageTooLarge
            | Self::UnclosedComment
            | Self::DuplicatePage
            | Self::BadTemplate
            | Self::OutputTooLarge
            | Self::BadAllow
            | Self::BadPath => Some(LOST),
            Self::RefusedScheme => Some(SCRIPTS),
            // Whatever is said of the cut itself.
            _ if self.name().starts_with("redact/") => Some(READERS),
            _ => None,
        }
    }

    /// Whether a dossier may rate the code so; `None` stands for not at all.
    pub fn may_be(self, severity: Option<Severity>) -> bool {
        let is_milder = severity.is_none_or(|it| it > self.severity());
        self.guard().is_none() || !is_milder
    }
}
