//! The store on both engines. `scripts/test-postgres.sh cargo test -p gerne-store --
//! --include-ignored` runs all of it; without a server the PostgreSQL half is counted as ignored,
//! never as passed.

#[cfg(test)]
mod backup;
#[cfg(test)]
mod support;

#[cfg(test)]
#[expect(clippy::cloned_ref_to_slice_refs, reason = "what is compared is shown as it is")]
mod blobs;
#[cfg(test)]
mod complete;
#[cfg(test)]
#[expect(clippy::cloned_ref_to_slice_refs, reason = "what is compared is shown as it is")]
mod conformance;
#[cfg(test)]
mod durable;
#[cfg(test)]
mod log;
#[cfg(test)]
mod owner;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod rotation;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod search;
#[cfg(test)]
mod space;
#[cfg(test)]
mod writing;
