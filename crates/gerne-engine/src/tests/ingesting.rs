//! What comes in.

use std::time::Duration;

use gerne_connector::ConnectorError;
use gerne_domain::{AccountStatus, EventKind, InboundAttachment, Item, Status, Visibility};

use super::{
    scripted::{answered, said},
    stage::Stage,
};

#[tokio::test]
async fn the_same_post_ten_times_is_one_message() {
    let stage = Stage::set().await;
    stage.engine.start();
    for _ in 0..10 {
        stage.platform.posts(said("1", "clara", "Mein Router blinkt rot", stage.now()));
    }
    stage.platform.posts(said("2", "ben", "me too", stage.now()));
    stage.message("2").await;
    let matter = stage.matter("1").await;
    assert_eq!(matter.unanswered, 1);
    assert_eq!(matter.preview, "Mein Router blinkt rot");
    assert_eq!(stage.open_conversations().await.len(), 2);
    let received = stage.events().await;
    let received =
        received.iter().filter(|e| matches!(e.event.kind, EventKind::MessageReceived { .. }));
    assert_eq!(received.count(), 2);
}

#[tokio::test]
async fn waiting_counts_from_the_first_unanswered_word() {
    let stage = Stage::set().await;
    stage.engine.start();
    let first = stage.now();
    stage.pass(Duration::from_mins(1));
    stage.platform.posts(said("1", "clara", "Wo bleibt mein Paket?", stage.now()));
    let since = stage.matter("1").await.waiting_since.unwrap();
    assert!(since > first);
    stage.pass(Duration::from_hours(1));
    stage.platform.posts(answered("2", "clara", "1", "Hallo??", stage.now()));
    stage.message("2").await;
    let matter = stage.matter("1").await;
    assert_eq!(matter.waiting_since, Some(since), "a second mail resets nothing");
    assert_eq!(matter.unanswered, 2);
    assert_eq!(matter.preview, "Hallo??", "the row shows the newest that is unanswered");
    assert!(matter.due.unwrap() > since);
}

#[tokio::test]
async fn what_was_written_before_we_were_connected_waits_from_then() {
    let stage = Stage::set().await;
    let before = gerne_domain::time::before(stage.now(), Duration::from_hours(24));
    stage.platform.posts(said("1", "clara", "Alte Frage", before));
    stage.engine.start();
    let matter = stage.matter("1").await;
    assert_eq!(matter.waiting_since, Some(stage.now()));
    assert_eq!(stage.message("1").await.published_at, before);
}

#[tokio::test]
async fn an_edit_is_a_revision_and_a_delete_a_tombstone() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Ruter ist tot", stage.now()));
    let id = stage.message("1").await.id;
    stage.pass(Duration::from_secs(10));
    let mut edited = said("1", "clara", "Mein Router ist tot", stage.now());
    edited.edited_at = Some(stage.now());
    stage.platform.posts(edited);
    stage
        .until(async |stage| (stage.message("1").await.text == "Mein Router ist tot").then_some(()))
        .await;
    let mut db = stage.engine.store().read().await.unwrap();
    let revisions = db.revisions(id).await.unwrap();
    assert_eq!(revisions.len(), 1);
    assert_eq!(revisions[0].text, "Mein Ruter ist tot");
    assert_eq!(stage.matter("1").await.preview, "Mein Router ist tot");

    // An older state that comes late changes nothing.
    stage.platform.posts(said("1", "clara", "Mein Ruter ist tot", stage.now()));
    stage.platform.shows(Item::Deleted("1".into()));
    stage.until(async |stage| stage.message("1").await.deleted_at.map(drop)).await;
    let message = stage.message("1").await;
    assert_eq!(message.text, "");
    assert_eq!(db.revisions(id).await.unwrap(), [], "what was said before is gone too");
    let matter = stage.matter("1").await;
    assert_eq!((matter.waiting_since, matter.unanswered), (None, 0), "nobody waits for it");
    assert_eq!(matter.preview, "");
}

