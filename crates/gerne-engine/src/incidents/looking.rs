//! Posts as they come, compared with what came before: which incidents they report, which topics rise.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use gerne_domain::{
    Conversation, ConversationId, CustomerId, IncidentId, Message, MessageId, Timestamp,
};
use gerne_language::alike::{
    ClusterId, Incident, IncidentId as Nth, Incidents, Likeness, Post, Said, Sensitivity, said,
};
use gerne_text::fold;
use jiff::SignedDuration;

use crate::topics::{self, Topic};

/// Whoever wrote within this time may be part of what is noticed now.
pub(super) const RECENT: SignedDuration = SignedDuration::from_hours(3);
/// Whoever writes within this time after an incident's end may not know yet that it is over.
const LATE: SignedDuration = SignedDuration::from_mins(30);
/// So many people, and one in so many of those who reported it, report it again before it is a new one.
const AGAIN: usize = 5;
/// What an incident is about, in so many words.
const ABOUT: usize = 5;
/// Stems of which is known how people write them.
const SPOKEN: usize = 50_000;

/// What is looked at while the process lives.
pub(crate) struct Looking {
    alike: Incidents,
    /// Posts of the last hours, for whoever belongs to what is noticed.
    recent: VecDeque<Report>,
    /// What is kept of what was noticed.
    pub(super) known: BTreeMap<Nth, IncidentId>,
    /// Stems, as somebody wrote them.
    spoken: HashMap<String, String>,
}

#[derive(Clone, Debug)]
pub(super) struct Report {
    pub(super) message: MessageId,
    pub(super) conversation: ConversationId,
    pub(super) customer: CustomerId,
    pub(super) at: Timestamp,
    author: u64,
    cluster: ClusterId,
}

/// What is to be kept after a post.
pub(super) struct Found {
    pub(super) nth: Nth,
    pub(super) since: Timestamp,
    pub(super) usual: f64,
    pub(super) about: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) members: Vec<Report>,
}

impl Looking {
    pub(super) fn new() -> Self {
        Self {
            alike: Incidents::new(Likeness::default(), Sensitivity::default()),
            recent: VecDeque::new(),
            known: BTreeMap::new(),
            spoken: HashMap::new(),
        }
    }

    pub(super) fn take(
        &mut self,
        message: &Message,
        conversation: &Conversation,
        complains: bool,
    ) -> Vec<Found> {
        let Said { words: said, places: named } = said(&message.text, is_english(message));
        let words: Vec<&str> = said.iter().map(|(stem, _)| stem.as_str()).collect();
        let facts: Vec<&str> = named.iter().map(|(place, _)| place.as_str()).collect();
        let author = conversation.customer_id.0.as_u64_pair().1;
        let at = message.published_at;
        let post = Post { words: &words, facts: &facts, author, at, complains };
        let noticed = self.alike.take(&post);
        let report = Report {
            message: message.id,
            conversation: conversation.id,
            customer: conversation.customer_id,
            at,
            author,
            cluster: noticed.taken.cluster,
        };
        self.speak(&named);
        self.speak(&said);
        self.recent.push_back(report.clone());
        while self.recent.front().is_some_and(|old| at.duration_since(old.at) > RECENT) {
            self.recent.pop_front();
        }
        let open = self.alike.open().iter().filter(|open| noticed.of.contains(&open.id));
        let found = open.map(|open| {
            let new = noticed.new == Some(open.id) || !self.known.contains_key(&open.id);
            if new {
                self.found(open, open.since, self.reports(open, open.since))
            } else {
                self.found(open, report.at, vec![report.clone()])
            }
        });
        found.collect()
    }

    /// What many report again after somebody said that it is over.
    pub(super) fn again(&self, nth: Nth, over: Timestamp) -> Option<Found> {
        let open = self.alike.open().iter().find(|open| open.id == nth)?;
        let members = self.reports(open, over.checked_add(LATE).ok()?);
        let people: BTreeSet<u64> = members.iter().map(|one| one.author).collect();
        let enough = people.len() >= AGAIN.max(open.people.len() / AGAIN);
        let since = members.first()?.at;
        enough.then(|| self.found(open, since, members))
    }

    /// Who reported it since then, of the last hours.
    fn reports(&self, open: &Incident, since: Timestamp) -> Vec<Report> {
        let of = |one: &&Report| open.people.contains(&one.author) && one.at >= since;
        self.recent.iter().filter(of).cloned().collect()
    }

    fn found(&self, open: &Incident, since: Timestamp, members: Vec<Report>) -> Found {
        let about = self.spoken(self.alike.about(open, ABOUT));
        let places = self.spoken(self.alike.facts(open));
        Found { nth: open.id, since, usual: open.usual, about, places, members }
    }

    /// Remembers how words are written whose stems are compared.
    fn speak(&mut self, said: &[(String, String)]) {
        if self.spoken.len() > SPOKEN {
            self.spoken.clear();
        }
        for (stem, word) in said {
            if !self.spoken.contains_key(stem) {
                self.spoken.insert(stem.clone(), word.clone());
            }
        }
    }

    /// Stems as somebody wrote them, each once, however it is spelled: *Köln*, *koeln*.
    fn spoken(&self, stems: Vec<String>) -> Vec<String> {
        let mut words: Vec<String> = Vec::with_capacity(stems.len());
        for stem in stems {
            let word = self.spoken.get(&stem).cloned().unwrap_or(stem);
            if !words.iter().any(|known| fold(known) == fold(&word)) {
                words.push(word);
            }
        }
        words
    }

    /// What rises now.
    pub(super) fn topics(&mut self, now: Timestamp) -> Vec<Topic> {
        let rising = self.alike.rising(now, topics::LEAST);
        // Some may be of teams that whoever asks sees nothing of.
        let rising = rising.into_iter().take(4 * topics::MOST);
        let topics = rising.map(|rise| {
            let words = self.alike.words(rise.cluster, ABOUT);
            let words = self.spoken(words.into_iter().map(str::to_owned).collect());
            let of = |one: &&Report| {
                one.at >= rise.since && self.alike.is_same(one.cluster, rise.cluster)
            };
            let said = self.recent.iter().filter(of).map(|one| (one.message, one.conversation));
            let usual = hundredths(rise.usual);
            Topic { words, since: rise.since, usual, said: said.collect() }
        });
        topics.collect()
    }
}

/// So many people, in hundredths.
pub(super) fn hundredths(of: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of people"
    )]
    let rounded = (of.max(0.0) * 100.0).min(1e9) as u64;
    rounded
}

fn is_english(message: &Message) -> bool {
    message.language.as_deref().is_some_and(|language| language.starts_with("en"))
}
