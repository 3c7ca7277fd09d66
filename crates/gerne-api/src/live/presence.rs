//! Who is where right now. Live only: never written down, forgotten within seconds.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use gerne_domain::{AccountId, Scope, TeamId};
use tokio::{sync::watch, time::Instant};
use uuid::Uuid;

use crate::wire::live::{Doing, PresenceItem, Whereabouts};

/// What a socket said is forgotten after this long without saying it again.
const FORGET_AFTER: Duration = Duration::from_secs(25);

/// Everyone's whereabouts on this node.
#[derive(Debug)]
pub(crate) struct Presence {
    places: Mutex<Places>,
    changed: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Places {
    sockets: HashMap<u64, Visitor>,
    next: u64,
}

#[derive(Debug)]
struct Visitor {
    agent: Uuid,
    doing: Option<(Place, Instant)>,
}

/// Where somebody is, and who may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// What they said.
    pub at: Whereabouts,
    /// The conversation's home account.
    pub account: AccountId,
    /// The team it is given to.
    pub team: Option<TeamId>,
}

/// One open console. Leaving is dropping it.
#[derive(Debug)]
pub(crate) struct Visit<'a> {
    presence: &'a Presence,
    key: u64,
}

/// Everything there is to know at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scene {
    /// Who does what where: the most that somebody does, when they are there twice.
    pub items: Vec<PresenceItem>,
    /// Whose console is open.
    pub online: Vec<Uuid>,
}

impl Default for Presence {
    fn default() -> Self {
        Self { places: Mutex::default(), changed: watch::Sender::new(0) }
    }
}

impl Presence {
    /// Somebody opened a console.
    pub(crate) fn enter(&self, agent: Uuid) -> Visit<'_> {
        let key = {
            let mut places = self.places();
            places.next += 1;
            let key = places.next;
            places.sockets.insert(key, Visitor { agent, doing: None });
            key
        };
        self.ring();
        Visit { presence: self, key }
    }

    /// Tells of each change.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// What somebody with this scope may know at `now`; forgets what is too old.
    pub(crate) fn scene(&self, now: Instant, scope: &Scope) -> Scene {
        let mut places = self.places();
        let mut items: BTreeMap<(Uuid, Uuid), Doing> = BTreeMap::new();
        let mut online = BTreeSet::new();
        for visitor in places.sockets.values_mut() {
            online.insert(visitor.agent);
            let fresh = visitor
                .doing
                .take_if(|(_, said)| now.duration_since(*said) >= FORGET_AFTER)
                .is_none();
            if let (true, Some((Place { at, account, team }, _))) = (fresh, visitor.doing)
                && scope.sees(account, team)
            {
                let most = items.entry((at.conversation_id, visitor.agent)).or_insert(at.what);
                *most = at.what.max(*most);
            }
        }
        let item = |((conversation_id, agent_id), doing)| PresenceItem {
            conversation_id,
            agent_id,
            doing,
        };
        Scene { items: items.into_iter().map(item).collect(), online: online.into_iter().collect() }
    }

    /// Whether this agent's console is open.
    pub(crate) fn is_online(&self, agent: Uuid) -> bool {
        self.places().sockets.values().any(|visitor| visitor.agent == agent)
    }

    /// How many consoles are open.
    pub(crate) fn sockets(&self) -> usize {
        self.places().sockets.len()
    }

    fn ring(&self) {
        self.changed.send_modify(|count| *count = count.wrapping_add(1));
    }

    fn places(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Visit<'_> {
    /// It says where it is.
    pub(crate) fn says(&self, doing: Option<Place>, now: Instant) {
        let moved = {
            let mut places = self.presence.places();
            let Some(visitor) = places.sockets.get_mut(&self.key) else { return };
            let before = visitor.doing.map(|(place, _)| place);
            visitor.doing = doing.map(|place| (place, now));
            before != doing
        };
        if moved {
            self.presence.ring();
        }
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        self.presence.places().sockets.remove(&self.key);
        self.presence.ring();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &Scope = &Scope::Everything;

    fn at(conversation: u128, what: Doing) -> Place {
        let at = Whereabouts { conversation_id: Uuid::from_u128(conversation), what };
        Place { at, account: AccountId(Uuid::from_u128(9)), team: None }
    }

    #[test]
    fn the_most_that_somebody_does_counts_and_silence_is_forgotten() {
        let presence = Presence::default();
        let anna = Uuid::from_u128(1);
        let now = Instant::now();
        let one = presence.enter(anna);
        let two = presence.enter(anna);
        one.says(Some(at(7, Doing::Viewing)), now);
        two.says(Some(at(7, Doing::WritingReply)), now + Duration::from_secs(10));
        let scene = presence.scene(now + Duration::from_secs(10), ALL);
        assert_eq!(scene.online, [anna]);
        assert_eq!(scene.items.len(), 1);
        assert_eq!(scene.items[0].doing, Doing::WritingReply);
        let stranger = Scope::Of { teams: Vec::new(), accounts: Vec::new() };
        assert!(presence.scene(now, &stranger).items.is_empty());
        let later = presence.scene(now + Duration::from_secs(26), ALL);
        assert_eq!(later.items.len(), 1, "the second console spoke 16 s ago");
        assert!(presence.scene(now + Duration::from_secs(36), ALL).items.is_empty());
        drop(one);
        assert!(presence.is_online(anna));
        drop(two);
        assert!(!presence.is_online(anna));
    }

    #[test]
    fn only_changes_ring() {
        let presence = Presence::default();
        let now = Instant::now();
        let visit = presence.enter(Uuid::from_u128(1));
        let mut changes = presence.changes();
        changes.mark_unchanged();
        visit.says(Some(at(7, Doing::Viewing)), now);
        assert!(changes.has_changed().unwrap());
        changes.mark_unchanged();
        visit.says(Some(at(7, Doing::Viewing)), now);
        assert!(!changes.has_changed().unwrap());
        visit.says(None, now);
        assert!(changes.has_changed().unwrap());
    }
}
