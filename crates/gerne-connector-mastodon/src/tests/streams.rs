use gerne_connector::Wake;
use gerne_sim::{Fault, FaultKind, Flavour, PostSpec};

use super::world::{CLARA, US, World, no_pictures, soon};
use crate::stream::{Ring, ring};

#[test]
fn lines_ring() {
    let post = |by: &str, named: &str| {
        let post =
            format!(r#"{{"id":"7","account":{{"id":"{by}"}},"mentions":[{{"id":"{named}"}}]}}"#);
        serde_json::to_string(&post).unwrap()
    };
    let line = |event: &str, payload: &str| {
        format!(r#"{{"stream":["user"],"event":"{event}","payload":{payload}}}"#)
    };
    let changed = |id: &str| Ring::Changed(id.to_owned());
    for (line, expected) in [
        (line("notification", "\"{}\""), Ring::Look("mentions")),
        (line("notification", r#""{\"type\":\"mention\"}""#), Ring::Look("mentions")),
        (line("notification", r#""{\"type\":\"quote\"}""#), Ring::Look("mentions")),
        (line("notification", r#""{\"type\":\"favourite\"}""#), Ring::Nothing),
        (line("notification", r#""{\"type\":\"new\"}""#), Ring::Look("mentions")),
        (
            line("notification", r#""{\"type\":\"update\",\"status\":{\"id\":\"7\"}}""#),
            changed("7"),
        ),
        (line("conversation", "\"{}\""), Ring::Look("mentions")),
        (line("update", &post("100", "1")), Ring::Look("own")),
        (line("update", &post("2", "100")), Ring::Nothing),
        (line("update", "\"not json\""), Ring::Look("own")),
        (line("status.update", &post("2", "100")), changed("7")),
        (line("status.update", &post("100", "2")), changed("7")),
        (line("status.update", &post("2", "3")), Ring::Nothing),
        (line("status.update", "\"{\""), Ring::All),
        (line("delete", "\"115\""), changed("115")),
        (line("delete", "115"), changed("115")),
        (line("delete", "null"), Ring::All),
        (line("notifications_merged", "\"1\""), Ring::All),
        (line("announcement", "\"{}\""), Ring::Nothing),
        (line("something.new", "\"{}\""), Ring::Nothing),
        (r#"{"stream":["user"],"event":"filters_changed"}"#.to_owned(), Ring::Nothing),
        (r#"{"error":"Unknown stream type","status":400}"#.to_owned(), Ring::All),
        ("garbage".to_owned(), Ring::All),
        (String::new(), Ring::Nothing),
    ] {
        assert_eq!(ring(&line, "100"), expected, "{line}");
    }
}

#[tokio::test]
async fn what_others_did_rings_where_it_belongs() {
    let world = World::new(Flavour::Mastodon).await;
    world.server().follow(US, CLARA).unwrap();
    let account = world.open();
    assert_eq!(soon(account.wake()).await, Wake::All);

    let question = world.mention(CLARA, "Frage");
    assert_eq!(soon(account.wake()).await, Wake::Resource("mentions".into()));
    let reply = world.reply(&question, "k", "Antwort, im eigenen Programm gegeben");
    account.send(&reply, &no_pictures()).await.unwrap();
    while soon(account.wake()).await != Wake::Resource("own".into()) {}

    world.server().edit(&question.id, &format!("@{US} Frage, besser")).unwrap();
    while soon(account.wake()).await != Wake::Resource("changes".into()) {}
    let batch = account.fetch(&"changes".into(), None).await.unwrap();
    let texts: Vec<_> = gone_or_text(&batch.items);
    assert_eq!(texts, [format!("@{US} Frage, besser")]);
    let kept = batch.cursor;

    world.server().delete(&question.id).unwrap();
    while soon(account.wake()).await != Wake::Resource("changes".into()) {}
    let batch = account.fetch(&"changes".into(), kept.as_ref()).await.unwrap();
    assert_eq!(gone_or_text(&batch.items), ["gone"]);
    let again = account.fetch(&"changes".into(), kept.as_ref()).await.unwrap();
    assert_eq!(gone_or_text(&again.items), ["gone"], "until it was kept");
    let later = account.fetch(&"changes".into(), batch.cursor.as_ref()).await.unwrap();
    assert!(later.items.is_empty());
}

fn gone_or_text(items: &[gerne_domain::Item]) -> Vec<String> {
    let text = |item: &gerne_domain::Item| match item {
        gerne_domain::Item::Message(message) => message.text.clone(),
        gerne_domain::Item::Deleted(_) => "gone".to_owned(),
    };
    items.iter().map(text).collect()
}

#[tokio::test]
async fn a_waiter_may_go_and_come_back() {
    let world = World::new(Flavour::GoToSocial).await;
    let account = world.open();
    assert_eq!(soon(account.wake()).await, Wake::All);
    for _ in 0..5 {
        let waiting = account.wake();
        tokio::select! {
            biased;
            _ = waiting => panic!("nothing rang"),
            () = tokio::task::yield_now() => {}
        }
    }
    assert_eq!(world.server().open_streams(), 1, "the stream stays open");
    world.post(CLARA, PostSpec::direct(&format!("@{US} leise")));
    assert_eq!(soon(account.wake()).await, Wake::Resource("mentions".into()));
}

#[tokio::test]
async fn a_lost_or_garbled_ring_is_made_up_by_a_later_one() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    soon(account.wake()).await;
    world.server().inject(Fault::new(FaultKind::StreamGarbage).times(2));
    world.mention(CLARA, "unlesbar");
    assert_eq!(soon(account.wake()).await, Wake::Resource("mentions".into()), "only a bell");
    world.server().clear_faults();
    world.server().inject(
        Fault::new(FaultKind::StatusBefore { code: 503 }).on("GET", "/api/v1/streaming*").times(3),
    );
    world.server().drop_connections();
    // What was under way may ring before; the reconnection succeeds after some tries.
    while soon(account.wake()).await != Wake::All {}
}
