//! What is known. What is said is read once, when it is recorded; the case card, the hints beside the
//! composer and the hold before something private is said in public are views on what was read and on
//! what people made of it. Reading is pure (`gerne-language`) and done before the transaction.

pub(crate) mod card;
pub(crate) mod hints;
pub(crate) mod keeping;
mod manners;
mod matter;
mod phrases;
pub(crate) mod privacy;
pub(crate) mod reading;
pub(crate) mod reread;

use std::sync::{Arc, Mutex, PoisonError};

use gerne_domain::{
    ConversationId, CustomerId, Fact, FactId, FactState, IdSource, IdentityId, Knowledge,
    MessageId, NoteId, Timestamp,
};
use gerne_language::{
    card::{Found, Kind, Place, read},
    facts::{FactKind, Known, Pattern, Region},
    when::{Context, MondayToFriday},
};
use jiff::tz::TimeZone;

use crate::{Engine, EngineError};

pub use card::{Card, CardLine, Contradiction, KnownFact, Owed, Question};
pub use gerne_language::card::Part;
pub use hints::KINDS;
pub use matter::SameMatter;
pub use phrases::{moved_line, please_delete};
pub use privacy::Hold;
pub use reading::{Hint, Offer, Reading, Typed};

/// Under which name the house keeps what the company told.
pub(crate) const SETTING: &str = "knowledge";

/// What the company told, ready to read with; kept until it changes.
#[derive(Debug, Default)]
pub(crate) struct Knowing(Mutex<Option<Arc<Taught>>>);

impl Knowing {
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// What texts are read with.
#[derive(Debug)]
pub(crate) struct Taught {
    pub(crate) knowledge: Knowledge,
    patterns: Vec<Pattern>,
    zone: TimeZone,
    region: Region,
}

impl Taught {
    fn of(knowledge: Knowledge) -> Self {
        let patterns = knowledge.patterns.iter().filter_map(pattern).collect();
        let zone = TimeZone::get(&knowledge.time_zone).unwrap_or(TimeZone::UTC);
        let region = Region::of(&knowledge.region);
        Self { knowledge, patterns, zone, region }
    }

    /// What the words of one text add to what is known.
    pub(crate) fn read(&self, text: &str, place: Place, at: Timestamp) -> Vec<Found> {
        let now = at.to_zoned(self.zone.clone());
        let context = Context {
            month_first: self.region == Region::Us,
            ..Context::reporting(now, &MondayToFriday)
        };
        read(text, place, &context, &self.known())
    }

    pub(crate) fn known(&self) -> Known<'_> {
        Known { region: self.region, products: &self.knowledge.products, patterns: &self.patterns }
    }

    pub(crate) fn calling(&self) -> &'static str {
        match self.region {
            Region::De => "49",
            Region::At => "43",
            Region::Ch => "41",
            Region::Gb => "44",
            Region::Ie => "353",
            Region::Us => "1",
        }
    }
}

/// What an admin taught, when it is a shape.
pub(crate) fn pattern(taught: &gerne_domain::TaughtPattern) -> Option<Pattern> {
    let Some(Kind::Fact(kind)) = Kind::named(&taught.kind) else { return None };
    let samples: Vec<&str> = taught.examples.iter().map(String::as_str).collect();
    Pattern::learn(kind, &samples)
}

/// The shape of what an admin taught, in words; empty when it is none.
pub fn shape(taught: &gerne_domain::TaughtPattern) -> String {
    pattern(taught).map(|pattern| pattern.shape()).unwrap_or_default()
}

/// Where something was said.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) message: Option<MessageId>,
    pub(crate) note: Option<NoteId>,
    pub(crate) contact: Option<gerne_domain::ContactId>,
    pub(crate) identity: Option<IdentityId>,
    pub(crate) conversation: Option<ConversationId>,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) at: Timestamp,
    pub(crate) public: bool,
}

impl Said {
    pub(crate) fn fact(&self, ids: &dyn IdSource, found: &Found) -> Fact {
        Fact {
            id: FactId::new(ids),
            kind: found.kind.name().to_owned(),
            value: found.raw.clone(),
            written: None,
            norm: found.norm.clone(),
            sought: sought(found.kind.name(), &found.norm),
            message_id: self.message,
            note_id: self.note,
            contact_id: self.contact,
            identity_id: self.identity,
            conversation_id: self.conversation,
            customer_id: self.customer,
            starts: u32::try_from(found.span.start).unwrap_or_default(),
            ends: u32::try_from(found.span.end).unwrap_or_default(),
            said_at: self.at,
            public: self.public,
            state: FactState::Drafted,
            agent_id: None,
            changed_at: None,
        }
    }
}

