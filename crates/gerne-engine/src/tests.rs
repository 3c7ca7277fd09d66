//! The engine with a connector that does what it is told, and a clock that stands still.

mod conversations;
mod delivering;
mod ingesting;
mod joining;
mod scripted;
mod stage;
