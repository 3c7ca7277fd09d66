//! Connecting a mailbox: find the servers, sign in to both, and show that it reads.

use std::{sync::Arc, time::Duration};

use futures_util::future::join_all;
use gerne_connector::{Begin, Callback, Connected, ConnectorError, Form, Secret};
use gerne_domain::{ExternalId, InboundMessage, Refusal};
use gerne_webapi::{OAuth, OAuthError, returned};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    Email,
    account::{Connection, Watched},
    check::{imap_words, smtp_words},
    discover::{self, Found, Protocol},
    facts::{Auth, Facts},
    fetch::TOO_LARGE,
    imap::{Imap, ImapError, folders},
    net::Server,
    normalize::{self, Came},
    oauth::{self, CLIENT_ID, CLIENT_SECRET, Hand, PASSWORD, TOKENS, Tokens},
    providers::{self, Entry, Provider, Wants},
    smtp::{Patience, Smtp},
};

/// So long a server may take until it is held not to be there.
const PROBE: Duration = Duration::from_secs(10);
/// Mails of so many days at most can be asked for.
const MOST_DAYS: u32 = 365;
/// Larger mails are not fetched as a proof.
const PROOF: u64 = 1024 * 1024;

/// What `finish` needs; kept encrypted while the owner's browser is away.
#[derive(Serialize, Deserialize)]
struct Pending {
    facts: Facts,
    name: Option<String>,
    client_id: String,
    client_secret: Option<String>,
    redirect: Url,
    state: String,
    verifier: String,
}

/// What a person wrote, understood.
struct Wish {
    address: String,
    login: Option<String>,
    imap: Vec<Server>,
    smtp: Vec<Server>,
}

