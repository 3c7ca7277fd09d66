//! What bytes are, by the bytes: a server's word for it is not believed.

/// The type of a picture, film or sound that browsers show, or PDF; `None` for everything else, SVG
/// and HTML included, because those can run.
pub fn sniff(bytes: &[u8]) -> Option<&'static str> {
    let starts = |with: &[u8]| bytes.starts_with(with);
    let at = |offset: usize, with: &[u8]| bytes.get(offset..).is_some_and(|b| b.starts_with(with));
    Some(match () {
        () if starts(b"\x89PNG\r\n\x1a\n") => "image/png",
        () if starts(b"\xff\xd8\xff") => "image/jpeg",
        () if starts(b"GIF87a") || starts(b"GIF89a") => "image/gif",
        () if starts(b"RIFF") && at(8, b"WEBP") => "image/webp",
        () if starts(b"RIFF") && at(8, b"WAVE") => "audio/wav",
        () if starts(b"%PDF-") => "application/pdf",
        () if starts(b"OggS") => "audio/ogg",
        () if starts(b"fLaC") => "audio/flac",
        () if starts(b"ID3") => "audio/mpeg",
        () if starts(b"\x1a\x45\xdf\xa3") => "video/webm",
        () if at(4, b"ftyp") => brand(bytes.get(8..12)?),
        () if mpeg_audio(bytes) => "audio/mpeg",
        () => return None,
    })
}

/// ISO base media files say what they are in their brand.
fn brand(brand: &[u8]) -> &'static str {
    match brand {
        b"avif" | b"avis" => "image/avif",
        b"heic" | b"heix" | b"mif1" => "image/heic",
        b"M4A " | b"M4B " => "audio/mp4",
        b"qt  " => "video/quicktime",
        _ => "video/mp4",
    }
}

/// A frame header: eleven sync bits, a known version and layer III.
fn mpeg_audio(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, second, third, ..]
        if second & 0xe6 == 0xe2 && second & 0x18 != 0x08 && third & 0xf0 != 0xf0)
}
