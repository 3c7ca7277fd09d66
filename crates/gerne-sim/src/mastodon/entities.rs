//! The server's entities as JSON.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::model::{Media, Notification, Poll, Processing, Revision, Status, Who};
use super::state::State;
use super::{Flavour, Visibility};

/// ISO 8601 with milliseconds, as the server writes it.
pub(crate) fn time(at: Timestamp) -> String {
    format!("{at:.3}")
}

pub(crate) fn account(state: &State, who: Who) -> Value {
    let account = state.account(who);
    let base = &state.base;
    let avatar = format!("{base}/system/accounts/avatars/{}.png", account.id);
    let day = |at: Timestamp| at.strftime("%Y-%m-%d").to_string();
    let midnight = format!("{}T00:00:00.000Z", day(account.created_at));
    let note = super::html::render(&account.spec.note, base, state.config.flavour, |_, _| None);
    let mut entity = json!({
        "id": account.id, "username": account.username, "acct": account.acct(),
        "display_name": account.spec.name, "locked": account.spec.locked,
        "bot": account.spec.bot, "discoverable": true, "indexable": !account.spec.locked,
        "group": false, "created_at": midnight, "note": note,
        "url": account.url(base), "uri": account.uri(base),
        "avatar": avatar, "avatar_static": avatar, "avatar_description": "",
        "header": format!("{base}/headers/original/missing.png"),
        "header_static": format!("{base}/headers/original/missing.png"), "header_description": "",
        "followers_count": state.follows.iter().filter(|(_, to)| *to == who).count(),
        "following_count": state.follows.iter().filter(|(from, _)| *from == who).count(),
        "statuses_count": account.statuses, "last_status_at": account.last_status.map(day),
        "hide_collections": false, "show_media": true, "show_media_replies": true,
        "show_featured": true, "emojis": [], "fields": [],
    });
    if account.host.is_none() {
        entity["noindex"] = json!(false);
        entity["roles"] = json!([]);
    }
    if state.config.flavour != Flavour::Mastodon {
        remove(&mut entity, &["indexable", "hide_collections", "uri", "avatar_description"]);
        remove(&mut entity, &["header_description", "show_media", "show_media_replies"]);
    }
    if state.config.flavour == Flavour::Akkoma {
        entity["fqn"] = json!(account.acct());
    }
    entity
}

pub(crate) fn credential_account(state: &State, who: Who) -> Value {
    let spec = &state.account(who).spec;
    let privacy = if spec.locked { "private" } else { "public" };
    let mut entity = account(state, who);
    entity["source"] = json!({
        "privacy": privacy, "sensitive": false, "language": spec.language, "note": spec.note,
        "fields": [], "follow_requests_count": 0, "hide_collections": false,
        "discoverable": true, "indexable": !spec.locked, "attribution_domains": [],
        "quote_policy": "public",
    });
    entity["role"] = json!({
        "id": "-99", "name": "", "permissions": "65536", "color": "", "highlighted": false,
        "collection_limit": 10,
    });
    entity
}

/// A status as `viewer` sees it; `None` for nobody in particular.
pub(crate) fn status(state: &State, viewer: Option<Who>, status: &Status) -> Value {
    let quote = status.quote.as_deref().map(|id| quote(state, viewer, id));
    let mut entity = bare_status(state, viewer, status);
    entity["quote"] = quote.unwrap_or(Value::Null);
    if state.config.flavour != Flavour::Mastodon {
        remove(&mut entity, &["quote", "quotes_count", "quote_approval", "tagged_collections"]);
    }
    entity
}

