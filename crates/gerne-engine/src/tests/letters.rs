//! Letters find what they answer, strangers do not, and machines wait for nobody.

use std::time::Duration;

use gerne_domain::{
    AttachmentKind, Author, Automatic, DeliveryState, InboundMessage, Letter, Mailbox,
    NoAnswerReason, Report, Returned, Status, Visibility,
};
use gerne_store::Store;

use super::{
    scripted::{Scripted, said},
    stage::Stage,
};
use crate::verbs::{NewConversation, NewLetter, NewReply, Recipient};

async fn post_office() -> Stage {
    let stage = closed_office().await;
    stage.engine.start();
    stage
}

async fn closed_office() -> Stage {
    let store = Store::open_in_memory().await.unwrap();
    Stage::on(store, Scripted::of_letters(), "2026-11-02T09:00:00Z".parse().unwrap()).await
}

fn mailbox(address: &str) -> Mailbox {
    Mailbox { name: None, address: address.to_owned() }
}

/// A letter to us, which is called `id@` the domain of its writer.
pub(super) fn letter(
    stage: &Stage,
    id: &str,
    from: &str,
    answers: &[&str],
    text: &str,
) -> InboundMessage {
    let domain = from.split('@').nth(1).unwrap();
    InboundMessage {
        author: Author {
            external_id: from.into(),
            handle: from.to_owned(),
            name: from.to_owned(),
            avatar_url: None,
            profile_url: None,
            also: Vec::new(),
            is_us: false,
        },
        visibility: Visibility::Private,
        subject: Some("Anschluss".to_owned()),
        letter: Some(Box::new(Letter {
            name: Some(format!("{id}@{domain}")),
            chain: answers.iter().map(|&name| name.to_owned()).collect(),
            to: vec![mailbox("us@scripted.example")],
            ..Letter::default()
        })),
        ..said(id, "x", text, stage.now())
    }
}

fn automatic(mut letter: InboundMessage, what: Automatic) -> InboundMessage {
    letter.letter.as_mut().unwrap().automatic = Some(what);
    letter
}

#[tokio::test]
async fn an_answer_finds_what_it_answers_and_a_stranger_does_not() {
    let stage = post_office().await;
    stage.platform.posts(letter(&stage, "a1", "kim@web.example", &[], "Wann geht es wieder?"));
    let matter = stage.matter("a1").await.id;
    let written = stage.answers(matter, "Morgen um zehn.").await;
    stage.delivery(written, DeliveryState::Sent).await;
    let sent = stage.platform.sent().remove(0);
    let head = &sent.letter.as_ref().unwrap().head;
    let ours = head.name.clone().unwrap();
    assert!(ours.ends_with("@scripted.example") && ours.len() > 40, "{ours}");
    assert_eq!(head.chain, ["a1@web.example"]);
    assert_eq!(head.to, [mailbox("kim@web.example")]);
    assert_eq!(sent.letter.as_ref().unwrap().speaker, "Anna");
    assert_eq!(sent.subject.as_deref(), Some("Anschluss"));

    // From another address of theirs, with only our name above it.
    stage.platform.posts(letter(
        &stage,
        "a2",
        "kim@work.example",
        &[&ours],
        "Danke, und die Rechnung?",
    ));
    assert_eq!(stage.matter("a2").await.id, matter);
    // A client that was told a name of which we never heard; an older one is known, and its writer.
    let chain = ["a1@web.example", "unknown@elsewhere.example"];
    stage.platform.posts(letter(&stage, "a3", "kim@web.example", &chain, "Noch etwas"));
    assert_eq!(stage.matter("a3").await.id, matter);
    // A stranger quotes what stands in public archives: a matter of their own.
    stage.platform.posts(letter(
        &stage,
        "s1",
        "mallory@bad.example",
        &["a1@web.example"],
        "Ich auch",
    ));
    assert_ne!(stage.matter("s1").await.id, matter);
    assert_eq!(stage.open_conversations().await.len(), 2);
}

