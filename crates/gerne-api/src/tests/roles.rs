//! Walks every route of the document as everybody.

use axum::body::Body;
use http::{Request, header};
use serde_json::{Value, json};

use super::world::{Person, Reply, Said, World};
use crate::openapi;

/// What stands in the way of nobody else's request.
struct Scene {
    w: World,
    said: Said,
    other: Said,
    second: Said,
    delivery: String,
    view: String,
    label: String,
    session: String,
    join: String,
    name: String,
    fact: String,
    line: String,
}

impl Scene {
    async fn new() -> Self {
        let w = World::new().await;
        let said = w.said(&w.ours, "Wo ist mein Paket?").await;
        let other = w.said(&w.ours, "Hallo?").await;
        let second = w.said(&w.ours, "Ich noch einmal").await;
        let path = format!("/conversations/{}/replies", other.conversation);
        let body = json!({"text": "Gerne!", "seen": w.api.head()});
        let reply = w.keyed("scene", &path, body).await.ok();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let view = json!({"name": "Meine"});
        let view = w.call(&w.agent, "POST", "/views", Some(view)).await.ok();
        let label = json!({"name": "Paket", "colour": "#00aa00"});
        let label = w.call(&w.lead, "POST", "/labels", Some(label)).await.ok();
        let session = json!({"label": "Bot"});
        let session = w.call(&w.agent, "POST", "/me/tokens", Some(session)).await.ok();
        // Two conversations of one customer can be joined; the join of the customers is there.
        let path = format!("/customers/{}/join", said.customer);
        let join = json!({"other": second.customer});
        let joined = w.call(&w.agent, "POST", &path, Some(join)).await.ok();
        let path = format!("/customers/{}/facts", said.customer);
        let fact = json!({"kind": "order_no", "value": "4711"});
        let fact = w.call(&w.agent, "POST", &path, Some(fact)).await.ok();
        let path = format!("/conversations/{}/card/lines", said.conversation);
        let line = json!({"part": "about", "text": "Ein Paket"});
        let line = w.call(&w.agent, "POST", &path, Some(line)).await.ok();
        Self {
            fact: text(&fact["id"]),
            line: text(&line["id"]),
            said,
            other,
            second,
            delivery: text(&reply["entry"]["delivery"]["id"]),
            view: text(&view["id"]),
            label: text(&label["id"]),
            session: text(&session["session"]["id"]),
            join: text(&joined["joined"][0]["id"]),
            name: text(&joined["name"]),
            w,
        }
    }

    /// The path with ids of things that are there.
    fn path(&self, path: &str) -> String {
        let id = match path.split('/').nth(3).unwrap_or_default() {
            "conversations" | "resolving" => self.said.conversation.to_string(),
            "customers" => self.said.customer.to_string(),
            "messages" => self.said.message.to_string(),
            "deliveries" => self.delivery.clone(),
            "views" => self.view.clone(),
            "labels" => self.label.clone(),
            "joins" => self.join.clone(),
            "accounts" => self.w.ours.id.to_string(),
            "teams" => self.w.other_team.to_string(),
            "settings" => self.w.other_team.to_string(),
            "agents" => self.w.stranger.id.to_string(),
            "me" => self.session.clone(),
            "facts" => self.fact.clone(),
            _ => uuid::Uuid::from_u128(1).to_string(),
        };
        let asked = "?metric=waiting&from=2026-01-01&until=2026-02-01";
        let path = path.replace("/figures.csv", &format!("/figures.csv{asked}"));
        let asks = path.ends_with("reports/figures") || path.ends_with("reports/behind");
        let path = if asks { path + asked } else { path };
        let path = path.replace("/missed", &format!("/missed?label={id}"));
        let path = path.replace("free-days", "free-days?region=DE-NW&year=2026");
        let kind = if path.contains("/hints/") { "asked_again" } else { "reply" };
        let path = path.replace("{id}", &id).replace("{kind}", kind);
        let path = path.replace("{line}", &self.line);
        let path = path.replace("{other}", &self.other.customer.to_string());
        let path = path.replace("{message_id}", &self.said.message.to_string());
        ["{token}", "{hash}", "{upload_id}"].iter().fold(path, |path, hole| path.replace(hole, "x"))
    }

