//! Customers.

use gerne_domain::{CustomerId, LabelId};
use gerne_engine::verbs::CustomerChange;
use gerne_store::{ConversationFilter, Order, Reader};

use super::prelude::*;
use crate::{
    view,
    wire::{
        conversation::Row,
        customer::{CustomerBody, CustomerInfo},
        entry::Entry,
    },
};

/// One customer.
#[utoipa::path(get, path = "/customers/{id}", tag = "customers", params(("id" = Uuid, Path)),
    responses((status = 200, body = CustomerInfo)))]
pub(super) async fn get_customer(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<CustomerInfo>> {
    Ok(Json(customer(&api, &who, CustomerId(id)).await?))
}

/// A customer that this agent sees; one that was joined into another is that other one.
pub(super) async fn customer(api: &ApiState, who: &Who, id: CustomerId) -> Answer<CustomerInfo> {
    let mut db = db(api).await?;
    let id = visible(&mut db, who, id).await?;
    let customer = db.customer(id).await?.ok_or_else(Problem::not_found)?;
    view::customer::info(api, &mut db, customer).await?.ok_or_else(Problem::not_found)
}

async fn visible(db: &mut Reader, who: &Who, id: CustomerId) -> Answer<CustomerId> {
    let id = db.customer_joined_into(id).await?.unwrap_or(id);
    if db.customer_visible(id, &who.scope).await? { Ok(id) } else { Err(Problem::not_found()) }
}

/// Change a customer.
#[utoipa::path(patch, path = "/customers/{id}", tag = "customers", params(("id" = Uuid, Path)),
    request_body = CustomerBody, responses((status = 200, body = CustomerInfo)))]
pub(super) async fn change_customer(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<CustomerBody>,
) -> Answer<Written<CustomerInfo>> {
    let mut wrong = Vec::new();
    for (field, text, most) in [
        ("name", body.name.as_deref(), 200),
        ("language", body.language.as_ref().and_then(Option::as_deref), 35),
        ("about", body.about.as_deref(), 4_000),
    ] {
        if longer(text, most) {
            wrong.push(FieldError::too_long(field, most));
        }
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let change = CustomerChange {
        name: body.name,
        language: body.language,
        address: body.address.map(|address| address.map(Into::into)),
        about: body.about,
        labels: body.labels.map(|labels| labels.into_iter().map(LabelId).collect()),
        blocked: body.blocked,
    };
    let done = api.engine.change_customer(&who.verbs(), CustomerId(id), change).await?;
    Ok(Written::ok(done.seq, customer(&api, &who, CustomerId(id)).await?))
}

/// Everything said with a customer, over all conversations one may see; newest last.
#[utoipa::path(get, path = "/customers/{id}/timeline", tag = "customers",
    params(("id" = Uuid, Path), Before), responses((status = 200, body = List<Entry>)))]
pub(super) async fn get_customer_timeline(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Params(page): Params<Before>,
) -> Answer<Json<List<Entry>>> {
    let mut db = db(&api).await?;
    let id = visible(&mut db, &who, CustomerId(id)).await?;
    let (before, most) = (page.before.as_deref(), limit(page.limit));
    let list = view::timeline::of_customer(&api, &mut db, &who.scope, id, before, most).await?;
    Ok(Json(list))
}

/// A customer's conversations, newest first.
#[utoipa::path(get, path = "/customers/{id}/conversations", tag = "customers",
    params(("id" = Uuid, Path), Page), responses((status = 200, body = List<Row>)))]
pub(super) async fn list_customer_conversations(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Params(page): Params<Page>,
) -> Answer<Json<List<Row>>> {
    let mut db = db(&api).await?;
    let id = visible(&mut db, &who, CustomerId(id)).await?;
    let filter = ConversationFilter { customer: Some(id), ..ConversationFilter::default() };
    let found = db.list_conversations(&filter, &who.scope, Order::Recent, &paged(page)).await?;
    let rows = view::row::rows(&api, &mut db, who.agent.id, found.items).await?;
    Ok(Json(List::page(rows, found.next)))
}
