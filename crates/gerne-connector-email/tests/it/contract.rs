//! The contract, on Dovecot and Postfix.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use gerne_connector::{
    Account, Platform, Resource, Secret, Vault as _,
    contract::{Abilities, Harness, Heard, Said, Trouble, check},
};
use gerne_domain::{
    Clock as _, ExternalId, Letter, Mailbox, Mention, Outbound, OutboundLetter, Timestamp,
    Visibility,
};

use crate::{
    proxy::Proxy,
    servers::{self, PASSWORD, Servers},
    world::{Mail, Wall, World},
};

/// A mailbox behind lines that can be cut.
struct Line {
    world: World,
    kim: String,
    imap: Proxy,
    smtp: Proxy,
    /// What mails that were written are called, by their content.
    written: Mutex<BTreeMap<ExternalId, String>>,
}

impl Line {
    async fn new(servers: &'static Servers) -> Self {
        let imap = Proxy::to(servers.ports.imaps).await;
        let smtp = Proxy::to(servers.ports.submission).await;
        let at = (
            format!("imaps://localhost:{}", imap.port),
            format!("starttls://localhost:{}", smtp.port),
        );
        let world = World::with(servers, &[("imap", &at.0), ("smtp", &at.1)]).await;
        let kim = servers.mailbox();
        let written = Mutex::default();
        Self { world, kim, imap, smtp, written }
    }
}

#[async_trait]
impl Harness for Line {
    fn abilities(&self) -> Abilities {
        Abilities { send: true, push: true, edit: false, delete: false, private: true }
    }

    fn platform(&self) -> Arc<dyn Platform> {
        self.world.platform.clone()
    }

    async fn open(&self) -> Arc<dyn Account> {
        self.world.open()
    }

    fn inbox(&self) -> Resource {
        "inbox".into()
    }

    fn now(&self) -> Timestamp {
        Wall.now()
    }

    async fn hear(&self, text: &str) -> Heard {
        let nth = self.written.lock().unwrap().len();
        let mail =
            Mail { from: format!("Kim <{}>", self.kim), ..Mail::new(&format!("q{nth}"), text) };
        let bytes = mail.bytes(&self.world.address);
        self.world.servers.deliver(&self.world.address, std::slice::from_ref(&bytes));
        let print = gerne_mail::fingerprint(&bytes);
        let id = ExternalId(print.iter().fold(String::new(), |id, byte| format!("{id}{byte:02x}")));
        self.written.lock().unwrap().insert(id.clone(), format!("q{nth}@example.net"));
        let by = Mention { external_id: ExternalId(self.kim.clone()), handle: self.kim.clone() };
        Heard { id, by }
    }

    fn dress(&self, outbound: Outbound) -> Outbound {
        let parent = outbound
            .in_reply_to
            .as_ref()
            .and_then(|id| self.written.lock().unwrap().get(id).cloned());
        let name: String = outbound
            .key
            .bytes()
            .cycle()
            .take(26)
            .map(|b| {
                let b = b.to_ascii_lowercase();
                if b.is_ascii_alphanumeric() { b as char } else { 'x' }
            })
            .collect();
        let head = Letter {
            name: Some(format!("{name}@example.test")),
            chain: parent.into_iter().collect(),
            to: vec![Mailbox { name: None, address: self.kim.clone() }],
            ..Letter::default()
        };
        let letter = OutboundLetter { head, ..OutboundLetter::default() };
        Outbound { visibility: Visibility::Private, letter: Some(Box::new(letter)), ..outbound }
    }

    async fn answers_to(&self, id: &ExternalId) -> Vec<Said> {
        self.world.servers.until_delivered().await;
        let name = self.written.lock().unwrap().get(id).cloned().unwrap();
        let answers = format!("In-Reply-To: <{name}>");
        let mails = self.world.servers.mails(&self.kim, "INBOX");
        let ours = mails.iter().filter(|mail| mail.contains(&answers));
        ours.map(|mail| Said {
            id: ExternalId(format!("{:?}", gerne_mail::fingerprint(mail.as_bytes()))),
            visibility: Visibility::Private,
        })
        .collect()
    }

    async fn trouble(&self, trouble: Trouble) -> bool {
        match trouble {
            Trouble::BreaksBefore => {
                self.imap.block();
                self.smtp.block();
            }
            Trouble::Cut => self.imap.cut(),
            Trouble::Revoked => {
                // The other way round, which is the same to both.
                self.world.drawer.put("password", &Secret::new("another")).await.unwrap();
            }
            _ => return false,
        }
        true
    }

    async fn heal(&self) {
        self.imap.heal();
        self.smtp.heal();
        self.world.drawer.put("password", &Secret::new(PASSWORD)).await.unwrap();
    }

    async fn until_listening(&self) {
        for _ in 0..600 {
            if self.world.servers.is_waiting(&self.world.address) {
                return;
            }
            Wall.rest(std::time::Duration::from_millis(20)).await;
        }
        panic!("nobody waits");
    }

    fn secrets(&self) -> Vec<String> {
        vec![PASSWORD.to_owned()]
    }
}

#[tokio::test]
async fn mail_keeps_the_contract() {
    let Some(servers) = servers::postfix() else { return };
    let report =
        check(&|| Box::pin(async move { Box::new(Line::new(servers).await) as Box<dyn Harness> }))
            .await;
    report.expect_kept();
    assert!(report.kept().len() >= 15, "{report}");
}
