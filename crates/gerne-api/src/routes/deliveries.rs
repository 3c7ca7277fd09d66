//! Replies on their way.

use super::prelude::*;
use crate::wire::{entry::Entry, reply::{OutboxItem, SettleBody, Undone}};

/// The outbox, oldest first.
#[utoipa::path(get, path = "/deliveries", tag = "deliveries", params(StatesQuery, Page), responses((status = 200, body = List<OutboxItem>)))]
pub async fn list_deliveries(State(api): State<Api>, who: Who, Params(page): Params<Page>) -> Answer<Json<List<OutboxItem>>> {
    soon()
}

/// Take a reply back while it is held; answers with its text.
#[utoipa::path(post, path = "/deliveries/{id}/undo", tag = "deliveries", params(("id" = Uuid, Path)), responses((status = 200, body = Undone)))]
pub async fn undo_reply(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Written<Undone>> {
    soon()
}

/// End the undo window.
#[utoipa::path(post, path = "/deliveries/{id}/now", tag = "deliveries", params(("id" = Uuid, Path)), responses((status = 200, body = Entry)))]
pub async fn send_now(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Written<Entry>> {
    soon()
}

/// Try again what was refused, or may not have arrived.
#[utoipa::path(post, path = "/deliveries/{id}/retry", tag = "deliveries", params(("id" = Uuid, Path)), responses((status = 200, body = Entry)))]
pub async fn retry_delivery(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Written<Entry>> {
    soon()
}

/// A person looked: it is there, or it is not.
#[utoipa::path(post, path = "/deliveries/{id}/settle", tag = "deliveries", params(("id" = Uuid, Path)), request_body = SettleBody, responses((status = 200, body = Entry)))]
pub async fn settle_delivery(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<SettleBody>) -> Answer<Written<Entry>> {
    soon()
}

/// Which deliveries.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by hand; this only describes it")]
pub struct StatesQuery {
    /// In one of these states; none: all that have not arrived.
    state: Option<Vec<crate::wire::words::DeliveryState>>,
}
