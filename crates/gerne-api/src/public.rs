//! What stands outside `/api/v1`.

pub(crate) mod dev_clock;
pub(crate) mod health;
pub(crate) mod hooks;
pub(crate) mod privacy_page;
pub(crate) mod team_page;
pub(crate) mod worked_page;
