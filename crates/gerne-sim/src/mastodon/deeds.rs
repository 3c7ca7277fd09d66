//! Everything that changes the server's state.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::model::{Account, Policy, Poll, Revision, Status, Who};
use super::state::{Actor, State};
use super::texts::Text;
use super::{Change, PersonSpec, PostSpec, html, validate};
use crate::SimError;
use crate::faults::FaultKind;
use crate::journal::Effect;

const KEYS_LIVE: SignedDuration = SignedDuration::from_hours(1);

/// What a `POST` of a status came to.
#[derive(Debug)]
pub(crate) struct Published {
    pub(crate) id: String,
}

impl State {
    pub(crate) fn add_account(&mut self, mut spec: PersonSpec) -> Result<Who, SimError> {
        let handle = spec.handle.trim().trim_start_matches('@').to_owned();
        let bad = || SimError::BadHandle(handle.clone());
        let (username, host) = match handle.split_once('@') {
            Some((name, host)) if host == self.domain() => (name, None),
            Some((name, host)) if !host.is_empty() => (name, Some(host.to_owned())),
            Some(_) => return Err(bad()),
            None => (handle.as_str(), None),
        };
        if !html::is_name(username) || self.find_acct(&handle).is_some() {
            return Err(bad());
        }
        if spec.name.trim().is_empty() {
            username.clone_into(&mut spec.name);
        }
        if spec.language.is_empty() {
            "en".clone_into(&mut spec.language);
        }
        let joined = self.now().checked_sub(SignedDuration::from_hours(24 * 700));
        let created_at = joined.unwrap_or(Timestamp::UNIX_EPOCH);
        let who = self.accounts.len();
        let nth = u16::try_from(who).unwrap_or(u16::MAX);
        let salt = self.random.next();
        let account = Account {
            id: self.config.flavour.id(millis(created_at), nth, salt),
            username: username.to_owned(),
            host,
            created_at,
            policy: Policy::default(),
            statuses: 0,
            last_status: None,
            spec,
        };
        let followed: Vec<Who> =
            account.spec.follows.iter().filter_map(|handle| self.find_acct(handle)).collect();
        self.by_acct.insert(account.acct().to_lowercase(), who);
        self.accounts.push(account);
        self.notifications.push(std::collections::BTreeMap::new());
        self.follows.extend(followed.into_iter().map(|other| (who, other)));
        self.outbox.push(Change::People);
        Ok(who)
    }

    /// Publishes, honouring an Idempotency-Key where the flavour does.
    pub(crate) fn publish(
        &mut self,
        actor: &Actor,
        spec: PostSpec,
        key: Option<&str>,
    ) -> Result<Published, Text> {
        let key = key.map(str::trim).filter(|key| !key.is_empty());
        if let Some(id) = key.and_then(|key| self.made_before(actor, key)) {
            self.record(
                actor,
                Effect::StatusRepeated {
                    id: id.clone(),
                    idempotency_key: key.unwrap_or_default().to_owned(),
                },
            );
            return Ok(Published { id });
        }
        if let Some(parent) = &spec.in_reply_to
            && self.visible(Some(actor.who), parent).is_none()
        {
            return Err(Text::ReplyGone);
        }
        validate::check(self, actor.who, &spec, None)?;
        let id = self.insert(actor, spec, key);
        if let Some(key) = key {
            let now = self.now();
            self.keys.insert((actor.who, key.to_owned()), (id.clone(), now));
        }
        self.announce(&id);
        Ok(Published { id })
    }

    /// Changes a status; `None` keeps what is there.
    pub(crate) fn edit(&mut self, actor: &Actor, id: &str, spec: PostSpec) -> Result<(), Text> {
        validate::check(self, actor.who, &spec, Some(id))?;
        let now = self.now();
        let html = self.render(actor.who, &spec.text);
        let (mentions, tags) = self.named(actor.who, &spec.text);
        let poll = spec.poll.as_ref().map(|poll| self.make_poll(poll));
        let Some(status) = self.status_mut(id) else { return Err(Text::NotFound) };
        let added: Vec<Who> =
            mentions.iter().copied().filter(|who| !status.mentions.contains(who)).collect();
        if status.revisions.is_empty() {
            status.revisions.push(revision(status, status.created_at));
        }
        status.text = spec.text;
        status.html = html;
        status.spoiler_text = spec.spoiler_text;
        status.sensitive = spec.sensitive;
        // Who was mentioned once keeps seeing it.
        status.mentions.extend(added.iter().copied());
        status.tags = tags;
        if spec.language.is_some() {
            status.language = spec.language;
        }
        let dropped = std::mem::replace(&mut status.media, spec.media);
        let kept = status.media.clone();
        if poll.is_some() || !kept.is_empty() {
            status.poll = poll;
        }
        status.edited_at = Some(now);
        status.revisions.push(revision(status, now));
        let text = status.text.clone();
        let by = status.author;
        for old in dropped.iter().filter(|old| !kept.contains(old)) {
            self.media.remove(old);
        }
        self.claim_media(id, &kept);
        self.record(actor, Effect::StatusEdited { id: id.to_owned(), text });
        for who in added {
            self.notify(who, "mention", by, Some(id));
        }
        let quoters: Vec<(Who, String)> =
            self.quotes_of(id).map(|quote| (quote.author, quote.id.clone())).collect();
        for (who, quote) in quoters {
            self.notify(who, "quoted_update", by, Some(&quote));
        }
        self.stream_status("status.update", id);
        self.outbox.push(Change::Edited(id.to_owned()));
        Ok(())
    }

