//! Gaps that are closed for money.

use gerne_connector::{ConnectorError, Gap};
use gerne_domain::{Item, Refusal, Role, Scope};

use super::{scripted::said, stage::Stage};
use crate::{Caller, EngineError};

#[tokio::test]
async fn a_gap_is_bought_once_and_stands_again_when_that_fails() {
    let stage = Stage::set().await;
    stage.engine.start();
    let account = {
        let mut db = stage.engine.store().read().await.unwrap();
        db.account(stage.account).await.unwrap().unwrap()
    };
    let (from, to) = (stage.now(), stage.now());
    let reason = Refusal::of("gap.can_be_bought").with("posts", 3).with("cents", 5);
    let gap = Gap { from, to, reason };
    let engine = stage.engine.clone();
    let at = account.clone();
    let raise = stage
        .engine
        .write(move |tx| Box::pin(async move { engine.raise_gap(tx, &at, &gap).await }));
    raise.await.unwrap();
    let standing = async || {
        let mut db = stage.engine.store().read().await.unwrap();
        let gaps = db.standing_alarms().await.unwrap().into_iter();
        gaps.filter(|alarm| alarm.kind == "gap").collect::<Vec<_>>()
    };
    let id = standing().await[0].id;

    let agent = Caller { role: Role::Agent, ..stage.anna.clone() };
    let denied = stage.engine.read_back(&agent, id).await;
    assert!(matches!(denied, Err(EngineError::Forbidden)));
    let lead = Caller { role: Role::Lead, scope: Scope::Everything, ..stage.anna.clone() };
    stage.platform.sells(Err(ConnectorError::retry("later")));
    let failed = stage.engine.read_back(&lead, id).await;
    assert!(matches!(failed, Err(EngineError::Connector(_))));
    let again = standing().await;
    assert_eq!(again.len(), 1, "what was not read back is still missing");
    assert_eq!(again[0].details["cents"], "5");

    let found = said("1", "clara", "Mein Router ist tot", stage.now());
    stage.platform.sells(Ok(vec![Item::Message(Box::new(found))]));
    stage.engine.read_back(&lead, again[0].id).await.unwrap();
    stage.matter("1").await;
    assert!(standing().await.is_empty());
    let twice = stage.engine.read_back(&lead, again[0].id).await;
    assert!(matches!(twice, Err(EngineError::Conflict)));
}
