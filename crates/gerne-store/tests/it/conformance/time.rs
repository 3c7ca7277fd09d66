//! Opening hours, targets, what climbs.

use gerne_calendar::{OpeningHours, Week};
use gerne_domain::{
    AgentId, Climbed, Conversation, DueBy, DueWhy, Goal, HoursOwner, LabelId, MeasureId,
    MeasureKind, Measured, Priority, RuleId, Scope, Status, TargetId,
};
use gerne_store::{
    Cases, Counted, FiguresGround, SavedReport, Skills, Stands, StoredHours, Target, TargetSaid,
};

use crate::support::{House, at, tx, world};

pub(crate) async fn hours_are_set_and_dropped(house: &House) {
    let world = world(house).await;
    let week = Week::monday_to_friday(&["09:00-17:00".parse().unwrap()]);
    let hours = OpeningHours::new("Europe/Berlin", week).unwrap();
    let of = |owner, covered_by| StoredHours {
        owner,
        hours: hours.clone(),
        covered_by,
        changed_at: at(1),
    };
    let account = of(HoursOwner::Account(world.account.id), Some(world.team.id));
    let (team, all) = (of(HoursOwner::Team(world.team.id), None), of(HoursOwner::House, None));
    for each in [&account, &team, &all] {
        tx!(house, [each] | tx | tx.put_opening_hours(&each).await?);
    }
    let later = StoredHours { changed_at: at(2), ..team.clone() };
    tx!(house, [later] | tx | tx.put_opening_hours(&later).await?);
    let mut db = house.store.read().await.unwrap();
    let found = db.opening_hours().await.unwrap();
    assert_eq!(found.len(), 3);
    assert!([&account, &later, &all].iter().all(|each| found.contains(each)), "{found:?}");
    assert!(tx!(house, |tx| tx.drop_opening_hours(HoursOwner::House).await?));
    assert!(!tx!(house, |tx| tx.drop_opening_hours(HoursOwner::House).await?));
}

pub(crate) async fn targets_end_and_others_begin(house: &House) {
    let target = |place, since| Target {
        id: TargetId::new(&house.ids),
        place,
        said: TargetSaid {
            name: "Schnell".to_owned(),
            priorities: vec![Priority::High],
            languages: vec!["de".to_owned()],
            first_response: Some(3_600),
            in_hours: true,
            ..TargetSaid::default()
        },
        since: at(since),
        until: None,
    };
    let (first, second) = (target(0, 1), target(1, 1));
    let both = vec![first.clone(), second.clone()];
    tx!(house, [both] | tx | tx.replace_targets(&both, at(1)).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.targets().await.unwrap(), both);
    let next = target(0, 5);
    let one = vec![next.clone()];
    tx!(house, [one] | tx | tx.replace_targets(&one, at(5)).await?);
    let found = db.targets().await.unwrap();
    let ended = |target: &Target| Target { until: Some(at(5)), ..target.clone() };
    assert_eq!(found, [ended(&first), next, ended(&second)]);
}

pub(crate) async fn what_is_late_climbs(house: &House) {
    let world = world(house).await;
    let mut late = world.conversation.clone();
    let why = DueWhy {
        by: DueBy::Target(TargetId::new(&house.ids)),
        goal: Goal::NextResponse,
        since: at(10),
        seconds: 100,
        in_hours: true,
        priority: Priority::High,
        near: at(50),
        over: at(60),
        climbed: Climbed::No,
        points: 0,
        causes: Vec::new(),
    };
    late.status = Status::Open;
    late.due = Some(at(60));
    late.due_why = Some(why.clone());
    tx!(house, [late] | tx | tx.update_conversation(&late).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.conversation(late.id).await.unwrap().unwrap().due_why, Some(why.clone()));
    assert!(db.next_climb().await.unwrap().is_some_and(|next| next <= at(50)));
    assert!(!db.conversations_to_climb(at(49), 9).await.unwrap().contains(&late.id));
    assert!(db.conversations_to_climb(at(50), 9).await.unwrap().contains(&late.id));
    late.due_why = Some(DueWhy { climbed: Climbed::Near, ..why.clone() });
    tx!(house, [late] | tx | tx.update_conversation(&late).await?);
    assert!(!db.conversations_to_climb(at(59), 9).await.unwrap().contains(&late.id));
    assert!(db.conversations_to_climb(at(60), 9).await.unwrap().contains(&late.id));
    for (climbed, status) in [(Climbed::Missed, Status::Open), (Climbed::No, Status::Pending)] {
        late.due_why = Some(DueWhy { climbed, ..why.clone() });
        late.status = status;
        tx!(house, [late] | tx | tx.update_conversation(&late).await?);
        assert!(!db.conversations_to_climb(at(99), 9).await.unwrap().contains(&late.id));
    }
}

