//! Saying something: files first, then the post, and never twice.

use gerne_connector::{Blobs, ConnectorError};
use gerne_domain::{Outbound, Receipt, Refusal, Visibility};
use reqwest::Method;
use serde::Serialize;

use crate::{
    account::Connection,
    client::{CallError, JSON_CAP},
    compose, wire,
};

#[derive(Serialize)]
struct NewStatus<'a> {
    status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to_id: Option<&'a str>,
    visibility: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    spoiler_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    media_ids: &'a [String],
}

impl Connection {
    pub(crate) async fn say(
        &self,
        outbound: &Outbound,
        blobs: &dyn Blobs,
    ) -> Result<Receipt, ConnectorError> {
        let text = compose::text(outbound, &self.us);
        self.refuse_early(outbound, &text)?;
        if self.may_be_there(outbound)
            && let Some(receipt) = self.find(outbound).await?
        {
            self.forget(&outbound.key);
            return Ok(receipt);
        }
        let media_ids = self.upload_all(outbound, blobs).await?;
        let status = NewStatus {
            status: &text,
            in_reply_to_id: outbound.in_reply_to.as_ref().map(gerne_domain::ExternalId::as_str),
            visibility: visibility(outbound.visibility),
            spoiler_text: outbound.content_warning.as_deref(),
            language: outbound.language.as_deref().map(language),
            media_ids: &media_ids,
        };
        self.tried.note(&outbound.key, self.api.clock.now());
        let answer = self
            .api
            .call(Method::POST, "/api/v1/statuses", |request| {
                request.header("Idempotency-Key", &outbound.key).json(&status)
            })
            .await
            .map_err(|error| self.failed(error, outbound))?;
        let status: wire::Status =
            answer.json(JSON_CAP).await.map_err(|error| CallError::from(error).write())?;
        self.forget(&outbound.key);
        Ok(receipt(&status))
    }

    /// What the server would refuse anyway is refused in words, because its own are localised; and
    /// what would tell a private matter to somebody else never leaves.
    fn refuse_early(&self, outbound: &Outbound, text: &str) -> Result<(), ConnectorError> {
        let limits = self.facts().limits;
        let refuse = |reason| Err(ConnectorError::refused(reason));
        if text.trim().is_empty() && outbound.media.is_empty() {
            return refuse(Refusal::of("refused.empty"));
        }
        if let Some(limit) = limits.max_length {
            let warning = outbound.content_warning.as_deref().unwrap_or_default();
            let length = limits.counting.count(text) + limits.counting.count(warning);
            if length > limit {
                let reason = Refusal::of("refused.too_long");
                return refuse(reason.with("limit", limit).with("length", length));
            }
        }
        if u32::try_from(outbound.media.len()).unwrap_or(u32::MAX) > limits.max_media {
            return refuse(Refusal::of("refused.too_many_files").with("limit", limits.max_media));
        }
        if outbound.visibility == Visibility::Private {
            if outbound.to.is_empty() {
                return refuse(Refusal::of("refused.nobody_named"));
            }
            if let Some(handle) = compose::third_party(outbound, &self.us) {
                return refuse(Refusal::of("refused.names_third_party").with("handle", handle));
            }
        }
        Ok(())
    }

    fn may_be_there(&self, outbound: &Outbound) -> bool {
        self.tried.may_be_there(outbound) || !self.facts().limits.honours_key
    }

    /// A refusal is the end of it, whatever becomes of the reply.
    fn failed(&self, error: CallError, outbound: &Outbound) -> ConnectorError {
        let error = refused(error, outbound);
        if matches!(error, ConnectorError::Refused { .. }) {
            self.forget(&outbound.key);
        }
        error
    }

    fn forget(&self, key: &str) {
        self.tried.forget(key);
        self.uploaded().forget(key);
    }
}

/// What the server said: by status only.
fn refused(error: CallError, outbound: &Outbound) -> ConnectorError {
    let reason = match error.status() {
        // Only a reply can miss something: the post that it answers.
        Some(404 | 410) if outbound.in_reply_to.is_some() => "refused.parent_gone",
        Some(404 | 410) => "refused.gone",
        Some(403) => "refused.forbidden",
        Some(422) => "refused.invalid",
        _ => return error.write(),
    };
    ConnectorError::refused(Refusal::of(reason))
}

/// The platform has it.
pub(crate) fn receipt(status: &wire::Status) -> Receipt {
    Receipt {
        external_id: Some(gerne_domain::ExternalId(status.id.clone())),
        url: status.url.clone().or_else(|| status.uri.clone()),
        published_at: status.created_at,
    }
}

pub(crate) fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Private => "direct",
        Visibility::Followers => "private",
        Visibility::Unlisted => "unlisted",
        Visibility::Public => "public",
    }
}

/// Mastodon knows languages without region, except for Chinese; others are replaced by the
/// account's default, which would be wrong more often.
fn language(tag: &str) -> &str {
    let (primary, _) = tag.split_once('-').unwrap_or((tag, ""));
    if primary == "zh" { tag } else { primary }
}