fn bare_status(state: &State, viewer: Option<Who>, status: &Status) -> Value {
    let parent = status.in_reply_to.as_deref().and_then(|id| state.any_status(id));
    let parent_author = parent.map(|parent| state.account(parent.author).id.clone());
    // An answer to something that was deleted keeps its author's id but loses the parent.
    let parent_id = parent.filter(|parent| !parent.deleted).map(|parent| parent.id.clone());
    let answers = state.replies.get(&status.id).into_iter().flatten();
    let answers = answers.filter(|id| state.visible(None, id).is_some()).count();
    let quotes = state.quotes_of(&status.id);
    let application =
        status.application.as_ref().map(|name| json!({"name": name, "website": null}));
    let quotable = match status.visibility {
        Visibility::Public | Visibility::Unlisted => "automatic",
        _ if viewer == Some(status.author) && status.visibility == Visibility::Private => {
            "automatic"
        }
        _ => "denied",
    };
    let mut entity = json!({
        "id": status.id, "created_at": time(status.created_at), "in_reply_to_id": parent_id,
        "in_reply_to_account_id": parent_author, "sensitive": status.sensitive,
        "spoiler_text": status.spoiler_text, "visibility": status.visibility.as_str(),
        "language": status.language, "uri": state.status_uri(status),
        "url": state.status_url(status), "replies_count": answers, "reblogs_count": 0,
        "favourites_count": status.favourites.len(), "quotes_count": quotes.count(),
        "edited_at": status.edited_at.map(time), "content": status.html, "reblog": null,
        "account": account(state, status.author),
        "media_attachments": media_list(state, &status.media),
        "mentions": status.mentions.iter().map(|who| mention(state, *who)).collect::<Vec<_>>(),
        "tags": status.tags.iter().map(|tag| tag_entity(state, tag)).collect::<Vec<_>>(),
        "emojis": [], "tagged_collections": [], "card": null,
        "poll": status.poll.as_ref().map(|p| poll(state, viewer, p)),
        "quote_approval": { "automatic": ["public"], "manual": [], "current_user": quotable },
        "application": application,
        "favourited": viewer.is_some_and(|who| status.favourites.contains(&who)),
        "reblogged": false, "muted": false, "bookmarked": false, "filtered": [],
    });
    if viewer.is_none() {
        remove(&mut entity, &["favourited", "reblogged", "muted", "bookmarked", "filtered"]);
    }
    if viewer == Some(status.author) {
        entity["pinned"] = json!(false);
    }
    entity
}

fn quote(state: &State, viewer: Option<Who>, id: &str) -> Value {
    match state.any_status(id) {
        Some(status) if status.deleted => json!({ "state": "deleted", "quoted_status": null }),
        Some(status) if state.may_see(viewer, status) => {
            let mut inner = bare_status(state, viewer, status);
            // Quotes do not nest: the inner one names its own quote by id.
            inner["quote"] = status
                .quote
                .as_ref()
                .map_or(Value::Null, |id| json!({ "state": "accepted", "quoted_status_id": id }));
            json!({ "state": "accepted", "quoted_status": inner })
        }
        _ => json!({ "state": "unauthorized", "quoted_status": null }),
    }
}

fn mention(state: &State, who: Who) -> Value {
    let account = state.account(who);
    json!({
        "id": account.id, "username": account.username, "url": account.url(&state.base),
        "acct": account.acct(),
    })
}

fn tag_entity(state: &State, tag: &str) -> Value {
    let name = tag.to_lowercase();
    json!({ "name": name, "url": format!("{}/tags/{name}", state.base) })
}

fn media_list(state: &State, ids: &[String]) -> Vec<Value> {
    ids.iter().filter_map(|id| state.media.get(id)).map(|file| media(state, file)).collect()
}

pub(crate) fn media(state: &State, media: &Media) -> Value {
    let base = &state.base;
    let file = |size: &str| {
        let extension =
            if size == "small" && media.kind != "image" { "png" } else { media.extension };
        format!("{base}/system/media_attachments/files/{}/{size}/file.{extension}", media.id)
    };
    let ready = media.processing == Processing::Ready;
    let size = |scale: u32| {
        let (width, height) = (media.width / scale, media.height / scale);
        let aspect = f64::from(width.max(1)) / f64::from(height.max(1));
        json!({ "width": width, "height": height, "size": format!("{width}x{height}"), "aspect": aspect })
    };
    let (x, y) = media.focus;
    let meta = match media.kind {
        "image" => {
            let shrink = (media.width.max(media.height) / 640).max(1);
            json!({ "original": size(1), "small": size(shrink), "focus": { "x": x, "y": y } })
        }
        "audio" => json!({ "original": { "duration": 12.4, "bitrate": 128_000 } }),
        _ => json!({
            "original": { "width": 640, "height": 360, "frame_rate": "25/1", "duration": 5.76, "bitrate": 1_045_437 },
            "small": { "width": 640, "height": 360, "size": "640x360", "aspect": 1.777_777 },
        }),
    };
    json!({
        "id": media.id, "type": media.kind,
        "url": ready.then(|| file("original")),
        "preview_url": (ready && media.kind != "audio").then(|| file("small")),
        "remote_url": null, "preview_remote_url": null, "text_url": null,
        "meta": if ready { meta } else { json!({}) }, "description": media.description,
        "blurhash": (media.kind != "audio").then_some("UeKUpFxuo~R%0nW;WCnhF6RjaJt757oJodS$"),
    })
}

