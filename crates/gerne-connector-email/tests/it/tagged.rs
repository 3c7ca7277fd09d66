//! Addresses that tell which mail they answer: only where they are wanted and were seen to work.

use gerne_connector::{Account, Cursor, Wake};
use gerne_domain::AccountSettings;

use crate::{
    servers::{self, Servers},
    world::{Mail, Shelf, World, answer, fetch_all, name, soon, subjects},
};

fn wanted(tagged_answers: bool) -> AccountSettings {
    AccountSettings { tagged_answers, ..AccountSettings::default() }
}

async fn said(account: &dyn Account) -> Option<Option<String>> {
    let checks = account.check().await;
    let tags = checks.into_iter().find(|check| check.what == "tags")?;
    Some(tags.problem.map(|problem| problem.key))
}

/// Looks until a letter to ourselves came.
pub(crate) async fn prove(
    account: &dyn Account,
    servers: &Servers,
    cursor: &mut Option<Cursor>,
) -> Vec<gerne_domain::InboundMessage> {
    let mut came = fetch_all(account, "inbox", cursor).await.unwrap();
    servers.until_delivered().await;
    came.extend(fetch_all(account, "inbox", cursor).await.unwrap());
    came
}

fn reply_to(servers: &Servers, somebody: &str) -> Vec<String> {
    let heads = servers.mails(somebody, "INBOX").into_iter().map(|mail| {
        let line = mail.lines().find_map(|line| line.strip_prefix("Reply-To: "));
        line.unwrap_or_default().to_owned()
    });
    heads.collect()
}

#[tokio::test]
async fn answers_are_asked_to_addresses_of_their_own_once_one_was_seen_to_work() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::with(servers, &[("watch_sent", "true")]).await;
    let (account, kim) = (world.open(), servers.mailbox());
    let (mut cursor, shelf) = (None, Shelf::default());
    world.write(&Mail::new("first", "Hallo"));
    assert_eq!(prove(&*account, servers, &mut cursor).await.len(), 1);
    assert_eq!(said(&*account).await, None, "nobody asked for it");
    assert_eq!(servers.mails(&world.address, "INBOX").len(), 1, "so nothing was tried");

    while soon(account.wake()).await != Wake::All {}
    account.heed(&wanted(true));
    assert_eq!(soon(account.wake()).await, Wake::Resource("inbox".into()), "it is tried at once");
    assert_eq!(said(&*account).await, Some(Some("check.tags_unproven".to_owned())));
    let early = answer(&kim, &name(&*account, 1), &[], "Noch nicht.");
    account.send(&early, &shelf).await.unwrap();
    // A letter to ourselves is for nobody to read, here and among what was sent.
    assert!(subjects(&prove(&*account, servers, &mut cursor).await).is_empty());
    let sent = fetch_all(&*account, "sent", &mut None).await.unwrap();
    assert_eq!(subjects(&sent), ["Frage"]);
    assert_eq!(said(&*account).await, Some(None));
    let id = name(&*account, 2);
    account.send(&answer(&kim, &id, &[], "Jetzt."), &shelf).await.unwrap();
    servers.until_delivered().await;
    let token = id.split('@').next().unwrap();
    let own = world.address.replace('@', &format!("+{token}@"));
    let asked = reply_to(servers, &kim);
    assert_eq!(asked.iter().filter(|to| to.is_empty()).count(), 1, "{asked:?}");
    assert_eq!(asked.iter().filter(|to| to.contains(&own)).count(), 1, "{asked:?}");

    // It stays proven in another life, once it looked, and is over when nobody wants it.
    let again = world.open();
    again.heed(&wanted(true));
    assert!(fetch_all(&*again, "inbox", &mut cursor).await.unwrap().is_empty());
    assert_eq!(said(&*again).await, Some(None));
    assert_eq!(servers.mails(&world.address, "INBOX").len(), 2, "proven once");
    again.heed(&wanted(false));
    assert_eq!(said(&*again).await, None);
    again.send(&answer(&kim, &name(&*again, 3), &[], "Ohne."), &shelf).await.unwrap();
    servers.until_delivered().await;
    assert_eq!(reply_to(servers, &kim).iter().filter(|to| to.is_empty()).count(), 2);
    // Read from the beginning, it is still for nobody.
    let all = fetch_all(&*again, "inbox", &mut None).await.unwrap();
    assert_eq!(subjects(&all), ["Frage first"]);
}

#[tokio::test]
async fn who_only_calls_a_letter_so_is_read() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    let account = world.open();
    account.heed(&wanted(true));
    let mut cursor = None;
    fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
    let token = "gerneprobe0000000000000001";
    let to = world.address.replace('@', &format!("+{token}@"));
    let mut forged = Mail::new(token, "Ich bin keine Probe.");
    forged.subject = "Beschwerde".to_owned();
    let bytes = String::from_utf8(forged.bytes(&to)).unwrap();
    let bytes =
        bytes.replace(&format!("<{token}@example.net>"), &format!("<{token}@example.test>"));
    servers.deliver(&to, &[bytes.into_bytes()]);
    servers.until_delivered().await;
    let came = fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
    assert_eq!(subjects(&came), ["Beschwerde"]);
}
