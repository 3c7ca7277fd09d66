//! What people do by hand: one step back, deleting with four eyes, texts kept ready.

use std::time::Duration;

use gerne_connector::Action;
use gerne_domain::{
    AgentId, Conversation, DeletionOutcome, DeletionReason, DeliveryState, HidingOutcome,
    HidingReason, NoAnswerReason, Role, Scope, Status,
};
use gerne_store::Page;

use super::{
    scripted::{Scripted, answered, said},
    stage::Stage,
};
use crate::{
    Caller, EngineError,
    verbs::{NewAgent, SnippetChange, StatusChange, Triage},
};

async fn agent(stage: &Stage, login: &str, role: Role) -> Caller {
    let new = NewAgent {
        login: login.to_owned(),
        name: login.to_owned(),
        public_name: String::new(),
        role,
        teams: vec![],
        language: "de".to_owned(),
    };
    let id = stage.engine.add_agent(None, new, None).await.unwrap().value;
    Caller { agent: id, role, scope: Scope::Everything }
}

/// All of it but how often it changed.
fn stands(conversation: Conversation) -> Conversation {
    Conversation { rev: 0, ..conversation }
}

#[tokio::test]
async fn one_step_back_restores_exactly_what_stood() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    stage.message("1").await;
    stage.pass(Duration::from_mins(5));
    stage.platform.posts(answered("2", "clara", "1", "Danke schon mal!", stage.now()));
    stage.message("2").await;
    let id = stage.matter("1").await.id;
    let until = gerne_domain::time::after(stage.now(), Duration::from_hours(3));
    let steps = [
        StatusChange { status: Status::Open, until: None, no_answer: None },
        StatusChange { status: Status::Pending, until: None, no_answer: None },
        StatusChange { status: Status::Snoozed, until: Some(until), no_answer: None },
        StatusChange {
            status: Status::Resolved,
            until: None,
            no_answer: Some(NoAnswerReason::Thanks),
        },
    ];
    for from in steps {
        stage.engine.set_status(&stage.anna, id, from).await.unwrap();
        let before = stage.conversation(id).await;
        for to in steps {
            stage.pass(Duration::from_mins(1));
            stage.engine.set_status(&stage.anna, id, to).await.unwrap();
            if stands(stage.conversation(id).await) == stands(before.clone()) {
                continue;
            }
            stage.engine.undo_status(&stage.anna, id).await.unwrap();
            let now = stage.conversation(id).await;
            assert_eq!(stands(now), stands(before.clone()), "{from:?} {to:?}");
        }
    }
    let twice = stage.engine.undo_status(&stage.anna, id).await;
    assert!(matches!(twice, Err(EngineError::Conflict)));
}

#[tokio::test]
async fn what_came_since_a_step_comes_on_top_and_a_colleagues_word_stays() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    let done = StatusChange { status: Status::Resolved, until: None, no_answer: None };
    stage.engine.set_status(&stage.anna, matter.id, done).await.unwrap();
    stage.pass(Duration::from_mins(5));
    stage.platform.posts(answered("2", "clara", "1", "Hallo?", stage.now()));
    stage.message("2").await;
    stage.engine.undo_status(&stage.anna, matter.id).await.unwrap();
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.unanswered, now.waiting_since), (2, matter.waiting_since));
    assert_eq!(now.preview, "Hallo?");

    let mo = agent(&stage, "mo@example.org", Role::Agent).await;
    stage.engine.set_status(&stage.anna, matter.id, done).await.unwrap();
    let open = StatusChange { status: Status::Open, until: None, no_answer: None };
    stage.engine.set_status(&mo, matter.id, open).await.unwrap();
    let refused = stage.engine.undo_status(&stage.anna, matter.id).await;
    assert!(matches!(refused, Err(EngineError::Conflict)));
}

#[tokio::test]
async fn spam_by_mistake_waits_again() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    let spam = |spam| Triage { spam: Some(spam), ..Triage::default() };
    stage.engine.triage(&stage.anna, matter.id, spam(true)).await.unwrap();
    stage.engine.triage(&stage.anna, matter.id, spam(false)).await.unwrap();
    stage.engine.undo_status(&stage.anna, matter.id).await.unwrap();
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.waiting_since), (matter.status, matter.waiting_since));
}

