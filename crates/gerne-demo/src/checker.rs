//! Compares what really happened on a platform with what an installation believes: nothing lost,
//! nothing twice, nothing stuck. What is *unknown* is neither, and is counted for itself
//! (decision 0006).

mod on_facebook;
mod on_x;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use anyhow::Result;
use gerne_domain::{AccountId, Delivery, DeliveryState, Direction, Message, Scope};
use gerne_sim::{Effect, JournalEntry, Via};
use gerne_store::{ConversationFilter, Order, Page, Store};

pub use on_facebook::check_facebook;
pub use on_x::check_x;

/// Rows read at once.
const STEP: usize = 200;

/// Most messages of one conversation that are looked at.
const LONGEST: usize = 100_000;

/// What was found. Everything but the counts should be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Posts of customers that name the company and still exist.
    pub mentions: usize,
    /// Those of them that are not kept.
    pub lost: Vec<String>,
    /// Those that are kept more than once.
    pub kept_twice: Vec<String>,
    /// Replies that were written here.
    pub replies: usize,
    /// Those of them that the platform has, once, and that we know to be there.
    pub arrived: usize,
    /// Keys of replies that stand on the platform more than once.
    pub said_twice: Vec<String>,
    /// Keys of replies that we hold for sent and that the platform does not have.
    pub imagined: Vec<String>,
    /// Keys of replies that the platform has although we say refused or taken back.
    pub denied: Vec<String>,
    /// Keys of posts that the company's account made through our API and that no reply explains.
    pub unexplained: Vec<String>,
    /// Replies that are still held, queued or being sent.
    pub unsettled: Vec<String>,
    /// Replies of which only a person can tell.
    pub unknown: usize,
    /// Replies that the platform refused.
    pub refused: usize,
    /// Events in the log.
    pub events: usize,
    /// Numbers of the log that are missing.
    pub gaps: Vec<i64>,
    /// Rows that point at something that is not there.
    pub dangling: Vec<String>,
}

impl Findings {
    /// Everything that should be empty and is not, one line each.
    pub fn complaints(&self) -> Vec<String> {
        let lists: [(&str, &[String]); 8] = [
            ("lost", &self.lost),
            ("kept twice", &self.kept_twice),
            ("said twice", &self.said_twice),
            ("held for sent, but not there", &self.imagined),
            ("there, though held for refused or taken back", &self.denied),
            ("said by nobody", &self.unexplained),
            ("not settled", &self.unsettled),
            ("dangling", &self.dangling),
        ];
        let some = lists.iter().filter(|(_, list)| !list.is_empty());
        let mut complaints: Vec<String> =
            some.map(|(what, list)| format!("{what} ({}): {}", list.len(), few(list))).collect();
        if !self.gaps.is_empty() {
            complaints.push(format!("missing in the log: {:?}", self.gaps));
        }
        complaints
    }

    /// Whether all is well.
    pub fn is_clean(&self) -> bool {
        self.complaints().is_empty()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "mentions {} (lost {}, twice {}), replies {} (arrived {}, twice {}, unknown {}, refused {}, \
             unsettled {}), events {} (missing {})",
            self.mentions,
            self.lost.len(),
            self.kept_twice.len(),
            self.replies,
            self.arrived,
            self.said_twice.len(),
            self.unknown,
            self.refused,
            self.unsettled.len(),
            self.events,
            self.gaps.len(),
        )
    }
}

