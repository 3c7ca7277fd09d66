//! What was read of messages: tone, urgency, what a person must look at.

use gerne_domain::{
    AgentId, ConversationId, Escalation, FlagId, FoundPost, LessonId, MessageId, Scope, TeamId,
    Timestamp, Tone, ToneClass, ToneRead,
};

use crate::{
    Page, Paged, Reader, StoreError, Tx,
    db::Row,
    inserting::Insert,
    list::sees,
    page::Key,
    row::{FromRow, from_row},
    sql::Sql,
    value::{args, json},
};

impl FromRow for Tone {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("tone");
        Ok(Self {
            message_id: of.get("message_id")?,
            read: ToneRead {
                class: of.get("class")?,
                complaint: of.get("complaint")?,
                urgency: of.get("urgency")?,
                said: of.json("said")?,
                corrected: of.get("corrected")?,
            },
            corrected_by: of.get("corrected_by")?,
        })
    }
}

from_row!(Escalation, "escalation", {
    conversation_id, message_id, worries as json, since, settled_by, settled_at
});

const PUT_ESCALATION: &str = "INSERT INTO escalation (conversation_id, message_id, worries, since,
    settled_by, settled_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (conversation_id)
    DO UPDATE SET message_id = excluded.message_id, worries = excluded.worries,
    since = excluded.since, settled_by = excluded.settled_by, settled_at = excluded.settled_at";

const PUT: Insert = Insert {
    into: "INSERT INTO tone (message_id, class, complaint, urgency, said, corrected, corrected_by)",
    select: "*",
    end: " ON CONFLICT (message_id) DO UPDATE SET class = excluded.class,
    complaint = excluded.complaint, urgency = excluded.urgency, said = excluded.said,
    corrected = excluded.corrected, corrected_by = excluded.corrected_by",
};

impl Reader {
    /// What was read of these messages, in no order.
    pub async fn tones(&mut self, ids: &[MessageId]) -> Result<Vec<Tone>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM tone WHERE message_id IN ");
        sql.list(ids);
        self.rows_of(sql).await
    }

    /// What a person must look at with care, or did, of these matters; in no order.
    pub async fn escalations_of(
        &mut self,
        ids: &[ConversationId],
    ) -> Result<Vec<Escalation>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM escalation WHERE conversation_id IN ");
        sql.list(ids);
        self.rows_of(sql).await
    }

    /// What nobody looked at yet, the oldest first.
    pub async fn escalations_open(
        &mut self,
        scope: &Scope,
        page: &Page,
    ) -> Result<Paged<Escalation>, StoreError> {
        let Key(at, id) = page.key()?.unwrap_or(Key(i64::MIN, uuid::Uuid::nil()));
        let mut sql = Sql::new("SELECT e.* FROM escalation e");
        sql.push(" JOIN conversation c ON c.id = e.conversation_id");
        sql.push(" WHERE e.settled_at IS NULL AND c.joined_into IS NULL");
        sql.push(" AND (e.since, e.conversation_id) > (").bind(&at).push(", ").bind(&id).push(")");
        sees(&mut sql, scope);
        sql.push(" ORDER BY e.since, e.conversation_id LIMIT ").bind(&(page.limit + 1));
        let found: Vec<Escalation> = self.rows_of(sql).await?;
        Ok(Paged::cut(found, page.limit, |e| Key(e.since.as_microsecond(), e.conversation_id.0)))
    }

    /// How many that would be, exact up to `cap`.
    pub async fn count_escalations_open(
        &mut self,
        scope: &Scope,
        cap: usize,
    ) -> Result<usize, StoreError> {
        let mut sql = Sql::new("SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM escalation e");
        sql.push(" JOIN conversation c ON c.id = e.conversation_id");
        sql.push(" WHERE e.settled_at IS NULL AND c.joined_into IS NULL");
        sees(&mut sql, scope);
        sql.push(" LIMIT ").bind(&cap).push(") AS found");
        Ok(self.column_of(sql).await?.first().copied().unwrap_or_default())
    }
}

impl Tx<'_> {
    /// A person must look at a matter with care, or did.
    pub async fn put_escalation(&mut self, e: &Escalation) -> Result<(), StoreError> {
        let worries = json(&e.worries)?;
        let values =
            args![e.conversation_id, e.message_id, worries, e.since, e.settled_by, e.settled_at];
        self.execute(PUT_ESCALATION, values).await.map(drop)
    }

    /// What was read of messages, in place of what was read before.
    pub async fn put_tones(&mut self, tones: &[Tone]) -> Result<(), StoreError> {
        let mut rows = Vec::with_capacity(tones.len());
        for tone in tones {
            let (read, said) = (&tone.read, json(&tone.read.said)?);
            rows.push(args![
                tone.message_id,
                read.class,
                read.complaint,
                read.urgency,
                said,
                read.corrected,
                tone.corrected_by
            ]);
        }
        self.insert_many(PUT, rows).await.map(drop)
    }
}

