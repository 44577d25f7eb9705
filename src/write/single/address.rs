//! Addresses as they stand in a page.

use super::token::{Token, tokens};
use crate::base::SitePath;

/// A relative address, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Url<'a> {
    /// The path, encoded; empty for the page itself.
    pub(super) path: &'a str,
    /// What stands behind `#`.
    pub(super) fragment: Option<&'a str>,
}

impl<'a> Url<'a> {
    /// Takes an address apart; `None` where it leads out of the site.
    pub(super) fn of(url: &'a str) -> Option<Self> {
        let url = url.trim();
        let (front, fragment) = match url.split_once('#') {
            Some((front, fragment)) => (front, Some(fragment)),
            None => (url, None),
        };
        let path = front.split('?').next().unwrap_or_default();
        let has_scheme = path.split('/').next().is_some_and(|it| it.contains(':'));
        (!has_scheme && !path.starts_with('/')).then_some(Self { path, fragment })
    }
}

/// Where a page that only sends on sends to.
pub(super) fn redirect(at: &SitePath, bytes: &[u8]) -> Option<String> {
    /// A page that only sends on is short.
    const MOST: usize = 8 << 10;
    if at.extension() != "html" || bytes.len() > MOST {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    tokens(text).into_iter().find_map(|it| match it {
        Token::Start(tag) if tag.get("http-equiv") == Some("refresh") => {
            let (_, url) = tag.get("content")?.split_once("url=")?;
            Some(url.to_owned())
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_relative_addresses_stay_within() {
        let parts = |url| Url::of(url).map(|it| (it.path, it.fragment));
        assert_eq!(parts("../a.html#b"), Some(("../a.html", Some("b"))));
        assert_eq!(parts("a.html?x=1#b:c"), Some(("a.html", Some("b:c"))));
        assert_eq!(parts("#b"), Some(("", Some("b"))));
        for url in ["https://x.example/", "mailto:a@b.example", "//x.example", "/a"] {
            assert_eq!(parts(url), None, "{url}");
        }
    }

    #[test]
    fn a_page_that_sends_on_says_where_to() {
        let page =
            b"<meta http-equiv=\"refresh\" content=\"0; url=../new.html#a&amp;b\">";
        let at = SitePath::fixed("old.html");
        assert_eq!(redirect(&at, page).as_deref(), Some("../new.html#a&b"));
        assert_eq!(redirect(&at, b"<p>new</p>"), None);
    }
}
