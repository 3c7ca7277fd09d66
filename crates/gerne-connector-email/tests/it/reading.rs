//! What comes is read: once, whole, in pages, and again after everything that happens to servers.

use gerne_domain::Visibility;

use crate::{
    servers,
    world::{Mail, World, fetch_all, original},
};

#[tokio::test]
async fn a_mail_is_read_as_it_was_written() {
    let Some(servers) = servers::dovecot() else { return };
    let Some(_) = servers::postfix() else { return };
    let world = World::new(servers).await;
    let account = world.open();
    let mut cursor = None;
    assert!(fetch_all(&*account, "inbox", &mut cursor).await.unwrap().is_empty());
    assert!(cursor.is_some(), "an empty beginning has a cursor, too");
    let mail = Mail::new(
        "one",
        "Guten Tag,\r\n\r\nwo bleibt meine Küche?\r\n-- \r\nKim Ostermann\r\nHafenstr. 1",
    )
    .with("References: <a@x> <b@x>")
    .with("In-Reply-To: <b@x>")
    .with("Cc: Jo <JO@Example.net>");
    world.write(&mail);
    let messages = fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
    let [message] = &messages[..] else { panic!("{messages:#?}") };
    assert_eq!(message.subject.as_deref(), Some("Frage one"));
    assert_eq!(message.text, "Guten Tag,\n\nwo bleibt meine Küche?");
    assert_eq!(
        (message.author.handle.as_str(), message.author.name.as_str()),
        ("kim@example.net", "Kim Ostermann")
    );
    assert_eq!(
        (message.visibility, message.addressed, message.author.is_us),
        (Visibility::Private, true, false)
    );
    let letter = message.letter.as_ref().unwrap();
    assert_eq!(letter.name.as_deref(), Some("one@example.net"));
    assert_eq!(letter.chain, ["a@x", "b@x"]);
    assert_eq!(letter.cc[0].address, "jo@example.net");
    assert!(letter.shortened && !letter.formatted && letter.automatic.is_none());
    let raw = String::from_utf8(original(message)).unwrap();
    assert!(raw.starts_with("Return-Path:") && raw.contains("wo bleibt meine Küche?"), "{raw}");
    assert!(fetch_all(&*account, "inbox", &mut cursor).await.unwrap().is_empty());
    assert_eq!(servers.doveadm(&["search", "-u", &world.address, "mailbox", "INBOX", "SEEN"]), "");
}
