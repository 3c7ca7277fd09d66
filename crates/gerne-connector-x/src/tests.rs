//! Pure parts by table; the whole against a stand-in.

mod answering;
mod connecting;
mod contract;
mod problems;
mod reading;
mod renewing;
mod seeking;
mod spending;
mod streaming;
mod texts;
mod world;
