//! Opening hours, targets, and what climbs.

use std::time::Duration;

use gerne_calendar::{OpeningHours, Week};
use gerne_domain::{
    AgentId, Climbed, DueBy, EventKind, Goal, HoursOwner, NotificationKind, Priority, Role, Scope,
    TeamId, Timestamp,
};
use gerne_store::{Page, TargetSaid};

use super::{
    scripted::{answered, said},
    stage::Stage,
};
use crate::{
    Caller, EngineError,
    verbs::{HoursChange, Triage},
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn admin(stage: &Stage) -> Caller {
    Caller { role: Role::Admin, scope: Scope::Everything, ..stage.anna.clone() }
}

fn hours(zone: &str, opening: &str) -> HoursChange {
    let week = Week::monday_to_friday(&[opening.parse().unwrap()]);
    HoursChange { hours: OpeningHours::new(zone, week).unwrap(), covered_by: None }
}

async fn team(stage: &Stage) -> TeamId {
    let mut db = stage.engine.store().read().await.unwrap();
    db.account(stage.account).await.unwrap().unwrap().teams[0]
}

async fn notices(stage: &Stage, agent: AgentId) -> Vec<NotificationKind> {
    let mut db = stage.engine.store().read().await.unwrap();
    let page = db.notifications_of(agent, &Page::first(20)).await.unwrap();
    page.items.into_iter().map(|notice| notice.kind).collect()
}

async fn alarms(stage: &Stage) -> usize {
    let mut db = stage.engine.store().read().await.unwrap();
    let all = db.standing_alarms().await.unwrap();
    all.iter().filter(|alarm| alarm.kind == crate::alarm::TARGET_MISSED).count()
}

#[tokio::test]
async fn the_nearest_hours_count_and_who_covers_makes_them_longer() {
    let stage = Stage::set().await;
    let boss = admin(&stage);
    stage.engine.start();
    // A Monday, ten in the morning in Berlin; four hours are the account's.
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    assert_eq!(matter.due, Some(at("2026-11-02T13:00:00Z")), "always open until somebody says");
    let why = matter.due_why.clone().unwrap();
    assert_eq!((why.by, why.goal, why.in_hours), (DueBy::Account, Goal::FirstResponse, false));

    stage
        .engine
        .set_hours(&boss, HoursOwner::House, hours("Europe/Berlin", "09:00-12:00"))
        .await
        .unwrap();
    let again = |priority| Triage { priority: Some(priority), ..Triage::default() };
    let due = async |n: Priority| {
        stage.engine.triage(&stage.anna, matter.id, again(n)).await.unwrap();
        stage.conversation(matter.id).await.due.unwrap()
    };
    // Two hours today, two tomorrow; urgency halves that.
    assert_eq!(due(Priority::High).await, at("2026-11-02T11:00:00Z"));
    assert_eq!(due(Priority::Normal).await, at("2026-11-03T10:00:00Z"));
    let team = team(&stage).await;
    let of_team = Triage { team: Some(Some(team)), ..Triage::default() };
    stage.engine.triage(&stage.anna, matter.id, of_team).await.unwrap();
    let own = hours("Europe/Berlin", "09:00-11:00");
    stage.engine.set_hours(&boss, HoursOwner::Team(team), own.clone()).await.unwrap();
    due(Priority::High).await;
    // One hour today, two tomorrow, one the day after.
    assert_eq!(due(Priority::Normal).await, at("2026-11-04T09:00:00Z"));
    let other = stage.engine.add_team(None, "Abend").await.unwrap().value;
    let late = hours("Europe/Berlin", "11:00-20:00");
    stage.engine.set_hours(&boss, HoursOwner::Team(other), late).await.unwrap();
    let covered = HoursChange { covered_by: Some(other), ..own.clone() };
    stage.engine.set_hours(&boss, HoursOwner::Team(team), covered).await.unwrap();
    due(Priority::High).await;
    assert_eq!(due(Priority::Normal).await, at("2026-11-02T13:00:00Z"));

    let itself = HoursChange { covered_by: Some(team), ..own };
    let refused = stage.engine.set_hours(&boss, HoursOwner::Team(team), itself.clone()).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "hours.cover"));
    let refused = stage.engine.set_hours(&stage.anna, HoursOwner::House, itself).await;
    assert!(matches!(refused, Err(EngineError::Forbidden)));
    let now = stage.conversation(matter.id).await;
    let mut db = stage.engine.store().read().await.unwrap();
    let counted = crate::hours::for_conversation(&stage.engine, &mut db, &now).await.unwrap();
    drop(db);
    assert!(counted.is_open(at("2026-11-02T18:00:00Z")));
    stage.engine.drop_hours(&boss, HoursOwner::Team(team)).await.unwrap();
    let again = stage.engine.drop_hours(&boss, HoursOwner::Team(team)).await;
    assert!(matches!(again, Err(EngineError::NotFound)));
}

