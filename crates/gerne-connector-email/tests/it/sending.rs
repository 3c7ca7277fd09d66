//! Answers leave once, and everybody knows how far they got.

use bytes::Bytes;
use gerne_connector::ConnectorError;
use gerne_domain::{AccountSettings, BlobHash, Mailbox, OutboundMedia};

use crate::{
    servers,
    stub::{
        How::{self, Closes, FallsSilent, Says},
        Stage::{self, Auth, Body, Data, Dot, From, Greeting, To},
        Stub,
    },
    tagged::prove,
    world::{Mail, Shelf, World, answer, fetch_all, name, original},
};

fn head<'a>(mail: &'a str, field: &str) -> &'a str {
    let value = |line: &'a str| line.strip_prefix(field)?.strip_prefix(": ");
    mail.lines().find_map(value).unwrap_or_default()
}

#[tokio::test]
async fn an_answer_arrives_once_is_filed_and_found() {
    let Some(servers) = servers::postfix() else { return };
    let (world, kim) = (World::new(servers).await, servers.mailbox());
    let account = world.open();
    let question = Mail { from: format!("Kim <{kim}>"), ..Mail::new("q", "Wo bleibt die Küche?") };
    world.write(&question);
    let asked = fetch_all(&*account, "inbox", &mut None).await.unwrap().remove(0);
    let shelf = Shelf::default();
    let parent = BlobHash("7".repeat(64));
    shelf.0.lock().unwrap().insert(parent.to_string(), Bytes::from(original(&asked)));
    let id = name(&*account, 1);
    let mut outbound = answer(&kim, &id, &["q@example.net"], "Guten Tag,\n\nsie kommt morgen.");
    outbound.letter.as_mut().unwrap().answers = Some(parent.clone());
    let receipt = account.send(&outbound, &shelf).await.unwrap();
    servers.until_delivered().await;
    let [came] = &servers.mails(&kim, "INBOX")[..] else { panic!("not exactly one") };
    assert_eq!(head(came, "Message-ID"), format!("<{id}>"));
    assert_eq!(head(came, "In-Reply-To"), "<q@example.net>");
    assert_eq!(head(came, "Subject"), "Re: Frage");
    assert_eq!(head(came, "From"), format!("\"Mina (Nordlicht)\" <{}>", world.address));
    assert_eq!(head(came, "Return-Path"), format!("<{}>", world.address));
    assert!(came.contains("sie kommt morgen.") && came.contains("schrieb"), "{came}");
    assert!(head(came, "Auto-Submitted").is_empty());
    assert_eq!(servers.mails(&world.address, "Sent").len(), 1, "filed");
    let found = world.open().find_sent(&outbound).await.unwrap();
    assert_eq!(found.as_ref(), Some(&receipt));
    // The same key again, in this life and in the next.
    for account in [account, world.open()] {
        assert_eq!(account.send(&outbound, &shelf).await.unwrap(), receipt);
    }
    servers.until_delivered().await;
    assert_eq!(servers.mails(&kim, "INBOX").len(), 1, "and not twice");
    let other = answer(&kim, &name(&*world.open(), 2), &["q@example.net"], "Anders.");
    assert_eq!(world.open().find_sent(&other).await.unwrap(), None);
}

