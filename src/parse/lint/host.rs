//! Finds addresses that are not what they look like: hosts written with letters that look
//! like others, and links whose text shows another host than they lead to.
//!
//! Which letters look alike, and which scripts belong together: Unicode Technical Standard
//! 39, "highly restrictive".

use super::Sheet;
use crate::diag::{Code, Diagnostic};
use crate::model::Node;
use unicode_security::confusable_detection::skeleton;
use unicode_security::{RestrictionLevel, RestrictionLevelDetection};

/// Ends of host names that hardly occur as the end of anything else.
const ENDS: [&str; 30] = [
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "eu", "de", "at",
    "ch", "fr", "uk", "us", "nl", "be", "it", "es", "pl", "cz", "dk", "se", "fi", "ru",
    "cn", "tw", "hk", "jp",
];

/// Archives show the pages of others below their own host.
const ARCHIVES: [&str; 6] = [
    "web.archive.org",
    "archive.org",
    "archive.ph",
    "archive.is",
    "archive.today",
    "perma.cc",
];

/// What is to be said of the host of a link.
pub(super) fn faults(sheet: Sheet<'_>, link: &Node, dest: &str) -> Vec<Diagnostic> {
    let Some(address) = Address::of(dest) else { return Vec::new() };
    let all = [disguised(&address), misleading(link, &address)];
    all.into_iter().flatten().map(|it| it.at(sheet.file, link.span)).collect()
}

/// The parts of a web address that tell where it leads.
struct Address<'a> {
    /// What stands before `@`.
    user: Option<&'a str>,
    host: String,
}

impl<'a> Address<'a> {
    fn of(url: &'a str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let is_web = ["http", "https"].iter().any(|it| scheme.eq_ignore_ascii_case(it));
        let authority = rest.split(['/', '?', '#', '\\']).next().filter(|_| is_web)?;
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, authority),
        };
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
        Some(Self { user, host: readable(host) })
    }
}

/// A host as it is shown, in lower case and without punycode.
fn readable(host: &str) -> String {
    let lower = host.to_ascii_lowercase();
    if lower.is_ascii() && !lower.contains("xn--") {
        return lower;
    }
    idna::domain_to_unicode(&lower).0
}

/// A host with letters that look like others.
fn disguised(address: &Address<'_>) -> Option<Diagnostic> {
    let host = &address.host;
    if host.is_ascii() {
        return None;
    }
    let end = host.rsplit('.').next().unwrap_or_default();
    let label = host.split('.').find(|it| is_disguised(it, end))?;
    let seen: String = skeleton(label).collect();
    let ascii = idna::domain_to_ascii(host).unwrap_or_default();
    let message =
        format!("the host `{host}` is written with letters that look like others");
    let help = if seen.is_ascii() {
        format!("`{label}` looks like `{seen}` and is `{ascii}`: write what is meant")
    } else {
        format!("it mixes scripts and is `{ascii}`: write what is meant")
    };
    Some(Diagnostic::new(Code::ConfusableHost, message).help(help))
}

fn is_disguised(label: &str, end: &str) -> bool {
    if label.is_ascii() {
        return false;
    }
    let mixes = label.detect_restriction_level() > RestrictionLevel::HighlyRestrictive;
    // A whole word of another script is at home below an end of that script.
    mixes || end.is_ascii() && skeleton(label).all(|it| it.is_ascii())
}

/// A link that shows another host than it leads to.
fn misleading(link: &Node, address: &Address<'_>) -> Option<Diagnostic> {
    let host = &address.host;
    if let Some(user) = address.user.filter(|it| it.contains('.')) {
        let message = format!("the address starts like `{user}` and leads to `{host}`");
        let finding = Diagnostic::new(Code::MisleadingLink, message);
        return Some(finding.help("take out what stands in front of `@`"));
    }
    let text = link.text();
    let shown = shown(text.trim())?;
    if is_same(&shown, host) || ARCHIVES.contains(&host.as_str()) {
        return None;
    }
    let message = format!("the text shows `{shown}`, and the link leads to `{host}`");
    let finding = Diagnostic::new(Code::MisleadingLink, message);
    Some(finding.help("let the text name what is to be found there, or correct the link"))
}

