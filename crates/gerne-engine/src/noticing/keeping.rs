//! What rules noticed in messages, and what was read of their tone, is kept in the transaction that
//! keeps the messages; urgency makes what is due due sooner.

use std::collections::{HashMap, HashSet};

use gerne_domain::{
    Account, Actor, Conversation, ConversationId, Escalation, EventKind, ExternalId, Flag, FlagHit,
    FlagId, FlagState, Item, MessageId, RuleDay, Timestamp, Tone, ToneRead,
};
use gerne_language::tone::Team;
use gerne_rules::Field;
use gerne_store::Tx;

use super::{Hit, Watching, subject::Subject, trial::day};
use crate::{Engine, EngineError, tones::Tones, verbs::flags::person_of};

/// Points from which a matter is due in half the time.
const HIGH: u16 = 3;
/// What was said to us alone and is said before everyone now.
const PUBLIC: &str = "now_public";
/// By so much more urgent: enough to be due in half the time.
const PUBLIC_POINTS: u16 = 3;
/// So many words of theirs that nobody answered make it more urgent.
const THIRD: u32 = 3;
/// By so much.
const THIRD_POINTS: u16 = 2;

/// What was noticed in messages before they are kept, by what their platform calls them.
#[derive(Debug, Default)]
pub(crate) struct Noticed(HashMap<ExternalId, One>);

#[derive(Debug)]
struct One {
    text: String,
    author: ExternalId,
    at: Timestamp,
    addressed: bool,
    public: bool,
    tone: ToneRead,
    hits: Vec<Hit>,
}

/// A new message, as much as noticing needs.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) external: ExternalId,
    pub(crate) message: MessageId,
    pub(crate) matter: Option<ConversationId>,
}

impl One {
    /// Whether its words alone make it due sooner, or need a person to look.
    fn is_pressing(&self) -> bool {
        self.tone.urgency >= HIGH || !self.tone.said.worries.is_empty()
    }
}

impl Noticed {
    /// Reads all that people wrote: its tone, and which rules it matches.
    /// `known`: who of their authors wrote to us before, where a rule asks for that.
    pub(crate) fn of(
        watching: &Watching,
        team: &Team,
        account: &Account,
        items: &[Item],
        known: Option<&HashSet<ExternalId>>,
    ) -> Self {
        let mut room = watching.room();
        let mut noticed = HashMap::new();
        for item in items {
            let Item::Message(message) = item else { continue };
            if message.author.is_us {
                continue;
            }
            let automatic =
                message.letter.as_ref().is_some_and(|letter| letter.automatic.is_some());
            let tones = Tones::of(team, &message.text, message.language.as_deref());
            let hits = if automatic || watching.is_empty() {
                Vec::new()
            } else {
                let knows = known.map(|known| known.contains(&message.author.external_id));
                let subject = Subject::inbound(account, message).toned(&tones);
                let subject = subject.asked(|field| watching.asks(field), knows);
                watching.find(account.id, &subject.post(), &mut room)
            };
            let one = One {
                text: message.text.clone(),
                author: message.author.external_id.clone(),
                at: message.published_at,
                addressed: message.addressed && !automatic,
                public: message.visibility.is_public(),
                tone: tones.kept(),
                hits,
            };
            noticed.insert(message.external_id.clone(), one);
        }
        watching.leave(room);
        Self(noticed)
    }

    /// Whether anything is known of a message.
    pub(crate) fn knows(&self, id: &ExternalId) -> bool {
        self.0.contains_key(id)
    }
}

impl Engine {
    /// Whom of the authors of posts we know already; `None` where no rule asks for that.
    pub(crate) async fn known_authors(
        &self,
        watching: &Watching,
        account: &Account,
        authors: impl Iterator<Item = &ExternalId>,
    ) -> Result<Option<HashSet<ExternalId>>, EngineError> {
        if !watching.asks(Field::Customer) && !watching.asks(Field::Is) {
            return Ok(None);
        }
        let authors: HashSet<ExternalId> = authors.cloned().collect();
        let authors: Vec<ExternalId> = authors.into_iter().collect();
        let mut known = HashSet::new();
        let mut db = self.inner.store.read().await?;
        for some in authors.chunks(500) {
            let identities = db.identities_by_external(&account.platform, some).await?;
            known.extend(identities.into_iter().map(|identity| identity.external_id));
        }
        Ok(Some(known))
    }

