use gerne_domain::{
    Conversation, ConversationId, LabelId, NoAnswerReason, Note, NoteId, Priority, Scope, Status,
};
use gerne_store::{Assignee, ConversationFilter, Draft, Label, NeedsMe, Order, Page, StoreError};

use crate::support::{House, World, account, agent, at, tx, world};

pub(crate) async fn rows_come_back_as_they_went(house: &House) {
    let world = world(house).await;
    let mut full = world.conversation.clone();
    full.assignee_id = Some(world.agent.id);
    full.priority = Priority::Urgent;
    full.subject = Some("Router 🔥 'kaputt'; DROP TABLE event".to_owned());
    full.preview = "Zeile".repeat(20);
    full.preview_private = true;
    full.last_message_id = Some(world.message.id);
    full.last_message_at = at(7);
    full.waiting_since = Some(at(1));
    full.unanswered = 3;
    full.due = Some(at(99));
    full.snoozed_until = Some(at(50));
    full.first_response_at = Some(at(2));
    full.resolved_at = Some(at(3));
    full.no_answer = Some(NoAnswerReason::AnsweredByCommunity);
    full.spam = true;
    full.status = Status::Snoozed;
    let update = full.clone();
    assert_eq!(tx!(house, |tx| tx.update_conversation(&update).await?), Some(1));
    full.rev = 1;
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.conversation(full.id).await.unwrap().as_ref(), Some(&full));
    assert_eq!(db.conversations(&[full.id]).await.unwrap(), [full.clone()]);
    assert!(db.conversations(&[]).await.unwrap().is_empty());
    assert_eq!(db.conversations_of(full.customer_id, 9).await.unwrap(), [full.clone()]);
    let nobody = Conversation { id: ConversationId::new(&house.ids), ..full.clone() };
    assert_eq!(tx!(house, [nobody] | tx | tx.update_conversation(&nobody).await?), None);

    let labels: Vec<LabelId> = (0..2).map(|_| LabelId::new(&house.ids)).collect();
    for (n, id) in labels.iter().enumerate() {
        let label = Label { id: *id, name: format!("L{n}"), colour: "#fff".to_owned() };
        tx!(house, |tx| tx.insert_label(&label).await?);
    }
    let id = full.id;
    let rev = tx!(house, [labels] | tx | tx.set_conversation_labels(id, &labels).await?);
    assert_eq!(rev, Some(2));
    assert_eq!(db.conversation(id).await.unwrap().unwrap().labels, labels);
    let missing = nobody.id;
    assert_eq!(tx!(house, |tx| tx.set_conversation_labels(missing, &[]).await?), None);
}

type Passes<'p> = Box<dyn Fn(&Conversation) -> bool + 'p>;