#[tokio::test]
async fn what_answers_the_same_unknown_letter_belongs_together_for_the_same_writer_only() {
    let stage = post_office().await;
    let news = ["news-7@us.example"];
    stage.platform.posts(letter(&stage, "n1", "a@x.example", &news, "Abmelden bitte"));
    stage.platform.posts(letter(&stage, "n2", "b@y.example", &news, "Was kostet das?"));
    stage.platform.posts(letter(&stage, "n3", "a@x.example", &news, "Bitte!"));
    let first = stage.matter("n1").await.id;
    assert_ne!(stage.matter("n2").await.id, first);
    assert_eq!(stage.matter("n3").await.id, first);
    // The same name, other words: another letter, in the same matter.
    let mut again = letter(&stage, "n4", "a@x.example", &[], "Ganz anders");
    again.letter.as_mut().unwrap().name = Some("n1@x.example".to_owned());
    stage.platform.posts(again);
    assert_eq!(stage.matter("n4").await.id, first);
}

#[tokio::test]
async fn a_copy_of_what_we_sent_is_not_a_second_message() {
    let stage = post_office().await;
    stage.platform.posts(letter(&stage, "a1", "kim@web.example", &[], "Wann?"));
    let matter = stage.matter("a1").await.id;
    let written = stage.answers(matter, "Morgen um zehn.").await;
    stage.delivery(written, DeliveryState::Sent).await;
    let head = stage.platform.sent().remove(0).letter.unwrap().head;
    let mut copy =
        letter(&stage, "copy", "us@scripted.example", &["a1@web.example"], "Morgen um zehn.");
    copy.author.is_us = true;
    copy.letter.as_mut().unwrap().name = head.name;
    stage.platform.posts(copy);
    // A colleague answered from another program.
    let mut outlook =
        letter(&stage, "out", "us@scripted.example", &["a1@web.example"], "Auch übermorgen.");
    outlook.author.is_us = true;
    stage.platform.posts(outlook);
    assert_eq!(stage.matter("out").await.id, matter);
    let mut db = stage.engine.store().read().await.unwrap();
    assert!(db.message_by_external(stage.account, &"copy".into()).await.unwrap().is_none());
    assert_eq!(db.newest_messages(matter, 10).await.unwrap().len(), 3);
}

#[tokio::test]
async fn machines_join_quietly_and_what_came_back_is_shown_at_what_was_sent() {
    let stage = post_office().await;
    stage.platform.posts(letter(&stage, "a1", "kim@web.example", &[], "Wann?"));
    let matter = stage.matter("a1").await.id;
    let written = stage.answers(matter, "Morgen um zehn.").await;
    stage.delivery(written, DeliveryState::Sent).await;
    let ours = stage.platform.sent().remove(0).letter.unwrap().head.name.unwrap();
    let away = letter(&stage, "o1", "kim@web.example", &[&ours], "Ich bin im Urlaub.");
    stage.platform.posts(automatic(away, Automatic::Reply));
    let joined = stage.matter("o1").await;
    assert_eq!((joined.id, joined.status, joined.waiting_since), (matter, Status::Pending, None));

    let mut bounce = automatic(
        letter(&stage, "b1", "mailer-daemon@mx.example", &[], "Unzustellbar"),
        Automatic::Bounce,
    );
    let returned = Returned {
        address: Some("kim@web.example".to_owned()),
        permanent: Some(true),
        status: Some("5.1.1".to_owned()),
        diagnostic: Some("no such user".to_owned()),
    };
    bounce.letter.as_mut().unwrap().report =
        Some(Report { about: vec![ours.clone()], recipients: vec![returned.clone()] });
    stage.platform.posts(bounce);
    let joined = stage.matter("b1").await;
    assert_eq!((joined.id, joined.status), (matter, Status::Pending), "never opened again by it");
    let delivery = stage.delivery(written, DeliveryState::Sent).await;
    assert_eq!(delivery.returned, std::slice::from_ref(&returned));
    let boss = Returned { address: Some("chef@web.example".to_owned()), ..returned };
    let mut second = automatic(
        letter(&stage, "b2", "mailer-daemon@mx.example", &[], "Unzustellbar"),
        Automatic::Bounce,
    );
    second.letter.as_mut().unwrap().report =
        Some(Report { about: vec![ours.clone()], recipients: vec![boss] });
    stage.platform.posts(second);
    stage.matter("b2").await;
    let mut db = stage.engine.store().read().await.unwrap();
    let anna = stage.anna.agent;
    assert_eq!(db.unread_notifications(anna).await.unwrap(), 1, "they are called once for all");
    let back = db.returned_deliveries(anna, &[matter]).await.unwrap();
    assert_eq!(back.iter().map(|delivery| delivery.returned.len()).collect::<Vec<_>>(), [2]);
    let kim = stage.message("a1").await.identity_id.unwrap();
    let gone = db.identity(kim).await.unwrap().unwrap().unreachable.unwrap();
    assert!(!gone.left);
    drop(db);

    // They write again: somebody reads there after all.
    stage.platform.posts(letter(&stage, "a4", "kim@web.example", &[&ours], "Doch, ich bin da."));
    assert_eq!(stage.matter("a4").await.status, Status::Open);
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.identity(kim).await.unwrap().unwrap().unreachable, None);
    drop(db);
    // A newsletter that belongs to nothing waits for nobody.
    let news = letter(&stage, "nl", "news@shop.example", &[], "Angebote!");
    stage.platform.posts(automatic(news, Automatic::Bulk));
    let news = stage.matter("nl").await;
    let why = Some(NoAnswerReason::Automatic);
    assert_eq!((news.status, news.no_answer), (Status::Resolved, why));
}

