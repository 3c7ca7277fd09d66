//! What goes out.

use std::time::Duration;

use gerne_domain::{DeliveryState, Role, Status, Visibility};

use super::{
    scripted::{Fate, answered, said},
    stage::Stage,
};
use crate::{Caller, EngineError, verbs::AccountChange};

async fn asked() -> (Stage, gerne_domain::Conversation) {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    (stage, matter)
}

#[tokio::test]
async fn a_reply_is_held_then_leaves_signed_and_no_wider() {
    let (stage, matter) = asked().await;
    let reply = stage.reply("Ich schaue sofort.");
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    let held = stage.delivery(written, DeliveryState::Held).await;
    assert!(held.not_before > stage.now());
    assert_eq!(stage.platform.sent().len(), 0, "nothing leaves inside the undo window");
    let pending = stage.conversation(matter.id).await;
    assert_eq!((pending.status, pending.waiting_since), (Status::Pending, None));
    assert_eq!(pending.assignee_id, Some(stage.anna.agent), "who answers has it");
    stage.pass(Duration::from_secs(7));
    stage.delivery(written, DeliveryState::Sent).await;
    let sent = stage.platform.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].text, "Ich schaue sofort. ^Anna");
    assert_eq!(sent[0].visibility, Visibility::Unlisted, "kept out of public timelines");
    assert_eq!(sent[0].to[0].handle, "clara@scripted.example");
    assert!(stage.conversation(matter.id).await.first_response_at.is_some());
}

#[tokio::test]
async fn undone_inside_the_window_it_never_leaves_and_the_waiting_is_as_before() {
    let (stage, matter) = asked().await;
    let reply = stage.reply("Ups");
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    let back = stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap().value;
    assert_eq!(back.outbound.text, "Ups ^Anna");
    stage.pass(Duration::from_mins(1));
    stage.delivery(written, DeliveryState::Cancelled).await;
    assert_eq!(stage.platform.sent().len(), 0);
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.waiting_since), (Status::Open, matter.waiting_since));
    assert_eq!(now.unanswered, 1);
    let late = stage.engine.undo_reply(&stage.anna, written.delivery).await;
    assert!(matches!(late, Err(EngineError::Conflict)));
}

#[tokio::test]
async fn an_answer_beside_a_newer_message_or_a_colleagues_answer_is_refused() {
    let (stage, matter) = asked().await;
    let reply = stage.reply("Ich schaue.");
    stage.platform.posts(answered("2", "clara", "1", "Geht wieder!", stage.now()));
    stage.message("2").await;
    let stale = stage.engine.reply(&stage.anna, matter.id, reply.clone()).await;
    let Err(EngineError::Stale(missed)) = stale else { panic!("{stale:?}") };
    assert_eq!(missed.len(), 1);
    let anyway = crate::verbs::NewReply { send_anyway: true, ..reply };
    stage.engine.reply(&stage.anna, matter.id, anyway).await.unwrap();
    // Jonas had not seen Anna's.
    let second = crate::verbs::NewReply { seen: missed[0].seq, ..stage.reply("Ich auch.") };
    let stale = stage.engine.reply(&stage.jonas, matter.id, second).await;
    assert!(matches!(stale, Err(EngineError::Stale(_))), "{stale:?}");
}

#[tokio::test]
async fn a_lost_answer_is_looked_for_and_never_sent_blindly() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::ArrivesSilently);
    let written = stage.answers(matter.id, "Ist unterwegs.").await;
    stage.delivery(written, DeliveryState::Unknown).await;
    let waits = stage.conversation(matter.id).await;
    assert_eq!(waits.waiting_since, matter.waiting_since, "unknown is no answer");
    stage.pass(Duration::from_secs(4));
    stage.delivery(written, DeliveryState::Sent).await;
    assert_eq!(stage.platform.sent().len(), 1, "once");
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.waiting_since), (Status::Pending, None));
}

