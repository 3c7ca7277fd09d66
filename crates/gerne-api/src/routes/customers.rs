//! Customers.

use super::prelude::*;
use crate::wire::{customer::{CustomerBody, CustomerInfo}, conversation::Row, entry::Entry};

/// One customer.
#[utoipa::path(get, path = "/customers/{id}", tag = "customers", params(("id" = Uuid, Path)), responses((status = 200, body = CustomerInfo)))]
pub async fn get_customer(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Json<CustomerInfo>> {
    soon()
}

/// Change a customer.
#[utoipa::path(patch, path = "/customers/{id}", tag = "customers", params(("id" = Uuid, Path)), request_body = CustomerBody, responses((status = 200, body = CustomerInfo)))]
pub async fn change_customer(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<CustomerBody>) -> Answer<Written<CustomerInfo>> {
    soon()
}

/// Everything said with a customer, over all conversations one may see; newest last.
#[utoipa::path(get, path = "/customers/{id}/timeline", tag = "customers", params(("id" = Uuid, Path), Before), responses((status = 200, body = List<Entry>)))]
pub async fn get_customer_timeline(State(api): State<Api>, who: Who, At(id): At<Uuid>, Params(page): Params<Before>) -> Answer<Json<List<Entry>>> {
    soon()
}

/// A customer's conversations, newest first.
#[utoipa::path(get, path = "/customers/{id}/conversations", tag = "customers", params(("id" = Uuid, Path), Page), responses((status = 200, body = List<Row>)))]
pub async fn list_customer_conversations(State(api): State<Api>, who: Who, At(id): At<Uuid>, Params(page): Params<Page>) -> Answer<Json<List<Row>>> {
    soon()
}
