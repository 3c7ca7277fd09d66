//! A few lively days at a telecom's care desk, as data.
//!
//! [`script`] gives every step in order: what customers write, and what the company's agents do.
//! A demo plays customers' steps with [`Step::play`] and agents' steps through the product's own
//! API, at the step's time. Playing *all* steps with [`Step::play`] gives a square that looks as
//! if the product had been there.

mod script;

use std::collections::HashMap;

use jiff::SignedDuration;

use crate::{Mastodon, Post, PostSpec, SimError, Visibility, picture};

/// Somebody of the company's care team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// How steps name them.
    pub key: &'static str,
    /// First name, as customers see it.
    pub name: &'static str,
    /// Answers for response times.
    pub lead: bool,
    /// Languages they answer in.
    pub languages: &'static [&'static str],
}

/// The four people who answer.
pub const AGENTS: [Agent; 4] = [
    Agent { key: "anna", name: "Anna Albrecht", lead: true, languages: &["de", "en"] },
    Agent { key: "jonas", name: "Jonas Dietz", lead: false, languages: &["de", "en"] },
    Agent { key: "aylin", name: "Aylin Kaya", lead: false, languages: &["de", "en"] },
    Agent { key: "lena", name: "Lena Petersen", lead: false, languages: &["de"] },
];

/// Stands for a mention of the company (`@handle`) in texts.
pub const COMPANY: &str = "{co}";

/// Something that somebody does at some time.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Since midnight (local time) of the script's first day.
    pub offset: SignedDuration,
    /// How later steps refer to what this one makes (posts and replies have one).
    pub key: Option<String>,
    /// Who.
    pub actor: Actor,
    /// What.
    pub deed: Deed,
}

/// Who does a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person of the cast, by handle.
    Customer(String),
    /// One of [`AGENTS`], by key.
    Agent(String),
}

/// What a step does. `post`, `to` and `about` are keys of earlier steps.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// A customer writes.
    Post(Words),
    /// A customer changes the text of an own post.
    Edit {
        /// Which.
        post: String,
        /// The whole new text.
        text: String,
    },
    /// A customer takes an own post back.
    Delete {
        /// Which.
        post: String,
    },
    /// A customer likes a post or an answer.
    Favourite {
        /// Which.
        post: String,
    },
    /// An agent answers a post, as wide as that post was. The text names nobody and is not signed.
    Reply {
        /// Which.
        to: String,
        /// What.
        text: String,
    },
    /// An agent writes an internal note on the conversation of a post.
    Note {
        /// Which.
        about: String,
        /// What.
        text: String,
    },
    /// An agent gives the conversation to an agent.
    Assign {
        /// Which.
        about: String,
        /// Key of the agent.
        to: String,
    },
    /// An agent labels the conversation.
    Label {
        /// Which.
        about: String,
        /// One of `outage`, `billing`, `router`, `move`, `order`, `mobile`, `praise`, `speed`.
        label: String,
    },
    /// An agent closes the conversation.
    Resolve {
        /// Which.
        about: String,
    },
    /// An agent puts the conversation away until later.
    Snooze {
        /// Which.
        about: String,
        /// Until when, as [`Step::offset`] counts.
        until: SignedDuration,
    },
}

/// What a customer writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// With [`COMPANY`] where the company is mentioned.
    pub text: String,
    /// Who may see it.
    pub visibility: Visibility,
    /// Key of what it answers.
    pub reply_to: Option<String>,
    /// Key of what it quotes.
    pub quote: Option<String>,
    /// Content warning; may be empty.
    pub spoiler_text: String,
    /// The person's own when `None`.
    pub language: Option<String>,
    /// Scene of [`picture::SCENES`] and alt text.
    pub pictures: Vec<(String, Option<String>)>,
}

/// The whole script, in order of time.
///
/// # Panics
/// Never: the embedded script is checked by a test.
pub fn script() -> Vec<Step> {
    script::read()
}

/// Days that the script covers.
pub const DAYS: u32 = 4;

/// How long the script lasts.
pub fn length() -> SignedDuration {
    script().last().map_or(SignedDuration::ZERO, |step| step.offset)
}

impl Step {
    /// Plays the step on the platform: a customer's as that customer, an agent's reply as the
    /// company. Steps that only exist inside the product (notes, labels, …) do nothing.
    ///
    /// `ids` maps keys of earlier steps to the platform's status ids; a post made here is added.
    /// Steps that refer to something that is not there (an agent never answered) are left out and
    /// give `None`, as a customer would not thank for nothing.
    pub fn play(
        &self,
        server: &Mastodon,
        company: &str,
        ids: &mut HashMap<String, String>,
    ) -> Result<Option<Post>, SimError> {
        let made = match (&self.actor, &self.deed) {
            (Actor::Customer(who), Deed::Post(words)) => {
                Self::write(server, who, company, words, ids)?
            }
            (Actor::Customer(_), Deed::Edit { post, text }) => match ids.get(post) {
                Some(id) => Some(server.edit(id, &named(text, company))?),
                None => None,
            },
            (Actor::Customer(_), Deed::Delete { post }) => {
                if let Some(id) = ids.get(post) {
                    server.delete(id)?;
                }
                None
            }
            (Actor::Customer(who), Deed::Favourite { post }) => {
                if let Some(id) = ids.get(post) {
                    server.favourite(who, id, true)?;
                }
                None
            }
            (Actor::Agent(agent), Deed::Reply { to, text }) => match ids.get(to) {
                Some(id) => Some(answer(server, company, agent, id, text)?),
                None => None,
            },
            _ => None,
        };
        if let (Some(key), Some(post)) = (&self.key, &made) {
            ids.insert(key.clone(), post.id.clone());
        }
        Ok(made)
    }

