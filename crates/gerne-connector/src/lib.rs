//! The seam. A connector translates between one platform and our words; it never sees the store,
//! decides no schedule, remembers no cursor and counts no attempt. The engine does.

mod account;
#[cfg(feature = "contract")]
pub mod contract;
mod counting;
mod error;
mod platform;
mod sniff;
mod tried;
mod vault;

pub use account::{
    Account, Action, Batch, Blobs, Check, Cursor, Gap, Limits, LookUp, MayReply, Media, Pace,
    Prices, Resource, ResourcePlan, Sought, Usage, Wake, Watch, WatchBy, Windows,
};
pub use counting::{Counting, MentionLength};
pub use error::{BoxError, ConnectorError};
pub use platform::{
    Begin, Callback, Capabilities, Choice, ConnectField, ConnectForm, Connected, FieldKind,
    Finished, Form, Known, Platform, Profile, Routed, Webhook,
};
pub use sniff::sniff;
pub use tried::Tried;
pub use vault::{Secret, Spent, Vault, VaultError};
