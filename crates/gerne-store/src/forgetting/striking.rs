//! Striking a person out of what others said and wrote: their handle, their page, being mentioned.
//! The texts stay; they are other people's.

use gerne_domain::{ExternalId, Mention, MessageId, NoteId, Outbound};
use uuid::Uuid;

use crate::{
    Engine, Reader, Store, StoreError, Tx,
    messages::Extra,
    row::{Two, from_row},
    value::{args, json},
};

/// What stands where a person was named.
pub const STRUCK: &str = "[…]";
/// Shorter names are too often something else.
const SHORTEST: usize = 4;
/// Places changed in one transaction.
const AT_ONCE: usize = 50;

/// Who is to be struck out.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Strike {
    /// Handles and addresses of pages and pictures: struck out wherever they stand.
    pub texts: Vec<String>,
    /// Names of several words: struck out of what agents wrote; customers may have namesakes.
    pub names: Vec<String>,
    /// Who they are on the platforms: no longer mentioned.
    pub external: Vec<ExternalId>,
}

impl Strike {
    /// The handles among the texts, without a leading `@`.
    fn handles(&self) -> impl Iterator<Item = &str> {
        let texts = self.texts.iter().filter(|text| !text.contains('/'));
        texts.map(|text| text.trim_start_matches('@'))
    }

    fn names(&self, mention: &Mention) -> bool {
        self.external.contains(&mention.external_id)
            || self.handles().any(|handle| handle.eq_ignore_ascii_case(&mention.handle))
    }
}

impl std::fmt::Debug for Strike {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Strike({}, {}, {})", self.texts.len(), self.names.len(), self.external.len())
    }
}

/// A column that may name somebody. Found outside the writer: this reads all of it.
struct Place {
    find: &'static str,
    /// PostgreSQL would make other letters small, too, and then not find what we look for.
    find_pg: &'static str,
    set: &'static str,
    is: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Part of a message: the search index follows.
    Message,
    /// Said by others, or about what others said.
    Said,
    /// Written by agents.
    Written,
    /// A note: the search index follows.
    Note,
    /// A contact that was written down.
    Contact,
}

macro_rules! place {
    ($table:literal, $id:literal, $column:literal, $is:ident) => {
        Place {
            find: concat!(
                "SELECT ",
                $id,
                " AS a, ",
                $column,
                " AS b FROM ",
                $table,
                " WHERE LOWER(",
                $column,
                ") LIKE $1 ESCAPE '!'"
            ),
            find_pg: concat!(
                "SELECT ",
                $id,
                " AS a, ",
                $column,
                " AS b FROM ",
                $table,
                " WHERE LOWER(",
                $column,
                " COLLATE \"C\") LIKE $1 ESCAPE '!'"
            ),
            set: concat!(
                "UPDATE ",
                $table,
                " SET ",
                $column,
                " = REPLACE(",
                $column,
                ", $2, $3) WHERE ",
                $id,
                " = $1"
            ),
            is: Kind::$is,
        }
    };
}

const PLACES: [Place; 35] = [
    place!("message", "id", "text", Message),
    place!("message", "id", "content_warning", Message),
    place!("message", "id", "subject", Message),
    place!("message", "id", "extra", Said),
    place!("revision", "message_id", "text", Said),
    place!("revision", "message_id", "content_warning", Said),
    place!("revision", "message_id", "attachments", Said),
    place!("attachment", "id", "alt", Said),
    place!("attachment", "id", "name", Said),
    place!("conversation", "id", "preview", Said),
    place!("conversation", "id", "subject", Written),
    place!("delivery", "id", "outbound", Said),
    place!("delivery", "id", "receipt", Said),
    place!("alarm", "id", "details", Said),
    place!("note", "id", "text", Note),
    place!("note", "id", "author", Written),
    place!("contact", "id", "text", Contact),
    place!("promise", "id", "text", Written),
    place!("promise", "id", "reason", Written),
    place!("consult", "id", "subject", Written),
    place!("consult", "id", "to_address", Written),
    place!("consult", "id", "to_name", Written),
    place!("follow_up", "id", "text", Written),
    place!("handover_note", "id", "text", Written),
    place!("draft", "conversation_id", "body", Written),
    place!("view", "id", "name", Written),
    place!("label", "id", "name", Written),
    place!("customer", "id", "about", Written),
    place!("agent", "id", "settings", Written),
    place!("fact", "id", "value", Said),
    place!("fact", "id", "norm", Said),
    place!("fact", "id", "written", Written),
    place!("flag", "id", "post", Said),
    place!("rule", "id", "name", Written),
    place!("rule", "id", "text", Written),
];
/// What is looked up by is letters and digits alone: a handle is no longer seen in it.
const UNSOUGHT: &str = "UPDATE fact SET sought = NULL WHERE sought IS NOT NULL
    AND (value LIKE '%[…]%' OR norm LIKE '%[…]%' OR written LIKE '%[…]%')";

