use std::collections::BTreeMap;

use bytes::Bytes;
use gerne_connector::ConnectorError;
use gerne_domain::{BlobHash, OutboundMedia, Visibility};
use gerne_sim::{Fault, FaultKind, Flavour, MastodonConfig, PostSpec, Visibility as Wire};
use jiff::SignedDuration;

use super::world::{BEN, CLARA, Pictures, US, World, no_pictures};

/// One black pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0,
    0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c,
    0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae,
    0x42, 0x60, 0x82,
];

fn pictures() -> Pictures {
    let film = [&[0, 0, 0, 24][..], b"ftypisom", &[0; 64]].concat();
    Pictures(BTreeMap::from([
        ("png".to_owned(), Bytes::from_static(PNG)),
        ("film".to_owned(), Bytes::from(film)),
    ]))
}

fn media(blob: &str, mime: &str) -> OutboundMedia {
    OutboundMedia {
        blob: BlobHash(blob.to_owned()),
        mime: mime.to_owned(),
        name: format!("{blob}.bin"),
        alt: Some("Ein Karton, zerrissen".to_owned()),
    }
}

fn key(error: &ConnectorError) -> &str {
    match error {
        ConnectorError::Refused { reason } => &reason.key,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_answer_arrives_as_it_was_meant() {
    for flavour in [Flavour::Mastodon, Flavour::GoToSocial, Flavour::Akkoma] {
        let world = World::new(flavour).await;
        let account = world.open();
        let question = world.mention(BEN, "where is it?");
        let mut reply =
            world.reply(&question, "key-1", "On its way: https://example.com/4711 ^Anna");
        reply.to.push(world.person(CLARA));
        reply.content_warning = Some("re: parcel".to_owned());
        let receipt = account.send(&reply, &no_pictures()).await.unwrap();
        let post =
            world.server().post_by_id(receipt.external_id.as_ref().unwrap().as_str()).unwrap();
        assert_eq!(post.text, "@ben@far.example @clara On its way: https://example.com/4711 ^Anna");
        assert_eq!(post.mentions, [BEN, CLARA]);
        assert_eq!((post.visibility, post.spoiler_text.as_str()), (Wire::Unlisted, "re: parcel"));
        assert_eq!(post.in_reply_to.as_ref(), Some(&question.id));
        assert_eq!(post.language.as_deref(), Some("de"));
        assert_eq!(post.idempotency_key.as_deref(), Some("key-1"));
        assert_eq!(
            (receipt.url.as_deref(), receipt.published_at),
            (Some(post.url.as_str()), post.created_at)
        );
    }
}

#[tokio::test]
async fn what_cannot_be_said_is_refused_in_words() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    let question = world.post(CLARA, PostSpec::direct(&format!("@{US} leise")));
    let reply = |text: &str, change: fn(&mut gerne_domain::Outbound)| {
        let mut reply = world.reply(&question, "k", text);
        reply.visibility = Visibility::Private;
        change(&mut reply);
        reply
    };
    let long = "x".repeat(490);
    for (reply, expected) in [
        (reply("", |r| r.to.clear()), "refused.empty"),
        (reply(&long, |r| r.content_warning = Some("eine Warnung".to_owned())), "refused.too_long"),
        (reply("Hallo", |r| r.to.clear()), "refused.nobody_named"),
        (reply("fragen Sie @ben@far.example", |_| ()), "refused.names_third_party"),
        (reply("Hallo", |r| r.in_reply_to = Some("1".into())), "refused.parent_gone"),
        (
            reply("Hallo", |r| r.media = vec![media("png", "image/png"); 5]),
            "refused.too_many_files",
        ),
        (
            reply("Hallo", |r| r.media = vec![media("png", "application/x-dosexec")]),
            "refused.file_type",
        ),
    ] {
        let error = account.send(&reply, &pictures()).await.unwrap_err();
        assert_eq!(key(&error), expected);
    }
    assert!(world.server().statuses_of(US).is_empty(), "nothing left the house");

    world.server().delete(&question.id).unwrap();
    let late = reply("Hallo", |_| ());
    assert_eq!(key(&account.send(&late, &pictures()).await.unwrap_err()), "refused.parent_gone");
}

#[tokio::test]
async fn the_servers_own_limits_hold() {
    let mut config = MastodonConfig::of(Flavour::Mastodon);
    config.limits.max_characters = 1000;
    let world = World::with(config).await;
    let account = world.open();
    assert_eq!(account.limits().max_length, Some(1000));
    let question = world.mention(CLARA, "Frage");
    // 993 characters and "@clara ": an address counts as 23, whatever its length.
    let address = format!("https://example.com/{}", "a".repeat(400));
    let text = format!("{} {address}", "ä".repeat(969));
    account.send(&world.reply(&question, "k1", &text), &no_pictures()).await.unwrap();
    let text = format!("{} {address}", "ä".repeat(970));
    let error =
        account.send(&world.reply(&question, "k2", &text), &no_pictures()).await.unwrap_err();
    let ConnectorError::Refused { reason } = error else { panic!("{error:?}") };
    assert_eq!(
        (reason.values["limit"].as_str(), reason.values["length"].as_str()),
        ("1000", "1001")
    );

    // The server changes its mind; a day later we know.
    let mut limits = MastodonConfig::of(Flavour::Mastodon).limits;
    limits.max_characters = 300;
    world.server().set_limits(limits);
    world.clock.advance(SignedDuration::from_hours(25));
    account.fetch(&"mentions".into(), None).await.unwrap();
    assert_eq!(account.limits().max_length, Some(300));
}

#[tokio::test]
async fn pictures_and_films_go_along() {
    for flavour in [Flavour::Mastodon, Flavour::GoToSocial, Flavour::Akkoma] {
        let world = World::new(flavour).await;
        let account = world.open();
        let question = world.mention(CLARA, "Bilder?");
        let mut reply = world.reply(&question, "k", "Bitte sehr");
        reply.media = vec![media("png", "image/png"), media("film", "video/mp4")];
        let receipt = account.send(&reply, &pictures()).await.unwrap();
        let post =
            world.server().post_by_id(receipt.external_id.as_ref().unwrap().as_str()).unwrap();
        assert_eq!(post.media.len(), 2, "{flavour:?}");
        let batch = account.fetch(&"own".into(), None).await.unwrap();
        let gerne_domain::Item::Message(own) = &batch.items[0] else { panic!("{batch:?}") };
        assert_eq!(own.attachments[0].alt.as_deref(), Some("Ein Karton, zerrissen"));
        let url = own.attachments[0].url.as_deref().unwrap().parse().unwrap();
        let bytes = account.media(&url, 1 << 20).await.unwrap();
        assert_eq!((bytes.bytes.as_ref(), bytes.mime.as_deref()), (PNG, Some("image/png")));
        assert!(account.media(&url, 8).await.is_err(), "capped");
        let found = account.find_sent(&reply).await.unwrap();
        assert_eq!(found, Some(receipt));
    }
}

#[tokio::test]
async fn files_are_uploaded_once_and_failures_are_told() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    let question = world.mention(CLARA, "Bilder?");
    let mut reply = world.reply(&question, "k", "Bitte sehr, ein Bild");
    reply.media = vec![media("png", "image/png")];
    world.server().inject(Fault::new(FaultKind::DropBefore).on("POST", "/api/v1/statuses").once());
    let error = account.send(&reply, &pictures()).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Unknown { .. }), "{error:?}");
    account.send(&reply, &pictures()).await.unwrap();
    let uploads = world.server().requests().into_iter().filter(|r| r.path.ends_with("/media"));
    assert_eq!(uploads.count(), 1);

    let mut other = world.reply(&question, "k2", "Noch ein Film");
    other.media = vec![media("film", "video/mp4")];
    world.server().inject(Fault::new(FaultKind::MediaFails));
    let error = account.send(&other, &pictures()).await.unwrap_err();
    assert_eq!(key(&error), "refused.file_failed");
    world.server().clear_faults();
    account.send(&other, &pictures()).await.unwrap();
    assert_eq!(world.server().answers_to(&question.id).len(), 2);
}

