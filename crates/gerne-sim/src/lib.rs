//! Stand-ins for the platforms, for tests, demos and manual play.
//!
//! A stand-in speaks the platform's real wire protocol over loopback, so that a connector cannot
//! tell it from the platform: the same paths, entities, headers, errors and oddities. What a real
//! platform does only now and then (lost answers, cut streams, rate limits, duplicates) it does on
//! demand: see [`Fault`]. Everything that happened is in the [`JournalEntry`] list, which a test
//! compares with what the product believes.
//!
//! ```ignore
//! let sim = Sim::start(SimConfig::default()).await;
//! let mastodon = sim.mastodon();
//! let token = mastodon.token_for("nordlicht_hilft", "read write");
//! let post = mastodon.post("clara", PostSpec::public("@nordlicht_hilft Hallo?"))?;
//! mastodon.inject(Fault::new(FaultKind::StatusAfter { code: 502 }).on("POST", "/api/v1/statuses"));
//! mastodon.wait_for(|m| m.answers_to(&post.id).into_iter().next()).await?;
//! sim.shutdown().await;
//! ```
//!
//! Mastodon lives in `mastodon/`, X in `x/`, Facebook in `facebook/`, a mail provider (IMAP and
//! submission) in `mail/`; they share the clock, the faults, the network layer, the square
//! and the control API.

pub mod cast;
mod clock;
mod control;
mod damage;
mod error;
pub mod facebook;
mod faults;
pub mod history;
mod journal;
pub mod mail;
pub mod mastodon;
mod net;
mod page;
mod params;
pub mod picture;
mod random;
mod sim;
mod square;
mod stand_in;
pub mod x;

pub use clock::SimClock;
pub use error::SimError;
pub use facebook::{
    Facebook, FacebookConfig, FbApp, FbComment, FbCommentSpec, FbDelivery, FbIds, FbMessage,
    FbMessageSpec, FbPage, FbPerson, FbPost, FbPostSpec,
};
pub use faults::{Fault, FaultId, FaultKind, FaultState, StreamCut};
pub use journal::{Effect, JournalEntry, RequestRecord, Via};
pub use mail::{
    BounceStyle, Correspondent, Habit, Mail, MailClient, MailConfig, MailSpec, MailboxSpec,
    ReceivedMail,
};
pub use mastodon::{
    Flavour, Limits, Mastodon, MastodonConfig, PersonSpec, PollSpec, Post, PostSpec, RateLimits,
    Visibility,
};
pub use sim::{Sim, SimConfig};
pub use x::{
    BillLine, LimitBody, Priced, Spelling, X, XClient, XConfig, XMessage, XPerson, XPost,
    XPostSpec, XTokens,
};
