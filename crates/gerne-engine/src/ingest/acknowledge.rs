//! What the house says by itself: that a letter arrived (RFC 3834). It is no answer: it ends nobody's
//! waiting and counts nowhere. And the brake for machines that do not say that they are machines.

use std::time::Duration;

use gerne_domain::{
    Account, Actor, Address, Automatic, Conversation, Customer, DeliveryId, DeliveryState,
    Direction, EventKind, Identity, InboundMessage, Letter, Mention, Message, MessageId, Outbound,
    Status, ThreadId, Visibility,
    time::{after, before, between},
};
use gerne_store::{Settlement, Tx};

use crate::{
    Engine, EngineError,
    deliver::changed,
    summary::wants_answer,
    verbs::{Prepared, Reaches},
};

/// What was written longer ago is read late: then only an answer helps.
const FRESH: Duration = Duration::from_hours(24);
/// Nobody is told twice within this time, whatever they write (RFC 3834, 2: several days).
const RESTS: Duration = Duration::from_hours(3 * 24);
/// Who answers at once needs no acknowledgement beside it.
const LEAVES_AFTER: Duration = Duration::from_mins(1);
/// People do not write so many letters within ten minutes.
const BRISK: (Duration, u64) = (Duration::from_mins(10), 5);
/// ... nor so many within a day.
const BUSY: (Duration, u64) = (Duration::from_hours(24), 20);

/// How fast letters come from one address, this one not counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    /// In the same thread, within minutes.
    thread: u64,
    /// From that address, within minutes.
    minutes: u64,
    /// From that address, within a day.
    day: u64,
}

impl Pace {
    /// Faster than people write to each other.
    fn is_a_loop(self) -> bool {
        self.thread >= BRISK.1
    }

    fn is_slow(self) -> bool {
        self.minutes < BRISK.1 && self.day < BUSY.1
    }
}

impl Engine {
    /// How fast letters come. One that comes too fast is marked, so that it waits for nobody.
    pub(super) async fn brake(
        &self,
        tx: &mut Tx<'_>,
        inbound: &mut InboundMessage,
        thread: ThreadId,
        identity: &Identity,
    ) -> Result<Pace, EngineError> {
        let at = inbound.published_at;
        let Some(letter) = inbound.letter.as_mut() else { return Ok(Pace::default()) };
        if letter.automatic.is_some() {
            return Ok(Pace::default());
        }
        let (minutes, in_thread) = tx.pace_of(identity.id, thread, before(at, BRISK.0), at).await?;
        let (day, _) = tx.pace_of(identity.id, thread, before(at, BUSY.0), at).await?;
        let pace = Pace { thread: in_thread, minutes, day };
        if pace.is_a_loop() {
            tracing::info!(identity = %identity.id, "letters come faster than people write");
            letter.automatic = Some(Automatic::Suspected);
        }
        Ok(pace)
    }

    /// Tells who began a matter that it arrived, where the account does so and the letter allows it.
    pub(super) async fn acknowledge(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        (customer, identity): (&Customer, &Identity),
        conversation: &Conversation,
        message: &Message,
        pace: Pace,
    ) -> Result<(), EngineError> {
        if message.letter.is_none() {
            return Ok(());
        }
        // As it is set now: whoever has just switched it off was told that it is.
        let account = tx.account(account.id).await?;
        if let Some(account) = account.filter(|account| account.settings.acknowledgement.on) {
            self.say_it_arrived(tx, &account, (customer, identity), conversation, message, pace)
                .await?;
        }
        Ok(())
    }

    /// The same because a rule says so, where the account's owner lets rules do it. `false`: nothing
    /// was sent.
    pub(crate) async fn acknowledge_by_rule(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
    ) -> Result<bool, EngineError> {
        let account = tx.account(conversation.account_id).await?;
        let Some(account) = account.filter(|account| account.settings.acknowledgement.by_rules)
        else {
            return Ok(false);
        };
        let last = match conversation.last_message_id {
            Some(last) => tx.message(last).await?,
            None => None,
        };
        let Some(message) = last.filter(|m| m.direction == Direction::In) else { return Ok(false) };
        let author = match message.identity_id {
            Some(author) => tx.identity(author).await?,
            None => None,
        };
        let Some(author) = author.filter(|a| a.customer_id == conversation.customer_id) else {
            return Ok(false);
        };
        let Some(customer) = tx.customer(author.customer_id).await? else { return Ok(false) };
        let (at, thread) = (message.published_at, message.thread_id);
        let (minutes, in_thread) = tx.pace_of(author.id, thread, before(at, BRISK.0), at).await?;
        let (day, _) = tx.pace_of(author.id, thread, before(at, BUSY.0), at).await?;
        let pace = Pace { thread: in_thread, minutes, day };
        self.say_it_arrived(tx, &account, (&customer, &author), conversation, &message, pace).await
    }

