//! Money, credit and windows: never more than there is.

use std::collections::BTreeSet;

use gerne_connector::ConnectorError;
use gerne_domain::AccountSettings;
use gerne_sim::{Fault, FaultKind, XConfig};
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

/// Mentions come first, but a part of each day is for private messages alone; a walk back to them
/// that money cuts short goes on where it ended.
#[tokio::test]
async fn mentions_do_not_silence_private_messages() {
    let mut world = World::with(XConfig { rate_limits: false, ..XConfig::default() }).await;
    world.settings = AccountSettings { budget_day_cents: 40, ..AccountSettings::default() };
    let account = world.open();
    let mut cursors: [Option<String>; 2] = [None, None];
    let mut read = [0, 0];
    let mut told = BTreeSet::new();
    for day in 0..16 {
        for n in 0..400 {
            let who = world.next();
            world.mention(who, &format!("Tag {day}, Nummer {n}"));
            if n % 40 == 0 && n < 80 && day < 12 {
                world
                    .server()
                    .write(CLARA, super::world::US, &format!("Privat {day} {n}"))
                    .unwrap();
            }
            if n % 20 != 19 {
                continue;
            }
            for (nth, resource) in ["mentions", "messages"].into_iter().enumerate() {
                let fetched = account.fetch(&resource.into(), cursors[nth].as_ref()).await;
                let batch = fetched.unwrap();
                assert!(batch.gap.is_none() || nth == 0, "{:?}", batch.gap);
                read[nth] += batch.items.len();
                if nth == 1 {
                    told.extend(batch.items.iter().map(|item| format!("{item:?}")));
                }
                cursors[nth] = batch.cursor.or(cursors[nth].take());
            }
        }
        assert!(told.len() > day.min(11), "{} messages after day {day}", told.len());
        let midnight = world.clock.now().to_zoned(jiff::tz::TimeZone::UTC);
        let midnight = midnight.tomorrow().unwrap().start_of_day().unwrap().timestamp();
        world.clock.set(midnight);
    }
    assert_eq!((read[1], told.len()), (24, 24), "each once");
    let bill = world.server().bill();
    let mut days: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
    for line in bill {
        *days.entry(line.day).or_default() += line.micros;
    }
    assert!(days.values().all(|micros| *micros <= 400_000), "{days:?}");
}

/// A process that dies while it reads leaves counted what that page could cost, not more.
#[tokio::test]
async fn what_dies_while_reading_leaves_one_page_counted() {
    let world = World::new().await;
    let account = world.open();
    let begun = account.fetch(&"mentions".into(), None).await.unwrap();
    world.mention(CLARA, "Hallo?");
    let before = world.vault.spent();
    let delay = Fault::new(FaultKind::HangAfter).on("GET", "/2/users/*/mentions");
    world.server().inject(delay);
    let mentions = "mentions".into();
    let fetch = account.fetch(&mentions, begun.cursor.as_ref());
    let died = tokio::time::timeout(std::time::Duration::from_millis(300), fetch).await;
    assert!(died.is_err());
    let left = world.vault.spent() - before;
    assert!(left > 0 && left <= 25_000, "{left}");
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

/// Also not by processes that die and know nothing of each other, and by answers that are lost.
#[tokio::test]
async fn a_window_holds_for_the_next_process() {
    let world = World::new().await;
    let lost = Fault::new(FaultKind::DropAfter).on("GET", "/2/dm_events").chance(0.5);
    world.server().inject(lost);
    for _ in 0..60 {
        drop(world.open().fetch(&"messages".into(), None).await);
        world.clock.advance(SignedDuration::from_secs(10));
    }
    assert_eq!(world.server().windows_broken(), Vec::<String>::new());
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
