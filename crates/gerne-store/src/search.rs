//! Full-text search: FTS5 and `tsvector`, the same words on both. Text is folded and cut in Rust
//! (`gerne-text`); neither engine's own analysis takes part.

mod indexed;
mod language;
mod later;
mod statements;

use std::collections::HashMap;

use gerne_domain::{
    AccountId, ConversationId, Customer, CustomerId, Identity, Message, MessageId, Note, NoteId,
    Scope, Timestamp,
};
use gerne_text::Query;

use crate::{
    Engine, Page, Paged, Reader, StoreError,
    list::sees,
    page::Key,
    row::{Two, from_row},
    sql::Sql,
    value::{Arg, args},
};

pub(crate) use indexed::Indexed;
use language::{all, fts5, tsquery, tsvector};
pub(crate) use later::Later;
use later::{Text, Words, base, cut, instant};
use statements::{CUSTOMERS, CUSTOMERS_PG, Index, MESSAGES, MESSAGES_PG, NOTES, NOTES_PG};

/// What to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What somebody typed. No text is an error.
    pub text: String,
    /// Only messages of these accounts, notes on what came in through them; empty: of all.
    pub accounts: Vec<AccountId>,
    /// Only what was written at this instant or later.
    pub since: Option<Timestamp>,
    /// Only what was written before this instant.
    pub until: Option<Timestamp>,
    /// Only messages in conversations of this customer.
    pub customer: Option<CustomerId>,
    /// Only messages in conversations of one of these; empty: of all.
    pub customers: Vec<CustomerId>,
}

impl Search {
    /// A search without conditions.
    pub fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            accounts: Vec::new(),
            since: None,
            until: None,
            customer: None,
            customers: Vec::new(),
        }
    }
}

struct Hit {
    rowid: i64,
    id: uuid::Uuid,
}

from_row!(Hit, "search", { rowid, id });

/// How far behind its instant a row may stand when many are of the same: a millisecond.
const SPILL: i64 = 1 << 20;

const CHANGES: &str = "SELECT total_changes() AS n";
const MERGE_MESSAGES: &str =
    "INSERT INTO search_message_text (search_message_text, rank) VALUES ('merge', $1)";
const MERGE_NOTES: &str =
    "INSERT INTO search_note_text (search_note_text, rank) VALUES ('merge', $1)";
const MERGE_CUSTOMERS: &str =
    "INSERT INTO search_customer_text (search_customer_text, rank) VALUES ('merge', $1)";
/// Pages of the index that one step rewrites: a few milliseconds.
const MERGED_PAGES: i64 = 128;

impl Reader {
    /// Messages that hold all the words, the newest first, as far as the scope sees them.
    pub async fn search_messages(
        &mut self,
        search: &Search,
        scope: &Scope,
        page: &Page,
    ) -> Result<Paged<Message>, StoreError> {
        let Some(query) = gerne_text::query(&search.text) else { return Ok(Paged::none()) };
        let (index, mut sql) = self.matching(&MESSAGES, &MESSAGES_PG, &query);
        within(&mut sql, index, search);
        if let Scope::Of { accounts, .. } = scope {
            sql.push(" AND ((c.id IS NULL AND m.account_id IN ").list(accounts);
            sql.push(") OR (c.id IS NOT NULL");
            sees(&mut sql, scope);
            sql.push("))");
        }
        if let Some(customer) = search.customer {
            sql.push(" AND c.customer_id = ").bind(&customer);
        }
        if !search.customers.is_empty() {
            sql.push(" AND c.customer_id IN ").list(&search.customers);
        }
        let hits = self.hits(index, sql, page).await?;
        let ids: Vec<MessageId> = hits.items.iter().map(|hit| MessageId(hit.id)).collect();
        let mut messages = self.messages(&ids).await?;
        messages.sort_by_key(|message| ids.iter().position(|id| *id == message.id));
        Ok(Paged { items: messages, next: hits.next })
    }

