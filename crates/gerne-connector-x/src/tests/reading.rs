use std::collections::BTreeSet;

use gerne_connector::{Batch, LookUp, Platform as _};
use gerne_domain::{ExternalId, InboundMessage, Item, Visibility};
use gerne_sim::{Fault, FaultKind, Priced, XConfig, XPostSpec};
use jiff::SignedDuration;

use super::world::{BEN, CLARA, US, World};
use crate::normalize::DM;

fn messages(batch: &Batch) -> Vec<&InboundMessage> {
    batch
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Message(message) => Some(&**message),
            Item::Deleted(_) => None,
        })
        .collect()
}

fn texts(batch: &Batch) -> Vec<String> {
    messages(batch).into_iter().map(|message| message.text.clone()).collect()
}

fn counted(world: &World, kind: Priced) -> u64 {
    world.server().bill().iter().filter(|line| line.kind == kind).map(|line| line.count).sum()
}

fn id(id: &str) -> ExternalId {
    ExternalId(id.to_owned())
}

#[tokio::test]
async fn mentions_answers_and_quotes_come_oldest_first_and_once() {
    let world = World::new().await;
    let ours = world.post(US, XPostSpec::new("Heute Wartung im Norden"));
    let account = world.open();
    let begun = account.fetch(&"mentions".into(), None).await.unwrap();
    world.mention(CLARA, "Wie lange?");
    world.post(BEN, XPostSpec::new("Bei mir auch").reply_to(&ours.id));
    world.post(CLARA, XPostSpec::new("Na toll").quote(&ours.id));
    world.post(BEN, XPostSpec::new("Niemand gemeint"));
    let batch = account.fetch(&"mentions".into(), begun.cursor.as_ref()).await.unwrap();
    assert_eq!(
        texts(&batch),
        [format!("@{US} Wie lange?"), "Bei mir auch".into(), "Na toll".into()]
    );
    let said = messages(&batch);
    assert_eq!(said.iter().map(|m| m.addressed).collect::<Vec<_>>(), [true, true, true]);
    assert_eq!(said[1].in_reply_to, Some(id(&ours.id)));
    assert!(said[2].quotes.as_deref().unwrap().ends_with(&ours.id));
    assert_eq!(said[0].author.handle, CLARA);
    let again = account.fetch(&"mentions".into(), batch.cursor.as_ref()).await.unwrap();
    assert!(again.items.is_empty());
    // Nothing new: the cursor stays, and asking cost nothing that was not paid for already.
    assert_eq!(again.cursor, None);
    let spent = world.server().spent();
    world.clock.advance(SignedDuration::from_mins(20));
    account.fetch(&"mentions".into(), batch.cursor.as_ref()).await.unwrap();
    assert_eq!(world.server().spent(), spent);
}

#[tokio::test]
async fn what_we_answer_on_x_by_hand_is_read_back() {
    let world = World::new().await;
    let account = world.open();
    let begun = account.fetch(&"own".into(), None).await.unwrap();
    let question = world.mention(CLARA, "Frage");
    world.post(US, XPostSpec::new("Antwort von Hand").reply_to(&question.id));
    world.post(US, XPostSpec::new("Ankündigung an alle"));
    let batch = account.fetch(&"own".into(), begun.cursor.as_ref()).await.unwrap();
    assert_eq!(texts(&batch), ["Antwort von Hand"], "only answers belong to conversations");
    let said = messages(&batch)[0];
    assert!(said.author.is_us && said.in_reply_to == Some(id(&question.id)));
}

#[tokio::test]
async fn long_posts_signs_and_links_come_whole() {
    let world = World::new().await;
    world.server().change_person(CLARA, |person| person.premium = true).unwrap();
    let account = world.open();
    let long =
        "Es geht < nicht & zwar seit gestern > immer noch 🇩🇪: https://nordlicht.example/hilfe "
            .repeat(12);
    world.mention(CLARA, &long);
    let batch = account.fetch(&"mentions".into(), None).await.unwrap();
    assert_eq!(texts(&batch), [format!("@{US} {}", long.trim())]);
}