#[tokio::test]
async fn copies_that_nobody_sees_arrive_and_are_not_seen() {
    let Some(servers) = servers::postfix() else { return };
    let (world, kim, jo, boss) = (
        World::with(servers, &[("watch_sent", "true")]).await,
        servers.mailbox(),
        servers.mailbox(),
        servers.mailbox(),
    );
    let account = world.open();
    account.heed(&AccountSettings { tagged_answers: true, ..AccountSettings::default() });
    let mut cursor = None;
    prove(&*account, servers, &mut cursor).await;
    let id = name(&*account, 3);
    let mut outbound = answer(&kim, &id, &[], "Anbei.");
    let mailbox = |address: &str| Mailbox {
        name: Some("Büro, Süd".to_owned()),
        address: address.to_owned(),
    };
    let letter = outbound.letter.as_mut().unwrap();
    letter.head.cc = vec![mailbox(&jo)];
    letter.head.bcc = vec![mailbox(&boss)];
    let (shelf, file) = (Shelf::default(), BlobHash("9".repeat(64)));
    shelf.0.lock().unwrap().insert(file.to_string(), Bytes::from_static(b"%PDF-1.7 a file"));
    outbound.media = vec![OutboundMedia {
        blob: file.clone(),
        mime: "application/pdf".to_owned(),
        name: "Rechnung Ä.pdf".to_owned(),
        alt: None,
    }];
    account.send(&outbound, &shelf).await.unwrap();
    servers.until_delivered().await;
    for somebody in [&kim, &jo, &boss] {
        let mails = servers.mails(somebody, "INBOX");
        let [mail] = &mails[..] else { panic!("{somebody} got {}", mails.len()) };
        let (heads, _) = mail.split_once("\n\n").unwrap();
        let told = heads
            .lines()
            .filter(|line| !line.starts_with("Delivered-To") && !line.contains("for <"));
        assert!(!told.collect::<String>().contains(&boss), "{heads}");
        assert!(heads.contains(&jo));
        assert_eq!(head(mail, "Subject"), "Frage");
        let token = id.split('@').next().unwrap();
        assert!(head(mail, "Reply-To").contains(&format!("+{token}@example.test")), "{heads}");
    }
    let sent = fetch_all(&*account, "sent", &mut None).await.unwrap();
    let [copy] = &sent[..] else { panic!("{sent:?}") };
    assert!(copy.author.is_us);
    assert_eq!(copy.text, "Anbei.");
    assert_eq!(copy.attachments[1].name.as_deref(), Some("Rechnung Ä.pdf"));
    // Who answers to that address answers this mail, whatever their program says.
    let token = id.split('@').next().unwrap();
    let to = world.address.replace('@', &format!("+{token}@"));
    servers.deliver(&to, &[Mail::new("plus", "Danke").bytes(&to)]);
    let came = fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
    assert_eq!(came[0].letter.as_ref().unwrap().chain, [id]);
}

#[tokio::test]
async fn an_automatic_answer_asks_for_none() {
    let Some(servers) = servers::postfix() else { return };
    let (world, kim) = (World::new(servers).await, servers.mailbox());
    let account = world.open();
    let mut outbound = answer(&kim, &name(&*account, 4), &["q@example.net"], "Wir haben es.");
    outbound.letter.as_mut().unwrap().automatic = true;
    account.send(&outbound, &Shelf::default()).await.unwrap();
    servers.until_delivered().await;
    let came = servers.mails(&kim, "INBOX").remove(0);
    assert_eq!((head(&came, "Return-Path"), head(&came, "Auto-Submitted")), ("<>", "auto-replied"));
}

#[tokio::test]
async fn what_the_server_refuses_is_said_in_words() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    let account = world.open();
    let reason = async |to: &str, text: &str| {
        let outbound = answer(to, &name(&*account, 5), &[], text);
        match account.send(&outbound, &Shelf::default()).await {
            Err(ConnectorError::Refused { reason }) => (reason.key, reason.values),
            other => panic!("{other:?}"),
        }
    };
    let (key, values) = reason("kim@bounce.test", "Hallo").await;
    assert_eq!(key, "refused.recipient_unknown");
    assert_eq!(
        (values["address"].as_str(), values["status"].as_str()),
        ("kim@bounce.test", "5.1.1")
    );
    assert_eq!(reason("kim@x> SIZE=1", "Hallo").await.0, "refused.address_invalid");
    assert_eq!(reason("", "Hallo").await.0, "refused.address_invalid");
    assert_eq!(reason("kim@example.test", " ").await.0, "refused.empty");
    let (key, values) = reason("kim@example.test", &"Hallo Welt, ".repeat(3_000_000)).await;
    assert_eq!((key.as_str(), values["limit"].as_str()), ("refused.mail_too_big", "30"));
}

use Fate::{Reauthorize, Refused, Retry, Unknown};

/// What a fault makes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Retry,
    Refused(&'static str),
    Reauthorize,
    Unknown,
}

