//! What works and what does not, for `gerne account check`.

use std::time::Duration;

use gerne_connector::Check;
use gerne_domain::{Refusal, Timestamp, time::between};
use gerne_webapi::Purpose;

use crate::{
    account::Connection,
    client::{Ask, CallError},
    problem::Meaning,
    usage::{SLOW_FROM, STOP_AT},
};

/// A clock may be this wrong before it is told.
const SKEW: Duration = Duration::from_mins(1);

impl Connection {
    pub(crate) async fn examine(&self) -> Vec<Check> {
        let (token, clock) = self.token_and_clock().await;
        let holds = token.is_none();
        let mut checks = vec![check("token", token), check("clock", clock)];
        if holds {
            for (scope, what) in self.facts.missing() {
                let reason = Refusal::of("check.scope_missing").with("scope", scope);
                let what = format!("check.without_{what}");
                checks.push(check(&format!("scope.{scope}"), Some(reason.with("without", what))));
            }
            checks.push(check("read", self.may_read().await));
            checks.push(check("usage", self.used()));
            checks.push(check("webhooks", self.called().await));
        }
        checks
    }

    async fn token_and_clock(&self) -> (Option<Refusal>, Option<Refusal>) {
        let now = self.api.now();
        let ask = Ask::get("me", Purpose::Speaking).with("fields", "id,name");
        match self.api.call(&ask, |request| request).await {
            Ok(answer) => (None, answer.date().and_then(|date| skew(now, date))),
            Err(error) => (Some(why("check.server", &error)), None),
        }
    }

    async fn may_read(&self) -> Option<Refusal> {
        let ask = Ask::get(format!("{}/feed", self.us.id), Purpose::Speaking).with("limit", 1);
        self.api.look(&ask).await.err().map(|error| why("check.scope_read", &error))
    }

    /// Without calls everything comes by polling, but mentions in comments.
    async fn called(&self) -> Option<Refusal> {
        if self.callback.is_none() {
            return Some(Refusal::of("check.no_public_address"));
        }
        match self.is_subscribed().await {
            Ok(true) => None,
            Ok(false) => Some(Refusal::of("check.not_subscribed")),
            Err(error) => Some(why("check.not_subscribed", &error)),
        }
    }

    fn used(&self) -> Option<Refusal> {
        let percent = self.api.usage().percent(self.api.now());
        match percent {
            STOP_AT.. => Some(Refusal::of("check.usage_stopped").with("percent", percent)),
            SLOW_FROM.. => Some(Refusal::of("check.usage_slowed").with("percent", percent)),
            _ => None,
        }
    }
}

fn check(what: &str, problem: Option<Refusal>) -> Check {
    Check { what: what.to_owned(), problem }
}

fn why(otherwise: &str, error: &CallError) -> Refusal {
    match error {
        CallError::NoToken => Refusal::of("check.token"),
        CallError::Spent(_) => Refusal::of("check.usage_stopped").with("percent", 100),
        CallError::Answered(problem) => match problem.meaning {
            Meaning::Token(dead) => Refusal::of(dead.key()),
            Meaning::Proof => Refusal::of("check.app_secret"),
            Meaning::Failed | Meaning::RateLimited => {
                Refusal::of("check.server").with("status", problem.status)
            }
            meaning => Refusal::of(meaning.key()),
        },
        _ => Refusal::of(otherwise),
    }
}

fn skew(now: Timestamp, server: Timestamp) -> Option<Refusal> {
    let off = between(now, server).max(between(server, now));
    (off > SKEW).then(|| Refusal::of("check.clock_skew").with("seconds", off.as_secs()))
}