#[tokio::test]
async fn a_reply_called_back_gives_it_back_to_nobody() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let id = stage.matter("1").await.id;
    let written = stage.engine.reply(&stage.anna, id, stage.reply("Ups")).await.unwrap().value;
    assert_eq!(stage.conversation(id).await.assignee_id, Some(stage.anna.agent));
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    assert_eq!(stage.conversation(id).await.assignee_id, None);

    // Whoever had it before still has it.
    let take = Triage { assignee: Some(Some(stage.anna.agent)), ..Triage::default() };
    stage.engine.triage(&stage.anna, id, take).await.unwrap();
    let written = stage.engine.reply(&stage.anna, id, stage.reply("Ups")).await.unwrap().value;
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    assert_eq!(stage.conversation(id).await.assignee_id, Some(stage.anna.agent));
}

#[tokio::test]
async fn anybody_hides_at_once_and_a_lead_looks_at_it() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Ihr Schweine", stage.now()));
    let id = stage.matter("1").await.id;
    let message = stage.message("1").await.id;
    let written = stage.answers(id, "Guten Tag").await;
    let lead = agent(&stage, "lead@example.org", Role::Lead).await;
    let mo = agent(&stage, "mo@example.org", Role::Agent).await;
    let why = HidingReason::Hateful;
    let ours = stage.engine.hide(&mo, written.message, why).await;
    assert!(matches!(ours, Err(EngineError::Invalid(r)) if r.key == "hiding.ours"));
    let shown = stage.engine.unhide(&mo, message).await;
    assert!(matches!(shown, Err(EngineError::Invalid(r)) if r.key == "hiding.not_hidden"));
    stage.platform.refuses_acts(Some("refused.not_hideable"));
    assert!(stage.engine.hide(&mo, message, why).await.is_err());
    let page = Page::after(None, 10);
    assert!(stage.engine.hidings(&mo, false, &page).await.unwrap().items.is_empty());
    stage.platform.refuses_acts(None);

    let hidden = stage.engine.hide(&mo, message, why).await.unwrap().value;
    let again = stage.engine.hide(&lead, message, HidingReason::Spam).await.unwrap().value;
    assert_eq!(hidden, again, "one hiding of a message");
    let theirs = stage.engine.keep_hidden(&mo, hidden).await;
    assert!(matches!(theirs, Err(EngineError::Forbidden)));
    stage.engine.keep_hidden(&lead, hidden).await.unwrap();
    let twice = stage.engine.keep_hidden(&stage.anna, hidden).await;
    assert!(matches!(twice, Err(EngineError::Conflict)));
    // Anybody may show it again, and hide it anew.
    stage.engine.unhide(&mo, message).await.unwrap();
    let past = stage.engine.hidings(&lead, true, &page).await.unwrap().items;
    assert_eq!(past[0].outcome, Some(HidingOutcome::Shown));
    assert_eq!((past[0].reviewed_by, past[0].shown_by), (Some(lead.agent), Some(mo.agent)));
    assert!(stage.engine.hidings(&mo, true, &page).await.is_err());
    let lead_hides = stage.engine.hide(&lead, message, why).await.unwrap().value;
    let own = stage.engine.keep_hidden(&lead, lead_hides).await;
    assert!(matches!(own, Err(EngineError::Forbidden)), "another lead is there");
    let done = stage.platform.acts();
    let hide = |n: &Action| matches!(n, Action::Hide(_));
    assert_eq!((done.len(), done.iter().filter(|a| hide(a)).count()), (4, 3));
}

