//! Posts and comments looked up: what stands before one, around one, and how they stand now.

use std::{collections::BTreeSet, time::Duration};

use gerne_connector::{ConnectorError, MayReply};
use gerne_domain::{ExternalId, InboundMessage, Item, Refusal, time::after};
use gerne_webapi::Purpose;

use crate::{
    account::Connection,
    client::{Ask, CallError},
    memory::Seen,
    normalize::{self, DM, RATING},
    posts::{COMMENT_FIELDS, POST_FIELDS, comments, sort},
    problem::Meaning,
    wire,
};

/// So many at once that are all gone are more likely a right that was lost.
const SUSPICIOUS: usize = 5;
/// Messenger's window, and how long a person may go on (Messenger Platform, "Message tags").
const WINDOW: Duration = Duration::from_hours(24);
const HUMAN: Duration = Duration::from_hours(7 * 24);
/// How long a comment can be answered in private ("Private replies").
pub(crate) const PRIVATELY: Duration = Duration::from_hours(7 * 24);
/// What answering says of a mention that Facebook does not show us.
pub(crate) const NOT_SHOWN: &str = "refused.not_shown";
/// Comments around one that a person asks for.
const AROUND: u32 = 100;

impl Connection {
    /// What a comment answers, the post first.
    pub(crate) async fn ancestors(&self, id: &ExternalId) -> Result<Vec<Item>, CallError> {
        let Some(seen) = self.known_comment(id, Purpose::Reading).await? else {
            return Ok(Vec::new());
        };
        let mut items = Vec::new();
        if let Some(post) = self.known_post(&seen.under).await? {
            items.push(Item::Message(Box::new(normalize::post(&post, &self.us))));
        }
        if let Some(parent) = &seen.comment.parent {
            let parent = ExternalId(parent.id.clone());
            if let Some(above) = self.known_comment(&parent, Purpose::Reading).await? {
                items.push(self.told_comment(&above.comment, &above.under));
            }
        }
        Ok(items)
    }

    /// What stands around a comment or post: all that is said below the same post.
    pub(crate) async fn context(&self, id: &ExternalId) -> Result<Vec<Item>, CallError> {
        if is_private(id) {
            return Ok(Vec::new());
        }
        let mut items = self.ancestors(id).await?;
        let under = self.memory().comment(&id.0).map(|seen| seen.under.clone());
        let under = under.unwrap_or_else(|| id.0.clone());
        let ask = comments(&under, "chronological").with("limit", AROUND);
        let page = match self.api.page::<wire::Comment>(&ask).await {
            Ok(page) => page,
            Err(error) if error.is_gone() => return Ok(items),
            Err(error) => return Err(error),
        };
        let known: BTreeSet<String> = items.iter().map(name).collect();
        let around = page.data.iter().filter(|comment| !known.contains(&comment.id));
        items.extend(around.map(|comment| self.told_comment(comment, &under)));
        sort(&mut items);
        Ok(items)
    }

    /// How posts and comments stand now, or that they are gone. What is said in Messenger cannot be
    /// taken back from us through this interface.
    pub(crate) async fn states(&self, ids: &[ExternalId]) -> Result<Vec<Item>, CallError> {
        let purpose = if ids.len() == 1 { Purpose::Reading } else { Purpose::Checking };
        let (mut items, mut gone, mut asked) = (Vec::new(), Vec::new(), 0);
        self.unseen.read(&*self.vault).await?;
        for id in ids.iter().filter(|id| !is_private(id)) {
            asked += 1;
            match self.stands(id, purpose).await? {
                Some(message) => {
                    self.unseen.shown(&*self.vault, &id.0).await?;
                    items.push(Item::Message(Box::new(message)));
                }
                // It never was shown: nothing is known of it but what the call said.
                None if self.unseen.holds(&id.0) => asked -= 1,
                None => gone.push(id.clone()),
            }
        }
        // Facebook says the same of what is gone and of what we may not see (100/33).
        if gone.len() >= SUSPICIOUS && gone.len() == asked {
            let ask = Ask::get(format!("{}/feed", self.us.id), purpose).with("limit", 1);
            let feed = self.api.page::<wire::Post>(&ask).await?;
            if let Some(post) = feed.data.first() {
                self.api.page::<wire::Comment>(&comments(&post.id, "chronological")).await?;
            }
        }
        for id in gone {
            self.memory().forget(&id.0);
            items.push(Item::Deleted(id));
        }
        Ok(items)
    }

