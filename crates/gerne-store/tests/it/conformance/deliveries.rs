use gerne_domain::{ConversationId, Delivery, DeliveryState, ExternalId, Receipt, Refusal, Scope};
use gerne_store::{Page, Settlement, StoreError};
use uuid::Uuid;

use crate::support::{House, World, at, reply, try_tx, tx, world};

const NODE: Uuid = Uuid::from_u128(77);

async fn written(house: &House, world: &World, seconds: i64) -> Delivery {
    let (message, delivery) = reply(&house.ids, world, seconds);
    tx!(
        house,
        [delivery] | tx | {
            tx.insert_message(&message).await?;
            tx.insert_delivery(&delivery).await?;
        }
    );
    delivery
}

pub(crate) async fn a_reply_goes_its_way(house: &House) {
    let world = world(house).await;
    let (account, agent) = (world.account.id, world.agent.id);
    let delivery = written(house, &world, 10).await;
    let id = delivery.id;
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.delivery(id).await.unwrap().as_ref(), Some(&delivery));
    assert_eq!(db.deliveries(&[id]).await.unwrap(), [delivery.clone()]);
    assert!(db.deliveries(&[]).await.unwrap().is_empty());
    let by_key = db.delivery_by_client_key(agent, &delivery.client_key).await.unwrap();
    assert_eq!(by_key.as_ref(), Some(&delivery));
    let (other, mut again) = reply(&house.ids, &world, 10);
    again.client_key = delivery.client_key.clone();
    let twice = try_tx!(
        house,
        [other, again] | tx | {
            tx.insert_message(&other).await?;
            tx.insert_delivery(&again).await?;
        }
    );
    assert!(matches!(twice, Err(StoreError::Exists { .. })));
    assert_eq!(db.message(other.id).await.unwrap(), None, "nothing of it was kept");

    assert_eq!(db.next_delivery_at(account).await.unwrap(), Some(at(10)));
    for (nth, due) in [(1, Some(at(10))), (2, None)] {
        assert_eq!(tx!(house, |tx| tx.nth_last_due(account, nth).await?), due);
    }
    assert!(tx!(house, |tx| tx.claim_delivery(account, at(9), NODE).await?).is_none());
    let claimed = tx!(house, |tx| tx.claim_delivery(account, at(10), NODE).await?).unwrap();
    assert_eq!((claimed.state, claimed.attempts), (DeliveryState::Sending, 1));
    assert_eq!(claimed.attempted_at, Some(at(10)));
    assert!(tx!(house, |tx| tx.claim_delivery(account, at(99), NODE).await?).is_none());
    assert_eq!(db.deliveries_sending(account).await.unwrap().len(), 1);
    assert!(db.restored_deliveries().await.unwrap().is_empty());
    assert_eq!(db.deliveries_underway(account).await.unwrap().len(), 1);

    let again = Settlement {
        not_before: Some(at(30)),
        reason: Some(Refusal::of("retry.rate_limited").with("after", 20)),
        receipt: None,
    };
    let moved = tx!(house, |tx| {
        tx.move_delivery(id, DeliveryState::Sending, DeliveryState::Queued, &again).await?
    });
    let moved = moved.unwrap();
    assert_eq!((moved.state, moved.not_before), (DeliveryState::Queued, at(30)));
    assert_eq!(moved.reason.unwrap().values["after"], "20");
    assert_eq!(tx!(house, |tx| tx.hurry(account, at(15)).await?), 1, "put off, and tried before");
    assert_eq!(tx!(house, |tx| tx.hurry(account, at(15)).await?), 0);
    assert!(tx!(house, |tx| tx.postpone_delivery(id, DeliveryState::Queued, at(20)).await?));
    let claimed = tx!(house, |tx| tx.claim_delivery(account, at(20), NODE).await?).unwrap();
    assert_eq!((claimed.attempts, claimed.reason), (2, None));
    let waiting = Settlement { not_before: Some(at(50)), ..Settlement::default() };
    tx!(house, |tx| {
        tx.move_delivery(id, DeliveryState::Sending, DeliveryState::Unknown, &waiting).await?
    });
    assert!(db.deliveries_to_look_for(account, at(49), 9).await.unwrap().is_empty());
    assert_eq!(db.deliveries_to_look_for(account, at(50), 9).await.unwrap().len(), 1);
    assert!(tx!(house, |tx| {
        tx.set_delivery_waiting(id, DeliveryState::Unknown, Some(at(2))).await?
    }));
    let receipt =
        Receipt { external_id: Some(ExternalId("1".to_owned())), url: None, published_at: at(21) };
    let settled = Settlement { receipt: Some(receipt.clone()), ..Settlement::default() };
    let sent = tx!(house, |tx| {
        tx.move_delivery(id, DeliveryState::Unknown, DeliveryState::Sent, &settled).await?
    });
    let sent = sent.unwrap();
    assert_eq!((sent.receipt, sent.waiting_before), (Some(receipt), Some(at(2))));
    assert!(db.deliveries_underway(account).await.unwrap().is_empty());
    assert_eq!(db.next_delivery_at(account).await.unwrap(), None);

    // A person said that it is there; the platform names it later.
    assert_eq!(db.deliveries_without_name(account).await.unwrap().len(), 1);
    let named = Receipt {
        external_id: Some(ExternalId("2".to_owned())),
        url: Some("https://example.org/2".to_owned()),
        published_at: at(22),
    };
    let standing = world.conversation.standing(gerne_domain::Status::Resolved);
    let (receipt, kept) = (named.clone(), standing.clone());
    assert!(tx!(
        house,
        [receipt, kept] | tx | {
            tx.set_delivery_standing(id, &kept).await?
                && tx.set_delivery_receipt(id, &receipt).await?
        }
    ));
    let of = db.deliveries_of(world.conversation.id).await.unwrap();
    assert_eq!(of.iter().map(|delivery| delivery.id).collect::<Vec<_>>(), [id]);
    let now = db.delivery(id).await.unwrap().unwrap();
    assert_eq!((now.receipt, now.standing_before), (Some(named), Some(standing)));
    assert!(db.is_an_id(id.0).await.unwrap());
    assert!(!db.is_an_id(Uuid::from_u128(7)).await.unwrap());
}

