use gerne_domain::{
    BlobHash, Conversation, ConversationId, Direction, Emoji, ExternalId, Mention, Message, Note,
    NoteId, Poll, PollOption, Scope, Status, ThreadId,
};
use gerne_store::{Fetched, Origin, Page, Search, StoreError};

use crate::support::{House, at, attachment, message, reply, try_tx, tx, world};

pub(crate) async fn messages_come_once(house: &House) {
    let world = world(house).await;
    let mut full = message(&house.ids, world.account.id, world.thread, None, "Größe: 42 €", 9);
    full.mentions = vec![Mention { external_id: "7".into(), handle: "nordlicht_hilft".to_owned() }];
    full.emojis =
        vec![Emoji { shortcode: "blob".to_owned(), url: "https://x.example/b".to_owned() }];
    full.poll = Some(Poll {
        options: vec![PollOption { title: "Ja".to_owned(), votes: Some(3) }],
        expires_at: Some(at(99)),
        multiple: false,
    });
    full.parent_id = Some(world.message.id);
    full.identity_id = Some(world.identity.id);
    full.content_warning = Some("CW".to_owned());
    full.subject = Some("Betreff".to_owned());
    full.edited_at = Some(at(10));
    assert!(tx!(house, [full] | tx | tx.insert_message(&full).await?));
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.message(full.id).await.unwrap().as_ref(), Some(&full));
    let external = full.external_id.clone().unwrap();
    let found = db.message_by_external(world.account.id, &external).await.unwrap();
    assert_eq!(found.as_ref(), Some(&full));
    assert_eq!(db.answers_to(world.message.id, 9).await.unwrap(), [full.clone()]);
    assert_eq!(db.messages(&[full.id, world.message.id]).await.unwrap().len(), 2);
    assert!(db.messages(&[]).await.unwrap().is_empty());

    // The same again under another id of ours: nothing happens.
    let mut again = message(&house.ids, world.account.id, world.thread, None, "anders", 9);
    again.external_id = full.external_id.clone();
    assert!(!tx!(house, [again] | tx | tx.insert_message(&again).await?));
    assert_eq!(db.message(again.id).await.unwrap(), None);
    assert_eq!(
        db.messages_of_thread(world.thread, 9).await.unwrap(),
        [world.message.clone(), full.clone()]
    );

    // One turns out to be another: what points at it points at that.
    let twin = message(&house.ids, world.account.id, world.thread, None, "Zwilling", 3);
    let mut conversation = world.conversation.clone();
    conversation.last_message_id = Some(world.message.id);
    let (from, to) = (world.message.id, twin.id);
    tx!(
        house,
        [twin, conversation] | tx | {
            tx.insert_message(&twin).await?;
            tx.update_conversation(&conversation).await?;
            tx.point_elsewhere(from, to).await?;
        }
    );
    let answers = db.answers_to(to, 9).await.unwrap();
    assert_eq!(answers.iter().map(|m| m.id).collect::<Vec<_>>(), [full.id]);
    assert!(db.answers_to(from, 9).await.unwrap().is_empty());
    let row = db.conversation(conversation.id).await.unwrap().unwrap();
    assert_eq!(row.last_message_id, Some(to));
}

