//! What is wrong when a mailbox is connected is said so that an owner knows what to do.

use std::sync::Arc;

use gerne_connector::ConnectorError;
use gerne_connector_email::{Config, Email};

use crate::{
    servers::{self, PASSWORD},
    world::{Mail, Wall, World, config, connect},
};

async fn reason(
    config: Config,
    fields: &[(&str, &str)],
) -> (String, std::collections::BTreeMap<String, String>) {
    let platform = Email::new(config, Arc::new(Wall)).unwrap();
    match connect(&platform, fields).await {
        Err(ConnectorError::Refused { reason }) => (reason.key, reason.values),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_is_wrong_is_said() {
    let Some(servers) = servers::postfix() else { return };
    let address = servers.mailbox();
    let imap = format!("localhost:{}", servers.ports.imaps);
    let smtp = format!("localhost:{}", servers.ports.submission);
    let relay = format!("localhost:{}", servers.ports.smtp);
    let closed = "localhost:1".to_owned();
    let usual = |changes: &[(&'static str, &str)]| {
        let mut fields = vec![
            ("address", address.clone()),
            ("password", PASSWORD.to_owned()),
            ("imap", imap.clone()),
            ("smtp", smtp.clone()),
        ];
        for (key, value) in changes {
            fields.retain(|(name, _)| name != key);
            fields.push((*key, (*value).to_owned()));
        }
        fields
    };
    let cases: [(&[(&'static str, &str)], &str); 13] = [
        (&[("address", "")], "connect.email_missing"),
        (&[("address", "hilfe")], "connect.email_invalid"),
        (&[("address", "a b@example.test")], "connect.email_invalid"),
        (&[("imap", "https://example.test")], "connect.mail_server_invalid"),
        (&[("days", "gestern")], "connect.days_invalid"),
        (&[("password", "")], "connect.password_missing"),
        (&[("client_id", "x")], "connect.client_unwanted"),
        (&[("address", "us@outlook.com")], "connect.client_missing"),
        (&[("password", "wrong")], "connect.imap_login"),
        (&[("address", "us@gmail.com"), ("password", "wrong")], "connect.app_password"),
        (&[("address", "us@web.de"), ("password", "wrong")], "connect.imap_off"),
        (&[("imap", &closed)], "connect.host_unreachable"),
        (&[("imap", &relay)], "connect.not_mail"),
    ];
    for (changes, expected) in cases {
        let fields = usual(changes);
        let fields: Vec<_> = fields.iter().map(|(key, value)| (*key, value.as_str())).collect();
        let (key, values) = reason(config(servers), &fields).await;
        assert_eq!(key, expected, "{changes:?} {values:?}");
    }
    let fields = usual(&[]);
    let fields: Vec<_> = fields.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let strangers = Config { ca_pem: None, ..config(servers) };
    let (key, values) = reason(strangers, &fields).await;
    assert_eq!((key.as_str(), values["host"].as_str()), ("connect.certificate", imap.as_str()));
    let strict = Config { allow: Vec::new(), ..config(servers) };
    assert_eq!(reason(strict, &fields).await.0, "connect.address_forbidden");
}

#[tokio::test]
async fn a_connection_is_proven_and_shows_no_secret() {
    let Some(servers) = servers::postfix() else { return };
    let address = servers.mailbox();
    let mails: Vec<_> =
        (0..5).map(|n| Mail::new(&format!("m{n}"), "Hallo").bytes(&address)).collect();
    servers.deliver(&address, &mails);
    let world = World::new(servers).await;
    assert!(world.connected.proof.is_empty());
    // Servers are told apart from one another by what they say, whatever the port.
    let platform = Email::new(config(servers), Arc::new(Wall)).unwrap();
    let imap = format!("localhost:{}", servers.ports.imap);
    let smtp = format!("localhost:{}", servers.ports.submission);
    let upper = address.to_uppercase();
    let fields = [
        ("address", upper.as_str()),
        ("login", &address),
        ("password", PASSWORD),
        ("imap", &imap),
        ("smtp", &smtp),
    ];
    let connected = connect(&platform, &fields).await.unwrap();
    assert_eq!(connected.external_id.as_str(), address);
    assert_eq!(connected.proof.len(), 3);
    assert_eq!(connected.proof[0].subject.as_deref(), Some("Frage m4"));
    let facts = connected.facts.to_string();
    assert!(
        facts.contains("start_tls")
            && facts.contains("\"idle\":true")
            && facts.contains("\"sent\":\"Sent\"")
    );
    assert!(facts.contains("31457280"), "{facts}");
    let shown = format!("{connected:?} {facts} {platform:?} {:?}", world.open());
    assert!(!shown.contains(PASSWORD));
}
