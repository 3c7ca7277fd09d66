//! The library API: how tests, demos and the square drive X.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::deeds::Wish;
use super::model::Who;
use super::problem::Problem;
use super::shared::Shared;
use super::state::{Actor, State};
use super::{BillLine, Spelling, XClient, XMessage, XPerson, XPost, XPostSpec, XTokens};
use crate::SimError;
use crate::journal::{Effect, JournalEntry, RequestRecord, Via};
use crate::stand_in::handle_of_a_stand_in;

/// The stand-in for X. Clones are handles of the same one.
#[derive(Debug, Clone)]
pub struct X {
    pub(crate) shared: Arc<Shared>,
}

handle_of_a_stand_in!(X);

impl X {
    /// Where the API, the uploads and the consent page are: `http://127.0.0.1:port`.
    pub fn base_url(&self) -> String {
        self.shared.read(|state| state.base.clone())
    }

    /// Adds somebody; the handle is returned.
    pub fn add_person(&self, spec: XPerson) -> Result<String, SimError> {
        let handle = spec.handle.clone();
        self.shared.act(|state| state.add_person(spec)).map(|_| handle)
    }

    /// Changes somebody's settings: protected, premium, open for private messages.
    pub fn change_person(
        &self,
        handle: &str,
        change: impl FnOnce(&mut XPerson),
    ) -> Result<(), SimError> {
        let who = self.who(handle)?;
        self.shared.act(|state| {
            change(&mut state.people[who].spec);
            state.outbox.push(super::Change::People);
        });
        Ok(())
    }

    /// Makes somebody follow another, who may be protected.
    pub fn follow(&self, handle: &str, other: &str) -> Result<(), SimError> {
        let (who, other) = (self.who(handle)?, self.who(other)?);
        self.shared.act(|state| state.people[other].followers.insert(who));
        Ok(())
    }

    /// Everybody, in the order they were added.
    pub fn people(&self) -> Vec<XPerson> {
        self.shared.read(|state| state.people.iter().map(|one| one.spec.clone()).collect())
    }

    /// Somebody's id.
    pub fn user_id(&self, handle: &str) -> Result<String, SimError> {
        let who = self.who(handle)?;
        Ok(self.shared.read(|state| state.person(who).id.to_string()))
    }

    /// Posts as somebody, in the app: the rules for the API do not hold there.
    pub fn post(&self, handle: &str, spec: XPostSpec) -> Result<XPost, SimError> {
        let actor = Actor::person(self.who(handle)?);
        self.shared.act(|state| {
            let wish = Wish { spec, ..Wish::default() };
            let id = state.publish(&actor, wish).map_err(|problem| refused(&problem))?;
            Ok(state.post(&state.versions[&id]))
        })
    }

    /// Changes a post, which gives it another id. Only those with the blue tick can, for an hour.
    pub fn edit(&self, id: &str, text: &str) -> Result<XPost, SimError> {
        let old = self.post_by_id(id)?;
        let actor = Actor::person(self.who(&old.author)?);
        self.shared.act(|state| {
            let spec = XPostSpec {
                text: text.to_owned(),
                reply_to: old.reply_to,
                quote: old.quote,
                media: Vec::new(),
                language: None,
            };
            let wish = Wish { spec, replaces: id.parse().ok(), ..Wish::default() };
            let id = state.publish(&actor, wish).map_err(|problem| refused(&problem))?;
            Ok(state.post(&state.versions[&id]))
        })
    }

    /// Deletes a post as its author, with all its versions.
    pub fn delete(&self, id: &str) -> Result<(), SimError> {
        let actor = Actor::person(self.who(&self.post_by_id(id)?.author)?);
        self.shared.act(|state| state.delete(&actor, id.parse().unwrap_or(0)));
        Ok(())
    }

    /// Uploads a file as somebody; ready at once.
    pub fn upload(
        &self,
        handle: &str,
        bytes: Vec<u8>,
        mime: &str,
        alt: Option<&str>,
    ) -> Result<String, SimError> {
        let who = self.who(handle)?;
        self.shared.act(|state| {
            let made = state.add_media(who, mime, bytes.into());
            let id = made.map_err(|problem| refused(&problem))?;
            state.finish_media(id, alt);
            Ok(id.to_string())
        })
    }

