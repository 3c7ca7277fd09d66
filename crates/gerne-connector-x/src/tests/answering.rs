use std::collections::BTreeMap;

use bytes::Bytes;
use gerne_connector::{Action, ConnectorError, MayReply};
use gerne_domain::{AccountSettings, BlobHash, ExternalId, OutboundMedia, Visibility};
use gerne_sim::{Fault, FaultKind, Priced, XPostSpec};
use jiff::SignedDuration;

use super::world::{BEN, CLARA, Pictures, US, World, no_pictures};
use crate::normalize::DM;

fn key(outcome: Result<impl std::fmt::Debug, ConnectorError>) -> String {
    match outcome {
        Err(ConnectorError::Refused { reason }) => reason.key,
        other => format!("{other:?}"),
    }
}

fn said(world: &World) -> usize {
    let posted = |request: &gerne_sim::RequestRecord| {
        request.method == "POST" && request.path == "/2/tweets"
    };
    world.server().requests().iter().filter(|request| posted(request)).count()
}

fn counted(world: &World, kind: Priced) -> u64 {
    world.server().bill().iter().filter(|line| line.kind == kind).map(|line| line.count).sum()
}

fn picture(name: &str, mime: &str, alt: Option<&str>) -> OutboundMedia {
    OutboundMedia {
        blob: BlobHash(name.to_owned()),
        mime: mime.to_owned(),
        alt: alt.map(str::to_owned),
        name: name.to_owned(),
    }
}

fn png() -> Bytes {
    Bytes::from_static(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89",
    )
}

#[tokio::test]
async fn an_answer_stands_under_what_it_answers_and_costs_what_it_says() {
    let world = World::new().await;
    let account = world.open();
    let question = world.mention(CLARA, "Mein Router ist tot");
    account.fetch(&"mentions".into(), None).await.unwrap();
    let plain = world.answer(&question, "k1", "Wir sehen nach & melden uns");
    let receipt = account.send(&plain, &no_pictures()).await.unwrap();
    let link =
        world.answer(&question, "k2", "Hier steht wie: nordlicht.example/router oder gerne.com");
    account.send(&link, &no_pictures()).await.unwrap();
    let answers = world.server().answers_to(&question.id);
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0].typed, plain.text);
    assert_eq!(answers[0].text, format!("@{CLARA} {}", plain.text), "named by X itself");
    assert_eq!(receipt.external_id, Some(ExternalId(answers[0].id.clone())));
    assert_eq!(counted(&world, Priced::SummonedReply), 1);
    assert_eq!(counted(&world, Priced::PostCreateWithUrl), 1, "a bare domain is a link, too");
    let books = world.vault.books.lock().unwrap().clone();
    let booked = |kind: &str| -> i64 {
        books.iter().filter(|((_, k), _)| k == kind).map(|(_, (count, _))| count).sum()
    };
    assert_eq!((booked("replies"), booked("with_link")), (1, 1));
    let limits = account.limits().prices.unwrap();
    assert_eq!((limits.reply, limits.reply_with_link, limits.private), (10_000, 200_000, 15_000));
}

#[tokio::test]
async fn who_did_not_call_us_is_not_answered_through_the_interface() {
    let world = World::new().await;
    let ours = world.post(US, XPostSpec::new("Heute Wartung im Norden"));
    let account = world.open();
    let named = world.mention(CLARA, "Hallo?");
    let quoted = world.post(BEN, XPostSpec::new("Na toll").quote(&ours.id));
    let found = world.post(BEN, XPostSpec::new("Nordlicht ist mal wieder kaputt"));
    account.fetch(&"mentions".into(), None).await.unwrap();
    for post in [&named, &quoted] {
        let may = account.may_reply(&ExternalId(post.id.clone())).await.unwrap();
        assert_eq!(may, MayReply::Yes { cost: Some(1), until: None }, "{post:?}");
    }
    let id = ExternalId(found.id.clone());
    let may = account.may_reply(&id).await.unwrap();
    assert!(matches!(may, MayReply::No { reason } if reason.key == "refused.not_called"));
    let refused =
        account.send(&world.answer(&found, "k", "Das tut uns leid"), &no_pictures()).await;
    assert_eq!(key(refused), "refused.not_called");
    assert_eq!(said(&world), 0, "X was not even asked");
    world.server().delete(&found.id).unwrap();
    let may = world.open().may_reply(&id).await.unwrap();
    assert!(matches!(may, MayReply::No { reason } if reason.key == "refused.parent_gone"));
}

