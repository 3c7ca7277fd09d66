//! Addresses that tell which mail they answer: `care+TOKEN@example.com` comes to `care@…` only where
//! the server does so. Where it does not, answers would be lost, so they are asked for only after a
//! letter of our own to such an address was seen to arrive, and that is proven anew now and then.
//!
//! How far that got stands in the cursor of the inbox: what is to be sent is written down before it
//! leaves, and what was seen is kept with the place up to which the folder was read.

use std::time::Duration;

use gerne_connector::{Check, ConnectorError};
use gerne_domain::{InboundMessage, Refusal, Timestamp, time::between};
use gerne_mail::{Language, Mailbox, Outgoing};
use serde::{Deserialize, Serialize};

use crate::{
    account::{Connection, Watched},
    facts::{Facts, domain},
    smtp::Envelope,
};

/// A letter to oneself that takes longer is not coming.
const PATIENCE: Duration = Duration::from_mins(10);
/// What was not proven is tried again after.
const AGAIN: Duration = Duration::from_hours(24);
/// What was proven is proven anew after: servers are moved, settings changed.
const ANEW: Duration = Duration::from_hours(30 * 24);
/// As long as the random part of every name of ours: the first letters of a probe's name, then
/// microseconds.
const MARK: &str = "gerneprobe";

/// How far proving got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Proof {
    /// When the last letter to ourselves was decided on; it is called by this instant.
    asked: Timestamp,
    /// It was handed over, or refused for good.
    posted: bool,
    /// It came.
    came: bool,
    /// Such an address works, as far as is known.
    proven: bool,
}

impl Proof {
    fn begun(now: Timestamp, proven: bool) -> Self {
        Self { asked: now, posted: false, came: false, proven }
    }

    /// What the letter is called: the random part of its name, and what stands behind the plus.
    fn token(self) -> String {
        format!("{MARK}{:016}", self.asked.as_microsecond())
    }

    fn posted(self) -> Self {
        Self { posted: true, ..self }
    }

    /// A letter of that name came.
    fn seen(self, token: &str) -> Self {
        if self.token() == token { Self { came: true, proven: true, ..self } } else { self }
    }
}

/// What becomes of it as time passes.
fn later(proof: Option<Proof>, wanted: bool, now: Timestamp) -> Option<Proof> {
    if !wanted {
        return None;
    }
    let Some(proof) = proof else { return Some(Proof::begun(now, false)) };
    let since = between(proof.asked, now);
    Some(match proof {
        Proof { came: true, .. } if since >= ANEW => Proof::begun(now, true),
        Proof { came: false, posted: true, .. } if since >= AGAIN => Proof::begun(now, false),
        Proof { came: false, posted: true, .. } if since >= PATIENCE => {
            Proof { proven: false, ..proof }
        }
        _ => proof,
    })
}

impl Connection {
    /// Whether answers may be asked to an address of their own.
    pub(crate) fn tags(&self) -> bool {
        self.tagging.wanted() && self.tagging.proof().is_some_and(|proof| proof.proven)
    }

    /// What is to be written down about it now; `known` is what was written down.
    pub(crate) async fn prove(&self, known: Option<Proof>) -> Option<Proof> {
        self.tagging.know(known);
        let now = later(known, self.tagging.wanted(), self.clock.now());
        match now {
            Some(proof) if now == known && !proof.posted => match self.post(proof).await {
                // Refused for good is as good as never arriving.
                Ok(()) | Err(ConnectorError::Refused { .. }) => Some(proof.posted()),
                Err(error) => {
                    tracing::info!(%error, "a letter to ourselves could not be sent; later again");
                    now
                }
            },
            now => now,
        }
    }

    async fn post(&self, proof: Proof) -> Result<(), ConnectorError> {
        let facts = self.facts();
        let token = proof.token();
        let Some(to) = tagged(&facts.address, &token) else { return Ok(()) };
        let mail = gerne_mail::compose(&Outgoing {
            message_id: format!("{token}@{}", facts.domain()),
            date: proof.asked,
            zone: self.zone.clone(),
            language: Language::German,
            from: Mailbox { name: None, address: facts.address.clone() },
            reply_to: None,
            to: vec![Mailbox { name: None, address: to.clone() }],
            cc: Vec::new(),
            subject: "Gerne: Probe / test".to_owned(),
            text: WORDS.to_owned(),
            html: None,
            parts: Vec::new(),
            answers: None,
            automatic: true,
            names_itself: false,
        });
        let envelope = Envelope { from: Some(facts.address.clone()), to: vec![to] };
        let sent = self.hand_over(&envelope, &mail).await;
        sent.map_err(|error| error.into_connector(&facts.address, facts.largest))
    }

    /// In words, where somebody wants it.
    pub(crate) fn check_tags(&self) -> Option<Check> {
        let problem = match self.tagging.proof().filter(|_| self.tagging.wanted()) {
            _ if !self.tagging.wanted() => return None,
            Some(Proof { proven: true, .. }) => None,
            Some(Proof { asked, posted: true, .. })
                if between(asked, self.clock.now()) >= PATIENCE =>
            {
                let address = tagged(&self.facts().address, "…").unwrap_or_default();
                Some(Refusal::of("check.tags").with("address", address))
            }
            _ => Some(Refusal::of("check.tags_unproven")),
        };
        Some(Check { what: "tags".to_owned(), problem })
    }
}

