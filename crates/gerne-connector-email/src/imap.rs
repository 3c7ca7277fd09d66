//! One IMAP connection (RFC 3501), over async-imap, with what it does not bring: an end to every
//! wait, caps on what is read, and commands that count only when the server says that they worked.

use std::time::Duration;

use async_imap::{
    Client, Session,
    error::Error as Raw,
    imap_proto::{AttributeValue, MailboxDatum, Response, ResponseCode, Status},
};
use gerne_domain::Timestamp;
use tokio::time::timeout;

use crate::{
    net::{Dialer, Security, Server, Stream},
    oauth::{Credentials, Login},
};

mod error;
pub(crate) mod folders;
mod idle;
mod sign_in;

pub(crate) use error::{Hint, ImapError};

/// Slowest line that we wait for: bytes per second.
const SLOWEST: u64 = 50 * 1024;

/// A connection that is signed in.
pub(crate) struct Imap {
    /// `None` while it idles, and for ever when that failed.
    session: Option<Session<Stream>>,
    /// The server tells when something comes.
    pub(crate) idles: bool,
    patience: Duration,
}

/// A folder that was opened, read-only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    /// Which numbering of its mails this is; another one makes all numbers void.
    pub(crate) validity: u32,
    /// The number that the next mail will have, or more; 0 when the server does not say.
    pub(crate) next: u32,
    /// How many mails there are.
    pub(crate) exists: u32,
}

/// A mail in the folder, from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) uid: u32,
    /// Bytes, as the server says.
    pub(crate) size: u64,
    /// When the server got it.
    pub(crate) came: Option<Timestamp>,
}

impl Imap {
    /// Connects and signs in. A token that is refused is renewed, once.
    pub(crate) async fn open(
        dialer: &Dialer,
        server: &Server,
        credentials: &Credentials,
        patience: Duration,
    ) -> Result<Self, ImapError> {
        let login = credentials.login(None).await?;
        let token = match &login {
            Login::Token(token) => Some(token.clone()),
            Login::Password(_) => None,
        };
        let client = greet(dialer, server, patience).await?;
        let signed_in = sign_in::sign_in(client, &credentials.user, &login, patience).await;
        let session = match (signed_in, token) {
            (Err(ImapError::Rejected { .. }), Some(rejected)) => {
                let login = credentials.login(Some(&rejected)).await?;
                let client = greet(dialer, server, patience).await?;
                sign_in::sign_in(client, &credentials.user, &login, patience).await?
            }
            (signed_in, _) => signed_in?,
        };
        let mut imap = Self { session: Some(session), idles: false, patience };
        imap.introduce().await?;
        Ok(imap)
    }

    /// Whether there is a server that talks as it should.
    pub(crate) async fn probe(
        dialer: &Dialer,
        server: &Server,
        patience: Duration,
    ) -> Result<(), ImapError> {
        greet(dialer, server, patience).await.map(|_| ())
    }

    /// What the server can do; and who we are, where it likes to know (RFC 2971; Gmail asks for it).
    async fn introduce(&mut self) -> Result<(), ImapError> {
        let (mut idles, mut asks) = (false, false);
        self.command("CAPABILITY", 0, |response| {
            if let Response::Capabilities(list) = response {
                let has = |word: &str| {
                    list.iter().any(|capability| {
                        use async_imap::imap_proto::Capability::Atom;
                        matches!(capability, Atom(atom) if atom.eq_ignore_ascii_case(word))
                    })
                };
                (idles, asks) = (has("IDLE"), has("ID"));
            }
        })
        .await?;
        self.idles = idles;
        if asks {
            self.command("ID (\"name\" \"Gerne\")", 0, |_| {}).await?;
        }
        Ok(())
    }

    /// Opens a folder so that nothing in it can be changed: reading leaves no mark.
    pub(crate) async fn examine(&mut self, folder: &str) -> Result<Opened, ImapError> {
        let mut opened = Opened { validity: 0, next: 0, exists: 0 };
        let done = self
            .command(&format!("EXAMINE {}", quoted(folder)?), 0, |response| match response {
                Response::Data { outcome, .. } => match outcome.code {
                    Some(ResponseCode::UidValidity(validity)) => opened.validity = validity,
                    Some(ResponseCode::UidNext(next)) => opened.next = next,
                    _ => {}
                },
                Response::MailboxData(MailboxDatum::Exists(exists)) => opened.exists = *exists,
                _ => {}
            })
            .await;
        match done {
            Err(ImapError::No) => Err(ImapError::NoFolder),
            done => done.map(|()| opened),
        }
    }

