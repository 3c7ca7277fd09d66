//! Lists, triage, timelines.

use gerne_domain::NotificationKind;
use serde_json::json;

use super::world::{World, status};
use crate::wire::words::Status;

#[tokio::test]
async fn a_list_shows_what_my_teams_see_and_is_stamped() {
    let w = World::new().await;
    let mine = w.said(&w.ours, "Wo ist mein Paket?").await;
    let theirs = w.said(&w.theirs, "Der Router blinkt").await;
    let list = async |who| w.call(who, "GET", "/conversations?status=open", None).await;
    let seen = list(&w.agent).await;
    assert_eq!(seen.seq(), w.api.head());
    let rows = seen.ok()["items"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["id"], json!(mine.conversation));
    assert_eq!(rows[0]["preview"], "Wo ist mein Paket?");
    assert_eq!(rows[0]["platforms"], json!(["paper"]));
    assert!(rows[0]["customer"]["avatar_url"].as_str().unwrap().starts_with("/api/v1/proxy/"));
    assert_eq!(list(&w.stranger).await.ok()["items"][0]["id"], json!(theirs.conversation));
    assert_eq!(list(&w.admin).await.ok()["items"].as_array().unwrap().len(), 2);
    let counts = w.get(&w.agent, "/conversations/counts").await;
    assert_eq!(counts["counts"]["needs_me"], 1);
    assert_eq!(counts["counts"]["mine"], 0);
    assert_eq!(counts["counts"]["unassigned"], 1);
    assert_eq!(counts["counts"]["pending"], 0);
    let counts = w.get(&w.admin, "/conversations/counts?view=needs_me").await;
    assert_eq!(counts["counts"], json!({"needs_me": 2}), "an admin without teams has them all");
}

