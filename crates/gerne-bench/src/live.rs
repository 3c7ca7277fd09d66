//! How soon people see it: through everything, and one event to many sockets.

use std::{
    io::{Read as _, Write as _},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use gerne_demo::{AGENTS, Client, PASSWORD, World, WorldConfig};
use gerne_domain::ExternalId;
use gerne_sim::{MastodonConfig, PostSpec};
use serde_json::json;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::{
    floor,
    pages::installation,
    report::{Report, Times},
    server::{Memory, Server},
    wire::{self, Heard},
};

/// Posts that are followed through everything.
const POSTS: usize = 30;

/// Frames that are told, of each number of sockets: so many that one bad round is not the tail.
const TOLD: usize = 100_000;

/// Rounds before that, unmeasured: what is done for the first time is another matter.
const WARM: usize = 3;

/// Through platform, connector, engine and interface, to a console and back.
pub(crate) async fn through_everything(report: &mut Report) -> Result<()> {
    Report::step("through everything");
    let world = World::start(WorldConfig {
        hold_seconds: 0,
        mastodon: MastodonConfig { rate_limits: None, ..MastodonConfig::default() },
        ..WorldConfig::default()
    })
    .await?;
    let agent = Client::sign_in(&world.url, AGENTS[0].login, PASSWORD).await?;
    let address = world.url.trim_start_matches("http://").to_owned();
    let (sender, mut heard) = unbounded_channel();
    let socket = wire::open(&address, agent.cookie().unwrap_or_default()).await?;
    let mut listening = tasks();
    listening.spawn(wire::listen(0, socket, sender));
    let (mut seen, mut answered) = (Vec::new(), Vec::new());
    for n in 0..POSTS {
        while heard.try_recv().is_ok() {}
        let text = format!("@{} Frage {n}", world.sim.company());
        let started = Instant::now();
        let post = world.sim.mastodon().post("clara", PostSpec::public(&text))?;
        let Some(frame) = heard.recv().await else {
            let ended = listening.join_next().await;
            anyhow::bail!("the socket ended: {ended:?}");
        };
        seen.push(frame.at.saturating_duration_since(started));
        let conversation = kept(&world, &post.id).await?;
        let started = Instant::now();
        let body = json!({"text": "Ich schaue.", "seen": 0, "send_anyway": true});
        agent.reply(&conversation, &format!("bench-{n}"), body).await?;
        let server = world.sim.mastodon();
        server.wait_for(|server| server.answers_to(&post.id).pop()).await?;
        answered.push(started.elapsed());
        settled(&mut heard).await?;
    }
    report.times("posted there -> frame at a console", Times::of(seen));
    report.times("answered -> on the platform", Times::of(answered));
    drop(listening);
    world.stop().await;
    Ok(())
}

/// Until nothing of this round is on its way any more.
async fn settled(heard: &mut UnboundedReceiver<Heard>) -> Result<()> {
    while let Ok(frame) = tokio::time::timeout(Duration::from_millis(200), heard.recv()).await {
        frame.context("the socket ended")?;
    }
    Ok(())
}

async fn kept(world: &World, post: &str) -> Result<String> {
    let account = world.account.context("the world is seeded")?;
    let (store, external) = (world.engine().store(), ExternalId::from(post));
    let log = store.log();
    loop {
        let head = log.head();
        let found = store.read().await?.message_by_external(account, &external).await?;
        if let Some(id) = found.and_then(|message| message.conversation_id) {
            return Ok(id.to_string());
        }
        log.wait_beyond(head).await;
    }
}

/// One event to a thousand and to five thousand sockets, beside a bare loop that keeps one row and
/// writes the same number of bytes to as many.
pub(crate) async fn fan_out(report: &mut Report) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let filler = installation(folder.path()).await?;
    let store = crate::pages::open(folder.path()).await?;
    filler.conversations(&store, 0, 100, 1).await?;
    store.close().await;
    for sockets in [1_000, 5_000] {
        Report::step(&format!("one event to {sockets} sockets"));
        let (product, bytes, memory) = product(folder.path(), sockets).await?;
        let floor = bare(sockets, bytes).await?;
        let name = |what| format!("event to {sockets} sockets, {what}");
        report.ratio(&name("p50"), "ms", product.p50, floor.p50, "");
        report.ratio(&name("p99"), "ms", product.p99, floor.p99, "<= 2, aim 1.3");
        report.figure(&format!("memory with {sockets} sockets"), "MB", memory.resident, "");
    }
    Ok(())
}

