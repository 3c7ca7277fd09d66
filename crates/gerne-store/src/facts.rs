//! What is known, and where it was said. What a message says follows its message: joining,
//! separating and moving need nothing here.

use gerne_domain::{
    ContactId, ConversationId, CustomerId, Fact, FactId, MessageId, Stated, Timestamp, Verification,
};

use crate::{
    Reader, StoreError, Tx,
    db::Row,
    inserting::Insert,
    row::{FromRow, Two, from_row},
    sql::Sql,
    value::args,
};

from_row!(Fact, "fact", {
    id, kind, value, written, norm, sought, message_id, note_id, contact_id, identity_id,
    conversation_id, customer_id, starts, ends, said_at, public, state, agent_id, changed_at
});
from_row!(Verification, "verification", { id, customer_id, how, until, agent_id, at });

impl FromRow for Stated {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("fact");
        Ok(Self {
            fact: Fact::from_row(row)?,
            conversation_id: of.get("stands_in")?,
            thread_id: of.get("in_thread")?,
            customer_id: of.get("of_customer")?,
        })
    }
}

const INSERT: Insert = Insert {
    into: "INSERT INTO fact (id, kind, value, written, norm, sought, message_id, note_id,
    contact_id, identity_id, conversation_id, customer_id, starts, ends, said_at, public, state,
    agent_id, changed_at)",
    select: "*",
    end: "",
};
const ONE: &str = "SELECT f.*, COALESCE(m.conversation_id, n.conversation_id, f.conversation_id)
    AS stands_in, m.thread_id AS in_thread, COALESCE(i.customer_id, f.customer_id) AS of_customer
    FROM fact f LEFT JOIN message m ON m.id = f.message_id LEFT JOIN note n ON n.id = f.note_id
    LEFT JOIN identity i ON i.id = f.identity_id WHERE f.id = $1";
const SAID: &str = "SELECT f.*, m.conversation_id AS stands_in, m.thread_id AS in_thread,
    COALESCE(i.customer_id, f.customer_id) AS of_customer FROM message m
    JOIN fact f ON f.message_id = m.id LEFT JOIN identity i ON i.id = f.identity_id
    WHERE m.conversation_id = $1 ORDER BY f.said_at DESC, f.id DESC LIMIT $2";
const NOTED: &str = "SELECT f.*, n.conversation_id AS stands_in, n.id AS in_thread,
    f.customer_id AS of_customer FROM note n JOIN fact f ON f.note_id = n.id
    WHERE n.conversation_id = $1 ORDER BY f.said_at DESC, f.id DESC LIMIT $2";
const OF_MESSAGES: &str = "SELECT * FROM fact WHERE message_id IN ";
const OF_CONTACT: &str = "SELECT * FROM fact WHERE contact_id = $1 ORDER BY starts, id";
const UPDATE: &str = "UPDATE fact SET kind = $2, written = $3, norm = $4, sought = $5, state = $6,
    agent_id = $7, changed_at = $8 WHERE id = $1";
const PLACE: &str = "UPDATE fact SET kind = $2, norm = $3, sought = $4, starts = $5, ends = $6
    WHERE id = $1";
const DELETE: &str = "DELETE FROM fact WHERE id = $1";
const VERIFIED: &str = "SELECT * FROM verification WHERE customer_id = $1
    AND (until IS NULL OR until > $2) ORDER BY at DESC, id DESC LIMIT 1";
const VERIFY: &str = "INSERT INTO verification (id, customer_id, how, until, agent_id, at)
    VALUES ($1, $2, $3, $4, $5, $6)";
const UNVERIFY: &str = "UPDATE verification SET until = $2 WHERE customer_id = $1
    AND (until IS NULL OR until > $2)";
const VERIFICATIONS: &str = "SELECT * FROM verification WHERE customer_id = $1 ORDER BY at, id";