    /// Notes that hold all the words, the newest first, as far as the scope sees them.
    pub async fn search_notes(
        &mut self,
        search: &Search,
        scope: &Scope,
        page: &Page,
    ) -> Result<Paged<Note>, StoreError> {
        let Some(query) = gerne_text::query(&search.text) else { return Ok(Paged::none()) };
        let (index, mut sql) = self.matching(&NOTES, &NOTES_PG, &query);
        within(&mut sql, index, search);
        sees(&mut sql, scope);
        let hits = self.hits(index, sql, page).await?;
        let mut notes = Vec::with_capacity(hits.items.len());
        for hit in &hits.items {
            notes.extend(self.note(NoteId(hit.id)).await?);
        }
        Ok(Paged { items: notes, next: hits.next })
    }

    /// Customers whose name, handles or description hold all the words; who came last first.
    /// Those who were joined into others are found as those.
    pub async fn search_customers(
        &mut self,
        text: &str,
        page: &Page,
    ) -> Result<Paged<CustomerId>, StoreError> {
        let Some(query) = gerne_text::query(text) else { return Ok(Paged::none()) };
        let (index, sql) = self.matching(&CUSTOMERS, &CUSTOMERS_PG, &query);
        let hits = self.hits(index, sql, page).await?;
        let items = hits.items.into_iter().map(|hit| CustomerId(hit.id)).collect();
        Ok(Paged { items, next: hits.next })
    }

    fn matching(
        &self,
        sqlite: &'static Index,
        postgres: &'static Index,
        query: &Query,
    ) -> (&'static Index, Sql) {
        let (index, text) = match self.engine() {
            Engine::Sqlite => (sqlite, all(query, fts5, " AND ")),
            Engine::Postgres => (postgres, all(query, tsquery, " & ")),
        };
        let mut sql = Sql::new(index.select);
        sql.push(index.matches).bind(&text).push(index.end);
        (index, sql)
    }

    async fn hits(
        &mut self,
        index: &Index,
        mut sql: Sql,
        page: &Page,
    ) -> Result<Paged<Hit>, StoreError> {
        if let Some(Key(rowid, _)) = page.key()? {
            sql.push(" AND ").push(index.rowid).push(" < ").bind(&rowid);
        }
        sql.push(" ORDER BY ").push(index.rowid).push(" DESC LIMIT ").bind(&(page.limit + 1));
        let found = self.rows_of(sql).await?;
        Ok(Paged::cut(found, page.limit, |hit: &Hit| Key(hit.rowid, hit.id)))
    }

    /// Makes a message found by its words.
    pub(crate) async fn index_message(&mut self, m: &Message) -> Result<(), StoreError> {
        self.index(Indexed::Message(m.id), m.published_at, &text_of(m)).await
    }

    /// Makes a message not found any more.
    pub(crate) async fn unindex_message(&mut self, id: MessageId) -> Result<(), StoreError> {
        self.unindex(Indexed::Message(id)).await
    }

    /// Makes a customer found by name, handles and description; not when joined into another.
    pub(crate) async fn index_customer(&mut self, id: CustomerId) -> Result<(), StoreError> {
        let Some(customer) = self.customer(id).await? else { return Ok(()) };
        if self.customer_joined_into(id).await?.is_some() {
            return self.unindex(Indexed::Customer(id)).await;
        }
        let mut text = format!("{}\n{}", customer.name, customer.about);
        for identity in self.identities_of(id).await? {
            text.push('\n');
            text.push_str(&identity.name);
            text.push('\n');
            text.push_str(&identity.handle);
        }
        self.index(Indexed::Customer(id), customer.created_at, &text).await
    }

    /// Makes new messages found by their words, at the end of the batch.
    pub(crate) fn index_new_messages(&mut self, new: &[Message]) {
        let one = |m: &Message| (Indexed::Message(m.id), m.published_at, text_of(m));
        self.later.put(new.iter().map(one).collect());
    }

    /// Of the messages that were last said to be new, only these are.
    pub(crate) fn index_only(&mut self, new: &[MessageId]) {
        self.later.keep_only(|id| new.iter().any(|new| new.0 == id));
    }

