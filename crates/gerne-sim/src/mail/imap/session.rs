//! One client: reads commands, lets faults happen, answers.

use std::fmt::Write as _;
use std::io;
use std::sync::Arc;

use super::args::{Args, Bad};
use super::command::Command;
use super::folders::Selected;
use crate::faults::{FaultId, FaultKind};
use crate::mail::handle::Shared;
use crate::mail::model::{Exchange, Folder, Postbox};
use crate::mail::office::State;
use crate::mail::wire::Conn;
use crate::net::Wire;

/// After so many that nobody understands, a client is sent away.
const PATIENT: u32 = 20;

/// Serves one client until it goes.
pub(crate) async fn serve(wire: Wire, shared: Arc<Shared>) -> io::Result<()> {
    let conn = Conn::new(wire);
    let mut session =
        Session { conn, shared, login: None, selected: None, out: Vec::new(), ended: false };
    let served = session.run().await;
    session.conn.close().await;
    served
}

pub(super) struct Session {
    pub(super) conn: Conn,
    pub(super) shared: Arc<Shared>,
    /// Address of the mailbox.
    pub(super) login: Option<String>,
    pub(super) selected: Option<Selected>,
    /// Untagged answers that were not sent yet.
    pub(super) out: Vec<u8>,
    /// `BYE` was said.
    pub(super) ended: bool,
}

/// The tagged answer without its tag: `OK done`.
pub(super) type Outcome = Result<String, Bad>;

impl Session {
    async fn run(&mut self) -> io::Result<()> {
        let faults = self.draw("CONNECT");
        if self.before(&faults).await? {
            for (_, kind) in &faults {
                if let FaultKind::Bye { text } = kind {
                    return self.conn.send(format!("* BYE {text}\r\n").as_bytes()).await;
                }
            }
            let greeting = format!("* OK [CAPABILITY {}] Ready.\r\n", self.capabilities());
            self.conn.send(greeting.as_bytes()).await?;
        }
        let mut bad = 0;
        while !self.ended {
            let Some(command) = self.command().await? else { return Ok(()) };
            let Some(command) = command else {
                bad += 1;
                if bad > PATIENT {
                    return self.conn.send(b"* BYE Too many invalid commands.\r\n").await;
                }
                continue;
            };
            self.answer(&command).await?;
        }
        Ok(())
    }

    async fn answer(&mut self, command: &Command) -> io::Result<()> {
        let faults = self.draw(&command.name);
        let mut tagged = None;
        if self.before(&faults).await? {
            tagged = self.instead(&faults);
        }
        if faults.iter().any(|(_, kind)| *kind == FaultKind::NewsFirst) {
            self.news(true);
        }
        if faults.iter().any(|(_, kind)| *kind == FaultKind::Chatter) {
            self.chatter();
        }
        let tagged = match tagged {
            Some(tagged) => tagged,
            None if command.name == "IDLE" => {
                let deaf = faults.iter().any(|(_, kind)| *kind == FaultKind::Deaf);
                match Args::new(&command.arguments).end() {
                    Ok(()) => self.idle(deaf).await?,
                    Err(Bad(why)) => format!("BAD {why}"),
                }
            }
            None if command.name == "AUTHENTICATE" => {
                self.authenticate(&command.arguments).await?.unwrap_or_else(bad)
            }
            None => self.perform(command).unwrap_or_else(bad),
        };
        if !tagged.is_empty() {
            let may_expunge = !matches!(command.name.as_str(), "FETCH" | "STORE" | "SEARCH");
            if !self.ended {
                self.news(may_expunge);
            }
            let line = format!("{} {tagged}\r\n", command.tag);
            self.out.extend_from_slice(line.as_bytes());
        }
        self.note(command, &tagged, &faults);
        let out = std::mem::take(&mut self.out);
        for (id, kind) in &faults {
            match kind {
                FaultKind::CutAnswer { bytes } => return self.conn.send_cut(&out, *bytes).await,
                FaultKind::DropAfter => return self.conn.send_cut(&out, 0).await,
                FaultKind::HangAfter => self.shared.hang(*id).await,
                FaultKind::Slow { millis } => {
                    self.shared.wait(std::time::Duration::from_millis(*millis)).await;
                }
                _ => {}
            }
        }
        self.conn.send(&out).await
    }

