//! Devices and products: those of the company's list, known makes, and what stands beside a word for a device.

use std::ops::Range;

use super::{FactKind, Finder};
use crate::{
    lex::{Kind, Tok, lex},
    rows::{DEVICE_OTHER, DEVICE_PLACES},
};

/// Makes and series, in one or two words, that a model may follow.
const MAKES: &[&str] = &[
    "fritz!box",
    "fritzbox",
    "fritz box",
    "fritz!repeater",
    "fritz!fon",
    "speedport",
    "easybox",
    "connect box",
    "vodafone station",
    "smart hub",
    "super hub",
    "iphone",
    "ipad",
    "macbook",
    "imac",
    "apple watch",
    "airpods",
    "galaxy",
    "samsung galaxy",
    "samsung",
    "pixel",
    "google pixel",
    "huawei",
    "xiaomi",
    "redmi",
    "oneplus",
    "fairphone",
    "nokia",
    "motorola",
    "echo dot",
    "fire tv",
    "xbox",
    "playstation",
    "nintendo switch",
    "thinkpad",
    "surface",
    "bosch",
    "siemens",
    "miele",
    "aeg",
    "bauknecht",
    "liebherr",
    "beko",
    "whirlpool",
    "sonos",
    "philips",
    "tp-link",
    "netgear",
    "asus",
    "zyxel",
    "d-link",
    "linksys",
    "avm",
    "kindle",
    "lg",
    "sony",
    "panasonic",
    "grundig",
    "delonghi",
    "jura",
    "krups",
    "tefal",
    "dyson",
    "roomba",
    "irobot",
    "roborock",
    "hp",
    "canon",
    "epson",
    "brother",
    "lenovo",
    "dell",
    "acer",
    "medion",
    "logitech",
    "garmin",
    "fitbit",
    "gigaset",
    "homematic",
    "tado",
    "netatmo",
    "ring",
    "arlo",
    "nest",
    "vaillant",
    "viessmann",
    "buderus",
    "junkers",
    "worcester",
    "hotpoint",
    "indesit",
    "candy",
    "hoover",
    "vorwerk",
    "thermomix",
    "smeg",
    "gorenje",
    "neff",
    "constructa",
    "nespresso",
    "ps5",
    "ps4",
    "sky q",
    "magenta",
    "homepod",
    "chromecast",
    "eero",
    "deco",
    "archer",
    "orbi",
    "nighthawk",
    "ubiquiti",
    "unifi",
    "sagemcom",
    "technicolor",
    "arris",
    "kobo",
    "tolino",
];
/// Words that belong to a model's name.
const SUFFIX: &[&str] = &[
    "pro",
    "max",
    "plus",
    "mini",
    "ultra",
    "se",
    "fe",
    "air",
    "ax",
    "ac",
    "lte",
    "5g",
    "smart",
    "cable",
    "edge",
    "note",
    "lite",
    "series",
    "one",
    "x",
    "s",
    "xl",
    "hd",
    "oled",
    "qled",
    "gen",
    "home",
    "play",
    "touch",
    "classic",
    "wi-fi",
    "stick",
    "tab",
    "duo",
    "neo",
    "watch",
    "book",
    "dot",
    "show",
    "hybrid",
    "laserjet",
    "pixma",
    "envy",
    "deskjet",
    "officejet",
    "ecotank",
];
/// Words for devices.
const NOUNS: &[&str] = &[
    "router",
    "modem",
    "repeater",
    "handy",
    "smartphone",
    "telefon",
    "tablet",
    "laptop",
    "notebook",
    "drucker",
    "fernseher",
    "tv",
    "waschmaschine",
    "spuelmaschine",
    "geschirrspueler",
    "trockner",
    "kuehlschrank",
    "backofen",
    "staubsauger",
    "saugroboter",
    "kaffeemaschine",
    "thermostat",
    "therme",
    "kessel",
    "heizung",
    "receiver",
    "box",
    "kamera",
    "geraet",
    "modell",
    "gateway",
    "wallbox",
    "wechselrichter",
    "kaffeevollautomat",
    "kopfhoerer",
    "uhr",
    "smartwatch",
    "lautsprecher",
    "hub",
    "device",
    "phone",
    "printer",
    "dishwasher",
    "boiler",
    "dryer",
    "fridge",
    "freezer",
    "oven",
    "vacuum",
    "camera",
    "speaker",
    "headphones",
    "console",
    "machine",
    "washer",
    "model",
    "monitor",
    "zaehler",
    "blutdruckmessgeraet",
    "inhalator",
    "pumpe",
    "messgeraet",
    "hoergeraet",
    "kettle",
    "toaster",
    "charger",
    "inverter",
    "ladestation",
    "watch",
    "cooker",
    "kuehltruhe",
    "staubsaugerroboter",
    "mixer",
    "inhaler",
    "pump",
    "monitor",
];

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    for product in finder.known.products {
        listed(finder, product);
    }
    each(finder, made);
}

