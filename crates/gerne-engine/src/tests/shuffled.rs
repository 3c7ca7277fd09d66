//! Thousands of joins, splits and undos, in any order: everything stays in exactly one place, and
//! undoing what was done last restores exactly what was. `SOAK=1`: five thousand; `SEED=n`: others.

use std::collections::{BTreeMap, BTreeSet};

use gerne_domain::{ConversationId, CustomerId, IdentityId, MessageId, NoteId, Scope, ThreadId};
use gerne_store::{ConversationFilter, JoinKind, Order, Page, Store, testing::Fresh};
use uuid::Uuid;

use super::{
    scripted::{Scripted, answered, said},
    stage::Stage,
};
use crate::{Caller, EngineError, verbs::Part};

/// People, each with so many threads, each with so many messages.
const PEOPLE: usize = 6;
const THREADS: usize = 3;
const MESSAGES: usize = 3;

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq)]
struct Places {
    messages: BTreeMap<MessageId, ConversationId>,
    threads: BTreeMap<ThreadId, Option<ConversationId>>,
    notes: BTreeMap<NoteId, ConversationId>,
    identities: BTreeMap<IdentityId, CustomerId>,
    /// Of each conversation that is there: whose it is.
    matters: BTreeMap<ConversationId, CustomerId>,
}

/// What was done last, and how it was before.
#[derive(Debug)]
enum Step {
    /// Undone by its join.
    Joined(Uuid, Places),
    /// Undone by joining the new one back into the old one.
    Split { old: ConversationId, new: ConversationId, before: Places },
}

struct Shuffle {
    stage: Stage,
    /// Sees also who has no matter of their own just now.
    boss: Caller,
    said: BTreeSet<MessageId>,
    noted: BTreeSet<NoteId>,
    state: u64,
    /// Nothing else was done since.
    steps: Vec<Step>,
    standing: Vec<Uuid>,
    done: BTreeMap<&'static str, u32>,
}

impl Shuffle {
    async fn deal(store: Store, seed: u64) -> Self {
        let now = "2026-11-02T09:00:00Z".parse().unwrap();
        let stage = Stage::on(store, Scripted::new(), now).await;
        stage.engine.start();
        let mut last = String::new();
        for person in 0..PEOPLE {
            for thread in 0..THREADS {
                let who = format!("person{person}");
                let first = format!("{person}.{thread}.0");
                stage.platform.posts(said(&first, &who, "Etwas geht nicht", stage.now()));
                for n in 1..MESSAGES {
                    last = format!("{person}.{thread}.{n}");
                    // Now and then a bystander.
                    let who = if n == 2 {
                        format!("person{}", (person + 1) % PEOPLE)
                    } else {
                        who.clone()
                    };
                    let answer = answered(&last, &who, &first, "Noch etwas", stage.now());
                    stage.platform.posts(answer);
                }
            }
        }
        stage.message(&last).await;
        let mut noted = BTreeSet::new();
        for matter in stage.open_conversations().await {
            let note =
                stage.engine.add_note(&stage.anna, matter.id, "Notiz".to_owned(), Vec::new());
            noted.insert(note.await.unwrap().value);
        }
        let boss = Caller { scope: Scope::Everything, ..stage.anna.clone() };
        let mut shuffle = Self {
            stage,
            boss,
            said: BTreeSet::new(),
            noted,
            state: seed | 1,
            steps: Vec::new(),
            standing: Vec::new(),
            done: BTreeMap::new(),
        };
        let dealt = shuffle.places().await;
        assert_eq!(dealt.messages.len(), PEOPLE * THREADS * MESSAGES);
        shuffle.said = dealt.messages.keys().copied().collect();
        shuffle
    }

    fn dice(&mut self, sides: usize) -> usize {
        // Xorshift: the same for the same seed.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % u64::try_from(sides.max(1)).unwrap()).unwrap()
    }

