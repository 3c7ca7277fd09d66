//! The log, as a list and as a live feed.

use super::prelude::*;
use crate::wire::live::Events;

/// From where.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AfterQuery {
    /// The last number one has.
    #[serde(default)]
    pub after: i64,
    /// At most so many are looked at; 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

/// The log, as far as one may see it.
#[utoipa::path(get, path = "/events", tag = "live", params(AfterQuery), responses((status = 200, body = Events)))]
pub async fn list_events(State(api): State<Api>, who: Who, Params(query): Params<AfterQuery>) -> Answer<Json<Events>> {
    soon()
}