pub(crate) async fn replies_of_one_matter_keep_their_order(house: &House) {
    let world = world(house).await;
    let account = world.account.id;
    let first = written(house, &world, 10).await;
    let second = written(house, &world, 5).await;
    // Another matter is not held up by this one.
    let mut elsewhere = world.clone();
    elsewhere.conversation.id = ConversationId::new(&house.ids);
    tx!(house, [elsewhere] | tx | tx.insert_conversation(&elsewhere.conversation).await?);
    let third = written(house, &elsewhere, 8).await;
    let claim = async |seconds| {
        let claimed = tx!(house, |tx| tx.claim_delivery(account, at(seconds), NODE).await?);
        claimed.map(|delivery| delivery.id)
    };
    assert_eq!(claim(7).await, None, "the second waits for the first");
    assert_eq!(claim(9).await, Some(third.id));
    assert_eq!(claim(20).await, Some(first.id));
    assert_eq!(claim(20).await, None, "not while the first is under way");
    let done = Settlement::default();
    let id = first.id;
    tx!(house, |tx| {
        tx.move_delivery(id, DeliveryState::Sending, DeliveryState::Refused, &done).await?
    });
    assert_eq!(claim(20).await, Some(second.id));
}

pub(crate) async fn races_have_one_winner(house: &House) {
    let world = world(house).await;
    let delivery = written(house, &world, 10).await;
    let (id, account) = (delivery.id, world.account.id);
    let nothing = Settlement::default();
    let cancel = tx!(
        house,
        [nothing] | tx | {
            tx.move_delivery(id, DeliveryState::Held, DeliveryState::Cancelled, &nothing).await?
        }
    );
    assert_eq!(cancel.unwrap().state, DeliveryState::Cancelled);
    let late = tx!(
        house,
        [nothing] | tx | {
            tx.move_delivery(id, DeliveryState::Held, DeliveryState::Queued, &nothing).await?
        }
    );
    assert_eq!(late, None);
    assert!(tx!(house, |tx| tx.claim_delivery(account, at(99), NODE).await?).is_none());
    let never = try_tx!(
        house,
        [nothing] | tx | {
            tx.move_delivery(id, DeliveryState::Cancelled, DeliveryState::Sent, &nothing).await?
        }
    );
    assert!(matches!(never, Err(StoreError::Illegal { .. })));
    for _ in 0..8 {
        let mut apart = world.clone();
        apart.conversation.id = ConversationId::new(&house.ids);
        tx!(house, [apart] | tx | tx.insert_conversation(&apart.conversation).await?);
        written(house, &apart, 10).await;
    }
    let claims = (0..16).map(|_| async {
        tx!(house, |tx| tx.claim_delivery(account, at(20), NODE).await?).map(|d| d.id)
    });
    let claimed = futures_util::future::join_all(claims).await;
    let mut claimed: Vec<_> = claimed.into_iter().flatten().collect();
    assert_eq!(claimed.len(), 8);
    claimed.sort();
    claimed.dedup();
    assert_eq!(claimed.len(), 8, "each was claimed once");
}

