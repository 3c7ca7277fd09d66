//! Working off a call: it says where to look. What Facebook does not give when it is asked is taken
//! as the call says it: mentions without an author, what was taken back, messages that it no longer
//! shows.

use std::collections::{BTreeMap, BTreeSet};

use gerne_connector::{Batch, Cursor};
use gerne_domain::{ExternalId, InboundMessage, Item, Timestamp};
use gerne_webapi::Purpose;
use serde_json::{Value, json};

use crate::{
    account::Connection,
    client::CallError,
    hooks::{self, Kind, Person, Update},
    normalize::{self, DM, UNKNOWN},
    posts::{comments, seconds, sort},
    problem::Meaning,
    wire,
};

/// Updates that are worked off in one step.
const STEP: usize = 50;
/// From so many comments below one post on the whole list is cheaper than each of them.
const LIST_FROM: usize = 4;
/// Pages of such a list.
const MOST_PAGES: usize = 20;
/// A message may be shown this much later than its call came.
const BEFORE: i64 = 5;

impl Connection {
    /// A step of a call that was kept.
    pub(crate) async fn work_off(
        &self,
        call: &[u8],
        place: Option<&Cursor>,
    ) -> Result<Batch, CallError> {
        let updates = hooks::read(call).unwrap_or_default();
        let ours: Vec<Update> =
            updates.into_iter().filter(|update| update.page == self.us.id).collect();
        let begin: usize = place.and_then(|place| place.parse().ok()).unwrap_or(0);
        let mut step: Vec<Update> = ours.iter().skip(begin).take(STEP).cloned().collect();
        // Where many questions are asked and one in six is lost, fewer are answered sooner.
        let mut items = loop {
            match self.step_told(&step).await {
                Err(error) if step.len() > 1 && error.is_passing() && !error.concerns_all() => {
                    step.truncate(step.len() / 2);
                }
                told => break told?,
            }
        };
        sort(&mut items);
        let next = begin + step.len();
        let more = next < ours.len();
        Ok(Batch { items, cursor: more.then(|| next.to_string()), more, ..Batch::default() })
    }

    async fn step_told(&self, step: &[Update]) -> Result<Vec<Item>, CallError> {
        let mut items = self.comments_told(step).await?;
        items.extend(self.messages_told(step).await?);
        for update in step {
            items.extend(self.one_told(update).await?);
        }
        Ok(items)
    }

    /// Comments that were written or changed: looked up, each once, together where they are many.
    async fn comments_told(&self, step: &[Update]) -> Result<Vec<Item>, CallError> {
        let mut by_post: BTreeMap<&str, BTreeMap<&str, &Update>> = BTreeMap::new();
        for update in step {
            if let Kind::Comment { id, post, verb, .. } = &update.kind
                && verb != "remove"
            {
                by_post.entry(post).or_default().insert(id, update);
                self.also_watch(post);
            }
        }
        let mut items = Vec::new();
        for (post, mut wanted) in by_post {
            if wanted.len() >= LIST_FROM && wanted.values().all(|update| is_new(update)) {
                let since = wanted.values().filter_map(|update| update.at).min();
                for comment in self.listed(post, seconds(since) - 1, &wanted).await? {
                    wanted.remove(comment.id.as_str());
                    items.push(self.told_comment(&comment, post));
                }
            }
            for (id, update) in wanted {
                let id = ExternalId(id.to_owned());
                items.extend(self.looked_at(&id, update).await?);
            }
        }
        Ok(items)
    }

    /// Those of `wanted` that a list below a post shows.
    async fn listed(
        &self,
        post: &str,
        since: i64,
        wanted: &BTreeMap<&str, &Update>,
    ) -> Result<Vec<wire::Comment>, CallError> {
        let ask = comments(post, "chronological").with("limit", 100).with("since", since);
        let (mut found, mut after) = (Vec::new(), None::<String>);
        for _ in 0..MOST_PAGES {
            let ask = after.iter().fold(ask.clone(), |ask, after| ask.with("after", after));
            let page = match self.api.page::<wire::Comment>(&ask).await {
                Ok(page) => page,
                Err(error) if may_not_see(&error) => break,
                Err(error) => return Err(error),
            };
            let known = |comment: &wire::Comment| wanted.contains_key(comment.id.as_str());
            found.extend(page.data.into_iter().filter(known));
            after = page.after;
            if after.is_none() || found.len() >= wanted.len() {
                break;
            }
        }
        Ok(found)
    }

    /// What a comment or post says now; what the call says, where Facebook does not let us see it.
    async fn looked_at(&self, id: &ExternalId, update: &Update) -> Result<Option<Item>, CallError> {
        self.memory().forget(&id.0);
        match self.stands(id, Purpose::Reading).await {
            Ok(Some(message)) => Ok(Some(Item::Message(Box::new(message)))),
            // It was taken back meanwhile.
            Ok(None) => Ok(Some(Item::Deleted(id.clone()))),
            Err(error) if may_not_see(&error) => Ok(self.as_told(update)),
            Err(error) => Err(error),
        }
    }