    fn write(
        server: &Mastodon,
        who: &str,
        company: &str,
        words: &Words,
        ids: &HashMap<String, String>,
    ) -> Result<Option<Post>, SimError> {
        let find = |key: &Option<String>| key.as_ref().map(|key| ids.get(key).cloned());
        let (parent, quote) = (find(&words.reply_to), find(&words.quote));
        if parent == Some(None) || quote == Some(None) {
            return Ok(None);
        }
        let mut spec = PostSpec {
            text: named(&words.text, company),
            visibility: words.visibility,
            in_reply_to: parent.flatten(),
            quote: quote.flatten(),
            spoiler_text: words.spoiler_text.clone(),
            language: words.language.clone(),
            ..PostSpec::default()
        };
        for (scene, alt) in &words.pictures {
            let bytes =
                picture::scene(scene).ok_or_else(|| SimError::NoSuchMedia(scene.clone()))?;
            spec.media.push(server.upload(who, bytes, "image/png", alt.as_deref())?);
        }
        server.post(who, spec).map(Some)
    }
}

/// The text with the company's mention in it; for drivers that post by other ways too.
pub fn named(text: &str, company: &str) -> String {
    text.replace(COMPANY, &format!("@{company}"))
}

/// Answers as the product would: names the customer, is no wider than the question, signs.
fn answer(
    server: &Mastodon,
    company: &str,
    agent: &str,
    id: &str,
    text: &str,
) -> Result<Post, SimError> {
    let asked = server.post_by_id(id)?;
    let name = AGENTS.iter().find(|known| known.key == agent).map_or(agent, |known| known.name);
    let first = name.split(' ').next().unwrap_or(name);
    let visibility = match asked.visibility {
        Visibility::Public => Visibility::Unlisted,
        other => other,
    };
    let mut spec = PostSpec::public(&format!("@{} {text} ^{first}", asked.author))
        .visibility(visibility)
        .reply_to(id)
        .spoiler(&asked.spoiler_text);
    spec.language = asked.language;
    server.post(company, spec)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::cast;

    #[test]
    fn every_reference_is_good() {
        let people: HashSet<String> = cast::people().into_iter().map(|one| one.handle).collect();
        let mut keys = HashSet::new();
        let mut posts = 0;
        for step in script() {
            let known = match &step.actor {
                Actor::Customer(who) => people.contains(who),
                Actor::Agent(key) => AGENTS.iter().any(|agent| agent.key == key),
            };
            assert!(known, "{step:?}");
            let about: Vec<&String> = match &step.deed {
                Deed::Post(words) => {
                    posts += 1;
                    let drawn =
                        |(scene, _): &(String, _)| picture::SCENES.contains(&scene.as_str());
                    assert!(words.pictures.iter().all(drawn), "{step:?}");
                    words.reply_to.iter().chain(&words.quote).collect()
                }
                Deed::Edit { post, .. } | Deed::Delete { post } | Deed::Favourite { post } => {
                    vec![post]
                }
                Deed::Reply { to, .. } => vec![to],
                Deed::Note { about, .. }
                | Deed::Label { about, .. }
                | Deed::Resolve { about }
                | Deed::Snooze { about, .. } => vec![about],
                Deed::Assign { about, to } => {
                    assert!(AGENTS.iter().any(|agent| agent.key == to), "{step:?}");
                    vec![about]
                }
            };
            assert!(about.into_iter().all(|key| keys.contains(key)), "{step:?}");
            if let Some(key) = step.key {
                assert!(keys.insert(key.clone()), "{key} is made twice");
            }
        }
        assert!(posts > 70 && people.len() == 30);
        assert!(length() < SignedDuration::from_hours(24 * i64::from(DAYS)));
    }

    #[tokio::test]
    async fn everything_can_be_played() {
        let start: jiff::Timestamp = "2026-11-16T00:00:00Z".parse().unwrap();
        let clock = crate::SimClock::manual(start);
        let config = crate::SimConfig { clock, with_cast: true, ..crate::SimConfig::default() };
        let sim = crate::Sim::start(config).await;
        let mut ids = HashMap::new();
        for step in script() {
            sim.mastodon().clock().set(start + step.offset);
            step.play(sim.mastodon(), sim.company(), &mut ids)
                .unwrap_or_else(|error| panic!("{step:?}: {error}"));
        }
        assert!(sim.mastodon().statuses_of(sim.company()).len() > 60);
        assert_eq!(sim.mastodon().posts(|post| post.deleted).len(), 1);
        sim.shutdown().await;
    }
}
