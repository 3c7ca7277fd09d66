//! What people and the product do: post, edit, delete, hide, write in private.

use std::collections::BTreeSet;

use jiff::SignedDuration;

use super::model::{Chain, DmEvent, Person, Version, Who};
use super::problem::Problem;
use super::state::{Actor, State};
use super::{Change, XPerson, XPostSpec, text};
use crate::SimError;
use crate::faults::FaultKind;
use crate::journal::{Effect, Via};
use crate::random::Random;

/// Changes to a post that are possible at all.
const EDITS: usize = 5;
/// How far back an exact repetition is refused.
const REPEAT_WINDOW: SignedDuration = SignedDuration::from_hours(24);

/// What is asked for beyond the text of a post.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wish {
    pub(crate) spec: XPostSpec,
    /// Ids that are left out of the mentions before a reply.
    pub(crate) excluded: BTreeSet<Who>,
    /// Whether X puts the mentions before a reply.
    pub(crate) bare: bool,
    pub(crate) reply_settings: Option<String>,
    /// The version that this one replaces.
    pub(crate) replaces: Option<u64>,
}

impl State {
    pub(crate) fn add_person(&mut self, spec: XPerson) -> Result<Who, SimError> {
        let key = spec.handle.to_lowercase();
        let legal = (1..=15).contains(&key.len())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !legal || self.by_handle.contains_key(&key) {
            return Err(SimError::BadHandle(spec.handle));
        }
        // Old accounts have short ids, young ones long: their order is not that of their digits.
        let mut random = Random::of(&key);
        let size = 10_u64.pow(6 + u32::try_from(random.below(4)).unwrap_or(0));
        let mut id = size + random.next() % (size * 9);
        while self.by_id.contains_key(&id) {
            id += 1;
        }
        let who = self.people.len();
        let created_at = self.now();
        self.by_handle.insert(key, who);
        self.by_id.insert(id, who);
        self.people.push(Person {
            id,
            spec,
            created_at,
            followers: BTreeSet::new(),
            posts: BTreeSet::new(),
            mentions: BTreeSet::new(),
        });
        self.outbox.push(Change::People);
        Ok(who)
    }

    /// Posts, or says why not as X says it. The rules for the API hold for the API only.
    pub(crate) fn publish(&mut self, actor: &Actor, wish: Wish) -> Result<u64, Problem> {
        let now = self.now();
        let by_api = actor.via == Via::Api;
        let parent = match &wish.spec.reply_to {
            None => None,
            Some(id) => Some(self.parent(actor, id)?),
        };
        let quote = match &wish.spec.quote {
            None => None,
            Some(id) => {
                let id = id.parse().unwrap_or(0);
                Some(self.visible(Some(actor.who), id).ok_or_else(Problem::quoted_gone)?.id)
            }
        };
        let media = self.media_for(actor.who, &wish.spec.media)?;
        let typed = wish.spec.text.trim().to_owned();
        if typed.is_empty() && media.is_empty() && quote.is_none() {
            return Err(Problem::needs_text());
        }
        let (prefix, implied) = match parent {
            Some(id) if !wish.bare => self.prefix(actor.who, id, &typed, &wish.excluded),
            _ => (String::new(), BTreeSet::new()),
        };
        let premium = self.people[actor.who].spec.premium;
        let weight = text::weighted(&typed);
        if weight > text::LIMIT && !(premium && typed.chars().count() <= text::LONG_LIMIT) {
            return Err(Problem::too_long());
        }
        let cashtags = text::scan(&typed)
            .into_iter()
            .filter(|piece| matches!(piece, text::Piece::Cashtag(_)))
            .count();
        if by_api && cashtags > 1 && !self.config.enterprise {
            return Err(Problem::forbidden("You can only use one cashtag per post."));
        }
        let full = format!("{prefix}{typed}");
        if by_api && wish.replaces.is_none() && self.said_lately(actor.who, &full, &media) {
            return Err(Problem::duplicate());
        }
        let named: BTreeSet<Who> =
            text::mentions(&typed).iter().filter_map(|name| self.find(name)).collect();
        let first = match wish.replaces {
            None => None,
            Some(id) => Some(self.editable(actor, id)?),
        };
        let id = self.next_id();
        let conversation = match (first, parent) {
            (Some(first), _) => self.versions[&first].conversation,
            (None, Some(parent)) => self.versions[&parent].conversation,
            (None, None) => id,
        };
        let language =
            wish.spec.language.unwrap_or_else(|| self.people[actor.who].spec.language.clone());
        let version = Version {
            id,
            first: first.unwrap_or(id),
            author: actor.who,
            prefix: prefix.chars().count(),
            text: full.clone(),
            created_at: now,
            reply_to: parent,
            quote,
            conversation,
            media,
            language,
            reply_settings: wish.reply_settings,
            named,
            implied,
            via_api: by_api,
        };
        self.keep(version);
        let guarded = self.people[actor.who].spec.protected;
        let effect = match first {
            Some(first) => Effect::StatusEdited { id: first.to_string(), text: full },
            None => Effect::StatusCreated {
                id: id.to_string(),
                idempotency_key: None,
                in_reply_to: parent.map(|id| id.to_string()),
                quotes: quote.map(|id| id.to_string()),
                visibility: if guarded { "private" } else { "public" }.to_owned(),
                text: full,
            },
        };
        self.record(actor, effect);
        self.outbox.push(Change::Posted(id));
        Ok(id)
    }