    /// Makes new customers found by their one identity, at the end of the batch.
    pub(crate) fn index_new_people(&mut self, people: &[(Customer, Identity)]) {
        let one = |(c, i): &(Customer, Identity)| {
            let text = format!("{}\n{}\n{}\n{}", c.name, c.about, i.name, i.handle);
            (Indexed::Customer(c.id), c.created_at, text)
        };
        self.later.put(people.iter().map(one).collect());
    }

    /// As [`Self::index`], for many of one kind that are not indexed yet, in few statements.
    pub(crate) async fn index_new(&mut self, texts: Vec<Text>) -> Result<(), StoreError> {
        self.index_words(cut(texts)).await
    }

    async fn index_words(&mut self, mut found: Vec<Words>) -> Result<(), StoreError> {
        let Some(Words { what: kind, .. }) = found.first() else { return Ok(()) };
        let (kind, engine) = (*kind, self.engine());
        let heads = found.iter().map(|words| head(engine, words)).collect();
        if self.insert_many(kind.insert_new(engine), heads).await? < found.len() as u64 {
            self.make_room(kind, &mut found).await?;
        }
        if engine == Engine::Sqlite {
            // FTS5 begins a new segment with each statement of ours and wherever rows do not
            // ascend, and every segment has to be merged with the others later.
            found.sort_unstable_by_key(|words| words.rowid);
            let rows = found.iter().map(|w| args![w.rowid, w.cut.join(" ")]).collect();
            self.insert_many(kind.insert_texts(), rows).await?;
        }
        Ok(())
    }

    /// Some found their place taken, as many of the same instant do: platforms tell seconds, and an
    /// import brings thousands. They stand behind the last of their millisecond.
    async fn make_room(&mut self, kind: Indexed, found: &mut [Words]) -> Result<(), StoreError> {
        let engine = self.engine();
        let ids: Vec<uuid::Uuid> = found.iter().map(|words| words.what.id()).collect();
        let mut sql = Sql::new(kind.ids());
        sql.list(&ids);
        let there = self.rows_of::<Two<uuid::Uuid, i64>>(sql).await?.into_iter();
        let there: HashMap<uuid::Uuid, i64> = there.map(|Two(id, at)| (id, at)).collect();
        let at = |words: &Words| there.get(&words.what.id()).copied();
        let mut left: Vec<&mut Words> =
            found.iter_mut().filter(|words| at(words) != Some(words.rowid)).collect();
        left.sort_unstable_by_key(|words| words.rowid);
        // The last row that is taken of those before `end`.
        let (mut last, mut end) = (i64::MIN, i64::MIN);
        for words in &mut left {
            if at(words).is_some() {
                self.unindex(words.what).await?;
            }
            let first = instant(words.rowid);
            if last < first || last + 1 >= end {
                last = self.taken(kind, first).await?.unwrap_or(first);
                end = first.saturating_add(SPILL);
            }
            last += 1;
            words.rowid = last;
        }
        let heads = left.into_iter().map(|words| head(engine, words)).collect();
        self.insert_many(kind.insert_new(engine), heads).await?;
        Ok(())
    }

    /// Makes a new note found by its words, at the end of the batch.
    pub(crate) fn index_new_note(&mut self, note: &Note) {
        self.later.put(vec![(Indexed::Note(note.id), note.created_at, note.text.clone())]);
    }

    /// Makes a note found by its words.
    pub(crate) async fn index_note(&mut self, note: &Note) -> Result<(), StoreError> {
        self.index(Indexed::Note(note.id), note.created_at, &note.text).await
    }

    /// Makes the notes of these conversations not found any more.
    pub(crate) async fn unindex_notes_of(
        &mut self,
        conversations: &[ConversationId],
    ) -> Result<(), StoreError> {
        for note in self.notes_of_all(conversations).await? {
            self.unindex(Indexed::Note(note.id)).await?;
        }
        Ok(())
    }

