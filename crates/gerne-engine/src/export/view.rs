//! `data.json`: for machines (Art. 20 as well).

use gerne_domain::{Direction, ToneCause, ToneRead, Visibility};
use serde_json::{Value, json};

use super::{Files, Part, Subject, archive::Archive};
use crate::EngineError;

/// Where in the nesting of lists the writing is.
pub(super) struct Place {
    conversations: bool,
    entries: bool,
}

/// Who they are; the list of matters begins.
pub(super) fn head(subject: &Subject, archive: &mut Archive) -> Result<Place, EngineError> {
    let customer = &subject.customer;
    let head = json!({
        "made_at": subject.made_at,
        "person": {
            "name": customer.name, "language": customer.language, "address": customer.address,
            "noted_about_them": customer.about, "blocked_since": customer.blocked_at,
            "labels": subject.labels,
            "first_heard_of": customer.created_at,
        },
        "identities": subject.identities.iter().map(|identity| json!({
            "platform": identity.platform, "id": identity.external_id, "handle": identity.handle,
            "name": identity.name, "picture": identity.avatar_url, "page": identity.profile_url,
        })).collect::<Vec<Value>>(),
        "read_or_noted": subject.facts.iter().map(|fact| json!({
            "what": fact.kind, "value": fact.says(), "at": fact.said_at,
            "said_by_them": fact.identity_id.is_some(), "in_public": fact.public,
        })).collect::<Vec<Value>>(),
        "found": subject.found.iter().filter_map(|flag| flag.post.as_ref()).map(|post| json!({
            "text": post.message.text, "page": post.message.url, "at": post.message.published_at,
            "about_themselves": post.bio, "followers": post.followers,
        })).collect::<Vec<Value>>(),
        "verified": subject.verified.iter().map(|one| json!({
            "how": one.how, "at": one.at, "until": one.until, "by": subject.agent(one.agent_id),
        })).collect::<Vec<Value>>(),
    });
    // The object is left open: its last member is written piece by piece.
    let mut text = head.to_string();
    text.pop();
    text.push_str(",\"conversations\":[");
    archive.put(text.as_bytes())?;
    Ok(Place { conversations: false, entries: false })
}

/// One more part.
pub(super) fn part(
    subject: &Subject,
    files: &Files,
    part: &Part,
    place: &mut Place,
    archive: &mut Archive,
) -> Result<(), EngineError> {
    let opens = match part {
        Part::Conversation(c) => {
            let (platform, account) = subject.account(c.account_id);
            Some(json!({
                "platform": platform, "account": account, "subject": c.subject, "status": c.status,
                "priority": c.priority, "began": c.created_at,
                "first_answer": c.first_response_at, "resolved": c.resolved_at,
                "no_answer_because": c.no_answer, "spam": c.spam,
            }))
        }
        Part::Elsewhere => Some(json!({"elsewhere": true})),
        _ => None,
    };
    if let Some(opens) = opens {
        let mut text = String::new();
        if place.conversations {
            text.push_str("]},");
        }
        text.push_str(&opens.to_string());
        text.pop();
        text.push_str(",\"entries\":[");
        (place.conversations, place.entries) = (true, false);
        return archive.put(text.as_bytes());
    }
    let entry = entry(subject, files, part);
    if std::mem::replace(&mut place.entries, true) {
        archive.put(b",")?;
    }
    archive.put(entry.to_string().as_bytes())
}

/// Everything is closed.
pub(super) fn tail(place: &Place, archive: &mut Archive) -> Result<(), EngineError> {
    archive.put(if place.conversations { b"]}]}" } else { b"]}" })
}

fn entry(subject: &Subject, files: &Files, part: &Part) -> Value {
    match part {
        Part::Message(m, revisions, made) => {
            let ours = m.direction == Direction::Out;
            let by = if ours { m.agent_id.map(|id| subject.agent(id)) } else { None };
            json!({
                "kind": "message", "from": if ours { "us" } else { "them" }, "by": by,
                "at": m.published_at, "received": m.received_at, "edited": m.edited_at,
                "deleted": m.deleted_at, "id": m.external_id, "page": m.url,
                "visibility": m.visibility, "public": m.visibility != Visibility::Private,
                "subject": m.subject, "warning": m.content_warning, "text": m.text,
                "language": m.language,
                "read_by_machine": made.tone.as_ref().map(read),
                "noticed_by_rules": made.noticed_by,
                "former_texts": revisions.iter().map(|r| json!({
                    "until": r.replaced_at, "text": r.text, "warning": r.content_warning,
                })).collect::<Vec<Value>>(),
                "attachments": m.attachments.iter().map(|a| json!({
                    "file": files.name(a.id), "kind": a.kind, "type": a.mime, "name": a.name,
                    "description": a.alt, "bytes": a.size, "from": a.remote_url,
                })).collect::<Vec<Value>>(),
            })
        }
        Part::Others(count) => json!({"kind": "by_others_left_out", "count": count}),
        Part::Note(n) => json!({
            "kind": "internal_note", "by": subject.agent(n.agent_id), "at": n.created_at,
            "text": n.text,
        }),
        Part::Contact(c) => json!({
            "kind": "contact", "how": c.how, "by": subject.agent(c.agent_id), "at": c.at,
            "from": if c.direction == Direction::Out { "us" } else { "them" },
            "written_down": c.logged_at, "text": c.text,
        }),
        Part::Promise(p) => json!({
            "kind": "promise", "what": p.kind, "by": p.made_by.map(|id| subject.agent(id)),
            "at": p.made_at, "due": p.due, "state": p.state, "ended": p.ended_at,
            "text": p.text,
        }),
        Part::Draft(d) => json!({
            "kind": "not_sent", "by": subject.agent(d.agent_id), "at": d.saved_at,
            "what": d.kind, "text": d.body.get("text"),
        }),
        Part::Conversation(_) | Part::Elsewhere => Value::Null,
    }
}

/// What was read of a message's tone.
fn read(tone: &ToneRead) -> Value {
    let causes =
        |all: &[ToneCause]| -> Vec<String> { all.iter().map(|one| one.cause.clone()).collect() };
    json!({
        "is": tone.class, "complaint_in_a_thousand": tone.complaint,
        "urgency_points": tone.urgency, "urgent_because_of": causes(&tone.said.causes),
        "to_be_looked_at_because_of": causes(&tone.said.worries),
        "a_person_says_it_is": tone.corrected,
    })
}
