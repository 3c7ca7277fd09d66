//! What is known, and how teams take hints.

use gerne_domain::{
    ContactId, Fact, FactId, FactState, HintCount, HintRest, IdSource as _, Knowledge, MessageId,
    Note, NoteId, Verification, VerificationId,
};
use gerne_store::{STRUCK, Strike};

use crate::support::{House, World, at, customer, tx, world};

fn fact(house: &House, world: &World, kind: &str, value: &str) -> Fact {
    Fact {
        id: FactId::new(&house.ids),
        kind: kind.to_owned(),
        value: value.to_owned(),
        written: None,
        norm: value.to_owned(),
        sought: None,
        message_id: Some(world.message.id),
        note_id: None,
        contact_id: None,
        identity_id: Some(world.identity.id),
        conversation_id: None,
        customer_id: None,
        starts: 3,
        ends: 9,
        said_at: at(1),
        public: false,
        state: FactState::Drafted,
        agent_id: None,
        changed_at: None,
    }
}

pub(crate) async fn facts_follow_what_says_them(house: &House) {
    let world = world(house).await;
    let phone = Fact {
        sought: Some(format!("49{}", world.message.id.0.simple())),
        ..fact(house, &world, "phone", "0431 555123")
    };
    let note = Note {
        id: NoteId::new(&house.ids),
        conversation_id: world.conversation.id,
        agent_id: world.agent.id,
        text: "Port getauscht".to_owned(),
        mentions: Vec::new(),
        created_at: at(2),
        consult_id: None,
        author: None,
    };
    let noted = Fact {
        message_id: None,
        note_id: Some(note.id),
        identity_id: None,
        customer_id: Some(world.customer.id),
        said_at: at(2),
        ..fact(house, &world, "tried_by_us", "Port getauscht")
    };
    let contact = ContactId(house.ids.next());
    let by_hand = Fact {
        message_id: None,
        identity_id: None,
        contact_id: Some(contact),
        conversation_id: Some(world.conversation.id),
        customer_id: Some(world.customer.id),
        written: Some("bis Freitag".to_owned()),
        value: String::new(),
        state: FactState::Confirmed,
        agent_id: Some(world.agent.id),
        changed_at: Some(at(3)),
        said_at: at(3),
        ..fact(house, &world, "needed_by", "")
    };
    tx!(
        house,
        [phone, noted, by_hand, note] | tx | {
            tx.insert_note(&note).await?;
            tx.insert_facts(&[phone, noted, by_hand]).await?;
        }
    );
    let mut db = house.store.read().await.unwrap();
    let kinds = |found: Vec<gerne_domain::Stated>| -> Vec<String> {
        found.into_iter().map(|one| one.fact.kind).collect()
    };
    let here = db.facts_in(world.conversation.id, 9).await.unwrap();
    assert_eq!(kinds(here), ["needed_by", "tried_by_us", "phone"]);
    let theirs = db.facts_of(world.customer.id, 9).await.unwrap();
    assert_eq!(kinds(theirs), ["needed_by", "tried_by_us", "phone"]);
    let one = db.fact(phone.id).await.unwrap().unwrap();
    assert_eq!(one.fact, phone);
    assert_eq!(one.conversation_id, Some(world.conversation.id));
    assert_eq!(one.thread_id, Some(world.thread));
    assert_eq!(one.customer_id, Some(world.customer.id));
    assert_eq!(db.facts_of_messages(&[world.message.id]).await.unwrap(), [phone.clone()]);
    let sought = phone.sought.clone().unwrap();
    let found = db.private_facts(&[sought.clone(), "X".to_owned()]).await.unwrap();
    assert_eq!(found, [(sought.clone(), world.customer.id)]);
    let before = MessageId(uuid::Uuid::nil());
    assert!(db.messages_after(before, 500).await.unwrap().contains(&world.message.id));

    // What a person makes of it; where it stands when it is read again.
    let changed = Fact {
        written: Some("0431 555124".to_owned()),
        state: FactState::Corrected,
        agent_id: Some(world.agent.id),
        changed_at: Some(at(4)),
        ..phone.clone()
    };
    let moved = Fact { starts: 5, ends: 11, ..changed.clone() };
    assert!(tx!(house, [changed] | tx | tx.update_fact(&changed).await?));
    assert!(tx!(house, [moved] | tx | tx.place_fact(&moved).await?));
    assert_eq!(db.fact(phone.id).await.unwrap().unwrap().fact, moved);

    let matters = db.open_matters_of(&world.conversation, at(-9), 9).await.unwrap();
    assert_eq!(matters, [], "none began before it");

    // Joined, they stand where their message stands now.
    let (other, identity) = customer(&house.ids, "Otto", "otto@example.social");
    let (into, from) = (other.id, world.customer.id);
    let join = house.ids.next();
    tx!(
        house,
        [other, identity] | tx | {
            tx.insert_customer(&other).await?;
            tx.upsert_identity(&identity).await?;
            tx.join_customers(join, into, from, None, at(5)).await?
        }
    );
    assert_eq!(db.facts_of(into, 9).await.unwrap().len(), 3);
    assert_eq!(db.facts_of(from, 9).await.unwrap().len(), 2, "what names the person itself stays");
    let record = db.join_record(join).await.unwrap().unwrap();
    tx!(house, [record] | tx | tx.separate_customers(&record, at(6)).await?);
    assert_eq!(db.facts_of(into, 9).await.unwrap().len(), 0);

    // What says it goes, and it goes along.
    assert_eq!(db.facts_of_contact(contact).await.unwrap(), [by_hand]);
    assert_eq!(tx!(house, |tx| tx.delete_facts_of_contact(contact).await?), 1);
    let id = world.message.id;
    tx!(house, |tx| tx.entomb_message(id, at(7)).await?);
    assert_eq!(kinds(db.facts_in(world.conversation.id, 9).await.unwrap()), ["tried_by_us"]);
    let id = noted.id;
    assert_eq!(tx!(house, |tx| tx.delete_facts(&[id]).await?), 1);
    assert!(db.facts_in(world.conversation.id, 9).await.unwrap().is_empty());
}

