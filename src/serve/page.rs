//! Pages as they are served: with one script more than is published, which lets them follow
//! the author.

use crate::base::{Digest, Digester, SitePath, path};
use std::sync::Arc;

/// What a page is, for whoever has an older one open.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Changes with everything but the stylesheets.
    pub(super) digest: String,
    /// The stylesheets, as the page names them.
    pub(super) styles: Vec<String>,
}

/// The policy that a page carries.
pub(super) fn policy(html: &str) -> Option<&str> {
    const BEFORE: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
    let rest = &html[html.find(BEFORE)? + BEFORE.len()..];
    rest.split('"').next()
}

/// Gives the files of a site.
pub(super) type File<'a> = dyn Fn(&SitePath) -> Option<Arc<[u8]>> + 'a;

/// Looks at the page at `path`.
pub(super) fn look(file: &File<'_>, path: &SitePath, html: &str) -> Look {
    let mut digester = Digester::default();
    let mut styles = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find("<link ") {
        let (before, tag) = rest.split_at(at);
        let (tag, after) = tag.split_at(tag.find('>').unwrap_or(tag.len()));
        digester.add(before.as_bytes());
        match attribute(tag, "href").filter(|_| tag.contains("stylesheet")) {
            Some(href) => styles.push(href.to_owned()),
            None => digester.add(tag.as_bytes()),
        }
        rest = after;
    }
    digester.add(rest.as_bytes());
    // A picture may change without the page that shows it.
    for shown in shown(html).filter_map(|it| file(&path.join(&path::decode(it))?)) {
        digester.add(&shown);
    }
    Look { digest: digester.finish().short(), styles }
}

/// The page with the script that follows the author; as it is where its policy allows none.
pub(super) fn following(html: &str, look: &Look) -> String {
    let allows = policy(html).is_some_and(|it| it.contains("script-src 'self'"));
    let Some(at) = html.find("</head>").filter(|_| allows) else {
        return html.to_owned();
    };
    let script = super::answer::LIVE;
    let digest = &look.digest;
    let (before, after) = html.split_at(at);
    format!(
        "{before}<script src=\"{script}\" data-page=\"{digest}\" defer></script>\n{after}"
    )
}

/// A strong validator.
pub(super) fn tag(bytes: &[u8]) -> String {
    format!("\"{}\"", &Digest::of(bytes).to_string()[..32])
}

fn shown(html: &str) -> impl Iterator<Item = &str> {
    html.split(" src=\"").skip(1).filter_map(|it| it.split('"').next())
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split_once(&format!("{name}=\""))?.1;
    value.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\"><link rel=\"icon\" href=\"i.svg\"><link rel=\"stylesheet\" href=\"a.css\"></head><body><img src=\"x.png\"></body>";

    #[test]
    fn a_changed_style_is_no_changed_page() {
        let other = PAGE.replace("a.css", "b.css");
        assert_eq!(looked(PAGE, "1").digest, looked(&other, "1").digest);
        assert_eq!(looked(&other, "1").styles, ["b.css"]);
    }

    #[test]
    fn a_changed_text_icon_or_picture_is() {
        let page = looked(PAGE, "1").digest;
        assert_ne!(page, looked(&PAGE.replace("<body>", "<body>New"), "1").digest);
        assert_ne!(page, looked(&PAGE.replace("i.svg", "j.svg"), "1").digest);
        assert_ne!(page, looked(PAGE, "2").digest);
    }

    #[test]
    fn pages_that_allow_no_script_get_none() {
        let look = looked(PAGE, "1");
        assert!(following(PAGE, &look).contains("live.js\" data-page"));
        let strict = PAGE.replace("; script-src 'self'", "");
        assert_eq!(following(&strict, &look), strict);
    }

    fn looked(html: &str, picture: &str) -> Look {
        let is_there = |it: &SitePath| it.as_str() == "a/x.png";
        let file = |it: &SitePath| is_there(it).then(|| picture.as_bytes().into());
        look(&file, &SitePath::fixed("a/p.html"), html)
    }
}
