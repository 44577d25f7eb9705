//! Keeps questions out of private places: a library of sources is data from elsewhere, and
//! must not make this program ask the services of the machine or network it runs in.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Resolves names, and refuses those that lead to a private place. The connection is made
/// to the very addresses that were judged, also behind redirects.
#[derive(Debug, Default)]
pub(super) struct Guard {
    inner: DefaultResolver,
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if found.iter().any(|it| is_private(it.ip())) {
            let refused = io::Error::from(io::ErrorKind::PermissionDenied);
            return Err(ureq::Error::Io(refused));
        }
        Ok(found)
    }
}

/// Whether an address is none of the public internet (IANA's special-purpose registries).
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(it) => is_private_v4(it),
        IpAddr::V6(it) => is_private_v6(it),
    }
}

fn is_private_v4(it: Ipv4Addr) -> bool {
    let [a, b, c, _] = it.octets();
    it.is_loopback()
        || it.is_private()
        || it.is_link_local()
        || it.is_multicast()
        || it.is_documentation()
        || matches!((a, b, c), (0 | 240..=255, _, _) | (100, 64..=127, _))
        || matches!((a, b, c), (192, 0, 0) | (198, 18 | 19, _))
}

fn is_private_v6(it: Ipv6Addr) -> bool {
    let [a, b, _, _, _, _, g, h] = it.segments();
    let inner = Ipv4Addr::from((u32::from(g) << 16) | u32::from(h));
    if let Some(mapped) = it.to_ipv4_mapped() {
        return is_private_v4(mapped);
    }
    it.is_loopback()
        || it.is_unspecified()
        || it.is_multicast()
        || it.is_unique_local()
        || it.is_unicast_link_local()
        || (a, b) == (0x2001, 0x0db8)
        || ((a, b) == (0x0064, 0xff9b) && is_private_v4(inner))
        || (a == 0x2002 && is_private_v4(six_to_four(it)))
}

/// The address inside a 6to4 address (RFC 3056).
fn six_to_four(it: Ipv6Addr) -> Ipv4Addr {
    let [_, high, low, ..] = it.segments();
    Ipv4Addr::from((u32::from(high) << 16) | u32::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_places_are_known() {
        for it in [
            "127.0.0.1",
            "127.9.9.9",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.0.8",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
        ] {
            assert!(is_private(it.parse().unwrap()), "{it}");
        }
    }

    #[test]
    fn public_places_are_not() {
        for it in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::",
        ] {
            assert!(!is_private(it.parse().unwrap()), "{it}");
        }
    }
}
