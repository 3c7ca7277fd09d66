//! Once, and never twice.

use gerne_domain::{Outbound, Visibility};

use super::{Check, Checked, Harness, Heard, NoBlobs, Stop, Trouble, applies, fails, holds, works};
use crate::ConnectorError;

pub(super) const CHECKS: &[(&str, Check)] = &[
    ("sending: what is sent stands there and is found", |h| Box::pin(sent_and_found(h))),
    ("sending: what was not sent is not found", |h| Box::pin(not_found(h))),
    ("sending: the same key posts once", |h| Box::pin(same_key(h))),
    ("sending: the same words to two people are two", |h| Box::pin(same_words(h))),
    ("sending: a failure before the deed is not a success", |h| {
        Box::pin(before(h, Trouble::FailsBefore))
    }),
    ("sending: a broken connection before the deed is not a success", |h| {
        Box::pin(before(h, Trouble::BreaksBefore))
    }),
    ("sending: a failure after the deed is unknown and found", |h| {
        Box::pin(after(h, Trouble::FailsAfter))
    }),
    ("sending: a broken connection after the deed is unknown and found", |h| {
        Box::pin(after(h, Trouble::BreaksAfter))
    }),
    ("sending: an unreadable answer is unknown and found", |h| {
        Box::pin(after(h, Trouble::CutsAfter))
    }),
    ("sending: a rate limit is not a deed", |h| Box::pin(rate_limited(h))),
    ("sending: a late key does not post twice", |h| Box::pin(key_race(h))),
    ("sending: a private answer stays private", |h| Box::pin(private(h))),
];

/// An answer to what was heard.
pub(super) fn answer(harness: &dyn Harness, to: &Heard, key: &str, text: &str) -> Outbound {
    harness.dress(Outbound {
        key: key.to_owned(),
        in_reply_to: Some(to.id.clone()),
        to: vec![to.by.clone()],
        visibility: Visibility::Unlisted,
        subject: None,
        text: text.to_owned(),
        content_warning: None,
        language: Some("en".to_owned()),
        media: Vec::new(),
        written_at: harness.now(),
        letter: None,
    })
}

async fn stands(harness: &dyn Harness, to: &Heard, times: usize) -> Checked {
    let said = harness.answers_to(&to.id).await;
    holds(said.len() == times, || format!("{} answers stand there instead of {times}", said.len()))
}

async fn sent_and_found(harness: &dyn Harness) -> Checked {
    applies(harness.abilities().send)?;
    let account = harness.open().await;
    let heard = harness.hear("a question").await;
    let outbound = answer(
        harness,
        &heard,
        "key-1",
        "An answer, with “signs” & a link: https://example.com/a?b=c.",
    );
    let receipt = works(account.send(&outbound, &NoBlobs).await, "sending")?;
    stands(harness, &heard, 1).await?;
    let found = works(harness.open().await.find_sent(&outbound).await, "finding")?;
    holds(found.as_ref() == Some(&receipt), || format!("{receipt:?} is found as {found:?}"))
}

async fn not_found(harness: &dyn Harness) -> Checked {
    applies(harness.abilities().send)?;
    let account = harness.open().await;
    let heard = harness.hear("a question").await;
    let said = answer(harness, &heard, "key-1", "An answer that was given.");
    works(account.send(&said, &NoBlobs).await, "sending")?;
    let other = answer(harness, &heard, "key-2", "Another answer that was never given.");
    let found = works(account.find_sent(&other).await, "finding")?;
    holds(found.is_none(), || format!("what was never said is found as {found:?}"))
}

async fn same_key(harness: &dyn Harness) -> Checked {
    applies(harness.abilities().send)?;
    let heard = harness.hear("a question").await;
    let outbound = answer(harness, &heard, "key-1", "The only answer to this question.");
    let mut receipts = Vec::new();
    // In one life and in the next: after a crash nothing is remembered.
    for _ in 0..2 {
        let account = harness.open().await;
        for _ in 0..2 {
            receipts.push(works(account.send(&outbound, &NoBlobs).await, "sending")?.external_id);
        }
    }
    receipts.dedup();
    holds(receipts.len() == 1, || format!("one key, several receipts: {receipts:?}"))?;
    stands(harness, &heard, 1).await
}

