//! Fetching what a customer or a platform pointed at.

use bytes::Bytes;
use gerne_connector::sniff;
use http::{Method, header};
use url::Url;

use crate::{Http, HttpError, StatusError};

/// Bytes from somewhere on the public internet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// All of them.
    pub bytes: Bytes,
    /// What they are, found in the bytes; `None` for what must not be shown inline.
    pub mime: Option<&'static str>,
    /// What the server said they are. Not to be believed, only to be kept.
    pub claimed: Option<String>,
}

/// Why nothing could be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The call failed or was refused.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The server answered with something else than success.
    #[error(transparent)]
    Status(#[from] StatusError),
}

impl FetchError {
    /// The decision: fetching never changes anything.
    pub fn into_connector(self) -> gerne_connector::ConnectorError {
        match self {
            Self::Http(error) => error.into_connector(crate::Phase::Read),
            // 401 here says nothing about our own credentials: none were sent.
            Self::Status(error) if error.status == 401 => gerne_connector::ConnectorError::refused(
                gerne_domain::Refusal::of("refused.forbidden"),
            ),
            Self::Status(error) => error.into_connector(crate::Phase::Read),
        }
    }
}

impl Http {
    /// At most `cap` bytes from an address that a stranger chose: no token, no cookie, no referrer;
    /// only public addresses at ports 80 and 443, or what the operator allows.
    pub async fn fetch_public(&self, url: &Url, cap: u64) -> Result<Fetched, FetchError> {
        let request = self
            .request(Method::GET, url.clone())
            .header(header::ACCEPT, "image/*,video/*,audio/*;q=0.9,*/*;q=0.1");
        let answer = self.send_guarded(request, self.guard()).await?;
        if !answer.status().is_success() {
            return Err(answer.status_error(gerne_domain::Timestamp::UNIX_EPOCH).into());
        }
        let claimed = answer
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        let bytes = answer.bytes(cap).await?;
        Ok(Fetched { mime: sniff(&bytes), bytes, claimed })
    }
}
