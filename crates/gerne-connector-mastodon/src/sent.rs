//! Whether something that we said is there: read back from our own timeline.

use std::time::Duration;

use gerne_connector::ConnectorError;
use gerne_domain::{ExternalId, Outbound, Receipt, Timestamp, Visibility};
use gerne_webapi::Purpose;
use jiff::SignedDuration;
use url::Url;

use crate::{
    account::Connection,
    client::{CallError, JSON_CAP},
    compose, html,
    send::receipt,
    wire,
};

/// Pages of our own posts that are looked through: 200 posts.
const MOST_PAGES: u32 = 5;
/// The `Date` header knows no fractions, and posts may be stamped before the request is logged.
const SLACK: Duration = Duration::from_secs(5);

impl Connection {
    /// The post that answers the same, says the same to the same readers, since it was written.
    pub(crate) async fn find(
        &self,
        outbound: &Outbound,
    ) -> Result<Option<Receipt>, ConnectorError> {
        let path = format!("/api/v1/accounts/{}/statuses", self.us.account_id);
        let text = compose::text(outbound, &self.us);
        let mut max_id: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut query = vec![("exclude_reblogs", "true"), ("limit", "40")];
            query.extend(max_id.as_deref().map(|id| ("max_id", id)));
            let answer = self.api.look_for(Purpose::Speaking, &path, &query).await;
            let answer = answer.map_err(CallError::read)?;
            let begin = self.begin(outbound, answer.date());
            let page: Vec<wire::Status> =
                answer.json(JSON_CAP).await.map_err(|error| CallError::from(error).read())?;
            let found = page
                .iter()
                .find(|status| status.created_at >= begin && self.is_it(status, outbound, &text));
            if let Some(status) = found {
                return Ok(Some(receipt(status)));
            }
            match page.last() {
                Some(last) if last.created_at >= begin => max_id = Some(last.id.clone()),
                _ => return Ok(None),
            }
            // We said much since then: below what it answers there is less to look through.
            if let Some(parent) = &outbound.in_reply_to
                && let Some(below) = self.below(parent).await?
            {
                let found = below.iter().find(|status| {
                    status.created_at >= begin && self.is_it(status, outbound, &text)
                });
                return Ok(found.map(receipt));
            }
        }
        // Not reached the time when it was written: that proves nothing.
        Err(ConnectorError::retry("too many posts of ours to look through"))
    }

    /// What stands below a post, as far as we may see it; `None`: it is gone.
    async fn below(
        &self,
        parent: &ExternalId,
    ) -> Result<Option<Vec<wire::Status>>, ConnectorError> {
        let path = format!("/api/v1/statuses/{parent}/context");
        match self.api.look_for(Purpose::Speaking, &path, &[]).await {
            Ok(answer) => {
                let context: wire::Context =
                    answer.json(JSON_CAP).await.map_err(|error| CallError::from(error).read())?;
                Ok(Some(context.descendants))
            }
            Err(error) if error.is_gone() => Ok(None),
            Err(error) => Err(error.read()),
        }
    }

    /// Our post at an address of this server, when it answers what `outbound` answers. Addresses
    /// of posts end with their identifier.
    pub(crate) async fn ours_at(
        &self,
        url: &Url,
        outbound: &Outbound,
    ) -> Result<Option<Receipt>, ConnectorError> {
        let id = url.path_segments().and_then(|mut parts| parts.rfind(|part| !part.is_empty()));
        let plain = |id: &&str| id.chars().all(|c| c.is_ascii_alphanumeric());
        let Some(id) = id.filter(plain).filter(|_| url.host_str() == self.api.base().host_str())
        else {
            return Ok(None);
        };
        let path = format!("/api/v1/statuses/{id}");
        let status: wire::Status = match self.api.get(&path, &[]).await {
            Ok(status) => status,
            Err(error) if error.is_gone() => return Ok(None),
            Err(error) => return Err(error.read()),
        };
        let answers = outbound.in_reply_to.as_ref().map(gerne_domain::ExternalId::as_str);
        let ours =
            status.account.id == self.us.account_id && status.in_reply_to_id.as_deref() == answers;
        Ok(ours.then(|| receipt(&status)))
    }

    /// When it was written, on the server's clock: a wrong clock here must hide nothing.
    fn begin(&self, outbound: &Outbound, server_now: Option<Timestamp>) -> Timestamp {
        let now = self.api.clock.now();
        let skew = server_now.map_or(SignedDuration::ZERO, |server| server.duration_since(now));
        let slack = SignedDuration::try_from(SLACK).unwrap_or_default();
        outbound.written_at.checked_add(skew - slack).unwrap_or(outbound.written_at)
    }

    /// Servers make posts of accounts that their moderators limited quieter than asked; from
    /// private to public they never change.
    fn is_it(&self, status: &wire::Status, outbound: &Outbound, text: &str) -> bool {
        let answers = outbound.in_reply_to.as_ref().map(gerne_domain::ExternalId::as_str);
        status.account.id == self.us.account_id
            && status.in_reply_to_id.as_deref() == answers
            && (status.visibility == "direct") == (outbound.visibility == Visibility::Private)
            && status.media_attachments.len() == outbound.media.len()
            && status.spoiler_text.trim()
                == outbound.content_warning.as_deref().unwrap_or("").trim()
            && compose::same_words(text, &html::text(&status.content, false))
    }
}
