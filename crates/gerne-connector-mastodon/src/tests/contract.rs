//! The contract, on both families of servers.

use std::sync::Arc;

use async_trait::async_trait;
use gerne_connector::{
    Account, Platform, Resource,
    contract::{Abilities, Harness, Heard, Said, Trouble, check},
};
use gerne_domain::{ExternalId, Timestamp, Visibility};
use gerne_sim::{Fault, FaultKind, Flavour, PostSpec, StreamCut};

use super::world::{CLARA, US, World};

#[async_trait]
impl Harness for World {
    fn abilities(&self) -> Abilities {
        Abilities { send: true, push: true, edit: true, delete: true, private: true }
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
        Heard { id: self.mention(CLARA, text).id.into(), by: self.person(CLARA) }
    }

    async fn hear_in_private(&self, text: &str) -> Heard {
        let post = self.post(CLARA, PostSpec::direct(&format!("@{US} {text}")));
        Heard { id: post.id.into(), by: self.person(CLARA) }
    }

    async fn edit(&self, id: &ExternalId, text: &str) {
        self.server().edit(id.as_str(), &format!("@{US} {text}")).unwrap();
    }

    async fn delete(&self, id: &ExternalId) {
        self.server().delete(id.as_str()).unwrap();
    }

    async fn answers_to(&self, id: &ExternalId) -> Vec<Said> {
        let answers = self.server().answers_to(id.as_str()).into_iter();
        answers
            .filter(|post| post.author == US)
            .map(|post| Said {
                id: post.id.into(),
                visibility: match post.visibility {
                    gerne_sim::Visibility::Public => Visibility::Public,
                    gerne_sim::Visibility::Unlisted => Visibility::Unlisted,
                    gerne_sim::Visibility::Private => Visibility::Followers,
                    gerne_sim::Visibility::Direct => Visibility::Private,
                },
            })
            .collect()
    }

    async fn trouble(&self, trouble: Trouble) -> bool {
        let said = |kind| Fault::new(kind).on("POST", "/api/v1/statuses");
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
            Trouble::KeyRace => FaultKind::IdempotencyRace,
            Trouble::Revoked => {
                self.server().revoke_all_tokens(US).unwrap();
                return true;
            }
            Trouble::Cut => {
                self.server().drop_connections();
                return true;
            }
        };
        self.server().inject(Fault::new(kind));
        true
    }

    async fn heal(&self) {
        self.server().clear_faults();
    }

    async fn until_listening(&self) {
        self.server().wait_until(|server| server.open_streams() > 0).await.unwrap();
    }

    fn secrets(&self) -> Vec<String> {
        self.vault.0.lock().unwrap().values().map(|s| s.expose().to_owned()).collect()
    }
}

async fn kept_by(flavour: Flavour) -> Vec<&'static str> {
    let report = check(&move || {
        Box::pin(async move { Box::new(World::new(flavour).await) as Box<dyn Harness> })
    })
    .await;
    report.expect_kept();
    report.kept()
}

#[tokio::test]
async fn mastodon_keeps_the_contract() {
    let kept = kept_by(Flavour::Mastodon).await;
    assert!(kept.len() >= 31, "{kept:#?}");
}

#[tokio::test]
async fn gotosocial_keeps_the_contract() {
    let kept = kept_by(Flavour::GoToSocial).await;
    assert!(kept.len() >= 31, "{kept:#?}");
}

#[tokio::test]
async fn akkoma_keeps_the_contract() {
    let kept = kept_by(Flavour::Akkoma).await;
    assert!(kept.len() >= 31, "{kept:#?}");
}

#[tokio::test]
async fn streams_may_end_in_any_way() {
    for how in [StreamCut::Clean, StreamCut::Abrupt, StreamCut::MidFrame] {
        let world = World::new(Flavour::Mastodon).await;
        let account = world.open();
        let all = gerne_connector::Wake::All;
        assert_eq!(super::world::soon(account.wake()).await, all);
        // Each of the two events of a mention may be the one that this stream carries.
        world.server().inject(Fault::new(FaultKind::StreamCut { how }).times(2));
        world.mention(CLARA, "cut");
        while super::world::soon(account.wake()).await != all {}
    }
}
