//! A complete connector to the smallest platform there is: a folder. People write to us by putting
//! `inbox/000001.json` there, we answer by putting `sent/KEY.json` there, and `token` says who may.
//! `docs/adding-a-connector.md` walks through this file from top to bottom.

use std::{path::PathBuf, sync::Arc, time::Duration};

use async_trait::async_trait;
use gerne_connector::{
    Account, Action, Batch, Begin, Blobs, Callback, Capabilities, Check, ConnectField, ConnectForm,
    Connected, ConnectorError, Counting, Cursor, FieldKind, Form, Limits, LookUp, Media,
    MentionLength, Platform, Profile, Resource, ResourcePlan, Secret, Vault, Wake,
};
use gerne_domain::{AccountSettings, ExternalId, Item, Outbound, Receipt, Refusal};

mod normalize;
mod wire;

#[cfg(test)]
mod tests;

const FILE_CAP: u64 = 1024 * 1024;

/// The platform: says what it is, connects accounts, opens them.
#[derive(Debug)]
pub struct Folder(Profile);

impl Default for Folder {
    fn default() -> Self {
        let field =
            |key, kind| ConnectField { key, kind, required: true, example: "", advanced: false };
        let fields = vec![field("path", FieldKind::Text), field("token", FieldKind::Secret)];
        Self(Profile {
            platform: "folder",
            name: "Folder",
            connect: ConnectForm { fields, browser: false },
            capabilities: Capabilities::default(),
            settings: AccountSettings::default(),
            deletions_within: None,
        })
    }
}

#[async_trait]
impl Platform for Folder {
    fn profile(&self) -> &Profile {
        &self.0
    }

    async fn begin(&self, form: &Form, _redirect: &url::Url) -> Result<Begin, ConnectorError> {
        let missing = || ConnectorError::refused(Refusal::of("connect.address_missing"));
        let path = form.get("path").ok_or_else(missing)?;
        let token = Secret::new(form.get("token").ok_or_else(missing)?);
        let place = Place { root: path.into(), token: Source::Given(token.clone()) };
        // "We can read": what is connected is proven with the newest messages.
        let newest = place.messages().await?.into_iter().rev().take(3);
        Ok(Begin::Done(Box::new(Connected {
            external_id: path.into(),
            handle: "us".to_owned(),
            name: "Us".to_owned(),
            base_url: path.to_owned(),
            avatar_url: None,
            facts: serde_json::Value::Null,
            secrets: [("token".to_owned(), token)].into(),
            proof: newest.map(|message| normalize::message(&message)).collect(),
        })))
    }

    async fn finish(&self, _: &Secret, _: &Callback) -> Result<Connected, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("connect.no_browser")))
    }

    fn open(
        &self,
        account: &gerne_domain::Account,
        vault: Arc<dyn Vault>,
    ) -> Result<Arc<dyn Account>, ConnectorError> {
        let root = PathBuf::from(&account.base_url);
        Ok(Arc::new(Place { root, token: Source::Kept(vault) }))
    }
}

/// One connected account.
struct Place {
    root: PathBuf,
    token: Source,
}

enum Source {
    Given(Secret),
    Kept(Arc<dyn Vault>),
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Place").field("root", &self.root).finish_non_exhaustive()
    }
}

impl Place {
    /// What the platform would do on every call: look at our token. Decides on the fact, not on a text.
    async fn admit(&self) -> Result<(), ConnectorError> {
        let ours = match &self.token {
            Source::Given(token) => Some(token.clone()),
            Source::Kept(vault) => vault.get("token").await.map_err(ConnectorError::retry)?,
        };
        let theirs = tokio::fs::read_to_string(self.root.join("token")).await;
        let theirs = theirs.map_err(ConnectorError::retry)?;
        match ours {
            Some(ours) if ours.expose() == theirs.trim() => Ok(()),
            _ => Err(ConnectorError::reauthorize("the folder has another token")),
        }
    }

