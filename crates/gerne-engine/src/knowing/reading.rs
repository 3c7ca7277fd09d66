//! What is said to an agent while they type: that something is known already, that it was asked
//! before, and what is nothing for the public. Never changes anything.

use std::{collections::BTreeMap, ops::Range};

use gerne_domain::{
    Account, Conversation, ConversationId, Customer, Direction, FactState, Message, MessageId,
    Stated, Visibility,
};
use gerne_language::{
    asks::{self, Ask, Asked},
    card::Kind,
    facts::FactKind,
};
use gerne_store::Reader;

use super::{
    Taught,
    card::{KnownFact, LOOKED_AT, known, seen},
    hints::may_show,
    manners,
    phrases::{self, Tone},
    privacy::{self, Hold, Public},
};
use crate::{Caller, Engine, EngineError};

/// What somebody is about to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Among ourselves.
    pub note: bool,
    /// The words.
    pub text: String,
    /// Who could read it; `None`: as what it answers.
    pub visibility: Option<Visibility>,
    /// What it answers; `None`: the newest of theirs.
    pub parent: Option<MessageId>,
}

/// Something that is offered with a hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it does, translatable.
    pub label: &'static str,
    /// What the translation needs.
    pub values: BTreeMap<&'static str, String>,
    /// The bytes to replace, and by what.
    pub replace: Option<(Range<usize>, String)>,
}

/// One quiet line below the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    /// Which kind.
    pub kind: &'static str,
    /// What it says, translatable.
    pub key: &'static str,
    /// What the translation needs.
    pub values: BTreeMap<&'static str, String>,
    /// The bytes that it is about.
    pub span: Range<usize>,
    /// Where it is known from.
    pub source: Option<Stated>,
    /// What is offered.
    pub offers: Vec<Offer>,
}

/// What is said about what somebody types.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The one that matters most first.
    pub hints: Vec<Hint>,
    /// What keeps it from being sent.
    pub holds: Vec<Hold>,
    /// What may be put in, because it stands where the answer will stand.
    pub insertable: Vec<KnownFact>,
    /// The public last line when the answer moves to the private channel.
    pub moved_line: String,
}

/// Messages of a matter that are looked at for what stands in a thread.
const THREAD: usize = 200;

impl Engine {
    /// Reads what somebody types.
    ///
    /// # Errors
    /// `NotFound` when the matter is not theirs to see.
    pub async fn read_typed(
        &self,
        who: &Caller,
        id: ConversationId,
        typed: Typed,
    ) -> Result<Reading, EngineError> {
        let taught = self.taught().await?;
        let mut db = self.inner.store.read().await?;
        let id = db.conversation_joined_into(id).await?.unwrap_or(id);
        let conversation = who.sees(db.conversation(id).await?)?;
        if typed.note || typed.text.trim().is_empty() {
            return Ok(Reading::default());
        }
        let place = Place::of(&mut db, &conversation, typed.parent, typed.visibility).await?;
        let facts = known(&mut db, who, conversation.customer_id).await?;
        let tone = tone(&mut db, &conversation, &place).await?;
        let insertable: Vec<KnownFact> =
            facts.iter().filter(|fact| place.may_insert(fact)).cloned().collect();
        let mut hints = Vec::new();
        let matter = matter(&mut db, who, &conversation).await?;
        for ask in asks::find(&typed.text) {
            if let Some(hint) = known_already(&ask, &facts, &matter, &place, tone, &typed.text) {
                hints.push(hint);
            } else if let Some(hint) = asked_before(&ask, &matter) {
                hints.push(hint);
            }
        }
        let hours = self.hours_of(&mut db, &conversation).await?;
        let now = self.now();
        hints.extend(manners::hints(&typed.text, &conversation, tone, hours.zone(), now));
        if let Some(span) = manners::calls_single(&typed.text) {
            let since = now.checked_sub(jiff::SignedDuration::from_hours(24)).unwrap_or(now);
            let mut open = db.incidents_of(conversation.id, since).await?;
            open.retain(|one| one.state == gerne_domain::IncidentState::Open);
            if let Some(incident) = open.first() {
                let members = db.incident_members(incident.id).await?;
                let others: std::collections::BTreeSet<_> = members
                    .iter()
                    .map(|member| member.customer_id)
                    .filter(|id| *id != conversation.customer_id)
                    .collect();
                hints.insert(0, manners::single(span, incident, others.len()));
            }
        }
        let mut shown = Vec::new();
        for hint in hints {
            if may_show(&mut db, &taught, &conversation, hint.kind).await? {
                shown.push(hint);
            }
        }
        let holds = if place.public {
            let public = place.public(conversation.customer_id, self.now());
            privacy::holds(&mut db, &taught, &public, &typed.text).await?
        } else {
            Vec::new()
        };
        let moved_line = phrases::moved_line(tone.german, tone.address);
        Ok(Reading { hints: shown, holds, insertable, moved_line })
    }
}

