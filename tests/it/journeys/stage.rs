//! What the stories share: a world on either engine, and short ways to say things in it.

use gerne_demo::{AGENTS, Client, PASSWORD, World, WorldConfig, world::Seeds};
use gerne_sim::{FbCommentSpec, FbMessageSpec, FbPostSpec, MailSpec, PostSpec, XPostSpec};
use serde_json::{Value, json};

use crate::process::Parts;

/// Makes a test per engine of one story. PostgreSQL is told apart by its name; without a server the
/// test says so and counts as ignored by name.
macro_rules! on_both_engines {
    ($story:ident) => {
        mod sqlite {
            #[tokio::test(flavor = "multi_thread")]
            async fn $story() {
                super::$story(crate::journeys::stage::Database::sqlite()).await;
            }
        }
        mod postgres {
            #[tokio::test(flavor = "multi_thread")]
            async fn $story() {
                let Some(database) = crate::journeys::stage::Database::postgres().await else {
                    return;
                };
                super::$story(database).await;
            }
        }
    };
}
pub(super) use on_both_engines;

/// The same for a story that may come over any channel: a test per channel and engine.
macro_rules! on_each_channel {
    ($story:ident) => {
        async fn over_mastodon(database: crate::journeys::stage::Database) {
            $story(database, crate::journeys::stage::Channel::Mastodon).await;
        }

        async fn over_email(database: crate::journeys::stage::Database) {
            $story(database, crate::journeys::stage::Channel::Email).await;
        }

        async fn over_x(database: crate::journeys::stage::Database) {
            $story(database, crate::journeys::stage::Channel::X).await;
        }

        mod mastodon {
            use super::over_mastodon as $story;
            crate::journeys::stage::on_both_engines!($story);
        }
        mod email {
            use super::over_email as $story;
            crate::journeys::stage::on_both_engines!($story);
        }
        mod x {
            use super::over_x as $story;
            crate::journeys::stage::on_both_engines!($story);
        }
    };
}
pub(super) use on_each_channel;

/// The same for Facebook alone: of a story that other channels have, too, or that only it has.
macro_rules! on_facebook {
    ($story:ident) => {
        async fn over_facebook(database: crate::journeys::stage::Database) {
            $story(database, crate::journeys::stage::Channel::Facebook).await;
        }

        mod facebook {
            use super::over_facebook as $story;
            crate::journeys::stage::on_both_engines!($story);
        }
    };
}
pub(super) use on_facebook;

/// Where a story keeps its data.
pub(super) struct Database(Option<gerne_store::testing::Fresh>);

impl Database {
    pub(super) fn sqlite() -> Self {
        Self(None)
    }

    pub(super) async fn postgres() -> Option<Self> {
        gerne_store::testing::Fresh::postgres().await.map(|fresh| Self(Some(fresh)))
    }

    /// Which engine.
    pub(super) fn name(&self) -> &'static str {
        if self.0.is_some() { "postgres" } else { "sqlite" }
    }

    pub(super) fn url(&self) -> Option<String> {
        self.0.as_ref().map(|fresh| fresh.url().to_owned())
    }
}

/// Over what a story comes: what is said in private; what is said in public, where the channel has
/// that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channel {
    Mastodon,
    /// In public it is Mastodon.
    Email,
    X,
    Facebook,
}

/// What a customer said.
#[derive(Clone, Debug)]
pub(super) enum Told {
    /// Its id.
    Post(String),
    /// Its id at the provider, and who wrote it.
    Mail { id: String, by: String },
    /// A post on X.
    OnX(String),
    /// A private message on X: who wrote it.
    MessageOnX { by: String },
    /// A comment on the Page.
    OnFacebook(String),
    /// A message in Messenger: who wrote it.
    InMessenger { by: String },
}

/// An answer of ours, as it stands there.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) id: String,
    pub(super) text: String,
    /// Nobody but who is answered can read it.
    pub(super) private: bool,
    /// Id of what it answers, where a platform says so.
    pub(super) answers: Option<String>,
    pub(super) what: What,
}