    pub(crate) fn delete(&mut self, actor: &Actor, id: &str) {
        let reach = self.reach_of(id);
        let Some(status) = self.status_mut(id) else { return };
        status.deleted = true;
        let author = status.author;
        self.accounts[author].statuses -= 1;
        self.record(actor, Effect::StatusDeleted { id: id.to_owned() });
        if self.config.deletes_remove_notifications {
            for list in &mut self.notifications {
                list.retain(|_, notification| notification.status.as_deref() != Some(id));
            }
        }
        if let Some(mut reach) = reach {
            if self.config.deletes_reach_mentioned
                && let Some(status) = self.any_status(id)
            {
                reach.home.extend(status.mentions.iter().copied());
            }
            self.outbox.push(Change::stream("delete", id.to_owned(), reach));
        }
        self.outbox.push(Change::Deleted(id.to_owned()));
    }

    pub(crate) fn favourite(&mut self, actor: &Actor, id: &str, on: bool) {
        let who = actor.who;
        let Some(status) = self.status_mut(id) else { return };
        let author = status.author;
        let changed =
            if on { status.favourites.insert(who) } else { status.favourites.remove(&who) };
        if !changed {
            return;
        }
        let id = id.to_owned();
        let effect = if on {
            Effect::Favourited { id: id.clone() }
        } else {
            Effect::Unfavourited { id: id.clone() }
        };
        self.record(actor, effect);
        if on {
            self.notify(author, "favourite", who, Some(&id));
        }
        self.outbox.push(Change::Counted(id));
    }

    pub(crate) fn follow(&mut self, who: Who, other: Who) {
        if who != other && self.follows.insert((who, other)) {
            self.notify(other, "follow", who, None);
        }
    }

    pub(crate) fn vote(&mut self, who: Who, id: &str, choices: &[usize]) -> Result<(), Text> {
        let now = self.now();
        let Some(poll) = self.status_mut(id).and_then(|status| status.poll.as_mut()) else {
            return Err(Text::NotFound);
        };
        if poll.expires_at <= now {
            return Err(Text::PollExpired);
        }
        for choice in choices.iter().take(if poll.multiple { usize::MAX } else { 1 }) {
            if let Some((_, voters)) = poll.options.get_mut(*choice) {
                voters.insert(who);
            }
        }
        self.outbox.push(Change::Counted(id.to_owned()));
        Ok(())
    }

    pub(crate) fn claim_media(&mut self, id: &str, media: &[String]) {
        for file in media {
            if let Some(file) = self.media.get_mut(file) {
                file.used_by = Some(id.to_owned());
            }
        }
    }

    pub(crate) fn make_poll(&mut self, poll: &super::PollSpec) -> Poll {
        let options = poll.options.iter().map(|o| (o.clone(), BTreeSet::new())).collect();
        let expires_at = validate::poll_end(self, poll);
        let now = self.now();
        let id = self.fresh_id(now);
        Poll { id, options, multiple: poll.multiple, expires_at }
    }

    /// An id for something that is not a status.
    pub(crate) fn fresh_id(&mut self, at: Timestamp) -> String {
        let seq = u16::try_from(self.random.below(65_535)).unwrap_or(0);
        let salt = self.random.next();
        self.config.flavour.id(millis(at), seq, salt)
    }

    fn made_before(&mut self, actor: &Actor, key: &str) -> Option<String> {
        if !self.config.flavour.keeps_idempotency_keys() {
            return None;
        }
        let now = self.now();
        let (id, at) = self.keys.get(&(actor.who, key.to_owned()))?.clone();
        // A status deleted meanwhile is created anew, as the server's look-up finds nothing.
        if now.duration_since(at) >= KEYS_LIVE || self.status(&id).is_none() {
            return None;
        }
        let raced = self.draw("POST", "/api/v1/statuses", Some(actor.who), |kind| {
            matches!(kind, FaultKind::IdempotencyRace)
        });
        raced.is_empty().then_some(id)
    }

