//! What is known: the case card, facts, what is said while somebody types, what the company teaches.

use std::ops::Range;

use gerne_domain::{ConversationId, CustomerId, FactId, Knowledge, MessageId, TeamId};
use gerne_engine::{
    knowing::{self, CardLine as Line, Typed},
    verbs::FactChange,
};
use serde_json::{Map, Value};

use super::prelude::*;
use crate::{
    view::known::{self as view, Sources, units},
    wire::known::{
        Card, CardLine, CardLineBody, CardLineChange, CardPart, Fact, FactBody, FactChangeBody,
        Hint, HintCount, Hold, KnowledgeBody, KnowledgeSettings, Offer, Reading, ReadingBody,
        Replacement, Revealed, SilentHint, TaughtPattern, TypedKind, Verified, VerifiedBody,
        WakeHintBody,
    },
};

/// A team of fewer is counted in no figure: it would tell of single people (decision 0020).
const PEOPLE: usize = 5;
/// Characters that are read while somebody types.
const TYPED_CAP: usize = 100_000;

/// The case card of a conversation.
#[utoipa::path(get, path = "/conversations/{id}/card", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = Card)))]
pub(super) async fn get_card(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<Card>> {
    let seq = api.head();
    let card = api.engine.card(&who.verbs(), ConversationId(id)).await?;
    Ok(Json(view::card(&api, &mut db(&api).await?, seq, &card).await?))
}

/// Write a line of the case card.
#[utoipa::path(post, path = "/conversations/{id}/card/lines", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = CardLineBody,
    responses((status = 201, body = CardLine)))]
pub(super) async fn add_line(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<CardLineBody>,
) -> Answer<Written<CardLine>> {
    let part = knowing::Part::from(body.part).name();
    let id = ConversationId(id);
    let done = api.engine.add_card_line(&who.verbs(), id, part, body.text).await;
    let done = done.blaming("fact.empty", "text").blaming("fact.too_long", "text")?;
    Ok(Written::created(done.seq, line(&api, done.value, body.part).await?))
}

/// Correct a line of the case card.
#[utoipa::path(patch, path = "/conversations/{id}/card/lines/{line}", tag = "conversations",
    params(("id" = Uuid, Path), ("line" = Uuid, Path)), request_body = CardLineChange,
    responses((status = 200, body = CardLine)))]
pub(super) async fn change_line(
    State(api): State<ApiState>,
    who: Who,
    At((_, id)): At<(Uuid, Uuid)>,
    Body(body): Body<CardLineChange>,
) -> Answer<Written<CardLine>> {
    let change = FactChange { value: Some(body.text), ..FactChange::default() };
    let done = api.engine.change_fact(&who.verbs(), FactId(id), change).await?;
    let stated = db(&api).await?.fact(FactId(id)).await?.ok_or_else(Problem::not_found)?;
    let part = part_of(&stated.fact);
    let line = view::line(&mut db(&api).await?, &Line { part, stated }).await?;
    Ok(Written::ok(done.seq, line))
}

/// A line of the case card is not so. It stays away when the same is read again.
#[utoipa::path(delete, path = "/conversations/{id}/card/lines/{line}", tag = "conversations",
    params(("id" = Uuid, Path), ("line" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn drop_line(
    State(api): State<ApiState>,
    who: Who,
    At((_, id)): At<(Uuid, Uuid)>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.dismiss_fact(&who.verbs(), FactId(id)).await?.seq))
}

async fn line(api: &ApiState, id: FactId, part: CardPart) -> Answer<CardLine> {
    let mut db = db(api).await?;
    let stated = db.fact(id).await?.ok_or_else(Problem::not_found)?;
    Ok(view::line(&mut db, &Line { part: part.into(), stated }).await?)
}

fn part_of(fact: &gerne_domain::Fact) -> knowing::Part {
    use knowing::Part;
    match fact.kind.as_str() {
        "since" => Part::Since,
        "tried" => Part::TriedByThem,
        "tried_by_us" => Part::TriedByUs,
        "needed_by" => Part::NeededBy,
        "demand" => Part::Demand,
        "open" => Part::Open,
        _ => Part::About,
    }
}