async fn product(folder: &std::path::Path, sockets: usize) -> Result<(Times, usize, Memory)> {
    let server = Server::start(folder).await?;
    let agent = Client::sign_in(&server.url(), AGENTS[0].login, PASSWORD).await?;
    let list = agent.get("/conversations?status=open&limit=1").await?;
    let conversation = list["items"][0]["id"].as_str().context("one is open")?.to_owned();
    let (sender, mut heard) = unbounded_channel();
    let mut tasks = tasks();
    for number in 0..sockets {
        let socket = wire::open(&server.address, agent.cookie().unwrap_or_default()).await?;
        tasks.spawn(wire::listen(number, socket, sender.clone()));
    }
    let (mut times, mut bytes) = (Vec::new(), 0);
    for round in 0..WARM + TOLD / sockets {
        let before = u64::try_from(agent.head().await?)?;
        let started = Instant::now();
        let path = format!("/conversations/{conversation}/notes");
        let key = format!("note-{sockets}-{round}");
        let body = Some(json!({"text": "Ich kümmere mich."}));
        let told = agent.try_call(reqwest::Method::POST, &path, body, Some(&key));
        let (told, arrived) = tokio::join!(told, everywhere(&mut heard, sockets, before));
        anyhow::ensure!(told?.0 < 300, "the note was taken");
        let arrived = arrived?;
        bytes = arrived.iter().map(|frame| frame.bytes).max().unwrap_or_default();
        if round >= WARM {
            times.extend(arrived.iter().map(|frame| frame.at.saturating_duration_since(started)));
        }
    }
    Ok((Times::of(times), bytes, server.memory()?))
}

async fn bare(sockets: usize, bytes: usize) -> Result<Times> {
    let folder = tempfile::tempdir()?;
    let mut process = Command::new(std::env::current_exe()?)
        .arg(floor::WRITE_LOOP)
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut port = String::new();
    let mut said = process.stdout.take().context("it says its port")?;
    let mut byte = [0_u8; 1];
    while said.read(&mut byte)? == 1 && byte != *b"\n" {
        port.push(char::from(byte[0]));
    }
    let address = format!("127.0.0.1:{}", port.trim());
    let mut tell = std::net::TcpStream::connect(&address)?;
    tell.set_nodelay(true)?;
    tell.write_all(&u32::try_from(sockets)?.to_be_bytes())?;
    tell.write_all(&u32::try_from(bytes)?.to_be_bytes())?;
    let (sender, mut heard) = unbounded_channel();
    let mut tasks = tasks();
    for number in 0..sockets {
        let socket = wire::open(&address, "").await?;
        tasks.spawn(wire::listen(number, socket, sender.clone()));
    }
    tell.read_exact(&mut byte)?;
    let mut times = Vec::new();
    for round in 1..=WARM + TOLD / sockets {
        let started = Instant::now();
        tell.write_all(&u64::try_from(round)?.to_be_bytes())?;
        let arrived = everywhere(&mut heard, sockets, u64::try_from(round - 1)?).await?;
        if round > WARM {
            times.extend(arrived.iter().map(|frame| frame.at.saturating_duration_since(started)));
        }
    }
    process.kill()?;
    process.wait()?;
    Ok(Times::of(times))
}

/// For each socket the first frame that goes beyond `before`.
async fn everywhere(
    heard: &mut UnboundedReceiver<Heard>,
    sockets: usize,
    before: u64,
) -> Result<Vec<Heard>> {
    let mut first: Vec<Option<Heard>> = vec![None; sockets];
    let mut missing = sockets;
    while missing > 0 {
        let next = tokio::time::timeout(Duration::from_mins(1), heard.recv()).await;
        let frame = next.context("a socket was not told")?.context("the sockets live")?;
        if frame.to > before
            && let Some(slot @ None) = first.get_mut(frame.socket)
        {
            *slot = Some(frame);
            missing -= 1;
        }
    }
    Ok(first.into_iter().flatten().collect())
}

fn tasks() -> tokio::task::JoinSet<Result<()>> {
    tokio::task::JoinSet::new()
}