#[tokio::test]
async fn an_old_reply_is_looked_for_before_it_is_said() {
    let world = World::new(Flavour::Mastodon).await;
    let question = world.mention(CLARA, "Frage");
    let reply = world.reply(&question, "k", "Eine Antwort vor dem Absturz");
    let receipt = world.open().send(&reply, &no_pictures()).await.unwrap();
    // The server forgets keys after an hour, and we were down for two; its clock is wrong, too.
    world.clock.advance(SignedDuration::from_hours(2));
    world.clock.set_skew(SignedDuration::from_mins(-30));
    let again = world.open().send(&reply, &no_pictures()).await.unwrap();
    assert_eq!(again, receipt);
    assert_eq!(world.server().answers_to(&question.id).len(), 1);
}

#[tokio::test]
async fn an_earlier_answer_of_the_same_words_is_another() {
    let world = World::new(Flavour::GoToSocial).await;
    let account = world.open();
    let question = world.mention(CLARA, "Frage");
    let first = world.reply(&question, "k1", "Wir kümmern uns darum.");
    account.send(&first, &no_pictures()).await.unwrap();
    world.clock.advance(SignedDuration::from_mins(10));
    let second = world.reply(&question, "k2", "Wir kümmern uns darum.");
    assert_eq!(account.find_sent(&second).await.unwrap(), None);
    account.send(&second, &no_pictures()).await.unwrap();
    assert_eq!(world.server().answers_to(&question.id).len(), 2);
}

