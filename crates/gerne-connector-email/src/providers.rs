//! The big providers: where their servers are, and what they ask of people who connect.

use serde::{Deserialize, Serialize};

use crate::net::{Security, Server};

/// Whose servers they are, where it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Provider {
    /// Gmail and Google Workspace.
    Google,
    /// Outlook.com and Microsoft 365.
    Microsoft,
    /// Anyone else of the table, by name.
    #[serde(untagged)]
    Other(Known),
}

/// Others who are known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Known {
    /// GMX.
    Gmx,
    /// WEB.DE.
    Webde,
    /// T-Online.
    Tonline,
    /// IONOS (1&1).
    Ionos,
    /// STRATO.
    Strato,
    /// freenet.
    Freenet,
    /// Posteo.
    Posteo,
    /// mailbox.org.
    Mailbox,
    /// Fastmail.
    Fastmail,
    /// Apple iCloud.
    Icloud,
    /// Yahoo, AOL.
    Yahoo,
    /// Zoho.
    Zoho,
    /// ALL-INKL.
    Allinkl,
    /// Hetzner.
    Hetzner,
}

/// What a provider wants instead of the password that people know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wants {
    /// The password.
    Password,
    /// A password made for one program.
    AppPassword,
    /// The same, and reading by IMAP is switched off until somebody switches it on.
    Switch,
    /// No password at all.
    Token,
}

/// What the table says about a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) provider: Provider,
    /// Its name for people.
    pub(crate) name: &'static str,
    pub(crate) imap: Server,
    pub(crate) smtp: Server,
    pub(crate) wants: Wants,
    /// It puts what was sent into the folder of sent mail by itself.
    pub(crate) files_itself: bool,
}