#[tokio::test]
async fn who_is_no_longer_there_is_marked_with_who_follows() {
    let stage = post_office().await;
    stage.platform.posts(letter(&stage, "a1", "meier@firma.example", &[], "Angebot?"));
    let matter = stage.matter("a1").await.id;
    let mut gone =
        letter(&stage, "g1", "meier@firma.example", &["a1@firma.example"], "Ausgeschieden");
    gone.letter.as_mut().unwrap().left = Some(vec!["schulz@firma.example".to_owned()]);
    stage.platform.posts(automatic(gone, Automatic::Reply));
    assert_eq!(stage.matter("g1").await.id, matter);
    let identity = stage.message("a1").await.identity_id.unwrap();
    let mut db = stage.engine.store().read().await.unwrap();
    let identity = db.identity(identity).await.unwrap().unwrap();
    let unreachable = identity.unreachable.unwrap();
    assert!(unreachable.left && unreachable.successors == ["schulz@firma.example"]);
}

#[tokio::test]
async fn what_was_resolved_long_ago_is_not_taken_up_but_linked() {
    let stage = post_office().await;
    stage.platform.posts(letter(&stage, "a1", "kim@web.example", &[], "Wann?"));
    let matter = stage.matter("a1").await.id;
    let written = stage.answers(matter, "Morgen um zehn.").await;
    stage.delivery(written, DeliveryState::Sent).await;
    let done = NewReply { resolve: true, ..stage.reply("Erledigt.") };
    let done = stage.engine.reply(&stage.anna, matter, done).await.unwrap().value;
    stage.pass(Duration::from_secs(7));
    stage.delivery(done, DeliveryState::Sent).await;
    stage.pass(Duration::from_hours(24 * 20));
    stage.platform.posts(letter(&stage, "a2", "kim@web.example", &["a1@web.example"], "Wieder!"));
    assert_eq!(stage.matter("a2").await.id, matter, "within a month it is the same matter");
    let done = NewReply { resolve: true, ..stage.reply("Wieder erledigt.") };
    let done = stage.engine.reply(&stage.anna, matter, done).await.unwrap().value;
    stage.pass(Duration::from_secs(7));
    // Nobody takes an answer of last month to anybody.
    stage.delivery(done, DeliveryState::Sent).await;
    stage.pass(Duration::from_hours(24 * 40));
    stage.platform.posts(letter(
        &stage,
        "a3",
        "kim@web.example",
        &["a1@web.example"],
        "Und noch einmal",
    ));
    let new = stage.matter("a3").await;
    assert_ne!(new.id, matter);
    assert!(stage.message("a3").await.parent_id.is_some(), "what it answers is linked");
}

