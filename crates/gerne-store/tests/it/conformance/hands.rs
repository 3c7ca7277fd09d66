//! One step back, texts kept ready, deleting with four eyes, notes that are found.

use gerne_domain::{
    Deletion, DeletionId, DeletionOutcome, DeletionReason, Hiding, HidingId, HidingOutcome,
    HidingReason, Liked, Note, NoteId, Scope, SnippetId,
};
use gerne_store::{Page, Search, Snippet, StatusStep, StoreError};

use crate::support::{House, at, try_tx, tx, world};

pub(crate) async fn one_step_is_kept(house: &House) {
    let world = world(house).await;
    let conversation = world.conversation.clone();
    let stands = conversation.standing(conversation.status);
    let step = StatusStep {
        conversation_id: conversation.id,
        agent_id: world.agent.id,
        stood_before: stands.clone(),
        stood_after: stands,
        at: at(1),
    };
    let newer = StatusStep { at: at(2), ..step.clone() };
    for step in [&step, &newer] {
        tx!(house, [step] | tx | tx.put_step(&step).await?);
    }
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.step_of(conversation.id).await.unwrap(), Some(newer));
    let id = conversation.id;
    tx!(house, |tx| tx.drop_step(id).await?);
    assert_eq!(db.step_of(id).await.unwrap(), None);
    let open = db.unresolved_of(world.account.id).await.unwrap();
    assert_eq!(open.iter().map(|c| c.id).collect::<Vec<_>>(), [id]);
    let account = world.account.id;
    tx!(house, |tx| tx.put_cursor(account, "mentions", "7", at(9)).await?);
    assert!(db.last_moved().await.unwrap().contains(&(account, at(9))));
}

pub(crate) async fn texts_are_kept_ready(house: &House) {
    let world = world(house).await;
    let make = |team_id, name: &str| Snippet {
        id: SnippetId::new(&house.ids),
        team_id,
        name: name.to_owned(),
        text: "Hallo {customer}".to_owned(),
        changed_at: at(1),
    };
    let (all, teams) = (make(None, "B"), make(Some(world.team.id), "A"));
    for snippet in [&all, &teams] {
        tx!(house, [snippet] | tx | tx.insert_snippet(&snippet).await?);
    }
    let mut db = house.store.read().await.unwrap();
    let changed = Snippet { name: "C".to_owned(), ..all.clone() };
    assert!(tx!(house, [changed] | tx | tx.update_snippet(&changed).await?));
    assert_eq!(db.snippet(all.id).await.unwrap(), Some(changed.clone()));
    let ours: Vec<Snippet> = db.snippets().await.unwrap();
    assert!(ours.contains(&changed) && ours.contains(&teams));
    let team = world.team.id;
    tx!(house, |tx| tx.dissolve_team(team, at(2)).await?);
    assert!(!db.snippets().await.unwrap().contains(&teams), "gone with its team");
    let id = all.id;
    assert!(tx!(house, |tx| tx.delete_snippet(id).await?));
    assert!(!tx!(house, |tx| tx.delete_snippet(id).await?));
}

pub(crate) async fn deletions_wait_and_are_decided_once(house: &House) {
    let world = world(house).await;
    let deletion = |seconds| Deletion {
        id: DeletionId::new(&house.ids),
        message_id: Some(world.message.id),
        conversation_id: Some(world.conversation.id),
        account_id: world.account.id,
        reason: DeletionReason::Tone,
        proposed_by: world.agent.id,
        proposed_at: at(seconds),
        decided_by: None,
        decided_at: None,
        outcome: None,
    };
    let (first, second) = (deletion(1), deletion(2));
    tx!(house, [first] | tx | tx.insert_deletion(&first).await?);
    let twice = try_tx!(house, [second] | tx | tx.insert_deletion(&second).await?);
    assert!(matches!(twice, Err(StoreError::Exists { .. })));
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.deletion_of(world.message.id).await.unwrap(), Some(first.clone()));
    assert!(db.deletions_waiting().await.unwrap().contains(&first));
    let (id, by) = (first.id, Some(world.agent.id));
    let declined = DeletionOutcome::Declined;
    assert!(tx!(house, |tx| tx.decide_deletion(id, declined, by, at(3)).await?));
    assert!(!tx!(house, |tx| tx.decide_deletion(id, declined, by, at(3)).await?));
    let decided = db.deletion(id).await.unwrap().unwrap();
    assert_eq!((decided.outcome, decided.message_id), (Some(declined), None));
    let past = db.deletions_decided(&Page::after(None, 9)).await.unwrap();
    assert!(past.items.contains(&decided));

    // What is gone before anybody decided decides itself.
    tx!(house, [second] | tx | tx.insert_deletion(&second).await?);
    let message = world.message.id;
    tx!(house, |tx| tx.entomb_message(message, at(4)).await?);
    let gone = db.deletion(second.id).await.unwrap().unwrap();
    assert_eq!(gone.outcome, Some(DeletionOutcome::Gone));
}

