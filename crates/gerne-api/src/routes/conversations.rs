//! Conversations: lists, one opened, triage.

use std::collections::BTreeMap;

use gerne_domain::{
    AccountId, AgentId, Conversation, ConversationId, CustomerId, LabelId, Message, MessageId,
    Role, TeamId,
};
use gerne_engine::verbs::{BulkChange, StatusChange, Triage};
use gerne_store::{Assignee, ConversationFilter, NeedsMe, Order, PromiseFilter, Reader};

use super::prelude::*;
use crate::{
    view,
    wire::{
        conversation::{
            BulkBody, BulkDone, BulkFailure, ConversationBody, ConversationPage, Counts, Joined,
            Row, StatusBody, Thread,
        },
        filter::{self, Filter},
        words::Status,
    },
};

/// Counted up to.
const COUNT_CAP: usize = 1_000;
/// Views counted in one call.
const COUNTED_AT_ONCE: usize = 50;
/// Conversations changed in one call.
const BULK: usize = 500;

/// A list of conversations, by a filter as repeated keys.
#[utoipa::path(get, path = "/conversations", tag = "conversations", params(FilterQuery, Page),
    responses((status = 200, body = List<Row>)))]
pub(super) async fn list_conversations(
    State(api): State<ApiState>,
    who: Who,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
    Params(page): Params<Page>,
) -> Answer<Json<List<Row>>> {
    let wanted = Filter::from_query(query.as_deref().unwrap_or_default())?;
    let mut db = db(&api).await?;
    let (filter, order) = stored(&mut db, &who, &wanted).await?;
    let found = db.list_conversations(&filter, &who.scope, order, &paged(page)).await?;
    let rows = view::row::rows(&api, &mut db, who.agent.id, found.items).await?;
    Ok(Json(List::page(rows, found.next)))
}

/// How many conversations each view has, exact up to 1,000.
#[utoipa::path(get, path = "/conversations/counts", tag = "conversations", params(ViewsQuery),
    responses((status = 200, body = Counts)))]
pub(super) async fn count_conversations(
    State(api): State<ApiState>,
    who: Who,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
) -> Answer<Json<Counts>> {
    let query = query.unwrap_or_default();
    let mut names: Vec<String> = url::form_urlencoded::parse(query.as_bytes())
        .filter(|(key, _)| key == "view")
        .map(|(_, name)| name.into_owned())
        .take(COUNTED_AT_ONCE)
        .collect();
    if names.is_empty() {
        names = BUILT_IN.iter().map(|name| (*name).to_owned()).collect();
    }
    let mut db = db(&api).await?;
    let mut counts = BTreeMap::new();
    for name in names {
        if name == "promises" {
            let owed = PromiseFilter { owed: true, ..PromiseFilter::default() };
            let count = db.count_promises(&owed, &who.scope, COUNT_CAP).await?;
            counts.insert(name, u32::try_from(count).unwrap_or(u32::MAX));
            continue;
        }
        let wanted = match name.parse::<Uuid>() {
            Ok(id) => match super::views::view(&api, &who, gerne_domain::ViewId(id)).await {
                Ok(view) => view.filter,
                // It was dropped meanwhile; the others are counted all the same.
                Err(problem) if problem.status == 404 => continue,
                Err(problem) => return Err(problem),
            },
            Err(_) => built_in(&name).ok_or_else(|| Problem::word("view", &name, &BUILT_IN))?,
        };
        let (filter, _) = stored(&mut db, &who, &wanted).await?;
        let count = db.count_conversations(&filter, &who.scope, COUNT_CAP).await?;
        counts.insert(name, u32::try_from(count.n).unwrap_or(u32::MAX));
    }
    Ok(Json(Counts { counts }))
}

const BUILT_IN: [&str; 11] = [
    "promises",
    "needs_me",
    "mine",
    "unassigned",
    "open",
    "pending",
    "snoozed",
    "drafts",
    "mentioned",
    "resolved",
    "spam",
];

fn built_in(name: &str) -> Option<Filter> {
    let of = |status: Status| Filter { status: vec![status], ..Filter::default() };
    Some(match name {
        "needs_me" => Filter { needs_me: true, ..Filter::default() },
        "mine" => Filter { assignee: filter::Assignee::Me, ..of(Status::Open) },
        "unassigned" => Filter { assignee: filter::Assignee::None, ..of(Status::Open) },
        "open" => of(Status::Open),
        "pending" => of(Status::Pending),
        "snoozed" => of(Status::Snoozed),
        "drafts" => Filter { draft: true, ..Filter::default() },
        "mentioned" => Filter { mentioned: true, ..Filter::default() },
        "resolved" => of(Status::Resolved),
        "spam" => Filter { spam: true, ..Filter::default() },
        _ => return None,
    })
}