impl Reader {
    /// One of them.
    pub async fn fact(&mut self, id: FactId) -> Result<Option<Stated>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// What is known from one conversation (with what was joined into it), the newest first: from
    /// its messages, its notes, and what somebody wrote there. At most `limit` of each.
    pub async fn facts_in(
        &mut self,
        id: ConversationId,
        limit: usize,
    ) -> Result<Vec<Stated>, StoreError> {
        let mut found: Vec<Stated> = self.rows(SAID, args![id, limit]).await?;
        found.extend(self.rows::<Stated>(NOTED, args![id, limit]).await?);
        let family = self.conversation_family(id).await?;
        let mut sql = Sql::new("SELECT f.*, f.conversation_id AS stands_in,");
        sql.push(" f.conversation_id AS in_thread, f.customer_id AS of_customer FROM fact f");
        sql.push(" WHERE f.note_id IS NULL AND f.conversation_id IN ").list(&family);
        sql.push(" ORDER BY f.said_at DESC, f.id DESC LIMIT ").bind(&limit);
        found.extend(self.rows_of::<Stated>(sql).await?);
        for stated in &mut found {
            // Only messages stand in threads.
            if stated.fact.message_id.is_none() {
                stated.thread_id = None;
                stated.conversation_id = Some(id);
            }
        }
        found.sort_by_key(|stated| std::cmp::Reverse((stated.fact.said_at, stated.fact.id)));
        Ok(found)
    }

    /// What a customer (with everybody who was joined into them) stated anywhere, and what was
    /// written about them, the newest first. At most `limit` of each.
    pub async fn facts_of(
        &mut self,
        id: CustomerId,
        limit: usize,
    ) -> Result<Vec<Stated>, StoreError> {
        let mut said = Sql::new("SELECT f.*, m.conversation_id AS stands_in,");
        said.push(" m.thread_id AS in_thread, i.customer_id AS of_customer FROM identity i");
        said.push(
            " JOIN fact f ON f.identity_id = i.id LEFT JOIN message m ON m.id = f.message_id",
        );
        said.push(" WHERE i.customer_id = ").bind(&id);
        said.push(" ORDER BY f.said_at DESC, f.id DESC LIMIT ").bind(&limit);
        let mut found: Vec<Stated> = self.rows_of(said).await?;
        let family = self.customer_family(id).await?;
        let mut by_hand = Sql::new("SELECT f.*,");
        by_hand.push(" COALESCE(n.conversation_id, f.conversation_id) AS stands_in,");
        by_hand.push(" f.message_id AS in_thread, f.customer_id AS of_customer FROM fact f");
        by_hand.push(" LEFT JOIN note n ON n.id = f.note_id");
        by_hand.push(" WHERE f.identity_id IS NULL AND f.message_id IS NULL");
        by_hand.push(" AND f.customer_id IN ").list(&family);
        by_hand.push(" ORDER BY f.said_at DESC, f.id DESC LIMIT ").bind(&limit);
        found.extend(self.rows_of::<Stated>(by_hand).await?);
        found.sort_by_key(|stated| std::cmp::Reverse((stated.fact.said_at, stated.fact.id)));
        Ok(found)
    }

    /// What was read in these messages.
    pub async fn facts_of_messages(&mut self, ids: &[MessageId]) -> Result<Vec<Fact>, StoreError> {
        let mut found = Vec::new();
        for ids in ids.chunks(256) {
            let mut sql = Sql::new(OF_MESSAGES);
            sql.list(ids).push(" ORDER BY message_id, starts, id");
            found.extend(self.rows_of::<Fact>(sql).await?);
        }
        Ok(found)
    }

    /// What was read in a logged contact.
    pub async fn facts_of_contact(&mut self, id: ContactId) -> Result<Vec<Fact>, StoreError> {
        self.rows(OF_CONTACT, args![id]).await
    }