async fn same_words(harness: &dyn Harness) -> Checked {
    applies(harness.abilities().send)?;
    let account = harness.open().await;
    let (one, other) = (harness.hear("a question").await, harness.hear("the same question").await);
    for (heard, key) in [(&one, "key-1"), (&other, "key-2")] {
        let outbound = answer(harness, heard, key, "We look into it.");
        works(account.send(&outbound, &NoBlobs).await, "sending")?;
        stands(harness, heard, 1).await?;
    }
    Ok(())
}

async fn before(harness: &dyn Harness, trouble: Trouble) -> Checked {
    applies(harness.abilities().send)?;
    let account = harness.open().await;
    let heard = harness.hear("a question").await;
    let outbound = answer(harness, &heard, "key-1", "An answer after an accident.");
    applies(harness.trouble(trouble).await)?;
    let error = fails(account.send(&outbound, &NoBlobs).await, "sending")?;
    let open = matches!(error, ConnectorError::Retry { .. } | ConnectorError::Unknown { .. });
    holds(open, || format!("{error:?}"))?;
    harness.heal().await;
    stands(harness, &heard, 0).await?;
    let found = works(account.find_sent(&outbound).await, "finding")?;
    holds(found.is_none(), || "what was not said is found".to_owned())?;
    works(account.send(&outbound, &NoBlobs).await, "sending again")?;
    stands(harness, &heard, 1).await
}

async fn after(harness: &dyn Harness, trouble: Trouble) -> Checked {
    applies(harness.abilities().send)?;
    let account = harness.open().await;
    let heard = harness.hear("a question").await;
    let outbound = answer(harness, &heard, "key-1", "An answer whose receipt is lost.");
    applies(harness.trouble(trouble).await)?;
    let error = fails(account.send(&outbound, &NoBlobs).await, "sending")?;
    holds(matches!(error, ConnectorError::Unknown { .. }), || format!("{error:?}"))?;
    harness.heal().await;
    stands(harness, &heard, 1).await?;
    let found = works(harness.open().await.find_sent(&outbound).await, "finding")?;
    let found = found.ok_or_else(|| Stop::Broken("what was said is not found".to_owned()))?;
    let again = works(account.send(&outbound, &NoBlobs).await, "sending again")?;
    holds(again == found, || format!("{again:?} is not {found:?}"))?;
    stands(harness, &heard, 1).await
}

async fn rate_limited(harness: &dyn Harness) -> Checked {
    applies(harness.abilities().send)?;
    let account = harness.open().await;
    let heard = harness.hear("a question").await;
    let outbound = answer(harness, &heard, "key-1", "An answer that must wait.");
    applies(harness.trouble(Trouble::RateLimited).await)?;
    let error = fails(account.send(&outbound, &NoBlobs).await, "sending")?;
    holds(matches!(error, ConnectorError::Retry { .. }), || format!("{error:?}"))?;
    harness.heal().await;
    stands(harness, &heard, 0).await
}

async fn key_race(harness: &dyn Harness) -> Checked {
    applies(harness.abilities().send)?;
    let account = harness.open().await;
    let heard = harness.hear("a question").await;
    let outbound = answer(harness, &heard, "key-1", "An answer in spite of a race.");
    applies(harness.trouble(Trouble::FailsAfter).await)?;
    fails(account.send(&outbound, &NoBlobs).await, "sending")?;
    harness.heal().await;
    applies(harness.trouble(Trouble::KeyRace).await)?;
    works(account.send(&outbound, &NoBlobs).await, "sending again")?;
    harness.heal().await;
    stands(harness, &heard, 1).await
}

async fn private(harness: &dyn Harness) -> Checked {
    applies(harness.abilities().send && harness.abilities().private)?;
    let account = harness.open().await;
    let heard = harness.hear_in_private("only for you").await;
    let mut outbound = answer(harness, &heard, "key-1", "Only for you, too.");
    outbound.visibility = Visibility::Private;
    works(account.send(&outbound, &NoBlobs).await, "sending")?;
    let said = harness.answers_to(&heard.id).await;
    let private = said.iter().all(|said| said.visibility == Visibility::Private);
    holds(said.len() == 1 && private, || format!("{said:?}"))?;
    let found = works(account.find_sent(&outbound).await, "finding")?;
    holds(found.is_some(), || "a private answer is not found".to_owned())
}