    /// What happens before a deed; false if the connection is cut.
    async fn before(&mut self, faults: &[(FaultId, FaultKind)]) -> io::Result<bool> {
        for (id, kind) in faults {
            match kind {
                FaultKind::DropBefore => {
                    self.conn.cut();
                    return Err(io::ErrorKind::ConnectionReset.into());
                }
                FaultKind::HangBefore => self.shared.hang(*id).await,
                _ => {}
            }
        }
        Ok(true)
    }

    /// What is answered instead of doing it.
    fn instead(&mut self, faults: &[(FaultId, FaultKind)]) -> Option<String> {
        for (_, kind) in faults {
            match kind {
                FaultKind::No { code } if code.is_empty() => {
                    return Some("NO Not now.".to_owned());
                }
                FaultKind::No { code } => return Some(format!("NO [{code}] Not now.")),
                FaultKind::Bad { text } => return Some(format!("BAD {text}")),
                FaultKind::Bye { text } => {
                    self.bye(text);
                    return Some(String::new());
                }
                _ => {}
            }
        }
        None
    }

    fn perform(&mut self, command: &Command) -> Outcome {
        let mut args = Args::new(&command.arguments);
        let args = &mut args;
        let signed_in = self.login.is_some();
        match (command.name.as_str(), signed_in) {
            ("CAPABILITY", _) => {
                let capabilities = self.capabilities();
                self.untagged(&format!("CAPABILITY {capabilities}"));
                ok(args, "Capabilities listed.")
            }
            ("NOOP", _) => ok(args, "NOOP completed."),
            ("LOGOUT", _) => {
                self.bye("Logging out");
                ok(args, "Logout completed.")
            }
            ("ID", _) => self.id(args),
            ("LOGIN", false) => self.log_in(args),
            ("LOGIN", true) => Err(Bad::new("Already logged in.")),
            (_, false) => Err(Bad::new("Please log in first.")),
            (name, true) => self.perform_signed_in(name, args),
        }
    }

    fn perform_signed_in(&mut self, name: &str, args: &mut Args<'_>) -> Outcome {
        match name {
            "ENABLE" => {
                args.space()?;
                self.untagged("ENABLED");
                Ok("OK Enabled.".to_owned())
            }
            "NAMESPACE" => {
                self.untagged("NAMESPACE ((\"\" \"/\")) NIL NIL");
                ok(args, "Namespace completed.")
            }
            "LIST" | "LSUB" => self.list(args, name),
            "STATUS" => self.status(args),
            "SELECT" => self.select(args, true),
            "EXAMINE" => self.select(args, false),
            "CREATE" => self.create(args),
            "SUBSCRIBE" | "UNSUBSCRIBE" => {
                args.space()?;
                args.text()?;
                ok(args, "Done.")
            }
            "APPEND" => self.append(args),
            "CHECK" | "CLOSE" | "UNSELECT" | "EXPUNGE" | "UID EXPUNGE" | "FETCH" | "UID FETCH"
            | "SEARCH" | "UID SEARCH" | "STORE" | "UID STORE" | "COPY" | "UID COPY" | "MOVE"
            | "UID MOVE"
                if self.selected.is_none() =>
            {
                Err(Bad::new("No mailbox selected."))
            }
            "CHECK" => ok(args, "Check completed."),
            "CLOSE" => {
                self.expunge(None, false);
                self.selected = None;
                ok(args, "Close completed.")
            }
            "UNSELECT" => {
                self.selected = None;
                ok(args, "Unselect completed.")
            }
            "EXPUNGE" => {
                self.expunge(None, true);
                ok(args, "Expunge completed.")
            }
            "UID EXPUNGE" if self.has("UIDPLUS") => self.uid_expunge(args),
            "FETCH" | "UID FETCH" => self.fetch(args, name.starts_with("UID")),
            "SEARCH" | "UID SEARCH" => self.search(args, name.starts_with("UID")),
            "STORE" | "UID STORE" => self.store(args, name.starts_with("UID")),
            "COPY" | "UID COPY" => self.copy(args, name.starts_with("UID"), false),
            "MOVE" | "UID MOVE" if self.has("MOVE") => {
                self.copy(args, name.starts_with("UID"), true)
            }
            _ => Err(Bad(format!("Unknown command {name}."))),
        }
    }