#[tokio::test]
async fn not_found_and_no_key_honoured_a_person_decides() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::VanishesSilently);
    let written = stage.answers(matter.id, "Ist unterwegs.").await;
    stage.delivery(written, DeliveryState::Unknown).await;
    let alarm = stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(30));
            let mut db = stage.engine.store().read().await.unwrap();
            db.standing_alarms().await.unwrap().pop()
        })
        .await;
    assert_eq!(alarm.kind, "reply_unknown");
    assert_eq!(stage.platform.sent().len(), 0, "nothing was sent again by itself");
    stage.engine.retry_delivery(&stage.anna, written.delivery).await.unwrap();
    stage.delivery(written, DeliveryState::Sent).await;
    assert_eq!(stage.platform.sent().len(), 1);
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.standing_alarms().await.unwrap(), [], "it is over");
}

#[tokio::test]
async fn not_found_where_keys_are_honoured_it_is_sent_again_with_the_same_key() {
    let (stage, matter) = asked().await;
    stage.platform.honours_keys();
    stage.platform.fate(Fate::VanishesSilently);
    let written = stage.answers(matter.id, "Ist unterwegs.").await;
    let unknown = stage.delivery(written, DeliveryState::Unknown).await;
    stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(10));
            (stage.platform.sent().len() == 1).then_some(())
        })
        .await;
    assert_eq!(stage.platform.sent()[0].key, unknown.outbound.key);
    stage.delivery(written, DeliveryState::Sent).await;
}

#[tokio::test]
async fn refused_tells_the_author_and_leads_and_the_customer_waits_again() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::Refused);
    let written = stage.answers(matter.id, "Nein.").await;
    let refused = stage.delivery(written, DeliveryState::Refused).await;
    assert_eq!(refused.reason.unwrap().key, "refused.by_script");
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.waiting_since), (Status::Open, matter.waiting_since));
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.standing_alarms().await.unwrap()[0].kind, "reply_refused");
}

#[tokio::test]
async fn what_is_gone_when_it_is_answered_is_deleted_here_at_once() {
    let (stage, matter) = asked().await;
    let theirs = stage.message("1").await;
    stage.platform.no_longer_has("1");
    stage.platform.fate(Fate::ParentGone);
    let written = stage.answers(matter.id, "Wir sehen nach.").await;
    let refused = stage.delivery(written, DeliveryState::Refused).await;
    assert_eq!(refused.reason.unwrap().key, "refused.parent_gone");
    stage
        .until(async |stage| {
            let mut db = stage.engine.store().read().await.unwrap();
            db.message(theirs.id).await.unwrap()?.deleted_at
        })
        .await;
}

/// It says for what it waits, and can be called back all the time.
#[tokio::test]
async fn what_waits_for_money_says_so_and_can_be_called_back() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::HeldBack(Duration::from_hours(5), "delivery.budget"));
    let written = stage.answers(matter.id, "Gleich.").await;
    let waits = stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(5));
            let delivery = stage.delivery(written, DeliveryState::Queued).await;
            (delivery.attempts > 0).then_some(delivery)
        })
        .await;
    assert_eq!(waits.reason.unwrap().key, "delivery.budget");
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    stage.pass(Duration::from_hours(6));
    assert_eq!(stage.platform.sent().len(), 0);
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.waiting_since), (Status::Open, matter.waiting_since));
}

#[tokio::test]
async fn later_means_later_and_in_order() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::Later(Duration::from_mins(5)));
    let first = stage.answers(matter.id, "Erstens.").await;
    let queued = stage.delivery(first, DeliveryState::Queued).await;
    assert!(queued.not_before >= gerne_domain::time::after(stage.now(), Duration::from_secs(290)));
    let second = stage.answers(matter.id, "Zweitens.").await;
    stage.pass(Duration::from_mins(1));
    assert_eq!(stage.platform.sent().len(), 0);
    stage.pass(Duration::from_mins(5));
    stage.delivery(first, DeliveryState::Sent).await;
    stage.delivery(second, DeliveryState::Sent).await;
    let texts: Vec<String> = stage.platform.sent().into_iter().map(|o| o.text).collect();
    assert_eq!(texts, ["Erstens. ^Anna", "Zweitens. ^Anna"]);
}

