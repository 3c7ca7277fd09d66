//! What was seen lately, so that it is not asked for and paid for again. Forgetting all of it costs
//! money and nothing else.

use std::collections::{BTreeMap, VecDeque};

use crate::wire::Tweet;

/// Posts that are remembered.
const MOST: usize = 2_000;

#[derive(Default)]
pub(crate) struct Memory {
    tweets: BTreeMap<String, Tweet>,
    order: VecDeque<String>,
    /// First versions by later ones.
    roots: BTreeMap<String, String>,
    /// Versions were seen that are not noted yet.
    news: bool,
    /// Whether the author of a post called us.
    called: BTreeMap<String, bool>,
}

impl Memory {
    /// These were read.
    pub(crate) fn saw<'a>(&mut self, tweets: impl IntoIterator<Item = &'a Tweet>) {
        for tweet in tweets {
            if self.tweets.insert(tweet.id.clone(), tweet.clone()).is_none() {
                self.order.push_back(tweet.id.clone());
            }
            for version in &tweet.edit_history_tweet_ids {
                if version.0 != tweet.root() {
                    let root = tweet.root().to_owned();
                    self.news |= self.roots.insert(version.0.clone(), root).is_none();
                }
            }
        }
        while self.order.len() > MOST {
            let Some(oldest) = self.order.pop_front() else { break };
            self.tweets.remove(&oldest);
            self.called.remove(&oldest);
        }
        while self.roots.len() > MOST {
            // The same number of digits since 2010: the first is the oldest.
            self.roots.pop_first();
        }
    }

    /// Which versions belong together, if there are some that the process after this one has to be
    /// told: what answers a later version would else begin a matter of its own.
    pub(crate) fn versions(&mut self) -> Option<String> {
        let news = std::mem::take(&mut self.news);
        news.then(|| serde_json::to_string(&self.roots).unwrap_or_default())
    }

    /// What the process before knew.
    pub(crate) fn recall(&mut self, versions: &str) {
        let known: BTreeMap<String, String> = serde_json::from_str(versions).unwrap_or_default();
        for (version, root) in known {
            self.roots.entry(version).or_insert(root);
        }
    }

    pub(crate) fn tweet(&self, id: &str) -> Option<&Tweet> {
        self.tweets.get(id)
    }

    /// The first versions of what these answer, as far as they are known.
    pub(crate) fn roots(&self, tweets: &[Tweet]) -> BTreeMap<String, String> {
        let answered = tweets.iter().filter_map(|tweet| tweet.refers("replied_to"));
        answered.filter_map(|id| Some((id.to_owned(), self.roots.get(id)?.clone()))).collect()
    }

    pub(crate) fn called(&mut self, root: &str, called: bool) {
        self.called.insert(root.to_owned(), called);
        if self.called.len() > 2 * MOST {
            self.called.pop_first();
        }
    }

    /// Whether the author of a post called us; `None` when that is not known.
    pub(crate) fn has_called(&self, root: &str) -> Option<bool> {
        self.called.get(root).copied()
    }

    /// It is gone.
    pub(crate) fn forget(&mut self, id: &str) {
        self.tweets.remove(id);
    }
}
