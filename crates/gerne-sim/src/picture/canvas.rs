//! A few shapes that become SVG or PNG.

use std::fmt::Write as _;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};

/// Red, green, blue.
pub(crate) type Rgb = (u8, u8, u8);

/// A shape in units of the canvas.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// Fills everything from `top` to `bottom`.
    Sky { top: Rgb, bottom: Rgb },
    /// An ellipse, cut off below `clip` where given.
    Ellipse { cx: f32, cy: f32, rx: f32, ry: f32, fill: Rgb, clip: Option<f32> },
    /// A rectangle with round corners.
    Rect { x: f32, y: f32, w: f32, h: f32, r: f32, fill: Rgb },
    /// Light around a point, fading out.
    Glow { cx: f32, cy: f32, r: f32, fill: Rgb, strength: f32 },
    /// A polygon.
    Area { points: Vec<(f32, f32)>, fill: Rgb },
}

/// A picture of shapes, first ones at the back.
#[derive(Debug)]
pub(crate) struct Canvas {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) shapes: Vec<Shape>,
}

impl Canvas {
    pub(crate) fn svg(&self) -> String {
        let (w, h) = (self.width, self.height);
        let mut out = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\">");
        for shape in &self.shapes {
            svg_shape(&mut out, shape, w, h);
        }
        out.push_str("</svg>");
        out
    }

    /// Encoded, `scale` pixels per unit, with a little grain if wanted (a photo has some).
    pub(crate) fn png(&self, scale: u32, grain: bool) -> Vec<u8> {
        let (width, height) = (self.width * scale, self.height * scale);
        let mut pixels = vec![[255.0_f32; 3]; usize::try_from(width * height).unwrap_or(0)];
        for shape in &self.shapes {
            self.paint(shape, scale, &mut pixels);
        }
        let mut random = crate::random::Random::seeded(7);
        let mut bytes = Vec::with_capacity(pixels.len() * 3);
        for pixel in pixels {
            let noise =
                if grain { to_f32(u32::try_from(random.below(7)).unwrap_or(0)) - 3.0 } else { 0.0 };
            bytes.extend(pixel.map(|part| to_u8(part + noise)));
        }
        let Some(picture) = image::RgbImage::from_raw(width, height, bytes) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let encoder =
            PngEncoder::new_with_quality(&mut out, CompressionType::Fast, FilterType::Sub);
        if let Err(error) = picture.write_with_encoder(encoder) {
            tracing::warn!(%error, "a picture could not be encoded");
        }
        out
    }

    /// Paints one shape over what is there, within its bounds only.
    fn paint(&self, shape: &Shape, scale: u32, pixels: &mut [[f32; 3]]) {
        let (width, height) = (self.width * scale, self.height * scale);
        let (left, top, right, bottom) = shape.bounds(to_f32(self.width), to_f32(self.height));
        let soft = matches!(shape, Shape::Sky { .. } | Shape::Glow { .. });
        let corners: &[(f32, f32)] = if soft {
            &[(0.5, 0.5)]
        } else {
            &[(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]
        };
        let unit = to_f32(scale);
        let weight = 1.0 / to_f32(u32::try_from(corners.len()).unwrap_or(1));
        for py in to_u32(top * unit)..to_u32(bottom * unit + 1.0).min(height) {
            for px in to_u32(left * unit)..to_u32(right * unit + 1.0).min(width) {
                let (mut cover, mut colour) = (0.0, [0.0; 3]);
                for (dx, dy) in corners {
                    let (x, y) = ((to_f32(px) + dx) / unit, (to_f32(py) + dy) / unit);
                    let (fill, part) = shape.cover(x, y, to_f32(self.height));
                    cover += part * weight;
                    colour = fill;
                }
                let index = usize::try_from(py * width + px).unwrap_or(0);
                for (part, new) in pixels[index].iter_mut().zip(colour) {
                    *part += (new - *part) * cover;
                }
            }
        }
    }
}

impl Shape {
    /// Left, top, right, bottom.
    fn bounds(&self, width: f32, height: f32) -> (f32, f32, f32, f32) {
        match self {
            Self::Sky { .. } => (0.0, 0.0, width, height),
            Self::Ellipse { cx, cy, rx, ry, .. } => (cx - rx, cy - ry, cx + rx, cy + ry),
            Self::Rect { x, y, w, h, .. } => (*x, *y, x + w, y + h),
            Self::Glow { cx, cy, r, .. } => (cx - r, cy - r, cx + r, cy + r),
            Self::Area { points, .. } => points.iter().fold(
                (width, height, 0.0, 0.0),
                |(left, top, right, bottom), (x, y)| {
                    (left.min(*x), top.min(*y), f32::max(right, *x), f32::max(bottom, *y))
                },
            ),
        }
    }

