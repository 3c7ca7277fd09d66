//! How it stands now, for leads: who waits, where, and for how long.

use std::collections::{BTreeMap, BTreeSet};

use gerne_domain::{
    AccountId, AgentId, Climbed, Conversation, IncidentId, MeasureKind, MessageId, Role, Scope,
    Status, TeamId, Timestamp,
};
use gerne_store::{
    Assignee, ConversationFilter, Order, Page, Paged, PromiseFilter, Spent, Stands, WaitingNow,
};
use jiff::{SignedDuration, tz::TimeZone};

use crate::{Caller, Engine, EngineError, TopicSeen, reports::Least, verbs::IncidentSeen};

/// Messages that the lag is told from.
const NEWEST: usize = 1_000;
/// Promises are counted up to here.
const MOST_PROMISES: usize = 10_000;
/// So many of those for whom it is too late next are told.
const LATE_NEXT: usize = 3;
/// What counts as new.
const NEWER: SignedDuration = SignedDuration::from_mins(30);

/// How it stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// Who waits, by account and team.
    pub waiting: Vec<WaitingNow>,
    /// How many in a hundred were answered within their target today; `None`: too few to be told.
    pub within_today: Option<u8>,
    /// For whom it is too late next, the first first.
    pub late_next: Vec<Conversation>,
    /// How many open conversations people have; for leads, empty for others.
    pub loads: BTreeMap<AgentId, u64>,
    /// Half of what came last through an account was written so many seconds before we had it.
    pub lags: BTreeMap<AccountId, u64>,
    /// How many alarms stand.
    pub alarms: usize,
    /// What we owe by the end of today, what is late with it.
    pub promises_due: usize,
    /// What accounts spent today and in this month (UTC), by our own count; for leads, empty for
    /// others.
    pub spent: Vec<Spent>,
    /// Incidents that go on, and those that are over and of which not everybody was told who knew of them.
    pub incidents: Vec<IncidentSeen>,
    /// What more people write about than is usual.
    pub topics: Vec<TopicSeen>,
}

/// What of a number on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardNumber {
    /// Who waits.
    Waiting,
    /// What of it nobody has.
    Unassigned,
    /// What of it is nearly or already too late.
    Near,
    /// What of it is too late.
    Missed,
    /// What of it began in the last half hour.
    Newer,
    /// Those of an incident, waiting or not.
    Incident(IncidentId),
    /// Those of the topic that a message is part of, waiting or not.
    Topic(MessageId),
}

impl Engine {
    /// One page of the conversations behind a number of the board. `team`: those of a team, or of none;
    /// `account`: those that came in through it.
    pub async fn behind_board(
        &self,
        who: &Caller,
        number: BoardNumber,
        team: Option<Option<TeamId>>,
        account: Option<AccountId>,
        order: Order,
        page: &Page,
    ) -> Result<Paged<Conversation>, EngineError> {
        let newer = self.now().checked_sub(NEWER).unwrap_or(Timestamp::MIN);
        let among = match number {
            BoardNumber::Incident(id) => {
                let members = self.incident(who, id).await?.members;
                Some(members.into_iter().map(|(_, matter)| matter.id).collect())
            }
            BoardNumber::Topic(of) => Some(self.topic_of(of).await),
            _ => None,
        };
        let waiting = among.is_none();
        let filter = ConversationFilter {
            statuses: if waiting { Status::AWAITED.to_vec() } else { Vec::new() },
            waiting_only: waiting,
            among,
            spam: Some(false),
            teams: team.flatten().into_iter().collect(),
            no_team: team == Some(None),
            accounts: account.into_iter().collect(),
            assignee: match number {
                BoardNumber::Unassigned => Assignee::None,
                _ => Assignee::Any,
            },
            climbed: match number {
                BoardNumber::Near => Some(Climbed::Near),
                BoardNumber::Missed => Some(Climbed::Missed),
                _ => None,
            },
            waits_since: (number == BoardNumber::Newer).then_some(newer),
            ..ConversationFilter::default()
        };
        let mut db = self.inner.store.read().await?;
        Ok(db.list_conversations(&filter, &who.scope, order, page).await?)
    }

