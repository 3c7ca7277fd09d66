//! Pictures and files.

use serde::Serialize;
use utoipa::ToSchema;

/// An uploaded file, to go with a reply.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Upload {
    /// What to name it by.
    pub upload_id: String,
    /// Found in its bytes.
    pub mime: String,
    /// Bytes.
    pub size: u64,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
    /// Where to look at it.
    pub url: String,
}

/// A file in a form.
#[derive(Debug, ToSchema)]
pub struct FileBody {
    /// The file.
    #[schema(format = Binary, content_media_type = "application/octet-stream", value_type = String)]
    pub file: Vec<u8>,
}
