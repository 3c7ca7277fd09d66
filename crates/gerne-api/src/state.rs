//! What routes share.

use std::{ops::Deref, sync::Arc};

use crate::{config::ApiConfig};

/// What routes share. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Api(Arc<Parts>);

/// The parts.
#[derive(Debug)]
pub struct Parts {
    pub(crate) config: ApiConfig,
}

impl Deref for Api {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
