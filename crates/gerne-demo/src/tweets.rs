//! X in the demo: connecting the company's account there, and playing what people said on it in the
//! demo's days.

mod script;

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use anyhow::{Context, Result};
use gerne_connector::{Callback, Form};
use gerne_domain::{AccountId, Clock as _, ExternalId};
use gerne_engine::{Engine, verbs::ConnectionStep};
use gerne_sim::{Sim, XPostSpec, picture};
use jiff::SignedDuration;
use serde_json::json;

use self::script::{Deed, Says, What, deeds};
use crate::{Client, World, world::PATIENCE};

/// Real time after which a clock that stands still is moved on.
const A_MOMENT: Duration = Duration::from_millis(40);

/// Connects the company's account at the stand-in that listens at `address`, as its owner does in
/// the browser: with the application's key, and their consent on X's page. The installation is at
/// `url`.
pub async fn connect_x(engine: &Engine, sim: &Sim, address: &str, url: &str) -> Result<AccountId> {
    let server = sim.x();
    let client = server.client();
    let form = Form(
        [
            ("client_id", client.id),
            ("client_secret", client.secret.unwrap_or_default()),
            ("bearer", server.app_token()),
            ("address", address.to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into(),
    );
    let redirect = url::Url::parse(url)?.join("api/v1/accounts/callback")?;
    let step = engine.connect_begin(None, "x", &form, &redirect).await?;
    let ConnectionStep::Browser { url } = step else {
        anyhow::bail!("X connects in the browser");
    };
    let back = url::Url::parse(&server.approve(url.as_str(), sim.x_company())?)?;
    let told = back.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned()));
    Ok(engine.connect_finish(&Callback(told.collect())).await?.account)
}

/// What the replay has come to on X.
pub(crate) struct OnX {
    ahead: VecDeque<Deed>,
    /// Keys to ids: of posts, and of private messages with the prefix by which they are kept.
    ids: HashMap<&'static str, String>,
    answers: usize,
}

impl OnX {
    /// Nothing where no account is connected.
    pub(crate) fn begin(world: &World) -> Self {
        let ahead = if world.x.is_some() { deeds().into() } else { VecDeque::new() };
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
        let (server, company) = (world.sim.x(), world.sim.x_company());
        match deed.what {
            What::Posts(Says { who, key, text, to, quote, scene }) => {
                let id = |key: Option<&str>| key.and_then(|key| self.ids.get(key).cloned());
                let mut spec = XPostSpec {
                    text: text.to_owned(),
                    reply_to: id(to),
                    quote: id(quote),
                    ..XPostSpec::default()
                };
                let shown = scene.and_then(|(scene, alt)| Some((picture::scene(scene)?, alt)));
                if let Some((bytes, alt)) = shown {
                    spec.media.push(server.upload(who, bytes, "image/png", Some(alt))?);
                }
                let concerns = spec.reply_to.is_some()
                    || spec.quote.is_some()
                    || text.contains(&format!("@{company}"));
                let post = server.post(who, spec)?;
                if concerns {
                    known(world, &post.id).await?;
                }
                self.ids.insert(key, post.id);
            }
            What::Edits { post, text } => {
                let id = self.ids.get(post).context("a post of the history")?;
                let author = server.post_by_id(id)?.author;
                server.change_person(&author, |person| person.premium = true)?;
                server.edit(id, text)?;
            }
            What::Deletes { post } => {
                server.delete(self.ids.get(post).context("a post of the history")?)?;
            }
            What::Writes { who, key, text } => {
                let message = server.write(who, company, text)?;
                let id = format!("dm:{}", message.id);
                known(world, &id).await?;
                self.ids.insert(key, id);
            }
            What::Answers { agent, to, key, text } => {
                let client = client(agent).await?;
                let asked = self.ids.get(to).context("a post of the history")?.clone();
                let (message, conversation) = known(world, &asked).await?;
                self.answers += 1;
                let body = json!({
                    "in_reply_to": message, "text": text, "seen": client.head().await?,
                    "send_anyway": true,
                });
                client.reply(&conversation, &format!("on-x-{}", self.answers), body).await?;
                let id = answer(world, &asked, text).await?;
                self.ids.insert(key, id);
            }
        }
        Ok(())
    }
}

/// Waits until X shows the company's answer to a post or private message; gives its id.
pub(crate) async fn answer(world: &World, asked: &str, text: &str) -> Result<String> {
    let start: String = text.chars().take(20).collect();
    let (company, private) = (world.sim.x_company(), asked.strip_prefix("dm:"));
    let search = world.sim.x().wait_for(|server| {
        if private.is_none() {
            let answers = server.answers_to(asked);
            return answers.into_iter().find(|post| post.text.contains(&start)).map(|post| post.id);
        }
        let from_company = server.people().into_iter().find_map(|person| {
            let all = server.messages(company, &person.handle);
            all.into_iter().find(|one| one.sender == company && one.text.contains(&start))
        });
        from_company.map(|one| format!("dm:{}", one.id))
    });
    let waited = tokio::time::timeout(PATIENCE, search).await;
    Ok(waited.with_context(|| format!("the answer to {asked} never arrived on X"))??)
}

/// Waits until the installation has a post or message; which one it is, and in which matter. It
/// looks for them from time to time, so a clock that stands still is moved on.
async fn known(world: &World, external: &str) -> Result<(String, String)> {
    let account = world.x.context("an account on X is connected")?;
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
    waited.with_context(|| format!("the installation never heard of {external} on X"))?
}
