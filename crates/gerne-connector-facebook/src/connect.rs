//! Connecting Pages: with the owner's own application, in the browser or with a token at hand.

use std::collections::BTreeMap;

use gerne_connector::{Begin, Callback, Choice, Connected, ConnectorError, Finished, Form, Secret};
use gerne_domain::{ExternalId, InboundMessage, Item, Refusal};
use gerne_webapi::{HttpError, OAuth, Purpose, returned};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::{
    Facebook,
    account::Connection,
    client::{APP_SECRET, Api, Ask, Bearer, CallError, TOKEN, graph},
    facts::{Facts, SCOPES},
    normalize::Us,
    problem::Meaning,
    send::refusal,
    wire,
};

/// Facebook itself.
pub(crate) const BASE: &str = "https://graph.facebook.com/";
const DIALOG: &str = "https://www.facebook.com/";
/// The application's id beside its secret in the vault.
pub(crate) const APP_ID: &str = "app_id";

/// What connecting needs to know; kept encrypted while the owner's browser is away.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Asked {
    pub(crate) base: Url,
    pub(crate) app_id: String,
    pub(crate) app_secret: Option<String>,
    human_agent: Option<bool>,
}

/// ... until it comes back.
#[derive(Serialize, Deserialize)]
struct Away {
    asked: Asked,
    redirect: Url,
    state: String,
}

/// ... until the owner has chosen.
#[derive(Serialize, Deserialize)]
struct Chosen {
    asked: Asked,
    token: String,
}

/// A Page of whoever agreed.
#[derive(Clone, Debug, Deserialize)]
struct Page {
    #[serde(deserialize_with = "wire::id")]
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    access_token: Option<String>,
    #[serde(default)]
    tasks: Vec<String>,
    #[serde(default)]
    picture: Value,
}

impl Page {
    fn picture(&self) -> Option<String> {
        self.picture.pointer("/data/url").and_then(Value::as_str).map(str::to_owned)
    }

    /// Why it cannot be connected.
    fn problem(&self) -> Option<Refusal> {
        let may = |task: &str| self.tasks.iter().any(|one| one == task);
        if self.access_token.is_none() {
            return Some(Refusal::of("connect.page_without_token"));
        }
        let moderates = self.tasks.is_empty() || may("MODERATE") || may("MANAGE");
        (!moderates).then(|| Refusal::of("connect.page_task").with("task", "MODERATE"))
    }
}

impl Facebook {
    pub(crate) async fn start(&self, form: &Form, redirect: &Url) -> Result<Begin, ConnectorError> {
        let asked = self.asked(form)?;
        if let Some(token) = form.get("token") {
            let token = Secret::new(token);
            let connected = match self.page_of_token(&asked, &token).await? {
                Some(page) => self.connected(&asked, page, token).await?,
                None => {
                    let (_, pages) = self.pages_of(&asked, &token).await?;
                    self.only(&asked, pages, form.get("page")).await?
                }
            };
            return Ok(Begin::Done(Box::new(connected)));
        }
        if asked.app_id.is_empty() {
            return Err(refusal("connect.app_id_missing"));
        }
        if asked.app_secret.is_none() {
            return Err(refusal("connect.app_secret_missing"));
        }
        let oauth = OAuth {
            authorize: self.dialog(&asked.base),
            token: graph(&asked.base, &self.config.version, "oauth/access_token"),
            client_id: asked.app_id.clone(),
            client_secret: None,
            redirect: redirect.clone(),
        };
        let scopes: Vec<&str> = SCOPES.iter().map(|(scope, _)| *scope).collect();
        let begun = oauth
            .begin(&[&scopes.join(",")], &[("auth_type", "rerequest")])
            .map_err(|_| refusal("connect.server_failed"))?;
        let away = Away { asked, redirect: redirect.clone(), state: begun.state.clone() };
        let pending = serde_json::to_string(&away).map_err(ConnectorError::retry)?;
        Ok(Begin::Browser { url: begun.url, state: begun.state, pending: Secret::new(pending) })
    }