/// The host that a text shows, if it is written like an address.
fn shown(text: &str) -> Option<String> {
    if text.contains(char::is_whitespace) || text.contains('@') {
        return None;
    }
    if let Some(address) = Address::of(text) {
        return Some(address.host).filter(|it| it.contains('.'));
    }
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let host = readable(host.trim_end_matches('.'));
    let (name, end) = host.rsplit_once('.')?;
    let is_known = ENDS.contains(&end) || name.starts_with("www.");
    let is_host = name.split('.').all(is_label);
    (is_known && is_host).then_some(host)
}

fn is_label(label: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !label.is_empty() && label.chars().all(fits)
}

/// Whether two hosts are of one house: the same, or one below the other.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |it: &str| it.strip_prefix("www.").unwrap_or(it).to_owned();
    let (one, other) = (bare(one), bare(other));
    one == other
        || one.ends_with(&format!(".{other}"))
        || other.ends_with(&format!(".{one}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;
    use crate::model::{Goal, Kind};

    #[track_caller]
    fn check(text: &str, dest: &str, expect: &[Code]) {
        let text = Node::new(Kind::Text(text.into()), Span::default(), Vec::new());
        let kind = Kind::Link(Goal::at(dest, ""));
        let link = Node::new(kind, Span::default(), vec![text]);
        let file = crate::base::FilePath::fixed("a.md");
        let sheet = Sheet { file: &file, text: "", nodes: &[], is_plain: false };
        let found = faults(sheet, &link, dest);
        let codes: Vec<Code> = found.iter().map(|it| it.code).collect();
        assert_eq!(codes, expect, "{found:?}");
    }

    #[test]
    fn letters_that_look_like_others_are_told() {
        let all = [
            "https://аррӏе.com/",
            "https://xn--80ak6aa92e.com/",
            "http://gооgle.com",
            "https://www.pаypal.com/x",
            "https://bbс.co.uk:443/news",
        ];
        for dest in all {
            check("news", dest, &[Code::ConfusableHost]);
        }
    }

    #[test]
    fn honest_hosts_of_all_languages_are_left_alone() {
        let all = [
            "https://bücher.de/",
            "https://müller-straße.example",
            "https://президент.рф/",
            "https://сор.рф/",
            "https://中国.cn",
            "https://日本語.jp",
            "https://例え.テスト",
            "https://ελλάδα.gr",
            "https://пример.com",
            "mailto:a@b.c",
        ];
        for dest in all {
            check("news", dest, &[]);
        }
    }

    #[test]
    fn a_text_that_shows_another_host_is_told() {
        let told = &[Code::MisleadingLink];
        check("bbc.com", "https://bbc.com.evil.example/", told);
        check("https://www.bfv.de/x", "https://bfv.example/x", told);
        check("news", "https://bbc.com@evil.example/", told);
        check("www.bbc.com/news", "http://evil.example/www.bbc.com", told);
    }

    #[test]
    fn a_text_that_shows_its_own_host_is_left_alone() {
        for (text, dest) in [
            ("bbc.com", "https://www.bbc.com/news"),
            ("news.bbc.com", "https://bbc.com/news"),
            ("https://bbc.com", "https://bbc.com/"),
            ("bbc.com", "https://web.archive.org/web/2024/https://bbc.com"),
            ("README.md", "https://example.org/README.md"),
            ("Node.js", "https://nodejs.org"),
            ("socket.io", "https://example.org"),
            ("the BBC", "https://evil.example"),
            ("a@bbc.com", "https://example.org"),
        ] {
            check(text, dest, &[]);
        }
    }
}
