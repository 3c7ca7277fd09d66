//! Files that are to go with a reply.

use super::prelude::*;
use crate::wire::{media::{FileBody, Upload}};

/// Upload a file; its type is found in its bytes.
#[utoipa::path(post, path = "/uploads", tag = "media", request_body(content = FileBody, content_type = "multipart/form-data"), responses((status = 201, body = Upload)))]
pub async fn upload(State(api): State<Api>, who: Who) -> Answer<Written<Upload>> {
    soon()
}
