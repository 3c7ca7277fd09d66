//! Connecting an account: find the server, register an application there, let the owner agree.

use std::collections::BTreeMap;

use gerne_connector::{Begin, Callback, Connected, ConnectorError, Form, Secret};
use gerne_domain::{InboundMessage, Refusal};
use gerne_webapi::{HttpError, OAuth, OAuthError, Phase, returned};
use reqwest::Method;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    Mastodon,
    address::{self, Address},
    client::{Api, CallError, JSON_CAP, TOKEN},
    facts::Facts,
    normalize::{self, Us},
    wire,
};

/// What we ask for, and nothing more.
pub(crate) const SCOPES: [&str; 6] = [
    "read:accounts",
    "read:statuses",
    "read:notifications",
    "write:statuses",
    "write:media",
    "write:favourites",
];

/// For servers that know no finer ones.
const COARSE: [&str; 2] = ["read", "write"];

/// What `finish` needs; kept encrypted while the owner's browser is away.
#[derive(Serialize, Deserialize)]
struct Pending {
    base: Url,
    authorize: Url,
    token: Url,
    client_id: String,
    client_secret: String,
    redirect: Url,
    state: String,
    verifier: String,
    scopes: Vec<String>,
}

impl Mastodon {
    pub(crate) async fn start(&self, form: &Form, redirect: &Url) -> Result<Begin, ConnectorError> {
        let written = form.get("address").ok_or_else(|| refusal("connect.address_missing"))?;
        let address = address::parse(written).ok_or_else(|| refusal("connect.address_invalid"))?;
        let (api, facts) = self.find_server(&address).await?;
        if let Some(token) = form.get("token") {
            let secrets = BTreeMap::from([(TOKEN.to_owned(), Secret::new(token))]);
            let connected = self.connected(api.base().clone(), facts, secrets).await?;
            return Ok(Begin::Done(Box::new(connected)));
        }
        let (app, scopes) = self.register(&api, redirect).await?;
        let (authorize, token) = self.oauth_addresses(&api).await;
        let oauth = OAuth {
            authorize,
            token,
            client_id: app.client_id,
            client_secret: Some(Secret::new(app.client_secret)),
            redirect: redirect.clone(),
        };
        // Whoever is signed in there by chance is probably not the company.
        let begun = oauth
            .begin(scopes, &[("force_login", "true")])
            .map_err(|_| refusal("connect.server_failed"))?;
        let pending = Pending {
            base: api.base().clone(),
            authorize: oauth.authorize,
            token: oauth.token,
            client_id: oauth.client_id,
            client_secret: oauth.client_secret.map_or_else(String::new, |s| s.expose().to_owned()),
            redirect: oauth.redirect,
            state: begun.state.clone(),
            verifier: begun.verifier.expose().to_owned(),
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
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
        let oauth = OAuth {
            authorize: pending.authorize,
            token: pending.token,
            client_id: pending.client_id.clone(),
            client_secret: Some(Secret::new(pending.client_secret.clone())),
            redirect: pending.redirect,
        };
        let token = oauth
            .exchange(&self.http, code, &Secret::new(pending.verifier))
            .await
            .map_err(exchange_failed)?;
        let api = self.anonymous(pending.base.clone());
        let mut facts = Facts::ask(&api).await.map_err(CallError::read)?;
        facts.scopes = Some(token.scopes.unwrap_or(pending.scopes));
        let secrets = BTreeMap::from([
            (TOKEN.to_owned(), token.access),
            ("client_id".to_owned(), Secret::new(pending.client_id)),
            ("client_secret".to_owned(), Secret::new(pending.client_secret)),
        ]);
        self.connected(pending.base, facts, secrets).await
    }

    /// Ends a token of the application that was registered for this one attempt.
    pub(crate) async fn revoke(&self, unwanted: &Connected) -> Result<(), ConnectorError> {
        let secret = |name: &str| unwanted.secrets.get(name).map(Secret::expose);
        let (Some(id), Some(client), Some(token)) =
            (secret("client_id"), secret("client_secret"), secret(TOKEN))
        else {
            return Ok(());
        };
        let base = Url::parse(&unwanted.base_url).map_err(ConnectorError::retry)?;
        let form = [("client_id", id), ("client_secret", client), ("token", token)];
        let api = self.anonymous(base);
        let answer = api.call(Method::POST, "/oauth/revoke", |request| request.form(&form)).await;
        answer.map(drop).map_err(CallError::read)
    }

    /// The server at an address: there, or where it redirects to. A company's handles may use a
    /// domain whose server lives elsewhere; then the domain passes `/.well-known` on.
    async fn find_server(&self, address: &Address) -> Result<(Api, Facts), ConnectorError> {
        let first = self.ask(address.base.clone()).await;
        if let Ok(found) = first {
            return Ok(found);
        }
        let host = address.base.host_str().unwrap_or_default();
        let name = address.name.as_deref().unwrap_or("webfinger");
        let api = self.anonymous(address.base.clone());
        let mut url = api.url("/.well-known/webfinger");
        url.query_pairs_mut().append_pair("resource", &format!("acct:{name}@{host}"));
        let elsewhere = self.http.send(self.http.request(Method::GET, url)).await.ok();
        let elsewhere = elsewhere.and_then(|answer| address::origin(answer.url()));
        match elsewhere.filter(|base| *base != address.base) {
            Some(base) => self.ask(base).await.map_err(not_found),
            None => first.map_err(not_found),
        }
    }

    async fn ask(&self, base: Url) -> Result<(Api, Facts), CallError> {
        let api = self.anonymous(base);
        // Follows `example.social` → `www.example.social`: the place that answers is the server.
        let answer = api.look("/api/v1/instance", &[]).await;
        let base = match &answer {
            Ok(answer) => address::origin(answer.url()).unwrap_or_else(|| api.base().clone()),
            Err(_) => api.base().clone(),
        };
        let api = self.anonymous(base);
        let facts = Facts::ask(&api).await?;
        Ok((api, facts))
    }

    async fn register(
        &self,
        api: &Api,
        redirect: &Url,
    ) -> Result<(wire::App, &'static [&'static str]), ConnectorError> {
        let mut last = None;
        for scopes in [&SCOPES[..], &COARSE[..]] {
            let app = serde_json::json!({
                "client_name": self.config.client_name,
                "redirect_uris": redirect.as_str(),
                "scopes": scopes.join(" "),
                "website": self.config.website,
            });
            match api.call(Method::POST, "/api/v1/apps", |r| r.json(&app)).await {
                Ok(answer) => {
                    let app = answer.json(JSON_CAP).await;
                    return Ok((app.map_err(|e| CallError::from(e).read())?, scopes));
                }
                Err(error) if matches!(error.status(), Some(400 | 422)) => last = Some(error),
                Err(error) => return Err(not_found(error)),
            }
        }
        Err(last.map_or_else(|| refusal("connect.server_failed"), not_found))
    }