#[tokio::test]
async fn its_author_chooses_whom_a_letter_reaches() {
    let stage = post_office().await;
    stage.platform.posts(letter(&stage, "a1", "kim@web.example", &[], "Wann?"));
    let matter = stage.matter("a1").await.id;
    let chosen = NewLetter {
        subject: Some("Ihr Termin".to_owned()),
        to: Some(vec!["Kim <kim@web.example>".to_owned(), "lee@web.example".to_owned()]),
        cc: vec!["LEE@web.example".to_owned(), "technik@scripted.example".to_owned()],
        bcc: vec!["archiv@scripted.example".to_owned()],
    };
    let wrong = NewLetter { cc: vec!["kein Mensch".to_owned()], ..chosen.clone() };
    let wrong = NewReply { letter: wrong, ..stage.reply("Morgen.") };
    assert!(stage.engine.reply(&stage.anna, matter, wrong).await.is_err());
    let reply = NewReply { letter: chosen, ..stage.reply("Morgen.") };
    let written = stage.engine.reply(&stage.anna, matter, reply).await.unwrap().value;
    stage.pass(Duration::from_secs(7));
    stage.delivery(written, DeliveryState::Sent).await;
    let sent = stage.platform.sent().remove(0);
    let head = sent.letter.unwrap().head;
    let addresses = |list: &[Mailbox]| list.iter().map(|m| m.address.clone()).collect::<Vec<_>>();
    assert_eq!(addresses(&head.to), ["kim@web.example", "lee@web.example"]);
    assert_eq!(addresses(&head.cc), ["technik@scripted.example"], "nobody gets it twice");
    assert_eq!(addresses(&head.bcc), ["archiv@scripted.example"]);
    assert_eq!(sent.subject.as_deref(), Some("Ihr Termin"));
    // Who had a copy may answer.
    let ours = head.name.unwrap();
    let technik =
        letter(&stage, "t1", "technik@scripted.example", &["x@y.example", &ours], "Passt.");
    stage.platform.posts(technik);
    assert_eq!(stage.matter("t1").await.id, matter);

    let first = NewConversation {
        key: "first".to_owned(),
        account: stage.account,
        to: Recipient::Handle("Neu <neu@web.example>".to_owned()),
        visibility: Visibility::Private,
        subject: Some("Ihr Anschluss".to_owned()),
        text: "Guten Tag".to_owned(),
        content_warning: None,
        language: None,
        media: Vec::new(),
        in_public: None,
        asked: None,
    };
    let written = stage.engine.start_conversation(&stage.anna, first).await.unwrap().value;
    stage.pass(Duration::from_secs(7));
    stage.delivery(written, DeliveryState::Sent).await;
    let head = stage.platform.sent().pop().unwrap().letter.unwrap().head;
    assert_eq!(
        head.to,
        [Mailbox { name: Some("Neu".to_owned()), address: "neu@web.example".to_owned() }]
    );
    // Nobody reads at the post's own address: what is written next goes on to who was meant.
    let ours = head.name.unwrap();
    let back = letter(&stage, "b9", "mailer-daemon@mx.example", &[&ours], "Unzustellbar");
    stage.platform.posts(automatic(back, Automatic::Bounce));
    assert_eq!(stage.matter("b9").await.id, written.conversation);
    let again = stage.answers(written.conversation, "Noch einmal").await;
    stage.delivery(again, DeliveryState::Sent).await;
    let second = stage.platform.sent().pop().unwrap().letter.unwrap().head;
    assert_eq!(second.to, head.to);
    let answer = letter(&stage, "w1", "neu@web.example", &[&ours], "Danke");
    stage.platform.posts(answer);
    assert_eq!(stage.matter("w1").await.id, written.conversation);
}