/// Compares the stand-in's journal with what the store holds for one account of `company`.
pub async fn check_against(
    store: &Store,
    journal: &[JournalEntry],
    account: AccountId,
    company: &str,
) -> Result<Findings> {
    let mut found = Findings::default();
    let history = History::read(journal, company);
    let kept = kept(store, account, &mut found).await?.ids;
    found.mentions = history.mentions.len();
    for mention in &history.mentions {
        match kept.get(mention) {
            None => found.lost.push(mention.clone()),
            Some(1) => {}
            Some(_) => found.kept_twice.push(mention.clone()),
        }
    }
    let deliveries = deliveries(store, account).await?;
    found.replies = deliveries.len();
    for delivery in &deliveries {
        let there = history.said.get(&delivery.outbound.key).map(Vec::as_slice).unwrap_or_default();
        let receipt = delivery.receipt.as_ref().and_then(|it| it.external_id.as_ref());
        let known = there.iter().any(|id| receipt.is_some_and(|receipt| receipt.0 == *id));
        judge(delivery, there, known, &mut found);
    }
    let ours: BTreeSet<&str> = deliveries.iter().map(|d| d.outbound.key.as_str()).collect();
    let strange = history.said.keys().filter(|key| !ours.contains(key.as_str()));
    found.unexplained = strange.cloned().collect();
    log(store, &mut found).await?;
    Ok(found)
}

/// Compares the journal of a post office with what the store holds for the mailbox at `address`:
/// every letter that lies in its inbox is kept once, and every answer was sent once.
pub async fn check_mailbox(
    store: &Store,
    journal: &[JournalEntry],
    account: AccountId,
    address: &str,
) -> Result<Findings> {
    let mut found = Findings::default();
    let history = History::of_letters(journal, address);
    let kept = kept(store, account, &mut found).await?.names;
    found.mentions = history.mentions.len();
    for name in &history.mentions {
        match kept.get(name) {
            None => found.lost.push(name.clone()),
            Some(1) => {}
            Some(_) => found.kept_twice.push(name.clone()),
        }
    }
    let deliveries = deliveries(store, account).await?;
    found.replies = deliveries.len();
    let mut ours = BTreeSet::new();
    for delivery in &deliveries {
        let name = delivery.outbound.letter.as_ref().and_then(|letter| letter.head.name.clone());
        let there = name.as_ref().and_then(|name| history.said.get(name));
        let there = there.map(Vec::as_slice).unwrap_or_default();
        judge(delivery, there, !there.is_empty(), &mut found);
        ours.extend(name);
    }
    let strange = history.said.keys().filter(|name| !ours.contains(*name));
    found.unexplained = strange.cloned().collect();
    log(store, &mut found).await?;
    Ok(found)
}

/// What the platform knows.
struct History {
    mentions: BTreeSet<String>,
    /// By our idempotency key: the posts that were made with it.
    said: BTreeMap<String, Vec<String>>,
}

impl History {
    fn read(journal: &[JournalEntry], company: &str) -> Self {
        let named = format!("@{company}");
        let mut history = Self { mentions: BTreeSet::new(), said: BTreeMap::new() };
        for entry in journal {
            let ours = entry.by.as_deref() == Some(company);
            match &entry.effect {
                Effect::StatusCreated { id, text, .. } if !ours && text.contains(&named) => {
                    history.mentions.insert(id.clone());
                }
                Effect::StatusCreated { id, idempotency_key, .. }
                    if ours && entry.via == Via::Api =>
                {
                    let key = idempotency_key.clone().unwrap_or_else(|| format!("no key: {id}"));
                    history.said.entry(key).or_default().push(id.clone());
                }
                Effect::StatusDeleted { id } => {
                    history.mentions.remove(id);
                }
                _ => {}
            }
        }
        history
    }

    /// Letters by their names: those that lie in the inbox of a mailbox and that others wrote, and
    /// those that its owner submitted. Two letters may have one name; they count once.
    fn of_letters(journal: &[JournalEntry], address: &str) -> Self {
        let mut history = Self { mentions: BTreeSet::new(), said: BTreeMap::new() };
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for entry in journal {
            let ours = entry.by.as_deref().is_some_and(|by| by.eq_ignore_ascii_case(address));
            match &entry.effect {
                Effect::MailSent { id, message_id: Some(name), .. } => match (ours, entry.via) {
                    (true, Via::Api) => {
                        history.said.entry(name.clone()).or_default().push(id.clone());
                    }
                    (true, Via::Square) => {}
                    (false, _) => drop(names.insert(id, name)),
                },
                Effect::MailFiled { id, mailbox, folder, .. }
                    if mailbox.eq_ignore_ascii_case(address) && folder == "INBOX" =>
                {
                    history.mentions.extend(names.get(id.as_str()).map(|&name| name.to_owned()));
                }
                _ => {}
            }
        }
        history
    }
}