pub(crate) async fn edits_and_deletes_leave_what_they_must(house: &House) {
    let world = world(house).await;
    let picture = attachment(&house.ids);
    let id = world.message.id;
    tx!(house, [picture] | tx | tx.insert_attachment(id, 0, &picture, None).await?);
    let mut edited = world.message.clone();
    edited.text = "Kein Internet".to_owned();
    edited.edited_at = Some(at(20));
    assert!(tx!(house, [edited] | tx | tx.edit_message(&edited, at(20)).await?));
    edited.text = "Wieder Internet".to_owned();
    assert!(tx!(house, [edited] | tx | tx.edit_message(&edited, at(30)).await?));
    let mut db = house.store.read().await.unwrap();
    let revisions = db.revisions(id).await.unwrap();
    let texts: Vec<_> = revisions.iter().map(|r| (r.text.as_str(), r.replaced_at)).collect();
    assert_eq!(texts, [("Kein Netz", at(20)), ("Kein Internet", at(30))]);
    let revised = gerne_domain::Revised { kind: picture.kind, alt: picture.alt.clone() };
    assert_eq!(revisions[0].attachments, [revised], "what was attached is noted");
    assert_eq!(db.revision_counts(&[id]).await.unwrap(), [(id, 2)]);
    assert!(db.revision_counts(&[]).await.unwrap().is_empty());
    let page = Page::first(9);
    let everything = Scope::Everything;
    for (text, found) in [("Netz", 0), ("wieder", 1)] {
        let hits = db.search_messages(&Search::of(text), &everything, &page).await.unwrap();
        assert_eq!(hits.items.len(), found, "{text}");
    }
    let mut refreshed = edited.clone();
    refreshed.url = Some("https://social.example/neu".to_owned());
    assert!(tx!(house, [refreshed] | tx | tx.refresh_message(&refreshed).await?));
    let now = db.message(id).await.unwrap().unwrap();
    assert_eq!(now.url, refreshed.url);
    assert_eq!(now.attachments, [picture]);

    assert!(tx!(house, |tx| tx.entomb_message(id, at(40)).await?));
    assert!(!tx!(house, |tx| tx.entomb_message(id, at(41)).await?));
    let gone = db.message(id).await.unwrap().unwrap();
    assert_eq!((gone.text.as_str(), gone.deleted_at), ("", Some(at(40))));
    assert!(gone.attachments.is_empty() && gone.url.is_none());
    assert!(db.revisions(id).await.unwrap().is_empty());
    let hits = db.search_messages(&Search::of("wieder"), &everything, &page).await.unwrap();
    assert!(hits.items.is_empty());
    // What is deleted is not brought back by an edit that was under way.
    assert!(!tx!(house, [edited] | tx | tx.edit_message(&edited, at(50)).await?));
    assert!(!tx!(house, [edited] | tx | tx.refresh_message(&edited).await?));
    assert!(db.revisions(id).await.unwrap().is_empty());
    assert!(tx!(house, |tx| tx.delete_message(id).await?));
    assert!(!tx!(house, |tx| tx.delete_message(id).await?));
    assert_eq!(db.message(id).await.unwrap(), None);
}

pub(crate) async fn timelines_page_backwards(house: &House) {
    let world = world(house).await;
    let (account, thread) = (world.account.id, world.thread);
    let id = ConversationId::new(&house.ids);
    let second = Conversation::begin(id, world.customer.id, account, None, at(0));
    tx!(house, |tx| tx.insert_conversation(&second).await?);
    let mut all = vec![world.message.clone()];
    for n in 0..25 {
        let conversation = if n % 5 == 4 { id } else { world.conversation.id };
        let text = format!("Nachricht {n}");
        all.push(message(&house.ids, account, thread, Some(conversation), &text, 10 + n / 3));
    }
    let new: Vec<Message> = all.iter().skip(1).cloned().collect();
    tx!(house, |tx| for message in &new {
        tx.insert_message(message).await?;
    });
    all.sort_by_key(|m| (m.published_at, m.id));
    let mut db = house.store.read().await.unwrap();
    let ours: Vec<Message> =
        all.iter().filter(|m| m.conversation_id == Some(world.conversation.id)).cloned().collect();
    let mut page = Page::first(4);
    let mut read: Vec<Message> = Vec::new();
    loop {
        let found = db.timeline(world.conversation.id, &page).await.unwrap();
        read.splice(0..0, found.items);
        let Some(next) = found.next else { break };
        page.after = Some(next);
    }
    assert_eq!(read, ours);
    assert_eq!(db.newest_messages(world.conversation.id, 3).await.unwrap(), ours[ours.len() - 3..]);
    let scope = Scope::Everything;
    let (mut page, mut read) = (Page::first(7), Vec::new());
    loop {
        let found = db.customer_timeline(world.customer.id, &scope, &page).await.unwrap();
        read.splice(0..0, found.items);
        let Some(next) = found.next else { break };
        page.after = Some(next);
    }
    assert_eq!(read, all);
    // The second matter has no team, and its account is not theirs.
    let scope = Scope::Of { teams: vec![world.team.id], accounts: Vec::new() };
    let page = Page::first(99);
    let seen = db.customer_timeline(world.customer.id, &scope, &page).await.unwrap();
    assert_eq!(seen.items, ours);
}

