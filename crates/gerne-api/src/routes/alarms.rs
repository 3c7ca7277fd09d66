//! What leads must know.

use super::prelude::*;
use crate::wire::{alarm::Alarm};

/// What stands.
#[utoipa::path(get, path = "/alarms", tag = "team", responses((status = 200, body = List<Alarm>)))]
pub async fn list_alarms(State(api): State<Api>, who: Who) -> Answer<Json<List<Alarm>>> {
    soon()
}

/// It was seen to.
#[utoipa::path(post, path = "/alarms/{id}/clear", tag = "team", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn clear_alarm(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Gone> {
    soon()
}
