//! Photo-like pictures that customers attach.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::canvas::{Canvas, Rgb, Shape};

/// Names of all scenes, for the square's picture button.
pub const SCENES: [&str; 8] =
    ["router", "router-ok", "letter", "socket", "digger", "speed", "parcel", "film"];

/// A scene as PNG, 960 × 640; `None` for an unknown name. Drawn once, then kept.
pub fn scene(name: &str) -> Option<Vec<u8>> {
    static DRAWN: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::new(BTreeMap::new());
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if !drawn.contains_key(name) {
        drawn.insert(name.to_owned(), draw(name)?);
    }
    drawn.get(name).cloned()
}

fn draw(name: &str) -> Option<Vec<u8>> {
    let shapes = match name {
        "router" => router((232, 52, 44)),
        "router-ok" => router((64, 208, 110)),
        "letter" => letter(),
        "socket" => socket(),
        "digger" => digger(),
        "speed" => speed(),
        "parcel" => parcel(),
        "film" | "dusk" => dusk(),
        _ => return None,
    };
    Some(Canvas { width: 480, height: 320, shapes }.png(2, true))
}

fn rect(x: f32, y: f32, width: f32, height: f32, round: f32, fill: Rgb) -> Shape {
    Shape::Rect { x, y, w: width, h: height, r: round, fill }
}

fn ellipse(cx: f32, cy: f32, rx: f32, ry: f32, fill: Rgb) -> Shape {
    Shape::Ellipse { cx, cy, rx, ry, fill, clip: None }
}

fn glow(cx: f32, cy: f32, r: f32, fill: Rgb, strength: f32) -> Shape {
    Shape::Glow { cx, cy, r, fill, strength }
}

fn area(points: &[(f32, f32)], fill: Rgb) -> Shape {
    Shape::Area { points: points.to_vec(), fill }
}

/// A router on a sideboard in the evening; `lamp` is the colour of its internet light.
fn router(lamp: Rgb) -> Vec<Shape> {
    let mut shapes = vec![
        Shape::Sky { top: (92, 84, 80), bottom: (58, 50, 48) },
        glow(90.0, 40.0, 260.0, (255, 214, 150), 0.5),
        area(&[(0.0, 226.0), (480.0, 210.0), (480.0, 320.0), (0.0, 320.0)], (94, 64, 44)),
        area(&[(0.0, 226.0), (480.0, 210.0), (480.0, 216.0), (0.0, 232.0)], (122, 86, 60)),
        // Antennas and the cable behind.
        area(&[(128.0, 160.0), (108.0, 44.0), (118.0, 42.0), (142.0, 160.0)], (24, 24, 28)),
        area(&[(346.0, 160.0), (372.0, 40.0), (382.0, 43.0), (360.0, 160.0)], (24, 24, 28)),
        area(
            &[
                (398.0, 216.0),
                (452.0, 206.0),
                (480.0, 226.0),
                (480.0, 236.0),
                (450.0, 216.0),
                (398.0, 226.0),
            ],
            (206, 190, 60),
        ),
        ellipse(240.0, 240.0, 176.0, 16.0, (44, 30, 22)),
        rect(84.0, 138.0, 312.0, 96.0, 18.0, (30, 31, 36)),
        rect(84.0, 138.0, 312.0, 44.0, 18.0, (46, 48, 54)),
        rect(100.0, 206.0, 96.0, 5.0, 2.5, (74, 76, 84)),
    ];
    for slot in 0..9_u8 {
        let x = 262.0 + f32::from(slot) * 13.0;
        shapes.push(rect(x, 150.0, 6.0, 20.0, 3.0, (26, 27, 31)));
    }
    let green = (78, 214, 120);
    let off = (64, 66, 72);
    for (index, fill) in
        [green, lamp, off, if lamp.0 > 200 { off } else { green }].iter().enumerate()
    {
        let x = 250.0 + f32::from(u8::try_from(index).unwrap_or(0)) * 32.0;
        if *fill != off {
            shapes.push(glow(x, 208.0, 34.0, *fill, 0.75));
        }
        shapes.push(ellipse(x, 208.0, 5.0, 5.0, *fill));
        if *fill != off {
            shapes.push(ellipse(x - 1.0, 207.0, 2.2, 2.2, (255, 250, 245)));
        }
    }
    shapes.push(glow(282.0, 240.0, 60.0, lamp, 0.22));
    shapes
}

