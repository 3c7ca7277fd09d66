//! A small HTTP client that sees every byte, broken answers included.

use std::collections::HashMap;
use std::fmt::Write as _;

use gerne_sim::{Sim, SimConfig};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What came back. `Err` of [`send`] is a connection that broke before the head was complete.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) code: u16,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
    /// Whether the body is as long as promised.
    pub(crate) complete: bool,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("{error}: {} {}", self.code, String::from_utf8_lossy(&self.body))
        })
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        self.json().as_array().unwrap().iter().map(|one| text(one, "id")).collect()
    }

    /// Target of `rel` in the `Link` header.
    pub(crate) fn link(&self, rel: &str) -> Option<String> {
        let header = self.headers.get("link")?;
        let part = header.split(", ").find(|part| part.contains(&format!("rel=\"{rel}\"")))?;
        let url = part.split_once('<')?.1.split_once('>')?.0;
        url.split_once("://")?.1.split_once('/').map(|(_, path)| format!("/{path}"))
    }
}

pub(crate) fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_else(|| panic!("{key} in {value}")).to_owned()
}

/// A person with a token.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) base: String,
    pub(crate) token: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

impl Client {
    pub(crate) fn of(sim: &Sim, acct: &str) -> Self {
        let token = sim.mastodon().token_for(acct, "read write");
        Self { token: Some(token), ..Self::nobody(sim) }
    }

    pub(crate) fn nobody(sim: &Sim) -> Self {
        let headers = vec![("User-Agent".to_owned(), "test".to_owned())];
        Self { base: sim.base_url(), token: None, headers }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, "", b"").await.unwrap()
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.send("DELETE", path, "", b"").await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.try_post(path, body).await.unwrap()
    }

    pub(crate) async fn try_post(&self, path: &str, body: Value) -> Result<Reply, String> {
        self.send("POST", path, "application/json", body.to_string().as_bytes()).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Reply {
        self.send("PUT", path, "application/json", body.to_string().as_bytes()).await.unwrap()
    }

    pub(crate) async fn form(&self, path: &str, pairs: &[(&str, &str)]) -> Reply {
        let body =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let kind = "application/x-www-form-urlencoded";
        self.send("POST", path, kind, body.as_bytes()).await.unwrap()
    }

    /// Uploads a file as multipart.
    pub(crate) async fn upload(&self, mime: &str, bytes: &[u8], description: &str) -> Reply {
        let mut body = format!(
            "--sep\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\n{description}\r\n\
             --sep\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\
             Content-Type: {mime}\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--sep--\r\n");
        let kind = "multipart/form-data; boundary=sep";
        self.send("POST", "/api/v2/media", kind, &body).await.unwrap()
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        kind: &str,
        body: &[u8],
    ) -> Result<Reply, String> {
        let host = self.base.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).await.map_err(|e| e.to_string())?;
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        for (name, value) in &self.headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        if let Some(token) = &self.token {
            write!(head, "Authorization: Bearer {token}\r\n").unwrap();
        }
        if !kind.is_empty() {
            write!(head, "Content-Type: {kind}\r\n").unwrap();
        }
        write!(head, "Content-Length: {}\r\n\r\n", body.len()).unwrap();
        stream.write_all(head.as_bytes()).await.map_err(|e| e.to_string())?;
        stream.write_all(body).await.map_err(|e| e.to_string())?;
        let mut all = Vec::new();
        // A reset counts as the end; what came before it is kept.
        let broken = stream.read_to_end(&mut all).await.is_err();
        parse(&all, broken)
    }
}

fn parse(all: &[u8], broken: bool) -> Result<Reply, String> {
    let end = all.windows(4).position(|four| four == b"\r\n\r\n").ok_or("no answer")?;
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let mut lines = head.lines();
    let code = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let raw = &all[end + 4..];
    let (body, complete) = if headers.contains_key("transfer-encoding") {
        unchunk(raw)
    } else {
        let promised: usize = headers.get("content-length").map_or(0, |n| n.parse().unwrap());
        (raw.to_vec(), raw.len() == promised)
    };
    Ok(Reply { code, headers, body, complete: complete && !broken })
}

fn unchunk(mut raw: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    loop {
        let Some(line) = raw.windows(2).position(|two| two == b"\r\n") else {
            return (body, false);
        };
        let size = usize::from_str_radix(&String::from_utf8_lossy(&raw[..line]), 16).unwrap();
        if size == 0 {
            return (body, true);
        }
        let start = line + 2;
        if raw.len() < start + size + 2 {
            return (body, false);
        }
        body.extend_from_slice(&raw[start..start + size]);
        raw = &raw[start + size + 2..];
    }
}

/// A server with `clara`, `ben@far.example` and the company.
pub(crate) async fn sim() -> Sim {
    Sim::start(SimConfig::default()).await
}
