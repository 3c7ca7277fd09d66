//! The IMAP server (RFC 3501, with RFC 2177, 4315, 6154, 6851, 7888, 4959, 2971, 2342, 5161).

mod args;
mod command;
mod fetch;
mod folders;
mod idle;
mod search;
mod section;
mod session;
mod sets;
mod sign_in;
mod store;

pub(crate) use session::serve;
