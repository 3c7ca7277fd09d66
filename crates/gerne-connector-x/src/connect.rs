//! Connecting an account: with the owner's own application, in the browser or with tokens at hand.

use std::{collections::BTreeMap, sync::Arc};

use gerne_connector::{Begin, Callback, Connected, ConnectorError, Form, Secret, Vault};
use gerne_domain::{ExternalId, InboundMessage, Item, Refusal};
use gerne_webapi::{HttpError, OAuth, Purpose, returned};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    X,
    account::Connection,
    client::{Api, Ask, Bearer, CallError},
    facts::{Doorbell, Facts, SCOPES},
    fetch::MENTIONED,
    hand::Hand,
    normalize::Us,
    people::USER_FIELDS,
    prices::Kind,
    problem::Meaning,
    purse::{Bill, Budget, Purse},
    tokens::{App, BEARER, CLIENT_ID, CLIENT_SECRET, TOKENS, TokenError, Tokens},
    wire,
};

/// X itself.
const BASE: &str = "https://api.x.com/";
const AUTHORIZE: &str = "https://x.com/i/oauth2/authorize";
const AUTHORIZE_PATH: &str = "/i/oauth2/authorize";
pub(crate) const TOKEN_PATH: &str = "/2/oauth2/token";
const REVOKE_PATH: &str = "/2/oauth2/revoke";
/// X's longest `state`.
const STATE: usize = 500;

/// What `finish` needs; kept encrypted while the owner's browser is away.
#[derive(Serialize, Deserialize)]
struct Pending {
    base: Url,
    redirect: Url,
    state: String,
    verifier: String,
    client_id: String,
    client_secret: Option<String>,
    bearer: Option<String>,
    doorbell: Doorbell,
}

/// What the form says beside tokens.
struct Asked {
    base: Url,
    app: App,
    bearer: Option<Secret>,
    doorbell: Doorbell,
}

impl X {
    pub(crate) async fn start(&self, form: &Form, redirect: &Url) -> Result<Begin, ConnectorError> {
        let asked = self.asked(form)?;
        if let Some(token) = form.get("token") {
            let refresh = form.get("refresh_token").map(str::to_owned);
            // Its end is not known: it is renewed when it is refused.
            let access = token.to_owned();
            let tokens = Tokens { access, refresh, ends: None, under_way: None, lost: false };
            let connected = self.connected(asked, tokens, None).await?;
            return Ok(Begin::Done(Box::new(connected)));
        }
        let oauth = OAuth {
            authorize: authorize(&asked.base),
            token: token_url(&asked.base),
            client_id: asked.app.client_id.clone(),
            client_secret: None,
            redirect: redirect.clone(),
        };
        let begun = oauth.begin(&SCOPES, &[]).map_err(|_| refusal("connect.server_failed"))?;
        if begun.state.len() > STATE {
            return Err(refusal("connect.server_failed"));
        }
        let pending = Pending {
            base: asked.base,
            redirect: redirect.clone(),
            state: begun.state.clone(),
            verifier: begun.verifier.expose().to_owned(),
            client_id: asked.app.client_id,
            client_secret: asked.app.client_secret.map(|s| s.expose().to_owned()),
            bearer: asked.bearer.map(|s| s.expose().to_owned()),
            doorbell: asked.doorbell,
        };
        let pending = serde_json::to_string(&pending).map_err(ConnectorError::retry)?;
        Ok(Begin::Browser { url: begun.url, state: begun.state, pending: Secret::new(pending) })
    }

