//! Who is where, told from node to node. With one node nobody listens and little is said.

use std::time::Duration;

use tokio::{
    sync::broadcast::error::RecvError,
    time::{Instant, MissedTickBehavior, interval},
};
use uuid::Uuid;

use super::presence::Told;
use crate::state::ApiState;

/// Changes of so long are told together.
const TOGETHER: Duration = Duration::from_millis(500);
/// Consoles in one hint, so that it fits.
const IN_ONE: usize = 24;
/// Begins our hints.
const MARK: &str = "presence/";

/// Tells and hears until the process stops.
pub(crate) async fn keep(api: ApiState) {
    let node = api.engine.ids().next();
    let mut told = api.store.told();
    let mut ticks = interval(TOGETHER);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => tell(&api, node),
            heard = told.recv() => match heard {
                Ok(text) => hear(&api, &text),
                // What was missed is told again soon.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            },
        }
    }
}

fn tell(api: &ApiState, node: Uuid) {
    let told = api.presence.to_tell(Instant::now());
    for some in told.chunks(IN_ONE) {
        let Ok(text) = serde_json::to_string(&(node, some)) else { continue };
        if !api.store.tell_nodes(format!("{MARK}{text}")) {
            tracing::debug!("other nodes were not told who is where");
        }
    }
}

fn hear(api: &ApiState, text: &str) {
    let told = text.strip_prefix(MARK).map(serde_json::from_str::<(Uuid, Vec<Told>)>);
    if let Some(Ok((node, told))) = told {
        api.presence.hear(node, told, Instant::now());
    }
}
