//! The interface in-process, over a real store and an engine that nothing wakes.

mod alarm_calls;
mod conversations;
mod doors;
mod fairness;
mod figures;
mod idempotency;
mod live;
mod media;
mod misfits;
mod originals;
mod paper;
mod public;
mod replies;
mod roles;
mod same;
mod suggestions;
mod time;
mod world;