    /// How one stands now; `None`: it is gone.
    pub(crate) async fn stands(
        &self,
        id: &ExternalId,
        purpose: Purpose,
    ) -> Result<Option<InboundMessage>, CallError> {
        if self.is_post(&id.0) {
            let post = self.ask_post(&id.0, purpose).await?;
            return Ok(post.map(|post| normalize::post(&post, &self.us)));
        }
        match self.ask_comment(&id.0, purpose).await {
            Ok(seen) => Ok(seen.map(|seen| {
                self.memory().saw(&seen.comment, &seen.under);
                normalize::comment(&seen.comment, &seen.under, &self.us)
            })),
            // A post on somebody else's wall is called like a comment, and has other fields.
            Err(error) if error.meaning() == Some(Meaning::Invalid) => {
                let post = self.ask_post(&id.0, purpose).await?;
                Ok(post.map(|post| normalize::post(&post, &self.us)))
            }
            Err(error) => Err(error),
        }
    }

    /// A comment under a post of which a call told, as it stands now.
    pub(crate) async fn comment_under(
        &self,
        id: &ExternalId,
        post: &str,
    ) -> Result<Option<InboundMessage>, CallError> {
        let Some(seen) = self.ask_comment(&id.0, Purpose::Reading).await? else { return Ok(None) };
        self.memory().saw(&seen.comment, post);
        Ok(Some(normalize::comment(&seen.comment, post, &self.us)))
    }

    /// A comment as it was seen lately, or as it stands now.
    pub(crate) async fn known_comment(
        &self,
        id: &ExternalId,
        purpose: Purpose,
    ) -> Result<Option<Seen>, CallError> {
        if is_private(id) || self.is_post(&id.0) {
            return Ok(None);
        }
        let seen = self.memory().comment(&id.0).cloned();
        if seen.is_some() {
            return Ok(seen);
        }
        match self.ask_comment(&id.0, purpose).await {
            Err(error) if error.meaning() == Some(Meaning::Invalid) => Ok(None),
            asked => asked,
        }
    }

    async fn ask_comment(&self, id: &str, purpose: Purpose) -> Result<Option<Seen>, CallError> {
        let fields = format!("{COMMENT_FIELDS},object");
        let ask = Ask::get(id, purpose).with("fields", fields);
        let comment: wire::Comment = match self.api.one(&ask).await {
            Ok(comment) => comment,
            Err(error) if error.is_gone() => return Ok(None),
            Err(error) => return Err(error),
        };
        let known = self.memory().comment(id).map(|seen| seen.under.clone());
        let told = comment.object.as_ref().map(|object| object.id.clone());
        let under = known.or_else(|| told.filter(|id| id.contains('_')));
        let under = under.or_else(|| self.us.post_of(&comment.id)).unwrap_or_default();
        Ok(Some(Seen { comment, under }))
    }

    async fn known_post(&self, id: &str) -> Result<Option<wire::Post>, CallError> {
        let seen = self.memory().post(id).cloned();
        if seen.is_some() {
            return Ok(seen);
        }
        let post = self.ask_post(id, Purpose::Reading).await?;
        if let Some(post) = &post {
            self.memory().saw_post(post);
        }
        Ok(post)
    }

