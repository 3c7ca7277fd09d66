//! Incidents, and who reports them.

use gerne_domain::{
    ConversationId, CustomerId, Incident, IncidentId, IncidentMember, IncidentState, MessageId,
    Timestamp,
};

use crate::{
    Reader, StoreError, Tx,
    db::Row,
    inserting::Insert,
    row::{FromRow, from_row},
    sql::Sql,
    value::{args, json},
};

from_row!(Incident, "incident", {
    id, name, about as json, since, noticed_at, last_at, usual, state, body as json, ended_at,
    ended_by
});

impl FromRow for IncidentMember {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("incident_member");
        let told: Option<Vec<String>> = of.opt_json("told")?;
        Ok(Self {
            incident_id: of.get("incident_id")?,
            message_id: of.get("message_id")?,
            conversation_id: of.get("conversation_id")?,
            customer_id: of.get("customer_id")?,
            at: of.get("at")?,
            told: told.unwrap_or_default(),
        })
    }
}

const ONE: &str = "SELECT * FROM incident WHERE id = $1";
const OPEN: &str = "SELECT * FROM incident WHERE state = 'open' ORDER BY since, id";
const TO_LOOK_AT: &str = "SELECT * FROM incident WHERE state = 'open'
    OR (state = 'over' AND ended_at >= $1) ORDER BY since, id";
const LATELY: &str =
    "SELECT * FROM incident WHERE since >= $1 ORDER BY since DESC, id DESC LIMIT $2";
const PUT: &str = "INSERT INTO incident (id, name, about, since, noticed_at, last_at, usual, state,
    body, ended_at, ended_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, about = excluded.about,
    since = excluded.since, last_at = excluded.last_at, usual = excluded.usual,
    state = excluded.state, body = excluded.body, ended_at = excluded.ended_at,
    ended_by = excluded.ended_by";
/// Where a message is now decides, not where it was when it was counted.
const MEMBERS: &str = "SELECT i.incident_id, i.message_id,
    COALESCE(m.conversation_id, i.conversation_id) AS conversation_id,
    COALESCE(c.customer_id, i.customer_id) AS customer_id, i.at, i.told
    FROM incident_member i JOIN message m ON m.id = i.message_id
    LEFT JOIN conversation c ON c.id = m.conversation_id
    WHERE i.incident_id = $1 ORDER BY i.at, i.message_id";
const SHARING: &str = "SELECT DISTINCT i.* FROM incident i
    JOIN incident_member m ON m.incident_id = i.id WHERE i.state = 'open' AND m.customer_id IN ";
const WITH: &str = "SELECT DISTINCT i.* FROM incident i
    JOIN incident_member m ON m.incident_id = i.id WHERE m.message_id IN ";
const INSERT_MEMBERS: Insert = Insert {
    into: "INSERT INTO incident_member (incident_id, message_id, conversation_id, customer_id, at,
    told)",
    select: "*",
    end: " ON CONFLICT DO NOTHING",
};
const TOLD: &str = "UPDATE incident_member SET told = $3
    WHERE incident_id = $1 AND message_id = $2";

impl Reader {
    /// An incident.
    pub async fn incident(&mut self, id: IncidentId) -> Result<Option<Incident>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// Incidents that go on, the first first.
    pub async fn incidents_open(&mut self) -> Result<Vec<Incident>, StoreError> {
        self.rows(OPEN, args![]).await
    }

    /// Incidents that go on, or are over since then; the first first.
    pub async fn incidents_to_look_at(
        &mut self,
        since: Timestamp,
    ) -> Result<Vec<Incident>, StoreError> {
        self.rows(TO_LOOK_AT, args![since]).await
    }

    /// Incidents that began since then, the last first.
    pub async fn incidents_since(
        &mut self,
        since: Timestamp,
        limit: usize,
    ) -> Result<Vec<Incident>, StoreError> {
        self.rows(LATELY, args![since, limit]).await
    }

    /// Who reports an incident, in the order in which they wrote.
    pub async fn incident_members(
        &mut self,
        id: IncidentId,
    ) -> Result<Vec<IncidentMember>, StoreError> {
        self.rows(MEMBERS, args![id]).await
    }

    /// Incidents that go on and that any of these people reports.
    pub async fn incidents_sharing(
        &mut self,
        people: &[CustomerId],
    ) -> Result<Vec<Incident>, StoreError> {
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new(SHARING);
        sql.list(people);
        self.rows_of(sql).await
    }

    /// The incidents that any of these messages reports, however they stand; the newest first.
    pub async fn incidents_with(
        &mut self,
        messages: &[MessageId],
    ) -> Result<Vec<Incident>, StoreError> {
        if messages.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new(WITH);
        sql.list(messages);
        sql.push(" ORDER BY i.since DESC, i.id DESC");
        self.rows_of(sql).await
    }

    /// Which incidents that go on, or ended since then, are reported in a matter.
    pub async fn incidents_of(
        &mut self,
        id: ConversationId,
        since: Timestamp,
    ) -> Result<Vec<Incident>, StoreError> {
        let mut sql = Sql::new("SELECT DISTINCT i.* FROM incident i");
        sql.push(" JOIN incident_member im ON im.incident_id = i.id");
        sql.push(" JOIN message m ON m.id = im.message_id WHERE m.conversation_id = ").bind(&id);
        sql.push(" AND (i.state = ").bind(&IncidentState::Open);
        sql.push(" OR (i.state = ").bind(&IncidentState::Over);
        sql.push(" AND i.ended_at >= ").bind(&since).push("))");
        self.rows_of(sql).await
    }
}

impl Tx<'_> {
    /// An incident as it stands now.
    pub async fn put_incident(&mut self, i: &Incident) -> Result<(), StoreError> {
        let values = args![
            i.id,
            i.name,
            json(&i.about)?,
            i.since,
            i.noticed_at,
            i.last_at,
            i.usual,
            i.state,
            json(&i.body)?,
            i.ended_at,
            i.ended_by
        ];
        self.execute(PUT, values).await.map(drop)
    }

    /// More report it; who does so already stays as they were. How many are new.
    pub async fn insert_incident_members(
        &mut self,
        members: &[IncidentMember],
    ) -> Result<u64, StoreError> {
        let mut rows = Vec::with_capacity(members.len());
        for m in members {
            let told = json(&m.told)?;
            rows.push(args![
                m.incident_id,
                m.message_id,
                m.conversation_id,
                m.customer_id,
                m.at,
                told
            ]);
        }
        self.insert_many(INSERT_MEMBERS, rows).await
    }

    /// Which texts went out to who reported it.
    pub async fn set_told(&mut self, member: &IncidentMember) -> Result<(), StoreError> {
        let told = json(&member.told)?;
        self.execute(TOLD, args![member.incident_id, member.message_id, told]).await.map(drop)
    }
}
