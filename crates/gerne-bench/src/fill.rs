//! Filling a store with believable rows.

use anyhow::Result;
use gerne_domain::{
    Account, AccountId, AccountSettings, AccountStatus, Conversation, ConversationId, Customer,
    CustomerId, Direction, ExternalId, Identity, IdentityId, Message, MessageId, Platform, Status,
    TeamId, ThreadId, Timestamp, Visibility, time::after,
};
use gerne_engine::{SystemClock, V7};
use gerne_store::{Store, StoreError, Thread};
use std::{sync::Arc, time::Duration};

use crate::report::Report;

/// When the first was written.
const START: &str = "2024-01-01T00:00:00Z";

/// Conversations in one transaction.
const BATCH: usize = 500;

/// Words of everyday matters; one in five hundred texts holds the rare one.
const WORDS: [&str; 24] = [
    "Internet",
    "Router",
    "Störung",
    "seit",
    "gestern",
    "Rechnung",
    "Techniker",
    "Termin",
    "nicht",
    "wieder",
    "Anschluss",
    "langsam",
    "Kündigung",
    "Vertrag",
    "bitte",
    "Hilfe",
    "Hotline",
    "Warteschleife",
    "Umzug",
    "Tarif",
    "Glasfaser",
    "Paket",
    "Nummer",
    "heute",
];
/// Stands in one text of five hundred: at the smallest size a page of what is found is full, so that
/// all sizes show as many.
pub(crate) const RARE: &str = "Quittenmarmelade";
/// Stands in about one text of ten.
pub(crate) const FREQUENT: &str = "Störung";

/// Makes rows.
pub(crate) struct Filler {
    pub(crate) account: AccountId,
    team: Option<TeamId>,
    ids: V7,
    start: Timestamp,
}

impl Filler {
    /// For a store that has nothing: with an account of the bench's own platform, connected.
    pub(crate) async fn connected(store: &Store) -> Result<Self> {
        let ids = V7::new(Arc::new(SystemClock));
        let start: Timestamp = START.parse()?;
        let account = Account {
            id: AccountId::new(&ids),
            platform: Platform::from("bench"),
            external_id: "us".into(),
            handle: "@us".to_owned(),
            name: "Us".to_owned(),
            base_url: "https://bench.example".to_owned(),
            avatar_url: None,
            status: AccountStatus::Connected,
            problem: None,
            status_since: start,
            connected_at: start,
            settings: AccountSettings::default(),
            facts: serde_json::Value::Null,
            teams: Vec::new(),
        };
        let id = account.id;
        store
            .write(move |tx| Box::pin(async move { tx.insert_account(&account).await }))
            .await
            .map_err(|error: StoreError| error)?;
        Ok(Self { account: id, team: None, ids, start })
    }

    /// For an installation whose account and team are there.
    pub(crate) fn of(account: AccountId, team: Option<TeamId>) -> Result<Self> {
        let ids = V7::new(Arc::new(SystemClock));
        Ok(Self { account, team, ids, start: START.parse()? })
    }

    /// So many conversations from `first` on, with so many messages each; one in twenty is open.
    pub(crate) async fn conversations(
        &self,
        store: &Store,
        first: usize,
        n: usize,
        each: usize,
    ) -> Result<()> {
        for from in (first..first + n).step_by(BATCH) {
            let (mut people, mut conversations) = (Vec::new(), Vec::new());
            let (mut threads, mut messages) = (Vec::new(), Vec::new());
            for n in from..(from + BATCH).min(first + n) {
                let (customer, identity, conversation, message) = self.row(n);
                threads.push(Thread {
                    id: message.thread_id,
                    account_id: self.account,
                    external_id: ExternalId(format!("post-{n}")),
                    conversation_id: Some(conversation.id),
                    created_at: self.start,
                });
                people.push((customer, identity));
                conversations.push(conversation);
                messages.extend((1..each).map(|more| self.more(&message, n, more)));
                messages.push(message);
            }
            store
                .write(move |tx| {
                    Box::pin(async move {
                        tx.insert_people(&people).await?;
                        tx.insert_openings(&conversations, &threads, &messages).await?;
                        Ok::<_, StoreError>(())
                    })
                })
                .await?;
            if from > first && (from - first).is_multiple_of(100_000) {
                Report::step(&format!("{from} conversations"));
            }
        }
        Ok(())
    }

    fn row(&self, n: usize) -> (Customer, Identity, Conversation, Message) {
        let at = after(self.start, Duration::from_secs(n as u64 * 30));
        let customer = Customer {
            id: CustomerId::new(&self.ids),
            name: format!("Kundin {n}"),
            language: Some("de".to_owned()),
            address: None,
            about: String::new(),
            blocked_at: None,
            created_at: at,
        };
        let identity = Identity {
            id: IdentityId::new(&self.ids),
            customer_id: customer.id,
            platform: Platform::from("bench"),
            external_id: ExternalId(format!("person-{n}")),
            handle: format!("person{n}@bench.example"),
            name: customer.name.clone(),
            avatar_url: None,
            profile_url: None,
            unreachable: None,
        };
        let id = ConversationId::new(&self.ids);
        let mut conversation = Conversation::begin(id, customer.id, self.account, self.team, at);
        let message = self.message(n, &identity, id, at);
        conversation.preview.clone_from(&message.text);
        conversation.last_message_id = Some(message.id);
        if n.is_multiple_of(20) {
            conversation.status = Status::Open;
            conversation.waiting_since = Some(at);
            conversation.unanswered = 1;
            conversation.due = Some(after(at, Duration::from_hours(4)));
        } else {
            conversation.resolve(at, None);
        }
        (customer, identity, conversation, message)
    }

    /// One more in the same thread.
    fn more(&self, first: &Message, n: usize, more: usize) -> Message {
        Message {
            id: MessageId::new(&self.ids),
            external_id: Some(ExternalId(format!("post-{n}-{more}"))),
            text: text(n + more),
            published_at: after(first.published_at, Duration::from_mins(more as u64)),
            ..first.clone()
        }
    }

    fn message(&self, n: usize, by: &Identity, id: ConversationId, at: Timestamp) -> Message {
        Message {
            id: MessageId::new(&self.ids),
            account_id: self.account,
            thread_id: ThreadId::new(&self.ids),
            conversation_id: Some(id),
            external_id: Some(ExternalId(format!("post-{n}"))),
            parent_id: None,
            direction: Direction::In,
            identity_id: Some(by.id),
            agent_id: None,
            visibility: Visibility::Public,
            addressed: true,
            subject: None,
            text: text(n),
            content_warning: None,
            language: Some("de".to_owned()),
            mentions: Vec::new(),
            emojis: Vec::new(),
            attachments: Vec::new(),
            poll: None,
            quotes: None,
            letter: None,
            url: None,
            published_at: at,
            received_at: at,
            edited_at: None,
            deleted_at: None,
            delivery_id: None,
        }
    }
}

/// About 24 words, the same for the same number.
pub(crate) fn text(n: usize) -> String {
    let mut words: Vec<&str> =
        (0..24).map(|k| WORDS[(n * 7 + k * k * 13 + k * n) % WORDS.len()]).collect();
    if !n.is_multiple_of(10) {
        words.retain(|word| *word != FREQUENT);
    }
    if n.is_multiple_of(500) {
        words.push(RARE);
    }
    words.join(" ")
}