    fn body(&self, operation: &str) -> Value {
        match operation {
            "sign_in" => json!({"login": "x@y.example", "password": "x"}),
            "invite_agent" => json!({"login": "n@care.example", "name": "N", "role": "agent"}),
            "make_team" | "make_view" => json!({"name": "Neu"}),
            "make_label" => json!({"name": "Neu", "colour": "#112233"}),
            "make_token" => json!({"label": "Neu"}),
            "connect_account" => json!({"platform": "paper", "form": {"name": "neu"}}),
            "set_status" => json!({"status": "pending"}),
            "propose_deletion" => json!({"reason": "mistake"}),
            "hide_message" => json!({"reason": "hateful"}),
            "put_hours" => json!({"zone": "Europe/Berlin", "week": {"monday": ["09:00-17:00"]}}),
            "put_targets" => json!({"targets": [{"name": "Alle", "first_response": 3600}]}),
            "put_ground" => json!({"ground": "Betriebsvereinbarung vom 1. Mai 2026"}),
            "read_ical" => {
                json!({"text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nSUMMARY:Frei\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"})
            }
            "add_line" => json!({"part": "open", "text": "Hm"}),
            "change_line" | "read" => json!({"text": "Hm"}),
            "add_fact" => json!({"kind": "device", "value": "NL-7590"}),
            "make_rule" | "change_rule" => {
                json!({"name": "Neu", "text": "internet ausfall", "team_id": self.w.ours.teams[0]})
            }
            "check_rule" | "preview_rule" | "back_test" | "rule_watches" => {
                json!({"text": "internet"})
            }
            "put_noticing" => json!({"strangers_days": 7, "fresh_hours": 48, "places": [],
                "offer_de": "Hallo {name}", "offer_en": "Hello {name}"}),
            "put_tone" => json!({"class": "request"}),
            "tell_of_incident" | "announce" => json!({"what": "text", "texts": []}),
            "verify" => json!({"how": "Code"}),
            "wake_hint" => json!({"team_id": self.w.other_team, "kind": "asked_again"}),
            "log_contact" => json!({"how": "phone", "direction": "in", "text": "Hm"}),
            "add_promise" => json!({"kind": "result", "text": "Hm"}),
            "consult" => json!({"to": "t@y.example", "subject": "Hm", "text": "Hm"}),
            "hand_over" => json!({"to": [{"team": self.w.other_team}]}),
            "decide_note" => json!({"action": "skip"}),
            "put_alarm_mailing" => json!({"on": true}),
            "add_alarm_hook" => json!({"url": "https://pager.example/gerne"}),
            "save_report" => json!({"name": "Neu",
                "question": {"metric": "waiting", "range": "last_month"}}),
            "make_snippet" => json!({"name": "Neu", "text": "Hallo {customer}"}),
            "change_many" => json!({"ids": [], "change": {}}),
            "join_conversation" => json!({"other": self.second.conversation}),
            "separate_conversation" => json!({"messages": [self.said.message]}),
            "join_customer" => json!({"other": self.other.customer}),
            "separate_customer" => json!({"identities": [self.said.identity]}),
            "send_code" => json!({"conversation_id": self.said.conversation}),
            "add_note" | "put_draft" => json!({"text": "Hm"}),
            "reply" => json!({"text": "Hm", "seen": self.w.api.head()}),
            "start_conversation" => json!({"account_id": self.w.ours.id,
                "to": {"identity_id": self.said.identity}, "visibility": "private", "text": "Hm"}),
            "settle_delivery" => json!({"arrived": true}),
            "erase_customer" => json!({"confirm": self.name}),
            "change_password" => json!({"old": "x", "new": "y"}),
            _ => json!({}),
        }
    }

    async fn ask(&self, who: Option<&Person>, method: &str, path: &str, body: &Value) -> Reply {
        let mut request = Request::builder()
            .method(method.to_uppercase().as_str())
            .uri(self.path(path))
            .header("x-gerne-csrf", "1")
            .header("idempotency-key", self.w.fresh());
        if let Some(who) = who {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", who.token));
        }
        self.w.send(request.body(Body::from(body.to_string())).unwrap()).await
    }
}

fn operations() -> Vec<(String, String, String, String)> {
    let document = serde_json::to_value(openapi()).unwrap();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let text = |key: &str| operation[key].as_str().unwrap().to_owned();
            all.push((path.clone(), method.clone(), text("operationId"), text("x-role")));
        }
    }
    all
}

#[tokio::test]
async fn every_route_lets_in_whom_it_says() {
    let scene = Scene::new().await;
    for (path, method, operation, role) in operations() {
        let body = scene.body(&operation);
        let w = &scene.w;
        let people = [("agent", &w.agent), ("lead", &w.lead), ("admin", &w.admin)];
        let nobody = scene.ask(None, &method, &path, &body).await;
        if role == "nobody" {
            assert_ne!(nobody.status, 403, "{operation}");
        } else {
            assert_eq!(nobody.status, 401, "{operation} as nobody");
        }
        let needed = people.iter().position(|(name, _)| *name == role).unwrap_or_default();
        for (rank, (name, person)) in people.iter().enumerate() {
            if rank < needed {
                let reply = scene.ask(Some(person), &method, &path, &body).await;
                let expected = (403, "role.forbidden".to_owned());
                assert_eq!(reply.problem(), expected, "{operation} as {name}");
            }
        }
    }
}

#[tokio::test]
async fn whom_it_lets_in_to_look_it_answers() {
    answers(&["get"]).await;
}