pub(crate) async fn what_was_measured_is_packed_and_stays_the_same(house: &House) {
    let world = world(house).await;
    let matter = world.conversation.id;
    let fact = |kind, day: i32, second, labels: usize| Measured {
        id: MeasureId::new(&house.ids),
        kind,
        at: at(second),
        conversation: matter,
        account: world.account.id,
        team: (day % 2 == 0).then_some(world.team.id),
        agent: Some(world.agent.id),
        labels: (0..labels).map(|_| LabelId::new(&house.ids)).collect(),
        rules: (0..labels / 2).map(|_| RuleId::new(&house.ids)).collect(),
        language: Some("de".to_owned()),
        priority: Priority::High,
        day,
        hour: 23,
        weekday: 7,
        elapsed_written: 1,
        elapsed_received: 130,
        open_written: u32::MAX,
        open_received: 0,
        within: Some(day % 2 == 0),
        left_out: (day == 7).then(|| "thanks".to_owned()),
        outcome: None,
        subject: None,
        asked_again: 0,
        round: 1,
        asked_public: true,
        answered_public: false,
    };
    let kind = MeasureKind::Resolution;
    let facts: Vec<Measured> = (5..9).map(|day| fact(kind, day, i64::from(day), 2)).collect();
    for fact in facts.iter().chain(facts.first()) {
        tx!(house, [fact] | tx | tx.insert_measure(&fact, 8).await?);
    }
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.measures_of(matter).await.unwrap().len(), 4, "twice the same is once");
    let unpacked = db.cases(kind, 0, 99).await.unwrap();
    assert_eq!(unpacked.all.len(), 4);
    assert_eq!(tx!(house, |tx| tx.pack_measures(kind, 8, 9).await?), 3, "today is not over");
    assert_eq!(tx!(house, |tx| tx.pack_measures(kind, 8, 9).await?), 0);
    let packed = db.cases(kind, 0, 99).await.unwrap();
    assert_eq!(packed, unpacked);
    assert_eq!(db.cases(kind, 6, 8).await.unwrap().all.len(), 2);
    assert!(db.cases(MeasureKind::FirstResponse, 0, 99).await.unwrap().all.is_empty());
    let case = packed.all[0];
    assert_eq!((packed.labels_of(&case).len(), packed.rules_of(&case).len()), (2, 1));
    assert_eq!(packed.place(world.account.id.0), Some(case.account));
    let newest = db.conversations_measured(kind, (5, 8), 2).await.unwrap();
    assert_eq!(newest.iter().map(|c| c.fact.day).collect::<Vec<_>>(), [7, 6]);

    // Reopened: what was done is no longer done. Taken back: it is.
    let again = fact(MeasureKind::Reopened, 8, 100, 0);
    tx!(house, [again] | tx | tx.insert_measure(&again, 8).await?);
    let states = |cases: &Cases| cases.all.iter().map(|case| case.stands).collect::<Vec<_>>();
    let now = db.cases(kind, 0, 99).await.unwrap();
    assert_eq!(states(&now), [Stands::Superseded; 4]);
    assert_eq!(tx!(house, |tx| tx.take_back_measures(matter, at(100)).await?), 1);
    let now = db.cases(kind, 0, 99).await.unwrap();
    assert_eq!(states(&now)[3], Stands::Stands);
    assert_eq!(tx!(house, |tx| tx.take_back_measures(matter, at(8)).await?), 1);
    let counted: Vec<Counted> = db.measures(kind, 8, 9).await.unwrap();
    assert_eq!(counted[0].stands, Stands::TakenBack);

    // What comes late to a packed day, or to one between packed days, is not missing.
    let kind = MeasureKind::FirstResponse;
    for (n, day) in [3, 7, 3, 5, 8].into_iter().enumerate() {
        let late = fact(kind, day, 300 + i64::try_from(n).unwrap(), 0);
        tx!(house, [late] | tx | tx.insert_measure(&late, 8).await?);
        assert_eq!(db.cases(kind, 0, 99).await.unwrap().all.len(), n + 1);
        tx!(house, |tx| tx.pack_measures(kind, 8, 9).await?);
        assert_eq!(db.cases(kind, 0, 99).await.unwrap().all.len(), n + 1);
    }
    let kind = MeasureKind::Resolution;

    // Found again where they were measured, one by one; and one alone is taken back.
    assert_eq!(db.measured_in(kind, 7).await.unwrap(), [matter]);
    assert!(db.measured_in(kind, 99).await.unwrap().is_empty());
    let ends = Measured {
        outcome: Some("kept".to_owned()),
        subject: Some(matter.0),
        asked_again: 2,
        ..fact(MeasureKind::PromiseEnded, 5, 200, 0)
    };
    let one = ends.id;
    tx!(house, [ends] | tx | tx.insert_measure(&ends, 8).await?);
    for _ in 0..2 {
        let cases = db.cases(ends.kind, 0, 99).await.unwrap();
        let outcome = cases.all[0].outcome as usize;
        assert_eq!((cases.words[outcome].as_str(), cases.all[0].asked_again), ("kept", 2));
        tx!(house, |tx| tx.pack_measures(MeasureKind::PromiseEnded, 8, 9).await?);
    }
    assert_eq!(tx!(house, |tx| tx.take_back_measures(matter, at(200)).await?), 0);
    tx!(house, |tx| tx.take_back_measure(matter, at(200), one).await?);
    assert_eq!(states(&db.cases(ends.kind, 0, 99).await.unwrap()), [Stands::TakenBack]);

    assert_eq!(db.first_word(matter).await.unwrap().is_some(), world.message.addressed);
    let after = world.message.received_at + jiff::SignedDuration::from_secs(1);
    let customer = world.conversation.customer_id;
    assert_eq!(db.measured_beside(matter, customer, after).await.unwrap().received, None);
    tx!(house, |tx| tx.clear_measures().await?);
    assert!(db.cases(kind, 0, 99).await.unwrap().all.is_empty());

    assert_eq!(db.figures_ground().await.unwrap(), None);
    let ground = FiguresGround {
        ground: "Betriebsvereinbarung".to_owned(),
        agent_id: world.agent.id,
        at: at(1),
    };
    let said = Some(ground);
    tx!(house, [said] | tx | tx.set_figures_ground(said.as_ref()).await?);
    assert_eq!(db.figures_ground().await.unwrap(), said);
    tx!(house, |tx| tx.set_figures_ground(None).await?);
    assert_eq!(db.figures_ground().await.unwrap(), None);
}

