//! Between us and a server: a line that can be cut, blocked, frozen, or made to forget a word.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mood {
    #[default]
    Fine,
    /// Nothing passes, and nobody is told.
    Frozen,
    /// New connections are closed at once.
    Blocked,
}

/// What the line makes of what the server says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Twist {
    #[default]
    Nothing,
    /// The server seems to know neither IDLE nor encryption.
    Forgets,
    /// The server seems not to know encryption, and tells what is new before it says that it waits.
    RingsEarly,
}

pub(crate) struct Proxy {
    pub(crate) port: u16,
    mood: watch::Sender<Mood>,
    lines: Arc<Mutex<Vec<JoinHandle<()>>>>,
    door: JoinHandle<()>,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.door.abort();
        self.cut();
    }
}

#[expect(clippy::disallowed_methods, reason = "the other side of a connection in a test")]
fn task(work: impl Future<Output = ()> + Send + 'static) -> JoinHandle<()> {
    tokio::spawn(work)
}

impl Proxy {
    pub(crate) async fn to(port: u16) -> Self {
        Self::twisted(port, Twist::Nothing).await
    }

    pub(crate) async fn twisted(to: u16, twist: Twist) -> Self {
        let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = door.local_addr().unwrap().port();
        let (mood, moods) = watch::channel(Mood::Fine);
        let lines: Arc<Mutex<Vec<JoinHandle<()>>>> = Arc::default();
        let kept = Arc::clone(&lines);
        let door = task(async move {
            while let Ok((client, _)) = door.accept().await {
                if *moods.borrow() == Mood::Blocked {
                    continue;
                }
                let line = task(carry(client, to, moods.clone(), twist));
                kept.lock().unwrap().push(line);
            }
        });
        Self { port, mood, lines, door }
    }

    /// All connections break.
    pub(crate) fn cut(&self) {
        for line in self.lines.lock().unwrap().drain(..) {
            line.abort();
        }
    }

    /// All connections break, and no new ones can be made.
    pub(crate) fn block(&self) {
        self.mood.send_replace(Mood::Blocked);
        self.cut();
    }

    pub(crate) fn freeze(&self) {
        self.mood.send_replace(Mood::Frozen);
    }

    pub(crate) fn heal(&self) {
        self.mood.send_replace(Mood::Fine);
    }
}

async fn carry(mut client: TcpStream, to: u16, moods: watch::Receiver<Mood>, twist: Twist) {
    let address = SocketAddr::from(([127, 0, 0, 1], to));
    let Ok(mut server) = TcpStream::connect(address).await else { return };
    let (mut up, mut down) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    loop {
        let mut thawed = moods.clone();
        if thawed.wait_for(|mood| *mood != Mood::Frozen).await.is_err() {
            return;
        }
        let done = tokio::select! {
            read = client.read(&mut up) => pass(&up, read, &mut server, &moods, twist).await,
            read = server.read(&mut down) => pass(&down, read, &mut client, &moods, twist).await,
        };
        if done {
            return;
        }
    }
}

async fn pass(
    bytes: &[u8],
    read: std::io::Result<usize>,
    to: &mut TcpStream,
    moods: &watch::Receiver<Mood>,
    twist: Twist,
) -> bool {
    let Ok(count @ 1..) = read else { return true };
    let mut thawed = moods.clone();
    if thawed.wait_for(|mood| *mood != Mood::Frozen).await.is_err() {
        return true;
    }
    let mut bytes = bytes[..count].to_vec();
    let forgotten: &[&[u8]] = match twist {
        Twist::Nothing => &[],
        Twist::Forgets => &[b" IDLE", b" STARTTLS"],
        Twist::RingsEarly => &[b" STARTTLS"],
    };
    for word in forgotten {
        while let Some(at) = bytes.windows(word.len()).position(|window| window == *word) {
            bytes[at..at + word.len()].fill(b'X');
            bytes[at] = b' ';
        }
    }
    if twist == Twist::RingsEarly && bytes.starts_with(b"+ idling") {
        bytes.splice(0..0, *b"* 1 EXISTS\r\n");
    }
    to.write_all(&bytes).await.is_err()
}
