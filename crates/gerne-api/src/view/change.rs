//! Events as timeline entries.

use gerne_domain::{Event, EventKind};

use crate::wire::{
    contact::ContactEntry,
    entry::{ChangeEntry, Entry, NoteEntry, kind_and_what},
};

/// The entry of an event that a timeline shows; `None` for events that stand there as messages or
/// notes, or that nobody needs to read again.
pub(crate) fn change(event: &Event) -> Option<Entry> {
    let told = matches!(
        event.event.kind,
        EventKind::Assigned { .. }
            | EventKind::StatusChanged { .. }
            | EventKind::LabelsChanged { .. }
            | EventKind::ConversationChanged
            | EventKind::ConversationJoined { .. }
            | EventKind::ConversationSeparated { .. }
            | EventKind::PromiseChanged { .. }
            | EventKind::FollowUpChanged { .. }
            | EventKind::HidingChanged { deed: Some(_), .. }
            | EventKind::DeletionChanged { deed: Some(_), .. }
    );
    let conversation = event.event.conversation_id.filter(|_| told)?;
    let (change, data) = kind_and_what(&event.event.kind);
    Some(Entry::Change(Box::new(ChangeEntry {
        seq: event.seq,
        conversation_id: conversation.0,
        at: event.event.at,
        actor: event.event.actor.into(),
        change,
        data,
    })))
}

/// The entry of a note.
pub(crate) fn note(note: gerne_domain::Note) -> Entry {
    Entry::Note(NoteEntry {
        id: note.id.0,
        conversation_id: note.conversation_id.0,
        at: note.created_at,
        agent_id: note.agent_id.0,
        text: note.text,
        mentions: note.mentions.into_iter().map(|id| id.0).collect(),
        from: note.author,
        consult_id: note.consult_id.map(|id| id.0),
    })
}

/// The entry of what was said outside the platforms.
pub(crate) fn contact(contact: gerne_domain::Contact) -> Entry {
    Entry::Contact(Box::new(ContactEntry {
        id: contact.id.0,
        conversation_id: contact.conversation_id.0,
        at: contact.at,
        logged_at: contact.logged_at,
        agent_id: contact.agent_id.0,
        how: contact.how.into(),
        direction: contact.direction.into(),
        text: contact.text,
        waits: contact.waits,
        edited_at: contact.edited_at,
        deleted_at: contact.deleted_at,
    }))
}
