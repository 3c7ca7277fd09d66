//! How it stands now, and what comes next.

use std::collections::{BTreeMap, BTreeSet};

use gerne_domain::{
    Account, AccountId, Agent, AgentId, Availability, ConversationId, IncidentId, LabelId,
    MessageId, Role, TeamId,
};
use gerne_engine::{
    BoardNumber, TopicSeen,
    verbs::{IncidentSeen, Next as Found, NextReason as Reason},
};
use gerne_store::{Order, Spent, WaitingNow};

use super::prelude::*;
use crate::{
    view,
    wire::{
        board::{
            Board, BoardAccount, BoardIncident, BoardPerson, BoardSpending, BoardTeam, BoardTopic,
            Capacity, CapacityBody, Next, NextReason, NextWhy, Skills, SkillsBody, Waiting,
        },
        conversation::Row,
    },
};

/// How it stands now. Events say when it is stale.
#[utoipa::path(get, path = "/live-board", tag = "time",
    responses((status = 200, body = Board)))]
pub(super) async fn get_board(State(api): State<ApiState>, who: Who) -> Answer<Json<Board>> {
    let board = api.engine.board(&who.verbs()).await?;
    let mut db = db(&api).await?;
    let agents = db.agents().await?;
    let mut accounts = db.accounts().await?;
    let all_teams = db.teams().await?;
    let most = db.capacities().await?;
    let late_next = view::row::rows(&api, &mut db, who.agent.id, board.late_next).await?;
    drop(db);
    let is_lead = who.agent.role >= Role::Lead;
    let sees = |account| who.scope.sees(account, None);
    let here = |agent: &&Agent| agent.disabled_at.is_none() && api.presence.is_online(agent.id.0);
    let mut teams: BTreeMap<Option<TeamId>, Waiting> = BTreeMap::new();
    let mut by_account = BTreeMap::new();
    let mut all = Waiting::default();
    for now in &board.waiting {
        add(&mut all, now);
        add(teams.entry(now.team_id).or_default(), now);
        add(by_account.entry(now.account_id).or_default(), now);
    }
    for team in all_teams {
        if who.agent.role == Role::Admin || who.agent.teams.contains(&team.id) {
            teams.entry(Some(team.id)).or_default();
        }
    }
    let on = |team: Option<TeamId>| {
        let of = agents.iter().filter(|a| team.is_none_or(|team| a.teams.contains(&team)));
        of.filter(here).count()
    };
    let mut present: Vec<&Agent> = agents.iter().filter(here).collect();
    present.retain(|agent| is_lead && shares(&who.agent, agent));
    let people = people(&present, &board.loads, &most);
    let told = api.engine.expectations(&accounts).await?;
    accounts.retain(|account| sees(account.id));
    let healths = view::account::healths(&api, &accounts).await?;
    let accounts = accounts.into_iter().zip(healths).map(|(account, health)| BoardAccount {
        account_id: account.id.0,
        waiting: by_account.remove(&account.id).unwrap_or_default(),
        spending: spending(&board.spent, &account).filter(|_| is_lead),
        status: account.status.into(),
        problem: account.problem,
        health,
        lag_seconds: board.lags.get(&account.id).copied(),
        answered_by: told.get(&account.id).map(|(until, _)| *until),
        over_capacity: told.get(&account.id).is_some_and(|(_, over)| *over),
    });
    Ok(Json(Board {
        at: api.now(),
        all,
        accounts: accounts.collect(),
        teams: teams
            .into_iter()
            .map(|(team, waiting)| BoardTeam {
                team_id: team.map(|team| team.0),
                on: if team.is_some() { on(team) } else { 0 },
                waiting,
            })
            .collect(),
        within_target_today: board.within_today,
        on: on(None),
        late_next,
        people,
        alarms: board.alarms,
        promises_due: board.promises_due,
        incidents: board.incidents.into_iter().map(incident).collect(),
        topics: board.topics.into_iter().map(topic).collect(),
    }))
}

