//! Asks one address. `GET`, because many servers answer `HEAD` wrongly and the content is
//! digested anyway; no cookies, no more than is needed to know the content.

use super::guard::Guard;
use super::{Answer, Manners, judge};
use crate::base::Digester;
use std::io::{self, Read};
use ureq::config::Config;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error};
use url::Url;

/// How the program introduces itself.
const NAME: &str = concat!(
    "Mozilla/5.0 (compatible; dossier/",
    env!("CARGO_PKG_VERSION"),
    "; checks cited addresses)"
);

/// How much of a content is digested.
const LARGEST: u64 = 16 * 1024 * 1024;

/// How much of a text is read.
const SHORT: u64 = 1024 * 1024;

/// How many redirects are followed.
const REDIRECTS: usize = 10;

/// An agent that keeps to the manners. It trusts whom the system trusts, so that addresses
/// of an intranet with an authority of its own can be asked.
#[expect(clippy::disallowed_methods, reason = "visit is the room that uses the network")]
pub(super) fn agent(manners: &Manners) -> Agent {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Config::builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(manners.timeout))
        .user_agent(NAME)
        .accept("text/html, application/pdf, */*;q=0.8")
        .accept_encoding("identity")
        .build();
    if manners.private {
        Agent::with_parts(config, DefaultConnector::default(), DefaultResolver::default())
    } else {
        Agent::with_parts(config, DefaultConnector::default(), Guard::default())
    }
}

/// Asks an address, and follows where it leads: to `http` and `https` only.
pub(super) fn ask(agent: &Agent, address: &str) -> Answer {
    let Ok(asked) = Url::parse(address) else { return failed(judge::NO_ADDRESS) };
    match follow(agent, &asked, None) {
        Ok((response, at)) => {
            let is_same =
                at.as_str() == asked.as_str().split('#').next().unwrap_or_default();
            let redirected = Some(at.to_string()).filter(|_| !is_same);
            Answer { redirected, ..read(response) }
        }
        Err(reason) => failed(reason),
    }
}

/// The text that an address answers in the form `accept`.
pub(super) fn text(agent: &Agent, address: &str, accept: &str) -> Result<String, String> {
    let asked = Url::parse(address).map_err(|_| judge::NO_ADDRESS.to_owned())?;
    let (mut response, _) = follow(agent, &asked, Some(accept))?;
    if !response.status().is_success() || is_challenge(&response) {
        return Err(format!("it answers {}", response.status().as_u16()));
    }
    let mut bytes = Vec::new();
    let mut body = response.body_mut().as_reader().take(SHORT);
    body.read_to_end(&mut bytes).map_err(|it| cut_short(&it).to_owned())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The last answer on the way that redirects lead, and its address.
fn follow(
    agent: &Agent,
    asked: &Url,
    accept: Option<&str>,
) -> Result<(Response<Body>, Url), &'static str> {
    let mut at = asked.clone();
    for _ in 0..=REDIRECTS {
        at.set_fragment(None);
        let mut question = agent.get(at.as_str());
        if let Some(accept) = accept {
            question = question.header("accept", accept);
        }
        let response = question.call().map_err(|it| reason(&it))?;
        match target(&response, &at) {
            None => return Ok((response, at)),
            Some(target) if matches!(target.scheme(), "http" | "https") => at = target,
            Some(_) => return Err("a redirect that leads out of the web"),
        }
    }
    Err("too many redirects")
}

/// Where an answer leads, if it leads elsewhere.
fn target(response: &Response<Body>, from: &Url) -> Option<Url> {
    if !response.status().is_redirection() {
        return None;
    }
    let location = response.headers().get("location")?.to_str().ok()?;
    from.join(location).ok()
}

fn read(mut response: Response<Body>) -> Answer {
    let status = response.status().as_u16();
    let mut answer = Answer {
        status: Ok(status),
        is_challenge: is_challenge(&response),
        redirected: None,
        sha256: None,
        partial: false,
    };
    if response.status().is_success() && !answer.is_challenge {
        match digest(&mut response.body_mut().as_reader()) {
            Ok((sha256, partial)) => {
                answer.sha256 = Some(sha256);
                answer.partial = partial;
            }
            Err(error) => answer.status = Err(cut_short(&error).to_owned()),
        }
    }
    answer
}

/// Whether a guard in front of the site asks for a proof that a person is reading.
fn is_challenge(response: &Response<Body>) -> bool {
    let header = |name: &str| response.headers().get(name)?.to_str().ok();
    header("cf-mitigated") == Some("challenge")
        || header("x-amzn-waf-action")
            .is_some_and(|it| it == "challenge" || it == "captcha")
        || header("x-datadome").is_some() && response.status().as_u16() != 200
}

/// The digest of a content, or of its start if it is longer than is read.
fn digest(body: &mut dyn Read) -> io::Result<(String, bool)> {
    let mut digester = Digester::default();
    let mut body = body.take(LARGEST + 1);
    let mut buffer = vec![0; 64 * 1024];
    let mut left = LARGEST;
    loop {
        let read = body.read(&mut buffer)?;
        let kept = usize::try_from(left).unwrap_or(usize::MAX).min(read);
        digester.add(&buffer[..kept]);
        left -= kept as u64;
        if read == 0 || kept < read {
            return Ok((digester.finish().to_string(), kept < read));
        }
    }
}

fn failed(reason: &str) -> Answer {
    Answer {
        status: Err(reason.to_owned()),
        is_challenge: false,
        redirected: None,
        sha256: None,
        partial: false,
    }
}

fn cut_short(error: &io::Error) -> &'static str {
    let inner = error.get_ref().and_then(|it| it.downcast_ref::<Error>());
    match (error.kind(), inner) {
        (io::ErrorKind::TimedOut, _) | (_, Some(Error::Timeout(_))) => "timeout",
        _ => "the content is cut short",
    }
}

/// In a few words that do not depend on the system's language.
fn reason(error: &Error) -> &'static str {
    match error {
        Error::Timeout(_) => "timeout",
        Error::HostNotFound => UNKNOWN_HOST,
        Error::BadUri(_) | Error::Http(_) => judge::NO_ADDRESS,
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => {
            "the certificate is not trusted"
        }
        Error::Protocol(_) => "an answer that is not HTTP",
        Error::Io(it) => io_reason(it),
        _ => "no connection",
    }
}

const UNKNOWN_HOST: &str = "the host is not known";

fn io_reason(error: &io::Error) -> &'static str {
    let text = error.to_string();
    match error.kind() {
        io::ErrorKind::PermissionDenied => judge::PRIVATE,
        io::ErrorKind::TimedOut => "timeout",
        io::ErrorKind::ConnectionRefused => "the connection is refused",
        io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof => {
            "the connection breaks off"
        }
        // The standard library has no kind for what the resolver says.
        _ if text.starts_with("failed to lookup address") => UNKNOWN_HOST,
        _ if text.contains("certificate") => "the certificate is not trusted",
        _ => "no connection",
    }
}
