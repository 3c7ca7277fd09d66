//! What a test can configure about Facebook.

use std::time::Duration;

use jiff::SignedDuration;

use crate::PersonSpec;

/// How Facebook is set up.
#[derive(Debug, Clone)]
pub struct FacebookConfig {
    /// Where it listens; 0 takes a free port.
    pub port: u16,
    /// The version that calls without one get, and the newest.
    pub version: String,
    /// The application that was registered.
    pub app: FbApp,
    /// Whether a person has the same page-scoped id under comments and in Messenger.
    pub ids: FbIds,
    /// Nobody's `from` is given, whatever the permission.
    pub without_from: bool,
    /// Ids in webhooks are JSON numbers, and `sender_id` and `sender_name` stand for `from`: as old
    /// versions have it.
    pub old_webhooks: bool,
    /// Calls that an app may make in an hour; the platform's rule is 200 for each daily user.
    pub app_calls: u32,
    /// Calls that may be made for one Page in a day; 4,800 for each engaged person.
    pub page_calls: u32,
    /// Calls of Messenger that may be made for one Page in a day; 200 for each engaged person.
    pub messenger_calls: u32,
    /// Reads of conversations in a second (2 at Facebook); `None` does not count, because a clock
    /// that is set by hand may stand still.
    pub conversation_reads: Option<u32>,
    /// A repeated comment of a Page below the same parent is refused with 506.
    pub refuse_repeats: bool,
    /// How long the address of a file works.
    pub link_lifetime: SignedDuration,
    /// How long an authorization code is good.
    pub code_lifetime: SignedDuration,
    /// How long a user's token from a login is good.
    pub short_lifetime: SignedDuration,
    /// How long an exchanged user's token is good.
    pub long_lifetime: SignedDuration,
    /// After a failed webhook: how long until each further try.
    pub webhook_retries: Vec<SignedDuration>,
    /// A callback that fails for so long is switched off.
    pub webhook_patience: SignedDuration,
    /// How long a callback may take to answer (real time).
    pub webhook_timeout: Duration,
    /// Most updates in one delivery.
    pub webhook_batch: usize,
    /// How long `wait_for` waits (real time).
    pub patience: Duration,
}

impl Default for FacebookConfig {
    fn default() -> Self {
        Self {
            port: 0,
            version: "v25.0".to_owned(),
            app: FbApp::default(),
            ids: FbIds::OnePerPage,
            without_from: false,
            old_webhooks: false,
            app_calls: 200 * 50,
            page_calls: 4800 * 100,
            messenger_calls: 200 * 500,
            conversation_reads: None,
            refuse_repeats: true,
            link_lifetime: SignedDuration::from_hours(6),
            code_lifetime: SignedDuration::from_mins(10),
            short_lifetime: SignedDuration::from_hours(2),
            long_lifetime: SignedDuration::from_hours(60 * 24),
            webhook_retries: [0, 60, 300, 900, 3600, 10_800, 21_600, 43_200, 50_000]
                .map(SignedDuration::from_secs)
                .to_vec(),
            webhook_patience: SignedDuration::from_hours(36),
            webhook_timeout: Duration::from_secs(10),
            webhook_batch: 1000,
            patience: Duration::from_secs(10),
        }
    }
}

/// Which ids a person has for a Page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FbIds {
    /// The page-scoped id is the same under comments and in Messenger.
    OnePerPage,
    /// Comments carry another id than Messenger: only a private reply tells that both are one.
    TwoPerPage,
}

/// The application that was registered.
#[derive(Debug, Clone)]
pub struct FbApp {
    /// App id: digits.
    pub id: String,
    /// App secret.
    pub secret: String,
    /// Shown at login.
    pub name: String,
    /// "Require App Secret" is on: calls without `appsecret_proof` are refused.
    pub requires_proof: bool,
    /// Advanced Access: the app works for people who have no role on it. Without it webhooks stay
    /// silent about them, their `from` is missing and they cannot be written to.
    pub advanced_access: bool,
    /// The tag `HUMAN_AGENT` was granted.
    pub human_agent: bool,
    /// Where browsers may be sent back to, letter for letter; empty lets any address through,
    /// because a test's port is not known beforehand.
    pub redirects: Vec<String>,
}

impl Default for FbApp {
    fn default() -> Self {
        Self {
            id: "415926535897932".to_owned(),
            secret: "5f8cgerne0sim0app0secret0of0no0w".to_owned(),
            name: "Gerne".to_owned(),
            requires_proof: true,
            advanced_access: true,
            human_agent: true,
            redirects: Vec::new(),
        }
    }
}

/// Somebody on Facebook.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct FbPerson {
    /// How tests and the square name them; Facebook shows it to nobody.
    pub handle: String,
    /// First name and surname.
    pub name: String,
    /// `de`, `en`, …
    pub language: String,
    /// Chooses the picture.
    pub look: String,
    /// Has a role on the app.
    pub role: bool,
    /// Their `from` is missing.
    pub unnamed: bool,
    /// Cannot be written to in Messenger: left Facebook, or blocked the Page.
    pub unavailable: bool,
}

impl FbPerson {
    /// Somebody with the usual settings.
    pub fn new(handle: &str, name: &str) -> Self {
        let language = "de".to_owned();
        Self { handle: handle.to_owned(), name: name.to_owned(), language, ..Self::default() }
    }
}

impl From<&PersonSpec> for FbPerson {
    /// The same person, named by the part of the handle before a host.
    fn from(spec: &PersonSpec) -> Self {
        let local = spec.handle.split('@').find(|part| !part.is_empty()).unwrap_or("someone");
        Self {
            handle: local.to_owned(),
            name: spec.name.clone(),
            language: spec.language.clone(),
            look: spec.look.clone(),
            ..Self::default()
        }
    }
}

/// A Page of a company.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct FbPage {
    /// How tests and the square name it; also its user name.
    pub handle: String,
    /// Shown.
    pub name: String,
    /// "Telecommunication company"
    pub category: String,
    /// Chooses the picture.
    pub look: String,
    /// Handles of those who may do everything on it.
    pub admins: Vec<String>,
}
