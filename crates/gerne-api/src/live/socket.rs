//! One listener: a cursor into the log, and what they may see. Nothing is queued for them: a slow
//! socket is dropped and goes on later where it was.

use std::{sync::Arc, time::Duration};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use gerne_domain::{Agent, ConversationId, Event, EventKind, Scope, SessionId};
use gerne_store::StoreError;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};
use uuid::Uuid;

use super::{
    presence::{Place, Scene, Visit},
    range,
};
use crate::{
    state::{ApiState, Parts},
    wire::live::{ClientFrame, Hello, ServerFrame},
};

/// Further back than this a listener fetches everything anew.
const REPLAYED: i64 = 50_000;
/// Events in one frame.
const FRAME: usize = 200;
/// A socket that does not take a frame for this long is dropped.
const PATIENCE: Duration = Duration::from_secs(10);
/// Presence is told at most this often.
const PRESENCE_EVERY: Duration = Duration::from_millis(250);
/// And so much more for each open console.
const PER_SOCKET: Duration = Duration::from_millis(1);
const TICK: Duration = Duration::from_secs(1);
/// Ticks between pings, and between looks whether the sign-in still holds.
const PING_TICKS: u64 = 20;
/// Silence after which a socket is given up.
const SILENCE: Duration = Duration::from_secs(65);
/// Conversations that one socket can watch.
const WATCHED: usize = 500;

/// Why a socket ends.
enum End {
    /// They closed it, or it broke.
    Gone,
    /// They may not listen any more.
    SignedOut,
    /// The database does not answer.
    Store(StoreError),
    /// The process stops.
    Stopping,
}

impl From<StoreError> for End {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Tells a listener everything after `after` that they may see, until they leave.
pub(crate) async fn serve(
    api: ApiState,
    session: SessionId,
    agent: Agent,
    scope: Scope,
    after: Option<i64>,
    socket: WebSocket,
) {
    let visit = api.presence.enter(agent.id.0);
    let now = Instant::now();
    let mut listener = Listener {
        api: &api,
        socket,
        session,
        agent,
        scope,
        cursor: 0,
        watch: Vec::new(),
        told: None,
        told_at: None,
        heard: now,
    };
    let end = listener.run(&visit, after).await;
    let (code, reason) = match end {
        Ok(()) | Err(End::Gone) => return,
        Err(End::SignedOut) => (4401, "session.expired"),
        Err(End::Stopping) => (1001, "stopping"),
        Err(End::Store(error)) => {
            tracing::error!(error = &error as &dyn std::error::Error, "live feed broke off");
            (1011, "unavailable")
        }
    };
    let frame = CloseFrame { code, reason: reason.into() };
    // They may be gone already; there is nobody to tell.
    drop(timeout(PATIENCE, listener.socket.send(Message::Close(Some(frame)))).await);
}

struct Listener<'a> {
    api: &'a Parts,
    socket: WebSocket,
    session: SessionId,
    agent: Agent,
    scope: Scope,
    cursor: i64,
    watch: Vec<Uuid>,
    told: Option<Scene>,
    told_at: Option<Instant>,
    heard: Instant,
}

