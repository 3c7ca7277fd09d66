//! What works and what does not, for `gerne account check`.

use std::time::Duration;

use gerne_connector::{Check, ConnectorError};
use gerne_domain::{Refusal, Timestamp, time::between};
use gerne_webapi::Phase;
use reqwest::Method;

use crate::{account::Connection, client::CallError, connect::SCOPES, wire};

/// A clock may be this wrong before it is told.
const SKEW: Duration = Duration::from_mins(1);

impl Connection {
    pub(crate) async fn examine(&self) -> Vec<Check> {
        let mut checks = vec![check("server", self.server().await)];
        let (token, clock) = self.token_and_clock().await;
        let holds = token.is_none();
        checks.push(check("token", token));
        checks.push(check("clock", clock));
        if holds {
            checks.push(check("scope.read", self.may_read().await));
            checks.push(check("scope.write", self.may_write().await));
            checks.push(check("streaming", self.streams().await));
            checks.push(check("policy", self.strangers_arrive().await));
        }
        checks
    }

    async fn server(&self) -> Option<Refusal> {
        self.refresh().await.err().map(|_| Refusal::of("check.server"))
    }

    async fn token_and_clock(&self) -> (Option<Refusal>, Option<Refusal>) {
        let now = self.api.clock.now();
        match self.api.look("/api/v1/accounts/verify_credentials", &[]).await {
            Ok(answer) => (None, answer.date().and_then(|date| skew(now, date))),
            Err(error) => (Some(who(error)), None),
        }
    }

    async fn may_read(&self) -> Option<Refusal> {
        let own = format!("/api/v1/accounts/{}/statuses", self.us.account_id);
        for path in ["/api/v1/notifications", &own] {
            if let Err(error) = self.api.look(path, &[("limit", "1")]).await {
                return Some(why("check.scope_read", &error));
            }
        }
        None
    }

    /// A post without words is refused by everyone, but by who may write with another status than
    /// by who may not.
    async fn may_write(&self) -> Option<Refusal> {
        if let Some(granted) = self.facts().scopes {
            let missing = SCOPES.iter().find(|scope| !covers(&granted, scope));
            return missing.map(|scope| Refusal::of("check.scope_missing").with("scope", scope));
        }
        let empty = serde_json::json!({ "status": "" });
        match self.api.call(Method::POST, "/api/v1/statuses", |r| r.json(&empty)).await {
            Err(error) if matches!(error.status(), Some(401 | 403)) => {
                Some(Refusal::of("check.scope_missing").with("scope", "write:statuses"))
            }
            _ => None,
        }
    }

    async fn streams(&self) -> Option<Refusal> {
        for in_protocol in [false, true] {
            if self.open(in_protocol).await.is_ok() {
                return None;
            }
        }
        let host = self.streaming_url().and_then(|url| url.host_str().map(str::to_owned));
        Some(Refusal::of("check.streaming").with("host", host.unwrap_or_default()))
    }

    /// An account that filters strangers would not hear its customers.
    async fn strangers_arrive(&self) -> Option<Refusal> {
        let policy: wire::NotificationPolicy =
            self.api.get("/api/v2/notifications/policy", &[]).await.ok()?;
        let rules = [
            ("not_following", policy.for_not_following),
            ("not_followers", policy.for_not_followers),
            ("new_accounts", policy.for_new_accounts),
            ("private_mentions", policy.for_private_mentions),
            ("limited_accounts", policy.for_limited_accounts),
        ];
        // What is filtered still comes, because it is asked for, only without ringing; what is
        // dropped never does. Whom moderators limited is filtered by default, and rightly.
        let of = |word: &str| -> Vec<&str> {
            rules.iter().filter(|(_, rule)| rule == word).map(|(name, _)| *name).collect()
        };
        let (dropped, mut filtered) = (of("drop"), of("filter"));
        filtered.retain(|name| *name != "limited_accounts");
        if !dropped.is_empty() {
            return Some(Refusal::of("check.policy_drops").with("who", dropped.join(" ")));
        }
        (!filtered.is_empty())
            .then(|| Refusal::of("check.policy_filters").with("who", filtered.join(" ")))
    }
}

fn check(what: &str, problem: Option<Refusal>) -> Check {
    Check { what: what.to_owned(), problem }
}

/// Why nobody told us who we are: a token that is not taken, or a server that does not answer.
fn who(error: CallError) -> Refusal {
    let (token, server) = (why("check.token", &error), why("check.server", &error));
    match error.decide(Phase::Read) {
        ConnectorError::Reauthorize { .. } => token,
        _ => server,
    }
}

fn why(key: &str, error: &CallError) -> Refusal {
    let status = error.status().map_or_else(String::new, |status| status.to_string());
    Refusal::of(key).with("status", status)
}

fn skew(now: Timestamp, server: Timestamp) -> Option<Refusal> {
    let off = between(now, server).max(between(server, now));
    (off > SKEW).then(|| Refusal::of("check.clock_skew").with("seconds", off.as_secs()))
}

/// `write` covers `write:statuses`.
fn covers(granted: &[String], scope: &str) -> bool {
    let (whole, _) = scope.split_once(':').unwrap_or((scope, ""));
    granted.iter().any(|granted| granted == scope || granted == whole)
}
