//! What nearly every route needs.

pub(crate) use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
pub(crate) use serde::Deserialize;
pub(crate) use utoipa::IntoParams;
pub(crate) use uuid::Uuid;

pub(crate) use crate::{
    blame::Blame as _,
    caller::{Whence, Who},
    extract::{At, Body, Gone, Params, Written},
    problem::{Answer, FieldError, Problem},
    state::ApiState,
    wire::{
        List,
        list::{Before, Page, limit},
    },
};

/// A connection to read with.
pub(crate) async fn db(api: &ApiState) -> Answer<gerne_store::Reader> {
    Ok(api.store.read().await?)
}

/// The store's word for which page.
pub(crate) fn paged(page: Page) -> gerne_store::Page {
    let size = usize::try_from(limit(page.limit)).unwrap_or(50);
    gerne_store::Page::after(page.after, size)
}

/// Exactly one of several is to be given.
pub(crate) fn one_of(field: &str, which: &str) -> Problem {
    Problem::invalid(vec![FieldError::of(field, "invalid.one_of").saying(which)])
}

/// Whether a text has more characters than it may.
pub(crate) fn longer(text: Option<&str>, most: usize) -> bool {
    text.is_some_and(|text| text.chars().nth(most).is_some())
}
