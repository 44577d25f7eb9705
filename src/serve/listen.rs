//! Where the server listens: this machine by both of its addresses, or where it is told.

use crate::diag::Failure;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};

/// The port without a word, and how many behind it are tried.
const PORT: u16 = 3000;
const TRIED: u16 = 20;

/// Which addresses to listen at.
pub(super) struct Places {
    /// The name that was asked for; none for this machine alone.
    pub(super) host: Option<String>,
    pub(super) addresses: Vec<IpAddr>,
}

/// Sockets that listen, all at one port.
pub(super) struct Sockets {
    pub(super) listeners: Vec<TcpListener>,
    pub(super) port: u16,
}

/// The addresses that `--host` means.
pub(super) fn places(host: Option<&str>) -> Result<Places, Failure> {
    let bare = host.map(|it| it.trim_matches(['[', ']']));
    let addresses = match bare {
        None | Some("localhost") => {
            vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)]
        }
        Some(host) => resolved(host)?,
    };
    Ok(Places { host: bare.map(str::to_lowercase), addresses })
}

fn resolved(host: &str) -> Result<Vec<IpAddr>, Failure> {
    let unknown = |why: String| {
        Failure::new(format!("cannot listen at `{host}`: {why}"))
            .help("name an address of this machine, or leave out `--host`")
    };
    let found = (host, 0).to_socket_addrs().map_err(|it| unknown(it.to_string()))?;
    let mut addresses: Vec<IpAddr> = found.map(|it| it.ip()).collect();
    addresses.sort();
    addresses.dedup();
    if addresses.is_empty() {
        Err(unknown("it has no address".into()))
    } else {
        Ok(addresses)
    }
}

impl Places {
    /// Whether other machines can reach them.
    pub(super) fn is_public(&self) -> bool {
        self.addresses.iter().any(|it| !it.is_loopback())
    }

    /// What to type into a browser.
    pub(super) fn urls(&self, port: u16) -> Vec<String> {
        if !self.is_public() {
            return vec![format!("http://localhost:{port}/")];
        }
        let shown = |it: &IpAddr| match it {
            it if it.is_unspecified() => format!("http://localhost:{port}/"),
            it => format!("http://{}/", SocketAddr::new(*it, port)),
        };
        self.addresses.iter().map(shown).collect()
    }
}

/// Listens at the port that was asked for, or at the first free one.
pub(super) fn bind(places: &Places, port: Option<u16>) -> Result<Sockets, Failure> {
    if let Some(port) = port {
        return try_port(places, port).map_err(|it| refused(port, &it));
    }
    for port in PORT..PORT + TRIED {
        match try_port(places, port) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            other => return other.map_err(|it| refused(port, &it)),
        }
    }
    Err(Failure::new(format!("the ports {PORT} to {} are taken", PORT + TRIED - 1))
        .help("name another one with `--port`"))
}

fn try_port(places: &Places, mut port: u16) -> io::Result<Sockets> {
    let mut listeners = Vec::new();
    for address in &places.addresses {
        match TcpListener::bind(SocketAddr::new(*address, port)) {
            Ok(listener) => {
                listener.set_nonblocking(true)?;
                port = listener.local_addr()?.port();
                listeners.push(listener);
            }
            // A machine may have one of the two families only.
            Err(error) if is_missing(&error) && places.addresses.len() > 1 => {}
            Err(error) => return Err(error),
        }
    }
    if listeners.is_empty() {
        Err(io::ErrorKind::AddrNotAvailable.into())
    } else {
        Ok(Sockets { listeners, port })
    }
}

/// Whether the system does not have such addresses at all.
fn is_missing(error: &io::Error) -> bool {
    let kinds = [io::ErrorKind::AddrNotAvailable, io::ErrorKind::Unsupported];
    kinds.contains(&error.kind())
        || error.raw_os_error() == Some(rustix::io::Errno::AFNOSUPPORT.raw_os_error())
}

fn refused(port: u16, error: &io::Error) -> Failure {
    let failure = Failure::new(format!("cannot listen at port {port}: {error}"));
    match error.kind() {
        io::ErrorKind::AddrInUse => failure.help(
            "another program has it; name another one with `--port`, or none for the first free one",
        ),
        io::ErrorKind::PermissionDenied => {
            failure.help("ports below 1024 are for the administrator; name a higher one")
        }
        _ => failure,
    }
}

/// Takes as many open files as the system gives without asking anybody.
pub(super) fn allow_many_connections() {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    // With fewer, fewer can connect at once; nothing else changes.
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).ok();
}