    pub(crate) async fn complete(
        &self,
        pending: &Secret,
        back: &Callback,
    ) -> Result<Connected, ConnectorError> {
        let pending: Pending =
            serde_json::from_str(pending.expose()).map_err(|_| refusal("connect.expired"))?;
        let code = returned(back, &pending.state)?;
        let app = App {
            client_id: pending.client_id,
            client_secret: pending.client_secret.map(Secret::new),
        };
        // The code holds for thirty seconds and works once.
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", pending.redirect.as_str()),
            ("code_verifier", pending.verifier.as_str()),
        ];
        let url = token_url(&pending.base);
        let granted = app.ask(&self.http, &url, self.clock.now(), &form).await;
        let grant = granted.map_err(exchange_failed)?;
        let asked = Asked {
            base: pending.base,
            app,
            bearer: pending.bearer.map(Secret::new),
            doorbell: pending.doorbell,
        };
        self.connected(asked, grant.tokens, grant.scopes).await
    }

    /// Ends what was granted: with the token that renews it, all of that grant goes.
    pub(crate) async fn revoke(&self, unwanted: &Connected) -> Result<(), ConnectorError> {
        let secret = |name: &str| unwanted.secrets.get(name);
        let (Some(id), Some(tokens)) = (secret(CLIENT_ID), secret(TOKENS)) else { return Ok(()) };
        let base = Url::parse(&unwanted.base_url).map_err(ConnectorError::retry)?;
        let Some(tokens) = Tokens::read(tokens) else { return Ok(()) };
        let app = App {
            client_id: id.expose().to_owned(),
            client_secret: secret(CLIENT_SECRET).cloned(),
        };
        let mut url = base;
        url.set_path(REVOKE_PATH);
        let token = tokens.refresh.as_deref().unwrap_or(&tokens.access);
        app.end(&self.http, &url, token).await.map_err(ConnectorError::retry)
    }

    fn asked(&self, form: &Form) -> Result<Asked, ConnectorError> {
        let base = form.get("address").unwrap_or(BASE);
        let base = gerne_webapi::base_of(base).ok_or_else(|| refusal("connect.address_invalid"))?;
        self.http
            .guard()
            .encrypted()
            .check(&base)
            .map_err(|_| refusal("connect.address_forbidden"))?;
        let client_id = form.get("client_id").unwrap_or_default().to_owned();
        let token_alone = form.get("token").is_some() && form.get("refresh_token").is_none();
        if client_id.is_empty() && !token_alone {
            return Err(refusal("connect.client_id_missing"));
        }
        let bearer = form.get("bearer").map(Secret::new);
        let doorbell = match (form.get("doorbell"), &bearer) {
            (_, None) => Doorbell::None,
            (None | Some("activity"), _) => Doorbell::Activity,
            (Some("filtered"), _) => Doorbell::Filtered,
            (Some("none"), _) => Doorbell::None,
            (Some(_), _) => return Err(refusal("connect.doorbell_unknown")),
        };
        let app = App { client_id, client_secret: form.get("client_secret").map(Secret::new) };
        Ok(Asked { base, app, bearer, doorbell })
    }

    /// Who the token is, with the newest mentions as a proof that it reads.
    async fn connected(
        &self,
        asked: Asked,
        tokens: Tokens,
        scopes: Option<Vec<String>>,
    ) -> Result<Connected, ConnectorError> {
        if let Some(missing) = scopes.as_ref().and_then(|granted| missing(granted)) {
            let reason = Refusal::of("connect.scope_missing").with("scope", missing);
            return Err(ConnectorError::refused(reason));
        }
        let mut secrets = vec![
            (TOKENS.to_owned(), tokens.write().map_err(ConnectorError::retry)?),
            (CLIENT_ID.to_owned(), Secret::new(asked.app.client_id.clone())),
        ];
        let secret = asked.app.client_secret.clone();
        secrets.extend(secret.map(|secret| (CLIENT_SECRET.to_owned(), secret)));
        secrets.extend(asked.bearer.clone().map(|bearer| (BEARER.to_owned(), bearer)));
        let secrets: BTreeMap<String, Secret> = secrets.into_iter().collect();
        let vault: Arc<dyn Vault> = Arc::new(Hand::default());
        let purse = Purse::new(vault.clone(), self.clock.clone(), Budget::default());
        let bearer = Bearer::Given(Secret::new(tokens.access));
        let api = Api::new(
            self.http.clone(),
            self.clock.clone(),
            asked.base.clone(),
            bearer,
            vault,
            purse,
        );
        let rejected = |error: CallError| rejected(&api, error);
        let ask = Ask::get("me", "/2/users/me", Purpose::Speaking)
            .with("user.fields", format!("{USER_FIELDS},subscription_type"));
        let me = api.look(&ask, |_| Bill::deed(Kind::User)).await.map_err(rejected)?;
        let user: wire::User = me.one().ok_or_else(|| refusal("connect.not_x"))?;
        let paid = me.data.get("subscription_type").and_then(serde_json::Value::as_str);
        let facts = Facts {
            user_id: user.id.clone(),
            username: user.username.clone(),
            scopes,
            premium: matches!(paid, Some("Premium" | "PremiumPlus")),
            doorbell: asked.doorbell,
            checked_at: self.clock.now(),
        };
        let us = Us { id: user.id.clone(), handle: user.username.clone() };
        let (every, now) = (self.config.poll_every, self.clock.now());
        let connection = Connection::new(api, us, facts.clone(), every, now);
        let proof = connection.proof().await.map_err(|error| rejected_there(&connection, error))?;
        Ok(Connected {
            external_id: ExternalId(user.id),
            handle: format!("@{}", user.username),
            name: if user.name.is_empty() { user.username } else { user.name },
            base_url: asked.base.to_string(),
            avatar_url: user.profile_image_url,
            facts: serde_json::to_value(facts).map_err(ConnectorError::retry)?,
            secrets,
            proof,
        })
    }
}

