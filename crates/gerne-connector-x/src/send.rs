//! Saying something: files first, then the words, and never twice.

use gerne_connector::{Blobs, ConnectorError};
use gerne_domain::{ExternalId, Outbound, Receipt, Refusal, Timestamp, Visibility};
use gerne_webapi::Purpose;
use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    account::Connection,
    client::{Ask, CallError},
    compose,
    normalize::{self, DM},
    prices::Kind,
    problem::Meaning,
    purse::Bill,
    snowflake,
};

#[derive(Serialize)]
struct NewPost<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<Reply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<MediaIds<'a>>,
}

#[derive(Serialize)]
struct Reply<'a> {
    in_reply_to_tweet_id: &'a str,
    /// Who is answered is named by X itself, and costs no length.
    auto_populate_reply_metadata: bool,
}

#[derive(Serialize)]
struct MediaIds<'a> {
    media_ids: &'a [String],
}

#[derive(Deserialize)]
struct Posted {
    id: String,
}

#[derive(Deserialize)]
struct SentPrivately {
    dm_event_id: String,
}

impl Connection {
    pub(crate) async fn say(
        &self,
        outbound: &Outbound,
        blobs: &dyn Blobs,
    ) -> Result<Receipt, ConnectorError> {
        self.refuse_early(outbound)?;
        // X keeps no key of ours: what may be there is looked for before anything is said.
        if let Some(receipt) = self.find_first(outbound).await? {
            self.uploaded().forget(&outbound.key);
            return Ok(receipt);
        }
        self.still_there(outbound).await?;
        let media_ids = self.upload_all(outbound, blobs).await?;
        let said = if outbound.visibility == Visibility::Private {
            self.say_in_private(outbound, &media_ids).await
        } else {
            self.say_in_public(outbound, &media_ids).await
        };
        if matches!(said, Ok(_) | Err(ConnectorError::Refused { .. })) {
            self.uploaded().forget(&outbound.key);
        }
        said
    }

    /// Nobody is answered whose post is gone: X would refuse it in other words, or let it stand alone.
    /// Read on the same day it costs nothing; otherwise half of the answer.
    async fn still_there(&self, outbound: &Outbound) -> Result<(), ConnectorError> {
        let Some(to) = outbound.in_reply_to.as_ref().filter(|to| !to.0.starts_with(DM)) else {
            return Ok(());
        };
        match self.look_at(&[&to.0], Purpose::Speaking).await {
            Ok((.., gone)) if gone.contains(&to.0) => {
                self.memory().forget(&to.0);
                Err(ConnectorError::refused(Refusal::of("refused.parent_gone")))
            }
            Ok(_) => Ok(()),
            Err(error @ CallError::Paused(_)) => Err(self.api.said(error)),
            Err(error) => Err(self.api.read(error)),
        }
    }

    async fn say_in_public(
        &self,
        outbound: &Outbound,
        media_ids: &[String],
    ) -> Result<Receipt, ConnectorError> {
        let text = outbound.text.trim();
        let kind = kind(outbound);
        let post = NewPost {
            text,
            reply: outbound.in_reply_to.as_ref().map(|id| Reply {
                in_reply_to_tweet_id: id.as_str(),
                auto_populate_reply_metadata: true,
            }),
            media: (!media_ids.is_empty()).then_some(MediaIds { media_ids }),
        };
        let ask = Ask::deed(Method::POST, "post", "/2/tweets").costs(kind.price());
        let said = self.api.act(&ask, &Bill::deed(kind), |request| request.json(&post)).await;
        let envelope = match said {
            Err(error) if error.meaning() == Some(Meaning::Duplicate) => {
                // It proves nothing by itself: the same words may stand under another post.
                return self.find(outbound).await?.ok_or_else(|| self.api.write(error));
            }
            Err(error) if error.meaning() == Some(Meaning::NotCalled) => {
                if let Some(to) = &outbound.in_reply_to {
                    self.memory().called(&to.0, false);
                }
                return Err(self.api.write(error));
            }
            said => said.map_err(|error| self.api.said(error))?,
        };
        let posted: Posted = envelope
            .one()
            .ok_or_else(|| ConnectorError::unknown("the answer does not name the post"))?;
        Ok(self.receipt(&posted.id))
    }

    async fn say_in_private(
        &self,
        outbound: &Outbound,
        media_ids: &[String],
    ) -> Result<Receipt, ConnectorError> {
        let to = compose::recipient(outbound, &self.us)
            .ok_or_else(|| ConnectorError::refused(Refusal::of("refused.nobody_named")))?;
        let path = format!("/2/dm_conversations/with/{}/messages", to.external_id);
        let attached: Vec<_> = media_ids.iter().map(|id| json!({ "media_id": id })).collect();
        let mut message = json!({ "text": outbound.text.trim() });
        if let (Some(message), false) = (message.as_object_mut(), attached.is_empty()) {
            message.insert("attachments".to_owned(), attached.into());
        }
        let ask = Ask::deed(Method::POST, "dm_send", path).costs(Kind::DmSent.price());
        let bill = Bill::deed(Kind::DmSent);
        let said = self.api.act(&ask, &bill, |request| request.json(&message)).await;
        let envelope = said.map_err(|error| match error.meaning() {
            Some(Meaning::Forbidden | Meaning::NotCalled | Meaning::Gone | Meaning::Protected) => {
                ConnectorError::refused(Refusal::of("refused.no_private"))
            }
            _ => self.api.said(error),
        })?;
        let sent: SentPrivately = envelope
            .one()
            .ok_or_else(|| ConnectorError::unknown("the answer does not name the message"))?;
        Ok(private_receipt(&sent.dm_event_id, self.api.now()))
    }