/// Whether a lead looks after somebody: who is in no team is looked after by all.
fn shares(lead: &Agent, agent: &Agent) -> bool {
    lead.role == Role::Admin
        || agent.teams.is_empty()
        || agent.teams.iter().any(|team| lead.teams.contains(team))
}

/// What these carry, who has least first; whoever is away comes last.
fn people(
    present: &[&Agent],
    loads: &BTreeMap<AgentId, u64>,
    capacities: &[(TeamId, u32)],
) -> Vec<BoardPerson> {
    let person = |agent: &&Agent| BoardPerson {
        agent_id: agent.id.0,
        away: agent.availability == Availability::Away,
        open: loads.get(&agent.id).copied().unwrap_or_default(),
        most: most_of(agent, capacities),
    };
    let mut people: Vec<BoardPerson> = present.iter().map(person).collect();
    people.sort_by_key(|person| (person.away, person.open, person.agent_id));
    people
}

/// How many their teams carry each, where they say so.
fn most_of(agent: &Agent, capacities: &[(TeamId, u32)]) -> Option<u32> {
    let own = capacities.iter().filter(|(team, _)| agent.teams.contains(team));
    own.map(|(_, most)| *most).max()
}

fn incident(seen: IncidentSeen) -> BoardIncident {
    let of = seen.incident;
    BoardIncident {
        id: of.id.0,
        name: of.name,
        about: of.about,
        places: of.body.places,
        since: of.since,
        people: seen.people,
        matters: seen.matters,
        told_over: (of.state == gerne_domain::IncidentState::Over).then_some(seen.told.1),
    }
}

fn topic(seen: TopicSeen) -> BoardTopic {
    #[expect(clippy::cast_precision_loss, reason = "a count of people")]
    let usual = seen.usual as f64 / 100.0;
    BoardTopic {
        of: seen.of.0,
        words: seen.words,
        since: seen.since,
        people: seen.people,
        conversations: seen.conversations.len(),
        usual,
    }
}

/// Which number of the board.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct BehindQuery {
    /// What it counts: `waiting`, `unassigned`, `near`, `missed`, `newer`, `incident`, `topic`.
    pub what: Option<String>,
    /// Of which incident, or of the topic of which message.
    pub of: Option<Uuid>,
    /// Of a team; `none`: of what was given to none.
    pub team: Option<String>,
    /// Of an account.
    pub account: Option<Uuid>,
    /// `due`: the first due first (so it is when nothing is said); `waiting`: who waits longest first.
    pub order: Option<String>,
}

/// What it may count.
const NUMBERS: [&str; 7] =
    ["waiting", "unassigned", "near", "missed", "newer", "incident", "topic"];

/// The conversations behind a number of the board.
#[utoipa::path(get, path = "/live-board/behind", tag = "time", params(BehindQuery, Page),
    responses((status = 200, body = List<Row>)))]
pub(super) async fn get_behind_board(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<BehindQuery>,
    Params(page): Params<Page>,
) -> Answer<Json<List<Row>>> {
    let team = match query.team.as_deref() {
        None | Some("") => None,
        Some("none") => Some(None),
        Some(id) => {
            let id = id.parse();
            let id = id.map_err(|_| Problem::value("team", "expected `none` or the id of a team"));
            Some(Some(TeamId(id?)))
        }
    };
    let of = || query.of.ok_or_else(|| Problem::field("of", "invalid.required"));
    let number = match query.what.as_deref() {
        None | Some("" | "waiting") => BoardNumber::Waiting,
        Some("unassigned") => BoardNumber::Unassigned,
        Some("near") => BoardNumber::Near,
        Some("missed") => BoardNumber::Missed,
        Some("newer") => BoardNumber::Newer,
        Some("incident") => BoardNumber::Incident(IncidentId(of()?)),
        Some("topic") => BoardNumber::Topic(MessageId(of()?)),
        Some(other) => return Err(Problem::word("what", other, &NUMBERS)),
    };
    let account = query.account.map(AccountId);
    let order = match query.order.as_deref() {
        None | Some("" | "due") => Order::Due,
        Some("waiting") => Order::Waiting,
        Some(other) => return Err(Problem::word("order", other, &["due", "waiting"])),
    };
    let page = paged(page);
    let found = api.engine.behind_board(&who.verbs(), number, team, account, order, &page).await?;
    let rows = view::row::rows(&api, &mut db(&api).await?, who.agent.id, found.items).await?;
    Ok(Json(List::page(rows, found.next)))
}

