//! Taking out for good: messages, conversations, customers, with everything that hangs on them.
//! Children before parents, because every reference is a foreign key: what is forgotten here is
//! refused by the database, not left behind.

use gerne_domain::{
    AccountId, BlobHash, ConversationId, CustomerId, ExternalId, Forgotten, MessageId, ThreadId,
    ViewId,
};

use crate::{
    Reader, StoreError, Tx,
    row::Two,
    sql::Sql,
    value::{ToArg, args},
};

/// What was taken out, and what is to be seen to because of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenOut {
    /// How much.
    pub counts: Forgotten,
    /// Bytes that may now be named by nothing.
    pub blobs: Vec<BlobHash>,
    /// Matters that messages were taken out of.
    pub touched: Vec<ConversationId>,
    /// What the platforms call the messages.
    pub external: Vec<(AccountId, ExternalId)>,
}

const JOINED: &str = "SELECT id AS n FROM customer WHERE joined_into = $1";
const JOINED_CONVERSATIONS: &str = "SELECT id AS n FROM conversation WHERE joined_into = $1";
const AFTER: &str = "SELECT id AS n FROM customer WHERE id > $1 ORDER BY id LIMIT $2";
const BETWEEN: &str =
    "SELECT * FROM identity WHERE customer_id > $1 AND customer_id <= $2 ORDER BY customer_id, id";
const ORPHANS: &str = "SELECT c.id AS n FROM customer c WHERE c.id > $1 AND c.created_at < $2
    AND c.blocked_at IS NULL AND c.joined_into IS NULL
    AND NOT EXISTS (SELECT 1 FROM conversation k WHERE k.customer_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM customer j WHERE j.joined_into = c.id)
    AND NOT EXISTS (SELECT 1 FROM identity i JOIN message m ON m.identity_id = i.id
        WHERE i.customer_id = c.id)
    ORDER BY c.id LIMIT $3";

impl Reader {
    /// A customer with everybody who was joined into them, themselves first.
    pub async fn customer_family(&mut self, id: CustomerId) -> Result<Vec<CustomerId>, StoreError> {
        let mut family = vec![id];
        let mut next = 0;
        while let Some(id) = family.get(next).copied() {
            next += 1;
            let joined: Vec<CustomerId> = self.column(JOINED, args![id]).await?;
            let new = joined.into_iter().filter(|id| !family.contains(id));
            family.extend(new.collect::<Vec<_>>());
        }
        Ok(family)
    }

    /// A conversation with everything that was joined into it, itself first.
    pub async fn conversation_family(
        &mut self,
        id: ConversationId,
    ) -> Result<Vec<ConversationId>, StoreError> {
        let mut family = vec![id];
        let mut next = 0;
        while let Some(id) = family.get(next).copied() {
            next += 1;
            let joined: Vec<ConversationId> = self.column(JOINED_CONVERSATIONS, args![id]).await?;
            let new = joined.into_iter().filter(|id| !family.contains(id));
            family.extend(new.collect::<Vec<_>>());
        }
        Ok(family)
    }

    /// All conversations of these customers, those that were joined into others too.
    pub async fn conversations_of_people(
        &mut self,
        people: &[CustomerId],
    ) -> Result<Vec<ConversationId>, StoreError> {
        let mut sql = Sql::new("SELECT id AS n FROM conversation WHERE customer_id IN ");
        sql.list(people).push(" ORDER BY id");
        self.column_of(sql).await
    }