    async fn ask_post(&self, id: &str, purpose: Purpose) -> Result<Option<wire::Post>, CallError> {
        match self.api.one(&Ask::get(id, purpose).with("fields", POST_FIELDS)).await {
            Ok(post) => Ok(Some(post)),
            Err(error) if error.is_gone() => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn is_post(&self, id: &str) -> bool {
        let ours = id.split_once('_').is_some_and(|(wall, _)| wall == self.us.id);
        ours || !id.contains('_') || self.memory().post(id).is_some()
    }

    /// Whether Facebook takes an answer to this.
    pub(crate) async fn may(&self, to: &ExternalId) -> Result<MayReply, ConnectorError> {
        let no = |key: &str| Ok(MayReply::No { reason: Refusal::of(key) });
        if to.0.starts_with(RATING) {
            return no("refused.review_without_story");
        }
        if let Some(mid) = to.0.strip_prefix(DM) {
            return self.may_in_messenger(mid).await.map_err(CallError::read);
        }
        match self.stands(to, Purpose::Speaking).await {
            Ok(Some(_)) => Ok(MayReply::Yes { cost: None, until: None }),
            Ok(None) => {
                self.unseen.read(&*self.vault).await.map_err(ConnectorError::retry)?;
                no(if self.unseen.holds(&to.0) { NOT_SHOWN } else { "refused.parent_gone" })
            }
            Err(error) => match error.meaning() {
                Some(Meaning::Permission | Meaning::Capability) => no("refused.permission"),
                _ => Err(error.read()),
            },
        }
    }
}

impl Connection {
    /// How long somebody may be answered in Messenger after they wrote.
    pub(crate) fn window(&self) -> Duration {
        if self.facts.goes_on() { HUMAN } else { WINDOW }
    }

    /// A day after they last wrote, or seven where a person may go on answering.
    async fn may_in_messenger(&self, mid: &str) -> Result<MayReply, CallError> {
        let ask = Ask::get(mid, Purpose::Speaking).with("fields", "id,from,to");
        let message: wire::Between = self.api.one(&ask).await?;
        let them = message.from.into_iter().chain(message.to.data);
        let them = them.filter(|who| !self.us.is(Some(who))).find_map(|who| who.id);
        let last = match &them {
            Some(them) => self.last_heard(them).await?,
            None => None,
        };
        let until = last.map(|last| after(last, self.window()));
        Ok(match until {
            Some(until) if until > self.api.now() => {
                MayReply::Yes { cost: None, until: Some(until) }
            }
            _ => MayReply::No { reason: Refusal::of("refused.window_closed") },
        })
    }

    /// Whether who commented may be answered in private: once, within seven days.
    pub(crate) async fn may_privately(
        &self,
        to: &ExternalId,
    ) -> Result<Option<MayReply>, ConnectorError> {
        if is_private(to) || !self.facts.may("pages_messaging") {
            return Ok(None);
        }
        let fields = "id,created_time,can_reply_privately";
        let ask = Ask::get(&*to.0, Purpose::Speaking).with("fields", fields);
        let told: wire::Privately = match self.api.one(&ask).await {
            Ok(told) => told,
            Err(error) if error.is_gone() => return Ok(None),
            Err(error) => return Err(error.read()),
        };
        let until = told.created_time.map(|at| after(at, PRIVATELY));
        let open = until.is_some_and(|until| until > self.api.now());
        Ok(Some(if open && told.can_reply_privately {
            MayReply::Yes { cost: None, until }
        } else {
            MayReply::No { reason: Refusal::of("refused.private_reply") }
        }))
    }
}

/// It cannot be asked for by its name.
pub(crate) fn is_private(id: &ExternalId) -> bool {
    id.0.starts_with(DM) || id.0.starts_with(RATING)
}

fn name(item: &Item) -> String {
    match item {
        Item::Message(message) => message.external_id.0.clone(),
        Item::Deleted(id) => id.0.clone(),
    }
}