#[tokio::test]
async fn nobody_waits_for_what_is_hidden() {
    let stage = Stage::set().await;
    stage.engine.start();
    let at = stage.now();
    stage.platform.posts(said("1", "clara", "Ihr Schweine", at));
    let matter = stage.matter("1").await;
    let message = stage.message("1").await.id;
    let stands = async || {
        let now = stage.conversation(matter.id).await;
        (now.status, now.waiting_since, now.unanswered, now.due)
    };
    let before = stands().await;
    assert_eq!((before.0, before.1), (Status::Open, Some(at)));
    let why = HidingReason::Insulting;
    let hiding = stage.engine.hide(&stage.anna, message, why).await.unwrap().value;
    assert_eq!(stands().await, (Status::Pending, None, 0, None), "it was dealt with");
    let lead = agent(&stage, "lead@example.org", Role::Lead).await;
    stage.engine.keep_hidden(&lead, hiding).await.unwrap();
    assert_eq!(stands().await, (Status::Pending, None, 0, None));
    stage.engine.unhide(&stage.anna, message).await.unwrap();
    assert_eq!(stands().await, before, "shown again it waits again");

    // What they say besides goes on waiting, and the row shows that.
    stage.pass(Duration::from_mins(1));
    let later = stage.now();
    stage.platform.posts(answered("2", "clara", "1", "Wo ist mein Paket?", later));
    stage.message("2").await;
    stage.engine.hide(&stage.anna, message, why).await.unwrap();
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.waiting_since, now.unanswered), (Some(later), 1));
    assert_eq!(now.preview, "Wo ist mein Paket?");

    // What somebody said is done stays so, whatever is shown.
    let done = StatusChange { status: Status::Resolved, until: None, no_answer: None };
    stage.engine.set_status(&stage.anna, matter.id, done).await.unwrap();
    stage.engine.unhide(&stage.anna, message).await.unwrap();
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.waiting_since), (Status::Resolved, None));
}

#[tokio::test]
async fn what_is_hidden_in_the_platforms_app_is_hidden_here_too() {
    let stage = Stage::set().await;
    stage.engine.start();
    let at = stage.now();
    let post = |hidden| gerne_domain::InboundMessage {
        hidden: Some(hidden),
        ..said("1", "clara", "Ihr Schweine", at)
    };
    stage.platform.posts(post(false));
    stage.matter("1").await;
    let message = stage.message("1").await.id;
    let page = Page::after(None, 10);
    let waiting =
        async |stage: &Stage| stage.engine.hidings(&stage.anna, false, &page).await.unwrap().items;
    assert!(waiting(&stage).await.is_empty());

    stage.platform.posts(post(true));
    let found = stage.until(async |stage| waiting(stage).await.pop()).await;
    assert_eq!((found.hidden_by, found.reason), (None, HidingReason::Elsewhere));
    let lead = agent(&stage, "lead@example.org", Role::Lead).await;
    assert!(stage.engine.may_review(&lead, &found).await.unwrap());
    stage.platform.posts(post(false));
    stage.until(async |stage| waiting(stage).await.is_empty().then_some(())).await;

    // What was read before one of us hid it, and is kept only now, shows nothing again.
    stage.engine.hide(&lead, message, HidingReason::Hateful).await.unwrap();
    stage.platform.posts(post(false));
    stage.platform.posts(said("2", "clara", "Und noch etwas", stage.now()));
    stage.message("2").await;
    assert_eq!(waiting(&stage).await.len(), 1);
    stage.pass(Duration::from_mins(3));
    stage.platform.posts(post(false));
    stage.until(async |stage| waiting(stage).await.is_empty().then_some(())).await;
}

#[tokio::test]
async fn what_is_answered_on_the_platform_is_credited_to_who_took_it() {
    let store = gerne_store::Store::open_in_memory().await.unwrap();
    let now = "2026-11-02T09:00:00Z".parse().unwrap();
    let stage = Stage::on(store, Scripted::only_when_called(), now).await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let id = stage.matter("1").await.id;
    let beside = answered("2", "clara", "1", "Noch etwas dazu", stage.now());
    stage.platform.posts(gerne_domain::InboundMessage { addressed: false, ..beside });
    stage.message("2").await;
    let take = Triage { assignee: Some(Some(stage.jonas.agent)), ..Triage::default() };
    stage.engine.triage(&stage.jonas, id, take).await.unwrap();
    stage.platform.posts(answered("3", "us", "2", "Wir sehen nach", stage.now()));
    stage.platform.posts(answered("4", "us", "1", "Von wem auch immer", stage.now()));
    assert_eq!(stage.message("3").await.agent_id, Some(stage.jonas.agent));
    assert_eq!(stage.message("4").await.agent_id, None, "anybody may have said it");

    // Whoever went there said it, whose matter it may be.
    let asked = answered("5", "clara", "1", "Und noch etwas", stage.now());
    stage.platform.posts(gerne_domain::InboundMessage { addressed: false, ..asked });
    let asked = stage.message("5").await;
    stage.engine.goes_there(&stage.anna, asked.id).await.unwrap();
    stage.pass(Duration::from_mins(3));
    stage.platform.posts(answered("6", "us", "5", "Anna hier", stage.now()));
    assert_eq!(stage.message("6").await.agent_id, Some(stage.anna.agent));
    // What called us is answered here: going there says nothing about it.
    let first = stage.message("1").await.id;
    stage.engine.goes_there(&stage.anna, first).await.unwrap();
    stage.platform.posts(answered("7", "us", "1", "Wieder von wem auch immer", stage.now()));
    assert_eq!(stage.message("7").await.agent_id, None);
}