    /// Writes in private.
    pub fn write(&self, from: &str, to: &str, text: &str) -> Result<XMessage, SimError> {
        self.write_with(from, to, text, &[])
    }

    /// Writes in private with files.
    pub fn write_with(
        &self,
        from: &str,
        to: &str,
        text: &str,
        media: &[String],
    ) -> Result<XMessage, SimError> {
        let (actor, to) = (Actor::person(self.who(from)?), self.who(to)?);
        let id = self
            .shared
            .act(|state| state.write_dm(&actor, to, text, media))
            .map_err(|problem| refused(&problem))?;
        Ok(self.shared.read(|state| message(state, id)))
    }

    /// The private messages between two people, oldest first.
    pub fn messages(&self, one: &str, other: &str) -> Vec<XMessage> {
        let between = |dm: &XMessage| {
            (dm.sender == one && dm.recipient == other)
                || (dm.sender == other && dm.recipient == one)
        };
        let all = self
            .shared
            .read(|state| state.dms.keys().map(|id| message(state, *id)).collect::<Vec<_>>());
        all.into_iter().filter(between).collect()
    }

    /// A version of a post, deleted ones too.
    pub fn post_by_id(&self, id: &str) -> Result<XPost, SimError> {
        let number = id.parse().unwrap_or(0);
        let found =
            self.shared.read(|state| state.versions.get(&number).map(|one| state.post(one)));
        found.ok_or_else(|| SimError::NoSuchPost(id.to_owned()))
    }

    /// The newest version of every post that satisfies `keep`, deleted ones too, oldest first.
    pub fn posts(&self, keep: impl Fn(&XPost) -> bool) -> Vec<XPost> {
        self.shared.read(|state| {
            let newest = state.versions.values().filter(|one| state.chain(one).newest() == one.id);
            newest.map(|one| state.post(one)).filter(|post| keep(post)).collect()
        })
    }

    /// What somebody posted and did not delete, oldest first.
    pub fn posts_of(&self, handle: &str) -> Vec<XPost> {
        self.posts(|post| post.author == handle && !post.deleted)
    }

    /// Direct answers to any version of a post, oldest first, deleted ones left out.
    pub fn answers_to(&self, id: &str) -> Vec<XPost> {
        let versions = self.post_by_id(id).map(|post| post.versions).unwrap_or_default();
        self.posts(|post| {
            !post.deleted && post.reply_to.as_ref().is_some_and(|to| versions.contains(to))
        })
    }

    /// Hands out tokens directly (`scopes` separated by spaces), past the OAuth flow.
    ///
    /// # Panics
    /// When nobody has this handle: a test's mistake.
    pub fn tokens_for(&self, handle: &str, scopes: &str) -> XTokens {
        let who = self.who(handle).expect("somebody must have this handle");
        let scopes = scopes.split_whitespace().map(str::to_owned).collect();
        self.shared.act(|state| {
            let client = state.config.client.id.clone();
            state.new_family(who, &client, scopes, Via::Square)
        })
    }

    /// The app's own token.
    pub fn app_token(&self) -> String {
        self.shared.act(|state| {
            let client = state.config.client.id.clone();
            state.bearer(&client)
        })
    }

    /// The application that was registered first.
    pub fn client(&self) -> XClient {
        self.shared.read(|state| state.config.client.clone())
    }

    /// Registers another application, or changes one.
    pub fn register(&self, client: XClient) {
        self.shared.act(|state| {
            if client.id == state.config.client.id {
                state.config.client = client.clone();
            }
            state.clients.insert(client.id.clone(), client)
        });
    }

    /// Withdraws what somebody allowed, as in the settings of X.
    pub fn revoke_all_tokens(&self, handle: &str) -> Result<(), SimError> {
        let who = self.who(handle)?;
        self.shared.act(|state| {
            for family in 0..state.families.len() {
                if state.families[family].who == who {
                    state.kill(family);
                }
            }
        });
        Ok(())
    }

