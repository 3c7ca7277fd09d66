use gerne_domain::{
    Attachment, AttachmentId, AttachmentKind, Conversation, ConversationId, Direction,
    IdSource as _, Letter, MessageId, Returned, Unreachable,
};

use crate::support::{House, at, message, reply, tx, world};

pub(crate) async fn letters_are_found_by_their_names(house: &House) {
    let world = world(house).await;
    let account = world.account.id;
    let letter = |seconds| {
        message(&house.ids, account, world.thread, Some(world.conversation.id), "", seconds)
    };
    let mut first = letter(10);
    let named = |own: &str, chain: &[&str]| {
        let chain = chain.iter().map(|&name| name.to_owned()).collect();
        Some(Box::new(Letter { name: Some(own.to_owned()), chain, ..Letter::default() }))
    };
    // One that says that it answers itself is called so, nothing else.
    first.letter = named("a@x.example", &["a@x.example", "unknown@y.example", ""]);
    let mut second = letter(20);
    second.letter = named("b@x.example", &["unknown@y.example", "a@x.example"]);
    let ids: Vec<MessageId> = vec![first.id, second.id];
    tx!(
        house,
        [first, second] | tx | {
            tx.insert_messages(&[first, second]).await?;
        }
    );
    let mut db = house.store.read().await.unwrap();
    let mut look = async |names: &[&str]| -> Vec<(String, bool, MessageId)> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let found = db.letters_named(account, &names).await.unwrap();
        found.into_iter().map(|n| (n.name, n.own, n.message.id)).collect()
    };
    assert!(look(&[]).await.is_empty());
    let a = "a@x.example".to_owned();
    assert_eq!(look(&["a@x.example"]).await, [(a.clone(), true, ids[0]), (a, false, ids[1])]);
    assert_eq!(look(&["unknown@y.example", "b@x.example"]).await.len(), 3);
    assert!(look(&["nobody@z.example"]).await.is_empty());
    let gone = ids.clone();
    tx!(house, [gone] | tx | tx.entomb_message(gone[0], at(30)).await?);
    assert_eq!(look(&["a@x.example"]).await.len(), 1);
    tx!(house, [gone] | tx | tx.take_out_messages(&gone).await?);
    assert!(look(&["a@x.example"]).await.is_empty());
}

pub(crate) async fn what_came_back_is_kept(house: &House) {
    let world = world(house).await;
    let (message, delivery) = reply(&house.ids, &world, 10);
    let id = delivery.id;
    tx!(
        house,
        [delivery] | tx | {
            tx.insert_message(&message).await?;
            tx.insert_delivery(&delivery).await?;
        }
    );
    let returned = vec![Returned {
        address: Some("kim@web.example".to_owned()),
        permanent: Some(true),
        status: Some("5.1.1".to_owned()),
        diagnostic: None,
    }];
    let kept = returned.clone();
    assert!(tx!(house, [kept] | tx | tx.set_delivery_returned(id, &kept).await?));
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.delivery(id).await.unwrap().unwrap().returned, returned);
    let (agent, there) = (world.agent.id, world.conversation.id);
    let came_back = db.returned_deliveries(agent, &[there]).await.unwrap();
    assert_eq!(came_back.iter().map(|delivery| delivery.id).collect::<Vec<_>>(), [id]);
    assert!(db.returned_deliveries(agent, &[]).await.unwrap().is_empty());
    assert!(tx!(house, |tx| tx.set_delivery_returned(id, &[]).await?));
    assert!(db.delivery(id).await.unwrap().unwrap().returned.is_empty());

    let identity = world.identity.clone();
    let left = Unreachable { since: at(5), left: true, successors: vec!["a@b.example".to_owned()] };
    let (who, why) = (identity.clone(), left.clone());
    assert!(tx!(house, [who, why] | tx | tx.set_identity_unreachable(&who, Some(&why)).await?));
    let now = db.identity(identity.id).await.unwrap().unwrap();
    assert_eq!(now.unreachable, Some(left));
    let who = identity.clone();
    // A new name does not make them reachable; only a word of theirs does.
    tx!(house, [who] | tx | tx.upsert_identity(&who).await?);
    assert!(db.identity(identity.id).await.unwrap().unwrap().unreachable.is_some());
    let who = identity.clone();
    assert!(tx!(house, [who] | tx | tx.set_identity_unreachable(&who, None).await?));
    assert!(db.identity(identity.id).await.unwrap().unwrap().unreachable.is_none());
}