impl Email {
    pub(crate) async fn start(&self, form: &Form, redirect: &Url) -> Result<Begin, ConnectorError> {
        let wish = wish(form)?;
        let found = self.find(&wish).await;
        let entry = found.entry.clone();
        let auth = how(form, entry.as_ref())?;
        if auth == Auth::Password && form.get("password").is_none() {
            return Err(refusal("connect.password_missing"));
        }
        let (imap, smtp) = self.answering(&wish, &found).await?;
        let facts = facts(form, &wish, &found, auth, imap, smtp)?;
        let name = form.get("name").map(str::to_owned);
        if auth == Auth::Password {
            let password = Secret::new(form.get("password").unwrap_or_default());
            let hand = Hand::of([(PASSWORD, password)]);
            let connected = self.connected(facts, name, hand, entry.as_ref()).await?;
            return Ok(Begin::Done(Box::new(connected)));
        }
        let oauth = self.application(auth, form, redirect)?;
        let mut extra = oauth::extra(auth).to_vec();
        extra.push(("login_hint", &facts.login));
        let begun = oauth
            .begin(oauth::scopes(auth), &extra)
            .map_err(|_| refusal("connect.server_failed"))?;
        let pending = Pending {
            name,
            client_id: oauth.client_id,
            client_secret: oauth.client_secret.map(|secret| secret.expose().to_owned()),
            redirect: oauth.redirect,
            state: begun.state.clone(),
            verifier: begun.verifier.expose().to_owned(),
            facts,
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
        let endpoints = self.config.endpoints(pending.facts.auth);
        let oauth = OAuth {
            authorize: endpoints.authorize.clone(),
            token: endpoints.token.clone(),
            client_id: pending.client_id.clone(),
            client_secret: pending.client_secret.clone().map(Secret::new),
            redirect: pending.redirect,
        };
        let token = oauth.exchange(&self.http, code, &Secret::new(pending.verifier)).await;
        let token = token.map_err(|error| match error {
            OAuthError::Denied(_) => refusal("connect.expired"),
            _ => refusal("connect.server_failed"),
        })?;
        let tokens = Tokens::of(&token, self.clock.now(), None).write()?;
        let hand = Hand::of([
            (TOKENS, tokens),
            (CLIENT_ID, Secret::new(pending.client_id)),
            (CLIENT_SECRET, Secret::new(pending.client_secret.unwrap_or_default())),
        ]);
        let entry = pending.facts.provider.and_then(providers::of);
        self.connected(pending.facts, pending.name, hand, entry.as_ref()).await
    }

    /// What is not in the form is looked for.
    async fn find(&self, wish: &Wish) -> Found {
        if wish.imap.is_empty() || wish.smtp.is_empty() {
            return discover::find(&self.http, &wish.address).await;
        }
        // Both servers are named: whose they are still decides what is wanted there.
        let named = wish.imap.iter().chain(&wish.smtp);
        let entry = named.into_iter().find_map(|server| providers::by_host(&server.host));
        let entry = entry.or_else(|| providers::by_domain(crate::facts::domain(&wish.address)));
        Found { entry, ..Found::default() }
    }

    /// The first servers that answer in a way that they should.
    async fn answering(
        &self,
        wish: &Wish,
        found: &Found,
    ) -> Result<(Server, Server), ConnectorError> {
        let imap = if wish.imap.is_empty() { &found.imap } else { &wish.imap };
        let smtp = if wish.smtp.is_empty() { &found.smtp } else { &wish.smtp };
        let (imaps, smtps) = futures_util::future::join(
            join_all(imap.iter().map(|server| self.probe(server, Protocol::Imap))),
            join_all(smtp.iter().map(|server| self.probe(server, Protocol::Smtp))),
        )
        .await;
        // Of guesses nobody wants to hear why each is wrong.
        let guessed = found.entry.is_none();
        let imap = first(imap, imaps, guessed && wish.imap.is_empty(), &wish.address)?;
        let smtp = first(smtp, smtps, guessed && wish.smtp.is_empty(), &wish.address)?;
        Ok((imap, smtp))
    }

    async fn probe(&self, server: &Server, protocol: Protocol) -> Option<Refusal> {
        let at = server.to_string();
        let patience = PROBE.min(self.config.timeout);
        match protocol {
            Protocol::Imap => {
                let probed = Imap::probe(&self.dialer, server, patience).await;
                probed.err().map(|error| imap_words(&error, &at))
            }
            Protocol::Smtp => {
                let patience = Patience { answer: patience, verdict: patience };
                let probed = Smtp::probe(&self.dialer, server, patience).await;
                probed.err().map(|error| smtp_words(&error, &at))
            }
        }
    }

    /// Signs in to both, and reads.
    async fn connected(
        &self,
        mut facts: Facts,
        name: Option<String>,
        hand: Arc<Hand>,
        entry: Option<&Entry>,
    ) -> Result<Connected, ConnectorError> {
        let connection =
            self.connection(&facts.address, "de", facts.clone(), hand.clone(), self.clock.now());
        let mut imap = connection.open_raw().await.map_err(|error| {
            not_let_in(imap_words(&error, &facts.imap.to_string()), &facts, entry)
        })?;
        let proof = look(&mut imap, &mut facts, &connection).await;
        facts.idle = imap.idles;
        imap.close().await;
        let proof = proof.map_err(|error| {
            ConnectorError::refused(imap_words(&error, &facts.imap.to_string()))
        })?;
        let smtp = connection.open_smtp().await.map_err(|error| {
            not_let_in(smtp_words(&error, &facts.smtp.to_string()), &facts, entry)
        })?;
        facts.largest = smtp.offers.largest;
        smtp.close().await;
        Ok(Connected {
            external_id: ExternalId(facts.address.clone()),
            handle: facts.address.clone(),
            name: name.unwrap_or_else(|| facts.address.clone()),
            base_url: format!("imap://{}", facts.imap),
            avatar_url: None,
            facts: serde_json::to_value(&facts).map_err(ConnectorError::retry)?,
            secrets: hand.all(),
            proof,
        })
    }

    fn application(
        &self,
        auth: Auth,
        form: &Form,
        redirect: &Url,
    ) -> Result<OAuth, ConnectorError> {
        let endpoints = self.config.endpoints(auth);
        let id = form.get("client_id").ok_or_else(|| refusal("connect.client_missing"))?;
        Ok(OAuth {
            authorize: endpoints.authorize.clone(),
            token: endpoints.token.clone(),
            client_id: id.to_owned(),
            client_secret: form.get("client_secret").map(Secret::new),
            redirect: redirect.clone(),
        })
    }
}

fn refusal(key: &str) -> ConnectorError {
    ConnectorError::refused(Refusal::of(key))
}

fn wish(form: &Form) -> Result<Wish, ConnectorError> {
    let address = form.get("address").ok_or_else(|| refusal("connect.email_missing"))?;
    let address = address.to_lowercase();
    if !is_mailbox(&address) {
        return Err(refusal("connect.email_invalid"));
    }
    let server = |key: &str, protocol| match form.get(key) {
        None => Ok(Vec::new()),
        Some(text) => discover::written(text, protocol).ok_or_else(|| {
            ConnectorError::refused(Refusal::of("connect.mail_server_invalid").with("field", key))
        }),
    };
    Ok(Wish {
        login: form.get("login").map(str::to_owned),
        imap: server("imap", Protocol::Imap)?,
        smtp: server("smtp", Protocol::Smtp)?,
        address,
    })
}

fn is_mailbox(address: &str) -> bool {
    let plain =
        |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>' | ',' | ';');
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    let labels = domain.split('.').filter(|label| !label.is_empty()).count();
    !local.is_empty() && labels >= 2 && address.chars().all(plain) && address.len() <= 254
}

/// How to sign in there.
fn how(form: &Form, entry: Option<&Entry>) -> Result<Auth, ConnectorError> {
    let provider = entry.map(|entry| entry.provider);
    if form.get("client_id").is_some() {
        return match provider {
            Some(Provider::Google) => Ok(Auth::Google),
            Some(Provider::Microsoft) => Ok(Auth::Microsoft),
            _ => Err(refusal("connect.client_unwanted")),
        };
    }
    match entry {
        Some(entry) if entry.wants == Wants::Token => Err(ConnectorError::refused(
            Refusal::of("connect.client_missing").with("provider", entry.name),
        )),
        _ => Ok(Auth::Password),
    }
}

fn facts(
    form: &Form,
    wish: &Wish,
    found: &Found,
    auth: Auth,
    imap: Server,
    smtp: Server,
) -> Result<Facts, ConnectorError> {
    let days = match form.get("days") {
        None => None,
        Some(text) => match text.parse::<u32>() {
            Ok(days) if days <= MOST_DAYS => Some(days),
            _ => return Err(refusal("connect.days_invalid")),
        },
    };
    let list = |key: &str| -> Vec<String> {
        let words = form.get(key).unwrap_or_default().split([',', ';', ' ', '\n']);
        words.map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect()
    };
    let flag = |key: &str| form.get(key) == Some("true");
    let entry = found.entry.as_ref();
    let login = wish.login.clone().or_else(|| found.login.clone());
    Ok(Facts {
        aliases: list("aliases"),
        relays: list("relays"),
        login: login.unwrap_or_else(|| wish.address.clone()),
        address: wish.address.clone(),
        auth,
        imap,
        smtp,
        provider: entry.map(|entry| entry.provider),
        sent: None,
        junk: None,
        watch_junk: flag("watch_junk"),
        watch_sent: flag("watch_sent"),
        files_itself: entry.is_some_and(|entry| entry.files_itself),
        idle: false,
        largest: None,
        days,
    })
}

/// The first that answered. Otherwise why not: of what a person wrote, or what we know, the first
/// reason; of guesses, that none fits.
fn first(
    servers: &[Server],
    probed: Vec<Option<Refusal>>,
    guessed: bool,
    address: &str,
) -> Result<Server, ConnectorError> {
    let mut reasons = Vec::new();
    for (server, reason) in servers.iter().zip(probed) {
        match reason {
            None => return Ok(server.clone()),
            Some(reason) => reasons.push(reason),
        }
    }
    // A certificate that does not fit is a reason that a person can do something about; a name that
    // was guessed wrongly is none. "Not encrypted" is what each wrong way of several says.
    let telling = |reason: &&Refusal| reason.key == "connect.certificate";
    let real = |reason: &&Refusal| reason.key != "connect.not_encrypted";
    let reason = reasons.iter().find(telling);
    let reason = if guessed {
        reason
    } else {
        reason.or_else(|| reasons.iter().find(real)).or(reasons.first())
    };
    let reason = reason.cloned().unwrap_or_else(|| {
        Refusal::of("connect.mail_unknown").with("domain", crate::facts::domain(address))
    });
    Err(ConnectorError::refused(reason))
}

/// A refusal at a provider that we know says what is probably the matter there.
fn not_let_in(reason: Refusal, facts: &Facts, entry: Option<&Entry>) -> ConnectorError {
    let name = entry.map_or(facts.imap.host.as_str(), |entry| entry.name);
    let key = match (reason.key.as_str(), entry.map(|entry| entry.wants)) {
        ("connect.imap_login" | "connect.smtp_login", Some(Wants::AppPassword))
            if facts.auth == Auth::Password =>
        {
            "connect.app_password"
        }
        ("connect.imap_login", Some(Wants::Switch)) => "connect.imap_off",
        (key, _) => key,
    };
    let said = Refusal { key: key.to_owned(), ..reason };
    ConnectorError::refused(said.with("provider", name).with("login", &facts.login))
}

/// Finds the folders, and reads the newest three as a proof.
async fn look(
    imap: &mut Imap,
    facts: &mut Facts,
    connection: &Connection,
) -> Result<Vec<InboundMessage>, ImapError> {
    let list = imap.folders().await?;
    (facts.sent, facts.junk) = (folders::sent(&list), folders::junk(&list));
    let opened = imap.examine("INBOX").await?;
    if opened.exists == 0 {
        return Ok(Vec::new());
    }
    let heads = imap.heads(&format!("FETCH {}:*", opened.exists.saturating_sub(2).max(1))).await?;
    let mut proof = Vec::new();
    for head in heads.into_iter().rev().take(3) {
        let whole = head.size <= PROOF;
        for (_, raw) in imap.bodies(std::slice::from_ref(&head), whole).await? {
            let at = head.came.unwrap_or_else(|| connection.clock.now());
            let size = (head.size > TOO_LARGE).then_some(head.size);
            let came = Came { watched: Watched::Inbox, at, size };
            let mut message = normalize::message(&raw.into(), facts, &came);
            message.attachments.clear();
            proof.push(message);
        }
    }
    Ok(proof)
}
