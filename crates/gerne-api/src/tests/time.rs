//! Opening hours, targets, the board, Next.

use gerne_domain::Clock as _;
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
    assert_eq!(board["late_next"], json!([]), "no account says by when");
    assert_eq!((&board["all"]["snoozed"], &board["people"]), (&json!(0), &json!([])));
    let longest = async |order: &str| {
        let path = format!("/live-board/behind?what=waiting{order}");
        let found = w.get(&w.lead, &path).await["items"].clone();
        found.as_array().unwrap().iter().map(|row| row["id"].clone()).collect::<Vec<_>>()
    };
    let in_order = [json!(first.conversation), json!(second.conversation)];
    assert_eq!(longest("&order=waiting").await, in_order);
    let path = format!("/conversations/{}/status", second.conversation);
    w.call(&w.lead, "POST", &path, Some(json!({"status": "snoozed"}))).await.ok();
    let after = w.get(&w.lead, "/live-board").await;
    let all = &after["all"];
    assert_eq!(
        (&all["waiting"], &all["snoozed"]),
        (&json!(2), &json!(1)),
        "they wait all the same"
    );
    w.call(&w.lead, "POST", &path, Some(json!({"status": "open"}))).await.ok();
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
            tx.spend(id, &gerne_store::Spending { day, kind, count, micros }).await
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