    pub(super) fn has(&self, capability: &str) -> bool {
        self.shared.read(|state| !state.config.without.iter().any(|one| one == capability))
    }

    pub(super) fn capabilities(&self) -> String {
        const BEFORE: [&str; 8] = [
            "IMAP4rev1",
            "SASL-IR",
            "LOGIN-REFERRALS",
            "ID",
            "ENABLE",
            "IDLE",
            "LITERAL+",
            "AUTH=PLAIN",
        ];
        const AFTER: [&str; 10] = [
            "IMAP4rev1",
            "SASL-IR",
            "ID",
            "ENABLE",
            "IDLE",
            "LITERAL+",
            "NAMESPACE",
            "UIDPLUS",
            "MOVE",
            "SPECIAL-USE",
        ];
        let mut all: Vec<&str> = Vec::new();
        if self.login.is_some() {
            all.extend(AFTER);
        } else {
            all.extend(BEFORE);
            all.push("AUTH=XOAUTH2");
        }
        all.retain(|one| self.has(one));
        all.join(" ")
    }

    pub(super) fn untagged(&mut self, line: &str) {
        self.out.extend_from_slice(format!("* {line}\r\n").as_bytes());
    }

    pub(super) fn bye(&mut self, text: &str) {
        self.untagged(&format!("BYE {text}"));
        self.ended = true;
    }

    /// Something nobody asked for.
    fn chatter(&mut self) {
        let count = self.selected.as_ref().map_or(0, |selected| selected.view.len());
        if count > 0 {
            self.untagged("1 FETCH (FLAGS (\\Seen $Forwarded))");
            self.untagged(&format!("{count} EXISTS"));
        }
        self.untagged("OK The weather is fine.");
    }

    /// Looks at the mailbox that is signed in.
    pub(super) fn postbox<T>(&self, with: impl FnOnce(&Postbox) -> T) -> Option<T> {
        let login = self.login.as_deref()?;
        self.shared.read(|state| Some(with(state.boxes.get(state.find(login)?)?)))
    }

    /// Changes it; the second argument is where it is.
    pub(super) fn change<T>(&self, deed: impl FnOnce(&mut State, usize) -> T) -> Option<T> {
        let login = self.login.as_deref()?;
        self.shared.act(|state| {
            let at = state.find(login)?;
            Some(deed(state, at))
        })
    }

    pub(super) fn folder<T>(&self, name: &str, with: impl FnOnce(&Folder) -> T) -> Option<T> {
        self.postbox(|postbox| postbox.folder(name).map(with)).flatten()
    }

    fn draw(&self, command: &str) -> Vec<(FaultId, FaultKind)> {
        let wanted = |kind: &FaultKind| !matches!(kind, FaultKind::CutUpload { .. });
        // Most commands meet none, and a draw wakes all who wait.
        if self.shared.read(|state| state.faults.is_empty()) {
            return Vec::new();
        }
        self.shared.act(|state| state.draw("IMAP", command, self.login.as_deref(), wanted))
    }

    fn note(&self, command: &Command, tagged: &str, faults: &[(FaultId, FaultKind)]) {
        let secret = matches!(command.name.as_str(), "LOGIN" | "AUTHENTICATE");
        let mut arguments = String::new();
        if !secret {
            let shown: Vec<u8> = command.arguments.iter().copied().take(300).collect();
            write!(arguments, "{}", String::from_utf8_lossy(&shown).trim())
                .expect("a String takes everything");
        }
        let answer = tagged.split(' ').next().unwrap_or_default().to_owned();
        self.shared.act(|state| {
            state.note(Exchange {
                at: state.now(),
                wire: "IMAP".to_owned(),
                login: self.login.clone(),
                command: command.name.clone(),
                arguments,
                answer,
                faults: faults.iter().map(|(_, kind)| kind.name()).collect(),
            });
        });
    }
}

fn bad(Bad(why): Bad) -> String {
    format!("BAD {why}")
}

pub(super) fn ok(args: &Args<'_>, text: &str) -> Outcome {
    args.end()?;
    Ok(format!("OK {text}"))
}