#[tokio::test]
async fn people_are_bought_once() {
    let world = World::new().await;
    let mut cursor = None;
    for n in 0..6 {
        world.mention(CLARA, &format!("Clara {n}"));
        world.mention(BEN, &format!("Ben {n}"));
        // As after restarts: what is known of people is kept with the account.
        let batch = world.open().fetch(&"mentions".into(), cursor.as_ref()).await.unwrap();
        assert!(messages(&batch).iter().all(|m| [CLARA, BEN].contains(&m.author.handle.as_str())));
        cursor = batch.cursor.or(cursor);
        world.clock.advance(SignedDuration::from_hours(24));
    }
    // We ourselves were read while connecting.
    assert_eq!(counted(&world, Priced::UserRead), 3);
    world.clock.advance(SignedDuration::from_hours(31 * 24));
    world.mention(CLARA, "Clara heißt jetzt anders");
    world.open().fetch(&"mentions".into(), cursor.as_ref()).await.unwrap();
    assert_eq!(
        counted(&world, Priced::UserRead),
        4,
        "names change: after a month they are asked again"
    );
}

#[tokio::test]
async fn edits_deletions_and_locks_are_seen_when_asked_for() {
    let world = World::new().await;
    for who in [CLARA, BEN] {
        world.server().change_person(who, |person| person.premium = true).unwrap();
    }
    let account = world.open();
    let kept = world.mention(CLARA, "bleibt");
    let changed = world.mention(CLARA, "ändert sich");
    let gone = world.mention(CLARA, "geht");
    let locked = world.mention(BEN, "wird geschützt");
    account.fetch(&"mentions".into(), None).await.unwrap();
    world.server().edit(&changed.id, &format!("@{US} hat sich geändert")).unwrap();
    world.server().delete(&gone.id).unwrap();
    world.server().change_person(BEN, |person| person.protected = true).unwrap();
    let ids = [&kept, &changed, &gone, &locked].map(|post| id(&post.id)).to_vec();
    for account in [account, world.open()] {
        let states = account.look_up(&LookUp::States(ids.clone())).await.unwrap();
        let said: Vec<_> = messages(&states);
        let now = said.iter().find(|m| m.external_id.0 == changed.id).unwrap();
        assert_eq!(now.text, format!("@{US} hat sich geändert"));
        assert!(now.edited_at.is_some());
        let deleted: BTreeSet<_> = states
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Deleted(id) => Some(id.0.clone()),
                Item::Message(_) => None,
            })
            .collect();
        assert_eq!(deleted, BTreeSet::from([gone.id.clone(), locked.id.clone()]));
        assert!(said.iter().any(|m| m.external_id.0 == kept.id));
    }
}