#[tokio::test]
async fn whom_it_lets_in_to_do_it_answers() {
    answers(&["post"]).await;
}

#[tokio::test]
async fn whom_it_lets_in_to_change_it_answers() {
    answers(&["put", "patch", "delete"]).await;
}

/// Asks for all that may be asked for by these methods.
async fn answers(methods: &[&str]) {
    let mut scene = Scene::new().await;
    let wanted = |(_, method, ..): &(String, String, String, String)| methods.contains(&&**method);
    for (path, method, operation, role) in operations().into_iter().filter(wanted) {
        // Sockets, forms and one-time tokens have tests of their own.
        let apart = ["live", "put_photo", "upload", "get_upload", "get_media", "get_proxied"];
        if role == "nobody" || apart.contains(&operation.as_str()) {
            continue;
        }
        let who = match role.as_str() {
            "agent" => &scene.w.agent,
            "lead" => &scene.w.lead,
            _ => &scene.w.admin,
        };
        let body = scene.body(&operation);
        let asked = scene.ask(Some(who), &method, &path, &body);
        let asked = tokio::time::timeout(std::time::Duration::from_secs(30), asked).await;
        let reply = asked.unwrap_or_else(|_| panic!("{operation} as {role} is not answered"));
        let text = String::from_utf8_lossy(&reply.bytes);
        let fine = match operation.as_str() {
            // There is no platform to come back from, nothing to retry or to undo, no letter, no
            // alarm, no proposal, no text kept ready, no password.
            "connect_callback" => reply.status == 303,
            "list_choices" | "choose_accounts" => reply.status == 422,
            "retry_delivery" | "settle_delivery" => reply.status == 409,
            "undo_status" | "settle_escalation" => reply.status == 409,
            // No rule, nothing noticed, no incident.
            "get_rule"
            | "change_rule"
            | "drop_rule"
            | "rule_precision"
            | "rule_missed"
            | "rule_deeds"
            | "get_flag"
            | "confirm_flag"
            | "dismiss_flag"
            | "undo_flag"
            | "get_incident"
            | "change_incident"
            | "end_incident"
            | "tell_of_incident"
            | "undo_lesson"
            | "list_announcements"
            | "announce"
            | "drop_announcement"
            | "announcement_is_there" => reply.status == 404,
            // Read when it comes in, which it did not here.
            "put_tone" => [200, 404].contains(&reply.status.as_u16()),
            // No mailbox to ask from, nothing that was promised, said elsewhere or handed over.
            "consult" => reply.status == 422,
            // Everybody could read the code there.
            "send_code" => reply.status == 422,
            // Agents hand over what is theirs.
            "hand_over" => reply.status == 403,
            "change_contact" | "delete_contact" | "change_promise" | "confirm_promise"
            | "dismiss_promise" | "keep_promise" | "break_promise" | "move_promise"
            | "get_handover" | "decide_note" => reply.status == 404,
            "full_text" | "get_inline" | "get_original" | "get_page" | "clear_alarm"
            | "read_back_gap" | "withdraw_deletion" | "confirm_deletion" | "decline_deletion"
            | "change_snippet" | "drop_snippet" | "change_report" | "drop_report"
            | "drop_alarm_hook" | "put_skills" | "keep_hidden" | "drop_hours" => {
                reply.status == 404
            }
            "change_password"
            | "propose_deletion"
            | "separate_conversation"
            | "hide_message"
            | "unhide_message" => [403, 422].contains(&reply.status.as_u16()),
            _ => reply.status.is_success(),
        };
        assert!(fine, "{operation} as {role}: {} {text}", reply.status);
        assert!(reply.headers.contains_key("x-gerne-seq"), "{operation}");
        // What was refused changed nothing.
        if method != "get" && (reply.status.is_success() || reply.status.is_redirection()) {
            scene = Scene::new().await;
        }
    }
}

#[tokio::test]
async fn another_team_finds_nothing() {
    let scene = Scene::new().await;
    let kinds = [
        "conversations",
        "resolving",
        "customers",
        "facts",
        "messages",
        "deliveries",
        "joins",
        "views",
    ];
    for (path, method, operation, role) in operations() {
        let kind = path.split('/').nth(3).unwrap_or_default();
        if !path.contains("{id}") || !kinds.contains(&kind) || role == "admin" {
            continue;
        }
        let stranger = &scene.w.stranger;
        let reply = scene.ask(Some(stranger), &method, &path, &scene.body(&operation)).await;
        assert_eq!(reply.status, 404, "{operation}: {:?}", reply.bytes);
    }
    let accounts = scene.w.get(&scene.w.stranger, "/accounts").await;
    assert_eq!(accounts["items"].as_array().unwrap().len(), 1);
    let events = scene.w.get(&scene.w.stranger, "/events").await;
    let told = events["items"].as_array().unwrap().iter();
    assert_eq!(told.filter(|event| !event["conversation_id"].is_null()).count(), 0);
}