/// Facebook shows other words and does not say since when: it is an edit of when they were seen.
#[tokio::test]
async fn other_words_are_an_edit_where_no_time_of_it_is_told() {
    let stage = Stage::set().await;
    stage.platform.tell_no_edits();
    stage.engine.start();
    let began = stage.now();
    stage.platform.posts(said("1", "clara", "Mein Ruter ist tot", began));
    let id = stage.message("1").await.id;
    assert_eq!(stage.message("1").await.edited_at, None);
    let mut words = vec!["Mein Ruter ist tot".to_owned()];
    for text in ["Mein Router ist tot", "Mein Router ist wieder da"] {
        stage.pass(Duration::from_secs(10));
        stage.platform.posts(said("1", "clara", text, began));
        stage.until(async |stage| (stage.message("1").await.text == text).then_some(())).await;
        assert_eq!(stage.message("1").await.edited_at, Some(stage.now()));
        words.push(text.to_owned());
    }
    words.pop();
    let mut db = stage.engine.store().read().await.unwrap();
    let mut revisions: Vec<String> =
        db.revisions(id).await.unwrap().into_iter().map(|revision| revision.text).collect();
    revisions.sort_by_key(|text| words.iter().position(|word| word == text));
    assert_eq!(revisions, words);
    drop(db);
    // Seen once more, it stays an edit of then.
    let edited = stage.message("1").await.edited_at;
    stage.pass(Duration::from_secs(10));
    stage.platform.posts(said("1", "clara", "Mein Router ist wieder da", began));
    stage.platform.posts(said("2", "clara", "Danke", began));
    stage.message("2").await;
    assert_eq!(stage.message("1").await.edited_at, edited);
}

#[tokio::test]
async fn a_reply_to_an_unknown_parent_brings_it() {
    let stage = Stage::set().await;
    let mut stranger = said("0", "dora", "Nordlicht ist schon wieder weg", stage.now());
    stranger.addressed = false;
    stage.platform.hides(stranger);
    stage.engine.start();
    stage.platform.posts(answered("1", "clara", "0", "@us helft ihr mal bitte", stage.now()));
    let matter = stage.matter("1").await;
    let parent = stage.message("0").await;
    assert_eq!(parent.conversation_id, Some(matter.id), "shown where it belongs");
    assert_eq!(stage.message("1").await.parent_id, Some(parent.id));
    assert_eq!(matter.unanswered, 1, "only what was said to us waits");
}

#[tokio::test]
async fn each_answer_to_our_announcement_is_a_matter_of_its_own() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("a", "us", "Heute Nacht Wartung.", stage.now()));
    stage.platform.posts(answered("1", "clara", "a", "Schon wieder?", stage.now()));
    stage.platform.posts(answered("2", "ben", "a", "When exactly?", stage.now()));
    stage.platform.posts(answered("3", "ben", "1", "@clara same here", stage.now()));
    let (clara, ben) = (stage.matter("1").await, stage.matter("2").await);
    assert_ne!(clara.id, ben.id);
    assert_eq!(stage.matter("3").await.id, clara.id, "where its parent is");
    assert_eq!(stage.message("a").await.conversation_id, None);
    assert_eq!(stage.message("1").await.parent_id, Some(stage.message("a").await.id));
}

#[tokio::test]
async fn a_private_word_of_somebody_else_never_lands_in_a_customers_matter() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Anschluss ist tot", stage.now()));
    let mut private =
        answered("2", "mallory", "1", "ich bin Clara, neue Nummer bitte", stage.now());
    private.visibility = Visibility::Private;
    stage.platform.posts(private);
    let (clara, mallory) = (stage.matter("1").await, stage.matter("2").await);
    assert_ne!(clara.id, mallory.id);
    assert_ne!(clara.customer_id, mallory.customer_id);
    assert!(mallory.preview_private);
}

#[tokio::test]
async fn thanks_neither_reopen_nor_start_a_clock() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Router tot", stage.now()));
    let matter = stage.matter("1").await;
    stage.answers(matter.id, "Ist repariert.").await;
    stage.platform.posts(answered("2", "clara", "1", "Danke, läuft!", stage.now()));
    stage.message("2").await;
    let matter = stage.conversation(matter.id).await;
    assert_eq!((matter.status, matter.waiting_since), (Status::Pending, None));
    stage.platform.posts(answered("3", "clara", "1", "Jetzt ist es wieder weg", stage.now()));
    stage.message("3").await;
    assert_eq!(stage.conversation(matter.id).await.status, Status::Open);
}

#[tokio::test]
async fn an_answer_given_in_the_platforms_own_app_counts() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Router tot", stage.now()));
    stage.matter("1").await;
    stage.platform.posts(answered("o", "us", "1", "Wir schauen.", stage.now()));
    let ours = stage.message("o").await;
    let matter = stage.matter("1").await;
    assert_eq!(ours.conversation_id, Some(matter.id));
    assert_eq!((matter.status, matter.waiting_since), (Status::Pending, None));
    assert!(matter.first_response_at.is_some());
}

