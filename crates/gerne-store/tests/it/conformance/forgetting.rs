//! Forgetting: what goes, what stays, what is known again.

use gerne_domain::{
    AgentId, CustomerId, Direction, Erasure, ErasureId, ErasureReason, ExternalId, Forgotten,
    MarkKind, Mention, MessageId, Note, NoteId, Status,
};
use gerne_store::{
    ConversationFilter, Draft, Fetched, Order, Page, Remembered, Search, Strike, TakenOut,
};
use uuid::Uuid;

use crate::support::{House, World, at, attachment, customer, message, raw, reply, tx, world};

fn erasure(house: &House, seconds: i64) -> Erasure {
    Erasure {
        id: ErasureId::new(&house.ids),
        at: at(seconds),
        agent_id: Some(AgentId::new(&house.ids)),
        reason: ErasureReason::Objected,
        counts: Forgotten::default(),
        finished_at: None,
    }
}

pub(super) async fn erasures_are_recorded_and_known_again(house: &House) {
    let w = world(house).await;
    let store = &house.store;
    let first = erasure(house, 100);
    let identity = w.identity.clone();
    let said = vec![(w.account.id, w.message.external_id.clone().unwrap())];
    let who = w.customer.id;
    let new = tx!(
        house,
        [first, identity, said] | tx | {
            assert!(!tx.erased_anything().await?);
            let new = tx.begin_erasure(&first, Some(who), &[identity.clone()]).await?;
            let again = tx.begin_erasure(&first, Some(who), &[identity]).await?;
            tx.mark_messages(first.id, first.at, &said).await?;
            (new, again)
        }
    );
    assert_eq!(new, (true, false));
    let mut db = store.read().await.unwrap();
    assert!(db.erased_anything().await.unwrap());
    assert_eq!(db.erasures_unfinished().await.unwrap(), [(first.id, Some(who))]);
    let (platform, external) = (&w.identity.platform, &w.identity.external_id);
    assert_eq!(db.identity_erased_at(platform, external).await.unwrap(), Some(at(100)));
    let stranger = ExternalId::from("somebody else");
    assert_eq!(db.identity_erased_at(platform, &stranger).await.unwrap(), None);
    assert!(db.message_was_erased(w.account.id, &said[0].1).await.unwrap());
    assert!(!db.message_was_erased(w.account.id, &stranger).await.unwrap());
    let both = [said[0].1.clone(), stranger.clone(), external.clone()];
    let messages = db.erased_messages(w.account.id, &both).await.unwrap();
    assert_eq!(messages, [said[0].1.clone()].into());
    let people = db.erased_identities(platform, &both).await.unwrap();
    assert_eq!(people, [(external.clone(), at(100))].into());

    let counts = Forgotten { messages: 3, ..Forgotten::default() };
    tx!(
        house,
        [first] | tx | {
            assert!(tx.note_erasure(first.id, &counts, None).await?);
            assert!(tx.finish_erasure(first.id, at(101)).await?);
            assert!(!tx.finish_erasure(first.id, at(102)).await?);
        }
    );
    assert!(db.erasures_unfinished().await.unwrap().is_empty());
    let done = db.erasure(first.id).await.unwrap().unwrap();
    assert_eq!((done.counts, done.finished_at), (counts, Some(at(101))));
    let page = db.erasures(&Page::first(1)).await.unwrap();
    assert_eq!((page.items, page.next), (vec![done.clone()], None));
    assert_eq!(db.keys_in_use().await.unwrap(), ["one"]);

    // The list outlives the database, and tells nothing.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/erasures.jsonl");
    assert!(store.read_erasure_list(&path).await.unwrap().is_empty());
    assert_eq!(store.write_erasure_list(&path, at(0)).await.unwrap(), 1);
    let text = std::fs::read_to_string(&path).unwrap();
    for secret in ["Albrecht", "anna@example", external.as_str(), said[0].1.as_str()] {
        assert!(!text.contains(secret), "{text}");
    }
    let list = store.read_erasure_list(&path).await.unwrap();
    assert_eq!(list, db.erasure_records().await.unwrap());
    assert_eq!(list[0].marks.len(), 2);
    assert!(list[0].marks.iter().any(|mark| mark.kind == MarkKind::Message));

    // Purged, and brought back by the list.
    assert_eq!(tx!(house, |tx| tx.purge_erasures(at(100)).await?), 0);
    assert_eq!(tx!(house, |tx| tx.purge_erasures(at(200)).await?), 1);
    assert_eq!(db.identity_erased_at(platform, external).await.unwrap(), None);
    let record = list[0].clone();
    assert!(tx!(house, [record] | tx | tx.import_erasure(&record).await?));
    assert!(!tx!(house, [record] | tx | tx.import_erasure(&record).await?));
    assert_eq!(db.identity_erased_at(platform, external).await.unwrap(), Some(at(100)));
    assert_eq!(store.write_erasure_list(&path, at(0)).await.unwrap(), 1);
    // Whoever was erased so long ago that it is forgotten leaves the list as well.
    assert_eq!(store.write_erasure_list(&path, at(101)).await.unwrap(), 0);
    std::fs::write(&path, "{\"half\":").unwrap();
    assert!(store.read_erasure_list(&path).await.is_err(), "half a list is none");
}

