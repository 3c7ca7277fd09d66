//! Figures for operators, as Prometheus reads them. Counted by route, never by person.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, Method, StatusCode, header};
use subtle::ConstantTimeEq;
use tokio::time::Instant;

use crate::{
    caller::Whence,
    problem::{Answer, Problem},
    state::ApiState,
};

/// Upper bounds of the histogram's buckets, in milliseconds.
const BOUNDS: [u64; 10] = [1, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];

/// What is counted.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    requests: Mutex<BTreeMap<(String, String, u16), u64>>,
    buckets: [AtomicU64; BOUNDS.len()],
    count: AtomicU64,
    micros: AtomicU64,
}

impl Metrics {
    fn note(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let key = (method.to_string(), route.to_owned(), status.as_u16());
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry(key).or_default() += 1;
        drop(requests);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        for (bucket, bound) in self.buckets.iter().zip(BOUNDS) {
            if micros <= bound * 1_000 {
                bucket.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    fn write(&self, out: &mut Text) {
        out.head("gerne_http_requests_total", "counter", "Requests by route and status.");
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        for ((method, route, status), count) in &*requests {
            out.line(format_args!(
                "gerne_http_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}"
            ));
        }
        drop(requests);
        let name = "gerne_http_request_seconds";
        out.head(name, "histogram", "Time until the head of an answer.");
        for (bucket, bound) in self.buckets.iter().zip(BOUNDS) {
            let (whole, part) = (bound / 1_000, bound % 1_000);
            let count = bucket.load(Ordering::Relaxed);
            out.line(format_args!("{name}_bucket{{le=\"{whole}.{part:03}\"}} {count}"));
        }
        let count = self.count.load(Ordering::Relaxed);
        let micros = self.micros.load(Ordering::Relaxed);
        out.line(format_args!("{name}_bucket{{le=\"+Inf\"}} {count}"));
        out.line(format_args!("{name}_sum {}.{:06}", micros / 1_000_000, micros % 1_000_000));
        out.line(format_args!("{name}_count {count}"));
    }
}

/// Counts every request.
pub(crate) async fn count(State(api): State<ApiState>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let response = next.run(request).await;
    let route = route.as_deref().unwrap_or("none");
    api.metrics.note(&method, route, response.status(), began.elapsed());
    response
}

/// `/metrics`: from loopback, or with the operator's token.
///
/// # Errors
/// `not_found` for everybody else.
pub(crate) async fn metrics(
    State(api): State<ApiState>,
    whence: Whence,
    headers: HeaderMap,
) -> Answer<Response> {
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let allowed = match &api.config.metrics_token {
        Some(token) => {
            let wanted = format!("Bearer {token}");
            sent.is_some_and(|sent| bool::from(sent.as_bytes().ct_eq(wanted.as_bytes())))
        }
        None => whence.0.is_loopback(),
    };
    if !allowed {
        return Err(Problem::not_found());
    }
    let mut out = Text(String::new());
    api.metrics.write(&mut out);
    out.head("gerne_events_head", "gauge", "Number of the newest event.");
    out.line(format_args!("gerne_events_head {}", api.head()));
    out.head("gerne_live_sockets", "gauge", "Open live feeds.");
    out.line(format_args!("gerne_live_sockets {}", api.presence.sockets()));
    let name = "gerne_task_panics_total";
    out.head(name, "counter", "Tasks that broke off by a defect and were started again.");
    out.line(format_args!("{name} {}", api.engine.tasks().panics()));
    let name = "gerne_storage_state";
    out.head(name, "gauge", "0: enough room; 1: nothing is fetched; 2: nothing is written.");
    out.line(format_args!("{name} {}", api.engine.space() as u8));
    if let Some(free) = api.engine.free_space() {
        let name = "gerne_storage_free_bytes";
        out.head(name, "gauge", "Free bytes beside the data.");
        out.line(format_args!("{name} {free}"));
    }
    forgotten(&api, &mut out);
    deliveries(&api, &mut out).await?;
    accounts(&api, &mut out).await?;
    deletions(&api, &mut out).await?;
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Ok((kind, out.0).into_response())
}

/// By kind, never by person.
fn forgotten(api: &ApiState, out: &mut Text) {
    let name = "gerne_forgotten_total";
    out.head(name, "counter", "What was forgotten since the start: people, retention, deletions.");
    let counts = crate::wire::erasure::Forgotten::from(api.engine.forgotten());
    let counts = serde_json::to_value(counts).unwrap_or_default();
    for (kind, count) in counts.as_object().into_iter().flatten() {
        out.line(format_args!("{name}{{kind=\"{kind}\"}} {count}"));
    }
}

async fn deliveries(api: &ApiState, out: &mut Text) -> Answer<()> {
    let name = "gerne_deliveries";
    out.head(name, "gauge", "Replies that have not arrived, by account and state.");
    for found in api.store.read().await?.delivery_counts().await? {
        let state = serde_json::to_value(found.state).unwrap_or_default();
        let state = state.as_str().unwrap_or_default();
        let (account, count) = (found.account_id, found.count);
        out.line(format_args!("{name}{{account=\"{account}\",state=\"{state}\"}} {count}"));
    }
    Ok(())
}

async fn accounts(api: &ApiState, out: &mut Text) -> Answer<()> {
    let accounts = api.store.read().await?.accounts().await?;
    let name = "gerne_fetch_age_seconds";
    out.head(name, "gauge", "Since an account was last fetched without an error.");
    let now = api.now();
    for account in &accounts {
        if let Some(at) = api.engine.health(account.id).and_then(|health| health.last_fetch_at) {
            let age = gerne_domain::time::between(at, now).as_secs();
            out.line(format_args!("{name}{{{}}} {age}", labels(account)));
        }
    }
    let name = "gerne_fetch_lag_seconds";
    out.head(name, "gauge", "Between writing and receiving, of the newest message.");
    for account in &accounts {
        if let Some(lag) = api.engine.health(account.id).and_then(|health| health.lag) {
            out.line(format_args!("{name}{{{}}} {}", labels(account), lag.as_secs()));
        }
    }
    let name = "gerne_account_connected";
    out.head(name, "gauge", "1 while an account works.");
    for account in &accounts {
        let works = u8::from(account.status == gerne_domain::AccountStatus::Connected);
        out.line(format_args!("{name}{{{}}} {works}", labels(account)));
    }
    Ok(())
}

async fn deletions(api: &ApiState, out: &mut Text) -> Answer<()> {
    let (age, within) = ("gerne_deletions_age_seconds", "gerne_deletions_within_seconds");
    let mut kept = Vec::new();
    let accounts = api.store.read().await?.accounts().await?;
    for account in accounts {
        kept.extend(api.engine.deletions_kept(&account).await?.map(|kept| (account, kept)));
    }
    out.head(age, "gauge", "Since all we keep of an account was compared with its platform.");
    for (account, kept) in &kept {
        let since = kept.checked_since.unwrap_or_else(|| api.now());
        let since = gerne_domain::time::between(since, api.now()).as_secs();
        out.line(format_args!("{age}{{{}}} {since}", labels(account)));
    }
    out.head(within, "gauge", "What its platform demands of the age above, at most.");
    for (account, kept) in &kept {
        out.line(format_args!("{within}{{{}}} {}", labels(account), kept.within.as_secs()));
    }
    Ok(())
}

fn labels(account: &gerne_domain::Account) -> String {
    let platform = &account.platform;
    format!("account=\"{}\",platform=\"{platform}\"", account.id)
}

/// The text in the making.
struct Text(String);

impl Text {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        self.line(format_args!("# HELP {name} {help}\n# TYPE {name} {kind}"));
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        self.0 += &line.to_string();
        self.0.push('\n');
    }
}