/// Twenty matters of all kinds; what each list should hold is reckoned in plain Rust.
pub(crate) async fn lists_narrow_order_and_page(house: &House) {
    let world = world(house).await;
    let all = matters(house, &world).await;
    let me = world.agent.id;
    let label = all.iter().find_map(|c| c.labels.first().copied()).unwrap();
    let teams = vec![world.team.id];
    let needs = NeedsMe { agent: me, teams: teams.clone(), accounts: vec![world.account.id] };
    let filter = ConversationFilter::default;
    let filters: Vec<(ConversationFilter, Passes<'_>)> = vec![
        (filter(), Box::new(|_| true)),
        (
            ConversationFilter { statuses: vec![Status::Open], ..filter() },
            Box::new(|c| c.status == Status::Open),
        ),
        (
            ConversationFilter { statuses: vec![Status::Open, Status::Pending], ..filter() },
            Box::new(|c| matches!(c.status, Status::Open | Status::Pending)),
        ),
        (
            ConversationFilter { assignee: Assignee::None, ..filter() },
            Box::new(|c| c.assignee_id.is_none()),
        ),
        (
            ConversationFilter { assignee: Assignee::Agent(me), ..filter() },
            Box::new(move |c| c.assignee_id == Some(me)),
        ),
        (
            ConversationFilter { teams: teams.clone(), ..filter() },
            Box::new(|c| c.team_id == Some(world.team.id)),
        ),
        (
            ConversationFilter { accounts: vec![world.account.id], ..filter() },
            Box::new(|c| c.account_id == world.account.id),
        ),
        (
            ConversationFilter { labels: vec![label], ..filter() },
            Box::new(move |c| c.labels.contains(&label)),
        ),
        (
            ConversationFilter { customer: Some(world.customer.id), ..filter() },
            Box::new(|c| c.customer_id == world.customer.id),
        ),
        (
            ConversationFilter { waiting_only: true, spam: Some(false), ..filter() },
            Box::new(|c| c.waiting_since.is_some() && !c.spam),
        ),
        (ConversationFilter { unanswered: true, ..filter() }, Box::new(|c| c.unanswered > 0)),
        (ConversationFilter { spam: Some(true), ..filter() }, Box::new(|c| c.spam)),
        (
            ConversationFilter { has_draft_of: Some(me), ..filter() },
            Box::new(|c| c.id == all[3].id),
        ),
        (ConversationFilter { mentioned: Some(me), ..filter() }, Box::new(|c| c.id == all[4].id)),
        (
            ConversationFilter { needs_me: Some(needs), ..filter() },
            Box::new(|c| {
                c.assignee_id == Some(me)
                    || (c.assignee_id.is_none()
                        && (c.team_id == Some(world.team.id)
                            || (c.team_id.is_none() && c.account_id == world.account.id)))
            }),
        ),
    ];
    let scopes = [
        Scope::Everything,
        Scope::Of { teams: teams.clone(), accounts: Vec::new() },
        Scope::Of { teams: Vec::new(), accounts: vec![world.account.id] },
        Scope::Of { teams: Vec::new(), accounts: Vec::new() },
    ];
    let mut db = house.store.read().await.unwrap();
    for (n, (filter, passes)) in filters.iter().enumerate() {
        for scope in &scopes {
            let sees = |c: &&Conversation| passes(c) && scope.sees(c.account_id, c.team_id);
            let expected: Vec<&Conversation> = all.iter().filter(sees).collect();
            for order in [Order::Due, Order::Recent, Order::Oldest, Order::Waiting] {
                let mut page = Page::first(3);
                let mut listed = Vec::new();
                loop {
                    let found = db.list_conversations(filter, scope, order, &page).await.unwrap();
                    assert!(found.items.len() <= 3);
                    listed.extend(found.items);
                    let Some(next) = found.next else { break };
                    page.after = Some(next);
                }
                let mut expected = expected.clone();
                expected.sort_by_key(|c| rank(c, order));
                let listed: Vec<_> = listed.iter().collect();
                assert_eq!(listed, expected, "filter {n} {scope:?} {order:?}");
            }
            let count = db.count_conversations(filter, scope, 100).await.unwrap();
            assert_eq!((count.n, count.capped), (expected.len(), false), "filter {n}");
            let capped = db.count_conversations(filter, scope, 2).await.unwrap();
            assert_eq!((capped.n, capped.capped), (expected.len().min(2), expected.len() > 2));
        }
    }
    let foreign = Page::after(Some("not ours".to_owned()), 3);
    let refused = db.list_conversations(&filter(), &scopes[0], Order::Due, &foreign).await;
    assert!(matches!(refused, Err(StoreError::PageKey)));
    let plan = db.explain_conversations(&filter(), &scopes[0], Order::Due, &Page::first(3)).await;
    assert!(!plan.unwrap().is_empty());
}