#[tokio::test]
async fn who_took_it_back_is_not_answered() {
    let world = World::new().await;
    let account = world.open();
    let question = world.mention(CLARA, "Hallo?");
    account.fetch(&"mentions".into(), None).await.unwrap();
    world.server().delete(&question.id).unwrap();
    let said_anyway = Fault::new(FaultKind::DropAfter).on("POST", "/2/tweets");
    world.server().inject(said_anyway);
    let refused = account.send(&world.answer(&question, "k", "Wir sind da"), &no_pictures()).await;
    assert_eq!(key(refused), "refused.parent_gone", "X was not asked to say it");
}

#[tokio::test]
async fn what_x_would_refuse_is_refused_before_it_leaves() {
    let world = World::new().await;
    let account = world.open();
    let question = world.mention(CLARA, "Frage");
    account.fetch(&"mentions".into(), None).await.unwrap();
    let answer = |text: &str| world.answer(&question, "k", text);
    let mut four = answer("vier und eins");
    four.media = vec![picture("p", "image/png", None); 5];
    let mut films = answer("ein Film und ein Bild");
    films.media = vec![picture("f", "video/mp4", None), picture("p", "image/png", None)];
    let mut odd = answer("eine Tabelle");
    odd.media = vec![picture("t", "text/csv", None)];
    let mut described = answer("lang beschrieben");
    described.media = vec![picture("p", "image/png", Some(&"ä".repeat(1001)))];
    let mut huge = answer("groß");
    huge.media = vec![picture("h", "image/png", None)];
    let mut followers = answer("nur für Follower");
    followers.visibility = Visibility::Followers;
    let mut crossed = answer("öffentlich auf Privates");
    crossed.in_reply_to = Some(ExternalId(format!("{DM}17")));
    let emoji = "👨‍👩‍👧‍👦".repeat(141);
    let blobs = Pictures(BTreeMap::from([
        ("p".to_owned(), png()),
        ("h".to_owned(), Bytes::from(vec![0; 5 * 1024 * 1024 + 1])),
    ]));
    for (outbound, expected) in [
        (answer("  \n "), "refused.empty"),
        (answer(&"x".repeat(281)), "refused.too_long"),
        (answer(&"漢".repeat(141)), "refused.too_long"),
        (answer(&emoji), "refused.too_long"),
        (four, "refused.too_many_files"),
        (films, "refused.too_many_files"),
        (odd, "refused.file_type"),
        (described, "refused.alt_too_long"),
        (huge, "refused.file_too_big"),
        (followers, "refused.protected"),
        (crossed, "refused.invalid"),
        (answer("$AAPL und $TSLA"), "refused.cashtags"),
    ] {
        assert_eq!(key(account.send(&outbound, &blobs).await), expected, "{}", outbound.text);
    }
    assert_eq!(said(&world), 0);
    account.send(&answer(&"漢".repeat(140)), &no_pictures()).await.unwrap();
}

#[tokio::test]
async fn pictures_and_films_are_uploaded_described_and_waited_for() {
    let world = World::new().await;
    let account = world.open();
    let question = world.mention(CLARA, "Wie geht das?");
    account.fetch(&"mentions".into(), None).await.unwrap();
    let film = Bytes::from(vec![7_u8; 9 * 1024 * 1024]);
    let blobs = Pictures(BTreeMap::from([
        ("p".to_owned(), png()),
        ("f".to_owned(), film),
        ("g".to_owned(), Bytes::from_static(b"GIF89a\x01\0\x01\0\0\0\0;")),
    ]));
    let mut pictures = world.answer(&question, "k1", "So:");
    pictures.media =
        vec![picture("p", "image/png", Some("Die Taste")), picture("p", "image/png", None)];
    account.send(&pictures, &blobs).await.unwrap();
    let mut moving = world.answer(&question, "k2", "Oder so:");
    moving.media = vec![picture("f", "video/mp4", None)];
    account.send(&moving, &blobs).await.unwrap();
    let mut gif = world.answer(&question, "k3", "Oder kurz:");
    gif.media = vec![picture("g", "image/gif", Some("Es blinkt"))];
    account.send(&gif, &blobs).await.unwrap();
    let answers = world.server().answers_to(&question.id);
    assert_eq!(answers.iter().map(|a| a.media.len()).collect::<Vec<_>>(), [2, 1, 1]);
    assert_eq!(counted(&world, Priced::MediaMetadata), 2);
    let appended = world.server().requests().into_iter().filter(|r| r.path.ends_with("/append"));
    assert!(appended.count() >= 4, "in pieces");
}