/// The store's words for a filter, as who asks means it.
async fn stored(
    db: &mut Reader,
    who: &Who,
    wanted: &Filter,
) -> Answer<(ConversationFilter, Order)> {
    let me = who.agent.id;
    let needs_me = if wanted.needs_me { Some(needs_me(db, who).await?) } else { None };
    let mut statuses: Vec<gerne_domain::Status> =
        wanted.status.iter().map(|status| (*status).into()).collect();
    if wanted.needs_me && statuses.is_empty() {
        statuses.push(gerne_domain::Status::Open);
    }
    let filter = ConversationFilter {
        statuses,
        assignee: match wanted.assignee {
            filter::Assignee::Any => Assignee::Any,
            filter::Assignee::None => Assignee::None,
            filter::Assignee::Me => Assignee::Agent(me),
            filter::Assignee::Agent(id) => Assignee::Agent(AgentId(id)),
        },
        teams: wanted.team.iter().copied().map(TeamId).collect(),
        accounts: wanted.account.iter().copied().map(AccountId).collect(),
        labels: wanted.label.iter().copied().map(LabelId).collect(),
        customer: wanted.customer.map(CustomerId),
        waiting_only: wanted.waiting,
        spam: Some(wanted.spam),
        unanswered: false,
        has_draft_of: wanted.draft.then_some(me),
        mentioned: wanted.mentioned.then_some(me),
        needs_me,
        ..ConversationFilter::default()
    };
    let order = match wanted.order {
        filter::Order::Due => Order::Due,
        filter::Order::Recent => Order::Recent,
        filter::Order::Oldest => Order::Oldest,
        filter::Order::Waiting => Order::Waiting,
    };
    Ok((filter, order))
}

/// Mine, and nobody's in my teams. An admin without teams cares for everything: there may be
/// nobody else yet.
async fn needs_me(db: &mut Reader, who: &Who) -> Answer<NeedsMe> {
    let agent = who.agent.id;
    if who.agent.role == Role::Admin && who.agent.teams.is_empty() {
        let teams = db.teams().await?.into_iter().map(|team| team.id).collect();
        let accounts = db.accounts().await?.into_iter().map(|account| account.id).collect();
        return Ok(NeedsMe { agent, teams, accounts });
    }
    let teams = who.agent.teams.clone();
    let accounts = db.accounts_of_teams(&teams).await?;
    Ok(NeedsMe { agent, teams, accounts })
}

/// A conversation that this agent sees; one that was joined into another is that other one.
pub(super) async fn visible(db: &mut Reader, who: &Who, id: Uuid) -> Answer<Conversation> {
    let id = ConversationId(id);
    let id = db.conversation_joined_into(id).await?.unwrap_or(id);
    let found = db.conversation(id).await?;
    let seen = found.filter(|c| who.scope.sees(c.account_id, c.team_id));
    seen.ok_or_else(Problem::not_found)
}

/// A message that this agent sees: for its conversation, or for its account while it is in none.
pub(super) async fn visible_message(db: &mut Reader, who: &Who, id: MessageId) -> Answer<Message> {
    let message = db.message(id).await?.ok_or_else(Problem::not_found)?;
    let (account, team) = match message.conversation_id {
        Some(id) => {
            let found = db.conversation(id).await?.ok_or_else(Problem::not_found)?;
            (found.account_id, found.team_id)
        }
        None => (message.account_id, None),
    };
    Some(message).filter(|_| who.scope.sees(account, team)).ok_or_else(Problem::not_found)
}

/// One conversation.
#[utoipa::path(get, path = "/conversations/{id}", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = ConversationPage)))]
pub(super) async fn get_conversation(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<ConversationPage>> {
    Ok(Json(page(&api, &who, id).await?))
}

/// One conversation, opened.
pub(super) async fn page(api: &ApiState, who: &Who, id: Uuid) -> Answer<ConversationPage> {
    let mut db = db(api).await?;
    let conversation = visible(&mut db, who, id).await?;
    let id = conversation.id;
    let thread = |thread: gerne_store::Thread| Thread {
        id: thread.id.0,
        account_id: thread.account_id.0,
        external_id: thread.external_id.0,
    };
    let joined = |join: gerne_store::JoinRecord| Joined {
        id: join.id,
        from: join.from_id,
        at: join.at,
        by: join.agent_id.map(|id| id.0),
    };
    let joins = db.conversation_joins(id).await?.into_iter();
    let suggestion = match view::suggestion::suggestion(&mut db, &who.scope, &conversation).await? {
        Some(by_subject) => Some(by_subject),
        None => {
            let found = api.engine.same_matter(&mut db, &who.scope, &conversation).await?;
            found.map(|(earlier, why)| view::suggestion::goes_on(earlier, why))
        }
    };
    Ok(ConversationPage {
        suggestion,
        threads: db.threads_of(id).await?.into_iter().map(thread).collect(),
        joined: joins.filter(|join| join.undone_at.is_none()).map(joined).collect(),
        row: view::row::row(api, &mut db, who.agent.id, conversation)
            .await?
            .ok_or_else(Problem::not_found)?,
    })
}

/// Change subject, priority, assignee, team, labels, spam.
#[utoipa::path(patch, path = "/conversations/{id}", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = ConversationBody,
    responses((status = 200, body = ConversationPage)))]