    /// The mails with these numbers, from outside. `what`: a set (`5:*`), by number or by place.
    pub(crate) async fn heads(&mut self, what: &str) -> Result<Vec<Head>, ImapError> {
        let command = format!("{what} (UID FLAGS INTERNALDATE RFC822.SIZE)");
        let mut heads = Vec::new();
        self.command(&command, HEADS, |response| {
            let Response::Fetch(_, attributes) = response else { return };
            let mut head = Head { uid: 0, size: 0, came: None };
            for attribute in attributes {
                match attribute {
                    AttributeValue::Uid(uid) => head.uid = *uid,
                    AttributeValue::Rfc822Size(size) => head.size = u64::from(*size),
                    AttributeValue::InternalDate(date) => head.came = internal_date(date),
                    _ => {}
                }
            }
            // Other programs' changes are told in between, without numbers.
            if head.uid > 0 {
                heads.push(head);
            }
        })
        .await?;
        heads.sort_unstable_by_key(|head: &Head| head.uid);
        heads.dedup_by_key(|head| head.uid);
        Ok(heads)
    }

    /// The bytes of these mails: all of them, or only their heads. Leaves no mark.
    pub(crate) async fn bodies(
        &mut self,
        heads: &[Head],
        whole: bool,
    ) -> Result<Vec<(u32, Vec<u8>)>, ImapError> {
        let uids: Vec<String> = heads.iter().map(|head| head.uid.to_string()).collect();
        let section = if whole { "" } else { "HEADER" };
        let command = format!("UID FETCH {} (UID BODY.PEEK[{section}])", uids.join(","));
        let size = heads.iter().map(|head| head.size).fold(0, u64::saturating_add);
        let mut bodies = Vec::with_capacity(heads.len());
        self.command(&command, if whole { size.saturating_mul(2) } else { 0 }, |response| {
            let Response::Fetch(_, attributes) = response else { return };
            let (mut uid, mut bytes) = (0, None);
            for attribute in attributes {
                match attribute {
                    AttributeValue::Uid(number) => uid = *number,
                    AttributeValue::BodySection { data: Some(data), .. } => {
                        bytes = Some(data.to_vec());
                    }
                    _ => {}
                }
            }
            if let Some(bytes) = bytes
                && heads.iter().any(|head| head.uid == uid)
            {
                bodies.push((uid, bytes));
            }
        })
        .await?;
        bodies.sort_by_key(|(uid, _)| *uid);
        bodies.dedup_by_key(|(uid, _)| *uid);
        Ok(bodies)
    }

    /// Numbers of the mails in the open folder that a search finds.
    pub(crate) async fn search(&mut self, query: &str) -> Result<Vec<u32>, ImapError> {
        let mut found = Vec::new();
        self.command(&format!("UID SEARCH {query}"), HEADS, |response| {
            if let Response::MailboxData(MailboxDatum::Search(uids)) = response {
                found.extend_from_slice(uids);
            }
        })
        .await?;
        found.sort_unstable();
        Ok(found)
    }

    /// Puts a mail into a folder, marked as read.
    pub(crate) async fn append(&mut self, folder: &str, mail: &[u8]) -> Result<(), ImapError> {
        let wait = self.wait(u64::try_from(mail.len()).unwrap_or(u64::MAX));
        let session = self.session.as_mut().ok_or(ImapError::Lost)?;
        session.as_mut().allow(0);
        let done = timeout(wait, session.append(folder, Some("(\\Seen)"), None, mail)).await;
        match done {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(ImapError::of(&error)),
            Err(_) => Err(ImapError::TimedOut),
        }
    }

    /// Says good-bye, without waiting for long.
    pub(crate) async fn close(mut self) {
        if let Some(mut session) = self.session.take() {
            let bye = timeout(Duration::from_secs(2), session.logout()).await;
            if !matches!(bye, Ok(Ok(()))) {
                tracing::trace!("the server did not say good-bye");
            }
        }
    }

