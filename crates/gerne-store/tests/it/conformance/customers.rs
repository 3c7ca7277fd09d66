use gerne_domain::{Address, ExternalId, Identity, IdentityId};
use gerne_store::Page;

use crate::support::{House, at, customer, tx, world};

pub(crate) async fn identities_follow_their_platform(house: &House) {
    let world = world(house).await;
    let mut db = house.store.read().await.unwrap();
    let id = world.identity.id;
    assert_eq!(db.identity(id).await.unwrap().as_ref(), Some(&world.identity));
    let (platform, external) = (&world.identity.platform, &world.identity.external_id);
    let found = db.identity_by_external(platform, external).await.unwrap();
    assert_eq!(found.as_ref(), Some(&world.identity));
    let found = db.identity_by_handle(platform, "Anna@Example.Social").await.unwrap();
    assert_eq!(found.map(|identity| identity.id), Some(id));

    // The same person, seen again: other ids that the caller made up do not matter.
    let seen = Identity {
        id: IdentityId::new(&house.ids),
        customer_id: customer(&house.ids, "", "").0.id,
        name: "Anna A. 🌻".to_owned(),
        handle: "anna_neu@example.social".to_owned(),
        avatar_url: Some("https://social.example/a.png".to_owned()),
        ..world.identity.clone()
    };
    let kept = tx!(house, [seen] | tx | tx.upsert_identity(&seen).await?);
    assert!(kept.changed && !kept.fresh);
    assert_eq!(kept.identity.id, id);
    assert_eq!(kept.identity.customer_id, world.customer.id);
    assert_eq!(db.identities_of(world.customer.id).await.unwrap(), [kept.identity.clone()]);
    let again = tx!(house, [seen] | tx | tx.upsert_identity(&seen).await?);
    assert!(!again.changed && !again.fresh);
    assert_eq!(db.identity_by_handle(platform, "anna@example.social").await.unwrap(), None);
    assert_eq!(db.identities(&[id]).await.unwrap().len(), 1);
    assert!(db.identities(&[]).await.unwrap().is_empty());

    let (other, mut second) = customer(&house.ids, "Bernd", "bernd@example.social");
    second.external_id = ExternalId("p2".to_owned());
    let (other_id, second_id) = (other.id, second.id);
    tx!(house, |tx| {
        tx.insert_customer(&other).await?;
        tx.upsert_identity(&second).await?
    });
    let both = db.identities_of_all(&[world.customer.id, other_id]).await.unwrap();
    assert_eq!(both.len(), 2);
    let first_customer = world.customer.id;
    assert!(tx!(house, |tx| tx.move_identity(second_id, first_customer).await?));
    assert_eq!(db.identities_of(first_customer).await.unwrap().len(), 2);
    assert!(db.identities_of_all(&[]).await.unwrap().is_empty());

    // Each of them may now be somebody of their own again, with what only they said.
    let (only, from) = (vec![id], first_customer);
    let (some, late) = (only.clone(), Some(at(9_999_999_999)));
    let moved = tx!(house, |tx| tx.move_conversations_of(&some, from, other_id, late).await?);
    assert_eq!(moved, 0, "nothing began since");
    let moved = tx!(house, |tx| tx.move_conversations_of(&only, from, other_id, None).await?);
    assert_eq!(moved, 1);
    let there = db.conversation(world.conversation.id).await.unwrap().unwrap();
    assert_eq!(there.customer_id, other_id);
}

pub(crate) async fn customers_are_found(house: &House) {
    let world = world(house).await;
    let mut db = house.store.read().await.unwrap();
    let id = world.customer.id;
    assert_eq!(db.customer(id).await.unwrap().as_ref(), Some(&world.customer));
    assert_eq!(db.customers(&[id, id]).await.unwrap(), [world.customer.clone()]);
    assert!(db.customers(&[]).await.unwrap().is_empty());
    assert_eq!(db.customer_joined_into(id).await.unwrap(), None);
    let page = Page::first(10);
    let mut changed = world.customer.clone();
    changed.name = "Anna Übermut".to_owned();
    changed.about = "Stammkundin seit der Gründung".to_owned();
    changed.address = Some(Address::Informal);
    changed.blocked_at = Some(at(3));
    for found in ["anna", "albrecht", "@anna@example.social", "example"] {
        assert_eq!(db.search_customers(found, &page).await.unwrap().items, [id], "{found}");
    }
    let update = changed.clone();
    assert!(tx!(house, |tx| tx.update_customer(&update).await?));
    assert_eq!(db.customer(id).await.unwrap(), Some(changed));
    for found in ["uebermut", "Ubermut", "grundung", "stamm"] {
        assert_eq!(db.search_customers(found, &page).await.unwrap().items, [id], "{found}");
    }
    for lost in ["", "bernd", "\"mut\""] {
        assert!(db.search_customers(lost, &page).await.unwrap().items.is_empty(), "{lost}");
    }
}