/// Give me what needs me most; nobody else gets it for ten minutes.
#[utoipa::path(post, path = "/next", tag = "time", responses((status = 200, body = Next)))]
pub(super) async fn next(State(api): State<ApiState>, who: Who) -> Answer<Written<Next>> {
    let me = who.agent.id.0;
    let scene = api.presence.scene(tokio::time::Instant::now(), &who.scope);
    let busy: BTreeSet<ConversationId> = scene
        .items
        .iter()
        .filter(|item| item.agent_id != me)
        .map(|item| ConversationId(item.conversation_id))
        .collect();
    let done = api.engine.next(&who.verbs(), &busy).await?;
    let nothing =
        Next { conversation: None, reasons: Vec::new(), why: Vec::new(), until: None, full: None };
    let next = match done.value {
        Found::Nothing => nothing,
        Found::Full { most } => Next { full: Some(most), ..nothing },
        Found::One(one) => {
            let mut db = db(&api).await?;
            let rows = view::row::rows(&api, &mut db, who.agent.id, vec![one.conversation]).await?;
            Next {
                conversation: rows.into_iter().next(),
                reasons: one.reasons.iter().copied().map(reason).collect(),
                why: one.reasons.into_iter().map(why).collect(),
                until: Some(one.until),
                full: None,
            }
        }
    };
    Ok(Written::ok(done.seq, next))
}

/// How many open conversations each in a team carries.
#[utoipa::path(get, path = "/settings/capacity", tag = "time",
    responses((status = 200, body = List<Capacity>)))]
pub(super) async fn list_capacities(State(api): State<ApiState>) -> Answer<Json<List<Capacity>>> {
    let found = api.engine.capacities().await?;
    let wire = |(team, most): (TeamId, u32)| Capacity { team_id: team.0, most: Some(most) };
    Ok(Json(List::whole(found.into_iter().map(wire).collect())))
}

/// Say how many open conversations each in a team carries before *Next* gives them no new ones.
#[utoipa::path(put, path = "/settings/capacity/{id}", tag = "time", params(("id" = Uuid, Path)),
    request_body = CapacityBody, responses((status = 200, body = Capacity)))]
pub(super) async fn put_capacity(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<CapacityBody>,
) -> Answer<Written<Capacity>> {
    let done = api.engine.set_capacity(&who.verbs(), TeamId(id), body.most).await?;
    Ok(Written::ok(done.seq, Capacity { team_id: id, most: body.most }))
}

/// Who is good at what: *Next* gives it to them sooner.
#[utoipa::path(get, path = "/settings/skills", tag = "time",
    responses((status = 200, body = List<Skills>)))]
pub(super) async fn list_skills(State(api): State<ApiState>) -> Answer<Json<List<Skills>>> {
    let found = api.engine.skills().await?.into_iter();
    let wire = |skills: gerne_store::Skills| Skills {
        agent_id: skills.agent_id.0,
        languages: skills.languages,
        labels: skills.labels.into_iter().map(|label| label.0).collect(),
    };
    Ok(Json(List::whole(found.map(wire).collect())))
}

/// Say what somebody is good at. A lead does for their own people.
#[utoipa::path(put, path = "/settings/skills/{id}", tag = "time", params(("id" = Uuid, Path)),
    request_body = SkillsBody, responses((status = 200, body = Skills)))]
pub(super) async fn put_skills(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<SkillsBody>,
) -> Answer<Written<Skills>> {
    let skills = gerne_store::Skills {
        agent_id: AgentId(id),
        languages: body.languages.clone(),
        labels: body.labels.iter().copied().map(LabelId).collect(),
    };
    let done = api.engine.set_skills(&who.verbs(), skills).await?;
    let (languages, labels) = (body.languages, body.labels);
    Ok(Written::ok(done.seq, Skills { agent_id: id, languages, labels }))
}

