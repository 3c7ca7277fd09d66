//! Searching.

use std::collections::HashMap;

use gerne_domain::{AccountId, ConversationId, Timestamp};
use gerne_store::{Reader, Search};
use jiff::{Span, civil::Date, tz::TimeZone};

use super::prelude::*;
use crate::{
    reading, view,
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
    axum::extract::RawQuery(query): axum::extract::RawQuery,
    Params(page): Params<Page>,
) -> Answer<Json<List<Found>>> {
    let (kind, search) = asked(query.as_deref().unwrap_or_default())?;
    match kind.as_str() {
        "customers" => customers(&api, &who, &search.text, page).await,
        "notes" => notes(&api, &who, &search, page).await,
        "both" => of_people(&api, &who, &search, page).await,
        "" | "messages" => messages(&api, &who, &search, page).await,
        other => Err(Problem::word("kind", other, &["messages", "notes", "both", "customers"])),
    }
}

async fn messages(
    api: &ApiState,
    who: &Who,
    search: &Search,
    page: Page,
) -> Answer<Json<List<Found>>> {
    let mut db = db(api).await?;
    let found = db.search_messages(search, &who.scope, &paged(page)).await?;
    hits(api, who, &mut db, &search.text, found).await
}

/// A name together with words: what was said in the matters of those whom one of the words names.
async fn of_people(
    api: &ApiState,
    who: &Who,
    search: &Search,
    page: Page,
) -> Answer<Json<List<Found>>> {
    let mut db = db(api).await?;
    let q = &search.text;
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
        let of = Search { text: rest.join(" "), customers: people, ..search.clone() };
        let newest = gerne_store::Page::after(None, size);
        for message in db.search_messages(&of, &who.scope, &newest).await?.items {
            if found.iter().all(|known| known.id != message.id) {
                found.push(message);
            }
        }
    }
    found.sort_by_key(|message| std::cmp::Reverse((message.published_at, message.id)));
    found.truncate(size);
    hits(api, who, &mut db, q, gerne_store::Paged { items: found, next: None }).await
}

async fn notes(
    api: &ApiState,
    who: &Who,
    search: &Search,
    page: Page,
) -> Answer<Json<List<Found>>> {
    let mut db = db(api).await?;
    let found = db.search_notes(search, &who.scope, &paged(page)).await?;
    let rows = rows_of(api, who, &mut db, found.items.iter().map(|n| n.conversation_id)).await?;
    let query = gerne_text::query(&search.text);
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

/// What to search for; the account as a repeated key.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by `asked`; this only describes it")]
pub(super) struct SearchQuery {
    /// The words.
    q: Option<String>,
    /// `messages` (the default), `notes`, `customers`, or `both`: a name together with words of what
    /// was said in that person's matters.
    kind: Option<String>,
    /// Only what came in or left through one of these accounts; customers are found all the same.
    account: Option<Vec<Uuid>>,
    /// Only what was written then or later: an instant, or a day (UTC). Not for customers.
    since: Option<String>,
    /// Only what was written before that instant, or up to the end of that day (UTC).
    until: Option<String>,
}

/// The kind and the search of a query string.
fn asked(query: &str) -> Answer<(String, Search)> {
    let (mut kind, mut search) = (String::new(), Search::of(""));
    let mut wrong = Vec::new();
    for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let read = match &*key {
            "q" => {
                search.text = value.chars().take(QUERY_CAP).collect();
                Ok(())
            }
            "kind" => {
                kind = value.into_owned();
                Ok(())
            }
            "account" => reading::value(&value).map(|id| search.accounts.push(AccountId(id))),
            "since" => instant(&value, 0).map(|at| search.since = Some(at)),
            "until" => instant(&value, 1).map(|at| search.until = Some(at)),
            _ => Ok(()),
        };
        if let Err(expected) = read {
            wrong.push(FieldError::of(&key, "invalid.value").saying(expected));
        }
    }
    if wrong.is_empty() { Ok((kind, search)) } else { Err(Problem::invalid(wrong)) }
}

/// An instant, or so many days after the beginning of a day.
fn instant(text: &str, days: i64) -> Result<Timestamp, String> {
    let of_day = || {
        let day: Date = text.parse().ok()?;
        let day = day.checked_add(Span::new().try_days(days).ok()?).ok()?;
        day.to_zoned(TimeZone::UTC).ok().map(|midnight| midnight.timestamp())
    };
    let expected = || "expected a time, like 2026-11-24T09:00:00Z, or a day, like 2026-11-24";
    text.parse::<Timestamp>().ok().or_else(of_day).ok_or_else(|| expected().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read() {
        let id = Uuid::nil();
        let query = format!("q=Netz+weg&account={id}&since=2026-11-01&until=2026-11-02&x=1");
        let (kind, search) = asked(&query).unwrap();
        assert_eq!((kind.as_str(), search.text.as_str()), ("", "Netz weg"));
        assert_eq!(search.accounts, [AccountId(id)]);
        assert_eq!(search.since, Some("2026-11-01T00:00:00Z".parse().unwrap()));
        assert_eq!(search.until, Some("2026-11-03T00:00:00Z".parse().unwrap()), "the whole day");
        let (_, search) = asked("until=2026-11-02T10:00:00%2B01:00").unwrap();
        assert_eq!(search.until, Some("2026-11-02T09:00:00Z".parse().unwrap()));
        let wrong = asked("account=x&since=yesterday&until=9999-12-31").unwrap_err();
        assert_eq!(wrong.errors.len(), 3);
    }

    #[test]
    fn marks_count_as_browsers_do() {
        let text = "ä😀 Paket";
        let start = text.find('P').unwrap();
        assert_eq!(utf16(text, std::slice::from_ref(&(start..text.len()))), [[4, 9]]);
    }
}
