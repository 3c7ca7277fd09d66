//! What the name service says about a domain's mail.

use hickory_resolver::{TokioResolver, proto::rr::RData};

use crate::{
    net::{Security, Server},
    providers,
};

/// What it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dns {
    /// Who takes its mail, the first choice first.
    pub(super) exchanges: Vec<String>,
    /// Where its mail is read (RFC 6186).
    pub(super) imap: Vec<Server>,
    /// Where its mail is sent.
    pub(super) smtp: Vec<Server>,
}

/// Asks. Without an answer there is nothing.
pub(super) async fn ask(domain: &str) -> Dns {
    let Ok(builder) = TokioResolver::builder_tokio() else { return Dns::default() };
    let Ok(resolver) = builder.build() else { return Dns::default() };
    let servers = |service: &'static str, security| {
        let resolver = &resolver;
        async move { services(resolver, &format!("_{service}._tcp.{domain}."), domain, security).await }
    };
    let (exchanges, imaps, imap, smtps, smtp) = tokio::join!(
        exchanges(&resolver, domain),
        servers("imaps", Security::Tls),
        servers("imap", Security::StartTls),
        servers("submissions", Security::Tls),
        servers("submission", Security::StartTls),
    );
    Dns { exchanges, imap: [imaps, imap].concat(), smtp: [smtps, smtp].concat() }
}

async fn exchanges(resolver: &TokioResolver, domain: &str) -> Vec<String> {
    let Ok(lookup) = resolver.mx_lookup(format!("{domain}.")).await else { return Vec::new() };
    let mut found: Vec<(u16, String)> = Vec::new();
    for record in lookup.answers() {
        if let RData::MX(mx) = &record.data {
            found.push((mx.preference, mx.exchange.to_ascii()));
        }
    }
    found.sort();
    found.into_iter().map(|(_, name)| name).collect()
}

/// Whoever forges an answer would be given the password: only servers of the domain itself, or of
/// providers that we know, are taken from here.
async fn services(
    resolver: &TokioResolver,
    name: &str,
    domain: &str,
    security: Security,
) -> Vec<Server> {
    let Ok(lookup) = resolver.srv_lookup(name).await else { return Vec::new() };
    let mut found = Vec::new();
    for record in lookup.answers() {
        if let RData::SRV(srv) = &record.data {
            let host = srv.target.to_ascii().trim_end_matches('.').to_ascii_lowercase();
            if is_trusted(&host, domain) {
                found.push((srv.priority, Server::new(&host, srv.port, security)));
            }
        }
    }
    found.sort_by_key(|(priority, _)| *priority);
    found.into_iter().map(|(_, server)| server).collect()
}

fn is_trusted(host: &str, domain: &str) -> bool {
    let own = host == domain || host.strip_suffix(domain).is_some_and(|front| front.ends_with('.'));
    own || providers::by_host(host).is_some() || providers::by_mx(&[host.to_owned()]).is_some()
}

#[cfg(test)]
mod tests {
    use super::is_trusted;

    #[test]
    fn only_known_servers_are_taken_from_the_name_service() {
        assert!(is_trusted("mail.example.com", "example.com"));
        assert!(is_trusted("imap.gmail.com", "example.com"));
        assert!(!is_trusted("mail.evilexample.com", "example.com"));
        assert!(!is_trusted("mail.attacker.example", "example.com"));
        assert!(!is_trusted("", "example.com"));
    }
}
