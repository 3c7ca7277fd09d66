//! Small pictures drawn in code: avatars and photo-like scenes. Nothing comes from elsewhere.

mod avatar;
mod canvas;
mod scenes;

pub use avatar::{avatar_png, avatar_svg};
pub use scenes::{SCENES, scene};

/// Width and height of an encoded picture, if it is one we can read.
pub(crate) fn size_of(bytes: &[u8]) -> Option<(u32, u32)> {
    let reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.into_dimensions().ok()
}