    /// `false`: there is a reason not to.
    async fn say_it_arrived(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        (customer, identity): (&Customer, &Identity),
        conversation: &Conversation,
        message: &Message,
        pace: Pace,
    ) -> Result<bool, EngineError> {
        let now = self.now();
        let wanted = pace.is_slow()
            && message.addressed
            && customer.blocked_at.is_none()
            && identity.unreachable.is_none()
            && message.published_at >= account.connected_at
            && between(message.published_at, now) <= FRESH
            && message.letter.as_deref().is_some_and(allows)
            && wants_answer(message);
        if !wanted
            || self.is_ours(tx, &identity.handle).await?
            || tx.acknowledged_since(customer.id, account.id, before(now, RESTS)).await?
        {
            return Ok(false);
        }
        let Some(outbound) = self.acknowledgement(tx, account, customer, identity, message).await?
        else {
            return Ok(false);
        };
        let ids = (MessageId::new(&*self.inner.ids), DeliveryId::new(&*self.inner.ids));
        let prepared = Prepared {
            account: account.clone(),
            author: None,
            thread: message.thread_id,
            parent: Some(message.id),
            key: outbound.key.clone(),
            outbound,
            asked: None,
            left: Status::Open,
        };
        tx.insert_message(&prepared.message(ids, conversation.id)).await?;
        let delivery = prepared.delivery(ids, conversation.id, after(now, LEAVES_AFTER));
        tx.insert_delivery(&delivery).await?;
        let written = EventKind::ReplyWritten { message: ids.0, delivery: ids.1 };
        self.emit(tx, Actor::System, conversation, written);
        Ok(true)
    }

    async fn acknowledgement(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        customer: &Customer,
        identity: &Identity,
        message: &Message,
    ) -> Result<Option<Outbound>, EngineError> {
        let name = Some(identity.name.clone()).filter(|name| *name != identity.handle);
        let to = gerne_domain::Mailbox { name, address: identity.handle.clone() };
        let head = self.letter_head(account, "", Some(Reaches::one(to)), Some(message))?;
        let Some(mut letter) = head else { return Ok(None) };
        letter.head.automatic = Some(Automatic::Reply);
        letter.automatic = true;
        // What came is not sent around once more.
        letter.answers = None;
        let tag = message.language.as_deref().or(customer.language.as_deref());
        let tag = tag.unwrap_or(&account.settings.language);
        let german = is_german(&message.text).unwrap_or_else(|| tag.starts_with("de"));
        let when = self.expectation_words(tx, account, german).await?;
        Ok(Some(Outbound {
            key: self.inner.ids.next().simple().to_string(),
            in_reply_to: message.external_id.clone(),
            to: vec![Mention {
                external_id: identity.external_id.clone(),
                handle: identity.handle.clone(),
            }],
            visibility: Visibility::Private,
            subject: message.subject.clone(),
            text: chosen_words(account, german, &when),
            content_warning: None,
            language: Some(if german { "de" } else { "en" }.to_owned()),
            media: Vec::new(),
            written_at: self.now(),
            letter: Some(letter),
        }))
    }

    /// Whether an address is an account of the house: we never talk with ourselves.
    async fn is_ours(&self, tx: &mut Tx<'_>, address: &str) -> Result<bool, EngineError> {
        let accounts = tx.accounts().await?;
        Ok(accounts.iter().any(|account| {
            account.handle.eq_ignore_ascii_case(address)
                || account.external_id.0.eq_ignore_ascii_case(address)
        }))
    }

