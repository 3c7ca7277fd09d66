//! The conversations behind a figure: those of the whole blocks that it stands for, as far as the
//! caller still sees them. Never in the order in which they were answered, and how each of them went
//! is not told: who answered stands in their timelines.

use std::collections::{BTreeMap, BTreeSet};

use gerne_domain::{Conversation, ConversationId, MeasureKind};
use gerne_store::{Page, Reader};

use super::{Asked, Key, Least, Metric};
use crate::{Caller, Engine, EngineError};

/// Which of the cases of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that count.
    Counted,
    /// Those that were in time, or were not; who still waits is among the latter.
    Within(bool),
    /// Those that were asked before everyone and answered so, or otherwise.
    InPublic(bool),
    /// Those that ended so.
    Outcome(String),
    /// Those that count in no time, for this reason.
    LeftOut(String),
    /// Those who still wait and are too late.
    Late,
}

/// Conversations behind a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behind {
    /// Those of the last days first.
    pub conversations: Vec<Conversation>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// How many cases; a conversation may have several. `None`: held back, as the figure is.
    pub cases: Option<usize>,
}

impl Engine {
    /// One page of the conversations behind a figure, or behind one of its parts.
    ///
    /// Which of them were too late, which were answered elsewhere than they asked, and what came of each
    /// (but why nothing had to be said), is told where it is one's own, or where a ground is stated on
    /// which figures rest on few people: who answered them can be read in them, and from many of those
    /// how somebody does.
    ///
    /// # Errors
    /// As [`Engine::figures`]; `Invalid` with `report.page`.
    pub async fn behind(
        &self,
        who: &Caller,
        asked: &Asked,
        part: Option<&Key>,
        which: &Which,
        page: &Page,
    ) -> Result<Behind, EngineError> {
        let least = if asked.mine { Least::ONE } else { self.least().await? };
        let judges = match which {
            Which::Within(_) | Which::InPublic(_) => true,
            Which::Outcome(_) => asked.metric != Metric::NoAnswer,
            Which::Counted | Which::LeftOut(_) | Which::Late => false,
        };
        if judges && least != Least::ONE {
            return Err(EngineError::invalid("report.too_narrow"));
        }
        let skip = match page.after.as_deref() {
            None => 0,
            Some(after) => after.parse().map_err(|_| EngineError::invalid("report.page"))?,
        };
        let mut sums = self.sums(who, asked, least, Some(which)).await?;
        let Some(sum) = sums.remove(&part.cloned()) else { return Ok(Behind::default()) };
        if !sum.tells(which, least) {
            return Ok(Behind::default());
        }
        let waits = matches!(which, Which::Within(false) | Which::Late);
        let late = if waits { sum.late } else { Vec::new() };
        let cases = late.len() + sum.behind.values().map(Vec::len).sum::<usize>();
        let mut found = Found { skip, wanted: page.limit + 1, ..Found::default() };
        let mut db = self.inner.store.read().await?;
        // Something can still be done about them.
        found.add_these(&mut db, who, late.into_iter().collect()).await?;
        for places in sum.behind.into_values().rev() {
            found.add(&mut db, who, places).await?;
            if found.is_enough() {
                break;
            }
        }
        let mut conversations = found.page;
        let more = conversations.len() > page.limit;
        conversations.truncate(page.limit);
        let next = more.then(|| (skip + conversations.len()).to_string());
        Ok(Behind { conversations, next, cases: Some(cases) })
    }
}

/// What was found so far, each once.
#[derive(Default)]
struct Found {
    seen: BTreeSet<ConversationId>,
    skip: usize,
    wanted: usize,
    page: Vec<Conversation>,
}

impl Found {
    fn is_enough(&self) -> bool {
        self.page.len() >= self.wanted
    }

    /// Those of one block, the youngest matter first.
    async fn add(
        &mut self,
        db: &mut Reader,
        who: &Caller,
        places: Vec<(MeasureKind, i32, usize)>,
    ) -> Result<(), EngineError> {
        let mut days: BTreeMap<(MeasureKind, i32), Vec<usize>> = BTreeMap::new();
        for (kind, day, place) in places {
            days.entry((kind, day)).or_default().push(place);
        }
        let mut ids = BTreeSet::new();
        for ((kind, day), places) in days {
            let all = db.measured_in(kind, i64::from(day)).await?;
            ids.extend(places.into_iter().filter_map(|place| all.get(place).copied()));
        }
        self.add_these(db, who, ids).await
    }

    async fn add_these(
        &mut self,
        db: &mut Reader,
        who: &Caller,
        ids: BTreeSet<ConversationId>,
    ) -> Result<(), EngineError> {
        let ids: Vec<ConversationId> = ids.into_iter().collect();
        let mut rooms = BTreeMap::new();
        for some in ids.chunks(AT_ONCE) {
            let joined = db.conversations_joined(some).await?;
            for conversation in db.conversations(some).await? {
                let whole = match joined.contains(&conversation.id) {
                    // What became part of another is found there.
                    true => match db.conversation_joined_into(conversation.id).await? {
                        Some(into) => db.conversation(into).await?,
                        None => None,
                    },
                    false => Some(conversation),
                };
                if let Some(whole) = whole.and_then(|whole| who.sees(Some(whole)).ok()) {
                    rooms.insert(whole.id, whole);
                }
            }
        }
        for (id, conversation) in rooms.into_iter().rev() {
            if !self.seen.insert(id) {
                continue;
            }
            if self.skip > 0 {
                self.skip -= 1;
            } else if !self.is_enough() {
                self.page.push(conversation);
            }
        }
        Ok(())
    }
}

/// Conversations read in one go.
const AT_ONCE: usize = 200;
