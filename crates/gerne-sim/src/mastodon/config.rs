//! What a test can configure about the server.

use std::time::Duration;

use super::Flavour;

/// How the server is set up.
#[derive(Debug, Clone)]
pub struct MastodonConfig {
    /// Which software it claims to be, with that software's habits.
    pub flavour: Flavour,
    /// Title in the instance entity.
    pub title: String,
    /// The domain of its people, when that is not where it is served (`LOCAL_DOMAIN` and
    /// `WEB_DOMAIN` of a real server).
    pub domain: Option<String>,
    /// What `/api/v2/instance` announces and what is enforced.
    pub limits: Limits,
    /// Request limits; `None` switches them off.
    pub rate_limits: Option<RateLimits>,
    /// Serve the streaming API on a port of its own, as most large servers do on another host.
    pub separate_streaming: bool,
    /// Refuse requests without `User-Agent` with 403.
    pub require_user_agent: bool,
    /// Serve `/api/v2/notifications` (grouped). Off for everything but Mastodon 4.3+.
    pub grouped_notifications: bool,
    /// How often a video or sound answers 206 before it is ready.
    pub processing_polls: u32,
    /// Seconds between SSE `:thump` lines (real time).
    pub thump_every: Duration,
    /// Whether a deletion is streamed to everyone who was mentioned. Real servers tell only those
    /// whose home feed held the status, so a care account that follows nobody hears nothing.
    pub deletes_reach_mentioned: bool,
    /// Whether a status that was deleted takes its notifications along, as on Mastodon.
    pub deletes_remove_notifications: bool,
    /// How long [`super::Mastodon::wait_for`] waits (real time).
    pub patience: Duration,
}

impl MastodonConfig {
    /// The usual habits of a flavour.
    pub fn of(flavour: Flavour) -> Self {
        Self {
            flavour,
            title: "Dorfplatz".to_owned(),
            domain: None,
            limits: Limits::of(flavour),
            rate_limits: Some(RateLimits::default()),
            separate_streaming: flavour == Flavour::GoToSocial,
            require_user_agent: flavour == Flavour::GoToSocial,
            grouped_notifications: flavour == Flavour::Mastodon,
            processing_polls: 2,
            thump_every: Duration::from_secs(15),
            deletes_reach_mentioned: false,
            deletes_remove_notifications: true,
            patience: Duration::from_secs(10),
        }
    }
}

impl Default for MastodonConfig {
    fn default() -> Self {
        Self::of(Flavour::Mastodon)
    }
}

/// `configuration` of the instance entity.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Grapheme clusters per status, content warning included.
    pub max_characters: usize,
    /// What an `http(s)://` address counts as.
    pub characters_reserved_per_url: usize,
    /// Files per status.
    pub max_media_attachments: usize,
    /// Bytes.
    pub image_size_limit: u64,
    /// Bytes, for video and sound.
    pub video_size_limit: u64,
    /// Characters of alt text.
    pub description_limit: usize,
    /// Options per poll.
    pub poll_max_options: usize,
    /// Characters per poll option.
    pub poll_max_characters_per_option: usize,
    /// Seconds.
    pub poll_min_expiration: u64,
    /// Seconds.
    pub poll_max_expiration: u64,
}

impl Limits {
    fn of(flavour: Flavour) -> Self {
        let max_characters = if flavour == Flavour::Mastodon { 500 } else { 5000 };
        Self {
            max_characters,
            characters_reserved_per_url: if flavour == Flavour::GoToSocial { 25 } else { 23 },
            max_media_attachments: 4,
            image_size_limit: 16_777_216,
            video_size_limit: 103_809_024,
            description_limit: if flavour == Flavour::Mastodon { 10_000 } else { 1500 },
            poll_max_options: 4,
            poll_max_characters_per_option: 50,
            poll_min_expiration: 300,
            poll_max_expiration: 2_629_746,
        }
    }
}

/// Requests per window, counted on the stand-in's clock, per token (or for all anonymous ones).
#[derive(Debug, Clone, Copy)]
pub struct RateLimits {
    /// Any request of the API per 5 minutes.
    pub requests: u32,
    /// `POST` of media per 30 minutes.
    pub media: u32,
    /// `DELETE` of statuses per 30 minutes.
    pub deletes: u32,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self { requests: 300, media: 30, deletes: 30 }
    }
}
