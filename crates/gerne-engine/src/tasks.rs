//! Tasks with names that can be waited for: nothing runs on after the process said it stopped.

use std::{
    future::Future,
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use futures_util::FutureExt;
use gerne_domain::{Clock, time::pause};

use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;

/// Longest pause before a task that panicked starts again.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// The only place that spawns.
#[derive(Clone, Debug, Default)]
pub struct Tasks {
    tracker: TaskTracker,
    stop: CancellationToken,
    panics: Arc<AtomicU64>,
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
        // It waits behind nobody who asks.
        let task = gerne_store::at_work(task.instrument(tracing::info_span!("task", name)));
        let work = self.tracker.track_future(task);
        let handle = tokio::spawn(work);
        let panics = Arc::clone(&self.panics);
        drop(tokio::spawn(async move {
            if let Err(error) = handle.await
                && error.is_panic()
            {
                panics.fetch_add(1, Ordering::Relaxed);
                tracing::error!(name, "task panicked");
            }
        }));
    }

    /// Runs what `make` makes until it ends or everything stops. When it panics it is made anew,
    /// after a pause that grows: a defect in one corner must not silence an account for good.
    pub fn keep<F>(
        &self,
        name: &'static str,
        clock: Arc<dyn Clock>,
        make: impl Fn() -> F + Send + 'static,
    ) where
        F: Future<Output = ()> + Send + 'static,
    {
        self.spawn(name, self.again(name, clock, make));
    }

    /// The same for what watches `stopping` itself and finishes what it has begun.
    pub fn keep_to_end<F>(
        &self,
        name: &'static str,
        clock: Arc<dyn Clock>,
        make: impl Fn() -> F + Send + 'static,
    ) where
        F: Future<Output = ()> + Send + 'static,
    {
        self.spawn_to_end(name, self.again(name, clock, make));
    }

    fn again<F>(
        &self,
        name: &'static str,
        clock: Arc<dyn Clock>,
        make: impl Fn() -> F + Send + 'static,
    ) -> impl Future<Output = ()> + Send + 'static
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let (stop, panics) = (self.stop.clone(), Arc::clone(&self.panics));
        async move {
            let mut failures = 0_u32;
            loop {
                let began = clock.ticks();
                if AssertUnwindSafe(make()).catch_unwind().await.is_ok() {
                    return;
                }
                panics.fetch_add(1, Ordering::Relaxed);
                let ran = clock.ticks().saturating_sub(began);
                failures = if ran > LONGEST_PAUSE { 1 } else { failures.saturating_add(1) };
                let pause = pause(Duration::from_secs(1), LONGEST_PAUSE, failures, 1.0);
                tracing::error!(name, failures, ?pause, "task panicked; it starts again");
                tokio::select! {
                    () = clock.rest(pause) => {}
                    () = stop.cancelled() => return,
                }
            }
        }
    }

    /// How many tasks panicked since the start.
    pub fn panics(&self) -> u64 {
        self.panics.load(Ordering::Relaxed)
    }

    /// A child that can be stopped on its own.
    pub fn child(&self) -> Self {
        Self {
            tracker: self.tracker.clone(),
            stop: self.stop.child_token(),
            panics: Arc::clone(&self.panics),
        }
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
