//! Who still waits although their answer was due: no answer, so nothing was measured, but a share
//! within target that leaves them out flatters the longer they wait. They are read when somebody
//! asks, belong to the day on which they became too late, and stand in no time but in the share.

use std::collections::BTreeMap;

use gerne_domain::{Climbed, Conversation, Goal, MeasureKind, Status, TeamId, Timestamp};
use gerne_store::{ConversationFilter, Order, Page, Reader};
use uuid::Uuid;

use super::{Asked, By, Key, Least, Metric, PRIORITIES, gather::Sum, gather::since};
use crate::{Caller, Engine, EngineError, day_of, hours::Times};

/// Conversations read in one go.
const AT_ONCE: usize = 200;

/// One who still waits.
struct Late {
    conversation: Conversation,
    /// Since when they wait.
    since: Timestamp,
    /// The day on which it became too late, in the house's time zone.
    day: i32,
}

impl Engine {
    /// Adds those who still wait to the sums of a question about answers.
    ///
    /// Where figures rest on few people they are told by themselves too. Else only beside answers that
    /// are told: a part without any would say that nobody was answered, where that is held back.
    pub(super) async fn add_late(
        &self,
        db: &mut Reader,
        who: &Caller,
        (asked, range, least): (&Asked, (i32, i32), Least),
        sums: &mut BTreeMap<Option<Key>, Sum>,
    ) -> Result<(), EngineError> {
        let answers = [Metric::FirstResponse, Metric::NextResponse, Metric::Waiting];
        if !answers.contains(&asked.metric) {
            return Ok(());
        }
        let times = self.times(db).await?;
        for late in self.late(db, who, &times, asked).await? {
            if late.day < range.0 || late.day >= range.1 {
                continue;
            }
            let mut is_asked = true;
            for only in &asked.only {
                let found = keys(db, only.by(), &late, &times).await?;
                is_asked = is_asked && found.contains(&only.key());
            }
            if !is_asked {
                continue;
            }
            let parts = match asked.by {
                Some(by) => keys(db, by, &late, &times).await?,
                None => Vec::new(),
            };
            for key in std::iter::once(None).chain(parts.into_iter().map(Some)) {
                let sum = match least == Least::ONE {
                    true => Some(sums.entry(key).or_default()),
                    false => sums.get_mut(&key),
                };
                if let Some(sum) = sum {
                    sum.late.push(late.conversation.id);
                }
            }
        }
        Ok(())
    }

    /// All who wait and are too late, as far as the caller sees them.
    async fn late(
        &self,
        db: &mut Reader,
        who: &Caller,
        times: &Times,
        asked: &Asked,
    ) -> Result<Vec<Late>, EngineError> {
        let filter = ConversationFilter {
            statuses: Status::AWAITED.to_vec(),
            waiting_only: true,
            spam: Some(false),
            climbed: Some(Climbed::Missed),
            ..ConversationFilter::default()
        };
        let (mut page, mut all) = (Page::first(AT_ONCE), Vec::new());
        loop {
            let found = db.list_conversations(&filter, &who.scope, Order::Oldest, &page).await?;
            for conversation in found.items {
                let (Some(since), Some(why)) =
                    (conversation.waiting_since, conversation.due_why.as_ref())
                else {
                    continue;
                };
                let kind = match conversation.first_response_at {
                    None => MeasureKind::FirstResponse,
                    Some(_) => MeasureKind::NextResponse,
                };
                if !asked.metric.kinds().contains(&kind)
                    || (asked.mine && conversation.assignee_id != Some(who.agent))
                {
                    continue;
                }
                // That it should be done is another target than that it should be answered.
                let over = match why.goal {
                    Goal::Resolution => self.over(db, times, &conversation, since).await?,
                    Goal::FirstResponse | Goal::NextResponse => why.over,
                };
                let day = day_of(over.to_zoned(times.zone()).date());
                all.push(Late { conversation, since, day });
            }
            match found.next {
                Some(next) => page.after = Some(next),
                None => return Ok(all),
            }
        }
    }
}

/// The parts that one belongs to, as what was answered does.
async fn keys(
    db: &mut Reader,
    by: By,
    late: &Late,
    times: &Times,
) -> Result<Vec<Key>, EngineError> {
    let c = &late.conversation;
    let written = late.since.to_zoned(times.zone());
    let number = |n: i8| Key::Number(n.try_into().unwrap_or_default());
    Ok(match by {
        By::Account => vec![Key::Id(c.account_id.0)],
        By::Team => vec![Key::Id(c.team_id.map_or(Uuid::nil(), |TeamId(id)| id))],
        By::Label => c.labels.iter().map(|label| Key::Id(label.0)).collect(),
        By::Priority => {
            let word = PRIORITIES.get(c.priority as usize).copied().unwrap_or_default();
            vec![Key::Word(word.to_owned())]
        }
        By::Hour => vec![number(written.hour())],
        By::Weekday => vec![number(written.weekday().to_monday_one_offset())],
        By::Day | By::Week | By::Month => since(by, late.day).map(Key::Day).into_iter().collect(),
        By::Rule | By::Language => {
            let beside = db.measured_beside(c.id, c.customer_id, late.since).await?;
            match by {
                By::Rule => beside.rules.into_iter().map(|rule| Key::Id(rule.0)).collect(),
                _ => vec![Key::Word(beside.language.unwrap_or_default())],
            }
        }
    })
}
