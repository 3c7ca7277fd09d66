//! The contract.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use gerne_connector::{
    Account, Platform, Resource, Webhook,
    contract::{Abilities, Harness, Heard, Said, Trouble, check},
};
use gerne_domain::{ExternalId, Timestamp, Visibility};
use gerne_sim::{FacebookConfig, Fault, FaultKind, FbMessageSpec};

use super::world::{BEN, CLARA, US, World};
use crate::normalize::DM;

fn injected(world: &World, trouble: Trouble, said: &str) -> bool {
    let kind = match trouble {
        Trouble::FailsAfter => FaultKind::StatusAfter { code: 502 },
        Trouble::BreaksAfter => FaultKind::DropAfter,
        Trouble::CutsAfter => FaultKind::TruncatedBody,
        Trouble::RateLimited => FaultKind::Graph { code: 4, subcode: None },
        Trouble::FailsBefore => FaultKind::StatusBefore { code: 503 },
        Trouble::BreaksBefore => FaultKind::DropBefore,
        Trouble::Truncated => FaultKind::TruncatedBody,
        Trouble::Garbage => FaultKind::HtmlBody,
        Trouble::Oversized => FaultKind::OversizeBody { bytes: 64 << 20 },
        Trouble::Duplicates => FaultKind::ListDuplicates,
        Trouble::Disorder => FaultKind::ListShuffled,
        Trouble::Late => FaultKind::ListLate { behind: 3 },
        Trouble::KeyRace | Trouble::Cut => return false,
        Trouble::Revoked => {
            world.server().kill_tokens("anna.albrecht", 458).unwrap();
            return true;
        }
    };
    let after = matches!(trouble, Trouble::FailsAfter | Trouble::BreaksAfter | Trouble::CutsAfter);
    let fault = Fault::new(kind);
    world.server().inject(if after { fault.on("POST", said) } else { fault });
    true
}

#[async_trait]
impl Harness for World {
    fn abilities(&self) -> Abilities {
        // Facebook does not tell when a comment was changed: that it is read anew is tested apart.
        Abilities { send: true, push: false, edit: false, delete: true, private: false }
    }

    fn platform(&self) -> Arc<dyn Platform> {
        self.platform.clone()
    }

    async fn open(&self) -> Arc<dyn Account> {
        World::open(self)
    }

    fn inbox(&self) -> Resource {
        "posts".into()
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    async fn hear(&self, text: &str) -> Heard {
        let who = self.next();
        Heard { id: self.say(who, text).id.into(), by: self.person(who) }
    }

    async fn delete(&self, id: &ExternalId) {
        self.server().delete(id.as_str()).unwrap();
    }

    async fn answers_to(&self, id: &ExternalId) -> Vec<Said> {
        let said = |comment: gerne_sim::FbComment| Said {
            id: comment.id.into(),
            visibility: Visibility::Public,
        };
        self.server().answers_to(id.as_str()).into_iter().map(said).collect()
    }

    async fn trouble(&self, trouble: Trouble) -> bool {
        injected(self, trouble, "/v25.0/*/comments")
    }

    async fn heal(&self) {
        self.server().clear_faults();
    }

    fn secrets(&self) -> Vec<String> {
        self.vault.0.lock().unwrap().values().map(|s| s.expose().to_owned()).collect()
    }

    fn forged(&self) -> Vec<Webhook> {
        let body = format!(
            r#"{{"object":"page","entry":[{{"id":"{}","time":1,"changes":[{{"field":"feed","value":{{"item":"post","verb":"add","post_id":"1_2"}}}}]}}]}}"#,
            self.connected.external_id
        );
        let call = |signature: Option<String>, method: &str, query: &[(&str, &str)]| Webhook {
            method: method.to_owned(),
            query: query.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
            headers: signature
                .map(|s| ("x-hub-signature-256".to_owned(), s))
                .into_iter()
                .collect::<BTreeMap<_, _>>(),
            body: body.clone().into(),
        };
        let right = self.server().signature(body.as_bytes());
        let of_another = self.server().signature(b"another");
        vec![
            call(None, "POST", &[]),
            call(Some(of_another), "POST", &[]),
            call(Some(right.replace("sha256=", "sha1=")), "POST", &[]),
            // Signed, and of 1970: somebody's copy.
            call(Some(right), "POST", &[]),
            call(
                None,
                "GET",
                &[("hub.mode", "subscribe"), ("hub.verify_token", "x"), ("hub.challenge", "7")],
            ),
        ]
    }
}

/// The same Page, written to in Messenger.
struct Private(World);

#[async_trait]
impl Harness for Private {
    fn abilities(&self) -> Abilities {
        Abilities { send: true, push: false, edit: false, delete: false, private: true }
    }

