use gerne_domain::{AccountStatus, ExternalId};
use gerne_store::{Connecting, Spending, Spent, StoreError};

use crate::support::{House, account, at, try_tx, tx, world};

pub(crate) async fn accounts_come_and_go(house: &House) {
    let world = world(house).await;
    let mut changed = world.account.clone();
    let id = changed.id;
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.account(id).await.unwrap().as_ref(), Some(&world.account));
    assert_eq!(db.accounts().await.unwrap(), [world.account.clone()]);
    assert_eq!(db.accounts_of_teams(&[world.team.id]).await.unwrap(), [id]);
    assert!(db.accounts_of_teams(&[]).await.unwrap().is_empty());
    let (platform, url) = (changed.platform.clone(), changed.base_url.clone());
    let found = db.account_by_external(&platform, &url, &changed.external_id).await.unwrap();
    assert_eq!(found.map(|account| account.id), Some(id));
    let other = ExternalId("somebody else".to_owned());
    assert_eq!(db.account_by_external(&platform, &url, &other).await.unwrap(), None);

    changed.name = "Nordlicht hilft".to_owned();
    changed.facts = serde_json::json!({ "scopes": ["read", "write"] });
    let update = changed.clone();
    assert!(tx!(house, |tx| tx.update_account(&update).await?));
    changed.status = AccountStatus::Disconnected;
    changed.problem = Some("account.reauthorize".to_owned());
    changed.status_since = at(9);
    let update = changed.clone();
    assert!(tx!(house, |tx| tx.update_account(&update).await?));
    assert_eq!(db.account(id).await.unwrap(), Some(changed.clone()));

    let same = account(&house.ids, &[]);
    let mut same = gerne_domain::Account { external_id: changed.external_id.clone(), ..same };
    let twice = try_tx!(house, [same] | tx | tx.insert_account(&same).await?);
    assert!(matches!(twice, Err(StoreError::Exists { .. })), "{twice:?}");
    same.external_id = ExternalId("another".to_owned());
    tx!(house, [same] | tx | tx.insert_account(&same).await?);

    assert!(tx!(house, |tx| tx.remove_account(id, at(10)).await?));
    assert!(!tx!(house, |tx| tx.remove_account(id, at(11)).await?));
    assert_eq!(db.accounts().await.unwrap().len(), 1);
    assert_eq!(db.accounts_ever().await.unwrap().len(), 2);
    assert!(db.account(id).await.unwrap().is_some());
    assert_eq!(db.account_removed_at(id).await.unwrap(), Some(at(10)));
    assert!(db.accounts_of_teams(&[world.team.id]).await.unwrap().is_empty());
    assert!(tx!(house, |tx| tx.restore_account(id).await?));
    assert_eq!(db.account_removed_at(id).await.unwrap(), None);
    tx!(house, |tx| tx.set_account_teams(id, &[]).await?);
    assert!(db.account(id).await.unwrap().unwrap().teams.is_empty());
}

pub(crate) async fn cursors_move(house: &House) {
    let id = world(house).await.account.id;
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.cursor(id, "mentions").await.unwrap(), None);
    for (value, seconds) in [("1", 1), ("2", 2)] {
        tx!(house, |tx| tx.put_cursor(id, "mentions", value, at(seconds)).await?);
    }
    tx!(house, |tx| tx.put_cursor(id, "direct", "x", at(1)).await?);
    assert_eq!(db.cursor(id, "mentions").await.unwrap().as_deref(), Some("2"));
    let all = db.cursors(id).await.unwrap();
    assert_eq!(all.iter().map(|c| c.resource.as_str()).collect::<Vec<_>>(), ["direct", "mentions"]);
    assert_eq!(all[1].moved_at, at(2));
}

pub(crate) async fn secrets_are_sealed(house: &House) {
    let id = world(house).await.account.id;
    tx!(house, |tx| tx.put_secret(id, "access", "geheim-1").await?);
    tx!(house, |tx| tx.put_secret(id, "access", "geheim-2").await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.secret(id, "access").await.unwrap().as_deref(), Some("geheim-2"));
    assert_eq!(db.secret(id, "refresh").await.unwrap(), None);
    assert_eq!(tx!(house, |tx| tx.reseal(10).await?), 0, "the newest key sealed it");
    let used = house.store.read().await.unwrap().keys_in_use().await.unwrap();
    assert_eq!(used, ["one"]);
    assert_eq!(tx!(house, |tx| tx.delete_secrets(id).await?), 1);
    assert_eq!(db.secret(id, "access").await.unwrap(), None);
}

pub(crate) async fn what_is_spent_adds_up(house: &House) {
    let id = world(house).await.account.id;
    let line = |day: &str, kind: &str, count, micros| Spending {
        day: day.to_owned(),
        kind: kind.to_owned(),
        count,
        micros,
    };
    let lines = [
        line("2026-11-20", "mentions", 5, 5_000),
        line("2026-11-21", "set_aside", 0, 100_000),
        line("2026-11-21", "mentions", 2, 2_000),
        line("2026-11-21", "mentions", 3, 3_000),
        line("2026-11-21", "set_aside", 0, -100_000),
    ];
    for line in lines {
        tx!(house, [line] | tx | tx.spend(id, &line).await?);
    }
    let mut db = house.store.read().await.unwrap();
    let since = db.spent(id, "2026-11-21").await.unwrap();
    assert_eq!(
        since,
        [line("2026-11-21", "mentions", 5, 5_000), line("2026-11-21", "set_aside", 0, 0)]
    );
    assert_eq!(db.spent(id, "2026-11-01").await.unwrap().len(), 3);
    let all = db.spent_by_all("2026-11-01", "2026-11-21").await.unwrap();
    assert_eq!(all, [Spent { account_id: id, today: 5_000, month: 10_000 }]);
    assert!(db.spent_by_all("2026-12-01", "2026-12-01").await.unwrap().is_empty());

    tx!(house, |tx| tx.put_account_note(id, "people.1", "[]").await?);
    tx!(house, |tx| tx.put_account_note(id, "people.1", "[1]").await?);
    assert_eq!(db.account_note(id, "people.1").await.unwrap().as_deref(), Some("[1]"));
    assert_eq!(db.account_note(id, "people.2").await.unwrap(), None);
}

pub(crate) async fn connectings_are_taken_once(house: &House) {
    let connecting = Connecting {
        platform: "mastodon".into(),
        agent_id: Some(world(house).await.agent.id),
        state: "verifier=abc".to_owned(),
        expires_at: at(60),
    };
    for state in ["one", "two", "three"] {
        tx!(house, [connecting] | tx | tx.put_connecting(state, &connecting).await?);
    }
    let taken = tx!(house, |tx| tx.take_connecting("one", at(1)).await?);
    assert_eq!(taken, Some(connecting));
    assert_eq!(tx!(house, |tx| tx.take_connecting("one", at(1)).await?), None);
    assert_eq!(tx!(house, |tx| tx.take_connecting("two", at(60)).await?), None, "expired");
    assert_eq!(tx!(house, |tx| tx.purge_connecting(at(60)).await?), 1);
    assert!(
        !format!("{:?}", tx!(house, |tx| tx.take_connecting("x", at(1)).await?)).contains("abc")
    );
}
