//! The development clock: lets tests and demonstrations live through days in minutes. Not there in
//! an ordinary installation.

use axum::{Json, extract::State};
use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    extract::Body,
    problem::{Answer, Problem},
    state::ApiState,
};

/// What the clock shows.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    now: Timestamp,
    speed: f64,
}

/// How to move it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Move {
    to: Option<Timestamp>,
    advance_seconds: Option<i64>,
    speed: Option<f64>,
}

/// What it shows.
///
/// # Errors
/// `not_found` where there is none.
pub(crate) async fn show(State(api): State<ApiState>) -> Answer<Json<Shown>> {
    let clock = api.config.dev_clock.as_ref().ok_or_else(Problem::not_found)?;
    Ok(Json(Shown { now: clock.now(), speed: clock.speed() }))
}

/// Moves it forward, or lets it run faster.
///
/// # Errors
/// `not_found` where there is none; `invalid` when it should run backwards.
pub(crate) async fn turn(
    State(api): State<ApiState>,
    Body(wanted): Body<Move>,
) -> Answer<Json<Shown>> {
    let clock = api.config.dev_clock.as_ref().ok_or_else(Problem::not_found)?;
    if let Some(speed) = wanted.speed {
        if !speed.is_finite() || !(0.0..=100_000.0).contains(&speed) {
            return Err(Problem::field("speed", "invalid.range"));
        }
        clock.run(speed);
    }
    if let Some(seconds) = wanted.advance_seconds {
        if seconds < 0 {
            return Err(Problem::field("advance_seconds", "invalid.past"));
        }
        let to = clock.now().checked_add(jiff::SignedDuration::from_secs(seconds));
        clock.jump(to.map_err(|_| Problem::field("advance_seconds", "invalid.range"))?);
    }
    if let Some(to) = wanted.to {
        if to < clock.now() {
            return Err(Problem::field("to", "invalid.past"));
        }
        clock.jump(to);
    }
    Ok(Json(Shown { now: clock.now(), speed: clock.speed() }))
}