/// Beginnings of numbers that belong to companies: calls are free, or shared, or dear.
const FREE: &[&str] = &[
    "49800", "49180", "49900", "49137", "43800", "41800", "44800", "44808", "4433", "4484", "1800",
];

/// Shorter numbers are too often something else.
pub(crate) const SHORTEST: usize = 5;

/// What a private value is looked up by before something is said in public.
pub(crate) fn sought(kind: &str, norm: &str) -> Option<String> {
    let Some(Kind::Fact(kind)) = Kind::named(kind) else { return None };
    let squeezed = squeezed(norm);
    // What anybody may ring is nobody's own.
    let everybodys = kind == FactKind::Phone && FREE.iter().any(|free| squeezed.starts_with(free));
    (kind.is_private() && !everybodys && squeezed.chars().count() >= SHORTEST).then_some(squeezed)
}

/// Letters and digits alone, in capitals.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// What stands for a sensitive value until somebody asks to see it: its last four signs.
pub fn masked(value: &str) -> String {
    let kept: Vec<char> = value.chars().filter(|c| c.is_alphanumeric()).collect();
    let end: String = kept.iter().skip(kept.len().saturating_sub(4)).collect();
    let begin: String = kept.iter().take(2).filter(|c| c.is_alphabetic()).collect();
    if kept.len() <= 8 {
        "••••".to_owned()
    } else {
        format!("{begin}•• •••• {end}")
    }
}

/// Whether values of this kind are masked.
pub fn is_sensitive(kind: &str) -> bool {
    matches!(Kind::named(kind), Some(Kind::Fact(kind)) if kind.is_sensitive())
}

/// Whether values of this kind are nothing for a public place.
pub fn is_private(kind: &str) -> bool {
    matches!(Kind::named(kind), Some(Kind::Fact(kind)) if kind.is_private())
}

/// Whether nobody should show values of this kind to everybody, not even their own.
pub fn is_secret(kind: &str) -> bool {
    matches!(
        Kind::named(kind),
        Some(Kind::Fact(
            FactKind::Iban
                | FactKind::Card
                | FactKind::Imei
                | FactKind::BirthDate
                | FactKind::CustomerNo
                | FactKind::ContractNo
                | FactKind::AccountNo
                | FactKind::Phone
                | FactKind::Address
        ))
    )
}

/// Whether a fact of this kind stands in the list of facts, rather than on the card.
pub(crate) fn is_listed(kind: &str) -> bool {
    match Kind::named(kind) {
        Some(Kind::Fact(kind)) => !matches!(
            kind,
            FactKind::Problem
                | FactKind::Since
                | FactKind::Tried
                | FactKind::NeededBy
                | FactKind::Time
                | FactKind::Amount
        ),
        _ => false,
    }
}

impl Engine {
    /// What texts are read with just now.
    pub(crate) async fn taught(&self) -> Result<Arc<Taught>, EngineError> {
        let knowing = &self.inner.knowing.0;
        if let Some(taught) = &*knowing.lock().unwrap_or_else(PoisonError::into_inner) {
            return Ok(Arc::clone(taught));
        }
        let mut db = self.inner.store.read().await?;
        let taught = Arc::new(Taught::of(db.setting(SETTING).await?.unwrap_or_default()));
        *knowing.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&taught));
        Ok(taught)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_masked_but_for_their_end() {
        assert_eq!(masked("DE02120300000000202051"), "DE•• •••• 2051");
        assert_eq!(masked("4111 1111 1111 1111"), "•• •••• 1111");
        assert_eq!(masked("1980-02-01"), "••••");
        assert_eq!(sought("phone", "+49431555123").as_deref(), Some("49431555123"));
        assert_eq!(sought("order_no", "A-77").as_deref(), None);
        assert_eq!(sought("device", "NL-7590"), None);
        assert_eq!(sought("phone", "+498001234567"), None, "anybody's");
    }
}