#[tokio::test]
async fn deleting_takes_two_people_and_leaves_no_words() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let id = stage.matter("1").await.id;
    let written = stage.answers(id, "Falsch").await;
    stage.delivery(written, DeliveryState::Sent).await;
    let message = written.message;
    let lead = agent(&stage, "lead@example.org", Role::Lead).await;
    let mo = agent(&stage, "mo@example.org", Role::Agent).await;
    let theirs = stage.message("1").await.id;
    let why = DeletionReason::PrivateData;
    let refused = stage.engine.propose_deletion(&mo, theirs, why).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "deletion.not_ours"));

    let proposed = stage.engine.propose_deletion(&lead, message, why).await.unwrap().value;
    let again = stage.engine.propose_deletion(&mo, message, why).await.unwrap().value;
    assert_eq!(proposed, again, "one proposal for a message");
    for not in [&lead, &mo] {
        let alone = stage.engine.confirm_deletion(not, proposed).await;
        assert!(matches!(alone, Err(EngineError::Forbidden)), "{not:?}");
    }
    stage.engine.decline_deletion(&stage.anna, proposed).await.unwrap();
    let late = stage.engine.confirm_deletion(&stage.anna, proposed).await;
    assert!(matches!(late, Err(EngineError::Conflict)));

    let proposed = stage.engine.propose_deletion(&mo, message, why).await.unwrap().value;
    let waiting = stage.engine.deletions(&mo, false, &Page::after(None, 10)).await.unwrap();
    assert_eq!(waiting.items.len(), 1);
    stage.engine.confirm_deletion(&lead, proposed).await.unwrap();
    let past = stage.engine.deletions(&lead, true, &Page::after(None, 10)).await.unwrap().items;
    let outcomes: Vec<_> = past.iter().map(|d| (d.outcome, d.message_id)).collect();
    assert_eq!(
        outcomes,
        [(Some(DeletionOutcome::Deleted), None), (Some(DeletionOutcome::Declined), None)]
    );
    assert!(stage.engine.deletions(&mo, true, &Page::after(None, 10)).await.is_err());
    let mut db = stage.engine.store().read().await.unwrap();
    assert!(db.message(message).await.unwrap().unwrap().deleted_at.is_some());
}

#[tokio::test]
async fn what_others_left_on_our_page_goes_for_a_reason_and_with_four_eyes() {
    let store = gerne_store::Store::open_in_memory().await.unwrap();
    let now = "2026-11-02T09:00:00Z".parse().unwrap();
    let stage = Stage::on(store, Scripted::with_a_wall(), now).await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Ruft den Ben an: 0431 5550100", stage.now()));
    stage.matter("1").await;
    let message = stage.message("1").await.id;
    let lead = agent(&stage, "lead@example.org", Role::Lead).await;
    let mo = agent(&stage, "mo@example.org", Role::Agent).await;
    for ours in [DeletionReason::Mistake, DeletionReason::WrongPlace, DeletionReason::Tone] {
        let refused = stage.engine.propose_deletion(&mo, message, ours).await;
        let why = |r: &gerne_domain::Refusal| r.key == "deletion.reason_for_theirs";
        assert!(matches!(refused, Err(EngineError::Invalid(r)) if why(&r)), "criticism stays");
    }
    let why = DeletionReason::PrivateData;
    let proposed = stage.engine.propose_deletion(&mo, message, why).await.unwrap().value;
    let alone = stage.engine.confirm_deletion(&mo, proposed).await;
    assert!(matches!(alone, Err(EngineError::Forbidden)));
    assert!(stage.platform.acts().is_empty());
    stage.engine.confirm_deletion(&lead, proposed).await.unwrap();
    assert!(matches!(stage.platform.acts()[..], [Action::Delete(_)]));
    let mut db = stage.engine.store().read().await.unwrap();
    assert!(db.message(message).await.unwrap().unwrap().deleted_at.is_some());
}