#[tokio::test]
async fn a_failing_look_deletes_nothing() {
    let world = World::new().await;
    let account = world.open();
    let kept = world.mention(CLARA, "bleibt");
    account.fetch(&"mentions".into(), None).await.unwrap();
    for kind in [
        FaultKind::StatusBefore { code: 404 },
        FaultKind::HtmlBody,
        FaultKind::Says {
            code: 200,
            body: r#"{"errors":[{"title":"x","type":"about:blank"}]}"#.to_owned(),
        },
        FaultKind::Says { code: 200, body: r#"{"meta":{"result_count":0}}"#.to_owned() },
    ] {
        world
            .server()
            .inject(Fault { times: Some(1), ..Fault::new(kind.clone()).on("GET", "/2/tweets") });
        let states = account.look_up(&LookUp::States(vec![id(&kept.id)])).await;
        let deleted = states.iter().flat_map(|b| &b.items).any(|i| matches!(i, Item::Deleted(_)));
        assert!(!deleted, "{kind:?}: {states:?}");
    }
}

#[tokio::test]
async fn the_thread_above_an_answer_is_told_and_paid_once() {
    let world = World::new().await;
    let root = world.post(CLARA, XPostSpec::new("Mein Router ist tot"));
    let middle = world.post(BEN, XPostSpec::new("Meiner auch").reply_to(&root.id));
    let gone = world.post(BEN, XPostSpec::new("Schon gelöscht").reply_to(&middle.id));
    let account = world.open();
    let called = world.post(CLARA, XPostSpec::new(&format!("@{US} ?")).reply_to(&middle.id));
    account.fetch(&"mentions".into(), None).await.unwrap();
    let above = account.look_up(&LookUp::Ancestors(id(&called.id))).await.unwrap();
    assert_eq!(texts(&above), ["Mein Router ist tot", "Meiner auch"]);
    let spent = world.server().spent();
    account.look_up(&LookUp::Ancestors(id(&called.id))).await.unwrap();
    assert_eq!(world.server().spent(), spent, "what was seen is not asked for again");
    // A parent that is gone is no failure: the thread begins below it.
    let orphan = world.post(CLARA, XPostSpec::new(&format!("@{US} hallo")).reply_to(&gone.id));
    world.server().delete(&gone.id).unwrap();
    let above = world.open().look_up(&LookUp::Ancestors(id(&orphan.id))).await.unwrap();
    assert!(above.items.is_empty());
    let around = account.look_up(&LookUp::Context(id(&called.id))).await.unwrap();
    assert!(texts(&around).contains(&"Meiner auch".to_owned()));
    let private = LookUp::Ancestors(ExternalId(format!("{DM}7")));
    assert!(account.look_up(&private).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn private_messages_come_in_order_with_what_we_said_elsewhere() {
    let world = World::new().await;
    let account = world.open();
    let say = |from: &str, to: &str, text: &str| {
        world.clock.advance(SignedDuration::from_secs(1));
        world.server().write(from, to, text).unwrap()
    };
    say(CLARA, US, "Hallo?");
    let begun = account.fetch(&"messages".into(), None).await.unwrap();
    assert_eq!(texts(&begun), ["Hallo?"]);
    world.clock.advance(SignedDuration::from_mins(15));
    for n in 0..30 {
        say(if n % 2 == 0 { CLARA } else { BEN }, US, &format!("Nachricht {n}"));
    }
    say(US, CLARA, "In der App geantwortet");
    let batch = account.fetch(&"messages".into(), begun.cursor.as_ref()).await.unwrap();
    assert_eq!(batch.items.len(), 31, "more than the first look shows");
    let said = messages(&batch);
    assert!(said.iter().all(|m| m.visibility == Visibility::Private));
    assert!(said[30].author.is_us && said[30].text == "In der App geantwortet");
    assert_eq!(said[30].in_reply_to, Some(said[28].external_id.clone()), "by conversation");
    let again = account.fetch(&"messages".into(), batch.cursor.as_ref()).await.unwrap();
    assert!(again.items.is_empty());
}

/// Between connecting and the first look, much may be said; a process may have died, too.
#[tokio::test]
async fn whatever_was_said_since_the_account_was_connected_is_read() {
    let world = World::with(XConfig { rate_limits: false, ..XConfig::default() }).await;
    world.mention(CLARA, "lange her");
    world.clock.advance(SignedDuration::from_hours(1));
    let account = world.account();
    let mut said = Vec::new();
    for n in 0..130 {
        said.push(world.mention(world.next(), &format!("Frage {n}")).text);
    }
    let mut cursor = None;
    let mut read = Vec::new();
    loop {
        // A process of its own for each look.
        let open = world.platform.open(&account, world.vault.clone()).unwrap();
        let batch = open.fetch(&"mentions".into(), cursor.as_ref()).await.unwrap();
        read.extend(texts(&batch));
        cursor = batch.cursor.or(cursor);
        if !batch.more {
            break;
        }
    }
    let all: BTreeSet<_> = read.iter().cloned().collect();
    assert_eq!(read.len(), all.len(), "nothing comes twice");
    assert_eq!(all, said.into_iter().collect());
}

#[tokio::test]
async fn whatever_was_said_in_private_since_the_account_was_connected_is_read() {
    let world = World::new().await;
    world.server().write(CLARA, US, "lange her").unwrap();
    world.clock.advance(SignedDuration::from_hours(1));
    let account = world.open();
    let mut said = BTreeSet::new();
    for n in 0..30 {
        world.clock.advance(SignedDuration::from_secs(1));
        said.insert(world.server().write(world.next(), US, &format!("Frage {n}")).unwrap().text);
    }
    let mut cursor = None;
    let mut read = Vec::new();
    for _ in 0..3 {
        let batch = account.fetch(&"messages".into(), cursor.as_ref()).await.unwrap();
        read.extend(texts(&batch));
        cursor = batch.cursor.or(cursor);
        world.clock.advance(SignedDuration::from_mins(5));
    }
    let all: BTreeSet<_> = read.iter().cloned().collect();
    assert_eq!((read.len(), all), (said.len(), said), "each once");
}

#[tokio::test]
async fn what_lies_beyond_800_is_told_and_can_be_bought_back() {
    let world = World::with(XConfig { rate_limits: false, ..XConfig::default() }).await;
    let account = world.open();
    world.mention(CLARA, "die erste");
    let begun = account.fetch(&"mentions".into(), None).await.unwrap();
    world.clock.advance(SignedDuration::from_hours(1));
    for n in 0..900 {
        world.mention(if n % 2 == 0 { CLARA } else { BEN }, &format!("Nummer {n}"));
    }
    let batch = account.fetch(&"mentions".into(), begun.cursor.as_ref()).await.unwrap();
    assert_eq!(batch.items.len(), 800);
    let gap = batch.gap.clone().expect("a hundred are missing");
    assert_eq!(gap.reason.key, "gap.can_be_bought");
    let told = |name: &str| gap.reason.values[name].parse::<u64>().unwrap();
    // An hour without anything beside 800 in 800 seconds: it can be no more than an estimate.
    assert!(told("posts") >= 100 && told("cents") >= 150, "{gap:?}");
    let mut read: BTreeSet<String> = texts(&batch).into_iter().collect();
    let bought = account.read_back(gap.from, gap.to).await.unwrap();
    assert_eq!(bought.gap, None);
    read.extend(texts(&bought));
    let missing: Vec<_> =
        (0..900).filter(|n| !read.contains(&format!("@{US} Nummer {n}"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // A week later search knows nothing of it any more.
    world.clock.advance(SignedDuration::from_hours(8 * 24));
    let late = world.open().read_back(gap.from, gap.to).await.unwrap();
    assert_eq!(late.gap.unwrap().reason.key, "gap.too_old_to_buy");
}

#[tokio::test]
async fn a_walk_that_is_cut_short_goes_on_where_it_was() {
    let world = World::with(XConfig { rate_limits: false, ..XConfig::default() }).await;
    let account = world.open();
    let begun = account.fetch(&"mentions".into(), None).await.unwrap();
    for n in 0..250 {
        world.mention(if n % 2 == 0 { CLARA } else { BEN }, &format!("Nummer {n}"));
    }
    let fault = Fault::new(FaultKind::StatusBefore { code: 503 }).on("GET", "/2/users/*/mentions");
    world.server().inject(Fault { skip: 1, times: Some(1), ..fault });
    let mut cursor = begun.cursor;
    let mut read = BTreeSet::new();
    for _ in 0..6 {
        let batch = account.fetch(&"mentions".into(), cursor.as_ref()).await.unwrap();
        for text in texts(&batch) {
            assert!(read.insert(text.clone()), "{text} came twice");
        }
        cursor = batch.cursor.or(cursor);
    }
    assert_eq!(read.len(), 250);
}

/// What answers a later version belongs to the first one, also for a process that never saw the edit.
#[tokio::test]
async fn after_a_restart_an_answer_to_an_edited_post_finds_its_place() {
    let world = World::new().await;
    let account = world.open();
    world.server().change_person(CLARA, |person| person.premium = true).unwrap();
    let first = world.mention(CLARA, "Mein Ruter ist tot");
    let edited = world.server().edit(&first.id, &format!("@{US} Mein Router ist tot")).unwrap();
    let begun = account.fetch(&"mentions".into(), None).await.unwrap();
    assert_eq!(messages(&begun)[0].external_id, id(&first.id));
    drop(account);
    world.post(BEN, XPostSpec::new(&format!("@{US} Bei mir auch")).reply_to(&edited.id));
    let after = world.open().fetch(&"mentions".into(), begun.cursor.as_ref()).await.unwrap();
    let said = messages(&after);
    assert_eq!(said.last().unwrap().in_reply_to, Some(id(&first.id)));
}
