//! Sending an answer: everything that can be refused first, then the mail, and never twice.

use std::{collections::BTreeSet, time::Duration};

use gerne_connector::{Blobs, ConnectorError};
use gerne_domain::{Outbound, OutboundLetter, Receipt, Refusal};
use gerne_mail::{Answered, Language, Mail, Mailbox, Outgoing};
use tokio::time::timeout;

use crate::{
    account::{Connection, limits},
    facts::Facts,
    imap::Imap,
    pictures::Pictures,
    providers::Provider,
    sent::receipt,
    smtp::{Envelope, Patience, Smtp, SmtpError},
    tagged::tagged,
};

/// So long a look may hold up an answer that was certainly not sent yet.
const LOOK: Duration = Duration::from_secs(15);

impl Connection {
    pub(crate) async fn say(
        &self,
        outbound: &Outbound,
        blobs: &dyn Blobs,
    ) -> Result<Receipt, ConnectorError> {
        let facts = self.facts();
        let letter = outbound.letter.as_deref();
        let letter = letter.ok_or_else(|| refused(Refusal::of("refused.unsupported")))?;
        let envelope = envelope(outbound, letter, &facts)?;
        refuse_early(outbound, &facts)?;
        let (line, found) = self.look_first(outbound).await?;
        if let Some(found) = found {
            return Ok(found);
        }
        let mail = gerne_mail::compose(&self.outgoing(outbound, letter, &facts, blobs).await?);
        if let Some(most) = facts.largest.filter(|most| mail.len() as u64 > *most) {
            let refusal = Refusal::of("refused.mail_too_big").with("limit", most / (1024 * 1024));
            return Err(refused(refusal.with("status", "5.3.4")));
        }
        self.tried.note(&outbound.key, self.clock.now());
        let sent = self.hand_over(&envelope, &mail).await;
        if let Err(error) = sent {
            if !matches!(error, SmtpError::Unknown(_)) {
                self.forget(&outbound.key);
            }
            if let Some(line) = line {
                line.close().await;
            }
            return Err(error.into_connector(&facts.address, facts.largest));
        }
        self.forget(&outbound.key);
        self.file(line, &mail).await;
        Ok(receipt(&mail, outbound))
    }

    /// Whether it was sent before, by us or by a process that is no more. Where that cannot be
    /// found out, only what was certainly not tried goes on.
    async fn look_first(
        &self,
        outbound: &Outbound,
    ) -> Result<(Option<Imap>, Option<Receipt>), ConnectorError> {
        let look = async {
            let mut imap = self.open_raw().await?;
            let found = self.find_in(&mut imap, outbound).await?;
            Ok((imap, found))
        };
        let certain = self.is_first_try(outbound);
        let wait = if certain { LOOK } else { self.patience.saturating_mul(4) };
        match timeout(wait, look).await {
            Ok(Ok((imap, Some(found)))) => {
                imap.close().await;
                self.forget(&outbound.key);
                Ok((None, Some(found)))
            }
            Ok(Ok((imap, None))) => Ok((Some(imap), None)),
            Ok(Err(error)) if !certain => Err(self.failed(error)),
            Err(_) if !certain => {
                Err(ConnectorError::retry("looking for what was sent takes long"))
            }
            _ => {
                tracing::debug!("could not look whether it was sent before; it was not tried yet");
                Ok((None, None))
            }
        }
    }

    pub(crate) async fn hand_over(
        &self,
        envelope: &Envelope,
        mail: &[u8],
    ) -> Result<(), SmtpError> {
        let mut smtp = self.open_smtp().await?;
        let sent = smtp.send(envelope, mail).await;
        match &sent {
            Ok(()) | Err(SmtpError::Said(..)) => smtp.close().await,
            Err(_) => {}
        }
        sent
    }

    pub(crate) async fn open_smtp(&self) -> Result<Smtp, SmtpError> {
        let patience = Patience { answer: self.patience, verdict: self.verdict };
        Smtp::open(&self.dialer, &self.facts().smtp, &self.credentials, patience).await
    }

    async fn outgoing(
        &self,
        outbound: &Outbound,
        letter: &OutboundLetter,
        facts: &Facts,
        blobs: &dyn Blobs,
    ) -> Result<Outgoing, ConnectorError> {
        let head = &letter.head;
        let name = head.name.clone().ok_or_else(|| refused(Refusal::of("refused.unsupported")))?;
        let to = if head.to.is_empty() {
            outbound
                .to
                .iter()
                .map(|to| Mailbox { name: None, address: to.handle.clone() })
                .collect()
        } else {
            mailboxes(&head.to)
        };
        let mut files = Vec::with_capacity(outbound.media.len());
        for media in &outbound.media {
            files.push((media, blobs.read(&media.blob).await.map_err(ConnectorError::retry)?));
        }
        let parent = match &letter.answers {
            Some(blob) => match blobs.read(blob).await {
                Ok(raw) => Some(gerne_mail::read(&raw)),
                Err(error) => {
                    // Forgotten meanwhile: answered without a quote.
                    tracing::info!(%error, "what is answered cannot be read any more");
                    None
                }
            },
            None => None,
        };
        let mut pictures = Pictures::of(&name);
        let html = pictures.below(&outbound.text, &files);
        let answers = answered(head, parent.as_ref(), &mut pictures);
        let parts = pictures.parts;
        let subject = outbound.subject.clone();
        let subject = subject.or_else(|| parent.as_ref().and_then(|mail| mail.subject.clone()));
        Ok(Outgoing {
            from: Mailbox { name: self.called(letter), address: facts.address.clone() },
            reply_to: self.tags().then(|| reply_to(&name, facts)).flatten(),
            message_id: name,
            date: outbound.written_at,
            zone: self.zone.clone(),
            language: self.language(outbound),
            to,
            cc: mailboxes(&head.cc),
            subject: subject.unwrap_or_default(),
            text: outbound.text.clone(),
            html,
            parts,
            answers,
            automatic: letter.automatic,
            // Exchange renames what it sends: an answer that names this one leads back all the same.
            names_itself: facts.provider == Some(Provider::Microsoft),
        })
    }