    /// The browser is back: the code becomes a token that lasts, and that shows the Pages.
    pub(crate) async fn complete(
        &self,
        pending: &Secret,
        back: &Callback,
    ) -> Result<Finished, ConnectorError> {
        let away: Away =
            serde_json::from_str(pending.expose()).map_err(|_| refusal("connect.expired"))?;
        let code = returned(back, &away.state)?;
        let asked = away.asked;
        let secret = asked.app_secret.clone().unwrap_or_default();
        let query = [
            ("client_id", asked.app_id.as_str()),
            ("redirect_uri", away.redirect.as_str()),
            ("client_secret", &secret),
            ("code", code),
        ];
        let token = self.token(&asked, &query).await?;
        let (token, mut pages) = self.pages_of(&asked, &token).await?;
        if pages.len() == 1
            && let Some(page) = pages.pop()
        {
            let connected = self.take(&asked, page).await?;
            return Ok(Finished::Connected(Box::new(connected)));
        }
        let choices = pages.iter().map(|page| Choice {
            id: ExternalId(page.id.clone()),
            name: page.name.clone(),
            picture: page.picture(),
            problem: page.problem(),
        });
        let choices = choices.collect();
        let pending = Chosen { asked, token: token.expose().to_owned() };
        let pending = serde_json::to_string(&pending).map_err(ConnectorError::retry)?;
        Ok(Finished::Choose { choices, pending: Secret::new(pending) })
    }

    /// The owner chose a Page.
    pub(crate) async fn take_chosen(
        &self,
        pending: &Secret,
        chosen: &ExternalId,
    ) -> Result<Connected, ConnectorError> {
        let kept: Chosen =
            serde_json::from_str(pending.expose()).map_err(|_| refusal("connect.expired"))?;
        let token = Secret::new(kept.token);
        let pages = self.list(&kept.asked, &token).await?;
        let page = pages.into_iter().find(|page| page.id == chosen.0);
        let page = page.ok_or_else(|| refusal("connect.page_unknown"))?;
        self.take(&kept.asked, page).await
    }

    fn asked(&self, form: &Form) -> Result<Asked, ConnectorError> {
        let base = form.get("address").unwrap_or(&self.config.address);
        let base = gerne_webapi::base_of(base).ok_or_else(|| refusal("connect.address_invalid"))?;
        self.http
            .guard()
            .encrypted()
            .check(&base)
            .map_err(|_| refusal("connect.address_forbidden"))?;
        let own = |key: &str, of_settings: &str| {
            let written = form.get(key).map(str::to_owned);
            written.or_else(|| Some(of_settings.to_owned())).filter(|text| !text.is_empty())
        };
        Ok(Asked {
            base,
            app_id: own(APP_ID, &self.config.app_id).unwrap_or_default(),
            app_secret: own(APP_SECRET, self.config.app_secret.expose()),
            human_agent: form.get("human_agent").map(|told| told == "true"),
        })
    }

    /// The page where the owner agrees: on another host than the interface at Facebook itself.
    fn dialog(&self, base: &Url) -> Url {
        let own = Url::parse(DIALOG).unwrap_or_else(|_| base.clone());
        let host = if base.as_str() == BASE { &own } else { base };
        graph(host, &self.config.version, "dialog/oauth")
    }

    /// All Pages of a user's token, and that token as one that lasts.
    async fn pages_of(
        &self,
        asked: &Asked,
        token: &Secret,
    ) -> Result<(Secret, Vec<Page>), ConnectorError> {
        let secret = asked.app_secret.as_deref().filter(|_| !asked.app_id.is_empty());
        // Tokens of Pages last as long as the one that they came with.
        let token = match secret {
            Some(secret) => {
                let query = [
                    ("grant_type", "fb_exchange_token"),
                    ("client_id", asked.app_id.as_str()),
                    ("client_secret", secret),
                    ("fb_exchange_token", token.expose()),
                ];
                self.token(asked, &query).await?
            }
            None => token.clone(),
        };
        let pages = self.list(asked, &token).await?;
        if pages.is_empty() {
            return Err(refusal("connect.no_pages"));
        }
        Ok((token, pages))
    }

    async fn list(&self, asked: &Asked, token: &Secret) -> Result<Vec<Page>, ConnectorError> {
        let api = self.api(asked, token);
        let (mut pages, mut after) = (Vec::new(), None::<String>);
        for _ in 0..20 {
            let ask = Ask::get("me/accounts", Purpose::Speaking)
                .with("fields", "id,name,access_token,tasks,picture{url}")
                .with("limit", 100);
            let ask = after.iter().fold(ask, |ask, after| ask.with("after", after));
            let page = api.page::<Page>(&ask).await.map_err(rejected)?;
            pages.extend(page.data);
            after = page.after;
            if after.is_none() {
                break;
            }
        }
        Ok(pages)
    }

    /// The Page that a token at hand is of; `None`: it is a person's.
    async fn page_of_token(
        &self,
        asked: &Asked,
        token: &Secret,
    ) -> Result<Option<Page>, ConnectorError> {
        let api = self.api(asked, token);
        let ask = Ask::get("me", Purpose::Speaking).with("fields", "id,name,category,picture{url}");
        match api.look(&ask).await {
            // Only Pages have one.
            Ok(value) if value.get("category").is_some() => {
                let page = Page::deserialize(&value).map_err(|_| refusal("connect.not_facebook"));
                page.map(Some)
            }
            Ok(_) => Ok(None),
            // A person has no such field.
            Err(error) if error.meaning() == Some(Meaning::Invalid) => Ok(None),
            Err(error) => Err(rejected(error)),
        }
    }

