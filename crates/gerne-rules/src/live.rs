//! Rules that change while posts are matched: a large index that stands still, a small one with
//! what changed since, both swapped whole. Whoever matches never waits for whoever changes.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use arc_swap::ArcSwap;
use gerne_text::Lexicon;

use crate::{
    field::Field,
    index::{Hit, Index, Mark, RuleId, Scratch, Seen},
    plan::{Plan, plan},
    post::Post,
    tree::Rule,
};

/// Changes after which the small index should be merged into the large one.
pub const MERGE: usize = 500;
/// Posts after which what was learned from them is worth another large index.
const LEARNED: f64 = 10_000.0;

/// All rules of somebody, live.
#[derive(Debug)]
pub struct Matcher {
    now: ArcSwap<Snapshot>,
    /// What is changed; one at a time.
    rules: Mutex<Rules>,
    lexicon: Arc<Lexicon>,
}

#[derive(Debug, Default)]
struct Rules {
    all: HashMap<RuleId, (Rule, Plan)>,
    /// Changed since the last merge.
    changed: HashSet<RuleId>,
    seen: Seen,
    /// Posts that were learned from since the last merge.
    learned: f64,
}

#[derive(Debug)]
struct Snapshot {
    main: Arc<Index>,
    delta: Arc<Index>,
    /// Rules of the large index that were changed or taken away.
    gone: Arc<HashSet<RuleId>>,
}

/// Room to work in, one for each thread.
#[derive(Debug, Default)]
pub struct Room {
    main: Scratch,
    delta: Scratch,
    hits: Vec<Hit>,
    marks: Vec<Mark>,
}

impl Room {
    /// Rules that matched the last post, in no certain order.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// What made one of them match.
    pub fn marks(&self, hit: &Hit) -> &[Mark] {
        self.marks.get(hit.marks.clone()).unwrap_or_default()
    }

    fn take(&mut self, from_main: bool, keep: impl Fn(RuleId) -> bool) {
        let scratch = if from_main { &self.main } else { &self.delta };
        for hit in scratch.hits().iter().filter(|hit| keep(hit.rule)) {
            let start = self.marks.len();
            self.marks.extend(scratch.marks(hit));
            self.hits.push(Hit { rule: hit.rule, marks: start..self.marks.len() });
        }
    }
}

impl Matcher {
    /// With these rules. `lexicon` knows what compounds begin with.
    pub fn new(rules: impl IntoIterator<Item = (RuleId, Rule)>, lexicon: Lexicon) -> Self {
        let lexicon = Arc::new(lexicon);
        let all = rules.into_iter().map(|(id, rule)| (id, planned(rule))).collect();
        let rules = Rules { all, ..Rules::default() };
        let now = ArcSwap::from_pointee(merged(&rules, &lexicon));
        Self { now, rules: Mutex::new(rules), lexicon }
    }

    /// Adds a rule, or puts another in its place; it counts from the next post on.
    pub fn put(&self, id: RuleId, rule: Rule) {
        self.change(id, Some(planned(rule)));
    }

    /// Takes a rule away.
    pub fn remove(&self, id: RuleId) {
        self.change(id, None);
    }

    /// Whether any rule asks for a field.
    pub fn asks(&self, field: Field) -> bool {
        let now = self.now.load();
        now.main.asks(field) || now.delta.asks(field)
    }

    /// Changes since the last merge; from [`MERGE`] on, or a minute after one, it is worth one.
    pub fn pending(&self) -> usize {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).changed.len()
    }

    /// Makes one large index of everything. Takes long; matching goes on meanwhile, other changes
    /// wait.
    pub fn merge(&self) {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let snapshot = merged(&rules, &self.lexicon);
        rules.changed.clear();
        rules.learned = 0.0;
        self.now.store(Arc::new(snapshot));
    }

    /// Learns from rooms that nobody works in, and merges if there is anything to merge. Meant to be
    /// called about every minute.
    pub fn tend(&self, rooms: &mut [Room]) {
        for room in rooms {
            self.learn(room);
        }
        let rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let due = !rules.changed.is_empty() || rules.learned >= LEARNED;
        drop(rules);
        if due {
            self.merge();
        }
    }

    /// Learns from a room which words are frequent; the next merge wakes rules by rarer ones.
    pub fn learn(&self, room: &mut Room) {
        let now = self.now.load_full();
        let learned = room.main.learned(&now.main);
        if learned.posts() > 0.0 {
            let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
            rules.learned += learned.posts();
            rules.seen.learn(learned);
        }
    }

    /// Finds the rules that match a post; they are in the room afterwards.
    pub fn find(&self, post: &Post<'_>, room: &mut Room) {
        let now = self.now.load();
        room.hits.clear();
        room.marks.clear();
        now.main.find(post, &mut room.main);
        room.take(true, |rule| !now.gone.contains(&rule));
        if !now.delta.is_empty() {
            now.delta.find(post, &mut room.delta);
            room.take(false, |_| true);
        }
    }

    fn change(&self, id: RuleId, rule: Option<(Rule, Plan)>) {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        match rule {
            Some(rule) => rules.all.insert(id, rule),
            None => rules.all.remove(&id),
        };
        rules.changed.insert(id);
        let changed = rules.changed.iter().filter_map(|id| {
            let (rule, plan) = rules.all.get(id)?;
            Some((*id, rule, plan))
        });
        let delta = Arc::new(Index::planned(changed, Arc::clone(&self.lexicon), &rules.seen));
        let main = Arc::clone(&self.now.load().main);
        let gone = Arc::new(rules.changed.clone());
        self.now.store(Arc::new(Snapshot { main, delta, gone }));
    }
}

