//! Whether something that we said is there: read back from below what it answers.

use std::time::Duration;

use gerne_connector::ConnectorError;
use gerne_domain::{ExternalId, Outbound, Receipt, Timestamp, Visibility, time::before};
use gerne_text::same_words;
use gerne_webapi::Purpose;

use crate::{
    account::Connection,
    client::CallError,
    normalize::DM,
    posts::{FEED, comments},
    problem::Meaning,
    wire,
};

/// Pages of comments that are looked through.
const MOST_PAGES: usize = 10;
/// Clocks may differ by so much.
const SLACK: Duration = Duration::from_mins(2);

impl Connection {
    /// What stands below the same and says the same, since it was written.
    pub(crate) async fn find(
        &self,
        outbound: &Outbound,
    ) -> Result<Option<Receipt>, ConnectorError> {
        let found = if outbound.visibility == Visibility::Private {
            self.find_private(outbound).await
        } else {
            self.find_public(outbound).await
        };
        found.map_err(CallError::read)
    }

    async fn find_public(&self, outbound: &Outbound) -> Result<Option<Receipt>, CallError> {
        let Some(to) = &outbound.in_reply_to else { return self.find_announced(outbound).await };
        // An answer to an answer stands beside it, below what both answer.
        let answered = self.known_comment(to, Purpose::Speaking).await?;
        let above = answered.and_then(|seen| seen.comment.parent).map(|parent| parent.id);
        let under = above.unwrap_or_else(|| to.0.clone());
        let since = before(outbound.written_at, SLACK).as_second();
        let ask = comments(&under, "reverse_chronological").with("limit", 100).with("since", since);
        let mut after: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let ask = after.iter().fold(ask.clone(), |ask, after| ask.with("after", after));
            let page = match self.api.page::<wire::Comment>(&ask).await {
                Ok(page) => page,
                // With what it answers it would be gone as well.
                Err(error) if error.is_gone() => return Ok(None),
                Err(error) => return Err(error),
            };
            if let Some(comment) = page.data.iter().find(|c| self.is_it(c, &under, outbound)) {
                return Ok(Some(self.receipt(&comment.id, comment.created_time)));
            }
            after = page.after;
            if after.is_none() {
                return Ok(None);
            }
        }
        // The end was not reached: that proves nothing.
        Err(CallError::Spent(Duration::from_mins(1)))
    }

    async fn find_announced(&self, outbound: &Outbound) -> Result<Option<Receipt>, CallError> {
        let written = before(outbound.written_at, SLACK);
        let said = self.posts_since(FEED, written.as_second()).await?;
        let found = said.iter().find(|post| {
            self.us.is(post.from.as_ref())
                && post.created_time.is_none_or(|at| at >= written)
                && same_words(&outbound.text, &post.message)
        });
        Ok(found.map(|post| self.receipt(&post.id, post.created_time)))
    }

    fn is_it(&self, comment: &wire::Comment, under: &str, outbound: &Outbound) -> bool {
        // Below a post, answers to comments stand as well.
        let parent = comment.parent.as_ref().map(|parent| parent.id.as_str());
        let right_place = parent.is_none_or(|parent| parent == under);
        let recent = comment.created_time.is_none_or(|at| at >= before(outbound.written_at, SLACK));
        let attached = usize::from(comment.attachment.as_ref().is_some_and(|a| a.media.is_some()));
        self.us.is(comment.from.as_ref())
            && right_place
            && recent
            && (outbound.media.is_empty() || attached == outbound.media.len())
            && same_words(&outbound.text, &comment.message)
    }

    async fn find_private(&self, outbound: &Outbound) -> Result<Option<Receipt>, CallError> {
        let Some(to) = outbound.to.first() else { return Ok(None) };
        self.links.read(&*self.vault).await?;
        let to = &to.external_id.0;
        let them = self.links.in_messenger(to).unwrap_or_else(|| to.clone());
        let said = match self.said_with(&them).await {
            Err(error) if matches!(error.meaning(), Some(Meaning::Gone | Meaning::Nobody)) => {
                return Ok(None);
            }
            said => said?,
        };
        let written = before(outbound.written_at, SLACK);
        let found = said.iter().find(|message| {
            self.us.is(message.from.as_ref())
                && message.created_time.is_none_or(|at: Timestamp| at >= written)
                && same_words(&outbound.text, &message.message)
        });
        let id = |message: &wire::Message| ExternalId(format!("{DM}{}", message.id));
        Ok(found.map(|message| self.receipt(&id(message).0, message.created_time)))
    }
}
