//! Figures: the same in each form, opened, kept.

use std::collections::BTreeSet;

use gerne_domain::{
    AgentId, ConversationId, MeasureId, MeasureKind, Measured, Priority, Timestamp,
};
use serde_json::{Value, json};

use super::world::World;

/// Facts of days in October, each of a matter of its own: by day nine people work, at the weekend one
/// alone.
pub(super) async fn plant(w: &World) -> Vec<Measured> {
    let mut facts = Vec::new();
    let first = gerne_engine::day_of(jiff::civil::date(2026, 10, 1));
    let people: Vec<AgentId> = (0..9).map(|_| AgentId::new(&**w.api.engine.ids())).collect();
    for day in first..first + 31 {
        // 1970-01-01 was a Thursday.
        let weekend = (day + 3).rem_euclid(7) >= 5;
        let cases = if weekend { 2 } else { 7 };
        for n in 0..cases {
            let person = if weekend { 0 } else { (n + day) % 9 };
            let at =
                Timestamp::from_second(i64::from(day) * 86_400 + 43_200 + i64::from(n)).unwrap();
            facts.push(Measured {
                id: MeasureId::new(&**w.api.engine.ids()),
                kind: MeasureKind::FirstResponse,
                at,
                conversation: w.said(&w.ours, "Hallo").await.conversation,
                account: w.ours.id,
                team: Some(gerne_domain::TeamId(w.team.0)),
                agent: people.get(usize::try_from(person).unwrap()).copied(),
                labels: Vec::new(),
                rules: Vec::new(),
                language: Some(if n == 0 { "en" } else { "de" }.to_owned()),
                priority: Priority::Normal,
                day,
                hour: u8::try_from(9 + n).unwrap(),
                weekday: u8::try_from((day + 3).rem_euclid(7) + 1).unwrap(),
                elapsed_written: u32::try_from(600 + n * 60).unwrap(),
                elapsed_received: 500,
                open_written: 400,
                open_received: 300,
                within: Some(n < 5),
                left_out: None,
                outcome: None,
                subject: None,
                asked_again: 0,
                round: 1,
                asked_public: true,
                answered_public: n > 0,
            });
        }
    }
    measured(w, facts.clone()).await;
    facts
}

pub(super) async fn measured(w: &World, facts: Vec<Measured>) {
    w.write(move |tx| {
        Box::pin(async move {
            for fact in &facts {
                tx.insert_measure(fact, i32::MAX).await?;
            }
            Ok(())
        })
    })
    .await;
}

pub(super) fn question(from: i32, until: i32, more: &str) -> String {
    let day =
        |day: i32| if day > 31 { "2026-11-01".to_owned() } else { format!("2026-10-{day:02}") };
    format!("metric=first_response&from={}&until={}{more}", day(from), day(until))
}

#[tokio::test]
async fn figures_are_the_same_as_json_and_as_a_table() {
    let w = World::new().await;
    plant(&w).await;
    let question = question(1, 32, "&by=week&compare=true");
    let json = w.get(&w.lead, &format!("/reports/figures?{question}")).await;
    let all = &json["all"];
    assert_eq!((json["least_cases"].as_u64(), json["least_people"].as_u64()), (Some(5), Some(5)));
    assert!(all["n"].as_u64().unwrap() > 150, "{all}");
    assert_eq!(json["before"], Value::Null);
    let (public, asked) = (&all["in_public"]["n"], &all["in_public"]["of"]);
    assert!(
        public.as_u64() < asked.as_u64(),
        "the first of each day was answered elsewhere: {all}"
    );
    let speak = async |language: &str| {
        let me = json!({"language": language});
        w.call(&w.lead, "PATCH", "/me", Some(me)).await.ok()
    };
    speak("en").await;
    let csv = w.call(&w.lead, "GET", &format!("/reports/figures.csv?{question}"), None).await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    let csv = String::from_utf8(csv.bytes.to_vec()).unwrap();
    let lines: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    let head = lines[0].clone();
    let cell = |line: &[&str], name: &str| -> String {
        line[head.iter().position(|head| *head == name).unwrap()].to_owned()
    };
    let mut compared = 0;
    for line in &lines[1..] {
        let (part, clock) = (cell(line, "part"), cell(line, "clock"));
        let parts = json["parts"].as_array().unwrap();
        let figure = match part.as_str() {
            "" => all,
            part => &parts.iter().find(|p| p["key"] == part).unwrap()["figure"],
        };
        assert_eq!(figure["n"].to_string(), cell(line, "n"));
        for name in ["median", "p90", "p99", "mean"] {
            assert_eq!(figure[&clock][name].to_string(), cell(line, name), "{part} {clock} {name}");
        }
        assert_eq!(figure["within_target"]["n"].to_string(), cell(line, "within_target"));
        assert_eq!(figure["in_public"]["n"].to_string(), cell(line, "answered_in_public"));
        compared += 1;
    }
    assert_eq!(compared, 4 * (1 + json["parts"].as_array().unwrap().len()));
    let by_account = format!("/reports/figures.csv?{}", self::question(1, 32, "&by=account"));
    let csv = w.call(&w.lead, "GET", &by_account, None).await;
    let csv = String::from_utf8(csv.bytes.to_vec()).unwrap();
    assert!(csv.contains(&w.ours.handle), "an account has a name: {csv}");
    let zone = json["zone"].as_str().unwrap();
    assert!(csv.starts_with(&format!("metric,from ({zone}),until ({zone}),")), "{csv}");
    speak("de").await;
    let csv = w.call(&w.lead, "GET", &by_account, None).await;
    let csv = String::from_utf8(csv.bytes.to_vec()).unwrap();
    assert!(csv.starts_with(&format!("\u{feff}Was,Von ({zone}),Bis vor ({zone}),")), "{csv}");
    assert!(csv.contains("\"Rund um die Uhr, ab dem Schreiben\""), "{csv}");
    let words = w.get(&w.agent, "/reports/definitions").await;
    let known = |id: &str| words["items"].as_array().unwrap().iter().any(|d| d["id"] == id);
    let metrics = "first_response next_response waiting first_resolution full_resolution reopened no_answer \
                   promises_made promises asked_again approaches";
    let more = "lag clocks days spread within_target in_public left_out by_rule fairness behind";
    for id in metrics.split(' ').chain(more.split(' ')) {
        assert!(known(id), "{id} is defined");
    }
    let stranger = w.get(&w.stranger, &format!("/reports/figures?{question}")).await;
    assert_eq!(stranger["all"], Value::Null, "another team's are not theirs to see");
}

