//! The log, as a list.

use super::prelude::*;
use crate::{live::range, wire::live::Events};

/// From where.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct AfterQuery {
    /// The last number one has; absent: from the beginning.
    #[serde(default)]
    pub after: Option<i64>,
    /// At most so many are looked at; 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    #[serde(default, deserialize_with = "crate::wire::list::asked")]
    pub limit: Option<u32>,
}

/// The log, as far as one may see it.
#[utoipa::path(get, path = "/events", tag = "live", params(AfterQuery),
    responses((status = 200, body = Events)))]
pub(super) async fn list_events(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<AfterQuery>,
) -> Answer<Json<Events>> {
    let after = query.after.unwrap_or_default().max(0);
    let size = usize::try_from(limit(query.limit)).unwrap_or(50);
    let head = api.head();
    let events = api.store.log().after(after, size).await?;
    let events = events.iter().map(std::sync::Arc::as_ref);
    let Some(range) = range::visible(after, events, who.agent.id, &who.scope) else {
        return Ok(Json(Events { items: Vec::new(), to: after.min(head), head }));
    };
    let items = api.ready.events(&api, &who.agent, &who.scope, &range.seen).await?;
    Ok(Json(Events { items, to: range.to, head: head.max(range.to) }))
}
