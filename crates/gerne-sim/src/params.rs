//! Request parameters as Rails sees them: query, form, JSON or multipart, all the same.

use axum::extract::{FromRequest, Multipart, Request};
use axum::response::IntoResponse;
use bytes::Bytes;
use http::{StatusCode, header};
use serde_json::Value;

const LIMIT: usize = 128 * 1024 * 1024;

/// Flattened pairs: a JSON array `ids` becomes several `ids[]`, an object `poll[options][]`.
#[derive(Debug, Default, Clone)]
pub(crate) struct Params {
    pairs: Vec<(String, String)>,
    files: Vec<(String, File)>,
}

/// An uploaded file.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) bytes: Bytes,
}

impl Params {
    pub(crate) fn from_query(query: &str) -> Self {
        let pairs = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Self { pairs, files: Vec::new() }
    }

    #[cfg(test)]
    pub(crate) fn from_json(value: &Value) -> Self {
        let mut pairs = Vec::new();
        flatten("", value, &mut pairs);
        Self { pairs, files: Vec::new() }
    }

    /// The last value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Every pair, in order.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// As [`get`](Self::get), blank counts as absent.
    pub(crate) fn filled(&self, key: &str) -> Option<&str> {
        self.get(key).filter(|value| !value.trim().is_empty())
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|(name, _)| {
            name == key || name.strip_prefix(key).is_some_and(|rest| rest.starts_with('['))
        })
    }

    /// All values of `key[]` (or `key[0]`…).
    pub(crate) fn list(&self, key: &str) -> Vec<String> {
        let belongs = |name: &str| {
            name.strip_prefix(key)
                .and_then(|rest| rest.strip_prefix('['))
                .and_then(|rest| rest.strip_suffix(']'))
                .is_some_and(|inner| inner.chars().all(|c| c.is_ascii_digit()))
        };
        let values = self.pairs.iter().filter(|(name, _)| belongs(name));
        values.map(|(_, value)| value.clone()).filter(|value| !value.is_empty()).collect()
    }

    pub(crate) fn flag(&self, key: &str) -> bool {
        matches!(self.get(key), Some("true" | "1" | "on" | "t"))
    }

    pub(crate) fn number<T: std::str::FromStr>(&self, key: &str) -> Option<T> {
        self.get(key).and_then(|value| value.trim().parse().ok())
    }

    /// Values of two keys that come in turns, as in a list of objects.
    pub(crate) fn pairs_of(&self, first: &str, second: &str) -> Vec<(String, String)> {
        let of = |key: &str| {
            let key = key.to_owned();
            self.pairs.iter().filter(move |(name, _)| *name == key).map(|(_, value)| value.clone())
        };
        of(first).zip(of(second)).collect()
    }

    pub(crate) fn file(&self, key: &str) -> Option<&File> {
        self.files.iter().find(|(name, _)| name == key).map(|(_, file)| file)
    }
}

impl<S: Send + Sync> FromRequest<S> for Params {
    type Rejection = axum::response::Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let mut params = Self::from_query(request.uri().query().unwrap_or_default());
        let content_type = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_lowercase();
        if content_type.starts_with("multipart/") {
            let multipart = Multipart::from_request(request, state)
                .await
                .map_err(IntoResponse::into_response)?;
            read_parts(multipart, &mut params).await.map_err(IntoResponse::into_response)?;
            return Ok(params);
        }
        let body = axum::body::to_bytes(request.into_body(), LIMIT)
            .await
            .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
        if content_type.starts_with("application/json") {
            if !body.is_empty() {
                let value: Value = serde_json::from_slice(&body).map_err(|_| {
                    let said = serde_json::json!({ "error": "Error occurred while parsing request parameters" });
                    (StatusCode::BAD_REQUEST, axum::Json(said)).into_response()
                })?;
                flatten("", &value, &mut params.pairs);
            }
        } else {
            params.pairs.extend(url::form_urlencoded::parse(&body).into_owned());
        }
        Ok(params)
    }
}

async fn read_parts(
    mut multipart: Multipart,
    params: &mut Params,
) -> Result<(), axum::extract::multipart::MultipartError> {
    while let Some(field) = multipart.next_field().await? {
        let key = field.name().unwrap_or_default().to_owned();
        if let Some(name) = field.file_name().map(str::to_owned) {
            let mime = field.content_type().unwrap_or("application/octet-stream").to_owned();
            let bytes = field.bytes().await?;
            params.files.push((key, File { name, mime, bytes }));
        } else {
            params.pairs.push((key, field.text().await?));
        }
    }
    Ok(())
}

fn flatten(prefix: &str, value: &Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Bool(flag) => pairs.push((prefix.to_owned(), flag.to_string())),
        Value::Number(number) => pairs.push((prefix.to_owned(), number.to_string())),
        Value::String(text) => pairs.push((prefix.to_owned(), text.clone())),
        Value::Array(items) => {
            for item in items {
                flatten(&format!("{prefix}[]"), item, pairs);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let key =
                    if prefix.is_empty() { name.clone() } else { format!("{prefix}[{name}]") };
                flatten(&key, field, pairs);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_and_form_are_the_same() {
        let json = Params::from_json(&serde_json::json!({
            "status": "x", "media_ids": ["1", "2"], "poll": { "options": ["a", "b"], "expires_in": 300 }
        }));
        let form = Params::from_query(
            "status=x&media_ids[]=1&media_ids[]=2&poll[options][]=a&poll[options][]=b&poll[expires_in]=300",
        );
        for params in [json, form] {
            assert_eq!(params.get("status"), Some("x"));
            assert_eq!(params.list("media_ids"), ["1", "2"]);
            assert_eq!(params.list("poll[options]"), ["a", "b"]);
            assert_eq!(params.number("poll[expires_in]"), Some(300));
            assert!(params.has("poll"));
        }
    }
}
