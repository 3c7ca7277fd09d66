//! Reviews and recommendations of the Page.

use gerne_connector::{Batch, Cursor};
use gerne_domain::Item;
use gerne_webapi::Purpose;

use crate::{
    account::Connection,
    client::{Ask, CallError},
    normalize,
    posts::{seconds, sort},
    watch::Forward,
    wire,
};

const FIELDS: &str = "created_time,reviewer,rating,recommendation_type,review_text,has_review,\
                      open_graph_story{id}";
/// Reviews at the beginning, and on a page.
const BEGINNING: usize = 10;
const PAGE: u32 = 50;
/// Pages in one fetch.
const MOST_PAGES: usize = 20;

impl Connection {
    pub(crate) async fn fetch_reviews(&self, since: Option<&Cursor>) -> Result<Batch, CallError> {
        let before: Option<Forward> = since.and_then(|cursor| serde_json::from_str(cursor).ok());
        let mut place = before.clone().unwrap_or_else(|| Forward::from(self.begun));
        let mut found = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let ask = Ask::get(format!("{}/ratings", self.us.id), Purpose::Reading)
                .with("fields", FIELDS)
                .with("limit", PAGE);
            let ask = after.iter().fold(ask, |ask, after| ask.with("after", after));
            let page = self.api.page::<wire::Rating>(&ask).await?;
            // Newest first: a page of old ones ends it.
            let old = |one: &wire::Rating| seconds(one.created_time) < place.since();
            let over = !page.data.is_empty() && page.data.iter().all(old);
            found.extend(page.data);
            after = page.after;
            if over || after.is_none() || before.is_none() {
                break;
            }
        }
        found.sort_by_key(|rating| rating.created_time);
        if before.is_none() && found.len() > BEGINNING {
            found.drain(..found.len() - BEGINNING);
        }
        let mut items = Vec::new();
        for rating in &found {
            let (id, at) = (normalize::rating_id(rating), seconds(rating.created_time));
            if before.is_some() && !place.is_new(&id, at) {
                continue;
            }
            match before {
                None => place.begun_with(&id, at),
                Some(_) => place.handed(&id, at),
            }
            items.push(Item::Message(Box::new(normalize::rating(rating, &self.us))));
        }
        place.tidy();
        sort(&mut items);
        let cursor = serde_json::to_string(&place).ok().filter(|_| before.as_ref() != Some(&place));
        Ok(Batch { items, cursor, ..Batch::default() })
    }
}
