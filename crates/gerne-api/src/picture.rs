//! Agents' photos: decoded within limits, cropped square, drawn anew. What a camera wrote beside
//! the picture (place, time, names) is gone with the old bytes.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    imageops::FilterType, metadata::Orientation,
};

use crate::proxy::Picture;

/// Why a photo could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PhotoError {
    /// Not a picture that we read.
    #[error("not a JPEG, PNG, WebP or GIF picture")]
    NotAPicture,
    /// Too many pixels for what it is for.
    #[error("more than 8,000 pixels to a side")]
    TooLarge,
}

/// Most bytes of a photo as it is uploaded.
pub(crate) const PHOTO_CAP: usize = 10 * 1024 * 1024;

const SIDE: u32 = 512;
const PREVIEW_SIDE: u32 = 640;
const MAX_SIDE: u32 = 8_000;
const MAX_ALLOC: u64 = 300 * 1024 * 1024;

/// The photo as it is shown: a square JPEG of at most 512 pixels without metadata. Takes long:
/// not for async threads.
///
/// # Errors
/// When it is not a picture, or a bomb.
pub(crate) fn portrait(bytes: &[u8]) -> Result<Vec<u8>, PhotoError> {
    let (picture, orientation) = decode(bytes)?;
    let side = picture.width().min(picture.height());
    let left = (picture.width() - side) / 2;
    // Faces are rarely in the lower half: of tall pictures more is kept of the upper part.
    let top = (picture.height() - side) / 3;
    let mut square = picture.crop_imm(left, top, side, side);
    if side > SIDE {
        square = square.resize_exact(SIDE, SIDE, FilterType::Lanczos3);
    }
    square.apply_orientation(orientation);
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 85)
        .encode_image(&on_white(&square))
        .map_err(|_| PhotoError::NotAPicture)?;
    Ok(out)
}

/// A smaller picture for timelines; `None` when it is small already, moves, or cannot be read.
/// Takes long: not for async threads.
pub(crate) fn preview(bytes: &[u8]) -> Option<Picture> {
    let (width, height) = dimensions(bytes)?;
    if width.max(height) <= PREVIEW_SIDE || image::guess_format(bytes).ok()? == ImageFormat::Gif {
        return None;
    }
    let (mut picture, orientation) = decode(bytes).ok()?;
    picture = picture.thumbnail(PREVIEW_SIDE, PREVIEW_SIDE);
    picture.apply_orientation(orientation);
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 80).encode_image(&on_white(&picture)).ok()?;
    Some(Picture { bytes: out.into(), mime: "image/jpeg" })
}

/// A picture's width and height in pixels, from its head only.
pub(crate) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.into_dimensions().ok()
}

fn decode(bytes: &[u8]) -> Result<(DynamicImage, Orientation), PhotoError> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| PhotoError::NotAPicture)?;
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif];
    if !reader.format().is_some_and(|format| known.contains(&format)) {
        return Err(PhotoError::NotAPicture);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOC);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| why(&error))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?;
    Ok((picture, orientation))
}

fn why(error: &image::ImageError) -> PhotoError {
    match error {
        image::ImageError::Limits(_) => PhotoError::TooLarge,
        _ => PhotoError::NotAPicture,
    }
}

/// JPEG knows no transparency.
fn on_white(picture: &DynamicImage) -> DynamicImage {
    let mut out = picture.to_rgba8();
    for pixel in out.pixels_mut() {
        let [r, g, b, a] = pixel.0;
        let blend = |c: u8| {
            let mixed = (u32::from(c) * u32::from(a) + 255 * (255 - u32::from(a))) / 255;
            u8::try_from(mixed).unwrap_or(255)
        };
        pixel.0 = [blend(r), blend(g), blend(b), 255];
    }
    DynamicImage::ImageRgba8(out).to_rgb8().into()
}

#[cfg(test)]
mod tests {
    use image::{ImageEncoder, Rgba, RgbaImage, codecs::png::PngEncoder};

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let picture = RgbaImage::from_pixel(width, height, Rgba([200, 30, 30, 255]));
        let mut out = Vec::new();
        PngEncoder::new(&mut out)
            .write_image(&picture, width, height, image::ExtendedColorType::Rgba8)
            .unwrap();
        out
    }

    #[test]
    fn a_photo_becomes_a_square_jpeg() {
        let photo = portrait(&png(1200, 700)).unwrap();
        assert_eq!(image::guess_format(&photo).unwrap(), ImageFormat::Jpeg);
        assert_eq!(dimensions(&photo), Some((512, 512)));
        assert_eq!(dimensions(&portrait(&png(40, 90)).unwrap()), Some((40, 40)));
    }

    #[test]
    fn metadata_does_not_survive() {
        // An Exif segment with a recognisable word, put behind the start of a JPEG.
        let plain = portrait(&png(64, 64)).unwrap();
        let mut tagged = vec![0xff, 0xd8, 0xff, 0xe1, 0, 20];
        tagged.extend_from_slice(b"Exif\0\0Hauptstr. 12");
        tagged.extend_from_slice(plain.strip_prefix(&[0xff, 0xd8]).unwrap());
        let photo = portrait(&tagged).unwrap();
        assert!(!photo.windows(4).any(|w| w == b"Exif" || w == b"Haup"));
    }

    #[test]
    fn large_pictures_have_small_previews() {
        let small = preview(&png(2000, 1000)).unwrap();
        assert_eq!(dimensions(&small.bytes), Some((640, 320)));
        assert!(preview(&png(640, 100)).is_none());
        assert!(preview(b"no picture").is_none());
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(portrait(b"<svg/>"), Err(PhotoError::NotAPicture));
        assert_eq!(portrait(b""), Err(PhotoError::NotAPicture));
        assert_eq!(portrait(&png(8_001, 1)), Err(PhotoError::TooLarge));
        let cut: Vec<u8> = png(100, 100).into_iter().take(60).collect();
        assert_eq!(portrait(&cut), Err(PhotoError::NotAPicture));
    }
}
