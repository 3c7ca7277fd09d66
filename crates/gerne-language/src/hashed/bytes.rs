//! A model as bytes: a byte for each weight, so that a table of 2^17 keys and four classes is 0.7 MB.

use super::{cut::Letters, model::Model};

/// The first bytes: what it is, and which way of writing it.
const MARK: &[u8; 6] = b"GERNE\x01";

impl Model {
    /// Writes it down. Weights are rounded to a byte, finer near zero.
    pub fn to_bytes(&self) -> Vec<u8> {
        let most = self.weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let rarest = self.rarity.iter().copied().fold(self.unseen, f32::max);
        let mut bytes = MARK.to_vec();
        bytes.push(u8::try_from(self.classes).unwrap_or(u8::MAX));
        bytes.push(self.bits);
        bytes.push(u8::from(self.letters == Letters::Lower));
        for number in [self.unseen, rarest, most].iter().chain(&self.bias) {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(self.rarity.iter().map(|rarity| share(*rarity, rarest)));
        bytes.extend(self.weights.iter().map(|weight| signed(*weight, most)));
        bytes
    }

    /// Reads what [`Model::to_bytes`] wrote; `None` if it is something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MARK)?;
        let (&[classes, bits, lower], rest) = rest.split_first_chunk::<3>()?;
        let classes = usize::from(classes);
        if bits > 24 || classes == 0 {
            return None;
        }
        let keys = 1_usize << bits;
        let (numbers, rest) = rest.split_at_checked((3 + classes) * 4)?;
        let mut numbers = numbers.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four));
        let (unseen, rarest, most) = (numbers.next()?, numbers.next()?, numbers.next()?);
        let bias: Vec<f32> = numbers.collect();
        let (rarity, weights) = rest.split_at_checked(keys)?;
        if weights.len() != keys * classes {
            return None;
        }
        let rarity = rarity.iter().map(|byte| f32::from(*byte) / 255.0 * rarest).collect();
        let weights = weights.iter().map(|byte| unsigned(*byte, most)).collect();
        let letters = if lower == 1 { Letters::Lower } else { Letters::Folded };
        Some(Self { classes, bits, letters, weights, bias, rarity, unseen })
    }
}

/// From 0 to 255; only nothing is 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within a byte")]
fn share(value: f32, most: f32) -> u8 {
    if value <= 0.0 || most <= 0.0 {
        0
    } else {
        (value / most * 255.0).round().clamp(1.0, 255.0) as u8
    }
}

/// The root of the share, as a byte around 128.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within a byte")]
pub(crate) fn signed(weight: f32, most: f32) -> u8 {
    if most <= 0.0 {
        return 128;
    }
    let root = (weight.abs() / most).sqrt() * 127.0 * weight.signum();
    (root.round().clamp(-127.0, 127.0) + 128.0) as u8
}

pub(crate) fn unsigned(byte: u8, most: f32) -> f32 {
    let root = (f32::from(byte) - 128.0) / 127.0;
    root * root.abs() * most
}