pub(crate) async fn one_at_a_time_erases(house: &House) {
    let w = world(house).await;
    let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let erasure = erasure(house, 100);
    let (id, customer) = (erasure.id, w.customer.id);
    tx!(house, [erasure] | tx | tx.begin_erasure(&erasure, Some(customer), &[]).await?);
    let claim = async |who, now, before| {
        tx!(house, |tx| tx.claim_erasure(id, who, at(now), at(before)).await?)
    };
    let beat = async |who, now| tx!(house, |tx| tx.beat_erasure(id, who, at(now)).await?);
    assert!(!claim(two, 110, 100).await, "it was begun just now");
    assert!(claim(one, 110, 999).await);
    assert!(beat(one, 400).await && !beat(two, 400).await);
    assert!(!claim(two, 410, 400).await, "somebody is at it");
    assert!(claim(two, 800, 500).await, "no sign of life");
    assert!(!beat(one, 810).await, "it was taken on by another");
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.erasure_tally().await.unwrap(), (1, 0));
    tx!(house, |tx| tx.finish_erasure(id, at(900)).await?);
    assert_eq!(db.erasure_tally().await.unwrap(), (1, 1));
    assert!(!claim(one, 9999, 9000).await && !beat(two, 9999).await, "it is over");
}

/// Everything that can hang on a person.
async fn furnished(house: &House) -> (World, World, gerne_domain::BlobHash) {
    let w = world(house).await;
    // Somebody else's matter, in which they were mentioned and said something.
    let mut other = world(house).await;
    let mut theirs = message(
        &house.ids,
        other.account.id,
        other.thread,
        Some(other.conversation.id),
        "Bei mir auch",
        5,
    );
    theirs.identity_id = Some(w.identity.id);
    theirs.parent_id = Some(other.message.id);
    let mut ours = message(
        &house.ids,
        other.account.id,
        other.thread,
        Some(other.conversation.id),
        "Das tut uns leid",
        6,
    );
    ours.direction = Direction::Out;
    ours.parent_id = Some(theirs.id);
    let mut named = message(
        &house.ids,
        other.account.id,
        other.thread,
        Some(other.conversation.id),
        "Frag @anna und @Anna@example.social, Anna Albrecht weiss es",
        7,
    );
    named.identity_id = Some(other.identity.id);
    named.mentions = vec![Mention {
        external_id: w.identity.external_id.clone(),
        handle: w.identity.handle.clone(),
    }];
    other.message = named.clone();
    let hash = house.store.put_blob(b"a picture".to_vec(), "image/png", at(1)).await.unwrap();
    let fetched = Fetched {
        blob: hash.clone(),
        mime: "image/png".to_owned(),
        size: 9,
        width: None,
        height: None,
    };
    let picture = attachment(&house.ids);
    let (carried, delivery) = reply(&house.ids, &w, 8);
    let mut edited = w.message.clone();
    edited.text = "Immer noch kein Netz".to_owned();
    let note = |conversation| Note {
        id: NoteId::new(&house.ids),
        conversation_id: conversation,
        agent_id: w.agent.id,
        text: "Anna Albrecht, anna@example.social".to_owned(),
        mentions: vec![w.agent.id],
        created_at: at(9),
        consult_id: None,
        author: None,
    };
    let notes = [note(w.conversation.id), note(other.conversation.id)];
    let draft = |conversation| Draft {
        conversation_id: conversation,
        agent_id: w.agent.id,
        kind: "reply".to_owned(),
        body: serde_json::json!({"text": "Liebe Anna Albrecht"}),
        saved_at: at(9),
    };
    let drafts = [draft(w.conversation.id), draft(other.conversation.id)];
    let remembered = Remembered {
        request_hash: [1; 32],
        status: 201,
        body: format!("{{\"id\":\"{}\"}}", w.message.id),
        at: at(9),
    };
    let agent = w.agent.id;
    tx!(house, |tx| {
        for message in [&theirs, &ours, &named, &carried] {
            tx.insert_message(message).await?;
        }
        tx.insert_delivery(&delivery).await?;
        tx.edit_message(&edited, at(9)).await?;
        tx.insert_attachment(edited.id, 0, &picture, None).await?;
        tx.set_attachment_fetched(picture.id, &fetched).await?;
        for note in &notes {
            tx.insert_note(note).await?;
        }
        for draft in &drafts {
            tx.put_draft(draft).await?;
        }
        tx.remember(agent, "k1", &remembered).await?;
        tx.remember(agent, "k2", &Remembered { body: "{}".to_owned(), ..remembered }).await?;
    });
    (w, other, hash)
}

