//! One story, played.

use anyhow::{Context as _, Result};
use gerne_demo::{AGENTS, Client, PASSWORD, World, WorldConfig};
use gerne_sim::{Correspondent, Mail, MailConfig, MailboxSpec};
use serde_json::{Value, json};

use super::{
    Scenario, Step,
    raw::{self, Ours},
};

/// Our mailboxes, as the stories name them.
const MAILBOXES: [&str; 2] = ["care", "billing"];

struct Stage {
    world: World,
    agent: Client,
    sent: Vec<Ours>,
    /// Where each step ended: words by which a letter is found, or the conversation of ours.
    places: Vec<Place>,
    markers: usize,
}

enum Place {
    Words(String),
    Conversation(String),
    /// Not a letter.
    Nowhere,
}

/// What is wrong with how it ended; nothing when all is well.
pub(super) async fn play(scenario: &Scenario) -> Result<Vec<String>> {
    let mut stage = Stage::set(scenario).await?;
    let mut complaints = Vec::new();
    let last = scenario.messages.len().saturating_sub(1);
    for (n, step) in scenario.messages.iter().enumerate() {
        let before = if n == last { stage.rows().await? } else { Vec::new() };
        match step.dir.as_str() {
            "in" => stage.comes(step, n).await?,
            "out" => stage.goes(step).await?,
            _ => stage.happens(step)?,
        }
        if n == last && scenario.expect.reopens == Some(false) {
            let after = stage.rows().await?;
            complaints.extend(before.iter().filter_map(|row| {
                let same = after.iter().any(|now| {
                    now["id"] == row["id"]
                        && now["status"] == row["status"]
                        && now["waiting_since"] == row["waiting_since"]
                });
                (!same).then(|| "what stood before stands otherwise now".to_owned())
            }));
        }
    }
    complaints.extend(stage.together(scenario).await?);
    complaints.extend(stage.stored(scenario).await?);
    let by_hand = scenario.messages.iter().filter(|step| step.dir == "out").count();
    let sent = answers(stage.world.sim.mail()).len();
    if scenario.expect.ack_sent_for_last == Some(false) && sent != by_hand {
        complaints.push(format!("{sent} letters left, {by_hand} were written"));
    }
    stage.world.stop().await;
    Ok(complaints)
}

impl Stage {
    async fn set(scenario: &Scenario) -> Result<Self> {
        let people = scenario.messages.iter().flat_map(|step| [&step.from, &step.to]);
        let mut people: Vec<String> = people
            .filter(|a| a.contains('@') && !a.ends_with("@example.test") && !a.contains('{'))
            .cloned()
            .collect();
        people.sort();
        people.dedup();
        let mailbox = |name: &str| MailboxSpec::new(&format!("{name}@example.test"), "Nordlicht");
        let config = WorldConfig {
            mailbox: true,
            hold_seconds: 0,
            mail: MailConfig {
                mailboxes: MAILBOXES.map(mailbox).to_vec(),
                correspondents: people
                    .iter()
                    .map(|address| Correspondent::new(address, address, "de").at(address))
                    .collect(),
                ..MailConfig::default()
            },
            ..WorldConfig::default()
        };
        let world = World::start(config).await?;
        if scenario.messages.iter().any(|step| step.mailbox == MAILBOXES[1]) {
            world.connect_mailbox("billing@example.test").await?;
        }
        // What a good product offers is switched on where it is asked whether it is a good one.
        if scenario.level == "should" {
            gerne_demo::tag_answers(&world).await?;
        }
        let agent = Client::sign_in(&world.url, AGENTS[0].login, PASSWORD).await?;
        Ok(Self { world, agent, sent: Vec::new(), places: Vec::new(), markers: 0 })
    }

    /// A letter comes, and one behind it: when that is there, the first one was seen to.
    async fn comes(&mut self, step: &Step, n: usize) -> Result<()> {
        let words = match &step.body {
            Some(body) => format!("Wort {body}."),
            // The same letter says the same everywhere.
            None => format!("Wort {}.", step.message_id.clone().unwrap_or_else(|| n.to_string())),
        };
        let mailbox = if step.mailbox.is_empty() { MAILBOXES[0] } else { &step.mailbox };
        let mailbox = format!("{mailbox}@example.test");
        if !step.same_bytes {
            let to = raw::filled(&step.to, &self.sent);
            let to = if step.mailbox.is_empty() { &to } else { &mailbox };
            let letter = raw::letter(step, &self.sent, &words);
            self.world.sim.mail().bring(raw::envelope(step), to, &letter)?;
        }
        self.places.push(Place::Words(words));
        self.markers += 1;
        let marker = format!("Marke {}.", self.markers);
        let letter = format!(
            "From: mark@mark.test\r\nTo: {mailbox}\r\nSubject: Marke\r\n\
             Message-ID: <{}@mark.test>\r\n\r\n{marker}\r\n",
            self.markers
        );
        self.world.sim.mail().bring("mark@mark.test", &mailbox, letter.as_bytes())?;
        self.agent
            .until(&marker, |agent| {
                let marker = marker.clone();
                async move {
                    let rows = rows(&agent).await?;
                    let preview = |row: &Value| row["preview"].as_str().map(str::to_owned);
                    let there = rows.iter().filter_map(preview).any(|p| p.contains(&marker));
                    Ok(there.then_some(()))
                }
            })
            .await
    }