    /// Everything people wrote, oldest first. A large file is an error, not memory.
    async fn messages(&self) -> Result<Vec<wire::Message>, ConnectorError> {
        self.admit().await?;
        let mut found = Vec::new();
        let mut files =
            tokio::fs::read_dir(self.root.join("inbox")).await.map_err(ConnectorError::retry)?;
        while let Some(file) = files.next_entry().await.map_err(ConnectorError::retry)? {
            if file.metadata().await.map_err(ConnectorError::retry)?.len() > FILE_CAP {
                return Err(ConnectorError::retry("a message is too large"));
            }
            let bytes = tokio::fs::read(file.path()).await.map_err(ConnectorError::retry)?;
            found.push(serde_json::from_slice(&bytes).map_err(ConnectorError::retry)?);
        }
        found.sort_by(|a: &wire::Message, b| a.id.cmp(&b.id));
        Ok(found)
    }
}

#[async_trait]
impl Account for Place {
    fn resources(&self) -> Vec<ResourcePlan> {
        vec![ResourcePlan { resource: "inbox".into(), every: Duration::from_mins(1) }]
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
        let mut messages = self.messages().await?;
        // The cursor is the last name; an empty one stands for an empty beginning.
        let last = messages.last().map(|message| message.id.clone()).unwrap_or_default();
        messages.retain(|message| since.is_none_or(|since| message.id > *since));
        let items = messages.iter().map(|m| Item::Message(Box::new(normalize::message(m))));
        Ok(Batch { items: items.collect(), cursor: Some(last), ..Batch::default() })
    }

    async fn wake(&self) -> Wake {
        // Nothing pushes here. Never resolving is right: polling does it.
        std::future::pending().await
    }

    async fn look_up(&self, what: &LookUp) -> Result<Batch, ConnectorError> {
        let messages = self.messages().await?;
        let item = |id: &ExternalId| match messages.iter().find(|m| m.id == id.0) {
            Some(message) => Item::Message(Box::new(normalize::message(message))),
            None => Item::Deleted(id.clone()),
        };
        let items = match what {
            LookUp::States(ids) => ids.iter().map(item).collect(),
            // Letters in a folder have no threads.
            LookUp::Ancestors(_) | LookUp::Context(_) => Vec::new(),
        };
        Ok(Batch { items, ..Batch::default() })
    }

    async fn send(&self, outbound: &Outbound, _: &dyn Blobs) -> Result<Receipt, ConnectorError> {
        self.admit().await?;
        if let Some(receipt) = self.find_sent(outbound).await? {
            return Ok(receipt);
        }
        let (letter, receipt) = normalize::letter(outbound);
        // Written aside and moved: it stands there whole or not at all. Once the move was tried, a
        // failure proves nothing.
        let aside = self.root.join(format!("{}.tmp", outbound.key));
        tokio::fs::write(&aside, letter).await.map_err(ConnectorError::retry)?;
        let place = self.root.join("sent").join(format!("{}.json", outbound.key));
        tokio::fs::rename(&aside, place).await.map_err(ConnectorError::unknown)?;
        Ok(receipt)
    }

    async fn find_sent(&self, outbound: &Outbound) -> Result<Option<Receipt>, ConnectorError> {
        let place = self.root.join("sent").join(format!("{}.json", outbound.key));
        let there = tokio::fs::try_exists(place).await.map_err(ConnectorError::retry)?;
        Ok(there.then(|| normalize::letter(outbound).1))
    }

    async fn act(&self, _: &Action) -> Result<(), ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("refused.unsupported")))
    }

    async fn media(&self, _: &url::Url, _: u64) -> Result<Media, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("refused.gone")))
    }

    async fn check(&self) -> Vec<Check> {
        let problem = self.admit().await.err().map(|_| Refusal::of("check.token"));
        vec![Check { what: "token".to_owned(), problem }]
    }
}
