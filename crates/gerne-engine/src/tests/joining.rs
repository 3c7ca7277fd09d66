//! Joining and separating, without loss.

use gerne_domain::{MessageId, Status};

use super::{
    scripted::{answered, said},
    stage::Stage,
};
use crate::{
    EngineError,
    verbs::{Part, StatusChange},
};

#[tokio::test]
async fn joined_conversations_wait_since_the_first_word_and_come_apart_as_they_were() {
    let stage = Stage::set().await;
    stage.engine.start();
    // A platform's clock may be a little ahead of ours.
    let ahead = gerne_domain::time::after(stage.now(), std::time::Duration::from_millis(3));
    stage.platform.posts(said("1", "clara", "Erste Frage", ahead));
    let first = stage.matter("1").await;
    stage.pass(std::time::Duration::from_mins(10));
    stage.platform.posts(said("2", "clara", "Zweite Frage", stage.now()));
    let second = stage.matter("2").await;
    let join =
        stage.engine.join_conversations(&stage.anna, second.id, first.id).await.unwrap().value;
    let joined = stage.conversation(second.id).await;
    assert_eq!(joined.waiting_since, first.waiting_since);
    assert_eq!(joined.unanswered, 2);
    assert_eq!(joined.preview, "Zweite Frage");
    assert_eq!(stage.matter("1").await.id, second.id);
    assert_eq!(stage.open_conversations().await.len(), 1);

    // What is said meanwhile in the joined thread goes back with it.
    stage.platform.posts(answered("3", "clara", "1", "Noch etwas", stage.now()));
    stage.message("3").await;
    stage.engine.undo_join(&stage.anna, join).await.unwrap();
    assert_eq!(stage.matter("1").await.id, first.id);
    assert_eq!(stage.matter("3").await.id, first.id);
    assert_eq!(stage.matter("2").await.id, second.id);
    assert_eq!(stage.conversation(second.id).await.unanswered, 1);
    let again = stage.engine.undo_join(&stage.anna, join).await;
    assert!(matches!(again, Err(EngineError::Conflict)));
}

#[tokio::test]
async fn what_is_done_to_a_joined_one_is_done_to_where_it_went() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Erste Frage", stage.now()));
    stage.platform.posts(said("2", "clara", "Zweite Frage", stage.now()));
    let (gone, kept) = (stage.matter("1").await.id, stage.matter("2").await.id);
    let until = gerne_domain::time::after(stage.now(), std::time::Duration::from_hours(1));
    let sleep = StatusChange { status: Status::Snoozed, until: Some(until), no_answer: None };
    stage.engine.set_status(&stage.anna, gone, sleep).await.unwrap();
    stage.engine.join_conversations(&stage.anna, kept, gone).await.unwrap();
    let note = stage.engine.add_note(&stage.anna, gone, "Notiz".to_owned(), Vec::new());
    let note = note.await.unwrap().value;
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.note(note).await.unwrap().unwrap().conversation_id, kept);
    assert_eq!(db.next_wake().await.unwrap(), None, "it does not wake any more");
    drop(db);
    // Nor can the one become part of the other again, in a circle.
    for (into, from) in [(gone, kept), (kept, gone)] {
        let circle = stage.engine.join_conversations(&stage.anna, into, from).await;
        assert!(matches!(circle, Err(EngineError::Invalid(r)) if r.key == "join.same"));
    }
}

#[tokio::test]
async fn two_peoples_matters_are_joined_only_when_the_people_are_one() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Router tot", stage.now()));
    stage.platform.posts(said("2", "clara_privat", "Router immer noch tot", stage.now()));
    let (first, second) = (stage.matter("1").await, stage.matter("2").await);
    let refused = stage.engine.join_conversations(&stage.anna, second.id, first.id).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "join.other_customer"));
    let (into, from) = (first.customer_id, second.customer_id);
    let join = stage.engine.join_customers(&stage.anna, into, from).await.unwrap().value;
    assert_eq!(stage.matter("2").await.customer_id, into);
    let circle = stage.engine.join_customers(&stage.anna, from, into).await;
    assert!(matches!(circle, Err(EngineError::Invalid(r)) if r.key == "join.same"));
    let matters =
        stage.engine.join_conversations(&stage.anna, second.id, first.id).await.unwrap().value;
    stage.engine.undo_join(&stage.anna, matters).await.unwrap();
    stage.engine.undo_join(&stage.anna, join).await.unwrap();
    assert_eq!(stage.matter("2").await.customer_id, from);
    assert_eq!(stage.matter("1").await.customer_id, into);
}

#[tokio::test]
async fn a_bystanders_complaint_becomes_their_own_matter() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Kein Netz in Kiel", stage.now()));
    stage.platform.posts(answered("2", "ben", "1", "@us me too, Kiel as well", stage.now()));
    let clara = stage.matter("1").await;
    let bens = stage.message("2").await;
    assert_eq!(bens.conversation_id, Some(clara.id), "shown where it was said");
    let part = Part::Messages(vec![bens.id]);
    let own = stage.engine.separate(&stage.anna, clara.id, part).await.unwrap().value;
    let own = stage.conversation(own).await;
    assert_ne!(own.customer_id, clara.customer_id, "it is Ben's");
    assert_eq!((own.status, own.unanswered), (Status::Open, 1));
    assert_eq!(own.preview, "@us me too, Kiel as well");
    let clara = stage.conversation(clara.id).await;
    assert_eq!(clara.unanswered, 1);
    // What answers it goes with it.
    stage.platform.posts(answered("3", "ben", "2", "hello?", stage.now()));
    assert_eq!(stage.matter("3").await.id, own.id);
    let everything = Part::Messages(vec![stage.message("1").await.id]);
    let refused = stage.engine.separate(&stage.anna, clara.id, everything).await;
    assert!(matches!(refused, Err(EngineError::Invalid(_))));
    let nothing = Part::Messages(vec![MessageId::new(&**stage.engine.ids())]);
    let refused = stage.engine.separate(&stage.anna, clara.id, nothing).await;
    assert!(matches!(refused, Err(EngineError::Invalid(_))));
}