#[tokio::test]
async fn the_first_target_that_fits_counts_for_whoever_begins_to_wait() {
    let stage = Stage::set().await;
    let boss = admin(&stage);
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let before = stage.matter("1").await;
    stage.pass(Duration::from_mins(1));
    let wanted = vec![
        TargetSaid {
            name: "Dringend".to_owned(),
            priorities: vec![Priority::High],
            first_response: Some(600),
            next_response: Some(900),
            ..TargetSaid::default()
        },
        TargetSaid {
            name: "Sonst".to_owned(),
            accounts: vec![stage.account],
            first_response: Some(7_200),
            ..TargetSaid::default()
        },
    ];
    let set = stage.engine.set_targets(&boss, wanted.clone()).await.unwrap().value;
    let same = stage.engine.set_targets(&boss, wanted.clone()).await.unwrap().value;
    assert_eq!(set, same, "the same is not said again");
    let nothing = vec![TargetSaid { first_response: None, ..wanted[1].clone() }];
    let refused = stage.engine.set_targets(&boss, nothing).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "target.seconds"));

    stage.platform.posts(said("2", "mo", "Meiner auch", stage.now()));
    let after = stage.matter("2").await;
    assert_eq!(after.due, Some(gerne_domain::time::after(stage.now(), Duration::from_hours(2))));
    assert_eq!(after.due_why.clone().unwrap().by, DueBy::Target(set[1].id));
    let high = Triage { priority: Some(Priority::High), ..Triage::default() };
    for id in [before.id, after.id] {
        stage.engine.triage(&stage.anna, id, high.clone()).await.unwrap();
    }
    let old = stage.conversation(before.id).await;
    assert_eq!(old.due_why.unwrap().by, DueBy::Account, "who waited before keeps what held then");
    let new = stage.conversation(after.id).await;
    // A target that names the urgency is not made shorter by it.
    assert_eq!(new.due, Some(gerne_domain::time::after(stage.now(), Duration::from_mins(10))));
    stage.answers(after.id, "Wir sehen nach.").await;
    stage.until(async |s| s.conversation(after.id).await.first_response_at).await;
    stage.platform.posts(answered("3", "mo", "2", "Und nun?", stage.now()));
    stage.message("3").await;
    let why = stage.conversation(after.id).await.due_why.unwrap();
    assert_eq!((why.goal, why.seconds), (Goal::NextResponse, 900));
}

#[tokio::test]
async fn a_target_goes_by_what_the_customer_carries() {
    let stage = Stage::set().await;
    let boss = admin(&stage);
    let label = stage.engine.add_label(None, "Firma", "#aa0000").await.unwrap().value;
    let wanted = vec![TargetSaid {
        name: "Firmen".to_owned(),
        customer_labels: vec![label],
        first_response: Some(600),
        ..TargetSaid::default()
    }];
    let target = stage.engine.set_targets(&boss, wanted).await.unwrap().value[0].id;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    let of = async || stage.conversation(matter.id).await.due_why.unwrap().by;
    assert_eq!(of().await, DueBy::Account, "she is in no group");
    let carries = async |labels: Vec<gerne_domain::LabelId>| {
        let change = crate::verbs::CustomerChange { labels: Some(labels), ..Default::default() };
        stage.engine.change_customer(&stage.anna, matter.customer_id, change).await
    };
    carries(vec![label]).await.unwrap();
    assert_eq!(of().await, DueBy::Target(target), "what waits is due anew");
    let ten = Some(gerne_domain::time::after(stage.now(), Duration::from_mins(10)));
    assert_eq!(stage.conversation(matter.id).await.due, ten);
    carries(Vec::new()).await.unwrap();
    assert_eq!(of().await, DueBy::Account);
    let nobodys = gerne_domain::LabelId::new(&**stage.engine.ids());
    let refused = carries(vec![nobodys]).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "label.unknown"));
}