/// Where something was read: in a message, a note, a contact that somebody wrote down.
const UNREAD: [&str; 3] = [
    "DELETE FROM fact WHERE message_id = $1 AND written IS NULL",
    "DELETE FROM fact WHERE note_id = $1 AND written IS NULL",
    "DELETE FROM fact WHERE contact_id = $1 AND written IS NULL",
];
const UNSAID: [&str; 3] = [
    "UPDATE fact SET value = $2, norm = $2, sought = NULL WHERE message_id = $1",
    "UPDATE fact SET value = $2, norm = $2, sought = NULL WHERE note_id = $1",
    "UPDATE fact SET value = $2, norm = $2, sought = NULL WHERE contact_id = $1",
];

struct Mentioning {
    id: Uuid,
    extra: Extra,
}

struct Carrying {
    id: Uuid,
    outbound: Outbound,
}

from_row!(Mentioning, "message", { id, extra as json });
from_row!(Carrying, "delivery", { id, outbound as json });

const MENTIONING: &str = "SELECT id, extra FROM message WHERE extra LIKE $1 ESCAPE '!'";
const SET_EXTRA: &str = "UPDATE message SET extra = $2 WHERE id = $1";
const STRIKE_TEXT: &str = "UPDATE message SET text = REPLACE(text, $2, $3) WHERE id = $1";
const CARRYING: &str = "SELECT id, outbound FROM delivery WHERE outbound LIKE $1 ESCAPE '!'";
const SET_OUTBOUND: &str = "UPDATE delivery SET outbound = $2 WHERE id = $1";
const ANSWERS: &str = "SELECT agent_id, key, body FROM idempotency
    WHERE (agent_id, key) > ($1, $2) ORDER BY agent_id, key LIMIT 100";
const DROP_ANSWER: &str = "DELETE FROM idempotency WHERE agent_id = $1 AND key = $2";

struct Answer {
    agent_id: Uuid,
    key: String,
    body: String,
}

from_row!(Answer, "idempotency", { agent_id, key, body });

impl Store {
    /// Strikes people out of what others said and wrote; in how many places. Reads outside the
    /// writer, writes a few places at a time.
    pub async fn strike_out(&self, strike: &Strike) -> Result<u64, StoreError> {
        let mut count = self.strike_mentions(strike).await?;
        for place in &PLACES {
            let written = matches!(place.is, Kind::Written | Kind::Note | Kind::Contact);
            let names = strike.names.iter().filter(|_| written);
            for needle in strike.texts.iter().chain(names) {
                if needle.chars().count() >= SHORTEST {
                    count += self.strike_place(place, needle).await?;
                }
            }
        }
        self.write(|tx| Box::pin(async move { tx.execute(UNSOUGHT, args![]).await })).await?;
        Ok(count)
    }

