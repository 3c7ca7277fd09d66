//! A platform that has everything ready: what is measured is ours alone.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use gerne_connector::{
    Account, Action, Batch, Begin, Blobs, Callback, Capabilities, Check, ConnectForm, Connected,
    ConnectorError, Counting, Cursor, Form, Limits, LookUp, Media, MentionLength, Platform,
    Profile, Resource, ResourcePlan, Secret, Vault, Wake,
};
use gerne_domain::{
    Author, InboundMessage, Item, Outbound, Receipt, Refusal, Timestamp, Visibility,
};

use crate::fill::text;

/// What one fetch brings; what platforms commonly give.
const PAGE: usize = 100;

/// The platform of the bench.
#[derive(Debug)]
pub(crate) struct Prepared {
    profile: Profile,
    messages: usize,
}

impl Prepared {
    /// One with so many messages waiting, three by each author.
    pub(crate) fn with(messages: usize) -> Self {
        let profile = Profile {
            platform: "bench",
            name: "Bench",
            connect: ConnectForm { fields: Vec::new(), browser: false },
            capabilities: Capabilities::default(),
            settings: gerne_domain::AccountSettings::default(),
            deletions_within: None,
        };
        Self { profile, messages }
    }
}

#[async_trait]
impl Platform for Prepared {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    async fn begin(&self, _: &Form, _: &url::Url) -> Result<Begin, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("connect.address_missing")))
    }

    async fn finish(&self, _: &Secret, _: &Callback) -> Result<Connected, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("connect.no_browser")))
    }

    fn open(
        &self,
        _: &gerne_domain::Account,
        _: Arc<dyn Vault>,
    ) -> Result<Arc<dyn Account>, ConnectorError> {
        Ok(Arc::new(Queue(self.messages)))
    }
}

#[derive(Debug)]
struct Queue(usize);

#[async_trait]
impl Account for Queue {
    fn resources(&self) -> Vec<ResourcePlan> {
        vec![ResourcePlan { resource: "inbox".into(), every: Duration::from_hours(1) }]
    }

    fn limits(&self) -> Limits {
        Limits {
            max_length: None,
            max_private_length: None,
            counting: Counting { url_length: None, mentions: MentionLength::Full, weighted: false },
            max_media: 0,
            max_image_bytes: 0,
            max_file_bytes: 0,
            max_alt: 0,
            mime_types: Vec::new(),
            honours_key: true,
            prices: None,
        }
    }

    async fn fetch(&self, _: &Resource, since: Option<&Cursor>) -> Result<Batch, ConnectorError> {
        let from: usize = since.and_then(|since| since.parse().ok()).unwrap_or_default();
        let to = (from + PAGE).min(self.0);
        let items = (from..to).map(|n| Item::Message(Box::new(message(n)))).collect();
        Ok(Batch { items, cursor: Some(to.to_string()), more: to < self.0, ..Batch::default() })
    }

    async fn wake(&self) -> Wake {
        std::future::pending().await
    }

    async fn look_up(&self, _: &LookUp) -> Result<Batch, ConnectorError> {
        Ok(Batch::default())
    }

    async fn send(&self, _: &Outbound, _: &dyn Blobs) -> Result<Receipt, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("refused.unsupported")))
    }

    async fn find_sent(&self, _: &Outbound) -> Result<Option<Receipt>, ConnectorError> {
        Ok(None)
    }

    async fn act(&self, _: &Action) -> Result<(), ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("refused.unsupported")))
    }

    async fn media(&self, _: &url::Url, _: u64) -> Result<Media, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("refused.gone")))
    }

    async fn check(&self) -> Vec<Check> {
        Vec::new()
    }
}

/// The message with that number: three by each author.
pub(crate) fn message(n: usize) -> InboundMessage {
    let by = format!("person-{}", n / 3);
    InboundMessage {
        external_id: format!("post-{n}").as_str().into(),
        in_reply_to: None,
        author: Author {
            external_id: by.as_str().into(),
            handle: format!("{by}@bench.example"),
            name: format!("Kundin {}", n / 3),
            avatar_url: None,
            profile_url: None,
            also: Vec::new(),
            is_us: false,
        },
        visibility: Visibility::Public,
        addressed: true,
        subject: None,
        text: text(n),
        content_warning: None,
        language: Some("de".to_owned()),
        mentions: Vec::new(),
        emojis: Vec::new(),
        attachments: Vec::new(),
        poll: None,
        quotes: None,
        letter: None,
        url: None,
        published_at: Timestamp::from_second(1_767_225_600 + i64::try_from(n).unwrap_or_default())
            .unwrap_or_default(),
        edited_at: None,
        hidden: None,
    }
}
