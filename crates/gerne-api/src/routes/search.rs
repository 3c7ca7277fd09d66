//! Searching.

use std::collections::HashMap;

use gerne_store::Search;

use super::prelude::*;
use crate::{
    view,
    wire::{
        conversation::Row,
        entry::{Entry, Found, Hit},
    },
};

/// Characters of what is searched for.
const QUERY_CAP: usize = 500;

/// Search messages or customers; never an error, whatever `q`.
#[utoipa::path(get, path = "/search", tag = "customers", params(SearchQuery, Page),
    responses((status = 200, body = List<Found>)))]
pub(super) async fn search(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<SearchQuery>,
    Params(page): Params<Page>,
) -> Answer<Json<List<Found>>> {
    let q: String = query.q.chars().take(QUERY_CAP).collect();
    if query.kind.as_deref() == Some("customers") {
        customers(&api, &who, &q, page).await
    } else {
        messages(&api, &who, &q, page).await
    }
}

async fn messages(api: &ApiState, who: &Who, q: &str, page: Page) -> Answer<Json<List<Found>>> {
    let mut db = db(api).await?;
    let found = db.search_messages(&Search::of(q), &who.scope, &paged(page)).await?;
    let mut ids: Vec<_> = found.items.iter().filter_map(|m| m.conversation_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let conversations = db.conversations(&ids).await?;
    let rows = view::row::rows(api, &mut db, who.agent.id, conversations).await?;
    let rows: HashMap<Uuid, Row> = rows.into_iter().map(|row| (row.id, row)).collect();
    let query = gerne_text::query(q);
    let entries = view::message::entries(api, &mut db, &who.scope, found.items).await?;
    let hit = |entry: crate::wire::entry::MessageEntry| {
        let conversation = rows.get(&entry.conversation_id?)?.clone();
        let ranges = query.as_ref().map(|query| gerne_text::marks(&entry.text, query));
        let marks = utf16(&entry.text, &ranges.unwrap_or_default());
        let entry = Entry::Message(Box::new(entry));
        Some(Found::Message(Box::new(Hit { entry, conversation, marks })))
    };
    Ok(Json(List::page(entries.into_iter().filter_map(hit).collect(), found.next)))
}

async fn customers(api: &ApiState, who: &Who, q: &str, page: Page) -> Answer<Json<List<Found>>> {
    let mut db = db(api).await?;
    let found = db.search_customers(q, &paged(page)).await?;
    let mut seen = Vec::with_capacity(found.items.len());
    for id in found.items {
        if db.customer_visible(id, &who.scope).await? {
            seen.push(id);
        }
    }
    let mut customers = db.customers(&seen).await?;
    customers.sort_by_key(|customer| seen.iter().position(|id| *id == customer.id));
    let infos = view::customer::infos(api, &mut db, customers).await?;
    let items = infos.into_iter().map(|info| Found::Customer(Box::new(info))).collect();
    Ok(Json(List::page(items, found.next)))
}

/// Byte ranges as the console counts: in UTF-16 units.
fn utf16(text: &str, ranges: &[std::ops::Range<usize>]) -> Vec<[u32; 2]> {
    let units = |end: usize| {
        let before = text.get(..end).unwrap_or(text);
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    ranges.iter().map(|range| [units(range.start), units(range.end)]).collect()
}

/// What to search for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct SearchQuery {
    /// The words.
    #[serde(default)]
    pub q: String,
    /// `messages` (the default) or `customers`.
    #[serde(default)]
    pub kind: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_as_browsers_do() {
        let text = "ä😀 Paket";
        let start = text.find('P').unwrap();
        assert_eq!(utf16(text, std::slice::from_ref(&(start..text.len()))), [[4, 9]]);
    }
}
