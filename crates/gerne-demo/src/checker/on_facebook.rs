//! The same comparison for Facebook, which keeps no key of ours: what was said is known by its id.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use gerne_domain::{AccountId, DeliveryState};
use gerne_sim::{Effect, JournalEntry, Via};
use gerne_store::Store;

use super::{Findings, deliveries, judge, kept, log};

/// Compares Facebook's journal with what the store holds for the account of a Page: comments, posts
/// of visitors, reviews and messages.
pub async fn check_facebook(
    store: &Store,
    journal: &[JournalEntry],
    account: AccountId,
    page: &str,
) -> Result<Findings> {
    let mut found = Findings::default();
    let said = Said::read(journal, page);
    let kept = kept(store, account, &mut found).await?.ids;
    found.mentions = said.to_us.len();
    for id in &said.to_us {
        match kept.get(id) {
            None => found.lost.push(id.clone()),
            Some(1) => {}
            Some(_) => found.kept_twice.push(id.clone()),
        }
    }
    let deliveries = deliveries(store, account).await?;
    found.replies = deliveries.len();
    let mut explained = BTreeSet::new();
    for delivery in &deliveries {
        let receipt = delivery.receipt.as_ref().and_then(|it| it.external_id.as_ref());
        let receipt = receipt.map(|id| id.0.clone());
        let there = receipt.as_ref().is_some_and(|id| said.by_us.contains_key(id));
        let list: Vec<String> = receipt.iter().filter(|_| there).cloned().collect();
        judge(delivery, &list, there, &mut found);
        explained.extend(receipt);
    }
    // What nobody knows the end of may be any of those that no receipt explains.
    let mut doubtful =
        deliveries.iter().filter(|delivery| delivery.state == DeliveryState::Unknown).count();
    for id in said.by_us.keys().filter(|id| !explained.contains(*id)) {
        if doubtful > 0 {
            doubtful -= 1;
        } else {
            found.unexplained.push(id.clone());
        }
    }
    let mut texts: BTreeMap<&(Option<String>, String), usize> = BTreeMap::new();
    for what in said.by_us.values() {
        *texts.entry(what).or_default() += 1;
    }
    let twice = texts.into_iter().filter(|(_, count)| *count > 1);
    found.said_twice.extend(twice.map(|((_, text), _)| text.clone()));
    log(store, &mut found).await?;
    Ok(found)
}

/// What Facebook knows.
#[derive(Default)]
struct Said {
    /// What others said on the Page or to it, and did not take back, as we call it.
    to_us: BTreeSet<String>,
    /// What the Page said through the interface: what it answers, and the text.
    by_us: BTreeMap<String, (Option<String>, String)>,
}

impl Said {
    fn read(journal: &[JournalEntry], page: &str) -> Self {
        let mut said = Self::default();
        for entry in journal {
            let ours = entry.by.as_deref() == Some(page);
            match &entry.effect {
                Effect::StatusCreated { id, visibility, in_reply_to, text, .. } => {
                    let id = if visibility == "direct" { format!("dm:{id}") } else { id.clone() };
                    if !ours {
                        said.to_us.insert(id);
                    } else if entry.via == Via::Api {
                        said.by_us.insert(id, (in_reply_to.clone(), text.clone()));
                    }
                }
                Effect::StatusDeleted { id } => {
                    said.to_us.remove(id);
                }
                _ => {}
            }
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(by: &str, via: Via, effect: Effect) -> JournalEntry {
        let at = jiff::Timestamp::UNIX_EPOCH;
        JournalEntry { seq: 1, at, via, by: Some(by.to_owned()), request_id: None, effect }
    }

    fn said(id: &str, to: Option<&str>, visibility: &str) -> Effect {
        Effect::StatusCreated {
            id: id.to_owned(),
            idempotency_key: None,
            in_reply_to: to.map(str::to_owned),
            quotes: None,
            visibility: visibility.to_owned(),
            text: "Hallo".to_owned(),
        }
    }

    #[test]
    fn a_journal_tells_who_said_what() {
        let journal = [
            entry("us", Via::Square, said("9_1", None, "public")),
            entry("clara", Via::Square, said("1_2", Some("9_1"), "public")),
            entry("us", Via::Api, said("1_3", Some("1_2"), "public")),
            entry("us", Via::Api, said("m_1", Some("1_2"), "direct")),
            entry("clara", Via::Square, said("m_2", Some("t_1"), "direct")),
            entry("us", Via::Square, said("m_3", Some("t_1"), "direct")),
            entry("ben", Via::Square, said("1_4", Some("9_1"), "public")),
            entry("ben", Via::Square, Effect::StatusDeleted { id: "1_4".to_owned() }),
        ];
        let said = Said::read(&journal, "us");
        assert_eq!(said.to_us.iter().map(String::as_str).collect::<Vec<_>>(), ["1_2", "dm:m_2"]);
        assert_eq!(said.by_us.keys().map(String::as_str).collect::<Vec<_>>(), ["1_3", "dm:m_1"]);
    }
}
