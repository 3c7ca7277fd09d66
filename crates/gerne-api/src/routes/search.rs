//! Searching.

use super::prelude::*;
use crate::wire::{entry::Found};

/// Search messages or customers; never an error, whatever `q`.
#[utoipa::path(get, path = "/search", tag = "customers", params(SearchQuery, Page), responses((status = 200, body = List<Found>)))]
pub async fn search(State(api): State<Api>, who: Who, Params(page): Params<Page>) -> Answer<Json<List<Found>>> {
    soon()
}

/// What to search for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// The words.
    #[serde(default)]
    pub q: String,
    /// `messages` (the default) or `customers`.
    #[serde(default)]
    pub kind: Option<String>,
}
