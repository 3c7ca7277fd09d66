//! No loss, no repeat, whatever the order in which a platform tells.

use std::collections::BTreeMap;

use gerne_domain::{ExternalId, InboundMessage, Item, Visibility};

use super::{Check, Checked, Harness, Stop, Trouble, applies, holds, works};
use crate::{Account, Cursor, LookUp};

pub(super) const CHECKS: &[(&str, Check)] = &[
    ("reading: a beginning is one page and a cursor", |h| Box::pin(beginning(h))),
    ("reading: nothing is lost or repeated", |h| Box::pin(no_loss_no_repeat(h))),
    ("reading: a flood is read in pages", |h| Box::pin(flood(h))),
    ("reading: the same is told in the same words", |h| Box::pin(same_words(h))),
    ("reading: duplicates are put right", |h| Box::pin(troubled(h, Trouble::Duplicates))),
    ("reading: disorder is put right", |h| Box::pin(troubled(h, Trouble::Disorder))),
    ("reading: what appears late is not lost", |h| Box::pin(late(h))),
    ("reading: changes are seen", |h| Box::pin(edits(h))),
    ("reading: deletions are seen", |h| Box::pin(deletions(h))),
    ("reading: what is private is told as private", |h| Box::pin(private(h))),
];

/// Fetches until there is no more, as the engine does.
pub(super) async fn fetch_all(
    harness: &dyn Harness,
    account: &dyn Account,
    cursor: &mut Option<Cursor>,
) -> Result<Vec<Item>, Stop> {
    let mut items = Vec::new();
    for _ in 0..100 {
        let fetched = account.fetch(&harness.inbox(), cursor.as_ref()).await;
        let batch = works(fetched, "a fetch")?;
        holds(batch.gap.is_none(), || format!("a gap: {:?}", batch.gap))?;
        let times: Vec<_> = messages(&batch.items).map(|message| message.published_at).collect();
        holds(times.is_sorted(), || "a batch is not oldest first".to_owned())?;
        items.extend(batch.items);
        if batch.cursor.is_some() {
            *cursor = batch.cursor;
        }
        if !batch.more {
            return Ok(items);
        }
    }
    Err(Stop::Broken("there is always more".to_owned()))
}

pub(super) fn messages(items: &[Item]) -> impl Iterator<Item = &InboundMessage> {
    items.iter().filter_map(|item| match item {
        Item::Message(message) => Some(&**message),
        Item::Deleted(_) => None,
    })
}

/// Each of `wanted` exactly once.
fn exactly_once(wanted: &[ExternalId], items: &[Item]) -> Checked {
    let mut counts: BTreeMap<&ExternalId, u32> = wanted.iter().map(|id| (id, 0)).collect();
    for message in messages(items) {
        if let Some(count) = counts.get_mut(&message.external_id) {
            *count += 1;
        }
    }
    let wrong: Vec<_> = counts.iter().filter(|(_, count)| **count != 1).collect();
    holds(wrong.is_empty(), || format!("not exactly once: {wrong:?}"))
}

async fn beginning(harness: &dyn Harness) -> Checked {
    let heard = harness.hear("the first").await;
    let account = harness.open().await;
    let batch = works(account.fetch(&harness.inbox(), None).await, "a first fetch")?;
    exactly_once(&[heard.id], &batch.items)?;
    holds(batch.cursor.is_some(), || "a first fetch brings no cursor".to_owned())?;
    let again = account.fetch(&harness.inbox(), batch.cursor.as_ref()).await;
    let again = works(again, "a second fetch")?;
    holds(again.items.is_empty(), || "a second fetch repeats the first".to_owned())
}

async fn no_loss_no_repeat(harness: &dyn Harness) -> Checked {
    let mut wanted = Vec::new();
    let (mut cursor, mut items) = (None, Vec::new());
    // An empty beginning has a cursor too, or what comes next could be lost.
    items.extend(fetch_all(harness, &*harness.open().await, &mut cursor).await?);
    holds(cursor.is_some(), || "an empty beginning brings no cursor".to_owned())?;
    for round in 0..8 {
        // Opened anew each time: the cursor is all that is kept.
        let account = harness.open().await;
        for nth in 0..=round {
            wanted.push(harness.hear(&format!("message {round}.{nth}")).await.id);
        }
        items.extend(fetch_all(harness, &*account, &mut cursor).await?);
    }
    items.extend(fetch_all(harness, &*harness.open().await, &mut cursor).await?);
    exactly_once(&wanted, &items)
}

async fn flood(harness: &dyn Harness) -> Checked {
    let account = harness.open().await;
    let mut cursor = None;
    fetch_all(harness, &*account, &mut cursor).await?;
    let mut wanted = Vec::new();
    for nth in 0..250 {
        wanted.push(harness.hear(&format!("message {nth}")).await.id);
    }
    exactly_once(&wanted, &fetch_all(harness, &*account, &mut cursor).await?)
}