pub(super) async fn change_conversation(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<ConversationBody>,
) -> Answer<Written<ConversationPage>> {
    if body.subject.as_ref().is_some_and(|subject| longer(subject.as_deref(), 200)) {
        return Err(Problem::too_long("subject", 200));
    }
    let change = Triage {
        subject: body.subject.map(Option::unwrap_or_default),
        priority: body.priority.map(Into::into),
        assignee: body.assignee_id.map(|id| id.map(AgentId)),
        team: body.team_id.map(|id| id.map(TeamId)),
        labels: body.labels.map(|ids| ids.into_iter().map(LabelId).collect()),
        spam: body.spam,
        ..Triage::default()
    };
    let done = api.engine.triage(&who.verbs(), ConversationId(id), change).await?;
    after_write(&api, &who, id, done.seq).await
}

/// Whose turn it becomes.
#[utoipa::path(post, path = "/conversations/{id}/status", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = StatusBody,
    responses((status = 200, body = ConversationPage)))]
pub(super) async fn set_status(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<StatusBody>,
) -> Answer<Written<ConversationPage>> {
    let change = status_change(&api, body.status, body.until, body.no_answer)?;
    let done = api.engine.set_status(&who.verbs(), ConversationId(id), change).await?;
    after_write(&api, &who, id, done.seq).await
}

/// Take back what one last said about whose turn it is: all stands exactly as before.
#[utoipa::path(post, path = "/conversations/{id}/status/undo", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = ConversationPage)))]
pub(super) async fn undo_status(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<ConversationPage>> {
    let done = api.engine.undo_status(&who.verbs(), ConversationId(id)).await?;
    after_write(&api, &who, id, done.seq).await
}

/// The page after a write. Who gave a conversation to another team may no longer see it: they are
/// told that it was done, by showing it a last time.
async fn after_write(
    api: &ApiState,
    who: &Who,
    id: Uuid,
    seq: i64,
) -> Answer<Written<ConversationPage>> {
    match page(api, who, id).await {
        Err(problem) if problem.status == 404 => {
            let mut last = (*who.0).clone();
            last.scope = gerne_domain::Scope::Everything;
            let who = Who(std::sync::Arc::new(last));
            Ok(Written::ok(seq, page(api, &who, id).await?))
        }
        page => Ok(Written::ok(seq, page?)),
    }
}

fn status_change(
    api: &ApiState,
    status: Status,
    until: Option<gerne_domain::Timestamp>,
    no_answer: Option<crate::wire::words::NoAnswerReason>,
) -> Answer<StatusChange> {
    if until.is_some() && status != Status::Snoozed {
        return Err(Problem::field("until", "invalid.only_snoozed"));
    }
    if until.is_some_and(|until| until <= api.now()) {
        return Err(Problem::field("until", "invalid.past"));
    }
    if no_answer.is_some() && status != Status::Resolved {
        return Err(Problem::field("no_answer", "invalid.only_resolved"));
    }
    Ok(StatusChange { status: status.into(), until, no_answer: no_answer.map(Into::into) })
}

/// One change for many; each is changed wholly or not at all.
#[utoipa::path(post, path = "/conversations/bulk", tag = "conversations", request_body = BulkBody,
    responses((status = 200, body = BulkDone)))]
pub(super) async fn change_many(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<BulkBody>,
) -> Answer<Written<BulkDone>> {
    if body.ids.len() > BULK {
        return Err(Problem::too_many("ids", BULK));
    }
    let change = body.change;
    let status = change
        .status
        .map(|status| status_change(&api, status, change.until, change.no_answer))
        .transpose()
        .map_err(|problem| problem.under("change"))?;
    let labels = |ids: Vec<Uuid>| ids.into_iter().map(LabelId).collect();
    let triage = Triage {
        assignee: change.assignee_id.map(|id| id.map(AgentId)),
        team: change.team_id.map(|id| id.map(TeamId)),
        labels_add: labels(change.labels_add),
        labels_remove: labels(change.labels_remove),
        spam: change.spam,
        ..Triage::default()
    };
    let ids = body.ids.into_iter().map(ConversationId).collect();
    let done = api.engine.bulk(&who.verbs(), ids, BulkChange { triage, status }).await?;
    let mut changed = 0;
    let mut failed = Vec::new();
    for (id, result) in done.value {
        match result {
            Ok(()) => changed += 1,
            Err(error) => {
                failed.push(BulkFailure { id: id.0, code: Problem::from(error).code.clone() });
            }
        }
    }
    Ok(Written::ok(done.seq.max(api.head()), BulkDone { changed, failed }))
}

/// A filter as repeated keys.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by `Filter::from_query`; this only describes it")]
pub(super) struct FilterQuery {
    /// Whose turn it is; none: any.
    status: Option<Vec<Status>>,
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
    /// Open, and mine or nobody's in my teams.
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
    order: Option<filter::Order>,
}

/// Which views.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by hand; this only describes it")]
pub(super) struct ViewsQuery {
    /// Names of built-in views or ids of saved ones; none: all built-in ones.
    view: Option<Vec<String>>,
}
