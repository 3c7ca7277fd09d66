//! The stand-in over real HTTP and WebSocket.

#[cfg(test)]
mod client;
#[cfg(test)]
mod control;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod media;
#[cfg(test)]
mod oauth;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod streaming;
#[cfg(test)]
mod writing;
