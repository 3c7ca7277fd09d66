//! Conversations: lists, one opened, triage.

use super::prelude::*;
use crate::wire::{conversation::{BulkBody, BulkDone, ConversationBody, ConversationPage, Counts, Row, StatusBody}};

/// A list of conversations, by a filter as repeated keys.
#[utoipa::path(get, path = "/conversations", tag = "conversations", params(FilterQuery, Page), responses((status = 200, body = List<Row>)))]
pub async fn list_conversations(State(api): State<Api>, who: Who, Params(page): Params<Page>) -> Answer<Json<List<Row>>> {
    soon()
}

/// How many conversations each view has, exact up to 1,000.
#[utoipa::path(get, path = "/conversations/counts", tag = "conversations", params(ViewsQuery), responses((status = 200, body = Counts)))]
pub async fn count_conversations(State(api): State<Api>, who: Who) -> Answer<Json<Counts>> {
    soon()
}

/// One conversation.
#[utoipa::path(get, path = "/conversations/{id}", tag = "conversations", params(("id" = Uuid, Path)), responses((status = 200, body = ConversationPage)))]
pub async fn get_conversation(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Json<ConversationPage>> {
    soon()
}

/// Change subject, priority, assignee, team, labels, spam.
#[utoipa::path(patch, path = "/conversations/{id}", tag = "conversations", params(("id" = Uuid, Path)), request_body = ConversationBody, responses((status = 200, body = ConversationPage)))]
pub async fn change_conversation(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<ConversationBody>) -> Answer<Written<ConversationPage>> {
    soon()
}

/// Whose turn it becomes.
#[utoipa::path(post, path = "/conversations/{id}/status", tag = "conversations", params(("id" = Uuid, Path)), request_body = StatusBody, responses((status = 200, body = ConversationPage)))]
pub async fn set_status(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<StatusBody>) -> Answer<Written<ConversationPage>> {
    soon()
}

/// One change for many; each is changed wholly or not at all.
#[utoipa::path(post, path = "/conversations/bulk", tag = "conversations", request_body = BulkBody, responses((status = 200, body = BulkDone)))]
pub async fn change_many(State(api): State<Api>, who: Who, Body(body): Body<BulkBody>) -> Answer<Written<BulkDone>> {
    soon()
}

/// A filter as repeated keys.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by `Filter::from_query`; this only describes it")]
pub struct FilterQuery {
    /// Whose turn it is; none: any.
    status: Option<Vec<crate::wire::words::Status>>,
    /// `any`, `none`, `me` or an agent's id.
    assignee: Option<String>,
    /// Given to one of these teams.
    team: Option<Vec<Uuid>>,
    /// Came in through one of these accounts.
    account: Option<Vec<Uuid>>,
    /// Carries one of these labels.
    label: Option<Vec<Uuid>>,
    /// Of this customer.
    customer: Option<Uuid>,
    /// Open, and mine or nobody's.
    needs_me: Option<bool>,
    /// Somebody waits for us.
    waiting: Option<bool>,
    /// Spam instead of everything else.
    spam: Option<bool>,
    /// I have an unsent text in it.
    draft: Option<bool>,
    /// A colleague called me in it.
    mentioned: Option<bool>,
    /// By what it is ordered.
    order: Option<crate::wire::filter::Order>,
}

/// Which views.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by hand; this only describes it")]
pub struct ViewsQuery {
    /// Names of built-in views or ids of saved ones; none: all built-in ones.
    view: Option<Vec<String>>,
}
