//! Answers a request from what is shown. Nothing here reads the disk.

use super::connection::Server;
use super::live::changes;
use super::media::media_type;
use super::page::{Look, following, look, policy, tag};
use super::reply::Reply;
use super::shown::{Found, Shown};
use super::site::Site;
use super::stand_in;
use crate::base::{SitePath, path};
use hyper::body::Body;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode, Version};
use serde_json::json;

/// Where the server's own files stand: hidden, as no file of a site is.
const OWN: &str = "/.dossier/";

/// The script that pages get.
pub(super) const LIVE: &str = "/.dossier/live.js";

/// The policy of what is no page; the same that pages carry.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'";

/// The policy of the worker that listens for changes, so that pages need no right to.
const LISTENING: &str = "default-src 'none'; connect-src 'self'";

/// How long the address of a request may be.
const LONGEST: usize = 4096;

/// The answer to a request, without its body where nobody wants it.
pub(super) fn answer<B: Body>(
    request: &Request<B>,
    server: &Server,
    shown: &Shown,
) -> Response<Reply> {
    let own = request.uri().path().strip_prefix(OWN);
    let refused = server.guard.refuses(request, own.is_some());
    let mut response = match (refused.or_else(|| unusual(request)), own) {
        (Some((status, why)), _) => said(status, why),
        (None, Some(name)) => of_ours(name, request, server, shown),
        (None, None) => of_site(request, shown),
    };
    let has_body = !request.body().is_end_stream();
    let headers = response.headers_mut();
    let mut add = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    add(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(header::REFERRER_POLICY, "no-referrer");
    add(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    add(header::CACHE_CONTROL, "no-cache");
    if has_body || wants_to_close(request) {
        add(header::CONNECTION, "close");
    }
    response
}

/// Whether the connection ends with an answer.
pub(super) fn is_last<B>(response: &Response<B>) -> bool {
    response.headers().contains_key(header::CONNECTION)
}

fn wants_to_close<B>(request: &Request<B>) -> bool {
    let said = request.headers().get_all(header::CONNECTION).iter();
    let mut said = said.flat_map(|it| it.as_bytes().split(|it| *it == b','));
    request.version() < Version::HTTP_11
        || said.any(|it| it.trim_ascii().eq_ignore_ascii_case(b"close"))
}

/// What no reader asks for.
fn unusual<B: Body>(request: &Request<B>) -> Option<(StatusCode, &'static str)> {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "this server is for reading"));
    }
    if !request.body().is_end_stream() {
        return Some((StatusCode::BAD_REQUEST, "this server takes nothing"));
    }
    let is_long =
        request.uri().path_and_query().is_some_and(|it| it.as_str().len() > LONGEST);
    is_long.then_some((StatusCode::URI_TOO_LONG, "the address is too long"))
}

fn of_ours<B>(
    name: &str,
    request: &Request<B>,
    server: &Server,
    shown: &Shown,
) -> Response<Reply> {
    match name {
        "live.js" => script(include_str!("client/live.js")),
        "worker.js" => {
            let mut worker = script(include_str!("client/worker.js"));
            set(&mut worker, header::CONTENT_SECURITY_POLICY, LISTENING);
            worker
        }
        "live.css" => with_type("css", include_str!("client/live.css")),
        "stand-in.css" => with_type("css", include_str!("client/stand-in.css")),
        "events" => events(request, server),
        "page" => {
            let look =
                asked_page(request.uri().query()).and_then(|it| page_at(&it, shown));
            let look = look.map(|it| it.1);
            let look = look.map(|it| json!({ "digest": it.digest, "styles": it.styles }));
            with_type("json", json!({ "page": look }).to_string())
        }
        "told" => {
            let told = serde_json::to_string(&*shown.told);
            with_type("json", told.unwrap_or_default())
        }
        _ => said(StatusCode::NOT_FOUND, "not found"),
    }
}

fn script(text: &'static str) -> Response<Reply> {
    with_type("js", text)
}

fn events<B>(request: &Request<B>, server: &Server) -> Response<Reply> {
    let Ok(permit) = server.listeners.clone().try_acquire_owned() else {
        return said(StatusCode::SERVICE_UNAVAILABLE, "too many are listening");
    };
    if request.method() == Method::HEAD {
        return said(StatusCode::OK, "");
    }
    let changes = changes(server.seen.clone(), server.end.clone(), permit);
    let mut response = Response::new(Reply::live(changes));
    set(&mut response, header::CONTENT_TYPE, "text/event-stream");
    response
}

/// The address that a request asks a file of the site of, or asks about; `None` if it asks
/// for nothing that would have to be made.
pub(super) fn asked<B: Body>(request: &Request<B>, server: &Server) -> Option<String> {
    let uri = request.uri();
    let own = uri.path().strip_prefix(OWN);
    let is_refused = server.guard.refuses(request, own.is_some()).is_some();
    if is_refused || unusual(request).is_some() {
        return None;
    }
    match own {
        None => Some(uri.path().to_owned()),
        Some("page") => asked_page(uri.query()),
        Some(_) => None,
    }
}

/// The address in `path=…`.
fn asked_page(query: Option<&str>) -> Option<String> {
    Some(path::decode(query?.strip_prefix("path=")?))
}

/// The page at an address, and its look.
fn page_at(asked: &str, shown: &Shown) -> Option<(String, Look)> {
    let made = |html: String| {
        let look = look(&|_| None, &SitePath::fixed("index.html"), &html);
        Some((html, look))
    };
    match shown.find(asked) {
        Found::File(site, path) if path.extension() == "html" => {
            let html = String::from_utf8(site.get(&path)?.to_vec()).ok()?;
            let look = look(&|it| site.get(it), &path, &html);
            Some((html, look))
        }
        Found::Editions => made(stand_in::editions(shown)),
        Found::NoSite => made(stand_in::waiting(&shown.told)),
        _ => None,
    }
}

fn of_site<B>(request: &Request<B>, shown: &Shown) -> Response<Reply> {
    let asked = request.uri().path();
    if let Some((html, look)) = page_at(asked, shown) {
        let mut response =
            validated(request, "html", following(&html, &look).into_bytes());
        let policy = policy(&html).unwrap_or(POLICY);
        set(&mut response, header::CONTENT_SECURITY_POLICY, &framed(policy));
        if matches!(shown.find(asked), Found::NoSite) {
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        }
        return response;
    }
    match shown.find(asked) {
        Found::File(site, path) => {
            let bytes = site.get(&path).unwrap_or_default();
            let tag = tag(&bytes);
            let reply = || Reply::file(&bytes);
            let mut response = if_changed(request, path.extension(), &tag, reply);
            set(&mut response, header::CONTENT_SECURITY_POLICY, &framed(POLICY));
            response
        }
        Found::Folder => moved(asked),
        Found::Nothing(site) => missing(site),
        Found::Editions | Found::NoSite => said(StatusCode::NOT_FOUND, "not found"),
    }
}

fn framed(policy: &str) -> String {
    format!("{policy}; frame-ancestors 'none'")
}

fn moved(asked: &str) -> Response<Reply> {
    let mut response = said(StatusCode::PERMANENT_REDIRECT, "a folder ends with a slash");
    set(&mut response, header::LOCATION, &format!("{asked}/"));
    response
}

/// The site's own page for what is not there, if it has one.
fn missing(site: Option<&Site>) -> Response<Reply> {
    let page = site.and_then(|it| it.get(&SitePath::fixed("404.html")));
    let Some(page) = page else { return said(StatusCode::NOT_FOUND, "not found") };
    let mut response = Response::new(Reply::file(&page));
    *response.status_mut() = StatusCode::NOT_FOUND;
    set(&mut response, header::CONTENT_TYPE, media_type("html"));
    set(&mut response, header::CONTENT_SECURITY_POLICY, &framed(POLICY));
    response
}

fn validated<B>(
    request: &Request<B>,
    extension: &str,
    bytes: Vec<u8>,
) -> Response<Reply> {
    let tag = tag(&bytes);
    if_changed(request, extension, &tag, || Reply::whole(bytes))
}

/// The whole, or word that who asks has it already.
fn if_changed<B>(
    request: &Request<B>,
    extension: &str,
    tag: &str,
    reply: impl FnOnce() -> Reply,
) -> Response<Reply> {
    let mut response = if has(request, tag) {
        let mut response = Response::new(Reply::whole(""));
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        let mut response = Response::new(reply());
        set(&mut response, header::CONTENT_TYPE, media_type(extension));
        response
    };
    set(&mut response, header::ETAG, tag);
    response
}

fn has<B>(request: &Request<B>, tag: &str) -> bool {
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter();
    let mut known = known.filter_map(|it| it.to_str().ok()).flat_map(|it| it.split(','));
    known.any(|it| ["*", tag].contains(&it.trim().trim_start_matches("W/")))
}

fn with_type(extension: &str, text: impl Into<String>) -> Response<Reply> {
    let mut response = Response::new(Reply::whole(text.into()));
    set(&mut response, header::CONTENT_TYPE, media_type(extension));
    response
}

/// A few words for whoever asked for something strange.
fn said(status: StatusCode, words: &'static str) -> Response<Reply> {
    let mut response = with_type(
        "txt",
        if words.is_empty() { String::new() } else { format!("{words}\n") },
    );
    *response.status_mut() = status;
    if status == StatusCode::METHOD_NOT_ALLOWED {
        set(&mut response, header::ALLOW, "GET, HEAD");
    }
    response
}

/// Sets a header; what cannot stand in one is left out.
fn set(response: &mut Response<Reply>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