impl Connection {
    /// The newest mentions, at most three, newest first.
    async fn proof(&self) -> Result<Vec<InboundMessage>, CallError> {
        let batch = self.fetch_list(MENTIONED, None).await?;
        let mut messages: Vec<InboundMessage> = batch
            .items
            .into_iter()
            .filter_map(|item| match item {
                Item::Message(message) => Some(*message),
                Item::Deleted(_) => None,
            })
            .collect();
        messages.reverse();
        messages.truncate(3);
        Ok(messages)
    }
}

fn refusal(key: &str) -> ConnectorError {
    ConnectorError::refused(Refusal::of(key))
}

fn rejected(api: &Api, error: CallError) -> ConnectorError {
    match (&error, error.meaning()) {
        (CallError::Http(HttpError::Blocked(_)), _) => refusal("connect.address_forbidden"),
        (CallError::Http(HttpError::NotSent(_)), _) => refusal("connect.unreachable"),
        (CallError::Http(HttpError::Malformed { .. } | HttpError::NotText), _) => {
            refusal("connect.not_x")
        }
        (_, Some(Meaning::Token)) => refusal("connect.token_rejected"),
        (_, Some(Meaning::Rights | Meaning::Forbidden)) => refusal("connect.not_allowed"),
        (_, Some(Meaning::NoCredits)) => refusal("connect.no_credits"),
        (_, Some(Meaning::Locked)) => refusal("connect.account_locked"),
        (_, Some(Meaning::Gone | Meaning::Invalid)) => refusal("connect.not_x"),
        _ => api.read(error),
    }
}

fn rejected_there(connection: &Connection, error: CallError) -> ConnectorError {
    rejected(&connection.api, error)
}

/// A code works once: whatever happened, the owner begins again.
fn exchange_failed(error: TokenError) -> ConnectorError {
    match error {
        TokenError::NotHeard(source) => ConnectorError::retry(source),
        TokenError::Denied(problem) if problem.meaning == Meaning::Client => {
            refusal("connect.client_rejected")
        }
        TokenError::Denied(_) => refusal("connect.expired"),
        TokenError::Lost(_) => refusal("connect.server_failed"),
    }
}

/// Without these nothing works; without the others something does not, and a check says so.
fn missing(granted: &[String]) -> Option<&'static str> {
    let needed = ["tweet.read", "tweet.write", "users.read", "offline.access"];
    needed.into_iter().find(|scope| granted.iter().all(|one| one != scope))
}

/// The page where the owner agrees: on another host than the interface at X itself.
fn authorize(base: &Url) -> Url {
    let mut own = base.clone();
    own.set_path(AUTHORIZE_PATH);
    if base.as_str() == BASE { Url::parse(AUTHORIZE).unwrap_or(own) } else { own }
}

pub(crate) fn token_url(base: &Url) -> Url {
    let mut url = base.clone();
    url.set_path(TOKEN_PATH);
    url
}
