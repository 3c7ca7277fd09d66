//! Who asks for a verb.

use gerne_domain::{Actor, AgentId, Conversation, Role, Scope};

use crate::EngineError;

/// Who asks, what they may do and see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub agent: AgentId,
    /// What they may do.
    pub role: Role,
    /// What they see.
    pub scope: Scope,
}

impl Caller {
    /// The actor of the events they cause.
    pub fn actor(&self) -> Actor {
        Actor::Agent(self.agent)
    }

    /// `Forbidden` unless they are at least this.
    pub fn at_least(&self, role: Role) -> Result<(), EngineError> {
        if self.role >= role { Ok(()) } else { Err(EngineError::Forbidden) }
    }

    /// `NotFound` unless they see it.
    pub fn sees(&self, conversation: Option<Conversation>) -> Result<Conversation, EngineError> {
        conversation
            .filter(|c| self.scope.sees(c.account_id, c.team_id))
            .ok_or(EngineError::NotFound)
    }
}
