//! Whose holidays hold.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A country, or a part of one with holidays of its own, by its code of ISO 3166-2: `DE-NW`, `AT`,
/// `GB-ENG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region(&'static str);

/// No holidays are known for this code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no holidays are known for {0:?}; known are {known}", known = CODES.join(", "))]
pub struct UnknownRegion(pub String);

/// Every code that is known, Germany first. Wales keeps England's days.
const CODES: [&str; 24] = [
    "DE", "DE-BB", "DE-BE", "DE-BW", "DE-BY", "DE-HB", "DE-HE", "DE-HH", "DE-MV", "DE-NI", "DE-NW",
    "DE-RP", "DE-SH", "DE-SL", "DE-SN", "DE-ST", "DE-TH", "AT", "CH", "LU", "GB-ENG", "GB-NIR",
    "GB-SCT", "IE",
];

impl Region {
    /// Every region whose holidays are known.
    pub fn all() -> impl Iterator<Item = Region> {
        CODES.into_iter().map(Region)
    }

    /// Its code, as `DE-NW`.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// The country's code, as `DE`.
    pub fn country(self) -> &'static str {
        self.0.split('-').next().unwrap_or(self.0)
    }
}

impl FromStr for Region {
    type Err = UnknownRegion;

    fn from_str(code: &str) -> Result<Region, UnknownRegion> {
        Region::all()
            .find(|region| region.0.eq_ignore_ascii_case(code.trim()))
            .ok_or_else(|| UnknownRegion(code.to_owned()))
    }
}

impl Serialize for Region {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Region, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
