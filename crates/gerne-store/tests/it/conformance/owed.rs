//! What we owe: promises, contacts, questions, handing over; and that all of it goes with who is
//! forgotten.

use gerne_domain::{
    Consult, ConsultId, Contact, ContactId, ContactWay, Conversation, ConversationId, Direction,
    ExternalId, Firmness, FollowUp, FollowUpId, FollowUpState, Handover, HandoverId, HandoverNote,
    HandoverNoteId, HandoverNoteState, Message, MessageId, Promise, PromiseId, PromiseKind,
    PromiseState, Scope, ThreadId,
};
use gerne_store::{Page, PromiseFilter, StoreError, Strike};

use crate::support::{House, World, at, message, reply, try_tx, tx, world};

fn promise(house: &House, world: &World, due: i64) -> Promise {
    Promise {
        id: PromiseId::new(&house.ids),
        conversation_id: world.conversation.id,
        kind: PromiseKind::NextWord,
        firmness: Firmness::Firm,
        state: PromiseState::Standing,
        text: "Wir rufen Anna Albrecht zurück".to_owned(),
        due: Some(at(due)),
        owner_id: Some(world.agent.id),
        team_id: Some(world.team.id),
        made_at: at(2),
        made_by: Some(world.agent.id),
        said: true,
        message_id: Some(world.message.id),
        contact_id: None,
        span_start: Some(0),
        span_end: Some(30),
        ended_at: None,
        settled_at: None,
        moved_to: None,
        moved_by: None,
        reason: None,
        told_before: false,
        look_at: Some(at(due - 10)),
        reminded_at: None,
        quoted_at: None,
    }
}

pub(crate) async fn promises_come_and_go(house: &House) {
    let w = world(house).await;
    let (first, second) = (promise(house, &w, 100), promise(house, &w, 50));
    let never = Promise { due: None, look_at: None, ..promise(house, &w, 0) };
    let all = vec![first.clone(), second.clone(), never.clone()];
    tx!(house, [all] | tx | tx.insert_promises(&all).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.promise(first.id).await.unwrap(), Some(first.clone()));
    assert_eq!(db.promises_of(w.conversation.id).await.unwrap().len(), 3);
    assert_eq!(db.promises_in(w.message.id).await.unwrap().len(), 3);
    assert!(db.promises_in_contact(ContactId::new(&house.ids)).await.unwrap().is_empty());
    assert!(db.promises_moved_by(w.message.id).await.unwrap().is_empty());
    assert_eq!(db.promises_owned(w.agent.id).await.unwrap().len(), 3);
    assert_eq!(db.next_promise_due(w.conversation.id).await.unwrap(), Some(at(50)));
    assert!(db.next_promise_look().await.unwrap() <= Some(at(40)));
    let looked: Vec<PromiseId> =
        db.promises_to_look_at(at(45), 9).await.unwrap().iter().map(|p| p.id).collect();
    assert!(looked.contains(&second.id) && !looked.contains(&first.id));

    let (customer, scope) = (Some(w.customer.id), Scope::Everything);
    let owed = PromiseFilter { owed: true, customer, ..PromiseFilter::default() };
    let page = db.list_promises(&owed, &scope, &Page::first(2)).await.unwrap();
    let ids = |found: &[Promise]| found.iter().map(|p| p.id).collect::<Vec<_>>();
    assert_eq!(ids(&page.items), [second.id, first.id], "the first due first");
    let rest = db.list_promises(&owed, &scope, &Page::after(page.next, 2)).await.unwrap();
    assert_eq!((ids(&rest.items), rest.next), (vec![never.id], None), "never due last");
    assert_eq!(db.count_promises(&owed, &scope, 2).await.unwrap(), 2);
    let nobody = Scope::Of { teams: vec![], accounts: vec![] };
    assert_eq!(db.count_promises(&owed, &nobody, 9).await.unwrap(), 0);
    let narrow = PromiseFilter {
        states: vec![PromiseState::Standing, PromiseState::Broken],
        due_before: Some(at(60)),
        teams: vec![w.team.id],
        owner: Some(Some(w.agent.id)),
        ..owed.clone()
    };
    assert_eq!(db.count_promises(&narrow, &scope, 9).await.unwrap(), 1);
    let ownerless = PromiseFilter { owner: Some(None), ..owed.clone() };
    assert_eq!(db.count_promises(&ownerless, &scope, 9).await.unwrap(), 0);

    let mut kept = second.clone();
    assert!(kept.keep(at(40)));
    let stored = kept.clone();
    assert!(tx!(house, |tx| tx.update_promise(&stored).await?));
    assert_eq!(db.promise(kept.id).await.unwrap(), Some(kept));
    assert_eq!(db.next_promise_due(w.conversation.id).await.unwrap(), Some(at(100)));

    // What was promised goes where its message goes; and goes when that is forgotten.
    let id = ConversationId::new(&house.ids);
    let account = w.account.id;
    let other = Conversation::begin(id, w.customer.id, account, Some(w.team.id), at(5));
    let (message, from) = (w.message.id, w.conversation.id);
    tx!(house, |tx| {
        tx.insert_conversation(&other).await?;
        tx.set_messages_conversation(&[message], Some(id)).await?;
        assert_eq!(tx.promises_follow(from).await?, 3);
    });
    assert_eq!(db.promises_of(id).await.unwrap().len(), 3);
    tx!(house, |tx| tx.entomb_message(message, at(9)).await?);
    assert!(db.promises_of(id).await.unwrap().iter().all(|promise| promise.text.is_empty()));
    tx!(house, |tx| tx.take_out_messages(&[message]).await?);
    assert!(db.promises_of(id).await.unwrap().is_empty());
}

