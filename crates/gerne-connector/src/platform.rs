//! One kind of platform: how to connect an account, and where a webhook call belongs before any
//! account is known.

use std::{collections::BTreeMap, fmt::Debug, sync::Arc, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use gerne_domain::{AccountSettings, ExternalId, InboundMessage, Refusal};
use serde::{Deserialize, Serialize};

use crate::{Account, ConnectorError, Secret, Vault};

/// What a form asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// An `http(s)` address.
    Address,
    /// Never shown again, never logged.
    Secret,
    /// Yes or no: `true`, or absent.
    Flag,
    /// One of several words, which stand in `example`, the usual one first, with `|` in between.
    Choice,
}

/// One line of a connect form. Labels and help are translated by the console under
/// `connect-{platform}-{key}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConnectField {
    /// Its name in the form.
    pub key: &'static str,
    /// What it asks.
    pub kind: FieldKind,
    /// Whether it must be filled.
    pub required: bool,
    /// An example of what to write.
    pub example: &'static str,
    /// Shown only to who asks for more.
    pub advanced: bool,
}

/// How an account of this platform is connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConnectForm {
    /// What to ask before.
    pub fields: Vec<ConnectField>,
    /// Whether the owner then agrees in a browser (OAuth).
    pub browser: bool,
}

/// What a platform can do at all. What one account can do is in its `Limits`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Capabilities {
    /// Posts can carry a warning.
    pub content_warning: bool,
    /// Messages have subjects.
    pub subject: bool,
    /// Pictures can carry a description.
    pub alt_text: bool,
    /// We can speak to somebody who has not written to us, in public.
    pub start_public: bool,
    /// ... and in private.
    pub start_private: bool,
    /// We can say something before everyone that is for nobody in particular: an `Outbound` that answers
    /// nothing and is for nobody.
    pub announce: bool,
    /// Others' posts can be hidden.
    pub hide: bool,
    /// Our own posts can be deleted.
    pub delete: bool,
    /// What others left on our page can be deleted.
    pub delete_others: bool,
    /// Posts can be liked.
    pub like: bool,
    /// Private messages exist.
    pub private: bool,
    /// Public posts can be kept out of public timelines; public answers are by default.
    pub unlisted: bool,
    /// Public posts can only be answered by who was called in them, or quoted: what was found by a
    /// rule is answered on the platform itself.
    pub only_when_called: bool,
    /// Messages are letters: any address can be written to, copies can be sent, and the original
    /// stands behind what is shown.
    pub letters: bool,
    /// It calls one person otherwise in private than in public: who comments and then writes a
    /// private message looks like two.
    pub private_ids: bool,
}

/// Everything the console needs to know about a platform, as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// The platform's name in our words, e.g. `mastodon`; also its icon's name.
    pub platform: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// How to connect.
    pub connect: ConnectForm,
    /// What it can do.
    pub capabilities: Capabilities,
    /// What a new account of it begins with.
    pub settings: AccountSettings,
    /// What is deleted there must be deleted here after so long at the latest, whatever became of
    /// its conversation: the platform's terms say so. Everything that is kept of it is then asked
    /// about with `LookUp::States`, four times in three such spans. `None`: nobody demands it, and
    /// only what is not resolved is asked about.
    pub deletions_within: Option<Duration>,
}

/// A filled connect form. Its `Debug` shows names only.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Form(pub BTreeMap<String, String>);

impl Form {
    /// What was written in a field; `None` when it is missing or blank.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

impl Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// What connecting needs next.
#[derive(Debug)]
pub enum Begin {
    /// Send the owner's browser there. `pending` is kept encrypted until the browser comes back
    /// with the same `state`.
    Browser {
        /// Where to.
        url: url::Url,
        /// Our random, unguessable mark, also in the address.
        state: String,
        /// What `finish` needs (PKCE verifier, app credentials): JSON.
        pending: Secret,
    },
    /// Nothing: a token or password was in the form, and it works.
    Done(Box<Connected>),
}

/// How the browser came back: the query of the redirect.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Callback(pub BTreeMap<String, String>);

impl Debug for Callback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// An account that works, with a live proof.
#[derive(Clone, Debug)]
pub struct Connected {
    /// The platform's identifier of the account.
    pub external_id: ExternalId,
    /// `@nordlicht_hilft`
    pub handle: String,
    /// Display name.
    pub name: String,
    /// Where its server is.
    pub base_url: String,
    /// Its picture.
    pub avatar_url: Option<String>,
    /// What was found out about the server: limits, versions. Kept with the account.
    pub facts: serde_json::Value,
    /// What must be kept in the vault, by name.
    pub secrets: BTreeMap<String, Secret>,
    /// "We can read": the newest mentions, at most three.
    pub proof: Vec<InboundMessage>,
}

/// What a browser that came back brought.
#[derive(Debug)]
pub enum Finished {
    /// One account, connected.
    Connected(Box<Connected>),
    /// Several, of which the owner chooses with [`Platform::choose`].
    Choose {
        /// What there is.
        choices: Vec<Choice>,
        /// What `choose` needs; kept encrypted until then.
        pending: Secret,
    },
}

/// One of several accounts that a login gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The platform's identifier of it.
    pub id: ExternalId,
    /// Its name for people.
    pub name: String,
    /// Its picture.
    pub picture: Option<String>,
    /// Why it cannot be connected.
    pub problem: Option<Refusal>,
}

