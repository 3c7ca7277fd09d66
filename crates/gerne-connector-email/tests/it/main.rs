//! The connector against real mail servers.

mod servers;
mod world;

mod reading;
