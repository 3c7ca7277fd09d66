//! Asking colleagues outside by mail: technicians, the back office. The letters have a thread of
//! their own that belongs to no conversation, so that no customer ever sees it; what is answered
//! becomes a note, and whoever asked stays the customer's contact.

use gerne_domain::{
    Account, Actor, AgentId, Consult, ConsultId, Conversation, ConversationId, DeliveryId,
    EventKind, ExternalId, InboundMessage, Mailbox, Message, MessageId, Note, NoteId,
    NotificationKind, Outbound, Status, ThreadId, Visibility,
};
use gerne_store::Tx;

use super::{
    holding::Prepared, letters, letters::Reaches, wording::not_empty, wording::sign,
    wording::signature,
};
use crate::{Caller, Done, Engine, EngineError, own_ids};

/// Characters of a subject.
const SUBJECT: usize = 200;

/// A question to somebody outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConsult {
    /// Through which mailbox; `None`: the first that there is.
    pub account: Option<gerne_domain::AccountId>,
    /// Who is asked: `Kim <kim@example.net>` or the bare address.
    pub to: String,
    /// The letter's subject.
    pub subject: String,
    /// The question.
    pub text: String,
}

impl Engine {
    /// Asks somebody outside by mail. What they answer becomes a note.
    ///
    /// # Errors
    /// `Invalid` with `consult.no_mailbox`, `consult.customer` (who is asked is the customer),
    /// `consult.subject`, `reply.*` codes.
    pub async fn consult(
        &self,
        who: &Caller,
        id: ConversationId,
        new: NewConsult,
    ) -> Result<Done<NoteId>, EngineError> {
        not_empty(&new.text, 0).map_err(EngineError::Invalid)?;
        if new.subject.trim().is_empty() || new.subject.chars().nth(SUBJECT).is_some() {
            return Err(EngineError::invalid("consult.subject"));
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| Box::pin(async move { engine.consult_in(tx, &who, id, new).await }))
            .await
    }

    async fn consult_in(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        id: ConversationId,
        new: NewConsult,
    ) -> Result<NoteId, EngineError> {
        let conversation = self.matter(tx, who, id).await?;
        let account = self.mailbox_for(tx, who, &conversation, new.account).await?;
        let to = letters::mailbox(&new.to).map_err(EngineError::Invalid)?;
        // Who asks the customer answers them: that is another thing, and they would see it.
        let identities = tx.identities_of(conversation.customer_id).await?;
        if identities.iter().any(|identity| identity.handle.eq_ignore_ascii_case(&to.address)) {
            return Err(EngineError::invalid("consult.customer"));
        }
        let author = tx.agent(who.agent).await?.ok_or(EngineError::Forbidden)?;
        let (now, subject) = (self.now(), new.subject.trim().to_owned());
        let key = self.inner.ids.next().simple().to_string();
        let thread = ThreadId::new(&*self.inner.ids);
        let external = ExternalId(format!("new:{key}"));
        tx.insert_thread(thread, account.id, &external, None, now).await?;
        let outbound = Outbound {
            key: key.clone(),
            in_reply_to: None,
            to: vec![letters::mention(&to)],
            visibility: Visibility::Private,
            subject: Some(subject.clone()),
            text: sign(&new.text, signature(&account, &author.face.name), true),
            content_warning: None,
            language: Some(account.settings.language.clone()),
            media: Vec::new(),
            written_at: now,
            letter: self.letter_head(
                &account,
                &author.face.name,
                Some(Reaches::one(to.clone())),
                None,
            )?,
        };
        let url = &self.inner.config.public_url;
        if let Some(found) = own_ids::find(tx, &outbound, url, now).await? {
            return Err(EngineError::invalid_with("reply.own_id", &[("found", found)]));
        }
        let ids = (MessageId::new(&*self.inner.ids), DeliveryId::new(&*self.inner.ids));
        let account_id = account.id;
        // Nobody's answer: it ends nobody's waiting, whatever becomes of it.
        let prepared = Prepared {
            account,
            author: None,
            thread,
            parent: None,
            key,
            outbound,
            asked: None,
            left: Status::Open,
        };
        let message = Message { conversation_id: None, ..prepared.message(ids, conversation.id) };
        tx.insert_message(&message).await?;
        let delivery = prepared.delivery(ids, conversation.id, now);
        tx.insert_delivery(&delivery).await?;
        let consult = Consult {
            id: ConsultId::new(&*self.inner.ids),
            conversation_id: conversation.id,
            account_id,
            thread_id: thread,
            agent_id: who.agent,
            to_address: to.address.to_lowercase(),
            to_name: to.name.clone(),
            subject: subject.clone(),
            asked_at: now,
            answered_at: None,
        };
        tx.insert_consult(&consult).await?;
        let asked = format!("→ {}\n{subject}\n\n{}", shown(&to), new.text.trim());
        let note = self.note_of(&consult, asked, None);
        tx.insert_note(&note).await?;
        self.emit(tx, who.actor(), &conversation, EventKind::NoteAdded { note: note.id });
        // Its lane hears of it, on whichever node it is.
        let written = EventKind::ReplyWritten { message: ids.0, delivery: ids.1 };
        self.emit(tx, who.actor(), &conversation, written);
        Ok(note.id)
    }