    /// `Kim (Nordlicht)`, or the house alone.
    fn called(&self, letter: &OutboundLetter) -> Option<String> {
        let house = Some(self.name.trim()).filter(|name| !name.is_empty() && !name.contains('@'));
        let speaker = Some(letter.speaker.trim()).filter(|name| !name.is_empty());
        match (speaker, house) {
            (Some(speaker), Some(house)) => Some(format!("{speaker} ({house})")),
            (one, other) => one.or(other).map(str::to_owned),
        }
    }

    fn language(&self, outbound: &Outbound) -> Language {
        let tag = outbound.language.as_deref().unwrap_or(&self.speaks);
        if tag.starts_with("de") { Language::German } else { Language::English }
    }

    fn is_first_try(&self, outbound: &Outbound) -> bool {
        !self.tried.may_be_there(outbound)
    }

    fn forget(&self, key: &str) {
        self.tried.forget(key);
    }
}

fn refused(reason: Refusal) -> ConnectorError {
    ConnectorError::refused(reason)
}

/// Everyone once, whatever their case.
fn envelope(
    outbound: &Outbound,
    letter: &OutboundLetter,
    facts: &Facts,
) -> Result<Envelope, ConnectorError> {
    let head = &letter.head;
    let named = head.to.iter().chain(&head.cc).chain(&head.bcc).map(|to| to.address.as_str());
    let mentioned = outbound.to.iter().map(|to| to.handle.as_str());
    let spoken_to: Vec<&str> =
        if head.to.is_empty() { mentioned.chain(named).collect() } else { named.collect() };
    let mut seen = BTreeSet::new();
    let mut to = Vec::new();
    for address in spoken_to {
        let address = address.trim();
        if !is_address(address) {
            let refusal = Refusal::of("refused.address_invalid");
            return Err(refused(refusal.with("address", address)));
        }
        if seen.insert(address.to_lowercase()) {
            to.push(address.to_owned());
        }
    }
    if to.is_empty() {
        return Err(refused(Refusal::of("refused.nobody_named")));
    }
    Ok(Envelope { from: (!letter.automatic).then(|| facts.address.clone()), to })
}

fn refuse_early(outbound: &Outbound, facts: &Facts) -> Result<(), ConnectorError> {
    if outbound.text.trim().is_empty() && outbound.media.is_empty() {
        return Err(refused(Refusal::of("refused.empty")));
    }
    let most = limits(facts).max_media;
    if u32::try_from(outbound.media.len()).unwrap_or(u32::MAX) > most {
        return Err(refused(Refusal::of("refused.too_many_files").with("limit", most)));
    }
    Ok(())
}

/// What is answered: by names as they were kept, by words as they came.
fn answered(
    head: &gerne_domain::Letter,
    parent: Option<&Mail>,
    pictures: &mut Pictures,
) -> Option<Answered> {
    let own = parent.and_then(|mail| mail.message_id.clone());
    let message_id = head.chain.last().cloned().or(own);
    if message_id.is_none() && parent.is_none() {
        return None;
    }
    let references = head.chain.split_last().map(|(_, before)| before.to_vec()).unwrap_or_default();
    let Some(mail) = parent else {
        return Some(Answered { message_id, references, ..Answered::default() });
    };
    Some(Answered {
        message_id,
        references,
        from: mail.from.first().cloned(),
        date: mail.date,
        thread_topic: mail.thread_topic.clone().or_else(|| mail.subject.clone()),
        thread_index: mail.thread_index.clone(),
        text: mail.text.clone(),
        html: pictures.quoted(mail),
    })
}

fn mailboxes(list: &[gerne_domain::Mailbox]) -> Vec<Mailbox> {
    list.iter().map(|to| Mailbox { name: to.name.clone(), address: to.address.clone() }).collect()
}

/// `care+TOKEN@example.com`, by the random part of the mail's name.
fn reply_to(name: &str, facts: &Facts) -> Option<Mailbox> {
    let (token, _) = name.split_once('@')?;
    Some(Mailbox { name: None, address: tagged(&facts.address, token)? })
}

/// Nothing that could end a line or an address.
fn is_address(address: &str) -> bool {
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>');
    let parts = address.rsplit_once('@');
    parts.is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
        && address.len() <= 320
        && address.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_cannot_become_commands() {
        for address in ["a@b", "kim.o@example.com", "a+b@example.com", "jürgen@bücher.example"] {
            assert!(is_address(address), "{address}");
        }
        for address in
            ["", "a", "@b", "a@", "a@b>\r\nDATA", "a b@c", "a@b> SIZE=1", "<a@b>", "a@b\n"]
        {
            assert!(!is_address(address), "{address}");
        }
    }
}
