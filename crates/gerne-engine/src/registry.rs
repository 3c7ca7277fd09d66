//! Which platforms this installation speaks. The binary fills it; nobody else names one.

use std::{collections::BTreeMap, sync::Arc};

use gerne_connector::{Platform, Profile};

/// The connectors by platform name.
#[derive(Clone, Debug, Default)]
pub struct Registry(BTreeMap<String, Arc<dyn Platform>>);

impl Registry {
    /// One entry per platform; a later one of the same name replaces an earlier one.
    pub fn new(platforms: impl IntoIterator<Item = Arc<dyn Platform>>) -> Self {
        Self(platforms.into_iter().map(|p| (p.profile().platform.to_owned(), p)).collect())
    }

    /// The connector of that name.
    pub fn get(&self, platform: &str) -> Option<&Arc<dyn Platform>> {
        self.0.get(platform)
    }

    /// What each is and can do, by name.
    pub fn profiles(&self) -> impl Iterator<Item = &Profile> {
        self.0.values().map(|platform| platform.profile())
    }
}
