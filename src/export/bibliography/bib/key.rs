//! Keys that every program for `.bib` takes.

use crate::base::Digest;

/// The key as it is; where a sign in it would end or break an entry, without that sign and
/// with a digest of the whole, so that no two keys become one.
pub(super) fn key(id: &str) -> String {
    let is_safe =
        |c: char| !c.is_whitespace() && !c.is_control() && !BREAKING.contains(&c);
    if id.chars().all(is_safe) {
        return id.to_owned();
    }
    let safe: String = id.chars().map(|c| if is_safe(c) { c } else { '-' }).collect();
    format!("{safe}-{}", Digest::of(id.as_bytes()).short())
}

const BREAKING: [char; 14] =
    ['{', '}', '(', ')', ',', '"', '#', '%', '~', '\\', '\'', '=', '@', '$'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_would_break_the_file_is_replaced() {
        assert_eq!(key("bfv-ci-2_de:x/y.z"), "bfv-ci-2_de:x/y.z");
        assert!(key("a b,c").starts_with("a-b-c-"));
        assert_ne!(key("a b"), key("a,b"));
    }
}
