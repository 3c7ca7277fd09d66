//! How the engines read the hot lists: in the order of an index, and no further than the page.
//! Read from their plans, on a house that is full enough for the planner to care.

use gerne_domain::{Conversation, ConversationId, Scope, Status};
use gerne_store::{Assignee, ConversationFilter, NeedsMe, Order, Page};

use crate::support::{House, World, at, raw, tx, world};

#[tokio::test]
async fn lists_follow_an_index_on_sqlite() {
    let mut house = House::sqlite().await;
    let world = full(&house).await;
    raw(&house, "ANALYZE".to_owned()).await;
    // Connections that were open keep the plans they made.
    house.store = house.another(&house.config).await;
    check(plans(&house, &world).await, |plan| {
        plan.iter().all(|line| !line.contains("TEMP B-TREE") && line != "SCAN c")
    });
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn lists_follow_an_index_on_postgres() {
    let house = House::postgres().await;
    let world = full(&house).await;
    raw(&house, "ANALYZE".to_owned()).await;
    check(plans(&house, &world).await, |plan| {
        // A sort of a handful of rows is fine; a sort of all that is open is not.
        let scanned = plan.iter().any(|line| line.contains("Seq Scan on conversation"));
        let sorted = plan.iter().any(|line| line.contains("Sort  ("));
        !scanned && (!sorted || few(plan))
    });
}

fn check(plans: Vec<(String, Vec<String>)>, good: impl Fn(&[String]) -> bool) {
    let bad = plans.into_iter().filter(|(_, plan)| !good(plan));
    let bad: Vec<String> =
        bad.map(|(name, plan)| format!("{name}:\n  {}", plan.join("\n  "))).collect();
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// Whether what is sorted is estimated at no more than two hundred rows.
fn few(plan: &[String]) -> bool {
    plan.iter().filter(|line| line.contains("Sort  (")).all(|line| {
        let rows = line.split("rows=").nth(1).and_then(|rest| rest.split(' ').next());
        rows.and_then(|rows| rows.parse::<u64>().ok()).is_some_and(|rows| rows <= 200)
    })
}

async fn plans(house: &House, world: &World) -> Vec<(String, Vec<String>)> {
    let open = ConversationFilter {
        statuses: vec![Status::Open],
        spam: Some(false),
        ..ConversationFilter::default()
    };
    let (team, account, me) = (world.team.id, world.account.id, world.agent.id);
    let needs = NeedsMe { agent: me, teams: vec![team], accounts: vec![account] };
    let any = ConversationFilter::default;
    let lists = [
        ("open", open.clone(), Order::Due),
        (
            "needs me",
            ConversationFilter { needs_me: Some(needs.clone()), ..open.clone() },
            Order::Due,
        ),
        ("mine", ConversationFilter { assignee: Assignee::Agent(me), ..open.clone() }, Order::Due),
        ("unassigned", ConversationFilter { assignee: Assignee::None, ..open.clone() }, Order::Due),
        ("team", ConversationFilter { teams: vec![team], ..open.clone() }, Order::Due),
        ("account", ConversationFilter { accounts: vec![account], ..open.clone() }, Order::Due),
        ("open by waiting", open.clone(), Order::Waiting),
        (
            "needs me by waiting",
            ConversationFilter { needs_me: Some(needs), ..open },
            Order::Waiting,
        ),
        ("all by due", any(), Order::Due),
        ("all recent", any(), Order::Recent),
        ("all oldest", any(), Order::Oldest),
        (
            "resolved",
            ConversationFilter { statuses: vec![Status::Resolved], ..any() },
            Order::Recent,
        ),
        ("pending", ConversationFilter { statuses: vec![Status::Pending], ..any() }, Order::Recent),
        (
            "customer",
            ConversationFilter { customer: Some(world.customer.id), ..any() },
            Order::Recent,
        ),
        (
            "all mine, recent",
            ConversationFilter { assignee: Assignee::Agent(me), ..any() },
            Order::Recent,
        ),
    ];
    let theirs = Scope::Of { teams: vec![team], accounts: vec![account] };
    let mut db = house.store.read().await.unwrap();
    let mut plans = Vec::new();
    for (name, filter, order) in &lists {
        for scope in [&Scope::Everything, &theirs] {
            let first = Page::first(50);
            let found = db.list_conversations(filter, scope, *order, &first).await.unwrap();
            let next = Page::after(found.next, 50);
            for page in [&first, &next] {
                let plan = db.explain_conversations(filter, scope, *order, page).await.unwrap();
                plans.push((format!("{name} {order:?} {scope:?} {page:?}"), plan));
            }
        }
    }
    plans
}

/// Four thousand matters, one in ten open: the shape of a house that has been lived in.
async fn full(house: &House) -> World {
    let world = world(house).await;
    let ids = &house.ids;
    let mut all = Vec::new();
    for n in 0..4000_i64 {
        let (customer, _) = crate::support::customer(ids, "K", "k");
        let id = ConversationId::new(ids);
        let team = (n % 2 == 0).then_some(world.team.id);
        let mut c = Conversation::begin(id, customer.id, world.account.id, team, at(n));
        c.assignee_id = (n % 30 == 0).then_some(world.agent.id);
        c.status = match n % 10 {
            0 => Status::Open,
            1 => Status::Pending,
            2 => Status::Snoozed,
            _ => Status::Resolved,
        };
        c.due = (c.status == Status::Open).then(|| at(10_000 - n));
        c.waiting_since = (n % 20 == 0).then(|| at(n));
        all.push((customer, c));
    }
    tx!(house, |tx| {
        for (customer, conversation) in &all {
            tx.insert_customer(customer).await?;
            tx.insert_conversation(conversation).await?;
        }
    });
    world
}