/// What somebody said of the tone of a message or a found post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Ours.
    pub id: LessonId,
    /// Whose readings learn from it; `None`: everybody's.
    pub team_id: Option<TeamId>,
    /// Of which message.
    pub message_id: Option<MessageId>,
    /// Of which found post.
    pub flag_id: Option<FlagId>,
    /// It is this; else it is not.
    pub is_it: bool,
    /// What.
    pub class: ToneClass,
    /// Who said so.
    pub agent_id: AgentId,
    /// When.
    pub at: Timestamp,
    /// When it was taken back.
    pub undone_at: Option<Timestamp>,
}

struct Taught(Lesson, String);

from_row!(Lesson, "lesson", {
    id, team_id, message_id, flag_id, is_it, class, agent_id, at, undone_at
});

impl FromRow for Taught {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("lesson");
        let post: Option<FoundPost> = of.opt_json("post")?;
        let text: Option<String> = of.get("text")?;
        let text = text.or(post.map(|post| post.message.text)).unwrap_or_default();
        Ok(Self(Lesson::from_row(row)?, text))
    }
}

const INSERT_LESSON: &str = "INSERT INTO lesson (id, team_id, message_id, flag_id, is_it, class,
    agent_id, at, undone_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const LESSON: &str = "SELECT * FROM lesson WHERE id = $1";
const UNDO: &str = "UPDATE lesson SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL";
const UNDO_OF: &str = "UPDATE lesson SET undone_at = $2 WHERE message_id = $1 AND flag_id IS NULL AND undone_at IS NULL";
const UNDO_OF_FLAG: &str =
    "UPDATE lesson SET undone_at = $2 WHERE flag_id = $1 AND undone_at IS NULL";

impl Reader {
    /// The last lessons of a team that stand, the oldest first, each with the text that it is of;
    /// empty where that is gone.
    pub async fn lessons(
        &mut self,
        team: Option<TeamId>,
        limit: usize,
    ) -> Result<Vec<(Lesson, String)>, StoreError> {
        let mut sql = Sql::new("SELECT l.*, m.text, f.post FROM lesson l");
        sql.push(" LEFT JOIN message m ON m.id = l.message_id");
        sql.push(" LEFT JOIN flag f ON f.id = l.flag_id WHERE l.undone_at IS NULL");
        match team {
            Some(team) => drop(sql.push(" AND l.team_id = ").bind(&team)),
            None => drop(sql.push(" AND l.team_id IS NULL")),
        }
        sql.push(" ORDER BY l.at DESC, l.id DESC LIMIT ").bind(&limit);
        let mut found: Vec<Taught> = self.rows_of(sql).await?;
        found.reverse();
        Ok(found.into_iter().map(|one| (one.0, one.1)).collect())
    }

    /// One lesson, whether it stands or was taken back.
    pub async fn lesson(&mut self, id: LessonId) -> Result<Option<Lesson>, StoreError> {
        self.row(LESSON, args![id]).await
    }
}

impl Tx<'_> {
    /// Somebody said what something is, or is not.
    pub async fn insert_lesson(&mut self, l: &Lesson) -> Result<(), StoreError> {
        let values = args![
            l.id,
            l.team_id,
            l.message_id,
            l.flag_id,
            l.is_it,
            l.class,
            l.agent_id,
            l.at,
            l.undone_at
        ];
        self.execute(INSERT_LESSON, values).await.map(drop)
    }

    /// One lesson is taken back; 0 when it was already.
    pub async fn undo_lesson(&mut self, id: LessonId, at: Timestamp) -> Result<u64, StoreError> {
        self.execute(UNDO, args![id, at]).await
    }

    /// What was said of a message is taken back; what a decision on its flag taught stays.
    pub async fn undo_lessons_of(
        &mut self,
        id: MessageId,
        at: Timestamp,
    ) -> Result<u64, StoreError> {
        self.execute(UNDO_OF, args![id, at]).await
    }

    /// What the decision on a flag taught is taken back.
    pub async fn undo_lessons_of_flag(
        &mut self,
        id: FlagId,
        at: Timestamp,
    ) -> Result<u64, StoreError> {
        self.execute(UNDO_OF_FLAG, args![id, at]).await
    }
}
