//! Replies on their way.

use gerne_domain::{ConversationId, DeliveryId, DeliveryState as State_, MessageId};

use super::{conversations::visible, prelude::*, uploads};
use crate::{
    reading, view,
    wire::{
        entry::Entry,
        letter::EntryLetter,
        reply::{MediaBody, OutboxItem, SettleBody, Undone},
        words::DeliveryState,
    },
};

/// The outbox, oldest first.
#[utoipa::path(get, path = "/deliveries", tag = "deliveries", params(StatesQuery, Page),
    responses((status = 200, body = List<OutboxItem>)))]
pub(super) async fn list_deliveries(
    State(api): State<ApiState>,
    who: Who,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
    Params(page): Params<Page>,
) -> Answer<Json<List<OutboxItem>>> {
    let states = states(query.as_deref().unwrap_or_default())?;
    let mut db = db(&api).await?;
    let found = db.list_deliveries(&states, &who.scope, &paged(page)).await?;
    let messages: Vec<MessageId> = found.items.iter().map(|d| d.message_id).collect();
    let entries = view::entry::of_messages(&api, &mut db, &who.scope, &messages).await?;
    let ids: Vec<ConversationId> = found.items.iter().map(|d| d.conversation_id).collect();
    let conversations = db.conversations(&ids).await?;
    let rows = view::row::rows(&api, &mut db, who.agent.id, conversations).await?;
    let item = |delivery: &gerne_domain::Delivery| {
        let is_it =
            |entry: &&Entry| matches!(entry, Entry::Message(m) if m.id == delivery.message_id.0);
        Some(OutboxItem {
            delivery: view::message::delivery_of(delivery),
            entry: entries.iter().find(is_it)?.clone(),
            conversation: rows.iter().find(|row| row.id == delivery.conversation_id.0)?.clone(),
        })
    };
    Ok(Json(List::page(found.items.iter().filter_map(item).collect(), found.next)))
}

fn states(query: &str) -> Answer<Vec<State_>> {
    let mut states = Vec::new();
    for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
        if key == "state" {
            let state: Result<DeliveryState, _> = reading::value(&value);
            let state = state.map_err(|detail| Problem::value("state", detail))?;
            states.push(state.into());
        }
    }
    if states.is_empty() {
        states =
            vec![State_::Held, State_::Queued, State_::Sending, State_::Refused, State_::Unknown];
    }
    Ok(states)
}

/// Take a reply back while it is held; answers with its text.
#[utoipa::path(post, path = "/deliveries/{id}/undo", tag = "deliveries",
    params(("id" = Uuid, Path)), responses((status = 200, body = Undone)))]
pub(super) async fn undo_reply(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Undone>> {
    let done = api.engine.undo_reply(&who.verbs(), DeliveryId(id)).await?;
    let delivery = done.value;
    let mut db = db(&api).await?;
    let conversation = visible(&mut db, &who, delivery.conversation_id.0).await?;
    let message = db.message(delivery.message_id).await?;
    let account = db.account(delivery.account_id).await?;
    let author = match delivery.agent_id {
        Some(id) => db.agent(id).await?,
        None => None,
    };
    let row = view::row::row(&api, &mut db, who.agent.id, conversation).await?;
    let signature = account
        .zip(author)
        .map(|(account, author)| gerne_engine::verbs::signature(&account, &author.face.name));
    let outbound = delivery.outbound;
    let media = |media: gerne_domain::OutboundMedia| MediaBody {
        upload_id: uploads::seal(&api, &media.blob, &media.mime, &media.name),
        alt: media.alt,
    };
    let undone = Undone {
        text: unsigned(&outbound.text, signature.as_deref().unwrap_or_default()),
        visibility: outbound.visibility.into(),
        content_warning: outbound.content_warning,
        language: outbound.language,
        in_reply_to: message.and_then(|message| message.parent_id).map(|id| id.0),
        media: outbound.media.into_iter().map(media).collect(),
        letter: outbound.letter.map(|letter| EntryLetter::sent(letter.head)),
        conversation: row.ok_or_else(Problem::not_found)?,
    };
    Ok(Written::ok(done.seq, undone))
}

/// The text as its author wrote it: the signature is put on again when it is sent again.
fn unsigned(text: &str, signature: &str) -> String {
    let bare = Some(signature).filter(|s| !s.trim().is_empty()).and_then(|s| text.strip_suffix(s));
    bare.unwrap_or(text).trim_end().to_owned()
}

/// End the undo window.
#[utoipa::path(post, path = "/deliveries/{id}/now", tag = "deliveries",
    params(("id" = Uuid, Path)), responses((status = 200, body = Entry)))]
pub(super) async fn send_now(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Entry>> {
    let done = api.engine.send_now(&who.verbs(), DeliveryId(id)).await?;
    entry(&api, &who, id, done.seq).await
}

/// Try again what was refused, or may not have arrived.
#[utoipa::path(post, path = "/deliveries/{id}/retry", tag = "deliveries",
    params(("id" = Uuid, Path)), responses((status = 200, body = Entry)))]
pub(super) async fn retry_delivery(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Entry>> {
    let done = api.engine.retry_delivery(&who.verbs(), DeliveryId(id)).await?;
    entry(&api, &who, id, done.seq).await
}

/// A person looked: it is there, or it is not.
#[utoipa::path(post, path = "/deliveries/{id}/settle", tag = "deliveries",
    params(("id" = Uuid, Path)), request_body = SettleBody,
    responses((status = 200, body = Entry)))]
pub(super) async fn settle_delivery(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<SettleBody>,
) -> Answer<Written<Entry>> {
    let web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    if body.url.as_ref().is_some_and(|url| !web(url) || longer(Some(url), 2_000)) {
        let expected = "expected an address of at most 2000 characters, http:// or https://";
        return Err(Problem::value("url", expected));
    }
    let id_ = DeliveryId(id);
    let done = api.engine.settle_delivery(&who.verbs(), id_, body.arrived, body.url).await?;
    entry(&api, &who, id, done.seq).await
}

async fn entry(api: &ApiState, who: &Who, id: Uuid, seq: i64) -> Answer<Written<Entry>> {
    let mut db = db(api).await?;
    let entry = view::entry::of_delivery(api, &mut db, &who.scope, DeliveryId(id)).await?;
    Ok(Written::ok(seq, entry.ok_or_else(Problem::not_found)?))
}

/// Which deliveries.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by hand; this only describes it")]
pub(super) struct StatesQuery {
    /// In one of these states; none: all that have not arrived.
    state: Option<Vec<DeliveryState>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_taken_off_once() {
        assert_eq!(unsigned("Gerne! ^Anna", "^Anna"), "Gerne!");
        assert_eq!(unsigned("Gerne!", "^Anna"), "Gerne!");
        assert_eq!(unsigned("Gerne! ", ""), "Gerne!");
    }

    #[test]
    fn states_are_read() {
        assert_eq!(states("state=held&state=unknown").unwrap(), [State_::Held, State_::Unknown]);
        assert_eq!(states("").unwrap().len(), 5);
        assert!(states("state=gone").is_err());
    }
}
