//! Opening hours, targets, figures, the board, Next.

use std::collections::BTreeSet;

use gerne_domain::{
    AgentId, Clock as _, ConversationId, MeasureId, MeasureKind, Measured, Priority, Timestamp,
};
use serde_json::{Value, json};

use super::world::World;

fn week() -> Value {
    json!({"monday": ["09:00-17:00"], "saturday": ["22:00-02:00"]})
}

#[tokio::test]
async fn hours_are_set_by_admins_and_seen_by_all() {
    let w = World::new().await;
    let house = "/settings/hours/00000000-0000-0000-0000-000000000000";
    let body = json!({"zone": "Europe/Berlin", "week": week(),
        "holidays": {"regions": ["DE-NW"], "also": {"2026-12-24": {"de": "Heiligabend", "en": "Christmas Eve"}}},
        "exceptions": {"2026-12-31": {"reason": "Silvester", "openings": ["09:00-12:00"]}}});
    let put = w.call(&w.admin, "PUT", house, Some(body.clone())).await.ok();
    assert_eq!(
        (&put["whose"], &put["week"]["saturday"]),
        (&json!("house"), &json!(["22:00-02:00"]))
    );
    // A Saturday, ten in the morning in Berlin.
    assert_eq!(
        (&put["open_now"], &put["opens_at"]),
        (&json!(false), &json!("2026-11-21T21:00:00Z"))
    );
    let team = format!("/settings/hours/{}", w.team);
    let covered = json!({"zone": "Europe/Berlin", "week": {}, "covered_by": w.other_team});
    let other = format!("/settings/hours/{}", w.other_team);
    let always = json!({"zone": "UTC", "week": {"saturday": ["00:00-24:00"]}});
    w.call(&w.admin, "PUT", &other, Some(always)).await.ok();
    let put = w.call(&w.admin, "PUT", &team, Some(covered)).await.ok();
    assert_eq!((&put["open_now"], &put["whose"]), (&json!(true), &json!("team")));
    let seen = w.get(&w.agent, "/settings/hours").await;
    assert_eq!(seen["items"].as_array().unwrap().len(), 3);
    let back = seen["items"].as_array().unwrap().iter().find(|h| h["whose"] == "house").unwrap();
    for part in ["week", "holidays", "exceptions", "zone"] {
        let sent = &body[part];
        let kept = &back[part];
        let same = sent
            .as_object()
            .map_or(sent == kept, |sent| sent.iter().all(|(name, value)| kept[name] == *value));
        assert!(same, "{part}: {kept}");
    }
    for (field, value) in [
        ("zone", json!("Europe/Bielefeld")),
        ("week", json!({"monday": ["09:00-17:00", "16:00-18:00"]})),
        ("holidays", json!({"regions": ["DE-XX"]})),
        ("exceptions", json!({"2026-02-30": {"openings": []}})),
    ] {
        let mut wrong = body.clone();
        wrong[field] = value;
        let refused = w.call(&w.admin, "PUT", house, Some(wrong)).await;
        assert_eq!(refused.status, 422, "{field}");
        assert_eq!(refused.json()["errors"][0]["field"], field);
    }
    w.call(&w.admin, "DELETE", &team, None).await;
    assert_eq!(w.call(&w.admin, "DELETE", &team, None).await.status, 404);
    let days = w.get(&w.agent, "/settings/hours/free-days?region=DE-NW&year=2026").await;
    let days = days["items"].as_array().unwrap();
    assert!(
        days.iter().any(|day| day["date"] == "2026-11-01" && day["name"]["de"] == "Allerheiligen")
    );
    let file = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\n\
                SUMMARY:Betriebsferien\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let read = w.call(&w.admin, "POST", "/settings/hours/ical", Some(json!({"text": file}))).await;
    assert_eq!(read.ok()["days"][0]["name"]["en"], "Betriebsferien");
    let read =
        w.call(&w.admin, "POST", "/settings/hours/ical", Some(json!({"text": "Hallo"}))).await;
    assert_eq!(read.status, 422);
}

