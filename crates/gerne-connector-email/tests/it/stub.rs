//! An SMTP server that fails where it is told to: real ones cannot be made to.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// Where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Greeting,
    Auth,
    From,
    /// The second of several recipients.
    To,
    Data,
    /// In the middle of the mail.
    Body,
    /// Behind the last dot.
    Dot,
}

/// How.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Says(&'static str),
    Closes,
    FallsSilent,
}

/// A mail that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) mail: String,
}

#[derive(Default)]
struct State {
    fault: Option<(Stage, How)>,
    taken: Vec<Taken>,
}

pub(crate) struct Stub {
    pub(crate) port: u16,
    state: Arc<Mutex<State>>,
    door: JoinHandle<()>,
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.door.abort();
    }
}

#[expect(clippy::disallowed_methods, reason = "the other side of a connection in a test")]
fn task(work: impl Future<Output = ()> + Send + 'static) -> JoinHandle<()> {
    tokio::spawn(work)
}

impl Stub {
    pub(crate) async fn new() -> Self {
        let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = door.local_addr().unwrap().port();
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = Arc::clone(&state);
        let door = task(async move {
            while let Ok((client, _)) = door.accept().await {
                task(serve(client, Arc::clone(&shared)));
            }
        });
        Self { port, state, door }
    }

    pub(crate) fn fail(&self, stage: Stage, how: How) {
        self.state.lock().unwrap().fault = Some((stage, how));
    }

    pub(crate) fn heal(&self) {
        self.state.lock().unwrap().fault = None;
    }

    pub(crate) fn taken(&self) -> Vec<Taken> {
        self.state.lock().unwrap().taken.clone()
    }
}

async fn serve(client: TcpStream, state: Arc<Mutex<State>>) {
    let mut line = BufReader::new(client);
    // Whoever goes away is gone.
    talk(&mut line, &state).await;
}

async fn talk(line: &mut BufReader<TcpStream>, state: &Mutex<State>) -> Option<()> {
    say(line, state, Stage::Greeting, "220 stub ESMTP").await?;
    let mut taken = Taken { from: String::new(), to: Vec::new(), mail: String::new() };
    loop {
        let mut said = String::new();
        line.read_line(&mut said).await.ok().filter(|read| *read > 0)?;
        let said = said.trim_end();
        match said.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => {
                write(line, "250-stub\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n250 AUTH PLAIN")
                    .await?;
            }
            "AUTH" => say(line, state, Stage::Auth, "235 2.7.0 ok").await?,
            "MAIL" => {
                taken.from = said.to_owned();
                taken.to.clear();
                say(line, state, Stage::From, "250 2.1.0 ok").await?;
            }
            "RCPT" => {
                taken.to.push(said.to_owned());
                if taken.to.len() == 2 {
                    say(line, state, Stage::To, "250 2.1.5 ok").await?;
                } else {
                    write(line, "250 2.1.5 ok").await?;
                }
            }
            "DATA" => {
                say(line, state, Stage::Data, "354 go on").await?;
                taken.mail = body(line, state).await?;
                let fault = state.lock().unwrap().fault;
                // A server may have taken it and never say so.
                let refused = matches!(fault, Some((Stage::Dot, How::Says(reply))) if reply.starts_with(['4', '5']));
                if !refused {
                    state.lock().unwrap().taken.push(taken.clone());
                }
                say(line, state, Stage::Dot, "250 2.0.0 queued").await?;
            }
            "QUIT" => {
                write(line, "221 bye").await?;
                return None;
            }
            _ => write(line, "500 5.5.2 what?").await?,
        }
    }
}

async fn body(line: &mut BufReader<TcpStream>, state: &Mutex<State>) -> Option<String> {
    let mut mail = String::new();
    loop {
        let mut said = String::new();
        line.read_line(&mut said).await.ok().filter(|read| *read > 0)?;
        if said == ".\r\n" {
            return Some(mail);
        }
        mail.push_str(said.strip_prefix('.').unwrap_or(&said));
        let fault = state.lock().unwrap().fault;
        match fault {
            Some((Stage::Body, How::Closes)) => return None,
            Some((Stage::Body, _)) => std::future::pending().await,
            _ => {}
        }
    }
}

async fn say(
    line: &mut BufReader<TcpStream>,
    state: &Mutex<State>,
    stage: Stage,
    usual: &str,
) -> Option<()> {
    let fault = state.lock().unwrap().fault.filter(|(at, _)| *at == stage);
    match fault {
        None => write(line, usual).await,
        Some((_, How::Says(said))) => write(line, said).await,
        Some((_, How::Closes)) => None,
        Some((_, How::FallsSilent)) => std::future::pending().await,
    }
}

async fn write(line: &mut BufReader<TcpStream>, said: &str) -> Option<()> {
    line.get_mut().write_all(format!("{said}\r\n").as_bytes()).await.ok()
}
