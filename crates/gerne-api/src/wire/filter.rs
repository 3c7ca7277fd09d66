//! Which conversations a list shows. In JSON in saved views; as repeated keys in a query string.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;
use uuid::Uuid;

use super::words::Status;
use crate::{
    problem::{FieldError, Problem},
    reading,
};

/// Whose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Assignee {
    /// Anybody's or nobody's.
    #[default]
    Any,
    /// Nobody's.
    None,
    /// Of who asks.
    Me,
    /// Of one agent.
    Agent(Uuid),
}

impl Assignee {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "any" => Some(Self::Any),
            "none" => Some(Self::None),
            "me" => Some(Self::Me),
            id => id.parse().ok().map(Self::Agent),
        }
    }
}

impl Serialize for Assignee {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Any => to.serialize_str("any"),
            Self::None => to.serialize_str("none"),
            Self::Me => to.serialize_str("me"),
            Self::Agent(id) => to.collect_str(id),
        }
    }
}

impl<'de> Deserialize<'de> for Assignee {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom("expected `any`, `none`, `me` or the id of an agent")
        })
    }
}

/// By what a list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// What must be done first comes first; what nobody waits for comes last.
    #[default]
    Due,
    /// Newest message first.
    Recent,
    /// Oldest message first.
    Oldest,
    /// Who waits longest first; who does not wait last.
    Waiting,
}

/// Which conversations. Several values of one kind mean "or", several kinds "and".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Filter {
    /// Whose turn it is; none: any.
    pub status: Vec<Status>,
    /// `any`, `none`, `me` or an agent's id.
    #[schema(value_type = String)]
    pub assignee: Assignee,
    /// Given to one of these teams.
    pub team: Vec<Uuid>,
    /// Came in through one of these accounts.
    pub account: Vec<Uuid>,
    /// Carries one of these labels.
    pub label: Vec<Uuid>,
    /// Of this customer.
    pub customer: Option<Uuid>,
    /// Open, and mine or nobody's.
    pub needs_me: bool,
    /// Somebody waits for us.
    pub waiting: bool,
    /// Spam instead of everything else.
    pub spam: bool,
    /// I have an unsent text in it.
    pub draft: bool,
    /// A colleague called me in it.
    pub mentioned: bool,
    /// By what it is ordered.
    pub order: Order,
}

impl Filter {
    /// From a query string; keys that are not ours are ignored.
    ///
    /// # Errors
    /// `invalid` with each field that could not be read.
    pub fn from_query(query: &str) -> Result<Self, Problem> {
        let mut filter = Self::default();
        let mut wrong = Vec::new();
        for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
            if let Err(expected) = filter.set(&key, &value) {
                wrong.push(FieldError::of(&key, "invalid.value").saying(expected));
            }
        }
        if wrong.is_empty() { Ok(filter) } else { Err(Problem::invalid(wrong)) }
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "status" => self.status.push(reading::value(value)?),
            "assignee" => self.assignee = reading::value(value)?,
            "team" => self.team.push(reading::value(value)?),
            "account" => self.account.push(reading::value(value)?),
            "label" => self.label.push(reading::value(value)?),
            "customer" => self.customer = Some(reading::value(value)?),
            "needs_me" => self.needs_me = truth(value)?,
            "waiting" => self.waiting = truth(value)?,
            "spam" => self.spam = truth(value)?,
            "draft" => self.draft = truth(value)?,
            "mentioned" => self.mentioned = truth(value)?,
            "order" => self.order = reading::value(value)?,
            _ => {}
        }
        Ok(())
    }
}

/// A parameter without a value is said.
fn truth(text: &str) -> Result<bool, String> {
    match text {
        "1" | "" => Ok(true),
        "0" => Ok(false),
        other => reading::value(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_keys_add_up_and_strange_keys_are_ignored() {
        let filter = Filter::from_query(
            "status=open&status=snoozed&assignee=me&order=recent&x=1&draft=true",
        )
        .unwrap();
        assert_eq!(filter.status, [Status::Open, Status::Snoozed]);
        assert_eq!(filter.assignee, Assignee::Me);
        assert_eq!(filter.order, Order::Recent);
        assert!(filter.draft && !filter.spam);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let problem = Filter::from_query("status=done&team=7&spam=true").unwrap_err();
        let fields: Vec<_> = problem.errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["status", "team"]);
        let said = |place: usize| problem.errors[place].detail.clone().unwrap_or_default();
        assert!(said(0).starts_with("expected `open`, "), "{problem:?}");
        assert_eq!(said(1), "expected a UUID, found the text \"7\"");
    }

    #[test]
    fn json_and_query_say_the_same() {
        let id = Uuid::from_u128(7);
        let filter = Filter::from_query(&format!("assignee={id}&label={id}&needs_me=1")).unwrap();
        let json = serde_json::to_string(&filter).unwrap();
        assert_eq!(serde_json::from_str::<Filter>(&json).unwrap(), filter);
        assert_eq!(serde_json::from_str::<Filter>("{}").unwrap(), Filter::default());
    }
}
