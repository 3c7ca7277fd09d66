//! What every connector promises, as checks that run against a stand-in of its platform.
//!
//! A connector's tests implement [`Harness`] for their stand-in and hand [`check`] a way to make a
//! fresh one; the report says which promises were kept, which were broken and which do not apply.
//!
//! ```ignore
//! let report = contract::check(&|| Box::pin(async { Box::new(World::new().await) as Box<dyn Harness> })).await;
//! report.expect_kept();
//! ```

use std::{collections::BTreeMap, fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::FutureExt as _;
use gerne_domain::{BlobHash, ExternalId, Mention, Outbound, Timestamp, Visibility};

use crate::{Account, Blobs, BoxError, Platform, Resource, Webhook};

mod accidents;
mod reading;
mod secrecy;
mod sending;

/// A check that takes longer hangs.
const PATIENCE: Duration = Duration::from_mins(1);

/// What a platform has at all; what it has not is not checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Abilities {
    /// Answers can be given.
    pub send: bool,
    /// Something wakes us.
    pub push: bool,
    /// People can change what they wrote.
    pub edit: bool,
    /// People can take back what they wrote.
    pub delete: bool,
    /// People can write so that only we read it.
    pub private: bool,
}

/// Something that goes wrong at the platform from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Every request is one too many.
    RateLimited,
    /// The token is revoked; error texts are in the owner's language.
    Revoked,
    /// The platform fails before it does anything, and says so.
    FailsBefore,
    /// The platform says what it is told to say, and answers that it failed. Reading works.
    FailsAfter,
    /// The connection breaks before anything is done.
    BreaksBefore,
    /// What we say is said, then the connection breaks. Reading works.
    BreaksAfter,
    /// What we say is said, then its answer is cut in the middle. Reading works.
    CutsAfter,
    /// Answers are cut in the middle.
    Truncated,
    /// Answers are not in the platform's format.
    Garbage,
    /// Answers are far too large: at least 64 MiB.
    Oversized,
    /// Lists name things twice.
    Duplicates,
    /// Lists are out of order.
    Disorder,
    /// New things appear in lists only after newer ones.
    Late,
    /// A repeated key is honoured too late.
    KeyRace,
    /// Streams break, and can be opened again.
    Cut,
}

/// Something that somebody wrote to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The platform's identifier of it.
    pub id: ExternalId,
    /// Who wrote it.
    pub by: Mention,
}

/// Something of ours that stands on the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The platform's identifier.
    pub id: ExternalId,
    /// Who can read it.
    pub visibility: Visibility,
}

/// The stand-in's side: the world outside, and what really happened there.
#[async_trait]
pub trait Harness: Send + Sync {
    /// What there is to check.
    fn abilities(&self) -> Abilities;
    /// The platform under test.
    fn platform(&self) -> Arc<dyn Platform>;
    /// The connected account, opened anew as after a restart: it remembers nothing.
    async fn open(&self) -> Arc<dyn Account>;
    /// The resource in which what people write arrives.
    fn inbox(&self) -> Resource;
    /// The time as the connector sees it.
    fn now(&self) -> Timestamp;
    /// Somebody writes to us.
    async fn hear(&self, text: &str) -> Heard;
    /// Somebody writes to us so that nobody else can read it.
    async fn hear_in_private(&self, text: &str) -> Heard {
        self.hear(text).await
    }
    /// Its author changes it.
    async fn edit(&self, _id: &ExternalId, _text: &str) {}
    /// Its author takes it back.
    async fn delete(&self, _id: &ExternalId) {}
    /// What is said, as the platform needs it: letters have names and recipients.
    fn dress(&self, outbound: Outbound) -> Outbound {
        outbound
    }
    /// What stands on the platform of ours as an answer to this.
    async fn answers_to(&self, _id: &ExternalId) -> Vec<Said> {
        Vec::new()
    }
    /// Something goes wrong until [`Harness::heal`]; `false` when it cannot on this platform.
    async fn trouble(&self, _trouble: Trouble) -> bool {
        false
    }
    /// Nothing goes wrong any more.
    async fn heal(&self) {}
    /// Resolves when the platform sees that we listen, for platforms that push.
    async fn until_listening(&self) {}
    /// What must never be seen: tokens, passwords.
    fn secrets(&self) -> Vec<String>;
    /// Calls that somebody else made up.
    fn forged(&self) -> Vec<Webhook> {
        Vec::new()
    }
}