#[tokio::test]
async fn what_waits_too_long_climbs_and_comes_down() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let id = stage.matter("1").await.id;
    let mine = Triage { assignee: Some(Some(stage.jonas.agent)), ..Triage::default() };
    stage.engine.triage(&stage.anna, id, mine).await.unwrap();
    let climbed = async || stage.conversation(id).await.due_why.map(|why| why.climbed);
    stage.engine.climb().await.unwrap();
    assert_eq!(climbed().await, Some(Climbed::No));

    let jonas = stage.jonas.agent;
    stage.pass(Duration::from_mins(193));
    stage.until(async |s| (notices(s, jonas).await.len() == 2).then_some(())).await;
    assert_eq!(
        notices(&stage, jonas).await,
        [NotificationKind::TargetNear, NotificationKind::Assigned]
    );
    assert_eq!((climbed().await, alarms(&stage).await), (Some(Climbed::Near), 0));
    stage.pass(Duration::from_hours(1));
    stage.until(async |s| (alarms(s).await == 1).then_some(())).await;
    assert_eq!(
        notices(&stage, jonas).await,
        [NotificationKind::TargetMissed, NotificationKind::TargetNear, NotificationKind::Assigned]
    );
    // Never twice, however often it is looked at and whatever else is done.
    stage.platform.posts(answered("2", "clara", "1", "Hallo??", stage.now()));
    stage.message("2").await;
    stage.engine.climb().await.unwrap();
    stage.pass(Duration::from_hours(1));
    stage.engine.climb().await.unwrap();
    assert_eq!((alarms(&stage).await, notices(&stage, jonas).await.len()), (1, 3));
    assert_eq!(climbed().await, Some(Climbed::Missed));

    stage.answers(id, "Entschuldigung! Wir sehen nach.").await;
    stage.until(async |s| s.conversation(id).await.first_response_at).await;
    assert_eq!((alarms(&stage).await, climbed().await), (0, None));
    let told = |kind: fn(&EventKind) -> bool| {
        let all = stage.events();
        async move { all.await.iter().filter(|e| kind(&e.event.kind)).count() }
    };
    assert_eq!(told(|kind| matches!(kind, EventKind::Climbed)).await, 2);
    assert_eq!(told(|kind| matches!(kind, EventKind::AlarmCleared { .. })).await, 1);
}

/// However many are too late, their leads are told once; and once that it is over.
#[tokio::test]
async fn many_that_are_too_late_are_one_alarm() {
    let stage = Stage::set().await;
    stage.engine.start();
    let mut matters = Vec::new();
    for n in 1..=3 {
        let (id, who) = (n.to_string(), format!("c{n}"));
        stage.platform.posts(said(&id, &who, "Mein Router ist tot", stage.now()));
        matters.push(stage.matter(&id).await.id);
    }
    let standing = async |s: &Stage| {
        let all = s.engine.store().read().await.unwrap().standing_alarms().await.unwrap();
        let late = all.into_iter().filter(|alarm| alarm.kind == crate::alarm::TARGET_MISSED);
        late.map(|alarm| alarm.details.get("count").cloned().unwrap_or_default())
            .collect::<Vec<_>>()
    };
    let counts = |n: usize| vec![n.to_string()];
    stage.pass(Duration::from_hours(5));
    stage.until(async |s| (standing(s).await == counts(3)).then_some(())).await;
    for (n, id) in matters.iter().enumerate() {
        stage.answers(*id, "Wir sehen nach.").await;
        stage.until(async |s| s.conversation(*id).await.first_response_at).await;
        let left = matters.len() - n - 1;
        let expected = if left == 0 { Vec::new() } else { counts(left) };
        assert_eq!(standing(&stage).await, expected);
    }
    let all = stage.events().await;
    let told = |kind: fn(&EventKind) -> bool| all.iter().filter(|e| kind(&e.event.kind)).count();
    assert_eq!(told(|kind| matches!(kind, EventKind::AlarmRaised { .. })), 1);
    assert_eq!(told(|kind| matches!(kind, EventKind::AlarmCleared { .. })), 1);
}

/// What is left of the time in which something should be done is due too, where that is sooner.
#[tokio::test]
async fn a_target_for_being_done_makes_due_and_climbs() {
    let stage = Stage::set().await;
    let boss = admin(&stage);
    let wanted = vec![TargetSaid {
        name: "Bis es geht".to_owned(),
        resolution: Some(5 * 3_600),
        first_response: Some(4 * 3_600),
        next_response: Some(4 * 3_600),
        ..TargetSaid::default()
    }];
    stage.engine.set_targets(&boss, wanted).await.unwrap();
    stage.pass(Duration::from_secs(1));
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    assert_eq!(matter.due_why.unwrap().goal, Goal::FirstResponse);
    stage.pass(Duration::from_hours(3));
    stage.answers(matter.id, "Wir sehen nach.").await;
    stage.until(async |s| s.conversation(matter.id).await.first_response_at).await;
    stage.pass(Duration::from_hours(24));
    stage.platform.posts(answered("2", "clara", "1", "Geht immer noch nicht.", stage.now()));
    stage.message("2").await;
    let again = stage.conversation(matter.id).await;
    let (due, why) = (again.due.unwrap(), again.due_why.unwrap());
    assert_eq!((why.goal, why.seconds), (Goal::Resolution, 5 * 3_600));
    // Three hours and the undo window were used up; while they had the ball, nothing was.
    let left = due.duration_since(stage.now()).as_secs();
    assert!((7_100..=7_200).contains(&left), "{left}");
    stage.pass(Duration::from_hours(2));
    stage.until(async |s| (alarms(s).await == 1).then_some(())).await;
}