    /// Forgets remembered answers that hold one of these words: ids as they stand in JSON, handles.
    /// How many it was.
    pub async fn forget_answers(
        &self,
        ids: &std::collections::HashSet<String>,
        words: &[String],
    ) -> Result<u64, StoreError> {
        let (mut agent, mut key) = (Uuid::nil(), String::new());
        let mut count = 0;
        loop {
            let mut db = self.read().await?;
            let page: Vec<Answer> = db.rows(ANSWERS, args![agent, key]).await?;
            drop(db);
            let Some(last) = page.last() else { return Ok(count) };
            (agent, key) = (last.agent_id, last.key.clone());
            let names = |answer: &Answer| {
                answer.body.split('"').any(|part| ids.contains(part))
                    || words.iter().any(|word| answer.body.contains(word.as_str()))
            };
            let found: Vec<Answer> = page.into_iter().filter(names).collect();
            count += found.len() as u64;
            self.write(move |tx| {
                Box::pin(async move {
                    for answer in found {
                        tx.execute(DROP_ANSWER, args![answer.agent_id, answer.key]).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        }
    }

    async fn strike_place(&self, place: &'static Place, needle: &str) -> Result<u64, StoreError> {
        let pattern = contains(&needle.to_ascii_lowercase());
        let mut db = self.read().await?;
        let find = match self.engine() {
            Engine::Sqlite => place.find,
            Engine::Postgres => place.find_pg,
        };
        let found: Vec<Two<Uuid, String>> = db.rows(find, args![pattern]).await?;
        drop(db);
        let mut struck = Vec::new();
        for Two(id, text) in found {
            struck.extend(spellings(&text, needle).into_iter().map(|spelling| (id, spelling)));
        }
        let count = struck.len() as u64;
        for some in struck.chunks(AT_ONCE) {
            let some = some.to_vec();
            self.write(move |tx| {
                Box::pin(async move {
                    for (id, spelling) in some {
                        tx.execute(place.set, args![id, spelling, STRUCK]).await?;
                        if matches!(place.is, Kind::Message | Kind::Note | Kind::Contact) {
                            tx.unread(id).await?;
                        }
                        if place.is == Kind::Message {
                            tx.index_again(MessageId(id)).await?;
                        }
                        if place.is == Kind::Note
                            && let Some(note) = tx.note(NoteId(id)).await?
                        {
                            tx.index_note(&note).await?;
                        }
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        }
        Ok(count)
    }

    async fn strike_mentions(&self, strike: &Strike) -> Result<u64, StoreError> {
        let mut count = 0;
        // Platforms name people in mentions otherwise than as authors: their handle tells as well.
        let ids = strike.external.iter().map(|id| Ok(("external_id", json(id)?)));
        let handles = strike.handles().map(|handle| Ok(("handle", json(&handle)?)));
        let named: Vec<(&str, String)> = ids.chain(handles).collect::<Result<_, StoreError>>()?;
        for (key, quoted) in named {
            let pattern = contains(&format!("\"{key}\":{quoted}"));
            let mut db = self.read().await?;
            let messages: Vec<Mentioning> = db.rows(MENTIONING, args![pattern]).await?;
            let deliveries: Vec<Carrying> = db.rows(CARRYING, args![pattern]).await?;
            drop(db);
            count += (messages.len() + deliveries.len()) as u64;
            for message in messages {
                let strike = strike.clone();
                self.write(move |tx| {
                    Box::pin(async move { tx.no_longer_mentions(message, &strike).await })
                })
                .await?;
            }
            for Carrying { id, mut outbound } in deliveries {
                outbound.to.retain(|mention| !strike.names(mention));
                let outbound = json(&outbound)?;
                self.write(move |tx| {
                    Box::pin(async move { tx.execute(SET_OUTBOUND, args![id, outbound]).await })
                })
                .await?;
            }
        }
        Ok(count)
    }
}

impl Tx<'_> {
    async fn no_longer_mentions(
        &mut self,
        message: Mentioning,
        strike: &Strike,
    ) -> Result<(), StoreError> {
        let Mentioning { id, mut extra } = message;
        let theirs = extra.mentions.extract_if(.., |mention| strike.names(mention));
        let handles: Vec<String> = theirs.map(|mention| mention.handle).collect();
        let extra = json(&extra)?;
        self.execute(SET_EXTRA, args![id, extra]).await?;
        for handle in handles {
            // Where people of one server write to each other, the server is left out.
            let short = handle.split('@').next().unwrap_or_default();
            for word in [format!("@{handle}"), format!("@{short}")] {
                let text = self.message(MessageId(id)).await?.map(|m| m.text).unwrap_or_default();
                for spelling in spellings(&text, &word) {
                    self.execute(STRIKE_TEXT, args![id, spelling, STRUCK]).await?;
                }
            }
        }
        self.unread(id).await?;
        self.index_again(MessageId(id)).await
    }

    /// What was read in a message, note or contact whose words are others now goes: it may still
    /// say them. What a person wrote instead stays; reading again brings the rest back.
    pub(super) async fn unread(&mut self, id: Uuid) -> Result<(), StoreError> {
        for (unread, unsaid) in UNREAD.into_iter().zip(UNSAID) {
            self.execute(unread, args![id]).await?;
            self.execute(unsaid, args![id, STRUCK]).await?;
        }
        Ok(())
    }
}

impl Reader {
    /// Makes a message found by the words that it has now.
    async fn index_again(&mut self, id: MessageId) -> Result<(), StoreError> {
        match self.message(id).await? {
            Some(message) if message.deleted_at.is_none() => self.index_message(&message).await,
            _ => Ok(()),
        }
    }
}

/// A pattern for `LIKE … ESCAPE '!'`.
fn contains(text: &str) -> String {
    let escaped = text.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{escaped}%")
}

/// How `needle` is written in `text`, whatever the case of its letters.
fn spellings(text: &str, needle: &str) -> Vec<String> {
    // ASCII only: the places in both texts stay the same.
    let (small, wanted) = (text.to_ascii_lowercase(), needle.to_ascii_lowercase());
    let mut found: Vec<String> = small
        .match_indices(&wanted)
        .filter_map(|(at, _)| text.get(at..at + wanted.len()).map(str::to_owned))
        .collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let text = "Frag @Anna@Example.social, nicht @anna@example.social und nicht Ännä";
        let found = spellings(text, "@anna@example.social");
        assert_eq!(found, ["@Anna@Example.social", "@anna@example.social"]);
        assert_eq!(contains("a_b%c!"), "%a!_b!%c!!%");
    }
}
