//! Asking Facebook to call us, where it can: for the application once, then for each Page.

use std::time::Duration;

use gerne_connector::{Secret, Vault, Wake};
use gerne_webapi::Purpose;
use reqwest::Method;
use serde_json::Value;
use url::Url;

use crate::{
    Facebook,
    account::Connection,
    client::{APP_SECRET, Api, Ask, Bearer, CallError},
    hooks::verify_token,
};

/// What we want to be told.
pub(crate) const FIELDS: &str = "feed,mention,ratings,messages,message_echoes,message_edits,\
                                 message_reactions,message_deliveries,message_reads,\
                                 messaging_postbacks,messaging_handovers,standby";
/// Facebook switches off what failed for long: it is asked again so often.
const ANEW: Duration = Duration::from_hours(24);
/// ... and sooner where asking failed.
const AGAIN: Duration = Duration::from_mins(30);

impl Facebook {
    /// Where Facebook calls us: only encrypted, and only where people outside reach us.
    pub(crate) fn callback(&self) -> Option<Url> {
        let public = self.config.public_url.as_ref()?;
        let here = matches!(public.host_str(), Some("localhost")) && self.config.allow.is_empty();
        let reachable = public.scheme() == "https" || !self.config.allow.is_empty();
        let url = public.join("hooks/facebook").ok()?;
        (reachable && !here).then_some(url)
    }
}

impl Connection {
    /// Facebook is asked to call, again each day; then its calls ring at the engine.
    pub(crate) async fn keep_subscribed(&self) -> Wake {
        let Some(callback) = self.callback.clone() else { return std::future::pending().await };
        loop {
            let wait = match self.subscribe(&callback).await {
                Ok(()) => ANEW,
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "Facebook does not call us"
                    );
                    AGAIN
                }
            };
            self.api.clock.sleep(wait).await;
        }
    }

    async fn subscribe(&self, callback: &Url) -> Result<(), CallError> {
        let secret = self.vault.get(APP_SECRET).await?;
        if let (Some(secret), false) = (secret, self.facts.app_id.is_empty()) {
            let app = Secret::new(format!("{}|{}", self.facts.app_id, secret.expose()));
            let form = [
                ("object", "page"),
                ("callback_url", callback.as_str()),
                ("verify_token", &verify_token(&secret)),
                ("fields", FIELDS),
            ];
            let ask = Ask::deed(Method::POST, format!("{}/subscriptions", self.facts.app_id));
            let api = self.api.with(Bearer::Given(app, None));
            api.act(&ask, |request| request.form(&form)).await?;
        }
        let ask = Ask::deed(Method::POST, format!("{}/subscribed_apps", self.us.id));
        let ask = ask.with("subscribed_fields", FIELDS);
        self.api.act(&ask, |request| request).await.map(drop)
    }

    /// Whether the Page's calls come to our application.
    pub(crate) async fn is_subscribed(&self) -> Result<bool, CallError> {
        let ask = Ask::get(format!("{}/subscribed_apps", self.us.id), Purpose::Speaking);
        let told = self.api.look(&ask).await?;
        let apps = told.get("data").and_then(Value::as_array);
        let ours = |app: &Value| {
            let id = app.get("id").and_then(crate::wire::id_of).unwrap_or_default();
            self.facts.app_id.is_empty() || id == self.facts.app_id
        };
        Ok(apps.is_some_and(|apps| apps.iter().any(ours)))
    }
}

impl Api {
    /// The same with another token.
    pub(crate) fn with(&self, bearer: Bearer) -> Self {
        Self::new(
            self.http.clone(),
            self.clock.clone(),
            self.base().clone(),
            self.version(),
            bearer,
        )
    }
}

/// Nobody's vault, for connections that only look.
#[derive(Debug)]
pub(crate) struct NoVault;

#[async_trait::async_trait]
impl Vault for NoVault {
    async fn get(&self, _name: &str) -> Result<Option<Secret>, gerne_connector::VaultError> {
        Ok(None)
    }

    async fn put(&self, _name: &str, _secret: &Secret) -> Result<(), gerne_connector::VaultError> {
        Ok(())
    }
}
