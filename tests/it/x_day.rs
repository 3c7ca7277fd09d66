//! A whole day on X under a clock that the test moves: mentions, an incident, private messages,
//! edits, deletions; an installation that stops, crashes, loses its tokens and has little money,
//! beside a platform that refuses, cuts and loses. What is promised: nothing is lost that X lets us
//! read back, nothing is there twice, no day costs more than its budget, no window of requests is
//! broken, and no spent token is ever sent. Late is allowed, and told.
//!
//! `SOAK=1` runs the whole day; `SEED=n` chooses another one.

mod house;
mod script;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    time::Duration,
};

use gerne_domain::{ExternalId, Timestamp};
use gerne_sim::{BillLine, Effect, Fault, FaultKind, XConfig, XPerson, XPostSpec};
use jiff::SignedDuration;

use self::{
    house::House,
    script::{Deed, Event, script},
};
use crate::{
    place::{Place, a_bad_day_on_x, messages},
    process::{Dice, measured, soak},
};

/// How often the owner looks in.
const LOOKS_IN: SignedDuration = SignedDuration::from_mins(20);

/// How much happens.
#[derive(Clone, Copy, Debug)]
struct Plan {
    hours: i64,
    mentions: usize,
    /// How many of them are answered.
    answers: usize,
    messages: usize,
    customers: usize,
    stops: usize,
    crashes: usize,
    /// How often the company withdraws what it allowed.
    withdrawn: usize,
    /// What a day may cost.
    budget_cents: u32,
    /// How far the clock moves at once.
    step: SignedDuration,
}

impl Plan {
    fn now() -> Self {
        if soak() {
            Self {
                hours: 24,
                mentions: 2_000,
                answers: 400,
                messages: 120,
                customers: 60,
                stops: 12,
                crashes: 24,
                withdrawn: 1,
                budget_cents: 900,
                step: SignedDuration::from_secs(20),
            }
        } else {
            Self {
                hours: 5,
                mentions: 90,
                answers: 24,
                messages: 8,
                customers: 10,
                stops: 1,
                crashes: 3,
                withdrawn: 1,
                budget_cents: 100,
                step: SignedDuration::from_secs(30),
            }
        }
    }

    /// The day of X ends in the middle of ours, and with it a budget.
    fn start(self) -> Timestamp {
        let midnight: Timestamp = "2026-11-21T00:00:00Z".parse().unwrap();
        midnight - SignedDuration::from_hours(self.hours * 2 / 3)
    }
}

/// What came of it.
#[derive(Debug, Default)]
struct Tally {
    stops: usize,
    crashes: usize,
    connected_anew: usize,
    retried: usize,
    refused_for_money: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_on_x() {
    let (plan, mut dice) = (Plan::now(), Dice::new("a day on X"));
    let began = std::time::Instant::now();
    let x = XConfig { patience: Duration::from_secs(30), ..XConfig::default() };
    let mut house = House::build(plan.start(), x, plan.budget_cents).await;
    for n in 0..plan.customers {
        let handle = format!("kunde_{n}");
        house.sim.x().add_person(XPerson::new(&handle, &format!("Kunde {n}"))).unwrap();
    }
    house.open().await;
    for fault in a_bad_day_on_x() {
        house.sim.x().inject(fault);
    }
    // An answer about a token that is lost loses the token: people are asked for a new one.
    let tokens = |kind| Fault::new(kind).on("POST", "/2/oauth2/token");
    house.sim.x().inject(tokens(FaultKind::DropAfter).chance(0.1));
    house.sim.x().inject(tokens(FaultKind::StatusBefore { code: 503 }).chance(0.05));
    house.sim.x().inject(tokens(FaultKind::RateLimited { reset_after_secs: 120 }).chance(0.1));

    let mut day = Day {
        plan,
        events: script(plan, &mut dice),
        calls: BTreeMap::new(),
        answered: BTreeMap::new(),
        tally: Tally::default(),
    };
    let end = plan.start() + SignedDuration::from_hours(plan.hours);
    let mut told = 0;
    while house.now() < end {
        day.step(&mut house).await;
        let hour = house.now().duration_since(plan.start()).as_hours();
        if soak() && hour > told {
            told = hour;
            println!(
                "a day on X: {hour} of {} hours, {:.0} s",
                plan.hours,
                began.elapsed().as_secs_f64()
            );
        }
    }
    let mishaps = Place::X.mishaps(&house.sim);
    house.sim.x().clear_faults();
    let caught_up_after = day.catch_up(&mut house).await;
    let figures = day.judge(&mut house, mishaps, caught_up_after).await;
    house.stop().await;
    measured("a day on X", &format!("{figures}, {:.0} s", began.elapsed().as_secs_f64()));
}

struct Day {
    plan: Plan,
    events: VecDeque<Event>,
    /// Ids of mentions, by their number.
    calls: BTreeMap<usize, String>,
    /// Ids of our answers as X shows them, by the number of the mention.
    answered: BTreeMap<usize, String>,
    tally: Tally,
}

impl Day {
    /// The clock moves on, what is due happens, and everybody gets the time to see it.
    async fn step(&mut self, house: &mut House) {
        house.set(house.now() + self.plan.step);
        let passed = house.now().duration_since(self.plan.start());
        while self.events.front().is_some_and(|event| event.at <= passed) {
            let Some(event) = self.events.pop_front() else { break };
            if !self.happens(house, &event.deed).await {
                // What it leans on is not there yet. Customers do not wait beyond the day.
                let day = SignedDuration::from_hours(self.plan.hours);
                if event.deed.is_a_customers() && event.at > day {
                    continue;
                }
                let at = event.at + SignedDuration::from_mins(10);
                let behind = self.events.partition_point(|other| other.at <= at);
                self.events.insert(behind, Event { at, ..event });
            }
        }
        house.quiet().await;
        self.tend(house).await;
    }

