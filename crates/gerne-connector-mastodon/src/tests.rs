//! Pure parts by table, the rest against the stand-in, on both families of servers.

mod addresses;
mod connecting;
mod contract;
mod pages;
mod posting;
mod reading;
mod streams;
mod texts;
mod world;