pub(crate) async fn the_pace_of_letters_and_what_the_house_said_are_known(house: &House) {
    let world = world(house).await;
    let account = world.account.id;
    let (who, thread, customer) = (world.identity.id, world.thread, world.conversation.customer_id);
    let mut letters: Vec<_> = [1000, 1100, 1200]
        .map(|at| message(&house.ids, account, thread, Some(world.conversation.id), "", at))
        .into();
    for letter in &mut letters {
        letter.identity_id = Some(who);
    }
    let (mut said, mut delivery) = reply(&house.ids, &world, 1300);
    said.agent_id = None;
    delivery.agent_id = None;
    let (id, gone) = (delivery.id, said.id);
    tx!(
        house,
        [letters, said, delivery] | tx | {
            tx.insert_messages(&letters).await?;
            tx.insert_message(&said).await?;
            tx.insert_delivery(&delivery).await?;
        }
    );
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.pace_of(who, thread, at(1000), at(1200)).await.unwrap(), (2, 2));
    let nowhere = gerne_domain::ThreadId::new(&house.ids);
    assert_eq!(db.pace_of(who, nowhere, at(999), at(1150)).await.unwrap(), (2, 0));
    assert!(db.acknowledged_since(customer, account, at(1200)).await.unwrap());
    assert!(!db.acknowledged_since(customer, account, at(1300)).await.unwrap());
    assert_eq!(db.delivery(id).await.unwrap().unwrap().agent_id, None);
    // What the house says is on nobody's list, and nobody waits behind it.
    assert!(db.delivery_counts().await.unwrap().is_empty());
    assert!(db.open_delivery_states(&[world.conversation.id]).await.unwrap().is_empty());
    let (answer, later) = reply(&house.ids, &world, 1200);
    let next = later.id;
    let now = at(1250);
    let claimed = tx!(
        house,
        [answer, later] | tx | {
            tx.insert_message(&answer).await?;
            tx.insert_delivery(&later).await?;
            tx.claim_delivery(account, now, uuid::Uuid::nil()).await?
        }
    );
    assert_eq!(claimed.unwrap().id, next);
    tx!(house, |tx| tx.entomb_message(gone, at(1400)).await?);
    assert!(!db.acknowledged_since(customer, account, at(1200)).await.unwrap());
}

pub(crate) async fn what_they_wrote_about_before_is_found(house: &House) {
    let world = world(house).await;
    let account = world.account.id;
    let begun = |subject: Option<&str>, seconds| {
        let id = ConversationId::new(&house.ids);
        let customer = world.customer.id;
        let mut matter = Conversation::begin(id, customer, account, None, at(seconds));
        matter.subject = subject.map(str::to_owned);
        matter
    };
    let old = begun(Some("Rechnung"), 10);
    let recent = begun(Some("Re: Rechnung"), 100);
    let mut spam = begun(Some("Rechnung"), 110);
    spam.spam = true;
    let silent = begun(None, 120);
    let new = begun(Some("AW: Rechnung"), 200);
    let later = begun(Some("Rechnung"), 300);
    let mut opening = message(&house.ids, account, world.thread, Some(new.id), "wie gesagt", 199);
    opening.subject.clone_from(&new.subject);
    let more = message(&house.ids, account, world.thread, Some(new.id), "und noch was", 205);
    let (first, all) =
        (opening.id, [&old, &recent, &spam, &silent, &new, &later].map(Clone::clone));
    tx!(
        house,
        [all, opening, more] | tx | {
            for matter in &all {
                tx.insert_conversation(matter).await?;
            }
            tx.insert_messages(&[more, opening]).await?;
        }
    );
    let mut db = house.store.read().await.unwrap();
    let opened = db.opening_message(new.id).await.unwrap().unwrap();
    assert_eq!((opened.id, opened.subject), (first, new.subject.clone()));
    assert!(db.opening_message(later.id).await.unwrap().is_none());
    let mut look = async |after: i64, limit: usize| -> Vec<ConversationId> {
        let found = db.matters_before(&new, at(after), limit).await.unwrap();
        found.into_iter().map(|matter| matter.id).collect()
    };
    assert_eq!(look(0, 9).await, [recent.id, old.id]);
    assert_eq!(look(10, 9).await, [recent.id]);
    assert_eq!(look(0, 1).await, [recent.id]);
    // Once put together and taken apart again, they are two.
    let join = house.ids.next();
    let (into, from) = (new.id, recent.id);
    tx!(house, |tx| tx.join_conversations(join, into, from, None, at(400)).await?);
    assert_eq!(look(0, 9).await, [old.id]);
    let record = house.store.read().await.unwrap().join_record(join).await.unwrap().unwrap();
    tx!(house, [record] | tx | tx.separate_conversations(&record, at(410)).await?);
    assert_eq!(look(0, 9).await, [old.id]);
}