/// domains, and what MX names end with; then IMAP and SMTP hosts with the SMTP port.
type Row = (
    Provider,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
    (&'static str, u16),
    Wants,
    bool,
);

/// As the providers' own help pages say, November 2026.
const ROWS: &[Row] = &[
    (
        Provider::Google,
        "Google",
        &["gmail.com", "googlemail.com"],
        &["google.com", "googlemail.com"],
        "imap.gmail.com",
        ("smtp.gmail.com", 465),
        Wants::AppPassword,
        true,
    ),
    (
        Provider::Microsoft,
        "Microsoft",
        &[
            "outlook.com",
            "outlook.de",
            "hotmail.com",
            "hotmail.de",
            "live.com",
            "live.de",
            "msn.com",
            "office365.com",
            "onmicrosoft.com",
        ],
        &["mail.protection.outlook.com", "mx.microsoft", "olc.protection.outlook.com"],
        "outlook.office365.com",
        ("smtp.office365.com", 587),
        Wants::Token,
        true,
    ),
    (
        Provider::Other(Known::Gmx),
        "GMX",
        &["gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com", "gmx.eu"],
        &["gmx.net"],
        "imap.gmx.net",
        ("mail.gmx.net", 465),
        Wants::Switch,
        false,
    ),
    (
        Provider::Other(Known::Webde),
        "WEB.DE",
        &["web.de"],
        &["web.de"],
        "imap.web.de",
        ("smtp.web.de", 587),
        Wants::Switch,
        false,
    ),
    (
        Provider::Other(Known::Tonline),
        "T-Online",
        &["t-online.de", "magenta.de"],
        &["t-online.de"],
        "secureimap.t-online.de",
        ("securesmtp.t-online.de", 465),
        Wants::AppPassword,
        false,
    ),
    (
        Provider::Other(Known::Ionos),
        "IONOS",
        &["online.de", "onlinehome.de", "1und1.de"],
        &["kundenserver.de", "ionos.de", "ionos.com", "1and1.com"],
        "imap.ionos.de",
        ("smtp.ionos.de", 465),
        Wants::Password,
        false,
    ),
    (
        Provider::Other(Known::Strato),
        "STRATO",
        &["strato.de"],
        &["rzone.de", "strato.de"],
        "imap.strato.de",
        ("smtp.strato.de", 465),
        Wants::Password,
        false,
    ),
    (
        Provider::Other(Known::Freenet),
        "freenet",
        &["freenet.de"],
        &["freenet.de"],
        "mx.freenet.de",
        ("mx.freenet.de", 587),
        Wants::Password,
        false,
    ),
    (
        Provider::Other(Known::Posteo),
        "Posteo",
        &["posteo.de", "posteo.net", "posteo.at", "posteo.org"],
        &["posteo.de"],
        "posteo.de",
        ("posteo.de", 465),
        Wants::Password,
        false,
    ),
    (
        Provider::Other(Known::Mailbox),
        "mailbox.org",
        &["mailbox.org"],
        &["mailbox.org"],
        "imap.mailbox.org",
        ("smtp.mailbox.org", 465),
        Wants::Password,
        false,
    ),
    (
        Provider::Other(Known::Fastmail),
        "Fastmail",
        &["fastmail.com", "fastmail.fm", "fastmail.de"],
        &["messagingengine.com"],
        "imap.fastmail.com",
        ("smtp.fastmail.com", 465),
        Wants::AppPassword,
        false,
    ),
    (
        Provider::Other(Known::Icloud),
        "iCloud",
        &["icloud.com", "me.com", "mac.com"],
        &["mail.icloud.com"],
        "imap.mail.me.com",
        ("smtp.mail.me.com", 587),
        Wants::AppPassword,
        false,
    ),
    (
        Provider::Other(Known::Yahoo),
        "Yahoo",
        &["yahoo.com", "yahoo.de", "ymail.com", "rocketmail.com", "aol.com", "aol.de"],
        &["yahoodns.net"],
        "imap.mail.yahoo.com",
        ("smtp.mail.yahoo.com", 465),
        Wants::AppPassword,
        true,
    ),
    (
        Provider::Other(Known::Zoho),
        "Zoho",
        &["zoho.eu", "zohomail.eu"],
        &["zoho.eu"],
        "imap.zoho.eu",
        ("smtp.zoho.eu", 465),
        Wants::Switch,
        true,
    ),
    (
        Provider::Other(Known::Zoho),
        "Zoho",
        &["zoho.com", "zohomail.com"],
        &["zoho.com"],
        "imap.zoho.com",
        ("smtp.zoho.com", 465),
        Wants::Switch,
        true,
    ),
    (
        Provider::Other(Known::Hetzner),
        "Hetzner",
        &[],
        &["your-server.de"],
        "mail.your-server.de",
        ("mail.your-server.de", 465),
        Wants::Password,
        false,
    ),
];

/// The provider of a domain of its own: `gmail.com`.
pub(crate) fn by_domain(domain: &str) -> Option<Entry> {
    ROWS.iter().find(|row| row.2.contains(&domain)).map(entry)
}

/// The provider whose servers take a company's mail, by the names of its MX records.
pub(crate) fn by_mx(exchanges: &[String]) -> Option<Entry> {
    exchanges.iter().find_map(|exchange| {
        let name = exchange.trim_end_matches('.').to_ascii_lowercase();
        if let Some(found) = ROWS.iter().find(|row| row.3.iter().any(|end| within(&name, end))) {
            return Some(entry(found));
        }
        // Each customer has a server of their own name there.
        within(&name, "kasserver.com").then(|| Entry {
            provider: Provider::Other(Known::Allinkl),
            name: "ALL-INKL",
            imap: Server::new(&name, 993, Security::Tls),
            smtp: Server::new(&name, 465, Security::Tls),
            wants: Wants::Password,
            files_itself: false,
        })
    })
}

/// The provider that a server belongs to, when a person named the server.
pub(crate) fn by_host(host: &str) -> Option<Entry> {
    let host = host.to_ascii_lowercase();
    let same = |row: &&Row| row.4 == host || row.5.0 == host;
    ROWS.iter().find(same).map(entry)
}

/// What the table says about a provider.
pub(crate) fn of(provider: Provider) -> Option<Entry> {
    ROWS.iter().find(|row| row.0 == provider).map(entry)
}

fn within(name: &str, end: &str) -> bool {
    name == end || name.strip_suffix(end).is_some_and(|before| before.ends_with('.'))
}

fn entry(row: &Row) -> Entry {
    let (smtp, port) = row.5;
    let security = if port == 465 { Security::Tls } else { Security::StartTls };
    Entry {
        provider: row.0,
        name: row.1,
        imap: Server::new(row.4, 993, Security::Tls),
        smtp: Server::new(smtp, port, security),
        wants: row.6,
        files_itself: row.7,
    }
}

#[cfg(test)]
mod tests {
    use super::{Provider, Security, by_domain, by_host, by_mx};

    #[test]
    fn providers_are_found_by_domain_mx_and_host() {
        assert_eq!(by_domain("gmail.com").unwrap().provider, Provider::Google);
        let web = by_domain("web.de").unwrap();
        assert_eq!((web.smtp.port, web.smtp.security), (587, Security::StartTls));
        assert!(by_domain("example.com").is_none());
        let mx = |name: &str| by_mx(&[name.to_owned()]).map(|entry| entry.name);
        assert_eq!(mx("aspmx.l.google.com."), Some("Google"));
        assert_eq!(mx("example-com.mail.protection.outlook.com."), Some("Microsoft"));
        assert_eq!(mx("mx00.kundenserver.de"), Some("IONOS"));
        assert_eq!(mx("notgoogle.com"), None);
        let inkl = by_mx(&["w0123456.kasserver.com.".to_owned()]).unwrap();
        assert_eq!(inkl.imap.host, "w0123456.kasserver.com");
        assert_eq!(by_host("IMAP.gmail.com").unwrap().provider, Provider::Google);
    }

    #[test]
    fn providers_are_kept_by_name() {
        for row in super::ROWS {
            let kept = serde_json::to_value(row.0).unwrap();
            assert!(kept.is_string(), "{kept}");
            assert_eq!(serde_json::from_value::<Provider>(kept).unwrap(), row.0);
        }
    }
}