/// What an answer is there.
#[derive(Clone, Debug)]
pub(super) enum What {
    Post,
    Mail(Box<gerne_sim::ReceivedMail>),
    OnX,
    OnFacebook,
}

/// Customers have another handle on X and on Facebook.
fn on_x(who: &str) -> &str {
    who.split('@').next().unwrap_or(who)
}

/// A world in which a story plays.
pub(super) struct Stage {
    pub(super) world: World,
    database: Database,
    written: usize,
}

impl Stage {
    /// What a story over a channel needs.
    pub(super) fn config(channel: Channel) -> WorldConfig {
        match channel {
            Channel::Mastodon => WorldConfig::default(),
            Channel::Email => WorldConfig { mailbox: true, ..WorldConfig::default() },
            // X allows to look for private messages once in two minutes or so.
            Channel::X => WorldConfig { x: true, speed: 60.0, ..WorldConfig::default() },
            Channel::Facebook => WorldConfig { facebook: true, ..WorldConfig::default() },
        }
    }

    pub(super) async fn set(database: Database, config: WorldConfig) -> Self {
        let config = WorldConfig { database: database.url(), hold_seconds: 0, ..config };
        let world = Box::pin(World::start(config)).await.unwrap();
        Self { world, database, written: 0 }
    }

    /// One of the demo agents, signed in.
    pub(super) async fn agent(&self, key: &str) -> Client {
        let agent = AGENTS.iter().find(|agent| agent.key == key).unwrap();
        Client::sign_in(&self.world.url, agent.login, PASSWORD).await.unwrap()
    }

    /// A customer says something to the company.
    pub(super) fn says(&self, who: &str, spec: impl FnOnce(&str) -> PostSpec) -> String {
        let spec = spec(self.world.sim.company());
        self.world.sim.mastodon().post(who, spec).unwrap().id
    }

    /// A customer says something that only the company can read.
    pub(super) fn tells(&self, channel: Channel, who: &str, subject: &str, text: &str) -> Told {
        match channel {
            Channel::Mastodon => Told::Post(
                self.says(who, |company| PostSpec::direct(&format!("@{company} {text}"))),
            ),
            Channel::Email => Told::Mail {
                id: self.world.sim.mail().write(who, MailSpec::new(subject, text)).unwrap(),
                by: who.to_owned(),
            },
            Channel::X => {
                let (x, by) = (self.world.sim.x(), on_x(who).to_owned());
                x.write(&by, self.world.sim.x_company(), text).unwrap();
                Told::MessageOnX { by }
            }
            Channel::Facebook => {
                let (facebook, by) = (self.world.sim.facebook(), on_x(who).to_owned());
                facebook.write(&by, self.world.sim.fb_page(), FbMessageSpec::new(text)).unwrap();
                Told::InMessenger { by }
            }
        }
    }

    /// The Page says something by hand.
    pub(super) fn publishes(&self, text: &str) -> String {
        let page = self.world.sim.fb_page();
        self.world.sim.facebook().post(page, page, FbPostSpec::new(text)).unwrap().id
    }

    /// A customer comments on something on the Page.
    pub(super) fn comments(&self, who: &str, on: &str, text: &str) -> Told {
        let spec = FbCommentSpec::new(on, text);
        Told::OnFacebook(self.world.sim.facebook().comment(on_x(who), spec).unwrap().id)
    }

    /// A customer names the company before everyone.
    pub(super) fn calls(&self, channel: Channel, who: &str, text: &str) -> Told {
        if channel == Channel::Facebook {
            let post = self.publishes("Heute Nacht arbeiten wir am Netz.");
            return self.comments(who, &post, text);
        }
        if channel != Channel::X {
            return Told::Post(
                self.says(who, |company| PostSpec::public(&format!("@{company} {text}"))),
            );
        }
        let spec = XPostSpec::new(&format!("@{} {text}", self.world.sim.x_company()));
        Told::OnX(self.world.sim.x().post(on_x(who), spec).unwrap().id)
    }

