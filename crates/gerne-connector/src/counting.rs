//! How long a text is for a platform. Data, so that the console counts by the same rules; both are
//! held to the vectors in `counting/vectors.json`.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// What of a mention counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionLength {
    /// As written.
    Full,
    /// Of `@user@host` only `@user`, as Mastodon's `StatusLengthValidator` does.
    Local,
}

/// How length is counted. Characters are grapheme clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counting {
    /// What an `http(s)` address counts as, whatever its length; `None`: as written.
    pub url_length: Option<u32>,
    /// What of a mention counts.
    pub mentions: MentionLength,
}

impl Counting {
    /// How long `text` is.
    pub fn count(self, text: &str) -> u32 {
        let mut length = 0;
        let mut rest = text;
        while let Some(word) = rest.split(char::is_whitespace).next() {
            length += self.word(word);
            let after = rest.strip_prefix(word).unwrap_or_default();
            let Some(space) = after.chars().next() else { break };
            length += 1;
            rest = after.strip_prefix(space).unwrap_or_default();
        }
        length
    }

    fn word(self, word: &str) -> u32 {
        if let (Some(length), Some(start)) = (self.url_length, url_start(word)) {
            let (before, url) = word.split_at(start);
            let tail = url.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'', '“']);
            let after = url.strip_prefix(tail).unwrap_or_default();
            return graphemes(before) + length + graphemes(after);
        }
        if self.mentions == MentionLength::Local
            && let Some(at) = word.find('@')
        {
            let (before, mention) = word.split_at(at);
            if let Some((local, host)) = mention.strip_prefix('@').and_then(|m| m.split_once('@'))
                && !local.is_empty()
                && host.starts_with(char::is_alphanumeric)
            {
                let tail = host.trim_start_matches(|c: char| {
                    c.is_alphanumeric() || c == '.' || c == '-' || c == '_'
                });
                let dots = host.strip_suffix(tail).unwrap_or(host);
                let full_stop = u32::from(dots.ends_with('.'));
                return graphemes(before) + 1 + graphemes(local) + full_stop + graphemes(tail);
            }
        }
        graphemes(word)
    }
}

fn url_start(word: &str) -> Option<usize> {
    [word.find("https://"), word.find("http://")].into_iter().flatten().min()
}

fn graphemes(text: &str) -> u32 {
    u32::try_from(text.graphemes(true).count()).unwrap_or(u32::MAX)
}