pub(crate) async fn one_of_two_is_given_it(house: &House) {
    let world = world(house).await;
    let (matter, me) = (world.conversation.id, world.agent.id);
    let colleague = crate::support::agent(&house.ids, &[]);
    let other = colleague.id;
    tx!(house, |tx| tx.insert_agent(&colleague, at(0)).await?);
    assert!(tx!(house, |tx| tx.claim(matter, me, at(10), at(1)).await?));
    assert!(!tx!(house, |tx| tx.claim(matter, other, at(12), at(2)).await?));
    assert!(tx!(house, |tx| tx.claim(matter, me, at(11), at(2)).await?), "once more to the same");
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.claimed_by_others(other, at(2)).await.unwrap(), [matter]);
    assert!(db.claimed_by_others(me, at(2)).await.unwrap().is_empty());
    assert!(db.claimed_by_others(other, at(11)).await.unwrap().is_empty());
    assert!(tx!(house, |tx| tx.claim(matter, other, at(20), at(11)).await?), "it ran out");
    let team = world.team.id;
    tx!(house, |tx| tx.set_capacity(team, Some(7)).await?);
    assert_eq!(db.capacities().await.unwrap(), [(team, 7)]);
    tx!(house, |tx| tx.set_capacity(team, None).await?);
    assert!(db.capacities().await.unwrap().is_empty());
    tx!(house, |tx| tx.release_claims(other, at(12)).await?);
    assert!(db.claimed_by_others(me, at(12)).await.unwrap().is_empty());
}