    /// The mailbox that the letter leaves through: the chosen one, the matter's own, any that its
    /// author answers for.
    async fn mailbox_for(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        conversation: &Conversation,
        chosen: Option<gerne_domain::AccountId>,
    ) -> Result<Account, EngineError> {
        let accounts = tx.accounts().await?;
        let usable = |account: &&Account| {
            account.status == gerne_domain::AccountStatus::Connected
                && who.scope.sees(account.id, None)
                && self.profile(account).is_ok_and(|profile| profile.capabilities.letters)
        };
        let found = match chosen {
            Some(id) => accounts.iter().filter(usable).find(|account| account.id == id),
            None => {
                let mut own = accounts.iter().filter(usable);
                own.clone().find(|a| a.id == conversation.account_id).or_else(|| own.next())
            }
        };
        found.cloned().ok_or_else(|| EngineError::invalid("consult.no_mailbox"))
    }

    fn note_of(&self, consult: &Consult, text: String, author: Option<String>) -> Note {
        Note {
            id: NoteId::new(&*self.inner.ids),
            conversation_id: consult.conversation_id,
            agent_id: consult.agent_id,
            text,
            mentions: Vec::new(),
            created_at: self.now(),
            consult_id: Some(consult.id),
            author,
        }
    }

    /// Somebody outside answers what they were asked: it becomes a note, and who asked is called.
    /// `false`: it is no such answer. Strangers stay out: only who was asked, or who writes from the
    /// same organisation, is heard so.
    pub(crate) async fn is_consulted(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &InboundMessage,
    ) -> Result<bool, EngineError> {
        let Some(letter) = inbound.letter.as_deref() else { return Ok(false) };
        let Some(consult) = self.consult_named(tx, account, letter).await? else {
            return Ok(false);
        };
        let bounced = letter.report.is_some();
        if !bounced && !is_theirs(&consult, &inbound.author.handle) {
            return Ok(false);
        }
        let id = consult.conversation_id;
        let Some(conversation) = tx.conversation(id).await? else { return Ok(false) };
        // Kept where it belongs, so that it is known when it comes again.
        let message = Message {
            conversation_id: None,
            thread_id: consult.thread_id,
            addressed: false,
            ..self.letter_outside(account, inbound, consult.thread_id)
        };
        tx.insert_message(&message).await?;
        self.insert_attachments(tx, &message, inbound).await?;
        let names = inbound
            .attachments
            .iter()
            .filter(|attached| attached.kind != gerne_domain::AttachmentKind::Original)
            .filter_map(|attached| attached.name.as_deref());
        let text = names.fold(inbound.text.clone(), |text, name| format!("{text}\n📎 {name}"));
        let who = Mailbox {
            name: Some(inbound.author.name.clone()).filter(|name| !name.is_empty()),
            address: inbound.author.handle.clone(),
        };
        let note = self.note_of(&consult, text, Some(shown(&who)));
        tx.insert_note(&note).await?;
        tx.consult_answered(consult.id, inbound.published_at).await?;
        self.emit(tx, Actor::System, &conversation, EventKind::NoteAdded { note: note.id });
        let kind = if bounced {
            NotificationKind::ConsultReturned
        } else {
            NotificationKind::ConsultAnswered
        };
        for agent in callees(&consult, &conversation) {
            self.call_once(tx, agent, kind, conversation.id).await?;
        }
        Ok(true)
    }