    /// Keeps what was noticed in new messages.
    pub(crate) async fn keep_noticed(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        noticed: &Noticed,
        kept: &[Kept],
    ) -> Result<(), EngineError> {
        let (mut tones, mut flags, mut hits) = (Vec::new(), Vec::new(), Vec::new());
        let mut urgent: Vec<(ConversationId, &One)> = Vec::new();
        for place in kept {
            let Some(one) = noticed.0.get(&place.external) else { continue };
            let read = one.tone.clone();
            tones.push(Tone { message_id: place.message, read, corrected_by: None });
            if let Some(matter) = place.matter.filter(|_| one.addressed) {
                urgent.push((matter, one));
            }
            let mut flagging = one.hits.iter().filter(|hit| hit.rule.said.flags).peekable();
            if flagging.peek().is_none() {
                continue;
            }
            let id = FlagId::new(&*self.inner.ids);
            for hit in flagging {
                let marks = hit.marks.clone();
                hits.push(FlagHit { flag_id: id, rule_id: hit.rule.id, marks });
            }
            flags.push(Flag {
                id,
                account_id: account.id,
                message_id: Some(place.message),
                platform: account.platform.clone(),
                external_id: place.external.clone(),
                author: one.author.clone(),
                post: None,
                queued: place.matter.is_none(),
                state: FlagState::Open,
                reason: None,
                published_at: one.at,
                found_at: self.now(),
                decided_by: None,
                decided_at: None,
            });
        }
        tx.put_tones(&tones).await?;
        self.keep_flags(tx, &flags, &hits).await?;
        for place in kept {
            let Some(one) = noticed.0.get(&place.external) else { continue };
            if let Some(matter) = place.matter.filter(|_| says_no(&one.text)) {
                let author = person_of(&account.platform, &one.author);
                // Only who was approached says no for themselves.
                for approach in tx.approaches_in(matter).await? {
                    if approach.person == author {
                        self.never_again(tx, author).await?;
                        if let Some(conversation) = tx.conversation(matter).await? {
                            self.measure_approached(tx, &conversation, "declined").await?;
                        }
                    }
                }
            }
        }
        let matters: Vec<ConversationId> = urgent.iter().map(|(matter, _)| *matter).collect();
        let unanswered: HashMap<ConversationId, u32> =
            tx.conversations(&matters).await?.into_iter().map(|c| (c.id, c.unanswered)).collect();
        for (matter, one) in urgent {
            // Somebody's first word, calmly said, asks for nothing more.
            if one.is_pressing() || unanswered.get(&matter).is_some_and(|&words| words > 1) {
                self.heed_tone(tx, matter, kept, noticed, one).await?;
            }
        }
        for place in kept {
            let Some(one) = noticed.0.get(&place.external) else { continue };
            if let Some(matter) = place.matter.filter(|_| one.addressed) {
                let rules: Vec<_> = one.hits.iter().map(|hit| &*hit.rule).collect();
                self.act_at_once(tx, matter, &rules).await?;
            }
        }
        Ok(())
    }

    /// Keeps flags with what made them, and counts them for their rules.
    pub(crate) async fn keep_flags(
        &self,
        tx: &mut Tx<'_>,
        flags: &[Flag],
        hits: &[FlagHit],
    ) -> Result<(), EngineError> {
        tx.insert_flags(flags, hits).await?;
        let mut found: std::collections::BTreeMap<_, u64> = std::collections::BTreeMap::new();
        for hit in hits {
            *found.entry(hit.rule_id).or_default() += 1;
        }
        let day = day(self.now());
        for (rule, found) in found {
            tx.count_rule(rule, RuleDay { day, found, ..RuleDay::default() }).await?;
        }
        for flag in flags {
            self.tell_flag(tx, Actor::System, flag);
        }
        Ok(())
    }

    /// What was read of a message that says something else now. Flags that nobody decided about
    /// follow it.
    pub(crate) async fn keep_noticed_again(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        noticed: &Noticed,
        kept: &Kept,
        text: &str,
    ) -> Result<(), EngineError> {
        // An older state may have come: what was kept counts.
        if noticed.0.get(&kept.external).is_none_or(|one| one.text != text) {
            return Ok(());
        }
        let before = tx.flags_of_messages(&[kept.message]).await?;
        if before.iter().any(|flag| flag.state != FlagState::Open) {
            return Ok(());
        }
        let ids: Vec<FlagId> = before.iter().map(|flag| flag.id).collect();
        tx.delete_flags(&ids).await?;
        self.keep_noticed(tx, account, noticed, std::slice::from_ref(kept)).await
    }

