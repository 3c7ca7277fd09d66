//! Single timeline entries.

use gerne_domain::{ContactId, DeliveryId, MessageId, NoteId, Scope};
use gerne_store::{Reader, StoreError};

use super::{change, message};
use crate::{state::Parts, wire::entry::Entry};

/// The entries of these messages, in no order.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn of_messages(
    api: &Parts,
    db: &mut Reader,
    scope: &Scope,
    ids: &[MessageId],
) -> Result<Vec<Entry>, StoreError> {
    let messages = db.messages(ids).await?;
    let entries = message::entries(api, db, scope, messages).await?;
    Ok(entries.into_iter().map(|entry| Entry::Message(Box::new(entry))).collect())
}

/// The entry of a message.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn of_message(
    api: &Parts,
    db: &mut Reader,
    scope: &Scope,
    id: MessageId,
) -> Result<Option<Entry>, StoreError> {
    Ok(of_messages(api, db, scope, &[id]).await?.pop())
}

/// The entry of what a delivery carries.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn of_delivery(
    api: &Parts,
    db: &mut Reader,
    scope: &Scope,
    id: DeliveryId,
) -> Result<Option<Entry>, StoreError> {
    match db.delivery(id).await? {
        Some(delivery) => of_message(api, db, scope, delivery.message_id).await,
        None => Ok(None),
    }
}

/// The entry of a note.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn of_note(db: &mut Reader, id: NoteId) -> Result<Option<Entry>, StoreError> {
    Ok(db.note(id).await?.map(change::note))
}

/// The entry of what was said outside the platforms.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn of_contact(
    db: &mut Reader,
    id: ContactId,
) -> Result<Option<Entry>, StoreError> {
    Ok(db.contact(id).await?.map(change::contact))
}