/// What stands beside a word for a device: after the codes that look like it.
pub(super) fn find_beside(finder: &mut Finder<'_, '_>) {
    each(finder, beside);
}

fn each(finder: &mut Finder<'_, '_>, read: fn(&Finder<'_, '_>, usize) -> Option<Range<usize>>) {
    let mut at = 0;
    while at < finder.toks.len() {
        match read(finder, at).filter(|range| finder.is_free(range)) {
            Some(range) => {
                at = range.end;
                let norm =
                    finder.span(&range).and_then(|span| finder.text.get(span)).unwrap_or_default();
                let norm = norm.split_whitespace().collect::<Vec<_>>().join(" ");
                finder.claim(FactKind::Device, range, norm, 85, None);
            }
            None => at += 1,
        }
    }
}

fn listed(finder: &mut Finder<'_, '_>, product: &str) {
    let words: Vec<String> = lex(product).into_iter().map(|tok| tok.plain).collect();
    if words.is_empty() {
        return;
    }
    for at in 0..finder.toks.len() {
        let same = words
            .iter()
            .enumerate()
            .all(|(n, word)| finder.tok(at + n).is_some_and(|tok| tok.plain == *word));
        let range = at..at + words.len();
        if same && finder.is_free(&range) {
            finder.claim(FactKind::Device, range, product.to_owned(), 97, None);
        }
    }
}

/// A make, with its model: a make alone says nothing.
fn made(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let make = MAKES.iter().filter_map(|make| spelled(toks, at, make)).max()?;
    let (end, numbers, words) = model(toks, make);
    let series = toks.get(at..make)?.iter().map(|tok| tok.plain.as_str()).collect::<String>();
    let telling = matches!(
        series.as_str(),
        "fritz!box"
            | "fritzbox"
            | "speedport"
            | "easybox"
            | "connectbox"
            | "vodafonestation"
            | "smarthub"
            | "superhub"
            | "airpods"
            | "ps5"
            | "ps4"
            | "echodot"
            | "kindle"
            | "thermomix"
            | "iphone"
            | "ipad"
            | "macbook"
            | "applewatch"
            | "homepod"
            | "chromecast"
            | "nintendoswitch"
            | "fritz!repeater"
            | "skyq"
            | "roomba"
    );
    // „Samsung Pro“ is none, „Ring 5“ neither.
    let sure = numbers > 0 && toks.get(at).is_some_and(|tok| tok.is_capital() || telling)
        || telling
        || words > 1;
    sure.then_some(at..end)
}