pub(crate) async fn receipts_find_what_was_fetched_first(house: &House) {
    let world = world(house).await;
    let (sent, delivery) = reply(&house.ids, &world, 5);
    let (second, _) = reply(&house.ids, &world, 6);
    tx!(
        house,
        [sent, second, delivery] | tx | {
            tx.insert_message(&sent).await?;
            tx.insert_message(&second).await?;
            tx.insert_delivery(&delivery).await?;
        }
    );
    let arrived = sent.clone();
    let holder = tx!(house, |tx| {
        let (id, url) = (ExternalId("900".to_owned()), Some("https://social.example/900"));
        tx.set_message_arrived(&arrived, &id, url, at(7)).await?
    });
    assert_eq!(holder, None);
    let mut db = house.store.read().await.unwrap();
    let there = db.message(sent.id).await.unwrap().unwrap();
    assert_eq!(there.external_id, Some(ExternalId("900".to_owned())));
    assert_eq!(there.url.as_deref(), Some("https://social.example/900"));
    assert_eq!(there.published_at, at(7));
    let late = second.clone();
    let holder = tx!(house, |tx| {
        tx.set_message_arrived(&late, &ExternalId("900".to_owned()), None, at(8)).await?
    });
    assert_eq!(holder, Some(sent.id));
    assert_eq!(db.message(second.id).await.unwrap().unwrap().external_id, None);
}

pub(crate) async fn threads_move_and_merge(house: &House) {
    let world = world(house).await;
    let (account, first) = (world.account.id, world.conversation.id);
    let second = Conversation::begin(
        ConversationId::new(&house.ids),
        world.customer.id,
        account,
        None,
        at(1),
    );
    let to = second.id;
    let thread = ThreadId::new(&house.ids);
    let name = ExternalId("top".to_owned());
    let context = message(&house.ids, account, world.thread, None, "unsere Ankündigung", 1);
    tx!(
        house,
        [name, context] | tx | {
            tx.insert_conversation(&second).await?;
            tx.insert_thread(thread, account, &name, None, at(2)).await?;
            tx.insert_message(&context).await?
        }
    );
    let mut db = house.store.read().await.unwrap();
    let found = db.thread(thread).await.unwrap().unwrap();
    assert_eq!((found.conversation_id, found.created_at), (None, at(2)));
    assert_eq!(db.thread_by_external(account, &name).await.unwrap(), Some(found));
    let again = ThreadId::new(&house.ids);
    let twice =
        try_tx!(house, [name] | tx | tx.insert_thread(again, account, &name, None, at(2)).await?);
    assert!(matches!(twice, Err(StoreError::Exists { .. })));

    let moving = world.thread;
    assert_eq!(tx!(house, |tx| tx.move_thread(moving, first, to).await?), 1);
    assert_eq!(db.message(world.message.id).await.unwrap().unwrap().conversation_id, Some(to));
    assert_eq!(db.message(context.id).await.unwrap().unwrap().conversation_id, None);
    assert_eq!(db.threads_of(to).await.unwrap().len(), 1);
    assert!(db.threads_of(first).await.unwrap().is_empty());
    assert_eq!(db.threads_of_all(&[first, to]).await.unwrap().len(), 1);
    assert!(db.threads_of_all(&[]).await.unwrap().is_empty());
    assert!(tx!(house, |tx| tx.set_thread_conversation(thread, Some(to)).await?));

    let id = context.id;
    assert_eq!(tx!(house, |tx| tx.set_messages_conversation(&[id], Some(to)).await?), 1);
    assert_eq!(tx!(house, |tx| tx.set_messages_conversation(&[], None).await?), 0);
    assert!(tx!(house, |tx| tx.set_message_addressed(id, false).await?));
    let there = db.message(id).await.unwrap().unwrap();
    assert_eq!((there.conversation_id, there.addressed), (Some(to), false));
}