    fn platform(&self) -> Arc<dyn Platform> {
        self.0.platform.clone()
    }

    async fn open(&self) -> Arc<dyn Account> {
        self.0.open()
    }

    fn inbox(&self) -> Resource {
        "messages".into()
    }

    fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    async fn hear(&self, text: &str) -> Heard {
        self.0.second();
        let who = self.0.next();
        let written = self.0.server().write(who, US, FbMessageSpec::new(text)).unwrap();
        Heard { id: ExternalId(format!("{DM}{}", written.id)), by: self.0.person(who) }
    }

    fn dress(&self, outbound: gerne_domain::Outbound) -> gerne_domain::Outbound {
        gerne_domain::Outbound { visibility: Visibility::Private, ..outbound }
    }

    /// A private message answers nothing in particular: everything said after it counts, up to
    /// what was heard next.
    async fn answers_to(&self, id: &ExternalId) -> Vec<Said> {
        let with = |who| self.0.server().messages(US, who).into_iter();
        let after = [CLARA, BEN]
            .into_iter()
            .flat_map(|who| with(who).skip_while(|m| format!("{DM}{}", m.id) != id.0).skip(1));
        let said = after.take_while(|m| m.author == US);
        said.map(|m| Said {
            id: ExternalId(format!("{DM}{}", m.id)),
            visibility: Visibility::Private,
        })
        .collect()
    }

    async fn trouble(&self, trouble: Trouble) -> bool {
        injected(&self.0, trouble, "/v25.0/*/messages")
    }

    async fn heal(&self) {
        self.0.server().clear_faults();
    }

    fn secrets(&self) -> Vec<String> {
        self.0.secrets()
    }
}

#[tokio::test]
async fn comments_keep_the_contract() {
    let report =
        check(&|| Box::pin(async { Box::new(World::new().await) as Box<dyn Harness> })).await;
    report.expect_kept();
    assert!(report.kept().len() >= 27, "{report}");
}

#[tokio::test]
async fn messages_keep_the_contract() {
    let report =
        check(&|| Box::pin(async { Box::new(Private(World::new().await)) as Box<dyn Harness> }))
            .await;
    report.expect_kept();
    assert!(report.kept().len() >= 24, "{report}");
}

#[tokio::test]
async fn who_is_not_told_keeps_the_contract() {
    let fresh = || async {
        let facebook = FacebookConfig { without_from: true, ..FacebookConfig::default() };
        Box::new(Nameless(World::with(facebook).await)) as Box<dyn Harness>
    };
    let report = check(&|| Box::pin(fresh())).await;
    report.expect_kept();
}

/// Nobody's name is told: neither theirs nor ours.
struct Nameless(World);

#[async_trait]
impl Harness for Nameless {
    fn abilities(&self) -> Abilities {
        // Without names our own words cannot be told from others': nothing is sent.
        Abilities { send: false, ..self.0.abilities() }
    }

    fn platform(&self) -> Arc<dyn Platform> {
        self.0.platform.clone()
    }

    async fn open(&self) -> Arc<dyn Account> {
        self.0.open()
    }

    fn inbox(&self) -> Resource {
        self.0.inbox()
    }

    fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    async fn hear(&self, text: &str) -> Heard {
        self.0.hear(text).await
    }

    async fn delete(&self, id: &ExternalId) {
        Harness::delete(&self.0, id).await;
    }

    async fn trouble(&self, trouble: Trouble) -> bool {
        self.0.trouble(trouble).await
    }

    async fn heal(&self) {
        self.0.heal().await;
    }

    fn secrets(&self) -> Vec<String> {
        self.0.secrets()
    }
}
