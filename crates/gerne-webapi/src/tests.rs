//! Against scripted servers on loopback: what arrives, what is refused, what an accident means.

mod guard;
mod http;
mod pieces;
mod server;
mod tls;