const WORDS: &str = "Diese Nachricht hat Gerne an sich selbst geschickt, um zu sehen, ob Antworten an \
    Adressen mit einem Plus ankommen. Sie kann gelöscht werden.\n\n\
    Gerne sent this message to itself, to see whether answers to addresses with a plus arrive. It can \
    be deleted.";

/// What a letter to ourselves is called, when this is one: ours by its writer and its name, and come
/// to the address that it was sent to, or lying among what was sent. Also what servers say of one.
pub(crate) fn probe(message: &InboundMessage, watched: Watched, facts: &Facts) -> Option<String> {
    let letter = message.letter.as_deref()?;
    let token = |name: &String| {
        let (token, host) = name.split_once('@')?;
        let digits = token.strip_prefix(MARK)?;
        let ours = host == facts.domain() && digits.bytes().all(|b| b.is_ascii_digit());
        (ours && digits.len() == 16).then(|| token.to_owned())
    };
    if letter.automatic.is_some_and(gerne_domain::Automatic::is_report) {
        return letter.report.as_ref()?.about.iter().find_map(token);
    }
    let name = letter.name.as_ref()?;
    let found = token(name)?;
    let there = watched == Watched::Sent || letter.chain.contains(name);
    (there && facts.is_ours(&message.author.handle)).then_some(found)
}

/// What a batch of messages says about it; letters to ourselves are for nobody to read.
pub(crate) fn seen(
    proof: Option<Proof>,
    messages: &mut Vec<InboundMessage>,
    watched: Watched,
    facts: &Facts,
) -> Option<Proof> {
    let mut proof = proof;
    messages.retain(|message| {
        let Some(token) = probe(message, watched, facts) else { return true };
        let is_report = message.letter.as_ref().is_some_and(|letter| letter.report.is_some());
        if watched == Watched::Inbox && !is_report {
            proof = proof.map(|proof| proof.seen(&token));
        }
        false
    });
    proof
}

/// `care@example.com` → `care+TOKEN@example.com`.
pub(crate) fn tagged(address: &str, token: &str) -> Option<String> {
    let (local, _) = address.rsplit_once('@')?;
    Some(format!("{local}+{token}@{}", domain(address)))
}

/// Whether it is wanted, and what is known.
#[derive(Debug, Default)]
pub(crate) struct Tagging {
    state: std::sync::Mutex<(bool, Option<Proof>)>,
    /// Somebody wants it now: a reason to look.
    pub(crate) asked: tokio::sync::Notify,
}

impl Tagging {
    pub(crate) fn want(&self, wanted: bool) {
        let mut state = self.state();
        if wanted && !state.0 {
            self.asked.notify_one();
        }
        state.0 = wanted;
    }

    fn wanted(&self) -> bool {
        self.state().0
    }

    fn proof(&self) -> Option<Proof> {
        self.state().1
    }

    fn know(&self, proof: Option<Proof>) {
        self.state().1 = proof;
    }

    fn state(&self) -> std::sync::MutexGuard<'_, (bool, Option<Proof>)> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use gerne_domain::Timestamp;

    use super::{AGAIN, ANEW, PATIENCE, Proof, later, tagged};

    #[test]
    fn it_is_used_only_after_it_was_seen() {
        let start: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        assert_eq!(later(None, false, start), None);
        let begun = later(None, true, start).unwrap();
        assert!(!begun.proven);
        // Written down, it waits for being posted; posted, for coming.
        assert_eq!(later(Some(begun), true, start + AGAIN), Some(begun));
        let posted = begun.posted();
        assert_eq!(later(Some(posted), true, start + PATIENCE), Some(posted));
        assert_eq!(posted.seen("gerneprobe0000000000000001"), posted);
        let again = later(Some(posted), true, start + AGAIN).unwrap();
        assert_eq!((again.asked, again.posted, again.proven), (start + AGAIN, false, false));
        // A late one proves it as well.
        let came = posted.seen(&begun.token());
        assert!(came.proven);
        assert_eq!(later(Some(came), true, start + AGAIN), Some(came));
        assert_eq!(later(Some(came), false, start), None);
    }

    #[test]
    fn what_was_proven_is_proven_anew_and_given_up_when_it_fails() {
        let start: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let came = Proof { asked: start, posted: true, came: true, proven: true };
        let renewed = later(Some(came), true, start + ANEW).unwrap();
        assert!(renewed.proven && !renewed.posted && !renewed.came);
        assert_ne!(renewed.token(), came.token());
        let posted = renewed.posted();
        assert_eq!(later(Some(posted), true, renewed.asked), Some(posted));
        let lost = later(Some(posted), true, renewed.asked + PATIENCE).unwrap();
        assert!(!lost.proven);
        assert_eq!(lost.seen(&renewed.token()), came_again(renewed.asked));
    }

    fn came_again(asked: Timestamp) -> Proof {
        Proof { asked, posted: true, came: true, proven: true }
    }

    #[test]
    fn tokens_are_as_long_as_those_of_letters() {
        let asked = "2026-11-22T10:00:00.123456Z".parse().unwrap();
        let token = Proof::begun(asked, false).token();
        assert_eq!(token.len(), 26);
        assert!(token.bytes().all(|b| b.is_ascii_alphanumeric()));
        assert_eq!(tagged("care@x.example", "abc").as_deref(), Some("care+abc@x.example"));
        assert_eq!(tagged("nobody", "abc"), None);
    }
}
