//! A platform on paper: it can be written to, and never answers.

use std::sync::Arc;

use async_trait::async_trait;
use gerne_connector::{
    Account, Action, Batch, Begin, Blobs, Callback, Capabilities, Check, ConnectForm, Connected,
    ConnectorError, Counting, Cursor, Form, Limits, LookUp, Media, MentionLength, Platform,
    Profile, Resource, ResourcePlan, Secret, Vault, Wake,
};
use gerne_domain::{ExternalId, Outbound, Receipt, Refusal};

#[derive(Debug)]
pub(super) struct Paper(Profile);

impl Default for Paper {
    fn default() -> Self {
        Self(Profile {
            platform: "paper",
            name: "Paper",
            connect: ConnectForm { fields: Vec::new(), browser: false },
            capabilities: Capabilities {
                content_warning: true,
                alt_text: true,
                start_public: true,
                start_private: true,
                announce: true,
                delete: true,
                like: true,
                private: true,
                unlisted: true,
                ..Capabilities::default()
            },
            settings: gerne_domain::AccountSettings::default(),
            deletions_within: None,
        })
    }
}

#[async_trait]
impl Platform for Paper {
    fn profile(&self) -> &Profile {
        &self.0
    }

    async fn begin(&self, form: &Form, _: &url::Url) -> Result<Begin, ConnectorError> {
        let Some(name) = form.get("name") else {
            return Err(ConnectorError::refused(Refusal::of("connect.name")));
        };
        Ok(Begin::Done(Box::new(Connected {
            external_id: ExternalId::from(name),
            handle: format!("@{name}"),
            name: name.to_owned(),
            base_url: "https://paper.example".to_owned(),
            avatar_url: None,
            facts: serde_json::Value::Null,
            secrets: [("token".to_owned(), Secret::new("hush"))].into(),
            proof: Vec::new(),
        })))
    }

    async fn finish(&self, _: &Secret, _: &Callback) -> Result<Connected, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("connect.denied")))
    }

    fn open(
        &self,
        _: &gerne_domain::Account,
        _: Arc<dyn Vault>,
    ) -> Result<Arc<dyn Account>, ConnectorError> {
        Ok(Arc::new(Sheet))
    }
}

#[derive(Debug)]
struct Sheet;

#[async_trait]
impl Account for Sheet {
    fn resources(&self) -> Vec<ResourcePlan> {
        Vec::new()
    }

    fn limits(&self) -> Limits {
        Limits {
            max_length: Some(500),
            max_private_length: None,
            counting: Counting {
                url_length: Some(23),
                mentions: MentionLength::Local,
                weighted: false,
            },
            max_media: 4,
            max_image_bytes: 1 << 20,
            max_file_bytes: 1 << 20,
            max_alt: 1_500,
            mime_types: vec!["image/png".to_owned()],
            honours_key: true,
            prices: None,
        }
    }

    async fn fetch(&self, _: &Resource, _: Option<&Cursor>) -> Result<Batch, ConnectorError> {
        Ok(Batch::default())
    }

    async fn wake(&self) -> Wake {
        std::future::pending().await
    }

    async fn look_up(&self, _: &LookUp) -> Result<Batch, ConnectorError> {
        Ok(Batch::default())
    }

    async fn send(&self, _: &Outbound, _: &dyn Blobs) -> Result<Receipt, ConnectorError> {
        Err(ConnectorError::retry("paper does not send"))
    }

    async fn find_sent(&self, _: &Outbound) -> Result<Option<Receipt>, ConnectorError> {
        Ok(None)
    }

    async fn act(&self, _: &Action) -> Result<(), ConnectorError> {
        Ok(())
    }

    async fn media(&self, _: &url::Url, _: u64) -> Result<Media, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("refused.media")))
    }

    async fn check(&self) -> Vec<Check> {
        vec![Check { what: "token".to_owned(), problem: None }]
    }
}
