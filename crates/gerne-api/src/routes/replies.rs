//! Answering and speaking first.

use base64::Engine as _;
use gerne_domain::{
    AccountId, ConversationId, Delivery, EventKind, IdentityId, MessageId, Visibility,
};
use gerne_engine::{
    EngineError, Missed,
    knowing::Hold,
    verbs::{NewConversation, NewLetter, NewReply, Recipient, ReplyMedia},
};
use gerne_store::Reader;
use http::HeaderMap;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    conversations::{page, visible},
    known,
    prelude::*,
    uploads,
};
use crate::{
    idempotency, view,
    wire::{
        conversation::ConversationPage,
        entry::Entry,
        reply::{MediaBody, Replied, ReplyBody, StartBody, Then},
    },
};

/// Characters of a text, whatever the platform: what counts is said by the account's limits.
const TEXT_CAP: usize = 100_000;
const MEDIA_CAP: usize = 20;
const REASON_CAP: usize = 500;

/// Answer: held for the undo window, then it leaves.
#[utoipa::path(post, path = "/conversations/{id}/replies", tag = "conversations",
    params(("id" = Uuid, Path), ("idempotency-key" = String, Header)), request_body = ReplyBody,
    responses((status = 201, body = Replied)))]
pub(super) async fn reply(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    headers: HeaderMap,
    Body(body): Body<ReplyBody>,
) -> Answer<Written<Replied>> {
    let key = required_key(&headers)?;
    let id = visible(&mut db(&api).await?, &who, id).await?.id;
    check_lengths(&body.text, body.content_warning.as_deref(), body.media.len())?;
    let mut asked = vec![json!([
        "reply",
        id.0,
        body.in_reply_to,
        body.text,
        body.visibility,
        body.content_warning,
        body.language,
        said(&body.media),
        body.to,
        body.then == Some(Then::Resolve),
    ])];
    // Only where something was chosen: what was asked for before there were letters stays the same.
    if body.subject.is_some() || !body.cc.is_empty() || !body.bcc.is_empty() {
        asked.push(json!([body.subject, body.cc, body.bcc]));
    }
    let asked = hash(&joined(asked));
    // It was written before, but the answer to that got lost with the process, or is no longer kept.
    // Bound first: a connection in the condition would be held while the answer asks for another.
    let known = db(&api).await?.delivery_by_client_key(who.agent.id, &key).await?;
    if let Some(known) = known {
        is_the_same(&known, &asked, &body.text)?;
        return replied(&api, &who, known.conversation_id, known.message_id, api.head()).await;
    }
    let reply = NewReply {
        key,
        in_reply_to: body.in_reply_to.map(MessageId),
        text: body.text,
        visibility: body.visibility.map(Visibility::from),
        content_warning: body.content_warning,
        language: body.language,
        media: media(&api, body.media)?,
        also_to: body.to.clone().unwrap_or_default(),
        letter: NewLetter { subject: body.subject, to: body.to, cc: body.cc, bcc: body.bcc },
        seen: body.seen,
        send_anyway: body.send_anyway,
        resolve: body.then == Some(Then::Resolve),
        in_public: reason(body.override_reason)?,
        hinted: body.hinted,
        asked: Some(asked),
        promises: super::contacts::said(body.promises)?,
    };
    let text = reply.text.clone();
    let letter = reply.letter.clone();
    match api.engine.reply(&who.verbs(), id, reply).await {
        Ok(done) => {
            replied(&api, &who, done.value.conversation, done.value.message, done.seq).await
        }
        Err(EngineError::Private(holds)) => Err(private(&api, &text, holds).await?),
        Err(EngineError::Stale(missed)) => {
            let entries = missed_entries(&api, &mut db(&api).await?, &who, &missed).await?;
            let mut problem = Problem::from(EngineError::Stale(missed));
            problem.missed = Some(entries);
            Err(problem)
        }
        Err(error) => Err(misaddressed(error.into(), &letter)),
    }
}

/// Speak first.
#[utoipa::path(post, path = "/conversations", tag = "conversations",
    params(("idempotency-key" = String, Header)), request_body = StartBody,
    responses((status = 201, body = ConversationPage)))]
pub(super) async fn start_conversation(
    State(api): State<ApiState>,
    who: Who,
    headers: HeaderMap,
    Body(body): Body<StartBody>,
) -> Answer<Written<ConversationPage>> {
    let key = required_key(&headers)?;
    check_lengths(&body.text, body.content_warning.as_deref(), body.media.len())?;
    if longer(body.subject.as_deref(), 200) {
        return Err(Problem::too_long("subject", 200));
    }
    let asked = hash(&json!([
        "start",
        body.account_id,
        body.to.identity_id,
        body.to.handle,
        body.visibility,
        body.subject,
        body.text,
        body.content_warning,
        body.language,
        said(&body.media),
    ]));
    let known = db(&api).await?.delivery_by_client_key(who.agent.id, &key).await?;
    if let Some(known) = known {
        is_the_same(&known, &asked, &body.text)?;
        let page = page(&api, &who, known.conversation_id.0).await?;
        return Ok(Written::created(api.head(), page));
    }
    let to = match (body.to.identity_id, body.to.handle) {
        (Some(id), None) => Recipient::Identity(IdentityId(id)),
        (None, Some(handle)) => Recipient::Handle(handle),
        _ => return Err(one_of("to", "either `identity_id` or `handle`")),
    };
    let new = NewConversation {
        key,
        account: AccountId(body.account_id),
        to,
        visibility: body.visibility.into(),
        subject: body.subject,
        text: body.text,
        content_warning: body.content_warning,
        language: body.language,
        media: media(&api, body.media)?,
        in_public: reason(body.override_reason)?,
        asked: Some(asked),
    };
    let text = new.text.clone();
    let done = match api.engine.start_conversation(&who.verbs(), new).await {
        Err(EngineError::Private(holds)) => return Err(private(&api, &text, holds).await?),
        done => done?,
    };
    Ok(Written::created(done.seq, page(&api, &who, done.value.conversation.0).await?))
}