/// Whether a text asks for what is known already.
pub(super) async fn asks_again(
    db: &mut Reader,
    taught: &Taught,
    who: &Caller,
    conversation: &Conversation,
    text: &str,
) -> Result<bool, EngineError> {
    let asks = asks::find(text);
    if asks.is_empty() || taught.knowledge.off.iter().any(|off| off == "asked_again") {
        return Ok(false);
    }
    let facts = known(db, who, conversation.customer_id).await?;
    let matter = matter(db, who, conversation).await?;
    Ok(asks.iter().any(|ask| what_is_known(ask, &facts, &matter, text).is_some()))
}

/// Where an answer will stand.
pub(crate) struct Place {
    pub(crate) public: bool,
    target: Option<Message>,
    /// What stands there already, where everyone can read it.
    thread: Vec<Message>,
}

impl Place {
    pub(crate) async fn of(
        db: &mut Reader,
        conversation: &Conversation,
        parent: Option<MessageId>,
        visibility: Option<Visibility>,
    ) -> Result<Self, EngineError> {
        let messages = db.newest_messages(conversation.id, THREAD).await?;
        let there = |m: &&Message| m.direction == Direction::In && m.deleted_at.is_none();
        let mut target = match parent {
            Some(id) => {
                db.message(id).await?.filter(|m| m.conversation_id == Some(conversation.id))
            }
            None => None,
        };
        if target.is_none() {
            let addressed = messages.iter().rev().filter(there).find(|m| m.addressed);
            target = addressed.or_else(|| messages.iter().rev().find(there)).cloned();
        }
        let width = visibility.or_else(|| target.as_ref().map(|m| m.visibility));
        let public = width.is_some_and(Visibility::is_public);
        let thread = target.as_ref().map(|m| m.thread_id);
        let thread = messages
            .into_iter()
            .filter(|m| Some(m.thread_id) == thread && m.visibility.is_public())
            .collect();
        Ok(Self { public, target, thread })
    }

    pub(crate) fn public(
        &self,
        customer: gerne_domain::CustomerId,
        now: gerne_domain::Timestamp,
    ) -> Public<'_> {
        Public { customer: Some(customer), thread: &self.thread, now }
    }

    /// Only what stands in the very thread may be said again in public; in private also what the same
    /// person said through the same door. Knowing a value proves nothing about who asks.
    fn may_insert(&self, fact: &KnownFact) -> bool {
        let Some(target) = &self.target else { return false };
        let said = &fact.stated;
        let in_thread = said.thread_id == Some(target.thread_id);
        if super::is_sensitive(&said.fact.kind) {
            return false;
        }
        if self.public {
            return in_thread && said.fact.public;
        }
        in_thread || (target.identity_id.is_some() && said.fact.identity_id == target.identity_id)
    }
}