    /// Urgency makes it due sooner, and what a person must look at is put before one.
    async fn heed_tone(
        &self,
        tx: &mut Tx<'_>,
        matter: ConversationId,
        kept: &[Kept],
        noticed: &Noticed,
        one: &One,
    ) -> Result<(), EngineError> {
        let tone = &one.tone;
        let worries = &tone.said.worries;
        let Some(mut conversation) = tx.conversation(matter).await? else { return Ok(()) };
        let now_public = one.public && is_public_now(tx, &conversation).await?;
        let heard = tone.urgency >= HIGH || conversation.unanswered >= THIRD || now_public;
        if worries.is_empty() && !heard {
            return Ok(());
        }
        if !worries.is_empty() {
            let message = kept.iter().find(|place| {
                place.matter == Some(matter)
                    && noticed.0.get(&place.external).is_some_and(|one| one.tone == *tone)
            });
            let mut all: Vec<String> = worries.iter().map(|one| one.cause.clone()).collect();
            let before = tx.escalations_of(&[matter]).await?.pop();
            let since = before.as_ref().filter(|one| one.settled_at.is_none());
            for worry in since.iter().flat_map(|one| one.worries.iter()) {
                if !all.contains(worry) {
                    all.push(worry.clone());
                }
            }
            let escalation = Escalation {
                conversation_id: matter,
                message_id: message.map(|place| place.message),
                worries: all,
                since: since.map_or(self.now(), |one| one.since),
                settled_by: None,
                settled_at: None,
            };
            tx.put_escalation(&escalation).await?;
            self.emit(tx, Actor::System, &conversation, EventKind::EscalationChanged);
        }
        let (mut points, mut causes) = (tone.urgency, Vec::new());
        causes.extend(tone.said.causes.iter().map(|one| one.cause.clone()));
        if conversation.unanswered >= THIRD {
            points += THIRD_POINTS;
            causes.push("third_contact".to_owned());
        }
        if now_public {
            points += PUBLIC_POINTS;
            causes.push(PUBLIC.to_owned());
        }
        let Some(why) = &mut conversation.due_why else { return Ok(()) };
        if points >= HIGH && points > why.points {
            (why.points, why.causes) = (points, causes);
            self.keep(tx, &mut conversation).await?;
            self.emit(tx, Actor::System, &conversation, EventKind::ConversationChanged);
        }
        Ok(())
    }
}

/// Whether they waited in private and say it before everyone now.
async fn is_public_now(tx: &mut Tx<'_>, conversation: &Conversation) -> Result<bool, EngineError> {
    match conversation.waiting_since {
        Some(since) => Ok(tx.went_public(conversation.id, since).await?),
        None => Ok(false),
    }
}

impl Engine {
    /// The same where two matters became one: what was a letter and a post is one that went public.
    pub(crate) async fn heed_public(
        &self,
        tx: &mut Tx<'_>,
        conversation: &mut Conversation,
    ) -> Result<(), EngineError> {
        if !is_public_now(tx, conversation).await? {
            return Ok(());
        }
        if let Some(why) = &mut conversation.due_why
            && !why.causes.iter().any(|cause| cause == PUBLIC)
        {
            why.points += PUBLIC_POINTS;
            why.causes.push(PUBLIC.to_owned());
        }
        Ok(())
    }
}

/// By what somebody who was approached unasked says that they want to be left alone. Quick to
/// believe it: a no that was none costs an offer, one that is missed a person's patience.
const NO: &[&str] = &[
    "nein danke",
    "nein, danke",
    "kein interesse",
    "in ruhe",
    "lass mich",
    "lasst mich",
    "lassen sie mich",
    "nicht anschreiben",
    "nicht mehr anschreiben",
    "hört auf",
    "brauche keine hilfe",
    "keine hilfe",
    "no thanks",
    "no, thanks",
    "no thank you",
    "not interested",
    "leave me alone",
    "stop messaging",
    "don't contact",
    "do not contact",
    "don't write",
    "don't need help",
];

fn says_no(text: &str) -> bool {
    let text = text.to_lowercase();
    NO.iter().any(|said| text.contains(said))
        || matches!(
            text.rsplit(' ').next().map(|last| last.trim_end_matches(['.', '!'])),
            Some("nein" | "no" | "nope")
        )
}