/// Which conversations stand behind a figure.
pub(super) async fn opened(w: &World, question: &str) -> BTreeSet<String> {
    let (mut ids, mut after) = (BTreeSet::new(), String::new());
    loop {
        let page = w.get(&w.lead, &format!("/reports/behind?{question}&limit=100{after}")).await;
        let items = page["items"].as_array().unwrap().iter();
        ids.extend(items.map(|item| item["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { return ids };
        after = format!("&after={next}");
    }
}

/// What a figure counts can be opened, by who may see it and where the figure itself is shown; and
/// nobody's times come out of it.
#[tokio::test]
async fn a_figure_opens_what_it_counts() {
    let w = World::new().await;
    let mut rooms = Vec::new();
    for n in 0..7 {
        rooms.push(w.said(&w.ours, &format!("Frage {n}")).await.conversation);
    }
    let day = gerne_engine::day_of(jiff::civil::date(2026, 10, 5));
    let mut facts = Vec::new();
    for (n, room) in rooms.iter().enumerate() {
        let mut fact = fact(&w, day, n);
        fact.conversation = *room;
        fact.within = Some(n < 5);
        facts.push(fact);
        // The seventh alone works the day after.
        if n == 6 {
            let mut alone = facts[n].clone();
            (alone.id, alone.day) = (MeasureId::new(&**w.api.engine.ids()), day + 1);
            facts.push(alone);
        }
    }
    w.write(move |tx| {
        Box::pin(async move {
            for fact in &facts {
                tx.insert_measure(fact, i32::MAX).await?;
            }
            Ok(())
        })
    })
    .await;
    let behind = |from: i32, until: i32, more: &str| {
        format!("/reports/behind?{}", question(from, until, more))
    };
    let found = w.get(&w.lead, &behind(5, 6, "&limit=4")).await;
    assert_eq!((found["total"].as_u64(), found["items"].as_array().unwrap().len()), (Some(7), 4));
    assert!(found["items"][0].get("assignee_id").is_none(), "who has it is not said");
    let next = found["next"].as_str().unwrap();
    let rest = w.get(&w.lead, &behind(5, 6, &format!("&limit=4&after={next}"))).await;
    let ids: BTreeSet<String> = [&found, &rest]
        .iter()
        .flat_map(|page| page["items"].as_array().unwrap())
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!((ids.len(), rest["next"].clone()), (7, Value::Null));
    let part = w.get(&w.lead, &behind(5, 6, "&by=language&part=de")).await;
    assert_eq!(part["items"].as_array().unwrap().len(), 7);
    // A day on which one works alone is held back, as its figure is.
    let alone = w.get(&w.lead, &behind(6, 7, "")).await;
    assert_eq!(
        (alone["items"].as_array().unwrap().len(), alone["total"].clone()),
        (0, Value::Null)
    );
    // Strangers see none of it; which were too late nobody does without a ground.
    assert_eq!(w.get(&w.stranger, &behind(5, 6, "")).await["items"], json!([]));
    let late = behind(5, 6, "&what=missed");
    let refused = w.call(&w.lead, "GET", &late, None).await;
    assert_eq!(refused.problem(), (422, "report.too_narrow".to_owned()));
    let mine = w.get(&w.lead, &behind(5, 6, "&what=missed&mine=true")).await;
    assert_eq!(mine["items"], json!([]), "of one's own, and there are none");
    let ground = json!({"ground": "Betriebsvereinbarung vom 1. Oktober 2026"});
    w.call(&w.admin, "PUT", "/settings/figures", Some(ground)).await.ok();
    assert_eq!(w.get(&w.lead, &late).await["items"].as_array().unwrap().len(), 2);
    for wrong in ["&what=slow", "&part=de", "&after=x", "&by=hour&part=zwei"] {
        assert_eq!(w.call(&w.lead, "GET", &behind(5, 6, wrong), None).await.status, 422, "{wrong}");
    }
}

pub(super) fn fact(w: &World, day: i32, n: usize) -> Measured {
    let at = Timestamp::from_second(i64::from(day) * 86_400 + 43_200).unwrap();
    Measured {
        id: MeasureId::new(&**w.api.engine.ids()),
        kind: MeasureKind::FirstResponse,
        at,
        conversation: ConversationId::new(&**w.api.engine.ids()),
        account: w.ours.id,
        team: Some(gerne_domain::TeamId(w.team.0)),
        agent: Some(AgentId::new(&**w.api.engine.ids())),
        labels: Vec::new(),
        rules: Vec::new(),
        language: Some("de".to_owned()),
        priority: Priority::Normal,
        day,
        hour: 9,
        weekday: 1,
        elapsed_written: u32::try_from(600 + n * 60).unwrap(),
        elapsed_received: 500,
        open_written: 400,
        open_received: 300,
        within: Some(true),
        left_out: None,
        outcome: None,
        subject: None,
        asked_again: 0,
        round: 1,
        asked_public: true,
        answered_public: true,
    }
}

#[tokio::test]
async fn reports_are_kept_for_oneself_or_for_a_team() {
    let w = World::new().await;
    let question = json!({"metric": "waiting", "range": "last_month", "by": "weekday",
        "team": w.team.0, "compare": true});
    let new = json!({"name": "Montag früh", "question": question});
    let made = w.call(&w.agent, "POST", "/reports/saved", Some(new.clone())).await.ok();
    assert_eq!((&made["mine"], &made["question"]["by"]), (&json!(true), &json!("weekday")));
    assert_eq!((&made["from"], &made["until"]), (&json!("2026-10-01"), &json!("2026-11-01")));
    let list = async |who| w.get(who, "/reports/saved").await["items"].as_array().unwrap().len();
    assert_eq!((list(&w.agent).await, list(&w.lead).await), (1, 0), "one's own is one's own");
    // An agent keeps nothing for a team; a lead does, for theirs.
    let mut teams = new.clone();
    teams["team_id"] = json!(w.team.0);
    assert_eq!(w.call(&w.agent, "POST", "/reports/saved", Some(teams.clone())).await.status, 403);
    let shared = w.call(&w.lead, "POST", "/reports/saved", Some(teams.clone())).await.ok();
    assert_eq!((list(&w.agent).await, list(&w.stranger).await), (2, 0));
    teams["team_id"] = json!(w.other_team.0);
    let refused = w.call(&w.lead, "POST", "/reports/saved", Some(teams)).await;
    assert_eq!(refused.problem(), (422, "team.unknown".to_owned()));
    let path = format!("/reports/saved/{}", shared["id"].as_str().unwrap());
    let renamed = json!({"name": "Wochentage", "team_id": null});
    assert_eq!(w.call(&w.agent, "PATCH", &path, Some(renamed.clone())).await.status, 403);
    assert_eq!(w.call(&w.stranger, "DELETE", &path, None).await.status, 404);
    let changed = w.call(&w.lead, "PATCH", &path, Some(renamed)).await.ok();
    assert_eq!((&changed["name"], &changed["team_id"]), (&json!("Wochentage"), &Value::Null));
    assert_eq!(w.call(&w.agent, "DELETE", &path, None).await.status, 404, "not theirs any more");
    // What may not be asked may not be kept.
    for (part, value, code) in
        [("hour", json!(9), "report.too_narrow"), ("range", json!("fixed"), "report.range")]
    {
        let mut wrong = new.clone();
        wrong["question"][part] = value;
        let refused = w.call(&w.lead, "POST", "/reports/saved", Some(wrong)).await;
        assert_eq!(refused.problem(), (422, code.to_owned()));
    }
}