pub(super) async fn people_are_taken_out(house: &House) {
    let (w, other, hash) = furnished(house).await;
    let store = &house.store;
    let mut db = store.read().await.unwrap();
    let people = db.customer_family(w.customer.id).await.unwrap();
    assert_eq!(people, [w.customer.id]);
    let matters = db.conversations_of_people(&people).await.unwrap();
    assert_eq!(matters, [w.conversation.id]);
    assert_eq!(db.conversation_family(matters[0]).await.unwrap(), matters);

    // What is handed out about them, in order.
    let said = db.messages_in_order(matters[0], None, 1).await.unwrap();
    assert_eq!(said[0].text, "Immer noch kein Netz");
    let next = Some((said[0].published_at, said[0].id));
    assert_eq!(db.messages_in_order(matters[0], next, 9).await.unwrap().len(), 1);
    let elsewhere = db.messages_elsewhere(&people, None, 9).await.unwrap();
    assert_eq!(
        elsewhere.iter().map(|m| m.text.as_str()).collect::<Vec<_>>(),
        ["Bei mir auch", "Das tut uns leid"]
    );
    assert_eq!(db.drafts_in(matters[0]).await.unwrap().len(), 1);
    assert_eq!(db.messages_of_conversations(&matters, 9).await.unwrap().len(), 2);

    // Struck out of what others said.
    let strike = Strike {
        texts: vec![w.identity.handle.clone()],
        names: vec!["Anna Albrecht".to_owned()],
        external: vec![w.identity.external_id.clone()],
    };
    assert!(!format!("{strike:?}").contains("anna"));
    // The other customer of this test has the same handle: that goes with it.
    assert!(store.strike_out(&strike).await.unwrap() >= 4);
    let named = db.message(other.message.id).await.unwrap().unwrap();
    assert_eq!(named.text, "Frag […] und […], Anna Albrecht weiss es", "a namesake may stay");
    assert!(named.mentions.is_empty());
    let notes = db.notes_of(other.conversation.id).await.unwrap();
    assert_eq!(notes[0].text, "[…], […]");
    let draft = db.drafts_in(other.conversation.id).await.unwrap().remove(0);
    assert_eq!(draft.body["text"], "Liebe […]");
    let search = Search::of("anna@example.social");
    let found =
        db.search_messages(&search, &gerne_domain::Scope::Everything, &Page::first(9)).await;
    assert!(found.unwrap().items.is_empty());

    // Taken out, with all that hangs on it.
    let mut out = TakenOut::default();
    loop {
        let some = db.messages_of_people(&people, 2).await.unwrap();
        if some.is_empty() {
            break;
        }
        let one = tx!(house, |tx| tx.take_out_messages(&some).await?);
        out.counts += one.counts;
        out.blobs.extend(one.blobs);
        out.touched.extend(one.touched);
        out.external.extend(one.external);
    }
    assert!(out.touched.contains(&other.conversation.id));
    assert_eq!(out.blobs, [hash.clone()]);
    let n = out.counts;
    assert_eq!((n.messages, n.revisions, n.attachments, n.deliveries), (4, 1, 1, 1));
    let counts = tx!(
        house,
        [people, matters] | tx | {
            let mut counts = tx.take_out_conversations(&matters).await?.counts;
            counts += tx.take_out_customers(&people).await?.counts;
            counts
        }
    );
    assert_eq!((counts.notes, counts.drafts), (1, 1));
    assert_eq!((counts.conversations, counts.customers, counts.identities), (1, 1, 1));
    let ids = [w.message.id.to_string()].into();
    assert_eq!(store.forget_answers(&ids, &[]).await.unwrap(), 1);
    assert!(db.remembered(w.agent.id, "k1").await.unwrap().is_none());
    assert!(db.remembered(w.agent.id, "k2").await.unwrap().is_some());
    assert!(db.customer(w.customer.id).await.unwrap().is_none());
    assert!(db.conversation(w.conversation.id).await.unwrap().is_none());
    assert!(db.message(other.message.id).await.unwrap().is_some(), "others keep what they said");
    assert!(store.drop_blob(&hash).await.unwrap());
    let all = ConversationFilter::default();
    let scope = gerne_domain::Scope::Everything;
    let left = db.list_conversations(&all, &scope, Order::Recent, &Page::first(9)).await.unwrap();
    assert_eq!(left.items.len(), 1);
    drop(db);
    assert!(store.wipe().await.unwrap(), "nobody reads");
}

