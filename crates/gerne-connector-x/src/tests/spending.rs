//! Money, credit and windows: never more than there is.

use std::collections::BTreeSet;

use gerne_connector::ConnectorError;
use gerne_domain::AccountSettings;
use gerne_sim::XConfig;
use jiff::SignedDuration;

use super::world::{BEN, CLARA, World, no_pictures};

#[tokio::test]
async fn a_budget_slows_pauses_and_is_never_exceeded() {
    let mut world = World::with(XConfig { rate_limits: false, ..XConfig::default() }).await;
    world.settings = AccountSettings { budget_day_cents: 30, ..AccountSettings::default() };
    let account = world.open();
    let spent_before = world.server().spent();
    let begun = account.fetch(&"mentions".into(), None).await.unwrap();
    let (mut cursor, mut read, mut slowed, mut paused) = (begun.cursor, 0, false, false);
    let day = 300_000;
    for n in 0..400 {
        if n < 300 {
            world.mention(if n % 2 == 0 { CLARA } else { BEN }, &format!("Nummer {n}"));
        }
        if n % 5 == 0 {
            let batch = account.fetch(&"mentions".into(), cursor.as_ref()).await.unwrap();
            let key = batch.notice.as_ref().map(|notice| notice.key.as_str());
            slowed |= key == Some("budget.nearly_spent");
            if key == Some("budget.day_spent") {
                paused = true;
                assert!(batch.items.is_empty() && batch.every.is_some());
            }
            read += batch.items.len();
            cursor = batch.cursor.or(cursor);
        }
        let spent = world.server().spent() - spent_before;
        assert!(spent <= day, "{spent} of {day}");
    }
    assert!(slowed && paused, "{slowed} {paused} {read}");
    assert!(read < 300);
    // Answers have a tenth of it for themselves.
    let question = world.mention(CLARA, "Und jetzt?");
    account.send(&world.answer(&question, "k", "Wir sind da"), &no_pictures()).await.unwrap();
    // The next day goes on where it was, as far as the money lasts.
    for _ in 0..5 {
        world.clock.advance(SignedDuration::from_hours(24));
        for _ in 0..40 {
            let batch = account.fetch(&"mentions".into(), cursor.as_ref()).await.unwrap();
            read += batch.items.len();
            cursor = batch.cursor.or(cursor);
        }
    }
    assert_eq!(read, 301, "late, but all");
    let books = u64::try_from(world.vault.spent()).unwrap();
    assert!(books + spent_before >= world.server().spent(), "we never count less than X");
}

#[tokio::test]
async fn a_months_budget_pauses_as_well() {
    let mut world = World::new().await;
    world.settings = AccountSettings { budget_month_cents: 8, ..AccountSettings::default() };
    let account = world.open();
    let mut cursor = None;
    let mut keys = BTreeSet::new();
    for n in 0..40 {
        world.mention(if n % 2 == 0 { CLARA } else { BEN }, &format!("Nummer {n}"));
        let batch = account.fetch(&"mentions".into(), cursor.as_ref()).await.unwrap();
        keys.extend(batch.notice.map(|notice| notice.key));
        cursor = batch.cursor.or(cursor);
    }
    assert!(keys.contains("budget.month_spent"), "{keys:?}");
    let check = account.check().await;
    let budget = check.iter().find(|check| check.what == "budget");
    assert!(budget.is_none_or(|check| check.problem.is_some()), "{check:?}");
}

#[tokio::test]
async fn without_credit_reading_rests_and_says_so() {
    let world = World::new().await;
    let account = world.open();
    world.mention(CLARA, "Hallo?");
    world.server().set_credits(Some(0));
    let batch = account.fetch(&"mentions".into(), None).await.unwrap();
    assert_eq!(batch.notice.unwrap().key, "budget.no_credits");
    assert!(batch.every.unwrap() >= std::time::Duration::from_mins(30), "no storm");
    world.server().set_credits(None);
    let batch = account.fetch(&"mentions".into(), None).await.unwrap();
    assert_eq!((batch.items.len(), batch.notice), (1, None));
}

#[tokio::test]
async fn windows_are_never_broken() {
    let world = World::new().await;
    let account = world.open();
    let mut waited = 0;
    for n in 0..700 {
        for resource in ["mentions", "messages", "own"] {
            let fetched = account.fetch(&resource.into(), None).await;
            let retry = matches!(fetched, Err(ConnectorError::Retry { after: Some(_), .. }));
            assert!(fetched.is_ok() || retry, "{resource}: {fetched:?}");
            waited += usize::from(retry);
        }
        world.clock.advance(SignedDuration::from_secs(if n % 100 == 0 { 60 } else { 1 }));
    }
    assert!(waited > 0);
    assert_eq!(world.server().limits_broken(), 0);
}
