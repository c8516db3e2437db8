//! Which addresses may be spoken to, looked up once.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};

/// The name leads to this computer or its network, and the person did not allow that.
#[derive(Debug, thiserror::Error)]
#[error("a private address")]
pub struct Refused;

/// Looks a name up once and keeps to it, so that what was checked is what is spoken to.
pub struct Pinned {
    private_addresses: bool,
    known: Arc<Mutex<HashMap<String, Vec<SocketAddr>>>>,
}

impl Pinned {
    /// Nothing is looked up yet.
    pub fn new(private_addresses: bool) -> Self {
        Self { private_addresses, known: Arc::default() }
    }
}

impl Resolve for Pinned {
    fn resolve(&self, name: Name) -> Resolving {
        let (name, known, all) = (name.as_str().to_owned(), Arc::clone(&self.known), self.private_addresses);
        Box::pin(async move {
            let pinned = known.lock().unwrap_or_else(PoisonError::into_inner).get(&name).cloned();
            let addresses = match pinned {
                Some(addresses) => addresses,
                None => {
                    let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
                    let allowed: Vec<SocketAddr> =
                        found.into_iter().filter(|address| all || !is_private(address.ip())).collect();
                    if allowed.is_empty() {
                        return Err(Refused.into());
                    }
                    known.lock().unwrap_or_else(PoisonError::into_inner).insert(name, allowed.clone());
                    allowed
                }
            };
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is this computer's, its network's, or no single public host's.
pub fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => is_private_v6(ip),
    }
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19))
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = ip.segments();
    let [g_high, g_low] = g.to_be_bytes();
    let [h_high, h_low] = h.to_be_bytes();
    let last = Ipv4Addr::new(g_high, g_low, h_high, h_low);
    let [b_high, b_low] = b.to_be_bytes();
    let [c_high, c_low] = c.to_be_bytes();
    ip.is_loopback()
        || ip.is_unspecified()
        || ip.is_multicast()
        || a & 0xfe00 == 0xfc00
        || a & 0xffc0 == 0xfe80
        || (a == 0x2001 && b == 0xdb8)
        // Addresses that carry another one: mapped, compatible, NAT64, 6to4.
        || ((a, b, c, d, e) == (0, 0, 0, 0, 0) && (f == 0xffff || f == 0) && is_private_v4(last))
        || (a == 0x64 && b == 0xff9b && is_private_v4(last))
        || (a == 0x2002 && is_private_v4(Ipv4Addr::new(b_high, b_low, c_high, c_low)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_in_every_disguise() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
        ] {
            assert!(is_private(ip.parse().unwrap()), "{ip}");
        }
        for ip in ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "100.128.0.1"] {
            assert!(!is_private(ip.parse().unwrap()), "{ip}");
        }
    }
}
