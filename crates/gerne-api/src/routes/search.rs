//! Searching.

use std::collections::HashMap;

use gerne_domain::ConversationId;
use gerne_store::{Reader, Search};

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
/// Whoever asks for more words than these together with a name asks for a text.
const NAMED_WORDS: usize = 6;
/// So many people may be meant by a name.
const PEOPLE: usize = 50;

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
    match query.kind.as_deref() {
        Some("customers") => customers(&api, &who, &q, page).await,
        Some("notes") => notes(&api, &who, &q, page).await,
        Some("both") => of_people(&api, &who, &q, page).await,
        _ => messages(&api, &who, &q, page).await,
    }
}

async fn messages(api: &ApiState, who: &Who, q: &str, page: Page) -> Answer<Json<List<Found>>> {
    let mut db = db(api).await?;
    let found = db.search_messages(&Search::of(q), &who.scope, &paged(page)).await?;
    hits(api, who, &mut db, q, found).await
}

/// A name together with words: what was said in the matters of those whom one of the words names.
async fn of_people(api: &ApiState, who: &Who, q: &str, page: Page) -> Answer<Json<List<Found>>> {
    let mut db = db(api).await?;
    let words: Vec<&str> = q.split_whitespace().collect();
    if words.len() < 2 || words.len() > NAMED_WORDS {
        return Ok(Json(List::whole(Vec::new())));
    }
    // First or last name, or both, at either end: "Selin Upload", "Upload Selin Yıldız".
    let ends = (1..=2.min(words.len() - 1))
        .flat_map(|n| {
            [(&words[..n], &words[n..]), (&words[words.len() - n..], &words[..words.len() - n])]
        })
        .collect::<Vec<_>>();
    let mut found: Vec<gerne_domain::Message> = Vec::new();
    let size = usize::try_from(limit(page.limit)).unwrap_or(50);
    for (name, rest) in ends {
        let few = gerne_store::Page::after(None, PEOPLE);
        let people = db.search_customers(&name.join(" "), &few).await?.items;
        if people.is_empty() {
            continue;
        }
        let search = Search { customers: people, ..Search::of(rest.join(" ")) };
        let newest = gerne_store::Page::after(None, size);
        for message in db.search_messages(&search, &who.scope, &newest).await?.items {
            if found.iter().all(|known| known.id != message.id) {
                found.push(message);
            }
        }
    }
    found.sort_by_key(|message| std::cmp::Reverse((message.published_at, message.id)));
    found.truncate(size);
    hits(api, who, &mut db, q, gerne_store::Paged { items: found, next: None }).await
}

async fn notes(api: &ApiState, who: &Who, q: &str, page: Page) -> Answer<Json<List<Found>>> {
    let mut db = db(api).await?;
    let found = db.search_notes(q, &who.scope, &paged(page)).await?;
    let rows = rows_of(api, who, &mut db, found.items.iter().map(|n| n.conversation_id)).await?;
    let query = gerne_text::query(q);
    let hit = |note: gerne_domain::Note| {
        let conversation = rows.get(&note.conversation_id.0)?.clone();
        let ranges = query.as_ref().map(|query| gerne_text::marks(&note.text, query));
        let marks = utf16(&note.text, &ranges.unwrap_or_default());
        let entry = view::change::note(note);
        Some(Found::Message(Box::new(Hit { entry, conversation, marks })))
    };
    Ok(Json(List::page(found.items.into_iter().filter_map(hit).collect(), found.next)))
}

async fn rows_of(
    api: &ApiState,
    who: &Who,
    db: &mut Reader,
    ids: impl Iterator<Item = ConversationId>,
) -> Answer<HashMap<Uuid, Row>> {
    let mut ids: Vec<ConversationId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let conversations = db.conversations(&ids).await?;
    let rows = view::row::rows(api, db, who.agent.id, conversations).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

async fn hits(
    api: &ApiState,
    who: &Who,
    db: &mut Reader,
    q: &str,
    found: gerne_store::Paged<gerne_domain::Message>,
) -> Answer<Json<List<Found>>> {
    let ids = found.items.iter().filter_map(|m| m.conversation_id);
    let rows = rows_of(api, who, db, ids).await?;
    let query = gerne_text::query(q);
    let entries = view::message::entries(api, db, &who.scope, found.items).await?;
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
    /// `messages` (the default), `notes`, `customers`, or `both`: a name together with words of what
    /// was said in that person's matters.
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
