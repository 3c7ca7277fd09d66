//! Requests per window, as X told and as we count on: what is on its way, or was lost, is counted
//! before X says so; and what is nearly used up is kept for the next process.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use gerne_connector::{Vault, VaultError};
use gerne_domain::{
    Timestamp,
    time::{after, between},
};
use gerne_webapi::Purpose;
use tokio::sync::OnceCell;

use crate::limits::Window;

/// Where they are kept.
const NOTE: &str = "windows";
/// A window of which no more than this is left is kept: one process may follow another within it.
const NEARLY: u32 = 5;
/// A window so narrow is kept always.
const NARROW: u32 = 15;
/// X's windows.
const QUARTER: Duration = Duration::from_mins(15);

/// The windows of one account.
#[derive(Default)]
pub(crate) struct Windows {
    open: Mutex<BTreeMap<String, Window>>,
    read: OnceCell<()>,
}

impl Windows {
    /// Takes one request out of a window before it leaves; `Some`: it must wait so long instead.
    ///
    /// # Errors
    /// When what the process before left cannot be read, or what is nearly used up not be kept.
    pub(crate) async fn take(
        &self,
        vault: &dyn Vault,
        name: &str,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<Option<Duration>, VaultError> {
        self.recall(vault).await?;
        let kept = {
            let mut open = self.open();
            open.retain(|_, window| !between(now, window.until).is_zero());
            if !open.contains_key(name) {
                let Some(limit) = narrow(name) else { return Ok(None) };
                // What X will say; until then, and should its answer be lost, this holds.
                let window = Window { limit, remaining: limit, until: after(now, QUARTER) };
                open.insert(name.to_owned(), window);
            }
            let Some(window) = open.get_mut(name) else { return Ok(None) };
            if window.remaining <= purpose.leaves(window.limit) {
                return Ok(Some(between(now, window.until)));
            }
            window.remaining -= 1;
            is_scarce(window).then(|| written(&open))
        };
        if let Some(kept) = kept {
            vault.put_note(NOTE, &kept).await?;
        }
        Ok(None)
    }

    /// What X says. Of a window that we know already no more is left than we counted: something may
    /// be on its way that X had not seen.
    ///
    /// # Errors
    /// When what is nearly used up cannot be kept.
    pub(crate) async fn note(
        &self,
        vault: &dyn Vault,
        name: &str,
        told: Window,
    ) -> Result<(), VaultError> {
        let kept = {
            let mut open = self.open();
            let same = |known: &&Window| {
                let apart = between(known.until, told.until).max(between(told.until, known.until));
                known.limit == told.limit && apart < Duration::from_secs(5)
            };
            let known = open.get(name).filter(same).map(|known| known.remaining);
            let remaining = known.map_or(told.remaining, |known| known.min(told.remaining));
            let window = Window { remaining, ..told };
            let kept_already = known == Some(remaining);
            open.insert(name.to_owned(), window);
            (is_scarce(&window) && !kept_already).then(|| written(&open))
        };
        match kept {
            Some(kept) => vault.put_note(NOTE, &kept).await,
            None => Ok(()),
        }
    }

    /// What is left of a window, from 0 to 1, and until when; `None` while it is not known.
    pub(crate) fn left(&self, name: &str, now: Timestamp) -> Option<(f64, Duration)> {
        let open = self.open();
        let window = open.get(name)?;
        let wait = between(now, window.until);
        let left = f64::from(window.remaining) / f64::from(window.limit.max(1));
        (!wait.is_zero()).then_some((left, wait))
    }

    /// What the process before left, once.
    async fn recall(&self, vault: &dyn Vault) -> Result<(), VaultError> {
        let read = self.read.get_or_try_init(async || {
            let note = vault.note(NOTE).await?;
            let kept: BTreeMap<String, Window> =
                note.and_then(|note| serde_json::from_str(&note).ok()).unwrap_or_default();
            self.open().extend(kept);
            Ok(())
        });
        read.await?;
        Ok(())
    }

    fn open(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Window>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What X allows for what it allows least: all about private messages.
fn narrow(name: &str) -> Option<u32> {
    name.starts_with("dm_").then_some(NARROW)
}

fn is_scarce(window: &Window) -> bool {
    window.limit <= NARROW || window.remaining <= NEARLY
}

fn written(open: &BTreeMap<String, Window>) -> String {
    let scarce: BTreeMap<&String, &Window> =
        open.iter().filter(|(_, window)| is_scarce(window)).collect();
    serde_json::to_string(&scarce).unwrap_or_default()
}
