//! For those who watch the process.

use std::time::Duration;

use axum::extract::State;
use gerne_engine::Space;
use http::StatusCode;
use tokio::time::timeout;

use crate::state::ApiState;

/// The process lives.
pub(crate) async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers, and the log that we follow is the one it holds.
pub(crate) async fn ready(State(api): State<ApiState>) -> (StatusCode, &'static str) {
    let answer = timeout(Duration::from_secs(2), async {
        let there = api.store.read().await?.log_head().await?;
        Ok::<bool, gerne_store::StoreError>(
            timeout(Duration::from_secs(1), api.store.log().wait_beyond(there - 1)).await.is_ok()
                || there == 0,
        )
    });
    match answer.await {
        Ok(Ok(true)) => (
            StatusCode::OK,
            match api.engine.space() {
                Space::Plenty => "ready\n",
                Space::Short => "ready; the disk fills up, nothing is fetched\n",
                Space::None => "ready to be read; the disk is full, nothing is written\n",
            },
        ),
        Ok(Ok(false)) => (StatusCode::SERVICE_UNAVAILABLE, "the log does not move\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
