//! The post office: what becomes of a mail between being submitted and lying in a folder.

use std::collections::VecDeque;

use bytes::Bytes;
use jiff::Timestamp;

use super::bounce::{self, Returned};
use super::config::{Correspondent, Habit, MailConfig, QUIET};
use super::model::{Exchange, Owner, Postbox, Submitted, domain_of};
use super::{compose, read};
use crate::faults::{FaultId, FaultKind, Faults, Occasion};
use crate::journal::{Effect, JournalEntry, Via};
use crate::random::Random;
use crate::{SimClock, SimError};

/// Where the company's first mailbox is.
pub(crate) const COMPANY: usize = 0;

const KEEP_EXCHANGES: usize = 20_000;

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) config: MailConfig,
    pub(crate) clock: SimClock,
    pub(crate) random: Random,
    pub(crate) faults: Faults,
    pub(crate) boxes: Vec<Postbox>,
    pub(crate) journal: Vec<JournalEntry>,
    pub(crate) submitted: Vec<Submitted>,
    pub(crate) exchanges: VecDeque<Exchange>,
    next_id: u64,
    next_validity: u32,
}

crate::stand_in::kept!(State);

/// Where a submitted mail came from.
#[derive(Debug, Clone)]
pub(crate) struct Sender<'a> {
    pub(crate) via: Via,
    pub(crate) login: Option<&'a str>,
    /// Envelope sender; empty for `<>`.
    pub(crate) envelope: &'a str,
}

impl State {
    pub(crate) fn new(config: MailConfig, clock: SimClock, seed: u64) -> Self {
        let mut state = Self {
            clock,
            random: Random::seeded(seed ^ 0x6d61_696c),
            faults: Faults::seeded(seed ^ 0x6d61),
            boxes: Vec::new(),
            journal: Vec::new(),
            submitted: Vec::new(),
            exchanges: VecDeque::new(),
            next_id: 1,
            next_validity: 1_700_000_000,
            config,
        };
        for spec in state.config.mailboxes.clone() {
            let validity = state.fresh_validity();
            let owner = Owner::Company(spec.name);
            let mut postbox = Postbox::new(&spec.address, &spec.password, owner, validity);
            postbox.aliases = spec.aliases;
            state.boxes.push(postbox);
        }
        state
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.platform_now()
    }

    /// A UIDVALIDITY that was never used before, and is higher than all before.
    pub(crate) fn fresh_validity(&mut self) -> u32 {
        self.next_validity += 1;
        self.next_validity
    }

    pub(crate) fn add_person(&mut self, mut person: Correspondent) -> Result<String, SimError> {
        if person.address.is_empty() {
            person.address = if person.handle.contains('@') {
                person.handle.clone()
            } else {
                format!("{}@{}", person.handle, self.config.home)
            };
        }
        let address = person.address.to_lowercase();
        if self.find(&address).is_some() || self.find(&person.handle).is_some() {
            return Err(SimError::BadHandle(person.handle));
        }
        let validity = self.fresh_validity();
        let postbox = Postbox::new(&address, "geheim", Owner::Person(person), validity);
        self.boxes.push(postbox);
        Ok(address)
    }

    /// By address, alias or handle.
    pub(crate) fn find(&self, who: &str) -> Option<usize> {
        let by_handle =
            |postbox: &Postbox| postbox.person().is_some_and(|person| person.handle == who);
        let by_address = || self.boxes.iter().position(|postbox| postbox.takes(who));
        self.boxes.iter().position(by_handle).or_else(by_address)
    }

    pub(crate) fn who(&self, who: &str) -> Result<usize, SimError> {
        self.find(who).ok_or_else(|| SimError::NoSuchPerson(who.to_owned()))
    }

    pub(crate) fn is_ours(&self, domain: &str) -> bool {
        self.config.mailboxes.iter().any(|spec| domain_of(&spec.address) == domain)
    }

    pub(crate) fn draw(
        &mut self,
        wire: &str,
        command: &str,
        login: Option<&str>,
        wanted: fn(&FaultKind) -> bool,
    ) -> Vec<(FaultId, FaultKind)> {
        let occasion = Occasion { method: wire, path: command, account: login };
        self.faults.draw(occasion, wanted)
    }

    pub(crate) fn record(&mut self, via: Via, by: Option<&str>, effect: Effect) {
        let seq = u64::try_from(self.journal.len()).unwrap_or(0) + 1;
        let by = by.map(str::to_owned);
        let entry = JournalEntry { seq, at: self.clock.now(), via, by, request_id: None, effect };
        self.journal.push(entry);
    }

    pub(crate) fn note(&mut self, exchange: Exchange) {
        if self.exchanges.len() >= KEEP_EXCHANGES {
            self.exchanges.pop_front();
        }
        self.exchanges.push_back(exchange);
    }

    pub(crate) fn fresh_id(&mut self) -> String {
        let id = format!("mail-{}", self.next_id);
        self.next_id += 1;
        id
    }

