//! Lets in who asks for this server by its own name, and keeps out the pages of others. A
//! page from elsewhere in the same browser could otherwise read the dossier: by a name of
//! its own that leads here, by scripts, for parts of the search index are scripts, or by the
//! channel of changes.

use super::listen::Places;
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::http::uri::Authority;
use hyper::{Request, StatusCode};
use std::net::IpAddr;

/// Who may ask.
pub(super) struct Guard {
    names: Vec<String>,
    /// Whether any address will do. Nobody can make a browser believe that an address is
    /// his own, only a name.
    any_address: bool,
}

impl Guard {
    /// Knows the server by the names of the places where it listens.
    pub(super) fn new(places: &Places) -> Self {
        let names = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned);
        let names = names.into_iter().chain(places.host.clone()).collect();
        Self { names, any_address: places.is_public() }
    }

    /// Why a request is refused, if it is.
    pub(super) fn refuses<B>(
        &self,
        request: &Request<B>,
        is_reserved: bool,
    ) -> Option<(StatusCode, &'static str)> {
        let Some(host) = sole(request.headers(), header::HOST) else {
            return Some((StatusCode::BAD_REQUEST, "name one host"));
        };
        let asked = request.uri().authority().map(Authority::as_str);
        if !self.is_ours(host) || asked.is_some_and(|it| it != host) {
            return Some((
                StatusCode::MISDIRECTED_REQUEST,
                "this server has another name",
            ));
        }
        let is_foreign = !is_own_origin(request.headers(), host)
            || !is_own_fetch(request.headers(), is_reserved);
        is_foreign.then_some((StatusCode::FORBIDDEN, "only for pages of this server"))
    }

    fn is_ours(&self, host: &str) -> bool {
        let Some((name, port)) = split(host) else { return false };
        let is_port = port.is_none_or(|it| it.parse::<u16>().is_ok());
        let name = name.to_ascii_lowercase();
        is_port && (self.names.contains(&name) || self.any_address && is_address(&name))
    }
}

/// The only header of this name, if there is exactly one and it is plain text.
fn sole(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?;
    if all.next().is_some() { None } else { first.to_str().ok() }
}

/// The name and the port of `name`, `name:80`, `[::1]:80`.
fn split(host: &str) -> Option<(&str, Option<&str>)> {
    let end = if host.starts_with('[') { host.find(']')? + 1 } else { 0 };
    match host[end..].find(':') {
        Some(at) => Some((&host[..end + at], Some(&host[end + at + 1..]))),
        None if end == 0 || end == host.len() => Some((host, None)),
        None => None,
    }
}

fn is_address(name: &str) -> bool {
    name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

/// Browsers name the origin of whoever wants to read the answer.
fn is_own_origin(headers: &HeaderMap, host: &str) -> bool {
    let own = |it: &HeaderValue| it.as_bytes() == format!("http://{host}").as_bytes();
    headers.get_all(header::ORIGIN).iter().all(own)
}

/// Browsers tell since 2023 what a request is for. From elsewhere one may only come here by
/// a link; another port of this machine is elsewhere, too.
fn is_own_fetch(headers: &HeaderMap, is_reserved: bool) -> bool {
    let told = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    match told("sec-fetch-site") {
        None | Some(b"same-origin") => true,
        Some(b"none") => !is_reserved,
        Some(_) => {
            !is_reserved
                && told("sec-fetch-mode") == Some(b"navigate")
                && told("sec-fetch-dest") == Some(b"document")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::listen::places;
    use super::*;

    #[test]
    fn a_server_answers_to_its_own_names_only() {
        for host in [
            "localhost",
            "LOCALHOST:3000",
            "127.0.0.1",
            "127.0.0.1:1",
            "[::1]:3000",
            "[::1]",
        ] {
            assert_eq!(asked(None, &[("host", host)]), None, "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "evil.example:3000",
            "127.0.0.1.nip.io",
            "localhost.",
            "x.localhost",
            "localhost:x",
            "[::1",
            "[::1]x",
            "192.168.0.1",
            "",
            "localhost:3000:1",
            "localhost@evil.example",
        ] {
            assert_eq!(asked(None, &[("host", host)]), Some(421), "{host}");
        }
        assert_eq!(asked(None, &[]), Some(400));
        assert_eq!(
            asked(None, &[("host", "localhost"), ("host", "localhost")]),
            Some(400)
        );
    }

    #[test]
    fn a_shared_server_answers_to_addresses_and_its_name() {
        for host in ["192.168.0.1:3000", "[fe80::1]:3000", "localhost", "0.0.0.0"] {
            assert_eq!(asked(Some("0.0.0.0"), &[("host", host)]), None, "{host}");
        }
        assert_eq!(asked(Some("0.0.0.0"), &[("host", "evil.example")]), Some(421));
    }

    #[test]
    fn pages_from_elsewhere_are_refused() {
        let host = ("host", "localhost:3000");
        for origin in [
            "http://evil.example",
            "null",
            "https://localhost:3000",
            "http://localhost:8080",
            "http://localhost:3000.evil.example",
            "http://127.0.0.1:3000",
        ] {
            assert_eq!(asked(None, &[host, ("origin", origin)]), Some(403), "{origin}");
        }
        assert_eq!(asked(None, &[host, ("origin", "http://localhost:3000")]), None);
        for site in ["cross-site", "same-site", "something-new"] {
            assert_eq!(
                asked(None, &[host, ("sec-fetch-site", site)]),
                Some(403),
                "{site}"
            );
            let link = [
                host,
                ("sec-fetch-site", site),
                ("sec-fetch-mode", "navigate"),
                ("sec-fetch-dest", "document"),
            ];
            assert_eq!(asked(None, &link), None, "{site} by a link");
            let frame = [
                host,
                ("sec-fetch-site", site),
                ("sec-fetch-mode", "navigate"),
                ("sec-fetch-dest", "iframe"),
            ];
            assert_eq!(asked(None, &frame), Some(403), "{site} in a frame");
        }
    }

    /// The status with which a request is refused.
    fn asked(host: Option<&str>, headers: &[(&str, &str)]) -> Option<u16> {
        let guard = Guard::new(&places(host).unwrap());
        let mut request = Request::builder().uri("/index.html");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        guard.refuses(&request.body(()).unwrap(), false).map(|it| it.0.as_u16())
    }
}
