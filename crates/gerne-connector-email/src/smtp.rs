//! Handing a mail over (RFC 5321). A driver of our own, because who sends must know how far it got:
//! before the last dot nothing was sent, behind it nobody knows until the server says.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use gerne_connector::Secret;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    time::timeout,
};

use crate::{
    net::{Dialer, NetError, Security, Server, Stream},
    oauth::{Credentials, Login},
};

mod reply;

pub(crate) use reply::{Refused, Reply, SmtpError};

/// Longest line of an answer (RFC 5321, 4.5.3.1.5, generously), and most of them.
const LINE: u64 = 4096;
const LINES: usize = 200;
/// Slowest line that we wait for: bytes per second.
const SLOWEST: usize = 50 * 1024;
/// We are a program on somebody's machine: its name is nobody's business.
const HELLO: &str = "EHLO [127.0.0.1]";

/// What the server said it can do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offers {
    starttls: bool,
    plain: bool,
    login: bool,
    xoauth2: bool,
    utf8: bool,
    eight_bit: bool,
    sizes: bool,
    /// Bytes of the largest mail that it takes.
    pub(crate) largest: Option<u64>,
}

/// From whom and to whom, as servers hand it on; copies that nobody sees stand only here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Envelope {
    /// `None`: `<>`, so that no machine answers.
    pub(crate) from: Option<String>,
    pub(crate) to: Vec<String>,
}

/// How long to wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// For an answer.
    pub(crate) answer: Duration,
    /// For the answer behind the last dot: servers look for viruses first. RFC 5321 wants ten
    /// minutes.
    pub(crate) verdict: Duration,
}

/// A connection that is signed in.
pub(crate) struct Smtp {
    stream: BufReader<Stream>,
    pub(crate) offers: Offers,
    patience: Patience,
}

