//! What accounts spend, and what connectors keep beside their secrets.

use std::time::Duration;

use gerne_connector::{Secret, Spent, Vault as _};
use gerne_domain::{Refusal, Role, Scope};
use jiff::{civil::Date, tz::TimeZone};

use super::{scripted::said, stage::Stage};
use crate::{Caller, EngineError, StoreVault};

fn line(day: Date, kind: &str, count: i64, micros: i64) -> Spent {
    Spent { day, kind: kind.to_owned(), count, micros }
}

#[tokio::test]
async fn leads_see_what_an_account_spent_by_day_and_kind() {
    let stage = Stage::set().await;
    let vault = StoreVault::new(stage.engine.store().clone(), stage.account);
    let today = stage.now().to_zoned(TimeZone::UTC).date();
    let yesterday = today.yesterday().unwrap();
    vault.spend(&[line(yesterday, "mentions", 9, 9_000)]).await.unwrap();
    vault.spend(&[line(today, "set_aside", 0, 5_000)]).await.unwrap();
    vault
        .spend(&[line(today, "set_aside", 0, -5_000), line(today, "people", 1, 10_000)])
        .await
        .unwrap();
    let spent = vault.spent(yesterday).await.unwrap();
    assert_eq!(spent.iter().map(|s| s.micros).sum::<i64>(), 19_000);
    assert_eq!(vault.spent(today).await.unwrap().len(), 2);

    let agent = Caller { role: Role::Agent, ..stage.anna.clone() };
    let denied = stage.engine.spending(&agent, stage.account, 7).await;
    assert!(matches!(denied, Err(EngineError::Forbidden)));
    let nobody = Scope::Of { teams: vec![], accounts: vec![] };
    let stranger = Caller { role: Role::Lead, scope: nobody, ..stage.anna.clone() };
    let hidden = stage.engine.spending(&stranger, stage.account, 7).await;
    assert!(matches!(hidden, Err(EngineError::NotFound)));
    let told = stage.engine.spending(&stage.anna, stage.account, 7).await.unwrap();
    let lines: Vec<_> = told.lines.iter().map(|l| (l.kind.as_str(), l.count, l.micros)).collect();
    assert_eq!(lines, [("mentions", 9, 9_000), ("people", 1, 10_000)], "nothing set aside is left");
    assert_eq!((told.today, told.usage.unwrap().used), (10_000, 7));
    let one_day = stage.engine.spending(&stage.anna, stage.account, 1).await.unwrap();
    assert_eq!(one_day.lines.len(), 1);
}

#[tokio::test]
async fn of_two_who_swap_a_secret_one_succeeds() {
    let stage = Stage::set().await;
    let vault = StoreVault::new(stage.engine.store().clone(), stage.account);
    let (old, new) = (Secret::new("old"), Secret::new("new"));
    vault.put("oauth", &old).await.unwrap();
    let others = vault.clone();
    let (one, other) =
        tokio::join!(vault.swap("oauth", &old, &new), others.swap("oauth", &old, &new));
    assert_eq!([one.unwrap(), other.unwrap()].iter().filter(|won| **won).count(), 1);
    assert!(!vault.swap("oauth", &old, &new).await.unwrap());
    assert_eq!(vault.get("oauth").await.unwrap(), Some(new));
    assert_eq!(vault.note("people.1").await.unwrap(), None);
    vault.put_note("people.1", "[]").await.unwrap();
    assert_eq!(vault.note("people.1").await.unwrap().as_deref(), Some("[]"));
}

#[tokio::test]
async fn a_notice_stands_as_an_alarm_until_a_fetch_comes_without() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    stage.message("1").await;
    let notices = async || {
        let mut db = stage.engine.store().read().await.unwrap();
        let alarms = db.standing_alarms().await.unwrap().into_iter();
        alarms.filter(|alarm| alarm.kind == "account_notice").collect::<Vec<_>>()
    };
    assert!(notices().await.is_empty());
    let spent = Refusal::of("budget.day_spent").with("until", "2026-11-21T00:00:00Z");
    stage.platform.tells(Some((spent, Duration::from_mins(10))));
    let standing = stage.until(async |_| notices().await.pop()).await;
    assert_eq!(standing.reason.as_deref(), Some("budget.day_spent"));
    stage.platform.tells(None);
    stage.until(async |_| notices().await.is_empty().then_some(())).await;
}