    /// How it stands now, as far as the caller sees it. Figures of single people are not in it.
    pub async fn board(&self, who: &Caller) -> Result<Board, EngineError> {
        let now = self.now();
        let mut db = self.inner.store.read().await?;
        let since = now.checked_sub(NEWER).unwrap_or(Timestamp::MIN);
        let waiting = db.waiting_now(&who.scope, since).await?;
        let late_next = late_next(db.late_next(&who.scope, 2 * LATE_NEXT).await?);
        let mut lags: BTreeMap<AccountId, Vec<u64>> = BTreeMap::new();
        for lag in db.newest_received(NEWEST).await? {
            if who.scope.sees(lag.account_id, None) {
                let late = lag.received_at.duration_since(lag.published_at).as_secs();
                lags.entry(lag.account_id).or_default().push(u64::try_from(late).unwrap_or(0));
            }
        }
        let middle = |(account, mut all): (AccountId, Vec<u64>)| {
            all.sort_unstable();
            Some((account, *all.get(all.len() / 2)?))
        };
        let alarms = db.standing_alarms().await?;
        let alarms = alarms.iter().filter(|alarm| who.sees_alarm(alarm)).count();
        let zone = self.times(&mut db).await?.zone();
        let tonight = now.to_zoned(zone).end_of_day().map_or(now, |end| end.timestamp());
        let owed =
            PromiseFilter { owed: true, due_before: Some(tonight), ..PromiseFilter::default() };
        let promises_due = db.count_promises(&owed, &who.scope, MOST_PROMISES).await?;
        let (mut spent, mut loads) = (Vec::new(), BTreeMap::new());
        if who.at_least(Role::Lead).is_ok() {
            let today = now.to_zoned(TimeZone::UTC).date();
            let month = today.first_of_month().to_string();
            spent = db.spent_by_all(&month, &today.to_string()).await?;
            loads = db.loads().await?.into_iter().collect();
        }
        let topics = self.topics_seen(who, &mut db).await?;
        drop(db);
        Ok(Board {
            waiting,
            late_next,
            loads,
            within_today: self.within_today(&who.scope).await?,
            lags: lags.into_iter().filter_map(middle).collect(),
            alarms,
            promises_due,
            spent: spent.into_iter().filter(|s| who.scope.sees(s.account_id, None)).collect(),
            incidents: self.incidents_to_look_at(who).await?,
            topics,
        })
    }

    async fn within_today(&self, scope: &Scope) -> Result<Option<u8>, EngineError> {
        let (least, today) = (self.least().await?, i64::from(self.today().await?));
        let mut facts = Vec::new();
        let mut db = self.inner.store.read().await?;
        for kind in [MeasureKind::FirstResponse, MeasureKind::NextResponse] {
            facts.extend(db.measures(kind, today, today + 1).await?);
        }
        facts.retain(|counted| {
            counted.stands != Stands::TakenBack
                && scope.sees(counted.fact.account, counted.fact.team)
        });
        // In the order in which they became known.
        facts.sort_by_key(|counted| counted.fact.id);
        let met = facts.iter().filter_map(|c| Some((c.fact.agent, c.fact.within?)));
        Ok(within(met, least))
    }
}

/// By when it is too late: what is urgent is due at once, and not too late at once.
fn late_next(mut found: Vec<Conversation>) -> Vec<Conversation> {
    found.retain(|each| each.due_why.is_some());
    found.sort_by_key(|each| (each.due_why.as_ref().map(|why| why.over), each.id));
    found.truncate(LATE_NEXT);
    found
}

/// How many in a hundred were in time, of answers in the order in which they were given. They are
/// counted in lots of as many cases by as many people as any figure rests on: whoever watches the number
/// sees it change by the work of several, never by one answer.
fn within(answers: impl Iterator<Item = (Option<AgentId>, bool)>, least: Least) -> Option<u8> {
    let (mut sum, mut lot, mut people) = ((0_usize, 0_usize), (0, 0), BTreeSet::new());
    for (agent, met) in answers {
        lot = (lot.0 + usize::from(met), lot.1 + 1);
        people.insert(agent);
        if lot.1 >= least.cases && people.len() >= least.people {
            sum = (sum.0 + lot.0, sum.1 + lot.1);
            lot = (0, 0);
            people.clear();
        }
    }
    let (met, all) = sum;
    u8::try_from((met * 100 + all / 2).checked_div(all)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_today_moves_by_lots_of_five_people() {
        let who = |n: u128| Some(AgentId(uuid::Uuid::from_u128(n)));
        let share = |n: usize, of: &[(Option<AgentId>, bool)]| {
            within(of.iter().take(n).copied(), Least::FIVE)
        };
        let answers: Vec<_> = (0..23).map(|n| (who(n % 6), n % 4 > 0)).collect();
        let told: Vec<Option<u8>> = (0..=23).map(|n| share(n, &answers)).collect();
        assert_eq!((told[4], told[5], told[9], told[10]), (None, Some(60), Some(60), Some(70)));
        let changes = (1..told.len()).filter(|n| told[*n] != told[n - 1]);
        assert!(changes.into_iter().all(|n| n % 5 == 0), "{told:?}");
        // One who answers alone moves nothing, however much they do.
        let alone: Vec<_> = answers.iter().copied().take(10).chain([(who(1), false); 50]).collect();
        assert_eq!(share(60, &alone), Some(70));
        assert_eq!(within(alone.into_iter(), Least::ONE), Some(12));
    }
}
