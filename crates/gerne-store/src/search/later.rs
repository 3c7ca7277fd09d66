//! What a batch of commands wrote is made found at its end, all of it in a few statements: each
//! statement is a round trip on PostgreSQL, and on SQLite a new segment of the index.
//!
//! Until then nothing of it is in the index. A command that is undone takes back what it put here,
//! and gives back what it took out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gerne_domain::Timestamp;
use tokio::task::JoinHandle;

use super::indexed::Indexed;
use crate::{Reader, StoreError};

/// Words of a text that are searched; what is behind them is not found.
const WORDS: usize = 10_000;

/// Bytes of them: PostgreSQL keeps no more than a mebibyte of one text, places included.
const BYTES: usize = 600_000;

/// So many texts are taken apart beside the statements that run meanwhile.
const MANY: usize = 8;

/// A text that is to be found.
pub(crate) type Text = (Indexed, Timestamp, String);

/// Its words, and where they are put.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) what: Indexed,
    pub(super) rowid: i64,
    pub(super) cut: Vec<String>,
}

/// What waits for the end of a batch.
#[derive(Debug, Default)]
pub(crate) struct Later {
    groups: Vec<Group>,
    /// How many groups there were when the running command began, and which command it is.
    mark: usize,
    command: usize,
}

#[derive(Debug)]
struct Group {
    texts: Texts,
    /// What was taken out again, and by which command.
    gone: Vec<(uuid::Uuid, usize)>,
    ids: Vec<uuid::Uuid>,
}

#[derive(Debug)]
enum Texts {
    Whole(Vec<Text>),
    Cut(JoinHandle<Vec<Words>>),
}

impl Later {
    /// A command begins.
    pub(crate) fn begin(&mut self) {
        self.mark = self.groups.len();
        self.command += 1;
    }

    /// The command that began last never was.
    pub(crate) fn undo(&mut self) {
        self.groups.truncate(self.mark);
        for group in &mut self.groups {
            group.gone.retain(|(_, by)| *by != self.command);
        }
    }

    pub(super) fn put(&mut self, texts: Vec<Text>) {
        if texts.is_empty() {
            return;
        }
        let ids = texts.iter().map(|(what, ..)| what.id()).collect();
        let texts = if texts.len() < MANY {
            Texts::Whole(texts)
        } else {
            Texts::Cut(tokio::task::spawn_blocking(|| cut(texts)))
        };
        self.groups.push(Group { texts, gone: Vec::new(), ids });
    }

    /// Of what was put here last, only these.
    pub(super) fn keep_only(&mut self, keep: impl Fn(uuid::Uuid) -> bool) {
        let command = self.command;
        if let Some(Group { gone, ids, .. }) = self.groups.last_mut() {
            gone.extend(ids.iter().filter(|id| !keep(**id)).map(|id| (*id, command)));
        }
    }

    pub(super) fn take_out(&mut self, what: Indexed) {
        let (id, command) = (what.id(), self.command);
        for group in self.groups.iter_mut().filter(|group| group.ids.contains(&id)) {
            group.gone.push((id, command));
        }
    }
}

impl Reader {
    /// Makes found what waits for it.
    pub(crate) async fn index_waiting(&mut self) -> Result<(), StoreError> {
        let (mut messages, mut notes, mut customers) = (Vec::new(), Vec::new(), Vec::new());
        for Group { texts, gone, .. } in std::mem::take(&mut self.later).groups {
            let words = match texts {
                Texts::Whole(texts) => cut(texts),
                // It only ends without an answer when the process does.
                Texts::Cut(words) => words.await.unwrap_or_default(),
            };
            for words in words {
                if gone.iter().any(|(id, _)| *id == words.what.id()) {
                    continue;
                }
                match words.what {
                    Indexed::Message(_) => messages.push(words),
                    Indexed::Note(_) => notes.push(words),
                    Indexed::Customer(_) => customers.push(words),
                }
            }
        }
        for kind in [messages, notes, customers] {
            self.index_words(kind).await?;
        }
        Ok(())
    }
}

/// Takes texts apart. One that cannot be is not found, and disturbs no other.
pub(super) fn cut(texts: Vec<Text>) -> Vec<Words> {
    let cut = |(what, at, text): Text| {
        let words = catch_unwind(AssertUnwindSafe(|| words(&text)));
        let words =
            words.inspect_err(|_| tracing::error!("a text could not be taken apart")).ok()?;
        let rowid = rowid(at, what.id());
        (!words.is_empty()).then_some(Words { what, rowid, cut: words })
    };
    texts.into_iter().filter_map(cut).collect()
}

fn words(text: &str) -> Vec<String> {
    let mut words = gerne_text::words(text, WORDS);
    let mut bytes = 0;
    let within = words.iter().take_while(|word| {
        bytes += word.len();
        bytes <= BYTES
    });
    words.truncate(within.count());
    words
}

/// Grows with the time, so that the newest come first without sorting: microseconds, then ten bits
/// of the id.
fn rowid(at: Timestamp, id: uuid::Uuid) -> i64 {
    let bits = i64::from(u16::from_be_bytes([id.as_bytes()[14], id.as_bytes()[15]]) & 0x3ff);
    base(at) | bits
}

/// The first row of the instant that a row stands in.
pub(super) fn instant(rowid: i64) -> i64 {
    rowid & !0x3ff
}

/// The first row of an instant.
pub(super) fn base(at: Timestamp) -> i64 {
    const MOST: i64 = 1 << 52;
    at.as_microsecond().clamp(-MOST, MOST) << 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_indexed_than_an_engine_keeps() {
        let long = (0..3_000).map(|n| format!("{n:05}{}", "\u{10400}\u{10402}".repeat(28)));
        let long = long.collect::<Vec<_>>().join(" ");
        let found = words(&format!("vorne {long}"));
        assert_eq!(found.first().map(String::as_str), Some("vorne"));
        let bytes: usize = found.iter().map(String::len).sum();
        assert!((BYTES / 2..=BYTES).contains(&bytes), "{bytes}");
    }
}
