//! People write: from what they want to say to the bytes that their client submits.

use jiff::Timestamp;

use super::clients::{self, Draft, MailClient, Parent};
use super::model::{Filed, MailSpec};
use super::office::{COMPANY, Sender, State};
use super::read::{ReceivedMail, header};
use crate::SimError;
use crate::journal::Via;
use crate::random::Random;

impl State {
    /// Submits what somebody writes. Returns the mail's id.
    pub(crate) fn write(&mut self, who: usize, spec: &MailSpec) -> Result<String, SimError> {
        let mut random = Random::seeded(self.random.next());
        let company = self.boxes.get(COMPANY).map(|one| one.address.clone());
        let author = self.boxes.get(who).ok_or_else(|| SimError::NoSuchPerson(String::new()))?;
        let person = author.person();
        let handle = person.map_or(author.address.as_str(), |person| person.handle.as_str());
        let client = spec.client.or(person.and_then(|person| person.client));
        let (name, address) = (author.name().to_owned(), author.address.clone());
        let parent = match &spec.in_reply_to {
            Some(id) => {
                Some(self.mail_of(who, id).ok_or_else(|| SimError::NoSuchPost(id.clone()))?)
            }
            None => None,
        };
        let parent = parent.map(parent_of);
        let to = match (&spec.to, &parent) {
            (to, _) if !to.is_empty() => to.clone(),
            (_, Some((parent, answer_to))) if !parent.address.eq_ignore_ascii_case(&address) => {
                vec![answer_to.clone()]
            }
            _ => company.into_iter().collect(),
        };
        let draft = Draft {
            client: client.unwrap_or_else(|| MailClient::of(handle)),
            german: person.is_none_or(|person| person.language == "de"),
            at: spec.date.unwrap_or_else(|| self.now()),
            name: &name,
            address: &address,
            to: &to,
            cc: &spec.cc,
            subject: &spec.subject,
            text: &spec.text,
            html: spec.html.as_deref(),
            signature: spec.signature.as_deref(),
            parent: parent.as_ref().map(|(parent, _)| parent),
            files: &spec.attachments,
            headers: &spec.headers,
        };
        let raw = clients::write(&draft, &mut random);
        let recipients: Vec<String> = to.iter().chain(&spec.cc).map(|one| bare(one)).collect();
        let sender = Sender { via: Via::Square, login: Some(&address), envelope: &address };
        Ok(self.submit(&sender, &recipients, &raw.into()))
    }

    /// A mail in any of somebody's folders.
    pub(crate) fn mail_of(&self, who: usize, id: &str) -> Option<&Filed> {
        let folders = self.boxes.get(who)?.folders.iter();
        folders.flat_map(|folder| &folder.mails).find(|mail| mail.id == id)
    }
}

/// What is answered, and to which address.
fn parent_of(filed: &Filed) -> (Parent, String) {
    let mail = ReceivedMail::of(filed);
    let answer_to = mail.header("Reply-To").unwrap_or_else(|| mail.from.clone());
    let written: Option<Timestamp> = mail
        .header("Date")
        .and_then(|date| jiff::fmt::rfc2822::parse(&date).ok())
        .map(|at| at.timestamp());
    let parent = Parent {
        name: mail.from_name.clone().unwrap_or_default(),
        address: mail.from.clone(),
        to: mail.to.join("; "),
        at: written.unwrap_or(mail.at),
        subject: mail.subject.clone(),
        text: mail.text.replace("\r\n", "\n"),
        html: mail.html.clone(),
        message_id: mail.message_id.clone(),
        references: if mail.references.is_empty() { mail.in_reply_to } else { mail.references },
        thread_index: header(&filed.raw, "Thread-Index"),
        thread_topic: header(&filed.raw, "Thread-Topic"),
    };
    (parent, answer_to)
}

/// `Name <address>` to `address`.
pub(crate) fn bare(mailbox: &str) -> String {
    let inner = mailbox.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or(mailbox, |(address, _)| address).trim().to_owned()
}