pub(crate) async fn facts_are_taken_out_and_struck(house: &House) {
    let world = world(house).await;
    let said = Fact {
        sought: Some("KIMBORGEXAMPLESOCIAL".to_owned()),
        ..fact(house, &world, "email", "kimborg@example.social")
    };
    tx!(house, [said] | tx | tx.insert_facts(&[said]).await?);
    let strike = Strike { texts: vec!["kimborg@example.social".to_owned()], ..Strike::default() };
    house.store.strike_out(&strike).await.unwrap();
    let mut db = house.store.read().await.unwrap();
    let struck = db.fact(said.id).await.unwrap().unwrap().fact;
    assert_eq!((struck.value.as_str(), struck.sought), (STRUCK, None));
    let (ids, matters) = (vec![world.message.id], vec![world.conversation.id]);
    let people = vec![world.customer.id];
    let until = Verification {
        id: VerificationId::new(&house.ids),
        customer_id: world.customer.id,
        how: "code".to_owned(),
        until: None,
        agent_id: world.agent.id,
        at: at(1),
    };
    let written = Fact {
        message_id: None,
        identity_id: None,
        customer_id: Some(world.customer.id),
        ..fact(house, &world, "device", "")
    };
    tx!(
        house,
        [until, written] | tx | {
            tx.insert_verification(&until).await?;
            tx.insert_facts(&[written]).await?;
        }
    );
    let kind = "asked_again";
    let matter = world.conversation.id;
    tx!(house, |tx| tx.dismiss_hint(matter, kind).await?);
    tx!(
        house,
        [ids, matters, people] | tx | {
            tx.take_out_messages(&ids).await?;
            tx.take_out_conversations(&matters).await?;
            tx.take_out_customers(&people).await?
        }
    );
    assert_eq!(db.fact(said.id).await.unwrap(), None);
    assert_eq!(db.facts_of(world.customer.id, 9).await.unwrap(), []);
    assert_eq!(db.verifications(world.customer.id).await.unwrap(), []);
    assert_eq!(db.hint_dismissals(matter, kind).await.unwrap(), 0);
}

pub(crate) async fn who_was_verified_is_known_until_it_ends(house: &House) {
    let world = world(house).await;
    let (id, other) = (world.customer.id, VerificationId::new(&house.ids));
    let first = Verification {
        id: other,
        customer_id: id,
        how: "phone".to_owned(),
        until: Some(at(100)),
        agent_id: world.agent.id,
        at: at(1),
    };
    tx!(house, [first] | tx | tx.insert_verification(&first).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.verified(id, at(99)).await.unwrap(), Some(first.clone()));
    assert_eq!(db.verified(id, at(100)).await.unwrap(), None);
    assert!(tx!(house, |tx| tx.end_verifications(id, at(50)).await?));
    assert!(!tx!(house, |tx| tx.end_verifications(id, at(60)).await?));
    assert_eq!(db.verified(id, at(55)).await.unwrap(), None);
    assert_eq!(db.verifications(id).await.unwrap().len(), 1);
}

pub(crate) async fn hints_are_counted_by_team(house: &House) {
    let world = world(house).await;
    let (team, kind) = (world.team.id, "asked_again");
    let count = HintCount {
        team_id: team,
        day: gerne_store::day_of(at(0)),
        kind: kind.to_owned(),
        done: 1,
        avoided: 0,
        dismissed: 2,
    };
    for _ in 0..2 {
        tx!(house, [count] | tx | tx.count_hint(&count).await?);
    }
    let mut db = house.store.read().await.unwrap();
    let counted = db.hint_counts(count.day, count.day).await.unwrap();
    let counted: Vec<HintCount> = counted.into_iter().filter(|c| c.team_id == team).collect();
    assert_eq!(counted, [HintCount { done: 2, dismissed: 4, ..count.clone() }]);
    assert_eq!(db.hint_rest(team, kind).await.unwrap(), None);
    let rest = HintRest {
        team_id: team,
        kind: kind.to_owned(),
        last: "kkdd".to_owned(),
        off_at: Some(at(3)),
    };
    tx!(house, [rest] | tx | tx.put_hint_rest(&rest).await?);
    assert_eq!(db.hint_rest(team, kind).await.unwrap(), Some(rest.clone()));
    assert!(db.hints_resting().await.unwrap().contains(&rest));
    assert!(tx!(house, |tx| tx.wake_hint(team, kind).await?));
    assert!(!tx!(house, |tx| tx.wake_hint(team, kind).await?));
    let matter = world.conversation.id;
    for n in 1..=2 {
        tx!(house, |tx| tx.dismiss_hint(matter, kind).await?);
        assert_eq!(db.hint_dismissals(matter, kind).await.unwrap(), n);
    }
}

pub(crate) async fn what_holds_for_the_house_is_kept(house: &House) {
    let mut db = house.store.read().await.unwrap();
    let nothing: Option<Knowledge> = db.setting("nothing").await.unwrap();
    assert_eq!(nothing, None);
    for zone in ["Europe/Berlin", "Europe/London"] {
        let known = Knowledge { time_zone: zone.to_owned(), ..Knowledge::default() };
        tx!(house, [known] | tx | tx.put_setting("known", &known, at(1)).await?);
        assert_eq!(db.setting::<Knowledge>("known").await.unwrap(), Some(known));
    }
}