#[tokio::test]
async fn a_film_that_x_cannot_read_is_told_in_words() {
    let world = World::new().await;
    let account = world.open();
    let question = world.mention(CLARA, "Wie geht das?");
    world.server().inject(Fault::new(FaultKind::MediaFails));
    let blobs = Pictures(BTreeMap::from([("f".to_owned(), Bytes::from_static(b"no film"))]));
    let mut outbound = world.answer(&question, "k", "So:");
    outbound.media = vec![picture("f", "video/mp4", None)];
    assert_eq!(key(account.send(&outbound, &blobs).await), "refused.file_failed");
    assert_eq!(said(&world), 0);
}

#[tokio::test]
async fn a_lost_answer_is_found_among_our_own_posts_and_not_said_twice() {
    for kind in
        [FaultKind::DropAfter, FaultKind::StatusAfter { code: 503 }, FaultKind::TruncatedBody]
    {
        let world = World::new().await;
        let account = world.open();
        let (one, other) = (world.mention(CLARA, "Frage A"), world.mention(BEN, "Frage B"));
        account.fetch(&"mentions".into(), None).await.unwrap();
        let fault = Fault { times: Some(1), ..Fault::new(kind.clone()).on("POST", "/2/tweets") };
        world.server().inject(fault);
        let outbound = world.answer(&one, "k", "Wir kümmern uns: nordlicht.example & mehr");
        let lost = account.send(&outbound, &no_pictures()).await;
        assert!(matches!(lost, Err(ConnectorError::Unknown { .. })), "{kind:?}: {lost:?}");
        let found = account.find_sent(&outbound).await.unwrap().unwrap();
        assert_eq!(found.external_id.unwrap().0, world.server().answers_to(&one.id)[0].id);
        // The same words to somebody else are not it.
        let same = world.answer(&other, "k2", "Wir kümmern uns: nordlicht.example & mehr");
        assert_eq!(account.find_sent(&same).await.unwrap(), None);
        // And the same key sent again after a restart says nothing twice.
        world.open().send(&outbound, &no_pictures()).await.unwrap();
        assert_eq!(world.server().answers_to(&one.id).len(), 1);
    }
    let world = World::new().await;
    let account = world.open();
    let question = world.mention(CLARA, "Frage");
    let fault =
        Fault { times: Some(1), ..Fault::new(FaultKind::DropBefore).on("POST", "/2/tweets") };
    world.server().inject(fault);
    let outbound = world.answer(&question, "k", "Gern");
    let lost = account.send(&outbound, &no_pictures()).await;
    assert!(matches!(lost, Err(ConnectorError::Unknown { .. })), "{lost:?}");
    assert_eq!(account.find_sent(&outbound).await.unwrap(), None);
    account.send(&outbound, &no_pictures()).await.unwrap();
    assert_eq!(world.server().answers_to(&question.id).len(), 1);
}

