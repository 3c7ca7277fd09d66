//! The live feed: contiguous ranges of the log over a WebSocket, and who is where.

mod elsewhere;
pub(crate) mod hydrate;
pub(crate) mod nodes;
pub(crate) mod presence;
pub(crate) mod range;
pub(crate) mod socket;