fn planned(rule: Rule) -> (Rule, Plan) {
    let plan = plan(&rule);
    (rule, plan)
}

fn merged(rules: &Rules, lexicon: &Arc<Lexicon>) -> Snapshot {
    let all = rules.all.iter().map(|(id, (rule, plan))| (*id, rule, plan));
    Snapshot {
        main: Arc::new(Index::planned(all, Arc::clone(lexicon), &rules.seen)),
        delta: Arc::new(Index::new([], Arc::clone(lexicon), &rules.seen)),
        gone: Arc::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn rule(text: &str) -> Rule {
        parse(text).rule.unwrap()
    }

    #[test]
    fn changes_count_from_the_next_post_on() {
        let matcher = Matcher::new([(1, rule("bahn")), (2, rule("zug"))], Lexicon::default());
        let mut room = Room::default();
        let mut found = |matcher: &Matcher, text: &str| {
            matcher.find(&Post { text, ..Post::default() }, &mut room);
            let mut found: Vec<_> = room.hits().iter().map(|hit| hit.rule).collect();
            found.sort_unstable();
            for hit in room.hits() {
                assert!(!room.marks(hit).is_empty());
            }
            found
        };
        assert_eq!(found(&matcher, "bahn und zug"), [1, 2]);
        matcher.put(3, rule("bus"));
        assert_eq!(found(&matcher, "bahn und bus"), [1, 3]);
        matcher.put(1, rule("tram"));
        assert_eq!(found(&matcher, "bahn und tram"), [1]);
        assert_eq!(found(&matcher, "bahn"), []);
        matcher.remove(2);
        assert_eq!(found(&matcher, "zug"), []);
        assert_eq!(matcher.pending(), 3);
        matcher.merge();
        assert_eq!(matcher.pending(), 0);
        assert_eq!(found(&matcher, "bahn und tram und bus und zug"), [1, 3]);
    }

    #[test]
    fn what_changed_is_merged_when_it_is_tended() {
        let matcher = Matcher::new([(1, rule("bahn"))], Lexicon::default());
        let mut rooms = [Room::default(), Room::default()];
        let before = matcher.now.load_full();
        matcher.tend(&mut rooms);
        assert!(Arc::ptr_eq(&before, &matcher.now.load_full()), "there was nothing to merge");
        matcher.put(2, rule("zug"));
        matcher.tend(&mut rooms);
        assert_eq!(matcher.pending(), 0);
        for nth in 0..12_000 {
            let post = Post { text: "bahn und zug", ..Post::default() };
            matcher.find(&post, &mut rooms[nth % 2]);
            assert_eq!(rooms[nth % 2].hits().len(), 2);
        }
        let before = matcher.now.load_full();
        matcher.tend(&mut rooms);
        assert!(!Arc::ptr_eq(&before, &matcher.now.load_full()), "what was learned is used");
    }

    #[test]
    fn matching_goes_on_with_the_old_rules_while_new_ones_are_compiled() {
        let matcher = Matcher::new([(1, rule("bahn"))], Lexicon::default());
        let post = Post { text: "bahn und zug", ..Post::default() };
        // As long as this is held somebody compiles.
        let compiling = matcher.rules.lock().unwrap();
        std::thread::scope(|scope| {
            let (matcher, post) = (&matcher, &post);
            scope.spawn(move || matcher.put(2, rule("zug")));
            let (tell, told) = std::sync::mpsc::channel();
            scope.spawn(move || {
                let mut room = Room::default();
                matcher.find(post, &mut room);
                tell.send(room.hits().iter().map(|hit| hit.rule).collect::<Vec<_>>())
            });
            let found = told.recv_timeout(std::time::Duration::from_secs(30));
            drop(compiling);
            assert_eq!(found, Ok(vec![1]));
        });
        let mut room = Room::default();
        matcher.find(&post, &mut room);
        assert_eq!(room.hits().len(), 2);
    }

    #[test]
    fn what_is_learned_changes_no_result() {
        let matcher =
            Matcher::new([(1, rule("bahn selten")), (2, rule("bahn"))], Lexicon::default());
        let mut room = Room::default();
        for _ in 0..50 {
            matcher.find(&Post { text: "die bahn", ..Post::default() }, &mut room);
            assert_eq!(room.hits().len(), 1);
        }
        matcher.tend(std::slice::from_mut(&mut room));
        matcher.merge();
        matcher.find(&Post { text: "die bahn kommt selten", ..Post::default() }, &mut room);
        assert_eq!(room.hits().len(), 2);
    }
}
