//! Reads the target of a link as a browser would, before anybody looks where it leads.

use super::answer::Fault;

/// What kind of target was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// Another site.
    Outside(String),
    /// A place on the same page.
    Here { fragment: &'a str },
    /// A path within the dossier, percent-encoded, without its query.
    Local { path: &'a str, fragment: &'a str },
}

impl<'a> Address<'a> {
    pub(super) fn of(dest: &'a str) -> Result<Self, Fault> {
        let dest = dest.trim_matches(|c: char| c.is_ascii_control() || c == ' ');
        if dest.is_empty() {
            return Err(Fault::Empty);
        }
        let url = cleaned(dest);
        if let Some((scheme, rest)) = scheme(&url) {
            return outside(&url, scheme, rest).map(Self::Outside);
        }
        if url.starts_with(['/', '\\']) && url[1..].starts_with(['/', '\\']) {
            return Err(Fault::Scheme(url));
        }
        let (path, fragment) = dest.split_once('#').unwrap_or((dest, ""));
        let path = path.split('?').next().unwrap_or(path);
        Ok(if path.is_empty() && dest.starts_with(['#', '?']) {
            Self::Here { fragment }
        } else {
            Self::Local { path, fragment }
        })
    }
}

/// Browsers drop tabs and line breaks wherever they stand in a URL.
fn cleaned(dest: &str) -> String {
    dest.chars().filter(|it| !matches!(it, '\t' | '\n' | '\r')).collect()
}

fn scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once(':')?;
    let mut letters = scheme.chars();
    let starts = letters.next().is_some_and(|it| it.is_ascii_alphabetic());
    let goes_on = |it: char| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.');
    (starts && letters.all(goes_on)).then_some((scheme, rest))
}

fn outside(url: &str, scheme: &str, rest: &str) -> Result<String, Fault> {
    let host = rest.strip_prefix("//").map(|it| it.split(['/', '?', '#']).next());
    match scheme.to_ascii_lowercase().as_str() {
        "mailto" if rest.is_empty() => Err(Fault::NoHost),
        "http" | "https" if host.flatten().is_none_or(str::is_empty) => {
            Err(Fault::NoHost)
        }
        "http" | "https" | "mailto" => Ok(url.to_owned()),
        _ => Err(Fault::Scheme(format!("{scheme}:"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_schemes_pass_however_they_are_hidden() {
        for dest in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\tscript:x",
            " \u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//host/x",
            "/\\host",
            "\\\\host\\x",
            "\t//host",
            "/\t/host",
            "x:y",
        ] {
            assert!(matches!(Address::of(dest), Err(Fault::Scheme(_))), "{dest:?}");
        }
        for dest in ["https://a.b/c?d#e", "HTTP://a.b", "mailto:a@b.c"] {
            assert_eq!(Address::of(dest), Ok(Address::Outside(dest.to_owned())));
        }
        for dest in ["http:", "https://", "https:///x", "mailto:"] {
            assert_eq!(Address::of(dest), Err(Fault::NoHost));
        }
    }

    #[test]
    fn a_query_is_no_part_of_a_path() {
        let local = |path, fragment| Ok(Address::Local { path, fragment });
        assert_eq!(Address::of("x.md?a=b#c"), local("x.md", "c"));
        assert_eq!(Address::of("a/b:c.md"), local("a/b:c.md", ""));
        assert_eq!(Address::of("#c"), Ok(Address::Here { fragment: "c" }));
        assert_eq!(Address::of(" "), Err(Fault::Empty));
    }
}