/// What is known about a customer.
#[utoipa::path(get, path = "/customers/{id}/facts", tag = "customers", params(("id" = Uuid, Path)),
    responses((status = 200, body = List<Fact>)))]
pub(super) async fn list_facts(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<List<Fact>>> {
    let facts = api.engine.facts_of(&who.verbs(), CustomerId(id)).await?;
    let mut db = db(&api).await?;
    let sources = Sources::of(&mut db, facts.iter().map(|fact| &fact.stated)).await?;
    Ok(Json(List::whole(facts.iter().map(|fact| sources.fact(fact)).collect())))
}

/// Write down what is known about a customer.
#[utoipa::path(post, path = "/customers/{id}/facts", tag = "customers", params(("id" = Uuid, Path)),
    request_body = FactBody, responses((status = 201, body = Fact)))]
pub(super) async fn add_fact(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<FactBody>,
) -> Answer<Written<Fact>> {
    let (id, matter) = (CustomerId(id), body.conversation_id.map(ConversationId));
    let done = api.engine.add_fact(&who.verbs(), id, &body.kind, body.value, matter).await?;
    Ok(Written::created(done.seq, fact(&api, done.value).await?))
}

/// Correct or confirm a fact.
#[utoipa::path(patch, path = "/facts/{id}", tag = "customers", params(("id" = Uuid, Path)),
    request_body = FactChangeBody, responses((status = 200, body = Fact)))]
pub(super) async fn change_fact(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<FactChangeBody>,
) -> Answer<Written<Fact>> {
    let change = FactChange { value: body.value, kind: body.kind, confirmed: body.state.is_some() };
    let done = api.engine.change_fact(&who.verbs(), FactId(id), change).await?;
    Ok(Written::ok(done.seq, fact(&api, FactId(id)).await?))
}

/// A fact is not so. It stays away when the same is read again.
#[utoipa::path(delete, path = "/facts/{id}", tag = "customers", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn dismiss_fact(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.dismiss_fact(&who.verbs(), FactId(id)).await?.seq))
}

/// See a sensitive value. The log tells that somebody did.
#[utoipa::path(post, path = "/facts/{id}/reveal", tag = "customers", params(("id" = Uuid, Path)),
    responses((status = 200, body = Revealed)))]
pub(super) async fn reveal_fact(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Revealed>> {
    let done = api.engine.reveal_fact(&who.verbs(), FactId(id)).await?;
    Ok(Written::ok(done.seq, Revealed { value: done.value }))
}

async fn fact(api: &ApiState, id: FactId) -> Answer<Fact> {
    let mut db = db(api).await?;
    let stated = db.fact(id).await?.ok_or_else(Problem::not_found)?;
    let private = !stated.fact.public;
    let sources = Sources::of(&mut db, [&stated]).await?;
    Ok(sources.fact(&knowing::KnownFact { stated, private, others: 0 }))
}

/// A customer proved who they are.
#[utoipa::path(post, path = "/customers/{id}/verified", tag = "customers",
    params(("id" = Uuid, Path)), request_body = VerifiedBody,
    responses((status = 201, body = Verified)))]
pub(super) async fn verify(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<VerifiedBody>,
) -> Answer<Written<Verified>> {
    let (how, until) = (body.how.clone(), body.until);
    let done = api.engine.verify_customer(&who.verbs(), CustomerId(id), how, until).await?;
    let (by, at) = (who.agent.id.0, api.engine.clock().now());
    Ok(Written::created(done.seq, Verified { how: body.how, until, by, at }))
}

/// That no longer counts.
#[utoipa::path(delete, path = "/customers/{id}/verified", tag = "customers",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn end_verification(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.end_verification(&who.verbs(), CustomerId(id)).await?.seq))
}

/// What is known about what somebody types. Changes nothing.
#[utoipa::path(post, path = "/conversations/{id}/reading", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = ReadingBody,
    responses((status = 200, body = Reading)))]
