//! What nearly every route needs.

pub(crate) use axum::{Json, extract::State, response::Response};
pub(crate) use serde::Deserialize;
pub(crate) use utoipa::IntoParams;
pub(crate) use uuid::Uuid;

pub(crate) use crate::{
    caller::{Whence, Who},
    extract::{At, Body, Gone, Params, Written},
    problem::{Answer, FieldError, Problem},
    state::Api,
    wire::{
        List,
        list::{Before, Page},
    },
};

/// Not written yet.
pub(crate) fn soon<T>() -> Answer<T> {
    Err(Problem::unavailable())
}