/// What a mailbox answers by itself is switched on.
pub(super) async fn acknowledging() -> Stage {
    let stage = closed_office().await;
    let mut db = stage.engine.store().read().await.unwrap();
    let account = db.account(stage.account).await.unwrap().unwrap();
    drop(db);
    let mut settings = account.settings;
    let admin = crate::Caller { role: gerne_domain::Role::Admin, ..stage.anna.clone() };
    settings.acknowledgement.on = true;
    let change = crate::verbs::AccountChange {
        settings: Some(settings),
        ..crate::verbs::AccountChange::default()
    };
    stage.engine.change_account(&admin, stage.account, change).await.unwrap();
    stage.engine.start();
    stage
}

/// What the house itself wrote in a matter, as the outbox has it.
pub(super) async fn acknowledgements(
    stage: &Stage,
    matter: gerne_domain::ConversationId,
) -> Vec<gerne_domain::Delivery> {
    let mut db = stage.engine.store().read().await.unwrap();
    let mut all = db.deliveries_of(matter).await.unwrap();
    all.retain(gerne_domain::Delivery::is_automatic);
    all
}

#[tokio::test]
async fn the_house_says_once_that_a_letter_arrived_and_nobody_takes_it_for_an_answer() {
    let stage = acknowledging().await;
    let question = "Guten Tag, wann kommt der Techniker und wer ist es?";
    stage.platform.posts(letter(&stage, "a1", "kim@web.example", &[], question));
    let matter = stage.matter("a1").await.id;
    let [held] = &acknowledgements(&stage, matter).await[..] else { panic!("one is written") };
    assert_eq!(held.state, DeliveryState::Held);
    stage.pass(Duration::from_secs(61));
    let sent = stage.until(async |stage| stage.platform.sent().pop()).await;
    let head = sent.letter.unwrap();
    assert!(head.automatic && head.speaker.is_empty() && head.answers.is_none());
    assert_eq!(head.head.to, [mailbox("kim@web.example")]);
    assert_eq!(head.head.chain, ["a1@web.example"]);
    assert!(sent.text.contains("Ihre E-Mail ist bei uns angekommen"), "{}", sent.text);
    let there = stage
        .until(async |stage| {
            let all = acknowledgements(stage, matter).await;
            all.into_iter().find(|delivery| delivery.state == DeliveryState::Sent)
        })
        .await;
    let waiting = stage.conversation(matter).await;
    assert_eq!(waiting.status, Status::Open, "it is no answer");
    assert!(waiting.waiting_since.is_some() && waiting.unanswered == 1, "{waiting:?}");
    assert!(waiting.preview.starts_with("Guten Tag, wann"), "{}", waiting.preview);

    // An answer to it is in the same matter; another matter of theirs is not acknowledged again.
    let ours = head.head.name.unwrap();
    stage.platform.posts(letter(
        &stage,
        "a2",
        "kim@web.example",
        &[&ours],
        "Noch etwas: die Rechnung",
    ));
    assert_eq!(stage.matter("a2").await.id, matter);
    stage.platform.posts(letter(&stage, "b1", "kim@web.example", &[], "Und der Vertrag?"));
    let other = stage.matter("b1").await.id;
    assert_ne!(other, matter);
    assert!(acknowledgements(&stage, other).await.is_empty());
    assert_eq!(acknowledgements(&stage, matter).await.len(), 1);
    // After some days it is.
    stage.pass(Duration::from_hours(73));
    stage.platform.posts(letter(&stage, "c1", "kim@web.example", &[], "Hello, is the line up?"));
    let later = stage.matter("c1").await.id;
    let [english] = &acknowledgements(&stage, later).await[..] else { panic!("one is written") };
    assert!(english.outbound.text.contains("your e-mail has reached us"));

    // What is left to do is counted from what people wrote: nobody is called about it, and its
    // coming back unread is nobody's.
    let mut db = stage.engine.store().read().await.unwrap();
    assert!(db.delivery_counts().await.unwrap().is_empty());
    assert_eq!(db.delivery(there.id).await.unwrap().unwrap().agent_id, None);
}

