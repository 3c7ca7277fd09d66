//! Which node takes which account: first come, but no node more than its share, unless nobody else
//! wants what is free.

use std::{collections::BTreeMap, time::Duration};

use gerne_domain::AccountId;
use gerne_store::Lease;
use uuid::Uuid;

/// The lease under which one node does what needs doing once for all accounts.
pub(crate) const HOUSE: &str = "house";

/// The lease under which an account is worked for.
pub(crate) fn of_account(id: AccountId) -> String {
    format!("{ACCOUNT}{id}")
}

/// A node's sign of life, with what people call it.
pub(crate) fn of_node(id: Uuid, name: &str) -> String {
    let plain = |c: &char| c.is_alphanumeric() || ".-_".contains(*c);
    let name: String = name.chars().filter(plain).take(64).collect();
    format!("{NODE}{id}/{name}")
}

/// What people call the node that works for each account, as far as nodes have said.
pub(crate) fn holders(leases: &[Lease]) -> BTreeMap<AccountId, String> {
    let name_of = |node: Uuid| {
        let mut nodes = leases.iter().filter(|lease| lease.holder == node && !lease.is_free());
        let name = nodes.find_map(|lease| lease.name.strip_prefix(NODE)?.split_once('/'));
        name.map(|(_, name)| name.to_owned()).filter(|name| !name.is_empty())
    };
    let held = leases.iter().filter(|lease| !lease.is_free());
    held.filter_map(|lease| {
        let id = lease.name.strip_prefix(ACCOUNT)?.parse().ok()?;
        Some((AccountId(id), name_of(lease.holder)?))
    })
    .collect()
}

/// What the names of accounts' leases begin with.
pub(crate) const ACCOUNT: &str = "account/";

const NODE: &str = "node/";

/// What can be taken, and how much of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Offer {
    /// Leases by name; with it as it was seen when somebody has it who shows no sign of life.
    pub(crate) names: Vec<(String, Option<Lease>)>,
    /// Take so many of them.
    pub(crate) most: usize,
}

/// The leases as this node saw them, and since when each has not moved. Clocks of other nodes play
/// no part: a lease is over when its mark stood still for long enough by ours.
#[derive(Debug)]
pub(crate) struct Seen {
    node: Uuid,
    ttl: Duration,
    leases: BTreeMap<String, (Lease, Duration)>,
    /// Since when something that is wanted has been there for anybody to take.
    open: BTreeMap<String, Duration>,
}

impl Seen {
    pub(crate) fn new(node: Uuid, ttl: Duration) -> Self {
        Self { node, ttl, leases: BTreeMap::new(), open: BTreeMap::new() }
    }

    /// Takes note of all leases, at these ticks of our clock.
    pub(crate) fn look(&mut self, leases: Vec<Lease>, ticks: Duration) {
        let mut before = std::mem::take(&mut self.leases);
        for lease in leases {
            let since = match before.remove(&lease.name) {
                Some((then, since)) if then == lease => since,
                _ => ticks,
            };
            self.leases.insert(lease.name.clone(), (lease, since));
        }
    }

    /// What this node may take of what is `wanted` and not among what it holds already.
    pub(crate) fn offer(&mut self, wanted: &[String], held: usize, ticks: Duration) -> Offer {
        let free: Vec<(String, Option<Lease>)> = wanted
            .iter()
            .filter_map(|name| Some((name.clone(), self.free(name, ticks)?)))
            .collect();
        self.open.retain(|name, _| free.iter().any(|(open, _)| open == name));
        for (name, _) in &free {
            self.open.entry(name.clone()).or_insert(ticks);
        }
        let open = &self.open;
        let left_lying = |name: &str| {
            open.get(name).is_some_and(|since| ticks.saturating_sub(*since) >= self.ttl)
        };
        // What nobody took for so long is taken by whoever comes first, whatever their share.
        let (first, then): (Vec<_>, Vec<_>) =
            free.into_iter().partition(|(name, _)| left_lying(name));
        let share = (wanted.len() + held).div_ceil(self.nodes(ticks));
        let most = share.saturating_sub(held).max(first.len());
        Offer { names: first.into_iter().chain(then).collect(), most }
    }