/// A bill on a wooden table, one line marked red.
fn letter() -> Vec<Shape> {
    let mut shapes = vec![Shape::Sky { top: (176, 132, 92), bottom: (140, 98, 64) }];
    for line in 0..9_u8 {
        let y = 20.0 + f32::from(line) * 36.0;
        shapes.push(rect(0.0, y, 480.0, 1.5, 0.0, (124, 86, 56)));
    }
    shapes
        .push(area(&[(112.0, 26.0), (388.0, 10.0), (404.0, 320.0), (126.0, 320.0)], (96, 66, 42)));
    shapes.push(area(
        &[(104.0, 20.0), (380.0, 4.0), (396.0, 320.0), (116.0, 320.0)],
        (246, 244, 238),
    ));
    shapes.push(area(&[(128.0, 44.0), (176.0, 41.0), (177.0, 57.0), (129.0, 60.0)], (24, 56, 92)));
    for line in 0..9_u8 {
        let y = 92.0 + f32::from(line) * 22.0;
        let shift = f32::from(line);
        let long = if line % 3 == 2 { 96.0 } else { 150.0 };
        shapes.push(rect(130.0 + shift, y, long, 6.0, 2.0, (168, 166, 162)));
        shapes.push(rect(312.0 + shift, y - 6.0, 46.0, 6.0, 2.0, (150, 148, 146)));
    }
    // The frame that somebody drew around one line.
    shapes.push(rect(120.0, 150.0, 256.0, 3.0, 1.5, (214, 46, 40)));
    shapes.push(rect(120.0, 176.0, 256.0, 3.0, 1.5, (214, 46, 40)));
    shapes.push(rect(120.0, 150.0, 3.0, 29.0, 1.5, (214, 46, 40)));
    shapes.push(rect(376.0, 150.0, 3.0, 29.0, 1.5, (214, 46, 40)));
    shapes.push(glow(60.0, 20.0, 240.0, (255, 240, 200), 0.35));
    shapes
}

/// A telephone socket hanging out of the wall.
fn socket() -> Vec<Shape> {
    vec![
        Shape::Sky { top: (226, 222, 212), bottom: (206, 200, 188) },
        rect(0.0, 276.0, 480.0, 44.0, 0.0, (240, 238, 232)),
        rect(0.0, 274.0, 480.0, 3.0, 0.0, (186, 180, 170)),
        ellipse(236.0, 150.0, 46.0, 44.0, (92, 84, 76)),
        ellipse(236.0, 152.0, 38.0, 36.0, (58, 52, 48)),
        area(&[(228.0, 150.0), (244.0, 150.0), (262.0, 214.0), (250.0, 220.0)], (190, 60, 50)),
        area(&[(238.0, 148.0), (250.0, 148.0), (276.0, 206.0), (268.0, 214.0)], (60, 90, 160)),
        area(&[(246.0, 148.0), (256.0, 146.0), (290.0, 204.0), (282.0, 208.0)], (230, 200, 60)),
        area(&[(224.0, 214.0), (312.0, 190.0), (334.0, 262.0), (244.0, 288.0)], (160, 152, 142)),
        area(&[(220.0, 208.0), (308.0, 184.0), (330.0, 256.0), (240.0, 282.0)], (250, 248, 244)),
        area(&[(252.0, 226.0), (290.0, 216.0), (298.0, 240.0), (260.0, 252.0)], (54, 54, 58)),
        glow(420.0, 40.0, 260.0, (255, 250, 230), 0.5),
    ]
}

/// A digger in front of an open trench.
fn digger() -> Vec<Shape> {
    vec![
        Shape::Sky { top: (150, 176, 198), bottom: (214, 220, 222) },
        rect(20.0, 90.0, 110.0, 130.0, 0.0, (170, 120, 96)),
        rect(36.0, 110.0, 22.0, 28.0, 1.0, (206, 220, 230)),
        rect(84.0, 110.0, 22.0, 28.0, 1.0, (206, 220, 230)),
        rect(130.0, 116.0, 130.0, 104.0, 0.0, (204, 190, 166)),
        area(&[(0.0, 214.0), (480.0, 206.0), (480.0, 320.0), (0.0, 320.0)], (112, 108, 104)),
        area(&[(60.0, 256.0), (250.0, 244.0), (290.0, 320.0), (20.0, 320.0)], (84, 58, 38)),
        area(&[(84.0, 268.0), (238.0, 258.0), (262.0, 320.0), (60.0, 320.0)], (48, 32, 22)),
        rect(90.0, 288.0, 74.0, 7.0, 3.0, (228, 120, 30)),
        rect(176.0, 284.0, 70.0, 7.0, 3.0, (228, 120, 30)),
        rect(300.0, 216.0, 140.0, 34.0, 17.0, (40, 40, 42)),
        rect(312.0, 224.0, 116.0, 18.0, 9.0, (70, 70, 74)),
        rect(316.0, 168.0, 112.0, 50.0, 6.0, (240, 178, 36)),
        rect(328.0, 120.0, 52.0, 52.0, 5.0, (240, 178, 36)),
        rect(334.0, 128.0, 38.0, 34.0, 3.0, (150, 184, 200)),
        area(&[(332.0, 176.0), (318.0, 168.0), (252.0, 96.0), (264.0, 86.0)], (226, 160, 28)),
        area(&[(252.0, 90.0), (268.0, 92.0), (222.0, 220.0), (208.0, 214.0)], (214, 150, 24)),
        area(&[(200.0, 210.0), (230.0, 218.0), (222.0, 250.0), (190.0, 244.0)], (60, 58, 56)),
    ]
}