    async fn one_told(&self, update: &Update) -> Result<Option<Item>, CallError> {
        match &update.kind {
            Kind::Comment { id, verb, .. } if verb == "remove" => {
                self.memory().forget(id);
                Ok(Some(Item::Deleted(ExternalId(id.clone()))))
            }
            Kind::Post { id, verb, from, .. } => {
                let ours = from.as_ref().is_some_and(|who| who.id == self.us.id);
                if matches!(verb.as_str(), "remove" | "delete") {
                    self.memory().forget(id);
                    return Ok(Some(Item::Deleted(ExternalId(id.clone()))));
                }
                self.also_watch(id);
                if ours { Ok(None) } else { self.looked_at(&ExternalId(id.clone()), update).await }
            }
            Kind::Mention { post, comment, .. } => {
                self.mention_told(post, comment.as_ref(), update).await
            }
            Kind::Review { verb, value } if verb != "remove" => Ok(self.review_told(value, update)),
            Kind::Edit { mid, person, text } => Ok(self.edit_told(mid, person, text, update)),
            Kind::Message { mid: Some(mid), gone: true, .. } => {
                Ok(Some(Item::Deleted(ExternalId(format!("{DM}{mid}")))))
            }
            Kind::Enforcement { action } => {
                tracing::warn!(action, "Facebook enforces its rules on the Page");
                Ok(None)
            }
            Kind::Other { what } => {
                tracing::debug!(what, "a call says what we do not know");
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    /// Who named us is not told; Facebook may show it when it is asked, and often does not.
    async fn mention_told(
        &self,
        post: &str,
        comment: Option<&String>,
        update: &Update,
    ) -> Result<Option<Item>, CallError> {
        let id = ExternalId(comment.cloned().unwrap_or_else(|| post.to_owned()));
        let looked = match comment {
            Some(_) => self.comment_under(&id, post).await,
            None => self.stands(&id, Purpose::Reading).await,
        };
        match looked {
            Ok(Some(message)) => {
                let message = InboundMessage { addressed: !message.author.is_us, ..message };
                Ok(Some(Item::Message(Box::new(message))))
            }
            Ok(None) => self.unseen(&id, update).await,
            Err(error) if may_not_see(&error) => self.unseen(&id, update).await,
            Err(error) => Err(error),
        }
    }

    /// Known by its call alone: what is not shown to us is not gone.
    async fn unseen(&self, id: &ExternalId, update: &Update) -> Result<Option<Item>, CallError> {
        self.unseen.met(&*self.vault, &id.0).await?;
        Ok(self.as_told(update))
    }

    /// The same words as the call has.
    fn as_told(&self, update: &Update) -> Option<Item> {
        let at = update.at.map(gerne_domain::Timestamp::as_second);
        let from = |from: &Option<Person>| {
            from.as_ref().map(|who| json!({ "id": who.id, "name": who.name }))
        };
        let message = match &update.kind {
            Kind::Comment { id, post, parent, from: who, text, verb } => {
                let parent = parent.as_ref().map(|id| json!({ "id": id }));
                let value = json!({ "id": id, "from": from(who), "message": text,
                                    "created_time": at, "parent": parent,
                                    "is_hidden": hidden(verb) });
                normalize::comment(&read(&value)?, post, &self.us)
            }
            Kind::Post { id, from: who, text, verb } => {
                let value = json!({ "id": id, "from": from(who), "message": text,
                                    "created_time": at, "is_hidden": hidden(verb) });
                normalize::post(&read(&value)?, &self.us)
            }
            Kind::Mention { post, comment, text } => {
                let id = comment.as_ref().unwrap_or(post);
                let value = json!({ "id": id, "message": text, "created_time": at });
                // Without what it answers: nobody may be able to show it.
                let told = normalize::post(&read(&value)?, &self.us);
                debug_assert!(told.author.external_id.0.starts_with(UNKNOWN));
                told
            }
            _ => return None,
        };
        Some(Item::Message(Box::new(message)))
    }

    fn review_told(&self, value: &Value, update: &Update) -> Option<Item> {
        let part = |name: &str| value.get(name).cloned().unwrap_or_default();
        let rating = json!({
            "created_time": update.at.map(Timestamp::as_second),
            "reviewer": { "id": part("reviewer_id"), "name": part("reviewer_name") },
            "rating": part("rating"),
            "recommendation_type": part("recommendation_type"),
            "review_text": part("review_text"),
            "open_graph_story": { "id": part("open_graph_story_id") },
        });
        let rating: wire::Rating = read(&rating)?;
        Some(Item::Message(Box::new(normalize::rating(&rating, &self.us))))
    }

    /// What was said with the people whom a call names, as the conversation shows it.
    async fn messages_told(&self, step: &[Update]) -> Result<Vec<Item>, CallError> {
        let mut by_person: BTreeMap<&str, Vec<&Update>> = BTreeMap::new();
        for update in step {
            if let Kind::Message { person, gone: false, .. } = &update.kind {
                by_person.entry(person).or_default().push(update);
            }
        }
        let mut items = Vec::new();
        for (person, updates) in by_person {
            items.extend(self.talk_told(person, &updates).await?);
        }
        Ok(items)
    }

    async fn talk_told(&self, person: &str, updates: &[&Update]) -> Result<Vec<Item>, CallError> {
        let mut said = match self.said_with(person).await {
            Ok(said) => said,
            Err(error) if may_not_see(&error) => Vec::new(),
            Err(error) => return Err(error),
        };
        said.reverse();
        said.sort_by_key(|message| message.created_time);
        let since = updates.iter().filter_map(|update| update.at).min();
        let since = seconds(since) - BEFORE;
        let them = said.iter().find_map(|message| {
            message.from.clone().filter(|who| who.id.as_deref() == Some(person))
        });
        let them =
            them.unwrap_or(wire::Who { id: Some(person.to_owned()), ..wire::Who::default() });
        let mut items = Vec::new();
        let (mut shown, mut before) = (BTreeSet::new(), None::<String>);
        for message in &said {
            let id = message.id.clone();
            if seconds(message.created_time) >= since {
                let told = normalize::private(message, before.as_deref(), Some(&them), &self.us);
                items.push(self.answering_what_was_meant(told, updates, &id));
            }
            shown.insert(id.clone());
            before = Some(id);
        }
        // What the conversation does not show is taken from the call.
        for update in updates {
            let Kind::Message { mid, ours, text, files, metadata: _, .. } = &update.kind else {
                continue;
            };
            let at = update.at.map_or(0, Timestamp::as_millisecond);
            let id = mid.clone().unwrap_or_else(|| format!("press:{person}:{at}"));
            if !shown.insert(id.clone()) {
                continue;
            }
            let us = json!({ "id": self.us.id, "name": self.us.name });
            let files: Vec<Value> = files
                .iter()
                .map(|(kind, url)| match kind.as_str() {
                    "image" | "sticker" => json!({ "image_data": { "url": url } }),
                    "video" | "reel" => json!({ "video_data": { "url": url } }),
                    "audio" => json!({ "mime_type": "audio/mp4", "file_url": url }),
                    _ => json!({ "file_url": url }),
                })
                .collect();
            let from = if *ours { us } else { json!({ "id": person, "name": them.name }) };
            let value = json!({
                "id": id, "from": from, "message": text, "created_time": at,
                "attachments": { "data": files },
            });
            let Some(message) = read::<wire::Message>(&value) else { continue };
            let told = normalize::private(&message, before.as_deref(), Some(&them), &self.us);
            items.push(self.answering_what_was_meant(told, updates, &id));
            before = Some(id);
        }
        Ok(items)
    }

    /// An answer of ours comes back with the key that we gave it: what it answers is what it was
    /// written to answer, wherever it stands now.
    fn answering_what_was_meant(
        &self,
        told: InboundMessage,
        updates: &[&Update],
        mid: &str,
    ) -> Item {
        let told = self.links.complete(told);
        if !told.author.is_us {
            self.heard(&told.author.external_id.0, told.published_at);
            return Item::Message(Box::new(told));
        }
        let key = updates.iter().find_map(|update| match &update.kind {
            Kind::Message { mid: Some(id), metadata, .. } if id == mid => metadata.clone(),
            _ => None,
        });
        let meant = key.and_then(|key| self.meant(&key));
        let in_reply_to = meant.or_else(|| told.in_reply_to.clone());
        Item::Message(Box::new(InboundMessage { in_reply_to, ..told }))
    }

    fn edit_told(&self, mid: &str, person: &str, text: &str, update: &Update) -> Option<Item> {
        let value = json!({
            "id": mid, "from": { "id": person }, "message": text,
            "created_time": update.at.map(Timestamp::as_millisecond),
        });
        let message = read::<wire::Message>(&value)?;
        let told = normalize::private(&message, None, None, &self.us);
        Some(Item::Message(Box::new(InboundMessage { edited_at: update.at, ..told })))
    }
}

fn hidden(verb: &str) -> Option<bool> {
    matches!(verb, "hide" | "unhide").then_some(verb == "hide")
}

fn is_new(update: &Update) -> bool {
    matches!(&update.kind, Kind::Comment { verb, .. } if verb == "add") && update.at.is_some()
}

fn may_not_see(error: &CallError) -> bool {
    matches!(
        error.meaning(),
        Some(
            Meaning::Permission
                | Meaning::Capability
                | Meaning::Gone
                | Meaning::Invalid
                | Meaning::Nobody
                | Meaning::Development
        )
    )
}

fn read<'v, T: serde::Deserialize<'v>>(value: &'v Value) -> Option<T> {
    T::deserialize(value).ok()
}