#[tokio::test]
async fn machines_lists_and_the_house_itself_are_told_nothing() {
    let stage = acknowledging().await;
    let quiet = |id: &str, from: &str| {
        let mut letter = letter(&stage, id, from, &[], "Wann kommt ihr?");
        letter.letter.as_mut().unwrap().no_acknowledgement = true;
        letter
    };
    stage.platform.posts(quiet("q1", "list@web.example"));
    stage.platform.posts(automatic(
        letter(&stage, "q2", "shop@web.example", &[], "Ihre Bestellung"),
        Automatic::Generated,
    ));
    let mut ours = letter(&stage, "q3", "us@scripted.example", &[], "An uns selbst: wann?");
    ours.author.handle = "@us".to_owned();
    stage.platform.posts(ours);
    stage.platform.posts(letter(&stage, "q4", "ok@web.example", &[], "Danke!"));
    let mut old = letter(&stage, "q5", "old@web.example", &[], "Wann kommt ihr?");
    old.published_at = gerne_domain::time::before(stage.now(), Duration::from_hours(30));
    stage.platform.posts(old);
    for id in ["q1", "q2", "q3", "q4", "q5"] {
        let matter = stage.matter(id).await.id;
        assert!(acknowledgements(&stage, matter).await.is_empty(), "{id}");
    }
}

