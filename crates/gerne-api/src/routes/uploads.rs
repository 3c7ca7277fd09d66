//! Files that are to go with a reply.

use axum::extract::Multipart;
use bytes::{Bytes, BytesMut};
use gerne_domain::BlobHash;

use super::{media::file_response, prelude::*};
use crate::{
    extract::{FORM, Form},
    picture,
    wire::media::{FileBody, Upload},
};

/// A file from a form.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Bytes,
}

/// What an upload id stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Uploaded {
    pub(super) blob: BlobHash,
    pub(super) mime: String,
    pub(super) name: String,
}

/// Upload a file; its type is found in its bytes.
#[utoipa::path(post, path = "/uploads", tag = "media",
    request_body(content = FileBody, content_type = "multipart/form-data"),
    responses((status = 201, body = Upload)))]
pub(super) async fn upload(
    State(api): State<ApiState>,
    _who: Who,
    Form(form): Form,
) -> Answer<Written<Upload>> {
    let _turn = api.uploading.acquire().await.map_err(|_| Problem::unavailable())?;
    let cap = usize::try_from(api.config.upload_cap).unwrap_or(usize::MAX);
    let File { name, bytes } = single_file(form, cap).await?;
    if bytes.is_empty() {
        return Err(Problem::field("file", "upload.empty"));
    }
    let mime = gerne_connector::sniff(&bytes).unwrap_or("application/octet-stream");
    let pixels = mime.starts_with("image/").then(|| picture::dimensions(&bytes)).flatten();
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let blob = api.store.put_blob(bytes.into(), mime, api.now()).await?;
    let upload_id = seal(&api, &blob, mime, &name);
    let upload = Upload {
        url: format!("/api/v1/uploads/{upload_id}"),
        upload_id,
        mime: mime.to_owned(),
        size,
        width: pixels.map(|(width, _)| width),
        height: pixels.map(|(_, height)| height),
    };
    Ok(Written::created(api.head(), upload))
}

/// A file that was uploaded, for the composer.
#[utoipa::path(get, path = "/uploads/{upload_id}", tag = "media",
    params(("upload_id" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
pub(super) async fn get_upload(
    State(api): State<ApiState>,
    _who: Who,
    At(id): At<String>,
) -> Answer<Response> {
    let upload = open(&api, &id).ok_or_else(Problem::not_found)?;
    let blob = api.store.blob(&upload.blob).await?.ok_or_else(Problem::not_found)?;
    Ok(file_response(blob.bytes.into(), &upload.mime, Some(&upload.name)))
}

/// The id of an upload. Its hash stands in it as it is, so that the store sees which blobs unsent
/// texts still need; our signature keeps anybody from naming bytes that they did not bring.
pub(super) fn seal(api: &ApiState, blob: &BlobHash, mime: &str, name: &str) -> String {
    format!("{blob}~{}", api.signer.seal(&format!("upload\n{blob}\n{mime}\n{name}")))
}

/// What an upload id stands for, if it is ours.
pub(super) fn open(api: &ApiState, id: &str) -> Option<Uploaded> {
    let (_, sealed) = id.split_once('~')?;
    let text = api.signer.open(sealed)?;
    let mut parts = text.splitn(4, '\n');
    (parts.next()? == "upload").then_some(())?;
    let blob = BlobHash(parts.next()?.to_owned());
    Some(Uploaded { blob, mime: parts.next()?.to_owned(), name: parts.next()?.to_owned() })
}

/// The one file of a form.
pub(super) async fn single_file(mut form: Multipart, cap: usize) -> Answer<File> {
    loop {
        let field = form.next_field().await.map_err(|error| broken(&error, cap))?;
        let missing = || FieldError::of("file", "invalid.required").saying("a part of the form");
        let mut field = field.ok_or_else(|| Problem::invalid(vec![missing()]))?;
        if field.name() != Some("file") {
            continue;
        }
        let name = tidy(field.file_name().unwrap_or_default());
        let mut bytes = BytesMut::new();
        while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error, cap))? {
            if bytes.len() + chunk.len() > cap {
                return Err(Problem::too_large(cap));
            }
            bytes.extend_from_slice(&chunk);
        }
        return Ok(File { name, bytes: bytes.freeze() });
    }
}

fn broken(error: &axum::extract::multipart::MultipartError, cap: usize) -> Problem {
    if error.status() == http::StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large(cap)
    } else {
        Problem::malformed(FORM)
    }
}

/// A file name without folders, controls and what means something to file systems.
fn tidy(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let safe = |c: &char| !c.is_control() && !r#"<>:"|?*"#.contains(*c);
    let name: String = last.chars().filter(safe).take(120).collect();
    let name = name.trim_matches([' ', '.']);
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_tidied() {
        for (given, kept) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\x\\Rechnung März.pdf", "Rechnung März.pdf"),
            ("a\r\nb\".png", "ab.png"),
            ("...", "file"),
            ("", "file"),
        ] {
            assert_eq!(tidy(given), kept);
        }
    }
}