#[tokio::test]
async fn that_we_like_something_is_remembered() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Ihr seid toll", stage.now()));
    stage.matter("1").await;
    let message = stage.message("1").await.id;
    stage.platform.refuses_acts(Some("refused.unsupported"));
    assert!(stage.engine.like(&stage.anna, message, true).await.is_err());
    let mut db = stage.engine.store().read().await.unwrap();
    assert!(db.liked_of(&[message]).await.unwrap().is_empty());
    stage.platform.refuses_acts(None);
    stage.engine.like(&stage.anna, message, true).await.unwrap();
    stage.engine.like(&stage.jonas, message, true).await.unwrap();
    let liked = db.liked_of(&[message]).await.unwrap();
    assert_eq!(liked.iter().map(|l| l.liked_by).collect::<Vec<_>>(), [stage.anna.agent]);
    stage.engine.like(&stage.jonas, message, false).await.unwrap();
    assert!(db.liked_of(&[message]).await.unwrap().is_empty());
}

#[tokio::test]
async fn texts_kept_ready_are_everyones_or_a_teams() {
    let stage = Stage::set().await;
    let other = stage.engine.add_team(None, "Andere").await.unwrap().value;
    let mo = agent(&stage, "mo@example.org", Role::Agent).await;
    let lead = agent(&stage, "lead@example.org", Role::Lead).await;
    let admin = agent(&stage, "admin@example.org", Role::Admin).await;
    let (engine, anna) = (&stage.engine, &admin);
    engine.add_snippet(&lead, None, "Dank", "Danke, {customer}!").await.unwrap();
    let refused = engine.add_snippet(&lead, Some(other), "x", "y").await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "team.unknown"));
    let refused = engine.add_snippet(&mo, None, "x", "y").await;
    assert!(matches!(refused, Err(EngineError::Forbidden)));
    let refused = engine.add_snippet(&lead, None, "x", "  ").await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "snippet.text"));
    let theirs = engine.add_snippet(anna, Some(other), "Nur dort", "Hallo").await.unwrap().value;
    let names = async |who: &Caller| -> Vec<String> {
        engine.snippets(who).await.unwrap().into_iter().map(|s| s.name).collect()
    };
    assert_eq!(names(&mo).await, ["Dank"]);
    assert_eq!(names(anna).await, ["Dank", "Nur dort"]);
    let change = SnippetChange { team: Some(None), ..SnippetChange::default() };
    let hidden = engine.change_snippet(&lead, theirs.id, change.clone()).await;
    assert!(matches!(hidden, Err(EngineError::NotFound)));
    engine.change_snippet(anna, theirs.id, change).await.unwrap();
    assert_eq!(names(&mo).await, ["Dank", "Nur dort"]);
    engine.drop_snippet(&lead, theirs.id).await.unwrap();
    assert_eq!(names(&mo).await, ["Dank"]);
}

#[tokio::test]
async fn notes_are_found_by_those_who_see_them() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let id = stage.matter("1").await.id;
    let note = "Kundin wünscht Rückruf".to_owned();
    stage.engine.add_note(&stage.anna, id, note, Vec::<AgentId>::new()).await.unwrap();
    let mut db = stage.engine.store().read().await.unwrap();
    let page = Page::after(None, 10);
    let search = gerne_store::Search::of("rueckruf");
    let found = db.search_notes(&search, &Scope::Everything, &page).await.unwrap();
    assert_eq!(found.items.len(), 1);
    let nobody = Scope::Of { teams: vec![], accounts: vec![] };
    assert!(db.search_notes(&search, &nobody, &page).await.unwrap().items.is_empty());
}