#[tokio::test]
async fn targets_are_said_all_at_once() {
    let w = World::new().await;
    let body = json!({"targets": [
        {"name": "Notfall", "labels": [], "priorities": ["urgent"], "first_response": 900},
        {"name": "Sonst", "languages": ["de"], "first_response": 3600, "resolution": 86400, "in_hours": true},
    ]});
    let put = w.call(&w.admin, "PUT", "/settings/targets", Some(body)).await.ok();
    assert_eq!(put["items"][1]["resolution"], 86_400);
    assert_eq!(w.get(&w.agent, "/settings/targets").await["items"], put["items"]);
    let wrong = json!({"targets": [{"name": "", "first_response": 900}]});
    let refused = w.call(&w.admin, "PUT", "/settings/targets", Some(wrong)).await;
    assert_eq!(refused.problem(), (422, "target.name".to_owned()));
}

/// Facts of days in October, each of a matter of its own: by day nine people work, at the weekend one
/// alone.
async fn plant(w: &World) -> Vec<Measured> {
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

async fn measured(w: &World, facts: Vec<Measured>) {
    w.write(move |tx| {
        Box::pin(async move {
            for fact in &facts {
                tx.insert_measure(fact).await?;
            }
            Ok(())
        })
    })
    .await;
}

fn question(from: i32, until: i32, more: &str) -> String {
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
        compared += 1;
    }
    assert_eq!(compared, 4 * (1 + json["parts"].as_array().unwrap().len()));
    let words = w.get(&w.agent, "/reports/definitions").await;
    let known = |id: &str| words["items"].as_array().unwrap().iter().any(|d| d["id"] == id);
    assert!(
        ["first_response", "full_resolution", "within_target", "left_out"].into_iter().all(known)
    );
    let stranger = w.get(&w.stranger, &format!("/reports/figures?{question}")).await;
    assert_eq!(stranger["all"], Value::Null, "another team's are not theirs to see");
}

/// Somebody who may ask anything tries to learn how fast the one is who works alone at weekends.
#[tokio::test]
async fn nobodys_figures_can_be_told() {
    let w = World::new().await;
    plant(&w).await;
    let ask =
        async |question: String| w.get(&w.lead, &format!("/reports/figures?{question}")).await;
    let n = |figures: &Value| figures["all"]["n"].as_i64().unwrap_or(0);
    // By the difference of ranges: what one day more brings is nothing, or the work of many.
    let mut all = std::collections::BTreeMap::new();
    for from in 1..=31 {
        for until in from + 1..=32 {
            if until - from < 9 || until == 32 {
                all.insert((from, until), n(&ask(question(from, until, "")).await));
            }
        }
    }
    for ((from, until), count) in &all {
        for (other, more) in [((*from, until + 1), 1), ((from - 1, *until), 1)] {
            let Some(larger) = all.get(&other) else { continue };
            let difference = larger - count;
            assert!(difference == 0 || difference >= 5, "{from}..{until} {other:?} {more}");
        }
    }
    // By weekday: Saturday is held back, and the parts do not add up to all but Saturday.
    let parts = ask(question(1, 32, "&by=weekday")).await;
    let shown = parts["parts"].as_array().unwrap();
    assert!(shown.iter().all(|part| part["key"] != "6" && part["key"] != "7"), "{shown:?}");
    for day in ["6", "7"] {
        let one = ask(question(1, 32, &format!("&weekday={day}"))).await;
        assert_eq!(one["all"], Value::Null);
    }
    // By filters that are not there, or too narrow.
    let whole = ask(question(1, 32, "")).await;
    let agent = ask(question(1, 32, &format!("&agent={}", w.agent.id))).await;
    assert_eq!(whole["all"], agent["all"], "there is no filter for a person");
    let narrow = format!("/reports/figures?{}", question(1, 32, "&weekday=6&hour=9"));
    let refused = w.call(&w.lead, "GET", &narrow, None).await;
    assert_eq!(refused.problem(), (422, "report.too_narrow".to_owned()));
    // Whoever looks at their own sees nobody else's.
    let mine = ask(question(1, 32, "&mine=true")).await;
    assert_eq!(mine["all"], Value::Null);
    // The log says that something was measured, and nothing about it.
    let events = w.get(&w.admin, "/events?limit=200").await;
    for event in events["items"].as_array().unwrap() {
        assert!(event.get("fact").is_none() && event.get("measured_at").is_none(), "{event}");
    }
    // With a stated ground each day is shown; that is in the log.
    let ground = json!({"ground": "Betriebsvereinbarung vom 1. Oktober 2026"});
    w.call(&w.admin, "PUT", "/settings/figures", Some(ground)).await.ok();
    let day = ask(question(3, 4, "")).await;
    assert_eq!((n(&day), day["least_people"].as_i64()), (2, Some(1)));
    let events = w.get(&w.agent, "/events?limit=200").await;
    let told = events["items"].as_array().unwrap().iter();
    assert_eq!(told.filter(|event| event["kind"] == "figures_ground_changed").count(), 1);
}

