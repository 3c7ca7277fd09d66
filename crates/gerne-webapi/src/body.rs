//! Bodies are read up to a cap: a large answer is an error, not memory.

use bytes::{Bytes, BytesMut};
use serde::de::DeserializeOwned;

use crate::{Answer, HttpError};

impl Answer {
    /// All bytes, if there are at most `cap`.
    pub async fn bytes(mut self, cap: u64) -> Result<Bytes, HttpError> {
        if self.response.content_length().is_some_and(|length| length > cap) {
            return Err(HttpError::TooLarge { cap });
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = self.response.chunk().await.map_err(HttpError::of)? {
            let length = u64::try_from(body.len() + chunk.len()).unwrap_or(u64::MAX);
            if length > cap {
                return Err(HttpError::TooLarge { cap });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    }

    /// As text.
    pub async fn text(self, cap: u64) -> Result<String, HttpError> {
        let bytes = self.bytes(cap).await?;
        String::from_utf8(bytes.into()).map_err(|_| HttpError::NotText)
    }

    /// As JSON.
    pub async fn json<T: DeserializeOwned>(self, cap: u64) -> Result<T, HttpError> {
        let bytes = self.bytes(cap).await?;
        serde_json::from_slice(&bytes)
            .map_err(|e| HttpError::Malformed { line: e.line(), column: e.column() })
    }
}