#[tokio::test]
async fn what_waited_while_much_was_said_leaves_all_the_same() {
    let world =
        World::with(MastodonConfig { rate_limits: None, ..MastodonConfig::default() }).await;
    let question = world.mention(CLARA, "Frage");
    let reply = world.reply(&question, "k", "Eine Antwort, die lange wartete");
    // More than anybody would page through.
    for n in 0..250 {
        world.post(US, PostSpec::public(&format!("Etwas anderes {n}")));
    }
    world.clock.advance(SignedDuration::from_mins(10));
    let receipt = world.open().send(&reply, &no_pictures()).await.unwrap();
    world.clock.advance(SignedDuration::from_hours(2));
    let again = world.open().send(&reply, &no_pictures()).await.unwrap();
    assert_eq!(again, receipt);
    assert_eq!(world.server().answers_to(&question.id).len(), 1);
}

#[tokio::test]
async fn reading_leaves_enough_of_the_window_to_look_and_to_speak() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    let question = world.mention(CLARA, "Frage");
    let reply = world.reply(&question, "k", "Eine Antwort, die lange wartete");
    world.clock.advance(SignedDuration::from_mins(10));
    let mut reads = 0;
    let stopped = loop {
        match account.fetch(&"mentions".into(), None).await {
            Ok(_) => reads += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(stopped, ConnectorError::Retry { after: Some(_), .. }), "{stopped:?}");
    assert!((200..300).contains(&reads), "{reads}");
    account.send(&reply, &no_pictures()).await.unwrap();
    assert_eq!(world.server().answers_to(&question.id).len(), 1);
}

#[tokio::test]
async fn speaking_does_not_overdraw_the_window_either() {
    let world = World::new(Flavour::Mastodon).await;
    let account = world.open();
    let question = world.mention(CLARA, "Frage");
    while account.fetch(&"mentions".into(), None).await.is_ok() {}
    let mut said = 0;
    let stopped = loop {
        let reply = world.reply(&question, &format!("k{said}"), &format!("Antwort {said}"));
        match account.send(&reply, &no_pictures()).await {
            Ok(_) => said += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(stopped, ConnectorError::Retry { after: Some(_), .. }), "{stopped:?}");
    assert!((20..=30).contains(&said), "the tenth that reading left: {said}");
    let refused = world.server().requests().iter().filter(|it| it.status == 429).count();
    assert_eq!(refused, 0, "we knew that it was too much");
}