    /// What X would refuse anyway is refused in words, and what would show a protected matter to
    /// everyone never leaves.
    fn refuse_early(&self, outbound: &Outbound) -> Result<(), ConnectorError> {
        let limits = self.facts.limits();
        let refuse = |reason| Err(ConnectorError::refused(reason));
        let text = outbound.text.trim();
        if text.is_empty() && outbound.media.is_empty() {
            return refuse(Refusal::of("refused.empty"));
        }
        let private = outbound.visibility == Visibility::Private;
        let length = limits.counting.count(text);
        let limit = if private { limits.max_private_length } else { limits.max_length };
        if let Some(limit) = limit.filter(|limit| length > *limit) {
            let reason = Refusal::of("refused.too_long");
            return refuse(reason.with("limit", limit).with("length", length));
        }
        let files = u32::try_from(outbound.media.len()).unwrap_or(u32::MAX);
        let moving = |mime: &str| mime == "image/gif" || mime.starts_with("video/");
        let alone = private || outbound.media.iter().any(|media| moving(&media.mime));
        let most = if alone { 1 } else { limits.max_media };
        if files > most {
            return refuse(Refusal::of("refused.too_many_files").with("limit", most));
        }
        if private {
            return Ok(());
        }
        if outbound.visibility == Visibility::Followers {
            return refuse(Refusal::of("refused.protected"));
        }
        // One for each post, since 2026-02.
        if gerne_twitter_text::cashtags(text).len() > 1 {
            return refuse(Refusal::of("refused.cashtags"));
        }
        if let Some(to) = &outbound.in_reply_to {
            if to.0.starts_with(DM) {
                // A private message is never answered before everyone.
                return refuse(Refusal::of("refused.invalid"));
            }
            if self.memory().has_called(&to.0) == Some(false) {
                return refuse(Refusal::of("refused.not_called"));
            }
        }
        Ok(())
    }

    pub(crate) fn receipt(&self, id: &str) -> Receipt {
        Receipt {
            external_id: Some(ExternalId(id.to_owned())),
            url: Some(normalize::page(&self.us.handle, id)),
            published_at: snowflake::made_at(id).unwrap_or_else(|| self.api.now()),
        }
    }

    /// Hides an answer under a post of ours, or shows it again.
    pub(crate) async fn hide(&self, id: &ExternalId, hidden: bool) -> Result<(), ConnectorError> {
        if id.0.starts_with(DM) {
            return Err(ConnectorError::refused(Refusal::of("refused.unsupported")));
        }
        let path = format!("/2/tweets/{id}/hidden");
        let ask = Ask::deed(Method::PUT, "hide", path).costs(Kind::Hide.price());
        let body = json!({ "hidden": hidden });
        let done = self.api.act(&ask, &Bill::deed(Kind::Hide), |r| r.json(&body)).await;
        match done {
            Ok(_) => Ok(()),
            // Only the beginning of a conversation decides about it, and X says no more than no.
            Err(error)
                if matches!(error.meaning(), Some(Meaning::Forbidden | Meaning::Invalid)) =>
            {
                Err(ConnectorError::refused(Refusal::of("refused.not_hideable")))
            }
            // Doing it twice is the same as once, so a lost answer is worth another try.
            Err(error) => Err(self.api.deed(error)),
        }
    }

    /// Deletes a post of ours with all its versions.
    pub(crate) async fn delete(&self, id: &ExternalId) -> Result<(), ConnectorError> {
        let path = match id.0.strip_prefix(DM) {
            Some(event) => format!("/2/dm_events/{event}"),
            None => format!("/2/tweets/{id}"),
        };
        let ask = Ask::deed(Method::DELETE, "delete", path).costs(Kind::Delete.price());
        match self.api.act(&ask, &Bill::deed(Kind::Delete), |request| request).await {
            Err(error) if !Self::is_gone(&error) => Err(self.api.deed(error)),
            _ => Ok(()),
        }
    }
}

/// What saying this is charged as.
pub(crate) fn kind(outbound: &Outbound) -> Kind {
    if gerne_twitter_text::has_url(&outbound.text) {
        Kind::Link
    } else if outbound.in_reply_to.is_some() {
        Kind::Reply
    } else {
        Kind::Create
    }
}

pub(crate) fn private_receipt(event: &str, now: Timestamp) -> Receipt {
    Receipt {
        external_id: Some(ExternalId(format!("{DM}{event}"))),
        url: None,
        published_at: snowflake::made_at(event).unwrap_or(now),
    }
}