    /// What an owner does who looks in now and then: connects again what lost its tokens, and tries
    /// again what nobody knows the end of.
    async fn tend(&mut self, house: &House) {
        if !house.every(LOOKS_IN, self.plan.step) {
            return;
        }
        if house.lost_its_tokens().await && house.connect().await {
            self.tally.connected_anew += 1;
        }
        self.tally.retried += house.try_unknown_again().await;
    }

    /// `false`: not yet.
    async fn happens(&mut self, house: &mut House, deed: &Deed) -> bool {
        let (company, step) = (house.sim.x_company().to_owned(), self.plan.step);
        match deed {
            Deed::Calls { n, who } => {
                let text = format!("@{company} Fall {n}: seit heute früh geht nichts mehr");
                let post = house.sim.x().post(who, XPostSpec::new(&text)).unwrap();
                self.calls.insert(*n, post.id);
            }
            Deed::Quotes { n, who } => {
                let Some(said) = self.answered.values().next_back() else { return false };
                let spec = XPostSpec::new(&format!("Fall {n}: bei mir auch so")).quote(said);
                self.calls.insert(*n, house.sim.x().post(who, spec).unwrap().id);
            }
            Deed::GoesOn { n, on } => {
                let Some(said) = self.answered.get(on) else { return false };
                let who = house.sim.x().post_by_id(&self.calls[on]).unwrap().author;
                let spec = XPostSpec::new(&format!("Fall {n}: hilft leider nicht")).reply_to(said);
                self.calls.insert(*n, house.sim.x().post(&who, spec).unwrap().id);
            }
            Deed::Answers { n } => {
                let Some(call) = self.calls.get(n).cloned() else { return false };
                if house.sim.x().post_by_id(&call).unwrap().deleted {
                    return true;
                }
                let text = format!("Wir sehen nach, Fall {n}");
                return house.answer(&call, &format!("fall-{n}"), &text).await;
            }
            Deed::Seen { n } => {
                // Whether it arrived: then people can go on from there.
                let ours = house.sim.x().answers_to(&self.calls[n]);
                let ours = ours.into_iter().find(|post| post.author == company);
                let Some(ours) = ours else { return false };
                self.answered.insert(*n, ours.id);
            }
            Deed::Edits { n } => {
                let Some(id) = self.calls.get(n) else { return true };
                let text = format!("@{company} Fall {n}: seit gestern geht nichts mehr");
                let author = house.sim.x().post_by_id(id).unwrap().author;
                house.sim.x().change_person(&author, |person| person.premium = true).unwrap();
                // Answered by now, deleted, or too old: then it stays.
                drop(house.sim.x().edit(id, &text));
            }
            Deed::Deletes { n } => {
                let Some(id) = self.calls.get(n) else { return true };
                house.sim.x().delete(id).unwrap();
            }
            Deed::Writes { n, who } => {
                house.sim.x().write(who, &company, &format!("Geheim {n}: Vertrag 17")).unwrap();
            }
            Deed::WritesBack { n, who } => {
                let theirs = house.sim.x().messages(who, &company);
                let words = format!("Geheim {n}:");
                let Some(asked) = theirs.iter().find(|one| one.text.starts_with(&words)) else {
                    return true;
                };
                let (key, text) = (format!("geheim-{n}"), format!("Danke, notiert: {n}"));
                return house.answer(&format!("dm:{}", asked.id), &key, &text).await;
            }
            Deed::Stops => {
                house.stop().await;
                house.pass_away(step).await;
                house.open().await;
                self.tally.stops += 1;
            }
            Deed::Crashes => {
                house.crash().await;
                house.pass_away(step).await;
                house.open().await;
                self.tally.crashes += 1;
            }
            Deed::Withdraws => house.sim.x().revoke_all_tokens(&company).unwrap(),
        }
        true
    }