#[tokio::test]
async fn an_answer_makes_an_acknowledgement_needless_and_one_that_fails_is_nobodys_alarm() {
    let stage = acknowledging().await;
    stage.platform.posts(letter(&stage, "a1", "kim@web.example", &[], "Wann kommt ihr?"));
    let matter = stage.matter("a1").await.id;
    // Its author saw nothing of it, and need not.
    let written = stage.answers(matter, "Morgen um zehn.").await;
    let [gone] = &acknowledgements(&stage, matter).await[..] else { panic!("it was written") };
    assert_eq!(gone.state, DeliveryState::Cancelled);
    stage.delivery(written, DeliveryState::Sent).await;
    stage.pass(Duration::from_mins(5));
    assert_eq!(stage.platform.sent().len(), 1);

    stage.platform.fate(super::scripted::Fate::Refused);
    stage.platform.posts(letter(&stage, "b1", "lee@web.example", &[], "Wann kommt ihr?"));
    let matter = stage.matter("b1").await.id;
    let before = stage.conversation(matter).await;
    stage.pass(Duration::from_secs(61));
    stage
        .until(async |stage| {
            let all = acknowledgements(stage, matter).await;
            all.into_iter().find(|delivery| delivery.state == DeliveryState::Refused)
        })
        .await;
    assert_eq!(stage.conversation(matter).await, before, "nothing changes with it");
    let mut db = stage.engine.store().read().await.unwrap();
    assert!(db.delivery_counts().await.unwrap().is_empty());
    assert!(db.standing_alarms().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_comes_faster_than_people_write_is_a_machine_that_does_not_say_so() {
    let stage = acknowledging().await;
    stage.platform.posts(letter(&stage, "m0", "bot@web.example", &[], "Ihr Anliegen ist wichtig"));
    let matter = stage.matter("m0").await.id;
    for round in 1..8 {
        stage.pass(Duration::from_secs(20));
        let id = format!("m{round}");
        let above = format!("m{}@web.example", round - 1);
        stage.platform.posts(letter(&stage, &id, "bot@web.example", &[&above], "Noch wichtiger"));
        assert_eq!(stage.matter(&id).await.id, matter);
    }
    let marked = async |id: &str| stage.message(id).await.letter.unwrap().automatic;
    assert_eq!(marked("m4").await, None);
    assert_eq!(marked("m5").await, Some(Automatic::Suspected));
    assert_eq!(marked("m7").await, Some(Automatic::Suspected));
    assert_eq!(stage.conversation(matter).await.unanswered, 5, "the others wait for nobody");
    // Each time a new matter: it is heard, but not told anything any more.
    stage.pass(Duration::from_hours(80));
    for round in 0..8 {
        stage.pass(Duration::from_secs(20));
        stage.platform.posts(letter(&stage, &format!("n{round}"), "bot@x.example", &[], "Wichtig"));
    }
    let mut told = 0;
    for round in 0..8 {
        let matter = stage.matter(&format!("n{round}")).await.id;
        told += acknowledgements(&stage, matter).await.len();
    }
    assert_eq!(told, 1);
    // An hour of silence, and a person writes from there.
    stage.pass(Duration::from_hours(1));
    stage.platform.posts(letter(&stage, "m9", "bot@web.example", &["m0@web.example"], "Ich bin's"));
    assert_eq!(stage.message("m9").await.letter.unwrap().automatic, None);
}

/// The letter with the form in which it came, and a letter inside it.
fn whole(mut letter: InboundMessage, raw: &str) -> InboundMessage {
    let attached = |name: &str, kind, mime: &str, bytes: String| gerne_domain::InboundAttachment {
        external_id: name.into(),
        kind,
        url: None,
        preview_url: None,
        mime: Some(mime.to_owned()),
        alt: None,
        name: None,
        content: Some(gerne_domain::Content::Bytes(bytes.into_bytes().into())),
        width: None,
        height: None,
    };
    letter.attachments = vec![
        attached("original", AttachmentKind::Original, "message/rfc822", format!("{raw} original")),
        attached("part:1", AttachmentKind::File, "text/plain", format!("{raw} file")),
    ];
    letter
}

async fn copies(stage: &Stage, id: &str) -> Vec<Option<gerne_domain::BlobHash>> {
    stage.message(id).await.attachments.into_iter().map(|attached| attached.blob).collect()
}

#[tokio::test]
async fn who_is_erased_is_gone_from_others_letters_that_quote_them() {
    let stage = post_office().await;
    let store = stage.engine.store();
    stage.platform.posts(whole(letter(&stage, "k1", "kim@web.example", &[], "Mein WORTKIM"), "k1"));
    let kim = stage.matter("k1").await;
    // Others quote it: a stranger in a matter of their own, and who answers that without naming it.
    let quoting = "Siehe unten\n> Mein WORTKIM\nUnd nun?";
    let chain = ["k1@web.example"];
    stage
        .platform
        .posts(whole(letter(&stage, "l1", "lee@y.example", &chain, quoting), "l1 WORTKIM"));
    let lee = stage.matter("l1").await.id;
    assert_ne!(lee, kim.id);
    let chain = ["l1@y.example"];
    stage
        .platform
        .posts(whole(letter(&stage, "l2", "lee@y.example", &chain, "Nachtrag"), "l2 WORTKIM"));
    assert_eq!(stage.matter("l2").await.id, lee);
    stage.platform.posts(whole(letter(&stage, "m1", "max@z.example", &[], "Anderes"), "m1"));
    let before = [copies(&stage, "l1").await, copies(&stage, "l2").await];
    assert!(before.iter().flatten().all(Option::is_some), "they were there");

    let order = crate::verbs::ErasureOrder {
        customer: kim.customer_id,
        confirm: "kim@web.example".to_owned(),
        reason: gerne_domain::ErasureReason::Requested,
    };
    stage.engine.erase_customer(None, order).await.unwrap();
    for (id, before) in ["l1", "l2"].into_iter().zip(before) {
        let left = copies(&stage, id).await;
        assert!(
            left[0].is_none() && left[1] == before[1],
            "{id}: the file is theirs, the quote not"
        );
        let original = before[0].as_ref().unwrap();
        assert!(store.blob(original).await.unwrap().is_none(), "{id}: no bytes are left");
    }
    assert_eq!(stage.message("l1").await.text, "Siehe unten\n[…]\nUnd nun?");
    assert!(copies(&stage, "m1").await.iter().all(Option::is_some), "others stay whole");
}
