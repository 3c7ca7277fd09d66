//! Which fields and expansions a request asks for.

use std::collections::HashSet;

use super::problem::{Answer, Problem};
use crate::params::Params;

const TWEET: [&str; 34] = [
    "article",
    "attachments",
    "author_id",
    "card_uri",
    "community_id",
    "context_annotations",
    "conversation_id",
    "created_at",
    "display_text_range",
    "edit_controls",
    "edit_history_tweet_ids",
    "entities",
    "geo",
    "id",
    "in_reply_to_user_id",
    "lang",
    "matched_media_notes",
    "media_metadata",
    "non_public_metrics",
    "note_request_suggestions",
    "note_tweet",
    "organic_metrics",
    "paid_partnership",
    "possibly_sensitive",
    "promoted_metrics",
    "public_metrics",
    "referenced_tweets",
    "reply_settings",
    "scopes",
    "source",
    "suggested_source_links",
    "suggested_source_links_with_counts",
    "text",
    "withheld",
];
const USER: [&str; 25] = [
    "affiliation",
    "confirmed_email",
    "connection_status",
    "created_at",
    "description",
    "entities",
    "id",
    "is_identity_verified",
    "location",
    "most_recent_tweet_id",
    "name",
    "parody",
    "pinned_tweet_id",
    "profile_banner_url",
    "profile_image_url",
    "protected",
    "public_metrics",
    "receives_your_dm",
    "subscription",
    "subscription_type",
    "url",
    "username",
    "verified",
    "verified_type",
    "withheld",
];
const MEDIA: [&str; 13] = [
    "alt_text",
    "duration_ms",
    "height",
    "media_key",
    "non_public_metrics",
    "organic_metrics",
    "preview_image_url",
    "promoted_metrics",
    "public_metrics",
    "type",
    "url",
    "variants",
    "width",
];
const DM: [&str; 10] = [
    "attachments",
    "created_at",
    "dm_conversation_id",
    "entities",
    "event_type",
    "id",
    "participant_ids",
    "referenced_tweets",
    "sender_id",
    "text",
];
const EXPANSIONS: [&str; 20] = [
    "affiliation.user_id",
    "article.cover_media",
    "article.media_entities",
    "attachments.media_keys",
    "attachments.media_source_tweet",
    "attachments.poll_ids",
    "author_id",
    "edit_history_tweet_ids",
    "entities.mentions.username",
    "entities.note.mentions.username",
    "geo.place_id",
    "in_reply_to_user_id",
    "most_recent_tweet_id",
    "participant_ids",
    "pinned_tweet_id",
    "referenced_tweets.id",
    "referenced_tweets.id.attachments.media_keys",
    "referenced_tweets.id.author_id",
    "sender_id",
    "referenced_tweets",
];
const ELSEWHERE: [&str; 4] = ["poll.fields", "place.fields", "usage.fields", "topic.fields"];

/// What an answer shall carry.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) tweet: HashSet<String>,
    pub(crate) user: HashSet<String>,
    pub(crate) media: HashSet<String>,
    pub(crate) dm: HashSet<String>,
    expansions: HashSet<String>,
}

impl Wanted {
    /// Reads the request; anything that is not known is refused, as X does. `also` are the
    /// parameters of the endpoint itself.
    pub(crate) fn of(params: &Params, also: &[&str]) -> Answer<Self> {
        let mut wanted = Self::usual();
        for (name, value) in params.all() {
            let (list, into) = match name {
                "tweet.fields" | "post.fields" => (&TWEET[..], &mut wanted.tweet),
                "user.fields" => (&USER[..], &mut wanted.user),
                "media.fields" => (&MEDIA[..], &mut wanted.media),
                "dm_event.fields" => (&DM[..], &mut wanted.dm),
                "expansions" => (&EXPANSIONS[..], &mut wanted.expansions),
                name if also.contains(&name) || ELSEWHERE.contains(&name) => continue,
                other => {
                    let known = format!("The query parameter [{other}] is not one of {also:?}");
                    return Err(Problem::invalid(other, value, &known));
                }
            };
            for field in value.split(',').filter(|field| !field.is_empty()) {
                let field = old_name(field);
                if !list.contains(&field.as_str()) {
                    let text = format!(
                        "The `{name}` query parameter value [{field}] is not one of [{}]",
                        list.join(",")
                    );
                    return Err(Problem::invalid(name, &field, &text));
                }
                into.insert(field);
            }
        }
        Ok(wanted)
    }

    /// What comes without asking.
    pub(crate) fn usual() -> Self {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            tweet: set(&["id", "text", "edit_history_tweet_ids"]),
            user: set(&["id", "name", "username"]),
            media: set(&["media_key", "type"]),
            dm: set(&["id", "text", "event_type"]),
            expansions: HashSet::new(),
        }
    }

    /// What events of the activity stream carry: everything.
    pub(crate) fn everything() -> Self {
        let mut wanted = Self::usual();
        let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        (wanted.tweet, wanted.user, wanted.media) = (all(&TWEET), all(&USER), all(&MEDIA));
        wanted.expansions = all(&[
            "author_id",
            "attachments.media_keys",
            "referenced_tweets.id",
            "referenced_tweets.id.author_id",
        ]);
        wanted
    }

    pub(crate) fn expands(&self, name: &str) -> bool {
        self.expansions.contains(name)
            || (name == "referenced_tweets.id" && self.expansions.contains("referenced_tweets"))
    }
}

/// A name of the newer spelling in the older one.
fn old_name(name: &str) -> String {
    match name {
        "note_post" => "note_tweet".to_owned(),
        "edit_history_post_ids" | "pinned_post_id" | "most_recent_post_id" => {
            name.replace("_post_", "_tweet_")
        }
        _ => name.replace("referenced_posts", "referenced_tweets"),
    }
}

/// An answer in the newer spelling.
pub(crate) fn newer(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(items) => items.iter_mut().for_each(newer),
        serde_json::Value::Object(fields) => {
            let names: Vec<String> = fields.keys().cloned().collect();
            for name in names {
                let new = match name.as_str() {
                    "edit_history_tweet_ids" => "edit_history_post_ids",
                    "referenced_tweets" => "referenced_posts",
                    "note_tweet" => "note_post",
                    "pinned_tweet_id" => "pinned_post_id",
                    "most_recent_tweet_id" => "most_recent_post_id",
                    "retweet_count" => "repost_count",
                    "tweet_count" => "post_count",
                    "tweets" => "posts",
                    other => other,
                };
                if let Some(mut field) = fields.remove(&name) {
                    newer(&mut field);
                    fields.insert(new.to_owned(), field);
                }
            }
        }
        _ => {}
    }
}
