//! Facebook in the demo: connecting the company's Page there, and playing what was said on it and in
//! Messenger in the demo's days.

mod script;

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use anyhow::{Context, Result};
use gerne_connector::{Callback, Form};
use gerne_domain::{AccountId, Clock as _, ExternalId};
use gerne_engine::{Engine, verbs::ConnectionStep};
use gerne_sim::{FbCommentSpec, FbMessageSpec, FbPostSpec, Sim, picture};
use jiff::SignedDuration;
use serde_json::json;

use self::script::{Deed, What, deeds};
use crate::{Client, World, world::PATIENCE};

/// Real time after which a clock that stands still is moved on.
const A_MOMENT: Duration = Duration::from_millis(40);
/// Who may do everything on the Page.
const ADMIN: &str = "anna.albrecht";

/// Connects the company's Page at the stand-in that listens at `address`, as its owner does in the
/// browser: with the application's key, and their consent at Facebook. The installation is at `url`.
pub async fn connect_facebook(
    engine: &Engine,
    sim: &Sim,
    address: &str,
    url: &str,
) -> Result<AccountId> {
    let server = sim.facebook();
    let app = server.app();
    let human_agent = if app.human_agent { "true" } else { "false" };
    let form = Form(
        [
            ("app_id", app.id),
            ("app_secret", app.secret),
            ("human_agent", human_agent.to_owned()),
            ("address", address.to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into(),
    );
    let redirect = url::Url::parse(url)?.join("api/v1/accounts/callback")?;
    let step = engine.connect_begin(None, "facebook", &form, &redirect).await?;
    let ConnectionStep::Browser { url } = step else {
        anyhow::bail!("Facebook connects in the browser");
    };
    let back = url::Url::parse(&server.approve(url.as_str(), ADMIN, &[sim.fb_page()])?)?;
    let told = back.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned()));
    Ok(engine.connect_finish(&Callback(told.collect())).await?.account)
}

/// What the replay has come to on Facebook.
pub(crate) struct OnFacebook {
    ahead: VecDeque<Deed>,
    /// Keys to ids: of posts and comments, and of messages with the prefix by which they are kept.
    ids: HashMap<&'static str, String>,
    answers: usize,
}

impl OnFacebook {
    /// Nothing where no Page is connected.
    pub(crate) fn begin(world: &World) -> Self {
        let ahead = if world.facebook.is_some() { deeds().into() } else { VecDeque::new() };
        Self { ahead, ids: HashMap::new(), answers: 0 }
    }

    /// How long before the end the next deed is.
    pub(crate) fn ahead(&self) -> Option<SignedDuration> {
        self.ahead.front().map(|deed| deed.before_end)
    }

    /// The next deed.
    pub(crate) fn next(&mut self) -> Option<Deed> {
        self.ahead.pop_front()
    }