    fn insert(&mut self, actor: &Actor, spec: PostSpec, key: Option<&str>) -> String {
        let created_at = spec.created_at.unwrap_or_else(|| self.now());
        let (id, rank) = self.next_status_id(created_at);
        let (mentions, tags) = self.named(actor.who, &spec.text);
        let poll = spec.poll.as_ref().map(|poll| self.make_poll(poll));
        let language = self.accounts[actor.who].spec.language.clone();
        let status = Status {
            id: id.clone(),
            author: actor.who,
            html: self.render(actor.who, &spec.text),
            sensitive: spec.sensitive || !spec.spoiler_text.is_empty(),
            spoiler_text: spec.spoiler_text,
            language: spec.language.or(Some(language)),
            visibility: spec.visibility,
            in_reply_to: spec.in_reply_to,
            quote: spec.quote,
            mentions,
            tags,
            media: spec.media,
            poll,
            created_at,
            edited_at: None,
            deleted: false,
            favourites: BTreeSet::new(),
            revisions: Vec::new(),
            application: actor.application.clone(),
            idempotency_key: key.map(str::to_owned),
            text: spec.text,
        };
        let effect = Effect::StatusCreated {
            id: id.clone(),
            idempotency_key: status.idempotency_key.clone(),
            in_reply_to: status.in_reply_to.clone(),
            quotes: None,
            visibility: status.visibility.as_str().to_owned(),
            text: status.text.clone(),
        };
        let media = status.media.clone();
        if let Some(parent) = &status.in_reply_to {
            self.replies.entry(parent.clone()).or_default().push(id.clone());
        }
        if let Some(quoted) = &status.quote {
            self.quotes.entry(quoted.clone()).or_default().push(id.clone());
        }
        let author = &mut self.accounts[actor.who];
        author.statuses += 1;
        author.last_status = author.last_status.max(Some(created_at));
        self.statuses.insert(rank, status);
        self.claim_media(&id, &media);
        self.record(actor, effect);
        id
    }

    fn announce(&mut self, id: &str) {
        let Some(status) = self.status(id) else { return };
        let (author, mentions) = (status.author, status.mentions.clone());
        let quoted = status.quote.as_deref().and_then(|id| self.status(id)).map(|s| s.author);
        self.stream_status("update", id);
        for who in mentions {
            self.notify(who, "mention", author, Some(id));
        }
        if let Some(who) = quoted {
            self.notify(who, "quote", author, Some(id));
        }
        self.stream_conversation(id);
        self.outbox.push(Change::Created(id.to_owned()));
    }

    fn render(&self, by: Who, text: &str) -> String {
        html::render(text, &self.base, self.config.flavour, |name, host| {
            let who = self.find_mention(by, name, host)?;
            Some(self.accounts[who].url(&self.base))
        })
    }

    /// Whom and what a text names.
    fn named(&self, by: Who, text: &str) -> (Vec<Who>, Vec<String>) {
        let (mut mentions, mut tags) = (Vec::new(), Vec::new());
        for piece in html::scan(text) {
            match piece {
                html::Piece::Mention { name, host } => {
                    let who = self.find_mention(by, &name, host.as_deref());
                    mentions.extend(who.filter(|who| !mentions.contains(who)));
                }
                html::Piece::Tag(tag) if !tags.contains(&tag) => tags.push(tag),
                _ => {}
            }
        }
        (mentions, tags)
    }

    fn next_status_id(&mut self, at: Timestamp) -> (String, u128) {
        let (millis, salt) = (millis(at), self.random.next());
        let flavour = self.config.flavour;
        let lowest = flavour.rank(&flavour.id(millis, 0, 0));
        let beyond = flavour.rank(&flavour.id(millis + 1, 0, 0));
        let last = self.statuses.range(lowest..beyond).next_back().map(|(_, status)| &status.id);
        // Ids of one millisecond are told apart by how many there are; deleted ones still count.
        let seq = last.map_or(0, |_| self.statuses.range(lowest..beyond).count());
        let id = flavour.id(millis, u16::try_from(seq).unwrap_or(u16::MAX), salt);
        let rank = flavour.rank(&id);
        (id, rank)
    }
}

pub(crate) fn millis(at: Timestamp) -> u64 {
    u64::try_from(at.as_millisecond()).unwrap_or(0)
}

fn revision(status: &Status, at: Timestamp) -> Revision {
    Revision {
        html: status.html.clone(),
        spoiler_text: status.spoiler_text.clone(),
        sensitive: status.sensitive,
        media: status.media.clone(),
        created_at: at,
    }
}