    /// We answer what came last, or speak first.
    async fn goes(&mut self, step: &Step) -> Result<()> {
        let mail = self.world.sim.mail().clone();
        let before = answers(&mail).len();
        let key = format!("out-{before}");
        let body = json!({"text": "Wir kümmern uns.", "seen": self.agent.head().await?});
        let conversation = match self.places.last() {
            None => {
                let account = self.world.mailbox.context("a mailbox is connected")?;
                let body = json!({"account_id": account, "to": {"handle": step.to}, "subject": "x",
                    "visibility": "private", "text": "Guten Tag!"});
                let post = reqwest::Method::POST;
                let (status, page) =
                    self.agent.try_call(post, "/conversations", Some(body), Some(&key)).await?;
                anyhow::ensure!(status < 300, "speaking first: {status} {page}");
                let id = page["conversation"]["id"].as_str().or(page["id"].as_str());
                id.with_context(|| format!("no conversation: {page}"))?.to_owned()
            }
            Some(place) => {
                let found = self.conversations_of(place).await?;
                let id = found.first().context("what is answered is nowhere")?.clone();
                self.agent.reply(&id, &key, body).await?;
                id
            }
        };
        let sent = mail.wait_for(|mail| answers(mail).get(before).cloned()).await?;
        let sent = gerne_mail::read(&sent);
        let reply_to = sent.reply_to.first().or(sent.from.first());
        self.sent.push(Ours {
            id: sent.message_id.context("a letter of ours has a name")?,
            reply_to: reply_to.context("a letter of ours has a writer")?.address.clone(),
        });
        self.places.push(Place::Conversation(conversation));
        Ok(())
    }

    fn happens(&mut self, step: &Step) -> Result<()> {
        self.places.push(Place::Nowhere);
        match step.event.as_deref() {
            Some("uidvalidity-change") => {
                let mail = self.world.sim.mail();
                mail.change_uidvalidity(&mail.company(), "INBOX", true)?;
                Ok(())
            }
            other => anyhow::bail!("nobody knows how {other:?} happens"),
        }
    }

    async fn rows(&self) -> Result<Vec<Value>> {
        let mut rows = rows(&self.agent).await?;
        rows.retain(|row| row["preview"].as_str().is_some_and(|p| !p.contains("Marke")));
        Ok(rows)
    }

    /// One for each time that the letter is there.
    async fn conversations_of(&self, place: &Place) -> Result<Vec<String>> {
        let words = match place {
            Place::Words(words) => words,
            Place::Conversation(id) => return Ok(vec![id.clone()]),
            Place::Nowhere => return Ok(Vec::new()),
        };
        let mut found = Vec::new();
        for row in rows(&self.agent).await? {
            let id = row["id"].as_str().context("a row has an id")?;
            let path = format!("/conversations/{id}/timeline?limit=100");
            let timeline = self.agent.get(&path).await?;
            let entries = timeline["items"].as_array().into_iter().flatten();
            let texts = entries.filter_map(|entry| entry["text"].as_str());
            found.extend(texts.filter(|text| text.contains(words)).map(|_| id.to_owned()));
        }
        Ok(found)
    }

    /// What belongs together is together, and nothing else is.
    async fn together(&self, scenario: &Scenario) -> Result<Vec<String>> {
        let expected = &scenario.expect.conversation;
        let mut ours = Vec::new();
        for place in self.places.iter().take(expected.len()) {
            ours.push(self.conversations_of(place).await?);
        }
        let mut complaints = Vec::new();
        for (n, (place, letter)) in ours.iter().zip(expected).enumerate() {
            if place.len() != 1 {
                complaints.push(format!("letter {} is there {} times", n + 1, place.len()));
            }
            let first = expected.iter().position(|other| other == letter).unwrap_or(n);
            let same = expected.iter().zip(&ours).take(n);
            for (m, (other, there)) in same.enumerate() {
                if (other == letter) != (there == place) && (m == first || other != letter) {
                    complaints.push(format!("letters {} and {}", m + 1, n + 1));
                }
            }
        }
        Ok(complaints)
    }

    /// Each letter is there as often as it must be.
    async fn stored(&self, scenario: &Scenario) -> Result<Vec<String>> {
        let incoming = scenario.messages.iter().zip(&self.places);
        let incoming = incoming.filter(|(step, _)| step.dir == "in").map(|(_, place)| place);
        let mut wanted: Vec<(&Place, &str, usize)> = Vec::new();
        for (place, expected) in incoming.zip(&scenario.expect.stored) {
            let Place::Words(words) = place else { continue };
            let times = usize::from(expected.starts_with("yes"));
            match wanted.iter_mut().find(|(_, known, _)| known == words) {
                Some((_, _, more)) => *more += times,
                None => wanted.push((place, words, times)),
            }
        }
        let mut complaints = Vec::new();
        for (place, words, times) in wanted {
            let found = self.conversations_of(place).await?.len();
            if found != times {
                complaints.push(format!("{words} is there {found} times, not {times}"));
            }
        }
        Ok(complaints)
    }
}

/// What we wrote to others: a letter to ourselves proves an address and answers nobody.
fn answers(mail: &Mail) -> Vec<Vec<u8>> {
    let mut sent = mail.submitted_by_product();
    sent.retain(|letter| letter.to.iter().any(|to| !to.ends_with("@example.test")));
    sent.into_iter().map(|letter| letter.raw.to_vec()).collect()
}

async fn rows(agent: &Client) -> Result<Vec<Value>> {
    let page = agent.get("/conversations?order=recent&limit=100").await?;
    Ok(page["items"].as_array().cloned().unwrap_or_default())
}