    /// The post that a reply answers, if it may be answered.
    fn parent(&self, actor: &Actor, id: &str) -> Result<u64, Problem> {
        let id: u64 = id.parse().unwrap_or(0);
        let parent = self.visible(Some(actor.who), id).ok_or_else(Problem::parent_gone)?;
        let ruled = actor.via == Via::Api && !self.config.enterprise;
        if ruled && !self.summons(parent, actor.who) {
            return Err(Problem::not_summoned());
        }
        Ok(id)
    }

    /// Mentions that X puts before a reply: who is answered, and whom that post mentions.
    fn prefix(
        &self,
        author: Who,
        parent: u64,
        typed: &str,
        excluded: &BTreeSet<Who>,
    ) -> (String, BTreeSet<Who>) {
        let parent = &self.versions[&parent];
        let mut wanted = vec![parent.author];
        wanted.extend(parent.implied.iter().chain(&parent.named));
        let mut implied = BTreeSet::new();
        let mut prefix = String::new();
        // What is typed there already is not put there twice.
        let mut leading = BTreeSet::new();
        for word in typed.split_whitespace() {
            let Some(name) = word.strip_prefix('@').and_then(|name| self.find(name)) else { break };
            leading.insert(name);
        }
        for who in wanted {
            let skip = who == author || excluded.contains(&who) || leading.contains(&who);
            if !skip && implied.insert(who) {
                prefix.push('@');
                prefix.push_str(&self.people[who].spec.handle);
                prefix.push(' ');
            }
        }
        (prefix, implied)
    }

    fn said_lately(&self, who: Who, full: &str, media: &[u64]) -> bool {
        let now = self.now();
        self.people[who]
            .posts
            .iter()
            .rev()
            .filter_map(|id| self.versions.get(id))
            .take_while(|version| now.duration_since(version.created_at) < REPEAT_WINDOW)
            .any(|version| version.text == full && version.media.is_empty() && media.is_empty())
    }

    /// First id of a post that may be changed now.
    fn editable(&self, actor: &Actor, id: u64) -> Result<u64, Problem> {
        let refuse = || Problem::forbidden("You are not permitted to edit this Post.");
        let version = self.visible(Some(actor.who), id).ok_or_else(refuse)?;
        let own = version.author == actor.who && self.people[actor.who].spec.premium;
        if own && self.edit_state(version).0 { Ok(version.first) } else { Err(refuse()) }
    }

    /// Whether a post may be changed still, how often, and until when.
    pub(crate) fn edit_state(&self, version: &Version) -> (bool, usize, jiff::Timestamp) {
        let chain = self.chain(version);
        let born = self.versions[&version.first].created_at;
        let until = born.checked_add(self.config.edit_window).unwrap_or(born);
        let left = (EDITS + 1).saturating_sub(chain.versions.len());
        let parent = version.reply_to.and_then(|id| self.versions.get(&id));
        let to_other = parent.is_some_and(|parent| parent.author != version.author);
        (!to_other && left > 0 && self.now() < until, left, until)
    }

    fn keep(&mut self, version: Version) {
        let (id, first, author) = (version.id, version.first, version.author);
        let about: BTreeSet<Who> = self.concerned(&version);
        let new = id == first;
        let old = self.chains.get(&first).map(Chain::newest);
        for (target, is_reply) in version
            .reply_to
            .map(|id| (id, true))
            .into_iter()
            .chain(version.quote.map(|id| (id, false)))
        {
            let target = self.versions.get(&target).map(|target| target.first);
            let Some(chain) = target.and_then(|first| self.chains.get_mut(&first)) else {
                continue;
            };
            let list = if is_reply { &mut chain.answers } else { &mut chain.quotes };
            if new {
                list.push(first);
            }
        }
        self.versions.insert(id, version);
        let chain = self.chains.entry(first).or_insert_with(|| Chain {
            versions: Vec::new(),
            deleted: None,
            hidden: false,
            answers: Vec::new(),
            quotes: Vec::new(),
            late: None,
        });
        chain.versions.push(id);
        for person in &mut self.people {
            if let Some(old) = old {
                person.mentions.remove(&old);
            }
        }
        if let Some(old) = old {
            self.people[author].posts.remove(&old);
        }
        self.people[author].posts.insert(id);
        for who in about {
            self.people[who].mentions.insert(id);
            self.delay(who, first);
        }
    }

