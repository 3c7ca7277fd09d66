//! Which posts are about the same thing, and when too many are: online clusters, and bursts of them.
//!
//! Online leader clustering: a post joins the cluster whose centre is most like it (cosine of
//! frequencies weighted by rarity), found through its rarest words, or begins one of its own. That
//! splits too finely, so that [`Clusters::tidy`] joins from time to time what has grown alike. Nothing
//! is trained; the words that counted are kept and shown.

mod burst;
mod clusters;
mod incidents;
mod past;
mod said;
mod terms;
mod wording;

pub use burst::{Background, Burst, Bursts, Key, Report, Sensitivity};
pub use clusters::{ClusterId, Clusters, Likeness, Taken};
pub use incidents::{Incident, IncidentId, Incidents, Noticed, Post, Rising};
pub use past::Usual;
pub use said::{Said, said};
pub use wording::Wording;

#[cfg(test)]
mod tests;