    /// They go on before everyone, where we answered them.
    pub(super) fn calls_back(&self, who: &str, to: &Answer, text: &str) -> Told {
        if let What::OnFacebook = to.what {
            return self.comments(who, &to.id, text);
        }
        if let What::OnX = to.what {
            let spec = XPostSpec::new(text).reply_to(&to.id);
            return Told::OnX(self.world.sim.x().post(on_x(who), spec).unwrap().id);
        }
        Told::Post(
            self.says(who, |company| {
                PostSpec::public(&format!("@{company} {text}")).reply_to(&to.id)
            }),
        )
    }

    /// They go on, where we answered them.
    pub(super) fn answers_back(&self, who: &str, to: &Answer, text: &str) -> Told {
        match &to.what {
            What::Post => Told::Post(self.says(who, |company| {
                PostSpec::direct(&format!("@{company} {text}")).reply_to(&to.id)
            })),
            What::Mail(_) => {
                let mail = MailSpec::answer(&to.id, text);
                let id = self.world.sim.mail().write(who, mail).unwrap();
                Told::Mail { id, by: who.to_owned() }
            }
            What::OnX => self.tells(Channel::X, who, "", text),
            What::OnFacebook => self.tells(Channel::Facebook, who, "", text),
        }
    }

    /// Waits until the newest conversation that holds these words is there as `holds` wants it.
    pub(super) async fn row(
        &self,
        agent: &Client,
        words: &str,
        holds: fn(&Value) -> bool,
    ) -> Value {
        let words = words.to_owned();
        agent
            .until(&format!("a conversation with \"{words}\""), move |agent| {
                let words = words.clone();
                async move {
                    let page = agent.get("/conversations?order=recent&limit=100").await?;
                    let items = page["items"].as_array().cloned().unwrap_or_default();
                    Ok(items.into_iter().find(|row| {
                        row["preview"].as_str().is_some_and(|p| p.contains(&words)) && holds(row)
                    }))
                }
            })
            .await
            .unwrap()
    }

    /// Answers, and waits until the platform shows it. Returns what stands there.
    pub(super) async fn answers(
        &mut self,
        agent: &Client,
        conversation: &Value,
        to: &str,
        text: &str,
    ) -> gerne_sim::Post {
        let start = self.sends(agent, conversation, json!({"text": text})).await;
        let server = self.world.sim.mastodon();
        let shown = server
            .wait_for(|server| server.answers_to(to).into_iter().find(|p| p.text.contains(&start)));
        shown.await.unwrap()
    }

    /// The same over any channel. `more` goes into the reply's JSON.
    pub(super) async fn answers_told(
        &mut self,
        agent: &Client,
        conversation: &Value,
        to: &Told,
        text: &str,
        more: Value,
    ) -> Answer {
        let (id, by) = match to {
            Told::Post(id) => {
                let post = self.answers(agent, conversation, id, text).await;
                return Answer {
                    id: post.id,
                    text: post.text,
                    private: post.visibility == gerne_sim::Visibility::Direct,
                    answers: post.in_reply_to,
                    what: What::Post,
                };
            }
            Told::OnX(_) | Told::MessageOnX { .. } => {
                let mut body = more;
                body["text"] = text.into();
                let start = self.sends(agent, conversation, body).await;
                return self.shown_on_x(to, &start).await;
            }
            Told::OnFacebook(_) | Told::InMessenger { .. } => {
                let mut body = more;
                body["text"] = text.into();
                let private = body["visibility"] == "private";
                let start = self.sends(agent, conversation, body).await;
                return self.shown_on_facebook(to, &start, private).await;
            }
            Told::Mail { id, by } => (id, by),
        };
        let mut body = more;
        body["text"] = text.into();
        let start = self.sends(agent, conversation, body).await;
        let mail = self.world.sim.mail();
        let theirs = mail.mail(&mail.company(), id).unwrap();
        let answer = mail.wait_for(|mail| {
            mail.mails_of(by).into_iter().rev().find(|mail| mail.text.contains(&start))
        });
        let answer = answer.await.unwrap();
        let named: Vec<String> = theirs.message_id.into_iter().collect();
        assert_eq!(answer.in_reply_to, named, "it says what it answers");
        let told: Vec<String> = mail
            .submitted_by_product()
            .into_iter()
            .filter(|sent| {
                String::from_utf8_lossy(&sent.raw).contains(answer.message_id.as_deref().unwrap())
            })
            .flat_map(|sent| sent.to)
            .collect();
        Answer {
            id: answer.id.clone(),
            text: answer.text.clone(),
            private: told == [mail.address_of(by).unwrap()],
            answers: answer.in_reply_to.first().cloned(),
            what: What::Mail(Box::new(answer)),
        }
    }

