//! What comes is read: once, whole, in pages, and again after everything that happens to servers.

use std::{collections::BTreeSet, time::Duration};

use gerne_domain::{Clock as _, Visibility, time::after};

use crate::{
    servers,
    world::{Mail, Wall, World, fetch_all, original, subjects},
};

#[tokio::test]
async fn a_mail_is_read_as_it_was_written() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    let account = world.open();
    let mut cursor = None;
    assert!(fetch_all(&*account, "inbox", &mut cursor).await.unwrap().is_empty());
    assert!(cursor.is_some(), "an empty beginning has a cursor, too");
    let words = "Guten Tag,\r\n\r\nwo bleibt meine Küche?\r\n-- \r\nKim Ostermann\r\nHafenstr. 1";
    let mail = Mail::new("one", words)
        .with("References: <a@x> <b@x>")
        .with("In-Reply-To: <b@x>")
        .with("Cc: Jo <JO@Example.net>");
    world.write(&mail);
    let messages = fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
    let [message] = &messages[..] else { panic!("{messages:#?}") };
    assert_eq!(message.subject.as_deref(), Some("Frage one"));
    assert_eq!(message.text, "Guten Tag,\n\nwo bleibt meine Küche?");
    let author = &message.author;
    assert_eq!(
        (author.handle.as_str(), author.name.as_str()),
        ("kim@example.net", "Kim Ostermann")
    );
    let told = (message.visibility, message.addressed, author.is_us);
    assert_eq!(told, (Visibility::Private, true, false));
    let letter = message.letter.as_ref().unwrap();
    assert_eq!(letter.name.as_deref(), Some("one@example.net"));
    assert_eq!(letter.chain, ["a@x", "b@x"]);
    assert_eq!(letter.cc[0].address, "jo@example.net");
    assert!(letter.shortened && !letter.formatted && letter.automatic.is_none());
    let raw = String::from_utf8(original(message)).unwrap();
    assert!(raw.starts_with("Return-Path:") && raw.contains("wo bleibt meine Küche?"), "{raw}");
    assert!(fetch_all(&*account, "inbox", &mut cursor).await.unwrap().is_empty());
    let seen = servers.doveadm(&["search", "-u", &world.address, "mailbox", "INBOX", "SEEN"]);
    assert_eq!(seen, "", "reading leaves no mark");
}

#[tokio::test]
async fn a_beginning_is_the_newest_few_or_as_many_days_as_wanted() {
    let Some(servers) = servers::postfix() else { return };
    for (days, expected) in [("", 20), ("7", 30)] {
        let world = World::with(servers, &[("days", days)]).await;
        let mails: Vec<_> =
            (0..30).map(|n| Mail::new(&format!("m{n}"), "Hallo").bytes(&world.address)).collect();
        servers.deliver(&world.address, &mails);
        // All of them were there before the mailbox was connected.
        let later = after(Wall.now(), Duration::from_hours(1));
        let account = world.connected_at(later);
        let messages = fetch_all(&*account, "inbox", &mut None).await.unwrap();
        assert_eq!(messages.len(), expected, "{:?}", subjects(&messages));
        assert!(subjects(&messages).contains(&"Frage m29"));
    }
}

/// Between connecting and the first look, much may come; a process may have died, too.
#[tokio::test]
async fn whatever_came_since_the_mailbox_was_connected_is_read() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    let account = world.open();
    let mails: Vec<_> =
        (0..70).map(|n| Mail::new(&format!("m{n}"), "Hallo").bytes(&world.address)).collect();
    servers.deliver(&world.address, &mails);
    let messages = fetch_all(&*account, "inbox", &mut None).await.unwrap();
    assert_eq!(messages.len(), 70, "{:?}", subjects(&messages));
}

#[tokio::test]
async fn many_mails_come_in_pages_and_each_once() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    let account = world.open();
    let first = account.fetch(&"inbox".into(), None).await.unwrap();
    let mails: Vec<_> =
        (0..120).map(|n| Mail::new(&format!("m{n}"), "Hallo").bytes(&world.address)).collect();
    servers.deliver(&world.address, &mails);
    let page = account.fetch(&"inbox".into(), first.cursor.as_ref()).await.unwrap();
    assert_eq!((page.items.len(), page.more), (50, true));
    let mut cursor = page.cursor;
    let rest = fetch_all(&*world.open(), "inbox", &mut cursor).await.unwrap();
    let ids: BTreeSet<_> = rest.iter().map(|message| &message.external_id).collect();
    assert_eq!((rest.len(), ids.len()), (70, 70));
}