pub(crate) async fn hidings_stand_until_they_end(house: &House) {
    let world = world(house).await;
    let hiding = |seconds| Hiding {
        id: HidingId::new(&house.ids),
        message_id: Some(world.message.id),
        conversation_id: Some(world.conversation.id),
        account_id: world.account.id,
        reason: HidingReason::Hateful,
        hidden_by: Some(world.agent.id),
        hidden_at: at(seconds),
        reviewed_by: None,
        reviewed_at: None,
        shown_by: None,
        shown_at: None,
        outcome: None,
    };
    let (first, second) = (hiding(1), hiding(2));
    tx!(house, [first] | tx | tx.insert_hiding(&first).await?);
    let twice = try_tx!(house, [second] | tx | tx.insert_hiding(&second).await?);
    assert!(matches!(twice, Err(StoreError::Exists { .. })));
    let mut db = house.store.read().await.unwrap();
    let message = world.message.id;
    assert_eq!(db.hidings_of(&[message]).await.unwrap(), [first.clone()]);
    assert!(db.hidings_of(&[]).await.unwrap().is_empty());
    assert!(db.hidings_waiting().await.unwrap().contains(&first));
    let (id, by) = (first.id, world.agent.id);
    assert!(tx!(house, |tx| tx.review_hiding(id, by, at(3)).await?));
    assert!(!tx!(house, |tx| tx.review_hiding(id, by, at(3)).await?));
    let kept = db.hiding(id).await.unwrap().unwrap();
    assert_eq!((kept.outcome, kept.message_id), (Some(HidingOutcome::Kept), Some(message)));
    assert!(tx!(house, |tx| tx.end_hiding(id, Some(by), at(4)).await?));
    assert!(!tx!(house, |tx| tx.end_hiding(id, Some(by), at(4)).await?));
    let shown = db.hiding(id).await.unwrap().unwrap();
    assert_eq!((shown.outcome, shown.message_id), (Some(HidingOutcome::Shown), None));
    assert_eq!((shown.reviewed_at, shown.shown_at), (Some(at(3)), Some(at(4))));
    let past = db.hidings_settled(&Page::after(None, 9)).await.unwrap();
    assert!(past.items.contains(&shown));

    // What its author deletes is no longer hidden by us.
    tx!(house, [second] | tx | tx.insert_hiding(&second).await?);
    tx!(house, |tx| tx.entomb_message(message, at(5)).await?);
    let gone = db.hiding(second.id).await.unwrap().unwrap();
    assert_eq!((gone.outcome, gone.message_id), (Some(HidingOutcome::Gone), None));
}

pub(crate) async fn likes_go_with_their_message(house: &House) {
    let world = world(house).await;
    let (message, by) = (world.message.id, world.agent.id);
    let mut db = house.store.read().await.unwrap();
    assert!(!tx!(house, |tx| tx.unlike_message(message).await?));
    assert!(tx!(house, |tx| tx.like_message(message, by, at(2)).await?));
    assert!(!tx!(house, |tx| tx.like_message(message, by, at(3)).await?));
    let liked = Liked { message_id: message, liked_by: by, liked_at: at(2) };
    assert_eq!(db.liked_of(&[message]).await.unwrap(), [liked]);
    assert!(db.liked_of(&[]).await.unwrap().is_empty());
    assert!(tx!(house, |tx| tx.unlike_message(message).await?));
    assert!(tx!(house, |tx| tx.like_message(message, by, at(4)).await?));
    tx!(house, |tx| tx.entomb_message(message, at(5)).await?);
    assert!(db.liked_of(&[message]).await.unwrap().is_empty());
}

pub(crate) async fn notes_are_found(house: &House) {
    let world = world(house).await;
    let note = Note {
        id: NoteId::new(&house.ids),
        conversation_id: world.conversation.id,
        agent_id: world.agent.id,
        text: "Kundin wünscht Rückruf wegen Glasfaser".to_owned(),
        mentions: vec![],
        created_at: at(2),
        consult_id: None,
        author: None,
    };
    tx!(house, [note] | tx | tx.insert_note(&note).await?);
    let mut db = house.store.read().await.unwrap();
    let page = Page::after(None, 9);
    let everything = Scope::Everything;
    let found = db.search_notes(&Search::of("rueckruf glas"), &everything, &page).await.unwrap();
    assert_eq!(found.items, [note.clone()]);
    let nobody = Scope::Of { teams: vec![], accounts: vec![] };
    assert!(
        db.search_notes(&Search::of("rueckruf"), &nobody, &page).await.unwrap().items.is_empty()
    );
    let early = Search { until: Some(at(2)), ..Search::of("rueckruf") };
    assert!(db.search_notes(&early, &everything, &page).await.unwrap().items.is_empty());
    let through = vec![world.account.id];
    let then = Search { since: Some(at(2)), until: Some(at(3)), accounts: through, ..early };
    assert_eq!(db.search_notes(&then, &everything, &page).await.unwrap().items, [note]);
    let search = Search { customers: vec![world.customer.id], ..Search::of("rückruf") };
    assert!(db.search_messages(&search, &everything, &page).await.unwrap().items.is_empty());
}
