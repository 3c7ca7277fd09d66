//! The shapes of the interface, one file per family. They are all that leaves this crate as JSON;
//! the OpenAPI document and the console's types follow from them.

pub mod account;
pub mod agent;
pub mod alarm;
pub mod conversation;
pub mod customer;
pub mod deletion;
pub mod door;
pub mod entry;
pub mod erasure;
pub mod filter;
pub mod hiding;
pub mod letter;
pub mod list;
pub mod live;
pub mod may;
pub mod media;
pub mod patch;
pub mod reply;
pub mod snippet;
pub mod spending;
pub mod words;

pub use list::List;