async fn same_words(harness: &dyn Harness) -> Checked {
    let account = harness.open().await;
    let mut cursor = None;
    fetch_all(harness, &*account, &mut cursor).await?;
    let heard = harness.hear("the same, “always”: <b>ä</b> & 👩‍👩‍👧 https://example.com/a_b").await;
    let inbox = harness.inbox();
    let once = works(account.fetch(&inbox, cursor.as_ref()).await, "a fetch")?;
    let other = harness.open().await;
    let twice = works(other.fetch(&inbox, cursor.as_ref()).await, "a fetch")?;
    holds(once == twice, || format!("{once:?} is not {twice:?}"))?;
    // What never changes need not be looked up.
    let abilities = harness.abilities();
    if !abilities.edit && !abilities.delete {
        return Ok(());
    }
    let states = LookUp::States(vec![heard.id.clone()]);
    let looked_up = works(account.look_up(&states).await, "a look-up")?;
    let find = |items: &[Item]| messages(items).find(|m| m.external_id == heard.id).cloned();
    let (fetched, looked_up) = (find(&once.items), find(&looked_up.items));
    holds(fetched.is_some() && fetched == looked_up, || {
        format!("looked up, {fetched:?} is {looked_up:?}")
    })
}

async fn troubled(harness: &dyn Harness, trouble: Trouble) -> Checked {
    let account = harness.open().await;
    let mut cursor = None;
    let mut items = fetch_all(harness, &*account, &mut cursor).await?;
    applies(harness.trouble(trouble).await)?;
    let mut wanted = Vec::new();
    for round in 0..6 {
        for nth in 0..(round * 7) {
            wanted.push(harness.hear(&format!("message {round}.{nth}")).await.id);
        }
        items.extend(fetch_all(harness, &*account, &mut cursor).await?);
    }
    harness.heal().await;
    items.extend(fetch_all(harness, &*account, &mut cursor).await?);
    exactly_once(&wanted, &items)
}

async fn late(harness: &dyn Harness) -> Checked {
    let account = harness.open().await;
    let mut cursor = None;
    let mut items = fetch_all(harness, &*account, &mut cursor).await?;
    let mut wanted = Vec::new();
    for round in 0..5 {
        wanted.push(harness.hear(&format!("before {round}")).await.id);
        applies(harness.trouble(Trouble::Late).await)?;
        wanted.push(harness.hear(&format!("late {round}")).await.id);
        harness.heal().await;
        for nth in 0..4 {
            wanted.push(harness.hear(&format!("after {round}.{nth}")).await.id);
            items.extend(fetch_all(harness, &*account, &mut cursor).await?);
        }
    }
    items.extend(fetch_all(harness, &*account, &mut cursor).await?);
    exactly_once(&wanted, &items)
}

async fn edits(harness: &dyn Harness) -> Checked {
    applies(harness.abilities().edit)?;
    let account = harness.open().await;
    let heard = harness.hear("the first words").await;
    fetch_all(harness, &*account, &mut None).await?;
    harness.edit(&heard.id, "the second words").await;
    let states =
        works(account.look_up(&LookUp::States(vec![heard.id.clone()])).await, "a look-up")?;
    let now = messages(&states.items).find(|message| message.external_id == heard.id);
    holds(now.is_some_and(|m| m.text.contains("second") && m.edited_at.is_some()), || {
        format!("a changed message is {now:?}")
    })
}

async fn deletions(harness: &dyn Harness) -> Checked {
    applies(harness.abilities().delete)?;
    let account = harness.open().await;
    let (gone, stays) = (harness.hear("taken back").await, harness.hear("stays").await);
    fetch_all(harness, &*account, &mut None).await?;
    harness.delete(&gone.id).await;
    let ids = vec![stays.id.clone(), gone.id.clone()];
    let states = works(account.look_up(&LookUp::States(ids)).await, "a look-up")?;
    holds(states.items.contains(&Item::Deleted(gone.id.clone())), || {
        "a deleted message is not told as deleted".to_owned()
    })?;
    holds(!states.items.contains(&Item::Deleted(stays.id)), || {
        "a message that stands is told as deleted".to_owned()
    })
}

async fn private(harness: &dyn Harness) -> Checked {
    applies(harness.abilities().private)?;
    let account = harness.open().await;
    let heard = harness.hear_in_private("only for you").await;
    let items = fetch_all(harness, &*account, &mut None).await?;
    let message = messages(&items).find(|message| message.external_id == heard.id);
    let told = message.map(|message| (message.visibility, message.addressed));
    holds(told == Some((Visibility::Private, true)), || format!("a private message is {told:?}"))
}
