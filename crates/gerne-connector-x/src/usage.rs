//! What X itself counted: posts read by the whole project, told to who has the application's token.

use std::collections::BTreeMap;

use gerne_connector::{ConnectorError, Usage};
use gerne_domain::Refusal;
use gerne_webapi::Purpose;
use jiff::civil::Date;
use serde_json::Value;

use crate::{account::Connection, client::Ask, problem::Meaning, tokens};

const FIELDS: &str = "cap_reset_day,daily_project_usage,project_cap,project_usage";

impl Connection {
    /// `None` without the application's own token.
    pub(crate) async fn told_usage(&self, days: u32) -> Result<Option<Usage>, ConnectorError> {
        let kept = tokens::bearer(&*self.api.vault).await.map_err(ConnectorError::retry)?;
        if kept.is_none() {
            return Ok(None);
        }
        let ask = Ask::get("usage", "/2/usage/tweets", Purpose::Speaking)
            .with("days", days.clamp(1, 90))
            .with("usage.fields", FIELDS);
        match self.api.look_as_app(&ask).await {
            Ok(envelope) => Ok(Some(usage(&envelope.data))),
            Err(error) => Err(match error.meaning() {
                // The account itself is fine: only this token is not.
                Some(Meaning::Token | Meaning::Rights | Meaning::Client | Meaning::Forbidden) => {
                    ConnectorError::refused(Refusal::of("spending.bearer_rejected"))
                }
                _ => self.api.read(error),
            }),
        }
    }
}

/// Numbers come as numbers or as text, days as an object or a list of them.
pub(crate) fn usage(data: &Value) -> Usage {
    let mut days: BTreeMap<Date, u64> = BTreeMap::new();
    let projects = data.get("daily_project_usage").unwrap_or(&Value::Null);
    let projects = projects.as_array().map_or(std::slice::from_ref(projects), Vec::as_slice);
    let lists = projects.iter().filter_map(|project| project.get("usage")?.as_array());
    for line in lists.flatten() {
        let day = line.get("date").and_then(Value::as_str).and_then(|at| at.get(..10));
        let Some(day) = day.and_then(|day| day.parse().ok()) else { continue };
        *days.entry(day).or_default() += line.get("usage").and_then(number).unwrap_or(0);
    }
    let told = |name: &str| data.get(name).and_then(number);
    Usage {
        used: told("project_usage").unwrap_or(0),
        cap: told("project_cap"),
        reset_day: told("cap_reset_day").and_then(|day| u32::try_from(day).ok()),
        days: days.into_iter().collect(),
    }
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}