    /// The one that was named, or the only one.
    async fn only(
        &self,
        asked: &Asked,
        mut pages: Vec<Page>,
        named: Option<&str>,
    ) -> Result<Connected, ConnectorError> {
        if let Some(named) = named {
            pages.retain(|page| page.id == named || page.name.eq_ignore_ascii_case(named));
        }
        match (pages.pop(), pages.is_empty()) {
            (Some(page), true) => self.take(asked, page).await,
            (None, _) => Err(refusal("connect.page_unknown")),
            (Some(last), false) => {
                let names: Vec<&str> =
                    pages.iter().chain([&last]).map(|page| page.name.as_str()).collect();
                let reason = Refusal::of("connect.choose_page").with("pages", names.join(", "));
                Err(ConnectorError::refused(reason))
            }
        }
    }

    async fn take(&self, asked: &Asked, page: Page) -> Result<Connected, ConnectorError> {
        if let Some(problem) = page.problem() {
            return Err(ConnectorError::refused(problem));
        }
        let token = Secret::new(page.access_token.clone().unwrap_or_default());
        self.connected(asked, page, token).await
    }

    /// What was granted, with the newest that is said as a proof that it reads.
    async fn connected(
        &self,
        asked: &Asked,
        page: Page,
        token: Secret,
    ) -> Result<Connected, ConnectorError> {
        let scopes = self.granted(asked, &token).await;
        let facts = Facts {
            page_id: page.id.clone(),
            app_id: asked.app_id.clone(),
            scopes,
            tasks: Some(page.tasks.clone()).filter(|tasks| !tasks.is_empty()),
            human_agent: asked.human_agent,
            checked_at: self.clock.now(),
        };
        if !facts.may("pages_read_engagement") {
            let reason = Refusal::of("connect.scope_missing");
            return Err(ConnectorError::refused(reason.with("scope", "pages_read_engagement")));
        }
        let us = Us { id: page.id.clone(), name: page.name.clone() };
        let api = self.api(asked, &token);
        let every = self.config.poll_every;
        let connection = Connection::new(api, us, facts.clone(), every);
        let proof = connection.proof().await.map_err(rejected)?;
        let mut secrets = BTreeMap::from([(TOKEN.to_owned(), token)]);
        let app_secret = asked.app_secret.clone().map(Secret::new);
        secrets.extend(app_secret.map(|secret| (APP_SECRET.to_owned(), secret)));
        Ok(Connected {
            external_id: ExternalId(page.id.clone()),
            handle: page.name.clone(),
            name: page.name.clone(),
            base_url: asked.base.to_string(),
            avatar_url: page.picture(),
            facts: serde_json::to_value(facts).map_err(ConnectorError::retry)?,
            secrets,
            proof,
        })
    }

    fn api(&self, asked: &Asked, token: &Secret) -> Api {
        let secret = asked.app_secret.clone().map(Secret::new);
        let bearer = Bearer::Given(token.clone(), secret);
        let (http, clock) = (self.http.clone(), self.clock.clone());
        Api::new(http, clock, asked.base.clone(), &self.config.version, bearer)
    }
}

impl Connection {
    /// The newest that others said, at most three, newest first.
    async fn proof(&self) -> Result<Vec<InboundMessage>, CallError> {
        let batch = self.fetch_wall("feed", None).await?;
        let mut messages: Vec<InboundMessage> = batch
            .items
            .into_iter()
            .filter_map(|item| match item {
                Item::Message(message) if !message.author.is_us => Some(*message),
                _ => None,
            })
            .collect();
        messages.reverse();
        messages.truncate(3);
        Ok(messages)
    }
}

pub(crate) fn rejected(error: CallError) -> ConnectorError {
    match (&error, error.meaning()) {
        (CallError::Http(HttpError::Blocked(_)), _) => refusal("connect.address_forbidden"),
        (CallError::Http(HttpError::NotSent(_)), _) => refusal("connect.unreachable"),
        (CallError::Http(HttpError::Malformed { .. } | HttpError::NotText), _) => {
            refusal("connect.not_facebook")
        }
        (_, Some(Meaning::Token(_))) => refusal("connect.token_rejected"),
        (_, Some(Meaning::Proof)) => refusal("connect.client_rejected"),
        (_, Some(Meaning::Permission | Meaning::Capability)) => refusal("connect.not_allowed"),
        (_, Some(Meaning::Gone | Meaning::Invalid)) => refusal("connect.not_facebook"),
        _ => error.read(),
    }
}