pub(crate) async fn what_is_said_outside_is_kept(house: &House) {
    let w = world(house).await;
    let contact = Contact {
        id: ContactId::new(&house.ids),
        conversation_id: w.conversation.id,
        agent_id: w.agent.id,
        how: ContactWay::Phone,
        direction: Direction::In,
        at: at(3),
        logged_at: at(9),
        text: "Anna Albrecht rief an".to_owned(),
        waits: true,
        edited_at: None,
        deleted_at: None,
    };
    let said = Promise { message_id: None, contact_id: Some(contact.id), ..promise(house, &w, 70) };
    tx!(
        house,
        [contact, said] | tx | {
            tx.insert_contact(&contact).await?;
            tx.insert_promises(&[said]).await?;
        }
    );
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.contact(contact.id).await.unwrap(), Some(contact.clone()));
    assert!(db.contacts_of(&[]).await.unwrap().is_empty());
    assert_eq!(db.promises_in_contact(contact.id).await.unwrap().len(), 1);
    let changed =
        Contact { text: "Sie rief an".to_owned(), edited_at: Some(at(10)), ..contact.clone() };
    assert!(tx!(house, [changed] | tx | tx.update_contact(&changed).await?));
    assert_eq!(db.contacts_of(&[w.conversation.id]).await.unwrap(), [changed]);

    // Struck out of what agents wrote.
    let strike = Strike { names: vec!["Anna Albrecht".to_owned()], ..Strike::default() };
    assert!(house.store.strike_out(&strike).await.unwrap() > 0);
    let struck = db.promises_in_contact(contact.id).await.unwrap();
    assert_eq!(struck[0].text, "Wir rufen […] zurück");

    // A matter that is joined into another takes it along, and back.
    let into = ConversationId::new(&house.ids);
    let other = Conversation::begin(into, w.customer.id, w.account.id, Some(w.team.id), at(5));
    let (join, from) = (gerne_domain::IdSource::next(&house.ids), w.conversation.id);
    let record = tx!(house, |tx| {
        tx.insert_conversation(&other).await?;
        tx.join_conversations(join, into, from, None, at(11)).await?
    });
    assert_eq!(db.contacts_of(&[into]).await.unwrap().len(), 1);
    assert_eq!(db.promises_of(into).await.unwrap().len(), 1);
    tx!(house, |tx| tx.separate_conversations(&record, at(12)).await?);
    assert_eq!(db.contacts_of(&[from]).await.unwrap().len(), 1);
    assert_eq!(db.promises_of(from).await.unwrap().len(), 1);
}

