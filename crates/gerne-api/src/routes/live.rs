//! The live feed.

use super::{events::AfterQuery, prelude::*};
use crate::wire::live::ServerFrame;

/// The live feed: a WebSocket. Frames from the server are `ServerFrame`, those to it `ClientFrame`.
#[utoipa::path(get, path = "/live", tag = "live", params(AfterQuery),
    responses((status = 101, description = "Each text frame is one of these.", body = ServerFrame)))]
pub async fn live(State(api): State<Api>, who: Who, Params(query): Params<AfterQuery>) -> Answer<Response> {
    soon()
}