/// The same by lists: whoever opens what figures count and takes one list from another never holds the
/// cases of fewer than five.
#[tokio::test]
async fn nobodys_cases_come_out_of_lists() {
    let w = World::new().await;
    let facts = plant(&w).await;
    let people_of = |ids: &BTreeSet<String>| -> usize {
        let theirs = facts.iter().filter(|fact| ids.contains(&fact.conversation.0.to_string()));
        theirs.filter_map(|fact| fact.agent).collect::<BTreeSet<_>>().len()
    };
    let mut lists = Vec::new();
    for from in [1, 2, 5, 9] {
        for until in from + 1..=32 {
            lists.push((format!("{from}..{until}"), opened(&w, &question(from, until, "")).await));
        }
    }
    let mut parts = vec![format!("&team={}", w.team), format!("&account={}", w.ours.id)];
    parts.extend(["de", "en"].map(|language| format!("&language={language}")));
    parts.extend((1..=7).map(|day| format!("&weekday={day}")));
    parts.extend((9..=15).map(|hour| format!("&by=hour&part={hour}")));
    for part in parts {
        let found = opened(&w, &question(1, 32, &part)).await;
        lists.push((part, found));
    }
    let (mut told, mut compared) = (0, 0);
    for (name, one) in &lists {
        told += usize::from(!one.is_empty());
        assert!(one.is_empty() || people_of(one) >= 5, "{name}");
        // A part is taken from all; ranges are taken from each other.
        for (other, another) in &lists {
            let ranges = name.contains("..") && other.contains("..");
            if !ranges && other != "1..32" {
                continue;
            }
            let left: BTreeSet<String> = another.difference(one).cloned().collect();
            assert!(left.is_empty() || people_of(&left) >= 5, "{other} without {name}");
            compared += usize::from(!left.is_empty());
        }
    }
    assert!(told > 50 && compared > 500, "{told} {compared}");
}

