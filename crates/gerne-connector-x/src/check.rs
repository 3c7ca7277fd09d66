//! What works and what does not, for `gerne account check`.

use std::time::Duration;

use gerne_connector::{Check, ConnectorError};
use gerne_domain::{Refusal, Timestamp, time::between};
use gerne_webapi::{Phase, Purpose};

use crate::{
    account::Connection,
    client::{Ask, CallError},
    facts::SCOPES,
    fetch::{MENTIONED, PAGES},
    pace,
    prices::Kind,
    problem::Meaning,
    purse::{Bill, Share},
};

/// A clock may be this wrong before it is told.
const SKEW: Duration = Duration::from_mins(1);

impl Connection {
    pub(crate) async fn examine(&self) -> Vec<Check> {
        let (token, clock) = self.token_and_clock().await;
        let holds = token.is_none();
        let mut checks = vec![check("token", token), check("clock", clock)];
        if holds {
            let granted = SCOPES.iter().find(|scope| !self.facts.may(scope));
            let scope = granted.map(|s| Refusal::of("check.scope_missing").with("scope", s));
            checks.push(check("scope.write", scope));
            checks.push(check("scope.read", self.may_read().await));
            checks.push(check("budget", self.budget().await));
            if self.has_bell() {
                checks.push(check("streaming", self.can_listen().await));
            }
        }
        checks
    }

    async fn token_and_clock(&self) -> (Option<Refusal>, Option<Refusal>) {
        let now = self.api.now();
        let ask = Ask::get("me", "/2/users/me", Purpose::Speaking);
        let held = match self.api.purse.hold(Share::Speaking, Kind::User.price(), 0).await {
            Ok(held) => held,
            Err(error) => return (Some(why("check.server", &error.into())), None),
        };
        let answer = self.api.call(&ask, |request| request).await;
        let bill = if answer.is_ok() { Bill::of(Kind::User, ["me"]) } else { Bill::default() };
        if let Err(error) = self.api.purse.settle(held, &bill).await {
            tracing::warn!(%error, "what a check cost could not be written down");
        }
        match answer {
            Ok(answer) => (None, answer.date().and_then(|date| skew(now, date))),
            Err(error) => (Some(who(error, now)), None),
        }
    }

    async fn may_read(&self) -> Option<Refusal> {
        let path = format!("/2/users/{}/mentions", self.us.id);
        let ask = Ask::get("mentions", path, Purpose::Speaking)
            .with("max_results", 5)
            .costs(5 * Kind::Mention.price());
        self.page_of(&ask, Kind::Mention).await.err().map(|e| why("check.scope_read", &e))
    }

    async fn budget(&self) -> Option<Refusal> {
        let used = self.api.purse.used().await.ok()??;
        // What the smallest look may cost is not there any more.
        let (most, people) = (MENTIONED.most(PAGES[2]), MENTIONED.people(PAGES[2]));
        match self.api.purse.hold(Share::Reading, most, people).await {
            Ok(held) => drop(self.api.purse.settle(held, &Bill::default()).await.ok()),
            Err(_) => return Some(Refusal::of("check.budget_spent")),
        }
        pace::notice(Some(used))
    }
}

fn check(what: &str, problem: Option<Refusal>) -> Check {
    Check { what: what.to_owned(), problem }
}

/// Why nobody told us who we are: a token that is not taken, or a server that does not answer.
fn who(error: CallError, now: Timestamp) -> Refusal {
    let (token, server) = (why("check.token", &error), why("check.server", &error));
    match error.decide(Phase::Read, now) {
        ConnectorError::Reauthorize { .. } => token,
        _ => server,
    }
}

fn why(key: &str, error: &CallError) -> Refusal {
    if error.meaning() == Some(Meaning::NoCredits) {
        return Refusal::of("check.no_credits");
    }
    let status = match error {
        CallError::Answered(problem) => problem.status.to_string(),
        _ => String::new(),
    };
    Refusal::of(key).with("status", status)
}

fn skew(now: Timestamp, server: Timestamp) -> Option<Refusal> {
    let off = between(now, server).max(between(server, now));
    (off > SKEW).then(|| Refusal::of("check.clock_skew").with("seconds", off.as_secs()))
}