pub(super) async fn read(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<ReadingBody>,
) -> Answer<Json<Reading>> {
    if longer(Some(&body.text), TYPED_CAP) {
        return Err(Problem::too_long("text", TYPED_CAP));
    }
    let typed = Typed {
        note: body.kind == TypedKind::Note,
        text: body.text.clone(),
        visibility: body.visibility.map(Into::into),
        parent: body.parent_id.map(MessageId),
    };
    let note = typed.note;
    let read = api.engine.read_typed(&who.verbs(), ConversationId(id), typed).await?;
    let promised = if note {
        Vec::new()
    } else {
        api.engine.promises_in_text(&who.verbs(), ConversationId(id), &body.text).await?
    };
    let mut db = db(&api).await?;
    let stated = read
        .hints
        .iter()
        .filter_map(|hint| hint.source.as_ref())
        .chain(read.holds.iter().filter_map(|hold| hold.source.as_ref()))
        .chain(read.insertable.iter().map(|fact| &fact.stated));
    let sources = Sources::of(&mut db, stated).await?;
    let text = &body.text;
    Ok(Json(Reading {
        hints: read.hints.iter().map(|one| hint(text, &sources, one)).collect(),
        holds: read.holds.iter().map(|one| hold(text, &sources, one)).collect(),
        promises: promised.into_iter().map(crate::view::promise::draft).collect(),
        insertable: read.insertable.iter().map(|fact| sources.fact(fact)).collect(),
        moved_line: read.moved_line,
    }))
}

fn place(text: &str, span: &Range<usize>) -> Range<u32> {
    units(text, span).unwrap_or_default()
}

fn values<'v>(
    values: impl IntoIterator<Item = (&'v &'static str, &'v String)>,
) -> Map<String, Value> {
    values.into_iter().map(|(name, value)| ((*name).to_owned(), value.clone().into())).collect()
}

fn hint(text: &str, sources: &Sources, hint: &knowing::Hint) -> Hint {
    let at = place(text, &hint.span);
    let offer = |offer: &knowing::Offer| Offer {
        label_key: offer.label.to_owned(),
        values: values(&offer.values),
        replace: offer.replace.as_ref().map(|(span, by)| {
            let at = place(text, span);
            Replacement { start: at.start, end: at.end, text: by.clone() }
        }),
    };
    Hint {
        kind: hint.kind.to_owned(),
        key: hint.key.to_owned(),
        values: values(&hint.values),
        start: at.start,
        end: at.end,
        source: hint.source.as_ref().map(|stated| sources.source(stated)),
        offers: hint.offers.iter().map(offer).collect(),
    }
}

fn hold(text: &str, sources: &Sources, hold: &knowing::Hold) -> Hold {
    let at = place(text, &hold.span);
    Hold {
        kind: hold.kind.to_owned(),
        start: at.start,
        end: at.end,
        what: hold.what.clone(),
        source: hold.source.as_ref().map(|stated| sources.source(stated)),
        why: hold.why.to_owned(),
    }
}

/// What keeps an answer from being sent, as whoever wrote it is told.
pub(super) async fn holds(
    api: &ApiState,
    text: &str,
    holds: &[knowing::Hold],
) -> Answer<Vec<Hold>> {
    let stated = holds.iter().filter_map(|hold| hold.source.as_ref());
    let sources = Sources::of(&mut db(api).await?, stated).await?;
    Ok(holds.iter().map(|one| hold(text, &sources, one)).collect())
}

/// Put a hint away.
#[utoipa::path(post, path = "/conversations/{id}/hints/{kind}/dismissed", tag = "conversations",
    params(("id" = Uuid, Path), ("kind" = String, Path)), responses((status = 204)))]
pub(super) async fn dismiss_hint(
    State(api): State<ApiState>,
    who: Who,
    At((id, kind)): At<(Uuid, String)>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.dismiss_hint(&who.verbs(), ConversationId(id), kind).await?.seq))
}

/// How teams took hints, by day; without teams of fewer than five.
#[utoipa::path(get, path = "/hints/counts", tag = "team", params(CountsQuery),
    responses((status = 200, body = List<HintCount>)))]