pub(crate) async fn attachments_are_fetched(house: &House) {
    let world = world(house).await;
    let id = world.message.id;
    let mut pictures: Vec<_> = (0..3).map(|_| attachment(&house.ids)).collect();
    for (n, picture) in pictures.iter().enumerate().rev() {
        let origin = Origin {
            external_id: ExternalId(format!("a{n}")),
            fetch_after: (n != 2).then(|| at(i64::try_from(n).unwrap() * 10)),
        };
        tx!(house, [picture] | tx | { tx.insert_attachment(id, n, &picture, Some(origin)).await? });
    }
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.message(id).await.unwrap().unwrap().attachments, pictures);
    let stored = db.attachments_of(id).await.unwrap();
    assert_eq!(stored[1].external_id, Some(ExternalId("a1".to_owned())));
    assert_eq!((stored[2].fetch_after, stored[2].attempts), (None, 0));
    assert_eq!(db.attachments_pending(&[id]).await.unwrap().len(), 2);
    assert!(db.attachments_pending(&[]).await.unwrap().is_empty());
    assert_eq!(db.next_attachment_due().await.unwrap(), Some(at(0)));
    let due = db.attachments_due(at(5), 9).await.unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!((due[0].account_id, due[0].message_id), (world.account.id, id));
    let first = pictures[0].id;
    assert!(tx!(house, |tx| tx.retry_attachment(first, Some(at(60))).await?));
    assert!(db.attachments_due(at(5), 9).await.unwrap().is_empty());
    assert_eq!(db.attachments_due(at(60), 9).await.unwrap()[1].attempts, 1);
    let fetched = Fetched {
        blob: BlobHash("ab".repeat(32)),
        mime: "image/webp".to_owned(),
        size: 1234,
        width: Some(8),
        height: Some(6),
    };
    assert!(tx!(house, |tx| tx.set_attachment_fetched(first, &fetched).await?));
    let kept = db.attachment(first).await.unwrap().unwrap();
    assert_eq!((kept.attachment.size, kept.fetch_after), (Some(1234), None));
    pictures[1].alt = Some("Zwei Router".to_owned());
    let changed = pictures[1].clone();
    assert!(tx!(house, |tx| tx.update_attachment(5, &changed, None).await?));
    assert_eq!(
        db.attachments_of(id).await.unwrap()[2].attachment.alt.as_deref(),
        Some("Zwei Router")
    );
    assert!(tx!(house, |tx| tx.delete_attachment(first).await?));
    assert_eq!(db.attachment(first).await.unwrap(), None);
    assert_eq!(db.next_attachment_due().await.unwrap(), None);
}

pub(crate) async fn notes_call(house: &House) {
    let world = world(house).await;
    let note = Note {
        id: NoteId::new(&house.ids),
        conversation_id: world.conversation.id,
        agent_id: world.agent.id,
        text: "nur für uns 🤫".to_owned(),
        mentions: vec![world.agent.id, world.agent.id],
        created_at: at(2),
        consult_id: None,
        author: None,
    };
    tx!(house, [note] | tx | tx.insert_note(&note).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.note(note.id).await.unwrap().as_ref(), Some(&note));
    assert_eq!(db.notes_of(world.conversation.id).await.unwrap(), [note.clone()]);
    assert_eq!(db.notes_of_all(&[world.conversation.id]).await.unwrap(), [note]);
    assert!(db.notes_of_all(&[]).await.unwrap().is_empty());
}

