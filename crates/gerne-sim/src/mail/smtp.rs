//! The submission server (RFC 6409 over RFC 5321, with SIZE, PIPELINING, 8BITMIME, AUTH and
//! enhanced status codes).
//!
//! It is stricter than most: a line above 998 bytes or a lone LF within a mail is refused, so that
//! a test sees what other servers would repair or break in silence.

mod content;
mod reply;
mod sign_in;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::handle::Shared;
use super::model::Exchange;
use super::office::Sender;
use super::wire::{Conn, Line};
use crate::faults::{FaultId, FaultKind};
use crate::journal::Via;
use crate::net::Wire;
use content::Content;
use reply::{Path, path, words_for};

const LONGEST_LINE: usize = 4 * 1024;
const MOST_RECIPIENTS: usize = 100;
const MOST_ERRORS: u32 = 20;

/// Serves one client until it goes.
pub(crate) async fn serve(wire: Wire, shared: Arc<Shared>) -> io::Result<()> {
    let mut session = Session {
        conn: Conn::new(wire),
        shared,
        greeted: false,
        login: None,
        from: None,
        to: Vec::new(),
        ended: false,
    };
    let served = session.run().await;
    session.conn.close().await;
    served
}

struct Session {
    conn: Conn,
    shared: Arc<Shared>,
    greeted: bool,
    /// Address of the mailbox.
    login: Option<String>,
    /// Envelope sender of the mail that is begun.
    from: Option<String>,
    to: Vec<String>,
    ended: bool,
}

type Faults = Vec<(FaultId, FaultKind)>;

impl Session {
    async fn run(&mut self) -> io::Result<()> {
        let faults = self.draw("CONNECT");
        let instead = self.before(&faults).await?;
        if let Some(refusal) = instead {
            return self.conn.send(format!("{refusal}\r\n").as_bytes()).await;
        }
        self.conn.send(b"220 mail.nordlicht.example ESMTP\r\n").await?;
        let mut errors = 0;
        while !self.ended {
            let line = self.conn.line(LONGEST_LINE);
            let silence = Duration::from_mins(5);
            let Ok(line) = tokio::time::timeout(silence, line).await else {
                return self.conn.send(b"421 4.4.2 Error: timeout exceeded\r\n").await;
            };
            let line = match line? {
                Line::End => return Ok(()),
                Line::TooLong => {
                    self.conn.send(b"500 5.5.2 Error: line too long\r\n").await?;
                    continue;
                }
                Line::Whole(line) => String::from_utf8_lossy(&line).into_owned(),
            };
            let answer = self.answer(&line).await?;
            if answer.starts_with('5') {
                errors += 1;
            }
            if errors > MOST_ERRORS {
                return self.conn.send(b"421 4.7.0 Error: too many errors\r\n").await;
            }
        }
        Ok(())
    }

