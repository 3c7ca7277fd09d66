//! What came into a folder: walked by number, a few mails at a time, and never further than what
//! was handed over.

use std::sync::PoisonError;

use gerne_connector::{Batch, ConnectorError, Cursor};
use gerne_domain::{ExternalId, InboundMessage, Item, Timestamp, time::before};

use crate::{
    account::{Connection, Watched},
    imap::{Head, Imap, ImapError, Opened},
    normalize::{self, Came},
    place::Place,
    tagged,
};

/// Most mails, and bytes, that are handed over together.
const MOST_MAILS: usize = 50;
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// Larger ones are shown by their head alone.
pub(crate) const TOO_LARGE: u64 = 50 * 1024 * 1024;
/// A beginning.
const NEWEST: u32 = 20;
/// Numbers that are looked through at once. Servers skip many.
const STRIDE: u32 = 5000;
/// Mails whose dates are asked for at once.
const STRIDE_LISTED: usize = 5000;
/// A mail that brings down its connection is tried so often until it is passed over; a server
/// that answers, but not with this mail, counts for many.
const PATIENCE: u32 = 30;
const ANSWERED: u32 = 10;

impl Connection {
    /// The next mails of a folder. A connection that was kept is tried first, a fresh one after it.
    pub(crate) async fn fetch_folder(
        &self,
        watched: Watched,
        since: Option<&Cursor>,
    ) -> Result<Batch, ConnectorError> {
        let place = since.and_then(|cursor| Place::read(cursor));
        let mut line = self.line.lock().await;
        if let Some(mut imap) = line.take() {
            match self.look(&mut imap, watched, place).await {
                Ok(batch) => {
                    line.keep(imap);
                    return Ok(batch);
                }
                Err(error) if error.is_about_the_line() => {}
                Err(error) => return Err(self.failed(error)),
            }
        }
        let mut imap = self.open_imap().await?;
        match self.look(&mut imap, watched, place).await {
            Ok(batch) => {
                line.keep(imap);
                Ok(batch)
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    async fn look(
        &self,
        imap: &mut Imap,
        watched: Watched,
        place: Option<Place>,
    ) -> Result<Batch, ImapError> {
        let Some((folder, opened)) = self.open_folder(imap, watched).await? else {
            // A folder that is not there has nothing to say; it may be made later.
            return Ok(Batch::default());
        };
        let begun = match place {
            None => self.beginning(imap, opened).await?,
            Some(place) if place.validity != opened.validity => {
                tracing::info!(folder = watched.name(), "the server numbers this folder anew");
                place.anew(opened.validity, opened.next.max(1))
            }
            Some(place) => place,
        };
        let (heads, end) = next_heads(imap, begun, opened).await?;
        let mut at = begun;
        let (mut items, mut bytes, mut wanted) = (Vec::new(), 0_u64, Vec::new());
        let most = if self.stumbled(watched, begun, &heads) { 1 } else { MOST_MAILS };
        for head in &heads {
            if begun.is_old(head.uid, head.came, None) {
                continue;
            }
            let size = if head.size > TOO_LARGE { 0 } else { head.size };
            if wanted.len() >= most || (!wanted.is_empty() && bytes + size > MOST_BYTES) {
                break;
            }
            bytes += size;
            wanted.push(*head);
        }
        let all =
            wanted.last().is_none_or(|last| heads.last().is_some_and(|end| end.uid == last.uid));
        for came in self.read(imap, watched, begun, &wanted).await? {
            let (head, message) = came;
            let written = message.published_at;
            if !begun.is_old(head.uid, head.came, Some(written)) {
                items.push(message);
            }
        }
        let last = if all { end } else { wanted.last().map(|head| head.uid) };
        if let Some(last) = last {
            at = at.moved_to(last);
        }
        at.tags = match watched {
            Watched::Inbox => self.prove(begun.tags).await,
            Watched::Junk | Watched::Sent => None,
        };
        at.tags = tagged::seen(at.tags, &mut items, watched, &self.facts());
        // In the order of their dates: who answers quickly is told after whom they answer.
        items.sort_by_key(|message| message.published_at);
        let items = items.into_iter().map(|message| Item::Message(Box::new(message))).collect();
        // What was written down is acted upon at once.
        let more = !all
            || (end.is_some() && at.uid.saturating_add(1) < opened.next)
            || at.tags != begun.tags;
        let moved = place != Some(at);
        tracing::debug!(folder, uid = at.uid, more, "looked");
        Ok(Batch { items, cursor: moved.then(|| at.write()), more, ..Batch::default() })
    }

    /// Opens a folder. When it is not where it was, all are asked for.
    async fn open_folder(
        &self,
        imap: &mut Imap,
        watched: Watched,
    ) -> Result<Option<(&'static str, Opened)>, ImapError> {
        if let Some(name) = self.folder(watched) {
            match imap.examine(&name).await {
                Err(ImapError::NoFolder) if watched != Watched::Inbox => {}
                opened => return opened.map(|opened| Some((watched.name(), opened))),
            }
        }
        self.find_folders(imap).await?;
        match self.folder(watched) {
            Some(name) => match imap.examine(&name).await {
                Err(ImapError::NoFolder) => Ok(None),
                opened => opened.map(|opened| Some((watched.name(), opened))),
            },
            None => Ok(None),
        }
    }

    /// Where to begin: with the newest few and whatever came since the mailbox was connected, or as
    /// many days back as a person asked for.
    async fn beginning(&self, imap: &mut Imap, opened: Opened) -> Result<Place, ImapError> {
        let now = self.clock.now();
        let before_all = |from: Timestamp, uid: u32| Place {
            validity: opened.validity,
            uid: uid.saturating_sub(1),
            from,
            again: None,
            tags: None,
        };
        if let Some(days) = self.facts().days.filter(|days| *days > 0) {
            let from = before(now, std::time::Duration::from_hours(24 * u64::from(days)));
            let found = imap.search(&since(from)).await?;
            let first = found.first().copied();
            return Ok(before_all(from, first.unwrap_or(opened.next)));
        }
        if opened.exists == 0 {
            return Ok(before_all(now, opened.next));
        }
        let first = opened.exists.saturating_sub(NEWEST - 1).max(1);
        let heads = imap.heads(&format!("FETCH {first}:*")).await?;
        let from = heads.iter().filter_map(|head| head.came).min().unwrap_or(now).min(now);
        let mut uid = heads.first().map_or(opened.next, |head| head.uid);
        if first > 1 {
            uid = self.first_since_connecting(imap, uid).await?;
        }
        Ok(before_all(from.min(self.begun), uid))
    }

    /// The lowest number of a mail that came since the mailbox was connected; at most `uid`. By the
    /// server's dates, not by the order alone: what is moved into a folder keeps its date.
    async fn first_since_connecting(&self, imap: &mut Imap, uid: u32) -> Result<u32, ImapError> {
        // A server's day may have begun elsewhere.
        let day = before(self.begun, std::time::Duration::from_hours(24));
        let mut found = imap.search(&since(day)).await?;
        found.retain(|found| *found < uid);
        let mut first = uid;
        for numbers in found.rchunks(STRIDE_LISTED) {
            let (Some(low), Some(high)) = (numbers.first(), numbers.last()) else { break };
            let heads = imap.heads(&format!("UID FETCH {low}:{high}")).await?;
            let came = |head: &&Head| head.came.is_some_and(|came| came >= self.begun);
            match heads.iter().find(came) {
                Some(head) => first = first.min(head.uid),
                None => break,
            }
        }
        Ok(first)
    }

    /// The mails as messages, in the order of their numbers. One that is gone meanwhile is left
    /// out; one that cannot be had is told with a note in its place.
    async fn read(
        &self,
        imap: &mut Imap,
        watched: Watched,
        place: Place,
        heads: &[Head],
    ) -> Result<Vec<(Head, InboundMessage)>, ImapError> {
        let Some(first) = heads.first() else { return Ok(Vec::new()) };
        let tried = self.tries(watched, place, first.uid);
        if tried >= PATIENCE {
            tracing::warn!(folder = watched.name(), uid = first.uid, "a mail is passed over");
            let message = normalize::unobtainable(&self.facts(), watched, place, first);
            return Ok(vec![(*first, message)]);
        }
        match self.bodies(imap, watched, heads).await {
            Ok(came) => {
                self.stumbles.lock().unwrap_or_else(PoisonError::into_inner).clear();
                Ok(came)
            }
            Err(error) => {
                let weight = match error {
                    ImapError::No | ImapError::Bad | ImapError::Garbled => ANSWERED,
                    _ => 1,
                };
                let mut stumbles = self.stumbles.lock().unwrap_or_else(PoisonError::into_inner);
                let count = stumbles.entry((watched, place.validity, first.uid)).or_default();
                *count = count.saturating_add(weight);
                Err(error)
            }
        }
    }

    async fn bodies(
        &self,
        imap: &mut Imap,
        watched: Watched,
        heads: &[Head],
    ) -> Result<Vec<(Head, InboundMessage)>, ImapError> {
        let (large, usual): (Vec<Head>, Vec<Head>) =
            heads.iter().partition(|head| head.size > TOO_LARGE);
        let mut came = Vec::with_capacity(heads.len());
        for (wanted, whole) in [(usual, true), (large, false)] {
            if wanted.is_empty() {
                continue;
            }
            let mut bodies = imap.bodies(&wanted, whole).await?;
            let missing: Vec<Head> = wanted
                .iter()
                .filter(|head| bodies.iter().all(|(uid, _)| *uid != head.uid))
                .copied()
                .collect();
            if !missing.is_empty() {
                bodies.extend(still_there(imap, &missing, whole).await?);
            }
            for (uid, raw) in bodies {
                let Some(head) = wanted.iter().find(|head| head.uid == uid) else { continue };
                let size = (!whole).then_some(head.size);
                let came_with =
                    Came { watched, at: head.came.unwrap_or_else(|| self.clock.now()), size };
                came.push((*head, self.understand(raw, came_with).await));
            }
        }
        came.sort_by_key(|(head, _)| head.uid);
        Ok(came)
    }

    /// Understanding a large mail takes a while: not on the threads that everyone needs.
    async fn understand(&self, raw: Vec<u8>, came: Came) -> InboundMessage {
        let (facts, raw) = (self.facts(), std::sync::Arc::<[u8]>::from(raw));
        let (again, with) = (std::sync::Arc::clone(&raw), facts.clone());
        let done =
            tokio::task::spawn_blocking(move || normalize::message(&raw, &facts, &came)).await;
        done.unwrap_or_else(|_| normalize::unreadable(&again, &with, &came))
    }

    fn stumbled(&self, watched: Watched, place: Place, heads: &[Head]) -> bool {
        heads.iter().take(MOST_MAILS).any(|head| self.tries(watched, place, head.uid) > 0)
    }

    fn tries(&self, watched: Watched, place: Place, uid: u32) -> u32 {
        let stumbles = self.stumbles.lock().unwrap_or_else(PoisonError::into_inner);
        stumbles.get(&(watched, place.validity, uid)).copied().unwrap_or_default()
    }
}

/// Mails that a server did not hand over although it said that it did: asked for once more if they
/// are still there.
async fn still_there(
    imap: &mut Imap,
    missing: &[Head],
    whole: bool,
) -> Result<Vec<(u32, Vec<u8>)>, ImapError> {
    let uids: Vec<String> = missing.iter().map(|head| head.uid.to_string()).collect();
    let there = imap.heads(&format!("UID FETCH {}", uids.join(","))).await?;
    let mut bodies = Vec::new();
    for head in there.iter().filter(|head| missing.iter().any(|other| other.uid == head.uid)) {
        let came = imap.bodies(std::slice::from_ref(head), whole).await?;
        if came.is_empty() {
            return Err(ImapError::No);
        }
        bodies.extend(came);
    }
    Ok(bodies)
}

/// Asks for what came since a day.
fn since(at: Timestamp) -> String {
    format!("SINCE {}", at.strftime("%d-%b-%Y"))
}

/// Mails behind a place, and up to which number was looked.
async fn next_heads(
    imap: &mut Imap,
    place: Place,
    opened: Opened,
) -> Result<(Vec<Head>, Option<u32>), ImapError> {
    let from = place.uid.saturating_add(1);
    let to = from.saturating_add(STRIDE - 1);
    // To the end, unless that is far: asking for it is right even when the server says that there
    // is nothing, because some say so too late.
    let set = if opened.next > to { format!("{from}:{to}") } else { format!("{from}:*") };
    // `99:*` is answered with the last mail even when its number is smaller.
    let behind = |heads: Vec<Head>| -> Vec<Head> {
        heads.into_iter().filter(|head| head.uid >= from).collect()
    };
    let heads = behind(imap.heads(&format!("UID FETCH {set}")).await?);
    if opened.next <= to {
        let end = heads.last().map(|head| head.uid);
        return Ok((heads, end));
    }
    if !heads.is_empty() {
        return Ok((heads, Some(to)));
    }
    // Nothing for thousands of numbers: jump to the next that there is.
    let found = imap.search(&format!("UID {from}:*")).await?;
    match found.iter().find(|uid| **uid >= from) {
        Some(next) => {
            let to = next.saturating_add(STRIDE - 1);
            Ok((behind(imap.heads(&format!("UID FETCH {next}:{to}")).await?), Some(to)))
        }
        None => Ok((Vec::new(), None)),
    }
}

/// What a mail that is known only by its place is called.
pub(crate) fn by_place(watched: Watched, place: Place, uid: u32) -> ExternalId {
    ExternalId(format!("{}-{}-{uid}", watched.name(), place.validity))
}