    /// A question to somebody outside cannot leave, or may not have: who asked is called.
    pub(crate) async fn consult_stuck(
        &self,
        tx: &mut Tx<'_>,
        delivery: &gerne_domain::Delivery,
        conversation: &Conversation,
    ) -> Result<(), EngineError> {
        let Some(message) = tx.message(delivery.message_id).await? else { return Ok(()) };
        let stuck = matches!(
            delivery.state,
            gerne_domain::DeliveryState::Refused | gerne_domain::DeliveryState::Unknown
        );
        if !stuck || message.conversation_id.is_some() {
            return Ok(());
        }
        match tx.consult_in(message.thread_id).await? {
            Some(consult) => {
                let kind = NotificationKind::ConsultReturned;
                self.call_once(tx, consult.agent_id, kind, conversation.id).await
            }
            None => Ok(()),
        }
    }

    async fn consult_named(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        letter: &gerne_domain::Letter,
    ) -> Result<Option<Consult>, EngineError> {
        let about = letter.report.iter().flat_map(|report| &report.about);
        let names: Vec<String> = about.chain(letter.chain.iter().rev()).cloned().collect();
        if names.is_empty() {
            return Ok(None);
        }
        for named in tx.letters_named(account.id, &names).await? {
            if named.message.conversation_id.is_none()
                && let Some(consult) = tx.consult_in(named.message.thread_id).await?
            {
                return Ok(Some(consult));
            }
        }
        Ok(None)
    }
}

/// Who was asked, or somebody beside them: at an address of the same domain, but for those where
/// anybody can have one.
fn is_theirs(consult: &Consult, address: &str) -> bool {
    const ANYBODYS: [&str; 12] = [
        "gmail.com",
        "googlemail.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "t-online.de",
        "outlook.com",
        "hotmail.com",
        "yahoo.com",
        "yahoo.de",
        "icloud.com",
        "freenet.de",
    ];
    let address = address.to_lowercase();
    let domain = |address: &str| address.rsplit_once('@').map(|(_, domain)| domain.to_owned());
    let (asked, writes) = (domain(&consult.to_address), domain(&address));
    address == consult.to_address
        || asked.is_some_and(|asked| {
            Some(&asked) == writes.as_ref() && !ANYBODYS.contains(&asked.as_str())
        })
}

fn callees(consult: &Consult, conversation: &Conversation) -> Vec<AgentId> {
    let mut agents = vec![consult.agent_id];
    agents.extend(conversation.assignee_id.filter(|agent| *agent != consult.agent_id));
    agents
}

fn shown(mailbox: &Mailbox) -> String {
    match &mailbox.name {
        Some(name) if *name != mailbox.address => format!("{name} <{}>", mailbox.address),
        _ => mailbox.address.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_stay_out() {
        let ids = crate::V7::new(std::sync::Arc::new(crate::SystemClock));
        let consult = |to: &str| Consult {
            id: ConsultId::new(&ids),
            conversation_id: ConversationId::new(&ids),
            account_id: gerne_domain::AccountId::new(&ids),
            thread_id: ThreadId::new(&ids),
            agent_id: AgentId::new(&ids),
            to_address: to.to_owned(),
            to_name: None,
            subject: "Leitung".to_owned(),
            asked_at: "2026-11-02T09:00:00Z".parse().unwrap(),
            answered_at: None,
        };
        let technicians = consult("technik@netz.example");
        assert!(is_theirs(&technicians, "Technik@netz.example"));
        assert!(is_theirs(&technicians, "ole@netz.example"));
        assert!(!is_theirs(&technicians, "ole@else.example"));
        assert!(!is_theirs(&consult("ole@gmx.de"), "kim@gmx.de"));
    }
}
