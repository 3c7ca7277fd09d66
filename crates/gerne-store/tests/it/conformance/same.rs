//! Keys, pairs and codes.

use gerne_domain::{CustomerId, IdSource as _};
use gerne_store::{KeyHolder, Likeness, LikenessState, ProofCode, SameKey, SameKeyKind, Trace};

use crate::support::{House, at, customer, tx, world};

/// Somebody else, kept.
async fn another(house: &House, name: &str) -> CustomerId {
    let handle = format!("{}@example.social", house.ids.next());
    let person = customer(&house.ids, name, &handle);
    let id = person.0.id;
    tx!(house, |tx| tx.insert_people(&[person]).await?);
    id
}

pub(crate) async fn who_shares_a_key_is_found(house: &House) {
    let world = world(house).await;
    let (one, other) = (world.customer.id, another(house, "Anna Albrecht").await);
    let words: Vec<String> = ["phone", "name", "handle"].map(|w| format!("{w}:{one}")).into();
    let hashes = house.store.keyed(&words);
    assert_eq!(hashes, house.store.keyed(&words), "the same each time");
    assert_eq!(hashes.len(), 3);
    let kinds = [SameKeyKind::Unique, SameKeyKind::Name, SameKeyKind::Handle];
    let keys: Vec<SameKey> = hashes
        .iter()
        .zip(kinds)
        .map(|(hash, kind)| SameKey { hash: *hash, kind, public: false })
        .collect();
    let theirs = vec![SameKey { public: true, ..keys[0] }];
    let (mine, known) = (keys.clone(), theirs.clone());
    tx!(
        house,
        [mine, known] | tx | {
            tx.put_same_keys(one, &mine).await?;
            tx.put_same_keys(other, &known).await?;
        }
    );
    let mut db = house.store.read().await.unwrap();
    let mut kept = db.same_keys(one).await.unwrap();
    kept.sort();
    let mut expected = keys.clone();
    expected.sort();
    assert_eq!(kept, expected);
    let mut found = db.key_holders(&[keys[0].hash], 9).await.unwrap();
    found.sort_by_key(|holder| holder.key.public);
    let holder = |customer_id, key| KeyHolder { customer_id, key };
    assert_eq!(found, [holder(one, keys[0]), holder(other, theirs[0])]);
    assert_eq!(db.key_holders(&[keys[0].hash], 1).await.unwrap().len(), 1);

    // What was said in public once stays; the rest follows.
    tx!(
        house,
        [keys] | tx | {
            tx.put_same_keys(one, &keys[1..2]).await?;
            tx.put_same_keys(other, &[SameKey { public: false, ..keys[0] }]).await?;
        }
    );
    assert_eq!(db.same_keys(one).await.unwrap(), keys[1..2]);
    assert_eq!(db.same_keys(other).await.unwrap(), theirs);
    tx!(house, |tx| tx.put_same_keys(other, &[]).await?);
    assert_eq!(db.same_keys(other).await.unwrap(), theirs);
    let traces = db.traces_of(one, 9).await.unwrap();
    let public = world.message.visibility.is_public();
    let trace = Trace { account_id: world.account.id, public, at: world.message.published_at };
    assert_eq!(traces, [trace]);
}

pub(crate) async fn pairs_are_kept_as_people_decide(house: &House) {
    let world = world(house).await;
    let (one, other) = (world.customer.id, another(house, "Anna Albrecht").await);
    let (a_id, b_id) = Likeness::pair(other, one);
    assert_eq!((a_id, b_id), Likeness::pair(one, other));
    let found = Likeness {
        a_id,
        b_id,
        state: LikenessState::Open,
        level: "suggestion".to_owned(),
        millibits: 12_500,
        reasons: vec![("same_number".to_owned(), 14_000), ("both_on".to_owned(), -1_500)],
        found_at: at(1),
        agent_id: None,
        changed_at: None,
    };
    assert_eq!(found.other(one), other);
    tx!(house, [found] | tx | tx.put_likeness(&found).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.likeness(other, one).await.unwrap().as_ref(), Some(&found));
    assert_eq!(db.likenesses_of(one, 9).await.unwrap(), [found.clone()]);
    assert_eq!(db.likenesses_of(other, 9).await.unwrap(), [found.clone()]);
    assert!(tx!(house, |tx| tx.drop_likeness(other, one).await?));
    assert_eq!(db.likenesses_of(one, 9).await.unwrap(), []);

    let by = Some(world.agent.id);
    let no =
        Likeness { state: LikenessState::Rejected, agent_id: by, changed_at: Some(at(2)), ..found };
    tx!(house, [no] | tx | tx.put_likeness(&no).await?);
    assert!(!tx!(house, |tx| tx.drop_likeness(one, other).await?), "what people said stays");
    assert_eq!(db.likeness(one, other).await.unwrap(), Some(no));
    tx!(house, |tx| tx.take_out_customers(&[other]).await?);
    assert_eq!(db.likenesses_of(one, 9).await.unwrap(), []);
}

pub(crate) async fn codes_count_until_they_end(house: &House) {
    let world = world(house).await;
    let (sent_to, from_id) = (world.customer.id, another(house, "Anna Albrecht").await);
    let code = |seconds: i64| ProofCode {
        id: house.ids.next(),
        hash: [u8::try_from(seconds).unwrap(); 32],
        sent_to,
        from_id,
        conversation_id: world.conversation.id,
        agent_id: world.agent.id,
        made_at: at(seconds),
        until: at(seconds + 100),
        tries: 0,
        ended_at: None,
    };
    let (first, second) = (code(1), code(2));
    tx!(house, [first] | tx | tx.insert_proof_code(&first).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.proof_codes_of(from_id, at(50)).await.unwrap(), [first.clone()]);
    assert_eq!(db.proof_codes_of(sent_to, at(50)).await.unwrap(), []);
    assert_eq!(db.proof_codes_of(from_id, at(101)).await.unwrap(), [], "it is over");
    tx!(house, [second] | tx | tx.insert_proof_code(&second).await?);
    assert_eq!(db.proof_codes_of(from_id, at(50)).await.unwrap(), [second.clone()], "one counts");
    let tried = ProofCode { tries: 1, ..second };
    assert!(tx!(house, [tried] | tx | tx.update_proof_code(&tried).await?));
    assert_eq!(db.proof_codes_of(from_id, at(50)).await.unwrap(), [tried.clone()]);
    let ended = ProofCode { ended_at: Some(at(60)), ..tried };
    assert!(tx!(house, [ended] | tx | tx.update_proof_code(&ended).await?));
    assert_eq!(db.proof_codes_of(from_id, at(61)).await.unwrap(), []);
    tx!(house, |tx| tx.take_out_customers(&[from_id]).await?);
    assert!(!tx!(house, [ended] | tx | tx.update_proof_code(&ended).await?));
}