    /// Somebody answers: what would only say that it arrived need not leave any more.
    pub(crate) async fn withdraw_acknowledgement(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
    ) -> Result<(), EngineError> {
        for delivery in tx.deliveries_of(conversation.id).await? {
            let waits = matches!(delivery.state, DeliveryState::Held | DeliveryState::Queued);
            if !delivery.is_automatic() || !waits {
                continue;
            }
            // What a colleague outside is asked leaves all the same.
            let said = tx.message(delivery.message_id).await?;
            if said.is_none_or(|message| message.conversation_id.is_none()) {
                continue;
            }
            let (was, step) = (delivery.state, Settlement::default());
            let gone = tx.move_delivery(delivery.id, was, DeliveryState::Cancelled, &step).await?;
            if let Some(gone) = gone {
                tx.entomb_message(gone.message_id, self.now()).await?;
                self.emit(tx, Actor::System, conversation, changed(&gone));
            }
        }
        Ok(())
    }
}

/// Whether a letter's head lets a machine answer it. Who is no person, who speaks for many and who
/// asks for it was found out when it was read.
fn allows(letter: &Letter) -> bool {
    letter.automatic.is_none() && letter.report.is_none() && !letter.no_acknowledgement
}

/// The words that an account chose, or ours; with when an answer comes, as far as that is known.
fn chosen_words(account: &Account, german: bool, when: &str) -> String {
    let chosen = &account.settings.acknowledgement;
    let chosen = if german { &chosen.german } else { &chosen.english };
    match chosen.trim() {
        "" => {
            let words = acknowledgement_words(account, german);
            // Behind the greeting and what says that it arrived.
            let paragraphs: Vec<&str> = words.split("\n\n").collect();
            match paragraphs.split_at_checked(2).filter(|_| !when.is_empty()) {
                Some((first, rest)) => [first, &[when], rest].concat().join("\n\n"),
                None => words,
            }
        }
        words => words.replace("{when}", when),
    }
}

/// What an account's acknowledgement says when nobody chose other words.
pub fn acknowledgement_words(account: &Account, german: bool) -> String {
    let words = match (german, account.settings.address) {
        (true, Address::Formal) => {
            "Guten Tag,\n\nIhre E-Mail ist bei uns angekommen. Wir lesen sie und antworten Ihnen auf \
             diesem Weg.\n\nDiese Nachricht wurde automatisch verschickt. Wenn Sie noch etwas \
             ergänzen möchten, antworten Sie einfach darauf."
        }
        (true, Address::Informal) => {
            "Hallo,\n\ndeine E-Mail ist bei uns angekommen. Wir lesen sie und antworten dir auf \
             diesem Weg.\n\nDiese Nachricht wurde automatisch verschickt. Wenn du noch etwas \
             ergänzen möchtest, antworte einfach darauf."
        }
        (false, _) => {
            "Hello,\n\nyour e-mail has reached us. We will read it and answer you this way.\n\n\
             This message was sent automatically. If you would like to add something, simply reply \
             to it."
        }
    };
    let name = account.name.trim();
    if name.is_empty() || name.contains('@') {
        words.to_owned()
    } else {
        format!("{words}\n\n{name}")
    }
}

/// Whether a text is German, by its commonest words; `None` when they do not tell.
fn is_german(text: &str) -> Option<bool> {
    const GERMAN: &[&str] = &[
        "der", "die", "das", "und", "ich", "ist", "nicht", "mit", "mein", "meine", "sie", "es",
        "ein", "eine", "auf", "bei", "seit", "wir", "bitte", "für", "habe", "wann", "wie",
    ];
    const ENGLISH: &[&str] = &[
        "the", "and", "is", "not", "my", "you", "it", "to", "of", "i", "for", "on", "have", "with",
        "we", "please", "when", "this", "that", "your", "how", "are",
    ];
    let (mut german, mut english) = (0_u32, 0_u32);
    for word in text.split(|c: char| !c.is_alphabetic()).take(400) {
        let word = word.to_lowercase();
        german += u32::from(GERMAN.contains(&word.as_str()));
        english += u32::from(ENGLISH.contains(&word.as_str()));
    }
    (german != english).then_some(german > english)
}

#[cfg(test)]
mod tests {
    use super::is_german;

    #[test]
    fn the_commonest_words_tell_the_language() {
        for (text, german) in [
            ("Guten Tag, mein Anschluss ist seit gestern tot.", Some(true)),
            ("Hello, my line is dead and I need it for work.", Some(false)),
            ("4711", None),
            ("Bonjour", None),
        ] {
            assert_eq!(is_german(text), german, "{text}");
        }
    }
}