#[tokio::test]
async fn before_the_last_dot_nothing_was_sent_and_behind_it_nobody_knows() {
    let Some(servers) = servers::postfix() else { return };
    let stub = Stub::new().await;
    let smtp = format!("127.0.0.1:{}", stub.port);
    let mut impatient = crate::world::config(servers);
    impatient.timeout = std::time::Duration::from_secs(1);
    impatient.verdict_timeout = std::time::Duration::from_secs(1);
    let world = World::configured(servers, impatient, &[("smtp", &smtp)]).await;
    let account = world.open();
    let cases: [(Stage, How, Fate); 22] = [
        (Greeting, Says("421 4.3.2 too busy"), Retry),
        (Greeting, Says("HTTP/1.1 200 OK"), Retry),
        (Greeting, Closes, Retry),
        (Greeting, FallsSilent, Retry),
        (Auth, Says("535 5.7.8 no"), Reauthorize),
        (Auth, Says("454 4.7.0 later"), Retry),
        (From, Says("451 4.3.0 later"), Retry),
        (From, Says("553 5.7.1 not yours"), Refused("refused.sender")),
        (From, Closes, Retry),
        (To, Says("450 4.2.1 greylisted"), Retry),
        (To, Says("550 5.1.1 nobody"), Refused("refused.recipient_unknown")),
        (To, FallsSilent, Retry),
        (Data, Says("452 4.3.1 full"), Retry),
        (Data, Says("554 5.5.1 no"), Refused("refused.mail")),
        (Data, Closes, Retry),
        (Body, Closes, Retry),
        (Dot, Says("451 4.7.1 later"), Retry),
        (Dot, Says("554 5.7.1 spam"), Refused("refused.as_spam")),
        (Dot, Says("552 5.3.4 too big"), Refused("refused.mail_too_big")),
        (Dot, Says("hm"), Unknown),
        (Dot, Closes, Unknown),
        (Dot, FallsSilent, Unknown),
    ];
    for (n, (stage, how, expected)) in (100..).zip(cases) {
        let before = stub.taken().len();
        stub.fail(stage, how);
        let mut outbound = answer("kim@example.net", &name(&*account, n), &[], "Hallo\n.\nWelt");
        let jo = Mailbox { name: None, address: "jo@example.net".to_owned() };
        outbound.letter.as_mut().unwrap().head.cc.push(jo);
        let fate = match account.send(&outbound, &Shelf::default()).await {
            Err(ConnectorError::Retry { .. }) => Retry,
            Err(ConnectorError::Refused { reason }) => {
                assert!(how == Closes || reason.values.contains_key("status"), "{reason:?}");
                let names = reason.values.get("address").map(String::as_str);
                assert!(stage != To || names == Some("jo@example.net"), "{names:?}");
                Refused(match expected {
                    Refused(key) if key == reason.key => key,
                    _ => panic!("{stage:?} {how:?}: {reason:?}"),
                })
            }
            Err(ConnectorError::Reauthorize { .. }) => Reauthorize,
            Err(ConnectorError::Unknown { .. }) => Unknown,
            Ok(receipt) => panic!("{stage:?} {how:?}: {receipt:?}"),
        };
        // Whether the end in the middle shows in time is chance; nothing was taken either way.
        let cut = stage == Body && fate == Unknown;
        assert!(fate == expected || cut, "{stage:?} {how:?}: {fate:?}");
        assert_eq!(
            stub.taken().len() - before,
            usize::from(fate == Unknown && !cut),
            "{stage:?} {how:?}"
        );
        stub.heal();
        if fate == Retry {
            account.send(&outbound, &Shelf::default()).await.unwrap();
            let taken = stub.taken();
            assert_eq!(taken.len(), before + 1, "{stage:?} {how:?}");
            let last = taken.last().unwrap();
            assert_eq!(last.to.len(), 2);
            assert!(last.from.starts_with(&format!("MAIL FROM:<{}> SIZE=", world.address)));
            assert!(last.mail.contains(&format!("<{}>", name(&*account, n))));
        }
    }
}