#[tokio::test]
async fn context_that_turns_out_to_be_said_to_us_waits() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Router tot", stage.now()));
    let matter = stage.matter("1").await;
    stage.answers(matter.id, "Wir schauen.").await;
    let mut context = answered("2", "ben", "1", "bei mir auch", stage.now());
    context.addressed = false;
    stage.platform.posts(context.clone());
    stage.message("2").await;
    assert_eq!(stage.conversation(matter.id).await.status, Status::Pending);
    context.addressed = true;
    stage.platform.posts(context);
    stage.until(async |stage| stage.message("2").await.addressed.then_some(())).await;
    assert_eq!(stage.conversation(matter.id).await.status, Status::Open);
}

#[tokio::test]
async fn context_turns_out_to_be_said_to_us_as_anything_else_is_said() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("0", "ben", "haha", stage.now()));
    let troll = stage.matter("0").await.customer_id;
    let change = crate::verbs::CustomerChange { blocked: Some(true), ..Default::default() };
    stage.engine.change_customer(&stage.anna, troll, change).await.unwrap();
    stage.platform.posts(said("1", "clara", "Router tot", stage.now()));
    let matter = stage.matter("1").await;
    stage.answers(matter.id, "Wir schauen.").await;

    // Whoever is blocked opens nothing; thanks with a picture is more than thanks.
    let mut blocked = answered("2", "ben", "1", "bei mir auch", stage.now());
    let mut pictured = answered("3", "clara", "1", "Danke!", stage.now());
    pictured.attachments = vec![picture("m1", Some("m1"), "Router")];
    for (said, then) in [(&mut blocked, Status::Pending), (&mut pictured, Status::Open)] {
        let id = said.external_id.0.clone();
        said.addressed = false;
        stage.platform.posts(said.clone());
        stage.message(&id).await;
        said.addressed = true;
        stage.platform.posts(said.clone());
        stage.until(async |stage| stage.message(&id).await.addressed.then_some(())).await;
        assert_eq!(stage.conversation(matter.id).await.status, then, "{id}");
    }
}

#[tokio::test]
async fn a_failed_fetch_is_tried_again_and_nothing_is_lost() {
    let stage = Stage::set().await;
    stage.engine.start();
    for n in 0..25 {
        stage.platform.posts(said(&format!("{n}"), "clara", &format!("Nummer {n}"), stage.now()));
    }
    stage.message("24").await;
    stage.platform.fails_next_fetch(ConnectorError::retry("502"));
    stage.platform.posts(said("after", "ben", "still here?", stage.now()));
    stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(5));
            let mut db = stage.engine.store().read().await.unwrap();
            db.message_by_external(stage.account, &"after".into()).await.unwrap()
        })
        .await;
}

#[tokio::test]
async fn a_dead_token_disconnects_once_and_tells_leads() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.fails_next_fetch(ConnectorError::reauthorize("401"));
    let account = stage
        .until(async |stage| {
            let mut db = stage.engine.store().read().await.unwrap();
            let account = db.account(stage.account).await.unwrap().unwrap();
            (account.status == AccountStatus::Disconnected).then_some(account)
        })
        .await;
    assert_eq!(account.problem.as_deref(), Some("account.reauthorize"));
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.standing_alarms().await.unwrap().len(), 1);

    // Connected again, it goes on where it was, and the alarm is over.
    stage.platform.posts(said("1", "clara", "Hallo", stage.now()));
    let url = "https://care.example.org/callback".parse().unwrap();
    let form = gerne_connector::Form::default();
    stage.engine.connect_begin(None, "scripted", &form, &url).await.unwrap();
    stage.message("1").await;
    assert_eq!(db.standing_alarms().await.unwrap(), []);
}

#[tokio::test]
async fn a_blocked_customer_opens_nothing() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "troll", "haha", stage.now()));
    let customer = stage.matter("1").await.customer_id;
    let change = crate::verbs::CustomerChange { blocked: Some(true), ..Default::default() };
    stage.engine.change_customer(&stage.anna, customer, change).await.unwrap();
    stage.platform.posts(said("2", "troll", "antwortet endlich", stage.now()));
    let second = stage.matter("2").await;
    assert_eq!((second.status, second.waiting_since), (Status::Pending, None));
}