#[tokio::test]
async fn a_new_numbering_is_walked_again_and_recognised() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    let account = world.open();
    let mut cursor = None;
    fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
    let mails: Vec<_> =
        (0..60).map(|n| Mail::new(&format!("m{n}"), "Hallo").bytes(&world.address)).collect();
    servers.deliver(&world.address, &mails);
    let ids = |messages: Vec<gerne_domain::InboundMessage>| -> BTreeSet<_> {
        messages.into_iter().map(|message| message.external_id).collect()
    };
    let before = ids(fetch_all(&*account, "inbox", &mut cursor).await.unwrap());
    servers.renumber(&world.address, "INBOX", 1_999_999_999);
    world.write(&Mail::new("new", "Hallo"));
    let after = fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
    assert!(subjects(&after).contains(&"Frage new"));
    assert_eq!(after.len(), 61);
    assert!(ids(after).is_superset(&before), "the same mails under the same names");
    assert!(fetch_all(&*account, "inbox", &mut cursor).await.unwrap().is_empty());
    assert!(cursor.unwrap().contains("1999999999"));
}

#[tokio::test]
async fn the_same_mail_in_two_folders_is_one() {
    let Some(servers) = servers::postfix() else { return };
    let fields = [("watch_junk", "true"), ("watch_sent", "true"), ("aliases", "Info@example.test")];
    let world = World::with(servers, &fields).await;
    let account = world.open();
    let resources: Vec<_> = account.resources().into_iter().map(|plan| plan.resource.0).collect();
    assert_eq!(resources, ["inbox", "junk", "sent"]);
    let mail = Mail::new("twice", "Hallo").bytes(&world.address);
    servers.save(&world.address, "Junk", &mail);
    servers.deliver(&world.address, &[mail]);
    let junk = fetch_all(&*account, "junk", &mut None).await.unwrap();
    let inbox = fetch_all(&*account, "inbox", &mut None).await.unwrap();
    assert_eq!(junk[0].external_id, inbox[0].external_id);
    // What somebody says in our name counts only where nobody else can write.
    let ours = Mail { from: "Wir <INFO@example.test>".to_owned(), ..Mail::new("ours", "Gern") };
    let ours = ours.bytes("kim@example.net");
    servers.save(&world.address, "Sent", &ours);
    servers.save(&world.address, "Junk", &ours);
    let sent = fetch_all(&*account, "sent", &mut None).await.unwrap();
    assert!(sent[0].author.is_us && !sent[0].addressed);
    let forged = fetch_all(&*account, "junk", &mut None).await.unwrap();
    let forged =
        forged.iter().find(|message| message.author.handle == "info@example.test").unwrap();
    assert!(!forged.author.is_us && forged.addressed);
}

#[tokio::test]
async fn large_and_broken_mails_stop_nothing() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    let account = world.open();
    let mut cursor = None;
    fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
    let line = format!("{}\r\n", "QUJD".repeat(18));
    let large = format!(
        "From: Kim <kim@example.net>\r\nSubject: large\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\
         Anbei.\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\
         Content-Disposition: attachment; filename=\"Rechnung ä.pdf\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}--b--\r\n",
        line.repeat(20 * 1024 * 1024 / line.len())
    );
    let garbage: Vec<u8> = (0..4000_u32).map(|n| (n * 7919 % 251) as u8).collect();
    let nested =
        b"Subject: nested\r\nContent-Type: multipart/mixed; boundary=\"\r\n\r\n--\r\n--\r\n"
            .to_vec();
    servers.save(&world.address, "INBOX", &garbage);
    servers.save(&world.address, "INBOX", &nested);
    servers.save(&world.address, "INBOX", b"\r\n");
    servers.deliver(&world.address, &[large.into_bytes()]);
    world.write(&Mail::new("last", "Hallo"));
    let messages = fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
    assert_eq!(messages.len(), 5, "{:?}", subjects(&messages));
    for message in &messages {
        assert!(!original(message).is_empty());
        assert!(!message.author.external_id.as_str().is_empty());
    }
    let large = messages.iter().find(|m| m.subject.as_deref() == Some("large")).unwrap();
    assert_eq!(large.text, "Anbei.");
    let [_, file] = &large.attachments[..] else { panic!("{:?}", large.attachments) };
    assert_eq!(file.name.as_deref(), Some("Rechnung ä.pdf"));
    assert!(original(large).len() > 20 * 1024 * 1024);
}

#[tokio::test]
async fn a_form_on_ones_own_site_is_not_the_customer() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::with(servers, &[("relays", "shop@relay.example")]).await;
    let account = world.open();
    let mut cursor = None;
    fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
    let writers = [
        ("wordpress@example.test", "kim@example.net"),
        ("shop@relay.example", "kim@example.net"),
        ("boss@elsewhere.example", "boss@elsewhere.example"),
    ];
    for (from, writer) in writers {
        let mail = Mail { from: from.to_owned(), ..Mail::new("form", "Hallo") };
        world.write(&mail.with("Reply-To: Kim <Kim@Example.net>"));
        let messages = fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
        assert_eq!(messages[0].author.handle, writer, "{from}");
    }
}
