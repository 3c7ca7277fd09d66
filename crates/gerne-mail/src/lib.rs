//! E-mail without I/O: what a mail says, what of it its writer wrote, whether a machine sent it,
//! and how ours are written.
//!
//! Everything that comes in is hostile: [`read`] is total, caps what it keeps and never panics.
//! Nothing here knows the store, the network or the time (ADR 0027).

mod automatic;
mod compose;
mod fields;
mod fingerprint;
mod html;
mod mail;
mod read;
mod report;
mod safe;
pub mod subject;
mod thread;
mod written;

pub use automatic::{Automatic, Kind, Left};
pub use compose::{Answered, Language, Outgoing, compose};
pub use fingerprint::fingerprint;
pub use html::{from_text, to_text};
pub use mail::{Mail, Mailbox, Part};
pub use read::read;
pub use report::{Report, Returned};
pub use safe::{Picture, Remote, SafeHtml, Showing, safe_html};
pub use thread::{Name, Source, names, plus_tokens};
pub use written::{Cut, CutKind, Written, written, written_html};