/// `there`: what the platform has of it; `known`: we know it by the platform's name for it.
fn judge(delivery: &Delivery, there: &[String], known: bool, found: &mut Findings) {
    let key = &delivery.outbound.key;
    if there.len() > 1 {
        found.said_twice.push(key.clone());
    }
    match delivery.state {
        DeliveryState::Sent => {
            if known {
                found.arrived += 1;
            } else {
                found.imagined.push(key.clone());
            }
        }
        DeliveryState::Unknown => found.unknown += 1,
        DeliveryState::Refused | DeliveryState::Cancelled => {
            if delivery.state == DeliveryState::Refused {
                found.refused += 1;
            }
            if !there.is_empty() {
                found.denied.push(key.clone());
            }
        }
        DeliveryState::Held | DeliveryState::Queued | DeliveryState::Sending => {
            found.unsettled.push(format!("{key} {:?}", delivery.state));
        }
    }
}

/// How often what is kept, by the platform's identifiers, and by the names that letters give
/// themselves.
#[derive(Default)]
struct Kept {
    ids: BTreeMap<String, usize>,
    names: BTreeMap<String, usize>,
}

/// How often each of the platform's posts is kept, over all conversations; looks on the way whether
/// what rows point at is there.
async fn kept(store: &Store, account: AccountId, found: &mut Findings) -> Result<Kept> {
    let mut seen = Kept::default();
    let mut db = store.read().await?;
    let filter = ConversationFilter::default();
    let mut page = Page::first(STEP);
    loop {
        let listed =
            db.list_conversations(&filter, &Scope::Everything, Order::Recent, &page).await?;
        for conversation in listed.items {
            if db.customer(conversation.customer_id).await?.is_none() {
                found.dangling.push(format!("conversation {}: its customer", conversation.id));
            }
            for message in db.newest_messages(conversation.id, LONGEST).await? {
                whole(&mut db, &message, found).await?;
                if message.account_id != account {
                    continue;
                }
                if let (Direction::In, Some(head)) = (message.direction, &message.letter)
                    && let Some(name) = &head.name
                {
                    *seen.names.entry(name.clone()).or_default() += 1;
                }
                if let Some(external) = message.external_id {
                    *seen.ids.entry(external.0).or_default() += 1;
                }
            }
        }
        let Some(next) = listed.next else { return Ok(seen) };
        page = Page::after(Some(next), STEP);
    }
}

async fn whole(
    db: &mut gerne_store::Reader,
    message: &Message,
    found: &mut Findings,
) -> Result<()> {
    if let Some(parent) = message.parent_id
        && db.message(parent).await?.is_none()
    {
        found.dangling.push(format!("message {}: its parent", message.id));
    }
    for blob in message.attachments.iter().filter_map(|attachment| attachment.blob.as_ref()) {
        if db.blob_info(blob).await?.is_none() {
            found.dangling.push(format!("message {}: blob {blob}", message.id));
        }
    }
    Ok(())
}

async fn deliveries(store: &Store, account: AccountId) -> Result<Vec<Delivery>> {
    let mut db = store.read().await?;
    let (mut all, mut page) = (Vec::new(), Page::first(STEP));
    loop {
        let filter = ConversationFilter::default();
        let listed =
            db.list_conversations(&filter, &Scope::Everything, Order::Recent, &page).await?;
        for conversation in listed.items {
            all.extend(db.deliveries_of(conversation.id).await?);
        }
        let Some(next) = listed.next else { break };
        page = Page::after(Some(next), STEP);
    }
    all.retain(|delivery| delivery.account_id == account);
    Ok(all)
}

