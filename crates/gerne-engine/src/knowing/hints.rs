//! How hints are taken: put away twice in a matter, a kind is silent there; put away more than three
//! times in ten by a team, it is silent for that team, and settings say so. Counted by team and day.

use gerne_domain::{Conversation, ConversationId, EventKind, HintCount, HintRest, Role, TeamId};
use gerne_store::{Reader, Tx, day_of};

use super::{Taught, reading};
use crate::{Caller, Done, Engine, EngineError};

/// Put away so often in a matter, a kind is silent there.
const SILENT_AFTER: u32 = 2;
/// What a team made of a kind lately: so many times are looked at.
const LATELY: usize = 10;
/// Of those, put away more often than this: silent for the team.
const TOO_OFTEN: usize = 3;

/// All kinds of hints.
pub const KINDS: &[&str] = &[
    "asked_again",
    "tried_already",
    "asked_before",
    "vague_time",
    "no_regret",
    "blame",
    "single_case",
    "text_block",
];

impl Engine {
    /// Somebody put a hint away.
    ///
    /// # Errors
    /// `Invalid` with `hint.unknown`.
    pub async fn dismiss_hint(
        &self,
        who: &Caller,
        id: ConversationId,
        kind: String,
    ) -> Result<Done, EngineError> {
        if !KINDS.contains(&kind.as_str()) {
            return Err(EngineError::invalid("hint.unknown"));
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let conversation = engine.matter(tx, &who, id).await?;
                tx.dismiss_hint(conversation.id, &kind).await?;
                let Some(team) = team_of(tx, &conversation).await? else { return Ok(()) };
                engine.count(tx, team, &kind, Taken::Dismissed).await
            })
        })
        .await
    }

    /// A team wants a kind of hint again.
    ///
    /// # Errors
    /// `Forbidden` below admin.
    pub async fn wake_hint(
        &self,
        who: &Caller,
        team: TeamId,
        kind: String,
    ) -> Result<Done, EngineError> {
        who.at_least(Role::Admin)?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                if tx.wake_hint(team, &kind).await? {
                    engine.emit_all(tx, who.actor(), EventKind::KnowledgeChanged);
                }
                Ok(())
            })
        })
        .await
    }

    /// A reply was written: what it asks again all the same, and what it no longer asks after a hint
    /// was shown: `again`, `avoided`.
    pub(crate) async fn heed(
        &self,
        tx: &mut Tx<'_>,
        taught: &Taught,
        who: &Caller,
        conversation: &Conversation,
        (text, hinted): (&str, &[String]),
    ) -> Result<Option<&'static str>, EngineError> {
        let again = reading::asks_again(tx, taught, who, conversation, text).await?;
        let avoided = !again && hinted.iter().any(|kind| is_asking(kind));
        let outcome = match (again, avoided) {
            (true, _) => Some("again"),
            (false, true) => Some("avoided"),
            (false, false) => None,
        };
        let Some(team) = team_of(tx, conversation).await? else { return Ok(outcome) };
        if again {
            self.count(tx, team, "asked_again", Taken::Done).await?;
        } else if avoided {
            self.count(tx, team, "asked_again", Taken::Avoided).await?;
        }
        for kind in hinted.iter().filter(|kind| KINDS.contains(&kind.as_str())) {
            if is_asking(kind) && !again {
                continue;
            }
            if tx.hint_dismissals(conversation.id, kind).await? == 0 {
                self.remember(tx, team, kind, 'k').await?;
            }
        }
        Ok(outcome)
    }

    async fn count(
        &self,
        tx: &mut Tx<'_>,
        team: TeamId,
        kind: &str,
        taken: Taken,
    ) -> Result<(), EngineError> {
        let one = |is: Taken| u32::from(taken == is);
        let count = HintCount {
            team_id: team,
            day: day_of(self.now()),
            kind: kind.to_owned(),
            done: one(Taken::Done),
            avoided: one(Taken::Avoided),
            dismissed: one(Taken::Dismissed),
        };
        tx.count_hint(&count).await?;
        match taken {
            Taken::Dismissed => self.remember(tx, team, kind, 'd').await,
            Taken::Avoided => self.remember(tx, team, kind, 'k').await,
            Taken::Done => Ok(()),
        }
    }

    async fn remember(
        &self,
        tx: &mut Tx<'_>,
        team: TeamId,
        kind: &str,
        how: char,
    ) -> Result<(), EngineError> {
        let known = tx.hint_rest(team, kind).await?;
        let mut rest = known.unwrap_or_else(|| HintRest {
            team_id: team,
            kind: kind.to_owned(),
            last: String::new(),
            off_at: None,
        });
        if rest.off_at.is_some() {
            return Ok(());
        }
        rest.last.push(how);
        let skip = rest.last.chars().count().saturating_sub(LATELY);
        rest.last = rest.last.chars().skip(skip).collect();
        let dismissed = rest.last.chars().filter(|c| *c == 'd').count();
        if rest.last.chars().count() >= LATELY && dismissed > TOO_OFTEN {
            rest.off_at = Some(self.now());
            self.emit_all(tx, gerne_domain::Actor::System, EventKind::KnowledgeChanged);
        }
        Ok(tx.put_hint_rest(&rest).await?)
    }
}

/// Whether a hint says that something is known already.
fn is_asking(kind: &str) -> bool {
    matches!(kind, "asked_again" | "tried_already")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Done,
    Avoided,
    Dismissed,
}

/// Whose figures a matter counts in.
async fn team_of(
    db: &mut Reader,
    conversation: &Conversation,
) -> Result<Option<TeamId>, EngineError> {
    if conversation.team_id.is_some() {
        return Ok(conversation.team_id);
    }
    let account = db.account(conversation.account_id).await?;
    Ok(account.and_then(|account| account.teams.first().copied()))
}

/// Whether a kind of hint may be shown in a matter.
pub(super) async fn may_show(
    db: &mut Reader,
    taught: &Taught,
    conversation: &Conversation,
    kind: &str,
) -> Result<bool, EngineError> {
    if taught.knowledge.off.iter().any(|off| off == kind)
        || db.hint_dismissals(conversation.id, kind).await? >= SILENT_AFTER
    {
        return Ok(false);
    }
    let Some(team) = team_of(db, conversation).await? else { return Ok(true) };
    Ok(db.hint_rest(team, kind).await?.is_none_or(|rest| rest.off_at.is_none()))
}
