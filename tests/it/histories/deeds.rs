//! What can happen, drawn at random: customers on the platform, agents in the console, time.

use gerne_demo::World;
use gerne_sim::PostSpec;
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

use super::console::Console;
use crate::process::Dice;

/// What history has to draw from.
pub(super) struct Scene<'a> {
    pub(super) world: &'a World,
    pub(super) companies: [String; 2],
    pub(super) consoles: &'a [Console],
    pub(super) posts: &'a mut Vec<String>,
    pub(super) joins: &'a mut Vec<String>,
    pub(super) counter: &'a mut usize,
}

const CUSTOMERS: [&str; 3] = ["clara", "ben@far.example", "dora"];

impl Scene<'_> {
    /// One thing happens. Says what, for whoever reads of a failure, and whom it concerned.
    pub(super) async fn happens(&mut self, dice: &mut Dice) -> (String, Vec<String>) {
        *self.counter += 1;
        match dice.below(100) {
            _ if self.posts.is_empty() => self.somebody_writes(dice).await,
            0..12 => self.somebody_writes(dice).await,
            12..20 => self.somebody_answers(dice).await,
            20..26 => self.somebody_edits_or_deletes(dice).await,
            26..36 => self.time_passes(dice),
            36..94 => self.an_agent_does(dice).await,
            _ => self.an_admin_does(dice).await,
        }
    }

    async fn somebody_writes(&mut self, dice: &mut Dice) -> (String, Vec<String>) {
        let (who, to) = (*dice.pick(&CUSTOMERS), dice.pick(&self.companies).clone());
        let text = format!("@{to} Anliegen {}", self.counter);
        let spec = if dice.one_in(4) { PostSpec::direct(&text) } else { PostSpec::public(&text) };
        let post = self.world.sim.mastodon().post(who, spec).unwrap();
        self.posts.push(post.id.clone());
        self.arrives(&post.id).await;
        (format!("{who} writes to {to}"), Vec::new())
    }

    async fn somebody_answers(&mut self, dice: &mut Dice) -> (String, Vec<String>) {
        if self.posts.is_empty() {
            return self.somebody_writes(dice).await;
        }
        let (who, parent) = (*dice.pick(&CUSTOMERS), dice.pick(self.posts).clone());
        let to = dice.pick(&self.companies).clone();
        let words = *dice.pick(&["Danke, läuft!", "Immer noch nichts.", "Und jetzt?"]);
        let spec = PostSpec::public(&format!("@{to} {words}")).reply_to(&parent);
        let Ok(post) = self.world.sim.mastodon().post(who, spec) else {
            return (format!("{who} cannot answer {parent}"), Vec::new());
        };
        self.posts.push(post.id.clone());
        self.arrives(&post.id).await;
        (format!("{who} answers {parent} to {to}: {words}"), Vec::new())
    }

    /// Waits until a post that names one of our accounts is kept through that account.
    async fn arrives(&self, id: &str) {
        let log = self.world.engine().store().log();
        let look = async {
            loop {
                let head = log.head();
                let mut db = self.world.engine().store().read().await.unwrap();
                for account in db.accounts().await.unwrap() {
                    let found = db.message_by_external(account.id, &id.into()).await.unwrap();
                    if found.is_some() {
                        return;
                    }
                }
                drop(db);
                log.wait_beyond(head).await;
            }
        };
        tokio::time::timeout(gerne_demo::world::PATIENCE, look).await.expect("a post is kept");
    }

    async fn somebody_edits_or_deletes(&mut self, dice: &mut Dice) -> (String, Vec<String>) {
        if self.posts.is_empty() {
            return self.somebody_writes(dice).await;
        }
        let (server, post) = (self.world.sim.mastodon(), dice.pick(self.posts).clone());
        if dice.one_in(3) {
            drop(server.delete(&post));
            self.posts.retain(|each| *each != post);
            return (format!("{post} is deleted"), Vec::new());
        }
        let Ok(old) = server.post_by_id(&post) else { return (String::new(), Vec::new()) };
        drop(server.edit(&post, &format!("{} (bearbeitet {})", old.text, self.counter)));
        (format!("{post} is edited"), Vec::new())
    }

    fn time_passes(&self, dice: &mut Dice) -> (String, Vec<String>) {
        use gerne_domain::Clock as _;
        let seconds = *dice.pick(&[7, 61, 620, 4_000, 90_000]);
        let now = self.world.clock.now();
        self.world.set_time(now + SignedDuration::from_secs(seconds));
        (format!("{seconds} s pass"), Vec::new())
    }

    async fn an_agent_does(&mut self, dice: &mut Dice) -> (String, Vec<String>) {
        let console = &self.consoles[dice.below(self.consoles.len())];
        let matters = console.matters();
        if matters.is_empty() {
            return ("nobody has anything to do".to_owned(), Vec::new());
        }
        let matter = dice.pick(&matters).clone();
        let row = console.row(&matter);
        let path = format!("/conversations/{matter}");
        let n = *self.counter;
        let agents: Vec<&str> = ids(console.list("agents"));
        let labels: Vec<&str> = ids(console.list("labels"));
        let (method, path, body) = match dice.below(24) {
            0..4 => {
                let then = dice.one_in(3).then_some("resolve");
                let text = format!("Antwort {n}");
                let body = json!({"text": text, "seen": 0, "send_anyway": true, "then": then});
                (Method::POST, format!("{path}/replies"), body)
            }
            4..6 => {
                let mentions = [*dice.pick(&agents)];
                let body = json!({"text": format!("Notiz {n}"), "mentions": mentions});
                (Method::POST, format!("{path}/notes"), body)
            }
            6..8 => (Method::PATCH, path, json!({"assignee_id": *dice.pick(&agents)})),
            8 => (Method::PATCH, path, json!({"assignee_id": null})),
            9 => {
                let teams = ids(console.list("teams"));
                (Method::PATCH, path, json!({"team_id": *dice.pick(&teams)}))
            }
            10 => (Method::PATCH, path, json!({"labels": [*dice.pick(&labels)]})),
            11 => {
                let priority = *dice.pick(&["normal", "high", "urgent"]);
                (Method::PATCH, path, json!({"priority": priority}))
            }
            12 => {
                let body = json!({"subject": format!("Betreff {n}"), "spam": dice.one_in(2)});
                (Method::PATCH, path, body)
            }
            13..15 => {
                let status = *dice.pick(&["open", "pending", "resolved", "snoozed"]);
                (Method::POST, format!("{path}/status"), json!({"status": status}))
            }
            15 => {
                use gerne_domain::Clock as _;
                let until = self.world.clock.now() + SignedDuration::from_secs(1_000);
                let body = json!({"status": "snoozed", "until": until.to_string()});
                (Method::POST, format!("{path}/status"), body)
            }
            16 => (Method::PUT, format!("{path}/drafts/reply"), json!({"text": format!("E {n}")})),
            17 => (Method::DELETE, format!("{path}/drafts/reply"), Value::Null),
            18 => {
                let other = dice.pick(&matters).clone();
                (Method::POST, format!("{path}/join"), json!({"other": other}))
            }
            19 => {
                let entries = console.entries(&matter);
                let messages = entries.iter().filter(|e| e["type"] == "message");
                let messages: Vec<&str> = messages.filter_map(|e| e["id"].as_str()).collect();
                let some: Vec<&str> = messages.into_iter().skip(1).take(1).collect();
                (Method::POST, format!("{path}/separate"), json!({"messages": some}))
            }
            20 => {
                let other = console.row(dice.pick::<String>(&matters))["customer"]["id"].clone();
                let customer = row["customer"]["id"].as_str().unwrap_or_default();
                (Method::POST, format!("/customers/{customer}/join"), json!({"other": other}))
            }
            21 => {
                let customer = row["customer"]["id"].as_str().unwrap_or_default();
                let body = json!({"name": format!("Kunde {n}"), "blocked": dice.one_in(4)});
                (Method::PATCH, format!("/customers/{customer}"), body)
            }
            22 => match (dice.one_in(2), self.joins.pop()) {
                (true, Some(join)) => (Method::POST, format!("/joins/{join}/undo"), Value::Null),
                _ => (Method::POST, "/me/notifications/read".to_owned(), json!({})),
            },
            _ => {
                let outbox = console.list("outbox")["items"].as_array();
                let deliveries: Vec<&str> = outbox
                    .into_iter()
                    .flatten()
                    .filter_map(|item| item["delivery"]["id"].as_str())
                    .collect();
                if deliveries.is_empty() {
                    let ids: Vec<&String> = matters.iter().take(3).collect();
                    let change = json!({"labels_add": [*dice.pick(&labels)]});
                    let body = json!({"ids": ids, "change": change});
                    (Method::POST, "/conversations/bulk".to_owned(), body)
                } else {
                    let (id, what) = (*dice.pick(&deliveries), *dice.pick(&["undo", "now"]));
                    (Method::POST, format!("/deliveries/{id}/{what}"), Value::Null)
                }
            }
        };
        let customer = row["customer"]["id"].as_str().map(str::to_owned);
        let told = self.ask(console, method, &path, body).await;
        (told, [Some(matter), customer].into_iter().flatten().collect())
    }

    async fn an_admin_does(&mut self, dice: &mut Dice) -> (String, Vec<String>) {
        let admin = &self.consoles[0];
        let n = *self.counter;
        let agents = ids(admin.list("agents"));
        let teams = ids(admin.list("teams"));
        // The last of the consoles is moved about; the others stay who they are.
        let moved = self.consoles.last().unwrap().me.clone();
        let (method, path, body) = match dice.below(8) {
            0 => (Method::POST, "/teams".to_owned(), json!({"name": format!("Team {n}")})),
            1 => {
                let some: Vec<&str> = teams.iter().copied().filter(|_| dice.one_in(2)).collect();
                (Method::PATCH, format!("/agents/{moved}"), json!({"teams": some}))
            }
            2 => {
                let body = json!({"name": format!("Wort {n}"), "colour": "#336699"});
                (Method::POST, "/labels".to_owned(), body)
            }
            3 => {
                let labels = ids(admin.list("labels"));
                if labels.len() < 4 {
                    return (String::new(), Vec::new());
                }
                (Method::DELETE, format!("/labels/{}", dice.pick(&labels)), Value::Null)
            }
            4 => {
                let body = json!({"name": format!("Liste {n}"), "shared": dice.one_in(2)});
                (Method::POST, "/views".to_owned(), body)
            }
            5 => {
                let team = dice.pick(&teams);
                (Method::PATCH, format!("/teams/{team}"), json!({"name": format!("Umbenannt {n}")}))
            }
            6 if teams.len() > 3 => {
                (Method::DELETE, format!("/teams/{}", teams[teams.len() - 1]), Value::Null)
            }
            _ => {
                let agent = dice.pick(&agents);
                (Method::PATCH, format!("/agents/{agent}"), json!({"name": format!("Name {n}")}))
            }
        };
        (self.ask(admin, method, &path, body).await, Vec::new())
    }

    /// What is refused is part of history too.
    async fn ask(&mut self, who: &Console, method: Method, path: &str, body: Value) -> String {
        let key = format!("deed-{}", self.counter);
        let sent = (!body.is_null()).then(|| body.clone());
        let key = (method == Method::POST).then_some(key.as_str());
        let asked = who.client.try_call(method.clone(), path, sent, key).await;
        let (status, value) = asked.unwrap();
        assert!(status < 500, "{method} {path} {body}: {status} {value}");
        if status < 300
            && let Some(joined) = value["joined"].as_array()
        {
            self.joins.extend(joined.iter().filter_map(|j| j["id"].as_str()).map(str::to_owned));
        }
        format!("{}: {method} {path} {body} -> {status} {}", who.name, value["code"])
    }
}

fn ids(list: &Value) -> Vec<&str> {
    list["items"].as_array().into_iter().flatten().filter_map(|item| item["id"].as_str()).collect()
}