/// Behind a make that stands here.
fn spelled(toks: &[Tok<'_>], at: usize, make: &str) -> Option<usize> {
    let mut end = at;
    for word in make.split([' ', '!', '-']) {
        if end > at && toks.get(end).is_some_and(|tok| matches!(tok.text, "!" | "-")) {
            end += 1;
        }
        let tok = toks.get(end)?;
        // ps5: letters and digits are two.
        if tok.plain == word {
            end += 1;
        } else if toks
            .get(end + 1)
            .is_some_and(|next| !next.apart && word == format!("{}{}", tok.plain, next.text))
        {
            end += 2;
        } else {
            return None;
        }
    }
    Some(end)
}

/// Behind the model, how many of its words hold digits, and how many words it has.
fn model(toks: &[Tok<'_>], from: usize) -> (usize, usize, usize) {
    let (mut end, mut numbers, mut words) = (from, 0, 0);
    while words < 5 {
        let Some(tok) = toks.get(end).filter(|tok| !tok.line && tok.kind != Kind::Sign) else {
            break;
        };
        let mut next = end + 1;
        let mut digits = tok.kind == Kind::Number;
        let mut capitals = tok.kind == Kind::Word && tok.text.chars().all(char::is_uppercase);
        while let Some(more) = toks.get(next).filter(|more| !more.apart) {
            let joint = more.is_dash()
                && toks.get(next + 1).is_some_and(|tok| !tok.apart && tok.kind != Kind::Sign);
            if more.kind == Kind::Sign && !joint {
                break;
            }
            digits |= more.kind == Kind::Number;
            capitals |= more.kind == Kind::Word && more.text.chars().all(char::is_uppercase);
            next += 1;
        }
        let counted = tok.kind == Kind::Number
            && toks.get(next).is_some_and(|tok| {
                crate::words::unit(&tok.plain).is_some()
                    || tok.is_any(&["uhr", "euro", "mal", "times", "gb", "mbit", "jahre"])
                    || matches!(tok.text, "€" | "%")
            });
        // TWC 220, ecoTEC plus, Archer C7: what leads to a number.
        let leads = tok.kind == Kind::Word
            && words < 2
            && (capitals || tok.text.chars().any(char::is_uppercase))
            && !tok.is_any(NOUNS)
            && toks.get(next).is_some_and(|after| {
                !after.line
                    && (after.kind == Kind::Number
                        || after.kind == Kind::Word
                            && after.text.len() <= 4
                            && toks
                                .get(next + 1)
                                .is_some_and(|more| !more.apart && more.kind == Kind::Number))
            })
            && !toks.get(next + 1).is_some_and(|after| {
                crate::words::unit(&after.plain).is_some() || after.plain == "uhr"
            });
        let fits = digits && !counted
            || leads
            || tok.is_any(SUFFIX) && (tok.apart || words > 0) && !is_verb(tok)
            || capitals && words > 0 && tok.text.len() <= 4 && tok.text.len() > 1;
        if !fits {
            break;
        }
        numbers += usize::from(digits);
        words += 1;
        end = next;
        if toks.get(end).is_some_and(|tok| tok.is_sign('+') && !tok.apart) {
            end += 1;
        }
    }
    (end, numbers, words)
}

fn is_verb(tok: &Tok<'_>) -> bool {
    tok.is_any(&["s", "x", "one", "play", "note", "show", "home", "touch", "watch", "book"])
        && !tok.is_capital()
}

/// `Router Nordstern 300`, `Modell KX-40`: words with a capital and a number, beside a word for a device.
fn beside(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let first = toks.get(at).filter(|tok| tok.kind == Kind::Word && tok.is_capital())?;
    let near = |n: Option<usize>| {
        n.and_then(|n| toks.get(n)).is_some_and(|tok| {
            tok.is_any(NOUNS)
                || NOUNS.iter().any(|noun| noun.len() > 5 && tok.plain.ends_with(noun))
        })
    };
    let mine = at.checked_sub(1).and_then(|i| toks.get(i)).is_some_and(|tok| {
        tok.is_any(&[
            "mein", "meine", "meinen", "meinem", "meiner", "my", "our", "unser", "unsere",
            "unserem", "unseren", "unserer",
        ])
    }) && !DEVICE_OTHER.is_word(&first.plain);
    let led = mine
        || near(at.checked_sub(1))
        || (near(at.checked_sub(2))
            && finder.is(
                at - 1,
                &[":", "(", ",", "ist", "is", "heisst", "the", "der", "ein", "eine", "vom", "typ"],
            ));
    if first.is_any(NOUNS)
        || crate::words::month(&first.plain).is_some()
        || crate::words::weekday(&first.plain).is_some()
    {
        return None;
    }
    // The name: up to three words with a capital, then a number with no unit.
    let mut name = at + 1;
    let glued = |n: usize| toks.get(n).is_some_and(|tok| !tok.apart && tok.kind != Kind::Sign);
    while name < at + 4
        && toks
            .get(name)
            .is_some_and(|tok| tok.kind == Kind::Word && tok.is_capital() && tok.apart && !tok.line)
        && !glued(name)
    {
        name += 1;
    }
    let upper = first.text.chars().all(char::is_uppercase) && first.text.len() <= 4;
    let start = if upper && name == at + 1 { at } else { name };
    let (end, numbers, _) = model(toks, start);
    if numbers == 0 {
        return None;
    }
    let followed = near(Some(end));
    let mixed = toks.get(start..end).unwrap_or_default().windows(2).any(|pair| {
        pair.iter().all(|tok| tok.kind != Kind::Sign)
            && !pair[1].apart
            && pair[0].kind != pair[1].kind
    });
    let camel = first.text.chars().skip(1).any(char::is_uppercase)
        && first.text.chars().any(char::is_lowercase);
    let around = at.saturating_sub(9)..(end + 9).min(toks.len());
    let spoken = around.clone().any(|n| near(Some(n)));
    let other = toks
        .get(at..start)
        .unwrap_or_default()
        .iter()
        .any(|tok| DEVICE_OTHER.is_word(&tok.plain) || DEVICE_PLACES.is_word(&tok.plain));
    let named = start > at && !other && (mixed || camel || spoken);
    (led || followed || named).then_some(at..end)
}
