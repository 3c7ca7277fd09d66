//! What goes wrong is an error with a decision, never a panic, and costs nothing.

use std::time::Duration;

use super::{
    Check, Checked, Harness, Stop, Trouble, applies, fails, holds,
    reading::{fetch_all, messages},
};
use crate::{Account, ConnectorError, Wake};

pub(super) const CHECKS: &[(&str, Check)] = &[
    ("accidents: a rate limit says when to come again", |h| Box::pin(rate_limit(h))),
    ("accidents: a revoked token needs a person", |h| Box::pin(revoked(h))),
    ("accidents: a failing server is tried again", |h| Box::pin(survives(h, Trouble::FailsBefore))),
    ("accidents: a broken connection is tried again", |h| {
        Box::pin(survives(h, Trouble::BreaksBefore))
    }),
    ("accidents: a cut answer is tried again", |h| Box::pin(survives(h, Trouble::Truncated))),
    ("accidents: a garbled answer is tried again", |h| Box::pin(survives(h, Trouble::Garbage))),
    ("accidents: an oversized answer is an error", |h| Box::pin(survives(h, Trouble::Oversized))),
    ("accidents: a cut stream means look everywhere", |h| Box::pin(cut(h))),
];

async fn rate_limit(harness: &dyn Harness) -> Checked {
    let account = harness.open().await;
    applies(harness.trouble(Trouble::RateLimited).await)?;
    let error = fails(account.fetch(&harness.inbox(), None).await, "a fetch")?;
    let after = match &error {
        ConnectorError::Retry { after, .. } => *after,
        _ => None,
    };
    holds(after.is_some_and(|after| !after.is_zero()), || format!("{error:?}"))
}

async fn revoked(harness: &dyn Harness) -> Checked {
    let account = harness.open().await;
    applies(harness.trouble(Trouble::Revoked).await)?;
    let error = fails(account.fetch(&harness.inbox(), None).await, "a fetch")?;
    holds(matches!(error, ConnectorError::Reauthorize { .. }), || format!("{error:?}"))?;
    let checks = account.check().await;
    holds(checks.iter().any(|check| check.problem.is_some()), || {
        "a check does not see that the token is revoked".to_owned()
    })
}

async fn survives(harness: &dyn Harness, trouble: Trouble) -> Checked {
    let account = harness.open().await;
    let mut cursor = None;
    fetch_all(harness, &*account, &mut cursor).await?;
    let heard = harness.hear("said in hard times").await;
    applies(harness.trouble(trouble).await)?;
    let error = fails(account.fetch(&harness.inbox(), cursor.as_ref()).await, "a fetch")?;
    holds(matches!(error, ConnectorError::Retry { .. }), || format!("{error:?}"))?;
    harness.heal().await;
    let items = fetch_all(harness, &*account, &mut cursor).await?;
    holds(messages(&items).any(|message| message.external_id == heard.id), || {
        "what was said in hard times is lost".to_owned()
    })
}

async fn cut(harness: &dyn Harness) -> Checked {
    applies(harness.abilities().push)?;
    let account = harness.open().await;
    let first = woken(&*account).await?;
    holds(first == Wake::All, || format!("the first wake is {first:?}"))?;
    harness.until_listening().await;
    harness.hear("ring").await;
    let rung = woken(&*account).await?;
    let at_inbox = Wake::Resource(harness.inbox());
    holds(rung == Wake::All || rung == at_inbox, || format!("a message rings {rung:?}"))?;
    applies(harness.trouble(Trouble::Cut).await)?;
    // Rings that were under way may come first.
    for _ in 0..10 {
        if woken(&*account).await? == Wake::All {
            return Ok(());
        }
    }
    Err(Stop::Broken("after a cut nobody looks everywhere".to_owned()))
}

async fn woken(account: &dyn Account) -> Result<Wake, Stop> {
    tokio::time::timeout(Duration::from_secs(20), account.wake())
        .await
        .map_err(|_| Stop::Broken("nothing wakes us".to_owned()))
}
