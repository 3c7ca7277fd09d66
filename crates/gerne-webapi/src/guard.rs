//! Which addresses we call. A customer's link, an avatar, a server typed into a form must not make
//! us knock at the operator's own network.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    str::FromStr,
    sync::Arc,
};

use ipnet::IpNet;
use url::{Host, Url};

/// Something the operator allows although it is not public: `host`, `host:port`, an address with
/// or without port, or a network (`10.1.0.0/16`). For a host or a single address this also lifts
/// the rules for ports and for unencrypted `http`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allow {
    /// This name or literal address, at this port or any.
    Host {
        /// Lower case, brackets and trailing dot removed.
        host: String,
        /// `None`: any.
        port: Option<u16>,
    },
    /// Every address in this network.
    Network(IpNet),
}

/// An entry of the operator's list that says nothing.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is neither a host, an address nor a network")]
pub struct AllowError(String);

impl FromStr for Allow {
    type Err = AllowError;

    fn from_str(text: &str) -> Result<Self, AllowError> {
        let wrong = || AllowError(text.to_owned());
        let entry = text.trim();
        if entry.contains('/') {
            return entry.parse().map(Self::Network).map_err(|_| wrong());
        }
        if let Ok(ip) = entry.parse::<IpAddr>() {
            return Ok(Self::Host { host: ip.to_string(), port: None });
        }
        if let Ok(socket) = entry.parse::<SocketAddr>() {
            return Ok(Self::Host { host: socket.ip().to_string(), port: Some(socket.port()) });
        }
        let (host, port) = match entry.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().map_err(|_| wrong())?)),
            None => (entry, None),
        };
        match Host::parse(host).map_err(|_| wrong())? {
            Host::Domain(host) => Ok(Self::Host { host: plain(&host), port }),
            Host::Ipv4(ip) => Ok(Self::Host { host: ip.to_string(), port }),
            Host::Ipv6(ip) => Ok(Self::Host { host: ip.to_string(), port }),
        }
    }
}

/// Why an address is not called. Names no address: it is shown to whoever asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Blocked {
    /// Neither `http` nor `https`, or `http` where only `https` is accepted.
    #[error("only encrypted web addresses are called")]
    Scheme,
    /// It carries a user name or password.
    #[error("addresses with credentials are not called")]
    Credentials,
    /// It has no host.
    #[error("the address has no host")]
    Host,
    /// A port other than 80 and 443.
    #[error("only the ports 80 and 443 are called")]
    Port,
    /// Private, local, reserved: not on the public internet.
    #[error("the address is not on the public internet")]
    Private,
}

/// Checks every address before it is called.
#[derive(Clone, Default)]
pub struct Guard {
    allow: Arc<[Allow]>,
    https_only: bool,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").field("allow", &self.allow).finish_non_exhaustive()
    }
}

impl Guard {
    /// Only the public internet, and what the operator allows.
    pub fn new(allow: Vec<Allow>) -> Self {
        Self { allow: allow.into(), https_only: false }
    }

    /// The same, for calls that carry a token: `http` only where the operator allows the host.
    #[must_use]
    pub fn encrypted(&self) -> Self {
        Self { allow: self.allow.clone(), https_only: true }
    }

    /// Everything that can be said before a name is resolved; literal addresses are judged here.
    pub fn check(&self, url: &Url) -> Result<(), Blocked> {
        let encrypted = match url.scheme() {
            "https" | "wss" => true,
            "http" | "ws" => false,
            _ => return Err(Blocked::Scheme),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Blocked::Credentials);
        }
        let host = url.host().ok_or(Blocked::Host)?;
        let port = url.port_or_known_default().ok_or(Blocked::Port)?;
        let literal = match &host {
            Host::Domain(_) => None,
            Host::Ipv4(ip) => Some(IpAddr::V4(*ip)),
            Host::Ipv6(ip) => Some(IpAddr::V6(*ip)),
        };
        let name = literal.map_or_else(|| plain(&host.to_string()), |ip| ip.to_string());
        if self.allows_host(&name, Some(port)) || literal.is_some_and(|ip| self.allows_ip(ip)) {
            return Ok(());
        }
        if self.https_only && !encrypted {
            return Err(Blocked::Scheme);
        }
        if port != 80 && port != 443 {
            return Err(Blocked::Port);
        }
        match literal {
            Some(ip) if !is_public(ip) => Err(Blocked::Private),
            _ => Ok(()),
        }
    }

    /// Resolves a name once; refused when any of its addresses is not public, because whoever
    /// controls the name controls which of them is used.
    pub async fn resolve(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, ResolveError> {
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let found: Vec<SocketAddr> =
            tokio::net::lookup_host((host, port)).await.map_err(ResolveError::Lookup)?.collect();
        if found.is_empty() {
            return Err(ResolveError::Nothing);
        }
        let trusted = self.allows_host(&plain(host), None);
        if trusted || found.iter().all(|a| is_public(a.ip()) || self.allows_ip(a.ip())) {
            Ok(found)
        } else {
            Err(ResolveError::Blocked(Blocked::Private))
        }
    }

    /// `port` is `None` when only the name matters (the port was checked before).
    fn allows_host(&self, name: &str, at: Option<u16>) -> bool {
        self.allow.iter().any(|allow| match allow {
            Allow::Host { host, port } => {
                host == name && (port.is_none() || at.is_none() || *port == at)
            }
            Allow::Network(_) => false,
        })
    }

    fn allows_ip(&self, ip: IpAddr) -> bool {
        self.allow.iter().any(|allow| match allow {
            Allow::Network(network) => network.contains(&ip),
            Allow::Host { .. } => false,
        })
    }
}

/// A name did not lead to an address that is called.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// No answer.
    #[error("the name could not be resolved")]
    Lookup(#[source] std::io::Error),
    /// An empty answer.
    #[error("the name has no address")]
    Nothing,
    /// Not one that is called.
    #[error(transparent)]
    Blocked(#[from] Blocked),
}

/// reqwest connects to exactly what this returned.
pub(crate) struct Resolver(pub(crate) Guard);

impl reqwest::dns::Resolve for Resolver {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let guard = self.0.clone();
        Box::pin(async move {
            let found = guard.resolve(name.as_str(), 0).await?;
            Ok(Box::new(found.into_iter()) as reqwest::dns::Addrs)
        })
    }
}

/// On the public internet, by the special-purpose registries (RFC 6890 and what followed it).
pub(crate) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || ip.is_broadcast()
        || a == 0 // "this network"
        || (a == 100 && (64..128).contains(&b)) // carrier-grade NAT
        || (a == 192 && b == 0 && c == 0) // protocol assignments
        || (a == 192 && b == 88 && c == 99) // 6to4 relays
        || (a == 198 && (b == 18 || b == 19)) // benchmarks
        || a >= 224) // multicast and reserved
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(inner) = ip.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    let s = ip.segments();
    if s[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        // NAT64: what it stands for decides.
        let (high, low) = (u32::from(s[6]), u32::from(s[7]));
        return is_public_v4(Ipv4Addr::from_bits(high << 16 | low));
    }
    let special = match s[0] {
        0x2001 => s[1] < 0x200 || s[1] == 0xdb8, // Teredo, ORCHID, benchmarks; documentation
        0x2002 => true,                          // 6to4
        0x3fff => s[1] < 0x1000,                 // documentation
        _ => false,
    };
    s[0] & 0xe000 == 0x2000 && !special
}

fn plain(host: &str) -> String {
    host.trim_end_matches('.').to_ascii_lowercase()
}
