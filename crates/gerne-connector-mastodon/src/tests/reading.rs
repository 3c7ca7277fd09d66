use gerne_connector::{Action, Batch, ConnectorError, Cursor, LookUp};
use gerne_domain::{ExternalId, InboundMessage, Item, Visibility};
use gerne_sim::{Fault, FaultKind, Flavour, PostSpec};

use super::world::{BEN, CLARA, US, World};

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

fn deleted(batch: &Batch) -> Vec<&ExternalId> {
    batch
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Deleted(id) => Some(id),
            Item::Message(_) => None,
        })
        .collect()
}

/// Fetches and moves the cursor, as the engine does.
async fn fetch(
    account: &dyn gerne_connector::Account,
    what: &str,
    cursor: &mut Option<Cursor>,
) -> Batch {
    let batch = account.fetch(&what.into(), cursor.as_ref()).await.unwrap();
    *cursor = batch.cursor.clone().or(cursor.take());
    batch
}

/// Between connecting and the first look, much may be said; a process may have died, too.
#[tokio::test]
async fn whatever_was_said_since_the_account_was_connected_is_read() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    let said: Vec<String> =
        (0..130).map(|n| world.mention(CLARA, &format!("Frage {n}")).id).collect();
    let mut cursor = None;
    let mut read = Vec::new();
    loop {
        let batch = fetch(&*account, "mentions", &mut cursor).await;
        read.extend(messages(&batch).iter().map(|message| message.external_id.to_string()));
        if !batch.more {
            break;
        }
    }
    assert_eq!(read, said);
}

#[tokio::test]
async fn answers_given_elsewhere_appear() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    let question = world.mention(CLARA, "Frage");
    world.post(US, PostSpec::public("Heute neu im Laden"));
    let mut cursor = None;
    assert!(fetch(&*account, "own", &mut cursor).await.items.is_empty(), "no answer, no matter");

    let answer =
        world.post(US, PostSpec::public(&format!("@{CLARA} Gern!")).reply_to(&question.id));
    let quiet = world.post(US, PostSpec::direct(&format!("@{BEN} nur für Sie")));
    let batch = fetch(&*account, "own", &mut cursor).await;
    let found = messages(&batch);
    assert_eq!(
        found.iter().map(|m| m.external_id.as_str()).collect::<Vec<_>>(),
        [&answer.id, &quiet.id]
    );
    assert!(found.iter().all(|message| message.author.is_us && !message.addressed));
    assert_eq!(found[0].in_reply_to, Some(question.id.as_str().into()));
    assert_eq!(found[1].visibility, Visibility::Private);

    world.server().edit(&answer.id, &format!("@{CLARA} Sehr gern!")).unwrap();
    world.server().delete(&quiet.id).unwrap();
    let batch = fetch(&*account, "own", &mut cursor).await;
    assert_eq!(messages(&batch)[0].text, format!("@{CLARA} Sehr gern!"));
    assert_eq!(deleted(&batch), [&ExternalId(quiet.id)]);
    assert!(fetch(&*account, "own", &mut cursor).await.items.is_empty());
}

#[tokio::test]
async fn recent_edits_and_deletions_come_with_the_next_page() {
    for flavour in [Flavour::Mastodon, Flavour::GoToSocial, Flavour::Akkoma] {
        let world = World::new(flavour).await;
        let account = world.open();
        let posts: Vec<_> = (0..5).map(|n| world.mention(CLARA, &format!("Frage {n}"))).collect();
        let mut cursor = None;
        assert_eq!(fetch(&*account, "mentions", &mut cursor).await.items.len(), 5);
        world.server().edit(&posts[1].id, &format!("@{US} Frage 1, genauer")).unwrap();
        world.server().delete(&posts[3].id).unwrap();
        let batch = fetch(&*account, "mentions", &mut cursor).await;
        assert_eq!(messages(&batch).len(), 1, "{flavour:?}");
        assert!(messages(&batch)[0].text.ends_with("genauer"));
        assert_eq!(deleted(&batch), [&ExternalId(posts[3].id.clone())], "{flavour:?}");
        assert!(fetch(&*account, "mentions", &mut cursor).await.items.is_empty());
    }
}

#[tokio::test]
async fn a_mention_without_its_post_comes_later() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    let mut cursor = None;
    fetch(&*account, "mentions", &mut cursor).await;
    world.mention(CLARA, "bin gleich da");
    world.server().inject(Fault::new(FaultKind::ListWithoutStatus));
    world.server().inject(
        Fault::new(FaultKind::StatusBefore { code: 404 }).on("GET", "/api/v1/notifications/*"),
    );
    assert!(fetch(&*account, "mentions", &mut cursor).await.items.is_empty());
    world.server().clear_faults();
    assert_eq!(fetch(&*account, "mentions", &mut cursor).await.items.len(), 1);
}

