//! X with a few people, and a client that speaks to it.

use gerne_sim::{Sim, SimClock, SimConfig, X, XConfig, XPostSpec};
use serde_json::Value;

use crate::client::{Client, Reply};

pub(crate) const SCOPES: &str = "tweet.read tweet.write tweet.moderate.write users.read dm.read \
                                 dm.write media.write offline.access";
/// The fields that a care inbox asks for.
pub(crate) const FIELDS: &str = "tweet.fields=author_id,conversation_id,created_at,\
    in_reply_to_user_id,referenced_tweets,entities,attachments,lang,public_metrics,\
    possibly_sensitive,reply_settings,edit_controls,note_tweet,display_text_range&\
    expansions=author_id,attachments.media_keys,referenced_tweets.id,\
    referenced_tweets.id.author_id,edit_history_tweet_ids&user.fields=username,name,\
    profile_image_url,verified,verified_type,protected,public_metrics&media.fields=url,\
    preview_image_url,type,alt_text,variants,width,height,duration_ms";

pub(crate) async fn with(x: XConfig) -> Sim {
    let clock = SimClock::manual("2026-11-16T08:00:00.250Z".parse().unwrap());
    Sim::start(SimConfig { clock, x, ..SimConfig::default() }).await
}

/// As somebody who consented.
pub(crate) fn user(x: &X, handle: &str) -> Client {
    Client { token: Some(x.tokens_for(handle, SCOPES).access), ..nobody(x) }
}

/// As the app itself.
pub(crate) fn app(x: &X) -> Client {
    Client { token: Some(x.app_token()), ..nobody(x) }
}

pub(crate) fn nobody(x: &X) -> Client {
    let headers = vec![("User-Agent".to_owned(), "test".to_owned())];
    Client { base: x.base_url(), token: None, headers }
}

/// `@nordlicht` is mentioned; gives the id.
pub(crate) fn complain(x: &X, text: &str) -> String {
    x.post("clara", XPostSpec::new(text)).unwrap().id
}

pub(crate) fn mentions(x: &X) -> String {
    format!("/2/users/{}/mentions", x.user_id("nordlicht").unwrap())
}

/// Ids of `data`.
pub(crate) fn ids(reply: &Reply) -> Vec<String> {
    let body = reply.json();
    let list = body["data"].as_array().cloned().unwrap_or_default();
    list.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// Last segment of a problem's type.
pub(crate) fn kind(value: &Value) -> &str {
    value["type"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default()
}
