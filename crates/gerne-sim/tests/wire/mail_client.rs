//! Raw lines to the mail provider, as a client that wants to see every byte.

use std::net::SocketAddr;
use std::time::Duration;

use gerne_sim::{MailConfig, Sim, SimConfig};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

/// The company's mailbox.
pub(crate) const CARE: &str = "hilfe@nordlicht.example";

pub(crate) async fn sim_with(change: impl FnOnce(&mut MailConfig)) -> Sim {
    let mut config = SimConfig::default();
    change(&mut config.mail);
    Sim::start(config).await
}

/// A line to either server.
pub(crate) struct Wire {
    stream: BufReader<TcpStream>,
    tags: u32,
}

impl Wire {
    pub(crate) async fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        Self { stream: BufReader::new(stream), tags: 0 }
    }

    /// An IMAP client that is signed in and has `INBOX` open.
    pub(crate) async fn imap(sim: &Sim) -> Self {
        let mut wire = Self::signed_in(sim).await;
        let select = wire.tell("SELECT INBOX").await;
        assert!(select.contains("[READ-WRITE]"), "{select}");
        wire
    }

    pub(crate) async fn signed_in(sim: &Sim) -> Self {
        let mut wire = Self::to(sim.mail().imap()).await;
        assert!(wire.line().await.starts_with("* OK [CAPABILITY IMAP4rev1 "));
        let login = wire.tell(&format!("LOGIN {CARE} geheim")).await;
        assert!(login.contains("OK [CAPABILITY"), "{login}");
        wire
    }

    /// A submission client after `EHLO` and `AUTH`.
    pub(crate) async fn smtp(sim: &Sim) -> Self {
        let mut wire = Self::to(sim.mail().smtp()).await;
        assert!(wire.line().await.starts_with("220 "));
        wire.say("EHLO test").await;
        while wire.line().await.starts_with("250-") {}
        // "\0hilfe@nordlicht.example\0geheim"
        let said = wire.ask("AUTH PLAIN AGhpbGZlQG5vcmRsaWNodC5leGFtcGxlAGdlaGVpbQ==").await;
        assert!(said.starts_with("235"), "{said}");
        wire
    }

    pub(crate) async fn raw(&mut self, bytes: &[u8]) {
        self.stream.get_mut().write_all(bytes).await.unwrap();
    }

    pub(crate) async fn say(&mut self, line: &str) {
        self.raw(format!("{line}\r\n").as_bytes()).await;
    }

    /// The next line without its end; empty at the end of the connection.
    pub(crate) async fn line(&mut self) -> String {
        let mut line = Vec::new();
        let read = self.stream.read_until(b'\n', &mut line);
        let read = tokio::time::timeout(Duration::from_secs(5), read).await;
        // A reset counts as the end.
        drop(read.expect("the server says something"));
        String::from_utf8_lossy(&line).trim_end().to_owned()
    }

    /// Says a line and returns the next one.
    pub(crate) async fn ask(&mut self, line: &str) -> String {
        self.say(line).await;
        self.line().await
    }

    /// Says an IMAP command; returns everything up to the tagged answer.
    pub(crate) async fn tell(&mut self, command: &str) -> String {
        self.tags += 1;
        let tag = format!("t{}", self.tags);
        self.say(&format!("{tag} {command}")).await;
        self.until(&format!("{tag} ")).await
    }

    /// Everything up to a line that begins so, or the end.
    pub(crate) async fn until(&mut self, start: &str) -> String {
        let mut all = String::new();
        loop {
            let line = self.line().await;
            let last = line.starts_with(start) || (line.is_empty() && self.at_end().await);
            all.push_str(&line);
            all.push('\n');
            if last {
                return all;
            }
        }
    }

    /// Whether the server closed the connection.
    pub(crate) async fn at_end(&mut self) -> bool {
        let peek = tokio::time::timeout(Duration::from_secs(5), self.stream.fill_buf()).await;
        peek.expect("more, or the end").map_or(true, <[u8]>::is_empty)
    }

    /// Everything until the connection ends, in bytes.
    pub(crate) async fn rest(&mut self) -> Vec<u8> {
        let mut all = Vec::new();
        drop(self.stream.read_to_end(&mut all).await);
        all
    }

    /// Nothing comes, for a moment.
    pub(crate) async fn silent(&mut self) -> bool {
        tokio::time::timeout(Duration::from_millis(60), self.stream.fill_buf()).await.is_err()
    }
}