    async fn places(&self) -> Places {
        let mut db = self.stage.engine.store().snapshot().await.unwrap();
        let (filter, page) = (ConversationFilter::default(), Page::first(1_000));
        let scope = Scope::Everything;
        let there = db.list_conversations(&filter, &scope, Order::Recent, &page).await.unwrap();
        let mut places = Places::default();
        for matter in there.items {
            places.matters.insert(matter.id, matter.customer_id);
            for message in db.newest_messages(matter.id, 1_000).await.unwrap() {
                let twice = places.messages.insert(message.id, matter.id);
                assert_eq!(twice, None, "{} is in two places", message.id);
                if let Some(identity) = message.identity_id {
                    let identity = db.identity(identity).await.unwrap().unwrap();
                    places.identities.insert(identity.id, identity.customer_id);
                }
                let thread = db.thread(message.thread_id).await.unwrap().unwrap();
                places.threads.insert(thread.id, thread.conversation_id);
            }
            for note in db.notes_of(matter.id).await.unwrap() {
                let twice = places.notes.insert(note.id, matter.id);
                assert_eq!(twice, None, "a note is in two places");
            }
        }
        places
    }

    /// Nothing is lost, nothing is twice, nobody is part of somebody who is not there.
    async fn check(&self, what: &str) -> Places {
        let places = self.places().await;
        let said: BTreeSet<MessageId> = places.messages.keys().copied().collect();
        assert_eq!(said, self.said, "messages after {what}");
        let noted: BTreeSet<NoteId> = places.notes.keys().copied().collect();
        assert_eq!(noted, self.noted, "notes after {what}");
        let mut db = self.stage.engine.store().read().await.unwrap();
        let mut owners: BTreeSet<CustomerId> = places.matters.values().copied().collect();
        owners.extend(places.identities.values().copied());
        for owner in owners {
            let into = db.customer_joined_into(owner).await.unwrap();
            assert_eq!(into, None, "{owner} is part of another after {what}");
        }
        places
    }

    async fn step(&mut self) {
        let before = self.places().await;
        let what = match self.dice(10) {
            0 | 1 => self.join_people(&before).await,
            2 | 3 => self.join_matters(&before).await,
            4 | 5 => self.split(&before).await,
            6 | 7 => self.undo_last().await,
            8 => self.undo_any().await,
            _ => self.separate_person(&before).await,
        };
        *self.done.entry(what).or_default() += 1;
        self.check(what).await;
    }

