//! The library API: how tests, demos and the square drive the provider.

use std::net::SocketAddr;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio_util::sync::CancellationToken;

use super::office::{COMPANY, Sender, State};
use super::{
    Correspondent, Exchange, Filed, Habit, MailConfig, MailSpec, ReceivedMail, Submitted, imap,
    smtp,
};
use crate::journal::Via;
use crate::net::{Connections, Door, Wire};
use crate::stand_in::{Core, handle_of_a_stand_in};
use crate::{SimClock, SimError};

/// The stand-in for a mail provider. Clones are handles of the same one.
#[derive(Debug, Clone)]
pub struct Mail {
    pub(crate) shared: Arc<Shared>,
    imap: SocketAddr,
    smtp: SocketAddr,
}

#[derive(Debug)]
pub(crate) struct Shared {
    core: Core<State>,
    /// Entries of the journal.
    happened: watch::Sender<usize>,
}

impl std::ops::Deref for Shared {
    type Target = Core<State>;

    fn deref(&self) -> &Core<State> {
        &self.core
    }
}

impl Shared {
    /// Runs `deed` under the lock, then lets everyone who waits look again.
    pub(crate) fn act<T>(&self, deed: impl FnOnce(&mut State) -> T) -> T {
        let deed = |state: &mut State| (deed(state), state.journal.len());
        self.core.act(deed, |happened| {
            self.happened.send_if_modified(|known| std::mem::replace(known, happened) != happened);
        })
    }

    /// Resolves when a mail was sent, filed or returned after the call.
    pub(crate) fn happenings(&self) -> watch::Receiver<usize> {
        self.happened.subscribe()
    }
}

/// Opens both ports of a provider next to `listen`.
pub(crate) async fn start(
    config: MailConfig,
    listen: std::net::IpAddr,
    clock: SimClock,
    seed: u64,
    stop: &CancellationToken,
) -> Result<(Mail, Vec<JoinHandle<()>>), SimError> {
    let connections = Connections::default();
    let imap_listener = TcpListener::bind(SocketAddr::new(listen, config.imap_port)).await?;
    let smtp_listener = TcpListener::bind(SocketAddr::new(listen, config.smtp_port)).await?;
    let (imap, smtp) = (imap_listener.local_addr()?, smtp_listener.local_addr()?);
    let patience = config.patience;
    let people = config.correspondents.clone();
    let state = State::new(config, clock.clone(), seed);
    let core = Core::new(state, connections.clone(), stop.clone(), clock, patience);
    let shared = Arc::new(Shared { core, happened: watch::channel(0).0 });
    for person in people {
        shared.act(|state| state.add_person(person))?;
    }
    let door = |listener| Door { listener, connections: connections.clone() };
    let servers = vec![
        open(door(imap_listener), Arc::clone(&shared), imap::serve),
        open(door(smtp_listener), Arc::clone(&shared), smtp::serve),
    ];
    Ok((Mail { shared, imap, smtp }, servers))
}

#[expect(clippy::disallowed_methods, reason = "the handle is kept and awaited by shutdown")]
fn open<F>(mut door: Door, shared: Arc<Shared>, serve: fn(Wire, Arc<Shared>) -> F) -> JoinHandle<()>
where
    F: Future<Output = std::io::Result<()>> + Send + 'static,
{
    use axum::serve::Listener as _;
    tokio::spawn(async move {
        let stop = shared.stop.clone();
        let mut clients = JoinSet::new();
        loop {
            let wire = tokio::select! {
                (wire, _) = door.accept() => wire,
                () = stop.cancelled() => break,
            };
            while clients.try_join_next().is_some() {}
            let (client, stop) = (serve(wire, Arc::clone(&shared)), stop.clone());
            clients.spawn(async move {
                tokio::select! {
                    ended = client => if let Err(error) = ended {
                        tracing::debug!(%error, "a client of the provider is gone");
                    },
                    () = stop.cancelled() => {}
                }
            });
        }
        clients.shutdown().await;
    })
}

handle_of_a_stand_in!(Mail);

impl Mail {
    /// Where IMAP listens; plain text.
    pub fn imap(&self) -> SocketAddr {
        self.imap
    }

    /// Where submission listens; plain text.
    pub fn smtp(&self) -> SocketAddr {
        self.smtp
    }

    /// The company's first address: where customers write to.
    pub fn company(&self) -> String {
        self.shared.read(|state| state.boxes[COMPANY].address.clone())
    }

    /// The password of a mailbox, by address or handle.
    pub fn password_of(&self, who: &str) -> Result<String, SimError> {
        self.postbox(who, |state, at| state.boxes[at].password.clone())
    }

    /// Changes a password: those who know the old one are refused from now on.
    pub fn set_password(&self, who: &str, password: &str) -> Result<(), SimError> {
        self.change(who, |state, at| password.clone_into(&mut state.boxes[at].password))
    }

    /// Hands out an access token for XOAUTH2, good for so long on the stand-in's clock.
    pub fn token_for(&self, who: &str, good_for: SignedDuration) -> Result<String, SimError> {
        self.change(who, |state, at| {
            let token = format!("ya29.{}", state.random.token(40));
            let until = state.now().checked_add(good_for).unwrap_or(Timestamp::MAX);
            state.boxes[at].tokens.insert(token.clone(), until);
            token
        })
    }

    /// Takes all access tokens of a mailbox back.
    pub fn revoke_tokens(&self, who: &str) -> Result<(), SimError> {
        self.change(who, |state, at| state.boxes[at].tokens.clear())
    }

    /// Adds somebody who writes mails; their address is returned.
    pub fn add_person(&self, person: Correspondent) -> Result<String, SimError> {
        self.shared.act(|state| state.add_person(person))
    }

