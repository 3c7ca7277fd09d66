//! The live feed: contiguous ranges of the log over a WebSocket, and who is where.

pub mod presence;
pub mod range;