#[tokio::test]
async fn blocking_closes_what_is_open_and_taking_it_back_opens_it_again() {
    let stage = Stage::set().await;
    stage.engine.start();
    let block = |blocked| {
        let change = crate::verbs::CustomerChange { blocked: Some(blocked), ..Default::default() };
        let (engine, anna) = (stage.engine.clone(), stage.anna.clone());
        move |customer| async move {
            engine.change_customer(&anna, customer, change).await.unwrap();
        }
    };
    stage.platform.posts(said("1", "troll", "haha", stage.now()));
    let open = stage.matter("1").await;
    assert!(open.waiting_since.is_some());

    block(true)(open.customer_id).await;
    let closed = stage.matter("1").await;
    assert_eq!((closed.status, closed.waiting_since), (Status::Resolved, None));
    assert_eq!(closed.no_answer, Some(gerne_domain::NoAnswerReason::Blocked));

    block(false)(open.customer_id).await;
    let again = stage.matter("1").await;
    assert_eq!((again.status, again.waiting_since), (Status::Open, open.waiting_since));
    assert_eq!(again.no_answer, None);

    // What somebody had resolved before stays so.
    let done =
        crate::verbs::StatusChange { status: Status::Resolved, until: None, no_answer: None };
    stage.engine.set_status(&stage.anna, open.id, done).await.unwrap();
    block(true)(open.customer_id).await;
    block(false)(open.customer_id).await;
    assert_eq!(stage.matter("1").await.status, Status::Resolved);
}

#[tokio::test]
async fn pictures_are_fetched_and_told() {
    let stage = Stage::set().await;
    stage.engine.start();
    let mut post = said("1", "clara", "So sieht er aus", stage.now());
    post.attachments.push(InboundAttachment {
        external_id: "m1".into(),
        kind: gerne_domain::AttachmentKind::Image,
        url: Some("https://scripted.example/m1.png".to_owned()),
        preview_url: None,
        mime: None,
        name: None,
        content: None,
        alt: Some("Ein Router mit roter Lampe".to_owned()),
        width: None,
        height: None,
    });
    stage.platform.posts(post);
    let blob =
        stage.until(async |stage| stage.message("1").await.attachments.first()?.blob.clone()).await;
    let kept = stage.engine.store().blob(&blob).await.unwrap().unwrap();
    assert_eq!(kept.mime, "image/png");
    let events = stage.events().await;
    assert!(events.iter().any(|e| matches!(e.event.kind, EventKind::MediaFetched { .. })));
}

fn picture(id: &str, url: Option<&str>, alt: &str) -> InboundAttachment {
    InboundAttachment {
        external_id: id.into(),
        kind: gerne_domain::AttachmentKind::Image,
        url: url.map(|name| format!("https://scripted.example/{name}.png")),
        preview_url: None,
        mime: None,
        alt: Some(alt.to_owned()),
        name: None,
        content: None,
        width: None,
        height: None,
    }
}

#[tokio::test]
async fn a_picture_that_the_platform_finishes_later_is_fetched_then() {
    let stage = Stage::set().await;
    stage.engine.start();
    let mut post = said("1", "clara", "So sieht er aus", stage.now());
    post.attachments.push(picture("m1", None, "Ein Router"));
    stage.platform.posts(post.clone());
    let matter = stage.matter("1").await;
    let reply = stage.reply("Ich sehe es mir an.");
    post.attachments = vec![picture("m1", Some("m1"), "Ein Router")];
    stage.platform.stands(post);
    stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(5));
            stage.message("1").await.attachments.first()?.blob.clone()
        })
        .await;
    let mut db = stage.engine.store().read().await.unwrap();
    let id = stage.message("1").await.id;
    assert_eq!(db.revisions(id).await.unwrap(), [], "nobody edited anything");
    stage.engine.reply(&stage.anna, matter.id, reply).await.expect("it is no news");
}

#[tokio::test]
async fn an_edit_brings_changes_and_takes_pictures() {
    let stage = Stage::set().await;
    stage.engine.start();
    let mut post = said("1", "clara", "So sieht er aus", stage.now());
    post.attachments = vec![picture("m1", Some("m1"), "Router"), picture("m2", Some("m2"), "")];
    stage.platform.posts(post.clone());
    stage
        .until(async |stage| {
            let all = stage.message("1").await.attachments;
            all.iter().all(|a| a.blob.is_some()).then_some(())
        })
        .await;
    let before = stage.message("1").await;
    stage.pass(Duration::from_mins(1));
    post.edited_at = Some(stage.now());
    let third = picture("m3", Some("m3"), "Die Rückseite");
    post.attachments = vec![third, picture("m1", Some("m1"), "Router mit roter Lampe")];
    stage.platform.posts(post);
    let after = stage
        .until(async |stage| {
            let message = stage.message("1").await;
            let fetched = message.attachments.iter().all(|a| a.blob.is_some());
            (message.edited_at.is_some() && fetched).then_some(message)
        })
        .await;
    let alts: Vec<_> = after.attachments.iter().map(|a| a.alt.as_deref().unwrap()).collect();
    assert_eq!(alts, ["Die Rückseite", "Router mit roter Lampe"]);
    assert_eq!(after.attachments[1].id, before.attachments[0].id, "it is the same picture");
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.revisions(after.id).await.unwrap().len(), 1);
    let edited = EventKind::MessageEdited { message: after.id };
    assert!(stage.events().await.iter().any(|e| e.event.kind == edited));
}

