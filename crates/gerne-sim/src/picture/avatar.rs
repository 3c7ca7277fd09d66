//! Faces drawn from a handle: the same handle always has the same face. A seed `handle|5130`
//! fixes hair style, skin, hair colour and glasses; see [`crate::PersonSpec::look`].

use super::canvas::{Canvas, Rgb, Shape};
use crate::random::Random;

/// An avatar as SVG, 96 × 96.
pub fn avatar_svg(handle: &str, company: bool) -> String {
    portrait(handle, company).svg()
}

/// An avatar as PNG, 192 × 192.
pub fn avatar_png(handle: &str, company: bool) -> Vec<u8> {
    portrait(handle, company).png(2, false)
}

const GROUNDS: [Rgb; 10] = [
    (252, 224, 196),
    (206, 231, 240),
    (214, 236, 211),
    (244, 214, 222),
    (225, 218, 245),
    (250, 236, 190),
    (203, 228, 222),
    (240, 220, 205),
    (215, 222, 240),
    (232, 235, 205),
];
const SKINS: [Rgb; 6] = [
    (250, 214, 190),
    (241, 194, 165),
    (224, 172, 137),
    (190, 136, 100),
    (141, 94, 66),
    (102, 66, 46),
];
const HAIRS: [Rgb; 8] = [
    (44, 34, 30),
    (76, 50, 36),
    (121, 78, 48),
    (168, 113, 62),
    (214, 170, 102),
    (150, 62, 38),
    (176, 176, 180),
    (92, 92, 100),
];
const SHIRTS: [Rgb; 9] = [
    (58, 92, 150),
    (178, 68, 72),
    (52, 122, 104),
    (118, 84, 150),
    (206, 138, 52),
    (64, 68, 78),
    (210, 106, 130),
    (66, 140, 170),
    (120, 130, 70),
];

fn portrait(handle: &str, company: bool) -> Canvas {
    let (handle, look) = handle.split_once('|').unwrap_or((handle, ""));
    let shapes = if company { badge() } else { face(&mut Random::of(handle), look) };
    Canvas { width: 96, height: 96, shapes }
}

/// Northern lights over a dark sea: the company's mark.
fn badge() -> Vec<Shape> {
    let mut shapes = vec![Shape::Sky { top: (16, 28, 66), bottom: (24, 56, 92) }];
    for (x, lean, fill) in
        [(20.0, 10.0, (38, 150, 132)), (38.0, 12.0, (86, 214, 160)), (58.0, 9.0, (150, 236, 190))]
    {
        let points = vec![(x, 62.0), (x + lean, 16.0), (x + lean + 9.0, 20.0), (x + 13.0, 64.0)];
        shapes.push(Shape::Area { points, fill });
    }
    shapes.push(Shape::Area {
        points: vec![
            (0.0, 66.0),
            (30.0, 60.0),
            (58.0, 66.0),
            (96.0, 58.0),
            (96.0, 96.0),
            (0.0, 96.0),
        ],
        fill: (9, 17, 42),
    });
    shapes
}

