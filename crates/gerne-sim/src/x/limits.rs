//! Requests per window, as X counts them.

use std::collections::HashMap;

use http::Method;
use jiff::{SignedDuration, Timestamp};

use super::auth::{Caller, Token};

const QUARTER: i64 = 15 * 60;
const DAY: i64 = 24 * 3600;

/// Who shares a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    User,
    App,
}

/// One row of the table: so many requests in so many seconds.
type Row = (Scope, u32, i64);

/// The table. Figures that the documents do not give are those of the older ones.
fn rows(method: &Method, route: &str, app_only: bool) -> Vec<Row> {
    use Scope::{App, User};
    let get = method == Method::GET;
    let mine = |user: u32, app: u32| {
        vec![if app_only { (App, app, QUARTER) } else { (User, user, QUARTER) }]
    };
    match route {
        "/2/users/:id/mentions" | "/2/tweets/search/recent" => mine(300, 450),
        "/2/users/:id/tweets" => mine(900, 10_000),
        "/2/tweets" if get => mine(5000, 3500),
        "/2/tweets" => vec![(User, 100, QUARTER), (User, 300, 3 * 3600), (App, 10_000, DAY)],
        "/2/tweets/:id" if get => mine(900, 450),
        "/2/tweets/:id" | "/2/tweets/:id/hidden" => mine(50, 50),
        "/2/tweets/:id/quote_tweets" | "/2/users/me" => mine(75, 75),
        "/2/dm_events"
        | "/2/dm_events/:id"
        | "/2/dm_conversations/with/:id/dm_events"
        | "/2/dm_conversations/:id/dm_events" => mine(15, 15),
        "/2/dm_conversations/with/:id/messages" | "/2/dm_conversations/:id/messages" => {
            vec![(User, 15, QUARTER), (User, 1440, DAY)]
        }
        "/2/tweets/search/stream" | "/2/activity/stream" => mine(50, 50),
        "/2/tweets/search/stream/rules" if get => mine(450, 450),
        "/2/tweets/search/stream/rules" => mine(100, 100),
        "/2/tweets/search/stream/rules/counts" => mine(72, 72),
        "/2/connections/all" => mine(25, 25),
        "/2/usage/tweets" => mine(50, 50),
        "/2/media/upload/:id/append" => mine(1875, 1875),
        "/2/media/upload"
        | "/2/media/metadata"
        | "/2/media/upload/initialize"
        | "/2/media/upload/:id/finalize" => mine(500, 500),
        _ => mine(300, 300),
    }
}

/// How a window stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) limit: u32,
    pub(crate) left: u32,
    pub(crate) reset: Timestamp,
}

/// What the headers of an answer tell.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Standing {
    pub(crate) quarter: Option<Window>,
    pub(crate) app_day: Option<Window>,
    pub(crate) user_day: Option<Window>,
}

/// All windows, and how often somebody did not wait for the reset.
#[derive(Debug, Default)]
pub(crate) struct Windows {
    open: HashMap<String, (Timestamp, u32)>,
    /// Which window, each time.
    pub(crate) broken: Vec<String>,
    pub(crate) said: u32,
}

impl Windows {
    /// Counts a request; `Err` is the last reset of the windows that are used up.
    pub(crate) fn spend(
        &mut self,
        method: &Method,
        route: &str,
        caller: &Caller,
        now: Timestamp,
    ) -> Result<(), Timestamp> {
        let rows = rows(method, route, matches!(caller.token, Token::App { .. }));
        let keys: Vec<(String, Row)> =
            rows.into_iter().map(|row| (key(method, route, caller, row), row)).collect();
        let mut reset = None;
        for (key, (_, limit, seconds)) in &keys {
            let window = self.window(key, *seconds, now);
            if window.1 >= *limit {
                reset = reset.max(Some(window.0));
            }
        }
        if let Some(reset) = reset {
            self.broken.push(format!("{method} {route}, until {reset}"));
            return Err(reset);
        }
        for (key, (_, _, seconds)) in &keys {
            self.window(key, *seconds, now).1 += 1;
        }
        Ok(())
    }

    pub(crate) fn standing(
        &mut self,
        method: &Method,
        route: &str,
        caller: &Caller,
        now: Timestamp,
    ) -> Standing {
        let mut standing = Standing::default();
        for row in rows(method, route, matches!(caller.token, Token::App { .. })) {
            let (scope, limit, seconds) = row;
            let (reset, used) = *self.window(&key(method, route, caller, row), seconds, now);
            let window = Window { limit, left: limit.saturating_sub(used), reset };
            match (scope, seconds) {
                (_, QUARTER) => standing.quarter = Some(window),
                (Scope::App, DAY) => standing.app_day = Some(window),
                (Scope::User, DAY) => standing.user_day = Some(window),
                // The window of three hours shows in no header until it is used up.
                _ if window.left == 0 => standing.quarter = Some(window),
                _ => {}
            }
        }
        standing
    }

    /// A window begins with the first request in it.
    fn window(&mut self, key: &str, seconds: i64, now: Timestamp) -> &mut (Timestamp, u32) {
        let end = now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(now);
        let window = self.open.entry(key.to_owned()).or_insert((end, 0));
        if window.0 <= now {
            *window = (end, 0);
        }
        window
    }
}

fn key(method: &Method, route: &str, caller: &Caller, (scope, _, seconds): Row) -> String {
    let who = match (scope, caller.who()) {
        (Scope::User, Some(who)) => who.to_string(),
        _ => format!("app {}", caller.client()),
    };
    format!("{method} {route} {who} {seconds}")
}

/// The route of a path: ids and names taken out.
pub(crate) fn route(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    for at in 2..parts.len() {
        let number = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
        };
        if number(parts[at]) || parts[at - 1] == "username" {
            parts[at] = ":id";
        }
    }
    parts.join("/")
}