#[tokio::test]
async fn what_stands_behind_others_says_when_its_turn_is_and_keeps_to_it() {
    let (stage, _) = asked().await;
    stage.platform.lets_through(2, Duration::from_mins(1));
    let mut written = Vec::new();
    for n in 0..5 {
        stage.platform.posts(said(&format!("q{n}"), "ben", "Und?", stage.now()));
        let matter = stage.matter(&format!("q{n}")).await;
        let reply = stage.reply(&format!("Antwort {n}."));
        let reply = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
        written.push(stage.delivery(reply, DeliveryState::Held).await);
    }
    let first = written[0].not_before;
    let turns: Vec<_> = written
        .iter()
        .map(|w| gerne_domain::time::between(first, w.not_before).as_secs())
        .collect();
    assert_eq!(turns, [0, 0, 60, 60, 120]);
    stage.pass(gerne_domain::time::between(stage.now(), first));
    for there in [2, 4, 5] {
        stage.until(async |stage| (stage.platform.sent().len() >= there).then_some(())).await;
        stage.pass(Duration::from_secs(59));
        assert_eq!(stage.platform.sent().len(), there, "not before its turn");
        stage.pass(Duration::from_secs(1));
    }
    let texts: Vec<String> = stage.platform.sent().into_iter().map(|o| o.text).collect();
    assert_eq!(texts, (0..5).map(|n| format!("Antwort {n}. ^Anna")).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_dead_token_keeps_the_reply_until_connected_again() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::Reauthorize);
    let written = stage.answers(matter.id, "Gleich.").await;
    stage.delivery(written, DeliveryState::Queued).await;
    stage.disconnected().await;
    let url = "https://care.example.org/callback".parse().unwrap();
    let form = gerne_connector::Form::default();
    stage.engine.connect_begin(None, "scripted", &form, &url).await.unwrap();
    stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(5));
            (stage.platform.sent().len() == 1).then_some(())
        })
        .await;
    stage.delivery(written, DeliveryState::Sent).await;
}

#[tokio::test]
async fn connected_again_is_the_same_account_and_nobody_elses() {
    let (stage, _) = asked().await;
    let url = "https://care.example.org/callback".parse().unwrap();
    let other = |more: &[(&str, &str)]| {
        let fields = [("who", "somebody_else")].into_iter().chain(more.iter().copied());
        gerne_connector::Form(fields.map(|(k, v)| (k.to_owned(), v.to_owned())).collect())
    };
    let refused = |error: EngineError| match error {
        EngineError::Invalid(refusal) => refusal.key,
        error => panic!("{error}"),
    };
    let again = Some(stage.account);
    let at_once = stage.engine.connect_again(None, again, "scripted", &other(&[]), &url).await;
    assert_eq!(refused(at_once.unwrap_err()), "connect.other_account");
    assert_eq!(stage.platform.discarded(), [], "what somebody typed in is theirs");
    let form = other(&[("browser", "yes")]);
    stage.engine.connect_again(None, again, "scripted", &form, &url).await.unwrap();
    let back = [("state".to_owned(), "mark".to_owned())].into();
    let later = stage.engine.connect_finish(&gerne_connector::Callback(back)).await;
    assert_eq!(refused(later.unwrap_err()), "connect.other_account");
    assert_eq!(stage.platform.discarded(), ["somebody_else".into()], "fresh rights end");
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.accounts().await.unwrap().len(), 1, "nobody else's was taken");
    drop(db);
    let form = gerne_connector::Form::default();
    stage.engine.connect_again(None, again, "scripted", &form, &url).await.unwrap();
}

#[tokio::test]
async fn a_bigger_budget_has_what_waits_tried_again() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::Later(Duration::from_hours(12)));
    let written = stage.answers(matter.id, "Gleich.").await;
    let put_off = stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(5));
            let delivery = stage.delivery(written, DeliveryState::Queued).await;
            (delivery.attempts > 0).then_some(delivery)
        })
        .await;
    assert!(put_off.not_before > stage.now());
    let mut db = stage.engine.store().read().await.unwrap();
    let mut settings = db.account(stage.account).await.unwrap().unwrap().settings;
    drop(db);
    settings.budget_day_cents += 500;
    let change = AccountChange { settings: Some(settings), ..AccountChange::default() };
    let admin = Caller { role: Role::Admin, ..stage.anna.clone() };
    stage.engine.change_account(&admin, stage.account, change).await.unwrap();
    stage.delivery(written, DeliveryState::Sent).await;
}