    /// Why a recipient is refused while the client still talks, if so.
    pub(crate) fn refuses(&self, address: &str) -> Option<&'static str> {
        let domain = domain_of(address);
        if !address.contains('@') || domain.is_empty() {
            return Some("501 5.1.3 Bad recipient address syntax");
        }
        let strict = domain == self.config.home || self.is_ours(&domain);
        (strict && self.find(address).is_none())
            .then_some("550 5.1.1 Recipient address rejected: User unknown")
    }

    /// Takes a mail over and brings it to everyone. Returns its id.
    pub(crate) fn submit(&mut self, sender: &Sender<'_>, to: &[String], raw: &Bytes) -> String {
        let id = self.fresh_id();
        let parsed = read::headers(raw);
        let effect = Effect::MailSent {
            id: id.clone(),
            message_id: parsed.message_id.clone(),
            from: sender.envelope.to_owned(),
            to: to.to_vec(),
            subject: parsed.subject.clone(),
        };
        self.record(sender.via, sender.login, effect);
        self.submitted.push(Submitted {
            id: id.clone(),
            at: self.now(),
            login: sender.login.map(str::to_owned),
            from: sender.envelope.to_owned(),
            to: to.to_vec(),
            raw: raw.clone(),
        });
        let own = sender.login.and_then(|login| self.find(login));
        if let Some(own) = own
            && (self.config.files_sent || sender.via == Via::Square)
        {
            self.file(own, "Sent", &id, raw.clone(), &["\\Seen".to_owned()]);
        }
        for address in to {
            self.bring(sender, address, &id, raw);
        }
        id
    }

    fn bring(&mut self, sender: &Sender<'_>, address: &str, id: &str, raw: &Bytes) {
        let Some(to) = self.find(address) else {
            return self.give_back(sender, address, raw, bounce::UNKNOWN);
        };
        let habit = self.boxes.get(to).and_then(Postbox::person).map(|one| one.habit.clone());
        match habit {
            Some(Habit::Closed) => self.give_back(sender, address, raw, bounce::UNKNOWN),
            Some(Habit::Full) => {
                self.give_back(sender, address, raw, bounce::WAITING);
                self.give_back(sender, address, raw, bounce::FULL);
            }
            Some(Habit::Away { subject, text }) => {
                self.lay_down(to, sender.envelope, address, id, raw);
                self.answer_by_itself(to, sender.envelope, address, raw, &subject, &text);
            }
            Some(Habit::Reads) | None => self.lay_down(to, sender.envelope, address, id, raw),
        }
    }

    fn lay_down(&mut self, to: usize, from: &str, address: &str, id: &str, raw: &Bytes) {
        let drawn = self.draw("MAIL", "DELIVER", Some(address), |kind| {
            matches!(kind, FaultKind::DeliveredTwice { .. })
        });
        let with_head = self.with_trace(from, address, raw);
        self.file(to, "INBOX", id, with_head.clone(), &[]);
        for (_, kind) in drawn {
            if let FaultKind::DeliveredTwice { folder } = kind {
                self.file(to, &folder, id, with_head.clone(), &[]);
            }
        }
    }

    /// Puts a mail into a folder (which is made when it is not there).
    pub(crate) fn file(
        &mut self,
        whose: usize,
        folder: &str,
        id: &str,
        raw: Bytes,
        flags: &[String],
    ) -> u32 {
        let at = self.now();
        let validity = self.next_validity + 1;
        let Some(postbox) = self.boxes.get_mut(whose) else { return 0 };
        if postbox.folder(folder).is_none() {
            self.next_validity = validity;
            postbox.add_folder(folder, validity);
        }
        let address = postbox.address.clone();
        let uid = postbox.folder_mut(folder).map_or(0, |folder| folder.put(id, raw, at, flags));
        let effect = Effect::MailFiled {
            id: id.to_owned(),
            mailbox: address,
            folder: folder.to_owned(),
            uid,
        };
        self.record(Via::Square, None, effect);
        uid
    }

    /// The lines that the last server puts on top.
    fn with_trace(&mut self, from: &str, address: &str, raw: &[u8]) -> Bytes {
        let (id, domain) = (self.random.token(11), domain_of(address));
        let at = compose::date(self.now());
        let head = format!(
            "Return-Path: <{from}>\r\nDelivered-To: {address}\r\nReceived: from \
             mx.{domain} ([127.0.0.1])\r\n\tby mail.{domain} with LMTP id {id}\r\n\tfor \
             <{address}>; {at}\r\n"
        );
        [head.as_bytes(), raw].concat().into()
    }

    /// A report to the envelope sender, never about a report (RFC 3464, RFC 5321 6.1).
    fn give_back(&mut self, sender: &Sender<'_>, address: &str, raw: &Bytes, why: Returned) {
        let effect = Effect::MailReturned {
            to: address.to_owned(),
            status: why.status.to_owned(),
            message_id: read::headers(raw).message_id,
        };
        self.record(Via::Square, None, effect);
        if sender.envelope.is_empty() {
            return;
        }
        let (style, now) = (self.config.bounces, self.now());
        let report =
            bounce::report(style, &mut self.random, now, sender.envelope, address, raw, why);
        self.post_by_machine(sender.envelope, report);
    }

    fn answer_by_itself(
        &mut self,
        whose: usize,
        from: &str,
        address: &str,
        raw: &Bytes,
        subject: &str,
        text: &str,
    ) {
        let now = self.now();
        let Some(postbox) = self.boxes.get_mut(whose) else { return };
        let recently = postbox.told.get(from).is_some_and(|at| now.duration_since(*at) < QUIET);
        if recently || bounce::asks_no_answer(from, &postbox.address, raw) {
            return;
        }
        postbox.told.insert(from.to_owned(), now);
        let name = postbox.name().to_owned();
        let answer =
            bounce::auto_reply(&mut self.random, now, (&name, address), from, raw, subject, text);
        self.post_by_machine(from, answer);
    }

    /// What machines write goes out with an empty envelope sender, so that nothing answers it.
    fn post_by_machine(&mut self, to: &str, raw: Vec<u8>) {
        let sender = Sender { via: Via::Square, login: None, envelope: "" };
        self.submit(&sender, &[to.to_owned()], &raw.into());
    }
}
