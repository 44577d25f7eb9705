//! Switches that turn one filter of the cut off, so that `tests/leaks/mutants.py` can ask
//! whether anything would notice. Without the feature `leak-mutants` they are not there.

/// The filters that can be turned off, each named where it stands.
#[cfg(feature = "leak-mutants")]
pub const ALL: &[&str] = &[
    "page",
    "attachment",
    "section",
    "block",
    "words",
    "term",
    "footnote",
    "emptied",
    "number",
    "table",
    "link",
    "name",
    "redirect",
    "citation",
    "opponent",
    "support",
    "front-key",
    "field",
    "relation",
    "source",
    "keyword",
    "origin",
    "uncited-source",
    "cascade",
    "summary",
    "comment",
    "finding",
    "quoted-line",
];

/// The filter that is off in this process.
#[cfg(feature = "leak-mutants")]
static OFF: std::sync::OnceLock<String> = std::sync::OnceLock::new();

/// Turns the filter `name` off for the rest of the process.
#[cfg(feature = "leak-mutants")]
pub fn turn_off(name: String) {
    assert!(ALL.contains(&&*name), "there is no filter `{name}`");
    drop(OFF.set(name));
}

/// Whether the filter `name` is turned off.
#[cfg(feature = "leak-mutants")]
pub fn is_off(name: &str) -> bool {
    OFF.get().is_some_and(|it| it == name)
}

/// Whether the filter `name` is turned off: it is not.
#[cfg(not(feature = "leak-mutants"))]
pub const fn is_off(_name: &str) -> bool {
    false
}
