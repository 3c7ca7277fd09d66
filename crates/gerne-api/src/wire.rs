//! The shapes of the interface, one file per family. They are all that leaves this crate as JSON;
//! the OpenAPI document and the console's types follow from them.

pub mod account;
pub mod agent;
pub mod alarm;
pub mod board;
pub mod contact;
pub mod conversation;
pub mod customer;
pub mod deletion;
pub mod door;
pub mod entry;
pub mod erasure;
pub mod escalation;
pub mod filter;
pub mod flag;
pub mod hiding;
pub mod hours;
pub mod incident;
pub mod known;
pub mod letter;
pub mod list;
pub mod live;
pub mod may;
pub mod media;
pub mod owed;
pub mod patch;
pub mod promise;
pub mod reply;
pub mod report;
pub mod rule;
pub mod same;
pub mod snippet;
pub mod spending;
pub mod target;
pub mod words;

pub use list::List;