    async fn join_people(&mut self, before: &Places) -> &'static str {
        let people: BTreeSet<CustomerId> = before.identities.values().copied().collect();
        let people: Vec<CustomerId> = people.into_iter().collect();
        let (one, other) = (people[self.dice(people.len())], people[self.dice(people.len())]);
        let joined = self.stage.engine.join_customers(&self.boss, one, other).await;
        self.joined(joined, before, "join of people")
    }

    async fn join_matters(&mut self, before: &Places) -> &'static str {
        let all: Vec<(ConversationId, CustomerId)> =
            before.matters.iter().map(|(id, whose)| (*id, *whose)).collect();
        let (one, whose) = all[self.dice(all.len())];
        let same: Vec<ConversationId> =
            all.iter().filter(|(_, other)| *other == whose).map(|(id, _)| *id).collect();
        let other = same[self.dice(same.len())];
        let joined = self.stage.engine.join_conversations(&self.boss, one, other).await;
        self.joined(joined, before, "join of matters")
    }

    fn joined(
        &mut self,
        joined: Result<crate::Done<Uuid>, EngineError>,
        before: &Places,
        what: &'static str,
    ) -> &'static str {
        match joined {
            Ok(done) => {
                self.standing.push(done.value);
                self.steps.push(Step::Joined(done.value, before.clone()));
                what
            }
            Err(EngineError::Invalid(reason)) if reason.key == "join.same" => "join with oneself",
            Err(error) => panic!("{what}: {error}"),
        }
    }

    async fn split(&mut self, before: &Places) -> &'static str {
        let matters: Vec<ConversationId> = before.matters.keys().copied().collect();
        let old = matters[self.dice(matters.len())];
        let mut said: Vec<MessageId> =
            before.messages.iter().filter(|(_, at)| **at == old).map(|(id, _)| *id).collect();
        said.sort_unstable();
        if said.len() < 2 {
            return "nothing to split";
        }
        // From a message on.
        let from = 1 + self.dice(said.len() - 1);
        let part = Part::Messages(said.split_off(from));
        let new = self.stage.engine.separate(&self.boss, old, part).await.unwrap().value;
        self.steps.push(Step::Split { old, new, before: before.clone() });
        "split"
    }

    async fn separate_person(&mut self, before: &Places) -> &'static str {
        let mut of: BTreeMap<CustomerId, Vec<IdentityId>> = BTreeMap::new();
        for (identity, whose) in &before.identities {
            of.entry(*whose).or_default().push(*identity);
        }
        let Some((whose, all)) = of.into_iter().find(|(_, all)| all.len() > 1) else {
            return "nobody to separate";
        };
        let one = all[self.dice(all.len())];
        let separated = self.stage.engine.separate_customer(&self.boss, whose, vec![one]);
        separated.await.unwrap();
        // It is undone by joining, which is another step.
        self.steps.clear();
        "separation of people"
    }

    async fn undo_last(&mut self) -> &'static str {
        match self.steps.pop() {
            None => "nothing to undo",
            Some(Step::Joined(join, before)) => {
                self.stage.engine.undo_join(&self.boss, join).await.unwrap();
                self.standing.retain(|one| *one != join);
                assert_eq!(self.places().await, before, "the last join undone");
                "undo of the last join"
            }
            Some(Step::Split { old, new, before }) => {
                let mut db = self.stage.engine.store().read().await.unwrap();
                let (one, other) =
                    (db.conversation(old).await.unwrap(), db.conversation(new).await.unwrap());
                drop(db);
                if one.unwrap().customer_id != other.unwrap().customer_id {
                    // A bystander's: it stays theirs.
                    self.steps.clear();
                    return "split that stays";
                }
                let boss = &self.boss;
                self.stage.engine.join_conversations(boss, old, new).await.unwrap();
                assert_eq!(self.places().await, before, "the last split undone");
                "undo of the last split"
            }
        }
    }

    async fn undo_any(&mut self) -> &'static str {
        if self.standing.is_empty() {
            return "nothing to undo";
        }
        let at = self.dice(self.standing.len());
        let join = self.standing.swap_remove(at);
        self.steps.clear();
        match self.stage.engine.undo_join(&self.boss, join).await {
            Ok(_) => "undo of any join",
            Err(error) => panic!("undo of any join: {error}"),
        }
    }
}

async fn shuffled(store: Store) {
    let seed = asked("SEED").and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    let steps = if asked("SOAK").is_some() { 5_000 } else { 250 };
    let mut shuffle = Shuffle::deal(store, seed).await;
    let first = shuffle.places().await;
    for _ in 0..steps {
        shuffle.step().await;
    }
    // Whatever is joined comes apart again, in any order.
    while !shuffle.standing.is_empty() {
        shuffle.undo_any().await;
        shuffle.check("the end").await;
    }
    let mut db = shuffle.stage.engine.store().read().await.unwrap();
    for matter in first.matters.keys() {
        for join in db.conversation_joins(*matter).await.unwrap() {
            assert_eq!(join.kind, JoinKind::Conversation);
        }
    }
    let all: u32 = shuffle.done.values().sum();
    assert_eq!(all, steps);
    eprintln!("MEASURED joins, splits and undos: {steps} steps, seed {seed}: {:?}", shuffle.done);
}

#[expect(clippy::disallowed_methods, reason = "tests are told by their runner")]
fn asked(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[tokio::test]
async fn joins_splits_and_undos_leave_everything_in_one_place() {
    shuffled(Store::open_in_memory().await.unwrap()).await;
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn joins_splits_and_undos_leave_everything_in_one_place_on_postgres() {
    let fresh = Fresh::postgres().await.expect("a server");
    let key = gerne_store::StoreKey { id: "one".to_owned(), bytes: [1; 32] };
    let config = gerne_store::StoreConfig::new(fresh.url(), "", vec![key]);
    shuffled(Store::open(&config).await.unwrap()).await;
}