#[tokio::test]
async fn our_reply_fetched_before_its_receipt_is_not_doubled() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::VanishesSilently);
    let written = stage.answers(matter.id, "Kommt um drei.").await;
    stage.delivery(written, DeliveryState::Unknown).await;
    let mut ours = answered("o", "us", "1", "@clara Kommt um drei. ^Anna", stage.now());
    ours.visibility = Visibility::Unlisted;
    stage.platform.posts(ours);
    stage.delivery(written, DeliveryState::Sent).await;
    assert_eq!(stage.message("o").await.id, written.message);
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.newest_messages(matter.id, 10).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_colleagues_answer_in_the_app_is_not_taken_for_ours() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::VanishesSilently);
    let written = stage.answers(matter.id, "👍").await;
    stage.delivery(written, DeliveryState::Unknown).await;
    for (id, text) in [("o1", "@clara Wir schauen. 👍 ^Jonas"), ("o2", "@clara ^Anna"), ("o3", "")]
    {
        let mut theirs = answered(id, "us", "1", text, stage.now());
        theirs.visibility = Visibility::Unlisted;
        stage.platform.posts(theirs);
        assert_ne!(stage.message(id).await.id, written.message, "{text}");
    }
    stage.delivery(written, DeliveryState::Unknown).await;
}

#[tokio::test]
async fn an_edit_after_a_refused_answer_leaves_the_customer_waiting() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::Refused);
    let written = stage.answers(matter.id, "Nein.").await;
    stage.delivery(written, DeliveryState::Refused).await;
    let mut edited = said("1", "clara", "Mein Router ist ganz tot", stage.now());
    edited.edited_at = Some(stage.now());
    stage.platform.posts(edited);
    stage
        .until(async |stage| stage.message("1").await.text.contains("ganz tot").then_some(()))
        .await;
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.waiting_since), (Status::Open, matter.waiting_since));
}

#[tokio::test]
async fn what_waits_behind_an_earlier_reply_keeps_nobody_busy() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::Later(Duration::from_mins(5)));
    let first = stage.answers(matter.id, "Erstens.").await;
    let first = stage.delivery(first, DeliveryState::Queued).await;
    stage.answers(matter.id, "Zweitens.").await;
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.next_delivery_at(stage.account).await.unwrap(), Some(first.not_before));
}

#[tokio::test]
async fn an_answer_from_yesterday_does_not_leave_by_surprise() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::Reauthorize);
    let written = stage.answers(matter.id, "Bis heute Abend.").await;
    stage.delivery(written, DeliveryState::Queued).await;
    stage.disconnected().await;
    stage.pass(Duration::from_hours(30));
    let url = "https://care.example.org/callback".parse().unwrap();
    let form = gerne_connector::Form::default();
    stage.engine.connect_begin(None, "scripted", &form, &url).await.unwrap();
    let refused = stage.delivery(written, DeliveryState::Refused).await;
    assert_eq!(refused.reason.unwrap().key, "refused.gave_up");
    assert_eq!(stage.platform.sent().len(), 0);
}

#[tokio::test]
async fn our_reply_come_back_is_not_an_edit() {
    let (stage, matter) = asked().await;
    let written = stage.answers(matter.id, "Kommt um drei.").await;
    stage.delivery(written, DeliveryState::Sent).await;
    let external = stage.platform.sent().len();
    let id = format!("ours-{external}");
    stage.platform.posts(answered(&id, "us", "1", "@clara Kommt um drei. ^Anna", stage.now()));
    stage.platform.posts(said("2", "ben", "next", stage.now()));
    stage.message("2").await;
    let ours = stage.message(&id).await;
    assert_eq!((ours.id, ours.text.as_str()), (written.message, "Kommt um drei. ^Anna"));
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.revisions(ours.id).await.unwrap(), []);
}

