//! What is said is read once, follows its message, and stays as people left it.

use std::time::Duration;

use gerne_domain::{Conversation, FactId, FactState, Item, Role, Scope, Visibility};

use super::{
    scripted::{answered, said},
    stage::Stage,
};
use crate::{
    Caller, EngineError,
    knowing::{Card, Part, Typed},
    verbs::{AccountChange, FactChange},
};

const STORY: &str = "Die Leitung ist tot, meine Kundennummer ist 7004113. Router neu gestartet.";

async fn card(stage: &Stage, matter: &Conversation) -> Card {
    stage.engine.card(&stage.anna, matter.id).await.unwrap()
}

fn id(card: &Card, part: Part) -> FactId {
    let line = card.lines.iter().find(|line| line.part == part);
    line.unwrap_or_else(|| panic!("no {part:?}: {card:#?}")).stated.fact.id
}

fn values(card: &Card) -> Vec<&str> {
    card.facts.iter().map(|fact| fact.stated.fact.says()).collect()
}

#[tokio::test]
async fn facts_follow_their_message_and_stay_as_people_left_them() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", STORY, stage.now()));
    let matter = stage.matter("1").await;
    let first = card(&stage, &matter).await;
    assert_eq!(values(&first), ["7004113"]);
    let (about, tried) = (id(&first, Part::About), id(&first, Part::TriedByThem));
    let change = FactChange { value: Some("Anschluss tot".to_owned()), ..FactChange::default() };
    stage.engine.change_fact(&stage.anna, about, change).await.unwrap();
    stage.engine.dismiss_fact(&stage.anna, tried).await.unwrap();

    // Asked again all the same: counted for the team.
    stage.answers(matter.id, "Wie lautet Ihre Kundennummer?").await;
    let mut db = stage.engine.store().read().await.unwrap();
    let today = gerne_store::day_of(stage.now());
    let counted = db.hint_counts(today, today).await.unwrap();
    let counted: Vec<_> = counted.iter().map(|one| (one.kind.as_str(), one.done)).collect();
    assert_eq!(counted, [("asked_again", 1)]);
    drop(db);

    // Its words change: another number, the rest as before.
    let mut edited = said("1", "clara", &STORY.replace("7004113", "7004999"), stage.now());
    edited.edited_at = Some(stage.now());
    stage.platform.posts(edited);
    stage
        .until(async |stage| {
            let card = card(stage, &matter).await;
            (values(&card) == ["7004999"]).then_some(())
        })
        .await;
    let second = card(&stage, &matter).await;
    let line = second.lines.iter().find(|line| line.part == Part::About).unwrap();
    assert_eq!(line.stated.fact.says(), "Anschluss tot");
    assert_eq!(line.stated.fact.state, FactState::Corrected);
    assert!(second.lines.iter().all(|line| line.part != Part::TriedByThem), "{second:#?}");
    // Everything read again, what was asked of her too, changes nothing.
    assert_eq!(stage.engine.reread().await.unwrap(), (2, 0));

    stage.platform.shows(Item::Deleted("1".into()));
    stage.until(async |stage| stage.message("1").await.deleted_at.map(drop)).await;
    let gone = card(&stage, &matter).await;
    assert_eq!((gone.lines.len(), gone.facts.len()), (0, 0), "{gone:#?}");
}

#[tokio::test]
async fn what_was_taken_back_was_never_asked() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Meine Leitung ist tot!", stage.now()));
    let matter = stage.matter("1").await;
    let reply = stage.reply("Wie lautet Ihre Kundennummer?");
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    let asked = card(&stage, &matter).await.owed.asked_by_us;
    assert_eq!(asked.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), ["customer_no"]);
    let typed =
        |text: &str| Typed { note: false, text: text.to_owned(), visibility: None, parent: None };
    let again = typed("Nennen Sie uns bitte Ihre Kundennummer.");
    let read = stage.engine.read_typed(&stage.anna, matter.id, again.clone()).await.unwrap();
    assert_eq!(read.hints.iter().map(|hint| hint.kind).collect::<Vec<_>>(), ["asked_before"]);
    for _ in 0..2 {
        let kind = "asked_before".to_owned();
        stage.engine.dismiss_hint(&stage.anna, matter.id, kind).await.unwrap();
    }
    let read = stage.engine.read_typed(&stage.anna, matter.id, again).await.unwrap();
    assert_eq!(read.hints, [], "put away twice it is silent here");
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    assert_eq!(card(&stage, &matter).await.owed.asked_by_us, []);
}

