//! Three processes on one PostgreSQL database, beside one platform. They are killed, frozen for
//! longer than their leases last, thawed, stopped and started again, while customers write and agents
//! answer on all of them. Never do two ask the platform for the same account at the same time, never
//! is anything said twice, and a socket on any node is told every event once.
//!
//! `SOAK=1` runs the full counts; `SEED=n` chooses who and how.

pub(crate) mod follower;

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use follower::Follower;
use gerne_demo::check_against;
use gerne_sim::{Fault, FaultKind, RequestRecord};
use gerne_store::testing::Fresh;
use jiff::Timestamp;
use tokio::sync::watch;

use crate::{
    crash::{People, post, within},
    process::{Dice, Home, Node, measured, pass, soak},
};

const NAMES: [&str; 3] = ["node-a", "node-b", "node-c"];

/// Longer than a lease lasts.
const FROZEN: Duration = Duration::from_secs(8);

/// Longest silence of a socket: its node may be frozen.
const SILENCE: Duration = Duration::from_secs(5);

/// From a node's end until another one works for the account. The aim is ten seconds; a busy machine
/// may need longer, and the figure is told.
fn patience() -> Duration {
    Duration::from_secs(if soak() { 10 } else { 30 })
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_take_over_from_each_other() {
    let Some(database) = Fresh::postgres().await else { return };
    let failovers = if soak() { 100 } else { 3 };
    let mut dice = Dice::new("nodes");
    let began = Instant::now();
    let home = Home::new(Some(database.url().to_owned()), 1.0).await;
    // A request takes its time: there is something to be killed in.
    let slow = FaultKind::Slow { millis: 100 };
    home.sim.mastodon().inject(Fault::new(slow).on("*", "/api/v1/*").chance(0.5));
    let mut cluster = Cluster::start(&home).await;
    let mut work = tokio::task::JoinSet::new();
    let (mut written, mut answered) = (0, 0);
    let mut moves = Vec::new();
    for failover in 0..failovers {
        for (at, people) in cluster.people.iter().enumerate() {
            post(&home, written);
            // Each node's agents answer something, not everything.
            if (failover + at) % 2 == 0 {
                let (people, n) = (Arc::clone(people), written);
                work.spawn(async move { people.deal_with(n).await });
                answered += 1;
            }
            written += 1;
        }
        let victim = holder(&home).await;
        let how = if failover < 3 { failover } else { dice.below(3) };
        moves.push(cluster.fails(&home, victim, how).await);
        if (failover + 1) % 10 == 0 {
            println!("nodes: {} of {failovers} failovers", failover + 1);
        }
    }
    let node = cluster.nodes.get(NAMES[0]).unwrap();
    let done = async { while work.join_next().await.transpose().unwrap().is_some() {} };
    within(node, "all that clients asked for is done", done).await;
    let all_there = async {
        for n in 0..written {
            cluster.people[n % NAMES.len()].matter(n).await;
        }
    };
    within(node, "every mention is there", all_there).await;
    for people in &cluster.people {
        people.settled().await;
        people.kept_its_word(node).await;
    }
    let head = cluster.people[0].client().at(&node.url).head().await.unwrap();
    for follower in &mut cluster.followers {
        follower.reaches(head, Duration::from_secs(30)).await;
    }
    let told: usize = cluster.followers.iter().map(Follower::resumed).sum();
    let requests = home.sim.mastodon().requests();
    for (_, node) in cluster.nodes {
        node.stop().await;
    }

    let store = home.store().await;
    let (account, journal) = (home.seeds.account.unwrap(), home.sim.mastodon().journal());
    let found = check_against(&store, &journal, account, home.sim.company()).await.unwrap();
    store.close().await;
    let slowest = moves.iter().max().copied().unwrap_or_default();
    let overlaps = overlaps(&requests, &cluster.ends);
    measured(
        "three nodes on postgres",
        &format!(
            "{failovers} failovers, slowest {:.1} s, polls {}, overlapping {}, {found}, {} sockets \
             resumed {told} times, {:.0} s",
            slowest.as_secs_f64(),
            requests.iter().filter(|request| is_poll(request)).count(),
            overlaps.len(),
            NAMES.len(),
            began.elapsed().as_secs_f64()
        ),
    );
    assert!(overlaps.is_empty(), "two nodes polled at the same time: {overlaps:#?}");
    assert!(found.is_clean(), "{:#?}", found.complaints());
    assert_eq!((found.mentions, found.replies), (written, answered), "{found}");
    assert_eq!(found.unknown + found.arrived, answered, "{found}");
    home.sim.shutdown().await;
}

struct Cluster {
    nodes: BTreeMap<&'static str, Node>,
    tells: BTreeMap<&'static str, watch::Sender<String>>,
    people: Vec<Arc<People>>,
    followers: Vec<Follower>,
    /// Who was ended when, by the platform's clock: nobody waits for those answers any more.
    ends: Vec<(&'static str, Timestamp)>,
}

impl Cluster {
    async fn start(home: &Home) -> Self {
        let mut cluster = Self {
            nodes: BTreeMap::new(),
            tells: BTreeMap::new(),
            people: Vec::new(),
            followers: Vec::new(),
            ends: Vec::new(),
        };
        for name in NAMES {
            let node = home.start(name).await;
            let (tell, url) = watch::channel(node.url.clone());
            let people = People::sign_in(&node.url, url.clone()).await;
            let after = people.client().head().await.unwrap();
            cluster.followers.push(Follower::start(name, people.client(), url, after, SILENCE));
            cluster.people.push(people);
            cluster.nodes.insert(name, node);
            cluster.tells.insert(name, tell);
        }
        cluster
    }

    /// A node dies, freezes, or is stopped; how long until another one works.
    async fn fails(&mut self, home: &Home, victim: &'static str, how: usize) -> Duration {
        let node = self.nodes.remove(victim).unwrap();
        let at = Instant::now();
        if how == 1 {
            node.signal("STOP");
            let moved = self.taken_over(home, victim, at).await;
            pass(FROZEN.saturating_sub(at.elapsed())).await;
            // It wakes, believes in its lease, and finds that it is gone.
            node.signal("CONT");
            self.nodes.insert(victim, node);
            return moved;
        }
        self.ends.push((victim, home.sim.mastodon().now()));
        if how == 0 {
            node.kill().await;
        } else {
            node.stop().await;
        }
        let moved = self.taken_over(home, victim, at).await;
        let node = home.start(victim).await;
        self.tells[victim].send_replace(node.url.clone());
        self.nodes.insert(victim, node);
        moved
    }

    async fn taken_over(&self, home: &Home, from: &str, at: Instant) -> Duration {
        let before = home.sim.mastodon().now();
        let server = home.sim.mastodon();
        let another = async {
            let mut seen = 0;
            loop {
                let requests = server.requests();
                let newer = requests.iter().filter(|r| r.at > before && is_poll(r));
                if newer.filter_map(node_of).any(|name| name != from) {
                    return at.elapsed();
                }
                seen = seen.max(requests.len());
                pass(Duration::from_millis(50)).await;
            }
        };
        let waited = tokio::time::timeout(patience(), another).await;
        waited.unwrap_or_else(|_| {
            let tails: Vec<String> = self.nodes.values().map(Node::tail).collect();
            panic!("nobody took over from {from}:\n{}", tails.join("\n--\n"))
        })
    }
}

/// Who asked the platform last.
async fn holder(home: &Home) -> &'static str {
    loop {
        let requests = home.sim.mastodon().requests();
        if let Some(name) = requests.iter().rev().filter(|r| is_poll(r)).find_map(node_of) {
            return name;
        }
        pass(Duration::from_millis(50)).await;
    }
}

fn is_poll(request: &RequestRecord) -> bool {
    request.method == "GET" && request.path.starts_with("/api/v1/notifications")
}

fn node_of(request: &RequestRecord) -> Option<&'static str> {
    let agent = request.agent.as_deref()?;
    NAMES.into_iter().find(|name| agent.ends_with(name))
}

/// Polls of two nodes that were under way at the same time. A slow platform still works on what a
/// node asked that has hung up since; that is no poll any more.
fn overlaps(requests: &[RequestRecord], ends: &[(&'static str, Timestamp)]) -> Vec<String> {
    let mut polls: Vec<&RequestRecord> = requests.iter().filter(|r| is_poll(r)).collect();
    polls.sort_by_key(|request| request.at);
    let mut found = Vec::new();
    for (i, one) in polls.iter().enumerate() {
        let hung_up = ends.iter().filter(|(name, at)| node_of(one) == Some(name) && *at >= one.at);
        let hung_up = hung_up.map(|(_, at)| *at).min().unwrap_or(one.answered_at);
        let end = one.answered_at.min(hung_up);
        let during = polls.iter().skip(i + 1).take_while(|other| other.at < end);
        for other in during.filter(|other| node_of(other) != node_of(one)) {
            found.push(format!("{one:?} and {other:?}"));
        }
    }
    found
}
