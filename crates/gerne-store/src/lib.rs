//! The one door to the database.
//!
//! [`Store::read`] gives a [`Reader`], [`Store::write`] runs a command in a transaction with a
//! [`Tx`] (which reads as well), [`Store::log`] follows the events. Everything else is methods on
//! those two, one file per aggregate, each beside the statements that it runs. There are no
//! business rules here: what may be done is decided above.
//!
//! To add a method: write its statement once, with `$1` parameters and in SQL that both engines
//! know; write the method below it; call it in `tests/it/conformance` (a test fails until it is
//! called there). What only one engine knows belongs into `db.rs`, `db/` or `search.rs`.

mod accounts;
mod agents;
mod alarm_hooks;
mod alarm_mails;
mod alone;
mod announcements;
mod attachments;
mod backup;
mod blobs;
mod board;
mod checking;
mod claims;
mod config;
mod consults;
mod contacts;
mod conversations;
mod costs;
mod customers;
mod db;
mod deletions;
mod deliveries;
mod drafts;
mod error;
mod events;
mod facts;
mod flags;
mod follow_ups;
mod follower;
mod forgetting;
mod handovers;
mod hidings;
mod hints;
mod hours;
mod idempotency;
mod incidents;
mod inserting;
mod joins;
mod labels;
mod leases;
mod letters;
mod liked;
mod list;
mod log;
mod look;
mod measures;
mod messages;
mod messages_tx;
mod nodes;
mod notes;
mod notifications;
mod outbox;
mod own_ids;
mod page;
mod promises;
mod pushed;
mod reach;
mod reader;
mod row;
mod rules;
mod same;
mod saved_reports;
mod scopes;
mod search;
mod sessions;
mod settings;
mod snippets;
mod space;
mod sql;
mod steps;
mod store;
mod teams;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod threads;
mod tones;
mod value;
mod vault;
mod work;
mod writer;

pub use accounts::StoredCursor;
pub use agents::Credentials;
pub use alarm_hooks::{AlarmCall, AlarmHook};
pub use alarm_mails::{AlarmMail, AlarmMailState, AlarmReader};
pub use alone::{Alone, serve_alone};
pub use attachments::{DueAttachment, Fetched, Origin, StoredAttachment};
pub use backup::{
    Backup, BackupError, BackupHead, BackupSums, ColumnHead, KeyNeeded, Progress, Restored,
    TableHead, TableSum, back_up, restore, verify_backup,
};
pub use blobs::{Blob, BlobInfo};
pub use board::{Lag, WaitingNow};
pub use claims::Skills;
pub use config::{DatabaseUrl, KeySource, StoreConfig, StoreKey};
pub use costs::{Spending, Spent};
pub use customers::Upserted;
pub use db::{Engine, Step, migrate_to, migrations_ahead};
pub use deliveries::{DeliveryCount, Settlement};
pub use drafts::Draft;
pub use error::StoreError;
pub use flags::{Approach, FlagFilter};
pub use forgetting::{STRUCK, Strike, TakenOut};
pub use hints::day_of;
pub use hours::{StoredHours, Target, TargetSaid};
pub use idempotency::{ONLY_AN_ID, Remembered};
pub use joins::{JoinKind, JoinRecord, Moved};
pub use labels::{Label, View};
pub use leases::Lease;
pub use letters::Named;
pub use list::{Assignee, ConversationFilter, Count, NeedsMe, Order};
pub use log::Log;
pub use look::{Found, look};
pub use measures::{Beside, Case, Cases, Counted, FiguresGround, Stands};
pub use notifications::{Alarm, Notification};
pub use page::{Page, Paged};
pub use promises::PromiseFilter;
pub use pushed::Pushed;
pub use reader::Reader;
pub use same::{KeyHolder, Likeness, LikenessState, ProofCode, SameKey, SameKeyKind, Trace};
pub use saved_reports::SavedReport;
pub use search::Search;
pub use sessions::{Session, SessionKind, Ticket, TicketKind};
pub use snippets::Snippet;
pub use steps::StatusStep;
pub use store::Store;

pub use threads::Thread;
pub use tones::Lesson;
pub use vault::Connecting;
pub use work::at_work;
pub use writer::Tx;

/// What a command gives to [`Store::write`].
pub use futures_util::future::BoxFuture;
