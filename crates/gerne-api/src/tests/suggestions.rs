//! What a new letter may be a part of.

use std::time::Duration;

use gerne_domain::{Automatic, Letter};
use serde_json::{Value, json};

use super::world::{Said, World};

impl World {
    async fn suggested(&self, said: Said) -> Value {
        let path = format!("/conversations/{}", said.conversation);
        self.get(&self.agent, &path).await["suggestion"].clone()
    }
}

#[tokio::test]
async fn the_same_subject_of_the_same_person_is_offered() {
    let w = World::new().await;
    let first = w.said(&w.ours, "Erst ein Beitrag").await;
    let old = w.letter(first, "Rechnung 4711", Letter::default()).await;
    assert_eq!(w.suggested(old).await, json!(null), "nothing was before");
    let new = w.letter(first, "AW: rechnung  4711", Letter::default()).await;
    let offered = json!({
        "conversation_id": old.conversation,
        "subject": "Rechnung 4711",
        "reason": "same_subject",
    });
    assert_eq!(w.suggested(new).await, offered);
    assert_eq!(w.suggested(old).await, json!(null), "the older one is where it belongs");

    // What is handed on, written by machines, about something else or nothing is its own.
    let robot = Letter { automatic: Some(Automatic::Reply), ..Letter::default() };
    for (subject, letter) in [
        ("WG: Rechnung 4711", Letter::default()),
        ("Re: Rechnung 4711", robot),
        ("Rechnung 4712", Letter::default()),
        ("Re:", Letter::default()),
    ] {
        let other = w.letter(first, subject, letter).await;
        assert_eq!(w.suggested(other).await, json!(null), "{subject}");
    }
    // Another person's subject is another matter.
    let stranger = w.said(&w.ours, "Guten Tag").await;
    let theirs = w.letter(stranger, "Re: Rechnung 4711", Letter::default()).await;
    assert_eq!(w.suggested(theirs).await, json!(null));
}

#[tokio::test]
async fn what_a_person_decided_is_not_asked_again() {
    let w = World::new().await;
    let first = w.said(&w.ours, "Erst ein Beitrag").await;
    let old = w.letter(first, "Rechnung", Letter::default()).await;
    let new = w.letter(first, "Re: Rechnung", Letter::default()).await;
    assert_ne!(w.suggested(new).await, json!(null));
    let path = format!("/conversations/{}/join", new.conversation);
    let other = json!({"other": old.conversation});
    let joined = w.call(&w.agent, "POST", &path, Some(other)).await.ok();
    assert_eq!(joined["suggestion"], json!(null));
    let undo = format!("/joins/{}/undo", joined["joined"][0]["id"].as_str().unwrap());
    w.call(&w.agent, "POST", &undo, None).await.ok();
    assert_eq!(w.suggested(new).await, json!(null), "they are two, a person said so");

    let again = w.letter(first, "Rechnung", Letter::default()).await;
    assert_ne!(w.suggested(again).await, json!(null));
    let path = format!("/conversations/{}/status", again.conversation);
    w.call(&w.agent, "POST", &path, Some(json!({"status": "resolved"}))).await.ok();
    assert_eq!(w.suggested(again).await, json!(null), "done is done");
}

#[tokio::test]
async fn what_is_long_over_or_not_theirs_to_see_is_not_offered() {
    let w = World::new().await;
    let first = w.said(&w.ours, "Erst ein Beitrag").await;
    w.letter(first, "Rechnung", Letter::default()).await;
    w.clock.advance(Duration::from_hours(31 * 24));
    let late = w.letter(first, "Rechnung", Letter::default()).await;
    assert_eq!(w.suggested(late).await, json!(null));
    w.clock.advance(Duration::from_hours(1));
    let soon = w.letter(first, "Rechnung", Letter::default()).await;
    assert_eq!(w.suggested(soon).await["conversation_id"], json!(late.conversation));
    // Whom it was given to sees it alone: what was before is not theirs to see.
    let path = format!("/conversations/{}", soon.conversation);
    w.call(&w.lead, "PATCH", &path, Some(json!({"team_id": w.other_team}))).await.ok();
    assert_eq!(w.get(&w.stranger, &path).await["suggestion"], json!(null));
}