#[tokio::test]
async fn nothing_private_is_said_in_public() {
    let stage = Stage::set().await;
    stage.engine.start();
    let mut private = said("1", "clara", STORY, stage.now());
    private.visibility = Visibility::Private;
    stage.platform.posts(private);
    stage.matter("1").await;
    stage.platform.posts(said("2", "ben", "Wo ist mein Paket 4711-2002?", stage.now()));
    let matter = stage.matter("2").await;
    let reply = stage.reply("Geht es um die Kundennummer 7004113?");
    let held = stage.engine.reply(&stage.jonas, matter.id, reply.clone()).await;
    let Err(EngineError::Private(holds)) = held else { panic!("{held:?}") };
    assert_eq!((holds[0].why, holds[0].source.is_none()), ("of_another", true));
    let why = Some("Ben hat danach gefragt".to_owned());
    let reply = crate::verbs::NewReply { in_public: why, ..reply };
    stage.engine.reply(&stage.jonas, matter.id, reply).await.unwrap();
    let mut db = stage.engine.store().read().await.unwrap();
    let notes = db.notes_of(matter.id).await.unwrap();
    assert_eq!(
        notes.iter().map(|n| n.text.as_str()).collect::<Vec<_>>(),
        ["Ben hat danach gefragt"]
    );
    let told = format!("{:?}", stage.events().await);
    assert!(told.contains("SaidInPublic") && !told.contains("7004113"), "{told}");
}

#[tokio::test]
async fn a_new_thread_goes_on_with_the_open_matter() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Seit gestern ist die Leitung tot.", stage.now()));
    let first = stage.matter("1").await;
    stage.pass(Duration::from_hours(2));
    stage.platform.posts(said("2", "clara", "Und immer noch keine Antwort!", stage.now()));
    let second = stage.matter("2").await;
    assert_ne!(first.id, second.id, "offered, and not done");
    let mut db = stage.engine.store().read().await.unwrap();
    let offered = stage.engine.same_matter(&mut db, &stage.anna.scope, &second).await.unwrap();
    assert_eq!(offered.map(|(matter, _)| matter.id), Some(first.id));
    drop(db);

    let mut settings = {
        let mut db = stage.engine.store().read().await.unwrap();
        db.account(stage.account).await.unwrap().unwrap().settings
    };
    settings.joins_matters = true;
    let change = AccountChange { settings: Some(settings), ..AccountChange::default() };
    let admin = Caller { role: Role::Admin, scope: Scope::Everything, ..stage.anna.clone() };
    stage.engine.change_account(&admin, stage.account, change).await.unwrap();
    stage.pass(Duration::from_hours(1));
    stage.platform.posts(said("3", "ben", "My download has not arrived", stage.now()));
    let waits = stage.matter("3").await;
    stage.pass(Duration::from_hours(1));
    stage.platform.posts(said("4", "ben", "Still waiting for the download.", stage.now()));
    let joined = stage.matter("4").await;
    assert_eq!(joined.id, waits.id, "done by itself");
    assert_eq!((joined.waiting_since, joined.unanswered), (waits.waiting_since, 2));
    let mut db = stage.engine.store().read().await.unwrap();
    let join = db.conversation_joins(joined.id).await.unwrap().pop().unwrap();
    assert_eq!(join.agent_id, None);
    drop(db);
    stage.engine.undo_join(&stage.anna, join.id).await.unwrap();
    assert_ne!(stage.matter("4").await.id, waits.id, "and undone");
    stage.platform.posts(answered("5", "ben", "4", "Hello?", stage.now()));
    assert_ne!(stage.matter("5").await.id, waits.id, "told apart, it stays so");
}