pub(crate) async fn who_waits_now_is_counted(house: &House) {
    let world = world(house).await;
    let mut late = world.conversation.clone();
    late.status = Status::Open;
    late.team_id = Some(world.team.id);
    late.waiting_since = Some(at(10));
    late.due_why = Some(DueWhy {
        by: DueBy::Account,
        goal: Goal::FirstResponse,
        since: at(10),
        seconds: 100,
        in_hours: false,
        priority: Priority::Normal,
        near: at(50),
        over: at(60),
        climbed: Climbed::Missed,
        points: 0,
        causes: Vec::new(),
    });
    tx!(house, [late] | tx | tx.update_conversation(&late).await?);
    let mut db = house.store.read().await.unwrap();
    let found = db.waiting_now(&Scope::Everything, at(11)).await.unwrap();
    let here = found.iter().find(|w| w.account_id == late.account_id).unwrap();
    assert_eq!((here.waiting, here.nobodys, here.near, here.missed), (1, 1, 1, 1));
    assert_eq!((here.newer, here.oldest, here.team_id), (0, at(10), Some(world.team.id)));
    let nobody = Scope::Of { teams: vec![], accounts: vec![] };
    assert!(db.waiting_now(&nobody, at(11)).await.unwrap().is_empty());
    assert_eq!(db.said_in(late.id).await.unwrap(), u64::from(world.message.addressed));
    assert!(!db.went_public(late.id, at(0)).await.unwrap(), "nothing private before it");
    let me = world.agent.id;
    assert_eq!(db.open_of(me).await.unwrap(), 0);
    assert_eq!(db.answered_before(me, late.customer_id).await.unwrap(), None);
    let newest = db.newest_received(50).await.unwrap();
    assert!(newest.iter().any(|lag| lag.account_id == world.account.id));
    drop(db);
    who_is_late_next_is_told(house, late, me).await;
}

/// Not who is too late already, and who was put off all the same.
async fn who_is_late_next_is_told(house: &House, mut matter: Conversation, me: AgentId) {
    let scope = Scope::Of { teams: vec![], accounts: vec![matter.account_id] };
    let next = async || {
        let mut db = house.store.read().await.unwrap();
        let (here, nowhere) = (scope.clone(), Scope::Of { teams: vec![], accounts: vec![] });
        assert!(db.late_next(&nowhere, 3).await.unwrap().is_empty());
        let found = db.late_next(&here, 3).await.unwrap();
        let waiting = db.waiting_now(&here, at(0)).await.unwrap();
        (found.into_iter().map(|c| c.id).collect::<Vec<_>>(), waiting.first().map(|w| w.snoozed))
    };
    matter.due = Some(at(60));
    tx!(house, [matter] | tx | tx.update_conversation(&matter).await?);
    assert_eq!(next().await, (Vec::new(), Some(0)));
    matter.due_why = matter.due_why.map(|why| DueWhy { climbed: Climbed::No, ..why });
    matter.status = Status::Snoozed;
    matter.assignee_id = Some(me);
    tx!(house, [matter] | tx | tx.update_conversation(&matter).await?);
    assert_eq!(next().await, (vec![matter.id], Some(1)));
    let mut db = house.store.read().await.unwrap();
    assert!(!db.loads().await.unwrap().contains(&(me, 1)), "what sleeps is no load");
    drop(db);
    matter.status = Status::Open;
    tx!(house, [matter] | tx | tx.update_conversation(&matter).await?);
    let mut db = house.store.read().await.unwrap();
    assert!(db.loads().await.unwrap().contains(&(me, 1)));
    let openings = db.openings(&[matter.id]).await.unwrap();
    assert_eq!(openings, [(matter.id, "Kein Netz".to_owned())]);
}

pub(crate) async fn reports_are_kept(house: &House) {
    let world = world(house).await;
    let (mine, team) = (gerne_domain::IdSource::next(&house.ids), world.team.id);
    let report = SavedReport {
        id: mine,
        agent_id: world.agent.id,
        team_id: None,
        name: "Wochentage".to_owned(),
        question: "{}".to_owned(),
        changed_at: at(1),
    };
    tx!(house, [report] | tx | tx.insert_saved_report(&report).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.saved_report(mine).await.unwrap(), Some(report.clone()));
    let shared = SavedReport { team_id: Some(team), name: "Zuerst".to_owned(), ..report };
    assert!(tx!(house, [shared] | tx | tx.update_saved_report(&shared).await?));
    assert!(db.saved_reports().await.unwrap().contains(&shared));
    assert!(tx!(house, |tx| tx.delete_saved_report(mine).await?));
    assert!(!tx!(house, |tx| tx.delete_saved_report(mine).await?));
}

pub(crate) async fn who_is_good_at_what_is_known(house: &House) {
    let world = world(house).await;
    let skills = Skills {
        agent_id: world.agent.id,
        languages: vec!["pl".to_owned()],
        labels: vec![LabelId::new(&house.ids)],
    };
    tx!(house, [skills] | tx | tx.put_skills(&skills).await?);
    tx!(house, [skills] | tx | tx.put_skills(&skills).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.skills().await.unwrap(), [skills.clone()]);
    let none = Skills { languages: Vec::new(), labels: Vec::new(), ..skills };
    tx!(house, [none] | tx | tx.put_skills(&none).await?);
    assert!(db.skills().await.unwrap().is_empty());
}
