//! One agent's program: signed in like a browser, speaking the public interface and nothing else.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::world::PATIENCE;

/// An agent who is signed in.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    cookie: Option<String>,
}

impl Client {
    /// Nobody yet.
    pub fn new(base: &str) -> Result<Self> {
        gerne_webapi::install_tls();
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_mins(1)).build()?;
        Ok(Self { http, base: base.trim_end_matches('/').to_owned(), cookie: None })
    }

    /// Signs in.
    pub async fn sign_in(base: &str, login: &str, password: &str) -> Result<Self> {
        let mut client = Self::new(base)?;
        let body = json!({"login": login, "password": password});
        let answer = client.request(Method::POST, "/session").json(&body).send().await?;
        let status = answer.status();
        anyhow::ensure!(status.is_success(), "signing in as {login} failed: {status}");
        let cookie = answer.headers().get(reqwest::header::SET_COOKIE);
        let cookie = cookie.context("no cookie was set")?.to_str()?;
        client.cookie = Some(cookie.split(';').next().unwrap_or_default().to_owned());
        Ok(client)
    }

    /// Reads JSON from any path of the server, the stand-in's control interface for one.
    pub async fn outside(&self, path: &str) -> Result<Value> {
        let answer = self.http.get(format!("{}{path}", self.base)).send().await?;
        anyhow::ensure!(answer.status().is_success(), "{path}: {}", answer.status());
        Ok(serde_json::from_slice(&read(answer).await?)?)
    }

    /// The same person, at another address of the installation: another node, or after a restart.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.trim_end_matches('/').to_owned(), ..self.clone() }
    }

    /// What a browser would send to be recognised: `name=value`.
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/api/v1{path}", self.base);
        let request = self.http.request(method, url).header("X-Gerne-CSRF", "1");
        match &self.cookie {
            Some(cookie) => request.header(reqwest::header::COOKIE, cookie),
            None => request,
        }
    }

    /// Asks; an answer that is an error comes back as its status and problem.
    pub async fn try_call(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        key: Option<&str>,
    ) -> Result<(u16, Value)> {
        let mut request = self.request(method, path);
        if let Some(body) = body {
            request = request.json(&body);
        }
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let bytes = read(answer).await?;
        let value = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes)? };
        Ok((status, value))
    }

    /// Asks; an error is an error.
    pub async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value> {
        let (status, value) = self.try_call(method.clone(), path, body, None).await?;
        if status >= 400 {
            bail!("{method} {path}: {status} {value}");
        }
        Ok(value)
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Result<Value> {
        self.call(Method::GET, path, None).await
    }

    /// Writes.
    pub async fn post(&self, path: &str, body: Value) -> Result<Value> {
        self.call(Method::POST, path, Some(body)).await
    }

    /// Answers in a conversation and returns what was written.
    pub async fn reply(&self, conversation: &str, key: &str, body: Value) -> Result<Value> {
        let path = format!("/conversations/{conversation}/replies");
        let (status, value) = self.try_call(Method::POST, &path, Some(body), Some(key)).await?;
        if status != 201 {
            bail!("a reply was not taken: {status} {value}");
        }
        Ok(value)
    }

    /// The number of the newest event that this agent could know of.
    pub async fn head(&self) -> Result<i64> {
        let events = self.get("/events?after=0&limit=1").await?;
        events["head"].as_i64().context("the log has a head")
    }

    /// Looks until `look` finds something, each time after the log moved.
    pub async fn until<T, F>(&self, what: &str, mut look: impl FnMut(Self) -> F) -> Result<T>
    where
        F: Future<Output = Result<Option<T>>>,
    {
        let search = async {
            loop {
                if let Some(found) = look(self.clone()).await? {
                    return Ok(found);
                }
                pause().await;
            }
        };
        match tokio::time::timeout(PATIENCE, search).await {
            Ok(found) => found,
            Err(_) => bail!("waited {} s in vain: {what}", PATIENCE.as_secs()),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a program outside waits like any other program")]
pub(crate) async fn pause() {
    tokio::time::sleep(Duration::from_millis(20)).await;
}

#[expect(clippy::disallowed_methods, reason = "our own server's answer")]
async fn read(answer: reqwest::Response) -> Result<Vec<u8>> {
    Ok(answer.bytes().await?.to_vec())
}
