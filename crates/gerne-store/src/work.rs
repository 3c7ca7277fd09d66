//! The house's own work has connections of its own. Who asks may be many, and wait for each other;
//! what is fetched, carried and held must not wait behind them: else hundreds who look for something
//! that is not there yet keep it from coming.

use std::future::Future;

tokio::task_local! {
    static AT_WORK: ();
}

/// Runs what nobody waits for in front of a screen: within it [`crate::Store::read`] gives other
/// connections than to those who ask. What it spawns has to say so itself.
pub fn at_work<F: Future>(work: F) -> impl Future<Output = F::Output> {
    AT_WORK.scope((), work)
}

pub(crate) fn is_at_work() -> bool {
    AT_WORK.try_with(|()| ()).is_ok()
}
