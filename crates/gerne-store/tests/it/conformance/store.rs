use std::time::Duration;

use gerne_domain::{EventKind, Scope};
use gerne_store::{Engine, Page, Search, Store, StoreError};

use crate::support::{House, at, event, message, raw, tx, world};

/// What one node tells, the others hear, and it does not hear itself.
pub(crate) async fn nodes_tell_each_other(house: &House) {
    let other = house.another(&house.config).await;
    let (mut here, mut there) = (house.store.told(), other.told());
    assert!(!house.store.found_no_room());
    assert_eq!(house.store.free_space().is_some(), house.store.engine() == Engine::Sqlite);
    if house.store.engine() == Engine::Sqlite {
        assert!(house.store.tell_nodes("nobody is there".to_owned()));
        return;
    }
    assert!(!house.store.tell_nodes("x".repeat(8_000)), "too long");
    // The other may not be listening yet: it is told until it hears.
    let heard = loop {
        assert!(house.store.tell_nodes("say \"hello\"".to_owned()));
        let heard = tokio::time::timeout(Duration::from_millis(200), there.recv()).await;
        if let Ok(heard) = heard {
            break heard.unwrap();
        }
    };
    assert_eq!(heard, "say \"hello\"");
    assert!(here.try_recv().is_err());
}

pub(crate) async fn events_are_numbered_and_followed(house: &House) {
    let log = house.store.log();
    assert_eq!((log.head(), house.store.read().await.unwrap().log_head().await.unwrap()), (0, 0));
    let world = world(house).await;
    let (conversation, customer) = (world.conversation.id, world.customer.id);
    let waiting = tokio::time::timeout(Duration::from_secs(30), log.wait_beyond(2));
    let told = async {
        for n in 0..5 {
            let mut new = event(n);
            new.conversation_id = Some(conversation);
            new.customer_id = Some(customer);
            new.kind = EventKind::MessageReceived { message: world.message.id };
            let write = house.store.write(move |tx| {
                Box::pin(async move {
                    tx.emit(new);
                    Ok::<_, StoreError>(())
                })
            });
            assert_eq!(write.await.unwrap().1, n + 1);
            assert!(log.head() > n, "an answer comes after its event is known");
        }
    };
    let (reached, ()) = tokio::join!(waiting, told);
    assert!(reached.unwrap() > 2);
    let write = house.store.write(|_| Box::pin(async { Ok::<_, StoreError>(7) }));
    let before = house.store.commits();
    assert_eq!(write.await.unwrap(), (7, 5), "who tells nothing learns the head");
    assert_eq!(house.store.commits(), before + 1);
    let after = log.after(2, 2).await.unwrap();
    assert_eq!(after.iter().map(|e| e.seq).collect::<Vec<_>>(), [3, 4]);
    assert!(log.after(5, 9).await.unwrap().is_empty());
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.events_after(3, 9).await.unwrap().len(), 2);
    let of = db.events_of_conversation(conversation, 1, 2).await.unwrap();
    assert_eq!(of.iter().map(|e| e.seq).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(of[0].event.kind, EventKind::MessageReceived { message: world.message.id });
    let before = db.events_of_conversation_before(conversation, 5, 2).await.unwrap();
    assert_eq!(before.iter().map(|e| e.seq).collect::<Vec<_>>(), [3, 4]);
}

pub(crate) async fn snapshots_stand_still(house: &House) {
    let world = world(house).await;
    let id = world.conversation.id;
    let mut still = house.store.snapshot().await.unwrap();
    let seen = still.conversation(id).await.unwrap();
    let mut changed = world.conversation.clone();
    changed.preview = "neu".to_owned();
    tx!(house, |tx| tx.update_conversation(&changed).await?);
    assert_eq!(still.conversation(id).await.unwrap(), seen);
    drop(still);
    let mut now = house.store.snapshot().await.unwrap();
    assert_eq!(now.conversation(id).await.unwrap().unwrap().preview, "neu");
}

