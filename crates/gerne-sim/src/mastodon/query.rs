//! Paging: `max_id`, `since_id`, `min_id`, `limit`, and the `Link` header.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use serde_json::Value;

use crate::params::Params;

/// What part of a list is wanted.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) limit: usize,
    max: Option<u128>,
    since: Option<u128>,
    min: Option<u128>,
}

impl Page {
    /// `rank` orders ids as the server does, ids of things long gone included.
    pub(crate) fn of(
        params: &Params,
        default: usize,
        most: usize,
        rank: impl Fn(&str) -> u128,
    ) -> Self {
        let at = |key: &str| params.filled(key).map(&rank);
        let limit = params.number("limit").unwrap_or(default).clamp(1, most);
        Self { limit, max: at("max_id"), since: at("since_id"), min: at("min_id") }
    }

    /// Cuts the page out of `items` (oldest first, with ranks); the result is newest first.
    /// `since_id` gives the newest page, which may leave a gap; `min_id` the page that follows.
    pub(crate) fn cut<T>(&self, items: impl DoubleEndedIterator<Item = (u128, T)>) -> Vec<T> {
        let floor = self.min.or(self.since);
        let inside = items.filter(|(rank, _)| {
            self.max.is_none_or(|max| *rank < max) && floor.is_none_or(|floor| *rank > floor)
        });
        if self.min.is_some() {
            let mut page: Vec<T> = inside.map(|(_, item)| item).take(self.limit).collect();
            page.reverse();
            return page;
        }
        inside.rev().map(|(_, item)| item).take(self.limit).collect()
    }
}

/// A list as the server answers it, with its `Link`.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) body: Value,
    pub(crate) link: Option<String>,
}

impl Listed {
    /// `first` and `last` are the ids of the page's newest and oldest entry. `kept` are the
    /// parameters that survive into the links.
    pub(crate) fn new(
        body: Vec<Value>,
        url: &str,
        params: &Params,
        kept: &[&str],
        ids: Option<(String, String)>,
        has_next: bool,
    ) -> Self {
        let link = ids.map(|(first, last)| {
            let with = |key: &str, id: &str| {
                let mut query = url::form_urlencoded::Serializer::new(String::new());
                for name in kept {
                    for value in params.list(name) {
                        query.append_pair(&format!("{name}[]"), &value);
                    }
                    if let Some(value) = params.filled(name) {
                        query.append_pair(name, value);
                    }
                }
                query.append_pair(key, id);
                format!("<{url}?{}>", query.finish())
            };
            let next = has_next.then(|| format!("{}; rel=\"next\"", with("max_id", &last)));
            let prev = format!("{}; rel=\"prev\"", with("min_id", &first));
            next.into_iter().chain([prev]).collect::<Vec<_>>().join(", ")
        });
        Self { body: Value::Array(body), link }
    }
}

impl IntoResponse for Listed {
    fn into_response(self) -> Response {
        let mut response = Json(self.body).into_response();
        if let Some(value) = self.link.and_then(|link| HeaderValue::from_str(&link).ok()) {
            response.headers_mut().insert(header::LINK, value);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn min_id_pages_forward_and_since_id_leaves_a_gap() {
        let items = || (1..=10_u128).map(|n| (n, n));
        let rank = |id: &str| id.parse().unwrap();
        let page = |query: &str| Page::of(&Params::from_query(query), 3, 80, rank).cut(items());
        assert_eq!(page("min_id=2"), [5, 4, 3]);
        assert_eq!(page("since_id=2"), [10, 9, 8]);
        assert_eq!(page("max_id=4"), [3, 2, 1]);
        assert_eq!(page("min_id=10"), [0_u128; 0]);
        assert_eq!(page("limit=2"), [10, 9]);
    }
}