/// What an account spent and may spend; `None` where neither is known: it costs nothing.
fn spending(spent: &[Spent], account: &Account) -> Option<BoardSpending> {
    let of = spent.iter().find(|spent| spent.account_id == account.id);
    let settings = &account.settings;
    let budgets = [settings.budget_day_cents, settings.budget_month_cents];
    let [budget_day_micros, budget_month_micros] = budgets.map(|c| u64::from(c) * 10_000);
    let costs = of.is_some() || budget_day_micros > 0 || budget_month_micros > 0;
    costs.then(|| BoardSpending {
        today_micros: of.map_or(0, |spent| spent.today),
        month_micros: of.map_or(0, |spent| spent.month),
        budget_day_micros,
        budget_month_micros,
    })
}

fn add(sum: &mut Waiting, now: &WaitingNow) {
    sum.waiting += now.waiting;
    sum.unassigned += now.nobodys;
    sum.near += now.near;
    sum.missed += now.missed;
    sum.newer += now.newer;
    sum.snoozed += now.snoozed;
    sum.oldest = Some(sum.oldest.map_or(now.oldest, |oldest| oldest.min(now.oldest)));
}

fn reason(reason: Reason) -> NextReason {
    match reason {
        Reason::Urgent => NextReason::Urgent,
        Reason::Missed => NextReason::Missed,
        Reason::Near => NextReason::Near,
        Reason::Theirs => NextReason::Theirs,
        Reason::Known => NextReason::Known,
        Reason::Language => NextReason::Language,
        Reason::Skill => NextReason::Skill,
        Reason::Again { .. } => NextReason::Again,
        Reason::NowPublic => NextReason::NowPublic,
        Reason::Waiting { .. } => NextReason::Waiting,
    }
}

fn why(of: Reason) -> NextWhy {
    let values = match of {
        Reason::Again { times } => BTreeMap::from([("times".to_owned(), times)]),
        Reason::Waiting { seconds } => BTreeMap::from([("seconds".to_owned(), seconds)]),
        _ => BTreeMap::new(),
    };
    NextWhy { key: reason(of), values }
}

#[cfg(test)]
mod tests {
    use gerne_domain::PublicFace;

    use super::*;

    fn agent(n: u128, role: Role, teams: &[TeamId]) -> Agent {
        Agent {
            id: AgentId(Uuid::from_u128(n)),
            login: String::new(),
            name: String::new(),
            face: PublicFace::default(),
            role,
            language: "de".to_owned(),
            availability: Availability::Available,
            teams: teams.to_vec(),
            disabled_at: None,
        }
    }

    #[test]
    fn who_has_least_comes_first_and_who_is_away_last() {
        let [ours, theirs] = [1, 2].map(|n| TeamId(Uuid::from_u128(n)));
        let lead = agent(1, Role::Lead, &[ours]);
        let (busy, idle) = (agent(2, Role::Agent, &[ours]), agent(3, Role::Agent, &[ours, theirs]));
        let away = Agent { availability: Availability::Away, ..agent(4, Role::Agent, &[ours]) };
        let stranger = agent(5, Role::Agent, &[theirs]);
        let mut present = vec![&away, &busy, &stranger, &idle];
        present.retain(|agent| shares(&lead, agent));
        let loads = BTreeMap::from([(busy.id, 4), (idle.id, 1)]);
        let found = people(&present, &loads, &[(ours, 5), (theirs, 8)]);
        let told: Vec<_> = found.iter().map(|p| (p.agent_id, p.open, p.most, p.away)).collect();
        let expected = [
            (idle.id.0, 1, Some(8), false),
            (busy.id.0, 4, Some(5), false),
            (away.id.0, 0, Some(5), true),
        ];
        assert_eq!(told, expected);
        assert!(shares(&agent(6, Role::Admin, &[]), &stranger));
    }
}
