//! Files and faces, whose addresses end after a while.

use std::sync::Arc;

use axum::extract::{Path, State as Extract};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{StatusCode, header};
use jiff::Timestamp;

use super::auth::hmac_hex;
use super::model::{Author, Media, PageNo};
use super::problem::{Answer, Problem};
use super::shared::Shared;
use super::state::State;
use crate::params::Params;
use crate::picture;

const MOST: usize = 25 * 1024 * 1024;

impl State {
    /// Keeps a file; the kind is told by its type unless `sticker` says otherwise.
    pub(crate) fn add_media(
        &mut self,
        page: Option<PageNo>,
        mime: &str,
        name: &str,
        bytes: Bytes,
        sticker: bool,
    ) -> Answer<u64> {
        if bytes.is_empty() || bytes.len() > MOST {
            return Err(Problem::invalid("Invalid file: it is empty or larger than 25 MB"));
        }
        let mime = mime.split(';').next().unwrap_or_default().trim().to_lowercase();
        let kind = match mime.split('/').next().unwrap_or_default() {
            _ if sticker => "sticker",
            "image" => "image",
            "audio" => "audio",
            "video" => "video",
            _ => "file",
        };
        let size = picture::size_of(&bytes);
        if kind == "image" && size.is_none() {
            return Err(Problem::new(324, "(#324) Missing or invalid image file"));
        }
        let (width, height) = size.unwrap_or((640, 360));
        let id = self.next_number();
        let created_at = self.now();
        let name = name.to_owned();
        let media = Media { id, kind, mime, name, bytes, width, height, page, created_at };
        self.media.insert(id, media);
        self.changed = true;
        Ok(id)
    }

    /// Where a file is for now.
    pub(crate) fn file_url(&self, one: &Media) -> String {
        let until = self.now().checked_add(self.config.link_lifetime).unwrap_or(Timestamp::MAX);
        let oe = format!("{:X}", until.as_second());
        let oh = self.signed(one.id, &oe);
        format!("{}/fbcdn/{}.{}?oh={oh}&oe={oe}", self.base, one.id, one.extension())
    }

    pub(crate) fn picture_url(&self, id: u64) -> String {
        format!("{}/fbpicture/{id}.png", self.base)
    }

    fn signed(&self, id: u64, oe: &str) -> String {
        let whole = hmac_hex(&self.config.app.secret, format!("file {id} {oe}").as_bytes());
        whole.chars().take(20).collect()
    }

    /// Whose face an id stands for: seed, and whether it is a company's.
    fn face(&self, id: u64) -> Option<(String, bool)> {
        if let Some(page) = self.pages.iter().find(|page| page.id == id) {
            return Some((format!("{}|{}", page.spec.handle, page.spec.look), true));
        }
        let pages = 0..self.pages.len();
        let theirs = |who: usize| {
            self.people[who].id == id
                || pages.clone().any(|page| {
                    self.psid(who, page) == id || self.public_id(Author::Person(who), page) == id
                })
        };
        let who = (0..self.people.len()).find(|who| theirs(*who))?;
        let spec = &self.people[who].spec;
        Some((format!("{}|{}", spec.handle, spec.look), false))
    }
}

/// `/fbcdn/{id}.{extension}?oh=…&oe=…`, as `scontent.xx.fbcdn.net` does it.
pub(crate) async fn file(
    Extract(shared): Extract<Arc<Shared>>,
    Path(name): Path<String>,
    params: Params,
) -> Response {
    let id = number(&name);
    shared.read(|state| {
        let oe = params.get("oe").unwrap_or_default();
        let until = i64::from_str_radix(oe, 16).unwrap_or(0);
        let good = params.get("oh") == Some(state.signed(id, oe).as_str());
        match state.media.get(&id) {
            None => StatusCode::NOT_FOUND.into_response(),
            Some(_) if !good => (StatusCode::FORBIDDEN, "Bad URL hash").into_response(),
            Some(_) if until <= state.now().as_second() => {
                (StatusCode::FORBIDDEN, "URL signature expired").into_response()
            }
            Some(one) => serve(&one.mime, one.bytes.clone()),
        }
    })
}

/// `/fbfile/{id}.{extension}`: the same for the square, without an end.
pub(crate) async fn plain(
    Extract(shared): Extract<Arc<Shared>>,
    Path(name): Path<String>,
) -> Response {
    shared.read(|state| match state.media.get(&number(&name)) {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(one) => serve(&one.mime, one.bytes.clone()),
    })
}

/// `/fbpicture/{id}.png`, or `.svg` for the square.
pub(crate) async fn face(
    Extract(shared): Extract<Arc<Shared>>,
    Path(name): Path<String>,
) -> Response {
    match shared.read(|state| state.face(number(&name))) {
        None => StatusCode::NOT_FOUND.into_response(),
        Some((seed, company)) if name.ends_with(".svg") => {
            serve("image/svg+xml", picture::avatar_svg(&seed, company).into())
        }
        Some((seed, company)) => serve("image/png", picture::avatar_png(&seed, company).into()),
    }
}

fn number(name: &str) -> u64 {
    name.split('.').next().and_then(|id| id.parse().ok()).unwrap_or(0)
}

fn serve(mime: &str, bytes: Bytes) -> Response {
    ([(header::CONTENT_TYPE, mime.to_owned())], bytes).into_response()
}