impl Listener<'_> {
    async fn run(&mut self, visit: &Visit<'_>, after: Option<i64>) -> Result<(), End> {
        self.begin(after).await?;
        let api = self.api;
        let mut presence = api.presence.changes();
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        let mut ticked = 0_u64;
        let stopping = api.engine.tasks().stopping();
        tokio::pin!(stopping);
        self.tell_presence().await?;
        loop {
            tokio::select! {
                () = &mut stopping => return Err(End::Stopping),
                () = api.ready.wait_beyond(self.cursor) => self.catch_up().await?,
                heard = self.socket.recv() => self.hear(heard, visit).await?,
                changed = presence.changed() => {
                    if changed.is_ok() && !self.is_early() {
                        self.tell_presence().await?;
                    }
                }
                _ = ticks.tick() => {
                    ticked += 1;
                    if !self.is_early() {
                        self.tell_presence().await?;
                    }
                    if ticked.is_multiple_of(PING_TICKS) {
                        self.check().await?;
                    }
                }
            }
        }
    }

    /// Says hello, and whether they must fetch everything anew.
    async fn begin(&mut self, after: Option<i64>) -> Result<(), End> {
        let log = self.api.store.log();
        if let Some(after) = after
            && after > log.head()
        {
            // Another node may be ahead of this one for a moment.
            drop(timeout(Duration::from_secs(2), log.wait_beyond(after - 1)).await);
        }
        let head = log.head();
        let known = after.filter(|after| (head - REPLAYED..=head).contains(after) && *after >= 0);
        self.cursor = known.unwrap_or(head);
        let hello = Hello {
            seq: self.cursor,
            build: self.api.config.build.clone(),
            now: self.api.now(),
            agent: self.agent.id.0,
        };
        self.send(&ServerFrame::Hello { hello }).await?;
        if after.is_some() && known.is_none() {
            self.send(&ServerFrame::Reset { reset: true }).await?;
        }
        Ok(())
    }

    async fn catch_up(&mut self) -> Result<(), End> {
        let log = self.api.store.log();
        loop {
            let events = log.after(self.cursor, FRAME).await?;
            if events.is_empty() {
                return Ok(());
            }
            if events.iter().any(|event| moves_scopes(event)) {
                self.reload().await?;
            }
            let events = events.iter().map(Arc::as_ref);
            let Some(range) = range::visible(self.cursor, events, self.agent.id, &self.scope)
            else {
                return Ok(());
            };
            let api = self.api;
            let frame = api.ready.frame(api, &self.agent, &self.scope, &range).await?;
            let to = range.to;
            self.put(Message::Text(frame)).await?;
            self.cursor = to;
        }
    }

    async fn hear(
        &mut self,
        heard: Option<Result<Message, axum::Error>>,
        visit: &Visit<'_>,
    ) -> Result<(), End> {
        let message = heard.ok_or(End::Gone)?.map_err(|_| End::Gone)?;
        self.heard = Instant::now();
        match message {
            Message::Text(text) => {
                // What is not a frame of ours is not worth an answer.
                if let Ok(frame) = serde_json::from_str::<ClientFrame>(&text) {
                    self.moved(frame, visit).await?;
                }
                Ok(())
            }
            Message::Close(_) => Err(End::Gone),
            Message::Binary(_) | Message::Ping(_) | Message::Pong(_) => Ok(()),
        }
    }

    /// They say where they are. Only where they may be.
    async fn moved(&mut self, frame: ClientFrame, visit: &Visit<'_>) -> Result<(), End> {
        self.watch = frame.watch;
        self.watch.truncate(WATCHED);
        let mut place = None;
        if let Some(at) = frame.doing {
            let id = ConversationId(at.conversation_id);
            let found = self.api.store.read().await?.conversation(id).await?;
            let seen = found.filter(|c| self.scope.sees(c.account_id, c.team_id));
            place = seen.map(|c| Place { at, account: c.account_id, team: c.team_id });
        }
        visit.says(place, Instant::now());
        Ok(())
    }

    /// Whether presence was told just now. The more consoles there are, the longer that is: when
    /// thousands of them come back at once, each would otherwise be told of each other.
    fn is_early(&self) -> bool {
        let sockets = u32::try_from(self.api.presence.sockets()).unwrap_or(u32::MAX);
        let pace = PRESENCE_EVERY + PER_SOCKET.saturating_mul(sockets);
        self.told_at.is_some_and(|at| at.elapsed() < pace)
    }

    async fn tell_presence(&mut self) -> Result<(), End> {
        let mut scene = self.api.presence.scene(Instant::now(), &self.scope);
        if !self.watch.is_empty() {
            scene.items.retain(|item| self.watch.contains(&item.conversation_id));
        }
        let before = self.told.take().unwrap_or_default();
        let (items, online) = (scene.items != before.items, scene.online != before.online);
        self.told = Some(scene.clone());
        if items || online {
            self.told_at = Some(Instant::now());
        }
        if items {
            self.send(&ServerFrame::Presence { presence: scene.items }).await?;
        }
        if online {
            self.send(&ServerFrame::Online { online: scene.online }).await?;
        }
        Ok(())
    }

    /// Whether they are still there, and still signed in.
    async fn check(&mut self) -> Result<(), End> {
        if self.heard.elapsed() > SILENCE {
            return Err(End::Gone);
        }
        self.put(Message::Ping(bytes::Bytes::new())).await?;
        let now = self.api.now();
        let sessions = self.api.store.read().await?.sessions(self.agent.id).await?;
        let holds = |s: &gerne_store::Session| {
            s.id == self.session && s.expires_at.is_none_or(|until| until > now)
        };
        if sessions.iter().any(holds) { Ok(()) } else { Err(End::SignedOut) }
    }

    /// What they may see changed, perhaps.
    async fn reload(&mut self) -> Result<(), End> {
        let mut db = self.api.store.read().await?;
        let agent = db.agent(self.agent.id).await?;
        self.agent = agent.filter(|agent| agent.disabled_at.is_none()).ok_or(End::SignedOut)?;
        self.scope = db.scope_of(&self.agent).await?;
        Ok(())
    }

    async fn send(&mut self, frame: &ServerFrame) -> Result<(), End> {
        self.put(Message::Text(frame.bytes())).await
    }

    async fn put(&mut self, message: Message) -> Result<(), End> {
        let sent = timeout(PATIENCE, self.socket.send(message)).await;
        sent.map_err(|_| End::Gone)?.map_err(|_| End::Gone)
    }
}

/// Whether somebody may see more or less after it.
fn moves_scopes(event: &Event) -> bool {
    matches!(
        event.event.kind,
        EventKind::AgentChanged { .. }
            | EventKind::TeamChanged { .. }
            | EventKind::AccountChanged { .. }
    )
}