#[tokio::test]
async fn what_must_not_leave_is_held_back_with_a_reason() {
    let (stage, matter) = asked().await;
    for (text, code) in [
        (String::new(), "reply.empty"),
        (format!("Vorgang {}", matter.id), "reply.own_id"),
        (format!("Vorgang {}", matter.id.0.simple()), "reply.own_id"),
        (format!("Vorgang {:X}", matter.customer_id.0.simple()), "reply.own_id"),
        ("lang ".repeat(60), "reply.too_long"),
    ] {
        let reply = stage.reply(&text);
        let refused = stage.engine.reply(&stage.anna, matter.id, reply).await;
        let Err(EngineError::Invalid(reason)) = refused else { panic!("{text}: {refused:?}") };
        assert_eq!(reason.key, code);
    }
    // Somebody else's number that looks like ours is theirs to have.
    let theirs =
        gerne_domain::IdSource::next(&crate::V7::new(std::sync::Arc::new(stage.clock.clone())));
    let reply = stage.reply(&format!("Ihr Gerät {}", theirs.simple()));
    let fine = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    stage.engine.undo_reply(&stage.anna, fine.delivery).await.unwrap();
    let warned = crate::verbs::NewReply {
        content_warning: Some(format!("zu {}", matter.id)),
        ..stage.reply("harmlos")
    };
    let refused = stage.engine.reply(&stage.anna, matter.id, warned).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "reply.own_id"));
    let mut private = said("p", "ben", "privat", stage.now());
    private.visibility = Visibility::Private;
    stage.platform.posts(private);
    let theirs = stage.matter("p").await;
    let reply = crate::verbs::NewReply {
        visibility: Some(Visibility::Public),
        ..stage.reply("öffentlich")
    };
    let refused = stage.engine.reply(&stage.anna, theirs.id, reply).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "reply.too_wide"));
}

#[tokio::test]
async fn a_conversation_that_we_begin_reaches_who_it_names() {
    let (stage, _) = asked().await;
    let new = crate::verbs::NewConversation {
        key: "new".to_owned(),
        account: stage.account,
        to: crate::verbs::Recipient::Handle("@clara@scripted.example".to_owned()),
        visibility: Visibility::Private,
        subject: None,
        text: "Hat es geklappt?".to_owned(),
        content_warning: None,
        language: None,
        media: Vec::new(),
        in_public: None,
        asked: None,
    };
    let written = stage.engine.start_conversation(&stage.anna, new).await.unwrap().value;
    stage.pass(Duration::from_secs(7));
    stage.delivery(written, DeliveryState::Sent).await;
    stage.platform.posts(answered("r", "clara", "ours-1", "Ja!", stage.now()));
    assert_eq!(stage.matter("r").await.id, written.conversation);
}

#[tokio::test]
async fn the_same_words_again_prove_nothing_and_hold_nothing_up() {
    let (stage, matter) = asked().await;
    stage.platform.posts(said("b", "ben", "Meiner auch", stage.now()));
    let bens = stage.matter("b").await;
    stage.platform.finds_by_words();
    stage.platform.fate(Fate::VanishesSilently);
    let first = stage.answers(matter.id, "Wir schauen.").await;
    stage.delivery(first, DeliveryState::Unknown).await;
    let again = stage.answers(matter.id, "Wir schauen.").await;
    stage.delivery(again, DeliveryState::Sent).await;
    // The look for the first finds the second.
    let alarm = stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(5));
            let mut db = stage.engine.store().read().await.unwrap();
            db.standing_alarms().await.unwrap().pop()
        })
        .await;
    assert_eq!(alarm.kind, "reply_unknown");
    stage.delivery(first, DeliveryState::Unknown).await;
    let other = stage.answers(bens.id, "Auch das.").await;
    stage.delivery(other, DeliveryState::Sent).await;
    stage.delivery(first, DeliveryState::Unknown).await;
    assert_eq!(stage.message("ours-1").await.id, again.message);
}

#[tokio::test]
async fn the_same_private_words_to_somebody_else_prove_nothing() {
    let (stage, matter) = asked().await;
    let new = crate::verbs::NewConversation {
        key: "new".to_owned(),
        account: stage.account,
        to: crate::verbs::Recipient::Handle("@clara@scripted.example".to_owned()),
        visibility: Visibility::Private,
        subject: None,
        text: "Hat es geklappt?".to_owned(),
        content_warning: None,
        language: None,
        media: Vec::new(),
        in_public: None,
        asked: None,
    };
    stage.platform.fate(Fate::VanishesSilently);
    let written = stage.engine.start_conversation(&stage.anna, new).await.unwrap().value;
    assert_ne!(written.conversation, matter.id);
    stage.pass(Duration::from_secs(7));
    stage.delivery(written, DeliveryState::Unknown).await;
    for (id, text, proof) in [
        ("o1", "@ben Hat es geklappt? ^Anna", false),
        ("o2", "@clara @ben Hat es geklappt? ^Anna", false),
        ("o3", "@clara Hat es geklappt? ^Anna", true),
    ] {
        let mut ours = said(id, "us", text, stage.now());
        ours.visibility = Visibility::Private;
        stage.platform.posts(ours);
        assert_eq!(stage.message(id).await.id == written.message, proof, "{text}");
    }
    stage.delivery(written, DeliveryState::Sent).await;
}