/// PostgreSQL and SQLite do not agree on what the small form of Ö is.
pub(super) async fn names_of_all_letters_are_struck_out(house: &House) {
    let w = world(house).await;
    let note = Note {
        id: NoteId::new(&house.ids),
        conversation_id: w.conversation.id,
        agent_id: w.agent.id,
        text: "Özlem Öztürk rief an; ÖZLEM ÖZTÜRK ist eine andere Schreibweise".to_owned(),
        mentions: Vec::new(),
        created_at: at(9),
        consult_id: None,
        author: None,
    };
    let draft = Draft {
        conversation_id: w.conversation.id,
        agent_id: w.agent.id,
        kind: "reply".to_owned(),
        body: serde_json::json!({"text": "Liebe Özlem öZTüRK, liebe Özlem ÖzTüRK"}),
        saved_at: at(9),
    };
    let mut shown = w.message.clone();
    let mut picture = attachment(&house.ids);
    picture.alt = Some("Ein Bild von @Özlem@Example.social \"im\" Garten".to_owned());
    shown.attachments = vec![picture.clone()];
    let mut edited = shown.clone();
    edited.attachments = Vec::new();
    edited.text = "Geht wieder".to_owned();
    let (id, picture) = (w.message.id, picture);
    tx!(
        house,
        [note, draft, edited] | tx | {
            tx.insert_note(&note).await?;
            tx.put_draft(&draft).await?;
            tx.insert_attachment(id, 0, &picture, None).await?;
            tx.edit_message(&edited, at(9)).await?;
        }
    );
    let strike = Strike {
        texts: vec!["@Özlem@example.social".to_owned()],
        names: vec!["Özlem Öztürk".to_owned()],
        external: Vec::new(),
    };
    house.store.strike_out(&strike).await.unwrap();
    let mut db = house.store.read().await.unwrap();
    let notes = db.notes_of(w.conversation.id).await.unwrap();
    assert!(notes[0].text.starts_with("[…] rief an"), "{}", notes[0].text);
    let draft = db.drafts_in(w.conversation.id).await.unwrap().remove(0);
    assert_eq!(draft.body["text"], "Liebe Özlem öZTüRK, liebe […]", "letters of ASCII alone");
    let revised = raw(house, "SELECT attachments FROM revision".to_owned()).await;
    assert_eq!(revised.len(), 1);
    assert!(revised[0].contains("Ein Bild von […] "), "{revised:?}");
    assert!(serde_json::from_str::<serde_json::Value>(&revised[0]).is_ok(), "{revised:?}");
}

