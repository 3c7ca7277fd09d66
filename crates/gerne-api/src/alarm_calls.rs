//! Tells other programs of alarms: signed, and again until they take it, for a day.
//!
//! `Gerne-Signature: t=<seconds since 1970>,v1=<hex>`: HMAC-SHA-256 of `<t>.<body>`, one `v1` for each
//! of the installation's keys. `Gerne-Delivery` is the same whenever the same is told again.

use std::{fmt::Write as _, time::Duration};

use gerne_engine::verbs::ToCall;
use gerne_webapi::Http;
use hmac::{Hmac, KeyInit, Mac};
use http::Method;
use serde_json::json;
use sha2::Sha256;
use url::Url;

use crate::state::{ApiState, Parts};

/// How often it is looked whether something is to be told.
const TICK: Duration = Duration::from_secs(5);
/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Tells what is to be told, for ever.
pub(crate) async fn keep(api: ApiState) {
    loop {
        if let Some(http) = api.http.clone() {
            round(&api, &http).await;
        }
        api.engine.clock().sleep(TICK).await;
    }
}

/// One round.
pub(crate) async fn round(api: &Parts, http: &Http) {
    let calls = match api.engine.take_alarm_calls().await {
        Ok(calls) => calls,
        Err(error) => {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "alarms could not be told elsewhere");
            return;
        }
    };
    for call in calls {
        let trouble = told(api, http, &call).await.err();
        if let Some(trouble) = trouble {
            tracing::warn!(hook = %call.hook.id, trouble, "a program took no alarm");
        }
        if let Err(error) = api.engine.alarm_called(call, trouble.map(str::to_owned)).await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "that an alarm was told could not be written down");
        }
    }
}

/// Tells one; else why it was not taken.
async fn told(api: &Parts, http: &Http, call: &ToCall) -> Result<(), &'static str> {
    let url = Url::parse(&call.hook.url).map_err(|_| "hook.address")?;
    let alarm = &call.alarm;
    let body = json!({
        "id": alarm.id.0,
        "phase": call.call.phase,
        "kind": alarm.kind,
        "account_id": alarm.account_id.map(|id| id.0),
        "conversation_id": alarm.conversation_id.map(|id| id.0),
        "reason": alarm.reason,
        "details": alarm.details,
        "raised_at": alarm.raised_at,
        "cleared_at": alarm.cleared_at,
    })
    .to_string();
    let now = api.now().as_second();
    let keys = api.engine.alarm_hook_keys(call.hook.id);
    let request = http
        .request(Method::POST, url)
        .header("content-type", "application/json")
        .header("gerne-signature", signature(&keys, now, &body))
        .header("gerne-delivery", format!("{}-{}", alarm.id, call.call.phase))
        .timeout(PATIENCE)
        .body(body);
    match http.send(request).await {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(_) => Err("hook.refused"),
        Err(error) => {
            tracing::debug!(error = &error as &dyn std::error::Error, "no answer");
            Err("hook.no_answer")
        }
    }
}

/// What a program that was told can check: that it was us, and when.
pub(crate) fn signature(keys: &[[u8; 32]], at: i64, body: &str) -> String {
    let mut all = format!("t={at}");
    for key in keys {
        let shown = secret(key);
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(shown.as_bytes()) else { continue };
        mac.update(format!("{at}.{body}").as_bytes());
        all.push_str(",v1=");
        all.push_str(&hex(&mac.finalize().into_bytes()));
    }
    all
}

/// A key as it is shown once: what signs is this text.
pub(crate) fn secret(key: &[u8; 32]) -> String {
    hex(key)
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        write!(text, "{byte:02x}").unwrap_or_default();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_signs() {
        let one = signature(&[[7; 32]], 12, "{}");
        let two = signature(&[[7; 32], [8; 32]], 12, "{}");
        assert!(two.starts_with(&one) && two.matches(",v1=").count() == 2);
        assert_ne!(one, signature(&[[7; 32]], 13, "{}"));
        assert_ne!(one, signature(&[[7; 32]], 12, "[]"));
    }
}