#[tokio::test]
async fn votes_are_no_news() {
    let stage = Stage::set().await;
    stage.engine.start();
    let option = |title: &str, votes| gerne_domain::PollOption {
        title: title.to_owned(),
        votes: Some(votes),
    };
    let poll = |votes| gerne_domain::Poll {
        options: vec![option("ja", votes), option("nein", 0)],
        expires_at: None,
        multiple: false,
    };
    let mut post = said("1", "clara", "Ist bei euch auch alles weg?", stage.now());
    post.poll = Some(poll(1));
    stage.platform.posts(post.clone());
    let matter = stage.matter("1").await;
    let reply = stage.reply("Wir schauen.");
    post.poll = Some(poll(7));
    stage.platform.posts(post);
    stage.until(async |stage| (stage.message("1").await.poll == Some(poll(7))).then_some(())).await;
    stage.engine.reply(&stage.anna, matter.id, reply).await.expect("votes are no news");
    let message = stage.message("1").await.id;
    let told = EventKind::MessageRefreshed { message };
    assert!(stage.events().await.iter().any(|e| e.event.kind == told));
}

#[tokio::test]
async fn no_parent_is_left_out_however_many_there_are() {
    let stage = Stage::set().await;
    stage.platform.gives_at_once(100);
    let mut posts = Vec::new();
    for n in 0..95 {
        let (parent, id) = (format!("p{n}"), format!("{n}"));
        let mut stranger = said(&parent, "dora", "Nordlicht ist weg", stage.now());
        stranger.addressed = false;
        stage.platform.hides(stranger);
        posts.push(answered(&id, "clara", &parent, "@us helft mal", stage.now()));
    }
    stage.platform.posts_all(posts);
    stage.engine.start();
    stage.message("94").await;
    for n in 0..95 {
        let parent = stage.message(&format!("p{n}")).await;
        assert_eq!(stage.message(&format!("{n}")).await.parent_id, Some(parent.id));
    }
    assert_eq!(stage.platform.look_ups(), 95, "each once");
}

#[tokio::test]
async fn a_strangers_post_that_we_answered_and_that_calls_us_now_is_a_matter() {
    let stage = Stage::set().await;
    stage.engine.start();
    let mut post = said("1", "dora", "Nordlicht ist weg", stage.now());
    post.addressed = false;
    stage.platform.posts(post.clone());
    stage.platform.posts(answered("o", "us", "1", "@dora Wir schauen.", stage.now()));
    assert_eq!(stage.message("o").await.conversation_id, None);
    stage.pass(Duration::from_mins(1));
    post.addressed = true;
    post.text = "@us Nordlicht ist weg".to_owned();
    post.edited_at = Some(stage.now());
    stage.platform.posts(post);
    let post =
        stage.until(async |stage| Some(stage.message("1").await).filter(|m| m.addressed)).await;
    let matter = stage.matter("1").await;
    assert_eq!((matter.status, matter.unanswered), (Status::Open, 1));
    let ours = stage.message("o").await;
    assert_eq!(ours.conversation_id, Some(matter.id), "what was said under it goes with it");
    assert_eq!(ours.parent_id, Some(post.id));
    stage.platform.posts(said("2", "ben", "Weiter", stage.now()));
    stage.message("2").await;
}

#[tokio::test]
async fn an_answer_is_told_when_what_it_quotes_elsewhere_changes() {
    let stage = Stage::set().await;
    stage.engine.start();
    let mut announced = said("1", "us", "Heute Nacht wird gewartet.", stage.now());
    stage.platform.posts(announced.clone());
    stage.platform.posts(answered("2", "clara", "1", "Wie lange?", stage.now()));
    let answer = stage.message("2").await;
    let quoted = stage.message("1").await;
    assert_eq!(answer.parent_id, Some(quoted.id));
    assert_ne!(answer.conversation_id, quoted.conversation_id);
    stage.pass(Duration::from_mins(1));
    announced.text = "Morgen Nacht wird gewartet.".to_owned();
    announced.edited_at = Some(stage.now());
    stage.platform.posts(announced);
    let told = EventKind::MessageRefreshed { message: answer.id };
    let heard = |event: &gerne_domain::Event| {
        event.event.kind == told && event.event.conversation_id == answer.conversation_id
    };
    stage.until(async |stage| stage.events().await.iter().any(heard).then_some(())).await;
}