pub(super) async fn count_hints(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<CountsQuery>,
) -> Answer<Json<List<HintCount>>> {
    let today = gerne_store::day_of(api.engine.clock().now());
    let from = today - i64::from(query.days.unwrap_or(30).clamp(1, 800));
    let mut db = db(&api).await?;
    let agents = db.agents().await?;
    let many = |team: TeamId| {
        let there = agents.iter().filter(|agent| agent.disabled_at.is_none());
        there.filter(|agent| agent.teams.contains(&team)).count() >= PEOPLE
    };
    let counts = db.hint_counts(from, today).await?.into_iter();
    let seen = counts.filter(|count| {
        many(count.team_id)
            && (who.agent.role == gerne_domain::Role::Admin
                || who.agent.teams.contains(&count.team_id))
    });
    let count = |count: gerne_domain::HintCount| HintCount {
        team_id: count.team_id.0,
        day: date(count.day),
        kind: count.kind,
        done: count.done,
        avoided: count.avoided,
        dismissed: count.dismissed,
    };
    Ok(Json(List::whole(seen.map(count).collect())))
}

fn date(day: i64) -> String {
    let at = gerne_domain::Timestamp::from_second(day.saturating_mul(86_400));
    at.map(|at| at.strftime("%F").to_string()).unwrap_or_default()
}

/// How far back.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CountsQuery {
    /// So many days; 30 when absent.
    #[param(minimum = 1, maximum = 800)]
    days: Option<u32>,
}

/// What the company told so that texts are read better.
#[utoipa::path(get, path = "/settings/knowledge", tag = "team",
    responses((status = 200, body = KnowledgeSettings)))]
pub(super) async fn get_knowledge(
    State(api): State<ApiState>,
    _who: Who,
) -> Answer<Json<KnowledgeSettings>> {
    Ok(Json(knowledge(&api).await?))
}

/// Change what the company told.
#[utoipa::path(patch, path = "/settings/knowledge", tag = "team", request_body = KnowledgeBody,
    responses((status = 200, body = KnowledgeSettings)))]
pub(super) async fn change_knowledge(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<KnowledgeBody>,
) -> Answer<Written<KnowledgeSettings>> {
    let now = api.engine.knowledge().await?;
    let pattern = |taught: TaughtPattern| gerne_domain::TaughtPattern {
        kind: taught.kind,
        examples: taught.examples,
        name: taught.name,
    };
    let patterns = body.patterns.map(|all| all.into_iter().map(pattern).collect());
    let changed = Knowledge {
        products: body.products.unwrap_or(now.products),
        patterns: patterns.unwrap_or(now.patterns),
        crm_url: body.crm_url.unwrap_or(now.crm_url),
        off: body.off.unwrap_or(now.off),
        time_zone: body.time_zone.unwrap_or(now.time_zone),
        region: body.region.unwrap_or(now.region),
    };
    let done = api.engine.change_knowledge(&who.verbs(), changed).await;
    let done = done.blaming("hint.unknown", "off")?;
    Ok(Written::ok(done.seq, knowledge(&api).await?))
}

/// A team wants a kind of hint again.
#[utoipa::path(post, path = "/settings/knowledge/hints", tag = "team", request_body = WakeHintBody,
    responses((status = 200, body = KnowledgeSettings)))]
pub(super) async fn wake_hint(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<WakeHintBody>,
) -> Answer<Written<KnowledgeSettings>> {
    let done = api.engine.wake_hint(&who.verbs(), TeamId(body.team_id), body.kind).await;
    let done = done.blaming("hint.unknown", "kind")?;
    Ok(Written::ok(done.seq, knowledge(&api).await?))
}

async fn knowledge(api: &ApiState) -> Answer<KnowledgeSettings> {
    let known = api.engine.knowledge().await?;
    let silent = db(api).await?.hints_resting().await?.into_iter();
    let pattern = |taught: gerne_domain::TaughtPattern| TaughtPattern {
        shape: knowing::shape(&taught),
        kind: taught.kind,
        examples: taught.examples,
        name: taught.name,
    };
    Ok(KnowledgeSettings {
        products: known.products,
        patterns: known.patterns.into_iter().map(pattern).collect(),
        crm_url: known.crm_url,
        off: known.off,
        hints: knowing::KINDS.iter().map(|kind| (*kind).to_owned()).collect(),
        silent: silent
            .filter_map(|rest| {
                Some(SilentHint { team_id: rest.team_id.0, kind: rest.kind, at: rest.off_at? })
            })
            .collect(),
        time_zone: known.time_zone,
        region: known.region,
    })
}