    /// Does it, and waits until the installation and who it concerns know of it.
    pub(crate) async fn play(
        &mut self,
        world: &World,
        deed: Deed,
        client: impl AsyncFn(&str) -> Result<Client>,
    ) -> Result<()> {
        let (server, page) = (world.sim.facebook(), world.sim.fb_page());
        match deed.what {
            What::Posts { who, key, text, scene } => {
                let mut spec = FbPostSpec::new(text);
                spec.media.extend(self.upload(world, scene)?);
                let post = server.post(if who == "page" { page } else { who }, page, spec)?;
                if who != "page" {
                    known(world, &post.id).await?;
                }
                self.ids.insert(key, post.id);
            }
            What::Comments { who, key, on, text, scene } => {
                let mut spec = FbCommentSpec::new(self.id(on)?, text);
                spec.media = match scene {
                    // Nothing but a sticker.
                    Some(scene) if text.is_empty() => {
                        let bytes = picture::scene(scene).context("a scene")?;
                        Some(server.sticker(bytes)?)
                    }
                    scene => self.upload(world, scene)?,
                };
                let comment = server.comment(who, spec)?;
                known(world, &comment.id).await?;
                self.ids.insert(key, comment.id);
            }
            What::Reviews { who, key, positive, text } => {
                let review = server.review(who, page, positive, text)?;
                known(world, &review.id).await?;
                self.ids.insert(key, review.id);
            }
            What::Writes { who, key, text } => {
                let message = server.write(who, page, FbMessageSpec::new(text))?;
                let id = format!("dm:{}", message.id);
                known(world, &id).await?;
                self.ids.insert(key, id);
            }
            What::Edits { post, text } => server.edit(self.id(post)?, text)?,
            What::Answers { agent, to, key, text, in_private } => {
                let client = client(agent).await?;
                let asked = self.id(to)?.to_owned();
                let (message, conversation) = known(world, &asked).await?;
                self.answers += 1;
                let mut body = json!({
                    "in_reply_to": message, "text": text, "seen": client.head().await?,
                    "send_anyway": true,
                });
                if in_private {
                    body["visibility"] = "private".into();
                }
                client.reply(&conversation, &format!("on-facebook-{}", self.answers), body).await?;
                let id = answer(world, &asked, text, in_private).await?;
                self.ids.insert(key, id);
            }
            What::Hides { agent, post, reason } => {
                let client = client(agent).await?;
                let id = self.id(post)?.to_owned();
                let (message, _) = known(world, &id).await?;
                let path = format!("/messages/{message}/hidden");
                client.post(&path, json!({ "reason": reason })).await?;
                let hidden = server.wait_until(|server| {
                    server.comment_by_id(&id).is_ok_and(|comment| comment.hidden)
                });
                tokio::time::timeout(PATIENCE, hidden).await.context("it was never hidden")??;
            }
        }
        Ok(())
    }

    fn id(&self, key: &str) -> Result<&str> {
        self.ids.get(key).map(String::as_str).context("something of the history")
    }

    fn upload(&self, world: &World, scene: Option<&str>) -> Result<Option<String>> {
        let Some(bytes) = scene.and_then(picture::scene) else { return Ok(None) };
        Ok(Some(world.sim.facebook().upload(bytes, "image/png")?))
    }
}

/// Waits until Facebook shows the Page's answer to a comment, post or message; gives its id.
pub(crate) async fn answer(
    world: &World,
    asked: &str,
    text: &str,
    in_private: bool,
) -> Result<String> {
    let start: String = text.chars().take(20).collect();
    let (page, server) = (world.sim.fb_page(), world.sim.facebook());
    let private = in_private || asked.starts_with("dm:");
    let search = server.wait_for(|server| {
        if !private {
            // An answer to an answer stands below the same comment.
            let above = server.comment_by_id(asked).ok().and_then(|one| one.parent);
            let said = server.answers_to(above.as_deref().unwrap_or(asked));
            return said.into_iter().find(|one| one.text.contains(&start)).map(|one| one.id);
        }
        let said = server.people().into_iter().find_map(|person| {
            let all = server.messages(page, &person.handle);
            all.into_iter().rev().find(|one| one.author == page && one.text.contains(&start))
        });
        said.map(|one| format!("dm:{}", one.id))
    });
    let waited = tokio::time::timeout(PATIENCE, search).await;
    Ok(waited.with_context(|| format!("the answer to {asked} never arrived on Facebook"))??)
}

/// Waits until the installation has something that was said; which one it is, and in which matter.
/// It looks for them from time to time, so a clock that stands still is moved on.
async fn known(world: &World, external: &str) -> Result<(String, String)> {
    let account = world.facebook.context("a Page on Facebook is connected")?;
    let external = ExternalId::from(external);
    let store = world.engine().store();
    let log = store.log();
    let search = async {
        loop {
            let head = log.head();
            let found = store.read().await?.message_by_external(account, &external).await?;
            if let Some(message) = found
                && let Some(conversation) = message.conversation_id
            {
                return Ok((message.id.to_string(), conversation.to_string()));
            }
            if tokio::time::timeout(A_MOMENT, log.wait_beyond(head)).await.is_err()
                && world.clock.speed() <= 0.0
            {
                world.set_time(world.clock.now() + SignedDuration::from_secs(5));
            }
        }
    };
    let waited = tokio::time::timeout(PATIENCE, search).await;
    waited.with_context(|| format!("the installation never heard of {external} on Facebook"))?
}