pub(crate) async fn follow_ups_and_questions_find_their_way(house: &House) {
    let w = world(house).await;
    let follow_up = |seconds: i64| FollowUp {
        id: FollowUpId::new(&house.ids),
        conversation_id: w.conversation.id,
        agent_id: w.agent.id,
        text: "Geht es wieder?".to_owned(),
        due: at(seconds),
        state: FollowUpState::Planned,
        set_at: at(2),
        asked_at: None,
        message_id: None,
        token: None,
        answered_at: None,
    };
    let (first, second) = (follow_up(30), follow_up(40));
    tx!(house, [first] | tx | tx.insert_follow_up(&first).await?);
    let twice = try_tx!(house, [second] | tx | tx.insert_follow_up(&second).await?);
    assert!(matches!(twice, Err(StoreError::Exists { .. })), "one of a matter");
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.follow_up(first.id).await.unwrap(), Some(first.clone()));
    let id = w.conversation.id;
    assert_eq!(db.follow_up_standing(id).await.unwrap(), Some(first.clone()));
    assert!(db.follow_ups_due(at(29), 9).await.unwrap().iter().all(|f| f.id != first.id));
    assert!(db.follow_ups_due(at(30), 9).await.unwrap().contains(&first));
    assert!(db.next_follow_up().await.unwrap() <= Some(at(30)));
    assert_eq!(db.follow_ups_owned(w.agent.id).await.unwrap(), [first.clone()]);
    let byte = u8::try_from(first.id.0.as_u128() & 0xff).unwrap();
    let asked = FollowUp {
        state: FollowUpState::Asked,
        asked_at: Some(at(31)),
        message_id: Some(w.message.id),
        token: Some([byte; 32]),
        ..first.clone()
    };
    assert!(tx!(house, [asked] | tx | tx.update_follow_up(&asked).await?));
    assert_eq!(db.follow_up_by_token(&[byte; 32]).await.unwrap(), Some(asked.clone()));
    let worked = FollowUp { state: FollowUpState::Worked, ..asked };
    tx!(house, [worked] | tx | tx.update_follow_up(&worked).await?);
    assert_eq!(db.follow_up_standing(id).await.unwrap(), None);
    assert_eq!(db.follow_up_of(id).await.unwrap(), Some(worked));

    // A question to somebody outside has a thread that belongs to no matter; it goes with the matter.
    let thread = ThreadId::new(&house.ids);
    let consult = Consult {
        id: ConsultId::new(&house.ids),
        conversation_id: id,
        account_id: w.account.id,
        thread_id: thread,
        agent_id: w.agent.id,
        to_address: "technik@netz.example".to_owned(),
        to_name: None,
        subject: "Leitung".to_owned(),
        asked_at: at(3),
        answered_at: None,
    };
    let asks = message(&house.ids, w.account.id, thread, None, "Was ist mit Annas Leitung?", 3);
    let account = w.account.id;
    tx!(
        house,
        [consult, asks] | tx | {
            let name = ExternalId(format!("new:{thread}"));
            tx.insert_thread(thread, account, &name, None, at(3)).await?;
            tx.insert_message(&asks).await?;
            tx.insert_consult(&consult).await?;
        }
    );
    assert_eq!(db.consult(consult.id).await.unwrap(), Some(consult.clone()));
    assert_eq!(db.consult_in(thread).await.unwrap(), Some(consult.clone()));
    let answered = consult.id;
    assert!(tx!(house, |tx| tx.consult_answered(answered, at(8)).await?));
    let known = db.consult(answered).await.unwrap().unwrap();
    assert_eq!(known.answered_at, Some(at(8)));
    let all = [w.message.id, asks.id];
    for _ in 0..2 {
        let found = db.messages_of_conversations(&[id], 9).await.unwrap();
        assert!(found.iter().all(|id| all.contains(id)) && !found.is_empty(), "{found:?}");
        tx!(house, |tx| tx.take_out_messages(&found).await?);
    }
    assert!(db.messages_of_conversations(&[id], 9).await.unwrap().is_empty());
    tx!(house, |tx| tx.take_out_conversations(&[id]).await?);
    assert!(db.consult(consult.id).await.unwrap().is_none());
    assert!(db.follow_up(first.id).await.unwrap().is_none());
}

pub(crate) async fn work_is_handed_over(house: &House) {
    let w = world(house).await;
    let (carried, delivery) = reply(&house.ids, &w, 8);
    let mut theirs = w.conversation.clone();
    theirs.assignee_id = Some(w.agent.id);
    let handover = Handover {
        id: HandoverId::new(&house.ids),
        agent_id: w.agent.id,
        by_id: w.agent.id,
        at: at(9),
        conversations: 1,
        promises: 0,
        follow_ups: 0,
    };
    let note = HandoverNote {
        id: HandoverNoteId::new(&house.ids),
        handover_id: handover.id,
        position: 0,
        conversation_id: w.conversation.id,
        agent_id: None,
        text: "ab jetzt bin ich für Sie da".to_owned(),
        state: HandoverNoteState::Drafted,
        message_id: None,
        decided_by: None,
        decided_at: None,
    };
    let sent: Message = carried.clone();
    tx!(
        house,
        [theirs, handover, note, sent] | tx | {
            tx.update_conversation(&theirs).await?;
            tx.insert_handover(&handover, &[note]).await?;
            tx.insert_message(&sent).await?;
            tx.insert_delivery(&delivery).await?;
        }
    );
    let mut db = house.store.read().await.unwrap();
    let held = db.conversations_held_by(w.agent.id).await.unwrap();
    assert_eq!(held.iter().map(|c| c.id).collect::<Vec<_>>(), [w.conversation.id]);
    assert_eq!(db.handover(handover.id).await.unwrap(), Some(handover.clone()));
    assert!(db.handovers(99).await.unwrap().contains(&handover));
    assert_eq!(db.handover_note(note.id).await.unwrap(), Some(note.clone()));
    assert_eq!(db.handover_notes(handover.id).await.unwrap(), [note.clone()]);
    let decided = HandoverNote {
        state: HandoverNoteState::Sent,
        message_id: Some(carried.id),
        decided_by: Some(w.agent.id),
        decided_at: Some(at(10)),
        ..note.clone()
    };
    assert!(tx!(house, [decided] | tx | tx.decide_handover_note(&decided).await?));
    assert!(!tx!(house, [decided] | tx | tx.decide_handover_note(&decided).await?), "once");
    let gone: MessageId = carried.id;
    tx!(house, |tx| tx.take_out_messages(&[gone]).await?);
    let left = db.handover_note(note.id).await.unwrap().unwrap();
    assert_eq!((left.text.as_str(), left.message_id), ("", None), "forgotten with its message");
}