pub(crate) async fn quotes_are_found_by_names_and_forgotten(house: &House) {
    let world = world(house).await;
    let account = world.account.id;
    let letter = |own: &str, chain: &[&str], text: &str| {
        let matter = Some(world.conversation.id);
        let mut letter = message(&house.ids, account, world.thread, matter, text, 10);
        let chain = chain.iter().map(|&name| name.to_owned()).collect();
        letter.letter =
            Some(Box::new(Letter { name: Some(own.to_owned()), chain, ..Letter::default() }));
        letter.direction = Direction::In;
        letter
    };
    let first = letter("a@x", &[], "Geheim");
    let second = letter("b@y", &["a@x"], "Siehe\n> Geheim\nDanke");
    let third = letter("c@y", &["b@y"], "Nachtrag");
    let other = letter("d@z", &["e@z"], "> nichts davon");
    let ids = [first.id, second.id, third.id, other.id];
    let mut copies = Vec::new();
    for (kind, bytes) in [
        (AttachmentKind::Original, "o"),
        (AttachmentKind::Image, "face"),
        (AttachmentKind::File, "f"),
    ] {
        let blob = house.store.put_blob(bytes.into(), "image/png", at(10)).await.unwrap();
        copies.push(Attachment {
            id: AttachmentId::new(&house.ids),
            kind,
            mime: None,
            alt: None,
            name: None,
            remote_url: None,
            preview_url: None,
            blob: Some(blob),
            size: Some(1),
            width: None,
            height: None,
        });
    }
    let (attached, face) = (copies.clone(), copies[1].blob.clone().unwrap());
    tx!(
        house,
        [first, second, third, other, attached] | tx | {
            tx.insert_messages(&[first, second, third, other]).await?;
            for (position, copy) in attached.iter().enumerate() {
                tx.insert_attachment(ids[1], position, copy, None).await?;
            }
        }
    );
    let mut db = house.store.read().await.unwrap();
    let mut quoting = db.letters_quoting(&ids[..1]).await.unwrap();
    quoting.sort_unstable();
    assert_eq!(quoting, ids[1..3]);
    assert!(db.letters_quoting(&[ids[2]]).await.unwrap().is_empty());
    let (count, blobs) =
        tx!(house, [quoting, face] | tx | tx.forget_quotes(&quoting, &[face]).await?);
    assert_eq!((count, blobs.len()), (2, 2));
    let left = db.message(ids[1]).await.unwrap().unwrap();
    assert_eq!(left.text, "Siehe\n[…]\nDanke");
    let kept: Vec<bool> = left.attachments.iter().map(|copy| copy.blob.is_some()).collect();
    assert_eq!(kept, [false, false, true], "the file is theirs");
    assert_eq!(db.message(ids[3]).await.unwrap().unwrap().text, "> nichts davon");
}