    /// Colour at a point and how much of it covers what is behind.
    fn cover(&self, x: f32, y: f32, height: f32) -> ([f32; 3], f32) {
        let solid = |fill: &Rgb, inside: bool| (floats(*fill), if inside { 1.0 } else { 0.0 });
        match self {
            Self::Sky { top, bottom } => {
                let (top, bottom, at) = (floats(*top), floats(*bottom), y / height);
                let mix = [0, 1, 2].map(|i| top[i] + (bottom[i] - top[i]) * at);
                (mix, 1.0)
            }
            Self::Ellipse { cx, cy, rx, ry, fill, clip } => {
                let (dx, dy) = ((x - cx) / rx, (y - cy) / ry);
                let inside = dx * dx + dy * dy <= 1.0 && clip.is_none_or(|clip| y <= clip);
                solid(fill, inside)
            }
            Self::Rect { x: left, y: top, w, h, r, fill } => {
                let dx = (left + r - x).max(x - (left + w - r)).max(0.0);
                let dy = (top + r - y).max(y - (top + h - r)).max(0.0);
                let inside = dx * dx + dy * dy <= r * r
                    && x >= *left
                    && x <= left + w
                    && y >= *top
                    && y <= top + h;
                solid(fill, inside)
            }
            Self::Glow { cx, cy, r, fill, strength } => {
                let distance = ((x - cx).powi(2) + (y - cy).powi(2)).sqrt() / r;
                let light = (1.0 - distance).max(0.0);
                (floats(*fill), light * light * strength)
            }
            Self::Area { points, fill } => solid(fill, within(points, x, y)),
        }
    }
}

fn svg_shape(out: &mut String, shape: &Shape, w: u32, h: u32) {
    let hex = |(r, g, b): Rgb| format!("#{r:02x}{g:02x}{b:02x}");
    let written = match shape {
        Shape::Sky { top, .. } => {
            write!(out, "<path fill=\"{}\" d=\"M0 0h{w}v{h}H0z\"/>", hex(*top))
        }
        Shape::Ellipse { cx, cy, rx, ry, fill, clip: None } => write!(
            out,
            "<ellipse cx=\"{cx:.1}\" cy=\"{cy:.1}\" rx=\"{rx:.1}\" ry=\"{ry:.1}\" fill=\"{}\"/>",
            hex(*fill)
        ),
        Shape::Ellipse { cx, cy, rx, ry, fill, clip: Some(clip) } => {
            let half = rx * (1.0 - ((clip - cy) / ry).powi(2)).max(0.0).sqrt();
            let large = u8::from(clip > cy);
            write!(
                out,
                "<path fill=\"{}\" d=\"M{:.1} {clip:.1}A{rx:.1} {ry:.1} 0 {large} 1 {:.1} {clip:.1}z\"/>",
                hex(*fill),
                cx - half,
                cx + half
            )
        }
        Shape::Rect { x, y, w, h, r, fill } => write!(
            out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"{r:.1}\" fill=\"{}\"/>",
            hex(*fill)
        ),
        Shape::Glow { cx, cy, r, fill, strength } => write!(
            out,
            "<circle cx=\"{cx:.1}\" cy=\"{cy:.1}\" r=\"{r:.1}\" fill=\"{}\" opacity=\"{:.2}\"/>",
            hex(*fill),
            strength / 3.0
        ),
        Shape::Area { points, fill } => {
            let points: Vec<String> =
                points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            write!(out, "<polygon points=\"{}\" fill=\"{}\"/>", points.join(" "), hex(*fill))
        }
    };
    written.expect("a String takes everything");
}

fn within(points: &[(f32, f32)], x: f32, y: f32) -> bool {
    let mut inside = false;
    let mut previous = points.last().copied().unwrap_or_default();
    for &(px, py) in points {
        let (qx, qy) = previous;
        if (py > y) != (qy > y) && x < (qx - px) * (y - py) / (qy - py) + px {
            inside = !inside;
        }
        previous = (px, py);
    }
    inside
}

fn floats((r, g, b): Rgb) -> [f32; 3] {
    [f32::from(r), f32::from(g), f32::from(b)]
}

fn to_f32(number: u32) -> f32 {
    // Canvases are far smaller than 65,536 pixels.
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..")]
fn to_u32(value: f32) -> u32 {
    value.clamp(0.0, 65_535.0) as u32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255")]
fn to_u8(value: f32) -> u8 {
    value.clamp(0.0, 255.0).round() as u8
}
