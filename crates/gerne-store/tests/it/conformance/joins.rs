use gerne_domain::{
    Conversation, ConversationId, ExternalId, IdSource, LabelId, Message, MessageId, Note, NoteId,
    Scope, ThreadId,
};
use gerne_store::{ConversationFilter, JoinKind, Label, Order, Page};

use crate::support::{House, World, at, customer, message, reply, tx, world};

/// A matter of its own with a thread, two messages, a note and a reply.
async fn matter(house: &House, world: &World) -> (Conversation, Vec<Message>) {
    let ids = &house.ids;
    let (account, id) = (world.account.id, ConversationId::new(ids));
    let conversation = Conversation::begin(id, world.customer.id, account, None, at(5));
    let thread = ThreadId::new(ids);
    let said: Vec<Message> =
        (0..2).map(|n| message(ids, account, thread, Some(id), "auch das noch", 6 + n)).collect();
    let mut here = world.clone();
    here.conversation = conversation.clone();
    here.thread = thread;
    let (answer, delivery) = reply(ids, &here, 9);
    let note = Note {
        id: NoteId::new(ids),
        conversation_id: id,
        agent_id: world.agent.id,
        text: "siehe oben".to_owned(),
        mentions: vec![world.agent.id],
        created_at: at(8),
        consult_id: None,
        author: None,
    };
    let mut all = said;
    all.push(answer);
    tx!(
        house,
        [conversation, all] | tx | {
            tx.insert_conversation(&conversation).await?;
            let name = ExternalId(format!("t{thread}"));
            tx.insert_thread(thread, account, &name, Some(id), at(5)).await?;
            for message in &all {
                tx.insert_message(message).await?;
            }
            tx.insert_delivery(&delivery).await?;
            tx.insert_note(&note).await?;
        }
    );
    (conversation, all)
}

async fn said_in(house: &House, id: ConversationId) -> Vec<MessageId> {
    let mut db = house.store.read().await.unwrap();
    db.newest_messages(id, 99).await.unwrap().into_iter().map(|message| message.id).collect()
}

async fn listed(house: &House) -> usize {
    let mut db = house.store.read().await.unwrap();
    let (filter, page) = (ConversationFilter::default(), Page::first(99));
    let found = db.list_conversations(&filter, &Scope::Everything, Order::Recent, &page).await;
    found.unwrap().items.len()
}

pub(crate) async fn conversations_join_and_separate(house: &House) {
    let world = world(house).await;
    let (from, said) = matter(house, &world).await;
    let (into, from, by) = (world.conversation.id, from.id, world.agent.id);
    let record = house.ids.next();
    let joined =
        tx!(house, |tx| tx.join_conversations(record, into, from, Some(by), at(20)).await?);
    assert_eq!((joined.kind, joined.moved.messages.len()), (JoinKind::Conversation, 3));
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.join_record(record).await.unwrap().as_ref(), Some(&joined));
    assert_eq!(db.conversation_joins(into).await.unwrap(), [joined.clone()]);
    assert_eq!(db.conversation_joined_into(from).await.unwrap(), Some(into));
    assert_eq!(db.conversations_joined(&[into, from]).await.unwrap(), [from]);
    assert_eq!(db.conversations_joined(&[]).await.unwrap(), []);
    assert_eq!(said_in(house, into).await.len(), 4);
    assert!(said_in(house, from).await.is_empty());
    assert_eq!(db.notes_of(into).await.unwrap().len(), 1);
    assert_eq!(db.open_delivery_states(&[into]).await.unwrap().len(), 1);
    assert_eq!(listed(house).await, 1);
    let called = ConversationFilter { mentioned: Some(by), ..ConversationFilter::default() };
    let count = db.count_conversations(&called, &Scope::Everything, 9).await.unwrap();
    assert_eq!(count.n, 1, "the call is found where the note is now");

    // What was said since in the thread that was moved goes back with it; the rest stays.
    let thread = said[0].thread_id;
    let since = message(&house.ids, world.account.id, thread, Some(into), "und noch etwas", 30);
    let stays = message(&house.ids, world.account.id, world.thread, Some(into), "hier", 31);
    tx!(
        house,
        [since, stays] | tx | {
            tx.insert_message(&since).await?;
            tx.insert_message(&stays).await?
        }
    );
    assert!(tx!(house, [joined] | tx | tx.separate_conversations(&joined, at(40)).await?));
    assert!(!tx!(house, [joined] | tx | tx.separate_conversations(&joined, at(41)).await?));
    assert_eq!(said_in(house, into).await, [world.message.id, stays.id]);
    let back: Vec<MessageId> = said.iter().map(|m| m.id).chain([since.id]).collect();
    assert_eq!(said_in(house, from).await, back);
    assert_eq!(db.notes_of(from).await.unwrap().len(), 1);
    assert_eq!(db.open_delivery_states(&[from]).await.unwrap().len(), 1);
    assert_eq!(db.threads_of(from).await.unwrap().len(), 1);
    assert_eq!(db.conversation_joined_into(from).await.unwrap(), None);
    assert!(db.conversation_joins(into).await.unwrap().is_empty());
    assert_eq!(listed(house).await, 2);
}

