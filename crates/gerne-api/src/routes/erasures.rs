//! Erasing people, and handing out what is kept about them.

use axum::body::Body as Bytes;
use futures_util::StreamExt as _;
use gerne_domain::CustomerId;
use gerne_engine::verbs::ErasureOrder;
use http::{HeaderValue, header};

use super::prelude::*;
use crate::{
    extract::SEQ,
    wire::erasure::{Erasure, ErasureBody, ExportQuery},
};

/// Erase a person for good: everything they said, everything said to and noted about them.
#[utoipa::path(post, path = "/customers/{id}/erasure", tag = "customers",
    params(("id" = Uuid, Path)), request_body = ErasureBody,
    responses((status = 200, body = Erasure)))]
pub(super) async fn erase_customer(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<ErasureBody>,
) -> Answer<Written<Erasure>> {
    let order = ErasureOrder {
        customer: CustomerId(id),
        confirm: body.confirm,
        reason: body.reason.into(),
    };
    let done = api.engine.erase_customer(Some(&who.verbs()), order).await?;
    api.proxy.forget();
    Ok(Written::ok(done.seq, done.value.into()))
}

/// Who was erased: when, by whom, how much; nothing about them. Newest first.
#[utoipa::path(get, path = "/erasures", tag = "customers", params(Page),
    responses((status = 200, body = List<Erasure>)))]
pub(super) async fn list_erasures(
    State(api): State<ApiState>,
    who: Who,
    Params(page): Params<Page>,
) -> Answer<Json<List<Erasure>>> {
    let found = api.engine.erasures(Some(&who.verbs()), &paged(page)).await?;
    Ok(Json(List::page(found.items.into_iter().map(Into::into).collect(), found.next)))
}

/// Everything that is kept about a person, as an archive to hand to them. That it was taken out is
/// written to the log.
#[utoipa::path(get, path = "/customers/{id}/export", tag = "customers",
    params(("id" = Uuid, Path), ExportQuery),
    responses((status = 200, content_type = "application/zip", body = Vec<u8>)))]
pub(super) async fn export_customer(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Params(query): Params<ExportQuery>,
) -> Answer<Response> {
    let language = query.language.as_deref().filter(|language| !language.is_empty());
    if let Some(other) = language.filter(|language| !["de", "en"].contains(language)) {
        return Err(Problem::word("language", other, &["de", "en"]));
    }
    let exported = api.engine.export_customer(Some(&who.verbs()), CustomerId(id), language).await?;
    let name = format!("attachment; filename=\"{}\"", exported.value.name);
    let chunks = futures_util::stream::unfold(exported.value, |mut export| async move {
        Some((export.next().await?, export))
    });
    // Whoever writes the body asks once more after the end.
    let mut response = Bytes::from_stream(chunks.fuse()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    // By their handle, so that several can be told from each other; never by their name.
    let name = HeaderValue::try_from(name)
        .unwrap_or(HeaderValue::from_static("attachment; filename=\"export.zip\""));
    headers.insert(header::CONTENT_DISPOSITION, name);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(SEQ, HeaderValue::from(exported.seq));
    Ok(response)
}