/// What was stated in the matter itself, the newest first.
async fn matter(
    db: &mut Reader,
    who: &Caller,
    conversation: &Conversation,
) -> Result<Vec<Stated>, EngineError> {
    let mut stated = db.facts_in(conversation.id, LOOKED_AT).await?;
    seen(db, who, &mut stated).await?;
    stated.retain(|one| {
        one.fact.state != FactState::Dismissed
            && one.customer_id.is_none_or(|id| id == conversation.customer_id)
    });
    Ok(stated)
}

async fn tone(
    db: &mut Reader,
    conversation: &Conversation,
    place: &Place,
) -> Result<Tone, EngineError> {
    let account = match &place.target {
        Some(target) => db.account(target.account_id).await?,
        None => db.account(conversation.account_id).await?,
    };
    let customer = db.customer(conversation.customer_id).await?;
    Ok(tone_of(account.as_ref(), customer.as_ref(), place.target.as_ref()))
}

/// How a customer is spoken to: as somebody chose for them, else as the account does.
pub(crate) fn tone_of(
    account: Option<&Account>,
    customer: Option<&Customer>,
    message: Option<&Message>,
) -> Tone {
    let address = customer
        .and_then(|customer| customer.address)
        .or_else(|| account.map(|account| account.settings.address))
        .unwrap_or_default();
    let language = message
        .and_then(|message| message.language.clone())
        .or_else(|| customer.and_then(|customer| customer.language.clone()))
        .or_else(|| account.map(|account| account.settings.language.clone()))
        .unwrap_or_default();
    Tone { german: language.is_empty() || language.starts_with("de"), address }
}

/// „Sie gab die Kundennummer am Mittwoch per E-Mail an.“
fn known_already(
    ask: &Ask,
    facts: &[KnownFact],
    matter: &[Stated],
    place: &Place,
    tone: Tone,
    text: &str,
) -> Option<Hint> {
    let (kind, stated, fact) = what_is_known(ask, facts, matter, text)?;
    let mut values = BTreeMap::from([("kind", kind.name().to_owned())]);
    if !kind.is_sensitive() {
        values.insert("value", stated.fact.says().to_owned());
    }
    let here = fact.is_some_and(|fact| place.may_insert(fact));
    let value = here.then(|| stated.fact.says());
    let mut offers = Vec::new();
    if let Some(sentence) = phrases::is_here(kind, value, tone) {
        let label = if value.is_some() { "insert" } else { "known" };
        let span = whole(text, &ask.sentence);
        let values = BTreeMap::from([("text", sentence.clone())]);
        offers.push(Offer { label, values, replace: Some((span, sentence)) });
    }
    let (name, key) = match kind {
        FactKind::Tried => ("tried_already", "hint.tried_already"),
        _ => ("asked_again", "hint.asked_again"),
    };
    let span = ask.sentence.clone();
    Some(Hint { kind: name, key, values, span, source: Some(stated.clone()), offers })
}

/// A sentence with the sign that ends it.
fn whole(text: &str, sentence: &Range<usize>) -> Range<usize> {
    let rest = text.get(sentence.end..).unwrap_or_default();
    let signs = rest.chars().take_while(|c| matches!(c, '?' | '!' | '.')).map(char::len_utf8);
    sentence.start..sentence.end + signs.sum::<usize>()
}

/// What is known of what is asked for, and from where.
fn what_is_known<'k>(
    ask: &Ask,
    facts: &'k [KnownFact],
    matter: &'k [Stated],
    text: &str,
) -> Option<(FactKind, &'k Stated, Option<&'k KnownFact>)> {
    let Asked::Fact(kind) = ask.kind else { return None };
    let of_matter = |kind: FactKind| {
        matter.iter().find(|one| one.fact.kind == kind.name()).map(|one| (kind, one, None))
    };
    match kind {
        // Asking for more about the trouble is no asking again.
        FactKind::Problem | FactKind::Time | FactKind::Amount => None,
        FactKind::Tried => {
            let asked = text.get(ask.sentence.clone()).unwrap_or_default();
            let one = matter
                .iter()
                .find(|one| one.fact.kind == kind.name() && steps::alike(asked, one.fact.says()))?;
            Some((kind, one, None))
        }
        FactKind::Date | FactKind::Since => {
            of_matter(FactKind::Since).or_else(|| of_matter(FactKind::Date))
        }
        FactKind::NeededBy => of_matter(kind),
        _ => {
            let fact = facts.iter().find(|fact| fact.stated.fact.kind == kind.name())?;
            Some((kind, &fact.stated, Some(fact)))
        }
    }
}