    /// Where OAuth is (4.3 tells), else where it always was.
    async fn oauth_addresses(&self, api: &Api) -> (Url, Url) {
        let told: Option<wire::OAuthServer> =
            api.get("/.well-known/oauth-authorization-server", &[]).await.ok();
        let told = told.and_then(|server| {
            let authorize = Url::parse(&server.authorization_endpoint).ok()?;
            let token = Url::parse(&server.token_endpoint).ok()?;
            let guard = self.http.guard().encrypted();
            (guard.check(&authorize).is_ok() && guard.check(&token).is_ok())
                .then_some((authorize, token))
        });
        told.unwrap_or_else(|| (api.url("/oauth/authorize"), api.url("/oauth/token")))
    }

    /// Who the token is, with the newest mentions as a proof that it reads.
    async fn connected(
        &self,
        base: Url,
        mut facts: Facts,
        secrets: BTreeMap<String, Secret>,
    ) -> Result<Connected, ConnectorError> {
        let token = secrets.get(TOKEN).cloned().ok_or_else(|| refusal("connect.token_rejected"))?;
        let api = Api::with_token(self.http.clone(), self.clock.clone(), base.clone(), token);
        let rejected = |error: CallError| match error.status() {
            Some(401 | 403) => refusal("connect.token_rejected"),
            _ => error.read(),
        };
        let account: wire::Account =
            api.get("/api/v1/accounts/verify_credentials", &[]).await.map_err(rejected)?;
        facts.account_id.clone_from(&account.id);
        let us = Us {
            account_id: account.id.clone(),
            external_id: normalize::person(&account, &facts.domain),
            handle: normalize::handle(&account.acct, &facts.domain),
            domain: facts.domain.clone(),
        };
        let query = [("types[]", "mention"), ("limit", "3"), ("include_filtered", "true")];
        let newest: Vec<wire::Notification> =
            api.get("/api/v1/notifications", &query).await.map_err(rejected)?;
        let mentions = newest.iter().filter(|notification| notification.kind == "mention");
        let proof: Vec<InboundMessage> = mentions
            .filter_map(|notification| notification.status.as_ref())
            .map(|status| normalize::message(status, &us))
            .take(3)
            .collect();
        let author = normalize::author(&account, &us);
        Ok(Connected {
            external_id: us.external_id,
            handle: format!("@{}", author.handle),
            name: author.name,
            base_url: base.to_string(),
            avatar_url: author.avatar_url,
            facts: serde_json::to_value(facts).map_err(ConnectorError::retry)?,
            secrets,
            proof,
        })
    }

    pub(crate) fn anonymous(&self, base: Url) -> Api {
        Api::anonymous(self.http.clone(), self.clock.clone(), base)
    }
}

fn refusal(key: &str) -> ConnectorError {
    ConnectorError::refused(Refusal::of(key))
}

/// Why no server was found: said so that an owner knows what to correct.
fn not_found(error: CallError) -> ConnectorError {
    match &error {
        CallError::Http(HttpError::Blocked(_)) => refusal("connect.address_forbidden"),
        CallError::Http(HttpError::NotSent(_)) => refusal("connect.unreachable"),
        CallError::Http(HttpError::Malformed { .. } | HttpError::NotText) => {
            refusal("connect.not_mastodon")
        }
        CallError::Status(error) if error.status.is_client_error() && error.status != 429 => {
            refusal("connect.not_mastodon")
        }
        _ => error.read(),
    }
}

/// A code works once: whatever happened, the owner begins again.
fn exchange_failed(error: OAuthError) -> ConnectorError {
    match error {
        OAuthError::Http(error @ HttpError::NotSent(_)) => error.into_connector(Phase::Read),
        OAuthError::Denied(_) => refusal("connect.expired"),
        _ => refusal("connect.server_failed"),
    }
}

/// The identity that an account was connected with.
pub(crate) fn us(account: &gerne_domain::Account, facts: &Facts) -> Us {
    Us {
        account_id: facts.account_id.clone(),
        external_id: account.external_id.clone(),
        handle: account.handle.trim_start_matches('@').to_owned(),
        domain: facts.domain.clone(),
    }
}
