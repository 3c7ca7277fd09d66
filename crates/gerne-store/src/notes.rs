//! What was said among ourselves.

use gerne_domain::{ConversationId, Note, NoteId};

use crate::{
    Reader, StoreError, Tx,
    row::from_row,
    sql::Sql,
    value::{args, json},
};

const NOTE: &str = "SELECT * FROM note WHERE id = $1";
const NOTES: &str = "SELECT * FROM note WHERE conversation_id = $1 ORDER BY created_at, id";
const NOT_FOUND: &str =
    "SELECT 1 AS n FROM note WHERE NOT EXISTS (SELECT 1 FROM search_note) LIMIT 1";
const FORMER: &str = "SELECT * FROM note WHERE id > $1 ORDER BY id LIMIT $2";
const FORMER_AT_ONCE: usize = 500;
const INSERT: &str =
    "INSERT INTO note (id, conversation_id, agent_id, text, mentions, created_at, consult_id,
    author) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

from_row!(Note, "note", { id, conversation_id, agent_id, text, mentions as json, created_at, consult_id, author });

impl Reader {
    /// A note.
    pub async fn note(&mut self, id: NoteId) -> Result<Option<Note>, StoreError> {
        self.row(NOTE, args![id]).await
    }

    /// The notes of a conversation, the oldest first.
    pub async fn notes_of(&mut self, id: ConversationId) -> Result<Vec<Note>, StoreError> {
        self.rows(NOTES, args![id]).await
    }

    /// The notes of these conversations, the oldest first.
    pub async fn notes_of_all(&mut self, ids: &[ConversationId]) -> Result<Vec<Note>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM note WHERE conversation_id IN ");
        sql.list(ids).push(" ORDER BY created_at, id");
        self.rows_of(sql).await
    }
}

impl Tx<'_> {
    /// A new note; whom it calls finds the conversation by `ConversationFilter::mentioned`.
    pub async fn insert_note(&mut self, note: &Note) -> Result<(), StoreError> {
        let n = note;
        let mentions = json(&n.mentions)?;
        let values = args![
            n.id,
            n.conversation_id,
            n.agent_id,
            n.text,
            mentions,
            n.created_at,
            n.consult_id,
            n.author
        ];
        self.execute(INSERT, values).await?;
        if !n.mentions.is_empty() {
            let mut sql =
                Sql::new("INSERT INTO note_mention (note_id, agent_id, conversation_id) VALUES ");
            sql.rows(n.mentions.iter().map(|agent| args![n.id, agent, n.conversation_id]));
            sql.push(" ON CONFLICT DO NOTHING");
            self.execute_of(sql).await?;
        }
        self.index_new_note(note);
        Ok(())
    }

    /// Makes all notes found when none is: they were written before notes were searched, or came
    /// out of a backup.
    pub(crate) async fn index_former_notes(&mut self) -> Result<(), StoreError> {
        if self.one::<i64>(NOT_FOUND, args![]).await?.is_none() {
            return Ok(());
        }
        let mut last = NoteId(uuid::Uuid::nil());
        loop {
            let notes: Vec<Note> = self.rows(FORMER, args![last, FORMER_AT_ONCE]).await?;
            let Some(end) = notes.last() else { return Ok(()) };
            last = end.id;
            for note in &notes {
                self.index_note(note).await?;
            }
        }
    }
}