    /// The bad day is over: how long until everything is here. A budget may make it wait for the
    /// next day.
    async fn catch_up(&mut self, house: &mut House) -> SignedDuration {
        let since = house.now();
        self.plan.step = SignedDuration::from_mins(4);
        loop {
            self.step(house).await;
            if !house.every(LOOKS_IN, self.plan.step) {
                continue;
            }
            let waited = house.now().duration_since(since);
            let missing = self.missing(house).await;
            if missing.is_empty() && self.events.is_empty() && house.is_settled().await {
                return waited;
            }
            assert!(
                waited < SignedDuration::from_hours(50),
                "in vain: {missing:?}, {:?}; {}",
                self.events,
                house.problems().await
            );
        }
    }

    /// What was said to us, still stands, and is not kept.
    async fn missing(&self, house: &House) -> Vec<String> {
        let mut missing = Vec::new();
        let deleted = |id: &String| house.sim.x().post_by_id(id).unwrap().deleted;
        let said = self.calls.values().filter(|id| !deleted(id)).cloned();
        let private = messages(house.sim.x(), house.sim.x_company());
        for id in said.chain(private.into_iter().map(|id| format!("dm:{id}"))) {
            if house.kept(&ExternalId(id.clone())).await.is_none() {
                missing.push(id);
            }
        }
        missing
    }

    async fn judge(&mut self, house: &mut House, mishaps: u32, behind: SignedDuration) -> String {
        let (x, company) = (house.sim.x().clone(), house.sim.x_company().to_owned());
        let found = house.compare().await;
        assert!(found.is_clean(), "{:#?}", found.complaints());
        let said: Vec<String> =
            x.product_effects().into_iter().filter_map(|it| text(it.effect)).collect();
        let once: BTreeSet<&String> = said.iter().collect();
        assert_eq!(once.len(), said.len(), "something was said twice: {said:#?}");
        assert!(house.gaps().await.is_empty(), "{:#?}", house.gaps().await);

        let budget = u64::from(self.plan.budget_cents) * 10_000;
        let mut days: BTreeMap<String, u64> = BTreeMap::new();
        for BillLine { day, micros, .. } in x.bill() {
            *days.entry(day).or_default() += micros;
        }
        for (day, micros) in &days {
            assert!(*micros <= budget, "{day} cost {micros} of {budget}: {:#?}", x.bill());
        }
        assert_eq!(x.windows_broken(), Vec::<String>::new(), "a window of requests was broken");
        assert_eq!(x.spent_tokens_sent(), 0, "a spent token was sent");
        assert!(self.tally.connected_anew >= self.plan.withdrawn, "{:?}", self.tally);

        self.tally.refused_for_money = found.refused;
        let latest = house.latest(self.calls.values()).await;
        let books = house.books("2026-01-01").await;
        let sum = |of: &dyn Fn(&str, &str) -> bool| {
            let sum: i64 = books.iter().filter(|(d, k, _)| of(d, k)).map(|(_, _, m)| m).sum();
            dollars(u64::try_from(sum).unwrap_or(0))
        };
        let mut spent = Vec::new();
        for (day, micros) in &days {
            let counted = sum(&|d, _| d == day);
            let lost = sum(&|d, kind| d == day && kind == "set_aside");
            let charged = dollars(*micros);
            spent.push(format!("{charged:.2} (counted {counted:.2}, lost in crashes {lost:.2})"));
        }
        let by_kind: BTreeSet<&str> = books.iter().map(|(_, kind, _)| kind.as_str()).collect();
        let by_kind: Vec<String> = by_kind
            .into_iter()
            .map(|kind| format!("{kind} {:.2}", sum(&|_, k| k == kind)))
            .collect();
        let Tally { stops, crashes, connected_anew, retried, refused_for_money } = self.tally;
        format!(
            "{} h, {} mentions, {} private; {stops} stops, {crashes} crashes, connected anew \
             {connected_anew} times, {mishaps} mishaps, {} requests, tokens issued {}, spent tokens sent \
             0, limits broken 0, USD a day {} of {:.2}: {}; tried again {retried}, refused for money \
             {refused_for_money}, latest {:.1} h late, all there {:.1} h after the bad day, {found}",
            self.plan.hours,
            self.calls.len(),
            messages(&x, &company).len(),
            x.request_count(),
            x.tokens_issued(),
            spent.join(" and "),
            dollars(budget),
            by_kind.join(", "),
            hours(latest),
            hours(behind),
        )
    }
}

fn text(effect: Effect) -> Option<String> {
    match effect {
        Effect::StatusCreated { text, .. } => Some(text),
        _ => None,
    }
}

fn dollars(micros: u64) -> f64 {
    Duration::from_micros(micros).as_secs_f64()
}

fn hours(span: SignedDuration) -> f64 {
    span.as_secs_f64() / 3600.0
}
