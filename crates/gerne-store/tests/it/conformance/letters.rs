use gerne_domain::{Letter, MessageId, Returned, Unreachable};

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