#[tokio::test]
async fn what_is_not_for_an_inbox_is_left_out() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    let own = world.post(US, PostSpec::public("Heute neu im Laden"));
    world.server().favourite(CLARA, &own.id, true).unwrap();
    world.server().follow(CLARA, US).unwrap();
    let quote = world.post(CLARA, PostSpec::public("Schaut mal").quote(&own.id));
    let batch = fetch(&*account, "mentions", &mut None).await;
    let found = messages(&batch);
    assert_eq!(found.iter().map(|m| m.external_id.as_str()).collect::<Vec<_>>(), [&quote.id]);
    assert!(found[0].addressed && found[0].quotes.as_deref() == Some(&own.url));
}

#[tokio::test]
async fn threads_are_told_root_first() {
    let world = World::new(Flavour::GoToSocial).await;
    let account = world.open();
    let root = world.post(CLARA, PostSpec::public("Kennt jemand Nordlicht?"));
    let middle = world.post(BEN, PostSpec::public("ask them").reply_to(&root.id));
    let asked =
        world.post(CLARA, PostSpec::public(&format!("@{US} stimmt das?")).reply_to(&middle.id));
    let after = world.post(BEN, PostSpec::public("me too").reply_to(&asked.id));
    let ids =
        |batch: Batch| messages(&batch).iter().map(|m| m.external_id.0.clone()).collect::<Vec<_>>();

    let ancestors =
        ids(account.look_up(&LookUp::Ancestors(asked.id.as_str().into())).await.unwrap());
    assert_eq!(ancestors, [root.id.clone(), middle.id.clone()]);
    let context = ids(account.look_up(&LookUp::Context(asked.id.as_str().into())).await.unwrap());
    assert_eq!(context, [root.id, middle.id, after.id]);
    let gone = account.look_up(&LookUp::Context("nosuch".into())).await.unwrap();
    assert!(gone.items.is_empty());
}

#[tokio::test]
async fn many_states_are_asked_in_few_requests() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    let posts: Vec<_> = (0..45).map(|n| world.mention(CLARA, &format!("Frage {n}"))).collect();
    world.server().delete(&posts[7].id).unwrap();
    let before = world.server().requests().len();
    let ids = posts.iter().map(|post| post.id.as_str().into()).collect();
    let batch = account.look_up(&LookUp::States(ids)).await.unwrap();
    assert_eq!((messages(&batch).len(), deleted(&batch).len()), (44, 1));
    assert_eq!(world.server().requests().len() - before, 4);
}

#[tokio::test]
async fn likes_and_deletions_can_be_repeated() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    let question = world.mention(CLARA, "Frage");
    let id = || ExternalId(question.id.clone());
    for _ in 0..2 {
        account.act(&Action::Like(id())).await.unwrap();
        assert_eq!(world.server().post_by_id(&question.id).unwrap().favourited_by, [US]);
    }
    for _ in 0..2 {
        account.act(&Action::Unlike(id())).await.unwrap();
    }
    assert!(world.server().post_by_id(&question.id).unwrap().favourited_by.is_empty());
    let own = world.post(US, PostSpec::public("weg damit"));
    for _ in 0..2 {
        account.act(&Action::Delete(ExternalId(own.id.clone()))).await.unwrap();
    }
    assert!(world.server().post_by_id(&own.id).unwrap().deleted);
    let hide = account.act(&Action::Hide(id())).await;
    assert!(matches!(hide, Err(ConnectorError::Refused { .. })));
    assert!(account.fetch(&"nosuch".into(), None).await.is_err());
}

#[tokio::test]
async fn polling_leaves_room_for_answers() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    let question = world.mention(CLARA, "Frage");
    let mut error = None;
    for _ in 0..310 {
        if let Err(e) = account.fetch(&"mentions".into(), None).await {
            error = Some(e);
            break;
        }
    }
    let Some(ConnectorError::Retry { after: Some(after), .. }) = error else { panic!("{error:?}") };
    assert!(after.as_secs() > 0 && after.as_secs() <= 300, "{after:?}");
    assert!(world.server().requests().iter().all(|request| request.status != 429));
    let reply = world.reply(&question, "k", "Eine Antwort geht noch.");
    account.send(&reply, &super::world::no_pictures()).await.unwrap();
    world.clock.advance(jiff::SignedDuration::try_from(after).unwrap());
    account.fetch(&"mentions".into(), None).await.unwrap();
}
