//! The live feed.

use axum::extract::ws::{WebSocketUpgrade, rejection::WebSocketUpgradeRejection};

use super::prelude::*;
use crate::{
    live::socket,
    wire::live::{ClientFrame, ServerFrame},
};

/// Most bytes of a frame from a client.
const FRAME_CAP: usize = 64 * 1024;

/// From where.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct LiveQuery {
    /// The last number one has; absent: from now on.
    pub after: Option<i64>,
}

/// The live feed: a WebSocket. Frames from the server are `ServerFrame`, those to it `ClientFrame`.
#[utoipa::path(get, path = "/live", tag = "live", params(LiveQuery),
    request_body(content = ClientFrame, description = "Not a body: what each text frame to the server is."),
    responses((status = 101, description = "What each text frame from the server is.",
        body = ServerFrame)))]
pub(super) async fn live(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<LiveQuery>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Answer<Response> {
    let upgrade = upgrade.map_err(|_| Problem::malformed("not a WebSocket"))?;
    // Thousands of idle sockets: small buffers, and frames leave as they are written.
    let upgrade = upgrade
        .read_buffer_size(1024)
        .write_buffer_size(0)
        .max_message_size(FRAME_CAP)
        .max_frame_size(FRAME_CAP);
    let (session, agent, scope) = (who.session, who.agent.clone(), who.scope.clone());
    Ok(upgrade
        .on_upgrade(move |socket| socket::serve(api, session, agent, scope, query.after, socket)))
}