    /// Performs a line and sends the answer, which it returns.
    async fn answer(&mut self, line: &str) -> io::Result<String> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let word = word.to_ascii_uppercase();
        let faults = self.draw(&word);
        let answer = match self.before(&faults).await? {
            Some(instead) => instead,
            None => self.perform(&word, rest.trim()).await?,
        };
        let shown = if word == "AUTH" { "" } else { rest };
        self.finish(&word, shown, answer, &faults).await
    }

    /// Lets the faults after a deed happen, and sends.
    async fn finish(
        &mut self,
        command: &str,
        arguments: &str,
        mut answer: String,
        faults: &Faults,
    ) -> io::Result<String> {
        for (_, kind) in faults {
            if let FaultKind::StatusAfter { code } = kind {
                answer = words_for(*code);
            }
        }
        self.note(command, arguments, &answer, faults);
        let bytes = format!("{answer}\r\n");
        for (id, kind) in faults {
            match kind {
                FaultKind::DropAfter => self.conn.send_cut(bytes.as_bytes(), 0).await?,
                FaultKind::CutAnswer { bytes: count } => {
                    self.conn.send_cut(bytes.as_bytes(), *count).await?;
                }
                FaultKind::HangAfter => self.shared.hang(*id).await,
                FaultKind::Slow { millis } => {
                    self.shared.wait(Duration::from_millis(*millis)).await;
                }
                _ => {}
            }
        }
        self.conn.send(bytes.as_bytes()).await?;
        if answer.starts_with("421") {
            self.ended = true;
        }
        Ok(answer)
    }

    /// What happens before a deed: what is answered instead of doing it, if so.
    async fn before(&mut self, faults: &Faults) -> io::Result<Option<String>> {
        for (id, kind) in faults {
            match kind {
                FaultKind::DropBefore => {
                    self.conn.cut();
                    return Err(io::ErrorKind::ConnectionReset.into());
                }
                FaultKind::HangBefore => self.shared.hang(*id).await,
                FaultKind::StatusBefore { code } => return Ok(Some(words_for(*code))),
                _ => {}
            }
        }
        Ok(None)
    }

    async fn perform(&mut self, word: &str, rest: &str) -> io::Result<String> {
        let said = match word {
            "EHLO" | "HELO" if rest.is_empty() => format!("501 5.5.4 Syntax: {word} hostname"),
            "EHLO" => {
                self.greet();
                let size = self.shared.read(|state| state.config.max_size);
                format!(
                    "250-mail.nordlicht.example\r\n250-PIPELINING\r\n250-SIZE {size}\r\n\
                     250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN LOGIN XOAUTH2"
                )
            }
            "HELO" => {
                self.greet();
                "250 mail.nordlicht.example".to_owned()
            }
            "NOOP" => "250 2.0.0 Ok".to_owned(),
            "RSET" => {
                self.reset();
                "250 2.0.0 Ok".to_owned()
            }
            "QUIT" => {
                self.ended = true;
                "221 2.0.0 Bye".to_owned()
            }
            "VRFY" => "252 2.0.0 Send some mail, I'll try my best".to_owned(),
            "HELP" => "214 2.0.0 See RFC 6409".to_owned(),
            "STARTTLS" => "502 5.5.1 Error: command not implemented".to_owned(),
            _ if !self.greeted => "503 5.5.1 Error: send EHLO first".to_owned(),
            "AUTH" => return self.authenticate(rest).await,
            "MAIL" => self.mail(rest),
            "RCPT" => self.recipient(rest),
            "DATA" => return self.data(rest).await,
            _ => "502 5.5.2 Error: command not recognized".to_owned(),
        };
        Ok(said)
    }

    fn greet(&mut self) {
        self.greeted = true;
        self.reset();
    }

    fn reset(&mut self) {
        self.from = None;
        self.to.clear();
    }

    fn mail(&mut self, rest: &str) -> String {
        let Some(login) = &self.login else {
            return "530 5.7.0 Authentication required".to_owned();
        };
        if self.from.is_some() {
            return "503 5.5.1 Error: nested MAIL command".to_owned();
        }
        let Some(Path { address, parameters }) = path(rest, "FROM:") else {
            return "501 5.5.4 Syntax: MAIL FROM:<address>".to_owned();
        };
        let max = self.shared.read(|state| state.config.max_size);
        for parameter in &parameters {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            match name.to_ascii_uppercase().as_str() {
                "SIZE" => match value.parse::<usize>() {
                    Ok(size) if size > max => {
                        return "552 5.3.4 Message size exceeds fixed limit".to_owned();
                    }
                    Ok(_) => {}
                    Err(_) => return "501 5.5.4 Bad SIZE".to_owned(),
                },
                "BODY" if ["7BIT", "8BITMIME"].contains(&value.to_ascii_uppercase().as_str()) => {}
                "AUTH" => {}
                _ => return "555 5.5.4 Unsupported option".to_owned(),
            }
        }
        let own = self.shared.read(|state| {
            let postbox = state.boxes.iter().find(|one| one.address == *login);
            !state.config.own_senders_only || postbox.is_some_and(|one| one.takes(&address))
        });
        // What machines write has no sender (RFC 3834, RFC 3464).
        if !address.is_empty() && !own {
            return "553 5.7.1 Sender address rejected: not owned by user".to_owned();
        }
        self.from = Some(address);
        "250 2.1.0 Ok".to_owned()
    }

    fn recipient(&mut self, rest: &str) -> String {
        if self.from.is_none() {
            return "503 5.5.1 Error: need MAIL command".to_owned();
        }
        let Some(Path { address, parameters }) = path(rest, "TO:") else {
            return "501 5.5.4 Syntax: RCPT TO:<address>".to_owned();
        };
        if !parameters.is_empty() {
            return "555 5.5.4 Unsupported option".to_owned();
        }
        if self.to.len() >= MOST_RECIPIENTS {
            return "452 4.5.3 Error: too many recipients".to_owned();
        }
        if let Some(refusal) = self.shared.read(|state| state.refuses(&address)) {
            return refusal.to_owned();
        }
        self.to.push(address);
        "250 2.1.5 Ok".to_owned()
    }

    async fn data(&mut self, rest: &str) -> io::Result<String> {
        if !rest.is_empty() {
            return Ok("501 5.5.4 Syntax: DATA".to_owned());
        }
        let Some(from) = self.from.clone() else {
            return Ok("503 5.5.1 Error: need RCPT command".to_owned());
        };
        if self.to.is_empty() {
            return Ok("554 5.5.1 Error: no valid recipients".to_owned());
        }
        self.conn.send(b"354 End data with <CR><LF>.<CR><LF>\r\n").await?;
        let faults = self.draw("MESSAGE");
        let cut = faults.iter().find_map(|(_, kind)| match kind {
            FaultKind::CutUpload { bytes } => Some(*bytes),
            _ => None,
        });
        let content = content::read(&mut self.conn, cut).await?;
        let to = std::mem::take(&mut self.to);
        self.reset();
        let answer = match self.before(&faults).await? {
            Some(instead) => instead,
            None => self.take(&from, &to, content),
        };
        // Its answer is sent by the caller: only the faults of the verdict happen here.
        let answer = self.after_message(&from, answer, &faults).await?;
        Ok(answer)
    }

    fn take(&self, from: &str, to: &[String], content: Content) -> String {
        let raw = match content {
            Content::Good(raw) => raw,
            Content::Bad(why) => return why.to_owned(),
        };
        if raw.len() > self.shared.read(|state| state.config.max_size) {
            return "552 5.3.4 Message size exceeds fixed limit".to_owned();
        }
        let login = self.login.as_deref();
        let sender = Sender { via: Via::Api, login, envelope: from };
        let queued = self.shared.act(|state| {
            state.submit(&sender, to, &raw.into());
            state.random.token(11)
        });
        format!("250 2.0.0 Ok: queued as {queued}")
    }

    async fn after_message(
        &mut self,
        from: &str,
        mut answer: String,
        faults: &Faults,
    ) -> io::Result<String> {
        for (_, kind) in faults {
            if let FaultKind::StatusAfter { code } = kind {
                answer = words_for(*code);
            }
        }
        self.note("MESSAGE", from, &answer, faults);
        for (id, kind) in faults {
            match kind {
                FaultKind::DropAfter => self.conn.send_cut(b"", 0).await?,
                FaultKind::CutAnswer { bytes } => {
                    self.conn.send_cut(answer.as_bytes(), *bytes).await?;
                }
                FaultKind::HangAfter => self.shared.hang(*id).await,
                FaultKind::Slow { millis } => {
                    self.shared.wait(Duration::from_millis(*millis)).await;
                }
                _ => {}
            }
        }
        Ok(answer)
    }

    fn draw(&self, command: &str) -> Faults {
        if self.shared.read(|state| state.faults.is_empty()) {
            return Vec::new();
        }
        self.shared.act(|state| state.draw("SMTP", command, self.login.as_deref(), |_| true))
    }

    fn note(&self, command: &str, arguments: &str, answer: &str, faults: &Faults) {
        let last = answer.lines().last().unwrap_or_default();
        self.shared.act(|state| {
            state.note(Exchange {
                at: state.now(),
                wire: "SMTP".to_owned(),
                login: self.login.clone(),
                command: command.to_owned(),
                arguments: arguments.chars().take(300).collect(),
                answer: last.chars().take(3).collect(),
                faults: faults.iter().map(|(_, kind)| kind.name()).collect(),
            });
        });
    }
}