    /// Signs of life of nodes that are gone.
    pub(crate) fn gone(&self, ticks: Duration) -> Vec<Lease> {
        let nodes = self.leases.iter().filter(|(name, _)| name.starts_with(NODE));
        let gone = nodes
            .filter(|(name, (l, _))| l.holder != self.node && self.free(name, ticks).is_some());
        gone.map(|(_, (lease, _))| lease.clone()).collect()
    }

    /// Whether it can be taken: never taken or given back (`Some(None)`), or without a sign of life.
    pub(crate) fn free(&self, name: &str, ticks: Duration) -> Option<Option<Lease>> {
        match self.leases.get(name) {
            None => Some(None),
            Some((lease, _)) if lease.is_free() => Some(None),
            // It is ours by the database, but nothing here runs under it.
            Some((lease, _)) if lease.holder == self.node => Some(Some(lease.clone())),
            Some((lease, since)) if ticks.saturating_sub(*since) >= self.ttl => {
                Some(Some(lease.clone()))
            }
            Some(_) => None,
        }
    }

    /// Nodes that live, this one among them.
    fn nodes(&self, ticks: Duration) -> usize {
        let others = self.leases.iter().filter(|(name, (lease, _))| {
            name.starts_with(NODE) && lease.holder != self.node && self.free(name, ticks).is_none()
        });
        others.count() + 1
    }
}

#[cfg(test)]
mod tests {
    use gerne_domain::Timestamp;

    use super::*;

    const ME: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);

    fn lease(name: &str, holder: Uuid, mark: i64) -> Lease {
        let expires_at = Timestamp::from_second(mark).unwrap();
        Lease { name: name.to_owned(), holder, token: 1, expires_at }
    }

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|n| format!("account/{n}")).collect()
    }

    #[test]
    fn a_mark_that_stands_still_for_long_enough_is_free() {
        let seconds = Duration::from_secs;
        let mut seen = Seen::new(ME, seconds(6));
        let wanted = names(1);
        let of_other = |mark| vec![lease("account/0", OTHER, mark)];
        seen.look(of_other(1), seconds(100));
        assert_eq!(seen.offer(&wanted, 0, seconds(105)), Offer { names: Vec::new(), most: 1 });
        seen.look(of_other(2), seconds(105));
        assert_eq!(seen.offer(&wanted, 0, seconds(110)).names, []);
        seen.look(of_other(2), seconds(111));
        let offer = seen.offer(&wanted, 0, seconds(111));
        assert_eq!(offer.names, [(wanted[0].clone(), of_other(2).pop())]);
        seen.look(of_other(0), seconds(111));
        assert_eq!(seen.offer(&wanted, 0, seconds(111)).names, [(wanted[0].clone(), None)]);
    }

    #[test]
    fn nobody_takes_more_than_a_share_unless_it_is_left_lying() {
        let seconds = Duration::from_secs;
        let mut seen = Seen::new(ME, seconds(6));
        let of = |id| of_node(id, "berlin 1/a");
        let nodes = |mark| vec![lease(&of(ME), ME, mark), lease(&of(OTHER), OTHER, mark)];
        seen.look(nodes(1), seconds(1));
        let wanted = names(5);
        assert_eq!(seen.offer(&wanted, 0, seconds(1)).most, 3, "half of five, rounded up");
        assert_eq!(seen.offer(&wanted[..3], 2, seconds(1)).most, 1);
        assert_eq!(seen.offer(&wanted[..2], 3, seconds(1)).most, 0);
        for tick in 2..8 {
            seen.look(nodes(tick), seconds(tick.try_into().unwrap()));
            seen.offer(&wanted[..2], 3, seconds(tick.try_into().unwrap()));
        }
        assert_eq!(seen.offer(&wanted[..2], 3, seconds(7)).most, 2, "left lying");
        assert_eq!(seen.gone(seconds(7)), []);
        assert_eq!(seen.gone(seconds(13)), [lease(&of(OTHER), OTHER, 7)]);
    }

    #[test]
    fn who_has_an_account_is_known_by_name() {
        let id = AccountId(Uuid::from_u128(9));
        let mut leases = vec![
            lease(&of_account(id), OTHER, 1),
            lease(&of_node(ME, "here"), ME, 1),
            lease(&of_node(OTHER, "berlin 1/a"), OTHER, 1),
        ];
        assert_eq!(holders(&leases), [(id, "berlin1a".to_owned())].into());
        leases[0].expires_at = Timestamp::UNIX_EPOCH;
        assert!(holders(&leases).is_empty(), "it was given back");
    }
}
