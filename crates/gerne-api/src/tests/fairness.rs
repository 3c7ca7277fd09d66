//! Nobody's own figures are told by any answer, nor by what is left between two.

use std::collections::BTreeSet;

use gerne_domain::{AgentId, MeasureKind, Measured, RuleId};
use serde_json::{Value, json};

use super::{
    figures::{fact, measured, opened, plant, question},
    world::World,
};

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

/// Who writes rules may draw them around one person's cases, as one that finds all and one that finds
/// all but the nights: no figure by rule less others is one person's.
#[tokio::test]
async fn nobodys_figures_come_out_of_rules() {
    let w = World::new().await;
    let mut rules = Vec::new();
    for (name, who, team) in [
        ("anschluss", &w.lead, w.team.0),
        ("router", &w.lead, w.team.0),
        ("rechnung", &w.lead, w.team.0),
        ("umzug", &w.admin, w.other_team.0),
    ] {
        let body = json!({"name": name, "text": name, "team_id": team});
        let made = w.call(who, "POST", "/rules", Some(body)).await.ok();
        rules.push(RuleId(made["id"].as_str().unwrap().parse().unwrap()));
    }
    let [all, days, early, theirs] = rules[..] else { unreachable!("four were made") };
    let first = gerne_engine::day_of(jiff::civil::date(2026, 10, 1));
    let people: Vec<AgentId> = (0..8).map(|_| AgentId::new(&**w.api.engine.ids())).collect();
    let mut facts = Vec::new();
    for day in 0..20 {
        for (n, person) in people.iter().enumerate() {
            let mut one = fact(&w, first + day, n);
            one.agent = Some(*person);
            one.conversation = w.said(&w.ours, "Hallo").await.conversation;
            one.rules = match (n, day % 4) {
                // At night one works alone.
                (7, _) => vec![all],
                (_, 0) => Vec::new(),
                (_, 1) => vec![early, days, all],
                _ => vec![all, days, theirs],
            };
            facts.push(one);
        }
    }
    measured(&w, facts.clone()).await;
    let by_rule = question(1, 32, "&by=rule");
    let figures = w.get(&w.lead, &format!("/reports/figures?{by_rule}")).await;
    let parts = figures["parts"].as_array().unwrap();
    let n = |rule: RuleId| {
        let part = parts.iter().find(|part| part["key"] == rule.0.to_string());
        part.and_then(|part| part["figure"]["n"].as_u64())
    };
    // Of sixteen days, two lots of eight: the nights are in no figure.
    let told = [n(all), n(days), n(early), n(theirs)];
    assert_eq!(told, [Some(84), Some(84), Some(28), None], "another team's rule is not theirs");
    assert!(parts.iter().any(|part| part["name"] == "router"), "{parts:?}");
    let csv = w.call(&w.lead, "GET", &format!("/reports/figures.csv?{by_rule}"), None).await;
    let csv = String::from_utf8(csv.bytes.to_vec()).unwrap();
    assert_eq!(csv.matches(&all.0.to_string()).count(), 4, "one line for each clock");
    let hidden = w.get(&w.lead, &format!("/reports/figures?{}", one_rule(theirs))).await;
    assert_eq!(hidden["all"], Value::Null);
    let seen = w.get(&w.admin, &format!("/reports/figures?{}", one_rule(theirs))).await;
    assert_eq!(seen["all"]["n"], 56);

    let people_of = |ids: &BTreeSet<String>| -> usize {
        let theirs = facts.iter().filter(|fact| ids.contains(&fact.conversation.0.to_string()));
        theirs.filter_map(|fact| fact.agent).collect::<BTreeSet<_>>().len()
    };
    let mut lists = vec![opened(&w, &question(1, 32, "")).await];
    for rule in [all, days, early] {
        let part = opened(&w, &question(1, 32, &format!("&by=rule&part={}", rule.0))).await;
        assert_eq!(part, opened(&w, &one_rule(rule)).await, "as a part and alone it is the same");
        lists.push(part);
    }
    for one in &lists {
        for other in &lists {
            let left: BTreeSet<String> = one.difference(other).cloned().collect();
            assert!(left.is_empty() || people_of(&left) >= 5, "{left:?}");
        }
    }
    // A rule that is no more keeps its figures, and its name.
    w.call(&w.lead, "DELETE", &format!("/rules/{}", days.0), None).await;
    let after = w.get(&w.lead, &format!("/reports/figures?{by_rule}")).await;
    assert_eq!(after["parts"], figures["parts"]);
}

fn one_rule(rule: RuleId) -> String {
    question(1, 32, &format!("&rule={}", rule.0))
}