    /// Consents as somebody to an authorization request, as a person does who opens `url` in a
    /// browser and presses the button. Returns where the browser is sent.
    pub fn approve(&self, url: &str, handle: &str) -> Result<String, SimError> {
        let who = self.who(handle)?;
        let query = url::Url::parse(url)
            .map_err(|error| SimError::Refused(format!("not an address: {error}")))?;
        let params = crate::params::Params::from_query(query.query().unwrap_or_default());
        self.shared
            .act(|state| super::oauth::consent(state, &params, who))
            .map_err(SimError::Refused)
    }

    /// How often a refresh token was sent that had been used before.
    pub fn spent_tokens_sent(&self) -> u32 {
        self.shared.read(|state| state.spent_sent)
    }

    /// How often somebody asked although a window was used up.
    pub fn limits_broken(&self) -> u32 {
        let broken = self.shared.read(|state| state.windows.broken.len());
        u32::try_from(broken).unwrap_or(u32::MAX)
    }

    /// Which windows those were: method, route, and when they are new.
    pub fn windows_broken(&self) -> Vec<String> {
        self.shared.read(|state| state.windows.broken.clone())
    }

    /// What everything would have cost so far, in micro-dollars.
    pub fn spent(&self) -> u64 {
        self.shared.read(|state| state.bill.total())
    }

    /// The same by day (UTC) and kind.
    pub fn bill(&self) -> Vec<BillLine> {
        self.shared.read(|state| state.bill.lines())
    }

    /// How often each endpoint was called: `GET /2/users/:id/mentions`, …
    pub fn calls(&self) -> BTreeMap<String, u32> {
        let mut calls = BTreeMap::new();
        for request in self.requests() {
            let route = super::limits::route(&request.path);
            *calls.entry(format!("{} {route}", request.method)).or_default() += 1;
        }
        calls
    }

    /// Changes what was paid in advance, in micro-dollars.
    pub fn set_credits(&self, credits: Option<u64>) {
        self.shared.act(|state| state.config.credits = credits);
    }

    /// Switches between the two spellings.
    pub fn set_spelling(&self, spelling: Spelling) {
        self.shared.act(|state| state.config.spelling = spelling);
    }

    /// Whether requests are counted against the limits.
    pub fn set_rate_limits(&self, on: bool) {
        self.shared.act(|state| state.config.rate_limits = on);
    }

    /// What happened to posts and messages through the API: by the product.
    pub fn product_effects(&self) -> Vec<JournalEntry> {
        let mut journal = self.journal();
        journal.retain(|entry| entry.via == Via::Api && entry.effect.status_id().is_some());
        journal
    }

    /// The requests that arrived, oldest first.
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.shared.read(|state| state.requests.iter().cloned().collect())
    }

    /// How many requests were answered or dropped so far.
    pub fn request_count(&self) -> u64 {
        self.shared.read(|state| state.answered)
    }

    /// How many streams are open now.
    pub fn open_streams(&self) -> usize {
        self.shared.read(|state| state.streams.iter().filter(|one| one.closed.is_none()).count())
    }

    /// How often access was allowed anew: consents and renewals.
    pub fn tokens_issued(&self) -> usize {
        let issued = |entry: &JournalEntry| matches!(entry.effect, Effect::TokenIssued { .. });
        self.journal().iter().filter(|entry| issued(entry)).count()
    }

    pub(crate) fn who(&self, handle: &str) -> Result<Who, SimError> {
        let found = self.shared.read(|state| state.find(handle));
        found.ok_or_else(|| SimError::NoSuchPerson(handle.to_owned()))
    }
}

fn refused(problem: &Problem) -> SimError {
    SimError::Refused(problem.words())
}

pub(crate) fn message(state: &State, id: u64) -> XMessage {
    let event = &state.dms[&id];
    let handle = |who: Who| state.person(who).spec.handle.clone();
    XMessage {
        id: event.id.to_string(),
        conversation: state.dm_conversation(event.sender, event.recipient),
        sender: handle(event.sender),
        recipient: handle(event.recipient),
        text: event.text.clone(),
        media: event.media.iter().map(ToString::to_string).collect(),
        created_at: event.created_at,
    }
}