#[tokio::test]
async fn what_a_person_tries_again_may_be_put_off_though_it_is_old() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::Refused);
    let written = stage.answers(matter.id, "Nein.").await;
    stage.delivery(written, DeliveryState::Refused).await;
    stage.pass(Duration::from_hours(30));
    stage.platform.fate(Fate::Later(Duration::from_mins(5)));
    stage.engine.retry_delivery(&stage.anna, written.delivery).await.unwrap();
    let put_off = stage
        .until(async |stage| {
            let mut db = stage.engine.store().read().await.unwrap();
            let found = db.delivery(written.delivery).await.unwrap().unwrap();
            (found.attempts == 2 && found.state != DeliveryState::Sending).then_some(found)
        })
        .await;
    assert_eq!(put_off.state, DeliveryState::Queued);
    stage.pass(Duration::from_mins(6));
    stage.delivery(written, DeliveryState::Sent).await;
}

#[tokio::test]
async fn what_answers_a_twin_stands_under_our_reply_afterwards() {
    let (stage, matter) = asked().await;
    stage.platform.fate(Fate::VanishesSilently);
    let written = stage.answers(matter.id, "Kommt um drei.").await;
    let delivery = stage.delivery(written, DeliveryState::Unknown).await;
    // It comes back so that nobody knows it, and Clara answers it.
    stage.platform.posts(answered("ours-1", "us", "1", "@clara Kommt um 3. ^Anna", stage.now()));
    stage.platform.posts(answered("2", "clara", "ours-1", "Danke!", stage.now()));
    let twin = stage.message("ours-1").await;
    assert_eq!(stage.message("2").await.parent_id, Some(twin.id));
    stage.platform.has(&delivery.outbound);
    stage.pass(Duration::from_secs(4));
    stage.delivery(written, DeliveryState::Sent).await;
    assert_eq!(stage.message("ours-1").await.id, written.message);
    assert_eq!(stage.message("2").await.parent_id, Some(written.message));
}

#[tokio::test]
async fn found_after_a_restore_nobody_waits_any_more() {
    let stage = Stage::set().await;
    let mut db = stage.engine.store().read().await.unwrap();
    let account = db.account(stage.account).await.unwrap().unwrap();
    drop(db);
    let items = vec![gerne_domain::Item::Message(Box::new(said(
        "1",
        "clara",
        "Mein Router ist tot",
        stage.now(),
    )))];
    let batch = gerne_connector::Batch { items, ..Default::default() };
    let Ok(batch) = stage.engine.complete(&account, &stage.platform, batch).await else {
        panic!("it leans on nothing")
    };
    stage.engine.ingest(&account, None, batch).await.unwrap();
    let matter = stage.matter("1").await;
    let reply = stage.reply("Ist unterwegs.");
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    let delivery = stage.delivery(written, DeliveryState::Held).await;
    // As a restore leaves it.
    let doubt = stage.engine.write(move |tx| {
        Box::pin(async move {
            let (id, step) = (written.delivery, gerne_store::Settlement::default());
            let (queued, sending) = (DeliveryState::Queued, DeliveryState::Sending);
            tx.move_delivery(id, DeliveryState::Held, queued, &step).await?;
            tx.move_delivery(id, queued, sending, &step).await?;
            let not_before = Some(gerne_domain::Timestamp::UNIX_EPOCH);
            let step = gerne_store::Settlement { not_before, ..step };
            tx.move_delivery(id, sending, DeliveryState::Unknown, &step).await?;
            Ok(())
        })
    });
    doubt.await.unwrap();
    stage.platform.has(&delivery.outbound);
    assert_eq!(stage.engine.take_up_restored().await.unwrap(), 1);
    assert_eq!(stage.engine.take_up_restored().await.unwrap(), 0);
    let waits = stage.conversation(matter.id).await;
    assert_eq!((waits.status, waits.waiting_since), (Status::Open, matter.waiting_since));
    stage.engine.start();
    stage.delivery(written, DeliveryState::Sent).await;
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.waiting_since), (Status::Pending, None));
}
