//! Pure parts by table; the whole against a stand-in.

mod answering;
mod calls;
mod connecting;
mod contract;
mod problems;
mod reading;
mod texts;
mod world;