    /// Who stated one of these (letters and digits alone) as something private: which, and who.
    pub async fn private_facts(
        &mut self,
        sought: &[String],
    ) -> Result<Vec<(String, CustomerId)>, StoreError> {
        let mut found = Vec::new();
        for some in sought.chunks(64) {
            let mut sql = Sql::new("SELECT DISTINCT f.sought AS a,");
            sql.push(" COALESCE(i.customer_id, f.customer_id) AS b FROM fact f");
            sql.push(" LEFT JOIN identity i ON i.id = f.identity_id");
            sql.push(" WHERE f.state <> 'dismissed' AND f.sought IN ").list(some);
            sql.push(" AND COALESCE(i.customer_id, f.customer_id) IS NOT NULL LIMIT 500");
            let rows: Vec<Two<String, CustomerId>> = self.rows_of(sql).await?;
            found.extend(rows.into_iter().map(|two| (two.0, two.1)));
        }
        Ok(found)
    }

    /// Messages behind `after`, in the order of their ids: for reading all of them again.
    pub async fn messages_after(
        &mut self,
        after: MessageId,
        limit: usize,
    ) -> Result<Vec<MessageId>, StoreError> {
        let mut sql = Sql::new("SELECT id AS n FROM message WHERE id > ");
        sql.bind(&after).push(" AND conversation_id IS NOT NULL AND deleted_at IS NULL");
        sql.push(" ORDER BY id LIMIT ").bind(&limit);
        self.column_of(sql).await
    }

    /// How a customer was verified last, when that still counts.
    pub async fn verified(
        &mut self,
        id: CustomerId,
        now: Timestamp,
    ) -> Result<Option<Verification>, StoreError> {
        self.row(VERIFIED, args![id, now]).await
    }

    /// All that is known of how a customer was verified, the oldest first.
    pub async fn verifications(&mut self, id: CustomerId) -> Result<Vec<Verification>, StoreError> {
        self.rows(VERIFICATIONS, args![id]).await
    }
}

impl Tx<'_> {
    /// Keeps what was read or written.
    pub async fn insert_facts(&mut self, facts: &[Fact]) -> Result<(), StoreError> {
        if facts.is_empty() {
            return Ok(());
        }
        let rows = facts.iter().map(|f| {
            args![
                f.id,
                f.kind,
                f.value,
                f.written,
                f.norm,
                f.sought,
                f.message_id,
                f.note_id,
                f.contact_id,
                f.identity_id,
                f.conversation_id,
                f.customer_id,
                f.starts,
                f.ends,
                f.said_at,
                f.public,
                f.state,
                f.agent_id,
                f.changed_at
            ]
        });
        self.insert_many(INSERT, rows.collect()).await.map(drop)
    }

    /// What a person made of it. `false`: it is not there any more.
    pub async fn update_fact(&mut self, fact: &Fact) -> Result<bool, StoreError> {
        let f = fact;
        let values =
            args![f.id, f.kind, f.written, f.norm, f.sought, f.state, f.agent_id, f.changed_at];
        Ok(self.execute(UPDATE, values).await? > 0)
    }

    /// What was read again: where it stands now, and how it is compared.
    pub async fn place_fact(&mut self, fact: &Fact) -> Result<bool, StoreError> {
        let f = fact;
        let values = args![f.id, f.kind, f.norm, f.sought, f.starts, f.ends];
        Ok(self.execute(PLACE, values).await? > 0)
    }

    /// Takes out what no longer stands where it was read.
    pub async fn delete_facts(&mut self, ids: &[FactId]) -> Result<u64, StoreError> {
        let mut count = 0;
        for id in ids {
            count += self.execute(DELETE, args![id]).await?;
        }
        Ok(count)
    }

    /// Takes out what was read in a logged contact.
    pub async fn delete_facts_of_contact(&mut self, id: ContactId) -> Result<u64, StoreError> {
        self.execute("DELETE FROM fact WHERE contact_id = $1", args![id]).await
    }

    /// Somebody proved who they are.
    pub async fn insert_verification(&mut self, v: &Verification) -> Result<(), StoreError> {
        let values = args![v.id, v.customer_id, v.how, v.until, v.agent_id, v.at];
        self.execute(VERIFY, values).await.map(drop)
    }

    /// It no longer counts from `at` on. `false`: nothing counted.
    pub async fn end_verifications(
        &mut self,
        id: CustomerId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(UNVERIFY, args![id, at]).await? > 0)
    }
}
