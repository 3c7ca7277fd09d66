//! The contract.

use std::sync::Arc;

use async_trait::async_trait;
use gerne_connector::{
    Account, Platform, Resource,
    contract::{Abilities, Harness, Heard, Said, Trouble, check},
};
use gerne_domain::{ExternalId, Timestamp, Visibility};
use gerne_sim::{Fault, FaultKind, Spelling, XConfig};

use super::world::{BEN, CLARA, US, World};
use crate::normalize::DM;

#[async_trait]
impl Harness for World {
    fn abilities(&self) -> Abilities {
        Abilities { send: true, push: false, edit: true, delete: true, private: false }
    }

    fn platform(&self) -> Arc<dyn Platform> {
        self.platform.clone()
    }

    async fn open(&self) -> Arc<dyn Account> {
        World::open(self)
    }

    fn inbox(&self) -> Resource {
        "mentions".into()
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    async fn hear(&self, text: &str) -> Heard {
        let who = self.next();
        Heard { id: self.mention(who, text).id.into(), by: self.person(who) }
    }

    async fn edit(&self, id: &ExternalId, text: &str) {
        self.server().edit(id.as_str(), &format!("@{US} {text}")).unwrap();
    }

    async fn delete(&self, id: &ExternalId) {
        self.server().delete(id.as_str()).unwrap();
    }

    async fn answers_to(&self, id: &ExternalId) -> Vec<Said> {
        let said =
            |post: gerne_sim::XPost| Said { id: post.id.into(), visibility: Visibility::Public };
        let answers = self.server().answers_to(id.as_str()).into_iter();
        answers.filter(|post| post.author == US).map(said).collect()
    }

    async fn trouble(&self, trouble: Trouble) -> bool {
        let said = |kind| Fault::new(kind).on("POST", "/2/tweets");
        let kind = match trouble {
            Trouble::FailsAfter | Trouble::BreaksAfter | Trouble::CutsAfter => {
                self.server().inject(said(match trouble {
                    Trouble::FailsAfter => FaultKind::StatusAfter { code: 502 },
                    Trouble::BreaksAfter => FaultKind::DropAfter,
                    _ => FaultKind::TruncatedBody,
                }));
                return true;
            }
            Trouble::RateLimited => FaultKind::RateLimited { reset_after_secs: 90 },
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
                self.server().revoke_all_tokens(US).unwrap();
                return true;
            }
        };
        self.server().inject(Fault::new(kind));
        true
    }

    async fn heal(&self) {
        self.server().clear_faults();
    }

    fn secrets(&self) -> Vec<String> {
        let kept = self.vault.secrets.lock().unwrap();
        let mut secrets: Vec<String> = kept.values().map(|s| s.expose().to_owned()).collect();
        let tokens: serde_json::Value = serde_json::from_str(kept["oauth"].expose()).unwrap();
        let parts = ["access", "refresh"].into_iter().filter_map(|name| tokens[name].as_str());
        secrets.extend(parts.map(str::to_owned));
        // Who the application is, is no secret.
        secrets.retain(|secret| *secret != self.server().client().id);
        secrets
    }
}

/// The same account, heard in private.
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
        self.0.clock.advance(jiff::SignedDuration::from_secs(1));
        let who = self.0.next();
        let written = self.0.server().write(who, US, text).unwrap();
        Heard { id: ExternalId(format!("{DM}{}", written.id)), by: self.0.person(who) }
    }

    fn dress(&self, outbound: gerne_domain::Outbound) -> gerne_domain::Outbound {
        gerne_domain::Outbound { visibility: Visibility::Private, ..outbound }
    }

    /// A private message answers nothing in particular: everything said after it counts, up to
    /// what was heard next.
    async fn answers_to(&self, id: &ExternalId) -> Vec<Said> {
        let with = |who| self.0.server().messages(who, US).into_iter();
        let after = [CLARA, BEN]
            .into_iter()
            .flat_map(|who| with(who).skip_while(|m| format!("{DM}{}", m.id) != id.0).skip(1));
        let said = after.take_while(|m| m.sender == US);
        said.map(|m| Said {
            id: ExternalId(format!("{DM}{}", m.id)),
            visibility: Visibility::Private,
        })
        .collect()
    }

    async fn trouble(&self, trouble: Trouble) -> bool {
        if matches!(trouble, Trouble::FailsAfter | Trouble::BreaksAfter | Trouble::CutsAfter) {
            let kind = match trouble {
                Trouble::FailsAfter => FaultKind::StatusAfter { code: 502 },
                Trouble::BreaksAfter => FaultKind::DropAfter,
                _ => FaultKind::TruncatedBody,
            };
            let path = "/2/dm_conversations/with/*/messages";
            self.0.server().inject(Fault::new(kind).on("POST", path));
            return true;
        }
        // X has no list of private messages in which something could appear late.
        trouble != Trouble::Late && self.0.trouble(trouble).await
    }

    async fn heal(&self) {
        self.0.heal().await;
    }

    fn secrets(&self) -> Vec<String> {
        self.0.secrets()
    }
}

/// Limits are held elsewhere: here somebody writes 250 times in a minute.
fn unlimited(spelling: Spelling) -> XConfig {
    XConfig { rate_limits: false, spelling, ..XConfig::default() }
}

#[tokio::test]
async fn x_keeps_the_contract() {
    for spelling in [Spelling::Tweets, Spelling::Posts] {
        let report = check(&move || {
            Box::pin(async move {
                let world = World::with(unlimited(spelling)).await;
                // Only those with the blue tick may change what they wrote.
                for who in [CLARA, BEN] {
                    world.server().change_person(who, |person| person.premium = true).unwrap();
                }
                Box::new(world) as Box<dyn Harness>
            })
        })
        .await;
        report.expect_kept();
        assert!(report.kept().len() >= 26, "{report}");
    }
}

#[tokio::test]
async fn private_messages_keep_the_contract() {
    let report = check(&|| {
        Box::pin(async move {
            let world = World::with(unlimited(Spelling::Tweets)).await;
            Box::new(Private(world)) as Box<dyn Harness>
        })
    })
    .await;
    report.expect_kept();
    assert!(report.kept().len() >= 22, "{report}");
}