    /// Messages that go when these people are erased, at most `limit`: our answers to them
    /// wherever they stand, everything in their conversations, everything they wrote, and what
    /// colleagues outside were asked about them. Empty: nothing is left.
    pub async fn messages_of_people(
        &mut self,
        people: &[CustomerId],
        limit: usize,
    ) -> Result<Vec<MessageId>, StoreError> {
        let mut answers = Sql::new("SELECT m.id AS n FROM identity i");
        answers
            .push(" JOIN message p ON p.identity_id = i.id JOIN message m ON m.parent_id = p.id");
        answers.push(" WHERE m.direction = 'out' AND i.customer_id IN ").list(people);
        answers.push(" LIMIT ").bind(&limit);
        let mut matters = Sql::new("SELECT m.id AS n FROM conversation c");
        matters.push(" JOIN message m ON m.conversation_id = c.id WHERE c.customer_id IN ");
        matters.list(people).push(" LIMIT ").bind(&limit);
        let mut said = Sql::new("SELECT m.id AS n FROM identity i");
        said.push(" JOIN message m ON m.identity_id = i.id WHERE i.customer_id IN ");
        said.list(people).push(" LIMIT ").bind(&limit);
        let mut asked = Sql::new("SELECT m.id AS n FROM conversation c");
        asked.push(" JOIN consult k ON k.conversation_id = c.id");
        asked.push(" JOIN message m ON m.thread_id = k.thread_id WHERE c.customer_id IN ");
        asked.list(people).push(" LIMIT ").bind(&limit);
        for sql in [answers, matters, said, asked] {
            let found: Vec<MessageId> = self.column_of(sql).await?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    /// Messages of these conversations and of the questions about them to colleagues outside, at
    /// most `limit`.
    pub async fn messages_of_conversations(
        &mut self,
        ids: &[ConversationId],
        limit: usize,
    ) -> Result<Vec<MessageId>, StoreError> {
        let mut sql = Sql::new("SELECT id AS n FROM message WHERE conversation_id IN ");
        sql.list(ids).push(" LIMIT ").bind(&limit);
        let found: Vec<MessageId> = self.column_of(sql).await?;
        if !found.is_empty() {
            return Ok(found);
        }
        let mut sql = Sql::new("SELECT m.id AS n FROM consult k");
        sql.push(" JOIN message m ON m.thread_id = k.thread_id WHERE k.conversation_id IN ");
        sql.list(ids).push(" LIMIT ").bind(&limit);
        self.column_of(sql).await
    }

    /// Customers behind `after`, in the order of their ids.
    pub async fn customers_after(
        &mut self,
        after: CustomerId,
        limit: usize,
    ) -> Result<Vec<CustomerId>, StoreError> {
        self.column(AFTER, args![after, limit]).await
    }

    /// The identities of the customers behind `after` up to `last`.
    pub async fn identities_of_customers_between(
        &mut self,
        after: CustomerId,
        last: CustomerId,
    ) -> Result<Vec<gerne_domain::Identity>, StoreError> {
        self.rows(BETWEEN, args![after, last]).await
    }

    /// Customers behind `after` of whom nothing is left: no matter, no message, nobody joined into
    /// them; heard of before `before`. Whom somebody blocked is kept, so that they stay blocked.
    pub async fn customers_without_anything(
        &mut self,
        after: CustomerId,
        before: gerne_domain::Timestamp,
        limit: usize,
    ) -> Result<Vec<CustomerId>, StoreError> {
        self.column(ORPHANS, args![after, before, limit]).await
    }
}

impl Tx<'_> {
    /// Takes messages out, without a trace: revisions, attachments, their way to the platform.
    /// Dropping the bytes and reckoning the touched conversations anew is the caller's.
    pub async fn take_out_messages(&mut self, ids: &[MessageId]) -> Result<TakenOut, StoreError> {
        let mut out = TakenOut::default();
        if ids.is_empty() {
            return Ok(out);
        }
        out.blobs = self.blobs_of_messages(ids).await?;
        let mut sql = Sql::new("SELECT account_id AS a, external_id AS b FROM message");
        sql.push(" WHERE external_id IS NOT NULL AND id IN ").list(ids);
        let external: Vec<Two<AccountId, ExternalId>> = self.rows_of(sql).await?;
        out.external = external.into_iter().map(|two| (two.0, two.1)).collect();
        let mut sql = Sql::new("SELECT DISTINCT conversation_id AS n FROM message");
        sql.push(" WHERE conversation_id IS NOT NULL AND id IN ").list(ids);
        out.touched = self.column_of(sql).await?;
        let mut sql = Sql::new("SELECT DISTINCT thread_id AS n FROM message WHERE id IN ");
        sql.list(ids);
        let threads: Vec<ThreadId> = self.column_of(sql).await?;
        let mut sql = Sql::new("SELECT id AS n FROM delivery WHERE message_id IN ");
        sql.list(ids);
        let deliveries: Vec<uuid::Uuid> = self.column_of(sql).await?;
        let subjects: Vec<String> = deliveries.iter().map(uuid::Uuid::to_string).collect();
        out.counts.alarms = self.delete("DELETE FROM alarm WHERE subject IN ", &subjects).await?;
        out.counts.deliveries =
            self.delete("DELETE FROM delivery WHERE message_id IN ", ids).await?;
        out.counts.revisions =
            self.delete("DELETE FROM revision WHERE message_id IN ", ids).await?;
        out.counts.attachments =
            self.delete("DELETE FROM attachment WHERE message_id IN ", ids).await?;
        self.delete("DELETE FROM letter_name WHERE message_id IN ", ids).await?;
        self.delete("DELETE FROM fact WHERE message_id IN ", ids).await?;
        self.delete("DELETE FROM liked WHERE message_id IN ", ids).await?;
        self.take_out_noticed(ids).await?;
        self.delete("UPDATE message SET parent_id = NULL WHERE parent_id IN ", ids).await?;
        self.delete(
            "UPDATE deletion SET outcome = 'gone', message_id = NULL WHERE message_id IN ",
            ids,
        )
        .await?;
        self.delete(
            "UPDATE hiding SET outcome = 'gone', message_id = NULL WHERE message_id IN ",
            ids,
        )
        .await?;
        self.delete("DELETE FROM promise WHERE message_id IN ", ids).await?;
        self.delete("UPDATE promise SET moved_by = NULL WHERE moved_by IN ", ids).await?;
        for forget in [
            "UPDATE follow_up SET message_id = NULL, text = '' WHERE message_id IN ",
            "UPDATE handover_note SET message_id = NULL, text = '' WHERE message_id IN ",
        ] {
            self.delete(forget, ids).await?;
        }
        for id in ids {
            self.unindex_message(*id).await?;
        }
        out.counts.messages = self.delete("DELETE FROM message WHERE id IN ", ids).await?;
        self.tidy_threads(&threads, &out.external).await?;
        Ok(out)
    }

    /// Takes conversations out whose messages are gone already: notes, drafts, calls, labels,
    /// joinings.
    pub async fn take_out_conversations(
        &mut self,
        ids: &[ConversationId],
    ) -> Result<TakenOut, StoreError> {
        let mut out = TakenOut::default();
        if ids.is_empty() {
            return Ok(out);
        }
        let n = &mut out.counts;
        self.delete("DELETE FROM note_mention WHERE conversation_id IN ", ids).await?;
        self.unindex_notes_of(ids).await?;
        let mut sql = Sql::new("DELETE FROM fact WHERE note_id IN");
        sql.push(" (SELECT id FROM note WHERE conversation_id IN ").list(ids).push(")");
        self.execute_of(sql).await?;
        self.delete("DELETE FROM fact WHERE conversation_id IN ", ids).await?;
        self.delete("DELETE FROM hint_dismissal WHERE conversation_id IN ", ids).await?;
        n.notes = self.delete("DELETE FROM note WHERE conversation_id IN ", ids).await?;
        self.delete("UPDATE deletion SET conversation_id = NULL WHERE conversation_id IN ", ids)
            .await?;
        self.delete("UPDATE hiding SET conversation_id = NULL WHERE conversation_id IN ", ids)
            .await?;
        n.drafts = self.delete("DELETE FROM draft WHERE conversation_id IN ", ids).await?;
        n.notifications =
            self.delete("DELETE FROM notification WHERE conversation_id IN ", ids).await?;
        n.alarms = self.delete("DELETE FROM alarm WHERE conversation_id IN ", ids).await?;
        self.delete("DELETE FROM conversation_label WHERE conversation_id IN ", ids).await?;
        self.delete("DELETE FROM conversation_step WHERE conversation_id IN ", ids).await?;
        for owed in [
            "DELETE FROM promise WHERE conversation_id IN ",
            "DELETE FROM contact WHERE conversation_id IN ",
            "DELETE FROM consult WHERE conversation_id IN ",
            "DELETE FROM follow_up WHERE conversation_id IN ",
            "DELETE FROM handover_note WHERE conversation_id IN ",
            "DELETE FROM escalation WHERE conversation_id IN ",
            "DELETE FROM incident_member WHERE conversation_id IN ",
            "DELETE FROM rule_deed WHERE conversation_id IN ",
            "UPDATE approach SET conversation_id = NULL WHERE conversation_id IN ",
            "DELETE FROM proof_code WHERE conversation_id IN ",
        ] {
            self.delete(owed, ids).await?;
        }
        // Who people are, as connectors noted it: found out again for those who stay.
        self.execute("DELETE FROM account_note", args![]).await?;
        self.delete("DELETE FROM join_record WHERE into_id IN ", ids).await?;
        self.delete("DELETE FROM join_record WHERE from_id IN ", ids).await?;
        let mut sql = Sql::new("SELECT id AS n FROM thread WHERE conversation_id IN ");
        sql.list(ids);
        let threads: Vec<ThreadId> = self.column_of(sql).await?;
        self.delete("UPDATE thread SET conversation_id = NULL WHERE conversation_id IN ", ids)
            .await?;
        self.tidy_threads(&threads, &[]).await?;
        self.delete("UPDATE conversation SET joined_into = NULL WHERE joined_into IN ", ids)
            .await?;
        n.conversations = self.delete("DELETE FROM conversation WHERE id IN ", ids).await?;
        Ok(out)
    }

    /// Takes customers out whose conversations and messages are gone already: identities, joinings,
    /// lists that show nobody else.
    pub async fn take_out_customers(&mut self, ids: &[CustomerId]) -> Result<TakenOut, StoreError> {
        let mut out = TakenOut::default();
        if ids.is_empty() {
            return Ok(out);
        }
        for id in ids {
            self.unindex_customer(*id).await?;
            let like = format!("%{id}%");
            let views: Vec<ViewId> =
                self.column("SELECT id AS n FROM view WHERE filter LIKE $1", args![like]).await?;
            out.counts.views += self.delete("DELETE FROM view WHERE id IN ", &views).await?;
        }
        self.delete("DELETE FROM join_record WHERE into_id IN ", ids).await?;
        self.delete("DELETE FROM join_record WHERE from_id IN ", ids).await?;
        self.delete("DELETE FROM fact WHERE customer_id IN ", ids).await?;
        self.delete("DELETE FROM verification WHERE customer_id IN ", ids).await?;
        self.delete("DELETE FROM incident_member WHERE customer_id IN ", ids).await?;
        let mut sql = Sql::new("SELECT f.id AS n FROM flag f JOIN identity i");
        sql.push(" ON i.platform = f.platform AND i.external_id = f.author");
        sql.push(" WHERE f.message_id IS NULL AND i.customer_id IN ").list(ids);
        let found: Vec<gerne_domain::FlagId> = self.column_of(sql).await?;
        self.delete_flags(&found).await?;
        for same in [
            "DELETE FROM customer_key WHERE customer_id IN ",
            "DELETE FROM customer_label WHERE customer_id IN ",
            "DELETE FROM likeness WHERE a_id IN ",
            "DELETE FROM likeness WHERE b_id IN ",
            "DELETE FROM proof_code WHERE sent_to IN ",
            "DELETE FROM proof_code WHERE from_id IN ",
        ] {
            self.delete(same, ids).await?;
        }
        out.counts.identities =
            self.delete("DELETE FROM identity WHERE customer_id IN ", ids).await?;
        self.delete("UPDATE customer SET joined_into = NULL WHERE joined_into IN ", ids).await?;
        out.counts.customers = self.delete("DELETE FROM customer WHERE id IN ", ids).await?;
        Ok(out)
    }

    /// What rules noticed in messages, and what was read of them.
    pub(crate) async fn take_out_noticed(&mut self, ids: &[MessageId]) -> Result<(), StoreError> {
        let mut sql = Sql::new("SELECT id AS n FROM flag WHERE message_id IN ");
        sql.list(ids);
        let flags: Vec<gerne_domain::FlagId> = self.column_of(sql).await?;
        self.delete_flags(&flags).await?;
        for forget in [
            "DELETE FROM tone WHERE message_id IN ",
            "DELETE FROM lesson WHERE message_id IN ",
            "DELETE FROM incident_member WHERE message_id IN ",
            "UPDATE escalation SET message_id = NULL WHERE message_id IN ",
        ] {
            self.delete(forget, ids).await?;
        }
        Ok(())
    }

    pub(crate) async fn blobs_of_messages(
        &mut self,
        ids: &[MessageId],
    ) -> Result<Vec<BlobHash>, StoreError> {
        let mut sql = Sql::new("SELECT DISTINCT blob AS n FROM attachment");
        sql.push(" WHERE blob IS NOT NULL AND message_id IN ").list(ids);
        self.column_of(sql).await
    }

    /// Threads that nothing is said in any more go; those that were known by a message that went
    /// are known by nothing of the platform from now on.
    async fn tidy_threads(
        &mut self,
        threads: &[ThreadId],
        gone: &[(AccountId, ExternalId)],
    ) -> Result<(), StoreError> {
        if threads.is_empty() {
            return Ok(());
        }
        let mut sql = Sql::new("DELETE FROM thread WHERE conversation_id IS NULL AND id IN ");
        sql.list(threads);
        sql.push(" AND NOT EXISTS (SELECT 1 FROM message m WHERE m.thread_id = thread.id)");
        self.execute_of(sql).await?;
        let gone: Vec<&ExternalId> = gone.iter().map(|(_, external)| external).collect();
        if !gone.is_empty() {
            let mut sql = Sql::new("UPDATE thread SET external_id = 'gone:' || CAST(");
            sql.push(self.engine().id_as_text()).push(" AS TEXT) WHERE id IN ").list(threads);
            sql.push(" AND external_id IN ").list(&gone);
            self.execute_of(sql).await?;
        }
        Ok(())
    }

    /// Runs a statement that ends in a list; in pieces that both engines take.
    pub(crate) async fn delete<T: ToArg>(
        &mut self,
        sql: &'static str,
        ids: &[T],
    ) -> Result<u64, StoreError> {
        let mut count = 0;
        for ids in ids.chunks(1024) {
            let mut sql = Sql::new(sql);
            sql.list(ids);
            count += self.execute_of(sql).await?;
        }
        Ok(count)
    }
}
