//! Who is where right now. Live only: never written down, forgotten within seconds.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use gerne_domain::{AccountId, Scope, TeamId};
use serde::{Deserialize, Serialize};
use tokio::{sync::watch, time::Instant};
use uuid::Uuid;

use crate::wire::live::{Doing, PresenceItem, Whereabouts};

/// What a socket said is forgotten after this long without saying it again.
const FORGET_AFTER: Duration = Duration::from_secs(25);

/// Other nodes are told again of everybody after this long.
const TELL_AGAIN: Duration = Duration::from_secs(10);

/// Everyone's whereabouts, here and as other nodes tell.
#[derive(Debug)]
pub(crate) struct Presence {
    places: Mutex<Places>,
    changed: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Places {
    sockets: HashMap<u64, Visitor>,
    next: u64,
    /// Those of other nodes, as these told, and when they did.
    away: HashMap<(Uuid, u64), (Visitor, Instant)>,
    /// Who left since the others were last told.
    left: Vec<u64>,
    /// What was last put together.
    all: Option<Arc<Everyone>>,
}

/// Everyone as of one change, until somebody is forgotten.
#[derive(Debug)]
struct Everyone {
    version: u64,
    since: Instant,
    until: Instant,
    online: Vec<Uuid>,
    places: Vec<(Uuid, Place)>,
}

/// What one node tells the others of one console. Short names: a hint has little room.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Told {
    /// Which console of that node.
    #[serde(rename = "k")]
    key: u64,
    /// Whose; absent: it was closed.
    #[serde(rename = "a")]
    agent: Option<Uuid>,
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    doing: Option<(Whereabouts, AccountId, Option<TeamId>)>,
}

#[derive(Debug)]
struct Visitor {
    agent: Uuid,
    doing: Option<(Place, Instant)>,
    /// When the other nodes were told of it; `None`: they must be.
    told: Option<Instant>,
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
            places.sockets.insert(key, Visitor { agent, doing: None, told: None });
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
        let all = self.everyone(now);
        let mut items: BTreeMap<(Uuid, Uuid), Doing> = BTreeMap::new();
        for (agent, Place { at, account, team }) in &all.places {
            if scope.sees(*account, *team) {
                let most = items.entry((at.conversation_id, *agent)).or_insert(at.what);
                *most = at.what.max(*most);
            }
        }
        let item = |((conversation_id, agent_id), doing)| PresenceItem {
            conversation_id,
            agent_id,
            doing,
        };
        Scene { items: items.into_iter().map(item).collect(), online: all.online.clone() }
    }

    /// Everyone, whoever asks: put together once for all who ask between two changes.
    fn everyone(&self, now: Instant) -> Arc<Everyone> {
        let mut places = self.places();
        let version = *self.changed.borrow();
        if let Some(all) = &places.all
            && all.version == version
            && now < all.until
            && now >= all.since
        {
            return Arc::clone(all);
        }
        let mut until = now + FORGET_AFTER;
        let (mut online, mut found) = (BTreeSet::new(), Vec::new());
        places.away.retain(|_, (_, heard)| now.duration_since(*heard) < FORGET_AFTER);
        let Places { sockets, away, .. } = &mut *places;
        for (_, heard) in away.values() {
            until = until.min(*heard + FORGET_AFTER);
        }
        for visitor in sockets.values_mut().chain(away.values_mut().map(|(visitor, _)| visitor)) {
            online.insert(visitor.agent);
            visitor.doing.take_if(|(_, said)| now.duration_since(*said) >= FORGET_AFTER);
            if let Some((place, said)) = visitor.doing {
                until = until.min(said + FORGET_AFTER);
                found.push((visitor.agent, place));
            }
        }
        let online = online.into_iter().collect();
        let all = Arc::new(Everyone { version, since: now, until, online, places: found });
        places.all = Some(Arc::clone(&all));
        all
    }

    /// Whether this agent's console is open.
    pub(crate) fn is_online(&self, agent: Uuid) -> bool {
        let places = self.places();
        let away = places.away.values().map(|(visitor, _)| visitor);
        places.sockets.values().chain(away).any(|visitor| visitor.agent == agent)
    }

    /// What the other nodes must be told at `now`: changes, and everybody now and then, since they
    /// forget whom they hear nothing of.
    pub(crate) fn to_tell(&self, now: Instant) -> Vec<Told> {
        let mut places = self.places();
        let Places { sockets, left, .. } = &mut *places;
        let gone = std::mem::take(left).into_iter();
        let mut told: Vec<Told> = gone.map(|key| Told { key, agent: None, doing: None }).collect();
        for (key, visitor) in sockets {
            if visitor.told.is_some_and(|at| now.duration_since(at) < TELL_AGAIN) {
                continue;
            }
            visitor.told = Some(now);
            let fresh = |said: &Instant| now.duration_since(*said) < FORGET_AFTER;
            let doing = visitor.doing.filter(|(_, said)| fresh(said));
            let doing = doing.map(|(place, _)| (place.at, place.account, place.team));
            told.push(Told { key: *key, agent: Some(visitor.agent), doing });
        }
        told
    }

    /// Another node tells.
    pub(crate) fn hear(&self, node: Uuid, told: Vec<Told>, now: Instant) {
        let mut moved = false;
        let mut places = self.places();
        for Told { key, agent, doing } in told {
            let Some(agent) = agent else {
                moved |= places.away.remove(&(node, key)).is_some();
                continue;
            };
            let place = |(at, account, team)| (Place { at, account, team }, now);
            let visitor = Visitor { agent, doing: doing.map(place), told: None };
            let place = visitor.doing.map(|(place, _)| place);
            let before = places.away.insert((node, key), (visitor, now));
            let before = before.map(|(visitor, _)| visitor.doing.map(|(place, _)| place));
            moved |= before != Some(place);
        }
        places.all = None;
        drop(places);
        if moved {
            self.ring();
        }
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
            if before != doing {
                visitor.told = None;
            }
            // Said again, it holds longer than what was put together knows.
            places.all = None;
            before != doing
        };
        if moved {
            self.presence.ring();
        }
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        let mut places = self.presence.places();
        places.sockets.remove(&self.key);
        // Bounded, for installations of one node, where nobody is told.
        if places.left.len() < 10_000 {
            places.left.push(self.key);
        }
        drop(places);
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
    fn nodes_tell_each_other_who_is_where() {
        let (here, there) = (Presence::default(), Presence::default());
        let (node, anna, now) = (Uuid::from_u128(5), Uuid::from_u128(1), Instant::now());
        let visit = here.enter(anna);
        visit.says(Some(at(7, Doing::WritingReply)), now);
        let tell = |now| {
            let text = serde_json::to_string(&here.to_tell(now)).unwrap();
            assert!(text.len() < 300, "{text}");
            there.hear(node, serde_json::from_str(&text).unwrap(), now);
        };
        tell(now);
        assert_eq!(there.scene(now, ALL), here.scene(now, ALL));
        assert!(there.is_online(anna));
        assert!(here.to_tell(now).is_empty(), "nothing new");
        let later = now + TELL_AGAIN;
        assert_eq!(here.to_tell(later).len(), 1, "a sign of life");
        // A node that vanished is forgotten, one that says good-bye at once.
        assert!(there.scene(now + FORGET_AFTER, ALL).online.is_empty());
        tell(later + TELL_AGAIN);
        drop(visit);
        tell(later + TELL_AGAIN);
        assert!(!there.is_online(anna));
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