pub(crate) async fn customers_join_and_separate(house: &House) {
    let world = world(house).await;
    let (other, identity) = customer(&house.ids, "Anni A.", "anni@elsewhere.example");
    let mut theirs = world.conversation.clone();
    theirs.id = ConversationId::new(&house.ids);
    theirs.customer_id = other.id;
    let (into, from, matter) = (world.customer.id, other.id, theirs.id);
    let label = |name: &str| Label {
        id: LabelId::new(&house.ids),
        name: name.to_owned(),
        colour: "#a00".to_owned(),
    };
    let labels = [label("Firma"), label("Stammkundin")];
    let (both, only) = (labels[0].id, labels[1].id);
    tx!(
        house,
        [theirs, identity, labels] | tx | {
            tx.insert_customer(&other).await?;
            tx.upsert_identity(&identity).await?;
            tx.insert_conversation(&theirs).await?;
            for label in &labels {
                tx.insert_label(label).await?;
            }
            tx.set_customer_labels(into, &[both]).await?;
            tx.set_customer_labels(from, &[both, only]).await?;
        }
    );
    let record = house.ids.next();
    let joined = tx!(house, |tx| tx.join_customers(record, into, from, None, at(9)).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.identities_of(into).await.unwrap().len(), 2);
    assert_eq!(db.conversations_of(into, 9).await.unwrap().len(), 2);
    assert_eq!(db.customer_joined_into(from).await.unwrap(), Some(into));
    assert_eq!(db.customer_joins(into).await.unwrap(), [joined.clone()]);
    assert_eq!(db.customer_labels(&[into]).await.unwrap().len(), 2, "it carries those of both");
    let page = Page::first(9);
    assert_eq!(db.search_customers("anni", &page).await.unwrap().items, [into]);
    assert!(tx!(house, [joined] | tx | tx.separate_customers(&joined, at(10)).await?));
    assert!(!tx!(house, [joined] | tx | tx.separate_customers(&joined, at(10)).await?));
    assert_eq!(db.identities_of(from).await.unwrap().len(), 1);
    assert_eq!(db.customer_labels(&[into]).await.unwrap(), [(into, both)], "and gives them back");
    assert_eq!(db.customer_labels(&[from]).await.unwrap().len(), 2);
    assert_eq!(db.conversation(matter).await.unwrap().unwrap().customer_id, from);
    assert_eq!(db.customer_joined_into(from).await.unwrap(), None);
    assert!(db.customer_joins(into).await.unwrap().is_empty());
    assert_eq!(db.search_customers("anni", &page).await.unwrap().items, [from]);
}

pub(crate) async fn a_chain_of_joins_comes_apart(house: &House) {
    let world = world(house).await;
    let (a, said_a) = matter(house, &world).await;
    let (b, said_b) = matter(house, &world).await;
    let (a, b, c) = (a.id, b.id, world.conversation.id);
    let (first, second) = (house.ids.next(), house.ids.next());
    let a_in_b = tx!(house, |tx| tx.join_conversations(first, b, a, None, at(1)).await?);
    let b_in_c = tx!(house, |tx| tx.join_conversations(second, c, b, None, at(2)).await?);
    assert_eq!(said_in(house, c).await.len(), 7);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.conversation_joined_into(a).await.unwrap(), Some(c));
    assert!(tx!(house, [a_in_b] | tx | tx.separate_conversations(&a_in_b, at(3)).await?));
    let ids = |said: &[Message]| said.iter().map(|m| m.id).collect::<Vec<_>>();
    assert_eq!(said_in(house, a).await, ids(&said_a));
    assert!(tx!(house, [b_in_c] | tx | tx.separate_conversations(&b_in_c, at(4)).await?));
    assert_eq!(said_in(house, b).await, ids(&said_b));
    assert_eq!(said_in(house, a).await, ids(&said_a));
    assert_eq!(said_in(house, c).await, [world.message.id]);
}
