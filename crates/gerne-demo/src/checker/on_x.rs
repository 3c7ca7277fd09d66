//! The same comparison for X, which keeps no key of ours: what was said is known by its id.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use gerne_domain::{AccountId, DeliveryState};
use gerne_sim::{Effect, JournalEntry, Via};
use gerne_store::Store;

use super::{Findings, deliveries, judge, kept, log};

/// Compares X's journal with what the store holds for the account of `company`. `messages` are the
/// ids of the private messages that the company received.
pub async fn check_x(
    store: &Store,
    journal: &[JournalEntry],
    messages: &[String],
    account: AccountId,
    company: &str,
) -> Result<Findings> {
    let mut found = Findings::default();
    let said = Said::read(journal, company);
    let kept = kept(store, account, &mut found).await?.ids;
    let wanted: BTreeSet<String> =
        said.to_us.into_iter().chain(messages.iter().map(|id| format!("dm:{id}"))).collect();
    found.mentions = wanted.len();
    for id in &wanted {
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
        let receipt = receipt.map(|id| id.0.trim_start_matches("dm:").to_owned());
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
    let twice = texts.into_iter().filter(|((to, _), count)| to.is_some() && *count > 1);
    found.said_twice.extend(twice.map(|((_, text), _)| text.clone()));
    log(store, &mut found).await?;
    Ok(found)
}

/// What X knows.
#[derive(Default)]
struct Said {
    /// Posts of others that name the company, answer it or quote it, and that it may read.
    to_us: BTreeSet<String>,
    /// What the company said through the interface: what it answers, and the text.
    by_us: BTreeMap<String, (Option<String>, String)>,
}

impl Said {
    fn read(journal: &[JournalEntry], company: &str) -> Self {
        let named = format!("@{company}").to_lowercase();
        let mut said = Self::default();
        // Whatever the company posted, by hand too.
        let mut of_company: BTreeSet<&String> = BTreeSet::new();
        for entry in journal {
            let ours = entry.by.as_deref() == Some(company);
            match &entry.effect {
                Effect::StatusCreated { id, text, in_reply_to, .. } if ours => {
                    of_company.insert(id);
                    if entry.via == Via::Api {
                        said.by_us.insert(id.clone(), (in_reply_to.clone(), text.clone()));
                    }
                }
                Effect::StatusCreated { id, text, visibility, in_reply_to, quotes, .. }
                    if visibility == "public" =>
                {
                    let mut about = in_reply_to.iter().chain(quotes);
                    if names(text, &named) || about.any(|id| of_company.contains(id)) {
                        said.to_us.insert(id.clone());
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

/// `@us`, and not the beginning of a longer name.
fn names(text: &str, named: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(named).any(|(at, found)| {
        let after = text.get(at + found.len()..).and_then(|rest| rest.chars().next());
        !after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(by: &str, via: Via, effect: Effect) -> JournalEntry {
        let at = jiff::Timestamp::UNIX_EPOCH;
        JournalEntry { seq: 1, at, via, by: Some(by.to_owned()), request_id: None, effect }
    }

    fn quote(id: &str, of: &str) -> Effect {
        let Effect::StatusCreated { id, idempotency_key, in_reply_to, visibility, text, .. } =
            post(id, None, "public", "Wirklich?")
        else {
            unreachable!("it is a post")
        };
        let quotes = Some(of.to_owned());
        Effect::StatusCreated { id, idempotency_key, in_reply_to, quotes, visibility, text }
    }

    fn post(id: &str, to: Option<&str>, visibility: &str, text: &str) -> Effect {
        Effect::StatusCreated {
            id: id.to_owned(),
            idempotency_key: None,
            in_reply_to: to.map(str::to_owned),
            quotes: None,
            visibility: visibility.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_journal_tells_who_said_what() {
        let journal = [
            entry("clara", Via::Square, post("1", None, "public", "Hallo @Us!")),
            entry("clara", Via::Square, post("2", None, "public", "Hallo @usurper")),
            entry("clara", Via::Square, post("3", None, "direct", "@us")),
            entry("us", Via::Api, post("4", Some("1"), "public", "@clara Hallo")),
            entry("us", Via::Square, post("5", None, "public", "von Hand")),
            entry("ben", Via::Square, post("6", None, "public", "@us weg")),
            entry("ben", Via::Square, Effect::StatusDeleted { id: "6".to_owned() }),
            entry("ben", Via::Square, quote("7", "5")),
            entry("ben", Via::Square, quote("8", "1")),
            entry("ben", Via::Square, post("9", Some("4"), "public", "nein")),
            entry("ole", Via::Square, post("10", None, "private", "@us im kleinen Kreis")),
        ];
        let said = Said::read(&journal, "us");
        assert_eq!(said.to_us.iter().map(String::as_str).collect::<Vec<_>>(), ["1", "7", "9"]);
        assert_eq!(said.by_us.keys().map(String::as_str).collect::<Vec<_>>(), ["4"]);
    }
}
