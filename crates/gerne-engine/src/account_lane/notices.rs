//! What a connector wants people to know, by resource: told when it changes, not each time.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use gerne_connector::Resource;
use gerne_domain::Refusal;

/// The key of what was told last; of nothing at the beginning, when an alarm of a former process
/// may stand.
#[derive(Default)]
pub(super) struct Notices(Mutex<BTreeMap<Resource, Option<String>>>);

impl Notices {
    /// Whether this is something else than before.
    pub(super) fn changed(&self, resource: &Resource, notice: Option<&Refusal>) -> bool {
        let key = notice.map(|notice| notice.key.clone());
        let mut told = self.told();
        told.insert(resource.clone(), key.clone()) != Some(key)
    }

    /// It could not be told: the next time it is something else.
    pub(super) fn untold(&self, resource: &Resource) {
        self.told().remove(resource);
    }

    /// Whether any resource has something to tell.
    pub(super) fn stand(&self) -> bool {
        self.told().values().any(Option::is_some)
    }

    fn told(&self) -> std::sync::MutexGuard<'_, BTreeMap<Resource, Option<String>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