/// A phone screen with a sad speed test.
fn speed() -> Vec<Shape> {
    let mut shapes = vec![
        Shape::Sky { top: (60, 66, 84), bottom: (36, 40, 54) },
        rect(150.0, -20.0, 184.0, 360.0, 26.0, (12, 12, 16)),
        rect(158.0, -10.0, 168.0, 340.0, 20.0, (22, 26, 40)),
        ellipse(242.0, 130.0, 62.0, 62.0, (52, 60, 88)),
        ellipse(242.0, 130.0, 50.0, 50.0, (22, 26, 40)),
        rect(170.0, 150.0, 144.0, 60.0, 0.0, (22, 26, 40)),
        area(&[(240.0, 134.0), (192.0, 142.0), (238.0, 126.0)], (240, 82, 70)),
        ellipse(242.0, 130.0, 6.0, 6.0, (240, 236, 230)),
    ];
    for bar in 0..14_u8 {
        let height = [6.0, 9.0, 4.0, 12.0, 7.0, 3.0, 5.0][usize::from(bar % 7)];
        let x = 182.0 + f32::from(bar) * 8.6;
        shapes.push(rect(x, 236.0 - height, 5.0, height, 1.5, (240, 82, 70)));
    }
    shapes.push(rect(182.0, 240.0, 121.0, 2.0, 0.0, (74, 82, 110)));
    shapes.push(rect(182.0, 262.0, 70.0, 8.0, 3.0, (110, 118, 146)));
    shapes.push(rect(182.0, 280.0, 102.0, 8.0, 3.0, (74, 82, 110)));
    shapes.push(glow(242.0, 120.0, 220.0, (120, 140, 220), 0.18));
    shapes
}

/// A dented parcel on a doormat.
fn parcel() -> Vec<Shape> {
    vec![
        Shape::Sky { top: (160, 156, 150), bottom: (130, 124, 116) },
        rect(120.0, 0.0, 240.0, 190.0, 0.0, (74, 96, 88)),
        rect(140.0, 16.0, 200.0, 160.0, 4.0, (86, 110, 100)),
        ellipse(326.0, 120.0, 7.0, 7.0, (220, 200, 120)),
        area(&[(60.0, 210.0), (420.0, 204.0), (460.0, 320.0), (20.0, 320.0)], (82, 66, 54)),
        area(&[(140.0, 150.0), (250.0, 128.0), (250.0, 262.0), (140.0, 276.0)], (186, 140, 92)),
        area(&[(250.0, 128.0), (350.0, 148.0), (344.0, 266.0), (250.0, 262.0)], (206, 160, 108)),
        area(&[(140.0, 150.0), (240.0, 116.0), (350.0, 148.0), (250.0, 172.0)], (222, 180, 128)),
        area(&[(250.0, 172.0), (250.0, 262.0), (262.0, 263.0), (262.0, 170.0)], (196, 150, 100)),
        area(&[(318.0, 200.0), (346.0, 190.0), (344.0, 250.0), (300.0, 236.0)], (140, 100, 62)),
        area(&[(166.0, 186.0), (212.0, 177.0), (212.0, 214.0), (166.0, 223.0)], (244, 242, 236)),
        rect(172.0, 196.0, 30.0, 4.0, 1.0, (60, 60, 64)),
    ]
}

fn dusk() -> Vec<Shape> {
    let mut shapes = badge_sky();
    shapes.push(area(
        &[
            (0.0, 230.0),
            (150.0, 206.0),
            (300.0, 228.0),
            (480.0, 200.0),
            (480.0, 320.0),
            (0.0, 320.0),
        ],
        (9, 17, 42),
    ));
    shapes
}

fn badge_sky() -> Vec<Shape> {
    vec![
        Shape::Sky { top: (14, 24, 60), bottom: (40, 80, 110) },
        glow(140.0, 120.0, 150.0, (70, 214, 160), 0.7),
        glow(280.0, 90.0, 170.0, (110, 236, 190), 0.6),
        glow(390.0, 130.0, 120.0, (120, 150, 230), 0.5),
    ]
}
