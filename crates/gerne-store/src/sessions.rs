//! Sign-ins, programs' tokens, and one-time links. Only hashes of what people hold are kept.

use gerne_domain::{AgentId, SessionId, Timestamp};

use crate::{
    Reader, StoreError, Tx,
    row::from_row,
    value::{args, words},
};

/// Who holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// A person's browser.
    Browser,
    /// A program.
    Program,
}

/// A sign-in or a program's token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Ours.
    pub id: SessionId,
    /// Whose.
    pub agent_id: AgentId,
    /// Who holds it.
    pub kind: SessionKind,
    /// Which browser, or what the program is called.
    pub label: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used, roughly.
    pub seen_at: Timestamp,
    /// Until when.
    pub expires_at: Option<Timestamp>,
}

/// What a one-time link is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketKind {
    /// The first admin of a new installation.
    Setup,
    /// A colleague who comes in.
    Invite,
    /// A new password.
    Reset,
}

/// A one-time link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// What for.
    pub kind: TicketKind,
    /// Whom it is for; `None` for the first set-up.
    pub agent_id: Option<AgentId>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

words! {
    SessionKind { Browser = "browser", Program = "program" }
    TicketKind { Setup = "setup", Invite = "invite", Reset = "reset" }
}

from_row!(Session, "session", { id, agent_id, kind, label, created_at, seen_at, expires_at });
from_row!(Ticket, "ticket", { kind, agent_id, created_at, expires_at });

const BY_TOKEN: &str = "SELECT * FROM session
    WHERE token_hash = $1 AND (expires_at IS NULL OR expires_at > $2)";
const SESSIONS: &str = "SELECT * FROM session WHERE agent_id = $1 ORDER BY seen_at DESC, id";
const INSERT: &str = "INSERT INTO session
    (id, token_hash, agent_id, kind, label, created_at, seen_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const TOUCH: &str = "UPDATE session SET seen_at = $2, expires_at = $3 WHERE id = $1";
const DELETE: &str = "DELETE FROM session WHERE id = $1 AND agent_id = $2";
const DELETE_ALL: &str = "DELETE FROM session WHERE agent_id = $1";
const DELETE_OTHERS: &str = "DELETE FROM session WHERE agent_id = $1 AND id <> $2";
const PURGE: &str = "DELETE FROM session WHERE expires_at <= $1";
const TICKET: &str = "SELECT * FROM ticket
    WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
const TICKETS: &str = "SELECT * FROM ticket
    WHERE kind = $1 AND used_at IS NULL AND expires_at > $2 ORDER BY created_at DESC";
const PUT_TICKET: &str = "INSERT INTO ticket (token_hash, kind, agent_id, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5)";
const TAKE_TICKET: &str = "UPDATE ticket SET used_at = $2
    WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
    RETURNING kind, agent_id, created_at, expires_at";
const DELETE_TICKETS: &str = "DELETE FROM ticket WHERE kind = $1
    AND (agent_id = $2 OR (agent_id IS NULL AND $2 IS NULL))";
const PURGE_TICKETS: &str = "DELETE FROM ticket WHERE expires_at <= $1";

impl Reader {
    /// The session of a token, by the token's hash, unless it expired.
    pub async fn session_by_token(
        &mut self,
        hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<Session>, StoreError> {
        self.row(BY_TOKEN, args![hash, now]).await
    }

    /// All sessions of an agent, the last used first.
    pub async fn sessions(&mut self, agent: AgentId) -> Result<Vec<Session>, StoreError> {
        self.rows(SESSIONS, args![agent]).await
    }

    /// A one-time link that can still be used, by the token's hash. Looking does not use it up.
    pub async fn ticket(
        &mut self,
        hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<Ticket>, StoreError> {
        self.row(TICKET, args![hash, now]).await
    }

    /// One-time links of a kind that can still be used, the newest first.
    pub async fn tickets(
        &mut self,
        kind: TicketKind,
        now: Timestamp,
    ) -> Result<Vec<Ticket>, StoreError> {
        self.rows(TICKETS, args![kind, now]).await
    }
}

impl Tx<'_> {
    /// A new session.
    pub async fn insert_session(
        &mut self,
        session: &Session,
        hash: &[u8; 32],
    ) -> Result<(), StoreError> {
        let s = session;
        let values =
            args![s.id, hash, s.agent_id, s.kind, s.label, s.created_at, s.seen_at, s.expires_at];
        self.execute(INSERT, values).await.map(drop)
    }

    /// Says that a session was used, and until when it is good now.
    pub async fn touch_session(
        &mut self,
        id: SessionId,
        seen_at: Timestamp,
        expires_at: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(TOUCH, args![id, seen_at, expires_at]).await? > 0)
    }

    /// Ends one session of an agent.
    pub async fn delete_session(
        &mut self,
        agent: AgentId,
        id: SessionId,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(DELETE, args![id, agent]).await? > 0)
    }

    /// Ends all sessions of an agent but one.
    pub async fn delete_sessions(
        &mut self,
        agent: AgentId,
        except: Option<SessionId>,
    ) -> Result<u64, StoreError> {
        match except {
            Some(kept) => self.execute(DELETE_OTHERS, args![agent, kept]).await,
            None => self.execute(DELETE_ALL, args![agent]).await,
        }
    }

    /// Forgets sessions that expired.
    pub async fn purge_sessions(&mut self, now: Timestamp) -> Result<u64, StoreError> {
        self.execute(PURGE, args![now]).await
    }

    /// A new one-time link.
    pub async fn insert_ticket(
        &mut self,
        ticket: &Ticket,
        hash: &[u8; 32],
    ) -> Result<(), StoreError> {
        let Ticket { kind, agent_id, created_at, expires_at } = ticket;
        let values = args![hash, kind, agent_id, created_at, expires_at];
        self.execute(PUT_TICKET, values).await.map(drop)
    }

    /// Uses a one-time link: it works once, and only before it expired.
    pub async fn take_ticket(
        &mut self,
        hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<Ticket>, StoreError> {
        self.row(TAKE_TICKET, args![hash, now]).await
    }

    /// Forgets the one-time links of a kind that somebody has: a new one makes old ones worthless.
    pub async fn delete_tickets(
        &mut self,
        kind: TicketKind,
        agent: Option<AgentId>,
    ) -> Result<u64, StoreError> {
        self.execute(DELETE_TICKETS, args![kind, agent]).await
    }

    /// Forgets one-time links that expired.
    pub async fn purge_tickets(&mut self, now: Timestamp) -> Result<u64, StoreError> {
        self.execute(PURGE_TICKETS, args![now]).await
    }
}
