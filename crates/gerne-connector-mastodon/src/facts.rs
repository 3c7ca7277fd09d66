//! What we know about a server: kept with the account when it is connected, refreshed later.

use gerne_connector::{Counting, Limits, MentionLength};
use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    client::{Api, CallError},
    wire,
};

/// The facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// Our account's id on the server; empty until we know who we are.
    #[serde(default)]
    pub(crate) account_id: String,
    /// The host in local people's handles.
    pub(crate) domain: String,
    /// What the server calls itself: `mastodon`, `gotosocial`, `akkoma`.
    pub(crate) software: String,
    /// As it writes it.
    pub(crate) version: String,
    /// `api_versions.mastodon`; 0 where it is not told.
    #[serde(default)]
    pub(crate) api: u32,
    /// Where streams are, when the server tells.
    pub(crate) streaming: Option<String>,
    /// What may be sent.
    pub(crate) limits: Limits,
    /// What the token may do, when we asked for it ourselves.
    #[serde(default)]
    pub(crate) scopes: Option<Vec<String>>,
    /// When this was asked.
    pub(crate) checked_at: Timestamp,
}

impl Facts {
    /// Asks the server; no token needed.
    pub(crate) async fn ask(api: &Api) -> Result<Self, CallError> {
        let instance: wire::Instance = match api.get("/api/v2/instance", &[]).await {
            Ok(instance) => instance,
            // Older and other servers know the first version only.
            Err(error) if error.status().is_some_and(|s| (400..500).contains(&s) && s != 429) => {
                api.get("/api/v1/instance", &[]).await?
            }
            Err(error) => return Err(error),
        };
        let software = software(api).await.unwrap_or_else(|| guess(&instance));
        Ok(Self::of(&instance, software, api.base(), api.clock.now()))
    }

    pub(crate) fn of(
        instance: &wire::Instance,
        software: String,
        base: &Url,
        now: Timestamp,
    ) -> Self {
        let urls = instance.configuration.urls.as_ref();
        let streaming = urls.and_then(|urls| urls.streaming.clone());
        let streaming = streaming.or_else(|| instance.urls.as_ref()?.streaming_api.clone());
        Self {
            account_id: String::new(),
            domain: domain(instance, base),
            limits: limits(instance, &software),
            version: instance.version.clone(),
            api: instance.api_versions.as_ref().and_then(|v| v.mastodon).unwrap_or(0),
            software,
            streaming,
            scopes: None,
            checked_at: now,
        }
    }

    /// What was kept with an account, perhaps by another version: limits that are not understood
    /// become Mastodon's own until the server is asked again.
    pub(crate) fn kept(facts: &serde_json::Value) -> Option<Self> {
        if let Ok(facts) = Self::deserialize(facts) {
            return Some(facts);
        }
        let mut facts = facts.clone();
        let fields = facts.as_object_mut()?;
        let software = fields.get("software")?.as_str()?.to_owned();
        let limits = limits(&wire::Instance::default(), &software);
        fields.insert("limits".to_owned(), serde_json::to_value(limits).ok()?);
        fields.insert("checked_at".to_owned(), serde_json::to_value(Timestamp::UNIX_EPOCH).ok()?);
        serde_json::from_value(facts).ok()
    }

    /// `GET /api/v1/statuses?id[]=` (4.3).
    pub(crate) fn has_batches(&self) -> bool {
        self.api >= 2
    }

    /// Notifications of quotes (4.5).
    pub(crate) fn has_quotes(&self) -> bool {
        self.api >= 7
    }
}

fn domain(instance: &wire::Instance, base: &Url) -> String {
    let told = instance.domain.clone().or_else(|| {
        let uri = instance.uri.as_deref()?;
        Some(uri.split_once("://").map_or(uri, |(_, host)| host).trim_end_matches('/').to_owned())
    });
    let told = told.filter(|domain| !domain.is_empty());
    told.unwrap_or_else(|| {
        let host = base.host_str().unwrap_or_default();
        base.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    })
}

/// What is not announced falls back to Mastodon's own defaults.
fn limits(instance: &wire::Instance, software: &str) -> Limits {
    let (statuses, media) =
        (&instance.configuration.statuses, &instance.configuration.media_attachments);
    let file = instance.upload_limit;
    Limits {
        max_length: Some(statuses.max_characters.or(instance.max_toot_chars).unwrap_or(500)),
        max_private_length: None,
        counting: Counting {
            url_length: Some(statuses.characters_reserved_per_url.unwrap_or(23)),
            mentions: MentionLength::Local,
            weighted: false,
        },
        max_media: statuses.max_media_attachments.unwrap_or(4),
        max_image_bytes: media.image_size_limit.or(file).unwrap_or(16 * 1024 * 1024),
        max_file_bytes: media.video_size_limit.or(file).unwrap_or(99 * 1024 * 1024),
        max_alt: media.description_limit.unwrap_or(1500),
        mime_types: media.supported_mime_types.clone(),
        honours_key: honours_key(software),
        prices: None,
    }
}

/// Servers that keep the `Idempotency-Key`. Who is not known to is treated as if it did not.
fn honours_key(software: &str) -> bool {
    matches!(software, "mastodon" | "hometown" | "glitchcafe" | "pleroma" | "akkoma")
}

async fn software(api: &Api) -> Option<String> {
    let links: wire::NodeInfoLinks = api.get("/.well-known/nodeinfo", &[]).await.ok()?;
    let url = Url::parse(&links.links.last()?.href).ok()?;
    // Only a page of the same server says something about it.
    let path = url.path().to_owned();
    let info: wire::NodeInfo = api.get(&path, &[]).await.ok()?;
    Some(info.software.name.to_lowercase())
}

fn guess(instance: &wire::Instance) -> String {
    let hints = [Some(instance.version.as_str()), instance.source_url.as_deref()];
    let hints = hints.into_iter().flatten().collect::<String>().to_lowercase();
    let known = ["gotosocial", "akkoma", "pleroma", "hometown"];
    let found = known.into_iter().find(|name| hints.contains(name));
    let other = || if instance.api_versions.is_some() { "mastodon" } else { "unknown" };
    found.unwrap_or_else(other).to_owned()
}
