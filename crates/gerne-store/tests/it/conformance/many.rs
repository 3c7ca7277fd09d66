//! Many rows in few statements come out as they do one by one.

use std::collections::BTreeSet;

use gerne_domain::{Conversation, ConversationId, ExternalId, Scope, ThreadId};
use gerne_store::{Page, Search, StoreError, Thread};

use crate::support::{House, at, customer, message, tx, world};

/// More than one statement holds, and no power of two.
const MANY: usize = 300;

pub(crate) async fn many_come_at_once(house: &House) {
    let world = world(house).await;
    let ids = &house.ids;
    let people: Vec<_> = (0..MANY)
        .map(|n| customer(ids, &format!("Kundin {n} Massenhaft"), &format!("k{n}@example.org")))
        .collect();
    let conversations: Vec<_> = people
        .iter()
        .map(|(customer, _)| {
            let id = ConversationId::new(ids);
            Conversation::begin(id, customer.id, world.account.id, Some(world.team.id), at(5))
        })
        .collect();
    let threads: Vec<_> = conversations
        .iter()
        .map(|conversation| Thread {
            id: ThreadId::new(ids),
            account_id: world.account.id,
            external_id: ExternalId(format!("t-{}", conversation.id)),
            conversation_id: Some(conversation.id),
            created_at: at(5),
        })
        .collect();
    // All of one instant, as an import brings them; the last has nothing to be found by.
    let mut messages: Vec<_> = threads
        .iter()
        .zip(&people)
        .map(|(thread, (_, identity))| {
            let (account, conversation) = (thread.account_id, thread.conversation_id);
            let mut m = message(ids, account, thread.id, conversation, "Massenstörung", 50);
            m.identity_id = Some(identity.id);
            m
        })
        .collect();
    messages[MANY - 1].text = "…".to_owned();
    let new = tx!(
        house,
        [people, conversations, threads, messages] | tx | {
            tx.insert_people(&people).await?;
            let new = tx.insert_openings(&conversations, &threads, &messages).await?;
            // The same again: nothing happens.
            assert!(tx.insert_messages(&messages).await?.is_empty());
            new
        }
    );
    assert_eq!(new.len(), MANY);

    let mut db = house.store.read().await.unwrap();
    for ((customer, identity), message) in people.iter().zip(&messages) {
        assert_eq!(db.customer(customer.id).await.unwrap().as_ref(), Some(customer));
        assert_eq!(db.identities_of(customer.id).await.unwrap(), [identity.clone()]);
        assert_eq!(db.message(message.id).await.unwrap().as_ref(), Some(message));
    }
    for (conversation, thread) in conversations.iter().zip(&threads) {
        assert_eq!(db.conversation(conversation.id).await.unwrap().as_ref(), Some(conversation));
        assert_eq!(db.thread(thread.id).await.unwrap().as_ref(), Some(thread));
    }
    let external: Vec<_> = messages.iter().filter_map(|m| m.external_id.clone()).collect();
    let found = db.messages_by_external(world.account.id, &external).await.unwrap();
    assert_eq!(found.len(), MANY);
    assert!(db.messages_by_external(world.account.id, &[]).await.unwrap().is_empty());
    let external: Vec<_> =
        people.iter().map(|(_, identity)| identity.external_id.clone()).collect();
    let platform = &people[0].1.platform;
    assert_eq!(db.identities_by_external(platform, &external).await.unwrap().len(), MANY);
    assert!(db.identities_by_external(platform, &[]).await.unwrap().is_empty());

    let page = Page::first(2 * MANY);
    let search = Search::of("Massenstörung");
    let found = db.search_messages(&search, &Scope::Everything, &page).await.unwrap().items;
    let found: BTreeSet<_> = found.into_iter().map(|m| m.id).collect();
    assert_eq!(found, messages[..MANY - 1].iter().map(|m| m.id).collect());
    let found = db.search_customers("massenhaft", &page).await.unwrap().items;
    assert_eq!(found.len(), MANY);
}

/// Commands of one batch: words are put into the index at its end, as the last of them left them.
pub(crate) async fn a_batch_is_found_as_it_ended(house: &House) {
    let world = world(house).await;
    let (ids, account, thread) = (&house.ids, world.account.id, world.thread);
    let about = Some(world.conversation.id);
    let said = |text: &str| message(ids, account, thread, about, text, 60);
    let few = [said("Kirsche"), said("Birne"), said("Apfel"), said("Quitte")];
    let [edited, kept, gone, undone] = few.clone();
    let crowd: Vec<_> = (0..20).map(|_| said("Traube")).collect();
    let page = Page::first(50);
    let put = |messages: Vec<gerne_domain::Message>, fails: bool| {
        house.store.write(move |tx| {
            Box::pin(async move {
                tx.insert_messages(&messages).await?;
                if fails { Err(StoreError::Closed) } else { Ok(()) }
            })
        })
    };
    let mut now = edited.clone();
    now.text = "Pflaume".to_owned();
    let change =
        house.store.write(move |tx| Box::pin(async move { tx.edit_message(&now, at(61)).await }));
    let remove = |id, fails: bool| {
        house.store.write(move |tx| {
            Box::pin(async move {
                tx.entomb_message(id, at(62)).await?;
                if fails { Err(StoreError::Closed) } else { Ok(()) }
            })
        })
    };
    // Asked for at once, the later ones work in one transaction.
    let results = tokio::join!(
        put(Vec::new(), false),
        put(vec![edited.clone(), kept.clone(), gone.clone()], false),
        put(vec![undone], true),
        put(crowd.clone(), true),
        put(crowd, false),
        change,
        remove(kept.id, true),
        remove(gone.id, false),
    );
    assert!(results.1.is_ok() && results.4.is_ok() && results.5.is_ok() && results.7.is_ok());
    assert!(results.2.is_err() && results.3.is_err() && results.6.is_err());
    let mut db = house.store.read().await.unwrap();
    let expected =
        [("Kirsche", 0), ("Pflaume", 1), ("Birne", 1), ("Apfel", 0), ("Quitte", 0), ("Traube", 20)];
    for (word, n) in expected {
        let search = Search::of(word);
        let found = db.search_messages(&search, &Scope::Everything, &page).await.unwrap().items;
        assert_eq!(found.len(), n, "{word}");
    }
}
