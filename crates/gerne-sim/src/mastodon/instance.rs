//! What the server says about itself.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Extract;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::{Value, json};

use super::handle::Shared;
use super::media::TYPES;
use super::state::State;
use super::{Flavour, entities};

pub(crate) async fn v2(Extract(shared): Extract<Arc<Shared>>) -> Response {
    shared.read(|state| {
        let config = &state.config;
        let contact = contact(state);
        let mut entity = json!({
            "domain": state.domain(), "title": config.title, "version": config.flavour.version(),
            "source_url": "https://github.com/mastodon/mastodon",
            "description": "Ein Dorfplatz zum Ausprobieren.",
            "usage": { "users": { "active_month": state.accounts.len() } },
            "thumbnail": { "url": format!("{}/headers/original/missing.png", state.base) },
            "icon": [], "languages": ["de", "en"], "configuration": configuration(state),
            "registrations": {
                "enabled": false, "approval_required": false, "reason_required": false,
                "message": null, "min_age": null, "url": null,
            },
            "contact": { "email": "post@example.org", "account": contact }, "rules": [],
        });
        if config.flavour == Flavour::Mastodon {
            entity["api_versions"] = json!({ "mastodon": 11 });
        }
        Json(entity).into_response()
    })
}

pub(crate) async fn v1(Extract(shared): Extract<Arc<Shared>>) -> Json<Value> {
    Json(shared.read(|state| {
        let config = &state.config;
        json!({
            "uri": state.domain(), "title": config.title, "short_description": "Ein Dorfplatz.",
            "description": "Ein Dorfplatz zum Ausprobieren.", "email": "post@example.org",
            "version": config.flavour.version(),
            "urls": { "streaming_api": state.streaming_base.replacen("http", "ws", 1) },
            "stats": {
                "user_count": state.accounts.len(), "status_count": state.statuses.len(),
                "domain_count": 1,
            },
            "thumbnail": null, "languages": ["de", "en"], "registrations": false,
            "approval_required": false, "invites_enabled": false,
            "max_toot_chars": config.limits.max_characters,
            "configuration": configuration(state), "contact_account": contact(state), "rules": [],
        })
    }))
}

pub(crate) async fn nodeinfo_links(Extract(shared): Extract<Arc<Shared>>) -> Json<Value> {
    let base = shared.read(|state| state.base.clone());
    Json(json!({ "links": [{
        "rel": "http://nodeinfo.diaspora.software/ns/schema/2.0",
        "href": format!("{base}/nodeinfo/2.0"),
    }] }))
}

pub(crate) async fn nodeinfo(Extract(shared): Extract<Arc<Shared>>) -> Json<Value> {
    Json(shared.read(|state| {
        json!({
            "version": "2.0",
            "software": {
                "name": state.config.flavour.software(), "version": state.config.flavour.version(),
            },
            "protocols": ["activitypub"], "services": { "outbound": [], "inbound": [] },
            "usage": {
                "users": { "total": state.accounts.len() }, "localPosts": state.statuses.len(),
            },
            "openRegistrations": false, "metadata": {},
        })
    }))
}

pub(crate) async fn webfinger(
    Extract(shared): Extract<Arc<Shared>>,
    params: crate::params::Params,
) -> Response {
    shared.read(|state| {
        let resource = params.get("resource").unwrap_or_default();
        let who = state.find_acct(resource.trim_start_matches("acct:"));
        let Some(who) = who.filter(|who| state.account(*who).host.is_none()) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let account = state.account(who);
        Json(json!({
            "subject": format!("acct:{}@{}", account.username, state.domain()),
            "aliases": [account.url(&state.base), account.uri(&state.base)],
            "links": [{
                "rel": "self", "type": "application/activity+json",
                "href": account.uri(&state.base),
            }],
        }))
        .into_response()
    })
}

pub(crate) async fn custom_emojis(Extract(shared): Extract<Arc<Shared>>) -> Json<Value> {
    let base = shared.read(|state| state.base.clone());
    let url = format!("{base}/system/custom_emojis/nordlicht.png");
    Json(json!([{
        "shortcode": "nordlicht", "url": url, "static_url": url, "visible_in_picker": true,
        "category": null,
    }]))
}

fn configuration(state: &State) -> Value {
    let limits = &state.config.limits;
    let types: Vec<&str> = TYPES.iter().map(|(mime, ..)| *mime).collect();
    let mut configuration = json!({
        "urls": {
            "streaming": state.streaming_base.replacen("http", "ws", 1),
            "status": null, "about": format!("{}/about", state.base),
        },
        "accounts": { "max_featured_tags": 10, "max_pinned_statuses": 5, "max_profile_fields": 4 },
        "statuses": {
            "max_characters": limits.max_characters,
            "max_media_attachments": limits.max_media_attachments,
            "characters_reserved_per_url": limits.characters_reserved_per_url,
        },
        "media_attachments": {
            "supported_mime_types": types, "description_limit": limits.description_limit,
            "image_size_limit": limits.image_size_limit, "image_matrix_limit": 33_177_600,
            "video_size_limit": limits.video_size_limit, "video_frame_rate_limit": 120,
            "video_matrix_limit": 8_294_400,
        },
        "polls": {
            "max_options": limits.poll_max_options,
            "max_characters_per_option": limits.poll_max_characters_per_option,
            "min_expiration": limits.poll_min_expiration,
            "max_expiration": limits.poll_max_expiration,
        },
        "translation": { "enabled": false },
    });
    if state.config.flavour == Flavour::Mastodon {
        configuration["limited_federation"] = json!(false);
        configuration["vapid"] = json!({ "public_key": "" });
    }
    configuration
}

fn contact(state: &State) -> Value {
    if state.accounts.is_empty() { Value::Null } else { entities::account(state, 0) }
}