    /// Makes a customer not found any more.
    pub(crate) async fn unindex_customer(&mut self, id: CustomerId) -> Result<(), StoreError> {
        self.unindex(Indexed::Customer(id)).await
    }

    /// Rewrites a part of the search index without the words of what was deleted, which FTS5 keeps
    /// until then. `first`: begin anew. `false`: nothing is left to rewrite. PostgreSQL has none.
    pub(crate) async fn merge_search(&mut self, first: bool) -> Result<bool, StoreError> {
        if self.engine() == Engine::Postgres {
            return Ok(false);
        }
        let before: i64 = self.one(CHANGES, args![]).await?.unwrap_or_default();
        // Negative: all segments are to become one. Positive: go on with that.
        let pages = if first { -MERGED_PAGES } else { MERGED_PAGES };
        for merge in [MERGE_MESSAGES, MERGE_NOTES, MERGE_CUSTOMERS] {
            self.execute(merge, args![pages]).await?;
        }
        let after: i64 = self.one(CHANGES, args![]).await?.unwrap_or_default();
        // Each of the statements counts as a change itself.
        Ok(after - before > 4)
    }

    async fn index(&mut self, what: Indexed, at: Timestamp, text: &str) -> Result<(), StoreError> {
        self.unindex(what).await?;
        self.index_words(cut(vec![(what, at, text.to_owned())])).await
    }

    /// The last row that stands in the millisecond behind `first`.
    async fn taken(&mut self, what: Indexed, first: i64) -> Result<Option<i64>, StoreError> {
        let last = match what {
            Indexed::Message(_) => {
                "SELECT MAX(rowid) AS n FROM search_message WHERE rowid BETWEEN $1 AND $2"
            }
            Indexed::Note(_) => {
                "SELECT MAX(rowid) AS n FROM search_note WHERE rowid BETWEEN $1 AND $2"
            }
            Indexed::Customer(_) => {
                "SELECT MAX(rowid) AS n FROM search_customer WHERE rowid BETWEEN $1 AND $2"
            }
        };
        let end = first.saturating_add(SPILL - 1);
        Ok(self.one::<Option<i64>>(last, args![first, end]).await?.flatten())
    }

    async fn unindex(&mut self, what: Indexed) -> Result<(), StoreError> {
        self.later.take_out(what);
        let delete = match what {
            Indexed::Message(_) => MESSAGES.delete,
            Indexed::Note(_) => NOTES.delete,
            Indexed::Customer(_) => CUSTOMERS.delete,
        };
        let gone: Option<i64> = self.one(delete, args![what.id()]).await?;
        if let (Some(rowid), Engine::Sqlite) = (gone, self.engine()) {
            self.execute(what.delete_text(), args![rowid]).await?;
        }
        Ok(())
    }
}

/// Its place in the index, and its words where they stand beside it.
fn head(engine: Engine, Words { what, rowid, cut }: &Words) -> Vec<Arg> {
    match engine {
        Engine::Sqlite => args![rowid, what.id()],
        Engine::Postgres => args![rowid, what.id(), tsvector(cut)],
    }
}

/// Only what came in through these accounts, and was written then.
fn within(sql: &mut Sql, index: &'static Index, search: &Search) {
    if !search.accounts.is_empty() {
        sql.push(" AND ").push(index.account).push(" IN ").list(&search.accounts);
    }
    // The place in the index narrows it down for nothing; the instant itself decides at the edges.
    if let Some(since) = search.since {
        sql.push(" AND ").push(index.rowid).push(" >= ").bind(&base(since));
        sql.push(" AND ").push(index.at).push(" >= ").bind(&since);
    }
    if let Some(until) = search.until {
        let last = base(until).saturating_add(SPILL);
        sql.push(" AND ").push(index.rowid).push(" < ").bind(&last);
        sql.push(" AND ").push(index.at).push(" < ").bind(&until);
    }
}

fn text_of(m: &Message) -> String {
    let texts = [m.subject.as_deref(), m.content_warning.as_deref(), Some(m.text.as_str())];
    texts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