    /// Everybody who writes mails, in the order they were added.
    pub fn people(&self) -> Vec<Correspondent> {
        self.shared
            .read(|state| state.boxes.iter().filter_map(|one| one.person().cloned()).collect())
    }

    /// Somebody's address, by handle or any address of theirs.
    pub fn address_of(&self, who: &str) -> Result<String, SimError> {
        self.postbox(who, |state, at| state.boxes[at].address.clone())
    }

    /// Changes what becomes of mails to somebody.
    pub fn set_habit(&self, who: &str, habit: Habit) -> Result<(), SimError> {
        self.change(who, |state, at| {
            if let super::model::Owner::Person(person) = &mut state.boxes[at].owner {
                person.habit = habit;
            }
            state.boxes[at].told.clear();
        })
    }

    /// Writes a mail as somebody's client would, and sends it. Returns its id.
    #[expect(clippy::needless_pass_by_value, reason = "said as with Mastodon::post")]
    pub fn write(&self, who: &str, spec: MailSpec) -> Result<String, SimError> {
        self.change(who, |state, at| state.write(at, &spec))?
    }

    /// Brings these bytes to a mailbox as if the world had sent them. Returns the mail's id.
    pub fn bring(&self, from: &str, to: &str, raw: &[u8]) -> Result<String, SimError> {
        self.change(to, |state, _| {
            let sender = Sender { via: Via::Square, login: None, envelope: from };
            state.submit(&sender, &[to.to_owned()], &raw.to_vec().into())
        })
    }

    /// What somebody received, oldest first.
    pub fn mails_of(&self, who: &str) -> Vec<ReceivedMail> {
        self.folder(who, "INBOX").iter().map(ReceivedMail::of).collect()
    }

    /// One mail in any of somebody's folders.
    pub fn mail(&self, who: &str, id: &str) -> Result<ReceivedMail, SimError> {
        let found = self.postbox(who, |state, at| state.mail_of(at, id).map(ReceivedMail::of))?;
        found.ok_or_else(|| SimError::NoSuchPost(id.to_owned()))
    }

    /// What lies in a folder, by rising UID; nothing when there is no such folder.
    pub fn folder(&self, who: &str, folder: &str) -> Vec<Filed> {
        let mails = self.postbox(who, |state, at| {
            state.boxes[at].folder(folder).map(|folder| folder.mails.clone())
        });
        mails.ok().flatten().unwrap_or_default()
    }

    /// Puts a mail that lies in some folder into another one, too (as labels do at Google, or a
    /// second rule). Makes the folder if need be.
    pub fn file_too(&self, who: &str, id: &str, folder: &str) -> Result<(), SimError> {
        self.change(who, |state, at| {
            let raw = state.mail_of(at, id).map(|mail| mail.raw.clone());
            let raw = raw.ok_or_else(|| SimError::NoSuchPost(id.to_owned()))?;
            state.file(at, folder, id, raw, &[]);
            Ok(())
        })?
    }

    /// Removes a mail from a folder, as another client of the same mailbox does.
    pub fn remove(&self, who: &str, folder: &str, id: &str) -> Result<(), SimError> {
        self.change(who, |state, at| {
            let folder = state.boxes[at].folder_mut(folder);
            let folder = folder.ok_or_else(|| SimError::NoSuchPost(id.to_owned()))?;
            folder.mails.retain(|mail| mail.id != id);
            Ok(())
        })?
    }

    /// Gives a folder a new UIDVALIDITY, as after a restored backup. With `renumber` the mails get
    /// new UIDs from 1. Clients that have it open are sent away.
    pub fn change_uidvalidity(
        &self,
        who: &str,
        folder: &str,
        renumber: bool,
    ) -> Result<u32, SimError> {
        self.change(who, |state, at| {
            let validity = state.fresh_validity();
            let folder = state.boxes[at].folder_mut(folder);
            let folder = folder.ok_or_else(|| SimError::NoSuchPost(String::new()))?;
            folder.uidvalidity = validity;
            if renumber {
                for (uid, mail) in (1..).zip(&mut folder.mails) {
                    mail.uid = uid;
                    folder.uidnext = uid + 1;
                }
            }
            Ok(validity)
        })?
    }

    /// Every mail that was submitted, by the product and by people, oldest first.
    pub fn submitted(&self) -> Vec<Submitted> {
        self.shared.read(|state| state.submitted.clone())
    }

    /// What the product submitted.
    pub fn submitted_by_product(&self) -> Vec<Submitted> {
        let by_api: Vec<String> = self.shared.read(|state| {
            let api = state.journal.iter().filter(|entry| entry.via == Via::Api);
            api.filter_map(|entry| entry.effect.mail_id().map(str::to_owned)).collect()
        });
        let mut all = self.submitted();
        all.retain(|mail| by_api.contains(&mail.id));
        all
    }

    /// The commands of clients and what they were told. The newest 20,000 are kept.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.shared.read(|state| state.exchanges.iter().cloned().collect())
    }

    /// Changes settings while running; who is connected keeps what was announced.
    pub fn configure(&self, change: impl FnOnce(&mut MailConfig)) {
        self.shared.act(|state| change(&mut state.config));
    }

    fn postbox<T>(&self, who: &str, with: impl FnOnce(&State, usize) -> T) -> Result<T, SimError> {
        self.shared.read(|state| Ok(with(state, state.who(who)?)))
    }

    fn change<T>(
        &self,
        who: &str,
        deed: impl FnOnce(&mut State, usize) -> T,
    ) -> Result<T, SimError> {
        self.shared.act(|state| {
            let at = state.who(who)?;
            Ok(deed(state, at))
        })
    }
}