/// We asked already, and nobody said it.
fn asked_before(ask: &Ask, matter: &[Stated]) -> Option<Hint> {
    let before = matter
        .iter()
        .find(|one| one.fact.kind == Kind::Asked.name() && one.fact.norm == ask.kind.name())?;
    let values = BTreeMap::from([("kind", ask.kind.name().to_owned())]);
    Some(Hint {
        kind: "asked_before",
        key: "hint.asked_before",
        values,
        span: ask.sentence.clone(),
        source: Some(before.clone()),
        offers: Vec::new(),
    })
}

mod steps {
    //! Which steps are the same step.

    /// Words for one step, in both languages, as they stand in the middle of others.
    const STEPS: &[&[&str]] = &[
        &[
            "neu gestartet",
            "neugestartet",
            "neu starten",
            "neustart",
            "neu startet",
            "restart",
            "reboot",
            "gebootet",
            "hochgefahren",
            "power cycl",
            "stecker",
            "vom strom",
            "vom netz",
            "stromlos",
            "unplug",
            "plugged",
            "ausgeschaltet",
            "eingeschaltet",
            "aus und",
            "off and on",
            "turned it off",
            "turning it off",
            "switched it off",
            "switch it off",
            "strom",
        ],
        &["zurueckgesetzt", "zurücksetzen", "zurückgesetzt", "werks", "reset", "factory"],
        &["kabel", "cable"],
        &["browser"],
        &["cache", "cookie"],
        &["update", "aktualisier", "upgedatet"],
        &["installier", "install"],
        &[
            "anderes gerät",
            "anderem gerät",
            "anderen gerät",
            "another device",
            "different device",
            "anderes handy",
            "anderem handy",
            "another phone",
            "different phone",
            "laptop",
        ],
        &["lan-kabel", "per lan", "ethernet", "wired"],
        &["steckdose", "socket", "outlet"],
        &["sim"],
        &["passwort", "password"],
        &["sicherung", "fuse", "breaker"],
        &["entkalk", "descal"],
        &[
            "ausgeloggt",
            "abgemeldet",
            "angemeldet",
            "logged out",
            "log out",
            "signed out",
            "sign out",
        ],
        &["nachbar", "neighbo"],
        &["spam", "junk"],
    ];

    /// Whether a question and a step are about the same; a question for any step is about each.
    pub(super) fn alike(asked: &str, tried: &str) -> bool {
        let (asked, tried) = (asked.to_lowercase(), tried.to_lowercase());
        let of = |text: &str| -> Vec<usize> {
            let says = |words: &&[&str]| words.iter().any(|word| text.contains(word));
            STEPS.iter().enumerate().filter(|(_, words)| says(words)).map(|(n, _)| n).collect()
        };
        let (asked, tried) = (of(&asked), of(&tried));
        asked.is_empty() || asked.iter().any(|step| tried.contains(step))
    }

    #[cfg(test)]
    mod tests {
        use super::alike;

        #[test]
        fn the_same_step_is_told_from_another() {
            assert!(alike(
                "Haben Sie den Router schon neu gestartet?",
                "schon zweimal neugestartet"
            ));
            assert!(alike("Have you tried turning it off and on?", "restarted the box"));
            assert!(!alike("Haben Sie das Kabel getauscht?", "Router neu gestartet"));
            assert!(alike("Was haben Sie bisher versucht?", "Kabel getauscht"));
        }
    }
}
