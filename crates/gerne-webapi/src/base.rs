//! Where a platform's interface is, as an owner wrote it.

use url::{Host, Url};

/// The address of an interface from what somebody wrote: `https`, or this machine itself; without
/// path, query and credentials. `None`: it is no such address.
pub fn base_of(written: &str) -> Option<Url> {
    let written = written.trim().trim_end_matches('/');
    let whole =
        if written.contains("://") { written.to_owned() } else { format!("https://{written}") };
    let mut url = Url::parse(&whole).ok()?;
    let here = match url.host()? {
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
        Host::Domain(name) => name == "localhost",
    };
    let good = url.scheme() == "https" || (url.scheme() == "http" && here);
    if !good || !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    url.set_path("/");
    url.set_query(None);
    url.set_fragment(None);
    Some(url)
}