/// How a check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The promise holds.
    Kept,
    /// It does not, and what happened instead.
    Broken(String),
    /// There is nothing to hold on this platform.
    NotApplicable,
}

/// All checks and how they ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report(pub BTreeMap<&'static str, Outcome>);

impl Report {
    /// Names of the promises that were kept.
    pub fn kept(&self) -> Vec<&'static str> {
        let kept = self.0.iter().filter(|(_, outcome)| **outcome == Outcome::Kept);
        kept.map(|(name, _)| *name).collect()
    }

    /// Panics with all broken promises, for tests.
    pub fn expect_kept(&self) {
        let broken = self.0.values().any(|outcome| matches!(outcome, Outcome::Broken(_)));
        assert!(!broken, "the contract is broken\n{self}");
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, outcome) in &self.0 {
            match outcome {
                Outcome::Kept => writeln!(f, "kept    {name}")?,
                Outcome::NotApplicable => writeln!(f, "-       {name}")?,
                Outcome::Broken(why) => writeln!(f, "BROKEN  {name}: {why}")?,
            }
        }
        Ok(())
    }
}

/// Makes a fresh world for one check.
pub type Fresh<'a> =
    &'a (dyn Fn() -> Pin<Box<dyn Future<Output = Box<dyn Harness>> + Send>> + Sync);

/// Runs every check in a world of its own.
pub async fn check(fresh: Fresh<'_>) -> Report {
    let mut outcomes = BTreeMap::new();
    for (name, run) in reading::CHECKS
        .iter()
        .chain(sending::CHECKS)
        .chain(accidents::CHECKS)
        .chain(secrecy::CHECKS)
    {
        let world = fresh().await;
        let run = std::panic::AssertUnwindSafe(run(&*world)).catch_unwind();
        let outcome = match tokio::time::timeout(PATIENCE, run).await {
            Ok(Ok(Ok(()))) => Outcome::Kept,
            Ok(Ok(Err(Stop::Skip))) => Outcome::NotApplicable,
            Ok(Ok(Err(Stop::Broken(why)))) => Outcome::Broken(why),
            Ok(Err(_)) => Outcome::Broken("it panicked".to_owned()),
            Err(_) => Outcome::Broken(format!("it did not end within {PATIENCE:?}")),
        };
        outcomes.insert(*name, outcome);
    }
    Report(outcomes)
}

/// Why a check ended early.
#[derive(Debug)]
enum Stop {
    Skip,
    Broken(String),
}

type Checked = Result<(), Stop>;
type Check = fn(&dyn Harness) -> Pin<Box<dyn Future<Output = Checked> + Send + '_>>;

/// Goes on when it holds.
fn holds(held: bool, otherwise: impl FnOnce() -> String) -> Checked {
    if held { Ok(()) } else { Err(Stop::Broken(otherwise())) }
}

/// Goes on when the platform has it.
fn applies(has: bool) -> Checked {
    if has { Ok(()) } else { Err(Stop::Skip) }
}

/// What must not fail here.
fn works<T, E: fmt::Debug>(result: Result<T, E>, what: &str) -> Result<T, Stop> {
    result.map_err(|error| Stop::Broken(format!("{what}: {error:?}")))
}

/// What must fail here.
fn fails<T: fmt::Debug, E>(result: Result<T, E>, what: &str) -> Result<E, Stop> {
    match result {
        Ok(value) => Err(Stop::Broken(format!("{what} should fail, but brought {value:?}"))),
        Err(error) => Ok(error),
    }
}

/// Nothing to attach.
struct NoBlobs;

#[async_trait]
impl Blobs for NoBlobs {
    async fn read(&self, blob: &BlobHash) -> Result<Bytes, BoxError> {
        Err(format!("there is no blob {blob}").into())
    }
}