    /// Says something and hands over what comes, until the server says how it went. `size`: bytes
    /// that may be read besides small talk.
    async fn command(
        &mut self,
        text: &str,
        size: u64,
        mut each: impl FnMut(&Response<'_>) + Send,
    ) -> Result<(), ImapError> {
        let wait = self.wait(size);
        let session = self.session.as_mut().ok_or(ImapError::Lost)?;
        session.as_mut().allow(size);
        let said = timeout(wait, session.run_command(text)).await;
        let id = said.map_err(|_| ImapError::TimedOut)?.map_err(|error| ImapError::of(&error))?;
        loop {
            let read = timeout(wait, session.read_response()).await;
            let read = read.map_err(|_| ImapError::TimedOut)?;
            let read = read.map_err(|error| ImapError::of(&Raw::Io(error)))?;
            let response = read.ok_or(ImapError::Lost)?;
            match response.parsed() {
                Response::Done { tag, status, outcome } if *tag == id => {
                    return match status {
                        Status::Ok => Ok(()),
                        Status::No => Err(ImapError::refused(outcome.information.as_deref())),
                        _ => Err(ImapError::Bad),
                    };
                }
                Response::Data { status: Status::Bye, .. } => return Err(ImapError::Bye),
                response => each(response),
            }
        }
    }

    fn wait(&self, size: u64) -> Duration {
        self.patience + Duration::from_secs(size / SLOWEST)
    }
}

/// What a list of mails may take.
const HEADS: u64 = 8 * 1024 * 1024;

/// Up to the point where one may sign in.
async fn greet(
    dialer: &Dialer,
    server: &Server,
    patience: Duration,
) -> Result<Client<Stream>, ImapError> {
    let mut client = Client::new(dialer.open(server).await?);
    let greeting = timeout(patience, client.read_response()).await;
    let greeting = greeting.map_err(|_| ImapError::TimedOut)?;
    let greeting = greeting.map_err(|error| ImapError::of(&Raw::Io(error)))?;
    match greeting.ok_or(ImapError::Lost)?.parsed() {
        Response::Data { status: Status::Ok, .. } => {}
        Response::Data { status: Status::Bye, .. } => return Err(ImapError::Bye),
        _ => return Err(ImapError::Garbled),
    }
    if server.security != Security::StartTls {
        return Ok(client);
    }
    match timeout(patience, client.run_command_and_check_ok("STARTTLS", None)).await {
        Ok(Ok(())) => {}
        Ok(Err(Raw::No(_) | Raw::Bad(_))) => {
            return Err(crate::net::NetError::NotEncrypted.into());
        }
        Ok(Err(error)) => return Err(ImapError::of(&error)),
        Err(_) => return Err(ImapError::TimedOut),
    }
    Ok(Client::new(dialer.upgrade(client.into_inner(), &server.host).await?))
}

/// A quoted string. Names of folders come from the server itself, in the form that it wants back.
pub(crate) fn quoted(text: &str) -> Result<String, ImapError> {
    if text.chars().any(char::is_control) {
        return Err(ImapError::NoFolder);
    }
    Ok(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// `17-Jul-1996 02:44:25 -0700`, one-digit days with a space before.
fn internal_date(text: &str) -> Option<Timestamp> {
    let at = jiff::fmt::strtime::parse("%d-%b-%Y %H:%M:%S %z", text.trim()).ok()?;
    at.to_timestamp().ok()
}

#[cfg(test)]
mod tests {
    use super::{internal_date, quoted};

    #[test]
    fn dates_of_servers_are_read() {
        for (text, expected) in [
            ("17-Jul-1996 02:44:25 -0700", "1996-07-17T09:44:25Z"),
            (" 1-Nov-2026 00:00:00 +0000", "2026-11-01T00:00:00Z"),
            ("01-Nov-2026 00:00:00 +0100", "2026-10-31T23:00:00Z"),
        ] {
            assert_eq!(internal_date(text).unwrap().to_string(), expected);
        }
        assert_eq!(internal_date("gestern"), None);
    }

    #[test]
    fn names_of_folders_cannot_become_commands() {
        assert_eq!(quoted("Gesendet \"x\"\\").unwrap(), "\"Gesendet \\\"x\\\"\\\\\"");
        assert!(quoted("a\r\nA1 LOGOUT").is_err());
    }
}
