//! What a newcomer would do, without a screen: post as a customer, see it in the inbox, answer as
//! an agent, see the answer on the square. For every channel that there is.

use std::time::Instant;

use anyhow::{Context, Result};
use gerne_sim::{FbCommentSpec, FbPostSpec, MailSpec, PostSpec, XPostSpec};
use serde_json::json;

use crate::{AGENTS, Client, PASSWORD, World};

/// What one channel took, in seconds.
#[derive(Clone, Debug)]
pub struct Times {
    /// Which channel.
    pub channel: &'static str,
    /// From the customer's post to the inbox.
    pub seen: f64,
    /// From the agent's answer to the square, the undo window included.
    pub answered: f64,
}

/// Checks every channel.
pub async fn check(world: &World) -> Result<Vec<Times>> {
    Ok(vec![
        mastodon(world).await.context("mastodon")?,
        email(world).await.context("e-mail")?,
        x(world).await.context("x")?,
        facebook(world).await.context("facebook")?,
    ])
}

async fn mastodon(world: &World) -> Result<Times> {
    let server = world.sim.mastodon();
    let company = world.sim.company();
    let agent = Client::sign_in(&world.url, AGENTS[2].login, PASSWORD).await?;
    let words = format!("Seit heute früh geht gar nichts mehr, Prüfung {}", world.clock_text());
    let started = Instant::now();
    let post = server.post("clara", PostSpec::public(&format!("@{company} {words}")))?;
    let row = row(&agent, &words).await?;
    let seen = started.elapsed().as_secs_f64();
    let conversation = row["id"].as_str().context("a row has an id")?;
    let body = json!({
        "text": "Guten Tag! Ich sehe mir Ihre Leitung gerade an.",
        "seen": agent.head().await?,
    });
    let started = Instant::now();
    agent.reply(conversation, &format!("check-{}", post.id), body).await?;
    let answer = server.wait_for(|server| server.answers_to(&post.id).into_iter().next());
    let answer = tokio::time::timeout(crate::world::PATIENCE, answer)
        .await
        .context("the answer never reached the square")??;
    let answered = started.elapsed().as_secs_f64();
    anyhow::ensure!(answer.author == company, "somebody else answered: {}", answer.author);
    anyhow::ensure!(answer.text.contains("^Aylin"), "it is not signed: {}", answer.text);
    anyhow::ensure!(answer.text.contains("@clara"), "it names nobody: {}", answer.text);
    Ok(Times { channel: "mastodon", seen, answered })
}

async fn email(world: &World) -> Result<Times> {
    let mail = world.sim.mail();
    let agent = Client::sign_in(&world.url, AGENTS[2].login, PASSWORD).await?;
    let words = format!("Meine Rechnung stimmt nicht, Prüfung {}", world.clock_text());
    let started = Instant::now();
    let asked = mail.write("clara", MailSpec::new("Rechnung", &words))?;
    let row = row(&agent, &words).await?;
    let seen = started.elapsed().as_secs_f64();
    let conversation = row["id"].as_str().context("a row has an id")?;
    let body = json!({
        "text": "Guten Tag! Ich sehe mir Ihre Rechnung gerade an.",
        "seen": agent.head().await?,
    });
    let started = Instant::now();
    agent.reply(conversation, &format!("check-{asked}"), body).await?;
    let answer = mail.wait_for(|mail| mail.mails_of("clara").into_iter().next());
    let answer = tokio::time::timeout(crate::world::PATIENCE, answer)
        .await
        .context("the answer never reached the customer's mailbox")??;
    let answered = started.elapsed().as_secs_f64();
    let question = mail.mail(&mail.company(), &asked)?;
    anyhow::ensure!(answer.from == mail.company(), "somebody else answered: {}", answer.from);
    anyhow::ensure!(answer.text.contains("Aylin"), "it is not signed: {}", answer.text);
    anyhow::ensure!(answer.subject == "Re: Rechnung", "another subject: {}", answer.subject);
    anyhow::ensure!(
        question.message_id.is_some_and(|id| answer.in_reply_to == [id]),
        "it does not say what it answers: {:?}",
        answer.in_reply_to
    );
    Ok(Times { channel: "e-mail", seen, answered })
}