fn face(random: &mut Random, look: &str) -> Vec<Shape> {
    let fixed: Vec<usize> = look.bytes().filter_map(|b| usize::from(b).checked_sub(48)).collect();
    let pick =
        |nth: usize, drawn: usize, count: usize| fixed.get(nth).copied().unwrap_or(drawn) % count;
    let ground = GROUNDS[random.below(GROUNDS.len())];
    let skin = SKINS[pick(1, random.below(SKINS.len()), SKINS.len())];
    let dark = skin.0 < 160;
    let drawn = if dark { random.below(2) } else { random.below(HAIRS.len()) };
    let hair = HAIRS[pick(2, drawn, HAIRS.len())];
    let shirt = SHIRTS[random.below(SHIRTS.len())];
    let style = pick(0, random.below(6), 6);
    let shade = darker(skin, 0.86);
    let ellipse = |cx, cy, rx, ry, fill| Shape::Ellipse { cx, cy, rx, ry, fill, clip: None };
    let mut shapes = vec![Shape::Sky { top: ground, bottom: ground }];
    match style {
        // Long hair falls behind the shoulders.
        0 => shapes.push(Shape::Rect { x: 24.0, y: 24.0, w: 48.0, h: 54.0, r: 22.0, fill: hair }),
        1 => shapes.push(ellipse(48.0, 42.0, 29.0, 28.0, hair)),
        // A bun on top.
        2 => shapes.push(ellipse(48.0, 14.0, 10.0, 9.0, hair)),
        _ => {}
    }
    shapes.push(ellipse(48.0, 102.0, 36.0, 32.0, shirt));
    shapes.push(Shape::Rect { x: 40.0, y: 56.0, w: 16.0, h: 22.0, r: 8.0, fill: shade });
    shapes.push(ellipse(28.0, 46.0, 4.5, 6.0, shade));
    shapes.push(ellipse(68.0, 46.0, 4.5, 6.0, shade));
    shapes.push(ellipse(48.0, 44.0, 20.0, 24.0, skin));
    if style == 5 && !dark {
        // A beard.
        shapes.push(ellipse(48.0, 57.0, 17.0, 13.0, hair));
        shapes.push(ellipse(48.0, 49.0, 18.5, 12.0, skin));
    }
    shapes.push(Shape::Ellipse {
        cx: 48.0,
        cy: 38.0,
        rx: 22.5,
        ry: 22.0,
        fill: hair,
        clip: Some(30.0),
    });
    if style == 3 {
        shapes.push(ellipse(37.0, 28.0, 12.0, 6.5, hair));
        shapes.push(ellipse(60.0, 26.0, 10.0, 5.5, hair));
    } else if style == 0 || style == 1 {
        shapes.push(Shape::Area {
            points: vec![(26.5, 40.0), (28.0, 28.0), (46.0, 28.0), (34.0, 36.0)],
            fill: hair,
        });
        shapes.push(Shape::Area {
            points: vec![(69.5, 40.0), (68.0, 28.0), (46.0, 28.0), (62.0, 34.0)],
            fill: hair,
        });
    }
    let ink = (40, 32, 32);
    for x in [40.5, 55.5] {
        shapes.push(ellipse(x, 44.5, 2.1, 2.5, ink));
        let brow = darker(hair, 0.9);
        shapes.push(Shape::Rect { x: x - 4.0, y: 37.5, w: 8.0, h: 1.8, r: 0.9, fill: brow });
    }
    shapes.push(ellipse(48.0, 51.5, 2.6, 2.0, shade));
    // A smile: a dark ellipse with its upper half painted over.
    shapes.push(ellipse(48.0, 56.5, 6.0, 4.0, darker((186, 84, 80), if dark { 0.8 } else { 1.0 })));
    shapes.push(ellipse(48.0, 54.8, 7.0, 3.2, skin));
    if pick(3, usize::from(random.below(3) == 0), 2) == 1 {
        glasses(&mut shapes, skin);
    }
    shapes
}

fn glasses(shapes: &mut Vec<Shape>, skin: Rgb) {
    let frame = (52, 54, 62);
    for x in [40.5, 55.5] {
        shapes.push(Shape::Ellipse { cx: x, cy: 44.5, rx: 6.8, ry: 6.4, fill: frame, clip: None });
        shapes.push(Shape::Ellipse { cx: x, cy: 44.5, rx: 5.5, ry: 5.1, fill: skin, clip: None });
        let ink = (40, 32, 32);
        shapes.push(Shape::Ellipse { cx: x, cy: 44.5, rx: 2.1, ry: 2.5, fill: ink, clip: None });
    }
    shapes.push(Shape::Rect { x: 46.6, y: 43.2, w: 2.8, h: 1.4, r: 0.6, fill: frame });
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a u8")]
fn darker((r, g, b): Rgb, share: f32) -> Rgb {
    let less = |part: u8| (f32::from(part) * share).clamp(0.0, 255.0) as u8;
    (less(r), less(g), less(b))
}