/// What is urgent and open stands before everything else, however long that is overdue.
fn rank(c: &Conversation, order: Order) -> (bool, bool, bool, i64, i128) {
    let id = i128::try_from(c.id.0.as_u128()).unwrap();
    let last = c.last_message_at.as_microsecond();
    match order {
        Order::Due => {
            let due = c.due.map_or(0, gerne_domain::Timestamp::as_microsecond);
            let open = c.status == Status::Open;
            let urgent = open && c.priority == Priority::Urgent;
            (!open, c.due.is_none(), !urgent, due, id)
        }
        Order::Recent => (false, false, false, -last, -id),
        Order::Oldest => (false, false, false, last, id),
        Order::Waiting => {
            let waits = c.waiting_since.map_or(0, gerne_domain::Timestamp::as_microsecond);
            (c.waiting_since.is_none(), false, false, waits, id)
        }
    }
}

async fn matters(house: &House, world: &World) -> Vec<Conversation> {
    let ids = &house.ids;
    let other = account(ids, &[]);
    let colleague = agent(ids, &[]);
    let label = Label { id: LabelId::new(ids), name: "Rechnung".to_owned(), colour: "#0a0".into() };
    tx!(
        house,
        [other, colleague, label] | tx | {
            tx.insert_account(&other).await?;
            tx.insert_agent(&colleague, at(0)).await?;
            tx.insert_label(&label).await?;
        }
    );
    let mut all = vec![world.conversation.clone()];
    for n in 0..20_i64 {
        let account = if n % 3 == 0 { other.id } else { world.account.id };
        let team = (n % 4 == 0).then_some(world.team.id);
        let id = ConversationId::new(ids);
        let mut c = Conversation::begin(id, world.customer.id, account, team, at(n % 6));
        c.status = [Status::Open, Status::Open, Status::Pending, Status::Snoozed, Status::Resolved]
            [usize::try_from(n % 5).unwrap()];
        c.assignee_id =
            [None, Some(world.agent.id), Some(colleague.id)][usize::try_from(n / 2 % 3).unwrap()];
        c.due = (n % 7 != 0).then(|| at(100 - n / 2));
        c.waiting_since = (n % 2 == 0).then(|| at(n));
        c.unanswered = u32::try_from(n % 3).unwrap();
        c.spam = n % 9 == 8;
        c.priority = if n % 3 == 1 { Priority::Urgent } else { Priority::Normal };
        c.labels = if n % 6 == 5 { vec![label.id] } else { Vec::new() };
        all.push(c);
    }
    let (drafted, called, me) = (all[3].id, all[4].id, world.agent.id);
    let draft = Draft {
        conversation_id: drafted,
        agent_id: me,
        kind: "reply".to_owned(),
        body: serde_json::json!({ "text": "Hallo" }),
        saved_at: at(1),
    };
    let note = Note {
        id: NoteId::new(ids),
        conversation_id: called,
        agent_id: colleague.id,
        text: "@Lena schaust du?".to_owned(),
        mentions: vec![me],
        created_at: at(1),
        consult_id: None,
        author: None,
    };
    let new: Vec<Conversation> = all.iter().skip(1).cloned().collect();
    tx!(house, |tx| {
        for conversation in &new {
            tx.insert_conversation(conversation).await?;
        }
        tx.put_draft(&draft).await?;
        tx.insert_note(&note).await?;
    });
    all
}

pub(crate) async fn snoozed_ones_wake(house: &House) {
    let world = world(house).await;
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.next_wake().await.unwrap(), None);
    let mut conversation = world.conversation.clone();
    let id = conversation.id;
    conversation.snooze(Some(at(60)));
    let sleeping = conversation.clone();
    tx!(house, |tx| tx.update_conversation(&sleeping).await?);
    assert_eq!(db.next_wake().await.unwrap(), Some(at(60)));
    assert!(db.conversations_to_wake(at(59), 9).await.unwrap().is_empty());
    assert_eq!(db.conversations_to_wake(at(60), 9).await.unwrap(), [id]);
    conversation.reopen();
    tx!(house, |tx| tx.update_conversation(&conversation).await?);
    assert!(db.conversations_to_wake(at(99), 9).await.unwrap().is_empty());
}