/// How things ended is told by no list, and what is left of a list is enough too.
#[tokio::test]
async fn nobodys_outcomes_come_out_of_lists() {
    let w = World::new().await;
    let day = gerne_engine::day_of(jiff::civil::date(2026, 10, 5));
    let people: Vec<AgentId> = (0..6).map(|_| AgentId::new(&**w.api.engine.ids())).collect();
    let mut facts = Vec::new();
    for n in 0..36 {
        let agent = people.get(n % 6).copied();
        let mut one = Measured { agent, ..fact(&w, day, n) };
        match n {
            0..12 => {}
            12..24 => one.left_out = Some("thanks".to_owned()),
            24..26 => (one.left_out, one.agent) = (Some("duplicate".to_owned()), Some(people[0])),
            _ => {
                one.kind = MeasureKind::PromiseEnded;
                one.outcome = Some(if n < 31 { "broken" } else { "kept" }.to_owned());
            }
        }
        facts.push(one);
    }
    measured(&w, facts).await;
    let behind = async |metric: &str, what: &str| {
        let asked = question(1, 32, "").replace("first_response", metric);
        w.call(&w.lead, "GET", &format!("/reports/behind?{asked}&what={what}"), None).await
    };
    let total = async |metric: &str, what: &str| behind(metric, what).await.ok()["total"].clone();
    // Both together less the thanks would be what one person put away as a duplicate.
    assert_eq!(total("no_answer", "counted").await, 14);
    for (metric, what) in [("no_answer", "outcome:thanks"), ("waiting", "left_out:thanks")] {
        assert_eq!(total(metric, what).await, Value::Null, "{metric} {what}");
    }
    // Five people broke one each: their timelines would tell whose each was.
    for what in ["outcome:broken", "outcome:kept"] {
        let refused = behind("promises", what).await;
        assert_eq!(refused.problem(), (422, "report.too_narrow".to_owned()));
    }
    // Tables and kept questions hold what the figures do, and no more.
    let asked = question(1, 32, "").replace("first_response", "promises");
    let figures = w.get(&w.lead, &format!("/reports/figures?{asked}")).await;
    let csv = w.call(&w.lead, "GET", &format!("/reports/figures.csv?{asked}"), None).await;
    let csv = String::from_utf8(csv.bytes.to_vec()).unwrap();
    assert_eq!(figures["all"]["outcomes"], json!({"broken": 5, "kept": 5}));
    assert_eq!((csv.matches("broken=5 kept=5").count(), csv.lines().count()), (4, 5));
    let kept = json!({"metric": "promises", "range": "last_month"});
    let kept = json!({"name": "Zusagen", "question": kept, "team_id": w.team.0});
    let kept = w.call(&w.lead, "POST", "/reports/saved", Some(kept)).await.ok();
    assert!(kept.get("all").is_none() && kept["question"].get("agent").is_none(), "{kept}");
    let ground = json!({"ground": "Betriebsvereinbarung vom 1. Oktober 2026"});
    w.call(&w.admin, "PUT", "/settings/figures", Some(ground)).await.ok();
    assert_eq!(total("promises", "outcome:broken").await, 5);
    assert_eq!(total("no_answer", "outcome:thanks").await, 12);
}