pub(crate) fn poll(state: &State, viewer: Option<Who>, poll: &Poll) -> Value {
    let votes = |voters: &std::collections::BTreeSet<Who>| voters.len();
    let everyone: std::collections::BTreeSet<Who> =
        poll.options.iter().flat_map(|(_, voters)| voters.iter().copied()).collect();
    let own: Vec<usize> = poll
        .options
        .iter()
        .enumerate()
        .filter(|(_, (_, voters))| viewer.is_some_and(|who| voters.contains(&who)))
        .map(|(index, _)| index)
        .collect();
    let options: Vec<Value> = poll
        .options
        .iter()
        .map(|(title, voters)| json!({ "title": title, "votes_count": votes(voters) }))
        .collect();
    let mut entity = json!({
        "id": poll.id, "expires_at": time(poll.expires_at),
        "expired": poll.expires_at <= state.now(), "multiple": poll.multiple,
        "votes_count": poll.options.iter().map(|(_, voters)| votes(voters)).sum::<usize>(),
        "voters_count": everyone.len(), "options": options, "emojis": [],
    });
    if viewer.is_some() {
        entity["voted"] = json!(!own.is_empty());
        entity["own_votes"] = json!(own);
    }
    entity
}

pub(crate) fn revision(state: &State, author: Who, revision: &Revision) -> Value {
    json!({
        "content": revision.html, "spoiler_text": revision.spoiler_text,
        "sensitive": revision.sensitive, "created_at": time(revision.created_at),
        "account": account(state, author), "media_attachments": media_list(state, &revision.media),
        "emojis": [], "quote": null,
    })
}

pub(crate) fn notification(state: &State, to: Who, notification: &Notification) -> Value {
    let about = notification.status.as_deref().map(|id| {
        state.visible(Some(to), id).map_or(Value::Null, |found| status(state, Some(to), found))
    });
    let mut entity = json!({
        "id": notification.id, "type": notification.kind,
        "created_at": time(notification.created_at),
        "account": account(state, notification.from),
    });
    if state.config.flavour == Flavour::Mastodon {
        entity["group_key"] = json!(format!("ungrouped-{}", notification.id));
    }
    if let Some(about) = about {
        entity["status"] = about;
    }
    if notification.filtered {
        entity["filtered"] = json!(true);
    }
    entity
}

/// The private conversation that `last` belongs to, as `who` sees it.
pub(crate) fn conversation(state: &State, who: Who, last: &Status) -> Value {
    let root = &state.root(last).id;
    let mut others = last.mentions.clone();
    others.push(last.author);
    others.retain(|other| *other != who);
    others.dedup();
    let read = state.read_conversations.contains(&(who, last.id.clone()));
    json!({
        "id": root, "unread": last.author != who && !read,
        "accounts": others.iter().map(|other| account(state, *other)).collect::<Vec<_>>(),
        "last_status": status(state, Some(who), last),
    })
}

pub(crate) fn relationship(state: &State, who: Who, other: Who) -> Value {
    json!({
        "id": state.account(other).id, "following": state.follows.contains(&(who, other)),
        "showing_reblogs": true, "notifying": false, "languages": null,
        "followed_by": state.follows.contains(&(other, who)), "blocking": false,
        "blocked_by": false, "muting": false, "muting_notifications": false,
        "muting_expires_at": null, "requested": false, "requested_by": false,
        "domain_blocking": false, "endorsed": false, "note": "",
    })
}

fn remove(entity: &mut Value, keys: &[&str]) {
    if let Some(object) = entity.as_object_mut() {
        for key in keys {
            object.remove(*key);
        }
    }
}