pub(super) async fn what_is_old_is_found(house: &House) {
    let w = world(house).await;
    let store = &house.store;
    let account = w.account.id;
    let mut resolved = w.conversation.clone();
    resolved.status = Status::Resolved;
    resolved.resolved_at = Some(at(50));
    resolved.last_message_at = at(40);
    let stray = message(&house.ids, account, w.thread, None, "Nur Beifang", 3);
    let hash = store.put_blob(b"old".to_vec(), "image/png", at(1)).await.unwrap();
    let picture = attachment(&house.ids);
    let fetched = Fetched {
        blob: hash.clone(),
        mime: "image/png".to_owned(),
        size: 3,
        width: None,
        height: None,
    };
    let (nobody, _) = customer(&house.ids, "Niemand", "niemand@example.social");
    let (id, said) = (picture.id, w.message.id);
    tx!(
        house,
        [stray, nobody] | tx | {
            tx.update_conversation(&resolved).await?;
            tx.insert_message(&stray).await?;
            tx.insert_attachment(said, 0, &picture, None).await?;
            tx.set_attachment_fetched(picture.id, &fetched).await?;
            tx.insert_customer(&nobody).await?;
        }
    );
    let mut db = store.read().await.unwrap();
    let old = db.conversations_resolved_before(account, at(51), 9).await.unwrap();
    assert_eq!(old, [w.conversation.id]);
    assert!(db.conversations_resolved_before(account, at(50), 9).await.unwrap().is_empty());
    assert_eq!(db.strays_before(account, at(9), 9).await.unwrap(), [stray.id]);
    assert_eq!(db.strays_before(account, at(4), 9).await.unwrap(), [] as [MessageId; 0]);
    let old = db.attachments_before(account, at(9), 9).await.unwrap();
    assert_eq!(old, [(id, hash.clone())]);
    assert_eq!(db.blobs_of_message(said).await.unwrap(), [hash.clone()]);
    assert_eq!(tx!(house, |tx| tx.forget_copies(&[id]).await?), 1);
    let stored = db.attachment(id).await.unwrap().unwrap().attachment;
    assert_eq!((stored.blob, stored.remote_url), (None, None));
    assert!(stored.alt.is_some(), "the words stay");

    let none = CustomerId(Uuid::nil());
    let people = db.customers_without_anything(none, at(9), 9).await.unwrap();
    assert_eq!(people, [nobody.id]);
    assert_eq!(db.customers_without_anything(nobody.id, at(9), 9).await.unwrap(), []);
    let all = db.customers_after(none, 9).await.unwrap();
    assert_eq!(all, [w.customer.id, nobody.id]);
    let between = db.identities_of_customers_between(none, w.customer.id).await.unwrap();
    assert_eq!(between, [w.identity.clone()]);

    // Bytes that were taken back into a composer are kept for another day.
    assert!(tx!(house, [hash] | tx | tx.touch_blob(&hash, at(99)).await?));
    assert!(db.unreferenced_blobs(at(99), 9).await.unwrap().is_empty());
    assert!(!tx!(house, [hash] | tx | tx.touch_blob(&hash, at(1)).await?));
    for part in 0..=u8::MAX {
        assert_eq!(store.sweep_blob_files(part).await.unwrap(), 0, "a row names it");
    }
    assert!(store.blob(&hash).await.unwrap().is_some());
}