/// Which conversations stand behind a figure.
async fn opened(w: &World, question: &str) -> BTreeSet<String> {
    let (mut ids, mut after) = (BTreeSet::new(), String::new());
    loop {
        let page = w.get(&w.lead, &format!("/reports/behind?{question}&limit=100{after}")).await;
        let items = page["items"].as_array().unwrap().iter();
        ids.extend(items.map(|item| item["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { return ids };
        after = format!("&after={next}");
    }
}

#[tokio::test]
async fn the_board_counts_and_next_gives_to_one() {
    let w = World::new().await;
    let first = w.said(&w.ours, "Wo ist mein Paket?").await;
    w.clock.advance(std::time::Duration::from_mins(1));
    let second = w.said(&w.ours, "Und meins?").await;
    w.said(&w.theirs, "Der Router blinkt").await;
    let board = w.get(&w.lead, "/live-board").await;
    assert_eq!((&board["all"]["waiting"], &board["all"]["unassigned"]), (&json!(2), &json!(2)));
    assert_eq!(board["accounts"].as_array().unwrap().len(), 1, "as far as they see");
    assert_eq!(board["within_target_today"], Value::Null);
    let behind = async |what: &str| {
        let found = w.get(&w.lead, &format!("/live-board/behind?what={what}")).await;
        found["items"].as_array().unwrap().len()
    };
    assert_eq!((behind("waiting").await, behind("unassigned").await), (2, 2));
    let team = &board["teams"][0];
    let of = team["team_id"].as_str().unwrap_or("none");
    let counted = team["waiting"].as_u64().unwrap();
    let found = behind(&format!("waiting&team={of}")).await;
    assert_eq!((u64::try_from(found).unwrap(), behind("missed").await), (counted, 0));
    let newer = u64::try_from(behind("newer").await).unwrap();
    assert_eq!(board["all"]["newer"].as_u64(), Some(newer));
    let refused = w.call(&w.lead, "GET", "/live-board/behind?what=all", None).await;
    assert_eq!(refused.status, 422);
    let account = &board["accounts"][0];
    assert_eq!((&account["status"], &account["spending"]), (&json!("connected"), &Value::Null));
    assert!(account["health"].get("silent_since").is_some());
    let day = w.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    let id = w.ours.id;
    w.write(move |tx| {
        Box::pin(async move {
            let (kind, count, micros) = ("mentions".to_owned(), 3, 15_000);
            Ok(tx.spend(id, &gerne_store::Spending { day, kind, count, micros }).await?)
        })
    })
    .await;
    let spending = async |who| w.get(who, "/live-board").await["accounts"][0]["spending"].clone();
    let spent = spending(&w.lead).await;
    assert_eq!((&spent["today_micros"], &spent["month_micros"]), (&json!(15_000), &json!(15_000)));
    assert_eq!(spending(&w.agent).await, Value::Null, "what it costs is the leads' to know");
    let next = async |who| w.call(who, "POST", "/next", None).await.ok();
    let mine = next(&w.agent).await;
    assert_eq!(mine["conversation"]["id"], json!(first.conversation));
    assert_eq!(mine["reasons"], json!(["waiting"]));
    assert_eq!(mine["why"], json!([{"key": "waiting", "values": {"seconds": 60}}]));
    assert_eq!(next(&w.lead).await["conversation"]["id"], json!(second.conversation));
    let capacity = format!("/settings/capacity/{}", w.team);
    let put = w.call(&w.admin, "PUT", &capacity, Some(json!({"most": 3}))).await.ok();
    assert_eq!(put["most"], 3);
    let refused = w.call(&w.admin, "PUT", &capacity, Some(json!({"most": 0}))).await;
    assert_eq!(refused.problem(), (422, "capacity.most".to_owned()));
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
                tx.insert_measure(fact).await?;
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

fn fact(w: &World, day: i32, n: usize) -> Measured {
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

#[tokio::test]
async fn next_goes_to_who_knows_best() {
    let w = World::new().await;
    let first = w.said(&w.ours, "Wo ist mein Paket?").await.conversation;
    w.clock.advance(std::time::Duration::from_mins(1));
    let second = w.said(&w.ours, "Der Router blinkt rot").await.conversation;
    let label =
        w.call(&w.lead, "POST", "/labels", Some(json!({"name": "Technik", "colour": "#336699"})));
    let label = label.await.ok()["id"].clone();
    let path = format!("/conversations/{second}");
    w.call(&w.agent, "PATCH", &path, Some(json!({"labels": [label]}))).await.ok();
    let skills = format!("/settings/skills/{}", w.agent.id);
    let body = json!({"languages": ["pl"], "labels": [label]});
    assert_eq!(w.call(&w.agent, "PUT", &skills, Some(body.clone())).await.status, 403);
    let put = w.call(&w.lead, "PUT", &skills, Some(body)).await.ok();
    assert_eq!(w.get(&w.agent, "/settings/skills").await["items"], json!([put]));
    let theirs = format!("/settings/skills/{}", w.stranger.id);
    assert_eq!(w.call(&w.lead, "PUT", &theirs, Some(json!({}))).await.status, 404);
    let wrong = json!({"languages": ["Polnisch"]});
    let refused = w.call(&w.lead, "PUT", &skills, Some(wrong)).await;
    assert_eq!(refused.problem(), (422, "skills.language".to_owned()));
    let next = async |who| w.call(who, "POST", "/next", None).await.ok();
    let given = next(&w.agent).await;
    assert_eq!(given["conversation"]["id"], json!(second), "what they know best comes first");
    assert!(given["reasons"].as_array().unwrap().contains(&json!("skill")));
    assert_eq!(next(&w.lead).await["conversation"]["id"], json!(first));
}