#[tokio::test]
async fn an_acknowledgement_says_when_an_answer_comes() {
    let stage = super::letters::acknowledging().await;
    let day = stage.engine.today().await.unwrap();
    let account = stage.account;
    let engine = stage.engine.clone();
    stage
        .engine
        .write(move |tx| {
            Box::pin(async move {
                for n in 0..30 {
                    let ago = gerne_domain::time::before(engine.now(), Duration::from_mins(10 * n));
                    let fact = gerne_domain::Measured {
                        id: gerne_domain::MeasureId::new(&*engine.inner.ids),
                        kind: gerne_domain::MeasureKind::FirstResponse,
                        at: ago,
                        conversation: gerne_domain::ConversationId::new(&*engine.inner.ids),
                        account,
                        team: None,
                        agent: None,
                        labels: Vec::new(),
                        rules: Vec::new(),
                        language: None,
                        priority: Priority::Normal,
                        day,
                        hour: 9,
                        weekday: 1,
                        elapsed_written: 3_000,
                        elapsed_received: 3_000,
                        open_written: 3_000,
                        open_received: 3_000,
                        within: None,
                        left_out: None,
                        outcome: None,
                        subject: None,
                        asked_again: 0,
                        round: 1,
                        asked_public: false,
                        answered_public: false,
                    };
                    tx.insert_measure(&fact, i32::MAX).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
    stage.engine.reckon_expectations().await.unwrap();
    let question = "Guten Tag, wann kommt der Techniker und wer ist es?";
    stage.platform.posts(super::letters::letter(&stage, "a1", "kim@web.example", &[], question));
    let matter = stage.matter("a1").await.id;
    let said = super::letters::acknowledgements(&stage, matter).await;
    let text = &said[0].outbound.text;
    assert!(text.contains("voraussichtlich bis Montag, 2. November, 11 Uhr, von uns."), "{text}");
    assert!(text.starts_with("Guten Tag,\n\nIhre E-Mail ist bei uns angekommen"), "{text}");
    // Twelve more than are answered in that time: it is said, and so is a later time.
    for n in 0..12 {
        let (id, who) = (format!("b{n}"), format!("kunde{n}@web.example"));
        stage.platform.posts(super::letters::letter(&stage, &id, &who, &[], question));
        stage.matter(&id).await;
    }
    stage.engine.reckon_expectations().await.unwrap();
    stage.platform.posts(super::letters::letter(&stage, "c1", "jo@web.example", &[], question));
    let matter = stage.matter("c1").await.id;
    let said = super::letters::acknowledgements(&stage, matter).await;
    let text = &said[0].outbound.text;
    let longer = "Zurzeit schreiben uns sehr viele Menschen, und es dauert länger als sonst: \
                  voraussichtlich bis Montag, 2. November, ";
    assert!(text.contains(longer), "{text}");
}

/// Many more begin to wait than are answered: leads are told once, and once that it is over.
#[tokio::test]
async fn a_flood_is_told_once_and_once_when_it_is_over() {
    let stage = Stage::set().await;
    stage.engine.start();
    for n in 0..20 {
        let (id, who) = (n.to_string(), format!("kunde{n}"));
        stage.platform.posts(said(&id, &who, "Ist bei Ihnen etwas ausgefallen?", stage.now()));
        stage.message(&id).await;
    }
    let told = async |over: bool| {
        let all = stage.events().await.into_iter();
        all.filter(|event| match &event.event.kind {
            EventKind::AlarmRaised { .. } => !over,
            EventKind::AlarmCleared { .. } => over,
            _ => false,
        })
        .count()
    };
    for _ in 0..2 {
        stage.engine.reckon_expectations().await.unwrap();
        assert_eq!((told(false).await, told(true).await), (1, 0));
    }
    let standing = stage.engine.store().read().await.unwrap().standing_alarms().await.unwrap();
    assert_eq!(standing[0].kind, crate::alarm::FLOOD);
    // Half an hour later nobody new has come.
    stage.pass(Duration::from_mins(31));
    for _ in 0..2 {
        stage.engine.reckon_expectations().await.unwrap();
        assert_eq!((told(false).await, told(true).await), (1, 1));
    }
}
