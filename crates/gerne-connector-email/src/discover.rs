//! Where the servers of an address are: what a person says, what we know, what the domain says,
//! and at last what is usual.

use std::time::Duration;

use gerne_webapi::Http;
use reqwest::Method;
use tokio::time::timeout;
use url::Url;

use crate::{
    net::{Security, Server},
    providers::{self, Entry},
};

mod autoconfig;
mod dns;

pub(crate) use autoconfig::Configured;

/// A domain may take this long to say where its servers are.
const PATIENCE: Duration = Duration::from_secs(8);
/// What it says may be this long.
const CAP: u64 = 256 * 1024;

/// What was found, the likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) imap: Vec<Server>,
    pub(crate) smtp: Vec<Server>,
    /// Who signs in, where the domain says so.
    pub(crate) login: Option<String>,
    /// What the table says about who it is.
    pub(crate) entry: Option<Entry>,
}

/// Finds the servers of an address. Asks only the domain itself, over encrypted connections, and
/// the name service; nobody else learns of the address.
pub(crate) async fn find(http: &Http, address: &str) -> Found {
    let domain = crate::facts::domain(address);
    if let Some(entry) = providers::by_domain(domain) {
        return Found::of(entry);
    }
    let ask = futures_util::future::join(
        timeout(PATIENCE, dns::ask(domain)),
        timeout(PATIENCE, autoconfig(http, domain, address)),
    );
    let (dns, configured) = ask.await;
    let dns = dns.unwrap_or_default();
    if let Some(entry) = providers::by_mx(&dns.exchanges) {
        return Found::of(entry);
    }
    let mut found = Found::default();
    if let Ok(Some(configured)) = configured {
        (found.imap, found.smtp, found.login) =
            (configured.imap, configured.smtp, configured.login);
    }
    found.imap.extend(dns.imap);
    found.smtp.extend(dns.smtp);
    let (imap, smtp) = usual(domain);
    found.imap.extend(imap);
    found.smtp.extend(smtp);
    found
}

impl Found {
    pub(crate) fn of(entry: Entry) -> Self {
        let (imap, smtp) = (vec![entry.imap.clone()], vec![entry.smtp.clone()]);
        Self { imap, smtp, login: None, entry: Some(entry) }
    }
}

/// What most servers are called.
fn usual(domain: &str) -> (Vec<Server>, Vec<Server>) {
    let at = |names: &[&str], port, security| -> Vec<Server> {
        let named = names.iter().map(|name| format!("{name}{domain}"));
        named.map(|host| Server::new(&host, port, security)).collect()
    };
    let mut imap = at(&["imap.", "mail.", ""], 993, Security::Tls);
    imap.extend(at(&["imap.", "mail."], 143, Security::StartTls));
    let mut smtp = at(&["smtp.", "mail.", ""], 465, Security::Tls);
    smtp.extend(at(&["smtp.", "mail.", ""], 587, Security::StartTls));
    (imap, smtp)
}

/// Mozilla's way (wiki.mozilla.org, "Thunderbird:Autoconfiguration"), at the domain itself.
async fn autoconfig(http: &Http, domain: &str, address: &str) -> Option<Configured> {
    let places = [
        format!("https://autoconfig.{domain}/mail/config-v1.1.xml"),
        format!("https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml"),
    ];
    for place in places {
        let Ok(mut url) = Url::parse(&place) else { continue };
        url.query_pairs_mut().append_pair("emailaddress", address);
        let Ok(answer) = http.send(http.request(Method::GET, url)).await else { continue };
        if !answer.status().is_success() {
            continue;
        }
        let Ok(bytes) = answer.bytes(CAP).await else { continue };
        let text = String::from_utf8_lossy(&bytes);
        if let Some(configured) = autoconfig::read(&text, address) {
            return Some(configured);
        }
    }
    None
}

/// Which protocol a server is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    Imap,
    Smtp,
}

/// What a person wrote: `host`, `host:port`, `[::1]:993`; `imaps://` and the like say how it is
/// encrypted. Without that all ways are tried that are not in the clear; in the clear only on this
/// machine.
pub(crate) fn written(text: &str, protocol: Protocol) -> Option<Vec<Server>> {
    let (scheme, rest) = text.trim().split_once("://").unwrap_or(("", text.trim()));
    let rest = rest.trim_end_matches('/');
    let secure = match scheme.to_ascii_lowercase().as_str() {
        "" => None,
        "imaps" | "smtps" | "tls" | "ssl" => Some(Security::Tls),
        "imap" | "smtp" | "starttls" => Some(Security::StartTls),
        _ => return None,
    };
    let bracketed = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (host, port) = match bracketed {
        Some((host, port)) => (host, port.strip_prefix(':')),
        None => match rest.rsplit_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, None),
        },
    };
    let port: Option<u16> = match port {
        Some(port) => Some(port.parse().ok()?),
        None => None,
    };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '_');
    if host.is_empty() || !host.chars().all(plain) {
        return None;
    }
    let usual: &[(u16, Security)] = match protocol {
        Protocol::Imap => &[(993, Security::Tls), (143, Security::StartTls)],
        Protocol::Smtp => &[(465, Security::Tls), (587, Security::StartTls)],
    };
    let Some(port) = port else {
        let ways =
            usual.iter().filter(|(_, security)| secure.is_none_or(|wanted| wanted == *security));
        return Some(ways.map(|(port, security)| Server::new(&host, *port, *security)).collect());
    };
    let ways: Vec<Security> = match (secure, port) {
        (Some(Security::StartTls), _) | (None, 143 | 587 | 25) => {
            vec![Security::StartTls, Security::Plain]
        }
        (Some(wanted), _) => vec![wanted],
        (None, 993 | 465) => vec![Security::Tls],
        (None, _) => vec![Security::Tls, Security::StartTls, Security::Plain],
    };
    Some(ways.into_iter().map(|security| Server::new(&host, port, security)).collect())
}

#[cfg(test)]
mod tests {
    use super::{
        Protocol,
        Security::{self, Plain, StartTls, Tls},
        usual, written,
    };

    #[test]
    fn what_people_write_is_understood() {
        let read = |text: &str| {
            let servers = written(text, Protocol::Imap)?;
            Some(servers.into_iter().map(|s| (s.to_string(), s.security)).collect::<Vec<_>>())
        };
        let of = |list: &[(&str, Security)]| {
            Some(list.iter().map(|(at, how)| ((*at).to_owned(), *how)).collect::<Vec<_>>())
        };
        assert_eq!(read("Mail.example.com:993"), of(&[("mail.example.com:993", Tls)]));
        assert_eq!(
            read(" imap.example.com "),
            of(&[("imap.example.com:993", Tls), ("imap.example.com:143", StartTls)])
        );
        assert_eq!(read("imaps://x.example/"), of(&[("x.example:993", Tls)]));
        assert_eq!(read("x:143"), of(&[("x:143", StartTls), ("x:143", Plain)]));
        assert_eq!(read("127.0.0.1:7001").unwrap().len(), 3);
        assert_eq!(read("[::1]:993"), of(&[("::1:993", Tls)]));
        for wrong in ["", "https://x", "x:y", "a b", "x/../y", "user@host"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn guesses_are_encrypted() {
        let (imap, smtp) = usual("example.com");
        assert_eq!(imap[0].to_string(), "imap.example.com:993");
        assert!(imap.iter().chain(&smtp).all(|server| server.security != Security::Plain));
    }
}
