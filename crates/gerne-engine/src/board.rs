//! How it stands now, for leads: who waits, where, and for how long.

use std::collections::{BTreeMap, BTreeSet};

use gerne_domain::{
    AccountId, Climbed, Conversation, MeasureKind, Scope, Status, TeamId, Timestamp,
};
use gerne_store::{Assignee, ConversationFilter, Order, Page, Paged, PromiseFilter, WaitingNow};
use jiff::SignedDuration;

use crate::{Caller, Engine, EngineError};

/// Messages that the lag is told from.
const NEWEST: usize = 1_000;
/// Promises are counted up to here.
const MOST_PROMISES: usize = 10_000;
/// What counts as new.
const NEWER: SignedDuration = SignedDuration::from_mins(30);

/// How it stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// Who waits, by account and team.
    pub waiting: Vec<WaitingNow>,
    /// How many in a hundred were answered within their target today; `None`: too few to be told.
    pub within_today: Option<u8>,
    /// Half of what came last through an account was written so many seconds before we had it.
    pub lags: BTreeMap<AccountId, u64>,
    /// How many alarms stand.
    pub alarms: usize,
    /// What we owe by the end of today, what is late with it.
    pub promises_due: usize,
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
}

impl Engine {
    /// One page of the conversations behind a number of the board, the first due first. `team`:
    /// those of a team, or of none; `account`: those that came in through it.
    pub async fn behind_board(
        &self,
        who: &Caller,
        number: BoardNumber,
        team: Option<Option<TeamId>>,
        account: Option<AccountId>,
        page: &Page,
    ) -> Result<Paged<Conversation>, EngineError> {
        let newer = self.now().checked_sub(NEWER).unwrap_or(Timestamp::MIN);
        let filter = ConversationFilter {
            statuses: vec![Status::Open, Status::Snoozed],
            waiting_only: true,
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
        Ok(db.list_conversations(&filter, &who.scope, Order::Due, page).await?)
    }

    /// How it stands now, as far as the caller sees it. Figures of single people are not in it.
    pub async fn board(&self, who: &Caller) -> Result<Board, EngineError> {
        let now = self.now();
        let mut db = self.inner.store.read().await?;
        let since = now.checked_sub(NEWER).unwrap_or(Timestamp::MIN);
        let waiting = db.waiting_now(&who.scope, since).await?;
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
        let alarms =
            alarms.iter().filter(|a| a.account_id.is_none_or(|id| who.scope.sees(id, None)));
        let alarms = alarms.count();
        let zone = self.times(&mut db).await?.zone();
        let tonight = now.to_zoned(zone).end_of_day().map_or(now, |end| end.timestamp());
        let owed =
            PromiseFilter { owed: true, due_before: Some(tonight), ..PromiseFilter::default() };
        let promises_due = db.count_promises(&owed, &who.scope, MOST_PROMISES).await?;
        drop(db);
        Ok(Board {
            waiting,
            within_today: self.within_today(&who.scope).await?,
            lags: lags.into_iter().filter_map(middle).collect(),
            alarms,
            promises_due,
        })
    }

    /// In whole hundredths, and of as many cases by as many people as any figure rests on: whoever
    /// watches it cannot tell one answer from it.
    async fn within_today(&self, scope: &Scope) -> Result<Option<u8>, EngineError> {
        let (least, today) = (self.least().await?, i64::from(self.today().await?));
        let (mut within, mut all, mut people) = (0_usize, 0_usize, BTreeSet::new());
        let mut db = self.inner.store.read().await?;
        for kind in [MeasureKind::FirstResponse, MeasureKind::NextResponse] {
            for counted in db.measures(kind, today, today + 1).await? {
                let fact = counted.fact;
                let Some(met) = fact.within.filter(|_| scope.sees(fact.account, fact.team)) else {
                    continue;
                };
                within += usize::from(met);
                all += 1;
                people.insert(fact.agent);
            }
        }
        if all < least.cases || people.len() < least.people {
            return Ok(None);
        }
        Ok(u8::try_from((within * 100 + all / 2) / all).ok())
    }
}
