//! Posts that nobody addressed to us, found in the streams of hashtags and in the public stream.
//!
//! `GET /api/v1/timelines/tag/{hashtag}` and `GET /api/v1/timelines/public`
//! (docs.joinmastodon.org, methods/timelines): public posts that this server knows, 40 at most; `min_id`
//! reads forward, `since_id` and `max_id` back. A server may show its public stream to nobody.

use gerne_connector::{ConnectorError, Cursor, Sought};
use gerne_domain::{FoundPost, Refusal};

use crate::{account::Connection, client::CallError, html, normalize, wire};

/// Most that Mastodon gives of a stream.
const PAGE: usize = 40;
/// Pages of the public stream that are read at once. What more came since is passed over: on a large
/// server nobody could keep up with it.
const MOST_PAGES: usize = 5;

/// Words by which people on Mastodon ask machines, or who searches, to leave them alone.
const LEAVE_ALONE: &[&str] = &["#nobot", "#nobots", "#noindex", "#nosearch", "#noarchive"];

impl Connection {
    pub(crate) async fn seek(
        &self,
        hashtag: &str,
        since: Option<&Cursor>,
    ) -> Result<Sought, ConnectorError> {
        // Letters, digits and underscores are all that a hashtag holds.
        let tag: String = hashtag.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
        if tag.is_empty() {
            return Ok(Sought::default());
        }
        let path = format!("/api/v1/timelines/tag/{}", tag.to_lowercase());
        let limit = PAGE.to_string();
        let mut query = vec![("limit", limit.as_str())];
        if let Some(after) = since {
            query.push(("min_id", after.as_str()));
        }
        let (found, full) = self.page_of(&path, &query).await.map_err(CallError::read)?;
        let more = full && since.is_some();
        Ok(Sought { more, ..self.sought(found, since) })
    }

    /// Everything public that the server knows since, as far as it can be kept up with.
    pub(crate) async fn seek_everything(
        &self,
        since: Option<&Cursor>,
    ) -> Result<Sought, ConnectorError> {
        let limit = PAGE.to_string();
        let mut all: Vec<wire::Status> = Vec::new();
        let mut below: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut query = vec![("limit", limit.as_str())];
            query.extend(since.map(|since| ("since_id", since.as_str())));
            query.extend(below.as_deref().map(|id| ("max_id", id)));
            let page = self.page_of("/api/v1/timelines/public", &query).await;
            let (found, full) = page.map_err(|error| match error.status() {
                Some(401 | 403 | 404 | 422) => {
                    ConnectorError::refused(Refusal::of("refused.unsupported"))
                }
                _ => error.read(),
            })?;
            below = found.last().map(|last| last.id.clone());
            all.extend(found);
            if !full || since.is_none() {
                break;
            }
        }
        Ok(self.sought(all, since))
    }

    /// What cannot be read is passed over: nobody waits for it, and nothing else does. And whether the
    /// page was full.
    async fn page_of(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<(Vec<wire::Status>, bool), CallError> {
        let page: Vec<serde_json::Value> = self.api.get(path, query).await?;
        let full = page.len() >= PAGE;
        Ok((page.into_iter().filter_map(|v| serde_json::from_value(v).ok()).collect(), full))
    }

    fn sought(&self, mut found: Vec<wire::Status>, since: Option<&Cursor>) -> Sought {
        found.sort_by(|a, b| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
        let cursor = newest(&found, since);
        let posts = found
            .iter()
            .filter(|status| status.reblog.is_none() && status.visibility == "public")
            .filter(|status| status.account.id != self.us.account_id)
            .map(|status| self.found(status))
            .collect();
        Sought { posts, cursor, ..Sought::default() }
    }

    fn found(&self, status: &wire::Status) -> FoundPost {
        let account = &status.account;
        let bio = account.note.as_deref().map(|note| html::text(note, false)).unwrap_or_default();
        let count = |n: Option<i64>| n.and_then(|n| u64::try_from(n).ok());
        FoundPost {
            opted_out: opted_out(account, &bio),
            followers: count(account.followers_count),
            posts: count(account.statuses_count),
            message: normalize::message(status, &self.us),
            bio,
        }
    }
}

/// They do not want to be found, or not by machines.
fn opted_out(account: &wire::Account, bio: &str) -> bool {
    let bio = bio.to_lowercase();
    account.noindex == Some(true)
        || account.indexable == Some(false)
        || LEAVE_ALONE.iter().any(|word| bio.split_whitespace().any(|said| said == *word))
}

/// Where to go on: behind the newest that was read. Identifiers grow in length, then in letters.
fn newest(found: &[wire::Status], since: Option<&Cursor>) -> Option<Cursor> {
    let ids = found.iter().map(|status| &status.id).chain(since);
    ids.max_by(|a, b| (a.len(), *a).cmp(&(b.len(), *b))).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wants_to_be_left_alone_is() {
        let account = |json: serde_json::Value| -> wire::Account {
            let mut whole = serde_json::json!({"id": "1", "username": "a", "acct": "a"});
            whole.as_object_mut().unwrap().extend(json.as_object().unwrap().clone());
            serde_json::from_value(whole).unwrap()
        };
        let plain = account(serde_json::json!({}));
        assert!(!opted_out(&plain, "Ich mag Züge."));
        assert!(opted_out(&plain, "Ich mag Züge. #NoBot"));
        assert!(opted_out(&account(serde_json::json!({"noindex": true})), ""));
        assert!(opted_out(&account(serde_json::json!({"indexable": false})), ""));
        assert!(!opted_out(&account(serde_json::json!({"indexable": true})), ""));
    }
}
