//! From what the store keeps to what the interface shows, in batches: so many queries for a page,
//! whatever is on it.

pub(crate) mod account;
pub(crate) mod agent;
pub(crate) mod change;
pub(crate) mod customer;
pub(crate) mod entry;
pub(crate) mod known;
pub(crate) mod message;
pub(crate) mod promise;
pub(crate) mod row;
pub(crate) mod rule;
pub(crate) mod suggestion;
pub(crate) mod timeline;

use crate::state::Parts;

/// Where a picture of a stranger is shown from: through us, at an address that we signed.
pub(crate) fn proxied(api: &Parts, address: Option<&str>) -> Option<String> {
    let address = address?;
    let web = address.starts_with("https://") || address.starts_with("http://");
    web.then(|| format!("/api/v1/proxy/{}", api.signer.seal(address)))
}
