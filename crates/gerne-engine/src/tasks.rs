//! Tasks with names that can be waited for: nothing runs on after the process said it stopped.

use std::{future::Future, time::Duration};

use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;

/// The only place that spawns.
#[derive(Clone, Debug, Default)]
pub struct Tasks {
    tracker: TaskTracker,
    stop: CancellationToken,
}

impl Tasks {
    /// Runs `task` until it ends or everything stops; then it is dropped where it waits.
    pub fn spawn(&self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        self.spawn_to_end(name, async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = task => {}
            }
        });
    }

    /// Runs `task` until it ends by itself: it watches `stopping` and finishes what it has begun,
    /// such as a request or a reply on the wire. A panic ends that task alone and is logged.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn spawn_to_end(
        &self,
        name: &'static str,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        let work = self.tracker.track_future(task.instrument(tracing::info_span!("task", name)));
        let handle = tokio::spawn(work);
        drop(tokio::spawn(async move {
            if let Err(error) = handle.await
                && error.is_panic()
            {
                tracing::error!(name, "task panicked");
            }
        }));
    }

    /// A child that can be stopped on its own.
    pub fn child(&self) -> Self {
        Self { tracker: self.tracker.clone(), stop: self.stop.child_token() }
    }

    /// Resolves when stopping was asked for.
    pub async fn stopping(&self) {
        self.stop.cancelled().await;
    }

    /// Whether stopping was asked for.
    pub fn is_stopping(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// Asks this and all children to stop.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// Asks to stop and waits, at most `patience`. Returns whether everything ended.
    pub async fn shut_down(&self, patience: Duration) -> bool {
        self.stop.cancel();
        self.tracker.close();
        tokio::time::timeout(patience, self.tracker.wait()).await.is_ok()
    }
}
