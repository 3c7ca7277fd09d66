//! A few lively days, replayed through the real connector: customers post on the platform, agents
//! answer through the interface, and the clock jumps from one to the next.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};
use gerne_domain::{ConversationId, ExternalId, Timestamp};
use gerne_sim::history::{self, Actor, Deed, Step};
use reqwest::Method;
use serde_json::json;

use crate::{
    AGENTS, Client, PASSWORD, World, mails::Mails, tweets::OnX, wall::OnFacebook, world::PATIENCE,
};

/// Replays the whole history so that it ends now. `progress` is told how far it is.
pub async fn replay(
    world: &World,
    first_day: Timestamp,
    mut progress: impl FnMut(usize, usize),
) -> Result<()> {
    let mut agents = BTreeMap::new();
    for agent in AGENTS {
        let client = Client::sign_in(&world.url, agent.login, PASSWORD).await?;
        let id = client.get("/me").await?["id"].as_str().unwrap_or_default().to_owned();
        agents.insert(agent.key, (client, id));
    }
    let script = history::script();
    let (end, mut mails) = (history::length(), Mails::begin(world)?);
    let (mut on_x, mut on_facebook) = (OnX::begin(world), OnFacebook::begin(world));
    let mut replay = Replay { world, agents, ids: HashMap::new(), replies: 0, first_day };
    for (done, step) in script.iter().enumerate() {
        let client = async |agent: &str| {
            let (client, _) = replay.agents.get(agent).context("a known agent")?;
            anyhow::Ok(client.clone())
        };
        // Letters and what is said elsewhere in between, each at its time.
        loop {
            let next = mails.ahead().max(on_x.ahead()).max(on_facebook.ahead());
            let Some(at) = next.filter(|at| *at >= end - step.offset) else { break };
            world.set_time(first_day + (end - at));
            if mails.ahead() == Some(at) {
                let deed = mails.next().context("a letter")?;
                mails.play(world, deed, &client).await.context("a letter of the history")?;
            } else if on_facebook.ahead() == Some(at) {
                let deed = on_facebook.next().context("a comment")?;
                let played = on_facebook.play(world, deed, &client).await;
                played.context("something of the history on Facebook")?;
            } else {
                let deed = on_x.next().context("a post")?;
                on_x.play(world, deed, &client).await.context("a post of the history on X")?;
            }
        }
        world.set_time(first_day + step.offset);
        replay
            .step(step)
            .await
            .with_context(|| format!("step {done} of the history ({:?})", step.key))?;
        progress(done + 1, script.len());
    }
    Ok(())
}

struct Replay<'a> {
    world: &'a World,
    agents: BTreeMap<&'static str, (Client, String)>,
    /// Keys of steps to ids on the platform.
    ids: HashMap<String, String>,
    replies: usize,
    first_day: Timestamp,
}

impl Replay<'_> {
    async fn step(&mut self, step: &Step) -> Result<()> {
        match &step.actor {
            Actor::Customer(_) => {
                let server = self.world.sim.mastodon();
                let company = self.world.sim.company().to_owned();
                let made = step.play(server, &company, &mut self.ids)?;
                // What is said to the company is there before the next step; what is said beside it
                // may never come.
                if let (Some(post), Deed::Post(_)) = (&made, &step.deed)
                    && post.mentions.contains(&company)
                {
                    self.known(&post.id).await?;
                }
                Ok(())
            }
            Actor::Agent(agent) => {
                let (client, _) = self.agents.get(agent.as_str()).context("a known agent")?;
                let client = client.clone();
                self.deed(&client, step).await
            }
        }
    }

    async fn deed(&mut self, client: &Client, step: &Step) -> Result<()> {
        let about = match &step.deed {
            Deed::Reply { to, .. } => to,
            Deed::Note { about, .. }
            | Deed::Assign { about, .. }
            | Deed::Label { about, .. }
            | Deed::Resolve { about }
            | Deed::Snooze { about, .. } => about,
            _ => return Ok(()),
        };
        let Some(external) = self.ids.get(about).cloned() else { return Ok(()) };
        let (message, conversation) = self.known(&external).await?;
        let path = format!("/conversations/{conversation}");
        match &step.deed {
            Deed::Reply { text, .. } => {
                self.replies += 1;
                let body = json!({
                    "in_reply_to": message, "text": text, "seen": client.head().await?,
                    "send_anyway": true,
                });
                let key = format!("history-{}", self.replies);
                client.reply(&conversation.to_string(), &key, body).await?;
                let post = self.answer_to(&external, text).await?;
                if let Some(key) = &step.key {
                    self.ids.insert(key.clone(), post);
                }
            }
            Deed::Note { text, .. } => {
                client
                    .post(&format!("{path}/notes"), json!({"text": text, "mentions": []}))
                    .await?;
            }
            Deed::Assign { to, .. } => {
                let (_, id) = self.agents.get(to.as_str()).context("a known agent")?;
                client.call(Method::PATCH, &path, Some(json!({"assignee_id": id}))).await?;
            }
            Deed::Label { label, .. } => {
                let label = self.world.labels.iter().find(|(key, _)| key == label);
                let id = label.context("a known label")?.1.to_string();
                let before = client.get(&path).await?;
                let mut labels = before["labels"].as_array().cloned().unwrap_or_default();
                labels.push(id.into());
                client.call(Method::PATCH, &path, Some(json!({"labels": labels}))).await?;
            }
            Deed::Resolve { .. } => {
                client.post(&format!("{path}/status"), json!({"status": "resolved"})).await?;
            }
            Deed::Snooze { until, .. } => {
                let until = self.first_day + *until;
                let body = json!({"status": "snoozed", "until": until.to_string()});
                client.post(&format!("{path}/status"), body).await?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Waits until the installation has a post and knows whose matter it is.
    async fn known(&self, external: &str) -> Result<(String, ConversationId)> {
        let account = self.world.account.context("the demo has an account")?;
        let external = ExternalId::from(external);
        let store = self.world.engine().store();
        let log = store.log();
        let search = async {
            loop {
                let head = log.head();
                let found = store.read().await?.message_by_external(account, &external).await?;
                if let Some(message) = found
                    && let Some(conversation) = message.conversation_id
                {
                    return Ok((message.id.to_string(), conversation));
                }
                log.wait_beyond(head).await;
            }
        };
        let waited = tokio::time::timeout(PATIENCE, search).await;
        waited.with_context(|| format!("the installation never heard of post {external}"))?
    }

    /// Waits until the platform shows the company's answer.
    async fn answer_to(&self, external: &str, text: &str) -> Result<String> {
        let start: String = text.chars().take(20).collect();
        let answer = self.world.sim.mastodon().wait_for(|server| {
            let answers = server.answers_to(external);
            answers.into_iter().rev().find(|post| post.text.contains(&start)).map(|post| post.id)
        });
        let waited = tokio::time::timeout(PATIENCE, answer).await;
        Ok(waited.with_context(|| format!("the answer to {external} never arrived"))??)
    }
}