async fn x(world: &World) -> Result<Times> {
    let (server, company) = (world.sim.x(), world.sim.x_company());
    let agent = Client::sign_in(&world.url, AGENTS[2].login, PASSWORD).await?;
    let words = format!("Mein Anschluss ist tot, Prüfung {}", world.clock_text());
    let started = Instant::now();
    let post = server.post("clara", XPostSpec::new(&format!("@{company} {words}")))?;
    let row = row(&agent, &words).await?;
    let seen = started.elapsed().as_secs_f64();
    let conversation = row["id"].as_str().context("a row has an id")?;
    let text = "Guten Tag! Ich sehe mir Ihren Anschluss gerade an.";
    let body = json!({ "text": text, "seen": agent.head().await? });
    let started = Instant::now();
    agent.reply(conversation, &format!("check-{}", post.id), body).await?;
    let answer = server.post_by_id(&crate::tweets::answer(world, &post.id, text).await?)?;
    let answered = started.elapsed().as_secs_f64();
    anyhow::ensure!(answer.author == company, "somebody else answered: {}", answer.author);
    anyhow::ensure!(answer.text.contains("^Aylin"), "it is not signed: {}", answer.text);
    anyhow::ensure!(answer.text.starts_with("@clara "), "it names nobody: {}", answer.text);
    anyhow::ensure!(server.spent_tokens_sent() == 0, "a spent token was sent");
    anyhow::ensure!(server.limits_broken() == 0, "a limit was not kept");
    Ok(Times { channel: "x", seen, answered })
}

async fn facebook(world: &World) -> Result<Times> {
    let (server, page) = (world.sim.facebook(), world.sim.fb_page());
    let agent = Client::sign_in(&world.url, AGENTS[2].login, PASSWORD).await?;
    let words = format!("Bei mir geht nichts mehr, Prüfung {}", world.clock_text());
    let post = server.post(page, page, FbPostSpec::new("Heute Nacht wird gewartet."))?;
    let started = Instant::now();
    let comment = server.comment("clara", FbCommentSpec::new(&post.id, &words))?;
    let row = row(&agent, &words).await?;
    let seen = started.elapsed().as_secs_f64();
    let conversation = row["id"].as_str().context("a row has an id")?;
    let text = "Guten Tag! Ich sehe mir Ihren Anschluss gerade an.";
    let body = json!({ "text": text, "seen": agent.head().await? });
    let started = Instant::now();
    agent.reply(conversation, &format!("check-{}", comment.id), body).await?;
    let id = crate::wall::answer(world, &comment.id, text, false).await?;
    let answered = started.elapsed().as_secs_f64();
    let answer = server.comment_by_id(&id)?;
    anyhow::ensure!(answer.author == page, "somebody else answered: {}", answer.author);
    anyhow::ensure!(answer.text.contains("^Aylin"), "it is not signed: {}", answer.text);
    anyhow::ensure!(answer.parent == Some(comment.id), "it stands elsewhere: {answer:?}");
    anyhow::ensure!(server.limits_broken() == 0, "a limit was not kept");
    Ok(Times { channel: "facebook", seen, answered })
}

/// The conversation in which somebody said this, once it is there.
async fn row(agent: &Client, words: &str) -> Result<serde_json::Value> {
    let words = words.to_owned();
    agent
        .until("the message in the inbox", move |agent| {
            let words = words.clone();
            async move {
                let page = agent.get("/conversations?status=open&order=recent&limit=50").await?;
                let items = page["items"].as_array().cloned().unwrap_or_default();
                Ok(items.into_iter().find(|row| {
                    row["preview"].as_str().is_some_and(|preview| preview.contains(&words))
                }))
            }
        })
        .await
}

impl World {
    fn clock_text(&self) -> String {
        use gerne_domain::Clock as _;
        self.clock.now().as_millisecond().to_string()
    }
}