pub(crate) async fn what_may_have_changed_is_checked(house: &House) {
    let world = world(house).await;
    let (account, id) = (world.account.id, world.message.id);
    let mut db = house.store.read().await.unwrap();
    assert!(db.messages_to_check(account, at(2), 9).await.unwrap().is_empty());
    let due = db.messages_to_check(account, at(3), 9).await.unwrap();
    assert_eq!(due.iter().map(|m| m.id).collect::<Vec<_>>(), [id]);
    assert_eq!(tx!(house, |tx| tx.mark_checked(&[id], at(9)).await?), 1);
    assert_eq!(tx!(house, |tx| tx.mark_checked(&[], at(9)).await?), 0);
    assert!(db.messages_to_check(account, at(9), 9).await.unwrap().is_empty());
    let mut done = world.conversation.clone();
    done.status = Status::Resolved;
    tx!(house, |tx| tx.update_conversation(&done).await?);
    assert!(db.messages_to_check(account, at(99), 9).await.unwrap().is_empty());
}

pub(crate) async fn all_of_a_thread_is_checked(house: &House) {
    let world = world(house).await;
    let (account, thread, id) = (world.account.id, world.thread, world.message.id);
    let mut done = world.conversation.clone();
    done.status = Status::Resolved;
    tx!(house, |tx| tx.update_conversation(&done).await?);
    let mut db = house.store.read().await.unwrap();
    // The thread was seen first at 0, its message was received at 2.
    assert_eq!(db.messages_kept(account).await.unwrap(), 1);
    assert_eq!(db.checked_since(account).await.unwrap(), Some(at(0)));
    assert!(db.threads_to_check(account, at(0), 9).await.unwrap().is_empty());
    assert_eq!(db.threads_to_check(account, at(1), 9).await.unwrap(), [thread]);
    assert!(db.unchecked_in(&[thread], at(1), 9).await.unwrap().is_empty());
    assert!(db.unchecked_in(&[], at(9), 9).await.unwrap().is_empty());
    assert_eq!(tx!(house, |tx| tx.mark_threads_checked(&[thread], at(50)).await?), 1);
    assert_eq!(db.checked_since(account).await.unwrap(), Some(at(2)), "what is in it decides");
    let due = db.unchecked_in(&[thread], at(3), 9).await.unwrap();
    assert_eq!(Some(&due[0]), world.message.external_id.as_ref());
    tx!(house, |tx| tx.mark_checked(&[id], at(60)).await?);
    tx!(house, |tx| tx.mark_threads_checked(&[thread], at(61)).await?);
    assert_eq!(db.checked_since(account).await.unwrap(), Some(at(60)));
    // What is gone needs no looking after.
    tx!(house, |tx| tx.entomb_message(id, at(70)).await?);
    tx!(house, |tx| tx.mark_threads_checked(&[thread], at(71)).await?);
    assert_eq!(db.checked_since(account).await.unwrap(), Some(at(71)));
    assert_eq!(tx!(house, |tx| tx.mark_threads_checked(&[], at(71)).await?), 0);
}

pub(crate) async fn hostile_text_is_only_text(house: &House) {
    let world = world(house).await;
    let hostile = [
        "'; DROP TABLE message; --",
        "Null\0Byte",
        "\u{202e}umgedreht\u{feff}",
        "$1 $2 ? :x @x",
        "{\"json\": [}",
        "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467} \u{10FFFF}",
        "a'b\"c\\d`e",
    ];
    for text in hostile {
        let mut new = message(
            &house.ids,
            world.account.id,
            world.thread,
            Some(world.conversation.id),
            text,
            3,
        );
        new.direction = Direction::In;
        new.external_id = Some(ExternalId(format!("{text}{}", new.id)));
        new.subject = Some(text.to_owned());
        assert!(tx!(house, [new] | tx | tx.insert_message(&new).await?));
        let mut db = house.store.read().await.unwrap();
        let kept = db.message(new.id).await.unwrap().unwrap();
        assert_eq!(kept.text, text.replace('\0', "\u{fffd}"));
        // Found or not, it is never an error.
        db.search_messages(&Search::of(text), &Scope::Everything, &Page::first(3)).await.unwrap();
    }
}