    fn delay(&mut self, who: Who, first: u64) {
        let path = format!("/2/users/{}/mentions", self.people[who].id);
        let late = |kind: &FaultKind| matches!(kind, FaultKind::ListLate { .. });
        for (_, kind) in self.draw("GET", &path, Some(who), late) {
            if let (FaultKind::ListLate { behind }, Some(chain)) =
                (kind, self.chains.get_mut(&first))
            {
                chain.late = Some((who, behind));
            }
        }
    }

    /// Whose mentions a post belongs to: named, answered or quoted.
    fn concerned(&self, version: &Version) -> BTreeSet<Who> {
        let mut about: BTreeSet<Who> = version.named.union(&version.implied).copied().collect();
        let author_of = |id: &u64| self.versions.get(id).map(|version| version.author);
        about.extend(version.reply_to.iter().filter_map(author_of));
        about.extend(version.quote.iter().filter_map(author_of));
        about.remove(&version.author);
        about
    }

    /// Takes a post back with all its versions; false when it is not theirs or gone already.
    pub(crate) fn delete(&mut self, actor: &Actor, id: u64) -> bool {
        let now = self.now();
        let Some(version) = self.visible(Some(actor.who), id) else { return false };
        let first = version.first;
        if version.author != actor.who {
            return false;
        }
        let Some(chain) = self.chains.get_mut(&first) else { return false };
        chain.deleted = Some(now);
        let newest = chain.newest();
        for person in &mut self.people {
            person.mentions.remove(&newest);
            person.posts.remove(&newest);
        }
        for about in self.versions[&newest].reply_to.into_iter().chain(self.versions[&newest].quote)
        {
            let about = self.versions[&about].first;
            if let Some(chain) = self.chains.get_mut(&about) {
                chain.answers.retain(|one| *one != first);
                chain.quotes.retain(|one| *one != first);
            }
        }
        self.record(actor, Effect::StatusDeleted { id: first.to_string() });
        self.outbox.push(Change::Deleted(first));
        true
    }

    /// Hides or shows an answer in a conversation that the actor began.
    pub(crate) fn hide(&mut self, actor: &Actor, id: u64, hidden: bool) -> Result<(), Problem> {
        let version =
            self.visible(Some(actor.who), id).ok_or_else(|| Problem::no_post("id", id))?;
        let first = version.first;
        let root = self.versions.get(&version.conversation);
        let own = root.is_some_and(|root| root.author == actor.who);
        if !own || version.reply_to.is_none() || version.author == actor.who {
            return Err(Problem::forbidden(
                "You are only allowed to hide replies in conversations that you started.",
            ));
        }
        if let Some(chain) = self.chains.get_mut(&first) {
            chain.hidden = hidden;
        }
        self.record(actor, Effect::ReplyHidden { id: first.to_string(), hidden });
        self.outbox.push(Change::Posted(first));
        Ok(())
    }

    /// Writes in private.
    pub(crate) fn write_dm(
        &mut self,
        actor: &Actor,
        to: Who,
        said: &str,
        media: &[String],
    ) -> Result<u64, Problem> {
        let media = self.media_for(actor.who, media)?;
        if said.trim().is_empty() && media.is_empty() {
            return Err(Problem::invalid("text", "", "text or attachments is required"));
        }
        let known = self.dms.values().any(|dm| dm.sender == to && dm.recipient == actor.who);
        if to == actor.who || !(known || self.people[to].spec.open_dms) {
            return Err(Problem::forbidden(
                "You do not have permission to DM one or more participants.",
            ));
        }
        let id = self.next_id();
        let text = said.trim().to_owned();
        let event = DmEvent {
            id,
            sender: actor.who,
            recipient: to,
            text: text.clone(),
            media,
            created_at: self.now(),
            deleted_by: BTreeSet::new(),
        };
        self.dms.insert(id, event);
        let effect = Effect::StatusCreated {
            id: id.to_string(),
            idempotency_key: None,
            in_reply_to: None,
            quotes: None,
            visibility: "direct".to_owned(),
            text,
        };
        self.record(actor, effect);
        self.outbox.push(Change::Dm(id));
        Ok(id)
    }

    /// `smaller-larger` of two people.
    pub(crate) fn dm_conversation(&self, one: Who, other: Who) -> String {
        let (one, other) = (self.people[one].id, self.people[other].id);
        format!("{}-{}", one.min(other), one.max(other))
    }
}