/// A call from a platform, as raw as it came: signatures are over these bytes.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// `GET` (a challenge) or `POST`.
    pub method: String,
    /// The query, decoded.
    pub query: BTreeMap<String, String>,
    /// Header names in lower case.
    pub headers: BTreeMap<String, String>,
    /// At most 8 MiB.
    pub body: Bytes,
}

/// What to do with a webhook call.
#[derive(Debug, PartialEq, Eq)]
pub enum Routed {
    /// Answer with this text (a challenge); nobody is woken.
    Challenge(String),
    /// Wake these accounts.
    Wake(Vec<ExternalId>),
    /// Keep the call as it came for these accounts, which work it off with
    /// [`Account::told`](crate::Account::told). The platform is answered once it is kept.
    Keep(Vec<ExternalId>),
    /// Answer with this, of this type; nobody is woken.
    Answer {
        /// `application/json`, `text/plain`.
        mime: &'static str,
        /// What.
        body: String,
    },
}

/// An account that is connected, as far as it matters for proving a call.
#[derive(Clone)]
pub struct Known {
    /// The platform's identifier of it.
    pub account: ExternalId,
    /// Its secrets.
    pub vault: Arc<dyn Vault>,
}

impl Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Known").field("account", &self.account).finish_non_exhaustive()
    }
}

/// One kind of platform.
#[async_trait]
pub trait Platform: Send + Sync + Debug {
    /// What it is and can do.
    fn profile(&self) -> &Profile;

    /// Starts connecting. `redirect` is where a browser will come back to.
    ///
    /// # Errors
    /// `Refused` with a `connect.*` reason when the form or the server is not usable.
    async fn begin(&self, form: &Form, redirect: &url::Url) -> Result<Begin, ConnectorError>;

    /// The browser came back.
    async fn finish(&self, pending: &Secret, back: &Callback) -> Result<Connected, ConnectorError>;

    /// What `finish` brought is not kept: its tokens are to hold no longer. Best effort; platforms
    /// that cannot end a token keep the default.
    ///
    /// # Errors
    /// Where the platform did not do it; nothing but a line in the log follows from that.
    async fn discard(&self, _unwanted: &Connected) -> Result<(), ConnectorError> {
        Ok(())
    }

    /// What is kept of an account that is connected once more: `now`, and of what it was before
    /// whatever nobody was asked for this time.
    fn again(&self, _before: &serde_json::Value, now: serde_json::Value) -> serde_json::Value {
        now
    }

    /// Whether it says when something public was changed. Where it does not, other words are an
    /// edit of the moment in which they were seen.
    fn tells_edits(&self) -> bool {
        true
    }

    /// The same where one login gives several accounts.
    async fn finish_or_ask(
        &self,
        pending: &Secret,
        back: &Callback,
    ) -> Result<Finished, ConnectorError> {
        Ok(Finished::Connected(Box::new(self.finish(pending, back).await?)))
    }

    /// One of those that a login gave.
    async fn choose(
        &self,
        _pending: &Secret,
        _chosen: &ExternalId,
    ) -> Result<Connected, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("refused.unsupported")))
    }

    /// A translator for one connected account. Does no I/O yet.
    fn open(
        &self,
        account: &gerne_domain::Account,
        vault: Arc<dyn Vault>,
    ) -> Result<Arc<dyn Account>, ConnectorError>;

    /// Checks a webhook's signature and says whom it concerns; forged calls are `Refused`.
    /// Platforms without webhooks keep the default.
    fn route(&self, _call: &Webhook) -> Result<Routed, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("webhook.unsupported")))
    }

    /// The same where a call is proven by what connected accounts keep.
    async fn route_known(
        &self,
        call: &Webhook,
        _known: &[Known],
    ) -> Result<Routed, ConnectorError> {
        self.route(call)
    }
}
