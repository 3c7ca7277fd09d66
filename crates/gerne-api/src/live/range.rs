//! What of the log one person may see, as contiguous ranges: pure.

use gerne_domain::{AgentId, Event, Scope};

/// A contiguous part of the log and what of it may be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Range<'a> {
    /// The first number looked at.
    pub from: i64,
    /// The last number looked at.
    pub to: i64,
    /// What may be seen.
    pub seen: Vec<&'a Event>,
}

/// What follows `after` in `events`, which are contiguous and oldest first. `None` when nothing
/// follows, or when something is missing in between: ranges never have holes.
pub(crate) fn visible<'a>(
    after: i64,
    events: impl IntoIterator<Item = &'a Event>,
    agent: AgentId,
    scope: &Scope,
) -> Option<Range<'a>> {
    let mut range = Range { from: after + 1, to: after, seen: Vec::new() };
    for event in events {
        if event.seq <= range.to {
            continue;
        }
        if event.seq != range.to + 1 {
            break;
        }
        range.to = event.seq;
        if event.event.audience.includes(agent, scope) {
            range.seen.push(event);
        }
    }
    (range.to > after).then_some(range)
}

#[cfg(test)]
mod tests {
    use gerne_domain::{AccountId, Actor, EventKind, NewEvent, TeamId, Timestamp, event::Audience};
    use uuid::Uuid;

    use super::*;

    fn event(seq: i64, audience: Audience) -> Event {
        let event = NewEvent {
            at: Timestamp::UNIX_EPOCH,
            actor: Actor::System,
            audience,
            conversation_id: None,
            customer_id: None,
            kind: EventKind::DraftChanged,
        };
        Event { seq, event }
    }

    fn ids(range: Option<Range<'_>>) -> Option<(i64, i64, Vec<i64>)> {
        range.map(|r| (r.from, r.to, r.seen.iter().map(|e| e.seq).collect()))
    }

    #[test]
    fn hidden_events_only_widen_the_range() {
        let (me, other) = (AgentId(Uuid::from_u128(1)), AgentId(Uuid::from_u128(2)));
        let ours = AccountId(Uuid::from_u128(3));
        let theirs = AccountId(Uuid::from_u128(4));
        let (team, former) = (TeamId(Uuid::from_u128(5)), TeamId(Uuid::from_u128(6)));
        let scope = Scope::Of { teams: vec![team], accounts: vec![ours] };
        let about = |account, team, former| Audience::Conversation { account, team, former };
        let log = [
            event(11, Audience::Agent(other)),
            event(12, about(theirs, None, None)),
            event(13, about(theirs, Some(team), None)),
            event(14, about(theirs, Some(former), Some(team))),
            event(15, Audience::Account(theirs)),
            event(16, Audience::Everyone),
            event(17, Audience::Agent(other)),
        ];
        let see = |after, scope| ids(visible(after, &log, me, scope));
        assert_eq!(see(10, &scope), Some((11, 17, vec![13, 14, 16])));
        assert_eq!(see(13, &scope), Some((14, 17, vec![14, 16])));
        assert_eq!(see(16, &scope), Some((17, 17, vec![])));
        assert_eq!(see(17, &scope), None);
        assert_eq!(see(9, &scope), None, "10 is missing");
        let all = see(10, &Scope::Everything);
        assert_eq!(all, Some((11, 17, vec![12, 13, 14, 15, 16])), "drafts stay private");
    }

    #[test]
    fn a_hole_ends_the_range() {
        let log = [event(1, Audience::Everyone), event(3, Audience::Everyone)];
        let me = AgentId(Uuid::from_u128(1));
        assert_eq!(ids(visible(0, &log, me, &Scope::Everything)), Some((1, 1, vec![1])));
    }
}