impl Smtp {
    /// Connects and signs in. A token that is refused is renewed, once.
    pub(crate) async fn open(
        dialer: &Dialer,
        server: &Server,
        credentials: &Credentials,
        patience: Patience,
    ) -> Result<Self, SmtpError> {
        let login = credentials.login(None).await.map_err(SmtpError::Credentials)?;
        let mut smtp = Self::greet(dialer, server, patience).await?;
        match smtp.sign_in(&credentials.user, &login).await {
            Ok(()) => Ok(smtp),
            Err(SmtpError::Rejected { .. }) if let Login::Token(rejected) = &login => {
                let login = credentials.login(Some(rejected)).await;
                let login = login.map_err(SmtpError::Credentials)?;
                let mut smtp = Self::greet(dialer, server, patience).await?;
                smtp.sign_in(&credentials.user, &login).await?;
                Ok(smtp)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether there is a server that talks as it should.
    pub(crate) async fn probe(
        dialer: &Dialer,
        server: &Server,
        patience: Patience,
    ) -> Result<(), SmtpError> {
        Self::greet(dialer, server, patience).await?.close().await;
        Ok(())
    }

    /// Hands a mail over. Until the error says [`SmtpError::Unknown`] nobody has got it.
    pub(crate) async fn send(&mut self, envelope: &Envelope, mail: &[u8]) -> Result<(), SmtpError> {
        self.stream.get_mut().allow(0);
        let from = self.mail_line(envelope, mail)?;
        let reply = self.say(&from).await?;
        if !reply.is_fine() {
            return Err(SmtpError::Said(Refused::Sender, reply));
        }
        let mut refused = Vec::new();
        for to in &envelope.to {
            let reply = self.say(&format!("RCPT TO:<{to}>")).await?;
            if !reply.is_fine() {
                refused.push((to.clone(), reply));
            }
        }
        if let Some(error) = SmtpError::recipients(refused) {
            return Err(error);
        }
        let reply = self.say("DATA").await?;
        if reply.code != 354 {
            return Err(SmtpError::Said(Refused::Mail, reply));
        }
        let body = dotted(mail);
        let wait = self.patience.answer + Duration::from_secs((body.len() / SLOWEST) as u64);
        // What the server did not get to its end it throws away.
        self.write(&body, wait).await?;
        // From here on it may have it.
        let unknown = |error: SmtpError| SmtpError::Unknown(Box::new(error));
        self.write(b".\r\n", self.patience.answer).await.map_err(unknown)?;
        let reply = self.read(self.patience.verdict).await.map_err(unknown)?;
        match reply.code / 100 {
            2 => Ok(()),
            4 | 5 => Err(SmtpError::Said(Refused::Mail, reply)),
            _ => Err(unknown(SmtpError::Garbled)),
        }
    }

    /// Says good-bye, without waiting for long.
    pub(crate) async fn close(mut self) {
        self.patience.answer = Duration::from_secs(2);
        if self.say("QUIT").await.is_err() {
            tracing::trace!("the server did not say good-bye");
        }
    }

    /// Up to the point where one may sign in.
    async fn greet(
        dialer: &Dialer,
        server: &Server,
        patience: Patience,
    ) -> Result<Self, SmtpError> {
        let stream = BufReader::new(dialer.open(server).await?);
        let mut smtp = Self { stream, offers: Offers::default(), patience };
        let greeting = smtp.read(patience.answer).await?;
        if greeting.code != 220 {
            return Err(SmtpError::greeted(greeting));
        }
        smtp.hello().await?;
        if server.security != Security::StartTls {
            return Ok(smtp);
        }
        if !smtp.offers.starttls || !smtp.say("STARTTLS").await?.is_fine() {
            return Err(NetError::NotEncrypted.into());
        }
        // Said in the clear behind the agreement: somebody in between speaks.
        if !smtp.stream.buffer().is_empty() {
            return Err(SmtpError::Garbled);
        }
        let stream = dialer.upgrade(smtp.stream.into_inner(), &server.host).await?;
        let mut smtp = Self { stream: BufReader::new(stream), offers: Offers::default(), patience };
        smtp.hello().await?;
        Ok(smtp)
    }

    async fn hello(&mut self) -> Result<(), SmtpError> {
        let reply = self.say(HELLO).await?;
        if !reply.is_fine() {
            return Err(SmtpError::greeted(reply));
        }
        self.offers = Offers::read(&reply.lines);
        Ok(())
    }

    /// A server that offers no way to sign in goes by where we come from; it says so later.
    async fn sign_in(&mut self, user: &str, login: &Login) -> Result<(), SmtpError> {
        let encrypted = self.stream.get_ref().is_encrypted() || self.stream.get_ref().is_here();
        if !encrypted {
            return Err(NetError::Clear.into());
        }
        let reply = match login {
            Login::Token(token) if self.offers.xoauth2 => {
                let said = format!("user={user}\x01auth=Bearer {}\x01\x01", token.expose());
                let reply = self.say_secret("AUTH XOAUTH2 ", &Secret::new(said)).await?;
                // Why not, in JSON; the refusal itself comes after an empty line.
                if reply.code == 334 { self.say("").await? } else { reply }
            }
            Login::Password(password) if self.offers.plain => {
                let said = format!("\0{user}\0{}", password.expose());
                self.say_secret("AUTH PLAIN ", &Secret::new(said)).await?
            }
            Login::Password(password) if self.offers.login => {
                let mut reply = self.say("AUTH LOGIN").await?;
                for said in [Secret::new(user), password.clone()] {
                    if reply.code == 334 {
                        reply = self.say_secret("", &said).await?;
                    }
                }
                reply
            }
            _ if !self.offers.plain && !self.offers.login && !self.offers.xoauth2 => return Ok(()),
            _ => return Err(SmtpError::NoWayIn),
        };
        if reply.code == 235 { Ok(()) } else { Err(SmtpError::rejected(&reply)) }
    }

    fn mail_line(&self, envelope: &Envelope, mail: &[u8]) -> Result<String, SmtpError> {
        let mut line = format!("MAIL FROM:<{}>", envelope.from.as_deref().unwrap_or_default());
        if self.offers.sizes {
            line.push_str(" SIZE=");
            line.push_str(&mail.len().to_string());
        }
        let foreign = envelope.from.iter().chain(&envelope.to).find(|address| !address.is_ascii());
        match foreign {
            Some(address) if !self.offers.utf8 => {
                return Err(SmtpError::Foreign(address.clone()));
            }
            Some(_) => line.push_str(" BODY=8BITMIME SMTPUTF8"),
            None if !mail.is_ascii() && self.offers.eight_bit => line.push_str(" BODY=8BITMIME"),
            None => {}
        }
        Ok(line)
    }

    async fn say_secret(&mut self, before: &str, secret: &Secret) -> Result<Reply, SmtpError> {
        self.say(&format!("{before}{}", BASE64.encode(secret.expose()))).await
    }

    async fn say(&mut self, line: &str) -> Result<Reply, SmtpError> {
        self.write(format!("{line}\r\n").as_bytes(), self.patience.answer).await?;
        self.read(self.patience.answer).await
    }

    async fn write(&mut self, bytes: &[u8], wait: Duration) -> Result<(), SmtpError> {
        let written = timeout(wait, async {
            self.stream.get_mut().write_all(bytes).await?;
            self.stream.get_mut().flush().await
        });
        written.await.map_err(|_| SmtpError::TimedOut)?.map_err(|_| SmtpError::Lost)
    }

    async fn read(&mut self, wait: Duration) -> Result<Reply, SmtpError> {
        timeout(wait, self.read_reply()).await.map_err(|_| SmtpError::TimedOut)?
    }

    async fn read_reply(&mut self) -> Result<Reply, SmtpError> {
        let mut lines = Vec::new();
        loop {
            let mut line = Vec::new();
            let mut capped = (&mut self.stream).take(LINE);
            let read = capped.read_until(b'\n', &mut line).await.map_err(|_| SmtpError::Lost)?;
            if read == 0 || line.last() != Some(&b'\n') {
                return Err(if line.len() as u64 >= LINE {
                    SmtpError::Garbled
                } else {
                    SmtpError::Lost
                });
            }
            let (code, last, text) = reply::line(&line).ok_or(SmtpError::Garbled)?;
            lines.push(text);
            if last {
                return Ok(Reply { code, lines });
            }
            if lines.len() > LINES {
                return Err(SmtpError::Garbled);
            }
        }
    }
}

impl Offers {
    fn read(lines: &[String]) -> Self {
        let mut offers = Self::default();
        for line in lines.iter().skip(1) {
            let mut words = line.split([' ', '=']);
            let word = words.next().unwrap_or_default().to_ascii_uppercase();
            match word.as_str() {
                "STARTTLS" => offers.starttls = true,
                "SMTPUTF8" => offers.utf8 = true,
                "8BITMIME" => offers.eight_bit = true,
                "SIZE" => {
                    offers.sizes = true;
                    let most = words.next().and_then(|size| size.parse().ok());
                    offers.largest = most.filter(|size| *size > 0);
                }
                "AUTH" => {
                    for way in words {
                        match way.to_ascii_uppercase().as_str() {
                            "PLAIN" => offers.plain = true,
                            "LOGIN" => offers.login = true,
                            "XOAUTH2" => offers.xoauth2 = true,
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        offers
    }
}

/// The mail as it goes over the wire: lines end with CR LF, a dot at the beginning of one is
/// doubled, and the last line is ended.
fn dotted(mail: &[u8]) -> Vec<u8> {
    let mut wire = Vec::with_capacity(mail.len() + mail.len() / 50 + 2);
    let lines = mail.strip_suffix(b"\n").unwrap_or(mail);
    for line in lines.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.first() == Some(&b'.') {
            wire.push(b'.');
        }
        // A bare CR inside a line means an end to some servers: no smuggling.
        wire.extend(line.iter().filter(|byte| **byte != b'\r'));
        wire.extend_from_slice(b"\r\n");
    }
    wire
}

#[cfg(test)]
mod tests {
    use super::{Offers, dotted};

    #[test]
    fn dots_and_ends_of_lines_cannot_end_a_mail() {
        for (mail, wire) in [
            (&b"a\r\nb\r\n"[..], &b"a\r\nb\r\n"[..]),
            (b"a\nb", b"a\r\nb\r\n"),
            (b".\r\n..\r\n", b"..\r\n...\r\n"),
            (b"a\r\n.\r\nMAIL FROM:<x>\r\n", b"a\r\n..\r\nMAIL FROM:<x>\r\n"),
            (b"a\r.\r\nb\n.\nc", b"a.\r\nb\r\n..\r\nc\r\n"),
            (b"", b"\r\n"),
        ] {
            assert_eq!(dotted(mail), wire, "{}", String::from_utf8_lossy(mail));
        }
    }

    #[test]
    fn offers_are_read() {
        let lines =
            ["mx.example.com", "PIPELINING", "SIZE 1000", "AUTH PLAIN LOGIN", "auth=XOAUTH2"];
        let offers = Offers::read(&lines.map(str::to_owned));
        assert!(offers.plain && offers.login && offers.xoauth2 && !offers.starttls);
        assert_eq!(offers.largest, Some(1000));
        assert_eq!(Offers::read(&["x".to_owned(), "SIZE".to_owned()]).largest, None);
    }
}