/// The log has no hole between its first event and its head.
async fn log(store: &Store, found: &mut Findings) -> Result<()> {
    let mut db = store.read().await?;
    let head = db.log_head().await?;
    let mut at = 0;
    loop {
        let events = db.events_after(at, 1000).await?;
        let Some(last) = events.last() else { break };
        for event in &events {
            // What is older than all may have been let go; nothing may be missing after it.
            if at != 0 {
                found.gaps.extend(at + 1..event.seq);
            }
            at = event.seq;
            found.events += 1;
        }
        at = last.seq;
    }
    found.gaps.extend(at + 1..=head);
    Ok(())
}

fn few(list: &[String]) -> String {
    let mut text = list.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    if list.len() > 5 {
        text.push_str(", …");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(by: &str, via: Via, effect: Effect) -> JournalEntry {
        let at = jiff::Timestamp::UNIX_EPOCH;
        JournalEntry { seq: 1, at, via, by: Some(by.to_owned()), request_id: None, effect }
    }

    fn status(id: &str, key: Option<&str>, text: &str) -> Effect {
        Effect::StatusCreated {
            id: id.to_owned(),
            idempotency_key: key.map(str::to_owned),
            in_reply_to: None,
            quotes: None,
            visibility: "public".to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_journal_tells_mentions_and_answers() {
        let journal = [
            entry("clara", Via::Square, status("1", None, "@us Hallo")),
            entry("clara", Via::Square, status("2", None, "Hallo alle")),
            entry("us", Via::Api, status("3", Some("k"), "@clara Hallo")),
            entry("us", Via::Api, status("4", Some("k"), "@clara Hallo")),
            entry("us", Via::Square, status("5", None, "im Laden")),
            entry("ben", Via::Square, status("6", None, "@us weg")),
            entry("ben", Via::Square, Effect::StatusDeleted { id: "6".to_owned() }),
        ];
        let history = History::read(&journal, "us");
        assert_eq!(history.mentions.iter().map(String::as_str).collect::<Vec<_>>(), ["1"]);
        assert_eq!(history.said.get("k").map(Vec::len), Some(2));
        assert_eq!(history.said.len(), 1);
    }

    #[test]
    fn a_post_office_tells_letters_and_answers() {
        let sent = |id: &str, name: &str| Effect::MailSent {
            id: id.to_owned(),
            message_id: Some(name.to_owned()),
            from: String::new(),
            to: Vec::new(),
            subject: String::new(),
        };
        let filed = |id: &str, folder: &str| Effect::MailFiled {
            id: id.to_owned(),
            mailbox: "us@x.example".to_owned(),
            folder: folder.to_owned(),
            uid: 1,
        };
        let journal = [
            entry("clara@y.example", Via::Square, sent("1", "a@y")),
            entry("-", Via::Square, filed("1", "INBOX")),
            entry("clara@y.example", Via::Square, sent("2", "b@y")),
            entry("-", Via::Square, filed("2", "Junk")),
            entry("us@x.example", Via::Api, sent("3", "c@x")),
            entry("us@x.example", Via::Api, sent("4", "c@x")),
            entry("-", Via::Square, filed("3", "INBOX")),
        ];
        let history = History::of_letters(&journal, "US@x.example");
        assert_eq!(history.mentions.iter().map(String::as_str).collect::<Vec<_>>(), ["a@y"]);
        assert_eq!(history.said.get("c@x").map(Vec::len), Some(2));
    }

    #[test]
    fn each_list_is_a_complaint() {
        let some = || vec!["x".to_owned()];
        let bad = Findings {
            lost: some(),
            kept_twice: some(),
            said_twice: some(),
            imagined: some(),
            denied: some(),
            unexplained: some(),
            unsettled: some(),
            dangling: some(),
            gaps: vec![3],
            unknown: 1,
            ..Findings::default()
        };
        assert_eq!(bad.complaints().len(), 9);
        assert!(Findings { unknown: 3, refused: 1, ..Findings::default() }.is_clean());
    }
}
