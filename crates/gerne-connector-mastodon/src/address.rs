//! What owners write into the address field.

use url::Url;

/// Where to look for the server, best guess first: `example.social`, `https://example.social/@us`,
/// `@us@example.social` and `us@example.social` all mean the same. `http` only when it is written.
pub(crate) fn parse(text: &str) -> Option<Address> {
    let text = text.trim();
    let (name, host) = match text.trim_start_matches('@').split_once('@') {
        Some((name, host)) if !text.contains('/') => (Some(name.to_owned()), host),
        _ => (None, text),
    };
    let with_scheme =
        if host.contains("://") { host.to_owned() } else { format!("https://{host}") };
    let url = Url::parse(&with_scheme).ok()?;
    let good = matches!(url.scheme(), "http" | "https") && url.username().is_empty();
    let host = url.host_str().filter(|host| good && !host.is_empty())?;
    if !host.contains(['.', ':']) && host != "localhost" {
        return None;
    }
    Some(Address { base: origin(&url)?, name })
}

/// A server, and perhaps who on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// Scheme, host and port; path `/`.
    pub(crate) base: Url,
    /// The account's name, when it was written.
    pub(crate) name: Option<String>,
}

/// Scheme, host and port of an address.
pub(crate) fn origin(url: &Url) -> Option<Url> {
    Url::parse(&url.origin().ascii_serialization()).ok()
}
