//! The doorbell.

use std::time::Duration;

use gerne_connector::{Account, Wake};
use gerne_domain::AccountSettings;
use gerne_sim::{Fault, FaultKind, StreamCut, XConfig, XPostSpec};

use super::world::{BEN, CLARA, US, World};
use crate::{
    prices::Kind,
    stream::{Ring, ring},
};

#[test]
fn lines_ring() {
    let post = Some(Kind::EventPost);
    let event = |kind: &str| format!(r#"{{"data":{{"event_uuid":"-7","event_type":"{kind}"}}}}"#);
    for (line, expected) in [
        (event("post.mention.create"), Ring::Look("mentions", post)),
        (event("post.reply.create"), Ring::Look("mentions", post)),
        (event("post.quote.create"), Ring::Look("mentions", post)),
        (event("post.delete"), Ring::Nothing(None)),
        (event("post.create"), Ring::Nothing(post)),
        (event("dm.received"), Ring::Look("messages", Some(Kind::EventDm))),
        (event("dm.sent"), Ring::Look("messages", None)),
        (event("dm.read"), Ring::Nothing(None)),
        (event("like.create"), Ring::Nothing(None)),
        (r#"{"data":{"id":"1","author_id":"7"},"matching_rules":[{"id":1,"tag":null}]}"#.into(), Ring::Look("mentions", post)),
        (r#"{"data":{"id":"1","author_id":"100"}}"#.into(), Ring::Look("own", post)),
        (r#"{"data":{"id":"1"}}"#.into(), Ring::Look("mentions", post)),
        (r#"{"errors":[{"title":"operational-disconnect","disconnect_type":"UpstreamOperationalDisconnect"}]}"#.into(), Ring::Ends),
        (r#"{"something":"new"}"#.into(), Ring::Nothing(None)),
        (r#"{"data":{"id":"1","te"#.into(), Ring::All),
        (String::new(), Ring::Nothing(None)),
        ("\r".into(), Ring::Nothing(None)),
    ] {
        assert_eq!(ring(&line, "100"), expected, "{line}");
    }
}

/// With the application's own token, and this bell.
async fn with_bell(bell: &str) -> World {
    let x = XConfig { keep_alive: Duration::from_millis(200), ..XConfig::default() };
    let mut world = World::with(x).await;
    let bearer = gerne_connector::Secret::new(world.server().app_token());
    world.vault.secrets.lock().unwrap().insert("bearer".to_owned(), bearer);
    world.connected.facts["doorbell"] = bell.into();
    world
}

async fn soon(account: &dyn Account) -> Wake {
    tokio::time::timeout(Duration::from_secs(10), account.wake()).await.expect("it rings")
}

fn wake(resource: &str) -> Wake {
    Wake::Resource(resource.into())
}

#[tokio::test]
async fn what_comes_rings_where_it_belongs() {
    for bell in ["activity", "filtered"] {
        let world = with_bell(bell).await;
        let account = world.open();
        assert_eq!(soon(&*account).await, Wake::All, "{bell}");
        world.mention(CLARA, "Hallo?");
        assert_eq!(soon(&*account).await, wake("mentions"), "{bell}");
        if bell == "activity" {
            world.server().write(BEN, US, "Privat").unwrap();
            assert_eq!(soon(&*account).await, wake("messages"));
            let ours = world.post(US, XPostSpec::new("Wartung"));
            world.post(BEN, XPostSpec::new("Na toll").quote(&ours.id));
            assert_eq!(soon(&*account).await, wake("mentions"));
        }
        assert_eq!(world.server().open_streams(), 1);
        let booked = u64::try_from(world.vault.spent()).unwrap();
        assert!(booked >= 5_000, "each line has its price");
    }
}

#[tokio::test]
async fn a_stream_that_breaks_is_opened_again_and_everything_looked_at() {
    for kind in [
        FaultKind::StreamCut { how: StreamCut::Clean },
        FaultKind::StreamCut { how: StreamCut::Abrupt },
        FaultKind::StreamCut { how: StreamCut::MidFrame },
        FaultKind::StreamDisconnect,
        FaultKind::StreamGarbage,
    ] {
        let world = with_bell("filtered").await;
        let account = world.open();
        assert_eq!(soon(&*account).await, Wake::All);
        world.server().inject(Fault { times: Some(1), ..Fault::new(kind.clone()) });
        world.mention(CLARA, "Hallo?");
        let mut rung = Vec::new();
        while !rung.contains(&Wake::All) {
            rung.push(soon(&*account).await);
        }
        world.mention(BEN, "Und jetzt?");
        while soon(&*account).await != wake("mentions") {}
        assert_eq!(world.server().limits_broken(), 0, "{kind:?}");
    }
}

#[tokio::test]
async fn what_x_refuses_is_tried_again_with_patience() {
    let world = with_bell("filtered").await;
    for (skip, kind) in [
        (0, FaultKind::StatusBefore { code: 503 }),
        (1, FaultKind::DropBefore),
        (2, FaultKind::RateLimited { reset_after_secs: 300 }),
    ] {
        let fault = Fault::new(kind).on("GET", "/2/tweets/search/stream");
        world.server().inject(Fault { skip, times: Some(1), ..fault });
    }
    let began = world.clock.now();
    let account = world.open();
    assert_eq!(soon(&*account).await, Wake::All);
    let waited = world.clock.now().duration_since(began);
    assert!(waited >= jiff::SignedDuration::from_mins(5), "{waited}");
    assert_eq!(world.server().limits_broken(), 0);
}

#[tokio::test]
async fn a_second_node_waits_for_its_turn_and_nothing_rings_while_money_is_short() {
    let mut world = with_bell("filtered").await;
    let one = world.open();
    assert_eq!(soon(&*one).await, Wake::All);
    let problem = one.check().await.into_iter().find(|check| check.what == "streaming");
    assert!(problem.unwrap().problem.is_none());
    let other = world.open();
    let taken = tokio::time::timeout(Duration::from_millis(300), other.wake()).await;
    assert!(taken.is_err(), "{taken:?}");

    // Before anybody asks less often nothing rings any more.
    drop((one, other));
    world.settings = AccountSettings { budget_day_cents: 100, ..AccountSettings::default() };
    let today = world.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    *world.vault.books.lock().unwrap() = [((today, "mentions".to_owned()), (600, 600_000))].into();
    let poor = world.open();
    assert_eq!(soon(&*poor).await, Wake::All);
    // Six tenths of the money are gone, so six tenths of the day have to be.
    let rang = world.clock.now();
    assert!(rang >= "2026-11-20T14:24:00Z".parse().unwrap(), "{rang}");
    let without = World::new().await;
    let quiet = without.open();
    let never = tokio::time::timeout(Duration::from_millis(100), quiet.wake()).await;
    assert!(never.is_err(), "no token of the application, no bell");
}

/// A third of the day has passed: a third of a tenth may have been spent on ringing.
#[tokio::test]
async fn ringing_costs_no_more_than_its_part_of_a_budget() {
    let mut world = with_bell("filtered").await;
    world.settings = AccountSettings { budget_day_cents: 300, ..AccountSettings::default() };
    world.vault.books.lock().unwrap().clear();
    let account = world.open();
    let rings = |world: &World| {
        let books = world.vault.books.lock().unwrap().clone();
        let rings = books.into_iter().filter(|((_, kind), _)| kind.starts_with("events"));
        rings.map(|(_, (_, micros))| micros).sum::<i64>()
    };
    assert_eq!(soon(&*account).await, Wake::All);
    for n in 0..19 {
        world.mention(world.next(), &format!("Nummer {n}"));
        assert_eq!(soon(&*account).await, wake("mentions"), "{n}");
    }
    assert_eq!(rings(&world), 95_000);
    // The tenth cent is spent: until there is money for some more rings nothing is delivered.
    let before = world.clock.now();
    world.mention(world.next(), "Noch einer");
    while soon(&*account).await != Wake::All {}
    let waited = world.clock.now().duration_since(before);
    assert!(waited >= jiff::SignedDuration::from_mins(60), "{waited}");
    assert!(rings(&world) <= 100_000, "{}", rings(&world));
}

#[tokio::test]
async fn x_tells_what_it_counted_to_who_has_the_applications_token() {
    let world = with_bell("none").await;
    world.mention(CLARA, "Hallo?");
    let account = world.open();
    account.fetch(&"mentions".into(), None).await.unwrap();
    let usage = account.usage(7).await.unwrap().unwrap();
    assert!(usage.used >= 1 && usage.cap == Some(3_000_000), "{usage:?}");
    assert_eq!(usage.days.iter().map(|(_, n)| n).sum::<u64>(), usage.used);
    assert_eq!(World::new().await.open().usage(7).await.unwrap(), None);
    let made_up = gerne_connector::Secret::new("made up");
    world.vault.secrets.lock().unwrap().insert("bearer".to_owned(), made_up);
    let refused = world.open().usage(7).await;
    assert!(matches!(
        refused,
        Err(gerne_connector::ConnectorError::Refused { reason })
            if reason.key == "spending.bearer_rejected"
    ));
}
