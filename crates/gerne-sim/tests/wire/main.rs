//! The stand-in over real HTTP and WebSocket.

mod client;
mod control;
mod faults;
mod media;
mod oauth;
mod reading;
mod streaming;
mod writing;
