//! What a test can configure about X.

use std::time::Duration;

use jiff::SignedDuration;

use crate::PersonSpec;

/// How X is set up.
#[derive(Debug, Clone)]
pub struct XConfig {
    /// Where it listens; 0 takes a free port.
    pub port: u16,
    /// Which of the two spellings of the schema answers come in. Requests may use either.
    pub spelling: Spelling,
    /// Exempt from the rule that only summoned accounts may reply; longer queries, backfill.
    pub enterprise: bool,
    /// Whether the mention that X itself puts before a reply counts as "mentioned by the author"
    /// for the reply rule. The documents do not say; off is the stricter reading.
    pub implicit_mentions_summon: bool,
    /// Whether requests are counted against the limits.
    pub rate_limits: bool,
    /// How a 429 is spelled.
    pub limit_body: LimitBody,
    /// What was paid in advance, in micro-dollars; `None` never runs out.
    pub credits: Option<u64>,
    /// Posts that may be read in a month.
    pub monthly_posts: u64,
    /// The application that was registered with X.
    pub client: XClient,
    /// How long an access token is good.
    pub token_lifetime: SignedDuration,
    /// How long an authorization code is good.
    pub code_lifetime: SignedDuration,
    /// How long a post may be changed after it was written.
    pub edit_window: SignedDuration,
    /// Silence after which a stream sends an empty line (real time).
    pub keep_alive: Duration,
    /// How often a video is still being processed when asked.
    pub processing_polls: u32,
    /// Whether `start` and `end` of entities count in the text as delivered, with `&amp;` as five.
    /// Off, they count in the text as it was typed.
    pub indices_in_escaped_text: bool,
    /// How long `wait_for` waits (real time).
    pub patience: Duration,
}

impl Default for XConfig {
    fn default() -> Self {
        Self {
            port: 0,
            spelling: Spelling::Tweets,
            enterprise: false,
            implicit_mentions_summon: true,
            rate_limits: true,
            limit_body: LimitBody::Alternating,
            credits: None,
            monthly_posts: 3_000_000,
            client: XClient::default(),
            token_lifetime: SignedDuration::from_hours(2),
            code_lifetime: SignedDuration::from_secs(30),
            edit_window: SignedDuration::from_hours(1),
            keep_alive: Duration::from_secs(20),
            processing_polls: 2,
            indices_in_escaped_text: true,
            patience: Duration::from_secs(10),
        }
    }
}

/// Two spellings of the same schema are in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// `edit_history_tweet_ids`, `referenced_tweets`, `note_tweet`, `includes.tweets`.
    Tweets,
    /// `edit_history_post_ids`, `referenced_posts`, `note_post`, `includes.posts`.
    Posts,
}

/// How a 429 is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitBody {
    /// Once so, once so.
    Alternating,
    /// `{"errors":[{"code":88,"message":"Rate limit exceeded"}]}`
    V1,
    /// `application/problem+json`
    Problem,
}

/// The application that was registered with X.
#[derive(Debug, Clone)]
pub struct XClient {
    /// `client_id`
    pub id: String,
    /// `client_secret`; `None` makes it a public client.
    pub secret: Option<String>,
    /// Where browsers may be sent back to, letter for letter; empty lets any address through,
    /// because a test's port is not known beforehand.
    pub redirects: Vec<String>,
    /// Shown on the consent page.
    pub name: String,
    /// Handle of the account that registered it; its own reads are cheap. `None`: the company.
    pub owner: Option<String>,
}

impl Default for XClient {
    fn default() -> Self {
        Self {
            id: "Z2VybmUtc2ltOjE6Y2k".to_owned(),
            secret: Some("gerne-sim-client-secret-of-no-worth".to_owned()),
            redirects: Vec::new(),
            name: "Gerne".to_owned(),
            owner: None,
        }
    }
}

/// Somebody on X.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct XPerson {
    /// Without `@`: letters, digits, underscore, 15 at most.
    pub handle: String,
    /// Display name.
    pub name: String,
    /// `de`, `en`, …
    pub language: String,
    /// The profile's text.
    pub note: String,
    /// Chooses the avatar.
    pub look: String,
    /// The company's own account.
    pub company: bool,
    /// Has the blue tick: posts may be long and edited.
    pub premium: bool,
    /// Only followers see the posts.
    pub protected: bool,
    /// Takes private messages from anybody; otherwise only from those written to before.
    pub open_dms: bool,
}

impl XPerson {
    /// Somebody with the usual settings.
    pub fn new(handle: &str, name: &str) -> Self {
        let language = "de".to_owned();
        Self { handle: handle.to_owned(), name: name.to_owned(), language, ..Self::default() }
    }
}

impl From<&PersonSpec> for XPerson {
    /// The same person, with a handle that is legal on X.
    fn from(spec: &PersonSpec) -> Self {
        let local = spec.handle.split('@').find(|part| !part.is_empty()).unwrap_or("someone");
        let legal = local.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(15);
        Self {
            handle: legal.collect(),
            name: spec.name.clone(),
            language: spec.language.clone(),
            note: spec.note.clone(),
            look: spec.look.clone(),
            company: spec.company,
            premium: spec.company,
            protected: false,
            open_dms: spec.company,
        }
    }
}
