//! The head of what we write: what it is called, whom it reaches, what it answers.

use gerne_domain::{
    Account, AttachmentKind, Conversation, Direction, ExternalId, Letter, Mailbox, Mention,
    Message, OutboundLetter, Refusal,
};
use gerne_store::Tx;

use crate::{Engine, EngineError};

/// Whom one letter may reach at most: care is no mailing list.
const MOST_RECIPIENTS: usize = 50;

/// The longest address (RFC 5321, 4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;

/// What its author chose about a letter's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewLetter {
    /// `None`: the subject of what it answers.
    pub subject: Option<String>,
    /// `Kim <kim@example.net>` or the bare address; `None`: who wrote what it answers.
    pub to: Option<Vec<String>>,
    /// With copies for.
    pub cc: Vec<String>,
    /// With copies for, unseen by the others.
    pub bcc: Vec<String>,
}

/// Whom a letter reaches, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reaches {
    to: Vec<Mailbox>,
    cc: Vec<Mailbox>,
    bcc: Vec<Mailbox>,
}

impl Reaches {
    /// As platforms are told.
    pub(super) fn mentions(&self) -> Vec<Mention> {
        self.to.iter().map(mention).collect()
    }

    /// A first letter to one.
    pub(crate) fn one(to: Mailbox) -> Self {
        Self { to: vec![to], ..Self::default() }
    }
}

/// A person's address as a platform's name for them.
pub(super) fn mention(mailbox: &Mailbox) -> Mention {
    let address = &mailbox.address;
    Mention { external_id: ExternalId(address.to_lowercase()), handle: address.clone() }
}

/// Whom an answer reaches: whom its author chose, else who wrote what it answers.
pub(super) async fn reaches(
    tx: &mut Tx<'_>,
    account: &Account,
    conversation: &Conversation,
    target: &Message,
    new: &NewLetter,
) -> Result<Reaches, EngineError> {
    let to = match &new.to {
        Some(chosen) => chosen.iter().map(|one| mailbox(one)).collect::<Result<_, _>>(),
        None => Ok(writer(tx, account, conversation, target).await?),
    };
    let to: Vec<Mailbox> = to.map_err(EngineError::Invalid)?;
    let others = |list: &[String]| -> Result<Vec<Mailbox>, EngineError> {
        list.iter().map(|one| mailbox(one)).collect::<Result<_, _>>().map_err(EngineError::Invalid)
    };
    let mut reaches = Reaches { to, cc: others(&new.cc)?, bcc: others(&new.bcc)? };
    let mut seen: Vec<String> = Vec::new();
    for list in [&mut reaches.to, &mut reaches.cc, &mut reaches.bcc] {
        list.retain(|one| {
            let new = !seen.contains(&one.address);
            seen.push(one.address.clone());
            new
        });
    }
    let refusal = if reaches.to.is_empty() {
        Refusal::of("reply.recipient_missing")
    } else if seen.len() > MOST_RECIPIENTS {
        Refusal::of("reply.too_many_recipients").with("limit", MOST_RECIPIENTS)
    } else {
        return Ok(reaches);
    };
    Err(EngineError::Invalid(refusal))
}

/// Who wrote it; where that was us, whom we wrote to.
async fn writer(
    tx: &mut Tx<'_>,
    account: &Account,
    conversation: &Conversation,
    target: &Message,
) -> Result<Vec<Mailbox>, EngineError> {
    if target.direction == Direction::Out
        && let Some(letter) = &target.letter
        && !letter.to.is_empty()
    {
        return Ok(letter.to.clone());
    }
    let identity = if let Some(id) = target.identity_id {
        tx.identity(id).await?
    } else {
        let all = tx.identities_of(conversation.customer_id).await?;
        all.into_iter().find(|identity| identity.platform == account.platform)
    };
    let named = |name: String, handle: &str| (name != handle).then_some(name);
    Ok(identity
        .into_iter()
        .map(|i| Mailbox { name: named(i.name, &i.handle), address: i.handle })
        .collect())
}

/// An address as a person writes it: bare, or behind a name.
///
/// # Errors
/// `reply.address_invalid`, with what was written.
pub(super) fn mailbox(written: &str) -> Result<Mailbox, Refusal> {
    let written = written.trim();
    let (name, address) = match written.strip_suffix('>').and_then(|w| w.rsplit_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"').trim(), address.trim()),
        None => ("", written),
    };
    let strange = |c: char| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"".contains(c);
    let valid = address.len() <= LONGEST_ADDRESS
        && !address.contains(strange)
        && !name.contains(char::is_control)
        && address.rsplit_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && !local.contains('@')
                && domain.split('.').all(|label| !label.is_empty())
                && !domain.is_empty()
        });
    if !valid {
        return Err(Refusal::of("reply.address_invalid").with("address", written));
    }
    let name = Some(name.to_owned()).filter(|name| !name.is_empty());
    Ok(Mailbox { name, address: address.to_lowercase() })
}

impl Engine {
    /// The head of a letter of ours; `None` where the platform has no letters.
    pub(crate) fn letter_head(
        &self,
        account: &Account,
        speaker: &str,
        reaches: Option<Reaches>,
        target: Option<&Message>,
    ) -> Result<Option<Box<OutboundLetter>>, EngineError> {
        let Some(Reaches { to, cc, bcc }) = reaches else { return Ok(None) };
        let random = base32(self.inner.ids.random());
        let name = self.connection(account)?.name(&random);
        let answered = target.and_then(|target| target.letter.as_deref());
        let mut chain = answered.map(|letter| letter.chain.clone()).unwrap_or_default();
        chain.extend(answered.and_then(|letter| letter.name.clone()));
        let original = target
            .and_then(|t| t.attachments.iter().find(|a| a.kind == AttachmentKind::Original))
            .and_then(|original| original.blob.clone());
        Ok(Some(Box::new(OutboundLetter {
            head: Letter { name, chain, to, cc, bcc, ..Letter::default() },
            speaker: speaker.to_owned(),
            answers: original,
            automatic: false,
        })))
    }
}

/// 26 letters and digits that mail systems keep whatever their case.
fn base32(random: u128) -> String {
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let digit = |place: u32| {
        let at = usize::try_from((random >> (place * 5)) & 31).unwrap_or_default();
        char::from(DIGITS[at])
    };
    (0..26).map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        let read = |text: &str| mailbox(text).map(|m| (m.name.unwrap_or_default(), m.address));
        assert_eq!(read(" Kim@Example.NET ").unwrap().1, "kim@example.net");
        let named = read("\"Ostermann, Kim\" <kim@example.net>").unwrap();
        assert_eq!(named, ("Ostermann, Kim".to_owned(), "kim@example.net".to_owned()));
        for wrong in [
            "",
            "kim",
            "kim@",
            "@example.net",
            "a@b@c.de",
            "a b@c.de",
            "kim@example..net",
            "Kim <kim@example.net> x",
            "kim@example.net\r\nBcc: x@y.de",
            "a@b.de, c@d.de",
        ] {
            assert!(mailbox(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn names_are_as_random_as_what_they_are_made_of() {
        assert_eq!(base32(0), "a".repeat(26));
        assert_ne!(base32(u128::MAX), base32(u128::MAX >> 1));
        assert_eq!(base32(u128::MAX).len(), 26);
    }
}
