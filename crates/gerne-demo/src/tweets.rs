//! X in the demo: connecting the company's account there, and what people said on it in the demo's
//! days; one of them without naming the company.

use std::collections::{HashMap, VecDeque};

use anyhow::{Context, Result};
use gerne_connector::Form;
use gerne_domain::{AccountId, ExternalId};
use gerne_engine::{Engine, verbs::ConnectionStep};
use gerne_sim::{Sim, XPostSpec, picture, x};
use jiff::SignedDuration;
use serde_json::json;

use crate::{Client, World, world::PATIENCE};

/// Connects the company's account at the stand-in: with tokens at hand, and with the application's
/// own, so that the activity stream rings.
pub(crate) async fn connect(engine: &Engine, sim: &Sim, url: &str) -> Result<AccountId> {
    let server = sim.x();
    let client = server.client();
    let tokens = server.tokens_for(sim.x_company(), x::SCOPES);
    let form = Form(
        [
            ("client_id", client.id),
            ("client_secret", client.secret.unwrap_or_default()),
            ("token", tokens.access),
            ("refresh_token", tokens.refresh.unwrap_or_default()),
            ("bearer", server.app_token()),
            ("address", server.base_url()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into(),
    );
    let redirect = url::Url::parse(url)?.join("api/v1/accounts/callback")?;
    let step = engine.connect_begin(None, "x", &form, &redirect).await?;
    let ConnectionStep::Done(connection) = step else {
        anyhow::bail!("tokens should have been enough to connect X");
    };
    Ok(connection.account)
}

/// What is done on X, so long before the history's end.
pub(crate) struct Deed {
    pub(crate) before_end: SignedDuration,
    what: What,
}

enum What {
    /// Somebody posts; `to` and `quote` are keys.
    Posts {
        who: &'static str,
        key: &'static str,
        text: &'static str,
        to: Option<&'static str>,
        quote: Option<&'static str>,
        scene: Option<&'static str>,
    },
    /// Somebody writes to the company in private.
    Writes { who: &'static str, key: &'static str, text: &'static str },
    /// An agent answers in the installation.
    Answers { agent: &'static str, to: &'static str, key: &'static str, text: &'static str },
}

/// All of it, the earliest first. `@nordlicht` itself posts on X by hand.
fn deeds() -> Vec<Deed> {
    let at = |hours: i64, minutes: i64, what: What| Deed {
        before_end: SignedDuration::from_hours(hours) + SignedDuration::from_mins(minutes),
        what,
    };
    let posts = |who, key, text| What::Posts { who, key, text, to: None, quote: None, scene: None };
    let answers = |agent, to, key, text| What::Answers { agent, to, key, text };
    vec![
        at(
            50,
            20,
            posts(
                "frida",
                "bild",
                "@nordlicht seit dem Update gestern friert bei uns alle paar Minuten das Fernsehbild \
                 ein. Internet läuft. Was nun?",
            ),
        ),
        at(
            50,
            0,
            answers(
                "jonas",
                "bild",
                "bild-2",
                "Hallo Frida, das klingt nach dem neuen Empfangsteil. Friert es an beiden Geräten ein \
                 oder nur an einem?",
            ),
        ),
        at(
            49,
            40,
            What::Posts {
                who: "frida",
                key: "bild-3",
                text: "nur an dem im Wohnzimmer. Das im Schlafzimmer hat das Update noch nicht.",
                to: Some("bild-2"),
                quote: None,
                scene: None,
            },
        ),
        at(
            26,
            30,
            What::Writes {
                who: "ines",
                key: "adresse",
                text: "Guten Tag, meine Kundennummer ist 20-4711-88. Können Sie die neue Adresse \
                       eintragen? Bäckergasse 7.",
            },
        ),
        at(
            26,
            10,
            answers(
                "aylin",
                "adresse",
                "adresse-2",
                "Guten Tag Inês, die Adresse steht jetzt so im Vertrag. Die nächste Rechnung geht schon \
                 dorthin.",
            ),
        ),
        at(
            20,
            0,
            posts(
                "greta_l",
                "ohne",
                "Drei Wochen. Drei Wochen warte ich bei Nordlicht auf einen Rückruf. Ich gebe auf.",
            ),
        ),
        at(
            13,
            0,
            posts(
                "nordlicht",
                "wartung",
                "Heute Nacht zwischen 2 und 4 Uhr arbeiten wir am Netz in Bonn. Kurze Aussetzer sind \
                 möglich.",
            ),
        ),
        at(
            12,
            15,
            What::Posts {
                who: "tobi_funkt",
                key: "frage",
                text: "Betrifft das auch die Südstadt?",
                to: None,
                quote: Some("wartung"),
                scene: None,
            },
        ),
        at(
            11,
            50,
            answers("lena", "frage", "frage-2", "Moin Tobias, nein, nur Bonn-Nord und Castell."),
        ),
        at(
            4,
            5,
            What::Posts {
                who: "marten_f",
                key: "lampe",
                text: "@nordlicht so blinkt der Router seit heute Mittag. Neustart hilft nicht. #Router",
                to: None,
                quote: None,
                scene: Some("router"),
            },
        ),
    ]
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

    /// The next deed, if it is at least so long before the end.
    pub(crate) fn next_until(&mut self, before_end: SignedDuration) -> Option<Deed> {
        let due = self.ahead.front().is_some_and(|deed| deed.before_end >= before_end);
        if due { self.ahead.pop_front() } else { None }
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
            What::Posts { who, key, text, to, quote, scene } => {
                let id = |key: Option<&str>| key.and_then(|key| self.ids.get(key).cloned());
                let mut spec = XPostSpec {
                    text: text.to_owned(),
                    reply_to: id(to),
                    quote: id(quote),
                    ..XPostSpec::default()
                };
                if let Some(bytes) = scene.and_then(picture::scene) {
                    spec.media.push(server.upload(who, bytes, "image/png", None)?);
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

/// Waits until the installation has a post or message; which one it is, and in which matter.
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
            log.wait_beyond(head).await;
        }
    };
    let waited = tokio::time::timeout(PATIENCE, search).await;
    waited.with_context(|| format!("the installation never heard of {external} on X"))?
}