pub(crate) async fn the_outbox_is_counted(house: &House) {
    let world = world(house).await;
    let (account, matter) = (world.account.id, world.conversation.id);
    for n in 0..5 {
        written(house, &world, 10 + n).await;
    }
    tx!(house, |tx| tx.claim_delivery(account, at(99), NODE).await?).unwrap();
    let mut db = house.store.read().await.unwrap();
    let counts = db.delivery_counts().await.unwrap();
    let counts: Vec<_> = counts.iter().map(|c| (c.account_id, c.state, c.count)).collect();
    let expected = [(account, DeliveryState::Held, 4), (account, DeliveryState::Sending, 1)];
    assert_eq!(counts, expected);
    assert_eq!(db.deliveries_of(matter).await.unwrap().len(), 5);
    assert_eq!(db.open_delivery_states(&[matter]).await.unwrap().len(), 5);
    assert!(db.open_delivery_states(&[]).await.unwrap().is_empty());
    let (mut page, mut listed) = (Page::first(3), 0);
    loop {
        let states = [DeliveryState::Held];
        let found = db.list_deliveries(&states, &Scope::Everything, &page).await.unwrap();
        listed += found.items.len();
        let Some(next) = found.next else { break };
        page.after = Some(next);
    }
    assert_eq!(listed, 4);
    let nothing = Scope::Of { teams: Vec::new(), accounts: Vec::new() };
    let none = db.list_deliveries(&[DeliveryState::Held], &nothing, &Page::first(3)).await.unwrap();
    assert!(none.items.is_empty());
}

pub(crate) async fn what_the_house_said_in_vain_is_in_the_outbox(house: &House) {
    let world = world(house).await;
    let (message, mut delivery) = reply(&house.ids, &world, 10);
    delivery.agent_id = None;
    tx!(
        house,
        [message, delivery] | tx | {
            tx.insert_message(&message).await?;
            tx.insert_delivery(&delivery).await?;
        }
    );
    let states = [DeliveryState::Held, DeliveryState::Sending, DeliveryState::Refused];
    let listed = async || {
        let mut db = house.store.read().await.unwrap();
        let found = db.list_deliveries(&states, &Scope::Everything, &Page::first(3)).await.unwrap();
        found.items.into_iter().map(|one| one.state).collect::<Vec<_>>()
    };
    let mut matter = world.conversation.clone();
    matter.waiting_since = Some(at(1));
    tx!(house, [matter] | tx | tx.update_conversation(&matter).await?);
    assert!(listed().await.is_empty(), "it leaves by itself");
    let (id, step) = (delivery.id, Settlement::default());
    tx!(house, |tx| tx.claim_delivery(world.account.id, at(99), NODE).await?).unwrap();
    tx!(
        house,
        [step] | tx | {
            tx.move_delivery(id, DeliveryState::Sending, DeliveryState::Refused, &step).await?
        }
    );
    assert_eq!(listed().await, [DeliveryState::Refused]);
    // Answered since, and still not told what the house wanted to say.
    matter.waiting_since = None;
    tx!(house, [matter] | tx | tx.update_conversation(&matter).await?);
    assert_eq!(listed().await, [DeliveryState::Refused]);
    let step = Settlement::default();
    tx!(
        house,
        [step] | tx | {
            let (from, to) = (DeliveryState::Refused, DeliveryState::Cancelled);
            tx.move_delivery(id, from, to, &step).await?
        }
    );
    assert!(listed().await.is_empty(), "somebody took note of it");
}
