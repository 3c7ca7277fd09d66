//! The development clock, as the interface moves it.

use gerne_api::DevClock as Movable;
use gerne_domain::{Clock, Timestamp};
use gerne_engine::DevClock;

pub(crate) struct Lever(pub(crate) DevClock);

impl Movable for Lever {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn jump(&self, to: Timestamp) {
        self.0.set(Some(to), None);
    }

    fn run(&self, speed: f64) {
        self.0.set(None, Some(speed));
    }

    fn speed(&self) -> f64 {
        self.0.speed()
    }
}
