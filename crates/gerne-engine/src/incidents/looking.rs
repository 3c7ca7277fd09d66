//! Posts as they come, compared with what came before: which incidents they report, which topics rise.

use std::collections::{BTreeMap, HashMap, VecDeque};

use gerne_domain::{
    Conversation, ConversationId, CustomerId, IncidentId, Message, MessageId, Timestamp,
};
use gerne_language::{
    alike::{ClusterId, IncidentId as Nth, Incidents, Likeness, Post, Sensitivity},
    places::places,
};
use gerne_text::{Tongue, fold, stem};
use jiff::SignedDuration;

use crate::topics::{self, Topic};

/// Whoever wrote within this time may be part of what is noticed now.
pub(super) const RECENT: SignedDuration = SignedDuration::from_hours(3);
/// Words of a post that are compared.
const WORDS: usize = 60;
/// What an incident is about, in so many words.
const ABOUT: usize = 5;
/// Stems of which is known how people write them.
const SPOKEN: usize = 50_000;

/// What is looked at while the process lives.
pub(super) struct Looking {
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
        let said = words(message);
        let words: Vec<&str> = said.iter().map(|(stem, _)| stem.as_str()).collect();
        let named: Vec<(String, String)> = places(&message.text, is_english(message))
            .into_iter()
            .map(|place| (fold(&place), capital(&place)))
            .collect();
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
            let of = |one: &&Report| open.people.contains(&one.author) && one.at >= open.since;
            let members = if new {
                self.recent.iter().filter(of).cloned().collect()
            } else {
                vec![report.clone()]
            };
            let about = self.spoken(self.alike.about(open, ABOUT));
            let places = self.spoken(self.alike.facts(open));
            Found { nth: open.id, since: open.since, usual: open.usual, about, places, members }
        });
        found.collect()
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

    /// Stems as somebody wrote them, each once.
    fn spoken(&self, stems: Vec<String>) -> Vec<String> {
        let mut words: Vec<String> = Vec::with_capacity(stems.len());
        for stem in stems {
            let word = self.spoken.get(&stem).cloned().unwrap_or(stem);
            if !words.iter().any(|known| known.eq_ignore_ascii_case(&word)) {
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

/// Words that say nothing about what somebody writes about.
const EMPTY: &str = " der die das den dem des ein eine einer einem einen und oder aber auch nicht kein \
    keine ist sind war bin hat habe haben wird werden wie was wer wann warum ich wir sie ihr euch uns \
    mir mich mein meine bei mit von vom zum zur auf aus fur seit schon noch nur mehr sehr hier heute \
    jetzt immer wieder alle alles ja nein hallo bitte danke liebe leute mal doch denn dass weil wenn \
    man this that the and for are was were have has had with you your our not but what when why how \
    there here from all any can hello please thanks just now today still since again my me we it is ";

/// What a post is about: stems, without the common words, and how each is written.
fn words(message: &Message) -> Vec<(String, String)> {
    let tongue = if is_english(message) { Tongue::English } else { Tongue::German };
    let written = message.text.split_whitespace().filter(|word| !word.starts_with('@'));
    let mut all = Vec::new();
    for word in written {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let parts = gerne_text::words(word, WORDS - all.len().min(WORDS));
        let alone = parts.len() == 1;
        for part in parts {
            if part.chars().nth(2).is_some()
                && !EMPTY.contains(&format!(" {part} "))
                && !part.chars().all(|c| c.is_ascii_digit())
            {
                let spoken = if alone { bare.to_owned() } else { part.clone() };
                all.push((stem(&part, tongue), spoken));
            }
        }
    }
    all.truncate(WORDS);
    all
}

fn is_english(message: &Message) -> bool {
    message.language.as_deref().is_some_and(|language| language.starts_with("en"))
}

/// As a name is written at the beginning: people write towns with a small letter, too.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