/// Why something private is said in public all the same.
fn reason(given: Option<String>) -> Answer<Option<String>> {
    if longer(given.as_deref(), REASON_CAP) {
        return Err(Problem::too_long("override_reason", REASON_CAP));
    }
    Ok(given.filter(|reason| !reason.trim().is_empty()))
}

/// Why something private is not sent in public, with where it stands.
async fn private(api: &ApiState, text: &str, holds: Vec<Hold>) -> Answer<Problem> {
    let told = known::holds(api, text, &holds).await?;
    let told = serde_json::to_value(told).unwrap_or_default();
    Ok(Problem::from(EngineError::Private(holds)).with("holds", told))
}

fn joined(mut parts: Vec<serde_json::Value>) -> serde_json::Value {
    if parts.len() == 1 { parts.remove(0) } else { parts.into() }
}

/// What is asked for, without saying it: a hash. What its author had seen is no part of it.
fn hash(asked: &serde_json::Value) -> String {
    let digest = Sha256::digest(asked.to_string());
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(digest)
}

/// The same file may be uploaded twice: what stands before the seal names its content.
fn said(media: &[MediaBody]) -> Vec<(&str, Option<&str>)> {
    media
        .iter()
        .map(|m| (m.upload_id.split('~').next().unwrap_or_default(), m.alt.as_deref()))
        .collect()
}

/// The same key with another request is a mistake of its author, and must not look like success.
fn is_the_same(known: &Delivery, asked: &str, text: &str) -> Answer<()> {
    let same = match &known.asked {
        Some(first) => first == asked,
        // Written by an earlier version: its words are all that is known of it.
        None => known.outbound.text.starts_with(text.trim_end()),
    };
    if same { Ok(()) } else { Err(idempotency::mismatch()) }
}

/// The place of an address that is none.
fn misaddressed(mut problem: Problem, letter: &NewLetter) -> Problem {
    let to = letter.to.as_deref().unwrap_or_default();
    let lists = [("to", to), ("cc", letter.cc.as_slice()), ("bcc", letter.bcc.as_slice())];
    let code = "reply.address_invalid";
    if problem.code == code {
        let wrong = |written: &String| problem.values["address"] == **written;
        let place = |(field, list): &(&str, &[String])| {
            Some(format!("{field}.{}", list.iter().position(wrong)?))
        };
        let field = lists.iter().find_map(place).unwrap_or_else(|| "to".to_owned());
        problem.errors = vec![FieldError::of(&field, code)];
    }
    problem
}

fn required_key(headers: &HeaderMap) -> Answer<String> {
    let key = idempotency::key(headers)?;
    let missing = FieldError::of("idempotency-key", "invalid.required");
    let missing = missing.saying("a header: any text of yours, another one for each reply");
    key.ok_or_else(|| Problem::invalid(vec![missing]))
}

fn check_lengths(text: &str, warning: Option<&str>, media: usize) -> Answer<()> {
    for (field, text) in [("text", Some(text)), ("content_warning", warning)] {
        if longer(text, TEXT_CAP) {
            return Err(Problem::too_long(field, TEXT_CAP));
        }
    }
    if media > MEDIA_CAP {
        return Err(Problem::too_many("media", MEDIA_CAP));
    }
    Ok(())
}

fn media(api: &ApiState, media: Vec<MediaBody>) -> Answer<Vec<ReplyMedia>> {
    let one = |(place, media): (usize, MediaBody)| {
        let upload = uploads::open(api, &media.upload_id);
        let upload = upload.ok_or_else(|| Problem::impossible("reply.media_unknown"));
        let upload = upload.blaming("reply.media_unknown", &format!("media.{place}.upload_id"))?;
        let alt = media.alt.filter(|alt| !alt.trim().is_empty());
        Ok(ReplyMedia { blob: upload.blob, mime: upload.mime, name: upload.name, alt })
    };
    media.into_iter().enumerate().map(one).collect()
}

async fn replied(
    api: &ApiState,
    who: &Who,
    conversation: ConversationId,
    message: MessageId,
    seq: i64,
) -> Answer<Written<Replied>> {
    let mut db = db(api).await?;
    let entry = view::entry::of_message(api, &mut db, &who.scope, message).await?;
    let entry = entry.ok_or_else(Problem::not_found)?;
    let conversation = visible(&mut db, who, conversation.0).await?;
    let row = view::row::row(api, &mut db, who.agent.id, conversation).await?;
    let conversation = row.ok_or_else(Problem::not_found)?;
    Ok(Written::created(seq, Replied { entry, conversation }))
}

/// What its author had not seen: messages as they are now, and what else happened.
async fn missed_entries(
    api: &ApiState,
    db: &mut Reader,
    who: &Who,
    missed: &[Missed],
) -> Answer<Vec<Entry>> {
    let mut ids: Vec<MessageId> = missed
        .iter()
        .filter_map(|missed| match missed.kind {
            EventKind::MessageReceived { message }
            | EventKind::MessageEdited { message }
            | EventKind::MessageDeleted { message }
            | EventKind::ReplyWritten { message, .. } => Some(message),
            _ => None,
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let mut entries = view::entry::of_messages(api, db, &who.scope, &ids).await?;
    for missed in missed {
        if let EventKind::ConversationJoined { .. } = missed.kind {
            let events = db.events_after(missed.seq - 1, 1).await?;
            entries.extend(events.iter().filter_map(view::change::change));
        }
    }
    entries.sort_by_key(Entry::at);
    Ok(entries)
}
