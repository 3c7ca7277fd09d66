//! Which address a request comes from, when proxies stand before us.

use std::{
    fmt,
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
};

use http::HeaderMap;

/// A range of addresses: `10.0.0.0/8`, `::1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Net {
    base: u128,
    mask: u128,
}

/// Not an address range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address or range like 10.0.0.0/8")]
pub struct NetError;

impl Net {
    /// Whether the address is inside.
    pub fn contains(self, address: IpAddr) -> bool {
        number(address) & self.mask == self.base
    }
}

impl FromStr for Net {
    type Err = NetError;

    fn from_str(text: &str) -> Result<Self, NetError> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.trim().parse().map_err(|_| NetError)?;
        let (most, before) = if address.is_ipv4() { (32, 96) } else { (128, 0) };
        let bits = match bits {
            Some(bits) => bits.trim().parse::<u32>().map_err(|_| NetError)?,
            None => most,
        };
        if bits > most {
            return Err(NetError);
        }
        let mask = u128::MAX.checked_shl(128 - before - bits).unwrap_or(0);
        Ok(Self { base: number(address) & mask, mask })
    }
}

impl fmt::Display for Net {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", Ipv6Addr::from_bits(self.base), self.mask.leading_ones())
    }
}

/// IPv4 addresses count as the IPv6 addresses that they are mapped to.
fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

/// The address that a request comes from: that of the connection, or, when that is a proxy of
/// ours, the last address in `X-Forwarded-For` that is not. What a client writes there itself
/// stands before that and is never believed.
pub(crate) fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[Net]) -> IpAddr {
    let is_ours = |address: IpAddr| trusted.iter().any(|net| net.contains(address));
    if !is_ours(peer) {
        return peer.to_canonical();
    }
    let mut nearest = peer;
    let values = headers.get_all("x-forwarded-for").iter().rev();
    for text in values.filter_map(|value| value.to_str().ok()) {
        for hop in text.rsplit(',') {
            let Ok(address) = hop.trim().parse::<IpAddr>() else { return nearest.to_canonical() };
            nearest = address;
            if !is_ours(address) {
                return address.to_canonical();
            }
        }
    }
    nearest.to_canonical()
}

/// What a rate limit counts by: a whole IPv6 /64 is one customer's line.
pub(crate) fn bucket(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen_from(peer: &str, forwarded: &[&str]) -> String {
        let trusted: Vec<Net> =
            ["127.0.0.1", "10.0.0.0/8", "::1"].iter().map(|n| n.parse().unwrap()).collect();
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        client(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn only_what_our_own_proxies_say_is_believed() {
        assert_eq!(seen_from("203.0.113.9", &[]), "203.0.113.9");
        assert_eq!(seen_from("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(seen_from("127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(seen_from("::ffff:127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(seen_from("10.1.2.3", &["1.1.1.1, 198.51.100.1, 10.9.9.9"]), "198.51.100.1");
        assert_eq!(seen_from("10.1.2.3", &["1.1.1.1", "198.51.100.1"]), "198.51.100.1");
        assert_eq!(seen_from("10.1.2.3", &["rubbish"]), "10.1.2.3");
        assert_eq!(seen_from("::1", &["2001:db8::7"]), "2001:db8::7");
    }

    #[test]
    fn ranges_are_read_strictly() {
        for wrong in ["", "x", "10.0.0.0/33", "::1/129", "10.0.0.0/x"] {
            assert_eq!(wrong.parse::<Net>(), Err(NetError), "{wrong}");
        }
        let all: Net = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains("8.8.8.8".parse().unwrap()));
        assert!(!all.contains("2001:db8::1".parse().unwrap()));
        let six: Net = "2001:db8::/32".parse().unwrap();
        assert!(six.contains("2001:db8:1::9".parse().unwrap()));
        assert_eq!(bucket("2001:db8::1:2:3:4".parse().unwrap()).to_string(), "2001:db8::");
    }
}
