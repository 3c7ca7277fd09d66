//! What is known about a mailbox: found out when it is connected, kept with the account.

use gerne_domain::Account;
use serde::{Deserialize, Serialize};

use crate::{net::Server, providers::Provider};

/// How we sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Auth {
    /// With a password.
    Password,
    /// With a token (XOAUTH2) of an application at Google.
    Google,
    /// ... or at Microsoft.
    Microsoft,
}

/// What is known about a mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// The address that people write to, in lower case.
    pub address: String,
    /// Further ones that are ours, in lower case.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Forms and relays that write in others' names, in lower case: there, `Reply-To` is who wrote.
    #[serde(default)]
    pub relays: Vec<String>,
    /// Who signs in; usually the address.
    pub login: String,
    /// How.
    pub auth: Auth,
    /// Where mails are read.
    pub imap: Server,
    /// Where mails are sent.
    pub smtp: Server,
    /// Whose servers these are, where we know.
    #[serde(default)]
    pub provider: Option<Provider>,
    /// The folder of what was sent, as the server writes it.
    #[serde(default)]
    pub sent: Option<String>,
    /// The folder of what the server took for spam, as the server writes it.
    #[serde(default)]
    pub junk: Option<String>,
    /// The junk folder is read, too.
    #[serde(default)]
    pub watch_junk: bool,
    /// The folder of what was sent is read: answers from other programs appear.
    #[serde(default)]
    pub watch_sent: bool,
    /// The server files what is sent by itself.
    #[serde(default)]
    pub files_itself: bool,
    /// The server tells when something comes (RFC 2177).
    #[serde(default)]
    pub idle: bool,
    /// Bytes of the largest mail that the server takes, where it says so (RFC 1870).
    #[serde(default)]
    pub largest: Option<u64>,
    /// At the first look, mails of so many days are read; `None`: the newest few.
    #[serde(default)]
    pub days: Option<u32>,
}

impl Facts {
    /// As they were written down; `None` when they are not readable.
    pub(crate) fn kept(account: &Account) -> Option<Self> {
        serde_json::from_value(account.facts.clone()).ok()
    }

    /// Whether an address is one of ours; what stands behind a plus does not matter.
    pub(crate) fn is_ours(&self, address: &str) -> bool {
        let plain = without_tag(address);
        self.own().any(|own| own == address || own == plain)
    }

    /// All addresses that are ours.
    pub(crate) fn own(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.address.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Where names of ours belong.
    pub(crate) fn domain(&self) -> &str {
        domain(&self.address)
    }
}

/// The part behind the last `@`; everything where there is none.
pub(crate) fn domain(address: &str) -> &str {
    address.rsplit_once('@').map_or(address, |(_, domain)| domain)
}

/// `care+x@example.com` → `care@example.com`.
pub(crate) fn without_tag(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let local = local.split_once('+').map_or(local, |(before, _)| before);
            format!("{local}@{domain}")
        }
        None => address.to_owned(),
    }
}
