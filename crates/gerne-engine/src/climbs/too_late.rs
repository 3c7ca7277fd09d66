//! What the leads are told when people were not answered in time: one alarm for each team, with how
//! many they are. However many climb, it is one; and it is over when none is left.

use std::collections::{BTreeMap, BTreeSet};

use gerne_domain::{AccountId, Conversation, EventKind, Refusal, Scope, TeamId, Timestamp};
use gerne_store::{Alarm, Tx, WaitingNow};

use crate::{Engine, EngineError, alarm::TARGET_MISSED};

/// Whose they are: a team's, or what came in through an account and was given to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Whose {
    Team(TeamId),
    Account(AccountId),
}

/// Whose alarm a conversation is in.
pub(crate) fn whose(conversation: &Conversation) -> Whose {
    of(conversation.account_id, conversation.team_id)
}

fn of(account: AccountId, team: Option<TeamId>) -> Whose {
    team.map_or(Whose::Account(account), Whose::Team)
}

impl Whose {
    fn subject(self) -> String {
        match self {
            Self::Team(team) => format!("team:{team}"),
            Self::Account(account) => format!("account:{account}"),
        }
    }
}

/// How many, and since when the longest of them waits at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Late {
    count: u64,
    since: Timestamp,
}

fn late(waiting: &[WaitingNow]) -> BTreeMap<Whose, Late> {
    let mut late: BTreeMap<Whose, Late> = BTreeMap::new();
    for now in waiting.iter().filter(|now| now.missed > 0) {
        let sum = late
            .entry(of(now.account_id, now.team_id))
            .or_insert(Late { count: 0, since: now.oldest });
        sum.count += now.missed;
        sum.since = sum.since.min(now.oldest);
    }
    late
}

impl Engine {
    /// Some more were not answered in time: their leads are told, unless they know.
    pub(super) async fn raise_too_late(
        &self,
        tx: &mut Tx<'_>,
        whose: &BTreeSet<Whose>,
    ) -> Result<(), EngineError> {
        if whose.is_empty() {
            return Ok(());
        }
        let waiting = tx.waiting_now(&Scope::Everything, self.now()).await?;
        for (whose, late) in late(&waiting).into_iter().filter(|(w, _)| whose.contains(w)) {
            let alarm = self.too_late(whose, late);
            if !self.too_late_says(tx, &alarm.subject, &alarm.details).await? {
                self.raise(tx, alarm).await?;
            }
        }
        Ok(())
    }

    /// One fewer. It is over with the last.
    pub(crate) async fn one_less_too_late(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
    ) -> Result<(), EngineError> {
        let subject = whose(conversation).subject();
        let Some(mut alarm) = standing(tx, &subject).await? else { return Ok(()) };
        let left = count(&alarm).saturating_sub(1);
        if left == 0 {
            return self.clear_alarm(tx, TARGET_MISSED, &subject).await.map(drop);
        }
        alarm.details.insert("count".to_owned(), left.to_string());
        self.too_late_says(tx, &subject, &alarm.details).await.map(drop)
    }

    /// An alarm that stands says other numbers, to consoles too. `false`: none stands.
    async fn too_late_says(
        &self,
        tx: &mut Tx<'_>,
        subject: &str,
        details: &BTreeMap<String, String>,
    ) -> Result<bool, EngineError> {
        let Some(alarm) = standing(tx, subject).await? else { return Ok(false) };
        if alarm.details != *details {
            tx.detail_alarm(TARGET_MISSED, subject, details).await?;
            self.tell_alarm(tx, &alarm, EventKind::AlarmChanged { alarm: alarm.id }).await?;
        }
        Ok(true)
    }

    /// Counts again: what was given to another team, joined or forgotten is no longer in them.
    pub(crate) async fn count_too_late(&self, waiting: &[WaitingNow]) -> Result<(), EngineError> {
        let standing = self.inner.store.read().await?.standing_alarms().await?;
        if changed(waiting, standing).is_empty() {
            return Ok(());
        }
        let engine = self.clone();
        let done = self.write(move |tx| {
            Box::pin(async move {
                // Somebody may have been answered since.
                let waiting = tx.waiting_now(&Scope::Everything, engine.now()).await?;
                for (subject, late) in changed(&waiting, tx.standing_alarms().await?) {
                    match late {
                        Some((whose, late)) => {
                            let details = engine.too_late(whose, late).details;
                            engine.too_late_says(tx, &subject, &details).await?;
                        }
                        None => drop(engine.clear_alarm(tx, TARGET_MISSED, &subject).await?),
                    }
                }
                Ok(())
            })
        });
        done.await.map(drop)
    }

    fn too_late(&self, whose: Whose, late: Late) -> Alarm {
        let reason = Refusal::of("target.missed").with("count", late.count);
        let reason = reason.with("since", late.since);
        let reason = match whose {
            Whose::Team(team) => reason.with("team", team),
            Whose::Account(_) => reason,
        };
        let alarm = self.alarm(TARGET_MISSED, &whose.subject(), Some(&reason));
        let account_id = match whose {
            Whose::Team(_) => None,
            Whose::Account(account) => Some(account),
        };
        Alarm { account_id, ..alarm }
    }
}

async fn standing(tx: &mut Tx<'_>, subject: &str) -> Result<Option<Alarm>, EngineError> {
    let all = tx.standing_alarms().await?;
    Ok(all.into_iter().find(|alarm| alarm.kind == TARGET_MISSED && alarm.subject == subject))
}

/// Alarms that say another number than there are, and what they should say; `None`: it is over.
fn changed(waiting: &[WaitingNow], standing: Vec<Alarm>) -> Vec<(String, Option<(Whose, Late)>)> {
    let late = late(waiting);
    let by_subject: BTreeMap<String, (Whose, Late)> =
        late.into_iter().map(|(whose, late)| (whose.subject(), (whose, late))).collect();
    let standing = standing.into_iter().filter(|alarm| alarm.kind == TARGET_MISSED);
    let other = standing.filter_map(|alarm| match by_subject.get(&alarm.subject) {
        None => Some((alarm.subject, None)),
        Some((_, late)) if late.count == count(&alarm) => None,
        Some(found) => Some((alarm.subject, Some(*found))),
    });
    other.collect()
}

fn count(alarm: &Alarm) -> u64 {
    alarm.details.get("count").and_then(|count| count.parse().ok()).unwrap_or(0)
}