#[tokio::test]
async fn pages_lead_on_and_broken_places_are_told() {
    let w = World::new().await;
    for n in 0..5 {
        w.clock.advance(std::time::Duration::from_secs(1));
        w.said(&w.ours, &format!("Nummer {n}")).await;
    }
    let mut seen = Vec::new();
    let mut path = "/conversations?order=recent&limit=2".to_owned();
    loop {
        let page = w.get(&w.agent, &path).await;
        for row in page["items"].as_array().unwrap() {
            seen.push(row["preview"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/conversations?order=recent&limit=2&after={next}");
    }
    assert_eq!(seen, ["Nummer 4", "Nummer 3", "Nummer 2", "Nummer 1", "Nummer 0"]);
    let broken = w.call(&w.agent, "GET", "/conversations?after=x", None).await;
    assert_eq!(broken.json()["errors"][0]["field"], "after");
    let strange = w.call(&w.agent, "GET", "/conversations?status=done", None).await;
    assert_eq!(strange.json()["errors"][0]["field"], "status");
}

#[tokio::test]
async fn triage_answers_with_the_new_state_and_its_event() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Hallo").await;
    let path = format!("/conversations/{}", said.conversation);
    let change = json!({"assignee_id": w.agent.id, "priority": "high", "subject": "Paket"});
    let done = w.call(&w.agent, "PATCH", &path, Some(change)).await;
    let page = done.ok();
    assert_eq!(page["assignee_id"], json!(w.agent.id));
    assert_eq!(page["subject"], "Paket");
    assert_eq!(done.seq(), w.api.head());
    let before = page["rev"].as_i64().unwrap();
    let cleared = w.call(&w.agent, "PATCH", &path, Some(json!({"assignee_id": null}))).await.ok();
    assert_eq!(cleared["assignee_id"], json!(null));
    assert_eq!(cleared["subject"], "Paket");
    assert!(cleared["rev"].as_i64().unwrap() > before);

    let path = format!("{path}/status");
    let past = json!({"status": "snoozed", "until": "2020-01-01T00:00:00Z"});
    assert_eq!(w.call(&w.agent, "POST", &path, Some(past)).await.status, 422);
    let done = json!({"status": "resolved", "no_answer": "thanks"});
    let page = w.call(&w.agent, "POST", &path, Some(done)).await.ok();
    assert_eq!(status(&page["status"]), Status::Resolved);
    assert_eq!(page["no_answer"], "thanks");
    let timeline = w.get(&w.agent, &format!("/conversations/{}/timeline", said.conversation)).await;
    let kinds: Vec<_> = timeline["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["change"].as_str().unwrap_or("message").to_owned())
        .collect();
    assert!(kinds.contains(&"assigned".to_owned()) && kinds.contains(&"status_changed".to_owned()));
}

#[tokio::test]
async fn giving_it_away_shows_it_a_last_time() {
    let w = World::new().await;
    let said = w.said(&w.theirs, "Falsch verbunden").await;
    let path = format!("/conversations/{}", said.conversation);
    assert_eq!(w.call(&w.agent, "GET", &path, None).await.status, 404);
    let over = json!({"team_id": w.team});
    w.call(&w.stranger, "PATCH", &path, Some(over)).await.ok();
    assert_eq!(w.get(&w.agent, &path).await["team_id"], json!(w.team));
    let back = w.call(&w.agent, "PATCH", &path, Some(json!({"team_id": w.other_team}))).await;
    assert_eq!(back.ok()["team_id"], json!(w.other_team));
    assert_eq!(w.call(&w.agent, "GET", &path, None).await.status, 404);
}

#[tokio::test]
async fn many_are_changed_and_failures_are_named() {
    let w = World::new().await;
    let a = w.said(&w.ours, "eins").await.conversation;
    let b = w.said(&w.ours, "zwei").await.conversation;
    let hidden = w.said(&w.theirs, "drei").await.conversation;
    let body = json!({"ids": [a, hidden, b], "change": {"status": "resolved"}});
    let done = w.call(&w.agent, "POST", "/conversations/bulk", Some(body)).await.ok();
    assert_eq!(done["changed"], 2);
    assert_eq!(done["failed"], json!([{"id": hidden, "code": "not_found"}]));
    let many: Vec<_> = (0..501).map(|_| a).collect();
    let body = json!({"ids": many, "change": {}});
    assert_eq!(w.call(&w.agent, "POST", "/conversations/bulk", Some(body)).await.status, 422);
}

#[tokio::test]
async fn who_is_called_and_is_not_there_is_not_found() {
    let w = World::new().await;
    let said = w.said(&w.ours, "m0").await;
    let note = json!({"text": "schau mal", "mentions": [uuid::Uuid::nil()]});
    let path = format!("/conversations/{}/notes", said.conversation);
    let answer = w.call(&w.agent, "POST", &path, Some(note)).await;
    assert_eq!(answer.status, 404, "it is no failure of the database");
}

#[tokio::test]
async fn timelines_are_read_backwards_without_loss() {
    let w = World::new().await;
    let said = w.said(&w.ours, "m0").await;
    let path = format!("/conversations/{}", said.conversation);
    for n in 1..7 {
        w.clock.advance(std::time::Duration::from_secs(10));
        w.said_more(said, &format!("m{n}")).await;
        w.clock.advance(std::time::Duration::from_secs(10));
        let note = json!({"text": format!("n{n}")});
        w.call(&w.agent, "POST", &format!("{path}/notes"), Some(note)).await.ok();
    }
    let mut all: Vec<String> = Vec::new();
    let mut before = String::new();
    loop {
        let page = w.get(&w.agent, &format!("{path}/timeline?limit=2{before}")).await;
        let texts = page["items"].as_array().unwrap().iter();
        let texts: Vec<_> = texts.map(|e| e["text"].as_str().unwrap().to_owned()).collect();
        all.splice(0..0, texts);
        let Some(next) = page["next"].as_str() else { break };
        before = format!("&before={next}");
    }
    let wanted = ["m0", "m1", "n1", "m2", "n2", "m3", "n3", "m4", "n4", "m5", "n5", "m6", "n6"];
    assert_eq!(all, wanted);
    let person = format!("/customers/{}/timeline", said.customer);
    let page = w.get(&w.agent, &person).await;
    assert_eq!(page["items"].as_array().unwrap().len(), 13);
    assert_eq!(w.call(&w.stranger, "GET", &person, None).await.status, 404);
}

#[tokio::test]
async fn drafts_are_kept_and_marked_for_their_author_only() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Hallo").await;
    let path = format!("/conversations/{}/drafts/reply", said.conversation);
    let draft = json!({"text": "Liebe …", "body": {"visibility": "public"}});
    assert_eq!(w.call(&w.agent, "PUT", &path, Some(draft)).await.status, 204);
    let row = |list: serde_json::Value| list["items"][0]["draft"].clone();
    assert_eq!(row(w.get(&w.agent, "/conversations").await), true);
    assert_eq!(row(w.get(&w.lead, "/conversations").await), false);
    let drafts = w.get(&w.agent, "/me/drafts").await;
    assert_eq!(drafts["items"][0]["text"], "Liebe …");
    assert_eq!(drafts["items"][0]["body"]["visibility"], "public");
    assert_eq!(w.call(&w.agent, "DELETE", &path, None).await.status, 204);
    assert_eq!(w.get(&w.agent, "/me/drafts").await["items"], json!([]));
    let elsewhere = path.replace("reply", "letter");
    assert_eq!(w.call(&w.agent, "PUT", &elsewhere, Some(json!({"text": ""}))).await.status, 404);
}

#[tokio::test]
async fn searching_finds_what_one_may_see_and_marks_it() {
    let w = World::new().await;
    let mine = w.said(&w.ours, "Das Päckchen 😀 kam nie").await;
    w.said(&w.theirs, "Mein Päckchen auch nicht").await;
    let found = w.get(&w.agent, "/search?q=p%C3%A4ckchen").await;
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    assert_eq!(found["items"][0]["conversation"]["id"], json!(mine.conversation));
    assert_eq!(found["items"][0]["marks"], json!([[4, 12]]));
    for odd in ["", "%22", "*", "AND%20OR%20NOT", "(((", "%F0%9F%98%80"] {
        let reply = w.call(&w.agent, "GET", &format!("/search?q={odd}"), None).await;
        assert_eq!(reply.status, 200, "{odd}");
    }
    for (conditions, count) in [
        (format!("account={}", w.ours.id.0), 1),
        (format!("account={}", uuid::Uuid::nil()), 0),
        ("since=2000-01-01".to_owned(), 1),
        ("until=2000-01-01".to_owned(), 0),
    ] {
        let found = w.get(&w.agent, &format!("/search?q=p%C3%A4ckchen&{conditions}")).await;
        assert_eq!(found["items"].as_array().unwrap().len(), count, "{conditions}");
    }
    let odd = w.call(&w.agent, "GET", "/search?q=a&since=gestern&account=1", None).await;
    assert_eq!((odd.status.as_u16(), odd.json()["errors"].as_array().unwrap().len()), (422, 2));
    let people = w.get(&w.admin, "/search?q=kundin&kind=customers").await;
    assert_eq!(people["items"].as_array().unwrap().len(), 2);
    let people = w.get(&w.agent, "/search?q=kundin&kind=customers").await;
    assert_eq!(people["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_is_called_reads_why_and_about_whom() {
    let w = World::new().await;
    let mine = w.said(&w.ours, "Wo ist mein Paket?").await;
    let elsewhere = w.said(&w.theirs, "Der Router blinkt").await;
    let calls = [
        (NotificationKind::RuleDecays, None),
        (NotificationKind::TargetNear, Some(elsewhere.conversation)),
        (NotificationKind::Rule, Some(mine.conversation)),
    ];
    for (kind, conversation_id) in calls {
        let id = w.api.engine.ids().next();
        let (agent_id, at) = (w.agent.id, w.now());
        let call = gerne_store::Notification {
            id,
            agent_id,
            kind,
            conversation_id,
            actor_id: None,
            at,
            read_at: None,
        };
        w.write(move |tx| Box::pin(async move { tx.insert_notification(&call).await })).await;
    }
    let page = w.get(&w.agent, "/me/notifications").await;
    let row = |n: usize| (page["items"][n]["kind"].clone(), page["items"][n]["about"].clone());
    let list = w.get(&w.agent, "/conversations?status=open").await;
    let name = list["items"][0]["customer"]["name"].clone();
    assert!(name.is_string());
    assert_eq!(row(0), (json!("rule"), name));
    assert_eq!(row(1), (json!("target_near"), json!(null)), "they may not look there any more");
    assert_eq!(row(2), (json!("rule_decays"), json!(null)));
}