pub(crate) async fn searches_find(house: &House) {
    let world = world(house).await;
    let (account, thread) = (world.account.id, world.thread);
    let context = message(&house.ids, account, thread, None, "Störungsmeldung Köln", 5);
    let newer = message(
        &house.ids,
        account,
        thread,
        Some(world.conversation.id),
        "Wieder Störung in Köln!",
        9,
    );
    tx!(
        house,
        [context, newer] | tx | {
            tx.insert_message(&newer).await?;
            tx.insert_message(&context).await?
        }
    );
    let mut db = house.store.read().await.unwrap();
    let mut search = Search::of("stoerung koeln");
    let page = Page::first(1);
    let first = db.search_messages(&search, &Scope::Everything, &page).await.unwrap();
    assert_eq!(first.items, [newer.clone()], "the newest first, whenever it came");
    let page = Page::after(first.next, 1);
    let second = db.search_messages(&search, &Scope::Everything, &page).await.unwrap();
    assert_eq!((second.items, second.next), (vec![context.clone()], None));
    let (from, to) = (Some(at(5)), Some(at(9)));
    for (since, until, expected) in [
        (from, to, vec![&context]),
        (to, None, vec![&newer]),
        (from, None, vec![&newer, &context]),
        (None, from, vec![]),
        (Some(at(6)), to, vec![]),
    ] {
        let search = Search { since, until, ..search.clone() };
        let found = db.search_messages(&search, &Scope::Everything, &Page::first(9)).await.unwrap();
        assert_eq!(found.items.iter().collect::<Vec<_>>(), expected, "{since:?} to {until:?}");
    }
    let page = Page::first(9);
    let team = Scope::Of { teams: vec![world.team.id], accounts: Vec::new() };
    let seen = db.search_messages(&search, &team, &page).await.unwrap();
    assert_eq!(seen.items, [newer.clone()]);
    let by_account = Scope::Of { teams: Vec::new(), accounts: vec![account] };
    assert_eq!(db.search_messages(&search, &by_account, &page).await.unwrap().items.len(), 2);
    let nothing = Scope::Of { teams: Vec::new(), accounts: Vec::new() };
    assert!(db.search_messages(&search, &nothing, &page).await.unwrap().items.is_empty());
    search.customer = Some(world.customer.id);
    search.accounts = vec![account];
    let of = db.search_messages(&search, &Scope::Everything, &page).await.unwrap();
    assert_eq!(of.items, [newer]);
}

pub(crate) async fn closing_carries_out_what_is_queued(house: &House) {
    let store = house.another(&house.config).await;
    assert_eq!(store.engine(), house.store.engine());
    let other = store.clone();
    let writes = (0..20).map(|n| {
        other.write(move |tx| {
            Box::pin(async move {
                tx.emit(event(n));
                Ok::<_, StoreError>(())
            })
        })
    });
    let (written, ()) = tokio::join!(futures_util::future::join_all(writes), store.close());
    // Those that were queued before were done; those after were refused. None hangs.
    for write in written {
        assert!(matches!(
            write,
            Ok(_) | Err(StoreError::Closed | StoreError::Database(_) | StoreError::Commit(_))
        ));
    }
    assert!(other.read().await.is_err());
    let serving = house.store.serve().unwrap();
    let again = house.another(&house.config).await;
    if house.store.engine() == gerne_store::Engine::Sqlite {
        assert!(matches!(again.serve(), Err(StoreError::Served { .. })));
    } else {
        assert!(again.serve().is_ok(), "a server has room for several");
    }
    drop(serving);
    assert!(again.serve().is_ok());
    let throw_away = Store::open_in_memory().await.unwrap();
    assert_eq!(throw_away.read().await.unwrap().agent_count().await.unwrap(), 0);
}

pub(crate) async fn unreadable_rows_say_where(house: &House) {
    let world = world(house).await;
    let (id, place) = (world.conversation.id, house.store.engine());
    let value = match place {
        Engine::Sqlite => format!("X'{}'", id.0.simple()),
        Engine::Postgres => format!("'{id}'"),
    };
    let sql = format!("UPDATE conversation SET status = 'lost' WHERE id = {value}");
    raw(house, sql).await;
    let error = house.store.read().await.unwrap().conversation(id).await.unwrap_err();
    let text = error.to_string();
    assert_eq!(text, format!("table conversation, column status, row {id} cannot be read"));
    assert!(!error.is_passing());
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "no such word: lost");
}