    /// Waits until X shows an answer that begins like this.
    async fn shown_on_x(&self, to: &Told, start: &str) -> Answer {
        let company = self.world.sim.x_company();
        let shown = self.world.sim.x().wait_for(|x| {
            if let Told::OnX(id) = to {
                let post = x.answers_to(id).into_iter().find(|post| post.text.contains(start))?;
                assert_eq!(post.author, company, "{post:?}");
                return Some(Answer {
                    id: post.id,
                    text: post.text,
                    private: false,
                    answers: post.reply_to,
                    what: What::OnX,
                });
            }
            let Told::MessageOnX { by } = to else { panic!("{to:?} was not said on X") };
            let said = x.messages(company, by);
            let said = said.into_iter().find(|m| m.sender == company && m.text.contains(start))?;
            Some(Answer {
                id: said.id,
                text: said.text,
                private: true,
                answers: None,
                what: What::OnX,
            })
        });
        shown.await.unwrap()
    }

    /// Waits until Facebook shows an answer that begins like this; `private`: a comment is answered
    /// in Messenger.
    async fn shown_on_facebook(&self, to: &Told, start: &str, private: bool) -> Answer {
        let page = self.world.sim.fb_page();
        let shown = self.world.sim.facebook().wait_for(|facebook| {
            let by = match to {
                Told::OnFacebook(id) if !private => {
                    let above = facebook.comment_by_id(id).ok().and_then(|one| one.parent);
                    let all = facebook.answers_to(above.as_deref().unwrap_or(id));
                    let said = all.into_iter().find(|one| one.text.contains(start))?;
                    assert_eq!(said.author, page, "{said:?}");
                    return Some(Answer {
                        id: said.id,
                        text: said.text,
                        private: false,
                        answers: said.parent,
                        what: What::OnFacebook,
                    });
                }
                Told::OnFacebook(id) => facebook.comment_by_id(id).ok()?.author,
                Told::InMessenger { by } => by.clone(),
                _ => panic!("{to:?} was not said on Facebook"),
            };
            let said = facebook.messages(page, &by);
            let said = said.into_iter().find(|m| m.author == page && m.text.contains(start))?;
            Some(Answer {
                id: said.id,
                text: said.text,
                private: true,
                answers: said.about,
                what: What::OnFacebook,
            })
        });
        shown.await.unwrap()
    }

    /// Sends a reply. Returns how it begins.
    pub(super) async fn sends(
        &mut self,
        agent: &Client,
        conversation: &Value,
        mut body: Value,
    ) -> String {
        self.written += 1;
        let key = format!("story-{}", self.written);
        body["seen"] = agent.head().await.unwrap().into();
        agent.reply(conversation["id"].as_str().unwrap(), &key, body.clone()).await.unwrap();
        body["text"].as_str().unwrap().chars().take(15).collect()
    }

    /// Stops the installation; the platform and the data live on.
    pub(super) async fn leave(self, folder: tempfile::TempDir) -> (Parts, Database) {
        let database = self.database.url();
        let at = folder.path().display();
        let database = database.unwrap_or_else(|| format!("sqlite:{at}/gerne.db"));
        let World { sim, gerne, account, team, labels, .. } = self.world;
        gerne.stop().await;
        (Parts { sim, seeds: Seeds { account, team, labels }, database, folder }, self.database)
    }

    pub(super) async fn end(self) {
        self.world.stop().await;
    }
}