#[tokio::test]
async fn private_messages_are_answered_in_private() {
    let world = World::new().await;
    let account = world.open();
    let written = world.server().write(CLARA, US, "Meine Nummer ist 4711").unwrap();
    let batch = account.fetch(&"messages".into(), None).await.unwrap();
    assert_eq!(batch.items.len(), 1);
    let mut outbound = world.answer(&world.mention(BEN, "egal"), "k", "Danke, wir prüfen das.");
    outbound.in_reply_to = Some(ExternalId(format!("{DM}{}", written.id)));
    outbound.to = vec![world.person(CLARA)];
    outbound.visibility = Visibility::Private;
    let may = account.may_reply(outbound.in_reply_to.as_ref().unwrap()).await.unwrap();
    assert_eq!(may, MayReply::Yes { cost: Some(2), until: None });
    let receipt = account.send(&outbound, &no_pictures()).await.unwrap();
    let messages = world.server().messages(CLARA, US);
    assert_eq!(messages[1].text, "Danke, wir prüfen das.");
    assert_eq!(receipt.external_id.unwrap().0, format!("{DM}{}", messages[1].id));
    assert_eq!(said(&world), 0, "nothing of it in public");

    // Whoever takes no messages from us is told.
    outbound.to = vec![world.person(BEN)];
    outbound.key = "k2".to_owned();
    let body = r#"{"title":"Forbidden","detail":"You cannot send messages to this user.","type":"about:blank","status":403}"#;
    let says = FaultKind::Says { code: 403, body: body.to_owned() };
    world.server().inject(Fault::new(says).on("POST", "/2/dm_conversations/with/*"));
    assert_eq!(key(account.send(&outbound, &no_pictures()).await), "refused.no_private");
}

#[tokio::test]
async fn answers_under_our_posts_are_hidden_and_shown_again() {
    let world = World::new().await;
    let ours = world.post(US, XPostSpec::new("Heute Wartung"));
    let account = world.open();
    let bad = world.post(BEN, XPostSpec::new("Ihr Idioten").reply_to(&ours.id));
    let elsewhere = world.mention(BEN, "noch so einer");
    let id = ExternalId(bad.id.clone());
    for _ in 0..2 {
        account.act(&Action::Hide(id.clone())).await.unwrap();
        assert!(world.server().post_by_id(&bad.id).unwrap().hidden);
    }
    account.act(&Action::Unhide(id)).await.unwrap();
    assert!(!world.server().post_by_id(&bad.id).unwrap().hidden);
    let not_ours = account.act(&Action::Hide(ExternalId(elsewhere.id))).await;
    assert_eq!(key(not_ours), "refused.not_hideable");
    let private = account.act(&Action::Hide(ExternalId(format!("{DM}1")))).await;
    assert_eq!(key(private), "refused.unsupported");
    assert_eq!(counted(&world, Priced::Manage), 3);
}

#[tokio::test]
async fn our_own_are_deleted_once_and_twice_is_the_same() {
    let world = World::new().await;
    let account = world.open();
    let question = world.mention(CLARA, "Frage");
    let receipt =
        account.send(&world.answer(&question, "k", "Falsch"), &no_pictures()).await.unwrap();
    let id = receipt.external_id.unwrap();
    for _ in 0..2 {
        account.act(&Action::Delete(id.clone())).await.unwrap();
    }
    assert!(world.server().answers_to(&question.id).is_empty());
    assert_eq!(key(account.act(&Action::Like(id)).await), "refused.unsupported");
}

#[tokio::test]
async fn what_the_budget_does_not_bear_is_not_said() {
    let mut world = World::new().await;
    world.settings = AccountSettings { budget_day_cents: 12, ..AccountSettings::default() };
    let account = world.open();
    let before = world.server().spent();
    let question = world.mention(CLARA, "Frage");
    let dear = world.answer(&question, "k", "Siehe https://nordlicht.de/hilfe");
    assert_eq!(key(account.send(&dear, &no_pictures()).await), "refused.budget");
    assert_eq!(said(&world), 0);
    // What a day could bear, but this one does not, waits for the next.
    let today = world.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let spent = ((today, "replies".to_owned()), (11, 115_000));
    world.vault.books.lock().unwrap().extend([spent.clone()]);
    let cheap = world.answer(&question, "k2", "Wir sind da");
    let later = account.send(&cheap, &no_pictures()).await.unwrap_err();
    assert_eq!(later.waits_for().unwrap().key, "delivery.budget");
    assert!(
        matches!(later, ConnectorError::Retry { after: Some(wait), .. } if wait.as_secs() > 3600)
    );
    world.vault.books.lock().unwrap().remove(&spent.0);
    // Somebody raises it: it holds at once.
    account.heed(&AccountSettings { budget_day_cents: 100, ..AccountSettings::default() });
    account.send(&dear, &no_pictures()).await.unwrap();
    world.clock.advance(SignedDuration::from_hours(24));
    let spent = world.server().spent() - before;
    assert!(u64::try_from(world.vault.spent()).unwrap() >= spent);
}
